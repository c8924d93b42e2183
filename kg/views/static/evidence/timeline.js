/* Timeline: of each claim with a date when it was said, when that happened or will, and when the article appeared.
   The three are kept apart by place and shape.  A date is as long as it is precise.
   Must not: give a claim a date that its article does not, or hide that some have none. */

const MOMENTS_AT_ONCE = 60;
const NAMES_WIDTH = 300; // pixels for a claim's words beside its dates
const TRACK = { height: 34, event: 10, stated: 23 }; // pixels; where the two lanes are
const OPEN_LENGTH = 34; // pixels of a bar without an end
const COLUMN_SHEETS = 8; // articles of about one time that are drawn one by one
const SHEET_STEP = 12; // pixels from one to the next above it
const AXIS_FONT = fontOf(12);

let momentsShown = MOMENTS_AT_ONCE;
let undatedOpen = false;

/* ------------------------------------------------------------------------------------ marks */

const DIAMOND = "M0 -6L6 0L0 6L-6 0z";
const SHEET = "M-3.5 -5h7v10h-7z";

/** First and last pixel of a stretch; an open side reaches a little beyond the known one. */
function placeStretch(axis, { from, to }) {
  const left = from === null ? axis.at(to) - OPEN_LENGTH : axis.at(from);
  const right = to === null ? axis.at(from) + OPEN_LENGTH : axis.at(to);
  return { left: limit(left, 9, axis.width - 15), right: limit(right, limit(left, 9, axis.width - 15) + 6, axis.width - 9) };
}

/** What happened or will: a bar from the first to the last day that is meant; an open side ends in an arrow. */
function drawEvent(axis, event) {
  const { left, right } = placeStretch(axis, event);
  const y = TRACK.event;
  const [before, after] = [event.from === null ? `L${roundPixel(left - 7)} ${y}` : "", event.to === null ? `L${roundPixel(right + 7)} ${y}` : ""];
  const [start, end] = [roundPixel(left), roundPixel(right)];
  return draw("path", { class: `event${before || after ? " open" : ""}`, d: `M${start} ${y + 5}${before}L${start} ${y - 5}L${end} ${y - 5}${after}L${end} ${y + 5}z` });
}

/** When it was said: a diamond, in the middle of a line if it is known less precisely. */
function drawStated(axis, stated) {
  const { left, right } = placeStretch(axis, stated);
  const y = TRACK.stated;
  return draw("g", { class: "stated" }, right - left > 14 ? draw("path", { class: "reach", d: `M${roundPixel(left)} ${y}${stated.from === null ? "" : "v-4v8v-4"}H${roundPixel(right)}${stated.to === null ? "" : "v-4v8"}` }) : null,
    draw("path", { class: "diamond", d: DIAMOND, transform: `translate(${roundPixel((left + right) / 2)},${y})` }));
}

const middleOfStretch = (axis, stretch) => { const { left, right } = placeStretch(axis, stretch); return roundPixel((left + right) / 2); };

/** A date in words, beside its mark where there is room, best without crossing the line of the article. */
function drawWords(axis, stretch, y, appeared) {
  const words = shortenDate(stretch.meaning);
  const wide = measureText(words, AXIS_FONT);
  const { left, right } = placeStretch(axis, stretch);
  const rooms = [right + 11, left - 11 - wide].filter((x) => x > 0 && x + wide < axis.width);
  const start = rooms.find((x) => appeared === null || appeared < x - 3 || appeared > x + wide + 3) ?? rooms[0];
  return start === undefined ? null : draw("text", { x: roundPixel(start), y: y + 4 }, words);
}

/** All that is known of when, of one claim. */
function drawTrack({ stated, event, published }, axis) {
  const parts = [...drawShades(axis, TRACK.height), ...axis.ticks.map(({ at }) => draw("path", { class: "grid", d: `M${roundPixel(axis.at(at))} 0v${TRACK.height}` }))];
  const appeared = published ? middleOfStretch(axis, published) : null;
  if (published) parts.push(draw("path", { class: "appeared", d: `M${appeared} 0v${TRACK.height}` }));
  if (stated && event) parts.push(draw("path", { class: "lag", d: `M${middleOfStretch(axis, event)} ${TRACK.event}L${middleOfStretch(axis, stated)} ${TRACK.stated}` }));
  if (event) parts.push(drawEvent(axis, event));
  if (stated) parts.push(drawStated(axis, stated));
  if (!isNarrow()) for (const [stretch, y] of [[event, TRACK.event], [stated, TRACK.stated]]) if (stretch) parts.push(...[drawWords(axis, stretch, y, appeared)].filter(Boolean));
  return draw("svg", { class: "track", width: axis.width, height: TRACK.height, viewBox: `0 0 ${axis.width} ${TRACK.height}`, "aria-hidden": "true" }, parts);
}

/** "said 3 May 2025, happened May 2024, article of 4 May 2025". */
function describeMoment({ claim, stated, event, published }) {
  return [stated ? `said ${stated.meaning}` : "", event ? `${claim.tense === "future" ? "to happen" : "happened"} ${event.meaning}` : "", published ? `article of ${published.meaning}` : ""].filter(Boolean).join(", ");
}

