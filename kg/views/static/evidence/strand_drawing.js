/* The drawing of the Evidence tab: strands, cards, brackets.  A card is a link to what it shows; its name says all that
   it shows.  Must not: choose or place anything. */

/* ------------------------------------------------------------------------------------ drawing */

function drawScene(scene) {
  const { width, height } = scene;
  const drawing = draw("svg", { class: "strand-drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Claims, who said them, and where they were reported" },
    drawStrands(scene),
    drawStopColumn("Claims", scene.blocks.flatMap((block) => drawClaimBlock(block, scene))),
    drawStopColumn("Speakers", scene.speakers.map((card) => drawSpeakerStop(card, scene))),
    drawStopColumn("Articles", scene.publications.map((card) => drawArticleStop(card, scene))));
  drawing.addEventListener("pointerover", (event) => followStrands(drawing, event.target.closest?.("a.stop")));
  drawing.addEventListener("pointerleave", () => followStrands(drawing, null));
  return drawing;
}

/** While the pointer is on a card, its strands stand out. */
function followStrands(drawing, stop) {
  const ids = new Set(stop?.dataset.strands?.split(" "));
  for (const strand of drawing.querySelectorAll(".strand")) strand.classList.toggle("followed", ids.has(strand.dataset.claim));
}

const drawStopColumn = (label, children) => draw("g", { role: "group", "aria-label": label }, children);
const drawWordsAt = (x, y, words, className = null, anchor = null) => draw("text", { x, y, class: className, "text-anchor": anchor }, words);
const drawTextLines = (lines, x, y, step, className) => lines.map((line, at) => drawWordsAt(x, y + at * step, line, className));
const drawStopBox = (x, card, width, className = "") => draw("rect", { class: `box ${className}`, x, y: card.y, width, height: card.height, rx: 7 });

/** A card that is a link.  Chosen once more it is chosen no longer. */
function drawStop(key, isSelected, label, className, changes, open, children, list = []) {
  const act = () => (isSelected ? clearSelection() : open());
  return draw("a", {
    class: `stop${className}${isSelected ? " on" : ""}`, href: hashOf({ ...NOTHING, ...changes }), "data-key": key, "aria-label": label, "data-strands": list.map(({ id }) => id).join(" ") || null,
    "aria-current": isSelected ? "true" : null, tabindex: -1, onclick: (event) => choose(event, act),
  }, ...children.flat(2));
}

