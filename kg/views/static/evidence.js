/* Evidence: choose a speaker, a place or an article; read its claims; see each in its article.
   Offsets in the island are Unicode code points; strings here are UTF-16, see `unitAt`. */

const { articles, speakers, places, claims } = island;
const TABS = { speakers: "Speakers", places: "Places", articles: "Articles" };
const STYLES = {
  direct: ["direct quote", "The article quotes these words"],
  indirect: ["indirect speech", "The article reports this in its own words"],
  mixed: ["partly quoted", "The article quotes a part of these words"],
  "own-voice": ["own voice", "The article states this itself and credits nobody"],
};
const CERTAINTIES = { certain: "stated as certain", probable: "probable", possible: "possible", unknown: "certainty not stated" };
const CARD_LIMIT = 200;

const defaults = { tab: "speakers", pick: "", claim: "", q: "", only: "", own: "", act: "" };
let state = { ...defaults };
let showAllCards = false;

/* ------------------------------------------------------------------------------------ words */

/** Code unit offsets of an article's code points; null when both are the same. */
const unitAt = articles.map(() => undefined);

function readUnits(article) {
  if (unitAt[article] === undefined) {
    const { text } = articles[article];
    unitAt[article] = /[\ud800-\udbff]/.test(text) ? countUnits(text) : null;
  }
  return unitAt[article];
}

function countUnits(text) {
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return units;
}

function toUnits(article, [start, end]) {
  const units = readUnits(article);
  return units ? [units[start], units[end]] : [start, end];
}

const wordsAt = (article, spans) => spans.map((span) => articles[article].text.slice(...toUnits(article, span))).join(" … ");

claims.forEach((claim) => {
  claim.own = claim.style === "own-voice";
  claim.words = wordsAt(claim.article, claim.spans);
});
const claimById = new Map(claims.map((claim) => [claim.id, claim]));
const showsAside = () => state.act === "all";
const isCounted = (claim) => !claim.aside || showsAside();
const noneAttributed = () => claims.filter((claim) => isCounted(claim) && isStanding(claim)).every((claim) => claim.own);

function searchText(claim) {
  if (claim.folded === undefined) {
    const article = articles[claim.article];
    const actors = [speakers[claim.speaker], ...claim.places.map((place) => places[place])];
    const names = actors.flatMap((actor) => [actor.label, actor.note, ...actor.names]);
    const chain = claim.chain.map((step) => step.label);
    const sentence = wordsAt(claim.article, [claim.sentence]);
    claim.folded = foldText([claim.words, sentence, article.title, article.publisher, ...names, ...chain].join(" \n "));
  }
  return claim.folded;
}

/* ------------------------------------------------------------------------------------ state */

function readHash() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  state = { ...defaults };
  for (const name of Object.keys(defaults)) if (given[name]) state[name] = given[name];
  if (!(state.tab in TABS)) state.tab = defaults.tab;
  if (!showsAside()) state.act = "";
  const claim = claimById.get(state.claim);
  if (!claim) state.claim = "";
  else {
    if (claim.own) state.own = "1";
    if (claim.aside) state.act = "all";
    if (!state.pick) state.pick = keysOf(claim)[0] || "";
  }
}

function hashOf(changes) {
  const next = { ...state, ...changes };
  const kept = Object.entries(next).filter(([name, value]) => value && value !== defaults[name]);
  return `#${new URLSearchParams(kept)}`;
}

/** A person's choice: a step that the browser's Back undoes. */
function go(changes) {
  state = { ...state, ...changes };
  if (hashOf({}) !== (location.hash || "#")) history.pushState(null, "", hashOf({}));
}

/** Typing in the search: no step for every letter. */
function goOn(changes) {
  state = { ...state, ...changes };
  history.replaceState(null, "", hashOf({}));
}

/* ------------------------------------------------------------------------------------ choosing */

/** Keys of the groups that a claim belongs to under the present tab. */
function keysOf(claim) {
  if (state.tab === "places") return claim.places.map((place) => places[place].id);
  if (state.tab === "articles") return [articles[claim.article].id];
  return [speakers[claim.speaker].id];
}

const findClaims = () => findMatches().filter(isCounted);
const findAside = () => findMatches().filter((claim) => claim.aside && isStanding(claim));

function findMatches() {
  const wanted = splitQuery(state.q);
  const only = state.only ? state.only.split(".") : [];
  return claims.filter((claim) =>
    (!only.length || only.includes(shapeOf(speakers[claim.speaker]))) && (!wanted.length || matchesAll(searchText(claim), wanted)));
}