/* ------------------------------------------------------------------------------------ rows */

function lightMoment(claim) {
  const chosen = selectedClaims();
  if (!chosen.length) return "";
  if (chosen.includes(claim)) return "on";
  return selectedClaim() && rivalsOf(claim).includes(selectedClaim()) ? "near" : "dim";
}

function renderMoment(moment, axis) {
  const { claim, stated, event } = moment;
  const words = make("span", { class: "moment-words" }, glyph(shapeOfSpeaker(claim)), make("span", { class: "name" }, denialMark(claim), claim.retraction ? make("s", { class: "retracted" }, claim.words) : claim.words), claim.differences.length ? differsGlyph() : null);
  return make("a", {
    class: ["moment", isStanding(claim) ? "" : "gone", lightMoment(claim)].filter(Boolean).join(" "), href: hashOf({ ...NOTHING, claim: claim.id }), "data-key": `claim:${claim.id}`, "data-claim": claim.id,
    "aria-current": String(claim.id === state.claim), "aria-label": `${nameOfSpeaker(claim)}: ${claim.denial ? `${claim.denial}: ` : ""}${claim.words}. ${describeMoment(moment)}${claim.retraction ? `, ${claim.retraction}` : ""}`,
    title: `${nameOfSpeaker(claim)}: ${describeMoment(moment)}`, onclick: (press) => choose(press, () => openClaim(claim)),
  }, words, make("span", { class: "moment-date" }, [event ? event.meaning : "", stated ? `said ${stated.meaning}` : ""].filter(Boolean).join(" · ")), drawTrack(moment, axis));
}

/** Articles by the time of their publication, in columns: those that would cover each other stand in one. */
function stackArticles(axis) {
  const columns = [];
  const dated = articles.filter((article) => article.sortDate && isInRange(article)).sort((a, b) => compareDays(a.sortDate, b.sortDate) || a.at - b.at);
  for (const article of dated) {
    const time = readStretch({ start: article.sortDate, end: article.sortDate });
    if (!time) continue;
    const x = middleOfStretch(axis, time);
    const last = columns[columns.length - 1];
    if (last && x - last.x < 9) last.list.push(article);
    else columns.push({ x, list: [article] });
  }
  return columns;
}

/** Articles by the time of their publication, above all claims. */
function drawPublications(axis) {
  const columns = stackArticles(axis);
  const most = Math.max(1, ...columns.map(({ list }) => list.length));
  const bottom = 18 + Math.min(most, COLUMN_SHEETS) * SHEET_STEP;
  const marks = most > COLUMN_SHEETS ? [] : columns.flatMap(({ x, list }) => list.map((article, at) => drawArticleMark(article, x, bottom - 8 - at * SHEET_STEP)));
  const bars = most > COLUMN_SHEETS ? drawColumns(columns, most, bottom) : [];
  const ticks = axis.ticks.flatMap(({ at, words }) => [draw("path", { class: "grid", d: `M${roundPixel(axis.at(at))} 0V${bottom + 6}` }), draw("text", { x: roundPixel(limit(axis.at(at), measureText(words, AXIS_FONT) / 2, axis.width - measureText(words, AXIS_FONT) / 2)), y: bottom + 20 }, words)]);
  const drawing = draw("svg", { class: "axis", width: axis.width, height: bottom + 26, viewBox: `0 0 ${axis.width} ${bottom + 26}`, role: "group", "aria-label": "Articles by day of publication" }, drawShades(axis, bottom + 6), ticks, bars, marks);
  if (marks.length) roveThrough(drawing, marks, (mark) => mark.dataset.key === `article:${state.article}`);
  return drawing;
}

/** Too many articles to draw one by one: bars as high as they are many, with their number where there is room. */
function drawColumns(columns, most, bottom) {
  let end = -Infinity;
  return columns.map(({ x, list }) => {
    const high = Math.max(COLUMN_SHEETS * SHEET_STEP * (list.length / most), 2);
    const hasRoom = x - end > 20;
    if (hasRoom) end = x;
    const dates = [...new Set([list[0].published, list[list.length - 1].published])].join(" to ");
    return draw("g", { class: "published many" }, draw("title", {}, `${countWords(list.length, "article")}, ${dates}`), draw("rect", { x: x - 4, y: bottom - high, width: 8, height: high }),
      hasRoom ? draw("text", { x, y: bottom - high - 4 }, list.length.toLocaleString("en-GB")) : null);
  });
}

function drawArticleMark(article, x, y) {
  const words = `${article.publisher}: ${article.title}, ${article.published}${article.retraction ? `, ${article.retraction}` : ""}`;
  const names = ["published", article.id === state.article ? "on" : "", article.retraction ? "gone" : ""].filter(Boolean).join(" ");
  return draw("a", { class: names, href: hashOf({ ...NOTHING, article: article.id }), "data-key": `article:${article.id}`, "aria-label": words, transform: `translate(${x},${y})`, onclick: (event) => choose(event, () => openArticle(article)) },
    draw("title", {}, words), draw("rect", { class: "grip", x: -7, y: -8, width: 14, height: 15 }), draw("path", { d: SHEET }));
}

