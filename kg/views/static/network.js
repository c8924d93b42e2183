/* Network: nodes and edges come placed and shaped from pyvis; this page colours them for the theme, filters,
   searches, and shows the sentences behind whatever is chosen. */

const { nodes, edges, details, ties, claims, differences, lineage, words, untied } = island;
const TIE_KINDS = ["said-about", "acted-on", "named-place", "reported-in", "told", "published-by", "rests-on", "differs-from"];
const STANDING = new Set(["published-by", "rests-on"]); // lines that are there whether or not a claim is behind them
const UNDIRECTED = new Set(["differs-from"]);
const TIE_PASSIVE = {
  "said-about": "spoken of by", "acted-on": "in plans or deeds of", "named-place": "named by", "reported-in": "reports", told: "was told by",
  "published-by": "published", "rests-on": "is relied on by", "differs-from": "differs in a claim from",
};
const detailById = new Map(details.map((detail) => [detail.id, detail]));
const hiddenKinds = new Set();
const hiddenTies = new Set();
let act = ""; // "all" while intentions and deeds are shown
let chosenNode = "";
let chosenEdge = -1;
let network = null;
let nodeSet = null;
let edgeSet = null;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const edgesOf = (id) => edges.filter((edge) => edge.from === id || edge.to === id);
const isKindShown = (id) => !hiddenKinds.has(shapeOf(detailById.get(id)));
const isCounted = (at) => act === "all" || !claims[at].aside;
const claimsOf = (edge) => ties[edge.id].claims.filter(isCounted);
const isTieDrawn = (edge) => STANDING.has(edge.kind) || claimsOf(edge).length > 0;
const findDrawn = () => new Set(edges.filter(isTieDrawn).flatMap((edge) => [edge.from, edge.to])); // with every filter off
const isTieShown = (edge) => isTieDrawn(edge) && !hiddenTies.has(edge.kind) && isKindShown(edge.from) && isKindShown(edge.to);
const neighboursOf = (id) => new Set([id, ...edgesOf(id).filter(isTieShown).flatMap((edge) => [edge.from, edge.to])]);

let linked = new Set(); // nodes that a line reaches under the present filters
const findLinked = () => { linked = new Set(edges.filter(isTieShown).flatMap((edge) => [edge.from, edge.to])); };
const isShown = (id) => isKindShown(id) && linked.has(id);

/** What stands out: the chosen node with its neighbours, or the ends of the chosen line; null if nothing is chosen. */
function findFocus() {
  if (chosenNode) return neighboursOf(chosenNode);
  return chosenEdge >= 0 ? new Set([edges[chosenEdge].from, edges[chosenEdge].to]) : null;
}

/* ------------------------------------------------------------------------------------ drawing */

/** Bend the second and further line between the same two nodes, so that each can be seen. */
function bendParallel() {
  const seen = new Map();
  for (const edge of edges.filter(isTieDrawn)) {
    const pair = [edge.from, edge.to].sort().join(" ");
    const at = seen.get(pair) || 0;
    seen.set(pair, at + 1);
    edge.smooth = at ? { enabled: true, type: "curvedCW", roundness: 0.12 + 0.1 * at } : false;
  }
}

let focus = null;
let shades = {};

function readShades() {
  shades = Object.fromEntries(["ink", "page", "card", ...KINDS.map(([kind]) => kind), ...TIE_KINDS].map((name) => [name, colour(name)]));
}

function styleNodes() {
  return nodes.map((node) => {
    const detail = detailById.get(node.id);
    const fill = shades[detail.kind] || shades.group;
    const hollow = isUnnamed(detail);
    const chosen = node.id === chosenNode;
    return {
      ...node,
      ...(detail.kind === "document" ? { shape: "custom", ctxRenderer: renderArticle } : {}),
      label: "",
      title: describeNode(node, detail),
      hidden: !isShown(node.id),
      opacity: isClear(node.id) ? 1 : FADED,
      borderWidth: chosen ? 3 : hollow ? 1.8 : 1, // on the screen already
      borderWidthSelected: 3,
      color: fixedColour(hollow ? shades.page : fill, chosen ? shades.ink : hollow ? shades.unnamed : fill),
      size: shapeSize(node),
      shapeProperties: { borderDashes: hollow ? [onScreen(4), onScreen(3)] : false },
    };
  });
}

