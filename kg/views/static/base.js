"use strict";
/* Shared by the pages: the data island, elements made from text only, shapes, theme, list keys.
   No function here or in the pages' scripts ever parses text as HTML. */

const island = JSON.parse(document.getElementById("island").textContent);
const byId = (id) => document.getElementById(id);

/** Make an element.  Strings among the children become text nodes, null and "" vanish. */
const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

const KINDS = [
  ["person", "Person", "M7 1a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"],
  ["organization", "Organization", "M0.5 7L3.8 1.2h6.4L13.5 7l-3.3 5.8H3.8z"],
  ["group", "Group", "M7 1L13.4 12.6H0.6z"],
  ["outlet", "Outlet", "M1.5 1.5h11v11h-11z"],
  ["place", "Place", "M7 0L14 7 7 14 0 7z"],
  ["facility", "Facility", "M0.6 1.4h12.8L7 13z"],
  ["event", "Event", "M7 0.5l1.9 4.3 4.6.4-3.5 3.1 1.1 4.6L7 10.5l-4.1 2.4L4 8.3.5 5.2l4.6-.4z"],
  ["document", "Article", "M0.5 3h13v8h-13z"],
  ["unnamed", "Unnamed", "M7 1a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"],
];
const KIND_WORDS = Object.fromEntries(KINDS.map(([kind, words]) => [kind, words]));
const KIND_PATHS = Object.fromEntries(KINDS.map(([kind, , path]) => [kind, path]));
const SVG = "http://www.w3.org/2000/svg";

/** Make an element of a drawing; as `make`, in the name space of SVG. */
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const knownKind = (kind) => (Object.hasOwn(KIND_PATHS, kind) ? kind : "group");

/** The shape of a kind in running text; colour comes from the style sheet. */
const glyph = (kind) => draw("svg", { class: `glyph ${knownKind(kind)}`, viewBox: "0 0 14 14", "aria-hidden": "true" }, draw("path", { d: KIND_PATHS[knownKind(kind)] }));

/** The shape of a kind inside a drawing, its middle at a point. */
const drawGlyph = (kind, x, y, scale = 1) => draw("path", { class: `glyph ${knownKind(kind)}`, d: KIND_PATHS[knownKind(kind)], transform: `translate(${x - 7 * scale},${y - 7 * scale}) scale(${scale})` });

const ruler = document.createElement("canvas").getContext("2d");
const PAGE_FONT = getComputedStyle(document.body).fontFamily;
const fontOf = (size, weight = 400) => `${weight} ${size}px ${PAGE_FONT}`;

/** Width of words in pixels in a CSS font. */
function measureText(words, font) {
  ruler.font = font;
  return ruler.measureText(words).width;
}

