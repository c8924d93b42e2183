/* Lineage, where everything stands: articles and outlets in layers, what rests on something right of it.
   This file shows nothing.  Must not: drop a link; those that close a circle are marked. */

const LINEAGE_AT_ONCE = 80; // articles in the drawing
const LINEAGE_SHEET = { width: 202, height: 104, low: 62, lowFrom: 25, gap: 16, between: 52, bend: 10, margin: 2 };
const SWEEPS = 7; // the last one goes down, so that what rests on one report stands together
let lineageShowsAll = false;

/* ------------------------------------------------------------------------------------ what hangs together */

const isCurrent = (article) => article.status === "current" && isStanding(article);
const articleKey = (at) => `a${at}`;

/** Nodes (articles and outlets) and edges, all links of one pair in one edge.  A credit to an outlet leads to
    that outlet's article where another link of the same article leads to it: this report is meant. */
function gatherLineage() {
  const [nodes, edges] = [new Map(), new Map()];
  for (const link of lineage) {
    const from = nodeOf(nodes, meantBy(link), link);
    const to = nodeOf(nodes, articleKey(link.document), link);
    const key = `${from.key} ${to.key}`;
    if (!edges.has(key)) edges.set(key, { from, to, links: [] });
    edges.get(key).links.push(link);
  }
  for (const edge of edges.values()) {
    edge.from.above.push(edge);
    edge.to.below.push(edge);
  }
  return { nodes: [...nodes.values()].sort(compareNodes), edges: [...edges.values()] };
}

function meantBy(link) {
  if (link.origin !== null) return articleKey(link.origin);
  const meant = link.outlet === null ? undefined : articles[link.document].restsOn.find((other) => other.origin !== null && articles[other.origin].actor === link.outlet);
  return meant ? articleKey(meant.origin) : originKey(link);
}

/** `below` are the edges to what a node rests on, `above` those to what rests on it. */
function nodeOf(nodes, key, link) {
  if (!nodes.has(key)) {
    const article = key.startsWith("a") ? articles[Number(key.slice(1))] : null;
    const outlet = article || link.outlet === null ? null : actors[link.outlet];
    nodes.set(key, { key, article, outlet, label: article ? article.publisher : link.label, day: article ? article.sortDate : "", above: [], below: [] });
  }
  return nodes.get(key);
}

/** Earliest first; outlets, whose reports are not here, before all; undated articles last. */
function compareNodes(a, b) {
  if (Boolean(a.article) !== Boolean(b.article)) return a.article ? 1 : -1;
  if (a.day !== b.day) return !b.day || (a.day && a.day < b.day) ? -1 : 1;
  return a.article ? a.article.at - b.article.at : compareDays(a.label, b.label);
}

const degreeOf = (node) => node.above.length + node.below.length;

/** What is chosen and the best connected articles, with all outlets that they rest on; the rest is told in a notice. */
function capLineage({ nodes, edges }, chosen) {
  const drawn = nodes.filter((node) => node.article);
  if (lineageShowsAll || drawn.length <= LINEAGE_AT_ONCE) return { nodes, edges, left: 0 };
  const kept = new Set([...drawn].sort((a, b) => chosen.has(b.key) - chosen.has(a.key) || degreeOf(b) - degreeOf(a) || compareNodes(a, b)).slice(0, LINEAGE_AT_ONCE));
  const inside = edges.filter((edge) => kept.has(edge.to) && (kept.has(edge.from) || !edge.from.article));
  for (const { from } of inside) kept.add(from);
  return { nodes: nodes.filter((node) => kept.has(node)), edges: inside, left: drawn.length - LINEAGE_AT_ONCE };
}

/** Nodes that links join, and an outlet with its articles beside it; the largest first. */
function splitStories(nodes, edges) {
  const story = new Map(nodes.map((node) => [node, [node]]));
  const join = (one, other) => {
    const [left, right] = [story.get(one), story.get(other)];
    if (left === right) return;
    left.push(...right);
    for (const node of right) story.set(node, left);
  };
  for (const { from, to } of edges) join(from, to);
  for (const node of nodes) if (node.outlet) for (const other of nodes) if (other.article && other.article.actor === node.outlet.at) join(node, other);
  return [...new Set(story.values())].map((list) => list.sort(compareNodes)).sort((a, b) => b.length - a.length || compareNodes(a[0], b[0]));
}

/* ------------------------------------------------------------------------------------ layers */

/** Mark the edges that close a circle; what is left has a first and a last node. */
function markCircles(nodes, edges) {
  for (const edge of edges) edge.closes = false;
  const marks = new Map();
  const visit = (node) => {
    marks.set(node, "open");
    for (const edge of node.above.filter((each) => edges.has(each))) {
      if (marks.get(edge.to) === "open") edge.closes = true;
      else if (!marks.has(edge.to)) visit(edge.to);
    }
    marks.set(node, "done");
  };
  for (const node of nodes) if (!marks.has(node)) visit(node);
}