const FADED = 0.14;
const isClear = (id) => !focus || focus.has(id);
const oneLine = (words) => words.replace(/\s+/g, " ").trim();
const describeNode = (node, detail) => `${oneLine(detail.label)} (${describeKind(detail)}: ${describeClaims(behind(edgesOf(node.id)))})`;

/** The claims behind some lines, each once. */
const behind = (some) => [...new Set(some.flatMap(claimsOf))].sort((a, b) => a - b);

function describeClaims(found) {
  const aside = found.filter((at) => claims[at].aside).length;
  return [found.length > aside || !aside ? countWords(found.length - aside, "claim") : "", aside ? countAside(aside) : ""].filter(Boolean).join(", ");
}

/* Sizes on the screen: shapes, lines and labels never shrink below what can be seen, however far one zooms out. */

const readScale = () => (network ? network.getScale() : 1);
const onScreen = (pixels) => pixels / Math.min(readScale(), 1);
let leastRadius = 7; // half the width of a shape on the screen, see fitTo
const shapeSize = (node) => Math.max(node.size, leastRadius / readScale());

/** An article is a sheet with lines of writing on it, as in the legend: wider than high. */
const sheetSize = (node) => ({ width: 2.6 * shapeSize(node), height: 1.8 * shapeSize(node) });
const nodeById = new Map(nodes.map((node) => [node.id, node]));

function renderArticle({ ctx, id, x, y }) {
  const { width, height } = sheetSize(nodeById.get(id));
  const drawNode = () => {
    ctx.globalAlpha = isClear(id) ? 1 : FADED;
    ctx.fillStyle = shades.card;
    ctx.strokeStyle = id === chosenNode ? shades.ink : shades.document;
    ctx.lineWidth = onScreen(id === chosenNode ? 3 : 1.8);
    ctx.fillRect(x - width / 2, y - height / 2, width, height);
    ctx.strokeRect(x - width / 2, y - height / 2, width, height);
    ctx.lineWidth = onScreen(1);
    ctx.beginPath();
    for (const part of [-0.17, 0.17]) {
      ctx.moveTo(x - width * 0.3, y + height * part);
      ctx.lineTo(x + width * 0.3, y + height * part);
    }
    ctx.stroke();
  };
  return { drawNode, nodeDimensions: { width, height } };
}

/* Labels keep their size on the screen.  Each stands below, above or beside its node, where it covers neither
   another label nor a node; the better connected node chooses first, and one that finds no room has none. */

const LABEL_FACE = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
const LABEL_PIXELS = 13;
const LINE_HEIGHT = 1.2;
const FORCED = 40; // neighbours that get a label in any case; of more, those that find room
const LABEL_COST = 1000; // covering a label is worse than covering any number of shapes
const KNOWN = 12; // the best connected nodes of all: their labels may cover shapes, so that a crowd has names too
const labelled = new Map(); // by id: the label's lines and its middle, seen from the middle of its node
const lineWidths = new Map();

function lineWidth(line) {
  if (!lineWidths.has(line)) lineWidths.set(line, measureText(line, `${LABEL_PIXELS}px ${LABEL_FACE}`));
  return lineWidths.get(line);
}