/* ------------------------------------------------------------------------------------ the tab */

function renderTimelineKey({ parts }) {
  const sample = (mark) => draw("svg", { class: "sample", width: 30, height: 14, viewBox: "0 0 30 14", "aria-hidden": "true" }, mark);
  return make("p", { class: "timeline-key" },
    make("span", {}, sample(draw("path", { class: "event", d: "M3 2h24v10h-24z" })), "when it happened or will, as precise as told"),
    make("span", {}, sample(draw("g", { class: "stated" }, draw("path", { class: "diamond", d: DIAMOND, transform: "translate(15,7)" }))), "when it was said"),
    make("span", {}, sample(draw("path", { class: "appeared", d: "M15 0v14" })), "when the article appeared"),
    parts.length > 1 ? make("span", {}, sample(draw("rect", { class: "far", width: 30, height: 14 })), "far dates, closer together") : null);
}

function describeDated(moments, undated) {
  const standing = moments.filter(({ claim }) => isStanding(claim));
  const events = standing.filter(({ event }) => event).length;
  const said = standing.filter(({ stated }) => stated).length;
  return `${countWords(standing.length, "claim")} with a date: ${events.toLocaleString("en-GB")} of the event, ${said.toLocaleString("en-GB")} of the statement; ${undated.toLocaleString("en-GB")} without`;
}

/** Claims whose article tells no date of them, and articles without one. */
function renderUndated(undated) {
  const without = articles.filter((article) => !article.sortDate);
  const parts = [];
  if (undated.length) {
    const fold = make("details", { class: "undated", open: undatedOpen ? "" : null }, make("summary", { "data-key": "undated" }, `${countWords(undated.length, "claim")} without a date of ${undated.length === 1 ? "its" : "their"} own`));
    const fill = () => { if (fold.open && !fold.querySelector(".cards, .rest")) fold.append(make("div", { class: "rest" }, renderClaimList([...undated].sort(inOrder), [], "undated").slice(1))); };
    fold.addEventListener("toggle", () => { undatedOpen = fold.open; fill(); });
    fill();
    parts.push(fold);
  }
  if (without.length) {
    const rows = without.map((article) => make("li", {}, make("a", { href: hashOf({ ...NOTHING, article: article.id }), "data-key": `article:${article.id}`, onclick: (event) => choose(event, () => openArticle(article)) }, glyph("document"), ` ${article.publisher}: ${article.title}`)));
    parts.push(make("p", { class: "muted" }, `${countWords(without.length, "article")} without a date of publication:`), make("ul", { class: "plain" }, rows));
  }
  return parts;
}

function renderTimelineTab(stage) {
  const moments = listMoments(shown.claims);
  const dated = new Set(moments.map(({ claim }) => claim));
  const undated = shown.claims.filter((claim) => !dated.has(claim));
  const holder = make("div", { class: "timeline" }, make("h2", {}, describeDated(moments, undated.filter(isStanding).length)));
  stage.append(holder);
  if (moments.length || publishedRange()) {
    const style = getComputedStyle(stage);
    const inner = stage.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const axis = makeAxis(moments, Math.floor(isNarrow() ? inner : inner - NAMES_WIDTH));
    const at = moments.findIndex(({ claim }) => claim.id === state.claim);
    const listed = moments.slice(0, Math.max(momentsShown, at + 1));
    const rows = listed.map((moment) => renderMoment(moment, axis));
    const list = make("ol", { class: "plain moments" }, rows.map((row) => make("li", {}, row)));
    if (rows.length) roveThrough(list, rows, (row) => row.dataset.claim === state.claim);
    showMoment(rows[at], stage);
    holder.append(renderTimelineKey(axis), make("div", { class: "axis-row" }, make("span", { class: "axis-words" }, "Articles published"), drawPublications(axis)), list);
    if (listed.length < moments.length) holder.append(make("button", { type: "button", class: "fold", "data-key": "more-moments", onclick: () => { momentsShown += 2 * MOMENTS_AT_ONCE; render(); } }, `Show ${Math.min(2 * MOMENTS_AT_ONCE, moments.length - listed.length)} more of ${countWords(moments.length, "claim")}`));
  }
  holder.append(...renderUndated(undated));
}

/** What has been chosen elsewhere is scrolled into view, once, after the page has put its scroll back. */
function showMoment(row, stage) {
  const isNew = renderTimelineTab.shownFor !== state.claim;
  renderTimelineTab.shownFor = state.claim;
  if (!row || !isNew || isNarrow()) return;
  requestAnimationFrame(() => {
    const [box, frame] = [row.getBoundingClientRect(), stage.getBoundingClientRect()];
    if (box.top < frame.top + 120 || box.bottom > frame.bottom) row.scrollIntoView({ block: "center" });
  });
}

tabs.timeline = { words: "Timeline", isEmpty: () => !claims.some((claim) => claim.stated || claim.event) && !publishedRange(), render: renderTimelineTab };
