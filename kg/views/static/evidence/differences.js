/* Differences: two sentences side by side with the words that differ marked in each, filtered by kind.
   Must not: say which of the two is right, or show words that do not stand in an article. */

/** Kind -> what it means, and a sign drawn in 14 by 14; its words are `nameDifference`. */
const DIFFERENCE_SIGNS = {
  "quantity-differs": ["Two numbers for one thing that leave nothing to both", "M2 5h10M2 9h10M10 1.5L4 12.5"],
  "comparator-change": ["The same number or nearly, but “about”, “more than” or “up to” changed", "M5 3L2 7l3 4M9 3l3 4-3 4"],
  "attribution-dropped": ["The left one says who says it; the right one does not", "M7 2a2 2 0 1 0 .01 0M3 12.5c0-5 8-5 8 0M1.5 1.5l11 11"],
  "attribution-changed": ["Both name a source of one statement, and not the same", "M4 3a1.7 1.7 0 1 0 .01 0M1 11.5c0-4 6-4 6 0M10 3a1.7 1.7 0 1 0 .01 0M9 7.9c2-.6 4 .6 4 3.6"],
  "hedge-dropped": ["“May”, “probably” or “low confidence” on the left is gone or weaker on the right", "M4.5 4.7a2.5 2.5 0 1 1 3.6 2.2c-.9.4-1.1.9-1.1 1.9M7 11.6v.6M1.5 12.5l11-11"],
  "hedge-added": ["The right one is less sure than the left one", "M4.5 4.7a2.5 2.5 0 1 1 3.6 2.2c-.9.4-1.1.9-1.1 1.9M7 11.6v.6"],
  "polarity-flip": ["One says that it is so, the other that it is not", "M1.5 4.5h5M4 2v5M8 10.5h5M11.5 2.5l-9 9"],
  "role-reversal": ["Who does it to whom is the other way round", "M2 4.5h9.5M9 2l2.5 2.5L9 7M12 9.5H2.5M5 7L2.5 9.5 5 12"],
  "tense-shift": ["One puts the event ahead, the other behind", "M7 1.5a5.5 5.5 0 1 0 .01 0M7 3.8V7l2.6 1.6"],
  "date-differs": ["Two times for one event that exclude one another", "M2 3.5h10V12H2zM2 6.3h10M5 1.5v3M9 1.5v3"],
  "place-differs": ["Two places for one event, neither of which lies in the other", "M7 12.8C4.2 9.5 3 7.7 3 5.5a4 4 0 0 1 8 0c0 2.2-1.2 4-4 7.3zM7 5.2v.6"],
};
const DIFFERENCES_AT_ONCE = 60;
const NO_VERDICT = "No verdict: two sentences stand side by side, and the words that differ are marked. Which of them is right, or whether both are, is not told here. Read both articles before you publish.";

const isKnownDifference = (kind) => Object.hasOwn(DIFFERENCE_SIGNS, kind);

/** Draw the sign of a kind of difference. */
function differenceSign(kind) {
  const [, path] = DIFFERENCE_SIGNS[isKnownDifference(kind) ? kind : "quantity-differs"];
  return draw("svg", { class: "sign", viewBox: "0 0 14 14", "aria-hidden": "true" }, draw("path", { d: path }));
}

/** What makes an element a link to a selection: its address, and a plain click that goes there in place. */
const leadTo = (changes, act = () => go({ ...NOTHING, ...changes })) => ({ href: hashOf({ ...NOTHING, ...changes }), onclick: (event) => choose(event, act) });
const currentIf = (on) => (on ? "true" : null);

const meaningOf = (kind) => (isKnownDifference(kind) ? DIFFERENCE_SIGNS[kind][0] : "");

/** How sure the program is, as a reader takes it: a word, and the store's score in percent. */
function describeScore(score) {
  const word = score >= 0.85 ? "very sure" : score >= 0.6 ? "fairly sure" : "unsure";
  return `${word}, ${Math.round(score * 100)} %`;
}

/* ------------------------------------------------------------------------------------ which ones, in which order */

const kindsAsked = () => (state.kind ? state.kind.split(".").filter(isKnownDifference) : []);
const latestDay = ({ left, right }) => [left, right].map(({ claim }) => articleOf(claim).sortDate).sort().pop();

/** The differences that search, legend and dates leave, those between intentions or deeds among them: what is told
    of them differs, whether they count as claims or not. */
function findDifferences() {
  const found = new Set(findClaims());
  return offKinds().has("differs") ? [] : differences.filter(({ left, right }) => found.has(left.claim) && found.has(right.claim));
}

/** The differences of the kinds asked for, the surest first as the store has them, or the newest first. */
function listDifferences(found) {
  const kinds = kindsAsked();
  const wanted = kinds.length ? found.filter(({ kind }) => kinds.includes(kind)) : [...found];
  return state.sort === "time" ? wanted.sort((a, b) => compareDays(latestDay(b), latestDay(a)) || a.at - b.at) : wanted;
}

