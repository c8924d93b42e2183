/* The page: tabs, legend, search, dates, and what is rendered when.
   All that is shown follows from `state`; every change goes through `go` or `goOn` (state.js) to `render`. */

const TAB_ORDER = ["evidence", "differences", "lineage", "timeline", "map", "actors"];
const LEGEND = [...KINDS.filter(([kind]) => kind !== "document").map(([kind, words]) => [kind, words]), ["own", "Own voice"]];

/* ------------------------------------------------------------------------------------ bar */

function renderTabs() {
  const names = TAB_ORDER.filter(isTab);
  const buttons = names.map((name) =>
    make("button", { role: "tab", type: "button", id: `tab-${name}`, "data-key": `tab:${name}`, "aria-controls": "stage", "aria-selected": String(state.tab === name),
      onclick: () => go({ tab: name, actor: name === "actors" || state.tab === "actors" ? "" : state.actor }) }, tabs[name].words));
  byId("tabs").replaceChildren(...buttons);
  showTab(buttons.find((button) => button.getAttribute("aria-selected") === "true"));
  roveThrough(byId("tabs"), buttons, (button) => button.getAttribute("aria-selected") === "true");
  byId("stage").setAttribute("aria-labelledby", `tab-${state.tab}`);
}

/** On a phone the row of tabs is wider than the screen: bring the chosen one into it. */
function showTab(button) {
  if (!button) return;
  const row = byId("tabs");
  const [left, right] = [button.offsetLeft - row.offsetLeft, button.offsetLeft - row.offsetLeft + button.offsetWidth];
  if (left < row.scrollLeft || right > row.scrollLeft + row.clientWidth) row.scrollLeft = left - (row.clientWidth - button.offsetWidth) / 2;
}

/** What the legend counts: standing claims by kind of speaker, whether shown or not. */
function countKinds() {
  const counts = {};
  for (const claim of claims) if (isStanding(claim) && !isHiddenAside(claim)) counts[legendKind(claim)] = (counts[legendKind(claim)] || 0) + 1;
  return counts;
}

function renderLegend() {
  const [off, counts] = [offKinds(), countKinds()];
  const buttons = LEGEND.filter(([kind]) => counts[kind]).map(([kind, words]) =>
    renderFilter(kind, [kind === "own" ? glyph("document") : glyph(kind), words], off, `${countWords(counts[kind], "claim")} by this kind of speaker`));
  if (differences.length) buttons.push(renderFilter("differs", [differsGlyph(), "Differs"], off, countWords(differences.length, "difference")));
  const range = publishedRange();
  const dates = range ? renderDates(range) : null;
  const aside = renderAside(shown.aside, showsAside(), () => go({ act: showsAside() ? "" : "all", claim: selectedClaim()?.aside ? "" : state.claim }));
  byId("legend").replaceChildren(...[...buttons, dates, aside].filter(Boolean));
  const stops = [...byId("legend").querySelectorAll("button")]; // one stop for Tab
  if (stops.length) roveThrough(byId("legend"), stops, () => false);
}

function renderFilter(kind, words, off, help) {
  const isOn = !off.has(kind);
  return make("button", { type: "button", class: "filter", "aria-pressed": String(isOn), "data-key": `filter:${kind}`, title: `${isOn ? "Hide" : "Show"}: ${help}`, onclick: () => {
    const next = isOn ? [...off, kind] : [...off].filter((each) => each !== kind);
    go({ off: next.join(".") });
  } }, words);
}

function renderDates([first, last]) {
  const isLimited = Boolean(state.from || state.to);
  const words = isLimited ? `${showDay(state.from || first)} – ${showDay(state.to || last)}` : "Dates";
  return make("button", { type: "button", class: "filter dates", "aria-expanded": String(!byId("range").hidden), "aria-controls": "range", "data-key": "dates", "aria-pressed": String(isLimited), onclick: toggleDates }, words);
}

/** "2025-04-11" as "11 Apr 2025"; a month or a year as it is precise. */
function showDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  return month >= 1 && month <= 12 ? [date, shortMonth(month), year].filter(Boolean).join(" ") : day;
}

function toggleDates() {
  const range = byId("range");
  range.hidden = !range.hidden;
  renderLegend();
  if (!range.hidden) byId("from").focus();
}

