/* Choosing: which claims are left after search, legend and dates, and which of them come first.
   This file shows nothing. */

/** What is shown now: claims (in the store's order), the set of them, groups by rank, differences. */
let shown = { claims: [], set: new Set(), groups: [], differences: [] };

const offKinds = () => new Set(state.off ? state.off.split(".") : []);
const showsAside = () => state.act === "all";
const isHiddenAside = (claim) => claim.aside && !showsAside();

/** The kind by which the legend lets a claim in: own voice, or the shape of its speaker. */
const legendKind = (claim) => (claim.own ? "own" : shapeOfSpeaker(claim));

/** Whether an article was published in the chosen range.  Undated ones are only shown without a range. */
function isInRange(article) {
  if (!state.from && !state.to) return true;
  const day = article.sortDate;
  return Boolean(day) && (!state.from || day >= state.from.slice(0, day.length)) && (!state.to || day <= state.to);
}

/** Claims that search, legend and dates leave, intentions and deeds among them. */
function findClaims() {
  const [off, wanted] = [offKinds(), splitQuery(state.q)];
  const inRange = articles.map(isInRange);
  return claims.filter((claim) => inRange[claim.article] && !off.has(legendKind(claim)) && (!wanted.length || matchesAll(searchText(claim), wanted)));
}

function chooseClaims() {
  const found = findClaims();
  const left = found.filter((claim) => !isHiddenAside(claim));
  const anyAct = new Set(found); // a difference is told whatever was done with the words
  const differing = offKinds().has("differs") ? [] : differences.filter(({ left: one, right: other }) => anyAct.has(one.claim) && anyAct.has(other.claim));
  shown = {
    claims: left,
    set: new Set(left),
    differences: differing,
    groups: rankGroups(left, differing),
    aside: found.filter((claim) => claim.aside && isStanding(claim)).length,
  };
}

/** Groups of some claims: those that differ first, then those of most independent origins, articles, and
    claims with a source; what was retracted last. */
function rankGroups(left, differing) {
  const surest = new Map();
  for (const { left: one, right: other, score } of differing) {
    for (const { claim } of [one, other]) surest.set(claim.group, Math.max(surest.get(claim.group) || 0, score));
  }
  const ranks = new Map();
  for (const claim of left) {
    const old = ranks.get(claim.group);
    const { counts } = groups[claim.group];
    const rank = [isStanding(claim) ? 1 : 0, surest.get(claim.group) || 0, counts ? counts.origins : 0, counts ? counts.articles : 0, claim.own ? 0 : 1];
    if (!old || compareRanks(rank, old) < 0) ranks.set(claim.group, rank);
  }
  return [...ranks.keys()].sort((a, b) => compareRanks(ranks.get(a), ranks.get(b)) || inOrder(groups[a].members[0], groups[b].members[0])).map((at) => groups[at]);
}

function compareRanks(left, right) {
  const at = left.findIndex((value, place) => value !== right[place]);
  return at < 0 ? 0 : right[at] - left[at];
}

/** First and last day on which an article was published; null without any date. */
function publishedRange() {
  const days = articles.map((article) => article.sortDate).filter(Boolean).sort();
  return days.length ? [days[0], days[days.length - 1]] : null;
}