/** The label in its lines; where these find no room, its first line alone. */
function labelForms(node) {
  const lines = node.label.split("\n");
  return lines.length > 1 ? [lines, [`${lines[0].replace(/…$/, "")}…`]] : [lines];
}

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function shapeBox(node) {
  const { x, y } = network.getPosition(node.id);
  const size = shapeSize(node);
  const { width, height } = nodeById.get(node.id).shape === "box" ? sheetSize(node) : { width: 2 * size, height: 2 * size };
  return { id: node.id, x, y, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The places for a label, best first, in the coordinates of the drawing. */
function labelSpots(lines, shape) {
  const unit = 1 / readScale();
  const [width, height] = [(Math.max(...lines.map(lineWidth)) + 4) * unit, lines.length * LABEL_PIXELS * LINE_HEIGHT * unit];
  const gap = 2 * unit;
  const box = (left, top) => ({ lines, left, top, right: left + width, bottom: top + height });
  const [midX, midY] = [shape.x - width / 2, shape.y - height / 2];
  const [under, over, after, before] = [shape.bottom + gap, shape.top - gap - height, shape.right + gap, shape.left - gap - width];
  const aside = [0, width / 4, -width / 4, width / 2.3, -width / 2.3].map((shift) => midX + shift);
  return [box(midX, under), box(midX, over), box(after, midY), box(before, midY), ...aside.slice(1).flatMap((x) => [box(x, under), box(x, over)]),
    ...[over, under].flatMap((y) => [box(after, y), box(before, y)])];
}

/** The most connected nodes of every part that hangs together: one of every fifteen, at least one. */
function findLeaders(shown) {
  const seen = new Set();
  const leaders = new Set();
  const beside = new Map(shown.map((node) => [node.id, []]));
  for (const edge of edges.filter(isTieShown)) {
    beside.get(edge.from)?.push(edge.to);
    beside.get(edge.to)?.push(edge.from);
  }
  for (const { id } of shown) {
    if (seen.has(id)) continue;
    const part = new Set([id]);
    for (const each of part) for (const other of beside.get(each) || []) part.add(other);
    for (const each of part) seen.add(each);
    const ranked = shown.filter((node) => part.has(node.id));
    for (const node of ranked.slice(0, Math.ceil(ranked.length / 15))) leaders.add(node.id);
  }
  return leaders;
}

/** The part of the drawing that the window shows. */
function readView() {
  const { clientWidth, clientHeight } = byId("canvas");
  const [start, end] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
  return { left: start.x, top: start.y, right: end.x, bottom: end.y };
}

const isInside = (box, view) => box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;

function chooseLabels() {
  labelled.clear();
  const shown = nodes.filter((node) => isShown(node.id) && isClear(node.id));
  const first = focus ? new Set(focus.size <= FORCED ? focus : [chosenNode]) : findLeaders(shown);
  const shapes = new Map(shown.map((node) => [node.id, shapeBox(node)]));
  const view = readView();
  const known = new Set(shown.slice(0, KNOWN).map((node) => node.id));
  const most = ({ id }) => (focus ? Infinity : known.has(id) ? LABEL_COST - 1 : 1); // a neighbour keeps its label in any case
  const taken = [];
  const rank = ({ id }) => (id === chosenNode ? 0 : first.has(id) ? 1 : 2);
  for (const node of [...shown].sort((a, b) => rank(a) - rank(b))) {
    const shape = shapes.get(node.id);
    const spots = labelForms(node).flatMap((lines) => labelSpots(lines, shape));
    const spot = chooseSpot(spots.filter((each) => isInside(each, view) || !overlaps(shape, view)), node.id, [...shapes.values()], taken, first.has(node.id) ? most(node) : 0);
    if (!spot) continue;
    taken.push(spot);
    labelled.set(node.id, { lines: spot.lines, x: (spot.left + spot.right) / 2 - shape.x, y: (spot.top + spot.bottom) / 2 - shape.y });
  }
}

/** The first spot that is free.  If there must be one, the spot that covers least; `most` is what it may cover. */
function chooseSpot(spots, id, shapes, taken, most) {
  const isFree = (spot) => !taken.some((other) => overlaps(spot, other)) && !shapes.some((other) => other.id !== id && overlaps(spot, other));
  const free = spots.find(isFree);
  if (free || most === 0) return free;
  const covered = (spot) => LABEL_COST * taken.filter((other) => overlaps(spot, other)).length + shapes.filter((other) => other.id !== id && overlaps(spot, other)).length;
  const costs = spots.map(covered);
  const least = Math.min(...costs);
  return least <= most ? spots[costs.indexOf(least)] : undefined;
}

function drawLabels(context) {
  const size = LABEL_PIXELS / readScale();
  Object.assign(context, { font: `${size}px ${LABEL_FACE}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size * 0.3, strokeStyle: shades.page, fillStyle: shades.ink });
  for (const [id, offset] of labelled) {
    const { x, y } = network.getPosition(id);
    offset.lines.forEach((line, at) => {
      const height = y + offset.y + (at - (offset.lines.length - 1) / 2) * size * LINE_HEIGHT;
      context.strokeText(line, x + offset.x, height);
      context.fillText(line, x + offset.x, height);
    });
  }
}

let labelTimer = 0;
function redrawSoon() {
  clearTimeout(labelTimer);
  labelTimer = setTimeout(redraw, 80);
}

/* While a large network is dragged or zoomed, a picture of it is moved: to draw thousands of lines again for every
   frame would make it stutter.  It is drawn anew whenever the picture no longer fills the window, and after a rest. */

const LIVELY = 500; // up to so many lines, every frame is drawn
const REST = 400; // milliseconds
let picture = null;
let pictureTimer = 0;

function takePicture() {
  const { canvas, renderer, body } = network;
  const source = canvas.frame.canvas;
  renderer.allowRedraw = true;
  renderer._redraw();
  renderer.allowRedraw = false;
  const copy = picture?.copy || make("canvas", { class: "picture" });
  Object.assign(copy, { width: source.width, height: source.height });
  Object.assign(copy.style, { width: `${source.clientWidth}px`, height: `${source.clientHeight}px` });
  copy.getContext("2d").drawImage(source, 0, 0);
  canvas.frame.append(copy);
  source.classList.add("under");
  picture = { copy, scale: body.view.scale, ...body.view.translation };
}

function movePicture() {
  if (edges.length <= LIVELY) return;
  if (!picture || !isFilling(shiftOf(picture))) takePicture();
  const { x, y, by } = shiftOf(picture);
  picture.copy.style.transform = `translate(${x}px, ${y}px) scale(${by})`;
  clearTimeout(pictureTimer);
  pictureTimer = setTimeout(() => dropPicture() && network.redraw(), REST);
}

/** How far and how large the drawing is by now, seen from its picture. */
function shiftOf({ x, y, scale }) {
  const { translation, scale: now } = network.body.view;
  const by = now / scale;
  return { x: translation.x - x * by, y: translation.y - y * by, by };
}

function isFilling({ x, y, by }) {
  const { clientWidth, clientHeight } = byId("canvas");
  const [width, height] = [clientWidth * by, clientHeight * by];
  const blank = Math.max(x / clientWidth, y / clientHeight, (clientWidth - x - width) / clientWidth, (clientHeight - y - height) / clientHeight);
  return blank < 0.2 && by < 1.6;
}

/** Back to the drawing itself; false if it was shown all the time. */
function dropPicture() {
  if (!picture) return false;
  clearTimeout(pictureTimer);
  picture.copy.remove();
  network.canvas.frame.canvas.classList.remove("under");
  network.renderer.allowRedraw = true;
  picture = null;
  return true;
}

const fixedColour = (background, border) => ({ background, border, highlight: { background, border }, hover: { background, border } });

function describeTie(edge, at) {
  const [from, to] = [edge.from, edge.to].map((id) => oneLine(detailById.get(id).label));
  return `${from} ${words[edge.kind]} ${to}${ties[at].claims.length ? `: ${describeClaims(claimsOf(edge))}` : ""}`;
}

const CROWD = 1500; // so many lines: their arrowheads would cover everything, and take most of the time of drawing
const hasArrow = (edge, clear) => !UNDIRECTED.has(edge.kind) && (edges.length <= CROWD || readScale() >= 0.6 || (Boolean(focus) && clear));
const CLEAR = Math.max(0.35, Math.min(1, Math.sqrt(600 / Math.max(edges.length, 1)))); // of very many lines each is faint, so that the nodes stand out

function styleEdges() {
  return edges.map((edge, at) => {
    const clear = chosenNode ? edge.from === chosenNode || edge.to === chosenNode : chosenEdge < 0 || at === chosenEdge;
    const shade = shades[edge.kind];
    return {
      ...edge,
      title: describeTie(edge, at),
      hidden: !isTieShown(edge),
      width: onScreen(1.2 * edge.width),
      dashes: edge.dashes ? edge.dashes.map(onScreen) : false,
      arrows: { to: { enabled: hasArrow(edge, clear), scaleFactor: onScreen(0.32) } },
      color: { color: shade, highlight: shade, hover: shade, opacity: clear ? (focus ? 1 : CLEAR) : 0.1 },
    };
  });
}

function drawNetwork() {
  findLinked();
  readShades();
  bendParallel();
  nodeSet = new vis.DataSet(styleNodes());
  edgeSet = new vis.DataSet(styleEdges());
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, {
    physics: false,
    autoResize: true,
    edges: { selectionWidth: 1, hoverWidth: 0 },
    interaction: { hover: true, dragNodes: edges.length <= LIVELY, keyboard: false, tooltipDelay: 250, multiselect: false },
  });
  for (const part of byId("canvas").querySelectorAll("[tabindex]")) part.tabIndex = -1; // the list is the way in for keys
  network.on("click", ({ nodes: [node], edges: [edge] }) => (node ? chooseNode(node) : edge === undefined ? null : chooseEdge(edge)));
  network.on("doubleClick", ({ nodes: [node] }) => node || reset());
  network.on("afterDrawing", drawLabels);
  network.on("dragging", ({ nodes: [node] }) => node || queueMicrotask(movePicture)); // after vis-network has moved its view
  network.on("zoom", () => queueMicrotask(movePicture));
  network.on("zoom", redrawSoon);
  network.on("dragEnd", redrawSoon);
  network.on("resize", redrawSoon);
  fitAll();
}

/** Show these nodes as large as the window allows, with room for labels at its edges. */
function fitTo(ids, largest) {
  const [xs, ys] = ["x", "y"].map((axis) => ids.map((id) => network.getPosition(id)[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { clientWidth, clientHeight } = byId("canvas");
  const [width, height] = [clientWidth - Math.min(110, clientWidth * 0.2), clientHeight - 110].map((pixels) => Math.max(pixels, 120));
  const scale = Math.min(largest, width / Math.max(right - left, 1), height / Math.max(bottom - top, 1));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: 0, y: -14 } });
  return Math.sqrt((width * height) / ids.length); // pixels from node to node if they stood in even rows
}

/** Half the width of the smallest shape on the screen; where nodes stand close, less than is easy to see. */
const chooseRadius = (spacing) => Math.min(8, Math.max(2, Math.min(3, spacing * 0.19), spacing * 0.14));

function fitAll() {
  const ids = nodes.map((node) => node.id).filter(isShown);
  if (ids.length) leastRadius = chooseRadius(fitTo(ids, 1.2));
  redraw();
}

function redraw() {
  dropPicture();
  focus = findFocus();
  readShades();
  chooseLabels();
  nodeSet.update(styleNodes());
  edgeSet.update(styleEdges());
}

/* ------------------------------------------------------------------------------------ choosing */

/** Every choice is a step that the browser's Back undoes. */
function keepAddress(hash) {
  if (location.hash !== hash) history.pushState(null, "", hash || location.pathname + location.search);
}

const hashOf = (node, line = "") => {
  const kept = Object.entries({ node, line, act }).filter(([, value]) => value);
  return kept.length ? `#${new URLSearchParams(kept)}` : "";
};
const lineOf = (edge) => [edge.kind, edge.from, edge.to].join(" "); // stays the same from build to build
const presentHash = () => hashOf(chosenNode, chosenEdge >= 0 ? lineOf(edges[chosenEdge]) : "");

function chooseNode(id) {
  keepAddress(hashOf(id));
  chosenNode = id;
  chosenEdge = -1;
  redraw();
  markRow();
  renderNode(detailById.get(id));
}

function chooseEdge(at) {
  keepAddress(hashOf("", lineOf(edges[at])));
  chosenNode = "";
  chosenEdge = at;
  redraw();
  markRow();
  renderTie(at);
}

function reset() {
  keepAddress(hashOf(""));
  chosenNode = "";
  chosenEdge = -1;
  network.unselectAll();
  redraw();
  markRow();
  renderHint();
}

function lookAt(id) {
  chooseNode(id);
  if (isNarrow()) byId("stage").scrollIntoView();
  network.selectNodes([id], false);
  fitTo([...focus].filter(isShown).concat(id), 1);
  redraw();
}

function lookAtLine(at) {
  chooseEdge(at);
  if (isNarrow()) byId("stage").scrollIntoView();
  fitTo([edges[at].from, edges[at].to], 1);
  redraw();
}

function markRow() {
  for (const row of document.querySelectorAll("#list .row")) row.setAttribute("aria-current", String(row.dataset.node === chosenNode));
}

/* ------------------------------------------------------------------------------------ left: legend and list */

const countBy = (items, keyOf) => items.reduce((counts, item) => counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + 1), new Map());

function renderLegend() {
  for (const part of [byId("kinds"), byId("ties")]) part.replaceChildren(part.querySelector("legend"));
  renderActs();
  const drawn = findDrawn();
  const kinds = countBy(details.filter((detail) => drawn.has(detail.id)), shapeOf);
  for (const [kind, label] of KINDS) {
    if (kinds.get(kind)) byId("kinds").append(checkbox(hiddenKinds, kind, glyph(kind), kind === "unnamed" ? "Unnamed source" : label, kinds.get(kind)));
  }
  const lines = countBy(edges.filter(isTieDrawn), (edge) => edge.kind);
  for (const kind of TIE_KINDS) {
    if (lines.get(kind)) byId("ties").append(checkbox(hiddenTies, kind, lineSample(kind), words[kind], lines.get(kind)));
  }
}

function renderActs() {
  const line = renderAside(claims.filter((claim) => claim.aside).length, act === "all", () => {
    act = act ? "" : "all";
    findLinked();
    if (!isChoiceShown()) [chosenNode, chosenEdge] = ["", -1];
    keepAddress(presentHash());
    renderAll();
  });
  byId("acts").replaceChildren(...(line ? [line] : []));
  byId("acts").hidden = !line;
}

function checkbox(hidden, kind, sample, label, number) {
  const box = make("input", { type: "checkbox", "data-filter": kind });
  box.checked = !hidden.has(kind);
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(kind);
    else hidden.add(kind);
    findLinked();
    if (!isChoiceShown()) reset();
    redraw();
    renderList();
  });
  return make("label", {}, box, sample, label, make("span", { class: "number" }, String(number)));
}

function lineSample(kind) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", `sample ${kind}`);
  drawing.setAttribute("viewBox", "0 0 30 12");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M0 6h29M25 3l4 3-4 3");
  const dashes = edges.find((edge) => edge.kind === kind).dashes;
  if (dashes) path.setAttribute("stroke-dasharray", dashes.join(" "));
  drawing.append(path);
  return drawing;
}

