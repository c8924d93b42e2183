/* Lineage: which article rests on which, as a drawing from the earliest report to what was made of it; the
   words on both sides for the panel.  Must not: hide a link that cannot be, or say more than the store does. */

const ALONE_AT_ONCE = 24; // articles that hang together with nothing
const LINEAGE_FONTS = { title: '13px system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif', name: '600 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif' };

/* ------------------------------------------------------------------------------------ what is selected */

/** Articles and outlets that the selection means, as keys. */
function selectedKeys() {
  const keys = selectedDifference() || selectedClaim() ? selectedClaims().map((claim) => articleKey(claim.article)) : [];
  if (state.article) keys.push(articleKey(selectedArticle().at));
  const actor = selectedActor();
  if (actor) keys.push(`o${actor.at}`, ...articles.filter((article) => article.actor === actor.at).map(({ at }) => articleKey(at)));
  return new Set(keys);
}

/** All that the chosen nodes rest on, and all that rests on them, step by step; null if nothing is chosen. */
function findChain(nodes) {
  const keys = selectedKeys();
  const chosen = nodes.filter((node) => keys.has(node.key));
  if (!chosen.length) return null;
  const walk = (side, end) => {
    const [found, next] = [new Set(chosen), [...chosen]];
    while (next.length) for (const edge of next.pop()[side]) if (!found.has(edge[end])) { found.add(edge[end]); next.push(edge[end]); }
    return found;
  };
  return { chosen: new Set(chosen), down: walk("below", "from"), up: walk("above", "to") };
}

const isInChain = (chain, node) => !chain || chain.down.has(node) || chain.up.has(node);
const isEdgeInChain = (chain, { from, to }) => !chain || (chain.down.has(from) && chain.down.has(to)) || (chain.up.has(from) && chain.up.has(to));
/** Whether search, legend and dates leave anything of an article. */
const isArticleLit = (article) => isInRange(article) && (!article.claims.length || article.claims.some((claim) => shown.set.has(claim)));
const isNodeLit = (chain, node) => isInChain(chain, node) && (!node.article || isArticleLit(node.article));

/* ------------------------------------------------------------------------------------ drawing */

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
  const heading = [drawGlyph("outlet", x + 17, y + 17, 0.9), ...writeLines(textLines(article.publisher, room - 20, LINEAGE_FONTS.name, 1), x + 30, y + 21.5, "name")];
  const date = article.published || "date unknown";
  if (height === LINEAGE_SHEET.low) {
    const told = `${article.sortDate ? showDay(article.sortDate) : date} · ${describeResting(node).split(" · ").pop()}`;
    return [...heading, ...writeLines(textLines(article.title, room, LINEAGE_FONTS.title, 1), x + 10, y + 38.5), writeLine(told, x + 10, y + 54, "quiet")];
  }
  return [...heading, writeLine(date, x + 10, y + 39, "quiet"), ...writeLines(textLines(article.title, room, LINEAGE_FONTS.title, 2), x + 10, y + 57), writeLine(describeResting(node), x + 10, y + height - 10, "quiet")];
}