const compareDays = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/** Where a link leads, as a key: "a3" an article, "o5" an outlet, or its label. */
const originKey = (link) => (link.origin === null ? `o${link.outlet ?? link.label}` : `a${link.origin}`);

/** Key -> link of whatever an article rests on, step by step. */
function findOrigins(article, found = new Map()) {
  for (const link of articles[article].restsOn) {
    const key = originKey(link);
    if (found.has(key)) continue;
    found.set(key, link);
    if (link.origin !== null) findOrigins(link.origin, found);
  }
  return found;
}

/** Words for how the two articles hang together, as far as the texts show. */
function describeTie({ left, right, descends }) {
  if (descends) return "taken from";
  const others = findOrigins(right.claim.article);
  const shared = [...findOrigins(left.claim.article)].find(([key]) => others.has(key));
  if (!shared) return "neither is known to rest on the other";
  const { origin, label } = shared[1];
  return `both rest on ${origin === null ? label : articles[origin].publisher}`;
}

/* ------------------------------------------------------------------------------------ one difference */

/** The sentence of one side as pieces: the claim's own words stand out, those that differ are marked.  `brief` leaves
    out what stands before and after both. */
function markSide({ claim, spans }, brief = false) {
  const inside = [...spans, ...claim.spans];
  const whole = brief ? inside : [...inside, claim.sentence];
  const start = Math.min(...whole.map(([from]) => from));
  const end = Math.max(...whole.map(([, to]) => to));
  const cuts = [...new Set([start, end, ...inside.flat()])].sort((a, b) => a - b);
  const pieces = [];
  for (const [index, to] of cuts.slice(1).entries()) {
    const look = lookOf(claim, spans, [cuts[index], to]);
    if (pieces.at(-1)?.look === look) pieces.at(-1).to = to;
    else pieces.push({ look, from: cuts[index], to });
  }
  return pieces.map((piece) => markPiece(claim, piece));
}

const covers = (spans, [from, to]) => spans.some(([start, end]) => start <= from && end >= to);

/** What a piece is: words that differ, words of the claim (""), or what stands around it. */
function lookOf(claim, spans, span) {
  if (covers(spans, span) || isGap(claim, spans, span)) return "differs";
  return covers(claim.spans, span) ? "" : "around-claim";
}

function markPiece(claim, { look, from, to }) {
  const words = wordsAt(claim.article, [[from, to]]);
  return look ? make(look === "differs" ? "mark" : "span", { class: look }, words) : words;
}

/** Blanks between two marked words belong to the mark. */
const isGap = (claim, spans, span) =>
  !wordsAt(claim.article, [span]).trim() && spans.some(([, end]) => end === span[0]) && spans.some(([start]) => start === span[1]);

function renderSpeaker(claim) {
  const speaker = speakerOf(claim);
  return make("span", { class: `by ${isUnnamed(speaker) ? "unnamed" : ""}` }, glyph(shapeOf(speaker)),
    claim.own ? "in its own voice" : speaker.label, claim.own || !isUnnamed(speaker) ? null : make("span", { class: "muted" }, " · unnamed"));
}

function renderSide(difference, name) {
  const { claim, spans } = difference[name];
  const article = articleOf(claim);
  return make("a", {
    ...leadTo({ claim: claim.id }, () => openClaim(claim)), class: `side ${name}`, "data-key": `difference:${difference.id}:${name}`, "aria-current": currentIf(claim.id === state.claim),
  },
  make("span", { class: "carrier" }, make("span", { class: "which" }, name), glyph("outlet"), make("b", {}, article.publisher), make("span", { class: "muted" }, article.published || "date unknown"), article.publisherKnown ? null : make("span", { class: "title" }, article.title)),
  renderSpeaker(claim),
  make("span", { class: "sentence" }, denialMark(claim), markSide(difference[name])),
  spans.length ? null : make("span", { class: "absent" }, `Nothing stands here for what is marked on the ${name === "left" ? "right" : "left"}.`),
  make("span", { class: "badges" }, renderBadges(claim)));
}

function renderBetween(difference) {
  const tie = describeTie(difference);
  const path = difference.descends ? "M27 7H2M8 1.5L2 7l6 5.5" : "M6 4h18M6 10h18M20 0.5L10 13.5";
  return make("div", { class: `between ${difference.descends ? "descends" : ""}` },
    draw("svg", { class: "link-sign", viewBox: "0 0 30 14", "aria-hidden": "true" }, draw("path", { d: path })),
    make("span", {}, tie));
}

/** The three numbers of both claims; once if they are one group. */
function renderGroupCounts({ left, right }) {
  const [first, second] = [left, right].map(({ claim }) => groups[claim.group]);
  const rows = first === second ? [["Both are one claim, carried by", first]] : [["Left claim:", first], ["Right claim:", second]];
  return rows.filter(([, group]) => group.counts).map(([words, group]) => make("p", { class: "counts" }, `${words} ${describeCounts(group.counts)}`));
}

