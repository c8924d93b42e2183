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

function renderDifferenceRow(difference) {
  return make("a", { class: "pair", href: hashOf({ ...NOTHING, difference: difference.id }), "data-key": `difference:${difference.id}`, onclick: (event) => choose(event, () => openDifference(difference)) },
    make("span", { class: "kind" }, differsGlyph(), nameDifference(difference.kind)),
    ...[difference.left, difference.right].map((side) => make("span", { class: "side" }, make("span", {}, denialMark(side.claim), side.claim.words))),
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

function renderActorLink(actor, words = actor.label) {
  return make("a", { class: "actor", href: hashOf({ ...NOTHING, tab: "actors", actor: actor.id }), onclick: (event) => choose(event, () => openActorPage(actor)) }, glyph(shapeOf(actor)), words);
}

/* ------------------------------------------------------------------------------------ a difference */

function renderDifference(difference) {
  return [
    make("h2", { class: "kind" }, differsGlyph(), nameDifference(difference.kind)),
    make("p", {}, explainDifference(difference)),
    make("p", { class: "muted" }, difference.descends ? "The second article rests on the first." : "Nothing shows that one of the two articles rests on the other."),
    ...[difference.left, difference.right].flatMap((side) => [
      make("div", { class: "rival" }, renderClaimLink(side.claim)),
      ...renderReading(side.claim, [[side.claim.spans, "content"], [side.spans, "differing"]], null, true),
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
    typeof renderLineageOf === "function" ? renderLineageOf(article) : null,
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

/* ------------------------------------------------------------------------------------ the article's text */

function renderWhere(article) {
  return [article.publisher, article.published ? ` · ${article.published}` : " · date unknown", article.status === "current" ? "" : ` · ${article.status}`];
}

/** An article with some of its words marked: pairs of spans and a role.  `brief` shows the sentence's paragraph only. */
function renderReading(claim, marks, around, brief = false) {
  const article = articleOf(claim);
  const ranges = [...marks, [claim.source, "source"], [claim.cue, "cue"]].flatMap(([spans, role]) => spans.map((span) => ({ role, span: toUnits(claim.article, span) })));
  const matter = toUnits(claim.article, [0, article.matter])[1];
  const { heading, body } = markText(article, matter, ranges);
  if (brief) for (const paragraph of [...body.children]) if (!paragraph.querySelector("mark")) paragraph.remove();
  if (brief) return [body];
  if (article.retraction) heading.classList.add("retracted");
  return [
    make("p", { class: "meta" }, renderWhere(article)),
    heading,
    retractionNote(article.retraction),
    make("p", { class: "meta" }, renderLink(article, wordsAt(claim.article, claim.spans.slice(0, 1))), article.path),
    claim.retraction !== article.retraction ? retractionNote(`this claim was ${claim.retraction}`) : null,
    around,
    renderKey(claim),
    renderMatter(article, matter, ranges),
    body,
  ];
}

function renderKey(claim) {
  return make("div", { class: "key" },
    make("span", {}, make("mark", { class: "content" }, "claim")),
    claim.source.length ? make("span", {}, make("mark", { class: "source" }, "who says it")) : null,
    claim.cue.length ? make("span", {}, make("mark", { class: "cue" }, "how it is credited")) : null,
    claim.denial ? make("span", { class: "denial" }, "who says it denies the claim") : null,
    claim.retraction ? make("span", { class: "denial" }, "retracted: it counts nowhere") : null,
    claim.own ? make("span", {}, "stated by the article itself, nobody credited") : null,
    make("button", { type: "button", class: "to-claim", onclick: () => showMark(true) }, "Go to claim"));
}

/** Bring the marked words into view; on opening only if they are not. */
function showMark(always = false) {
  const panel = byId("panel");
  const mark = panel.querySelector(".text mark.content, h2 mark.content");
  if (!mark || isNarrow()) return mark?.scrollIntoView({ block: "center" });
  const offset = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (always || offset > panel.clientHeight * 0.8) panel.scrollTop += offset - panel.clientHeight * 0.5;
}

/** Front matter is folded, since it is no part of what the article tells; open if a claim stands in it. */
function renderMatter({ text }, matter, ranges) {
  if (!matter) return null;
  const marked = ranges.some(({ span }) => span[0] < matter);
  const words = text.slice(0, matter);
  return make("details", { class: "matter", open: marked ? "" : null }, make("summary", {}, "not read: front matter"),
    make("p", { class: "text" }, cutPieces(text, 0, words.trimEnd().length, ranges)));
}

/** The article after its front matter as paragraphs, its marks set.  A first line that is the title becomes the
    heading. */
function markText({ text, title }, matter, ranges) {
  const body = make("div", { class: "text" });
  let heading = null;
  let start = matter;
  for (const line of text.slice(matter).split("\n")) {
    const end = start + line.length;
    if (line.trim()) {
      const isTitle = !heading && !body.childElementCount && line.trim() === title.trim();
      const element = make(isTitle ? "h2" : "p", {}, cutPieces(text, start, end, ranges));
      if (isTitle) heading = element;
      else body.append(element);
    }
    start = end + 1;
  }
  return { heading: heading || make("h2", {}, title), body };
}

/** Pieces of a text between two code units, those inside ranges as marks with all their roles. */
function cutPieces(text, start, end, ranges) {
  const inside = ranges.flatMap(({ span }) => span).filter((cut) => cut > start && cut < end);
  const cuts = [...new Set([start, ...inside, end])].sort((a, b) => a - b);
  return cuts.slice(1).map((right, at) => {
    const left = cuts[at];
    const roles = ranges.filter(({ span }) => span[0] <= left && span[1] >= right).map(({ role }) => role);
    const words = text.slice(left, right);
    return roles.length ? make("mark", { class: roles.join(" ") }, words) : words;
  });
}

/** A link to the live article, at the words if there are any. */
function renderLink(article, words) {
  if (!article.url || !/^https?:$/.test(new URL(article.url).protocol)) return null;
  const fragment = words ? `${article.url.includes("#") ? "" : "#"}:~:text=${textFragment(words)}` : "";
  return [make("a", { href: `${article.url}${fragment}`, target: "_blank", rel: "noopener noreferrer", class: "live" }, `Read at ${new URL(article.url).hostname} ↗`), " · "];
}

/** The words as a text fragment; long ones by their first and last words. */
function textFragment(words) {
  const encode = (part) => encodeURIComponent(part).replace(/-/g, "%2D");
  const parts = words.trim().split(/\s+/);
  return parts.length <= 12 ? encode(parts.join(" ")) : `${encode(parts.slice(0, 5).join(" "))},${encode(parts.slice(-5).join(" "))}`;
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