/** Groups with their claims, most attributed claims first; what was retracted (`gone`) counts nowhere. */
function groupClaims(found) {
  const groups = new Map();
  for (const claim of found) {
    for (const key of keysOf(claim)) {
      if (!groups.has(key)) groups.set(key, { key, said: [], own: [], gone: [] });
      groups.get(key)[claim.retraction ? "gone" : claim.own ? "own" : "said"].push(claim);
    }
  }
  return [...groups.values()].map((group) => ({ ...group, ...describeGroup(group.key) })).sort(compareGroups);
}

const countedOf = (group) => (state.tab === "speakers" && group.said.length ? group.said : [...group.said, ...group.own]);
const numberOf = (group) => countedOf(group).length;
const compareGroups = (a, b) => (state.tab === "speakers" ? 0 : numberOf(b) - numberOf(a)) || b.said.length - a.said.length || b.own.length - a.own.length || (a.label < b.label ? -1 : 1);

function describeGroup(key) {
  if (state.tab === "articles") {
    const article = articles.find((each) => each.id === key);
    return { label: article.title, shape: "document", note: [article.publisher, article.published].filter(Boolean).join(", "), article };
  }
  const actor = (state.tab === "places" ? places : speakers).find((each) => each.id === key);
  return { label: actor.label, shape: shapeOf(actor), note: actor.note, actor };
}

/** Whether all that stands here was retracted. */
const isGone = (group) => (group.article ? Boolean(group.article.retraction) : !group.said.length && !group.own.length);
const showsOwn = () => Boolean(state.own) || noneAttributed();
const isListed = (group) => group.said.length > 0 || group.gone.some((claim) => !claim.own) || showsOwn() || state.tab !== "speakers";

/* ------------------------------------------------------------------------------------ left: what to choose from */

function renderTabs() {
  const buttons = Object.entries(TABS).map(([tab, words]) =>
    make("button", { role: "tab", type: "button", id: `tab-${tab}`, "aria-controls": "list", "aria-selected": String(state.tab === tab), onclick: () => {
      go({ tab, pick: "", claim: "" });
      render();
      byId(`tab-${tab}`).focus();
    } }, words));
  byId("tabs").replaceChildren(...buttons);
  roveThrough(byId("tabs"), buttons, (button) => button.getAttribute("aria-selected") === "true");
}

function renderLegend() {
  const only = state.only ? state.only.split(".") : [];
  const counts = {};
  for (const { speaker } of claims.filter((claim) => isCounted(claim) && isStanding(claim))) counts[shapeOf(speakers[speaker])] = (counts[shapeOf(speakers[speaker])] || 0) + 1;
  const buttons = KINDS.filter(([kind]) => counts[kind]).map(([kind, words]) =>
    make("button", { type: "button", "aria-pressed": String(only.includes(kind)), "data-kind": kind, title: `Show only claims by this kind of speaker (${counts[kind]})`, onclick: () => {
      const next = only.includes(kind) ? only.filter((each) => each !== kind) : [...only, kind];
      go({ only: next.join("."), pick: "", claim: "" });
      render();
      document.querySelector(`#legend [data-kind="${kind}"]`).focus();
    } }, glyph(kind), words));
  const aside = renderAside(findAside().length, showsAside(), () => setAside(showsAside() ? "" : "all"));
  byId("legend").replaceChildren(...[buttons.length ? make("span", { class: "muted" }, "Only") : null, ...buttons, aside].filter(Boolean));
  const stops = [...byId("legend").querySelectorAll("button")]; // one stop for Tab, the way to intentions and deeds included
  if (stops.length) roveThrough(byId("legend"), stops, (button) => button.getAttribute("aria-pressed") === "true");
}