function renderPairing(difference) {
  const title = `pairing-${difference.at}`;
  const told = [difference.time, describeScore(difference.score)].filter(Boolean).join(" · ");
  const open = make("a", {
    ...leadTo({ difference: difference.id }), class: "both", title: `${meaningOf(difference.kind)} (${difference.kind}). Both in their articles`,
    "data-key": `pairing:${difference.id}`, "aria-current": currentIf(state.difference === difference.id),
  }, differenceSign(difference.kind), capitalise(nameDifference(difference.kind)));
  return make("li", { class: `pairing${state.difference === difference.id ? " on" : ""}`, "data-id": difference.id },
    make("div", { class: "head" }, make("h3", { id: title }, open), make("span", { class: "muted" }, told)),
    make("div", { class: "sides", role: "group", "aria-labelledby": title }, renderSide(difference, "left"), renderBetween(difference), renderSide(difference, "right")),
    make("p", { class: "reason" }, difference.reason),
    ...renderGroupCounts(difference));
}

const capitalise = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/* ------------------------------------------------------------------------------------ the tab */

function renderKindFilter(found) {
  const asked = kindsAsked();
  const count = (kind) => found.filter((each) => each.kind === kind).length;
  const buttons = Object.keys(DIFFERENCE_SIGNS).filter((kind) => count(kind) || asked.includes(kind)).map((kind) => {
    const next = asked.includes(kind) ? asked.filter((each) => each !== kind) : [...asked, kind];
    return make("button", { type: "button", "aria-pressed": String(asked.includes(kind)), title: meaningOf(kind), "data-key": `kind:${kind}`, onclick: () => go({ kind: next.join(".") }) },
      differenceSign(kind), capitalise(nameDifference(kind)), make("span", { class: "number" }, String(count(kind))));
  });
  const holder = make("div", { class: "kinds", role: "toolbar", "aria-label": "Show only some kinds of difference" }, buttons);
  if (buttons.length) roveThrough(holder, buttons, (button) => button.getAttribute("aria-pressed") === "true");
  return holder;
}

function renderOrder() {
  const buttons = [["", "Surest first"], ["time", "Newest first"]].map(([sort, words]) =>
    make("button", { type: "button", "aria-pressed": String((state.sort === "time" ? "time" : "") === sort), "data-key": `sort:${sort}`, onclick: () => go({ sort }) }, words));
  const holder = make("div", { class: "order", role: "toolbar", "aria-label": "Order" }, buttons);
  roveThrough(holder, buttons, (button) => button.getAttribute("aria-pressed") === "true");
  return holder;
}

/** "13 differences", or how many of them are left. */
function describeNumber(listed) {
  const all = countWords(differences.length, "difference");
  return listed.length === differences.length ? all : `${listed.length.toLocaleString("en-GB")} of ${all}`;
}

/** One stop for Tab; left and right go through a difference (its heading and both sides), up and down to the next. */
function roveThroughPairings(holder) {
  const stops = [...holder.querySelectorAll(".both, .side")]; // three of each difference
  const stop = stops.find((each) => each.getAttribute("aria-current")) || stops[1];
  const turnTo = (goal) => { for (const each of stops) each.tabIndex = each === goal ? 0 : -1; };
  turnTo(stop);
  holder.addEventListener("focusin", (event) => turnTo(event.target));
  holder.addEventListener("keydown", (event) => {
    const at = stops.indexOf(document.activeElement);
    const goal = stops[{ ArrowDown: at + 3, ArrowUp: at - 3, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key]];
    if (at < 0 || !goal) return;
    event.preventDefault();
    goal.focus();
  });
}

let differencesShown = DIFFERENCES_AT_ONCE;

function renderPairings(listed) {
  const chosen = listed.findIndex(({ id }) => id === state.difference);
  const shownNow = listed.slice(0, Math.max(differencesShown, chosen + 1));
  const left = listed.length - shownNow.length;
  const list = make("ol", { class: "plain pairings" }, shownNow.map(renderPairing));
  roveThroughPairings(list);
  if (!left) return [list];
  const next = Math.min(left, DIFFERENCES_AT_ONCE);
  const more = make("button", { type: "button", class: "fold", "data-key": "more-differences", onclick: () => { differencesShown = shownNow.length + next; render(); } }, `Show ${next} more of ${left}`);
  return [list, more];
}

function describeNone() {
  if (!claims.length || articles.length < 2) return "Differences show between articles: there must be two at least.";
  return differences.length ? "No difference fits the search, the dates and the kinds chosen." : "No differences were found between these articles.";
}

function renderDifferences(stage) {
  const found = findDifferences();
  const listed = listDifferences(found);
  stage.append(make("div", { class: "differences" },
    make("h2", {}, describeNumber(listed)),
    make("p", { class: "verdict" }, NO_VERDICT),
    found.length ? make("div", { class: "choices" }, renderKindFilter(found), renderOrder()) : null,
    ...(listed.length ? renderPairings(listed) : [make("p", { class: "none", role: "status" }, describeNone())])));
}

tabs.differences = { words: "Differences", render: renderDifferences, tellsNone: true };
