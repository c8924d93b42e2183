/* The page of somebody or of a place: names, roles, identifiers, claims, differences, articles.
   Must not: count anything anew that the store has counted, or lead to an address that is not built here. */

const PAGE_CLAIMS = 20; // claims of one section of a page
const PAGE_DIFFERENCES = 5;
let unfolded = new Set(); // "actor:section" of pages whose sections show all

/** Schemes whose identifiers have a page of a known form; the others are shown as text. */
const ID_PAGES = {
  wikidata: ["Wikidata", /^Q\d+$/, "https://www.wikidata.org/wiki/"],
  geonames: ["GeoNames", /^\d+$/, "https://www.geonames.org/"],
  iso3166: ["ISO 3166", null, ""],
};

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
  const [words, form, page] = Object.hasOwn(ID_PAGES, scheme) ? ID_PAGES[scheme] : [scheme, null, ""];
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
    ["Coordinates", actor.lat === null || actor.lon === null ? [] : [showDegrees(actor.lat, actor.lon), ...(isTab("map") ? [" · ", renderMapLink(actor)] : [])]],
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