function renderList(groups, found) {
  const listed = groups.filter(isListed);
  const folded = groups.filter((group) => !isListed(group));
  const rows = listed.map((group) => make("a", {
    class: `row ${group.shape}`, href: hashOf({ pick: group.key, claim: "" }), "data-key": group.key, "aria-current": String(group.key === state.pick),
    onclick: (event) => choose(event, () => pickGroup(group.key)),
  }, glyph(group.shape), make("span", { class: "name" }, isGone(group) ? make("s", { class: "retracted" }, group.label) : group.label, group.note && group.note !== group.label ? make("small", {}, group.note) : null),
  make("span", { class: "number", "aria-label": describeFound(countedOf(group)) }, String(numberOf(group)))));
  const more = folded.length ? make("button", { type: "button", class: "fold", onclick: () => { go({ own: "1" }); render(); } },
    `Show ${countWords(folded.length, "publisher")} speaking in ${folded.length === 1 ? "its" : "their"} own voice`) : null;
  const items = [...rows, more].filter(Boolean);
  byId("list").replaceChildren(...items.map((item) => make("li", {}, item)));
  if (items.length) roveThrough(byId("list"), items, (item) => item.dataset.key === state.pick);
  const unit = { speakers: "speaker", places: "place", articles: "article" }[state.tab];
  const named = state.tab === "places" ? found.filter((claim) => claim.places.length) : found;
  const joint = state.tab === "places" ? " named in " : ", ";
  byId("found").textContent = named.length ? `${countWords(listed.filter((group) => !isGone(group)).length, unit)}${joint}${describeFound(named)}` : "Nothing found. Clear the search or the filter.";
}

function describeFound(all) {
  const found = all.filter(isStanding);
  const gone = all.length - found.length;
  const own = found.filter((claim) => claim.own).length;
  const aside = found.filter((claim) => claim.aside).length;
  const said = found.length - own - aside;
  return [
    said || !all.length ? countWords(said, "attributed claim") : "",
    own ? `${own.toLocaleString("en-GB")} in own voice` : "",
    aside ? countAside(aside) : "",
    gone ? `${gone.toLocaleString("en-GB")} retracted` : "",
  ].filter(Boolean).join(", ");
}

/** Who retracted a whole article: said once, above its claims. */
const noteOf = (group) => (group.article ? group.article.retraction : "");

/** A plain click changes the page in place; with a modifier it is a link like any other. */
function choose(event, act) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  act();
}

function pickGroup(key) {
  showAllCards = false;
  go({ pick: key, claim: "" });
  for (const row of document.querySelectorAll("#list .row")) row.setAttribute("aria-current", String(row.dataset.key === key));
  renderChosen();
  if (isNarrow()) byId("claims").scrollIntoView();
}

/* ------------------------------------------------------------------------------------ middle: its claims */

const inOrder = (a, b) => {
  const [left, right] = [articles[a.article].sort_date, articles[b.article].sort_date];
  if (left !== right) return !right || (left && left < right) ? -1 : 1; // undated articles last
  return a.article - b.article || a.spans[0][0] - b.spans[0][0];
};

/** In order of time, but claims that say the same stand together. */
function stackAlike(list) {
  const stacks = new Map();
  for (const claim of [...list].sort(inOrder)) stacks.set(claim.group, [...(stacks.get(claim.group) || []), claim]);
  return [...stacks.values()].flat();
}

/** Attributed claims, then those in own voice if asked for or if there are no others; what was retracted last. */
function listShown({ said, own, gone }) {
  const all = showsOwn() || !said.length;
  return [...stackAlike(said), ...(all ? stackAlike(own) : []), ...stackAlike(gone.filter((claim) => all || !claim.own))];
}

function renderClaims(group) {
  const holder = byId("claims");
  holder.scrollTop = 0;
  if (!group) return holder.replaceChildren(make("p", { class: "empty" }, "No claim matches."));
  const { own } = group;
  const bare = !group.said.length;
  const aside = findAside().filter((claim) => keysOf(claim).includes(group.key)).length;
  const shown = listShown(group);
  const isFar = shown.findIndex((claim) => claim.id === state.claim) >= CARD_LIMIT;
  const cards = (showAllCards || isFar ? shown : shown.slice(0, CARD_LIMIT)).map((claim, at) => renderCard(claim, at > 0 && shown[at - 1].group === claim.group, noteOf(group)));
  holder.replaceChildren(...[
    make("a", { class: "back", href: "#browse", onclick: (event) => choose(event, () => byId("tabs").scrollIntoView()) }, `↑ ${TABS[state.tab]}`),
    make("div", { class: "head" }, glyph(group.shape), make("h2", isGone(group) ? { class: "retracted" } : {}, group.label)),
    make("p", { class: "muted" }, describeHead(group)),
    retractionNote(noteOf(group)),
    make("ul", { class: "cards plain" }, cards.map((card) => make("li", {}, card))),
    shown.length > cards.length ? make("button", { type: "button", class: "fold", onclick: () => { showAllCards = true; renderClaims(group); } }, `Show all ${countWords(shown.length, "claim")}`) : null,
    own.length && !showsOwn() && !bare ? make("button", { type: "button", class: "fold", onclick: () => setOwn("1") }, describeOwn(own.length, group)) : null,
    own.length && state.own && !noneAttributed() && !bare ? make("button", { type: "button", class: "fold", onclick: () => setOwn("") }, "Hide statements in own voice") : null,
    aside && !showsAside() ? make("button", { type: "button", class: "fold", onclick: () => setAside("all") }, describeAside(aside, group)) : null,
  ].filter(Boolean));
  if (cards.length) roveThrough(holder.querySelector(".cards"), cards, (card) => card.dataset.claim === state.claim);
}