const wholeDay = (day, ending) => (day.length === 10 ? day : `${day}${day.length === 4 ? (ending ? "-12" : "-01") : ""}-${ending ? lastDay(day) : "01"}`);
const lastDay = (day) => { const [year, month] = day.split("-").map(Number); return String(new Date(Date.UTC(year, month || 12, 0)).getUTCDate()); };

function startDates() {
  const range = publishedRange();
  if (!range) return;
  for (const name of ["from", "to"]) {
    const input = byId(name);
    [input.min, input.max] = [wholeDay(range[0], false), wholeDay(range[1], true)];
    input.addEventListener("change", () => goOn({ [name]: input.value }));
  }
  byId("any-date").addEventListener("click", () => { go({ from: "", to: "" }); });
}

/* ------------------------------------------------------------------------------------ all */

/** What has the focus or was scrolled, so that a render does not lose it: the same thing by its key, if it is gone the
    part of the page that it was in. */
function keepFocus(act) {
  const focused = document.activeElement;
  const key = focused?.dataset?.key;
  const home = focused?.closest?.("#stage, #panel");
  const stage = byId("stage");
  const [left, top] = [stage.scrollLeft, stage.scrollTop];
  const tab = stage.dataset.tab;
  act();
  if (stage.dataset.tab === tab) stage.scrollTo(left, top);
  else stage.scrollTo(0, 0);
  const find = (part) => key && part?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!focused?.isConnected) (find(home) || find(document) || home)?.focus({ preventScroll: true });
}

function render() {
  keepFocus(() => {
    chooseClaims();
    if (document.activeElement !== byId("search")) byId("search").value = state.q;
    for (const name of ["from", "to"]) byId(name).value = state[name];
    renderTabs();
    renderLegend();
    const stage = byId("stage");
    stage.dataset.tab = state.tab;
    stage.replaceChildren();
    if (shown.claims.length || tabs[state.tab].tellsNone) tabs[state.tab].render(stage);
    else stage.append(make("p", { class: "empty" }, describeEmpty()));
    byId("found").textContent = describeShown();
    renderPanel();
  });
  document.body.dataset.ready = "1";
}

const isFiltered = () => Boolean(state.q || state.off || state.from || state.to);
const describeShown = () => (isFiltered() ? `${describeFound(shown.claims)} found` : "");
const describeEmpty = () => (isFiltered() ? "No claim matches. Clear the search, the legend or the dates." : "Nothing here counts as a claim: intentions and deeds are shown on request.");

function renderNothing() {
  const words = articles.length ? `No claims were found in ${articles.length === 1 ? "this article" : `these ${articles.length} articles`}.` : "There are no articles yet.";
  byId("main").replaceChildren(make("p", { class: "empty", role: "status" }, `${words} Add articles with kg build.`));
  document.body.dataset.ready = "1";
}

/** Escape takes back one thing at a time: the selection, then the search, then the filters. */
function clearOne() {
  if (state.claim || state.article || state.difference) return clearSelection();
  if (state.actor) return go({ actor: "" });
  if (state.q) return go({ q: "" });
  return isFiltered() ? go({ off: "", from: "", to: "" }) : undefined;
}

function startTools() {
  byId("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      byId("copy").textContent = "Copied";
    } catch {
      byId("copy").textContent = "Copy it from the address bar";
    }
    setTimeout(() => { byId("copy").textContent = "Copy link"; }, 2500);
  });
  for (const format of ["svg", "png"]) byId(format).addEventListener("click", () => saveImage(format));
}

/** Draw anew for another width; on a phone the height changes with every scroll and means nothing. */
function startResizing() {
  let [waiting, width] = [0, innerWidth];
  addEventListener("resize", () => {
    if (isNarrow() && innerWidth === width) return;
    width = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(render, 120);
  });
}

function start() {
  startTheme();
  if (!claims.length) return renderNothing();
  readHash();
  startDates();
  startTools();
  render();
  byId("search").addEventListener("input", () => goOn({ q: byId("search").value }));
  startSearchKeys(clearOne);
  addEventListener("popstate", () => { readHash(); render(); }); // also fired by a link to another claim
  startResizing();
}

start();