/** A node's layer is the longest way to it. */
function placeInLayers(nodes, edges) {
  markCircles(nodes, edges);
  const depths = new Map();
  const depthOf = (node) => {
    if (!depths.has(node)) {
      const origins = node.below.filter((edge) => edges.has(edge) && !edge.closes);
      depths.set(node, origins.length ? 1 + Math.max(...origins.map(({ from }) => depthOf(from))) : 0);
    }
    return depths.get(node);
  };
  for (const node of nodes) node.layer = depthOf(node);
}

/** Layers of nodes and of the bends of edges that pass by; `before` and `after` are neighbours one layer away. */
function fillLayers(nodes, edges, height) {
  const layers = Array.from({ length: 1 + Math.max(...nodes.map(({ layer }) => layer)) }, () => []);
  for (const node of nodes) {
    Object.assign(node, { before: [], after: [], height });
    layers[node.layer].push(node);
  }
  for (const edge of edges) {
    edge.bends = [];
    if (edge.closes) continue;
    let last = edge.from;
    for (let layer = edge.from.layer + 1; layer <= edge.to.layer; layer += 1) {
      const next = layer === edge.to.layer ? edge.to : { layer, before: [], after: [], height: LINEAGE_SHEET.bend };
      if (next !== edge.to) {
        edge.bends.push(next);
        layers[layer].push(next);
      }
      last.after.push(next);
      next.before.push(last);
      last = next;
    }
  }
  return layers;
}

const averageOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Down from the origins, and up again. */
const sweepOf = (layers, sweep) => (sweep % 2 ? [[...layers].reverse(), "after"] : [layers, "before"]);

/** Fewer crossings: each layer sorted by the mean rank of its neighbours, to and fro (Sugiyama's barycentre). */
function sortLayers(layers) {
  const rank = () => layers.forEach((layer) => layer.forEach((item, at) => { item.rank = at; }));
  rank();
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const [order, side] = sweepOf(layers, sweep);
    for (const layer of order) {
      const wanted = new Map(layer.map((item) => [item, item[side].length ? averageOf(item[side].map((each) => each.rank)) : item.rank]));
      layer.sort((a, b) => wanted.get(a) - wanted.get(b));
      layer.forEach((item, at) => { item.rank = at; });
    }
  }
}

/** Heights: each item in one line with the first of its neighbours, or as far below it as those above it in its
    layer need; so the first report stands at the top, where a reader begins. */
function spreadLayers(layers) {
  for (const layer of layers) settleLayer(layer, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const [order, side] = sweepOf(layers, sweep);
    for (const layer of order) settleLayer(layer, (item) => (item[side].length ? Math.min(...item[side].map(centreOf)) - item.height / 2 : 0));
  }
}

const centreOf = (item) => item.y + item.height / 2;

function settleLayer(layer, wantedOf) {
  let free = 0;
  for (const item of layer) {
    item.y = Math.max(free, wantedOf(item));
    free = item.y + item.height + LINEAGE_SHEET.gap;
  }
}

/** One story laid out from 0, 0: its nodes and edges with places, its width and height. */
function layoutStory(nodes, edges, height) {
  const own = new Set(edges.filter(({ from }) => nodes.includes(from)));
  placeInLayers(nodes, own);
  const layers = fillLayers(nodes, own, height);
  sortLayers(layers);
  spreadLayers(layers);
  for (const item of layers.flat()) item.x = item.layer * (LINEAGE_SHEET.width + LINEAGE_SHEET.between);
  return {
    nodes, edges: [...own], items: layers.flat(),
    width: layers.length * (LINEAGE_SHEET.width + LINEAGE_SHEET.between) - LINEAGE_SHEET.between,
    height: Math.max(...layers.flat().map((item) => item.y + item.height)),
  };
}

/** Stories as high up as they find room beside and under those placed before, within the width. */
function packStories(stories, room) {
  const { margin, gap } = LINEAGE_SHEET;
  const placed = [];
  for (const story of stories) {
    const lefts = [margin, ...placed.map(({ right }) => right + 2 * gap)].filter((left) => left === margin || left + story.width + margin <= room);
    const spots = lefts.map((left) => ({ left, right: left + story.width, top: topAt(placed, left, left + story.width) }));
    const spot = spots.reduce((best, each) => (each.top < best.top || (each.top === best.top && each.left < best.left) ? each : best));
    placed.push({ ...spot, bottom: spot.top + story.height });
    for (const item of story.items) {
      item.x += spot.left;
      item.y += spot.top;
    }
  }
  return { width: Math.max(...placed.map(({ right }) => right)) + margin, height: Math.max(...placed.map(({ bottom }) => bottom)) + margin };
}

/** The height from which nothing stands between two sides. */
function topAt(placed, left, right) {
  const { margin, gap } = LINEAGE_SHEET;
  const above = placed.filter((other) => other.left < right + gap && left < other.right + gap);
  return above.length ? Math.max(...above.map(({ bottom }) => bottom)) + 2 * gap : margin;
}
