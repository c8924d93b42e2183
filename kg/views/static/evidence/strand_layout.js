/* Where the cards and strands of the Evidence tab stand: which claims are drawn, which of them stand side by
   side because they differ, and the places of three columns.  Numbers in, numbers out; lengths are pixels.
   Must not: touch the document, or lay out what is not drawn. */

const CLAIM_BUDGET = 14;
const CLAIM_PAGE = 100;
const BLOCK_MOST = 6;
const STRANDS_MOST = 6;
const ARTICLES_A_CLAIM = 2;
const EVENNESS = 0.55;

/* ------------------------------------------------------------------------------------ what is drawn */

/** Claims that say the same, as one entry each, in the order of their ranks; only what is shown counts. */
function listEntries() {
  const members = new Map(shown.groups.map((group) => [group.at, []]));
  for (const claim of shown.claims) members.get(claim.group).push(claim);
  return shown.groups.map((group) => makeEntry(group, members.get(group.at).sort(inOrder)));
}

function makeEntry(group, members) {
  const claim = members.includes(group.claim) ? group.claim : members[0];
  return { group, claim, members, ties: [], inside: [] };
}

/** Join entries that differ.  What differs inside one entry is marked on it, and so is what differs from an intention
    or a deed that is not shown. */
function tieEntries(entries) {
  const ofGroup = new Map(entries.map((entry) => [entry.group.at, entry]));
  const pairs = new Map();
  for (const difference of shown.differences) {
    const [left, right] = [difference.left, difference.right].map((side) => ofGroup.get(side.claim.group));
    if (left && right && left !== right) tiePair(pairs, left, right).differences.push(difference);
    else (left || right)?.inside.push(difference);
  }
}

function tiePair(pairs, left, right) {
  const key = [left.group.at, right.group.at].sort((a, b) => a - b).join(" ");
  if (!pairs.has(key)) {
    const tie = { ends: [left, right], differences: [] };
    pairs.set(key, tie);
    left.ties.push(tie);
    right.ties.push(tie);
  }
  return pairs.get(key);
}

const otherEnd = (tie, entry) => tie.ends[tie.ends[0] === entry ? 1 : 0];

/** Entries in blocks: one, or some that differ; as many blocks as `budget` claims take. */
function gatherBlocks(entries, budget) {
  const placed = new Set();
  const blocks = [];
  for (const entry of entries) {
    if (placed.size >= budget) break;
    if (placed.has(entry)) continue;
    const block = gatherBlock(entry, placed);
    block.forEach((each) => placed.add(each));
    blocks.push(block.sort(compareAge));
  }
  return blocks;
}

/** An entry with those that differ from it, then with those that differ from them, up to a limit. */
function gatherBlock(first, placed) {
  const block = [first];
  for (let at = 0; at < block.length; at += 1) {
    for (const tie of block[at].ties) {
      const rival = otherEnd(tie, block[at]);
      if (block.length < BLOCK_MOST && !placed.has(rival) && !block.includes(rival)) block.push(rival);
    }
  }
  return block;
}

const compareAge = (one, other) => inOrder(one.members[0], other.members[0]);

/** Blocks in parts of at least `most` claims, but for the last one. */
function splitBlocks(blocks, most) {
  const parts = [];
  for (const block of blocks) {
    if (!parts.length || parts.at(-1).flat().length >= most) parts.push([]);
    parts.at(-1).push(block);
  }
  return parts;
}

/** The strands to draw: of claims in many articles a part only, one publisher after the other, so that the column of
    articles stays in proportion to that of claims.  What is chosen is always among them. */
function chooseStrands(entries, on) {
  const ranked = new Map(entries.map((entry) => [entry, rankMembers(entry.members, on)]));
  let most = STRANDS_MOST;
  const draw = () => entries.flatMap((entry) => ranked.get(entry).slice(0, most).map((claim) => ({ claim, entry })));
  while (most > 1 && new Set(draw().map(({ claim }) => claim.article)).size > ARTICLES_A_CLAIM * Math.max(entries.length, 4)) most -= 1;
  return draw();
}

function rankMembers(members, on) {
  const seen = new Map();
  const round = members.map((claim) => {
    const { publisher } = articles[claim.article];
    seen.set(publisher, (seen.get(publisher) || 0) + 1);
    return (on && on.has(claim) ? 0 : 1000) + seen.get(publisher);
  });
  return members.map((claim, at) => ({ claim, rank: round[at] })).sort((a, b) => a.rank - b.rank || a.claim.at - b.claim.at).map(({ claim }) => claim);
}

/* ------------------------------------------------------------------------------------ places */

/** Stack blocks from `top` and return where they end; the cards of a block stand close, blocks share the rest of
    `room`. */