const foldedNames = new Map(details.map((detail) => [detail.id, foldText([detail.label, detail.note, ...detail.names].join(" \n "))]));

function renderList() {
  const wanted = splitQuery(byId("search").value);
  const listed = details.filter((detail) => isShown(detail.id) && matchesAll(foldedNames.get(detail.id), wanted));
  const rows = listed.map((detail) => make("a", { class: `row ${shapeOf(detail)}`, href: hashOf(detail.id), "data-node": detail.id, "aria-current": String(detail.id === chosenNode), onclick: (event) => {
    event.preventDefault();
    lookAt(detail.id);
  } }, glyph(shapeOf(detail)), make("span", { class: "name" }, detail.label, detail.note ? make("small", {}, detail.note) : null)));
  byId("list").replaceChildren(...rows.map((row) => make("li", {}, row)));
  if (rows.length) roveThrough(byId("list"), rows, (row) => row.dataset.node === chosenNode);
  const drawn = findDrawn();
  const bare = details.filter((detail) => drawn.has(detail.id) && isKindShown(detail.id) && !linked.has(detail.id)).length;
  const number = listed.length ? `${countWords(listed.length, "node")}${wanted.length ? " found" : ", most connected first"}` : "No name matches.";
  byId("found").textContent = number + (bare ? ` · ${bare.toLocaleString("en-GB")} without lines hidden` : "");
}