/** Words broken into lines that are no wider than `width` pixels; what exceeds `most` lines ends in "…". */
function textLines(words, width, font, most = Infinity) {
  const lines = [];
  let line = "";
  for (const word of breakWords(words, width, font)) {
    if (line && measureText(`${line} ${word}`, font) > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
    if (lines.length > most) break; // of a text without end no more is measured than is shown
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortenLine(lines.slice(most - 1, most + 1).join(" "), width, font)];
}

/** Words one after the other; one that is wider than a line in parts that are not. */
function* breakWords(words, width, font) {
  for (const [word] of words.matchAll(/\S+/g)) {
    if (measureText(word, font) <= width) yield word;
    else yield* breakWord(word, width, font);
  }
}

function* breakWord(word, width, font) {
  let part = "";
  for (const character of word) {
    if (part && measureText(part + character, font) > width) {
      yield part;
      part = "";
    }
    part += character;
  }
  yield part;
}

function shortenLine(words, width, font) {
  const characters = [...words];
  while (characters.length && measureText(`${characters.join("").trimEnd()}…`, font) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** An unnamed source has a shape of its own; a publisher that nobody told us stays an outlet. */
const isUnnamed = (actor) => !actor.named && actor.kind !== "outlet";
const shapeOf = (actor) => (isUnnamed(actor) ? "unnamed" : actor.kind);
const describeKind = (actor) => actor.kind === "nobody" ? "words like “it is believed”" : `${isUnnamed(actor) ? "unnamed " : ""}${(KIND_WORDS[actor.kind] || actor.kind).toLowerCase()}`;

/** Lower case, without accents: what a search compares. */
const foldText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const splitQuery = (query) => foldText(query).split(/\s+/).filter(Boolean);
const matchesAll = (folded, wanted) => wanted.every((word) => folded.includes(word));
/** What stands before the words of a claim that its source denies; without it they would say the opposite. */
const denialMark = (claim) => (claim.denial ? make("span", { class: "denial" }, `${claim.denial}: `) : null);
/** Intentions and deeds are no claims: they are hidden until somebody asks for them. */
const countAside = (number) => (number === 1 ? "1 intention or deed" : `${number.toLocaleString("en-GB")} intentions and deeds`);
/** What a person has retracted is struck through, with who did so and why; it counts nowhere. */
const retractionNote = (retraction) => (retraction ? make("p", { class: "retraction" }, `${retraction[0].toUpperCase()}${retraction.slice(1)}`) : null);
const isStanding = (claim) => !claim.retraction;
const countWords = (number, word) => `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
const isNarrow = () => matchMedia("(max-width: 760px)").matches;

/** Say how many intentions and deeds are hidden or shown, with the button that changes it; null where there are none. */
function renderAside(number, shown, toggle) {
  if (!number) return null;
  const again = () => { toggle(); byId("aside")?.focus(); };
  const button = make("button", { type: "button", id: "aside", class: "link", "aria-label": `${shown ? "Hide" : "Show"} ${countAside(number)}`, onclick: again }, shown ? "hide" : "show");
  return make("span", { class: "aside" }, `${countAside(number)} ${shown ? "shown" : "hidden"} · `, button);
}

/** What it means that somebody is credited with words, by act. */
const ACTS = {
  thought: ["thought", "The source is said to think this, not to have said it"],
  intention: ["intention", "The source is said to plan or want this; not counted as a claim"],
  deed: ["deed", "The source is reported to do this; not counted as a claim"],
};
const ACT_PHRASES = { speech: "says", thought: "thinks", intention: "means to do", deed: "did" };

function renderAct(claim) {
  const [act, meaning] = ACTS[claim.act] || [];
  return act ? make("span", { class: `badge${claim.aside ? " aside" : ""}`, title: meaning }, act) : null;
}

/** How two claims differ, in words; docs/COMPARE.md tells what each kind means. */
const DIFFERENCES = {
  "quantity-differs": "other numbers",
  "comparator-change": "other bounds",
  "attribution-dropped": "source dropped",
  "attribution-changed": "other source",
  "hedge-dropped": "hedge dropped",
  "hedge-added": "hedge added",
  "polarity-flip": "denied or affirmed",
  "role-reversal": "roles swapped",
  "tense-shift": "before or after",
  "date-differs": "other time",
  "place-differs": "other place",
};
const nameDifference = (kind) => DIFFERENCES[kind] || kind;

/* ------------------------------------------------------------------------------------ theme */

const THEME_KEY = "claimgraph-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function readChoice() {
  try { return localStorage.getItem(THEME_KEY); } catch { return null; }
}

function keepChoice(theme) {
  try { localStorage.setItem(THEME_KEY, theme); } catch { /* a page from a mail may not keep anything */ }
}

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = theme === "dark" ? "◐ Light" : "◐ Dark";
  byId("theme").setAttribute("aria-label", `Change to ${theme === "dark" ? "light" : "dark"} colours`);
  document.dispatchEvent(new Event("themechange"));
}

function startTheme() {
  applyTheme(readChoice() || (systemDark.matches ? "dark" : "light"));
  systemDark.addEventListener("change", () => readChoice() || applyTheme(systemDark.matches ? "dark" : "light"));
  byId("theme").addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    keepChoice(theme);
    applyTheme(theme);
  });
}

/* ------------------------------------------------------------------------------------ keys */

/** One stop for Tab; arrow keys, Home and End move inside.  `current` says which item the stop is. */
function roveThrough(container, items, current) {
  const stop = items.find(current) || items[0];
  for (const item of items) item.tabIndex = item === stop ? 0 : -1;
  container.onkeydown = (event) => {
    const at = items.indexOf(document.activeElement);
    const goal = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || goal === undefined || !items[goal]) return;
    event.preventDefault();
    for (const item of items) item.tabIndex = item === items[goal] ? 0 : -1;
    items[goal].focus();
  };
}

const isWriting = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName);

/** `/` goes to the search where nothing is being written; Escape clears. */
function startSearchKeys(clear) {
  document.addEventListener("keydown", (event) => {
    const search = byId("search");
    if (event.key === "/" && !isWriting(document.activeElement) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") clear();
  });
}
