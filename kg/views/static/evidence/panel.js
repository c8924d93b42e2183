/* The panel: what is selected, with the sentence marked in its article.
   Nothing selected: the surest differences.  Must not: choose anything by itself. */

const PANEL_LIMIT = 60; // claims that a list in the panel shows at once
const PANEL_DIFFERENCES = 5;
let panelShowsAll = "";

function renderPanel() {
  const panel = byId("panel");
  const names = state.tab === "actors" ? ["claim", "difference", "article"] : ["claim", "difference", "article", "actor"]; // there an actor is the page
  const key = names.map((name) => state[name]).find(Boolean) || "";
  const isNew = panel.dataset.shown !== key;
  panel.dataset.shown = key;
  panel.replaceChildren(...[key && make("a", { class: "back", href: hashOf(NOTHING), onclick: (event) => choose(event, () => leavePanel()) }, "↑ Back"), ...renderSelected()].flat().filter(Boolean));
  if (!key || !isNew) return;
  if (isNarrow()) (panel.querySelector("mark.content") || panel).scrollIntoView({ block: panel.querySelector("mark.content") ? "center" : "start" });
  else {
    panel.scrollTop = 0;
    showMark();
  }
}

function leavePanel() {
  clearSelection();
  byId("stage").scrollIntoView();
}

function renderSelected() {
  const [claim, difference, article] = [selectedClaim(), selectedDifference(), selectedArticle()];
  if (claim) return renderClaim(claim);
  if (difference) return renderDifference(difference);
  if (article) return renderArticle(article);
  return state.actor && state.tab !== "actors" ? renderActor(selectedActor()) : renderNothingSelected();
}

/* ------------------------------------------------------------------------------------ nothing selected */

const HOW_TO = "Choose anything to read the sentence behind it. Tab and arrow keys move, Enter selects, Esc clears, / searches.";
const TABS_WITH_LISTS = new Set(["differences", "actors"]);

function renderNothingSelected() {
  if (TABS_WITH_LISTS.has(state.tab)) return [make("h2", {}, "Nothing is selected"), make("p", { class: "muted keys" }, HOW_TO)];
  const found = shown.differences;
  const more = found.length > PANEL_DIFFERENCES
    ? make("a", { class: "more", href: hashOf({ ...NOTHING, tab: "differences" }), onclick: (event) => choose(event, () => go({ ...NOTHING, tab: "differences" })) }, `All ${countWords(found.length, "difference")}`)
    : null;
  return [
    make("h2", {}, differences.length ? countWords(found.length, "difference") : "No differences found"),
    make("p", { class: "muted" }, differences.length ? "Claims about one matter that do not say the same. No verdict: read both sentences." : "No two claims were found to tell one matter in two ways."),
    ...found.slice(0, PANEL_DIFFERENCES).map(renderDifferenceRow),
    more,
    make("p", { class: "muted keys" }, HOW_TO),
  ];
}

const SIDES = ["left", "right"];
const renderWhich = (name) => make("span", { class: "which" }, name);

function renderDifferenceRow(difference) {
  return make("a", { class: "pair", href: hashOf({ ...NOTHING, difference: difference.id }), "data-key": `difference:${difference.id}`, onclick: (event) => choose(event, () => openDifference(difference)) },
    make("span", { class: "kind" }, differsGlyph(), nameDifference(difference.kind)),
    ...SIDES.map((name) => make("span", { class: "side" }, make("span", {}, renderWhich(name), denialMark(difference[name].claim), markSide(difference[name], true)))),
    make("span", { class: "muted" }, explainDifference(difference)));
}

/* ------------------------------------------------------------------------------------ a claim */

function renderClaim(claim) {
  return [...renderReading(claim, [[claim.spans, claim.retraction ? "content retracted" : "content"]], renderAround(claim)), ...renderOthers(claim)];
}

/** What is known of a claim beside its article's words: how it is meant, counts, and what differs. */
function renderAround(claim) {
  return make("div", { class: "around" },
    make("p", { class: "by" }, renderActorLink(speakerOf(claim), nameOfSpeaker(claim))),
    make("div", { class: "badges" }, renderBadges(claim)),
    renderOuter(claim), renderChain(claim), renderFacts(claim), renderCounts(claim), renderSame(claim),
    claim.differences.map((difference) => renderRival(difference, claim)));
}

function renderOuter(claim) {
  if (claim.within === null) return null;
  return make("p", { class: "outer" }, make("a", { href: hashOf({ ...NOTHING, claim: claims[claim.within].id }), onclick: (event) => choose(event, () => openClaim(claims[claim.within])) }, describeOuter(claim)));
}

/** The other articles that say the same. */
function renderSame(claim) {
  const others = groups[claim.group].members.filter((each) => each !== claim && isStanding(each));
  if (!others.length) return null;
  return make("details", { class: "same" }, make("summary", {}, `Said in ${countWords(others.length, "other place")}`),
    make("ul", { class: "plain" }, others.map((other) => make("li", {}, renderClaimLink(other)))));
}