/* ------------------------------------------------------------------------------------ right: details */

function renderHint() {
  const loose = untied + details.length - findDrawn().size;
  byId("reader").replaceChildren(make("h2", {}, "Who says what about whom"),
    make("p", { class: "hint" }, "Choose a node or a line to read the sentences behind it. Drag to move, scroll or pinch to zoom. Escape shows everything again."),
    make("p", { class: "hint" }, "A dashed, hollow node is a source that the article does not name. A thicker line stands for more claims."),
    edges.length > CROWD ? make("p", { class: "hint" }, "Arrowheads appear as you zoom in, and on the lines of whatever you choose.") : "",
    loose ? make("p", { class: "hint" }, `${countWords(loose, "name")} that no claim ties to another ${loose === 1 ? "is" : "are"} not drawn.`) : "");
}

function renderNode(detail) {
  const linked = edgesOf(detail.id).filter(isTieShown);
  const found = behind(linked);
  byId("reader").replaceChildren(...[
    make("div", { class: "head" }, glyph(shapeOf(detail)), make("h2", {}, detail.label)),
    make("p", { class: "muted" }, [describeKind(detail), detail.note, describeClaims(found)].filter(Boolean).join(" · ")),
    renderNames(detail),
    ...renderNeighbours(detail, linked),
    found.length ? make("h3", {}, "Claims behind these lines") : null,
    ...found.map((at) => renderClaim(claims[at])),
  ].filter(Boolean));
  byId("reader").scrollTop = 0;
}

