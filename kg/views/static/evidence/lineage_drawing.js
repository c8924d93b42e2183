/* The drawing of the Lineage tab: sheets for articles and outlets, lines for what rests on what.
   Must not: choose or place anything (lineage_layout.js does), or hide a link that cannot be. */

const describeResting = ({ below, above }) => [below.length ? `rests on ${below.length}` : "rests on nobody", above.length ? `${above.length} ${above.length === 1 ? "rests" : "rest"} on it` : ""].filter(Boolean).join(" · ");

/** How many articles of an outlet are here, none of which is known to be meant. */
function describeOutlet(node) {
  const here = node.outlet ? articles.filter((article) => article.actor === node.outlet.at).length : 0;
  return [`credited by ${countWords(node.above.length, "article")}`, here ? `${countWords(here, "article")} of it here, none known to be meant` : "no article of it is here"];
}

function drawSheet(node, chain) {
  const { article, outlet } = node;
  const on = Boolean(chain && chain.chosen.has(node));
  const names = ["sheet", article ? "article" : "credited-outlet", on ? "on" : "", isNodeLit(chain, node) ? "" : "dim", article && !isStanding(article) ? "gone" : ""];
  const attributes = { class: names.filter(Boolean).join(" "), "data-node": node.key, "aria-label": describeNodeAloud(node) };
  const parts = [draw("title", {}, describeNodeAloud(node)), draw("rect", { class: "box", x: node.x, y: node.y, width: LINEAGE_SHEET.width, height: node.height, rx: 8 }), ...(article ? drawArticleSheet(node) : drawOutletSheet(node))];
  if (!article && !outlet) return draw("g", { ...attributes, role: "img" }, parts);
  return draw("a", { ...attributes, ...leadToNode(node), "aria-current": currentIf(on) }, parts);
}

const leadToNode = ({ article, outlet }) => (article ? { ...leadTo({ article: article.id }), "data-key": `article:${article.id}` } : { ...leadTo({ actor: outlet.id }), "data-key": `actor:${outlet.id}` });

function describeNodeAloud(node) {
  if (!node.article) return [node.label, ...describeOutlet(node)].join(", ");
  const { publisher, published, title } = node.article;
  return [publisher, published || "date unknown", title, describeResting(node)].join(", ");
}

const writeLine = (words, x, y, name = "") => draw("text", { x, y, class: name || null }, words);

function drawArticleSheet(node) {
  const { article, x, y, height } = node;
  const room = LINEAGE_SHEET.width - 20;
  const heading = [drawGlyph("outlet", x + 17, y + 17, 0.9), ...writeLines(textLines(article.publisher, room - 20, fontOf(13, 600), 1), x + 30, y + 21.5, "name")];
  const date = article.published || "date unknown";
  if (height === LINEAGE_SHEET.low) {
    const told = `${article.sortDate ? showDay(article.sortDate) : date} · ${describeResting(node).split(" · ").pop()}`;
    return [...heading, ...writeLines(textLines(article.title, room, fontOf(13), 1), x + 10, y + 38.5), writeLine(told, x + 10, y + 54, "quiet")];
  }
  return [...heading, writeLine(date, x + 10, y + 39, "quiet"), ...writeLines(textLines(article.title, room, fontOf(13), 2), x + 10, y + 57), writeLine(describeResting(node), x + 10, y + height - 10, "quiet")];
}

function drawOutletSheet(node) {
  const { x, y, label, height } = node;
  const lines = describeOutlet(node).flatMap((words) => textLines(words, LINEAGE_SHEET.width - 20, fontOf(13), 2));
  return [
    drawGlyph("outlet", x + 17, y + 17, 0.9),
    ...writeLines(textLines(label, LINEAGE_SHEET.width - 40, fontOf(13, 600), 1), x + 30, y + 21.5, "name"),
    ...writeLines(lines.slice(0, height === LINEAGE_SHEET.low ? 1 : 3), x + 10, y + 40, "quiet"),
  ];
}

const writeLines = (lines, x, y, name = "") => lines.map((line, at) => writeLine(line, x, y + at * 16.5, name));

/** Where edges leave and reach a node: side by side in the order of their other ends; below all others where
    they close a circle. */
function placePorts(nodes, edges) {
  const drawn = new Set(edges);
  const spread = (node, list, end, other, port) => {
    const own = list.filter((edge) => drawn.has(edge) && !edge.closes).sort((a, b) => neighbourOf(a, end).y - neighbourOf(b, end).y || a[other].y - b[other].y);
    own.forEach((edge, at) => { edge[port] = node.y + (node.height * (at + 1)) / (own.length + 1); });
  };
  for (const node of nodes) {
    spread(node, node.above, "from", "to", "start");
    spread(node, node.below, "to", "from", "end");
  }
  for (const edge of edges) if (edge.closes) [edge.start, edge.end] = [edge.from.y + edge.from.height - 8, edge.to.y + edge.to.height - 8];
}

const neighbourOf = (edge, end) => (end === "from" ? edge.bends[0] || edge.to : edge.bends[edge.bends.length - 1] || edge.from);

/** Points that an edge goes through, from its origin to the article that rests on it. */
function tracePoints({ from, to, bends, start, end, closes }) {
  if (closes) return [[from.x, start], [to.x + LINEAGE_SHEET.width + 8, end]];
  return [[from.x + LINEAGE_SHEET.width, start], ...bends.flatMap((bend) => [[bend.x, centreOf(bend)], [bend.x + LINEAGE_SHEET.width, centreOf(bend)]]), [to.x - 8, end]];
}

