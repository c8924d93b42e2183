/* The axis of the timeline: what dates mean in time, and where times stand.
   Dates far from the publications stand in a part of the axis of their own, with a scale of its own: see findParts.
   Must not: give a date that is not told. */

const DAY = 86_400_000; // milliseconds
const TRACK_PAD = 14;
const LEAST_SPARE = 30 * DAY; // what the middle part of the axis shows before and after the publications, at least
const SIDE_SHARE = [0.14, 0.3]; // width of a part for earlier or later dates, at least and at most

/* ------------------------------------------------------------------------------------ dates */

/** "2024-12" as the first and last instant that it can mean, in milliseconds; null where it is open. */
function readEnd(value, isLast) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(value)) return null;
  const [year, month, day] = value.split("-").map(Number);
  if (!isLast) return Date.UTC(year, (month || 1) - 1, day || 1);
  return day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
}

/** A date as a stretch of time; an open side is null; null without any date. */
function readStretch(time) {
  if (!time) return null;
  const [from, to] = [readEnd(time.start, false), readEnd(time.end, true)];
  return from === null && to === null ? null : { from, to, meaning: time.meaning, precision: time.precision };
}

const anchorOf = ({ from, to }) => (from ?? to);

/** Claims with a date of their own: { claim, stated, event, published }, earliest event first. */
function listMoments(list) {
  const moments = list.map((claim) => ({
    claim, stated: readStretch(claim.stated), event: readStretch(claim.event),
    published: readStretch({ start: articleOf(claim).sortDate, end: articleOf(claim).sortDate, meaning: articleOf(claim).published, precision: "" }),
  })).filter(({ stated, event }) => stated || event);
  const key = ({ stated, event }) => anchorOf(event || stated);
  return moments.sort((a, b) => key(a) - key(b) || anchorOf(a.stated || a.published || a.event) - anchorOf(b.stated || b.published || b.event) || inOrder(a.claim, b.claim));
}

/* ------------------------------------------------------------------------------------ the axis */

/** All ends of the dates, sorted, and first and last publication. */
function collectEnds(moments) {
  const published = articles.map(({ sortDate }) => readStretch({ start: sortDate, end: sortDate })).filter(Boolean);
  const all = [...moments.flatMap(({ stated, event }) => [stated, event]), ...published].filter(Boolean);
  const ends = all.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null).sort((a, b) => a - b);
  return { ends, first: Math.min(...published.map(({ from }) => from), Infinity), last: Math.max(...published.map(({ to }) => to), -Infinity) };
}

/** Up to three parts of the axis, each with a scale of its own: { from, to, share }.  The middle one has the
    publications and as much time again on each side; far dates beside it would leave it no room. */
function findParts(moments) {
  const { ends, first, last } = collectEnds(moments);
  const [start, end] = [ends[0], ends[ends.length - 1]];
  const whole = [{ from: start, to: end, share: 1 }];
  if (first === Infinity) return whole;
  const spare = Math.max(last - first, LEAST_SPARE);
  const middle = { from: Math.max(first - spare, start), to: Math.min(last + spare, end), share: 1 };
  if (end - start < 2 * (middle.to - middle.from)) return whole;
  const share = (count) => (count ? Math.min(Math.max(count / ends.length, SIDE_SHARE[0]), SIDE_SHARE[1]) : 0);
  const before = { from: start, to: middle.from, share: share(ends.filter((one) => one < middle.from).length) };
  const after = { from: middle.to, to: end, share: share(ends.filter((one) => one > middle.to).length) };
  middle.share = 1 - before.share - after.share;
  return [before, middle, after].filter((part) => part.share > 0);
}

const STEPS = [["day", 1], ["day", 2], ["day", 7], ["month", 1], ["month", 3], ["month", 6], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 25], ["year", 50], ["year", 100], ["year", 500]];
const STEP_DAYS = { day: 1, month: 30.4, year: 365.2 };

/** Dates under which the axis has a line, no closer than `gap` pixels. */
function listTicks({ from, to }, width, gap) {
  const daysPerPixel = (to - from) / DAY / width;
  const [unit, size] = STEPS.find(([name, number]) => (STEP_DAYS[name] * number) / daysPerPixel >= gap) || STEPS[STEPS.length - 1];
  const start = new Date(from);
  const ticks = [];
  for (let at = 0; ticks.length < 200; at += size) {
    const first = unit === "year" ? Date.UTC(Math.ceil(start.getUTCFullYear() / size) * size + at, 0, 1)
      : unit === "month" ? Date.UTC(start.getUTCFullYear(), Math.floor(start.getUTCMonth() / size) * size + at, 1)
        : Math.ceil(from / DAY / size) * size * DAY + at * DAY;
    if (first > to) break;
    if (first >= from) ticks.push({ at: first, words: nameTick(first, unit, !ticks.length) });
  }
  return ticks.length ? ticks : [{ at: to, words: nameTick(to - DAY, to - from > 1100 * DAY ? "year" : "month", true) }];
}

/** "2025", "Feb", "3 Feb"; the first one in a part of the axis tells its year. */
function nameTick(at, unit, isFirst) {
  const date = new Date(at);
  const isNewYear = date.getUTCMonth() === 0 && (unit === "month" || date.getUTCDate() <= 7);
  if (unit === "year" || (unit === "month" && isNewYear)) return String(date.getUTCFullYear());
  const month = `${shortMonth(date.getUTCMonth() + 1)}${isFirst || isNewYear ? ` ${date.getUTCFullYear()}` : ""}`;
  return unit === "month" ? month : `${date.getUTCDate()} ${month}`;
}

/** Where the axis has what: `at(time)` in pixels. */
function makeAxis(moments, width) {
  const parts = findParts(moments);
  let left = TRACK_PAD;
  for (const part of parts) {
    part.left = left;
    part.width = (width - 2 * TRACK_PAD) * part.share;
    left += part.width;
  }
  const at = (time) => {
    const part = parts.find(({ to }) => time <= to) || parts[parts.length - 1];
    return limit(part.left + ((time - part.from) / (part.to - part.from || 1)) * part.width, TRACK_PAD, width - TRACK_PAD);
  };
  const ticks = parts.flatMap((part) => listTicks(part, part.width, isNarrow() ? 58 : 70));
  return { parts, width, ticks, at };
}

/** The parts with another scale, as a shade behind everything. */
function drawShades({ parts, width }, height) {
  const middle = parts.reduce((one, other) => (other.share > one.share ? other : one));
  return parts.filter((part) => part !== middle).map((part) => {
    const [left, right] = [part === parts[0] ? 0 : part.left, part === parts[0] ? part.left + part.width : width];
    return draw("rect", { class: "far", x: roundPixel(left), y: 0, width: roundPixel(right - left), height });
  });
}