function renderNames(detail) {
  const others = detail.names.filter((name) => name !== detail.label);
  return others.length ? make("p", { class: "muted" }, `${detail.kind === "document" ? "File" : "Also"}: ${others.join(", ")}`) : null;
}

function renderNeighbours(detail, linked) {
  const parts = [];
  for (const [labels, end, other] of [[words, "from", "to"], [TIE_PASSIVE, "to", "from"]]) {
    for (const kind of TIE_KINDS) {
      if (UNDIRECTED.has(kind) && end === "to") continue;
      const some = linked.filter((edge) => edge.kind === kind && (UNDIRECTED.has(kind) || edge[end] === detail.id));
      if (some.length) parts.push(make("h3", {}, `${labels[kind]} …`), make("ul", { class: "plain ends" }, some.map((edge) => neighbourItem(edge, edge[end] === detail.id ? edge[other] : edge[end]))));
    }
  }
  return parts;
}

function neighbourRow(detail) {
  return make("a", { class: "row", href: hashOf(detail.id), onclick: (event) => {
    event.preventDefault();
    lookAt(detail.id);
  } }, glyph(shapeOf(detail)), make("span", { class: "name" }, detail.label));
}

/** Whom a line leads to, with the way to the line itself: how many claims are behind it, or why it is there. */
function neighbourItem(edge, id) {
  const found = claimsOf(edge);
  const detail = detailById.get(id);
  const number = edge.kind === "differs-from" ? differencesOf(edge).length : found.length;
  const known = found.length || ties[edge.id].behind.length;
  const what = `Read what is behind the line to ${oneLine(detail.label)}${found.length ? `: ${describeClaims(found)}` : ""}`;
  return make("li", {}, neighbourRow(detail), known ? make("button", { type: "button", class: "link", "aria-label": what, title: what, onclick: () => lookAtLine(edge.id) }, number ? String(number) : "why") : null);
}

