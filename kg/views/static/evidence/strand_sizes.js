/* Sizes of the Evidence tab: how wide its columns are, into which lines the words of a card break, and so how high it is.
   Must not: draw, or place anything (strand_layout.js does). */

const GAPS = { card: 7, block: 16, most: 72, column: 10 };
const COLUMNS = { article: [0, 0.235], speaker: [0.305, 0.175], claim: [0.55, 0.45] }; // shares of the width: left, wide
const HEADINGS = 46; // pixels for what stands above the drawing
const LANE = 24;
const LANES_MOST = 4;
const LINE = 17;
const SMALL_LINE = 15;

/** As a function, but what was asked once is not worked out again: cards are measured at every choice. */
function remember(ask) {
  const known = new Map();
  return (...asked) => {
    const key = asked.join("\n");
    if (!known.has(key)) known.set(key, ask(...asked));
    return known.get(key);
  };
}

const breakLines = remember(textLines);
const widthOf = remember(measureText);

/* ------------------------------------------------------------------------------------ the scene */

/** Room inside an element's padding. */
function roomOf(element) {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
  return {
    width: element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
    height: element.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom),
  };
}

/** Strands and cards with their sizes, then their places. */
function makeScene({ width, height }, blocks, lit, number) {
  const entries = blocks.flat();
  const strands = chooseStrands(entries, lit && lit.on);
  for (const entry of entries) entry.drawn = 0;
  for (const { entry } of strands) entry.drawn += 1;
  const publications = collectCards(strands, ({ claim }) => claim.article);
  const speakers = collectCards(strands, ({ claim }) => `${claim.speaker}${claim.own ? " own" : ""}`);
  for (const strand of strands) {
    strand.article = publications.get(strand.claim.article);
    strand.speaker = speakers.get(`${strand.claim.speaker}${strand.claim.own ? " own" : ""}`);
  }
  const scene = { width, lit, again: number ? ` ${number + 1}` : "", strands, publications: [...publications.values()], speakers: [...speakers.values()] };
  scene.blocks = blocks.map((block) => ({ entries: block, ties: tiesInside(block), heading: 0 }));
  scene.columns = measureColumns(width, Math.min(LANES_MOST, Math.max(0, ...scene.blocks.map(assignLanes))));
  measureCards(scene);
  return placeScene(scene, height);
}

const tiesInside = (block) => [...new Set(block.flatMap((entry) => entry.ties))].filter(({ ends }) => ends.every((end) => block.includes(end)));

function measureColumns(width, lanes) {
  const columns = {};
  for (const [name, [left, share]] of Object.entries(COLUMNS)) columns[name] = { left: Math.round(left * width), width: Math.round(share * width) };
  columns.claim.width -= lanes * LANE + (lanes ? 4 : 0);
  return columns;
}

function placeScene(scene, room) {
  const top = 4;
  const least = top + Math.max(columnHeight(scene.publications), columnHeight(scene.speakers));
  const end = stackBlocks(scene.blocks, top, Math.max(least, room - HEADINGS));
  const bottom = Math.max(least, end);
  stackBlocks(scene.blocks, top + (bottom - end) / 2, Math.max(least, room - HEADINGS));
  placeColumns(scene, top, bottom);
  scene.height = bottom + 8;
  return scene;
}

/** Break the words of every card into lines, which gives its height. */
function measureCards({ columns, blocks, speakers, publications, lit }) {
  const titleLines = publications.length > 12 ? 1 : publications.length > 8 ? 2 : 3;
  for (const card of publications) measureArticle(card, columns.article.width, titleLines);
  for (const card of speakers) measureSpeaker(card, columns.speaker.width, speakers.length > 20);
  for (const block of blocks) {
    block.heading = block.ties.length ? 22 : 0;
    for (const entry of block.entries) measureEntry(entry, columns.claim.width, lit);
  }
}

