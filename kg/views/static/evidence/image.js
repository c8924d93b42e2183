/* The stage as a picture: one SVG that needs nothing else, or a PNG of it at twice the size.  All of the stage, not
   only what is scrolled into view, with the page's title, what is selected and the dates below it.
   Everything is drawn anew from where the browser put it: boxes, lines of text, and the drawings inside.  Words enter
   as text nodes only.  Must not: copy markup, refer to anything outside the picture. */

const IMAGE_PAD = 16;
const IMAGE_SCALE = 2;
const CANVAS_MOST = { side: 16384, area: 2 ** 28 }; // pixels: Chromium's and Firefox's canvases hold these

const DRAWN_STYLES = [
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "text-decoration-line", "dominant-baseline", "paint-order", "visibility", "vector-effect",
];
const DRAWN_TAGS = new Set(["svg", "g", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "clipPath"]);
const DRAWN_ATTRIBUTES = new Set(["d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "points", "transform", "viewBox", "preserveAspectRatio", "text-anchor"]);
const NOT_DRAWN = "input, select, textarea, script, style, .no-image";

/** Control characters and halves of characters, which an article can hold and an XML file cannot. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Save the stage as "svg" or "png". */
async function saveImage(format) {
  const picture = makePicture(byId("stage"));
  const markup = new XMLSerializer().serializeToString(picture).replace(NOT_IN_XML, "");
  const blob = new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${markup}`], { type: "image/svg+xml" });
  offerFile(format === "png" ? await paintPicture(blob, picture) : blob, `claimgraph-${state.tab}.${format}`);
}

/** Hand a file to the person, as a download. */
function offerFile(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A PNG of the picture; smaller than twice the size only where no canvas would hold it. */
async function paintPicture(blob, picture) {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  const scale = Math.min(IMAGE_SCALE, CANVAS_MOST.side / Math.max(width, height), Math.sqrt(CANVAS_MOST.area / (width * height)));
  const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const address = URL.createObjectURL(blob);
  const image = new Image();
  image.src = address;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

/* ------------------------------------------------------------------------------------ the picture */

function makePicture(stage) {
  const [left, top] = [stage.scrollLeft, stage.scrollTop];
  stage.scrollTo({ left: 0, top: 0, behavior: "instant" }); // headings that stick stand in their places
  const bounds = stage.getBoundingClientRect();
  const size = { width: Math.max(stage.scrollWidth, 320), height: stage.scrollHeight };
  const pen = { x: -bounds.left - stage.clientLeft, y: -bounds.top - stage.clientTop, clips: 0, page: bounds };
  const drawn = drawChildren(stage, pen, {});
  stage.scrollTo({ left, top, behavior: "instant" });
  const { caption, height } = drawCaption(size);
  const [wide, high] = [Math.ceil(size.width), Math.ceil(size.height + height)];
  return draw("svg", { xmlns: SVG, width: wide, height: high, viewBox: `0 0 ${wide} ${high}` },
    draw("title", {}, describeTitle()), draw("rect", { width: wide, height: high, fill: paintOf("page") }), drawn, caption);
}

/** A colour of the style sheet as the browser computes it. */
const paintOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const describeTitle = () => [document.querySelector("h1")?.textContent.trim(), tabs[state.tab].words].filter((words, at, all) => words && all.indexOf(words) === at).join(" · ");

/** What the picture shows, in words, below it; in bold the first of them. */
function drawCaption({ width, height }) {
  const parts = [
    [describeTitle(), describeDates(), describeFilters()].filter(Boolean).join(" · "),
    ...describeSelection(),
    state.tab === "map" && land ? `Land, borders and names: ${land.source}` : "",
    "claimgraph · claims as articles report them; no verdict on whether they are true",
  ].filter(Boolean);
  const lines = parts.flatMap((words, at) => textLines(words, width - 2 * IMAGE_PAD, fontOf(12, at ? 400 : 600), 4).map((line) => ({ line, weight: at ? 400 : 600 })));
  const drawn = lines.map(({ line, weight }, at) => draw("text", { x: IMAGE_PAD, y: height + 30 + at * 18, "font-family": PAGE_FONT, "font-size": 12, "font-weight": weight, fill: paintOf(weight === 600 ? "ink" : "muted") }, line));
  const rule = draw("path", { d: `M${IMAGE_PAD} ${height + 10}H${width - IMAGE_PAD}`, stroke: paintOf("line"), fill: "none" });
  return { caption: draw("g", {}, rule, ...drawn), height: 30 + lines.length * 18 };
}

/** "4 Nov 2024 – 2 Dec 2024": the chosen range, else that of all articles. */
function describeDates() {
  const range = publishedRange();
  if (!range) return "";
  const [first, last] = [state.from || range[0], state.to || range[1]].map(showDay);
  return first === last ? first : `${first} – ${last}`;
}

function describeFilters() {
  const filters = [state.q ? `search “${state.q}”` : "", state.off ? "filtered" : ""].filter(Boolean);
  return [...filters, countWords(shown.claims.length, "statement")].join(", ");
}

/** The words of what is selected, and where they stand. */
function describeSelection() {
  const [claim, difference, article, actor] = [selectedClaim(), selectedDifference(), selectedArticle(), selectedActor()];
  if (claim) return [`Selected: ${describeWords(claim)}`, describePlace(claim)];
  if (difference) return [difference.left, difference.right].flatMap((side) => [describeWords(side.claim), describePlace(side.claim)]);
  if (article) return [`Selected: ${article.title}`, [article.publisher, article.published, article.url].filter(Boolean).join(", ")];
  return actor ? [`Selected: ${actor.label}`] : [];
}

const describeWords = (claim) => `${claim.denial ? `${claim.denial}: ` : ""}“${claim.words}”${claim.retraction ? ` (${claim.retraction})` : ""}`;
const describePlace = (claim) => [nameOfSpeaker(claim), articleOf(claim).publisher, articleOf(claim).published, articleOf(claim).url].filter(Boolean).join(", ");

/* ------------------------------------------------------------------------------------ elements */

const isEmptyBox = ({ width, height }) => width === 0 && height === 0;

/** Draw what stands in an element; `line` is the decoration of the text that its ancestors set. */
function drawChildren(element, pen, line) {
  return [...element.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return drawTextNode(child, pen, line);
    if (child.nodeType !== Node.ELEMENT_NODE || child.matches(NOT_DRAWN)) return [];
    return child.namespaceURI === SVG ? drawInner(child, pen) : drawElement(child, pen, line);
  });
}

function drawElement(element, pen, line) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || !element.checkVisibility()) return [];
  const lines = [line.words, style.textDecorationLine].filter((words) => words && words !== "none");
  const children = drawChildren(element, pen, lines.length ? { words: lines.join(" "), colour: style.textDecorationColor } : {});
  const parts = [...drawBoxes(element, style, pen), ...drawMarker(element, style, "::before", pen), ...clipChildren(element, style, children, pen), ...drawMarker(element, style, "::after", pen)];
  return Number(style.opacity) < 1 && parts.length ? [draw("g", { opacity: style.opacity }, parts)] : parts;
}

/** What a box cuts off on the screen, it cuts off in the picture. */
function clipChildren(element, style, children, pen) {
  if (style.overflowX === "visible" || style.display === "inline" || !children.length) return children;
  const { left, top, width, height } = element.getBoundingClientRect();
  if (element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1) return children;
  pen.clips += 1;
  return [
    draw("clipPath", { id: `clip-${pen.clips}` }, draw("rect", { x: left + pen.x, y: top + pen.y, width, height })),
    draw("g", { "clip-path": `url(#clip-${pen.clips})` }, children),
  ];
}

const isSeen = (colour) => !/^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(colour);
const roundPixel = (number) => Math.round(number * 100) / 100;

/** Background and borders of an element, of each line that it runs over. */
function drawBoxes(element, style, pen) {
  const sides = ["Top", "Right", "Bottom", "Left"].map((side) => ({
    width: Number.parseFloat(style[`border${side}Width`]), colour: style[`border${side}Color`], style: style[`border${side}Style`],
  }));
  const edges = sides.some(({ width, colour }) => width && isSeen(colour));
  if (!edges && !isSeen(style.backgroundColor)) return [];
  return [...element.getClientRects()].filter((rect) => !isEmptyBox(rect)).flatMap((rect) => drawBoxAt(rect, style, sides, pen));
}

function drawBoxAt(rect, style, sides, pen) {
  const [x, y, width, height] = [rect.left + pen.x, rect.top + pen.y, rect.width, rect.height].map(roundPixel);
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
  const isEven = sides.every((side) => side.width === sides[0].width && side.colour === sides[0].colour && side.style === sides[0].style);
  const fill = isSeen(style.backgroundColor) ? style.backgroundColor : "none";
  const edge = isEven ? sides[0].width / 2 : 0;
  const box = draw("rect", { x: x + edge, y: y + edge, width: Math.max(0, width - 2 * edge), height: Math.max(0, height - 2 * edge), rx: radius || null, fill, ...(isEven && edge ? strokeOf(sides[0]) : {}) });
  return isEven ? [box] : [box, ...drawEdges(sides, x, y, width, height)];
}

const strokeOf = ({ width, colour, style }) => ({ stroke: colour, "stroke-width": width, "stroke-dasharray": { dashed: `${width * 3} ${width * 2}`, dotted: `${width} ${width * 1.5}` }[style] || null });

function drawEdges(sides, x, y, width, height) {
  const half = sides.map((side) => side.width / 2);
  const paths = [`M${x} ${y + half[0]}h${width}`, `M${x + width - half[1]} ${y}v${height}`, `M${x} ${y + height - half[2]}h${width}`, `M${x + half[3]} ${y}v${height}`];
  return sides.flatMap((side, at) => (side.width && isSeen(side.colour) && side.style !== "none" ? [draw("path", { d: paths[at], fill: "none", ...strokeOf(side) })] : []));
}

/* ------------------------------------------------------------------------------------ text */

const measureFont = (style) => `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;

/** A text node, one <text> for each line that the browser broke it into. */
function drawTextNode(node, pen, line) {
  if (!node.data.trim()) return [];
  const style = getComputedStyle(node.parentElement);
  if (style.visibility === "hidden" || style.display === "none" || style.clip === "rect(0px, 0px, 0px, 0px)") return [];
  return linesOf(node).map(({ words, rect }) => drawTextLine(words, rect, style, pen, line));
}

/** Pieces of a text node that stand in one line each, with their places. */
function linesOf(node) {
  const range = document.createRange();
  const lines = [];
  for (const match of node.data.matchAll(/\S+/g)) {
    for (const piece of placePieces(node, range, match.index, match.index + match[0].length)) {
      const last = lines.at(-1);
      if (last && Math.abs(last.rect.top - piece.rect.top) < 2 && piece.rect.left >= last.rect.left) last.end = piece.end;
      else lines.push(piece);
    }
  }
  return lines.map(({ start, end, rect }) => ({ words: node.data.slice(start, end).replace(/\s+/g, " "), rect }));
}

/** A word where it stands; one that is broken over lines in its parts. */
function placePieces(node, range, start, end) {
  range.setStart(node, start);
  range.setEnd(node, end);
  const rects = [...range.getClientRects()].filter((rect) => !isEmptyBox(rect));
  if (rects.length < 2 || end - start < 2) return rects.length ? [{ start, end, rect: rects[0] }] : [];
  const middle = start + Math.floor((end - start) / 2);
  return [...placePieces(node, range, start, middle), ...placePieces(node, range, middle, end)];
}

const CASES = { uppercase: (words) => words.toUpperCase(), lowercase: (words) => words.toLowerCase() };

function drawTextLine(words, rect, style, pen, line) {
  ruler.font = measureFont(style);
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ruler.measureText("x");
  const baseline = rect.top + (rect.height - ascent - descent) / 2 + ascent;
  return draw("text", {
    x: roundPixel(rect.left + pen.x), y: roundPixel(baseline + pen.y), fill: style.color, "font-family": style.fontFamily, "font-size": Number.parseFloat(style.fontSize),
    "font-weight": style.fontWeight === "400" ? null : style.fontWeight, "font-style": style.fontStyle === "normal" ? null : style.fontStyle,
    "letter-spacing": style.letterSpacing === "normal" ? null : style.letterSpacing, "text-decoration": line.words || null,
  }, (CASES[style.textTransform] || String)(words));
}

/** Quotation marks and other words that a style sheet puts before or after an element. */
function drawMarker(element, style, name, pen) {
  const marker = getComputedStyle(element, name);
  const words = /^"(.*)"$/.exec(marker.content)?.[1];
  const rects = words?.trim() && marker.display === "inline" && marker.position === "static" ? [...element.getClientRects()] : [];
  if (!rects.length) return [];
  ruler.font = measureFont(marker);
  const rect = name === "::before" ? rects[0] : rects.at(-1);
  const left = name === "::before" ? rect.left : rect.right - ruler.measureText(words).width;
  return [drawTextLine(words, { left, top: rect.top, height: rect.height }, marker, pen, {})];
}

/* ------------------------------------------------------------------------------------ drawings */

/** A drawing that stands among the text, at its place. */
function drawInner(drawing, pen) {
  const rect = drawing.getBoundingClientRect();
  const style = getComputedStyle(drawing);
  if (isEmptyBox(rect) || style.display === "none" || style.visibility === "hidden") return [];
  const copy = copyShape(drawing, {});
  for (const [name, value] of Object.entries({ x: rect.left + pen.x, y: rect.top + pen.y, width: rect.width, height: rect.height })) copy.setAttribute(name, roundPixel(value));
  copy.setAttribute("overflow", style.overflowX);
  return [copy];
}

/** A shape with what the style sheet says of it written out, where that is not said of its parent already. */
function copyShape(shape, above) {
  const style = getComputedStyle(shape);
  if (style.display === "none" || !DRAWN_TAGS.has(shape.tagName)) return null;
  const copy = draw(shape.tagName === "a" ? "g" : shape.tagName);
  for (const { name, value } of shape.attributes) if (DRAWN_ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  const own = {};
  for (const name of DRAWN_STYLES) own[name] = style.getPropertyValue(name);
  for (const [name, value] of Object.entries(own)) if (needsStyle(name, value, above)) copy.setAttribute(name === "text-decoration-line" ? "text-decoration" : name, value);
  copyReferences(shape, copy);
  for (const child of shape.childNodes) {
    const copied = child.nodeType === Node.TEXT_NODE ? child.data : child.nodeType === Node.ELEMENT_NODE ? copyShape(child, own) : null;
    if (copied) copy.append(copied);
  }
  return copy;
}

const PLAIN_STYLES = { opacity: "1", "fill-opacity": "1", "stroke-opacity": "1", "text-decoration-line": "none", "letter-spacing": "normal", "font-style": "normal", "dominant-baseline": "auto", "vector-effect": "none", "paint-order": "normal", "fill-rule": "nonzero", visibility: "visible" };
/** These are not handed down from parent to child. */
const NOT_INHERITED = new Set(["opacity", "text-decoration-line", "dominant-baseline", "vector-effect"]);

function needsStyle(name, value, above) {
  if (NOT_INHERITED.has(name) || !(name in above)) return value !== PLAIN_STYLES[name];
  return value !== above[name];
}

/** What is cut out by a shape of the same drawing stays so; nothing else is referred to. */
function copyReferences(shape, copy) {
  if (shape.tagName === "clipPath") copy.setAttribute("id", shape.id);
  const clip = shape.getAttribute("clip-path");
  if (/^url\(#[\w-]+\)$/.test(clip || "")) copy.setAttribute("clip-path", clip);
}