/** A name that fits into a heading; the row below has all of it. */
const shorten = (label) => (label.length > 60 ? `${label.slice(0, 58).replace(/\s\S*$/, "")}…` : label);

function renderTie(at) {
  const edge = edges[at];
  const [from, to] = [detailById.get(edge.from), detailById.get(edge.to)];
  byId("reader").replaceChildren(...[
    make("h2", {}, shorten(from.label), make("span", { class: "tie" }, ` ${words[edge.kind]} `), shorten(to.label)),
    make("p", { class: "muted" }, describeTieCount(edge)),
    neighbourRow(from), neighbourRow(to),
    ...renderBehind(edge),
  ].filter(Boolean));
  byId("reader").scrollTop = 0;
}

function describeTieCount(edge) {
  const found = claimsOf(edge);
  if (edge.kind === "differs-from") return countWords(differencesOf(edge).length, "difference");
  return found.length ? describeClaims(found) : "no claim stands behind this line";
}

function renderBehind(edge) {
  if (edge.kind === "differs-from") return differencesOf(edge).map(renderDifference);
  const found = claimsOf(edge);
  const reasons = edge.kind === "rests-on" ? ties[edge.id].behind.map((at) => renderLink(lineage[at])) : [];
  return [...reasons, reasons.length && found.length ? make("h3", {}, "Claims that rest on it") : null, ...found.map((at) => renderClaim(claims[at]))];
}

/** The differences behind a line of which both claims are shown. */
const differencesOf = (edge) => ties[edge.id].behind.map((at) => differences[at]).filter((found) => found && found.claims.every(isCounted));

function renderDifference(found) {
  return make("div", { class: "claim difference" },
    make("p", {}, make("span", { class: "badge differs" }, `≠ ${nameDifference(found.kind)}`)),
    make("p", { class: "muted" }, [found.reason, found.time].filter(Boolean).join(" · ")),
    renderSide("left", claims[found.claims[0]], found.left), renderSide("right", claims[found.claims[1]], found.right),
    make("p", { class: "muted" }, make("a", { href: `evidence.html#${new URLSearchParams({ tab: "differences", difference: found.id })}` }, "Side by side")));
}

