/* Network: nodes and edges come placed and shaped from pyvis; this page colours them for the theme, filters,
   searches, and shows the sentences behind whatever is chosen. */

const { nodes, edges, details, ties, claims, words, untied } = island;
const TIE_KINDS = ["said-about", "named-place", "reported-in", "told", "published-by", "rests-on"];
const TIE_LABELS = {
  "said-about": "said something about", "named-place": "named the place", "reported-in": "is reported in",
  told: "told", "published-by": "was published by", "rests-on": "rests on",
};
const TIE_PASSIVE = {
  "said-about": "spoken of by", "named-place": "named by", "reported-in": "reports", told: "was told by",
  "published-by": "published", "rests-on": "is relied on by",
};
const detailById = new Map(details.map((detail) => [detail.id, detail]));
const hiddenKinds = new Set();
const hiddenTies = new Set();
let chosenNode = "";
let chosenEdge = -1;
let network = null;
let nodeSet = null;
let edgeSet = null;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const edgesOf = (id) => edges.filter((edge) => edge.from === id || edge.to === id);
const isShown = (id) => !hiddenKinds.has(shapeOf(detailById.get(id)));
const isTieShown = (edge) => !hiddenTies.has(edge.kind) && isShown(edge.from) && isShown(edge.to);
const neighboursOf = (id) => new Set(edgesOf(id).filter(isTieShown).flatMap((edge) => [edge.from, edge.to]));

/* ------------------------------------------------------------------------------------ drawing */

/** Bend the second and further line between the same two nodes, so that each can be seen. */
function bendParallel() {
  const seen = new Map();
  for (const edge of edges) {
    const pair = [edge.from, edge.to].sort().join(" ");
    const at = seen.get(pair) || 0;
    seen.set(pair, at + 1);
    edge.smooth = at ? { enabled: true, type: "curvedCW", roundness: 0.12 + 0.1 * at } : false;
  }
}

function styleNodes() {
  const near = chosenNode ? neighboursOf(chosenNode) : chosenEdge >= 0 ? new Set([edges[chosenEdge].from, edges[chosenEdge].to]) : null;
  const [ink, page, card] = ["ink", "page", "card"].map(colour);
  const palette = Object.fromEntries(KINDS.map(([kind]) => [kind, colour(kind)]));
  return nodes.map((node) => {
    const detail = detailById.get(node.id);
    const fill = palette[detail.kind] || palette.group;
    const hollow = isUnnamed(detail) || detail.kind === "document";
    const clear = !near || near.has(node.id) || node.id === chosenNode;
    return {
      ...node,
      hidden: !isShown(node.id),
      opacity: clear ? 1 : 0.14,
      borderWidth: node.id === chosenNode ? 3 : hollow ? 1.8 : 1,
      borderWidthSelected: 3,
      color: fixedColour(hollow ? (detail.kind === "document" ? card : page) : fill, node.id === chosenNode ? ink : isUnnamed(detail) ? palette.unnamed : fill),
      ...labelOf(node, clear),
      font: { color: ink, strokeColor: page, strokeWidth: detail.kind === "document" ? 0 : 4, size: labelSize(), face: LABEL_FACE },
      size: shapeSize(node),
      shapeProperties: { borderDashes: isUnnamed(detail) ? [onScreen(4), onScreen(3)] : false },
      margin: onScreen(4),
      widthConstraint: { minimum: onScreen(14) },
      heightConstraint: { minimum: onScreen(9) },
    };
  });
}

/* Labels keep their size on the screen; where two would overlap, the better connected node keeps its own. */

const LABEL_FACE = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
const LABEL_PIXELS = 13;
const readScale = () => (network ? network.getScale() : 1);
const onScreen = (pixels) => Math.max(pixels, Math.round(pixels / readScale()));
const labelSize = () => onScreen(LABEL_PIXELS);
const SHAPE_PIXELS = nodes.length > 300 ? 3 : 7; // half the width below which a shape never shrinks
const shapeSize = (node) => Math.max(node.size, Math.round(SHAPE_PIXELS / readScale()));
const labelled = new Set();

const labelOf = (node, clear) => ({ label: clear && labelled.has(node.id) ? node.label : "" });