/** From an article through its speaker to the claim: one path, with its places on the edges of the speaker's card. */
function strandPath({ start, middle, end }, { article, speaker, claim }) {
  const [from, into, out, to] = [article.left + article.width, speaker.left, speaker.left + speaker.width, claim.left];
  const bend = (x1, y1, x2, y2) => `C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;
  return `M${from} ${start}${bend(from, start, into, middle)}H${out}${bend(out, middle, to, end)}`;
}

/** Dim strands first, so that lit ones lie on top. */
function drawStrands({ strands, columns, lit }) {
  const order = { " dim": 0, "": 1, " near": 2, " on": 3 };
  const drawn = strands.map((strand) => {
    const found = litClass(lit, [strand.claim]);
    return { strand, look: lit && !found ? " on" : found };
  });
  return draw("g", { class: "lines", "aria-hidden": "true" }, drawn.sort((a, b) => order[a.look] - order[b.look]).flatMap(({ strand, look }) => drawStrand(strand, look, columns)));
}

function drawStrand(strand, look, columns) {
  const { claim } = strand;
  const dashed = isUnnamed(speakerOf(claim)) ? " unnamed" : "";
  const words = `${articleOf(claim).publisher} → ${nameOfSpeaker(claim)} → ${claim.denial ? `${claim.denial}: ` : ""}${claim.words}`;
  const path = strandPath(strand, columns);
  const chosen = claim.id === state.claim ? " this" : "";
  const ports = look === " on" || look === " near" ? [columns.speaker.left, columns.speaker.left + columns.speaker.width].map((x) => draw("circle", { class: `port${look}`, cx: x, cy: strand.middle, r: 3 })) : [];
  return [
    draw("path", { class: `strand${look}${dashed}${chosen}${claim.retraction ? " gone" : ""}`, d: path, "data-claim": claim.id }),
    draw("path", { class: "grip", d: path, onclick: (event) => choose(event, () => openClaim(claim)) }, draw("title", {}, words)),
    ...ports,
  ];
}

/* ------------------------------------------------------------------------------------ cards */

function drawArticleStop(card, { columns, lit, again }) {
  const { article, y } = card;
  const { left, width } = columns.article;
  const label = `Article: ${article.publisher}, ${article.published || "date unknown"}, ${article.title}. ${countWords(card.strands.length, "statement")} drawn${article.retraction ? `. ${article.retraction}` : ""}`;
  const gone = article.retraction ? " gone" : "";
  return drawStop(`article:${article.id}${again}`, state.article === article.id, label, litClass(lit, claimsOf(card)), { article: article.id }, () => openArticle(article), [
    draw("title", {}, article.title),
    drawStopBox(left, card, width),
    drawGlyph("outlet", left + 18, y + 17),
    drawTextLines(card.publisher, left + 32, y + 21.5, 0, `strong${gone}`),
    card.below ? drawWordsAt(left + 12, y + card.height - 10, card.date, "muted") : drawWordsAt(left + width - 10, y + 21.5, card.date, "muted", "end"),
    drawTextLines(card.title, left + 12, y + 41, LINE, gone),
  ], claimsOf(card));
}

const claimsOf = (card) => card.strands.map(({ claim }) => claim);

function drawSpeakerStop(card, { columns, lit, again }) {
  const { actor, own, y, height } = card;
  const { left, width } = columns.speaker;
  const shape = own ? "outlet" : shapeOf(actor);
  const label = `${own ? `${actor.label}, in its own voice` : `${describeKind(actor)}: ${actor.label}`}${!own && actor.note ? `, ${actor.note}` : ""}. ${countWords(card.strands.length, "statement")} drawn`;
  const top = y + (height - card.name.length * LINE - card.note.length * SMALL_LINE) / 2 + 13;
  const isSelected = state.actor === actor.id;
  return drawStop(`actor:${actor.id}${own ? " own" : ""}${again}`, isSelected, label, litClass(lit, claimsOf(card)), { actor: actor.id }, () => openActor(actor), [
    draw("title", {}, [card.actor.label, card.actor.note].filter(Boolean).join(", ")),
    drawStopBox(left, card, width, own ? "own" : isUnnamed(actor) ? "unnamed" : ""),
    drawGlyph(shape, left + 18, y + height / 2),
    drawTextLines(card.name, left + 33, top, LINE),
    drawTextLines(card.note, left + 33, top + card.name.length * LINE - 1, SMALL_LINE, "muted"),
  ], claimsOf(card));
}

/** The cards of a block in their order, each followed by the bracket that ends at it. */
function drawClaimBlock(block, scene) {
  const drawn = block.ties.filter((tie) => tie.lane < LANES_MOST);
  const lowest = (tie) => (tie.ends[0].y > tie.ends[1].y ? tie.ends[0] : tie.ends[1]);
  return [
    drawBlockHeading(block, scene),
    ...block.entries.flatMap((entry) => [
      drawEntry(entry, scene),
      drawInside(entry, scene),
      ...drawn.filter((tie) => lowest(tie) === entry).map((tie) => drawTie(tie, scene)),
    ]),
  ].filter(Boolean);
}

/** What kind of difference, and how far apart. */
function drawBlockHeading({ ties, entries, y }, { columns, lit }) {
  if (!ties.length) return null;
  const found = ties.flatMap((tie) => tie.differences);
  const look = litClass(lit, entries.flatMap((entry) => entry.members)) === " dim" ? " dim" : "";
  const line = nameFound(found, columns.claim.width - 20);
  return draw("g", { class: `heading${look}`, "aria-hidden": "true" }, drawDiffers(columns.claim.left + 7, y + 9, 0.8), drawWordsAt(columns.claim.left + 18, y + 13, line, "differs"));
}

/** "other numbers · 3 days apart", in so many pixels; the time only where it is one, known, and has room. */
function nameFound(found, width = Infinity) {
  const times = new Set(found.map(({ days, time }) => (days === null ? "" : time)));
  const [time] = times;
  const whole = listKinds(found) + (times.size === 1 && time ? ` · ${time}` : "");
  if (widthOf(whole, fontOf(12, 600)) <= width) return whole;
  return breakLines(listKinds(found), width, fontOf(12, 600), 1)[0];
}

const listKinds = (found) => [...new Set(found.map(({ kind }) => nameDifference(kind)))].join(", ");

/** The sign of a difference, its middle at a point. */
const drawDiffers = (x, y, scale = 1) => draw("path", { class: "glyph differs", d: DIFFERS_PATH, transform: `translate(${x - 7 * scale},${y - 7 * scale}) scale(${scale})` });

function drawEntry(entry, { columns, lit }) {
  const { claim, members, y, lines, foot } = entry;
  const { left, width } = columns.claim;
  const isSelected = members.some((each) => each.id === state.claim);
  const gone = members.every((each) => each.retraction) ? " gone" : "";
  const base = y + 16 + lines.length * 18 + 11;
  const low = base + foot.drop;
  return drawStop(`claim:${claim.id}`, isSelected, describeEntry(entry), litClass(lit, members), { claim: claim.id }, () => openClaim(claim), [
    draw("title", {}, `${entry.prefix}${claim.words}`),
    drawStopBox(left, entry, width, gone ? "gone" : ""),
    draw("path", { class: entry.ties.length || entry.inside.length ? "edge differs" : "edge", d: `M${left + 2.5} ${y + 7}V${y + entry.height - 7}` }),
    drawClaimWords(entry, left + 16, y + 22, gone),
    foot.badges.flatMap(({ words, left: at, wide }) => drawBadge(left + 16 + at, base, words, wide)),
    foot.names.flatMap(({ actor, words, left: at }) => [drawGlyph(shapeOf(actor), left + 22 + at, low - 4, 0.78), drawWordsAt(left + 32 + at, low, words, "muted")]),
    drawWordsAt(left + width - 10, low, foot.reach, "muted", "end"),
  ], members);
}

/** Lines of a claim; the cue of a denial is set apart from what is denied. */
function drawClaimWords({ lines, prefix }, x, y, gone) {
  return lines.map((line, at) => {
    const isDenied = prefix && at === 0 && line.startsWith(prefix.trim());
    const parts = isDenied ? [draw("tspan", { class: "denial" }, prefix.trim()), draw("tspan", {}, line.slice(prefix.trim().length))] : [line];
    return draw("text", { x, y: y + at * 18, class: `words${gone}` }, parts);
  });
}

const drawBadge = (x, y, words, wide) => [
  draw("rect", { class: "badge", x, y: y - 12, width: wide, height: 16, rx: 8 }),
  drawWordsAt(x + wide / 2, y, words, "badge", "middle"),
];

/** All that a claim's card shows, in one sentence. */
function describeEntry(entry) {
  const { claim, members, ties } = entry;
  const who = [...new Set(members.map(nameOfSpeaker))];
  const rivals = ties.length ? `. Differs from ${countWords(ties.length, "other claim")}: ${listKinds(ties.flatMap((tie) => tie.differences))}` : "";
  return [
    `Claim: ${entry.prefix}${claim.words}`,
    `${countWords(members.length, "statement")}, by ${who.slice(0, 3).join(", ")}${who.length > 3 ? ` and ${who.length - 3} more` : ""}`,
    listMeanings(entry).join(", "), describeReach(entry),
  ].filter(Boolean).join(". ") + rivals;
}

/** What differs between statements that say the same, as a row on their card. */
function drawInside(entry, { columns, lit }) {
  if (!entry.inside.length) return null;
  const { left } = columns.claim;
  const [surest] = [...entry.inside].sort((a, b) => b.score - a.score);
  const y = entry.y + entry.height - 12;
  const line = nameFound(entry.inside, entry.markRoom);
  return drawStop(`difference:${surest.id}`, state.difference === surest.id, `Difference at this claim: ${describeDifference(surest)}`, ` inside${litClass(lit, entry.members)}`, { difference: surest.id }, () => openDifference(surest), [
    draw("rect", { class: "grip-box", x: left + 12, y: y - 13, width: 26 + widthOf(line, fontOf(12, 600)), height: 18, rx: 4 }),
    drawDiffers(left + 23, y - 4, 0.8),
    drawWordsAt(left + 34, y, line, "differs"),
  ]);
}

const describeDifference = (difference) => [nameDifference(difference.kind), difference.reason, difference.time].filter(Boolean).join("; ");

/** The bracket between two claims that differ; its sign opens the surest of their differences. */
function drawTie(tie, { columns, lit }) {
  const [surest] = [...tie.differences].sort((a, b) => b.score - a.score);
  const edge = columns.claim.left + columns.claim.width;
  const x = edge + 14 + tie.lane * LANE;
  const [top, bottom] = tie.ends.map(middleOf).sort((a, b) => a - b);
  const y = (top + bottom) / 2;
  const isSelected = tie.differences.some(({ id }) => id === state.difference);
  const isLit = !lit || tie.differences.some(({ left, right }) => lit.on.has(left.claim) || lit.on.has(right.claim));
  const more = tie.differences.length > 1 ? ` and ${tie.differences.length - 1} more` : "";
  return drawStop(`difference:${surest.id}`, isSelected, `Difference${more}: ${describeDifference(surest)}`, ` tie${isLit ? "" : " dim"}`, { difference: surest.id }, () => openDifference(surest), [
    draw("title", {}, `${describeDifference(surest)}${more}`),
    draw("path", { class: "bracket", d: `M${edge + 2} ${top}H${x}V${bottom}H${edge + 2}` }),
    draw("circle", { class: "tie-sign", cx: x, cy: y, r: 10 }),
    drawDiffers(x, y, 0.85),
  ]);
}