/** Where it stands is said in words: the reason speaks of left and right. */
function renderSide(where, claim, pieces) {
  return make("div", { class: "side" },
    make("p", { class: "words" }, denialMark(claim), renderPieces(pieces)),
    make("p", { class: "muted" }, renderAct(claim), [where, claim.speaker, claim.publisher, claim.published].filter(Boolean).join(" · ")));
}

/** Why an article is said to rest on what the line leads to. */
function renderLink(link) {
  return make("div", { class: "claim link" },
    make("p", {}, make("span", { class: "badge" }, link.kind)),
    make("ul", {}, link.reasons.map((reason) => make("li", {}, reason))),
    link.problem ? make("p", { class: "problem" }, link.problem) : null,
    link.evidence.map((piece) => make("blockquote", {}, `“${piece}”`)));
}

const renderPieces = (pieces) => pieces.map(([piece, own]) => (own ? make("mark", {}, piece) : piece));

/** In which other claim this one is nested, and by whom. */
function renderInside(claim) {
  if (claim.within === null) return null;
  const outer = claims[claim.within];
  return make("p", { class: "muted" }, `Inside what ${outer.speaker} ${ACT_PHRASES[outer.act]}: `, denialMark(outer), outer.pieces.filter(([, own]) => own).map(([piece]) => `“${piece}”`).join(" … "));
}

function renderClaim(claim) {
  return make("div", { class: "claim" },
    make("p", { class: "words" }, denialMark(claim), renderPieces(claim.pieces)),
    renderInside(claim),
    make("p", { class: "muted" }, renderAct(claim), [claim.speaker, claim.publisher, claim.published].filter(Boolean).join(" · ")),
    make("p", { class: "muted" }, make("a", { href: `evidence.html#${new URLSearchParams({ claim: claim.id })}` }, "In its article")));
}

/* ------------------------------------------------------------------------------------ all */

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const node = given.get("node");
  const line = given.get("line") ? edges.findIndex((edge) => lineOf(edge) === given.get("line")) : -1;
  const asked = line >= 0 ? [edges[line]] : detailById.has(node) ? edgesOf(node) : [];
  const isAside = asked.length > 0 && asked.every((edge) => !STANDING.has(edge.kind) && ties[edge.id].claims.every((at) => claims[at].aside));
  const wanted = given.get("act") === "all" || isAside ? "all" : "";
  if (wanted !== act) {
    act = wanted;
    renderAll();
  }
  if (line >= 0) lookAtLine(line);
  else if (detailById.has(node)) lookAt(node);
  else if (chosenNode || chosenEdge >= 0) reset();
}

const isChoiceShown = () => (chosenNode ? isShown(chosenNode) : chosenEdge < 0 || isTieShown(edges[chosenEdge]));

/** After intentions and deeds came or went: legend, drawing, list and details. */
function renderAll() {
  findLinked();
  renderTotals();
  renderLegend();
  bendParallel();
  redraw();
  renderList();
  if (chosenNode) renderNode(detailById.get(chosenNode));
  else if (chosenEdge >= 0) renderTie(chosenEdge);
  else renderHint();
}

function renderTotals() {
  byId("totals").textContent = `${countWords(findDrawn().size, "node")} · ${countWords(edges.filter(isTieDrawn).length, "line")} · ${describeClaims(claims.map((_, at) => at).filter(isCounted))}`;
}

function start() {
  startTheme();
  renderTotals();
  if (!nodes.length) return byId("main").replaceChildren(make("p", { class: "hint", role: "status" }, "There is nothing to draw: no claim ties one name to another. Add articles with kg build."));
  renderLegend();
  renderHint();
  drawNetwork();
  renderList();
  document.addEventListener("themechange", redraw);
  byId("search").addEventListener("input", renderList);
  byId("search").addEventListener("keydown", (event) => event.key === "Enter" && byId("list").querySelector(".row")?.click());
  byId("fit").addEventListener("click", fitAll);
  byId("reset").addEventListener("click", () => { reset(); fitAll(); });
  startSearchKeys(() => { byId("search").value = ""; renderList(); reset(); });
  addEventListener("popstate", readHash); // also fired by a link to another node of this page
  readHash();
}

start();
