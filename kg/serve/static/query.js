/* The editor of queries: picks a named one, runs what stands in the text field at /sparql, shows the answer.
   Text of the store becomes text nodes; nothing is ever parsed as HTML.  The field is YASQE's (yasqe.min.js),
   which here asks nobody for anything: completions are those of the page, and it runs and keeps no query. */

const SHOWN = 1000;
const RESULTS = "application/sparql-results+json, text/turtle;q=0.9";
const SUFFIXES = {
  "application/sparql-results+json": "json", "application/sparql-results+xml": "xml", "text/csv": "csv",
  "text/tab-separated-values": "tsv", "text/turtle": "ttl", "application/n-triples": "nt",
  "application/rdf+xml": "rdf", "application/ld+json": "jsonld",
};

const at = (id) => document.getElementById(id);
const [form, named, about, parameters, text, said, found] = ["asked", "named", "about", "parameters", "text", "said", "found"].map(at);
const { root, iris } = form.dataset;
const vocabulary = JSON.parse(form.dataset.vocabulary);
let queries = [];
let running = null;
let editor = null;
let binding = Promise.resolve(""); // of the values typed last: resolves to what is wrong with them, or nothing
let outdated = new AbortController(); // of the request that it waits for

const readText = () => (editor ? editor.getValue() : text.value);

