/* Actors: everybody and every place that the articles name, with the store's counts, and a page for each.
   Must not: count anything anew that the store has counted, or lead to an address that is not built here. */

const ACTORS_AT_ONCE = 150;
const PAGE_CLAIMS = 20; // claims of one section of a page
const PAGE_DIFFERENCES = 5;
let actorsShown = ACTORS_AT_ONCE;
let unfolded = new Set(); // "actor:section" of pages whose sections show all

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
  ["named", "Actors", (actor) => !isSourceInWords(actor) && !PLACE_KINDS.includes(actor.kind)],
  ["places", "Places", (actor) => !isSourceInWords(actor) && PLACE_KINDS.includes(actor.kind)],
  ["unnamed", "Unnamed sources", (actor) => isSourceInWords(actor)],
];
const isSourceInWords = (actor) => isUnnamed(actor) || !actor.entity;

/** Schemes whose identifiers have a page of a known form; the others are shown as text. */
const ID_PAGES = {
  wikidata: ["Wikidata", /^Q\d+$/, "https://www.wikidata.org/wiki/"],
  geonames: ["GeoNames", /^\d+$/, "https://www.geonames.org/"],
  iso3166: ["ISO 3166", null, ""],
};

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

const actorOrder = () => (state.sort in ACTOR_COLUMNS ? state.sort : "by");

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

/* ------------------------------------------------------------------------------------ a page */