function drawOutletSheet(node) {
  const { x, y, label, height } = node;
  const lines = describeOutlet(node).flatMap((words) => textLines(words, LINEAGE_SHEET.width - 20, LINEAGE_FONTS.title, 2));
  return [
    drawGlyph("outlet", x + 17, y + 17, 0.9),
    ...writeLines(textLines(label, LINEAGE_SHEET.width - 40, LINEAGE_FONTS.name, 1), x + 30, y + 21.5, "name"),
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

/* ------------------------------------------------------------------------------------ a list instead, on a phone */

/** The nodes under one, each once with its own; what stood elsewhere already is only named. */
function renderBranch(node, edge, tree) {
  const own = node.above.filter((each) => tree.edges.has(each)).sort((a, b) => compareNodes(a.to, b.to));
  const again = tree.seen.has(node);
  tree.seen.add(node);
  const how = edge ? [make("p", { class: "how" }, edge.links.map(describeLink).join("; ")), ...problemsOf(edge).map((problem) => make("p", { class: "problem" }, `! ${problem}`))] : [];
  const rest = again ? make("p", { class: "how" }, "What rests on it stands elsewhere in this list.") : make("ul", { class: "plain" }, own.map((next) => renderBranch(next.to, next, tree)));
  return make("li", {}, renderNodeRow(node, tree.chain), how, own.length ? rest : null);
}

function renderNodeRow(node, chain) {
  const { article, outlet } = node;
  const words = make("span", { class: "name" }, make("b", {}, nameOfNode(node)), article ? ` ${article.title}` : "",
    make("small", {}, article ? [article.published || "date unknown", describeResting(node)].join(" · ") : describeOutlet(node).join(" · ")));
  const name = `row${article ? "" : " unnamed"}${isNodeLit(chain, node) ? "" : " dim"}`;
  if (!article && !outlet) return make("span", { class: name }, glyph("outlet"), words);
  return make("a", { ...leadToNode(node), class: name, "aria-current": currentIf(chain && chain.chosen.has(node)) }, glyph("outlet"), words);
}

/** Roots rest on nobody; of a circle the article at which it is cut. */
function renderTrees({ nodes, edges }) {
  const tree = { edges: new Set(edges), chain: findChain(nodes), seen: new Set() };
  markCircles(nodes, tree.edges);
  const roots = nodes.filter((node) => !node.below.some((edge) => tree.edges.has(edge) && !edge.closes)).sort((a, b) => b.above.length - a.above.length || compareNodes(a, b));
  const holder = make("ul", { class: "plain trees" }, roots.map((node) => renderBranch(node, null, tree)));
  const rows = [...holder.querySelectorAll("a.row")];
  if (rows.length) roveThrough(holder, rows, (row) => row.getAttribute("aria-current") === "true");
  return holder;
}

/* ------------------------------------------------------------------------------------ the tab */

/** "14 articles: 6 rest on another report, 8 on nobody". */
function describeLineage() {
  const current = articles.filter(isCurrent);
  const resting = current.filter((article) => article.restsOn.length).length;
  return `${countWords(current.length, "article")}: ${resting.toLocaleString("en-GB")} ${resting === 1 ? "rests" : "rest"} on another report, ${(current.length - resting).toLocaleString("en-GB")} on nobody`;
}

const SWATCHES = [["credited", "credits it"], ["copied", "copies it, the thicker the surer"], ["problem", "cannot be, or cannot be told"]];

function renderLineageKey(edges) {
  const credited = lineage.filter(({ kind }) => kind === "credited").length;
  const problems = lineage.filter(({ problem }) => problem).length;
  const numbers = { credited, copied: lineage.length - credited, problem: problems };
  const signs = SWATCHES.filter(([name]) => numbers[name]).map(([name, words]) => make("span", {}, renderSwatch(name), `${words} (${numbers[name].toLocaleString("en-GB")})`));
  if (edges.some((edge) => isCopied(edge) && edge.links.length > 1)) signs.push(make("span", {}, renderSwatch("both"), "both"));
  return make("p", { class: "lineage-key" }, signs);
}

function renderSwatch(name) {
  const warning = name === "problem" && draw("g", { class: "warning" }, draw("circle", { cx: 18, cy: 6, r: 7 }), draw("text", { x: 18, y: 10.5 }, "!"));
  return draw("svg", { class: `swatch tie ${name === "both" ? "copied" : name}`, viewBox: "0 0 36 12", "aria-hidden": "true" },
    warning || draw("path", { class: "line", d: "M1 6h34" }), name === "both" ? draw("path", { class: "core", d: "M1 6h34" }) : null);
}

/** What cannot be, in words: the drawing shows a sign only. */
function renderProblems(edges) {
  const rows = edges.flatMap((edge) => problemsOf(edge).map((problem) => make("li", {}, make("b", {}, "! "), `${nameOfNode(edge.to)} rests on ${nameOfNode(edge.from)}: ${problem}`)));
  return rows.length ? make("ul", { class: "plain problems", "aria-label": "What cannot be" }, rows) : null;
}

/** A list of articles, one stop for Tab; `beside` stays chosen with the article. */
function renderArticleRows(list, beside, key, name = "plain") {
  const rows = list.map((article) => make("a", {
    ...leadTo({ ...beside, article: article.id }), class: `row${isArticleLit(article) ? "" : " dim"}`, "data-key": `${key}:${article.id}`, "aria-current": currentIf(state.article === article.id),
  }, glyph("outlet"), make("span", { class: "name" }, make("b", {}, article.publisher), ` ${article.title}`, make("small", {}, article.published || "date unknown"))));
  const holder = make("ul", { class: name }, rows.map((row) => make("li", {}, row)));
  roveThrough(holder, rows, (row) => row.hasAttribute("aria-current"));
  return holder;
}

/** Articles that rest on nobody, and that nothing rests on. */
function renderAlone(nodes) {
  const tied = new Set(nodes.map(({ article }) => article));
  const alone = articles.filter((article) => isCurrent(article) && !tied.has(article)).sort((a, b) => compareDays(a.sortDate, b.sortDate));
  if (!alone.length) return [];
  const listed = lineageShowsAll ? alone : alone.slice(0, ALONE_AT_ONCE);
  const holder = renderArticleRows(listed, {}, "article", "plain alone");
  return [make("h3", {}, `${countWords(alone.length, "article")} ${alone.length === 1 ? "rests" : "rest"} on nobody, and nothing is known to rest on ${alone.length === 1 ? "it" : "them"}`), holder, renderRest(alone.length - listed.length, "article")];
}

function renderRest(left) {
  return left > 0 ? make("button", { type: "button", "data-key": `more-lineage:${left}`, onclick: () => { lineageShowsAll = true; render(); } }, `Show ${countWords(left, "article")} more`) : null;
}

function renderLineage(stage) {
  const whole = gatherLineage();
  const part = capLineage(whole, selectedKeys());
  const notice = part.left ? make("p", { class: "notice" }, `The ${LINEAGE_AT_ONCE} best connected articles are drawn; ${countWords(part.left, "article")} less connected left out. `, renderRest(part.left)) : null;
  const main = !whole.nodes.length ? make("p", { class: "none" }, articles.length > 1 ? "No article was found to rest on another one." : "Lineage shows between articles: there must be two at least.")
    : isNarrow() ? renderTrees(part) : make("div", { class: "scroll" }, renderDrawing(part, Math.max(stage.clientWidth - 34, 400)));
  stage.append(make("div", { class: "lineage" }, make("h2", {}, describeLineage()),
    make("p", { class: "verdict" }, isNarrow() ? "What rests on a report stands under it." : "From left to right: an article stands to the right of what it rests on. Choose one to read the words on both sides."),
    whole.nodes.length ? renderLineageKey(whole.edges) : null, renderProblems(whole.edges), notice, main, ...renderAlone(whole.nodes)));
}

/* ------------------------------------------------------------------------------------ in the panel */

/** What an article rests on and what rests on it, with the words on both sides; for the panel. */
function renderLineageOf(article) {
  const { nodes } = gatherLineage();
  const node = nodes.find((each) => each.article === article);
  const [below, above] = node ? [node.below, node.above] : [[], []];
  const loose = article.actor === null ? [] : lineage.filter((link) => link.outlet === article.actor && link.document !== article.at && meantBy(link) === originKey(link));
  if (!isCurrent(article) && !node) return null;
  return make("section", { class: "lineage-of" },
    make("h3", {}, below.length ? `Rests on ${below.length}` : "Rests on nobody, as far as its text shows"),
    below.map((edge) => renderTie(edge, edge.from)),
    above.length ? make("h3", {}, above.length === 1 ? "1 rests on it" : `${above.length} rest on it`) : null,
    above.map((edge) => renderTie(edge, edge.to)),
    loose.length ? make("p", { class: "muted" }, `${countWords(loose.length, "article")} ${loose.length === 1 ? "credits" : "credit"} ${article.publisher}; that this report is meant is not known.`) : null);
}

const TIE_WORDS_SHOWN = 3;

function renderTie(edge, other) {
  return make("details", { class: "tie-of", open: "" },
    make("summary", {}, glyph("outlet"), make("b", {}, nameOfNode(other)), other.article && other.article.published ? ` · ${other.article.published}` : ""),
    other.article ? make("p", {}, make("a", leadTo({ article: other.article.id }), other.article.title)) : null,
    edge.links.map((link) => renderLinkOf(link)));
}

function renderLinkOf(link) {
  const pairs = link.evidence.map((spans, at) => [spans, link.originEvidence[at]]);
  const more = link.kind === "copied" ? link.claims.length - link.evidence.length : 0;
  return make("div", { class: "link-of" },
    make("p", { class: "how" }, capitalise(describeLink(link))),
    link.problem ? make("p", { class: "problem" }, `! ${link.problem}`) : null,
    make("p", { class: "muted" }, link.reasons.join("; ")),
    pairs.slice(0, TIE_WORDS_SHOWN).map(([here, there]) => make("blockquote", {},
      make("p", {}, make("span", { class: "muted" }, `${articles[link.document].publisher}: `), wordsAt(link.document, here)),
      there && link.origin !== null ? make("p", {}, make("span", { class: "muted" }, `${articles[link.origin].publisher}: `), wordsAt(link.origin, there)) : null)),
    pairs.length > TIE_WORDS_SHOWN || more > 0 ? make("p", { class: "muted" }, `The ${countWords(Math.min(pairs.length, TIE_WORDS_SHOWN), "passage")} most alike; ${countWords(link.claims.length, "claim")} rest on it.`) : null);
}

tabs.lineage = { words: "Lineage", render: renderLineage, count: () => lineage.length };