function writeText(words) {
  if (editor) editor.setValue(words);
  else text.value = words;
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function say(words, wrong = false) {
  said.textContent = words;
  said.classList.toggle("wrong", wrong);
}

/** Words of a response that is no answer. */
async function complaint(response) {
  return `${response.status} ${response.statusText}: ${(await response.text()).trim()}`;
}

// ---------------------------------------------------------------------------------------- named queries

async function loadQueries() {
  const response = await fetch(`${root}/queries`);
  if (!response.ok) return say(await complaint(response), true);
  queries = await response.json();
  choose(queries.find((query) => query.name === named.value) || (readText() ? null : queries[0]));
}

function choose(query) {
  outdated.abort();
  binding = Promise.resolve("");
  if (query) named.value = query.name;
  about.textContent = query ? query.description : "";
  if (query) writeText(query.text);
  const fields = (query ? query.parameters : []).map(parameterField);
  parameters.replaceChildren(parameters.firstElementChild, ...fields);
  parameters.hidden = !fields.length;
}

function parameterField(parameter) {
  const input = document.createElement("input");
  input.name = parameter.name;
  input.placeholder = parameter.default;
  input.addEventListener("input", bind);
  return element("label", parameter.name, element("span", parameter.description), input);
}

/** Put the values into the named query as they are typed; what was changed by hand in it is lost. */
function bind() {
  outdated.abort();
  outdated = new AbortController();
  binding = writeBound(outdated.signal);
}

async function writeBound(signal) {
  const given = [...parameters.querySelectorAll("input")].filter((input) => input.value).map((input) => [input.name, input.value]);
  try {
    const response = await fetch(`${root}/queries/${encodeURIComponent(named.value)}?${new URLSearchParams(given)}`, { signal });
    if (!response.ok) return await complaint(response);
    const words = await response.text();
    if (!signal.aborted) writeText(words);
    return "";
  } catch (error) {
    return signal.aborted ? "" : `the values cannot be put into the query: ${error.message}`;
  }
}

/** Wait until the query is the one that the values make of it; what is wrong with them, if anything. */
async function bound() {
  let waited, wrong;
  do wrong = await (waited = binding); while (waited !== binding);
  return wrong;
}

// ---------------------------------------------------------------------------------------------- running

async function ask(accept) {
  running?.abort();
  const mine = running = new AbortController();
  at("stop").disabled = false;
  say("running …");
  found.hidden = true;
  try {
    const wrong = await bound();
    if (running !== mine) return null;
    if (wrong || mine.signal.aborted) { say(wrong || "stopped.", Boolean(wrong)); return null; }
    const response = await fetch(`${root}/sparql`, {
      method: "POST", body: readText(), signal: mine.signal,
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
    });
    if (response.ok) return response;
    say(await complaint(response), true);
  } catch (error) {
    if (running === mine) say(error.name === "AbortError" ? "stopped." : `no answer: ${error.message}`, error.name !== "AbortError");
  } finally {
    if (running === mine) { running = null; at("stop").disabled = true; }
  }
  return null;
}

async function run() {
  const started = performance.now();
  const response = await ask(RESULTS);
  if (!response) return;
  const isTable = response.headers.get("Content-Type").startsWith("application/sparql-results+json");
  const answer = isTable ? await response.json() : await response.text();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const cut = response.headers.get("Claimgraph-Truncated");
  const cutWords = cut ? `, cut at the limit of ${cut}: ORDER BY with LIMIT and OFFSET gets the rest` : "";
  if (!isTable) return show(element("pre", answer), `triples in ${seconds} s${cutWords}.`);
  if ("boolean" in answer) return say(`${answer.boolean} (${seconds} s).`);
  const rows = answer.results.bindings;
  const hidden = rows.length > SHOWN ? `, the first ${SHOWN} shown: Save has all` : "";
  return show(table(answer.head.vars, rows.slice(0, SHOWN)), `${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${seconds} s${cutWords}${hidden}.`);
}

/** Focus stays where it is: what was found is announced, and one Tab behind the buttons. */
function show(made, words) {
  found.replaceChildren(made);
  found.hidden = false;
  say(words);
  found.scrollTo(0, 0);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  found.scrollIntoView({ block: "nearest", behavior: isStill ? "instant" : "smooth" });
}

function table(columns, rows) {
  const head = element("tr", ...columns.map((column) => { const cell = element("th", column); cell.scope = "col"; return cell; }));
  const body = rows.map((row) => element("tr", ...columns.map((column) => element("td", term(row[column])))));
  return element("table", element("thead", head), element("tbody", ...body));
}

/** One of our own IRIs leads to its record; others are shown and lead nowhere. */
function term(bound) {
  if (!bound) return "";
  if (bound.type === "triple") return JSON.stringify(bound.value);
  if (bound.type !== "uri" || !bound.value.startsWith(iris)) return bound.value;
  const name = bound.value.slice(iris.length);
  const link = element("a", name);
  link.href = `${root}/id/${name}`;
  return link;
}

async function save() {
  const media = at("form").value;
  const response = await ask(media);
  if (!response) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `answer.${SUFFIXES[media]}`;
  link.click();
  URL.revokeObjectURL(link.href);
  say(`saved as ${link.download}.`);
}

// ----------------------------------------------------------------------------------------- the text field

const PREFIXES = Object.entries(vocabulary.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);

/** What stands before the cursor is a term of the vocabulary, or the beginning of one. */
const isTerm = (yasqe) => /^[a-z][\w-]*(:\w*)?$/i.test(yasqe.getCompleteToken().string) && !isPrefix(yasqe);
const isPrefix = (yasqe) => /^\s*prefix\s+\S*$/i.test(yasqe.getDoc().getLine(yasqe.getDoc().getCursor().line));
const begins = (words, start) => words.toLowerCase().startsWith(start.toLowerCase());

const COMPLETERS = [
  { name: "claimgraph-terms", bulk: false, autoShow: false, isValidCompletionPosition: isTerm, get: (_, token) => vocabulary.terms.filter((term) => begins(term, token.string.trim())) },
  { name: "claimgraph-prefixes", bulk: false, autoShow: true, isValidCompletionPosition: isPrefix, get: (_, token) => PREFIXES.filter((prefix) => begins(prefix, token.string.trim())) },
];

function startEditor() {
  if (typeof Yasqe === "undefined") return; // the text field does it too
  const { Yasqe: Editor = Yasqe } = Yasqe;
  for (const completer of COMPLETERS) Editor.registerAutocompleter(completer);
  Editor.defaults.autocompleters = ["variables", ...COMPLETERS.map(({ name }) => name)]; // its own ask other hosts
  const leave = (yasqe) => { yasqe.getInputField().blur(); at("run").focus(); };
  editor = new Editor(at("editor"), {
    value: text.value,
    persistenceId: null, createShareableLink: null, consumeShareLink: null, prefixCcApi: null, showQueryButton: false, resizeable: false,
    editorHeight: null, viewportMargin: Infinity, requestConfig: { endpoint: `${root}/sparql` },
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": save, Esc: leave, Tab: false, "Shift-Tab": false },
  });
  const field = editor.getInputField();
  field.setAttribute("aria-label", "Query");
  field.setAttribute("aria-describedby", "keys");
  text.hidden = true;
  at("text-label").addEventListener("click", () => editor.focus());
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
named.addEventListener("change", () => choose(queries.find((query) => query.name === named.value)));
at("stop").addEventListener("click", () => running?.abort());
at("save").addEventListener("click", save);
at("saving").hidden = false;
startEditor();
loadQueries();
