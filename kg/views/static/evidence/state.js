/* State: what a person has chosen, kept in the address, so that a link shows the same.
   This file shows nothing by itself; `render` is in app.js. */

/** The tabs by name: { words, render(stage) }.  Each file of a tab adds its own. */
const tabs = {};

const defaults = { tab: "evidence", claim: "", actor: "", article: "", difference: "", q: "", off: "", from: "", to: "", all: "", act: "", sort: "", kind: "" };
let state = { ...defaults };

const isDay = (words) => /^\d{4}-\d\d-\d\d$/.test(words) && !Number.isNaN(Date.parse(words));
const isTab = (name) => Object.hasOwn(tabs, name) && !tabs[name].isEmpty?.();

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  state = { ...defaults };
  for (const name of Object.keys(defaults)) state[name] = given.get(name) || defaults[name];
  if (!isTab(state.tab)) state.tab = defaults.tab;
  for (const name of ["from", "to"]) if (!isDay(state[name])) state[name] = "";
  for (const [name, records] of [["claim", claimById], ["actor", actorById], ["article", articleById], ["difference", differenceById]]) {
    if (!records.has(state[name])) state[name] = "";
  }
  if (claimById.get(state.claim)?.aside) state.act = "all";
  if (state.act !== "all") state.act = "";
}

/** The state after some changes.  What a tab is sorted by or narrowed to means nothing in another one. */
const changeState = (changes) => ({ ...state, ...(changes.tab && changes.tab !== state.tab ? { sort: "", kind: "" } : {}), ...changes });

/** The address of the page after some changes. */
function hashOf(changes) {
  const kept = Object.entries(changeState(changes)).filter(([name, value]) => value && value !== defaults[name]);
  return `#${new URLSearchParams(kept)}`;
}

/** A person's choice: a step that the browser's Back undoes. */
function go(changes) {
  state = changeState(changes);
  if (hashOf({}) !== (location.hash || "#")) history.pushState(null, "", hashOf({}));
  render();
}

/** Typing in the search, or moving a date: no step for every letter. */
function goOn(changes) {
  state = changeState(changes);
  history.replaceState(null, "", hashOf({}));
  render();
}

/** A plain click changes the page in place; with a modifier it is a link like any other. */
function choose(event, act) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  act();
}

/** What is selected: nothing else is, at one time. */
const NOTHING = { claim: "", article: "", difference: "", actor: "" };
const openClaim = (claim) => go({ ...NOTHING, claim: claim.id, act: claim.aside ? "all" : state.act, actor: state.tab === "actors" ? state.actor : "" });
const openArticle = (article) => go({ ...NOTHING, article: article.id });
const openDifference = (difference) => go({ ...NOTHING, difference: difference.id });
/** Somebody is a selection in every tab but Actors, where it is a page. */
const openActor = (actor) => go({ ...NOTHING, actor: actor.id });
const openActorPage = (actor) => go({ ...NOTHING, actor: actor.id, tab: "actors" });
const clearSelection = () => go({ ...NOTHING, actor: state.tab === "actors" ? state.actor : "" });

const selectedClaim = () => claimById.get(state.claim) || null;
const selectedActor = () => actorById.get(state.actor) || null;
const selectedArticle = () => articleById.get(state.article) || null;
const selectedDifference = () => differenceById.get(state.difference) || null;
/** Claims that the selection means; empty if nothing is selected. */
function selectedClaims() {
  const [claim, difference] = [selectedClaim(), selectedDifference()];
  if (claim) return [claim];
  if (difference) return [difference.left.claim, difference.right.claim];
  if (state.article) return selectedArticle().claims;
  const actor = selectedActor();
  return actor ? [...new Set([...actor.said, ...actor.passed, ...actor.spoken])] : [];
}