/** The date stands beside the publisher where both have room, else under the title. */
function measureArticle(card, width, most) {
  card.article = articles[card.key];
  [card.date = ""] = breakLines(shortenDate(card.article.published), width - 26, fontOf(11.5), 1);
  card.publisher = breakLines(card.article.publisher, width - 44, fontOf(13, 600), 1);
  card.title = breakLines(card.article.title, width - 26, fontOf(13), most);
  const beside = widthOf(`${card.publisher[0]}`, fontOf(13, 600)) + widthOf(card.date, fontOf(11.5)) + 56;
  card.below = card.date && beside > width ? SMALL_LINE + 2 : 0;
  card.height = 33 + card.title.length * LINE + card.below;
}

function measureSpeaker(card, width, isTight) {
  const [{ claim }] = card.strands;
  card.actor = actors[claim.speaker];
  card.own = claim.own;
  card.name = breakLines(card.actor.label, width - 44, fontOf(13), isTight ? 2 : 3);
  const isSaid = foldText(card.actor.note) === foldText(card.actor.label);
  const note = claim.own ? "own voice" : isTight || isSaid ? "" : card.actor.note;
  card.note = note ? breakLines(note, width - 44, fontOf(11.5), 1) : [];
  card.height = Math.max(34, 18 + card.name.length * LINE + card.note.length * SMALL_LINE, card.strands.length * 7 + 12);
}

/** The words of a claim; of one that its source denies never without the cue. */
function measureEntry(entry, width) {
  const { claim } = entry;
  entry.prefix = claim.denial ? `${claim.denial}: ` : "";
  entry.lines = breakLines(`${entry.prefix}${claim.words}`, width - 30, fontOf(14), 3);
  entry.foot = measureFoot(entry, width - 26);
  const { reach, badges, names, drop } = entry.foot;
  entry.markRoom = width - 60 - (badges.length || names.length ? 0 : widthOf(reach, fontOf(11.5)) + 16);
  const marks = entry.inside.length && (badges.length || names.length) ? 20 : 0; // else what differs stands beside the counts
  entry.height = 16 + entry.lines.length * 18 + 24 + drop + marks;
}

/* ------------------------------------------------------------------------------------ the foot of a claim */

/** "low confidence" where all of a claim's statements say so, "possible (1 of 3)" where one does. */
function listMeanings({ members }) {
  const counts = new Map();
  for (const claim of members) for (const words of describeMeaning(claim)) counts.set(words, (counts.get(words) || 0) + 1);
  return [...counts].map(([words, number]) => (number < members.length ? `${words} (${number} of ${members.length})` : words));
}

/** "2 publishers · 1 origin": the store's counts of the group; before them how many of many statements have a strand. */
function describeReach({ group, members, drawn }) {
  if (members.every((claim) => claim.retraction)) return "retracted";
  const part = drawn < members.length ? `${drawn} of ${countWords(members.length, "statement")} drawn` : "";
  const { counts } = group;
  return [part, counts ? `${countWords(counts.publishers, "publisher")} · ${countWords(counts.origins, "origin")}` : ""].filter(Boolean).join(" · ");
}

/** At most two of those that a claim is about, places first. */
function listAbout({ claim }) {
  const named = claim.about.filter(([at]) => at !== claim.speaker).map(([at]) => at);
  return [...new Set([...claim.places.slice(0, 1), ...named, ...claim.places])].slice(0, 2).map((at) => actors[at]);
}

/** Badges, all of them; then names, as many as there is room for beside the counts.  What is too wide for one row
    (`drop` pixels high) gets two. */
function measureFoot(entry, width) {
  const small = fontOf(11.5);
  const reach = describeReach(entry);
  const foot = { reach, badges: [], names: [], drop: 0 };
  let left = 0;
  for (const words of listMeanings(entry)) {
    const wide = widthOf(words, small) + 16;
    foot.badges.push({ words, left, wide });
    left += wide + 6;
  }
  const room = width - widthOf(reach, small) - 10;
  if (left > room + 6) [foot.drop, left] = [20, 0];
  for (const actor of listAbout(entry)) {
    if (room - left < 18 + Math.min(widthOf(actor.label, small), 72)) break;
    const [words] = breakLines(actor.label, Math.min(room - left - 18, 150), small, 1);
    foot.names.push({ actor, words, left });
    left += 18 + widthOf(words, small) + 10;
  }
  return foot;
}