function describeHead(group) {
  const kind = group.actor && state.tab === "speakers" ? describeKind(group.actor) : "";
  const number = describeFound([...countedOf(group), ...group.gone]);
  return [kind, group.note === group.label ? "" : group.note, number].filter(Boolean).join(" · ");
}

const describeOwn = (number, group) =>
  state.tab === "speakers" ? `Show ${countWords(number, "statement")} of ${group.label} in its own voice` : `Show ${countWords(number, "statement")} in the articles’ own voice`;

const describeAside = (number, group) =>
  `Show ${countAside(number)} ${{ speakers: `of ${group.label}`, places: "that name this place", articles: "in this article" }[state.tab]}`;

function setOwn(own) {
  go({ own });
  render();
}

/** Show intentions and deeds, or hide them, and with them the one that is open. */
function setAside(act) {
  const open = claimById.get(state.claim);
  go({ act, claim: open && open.aside && !act ? "" : state.claim });
  render();
}

function renderCard(claim, again, noted) {
  const speaker = speakers[claim.speaker];
  return make("a", {
    class: `card ${shapeOf(speaker)}${again ? " again" : ""}${claim.retraction ? " gone" : ""}`, href: hashOf({ claim: claim.id }), "data-claim": claim.id, "aria-current": String(claim.id === state.claim),
    onclick: (event) => choose(event, () => pickClaim(claim)),
  },
  again ? make("p", { class: "same" }, `The same claim, as ${articles[claim.article].publisher} has it`) : null,
  state.tab === "speakers" ? null : make("p", { class: "by" }, glyph(shapeOf(speaker)), claim.own ? `${speaker.label}, in own voice` : speaker.label),
  make("div", { class: `words ${claim.style}` }, denialMark(claim), make(claim.retraction ? "s" : "span", { class: claim.retraction ? "said retracted" : "said" }, claim.words)),
  retractionNote(noted ? "" : claim.retraction),
  make("div", { class: "badges" }, renderBadges(claim)),
  renderInside(claim),
  renderChain(claim),
  renderFacts(claim),
  claim.counts && !again ? make("p", { class: "counts" }, describeCounts(claim.counts)) : null);
}

function renderBadges(claim) {
  const [said, help] = STYLES[claim.style] || [claim.style, ""];
  const style = claim.style === "indirect" && claim.act !== "speech" ? "in the article’s words" : said;
  const unsure = claim.certainty === "possible" || claim.certainty === "probable";
  return [
    claim.denial ? make("span", { class: "badge denies", title: "The source says that this is not so" }, "denies") : null,
    make("span", { class: `badge ${claim.own ? "own" : ""}`, title: help }, style),
    renderAct(claim),
    make("span", { class: `badge ${unsure ? "caution" : ""}`, title: "How sure the text says it is" }, CERTAINTIES[claim.certainty] || claim.certainty),
    claim.negative && !claim.denial ? make("span", { class: "badge caution", title: "The claim says that something is not so" }, "negated") : null,
    claim.conditional ? make("span", { class: "badge caution", title: "The claim holds only under a condition" }, "conditional") : null,
  ];
}

/** In which other claim this one is nested, and by whom: "Inside what X says: “…”". */
function describeOuter(claim) {
  const outer = claims[claim.within];
  const who = outer.own ? `${speakers[outer.speaker].label} states` : `${speakers[outer.speaker].label} ${ACT_PHRASES[outer.act]}`;
  return [`Inside what ${who}: `, denialMark(outer), outer.retraction ? make("s", { class: "retracted" }, `“${outer.words}”`) : `“${outer.words}”`];
}

const renderInside = (claim) => (claim.within === null ? null : make("p", { class: "inside" }, describeOuter(claim)));

/** Publisher → agency → speaker. */
function renderChain(claim) {
  const steps = claim.chain.flatMap((step, at) => [
    at ? make("i", { "aria-label": "quotes" }, "→") : null,
    make("span", {}, glyph(shapeOf(step)), step.label),
  ]);
  const { published } = articles[claim.article];
  return make("p", { class: "chain" }, steps, published ? ` · ${published}` : "");
}