function curveThrough(points) {
  const parts = [`M${points[0].map(toTenth)}`];
  for (let at = 1; at < points.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [points[at - 1], points[at]];
    const middle = (x0 + x1) / 2;
    parts.push(at % 2 ? `C${[middle, y0, middle, y1, x1, y1].map(toTenth)}` : `L${[x1, y1].map(toTenth)}`);
  }
  return parts.join("");
}

/** Back to what stands further left, in a bow below. */
const curveBack = ([[x0, y0], [x1, y1]]) => `M${x0} ${y0}C${[x0 - 34, y0 + 34, x1 + 34, y1 + 34, x1, y1].map(toTenth)}`;

const toTenth = (value) => Math.round(value * 10) / 10;
const isCopied = ({ links }) => links.some(({ kind }) => kind === "copied");
const scoreOf = ({ links }, kind) => Math.max(...links.filter((link) => link.kind === kind).map(({ score }) => score));
const problemsOf = ({ links }) => [...new Set(links.map(({ problem }) => problem).filter(Boolean))];

/** "copies it · very sure, 94 % · 12 claims rest on it"; a credit that stands in the text is sure. */
function describeLink(link) {
  const resting = link.claims.length ? `${countWords(link.claims.length, "claim")} ${link.claims.length === 1 ? "rests" : "rest"} on it` : "";
  return [link.kind === "copied" ? "copies it" : "credits it", link.score < 1 ? describeScore(link.score) : "", resting].filter(Boolean).join(" · ");
}

const nameOfNode = (node) => (node.article ? node.article.publisher : node.label);
const describeEdge = (edge) => `${nameOfNode(edge.to)} rests on ${nameOfNode(edge.from)}: ${edge.links.map(describeLink).join("; ")}${problemsOf(edge).map((problem) => `; ${problem}`).join("")}`;

function drawEdge(edge, chain) {
  const points = tracePoints(edge);
  const path = edge.closes ? curveBack(points) : curveThrough(points);
  const [x, y] = points[points.length - 1];
  const copied = isCopied(edge);
  const lit = isEdgeInChain(chain, edge) && isNodeLit(chain, edge.to) && isNodeLit(chain, edge.from);
  const names = ["tie", copied ? "copied" : "credited", lit ? (chain ? "on" : "") : "dim", edge.closes ? "closes" : "", problemsOf(edge).length ? "problem" : ""];
  const line = draw("path", { class: "line", d: path });
  if (copied && !edge.closes) line.style.strokeWidth = `${2 + 6 * scoreOf(edge, "copied")}px`;
  const tip = edge.closes ? `M${x - 8} ${y}l9 -5v10z` : `M${x + 8} ${y}l-9 -5v10z`;
  return draw("g", { class: names.filter(Boolean).join(" ") }, draw("title", {}, describeEdge(edge)), line,
    copied && edge.links.length > 1 ? draw("path", { class: "core", d: path }) : null,
    draw("path", { class: "tip", d: tip }), problemsOf(edge).length ? drawProblem(points) : null);
}

function drawProblem(points) {
  const [[x0, y0], [x1, y1]] = points.slice(0, 2);
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return draw("g", { class: "warning" }, draw("circle", { cx: x, cy: y, r: 9 }), draw("text", { x, y: y + 4.5 }, "!"));
}

/** One stop for Tab; left and right follow a link, up and down go through the sheets as they stand. */
function roveThroughSheets(holder, nodes) {
  const byKey = new Map([...holder.querySelectorAll("a.sheet")].map((link) => [link.dataset.node, link]));
  const links = new Map(nodes.filter((node) => byKey.has(node.key)).map((node) => [node, byKey.get(node.key)]));
  const order = [...links.keys()].sort((a, b) => a.y - b.y || a.x - b.x);
  const nodeAt = new Map([...links].map(([node, link]) => [link, node]));
  const turnTo = (goal) => { for (const link of links.values()) link.setAttribute("tabindex", link === goal ? "0" : "-1"); };
  turnTo(links.get(order.find((node) => links.get(node).hasAttribute("aria-current")) || order[0]));
  holder.addEventListener("focusin", (event) => turnTo(event.target));
  holder.addEventListener("keydown", (event) => {
    const node = nodeAt.get(document.activeElement);
    if (!node) return;
    const at = order.indexOf(node);
    const follow = (edges, end) => edges.map((edge) => edge[end]).filter((each) => links.has(each)).sort((a, b) => a.y - b.y)[0];
    const goal = { ArrowDown: order[at + 1], ArrowUp: order[at - 1], ArrowRight: follow(node.above, "to"), ArrowLeft: follow(node.below, "from"), Home: order[0], End: order[order.length - 1] }[event.key];
    if (!goal) return;
    event.preventDefault();
    links.get(goal).focus();
  });
}

function renderDrawing({ nodes, edges }, room) {
  const height = nodes.length < LINEAGE_SHEET.lowFrom ? LINEAGE_SHEET.height : LINEAGE_SHEET.low;
  const stories = splitStories(nodes, edges).map((story) => layoutStory(story, edges, height));
  const size = packStories(stories, room);
  const chain = findChain(nodes);
  placePorts(nodes, edges);
  const drawing = draw("svg", { class: "drawing", width: size.width, height: size.height, viewBox: `0 0 ${toTenth(size.width)} ${toTenth(size.height)}`, role: "group", "aria-label": "Reports from left to right: an article stands to the right of what it rests on" },
    [...edges].sort((a, b) => isCopied(a) - isCopied(b)).map((edge) => drawEdge(edge, chain)),
    nodes.map((node) => drawSheet(node, chain)));
  roveThroughSheets(drawing, nodes);
  return drawing;
}