function stackBlocks(blocks, top, room) {
  const full = blocks.reduce((sum, block) => sum + blockHeight(block), 0);
  const spare = (room - full) / Math.max(1, blocks.length - 1);
  const gap = Math.max(GAPS.block, Math.min(GAPS.most, spare));
  let y = top;
  for (const block of blocks) {
    block.y = y;
    y += block.heading;
    for (const entry of block.entries) {
      entry.y = y;
      y += entry.height + GAPS.card;
    }
    y += gap - GAPS.card;
  }
  return y - gap;
}

const blockHeight = ({ heading, entries }) => heading + entries.reduce((sum, entry) => sum + entry.height + GAPS.card, -GAPS.card);
const columnHeight = (cards) => cards.reduce((sum, card) => sum + card.height + GAPS.column, -GAPS.column);

/** Place cards in their order between `top` and `bottom`, each as near as can be to the middle that it wants
    (`wanted`) and to where it would stand if free room were shared evenly.  Neighbours that want one place share it:
    the pool-adjacent-violators method for isotonic regression. */
function spreadCards(cards, top, bottom) {
  const room = Math.max(0, bottom - top - columnHeight(cards));
  const pools = [];
  let offset = top;
  cards.forEach((card, at) => {
    card.y = offset;
    const even = cards.length > 1 ? (room * at) / (cards.length - 1) : room / 2;
    const asked = card.wanted - card.height / 2 - offset;
    pools.push({ sum: EVENNESS * even + (1 - EVENNESS) * asked, cards: [card] });
    offset += card.height + GAPS.column;
    mergePools(pools);
  });
  for (const { sum, cards: pool } of pools) {
    const shift = Math.min(room, Math.max(0, sum / pool.length));
    for (const card of pool) card.y += shift;
  }
}

function mergePools(pools) {
  const mean = (pool) => pool.sum / pool.cards.length;
  while (pools.length > 1 && mean(pools.at(-2)) > mean(pools.at(-1))) {
    const last = pools.pop();
    pools.at(-1).sum += last.sum;
    pools.at(-1).cards.push(...last.cards);
  }
}

/** Cards of one column, made of the strands that share a key. */
function collectCards(strands, keyOf) {
  const cards = new Map();
  for (const strand of strands) {
    const key = keyOf(strand);
    if (!cards.has(key)) cards.set(key, { key, strands: [] });
    cards.get(key).strands.push(strand);
  }
  return cards;
}

const meanStrand = (list, valueOf) => list.reduce((sum, each) => sum + valueOf(each), 0) / list.length;
const middleOf = (card) => card.y + card.height / 2;

/** Give the strands of a card their places on its edge, in the order of `valueOf`. */
function setPorts(card, strands, port, valueOf) {
  const sorted = [...strands].sort((a, b) => valueOf(a) - valueOf(b) || a.claim.at - b.claim.at);
  sorted.forEach((strand, at) => { strand[port] = card.y + (card.height * (at + 1)) / (sorted.length + 1); });
}

/** Sort and place speakers, then articles, by the means of what they lead to (the barycentre method); then let each
    strand leave and enter where it crosses fewest others. */
function placeColumns(scene, top, bottom) {
  const { strands, speakers, publications } = scene;
  for (const strand of strands) strand.end = middleOf(strand.entry);
  placeCards(speakers, top, bottom, (strand) => strand.end);
  placeCards(publications, top, bottom, (strand) => middleOf(strand.speaker));
  placeCards(speakers, top, bottom, (strand) => 0.75 * strand.end + 0.25 * middleOf(strand.article));
  placeCards(publications, top, bottom, (strand) => middleOf(strand.speaker));
  for (const [entry, ends] of groupStrands(strands)) setPorts(entry, ends, "end", (strand) => middleOf(strand.speaker));
  for (const card of speakers) setPorts(card, card.strands, "middle", (strand) => strand.end + middleOf(strand.article));
  for (const card of publications) setPorts(card, card.strands, "start", (strand) => strand.middle);
}

function placeCards(cards, top, bottom, valueOf) {
  for (const card of cards) card.wanted = meanStrand(card.strands, valueOf);
  cards.sort((a, b) => a.wanted - b.wanted || (a.key < b.key ? -1 : 1));
  spreadCards(cards, top, bottom);
}

function groupStrands(strands) {
  const found = new Map();
  for (const strand of strands) {
    if (!found.has(strand.entry)) found.set(strand.entry, []);
    found.get(strand.entry).push(strand);
  }
  return found;
}

/** One lane for each bracket of a block, the shortest nearest to the cards; brackets of one lane do not overlap. */
function assignLanes({ entries, ties }) {
  const lanes = [];
  for (const tie of ties) [tie.first, tie.last] = tie.ends.map((end) => entries.indexOf(end)).sort((a, b) => a - b);
  for (const tie of [...ties].sort((a, b) => a.last - a.first - b.last + b.first || a.first - b.first)) {
    tie.lane = lanes.findIndex((taken) => taken.every((other) => other.last <= tie.first || other.first >= tie.last));
    if (tie.lane < 0) tie.lane = lanes.push([]) - 1;
    lanes[tie.lane].push(tie);
  }
  return lanes.length;
}