function renderBack(actor) {
  const goBack = () => {
    go({ ...NOTHING });
    const row = document.querySelector(`#stage [data-key="${CSS.escape(`actor:${actor.id}`)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  };
  return make("a", { ...leadTo({ tab: "actors" }, goBack), class: "to-list", "data-key": "all-actors" }, "← All actors and places");
}

function renderNumbers(actor) {
  const numbers = [["claim", " by", actor.claimsBy], ["claim", " about", actor.claimsAbout], ["mention", "", actor.mentions], ["article", "", actor.documents]];
  return make("ul", { class: "plain numbers" }, numbers.map(([word, role, number]) =>
    make("li", { class: number ? null : "none" }, make("b", {}, number.toLocaleString("en-GB")), ` ${word}${number === 1 ? "" : "s"}${role}`)));
}

function renderIdentifier([scheme, value]) {
  const [words, form, page] = ID_PAGES[scheme] || [scheme, null, ""];
  const shownValue = form && form.test(value) ? make("a", { href: `${page}${value}`, target: "_blank", rel: "noopener noreferrer" }, value) : value;
  return make("span", { class: "identifier" }, make("span", { class: "muted" }, `${words} `), shownValue);
}

/** What articles call somebody, each wording once, with every article and its day. */
function renderRoles(actor) {
  const wordings = new Map();
  for (const role of actor.roles) {
    const key = foldText(role.text);
    if (!wordings.has(key)) wordings.set(key, { text: role.text, places: new Map() });
    wordings.get(key).places.set(role.article ?? role.as_of, role);
  }
  return [...wordings.values()].map(({ text, places }) => make("li", {}, text, make("small", {}, [...places.values()].flatMap((role, at) => [at ? "; " : "", ...describeRole(role)]))));
}

function describeRole({ article, as_of: asOf }) {
  const day = asOf ? `as of ${showDay(asOf)}` : "date unknown";
  return article === null ? [day] : [renderArticleLink(articles[article], articles[article].publisher), `, ${day}`];
}

const renderArticleLink = (article, words) => make("a", leadTo({ article: article.id, actor: state.actor }), words);

const renderMapLink = (actor) => make("a", leadTo({ tab: "map", actor: actor.id }), "on the map");
const showDegrees = (lat, lon) => `${Math.abs(lat).toFixed(4)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon).toFixed(4)}° ${lon < 0 ? "W" : "E"}`;

/** Outlets and bodies that passed its words on, those that passed most first. */
function listCarriers(actor) {
  const numbers = new Map();
  for (const claim of standingClaims(actor.said)) for (const at of new Set(claim.chain)) if (at !== actor.at) numbers.set(at, (numbers.get(at) || 0) + 1);
  return [...numbers].sort(([a, one], [b, other]) => other - one || a - b);
}

const standingClaims = (list) => list.filter((claim) => isStanding(claim) && !claim.aside).sort(inOrder);

function renderKnown(actor) {
  const names = actor.names.filter((name) => name !== actor.label);
  const carriers = listCarriers(actor);
  const rows = [
    ["Also called", names.length ? [names.join(", ")] : []],
    ["Roles", actor.roles.length ? [make("ul", { class: "plain" }, renderRoles(actor))] : []],
    ["Country", actor.country ? [nameCountry(actor.country)] : []],
    ["Coordinates", actor.lat === null || actor.lon === null ? [] : [showDegrees(actor.lat, actor.lon), " · ", renderMapLink(actor)]],
    ["Identifiers", actor.ids.map(renderIdentifier)],
    ["Said through", carriers.flatMap(([at, number], place) => [place ? ", " : "", renderCarrier(actors[at], number)])],
  ];
  const told = rows.filter(([, parts]) => parts.length);
  return told.length ? make("dl", { class: "known" }, told.map(([words, parts]) => make("div", {}, make("dt", {}, words), make("dd", {}, parts)))) : null;
}

const renderCarrier = (actor, number) => make("span", { class: "carrier" }, make("a", leadToPage(actor), glyph(shapeOf(actor)), actor.label), ` (${number.toLocaleString("en-GB")})`);

/** A part of a page with so many claims, and a button for the rest. */
function renderClaimsPart(actor, name, words, list, without = []) {
  if (!list.length) return [];
  const key = `${actor.id} ${name}`;
  const listed = unfolded.has(key) ? list : list.slice(0, PAGE_CLAIMS);
  const more = listed.length < list.length ? make("button", { type: "button", class: "fold", "data-key": `unfold:${key}`, onclick: () => { unfolded.add(key); render(); } }, `Show all ${list.length.toLocaleString("en-GB")}`) : null;
  return [make("h3", { id: `part-${name}` }, words, make("span", { class: "number" }, list.length.toLocaleString("en-GB"))), renderCards(listed, without), more];
}

function renderDifferencesOf(actor) {
  const own = new Set([...actor.said, ...actor.spoken]);
  const found = differences.filter(({ left, right }) => own.has(left.claim) || own.has(right.claim));
  if (!found.length) return [];
  const key = `${actor.id} differences`;
  const listed = unfolded.has(key) ? found : found.slice(0, PAGE_DIFFERENCES);
  const list = make("ol", { class: "plain pairings" }, listed.map(renderPairing));
  roveThroughPairings(list);
  const more = listed.length < found.length ? make("button", { type: "button", class: "fold", "data-key": `unfold:${key}`, onclick: () => { unfolded.add(key); render(); } }, `Show all ${countWords(found.length, "difference")}`) : null;
  return [make("h3", { id: "part-differences" }, "Differences", make("span", { class: "number" }, String(found.length))), make("div", { class: "differences" }, list), more];
}

/** A part of a page that lists articles. */
function renderArticlesPart(name, words, found) {
  if (!found.length) return [];
  const list = [...new Set(found)].sort((a, b) => compareDays(a.sortDate, b.sortDate) || a.at - b.at);
  return [make("h3", { id: `part-${name}` }, words, make("span", { class: "number" }, list.length.toLocaleString("en-GB"))), renderArticleRows(list, { actor: state.actor }, name)];
}

/** Of an outlet what it published and what rests on it or on an article of it; of all, where such claims stand. */
function renderArticlesOf(actor) {
  const published = articles.filter((article) => article.actor === actor.at);
  const resting = lineage.filter((link) => link.outlet === actor.at || (link.origin !== null && articles[link.origin].actor === actor.at)).map((link) => articles[link.document]);
  const told = [...actor.said, ...actor.spoken, ...actor.passed].filter(isStanding).map(articleOf);
  return [
    ...renderArticlesPart("published", "Published", published),
    ...renderArticlesPart("resting", "Articles that rest on it", resting),
    ...renderArticlesPart("articles", "Articles with claims by, through or about it", told.filter((article) => !published.includes(article))),
  ];
}

function renderActorPage(actor) {
  const aside = [...new Set([...actor.said, ...actor.spoken])].filter((claim) => claim.aside && isStanding(claim)).sort(inOrder);
  const gone = [...new Set([...actor.said, ...actor.spoken])].filter((claim) => claim.retraction).sort(inOrder);
  const kind = [describeKind(actor), actor.note === actor.country ? nameCountry(actor.country) : actor.note].filter(Boolean).join(" · ");
  return make("div", { class: "actor-page" }, renderBack(actor),
    make("h2", { tabindex: "-1" }, glyph(shapeOf(actor)), actor.label),
    make("p", { class: "meta" }, kind),
    actor.entity ? renderNumbers(actor) : make("p", { class: "muted" }, "Words in an article, not known as anybody: nothing is counted for it."),
    renderKnown(actor),
    renderDifferencesOf(actor),
    renderClaimsPart(actor, "by", "Claims by", standingClaims(actor.said), ["speaker"]),
    renderClaimsPart(actor, "about", "Claims about", standingClaims(actor.spoken)),
    renderClaimsPart(actor, "passed", "Claims passed on", standingClaims(actor.passed)),
    renderClaimsPart(actor, "aside", "Intentions and deeds, not counted as claims", aside),
    renderClaimsPart(actor, "gone", "Retracted", gone),
    renderArticlesOf(actor));
}

/** Somebody's page if one is chosen, else the list. */
function renderActors(stage) {
  const actor = selectedActor();
  stage.append(actor ? renderActorPage(actor) : renderActorList());
}

tabs.actors = { words: "Actors", render: renderActors, count: () => actors.length };