/** A row that leads to a claim: its words, who says it, where. */
function renderClaimLink(claim, key = "") {
  const where = `${nameOfSpeaker(claim)} · ${articleOf(claim).publisher}${articleOf(claim).published ? `, ${articleOf(claim).published}` : ""}`;
  return make("a", { class: "row", href: hashOf({ ...NOTHING, claim: claim.id }), "data-key": key || null, onclick: (event) => choose(event, () => openClaim(claim)) },
    glyph(shapeOfSpeaker(claim)), make("span", { class: "name" }, denialMark(claim), claim.retraction ? make("s", { class: "retracted" }, claim.words) : claim.words, make("small", {}, where)));
}

function renderRival(difference, claim) {
  const rival = rivalOf(difference, claim).claim;
  return make("div", { class: "rival" },
    make("p", { class: "kind" }, make("a", { href: hashOf({ ...NOTHING, difference: difference.id }), onclick: (event) => choose(event, () => openDifference(difference)) }, differsGlyph(), nameDifference(difference.kind)), ` · ${explainDifference(difference)}`),
    renderClaimLink(rival));
}

function renderOthers(claim) {
  const beside = articleOf(claim).claims.filter((each) => each !== claim).sort(inOrder);
  const others = beside.filter((other) => !isHiddenAside(other));
  const hidden = beside.length - others.length;
  const note = hidden ? make("p", { class: "muted" }, `${countAside(hidden)} in this article hidden.`) : null;
  if (!others.length) return [note];
  const rows = others.map((other) => renderClaimLink(other));
  const list = make("ul", { class: "plain others" }, rows.map((row) => make("li", {}, row)));
  roveThrough(list, rows, () => false);
  return [make("h3", {}, `Also in this article: ${describeFound(others)}`), list, note];
}

function renderActorLink(actor, words = actor.label) {
  return make("a", { class: "actor", href: hashOf({ ...NOTHING, tab: "actors", actor: actor.id }), onclick: (event) => choose(event, () => openActorPage(actor)) }, glyph(shapeOf(actor)), words);
}

/* ------------------------------------------------------------------------------------ a difference */

function renderDifference(difference) {
  return [
    make("h2", { class: "kind" }, differsGlyph(), nameDifference(difference.kind)),
    make("p", {}, explainDifference(difference)),
    make("p", { class: "muted" }, difference.descends ? "The right article rests on the left one." : "Nothing shows that one of the two articles rests on the other."),
    ...SIDES.flatMap((name) => [
      make("div", { class: "rival" }, renderWhich(name), renderClaimLink(difference[name].claim)),
      ...renderPassage(difference[name]),
    ]),
  ];
}

/* ------------------------------------------------------------------------------------ an article, an actor */

function renderArticle(article) {
  const list = article.claims.filter((claim) => !isHiddenAside(claim)).sort(inOrder);
  return [
    make("h2", article.retraction ? { class: "retracted" } : {}, article.title),
    retractionNote(article.retraction),
    make("p", { class: "meta" }, renderWhere(article)),
    make("p", { class: "meta" }, renderLink(article, ""), article.path),
    renderLineageOf(article),
    ...renderClaimList(list, ["article"], `article:${article.id}`),
  ];
}

function renderActor(actor) {
  const list = [...new Set([...actor.said, ...actor.spoken])].filter((claim) => !isHiddenAside(claim)).sort(inOrder);
  return [
    make("h2", {}, glyph(shapeOf(actor)), actor.label),
    make("p", { class: "meta" }, [describeKind(actor), actor.note].filter(Boolean).join(" · ")),
    make("p", {}, make("a", { class: "more", href: hashOf({ ...NOTHING, tab: "actors", actor: actor.id }), onclick: (event) => choose(event, () => openActorPage(actor)) }, "All that is known")),
    ...renderClaimList(list, [], `actor:${actor.id}`),
  ];
}

/** So many claims that the panel stays quick, and a button for the rest. */
function renderClaimList(list, without, key) {
  const all = panelShowsAll === key;
  const more = !all && list.length > PANEL_LIMIT
    ? make("button", { type: "button", class: "fold", onclick: () => { panelShowsAll = key; renderPanel(); } }, `Show all ${countWords(list.length, "claim")}`) : null;
  return [make("h3", {}, describeFound(list)), renderCards(all ? list : list.slice(0, PANEL_LIMIT), without), more];
}

/** "4 attributed claims, 2 in own voice, 1 retracted". */
function describeFound(list) {
  const found = list.filter(isStanding);
  const gone = list.length - found.length;
  const own = found.filter((claim) => claim.own).length;
  const aside = found.filter((claim) => claim.aside).length;
  const said = found.length - own - aside;
  return [
    said || !list.length ? countWords(said, "attributed claim") : "",
    own ? `${own.toLocaleString("en-GB")} in own voice` : "",
    aside ? countAside(aside) : "",
    gone ? `${gone.toLocaleString("en-GB")} retracted` : "",
  ].filter(Boolean).join(", ");
}
