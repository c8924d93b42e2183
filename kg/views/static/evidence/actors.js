/* Actors: everybody and every place that the articles name, with the store's counts, and a page for each.
   Must not: count anything anew that the store has counted, or lead to an address that is not built here. */

const ACTORS_AT_ONCE = 150;
let actorsShown = ACTORS_AT_ONCE;

/** Column -> words for it, and what is compared; numbers from most, words from A. */
const ACTOR_COLUMNS = {
  label: ["Name", (actor) => foldText(actor.label)],
  kind: ["Kind", (actor) => describeKind(actor)],
  country: ["Country", (actor) => foldText(nameCountry(actor.country)) || "\uffff"],
  by: ["Claims by", (actor) => actor.claimsBy],
  about: ["Claims about", (actor) => actor.claimsAbout],
  mentions: ["Mentions", (actor) => actor.mentions],
  articles: ["Articles", (actor) => actor.documents],
};
const NUMBER_COLUMNS = ["by", "about", "mentions", "articles"];
const PLACE_KINDS = ["place", "facility"];

/** Sections of the list: who stands in which. */
const ACTOR_SECTIONS = [
  ["named", "Named actors", (actor) => !isSourceInWords(actor) && !PLACE_KINDS.includes(actor.kind)],
  ["places", "Places", (actor) => !isSourceInWords(actor) && PLACE_KINDS.includes(actor.kind)],
  ["unnamed", "Unnamed sources", (actor) => isSourceInWords(actor)],
];
const isSourceInWords = (actor) => isUnnamed(actor) || !actor.entity;

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
/** "Ukraine" for UA; what is no code as it stands. */
const nameCountry = (country) => (/^[A-Z]{2}$/.test(country) ? countryNames.of(country) : country);

/* ------------------------------------------------------------------------------------ the list */

const actorWords = (actor) => foldText([actor.label, actor.note, nameCountry(actor.country), ...actor.names, ...actor.roles.map(({ text }) => text)].join(" \n "));
const isInShown = (actor) => [actor.said, actor.spoken, actor.passed].some((list) => list.some((claim) => shown.set.has(claim)));

/** Whoever search, legend and dates leave, sorted. */
function listActors() {
  const [off, wanted] = [offKinds(), splitQuery(state.q)];
  const limited = Boolean(state.from || state.to);
  return actors.filter((actor) => !off.has(shapeOf(actor)) && (!wanted.length || matchesAll(actorWords(actor), wanted)) && (!limited || isInShown(actor))).sort(compareActors);
}

const actorOrder = () => (Object.hasOwn(ACTOR_COLUMNS, state.sort) ? state.sort : "by");

function compareActors(a, b) {
  const column = actorOrder();
  const [, read] = ACTOR_COLUMNS[column];
  const [left, right] = NUMBER_COLUMNS.includes(column) ? [-read(a), -read(b)] : [read(a), read(b)];
  return compareDays(left, right) || b.claimsBy - a.claimsBy || b.claimsAbout - a.claimsAbout || compareDays(a.label, b.label) || a.at - b.at;
}

const leadToPage = (actor) => leadTo({ tab: "actors", actor: actor.id }, () => showActorPage(actor));

/** A link to the page of somebody, which then has the focus. */
function renderActorName(actor) {
  return make("a", { ...leadToPage(actor), class: "actor-name", "data-key": `actor:${actor.id}` }, actor.label);
}

function showActorPage(actor) {
  openActorPage(actor);
  byId("stage").scrollTo(0, 0);
  if (isNarrow()) byId("stage").scrollIntoView();
  byId("stage").querySelector("h2")?.focus({ preventScroll: true });
}

function renderActorRow(actor) {
  const note = actor.note && actor.note !== actor.country ? make("small", {}, actor.note) : null;
  const number = (value) => make("td", { class: value ? "number" : "number none" }, value.toLocaleString("en-GB"));
  return make("tr", { class: isSourceInWords(actor) ? "unnamed" : null },
    make("th", { scope: "row" }, make("div", {}, glyph(shapeOf(actor)), make("span", {}, renderActorName(actor), note))),
    make("td", {}, describeKind(actor)), make("td", {}, nameCountry(actor.country)),
    number(actor.claimsBy), number(actor.claimsAbout), number(actor.mentions), number(actor.documents));
}