/** Fill `labelled`: the chosen node and its neighbours first, then by connections; articles after names. */
function chooseLabels() {
  labelled.clear();
  const near = chosenNode ? neighboursOf(chosenNode) : new Set();
  const rank = (node) => (node.id === chosenNode ? 0 : (near.has(node.id) ? 1 : 3) + (node.shape === "box" ? 1 : 0));
  const taken = [];
  const shapes = nodes.filter((node) => isShown(node.id)).map((node) => ({ id: node.id, ...shapeBox(node) }));
  for (const node of [...nodes].sort((a, b) => rank(a) - rank(b))) {
    if (!isShown(node.id)) continue;
    const box = labelBox(node);
    if (taken.some((other) => overlaps(box, other))) continue;
    if (node.shape === "box" && shapes.some((other) => other.id !== node.id && overlaps(box, other))) continue; // a card hides what is under it
    taken.push(box);
    labelled.add(node.id);
  }
}

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function shapeBox(node) {
  const { x, y } = network.getPosition(node.id);
  const reach = shapeSize(node);
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/** Where a label would stand, in the coordinates of the drawing. */
function labelBox(node) {
  const lines = node.label.split("\n");
  const size = labelSize();
  const width = Math.max(...lines.map((line) => line.length)) * size * 0.56 + size;
  const height = lines.length * size * 1.25;
  const position = network.getPosition(node.id);
  const reach = shapeSize(node);
  const top = node.shape === "box" ? position.y - height / 2 - size / 2 : position.y - reach;
  const bottom = node.shape === "box" ? position.y + height / 2 + size / 2 : position.y + reach + height + size / 2;
  return { left: position.x - width / 2, right: position.x + width / 2, top, bottom };
}

let labelTimer = 0;
function relabelSoon() {
  clearTimeout(labelTimer);
  labelTimer = setTimeout(redrawNodes, 80);
}

const fixedColour = (background, border) => ({ background, border, highlight: { background, border }, hover: { background, border } });

function styleEdges() {
  const palette = Object.fromEntries(TIE_KINDS.map((kind) => [kind, colour(kind)]));
  return edges.map((edge, at) => {
    const clear = chosenNode ? edge.from === chosenNode || edge.to === chosenNode : chosenEdge < 0 || at === chosenEdge;
    const shade = palette[edge.kind];
    return { ...edge, hidden: !isTieShown(edge), color: { color: shade, highlight: shade, hover: shade, opacity: clear ? 0.9 : 0.07 } };
  });
}

function draw() {
  bendParallel();
  nodeSet = new vis.DataSet(styleNodes());
  edgeSet = new vis.DataSet(styleEdges());
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, {
    physics: false,
    autoResize: true,
    nodes: { labelHighlightBold: false, scaling: { label: { drawThreshold: 1 } } },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, selectionWidth: 1, hoverWidth: 0 },
    interaction: { hover: true, hideEdgesOnDrag: edges.length > 2000, keyboard: false, tooltipDelay: 250, multiselect: false },
  });
  for (const part of byId("canvas").querySelectorAll("[tabindex]")) part.tabIndex = -1; // the list is the way in for keys
  network.on("click", ({ nodes: [node], edges: [edge] }) => (node ? chooseNode(node) : edge === undefined ? null : chooseEdge(edge)));
  network.on("doubleClick", ({ nodes: [node] }) => node || reset());
  network.on("zoom", relabelSoon);
  network.on("dragEnd", relabelSoon);
  network.on("resize", relabelSoon);
  fitAll();
}

function fitAll() {
  network.fit();
  network.moveTo({ scale: network.getScale() * 0.88 }); // room for labels at the edges
  redraw();
}

function redrawNodes() {
  chooseLabels();
  nodeSet.update(styleNodes());
}

function redraw() {
  redrawNodes();
  edgeSet.update(styleEdges());
}

/* ------------------------------------------------------------------------------------ choosing */

function chooseNode(id) {
  chosenNode = id;
  chosenEdge = -1;
  history.replaceState(null, "", `#${new URLSearchParams({ node: id })}`);
  redraw();
  markRow();
  renderNode(detailById.get(id));
}

function chooseEdge(at) {
  chosenNode = "";
  chosenEdge = at;
  redraw();
  markRow();
  renderTie(at);
}

function reset() {
  chosenNode = "";
  chosenEdge = -1;
  history.replaceState(null, "", location.pathname);
  network.unselectAll();
  redraw();
  markRow();
  renderHint();
}

function lookAt(id) {
  chooseNode(id);
  if (isNarrow()) byId("stage").scrollIntoView();
  network.selectNodes([id], false);
  const node = nodeSet.get(id);
  network.moveTo({ position: { x: node.x, y: node.y } });
  redraw();
}

function markRow() {
  for (const row of document.querySelectorAll("#list .row")) row.setAttribute("aria-current", String(row.dataset.node === chosenNode));
}

/* ------------------------------------------------------------------------------------ left: legend and list */

const countBy = (items, keyOf) => items.reduce((counts, item) => counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + 1), new Map());

function renderLegend() {
  const kinds = countBy(details, shapeOf);
  for (const [kind, label] of KINDS) {
    if (kinds.get(kind)) byId("kinds").append(checkbox(hiddenKinds, kind, glyph(kind), kind === "unnamed" ? "Unnamed source" : label, kinds.get(kind)));
  }
  const lines = countBy(edges, (edge) => edge.kind);
  for (const kind of TIE_KINDS) {
    if (lines.get(kind)) byId("ties").append(checkbox(hiddenTies, kind, lineSample(kind), words[kind] || TIE_LABELS[kind], lines.get(kind)));
  }
}