function renderFacts(claim) {
  const facts = [];
  for (const { spans, meaning } of claim.quantities) facts.push([make("b", {}, wordsAt(claim.article, spans)), meaning ? ` (${meaning})` : ""]);
  for (const [word, fact] of [["said", claim.stated], ["when", claim.event]]) {
    if (!fact) continue;
    const words = wordsAt(claim.article, fact.spans);
    facts.push([`${word}: `, make("b", {}, fact.meaning || words), fact.meaning && words ? ` (“${words}”)` : ""]);
  }
  for (const place of claim.places) facts.push([glyph(shapeOf(places[place])), make("b", {}, places[place].label)]);
  return facts.length ? make("p", { class: "facts" }, facts.flatMap((fact, at) => [at ? " · " : "", make("span", {}, fact)])) : null;
}

const describeCounts = ([inArticles, publishers, origins]) =>
  `${countWords(inArticles, "article")}, ${countWords(publishers, "publisher")}, ${countWords(origins, "independent origin")}`;

function pickClaim(claim) {
  go({ claim: claim.id });
  for (const card of document.querySelectorAll("#claims .card")) {
    const chosen = card.dataset.claim === claim.id;
    card.setAttribute("aria-current", String(chosen));
    card.tabIndex = chosen ? 0 : -1;
  }
  renderReader(claim);
  if (isNarrow()) showMark();
}

/* ------------------------------------------------------------------------------------ right: the article */

function renderReader(claim) {
  const reader = byId("reader");
  if (!claim) return reader.replaceChildren();
  const article = articles[claim.article];
  const ranges = ["content", "source", "cue"].flatMap((role) =>
    (role === "content" ? claim.spans : claim[role]).map((span) => ({ role: role === "content" && claim.retraction ? "content retracted" : role, span: toUnits(claim.article, span) })));
  const matter = toUnits(claim.article, [0, article.matter])[1];
  const { heading, body } = markText(article, matter, ranges);
  if (article.retraction) heading.classList.add("retracted");
  reader.replaceChildren(...[
    make("a", { class: "back", href: "#claims", onclick: (event) => choose(event, () => byId("claims").scrollIntoView()) }, "↑ Claims"),
    make("p", { class: "meta" }, article.publisher, article.published ? ` · ${article.published}` : " · date unknown", article.status === "current" ? "" : ` · ${article.status}`),
    heading,
    retractionNote(article.retraction),
    make("p", { class: "meta" }, renderLink(article, claim), article.path),
    renderKey(claim),
    claim.retraction !== article.retraction ? retractionNote(`this claim was ${claim.retraction}`) : null,
    renderOuter(claim),
    renderMatter(article, matter, ranges),
    body,
    ...renderOthers(claim),
  ].filter(Boolean));
  if (!isNarrow()) showMark();
}

function renderKey(claim) {
  return make("div", { class: "key" },
    make("span", {}, make("mark", { class: "content" }, "claim")),
    claim.source.length ? make("span", {}, make("mark", { class: "source" }, "who says it")) : null,
    claim.cue.length ? make("span", {}, make("mark", { class: "cue" }, "how it is credited")) : null,
    claim.denial ? make("span", { class: "denial" }, "who says it denies the claim") : null,
    claim.retraction ? make("span", { class: "denial" }, "retracted: it counts nowhere") : null,
    claim.own ? make("span", {}, "stated by the article itself, nobody credited") : null,
    make("button", { type: "button", class: "to-claim", onclick: showMark }, "Go to claim"));
}

function renderOuter(claim) {
  if (claim.within === null) return null;
  const outer = claims[claim.within];
  return make("p", { class: "outer" }, make("a", { href: hashOf({ claim: outer.id }), onclick: (event) => choose(event, () => openClaim(outer)) }, describeOuter(claim)));
}

