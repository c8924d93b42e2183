"use strict";
/* Draws a pyvis network.  What a user wrote enters as text or as a value of vis-network, never as HTML. */

const island = JSON.parse(document.getElementById("island").textContent);
const byId = (id) => document.getElementById(id);
const parsed = island.dot ? vis.network.convertDot(island.dot) : island;
const nodes = new vis.DataSet(parsed.nodes);
const edges = new vis.DataSet(parsed.edges);
let network = null;

const FADED = 0.12;

/** Let the nodes of a set stand out, and the lines between them; all of them where there is no set. */
function lightUp(ids, isLit = () => true) {
  nodes.update(nodes.get().map(({ id }) => ({ id, opacity: !ids || ids.has(id) ? 1 : FADED })));
  edges.update(edges.get().map((edge) => ({ id: edge.id, color: { ...asColour(edge.color), opacity: !ids || isLit(edge) ? 1 : FADED } })));
}

const asColour = (colour) => (typeof colour === "string" ? { color: colour, highlight: colour, hover: colour } : colour || {});
const neighbourhood = (id) => lightUp(new Set([id, ...network.getConnectedNodes(id)]), (edge) => edge.from === id || edge.to === id);

function makeSelect(label, words) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", label);
  fillSelect(select, words, label);
  byId("choices").append(select);
  return select;
}

function fillSelect(select, words, first) {
  select.replaceChildren(...[first, ...words].map((text, at) => Object.assign(document.createElement("option"), { textContent: String(text), value: at ? String(at - 1) : "" })));
}

/** A list of all nodes: the chosen one is looked at. */
function offerChoice() {
  const listed = nodes.get();
  const select = makeSelect("All nodes", listed.map((node) => node.label ?? node.id));
  select.addEventListener("change", () => {
    const node = listed[Number(select.value)];
    if (select.value === "") return lightUp(null);
    network.selectNodes([node.id]);
    network.focus(node.id, { animation: false });
    neighbourhood(node.id);
  });
}

/** Nodes or lines by the value of one of their properties. */
function offerFilter() {
  const all = [...nodes.get().map((node) => ["node", node]), ...edges.get().map((edge) => ["edge", edge])];
  const plain = (value) => ["string", "number", "boolean"].includes(typeof value);
  const properties = [...new Set(all.flatMap(([of, item]) => Object.keys(item).filter((name) => plain(item[name])).map((name) => `${of} ${name}`)))].sort();
  const property = makeSelect("Any property", properties);
  const value = makeSelect("Any value", []);
  let values = [];
  const having = () => {
    const [of, ...name] = properties[Number(property.value)].split(" ");
    return all.filter(([kind]) => kind === of).map(([, item]) => [item, item[name.join(" ")]]);
  };
  property.addEventListener("change", () => {
    values = property.value === "" ? [] : [...new Set(having().map(([, found]) => found).filter((found) => found !== undefined))];
    fillSelect(value, values, "Any value");
    lightUp(null);
  });
  value.addEventListener("change", () => {
    if (value.value === "") return lightUp(null);
    const chosen = new Set(having().filter(([, found]) => found === values[Number(value.value)]).map(([item]) => item));
    const ofEdges = properties[Number(property.value)].startsWith("edge ");
    const lit = new Set([...chosen].flatMap((item) => (ofEdges ? [item.from, item.to] : [item.id])));
    const lines = new Set([...chosen].map((item) => item.id));
    lightUp(lit, (edge) => (ofEdges ? lines.has(edge.id) : lit.has(edge.from) && lit.has(edge.to)));
  });
}

function start() {
  byId("heading").textContent = island.heading;
  byId("heading").hidden = !island.heading;
  Object.assign(byId("canvas").style, { width: island.width, height: island.height, background: island.background });
  const options = { ...island.options };
  if (island.configure) options.configure = { ...options.configure, container: byId("configure") };
  network = new vis.Network(byId("canvas"), { nodes, edges }, options);
  if (island.highlight) network.on("click", ({ nodes: [id] }) => (id === undefined ? lightUp(null) : neighbourhood(id)));
  if (island.choose) offerChoice();
  if (island.filter) offerFilter();
}

start();