function checkbox(hidden, kind, sample, label, number) {
  const box = make("input", { type: "checkbox", "data-filter": kind });
  box.checked = true;
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(kind);
    else hidden.add(kind);
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
  const rows = listed.map((detail) => make("a", { class: `row ${shapeOf(detail)}`, href: `#${new URLSearchParams({ node: detail.id })}`, "data-node": detail.id, "aria-current": String(detail.id === chosenNode), onclick: (event) => {
    event.preventDefault();
    lookAt(detail.id);
  } }, glyph(shapeOf(detail)), make("span", { class: "name" }, detail.label, detail.note ? make("small", {}, detail.note) : null)));
  byId("list").replaceChildren(...rows.map((row) => make("li", {}, row)));
  if (rows.length) roveThrough(byId("list"), rows, (row) => row.dataset.node === chosenNode);
  byId("found").textContent = listed.length ? `${countWords(listed.length, "node")}${wanted.length ? " found" : ", most connected first"}` : "No name matches.";
}

/* ------------------------------------------------------------------------------------ right: details */

function renderHint() {
  byId("reader").replaceChildren(make("h2", {}, "Who says what about whom"),
    make("p", { class: "hint" }, "Choose a node or a line to read the sentences behind it. Drag to move, scroll to zoom. Escape shows everything again."),
    make("p", { class: "hint" }, "A dashed, hollow node is a source that the article does not name. A thicker line stands for more claims."),
    untied ? make("p", { class: "hint" }, `${countWords(untied, "name")} that no claim ties to another ${untied === 1 ? "is" : "are"} not drawn.`) : "");
}

function renderNode(detail) {
  const linked = edgesOf(detail.id).filter(isTieShown);
  const found = [...new Set(linked.flatMap((edge) => ties[edge.id].claims))].sort((a, b) => a - b);
  byId("reader").replaceChildren(...[
    make("div", { class: "head" }, glyph(shapeOf(detail)), make("h2", {}, detail.label)),
    make("p", { class: "muted" }, [describeKind(detail), detail.note, countWords(found.length, "claim")].filter(Boolean).join(" · ")),
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
      const some = linked.filter((edge) => edge.kind === kind && edge[end] === detail.id);
      if (some.length) parts.push(make("h3", {}, `${labels[kind]} …`), make("ul", { class: "plain" }, some.map((edge) => make("li", {}, neighbourRow(detailById.get(edge[other]), ties[edge.id].claims.length)))));
    }
  }
  return parts;
}

function neighbourRow(detail, number) {
  return make("a", { class: "row", href: `#${new URLSearchParams({ node: detail.id })}`, onclick: (event) => {
    event.preventDefault();
    lookAt(detail.id);
  } }, glyph(shapeOf(detail)), make("span", { class: "name" }, detail.label), number ? make("span", { class: "number", "aria-label": countWords(number, "claim") }, String(number)) : null);
}

function renderTie(at) {
  const edge = edges[at];
  const [from, to] = [detailById.get(edge.from), detailById.get(edge.to)];
  byId("reader").replaceChildren(
    make("h2", {}, `${from.label} ${words[edge.kind]} ${to.label}`),
    make("p", { class: "muted" }, ties[at].claims.length ? countWords(ties[at].claims.length, "claim") : "no claim stands behind this line"),
    neighbourRow(from, 0), neighbourRow(to, 0),
    ...ties[at].claims.map((claim) => renderClaim(claims[claim])));
  byId("reader").scrollTop = 0;
}

function renderClaim(claim) {
  return make("div", { class: "claim" },
    make("p", {}, claim.pieces.map(([piece, own]) => (own ? make("mark", {}, piece) : piece))),
    make("p", { class: "muted" }, [claim.speaker, claim.publisher, claim.published].filter(Boolean).join(" · ")),
    make("p", { class: "muted" }, make("a", { href: `evidence.html#${new URLSearchParams({ claim: claim.id })}` }, "In its article")));
}

/* ------------------------------------------------------------------------------------ all */

function readHash() {
  const node = new URLSearchParams(location.hash.slice(1)).get("node");
  if (detailById.has(node)) lookAt(node);
}

function start() {
  startTheme();
  byId("totals").textContent = `${countWords(nodes.length, "node")} · ${countWords(edges.length, "line")} · ${countWords(claims.length, "claim")}`;
  if (!nodes.length) return byId("main").replaceChildren(make("p", { class: "hint", role: "status" }, "There is nothing to draw: no claim ties one name to another. Add articles with kg build."));
  renderLegend();
  renderList();
  renderHint();
  draw();
  document.addEventListener("themechange", redraw);
  byId("search").addEventListener("input", renderList);
  byId("search").addEventListener("keydown", (event) => event.key === "Enter" && byId("list").querySelector(".row")?.click());
  byId("fit").addEventListener("click", fitAll);
  byId("reset").addEventListener("click", () => { reset(); fitAll(); });
  startSearchKeys(() => { byId("search").value = ""; renderList(); reset(); });
  addEventListener("hashchange", readHash);
  readHash();
}

start();