function showMark() {
  const reader = byId("reader");
  const mark = reader.querySelector(".text mark.content, h2 mark.content");
  if (!mark || isNarrow()) return mark?.scrollIntoView({ block: "center" });
  const offset = mark.getBoundingClientRect().top - reader.getBoundingClientRect().top;
  reader.scrollTop += offset - reader.clientHeight * 0.35;
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

function renderLink(article, claim) {
  if (!article.url || !/^https?:$/.test(new URL(article.url).protocol)) return null;
  const words = wordsAt(claim.article, claim.spans.slice(0, 1));
  const address = `${article.url}${article.url.includes("#") ? "" : "#"}:~:text=${textFragment(words)}`;
  return [make("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "live" }, `Read at ${new URL(article.url).hostname} ↗`), " · "];
}

/** The words as a text fragment; long ones by their first and last words. */
function textFragment(words) {
  const encode = (part) => encodeURIComponent(part).replace(/-/g, "%2D");
  const parts = words.trim().split(/\s+/);
  return parts.length <= 12 ? encode(parts.join(" ")) : `${encode(parts.slice(0, 5).join(" "))},${encode(parts.slice(-5).join(" "))}`;
}

function renderOthers(claim) {
  const beside = claims.filter((each) => each.article === claim.article && each !== claim).sort(inOrder);
  const others = beside.filter(isCounted);
  const hidden = beside.length - others.length;
  const note = hidden ? make("p", { class: "muted" }, `${countAside(hidden)} in this article hidden.`) : null;
  if (!others.length) return [note];
  const rows = others.map((other) => make("a", { class: "row", href: hashOf({ claim: other.id }), onclick: (event) => choose(event, () => openClaim(other)) },
    glyph(shapeOf(speakers[other.speaker])), make("span", { class: "name" }, denialMark(other), other.retraction ? make("s", { class: "retracted" }, other.words) : other.words, make("small", {}, `${speakers[other.speaker].label}${other.own ? ", in own voice" : other.aside ? `, ${other.act}` : ""}`))));
  const list = make("ul", { class: "plain others" }, rows.map((row) => make("li", {}, row)));
  roveThrough(list, rows, () => false);
  const standing = others.filter(isStanding);
  const gone = others.length - standing.length;
  const aside = standing.filter((other) => other.aside).length;
  const number = [standing.length > aside ? countWords(standing.length - aside, "other claim") : "", aside ? countAside(aside) : "", gone ? countWords(gone, "retracted claim") : ""].filter(Boolean).join(", ");
  return [make("h3", {}, `${number} in this article`), list, note];
}

/** Open a claim that may belong to another group than the one shown. */
function openClaim(claim) {
  const keys = keysOf(claim);
  const pick = keys.includes(state.pick) ? state.pick : keys[0];
  if (pick === undefined) return pickClaim(claim);
  go({ pick, claim: claim.id, own: claim.own ? "1" : state.own, act: claim.aside ? "all" : state.act, q: "", only: "" });
  render();
  if (isNarrow()) showMark();
  return byId("reader").focus({ preventScroll: true });
}

/* ------------------------------------------------------------------------------------ all */

function renderChosen() {
  const groups = groupClaims(findClaims());
  const group = groups.find((each) => each.key === state.pick) || groups.filter(isListed)[0];
  renderClaims(group);
  const chosen = claimById.get(state.claim) || (group ? listShown(group)[0] : undefined);
  markCard(chosen);
  renderReader(chosen);
}

function markCard(claim) {
  for (const card of document.querySelectorAll("#claims .card")) {
    if (claim && card.dataset.claim === claim.id) {
      card.setAttribute("aria-current", "true");
      if (state.claim) card.scrollIntoView({ block: "nearest" });
    }
  }
}

function render() {
  const found = findClaims();
  const groups = groupClaims(found);
  const listed = groups.filter(isListed);
  if (!listed.some((group) => group.key === state.pick)) state.pick = listed.length ? listed[0].key : "";
  byId("search").value = state.q;
  renderTabs();
  renderLegend();
  renderList(groups, found);
  renderChosen();
}

function renderNothing() {
  const words = articles.length ? `No claims were found in ${articles.length === 1 ? "this article" : `these ${articles.length} articles`}.` : "There are no articles yet.";
  byId("main").replaceChildren(make("p", { class: "empty", role: "status" }, `${words} Add articles with kg build.`));
}

function start() {
  startTheme();
  if (!claims.length) return renderNothing();
  readHash();
  render();
  byId("search").addEventListener("input", () => {
    goOn({ q: byId("search").value, pick: "", claim: "" });
    const found = findClaims();
    const groups = groupClaims(found);
    state.pick = (groups.find(isListed) || { key: "" }).key;
    renderLegend();
    renderList(groups, found);
    renderChosen();
  });
  startSearchKeys(() => {
    if (!state.q && !state.only) return;
    go({ q: "", only: "", pick: "", claim: "" });
    render();
  });
  addEventListener("popstate", () => { readHash(); render(); }); // also fired by a link to another claim
}

start();