function renderActorTable(words, list) {
  const heads = Object.entries(ACTOR_COLUMNS).map(([column, [title]]) => {
    const on = actorOrder() === column;
    const isNumber = NUMBER_COLUMNS.includes(column);
    return make("th", { scope: "col", class: isNumber ? "number" : null, "aria-sort": on ? (isNumber ? "descending" : "ascending") : null },
      make("button", { type: "button", class: "link", "data-key": `sort:${words}:${column}`, onclick: () => go({ sort: column }) }, title, on ? (isNumber ? " ↓" : " ↑") : ""));
  });
  const table = make("table", { "aria-label": words }, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, list.map(renderActorRow)));
  roveThrough(table.tHead, [...table.tHead.querySelectorAll("button")], (button) => button.closest("th").hasAttribute("aria-sort"));
  roveThrough(table.tBodies[0], [...table.tBodies[0].querySelectorAll("a")], () => false);
  return table;
}

const describeActorCounts = (actor) =>
  `${countWords(actor.claimsBy, "claim")} by, ${actor.claimsAbout.toLocaleString("en-GB")} about · ${countWords(actor.mentions, "mention")} in ${countWords(actor.documents, "article")}`;

/** On a phone: one row of words for each. */
function renderActorItems(list) {
  const rows = list.map((actor) => make("a", {
    ...leadToPage(actor), class: `row ${shapeOf(actor)}`, "data-key": `actor:${actor.id}`,
  }, glyph(shapeOf(actor)), make("span", { class: "name" }, actor.label,
    make("small", {}, [describeKind(actor), actor.note].filter(Boolean).join(" · ")), make("small", {}, describeActorCounts(actor)))));
  const holder = make("ul", { class: "plain" }, rows.map((row) => make("li", {}, row)));
  roveThrough(holder, rows, () => false);
  return holder;
}

/** Which section, and on a phone, where no column heads stand, in which order. */
function renderActorTools(found) {
  const sections = [["", "All", () => true], ...ACTOR_SECTIONS].map(([name, words, belongs]) =>
    make("button", { type: "button", "aria-pressed": String((state.kind || "") === name), "data-key": `section:${name}`, onclick: () => go({ kind: name }) },
      words, make("span", { class: "number" }, found.filter(belongs).length.toLocaleString("en-GB"))));
  const choice = make("div", { class: "kinds", role: "toolbar", "aria-label": "Show only some" }, sections);
  roveThrough(choice, sections, (button) => button.getAttribute("aria-pressed") === "true");
  if (!isNarrow()) return [choice];
  const orders = Object.entries(ACTOR_COLUMNS).filter(([column]) => column === "label" || NUMBER_COLUMNS.includes(column)).map(([column, [title]]) =>
    make("button", { type: "button", "aria-pressed": String(actorOrder() === column), "data-key": `sort:${column}`, onclick: () => go({ sort: column }) }, title));
  const order = make("div", { class: "order", role: "toolbar", "aria-label": "Order" }, orders);
  roveThrough(order, orders, (button) => button.getAttribute("aria-pressed") === "true");
  return [choice, order];
}

function renderActorList() {
  const found = listActors();
  const known = ACTOR_SECTIONS.map(([, words, belongs]) => `${found.filter(belongs).length.toLocaleString("en-GB")} ${words.toLowerCase()}`).join(", ");
  const section = ACTOR_SECTIONS.some(([name]) => name === state.kind) ? state.kind : "";
  let room = actorsShown;
  const parts = ACTOR_SECTIONS.filter(([name]) => !section || name === section).flatMap(([, words, belongs]) => {
    const own = found.filter(belongs);
    const listed = own.slice(0, room);
    room -= listed.length;
    if (!listed.length) return [];
    return [make("h3", {}, words, make("span", { class: "number" }, own.length.toLocaleString("en-GB"))), isNarrow() ? renderActorItems(listed) : renderActorTable(words, listed)];
  });
  const left = found.filter((actor) => !section || ACTOR_SECTIONS.find(([name]) => name === section)[2](actor)).length - (actorsShown - room);
  const more = left > 0 ? make("button", { type: "button", class: "fold", "data-key": "more-actors", onclick: () => { actorsShown += ACTORS_AT_ONCE; render(); } }, `Show ${Math.min(left, ACTORS_AT_ONCE)} more of ${left.toLocaleString("en-GB")}`) : null;
  return make("div", { class: "actors" }, make("h2", {}, known), make("div", { class: "actor-tools" }, renderActorTools(found)),
    parts.length ? parts : make("p", { class: "none", role: "status" }, "Nobody of that name. Clear the search, the legend or the dates."), more);
}

/** Somebody's page if one is chosen, else the list. */
function renderActors(stage) {
  const actor = selectedActor();
  stage.append(actor ? renderActorPage(actor) : renderActorList());
}

tabs.actors = { words: "Actors", render: renderActors, tellsNone: true };
