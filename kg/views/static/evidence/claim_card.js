/* A claim in a list: its words, who says it, how sure, through whom, what it counts.
   Words of an article come from its text by offsets, never from elsewhere. */

/** A card that opens its claim.  `without` names parts that stand above it already: speaker, article. */
function renderCard(claim, without = []) {
  const gone = Boolean(claim.retraction);
  return make("a", {
    class: `card ${shapeOfSpeaker(claim)}${gone ? " gone" : ""}`, href: hashOf({ ...NOTHING, claim: claim.id }), "data-claim": claim.id, "data-key": `claim:${claim.id}`,
    "aria-current": String(claim.id === state.claim), onclick: (event) => choose(event, () => openClaim(claim)),
  },
  without.includes("speaker") ? null : make("p", { class: "by" }, glyph(shapeOfSpeaker(claim)), nameOfSpeaker(claim)),
  make("div", { class: `words ${claim.style}` }, denialMark(claim), make(gone ? "s" : "span", { class: gone ? "said retracted" : "said" }, claim.words)),
  retractionNote(claim.retraction),
  make("div", { class: "badges" }, renderBadges(claim)),
  renderInside(claim),
  without.includes("article") ? null : renderChain(claim),
  renderFacts(claim),
  renderCounts(claim),
  claim.differences.length ? make("p", { class: "differs" }, differsGlyph(), `differs from ${countWords(new Set(rivalsOf(claim)).size, "claim")}`) : null);
}

/** A list of cards, one stop for Tab. */
function renderCards(list, without = []) {
  const cards = list.map((claim) => renderCard(claim, without));
  const holder = make("ul", { class: "cards plain" }, cards.map((card) => make("li", {}, card)));
  if (cards.length) roveThrough(holder, cards, (card) => card.dataset.claim === state.claim);
  return holder;
}

/** What the text says of how a claim is meant, in words; `quiet` leaves out what is usual. */
function describeMeaning(claim) {
  return [
    claim.denial ? "denies" : "",
    claim.certainty === "possible" || claim.certainty === "probable" ? CERTAINTIES[claim.certainty] : "",
    claim.negative && !claim.denial ? "negated" : "",
    claim.conditional ? "conditional" : "",
    claim.act === "thought" || claim.aside ? ACTS[claim.act][0] : "",
  ].filter(Boolean);
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
  const who = outer.own ? `${speakerOf(outer).label} states` : `${speakerOf(outer).label} ${ACT_PHRASES[outer.act]}`;
  return [`Inside what ${who}: `, denialMark(outer), outer.retraction ? make("s", { class: "retracted" }, `“${outer.words}”`) : `“${outer.words}”`];
}

const renderInside = (claim) => (claim.within === null ? null : make("p", { class: "inside" }, describeOuter(claim)));

/** Publisher → agency → speaker · date. */
function renderChain(claim) {
  const chain = claim.chain.filter((step, at) => step !== claim.chain[at - 1]); // an outlet that names itself
  const steps = chain.flatMap((step, at) => [
    at ? make("i", { "aria-label": "quotes" }, "→") : null,
    make("span", {}, glyph(shapeOf(actors[step])), actors[step].label),
  ]);
  const { published } = articleOf(claim);
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
  for (const place of claim.places) facts.push([glyph(shapeOf(actors[place])), make("b", {}, actors[place].label)]);
  return facts.length ? make("p", { class: "facts" }, facts.flatMap((fact, at) => [at ? " · " : "", make("span", {}, fact)])) : null;
}

const describeCounts = (counts) =>
  `${countWords(counts.articles, "article")}, ${countWords(counts.publishers, "publisher")}, ${countWords(counts.origins, "independent origin")}`;

function renderCounts(claim) {
  const { counts } = groups[claim.group];
  return counts && isStanding(claim) && !claim.aside ? make("p", { class: "counts" }, describeCounts(counts)) : null;
}

/** The sign of a difference in running text. */
const differsGlyph = () => draw("svg", { class: "glyph differs", viewBox: "0 0 14 14", "aria-hidden": "true" }, draw("path", { d: DIFFERS_PATH }));
const DIFFERS_PATH = "M1.5 4.6h11M1.5 9.4h11M10.2 1.2L3.8 12.8";
