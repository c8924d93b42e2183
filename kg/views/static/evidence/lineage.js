/* Lineage: which article rests on which, as a drawing from the earliest report to what was made of it, on a phone as
   a list.  Must not: hide a link that cannot be, or say more than the store does. */

const ALONE_AT_ONCE = 24; // articles that hang together with nothing

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

tabs.lineage = { words: "Lineage", render: renderLineage };
