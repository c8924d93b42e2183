/* Records: what the island tells, as objects that know one another.
   Offsets in the island are Unicode code points, half-open; strings here are UTF-16, see `toUnits`.
   This file shows nothing. */

/** The rows of a table as objects: "claims_by" becomes `claimsBy`, `at` is the position. */
function readTable({ fields, rows }) {
  const names = fields.map((field) => field.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()));
  return rows.map((row, at) => {
    const record = { at };
    for (const [column, name] of names.entries()) record[name] = row[column];
    return record;
  });
}

const articles = readTable(island.articles);
const actors = readTable(island.actors);
const claims = readTable(island.claims);
const groups = readTable(island.groups);
const differences = readTable(island.differences);
const lineage = readTable(island.lineage);
const { land } = island;

const byIdOf = (records) => new Map(records.map((record) => [record.id, record]));
const claimById = byIdOf(claims);
const actorById = byIdOf(actors);
const articleById = byIdOf(articles);
const differenceById = byIdOf(differences);

/* ------------------------------------------------------------------------------------ words */

/** Code unit offsets of an article's code points; null when both are the same. */
const unitsOf = articles.map(() => undefined);

function readUnits(article) {
  if (unitsOf[article] === undefined) {
    const { text } = articles[article];
    unitsOf[article] = /[\ud800-\udbff]/.test(text) ? countUnits(text) : null;
  }
  return unitsOf[article];
}

function countUnits(text) {
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return units;
}

/** A span of code points as one of code units. */
function toUnits(article, [start, end]) {
  const units = readUnits(article);
  return units ? [units[start], units[end]] : [start, end];
}

const wordsAt = (article, spans) => spans.map((span) => articles[article].text.slice(...toUnits(article, span))).join(" … ");

/* ------------------------------------------------------------------------------------ who belongs to whom */

const OWN_VOICE = "own-voice";

/** Earliest article first, undated ones last; in one article by offset. */
function inOrder(a, b) {
  const [left, right] = [articles[a.article].sortDate, articles[b.article].sortDate];
  if (left !== right) return !right || (left && left < right) ? -1 : 1;
  return a.article - b.article || a.spans[0][0] - b.spans[0][0];
}

for (const actor of actors) Object.assign(actor, { said: [], passed: [], spoken: [] });
for (const article of articles) Object.assign(article, { claims: [], restsOn: [], carries: [] });
for (const group of groups) group.members = [];

for (const claim of claims) {
  claim.own = claim.style === OWN_VOICE;
  claim.words = wordsAt(claim.article, claim.spans);
  claim.differences = [];
  articles[claim.article].claims.push(claim);
  groups[claim.group].members.push(claim);
  actors[claim.speaker].said.push(claim);
  for (const at of new Set(claim.chain.slice(1, -1))) if (at !== claim.speaker) actors[at].passed.push(claim);
  for (const at of new Set([...claim.places, ...claim.about.map(([actor]) => actor)])) actors[at].spoken.push(claim);
}
for (const group of groups) {
  group.members.sort(inOrder);
  group.claim = claims[group.claim];
  group.counts = group.counts && { articles: group.counts[0], publishers: group.counts[1], origins: group.counts[2] };
}
for (const difference of differences) {
  for (const side of [difference.left, difference.right]) {
    side.claim = claims[side.claim];
    side.claim.differences.push(difference);
  }
}
for (const link of lineage) {
  articles[link.document].restsOn.push(link);
  if (link.origin !== null) articles[link.origin].carries.push(link);
}

/** The other side of a difference. */
const rivalOf = (difference, claim) => (difference.left.claim === claim ? difference.right : difference.left);
const rivalsOf = (claim) => claim.differences.map((difference) => rivalOf(difference, claim).claim);
const speakerOf = (claim) => actors[claim.speaker];
const articleOf = (claim) => articles[claim.article];
/** The shape that stands for whoever speaks; a publisher in its own voice is an outlet. */
const shapeOfSpeaker = (claim) => shapeOf(speakerOf(claim));
/** "Reuters, in its own voice", or the name of whoever is credited. */
const nameOfSpeaker = (claim) => (claim.own ? `${speakerOf(claim).label}, in its own voice` : speakerOf(claim).label);

/** All words by which a claim is found, folded; made once. */
function searchText(claim) {
  if (claim.folded === undefined) {
    const article = articleOf(claim);
    const named = [claim.speaker, ...claim.places, ...claim.about.map(([actor]) => actor), ...claim.chain].map((at) => actors[at]);
    const names = [...new Set(named)].flatMap((actor) => [actor.label, actor.note, ...actor.names]);
    const sentence = wordsAt(claim.article, [claim.sentence]);
    claim.folded = foldText([claim.words, sentence, article.title, article.publisher, ...names].join(" \n "));
  }
  return claim.folded;
}

/* ------------------------------------------------------------------------------------ words for kinds */

const STYLES = {
  direct: ["direct quote", "The article quotes these words"],
  indirect: ["indirect speech", "The article reports this in its own words"],
  mixed: ["partly quoted", "The article quotes a part of these words"],
  "own-voice": ["own voice", "The article states this itself and credits nobody"],
};
const CERTAINTIES = { certain: "stated as certain", probable: "probable", possible: "possible", unknown: "certainty not stated" };
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTH_NAMES = new RegExp(`\\b(${MONTHS.join("|")})\\b`, "g");
/** "4 Nov 2024": a date in words with short months. */
const shortenDate = (words) => words.replace(MONTH_NAMES, (month) => month.slice(0, 3));
const shortMonth = (number) => MONTHS[number - 1].slice(0, 3);
/** Why two claims differ and how far apart they were published, as far as that is known. */
const explainDifference = (difference) => [difference.reason, difference.days === null ? "" : difference.time].filter(Boolean).join("; ");
