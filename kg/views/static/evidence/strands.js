/* The Evidence tab: who reported, who said it, what is claimed.  One continuous strand for each statement, dashed
   where nobody is named; claims that differ stand side by side under a bracket.  A list on narrow screens.
   Must not: show words that are not cut from an article. */

const LEAST_WIDE = 620;

tabs.evidence = { words: "Evidence", render: renderEvidence };

/* ------------------------------------------------------------------------------------ what is drawn */

const claimBudget = () => (state.all ? CLAIM_PAGE * Math.max(1, Number.parseInt(state.all, 10) || 1) : CLAIM_BUDGET);

/** Blocks by rank; if none of what is selected is among the first of them, its blocks come before all others. */
function chooseBlocks(lit) {
  const entries = listEntries();
  tieEntries(entries);
  const blocks = gatherBlocks(entries, claimBudget());
  const touches = (entry) => entry.members.some((claim) => lit.on.has(claim));
  const isMissing = lit && !blocks.flat().some(touches);
  const chosen = isMissing ? entries.filter(touches) : [];
  const drawn = isMissing ? gatherBlocks([...chosen, ...entries.filter((entry) => !chosen.includes(entry))], claimBudget()) : blocks;
  return { blocks: drawn, total: entries.length };
}

/** Claims that the selection means (`on`) and those that differ from them (`near`); null without a selection. */
function findLit() {
  const difference = selectedDifference();
  if (difference) return litSides(difference);
  const chosen = selectedClaims();
  if (!chosen.length) return null;
  const on = new Set(state.claim ? membersOf(chosen[0]) : chosen);
  const near = [...on].flatMap(rivalsOf).flatMap(membersOf);
  return { on, near: new Set(near.filter((claim) => !on.has(claim))) };
}

/** All that say the same as a claim. */
const membersOf = (claim) => groups[claim.group].members;

/** The two sides of a difference, with all that say the same as either, unless both say the same. */
function litSides({ left, right }) {
  const isInside = left.claim.group === right.claim.group;
  const [on, near] = [left, right].map(({ claim }) => new Set(isInside ? [claim] : membersOf(claim)));
  return { on, near };
}

/** "" lit, "near" lit as the rival of what is selected, "dim" neither. */
function litClass(lit, list) {
  if (!lit || list.some((claim) => lit.on.has(claim))) return "";
  return list.some((claim) => lit.near.has(claim)) ? " near" : " dim";
}

function renderEvidence(stage) {
  const lit = findLit();
  const { blocks, total } = chooseBlocks(lit);
  const isList = isNarrow() || roomOf(stage).width < LEAST_WIDE;
  stage.append(make("div", { class: `strands${isList ? " narrow" : ""}` },
    ...(isList ? [renderClaimBlocks(blocks)] : renderStrands(stage, blocks, lit)),
    renderBudget(blocks.flat().length, total)));
  revealSelected(stage, isList);
}

let revealed = "";

/** Bring what was just selected into view, wherever it was selected. */
function revealSelected(stage, isList) {
  const selected = state.claim || state.difference || state.article || state.actor;
  if (selected === revealed) return;
  revealed = selected;
  if (selected && !isList) requestAnimationFrame(() => stage.querySelector(".stop.on")?.scrollIntoView({ block: "nearest", behavior: "instant" }));
}

/** How many of the claims are drawn, and the button for more; said only where some are not. */
function renderBudget(drawn, total) {
  if (drawn >= total && !state.all) return null;
  const order = `${differences.length ? "those that differ first, then " : ""}those of most independent origins${differences.length ? "" : " first"}`;
  const next = Number.parseInt(state.all, 10) + 1 || 1;
  const more = drawn < total ? `Show ${!state.all && total <= CLAIM_PAGE ? `all ${total}` : `${Math.min(CLAIM_PAGE, total - (state.all ? drawn : 0))}${state.all ? " more" : ` of ${total.toLocaleString("en-GB")}`}`} claims` : "";
  return make("p", { class: "budget" },
    `${drawn < total ? `${drawn.toLocaleString("en-GB")} of` : "All"} ${countWords(total, "distinct claim")}, ${order}. `,
    more ? make("button", { type: "button", class: "link no-image", "data-key": "budget", onclick: () => go({ all: String(next) }) }, more) : null,
    state.all ? make("button", { type: "button", class: "link no-image", "data-key": "fewer", onclick: () => go({ all: "" }) }, "Show fewer") : null);
}

/* ------------------------------------------------------------------------------------ columns */

/** One drawing for about as many claims as are shown at first: whoever scrolls on finds articles and speakers beside
    their claims again, at the ends of short strands. */
function renderStrands(stage, blocks, lit) {
  const parts = splitBlocks(blocks, CLAIM_BUDGET);
  const room = { width: roomOf(stage).width, height: parts.length > 1 ? 0 : roomOf(stage).height };
  const scenes = parts.map((part, number) => makeScene(room, part, lit, number));
  const drawings = scenes.map(drawScene);
  roveColumns(drawings);
  return [renderHeadings(scenes[0].columns), ...drawings];
}

function renderHeadings(columns) {
  const words = { article: "Reported in", speaker: "Said by", claim: "Claim" };
  return make("div", { class: "columns", "aria-hidden": "true" }, Object.entries(words).map(([name, heading]) => {
    const element = make("span", {}, heading);
    element.style.left = `${columns[name].left}px`;
    return element;
  }));
}

/* ------------------------------------------------------------------------------------ keys */

/** Each column is one stop for Tab, claims first; up and down move inside it, left and right to the next column. */
function roveColumns(drawings) {
  const stops = ["Articles", "Speakers", "Claims"].map((name) => drawings.flatMap((drawing) => [...drawing.querySelectorAll(`[aria-label="${name}"] > a.stop`)]));
  for (const column of stops) setStop(column, column.find((stop) => stop.classList.contains("on")) || column[0]);
  const move = (event) => {
    const at = stops.findIndex((column) => column.includes(document.activeElement));
    const goal = at < 0 ? null : goalOf(event.key, stops, at);
    if (!goal) return;
    event.preventDefault();
    setStop(stops.find((column) => column.includes(goal)), goal);
    goal.focus();
    goal.scrollIntoView({ block: "nearest" });
  };
  for (const drawing of drawings) drawing.addEventListener("keydown", move);
}

function setStop(column, stop) {
  for (const each of column) each.setAttribute("tabindex", each === stop ? "0" : "-1");
}

function goalOf(key, stops, at) {
  const column = stops[at];
  const stop = document.activeElement;
  const place = column.indexOf(stop);
  const inside = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: column.length - 1 }[key];
  if (inside !== undefined) return column[inside];
  const beside = stops[at + { ArrowLeft: -1, ArrowRight: 1 }[key]];
  return beside && nearestStop(beside, stop);
}

/** The stop of another column that stands at about the same height. */
function nearestStop(column, stop) {
  const heightOf = (each) => { const { top, height } = each.getBoundingClientRect(); return top + height / 2; };
  return [...column].sort((a, b) => Math.abs(heightOf(a) - heightOf(stop)) - Math.abs(heightOf(b) - heightOf(stop)))[0];
}

/* ------------------------------------------------------------------------------------ narrow screens */

/** Claims as a list; those that differ have one coloured edge and words for it. */
function renderClaimBlocks(blocks) {
  const cards = [];
  const list = make("div", { class: "blocks" }, blocks.map((block) => {
    const ties = tiesInside(block);
    const found = [...ties.flatMap((tie) => tie.differences), ...block.flatMap((entry) => entry.inside)];
    return make("section", { class: found.length ? "block differs" : "block", "aria-label": found.length ? `Claims that differ: ${listKinds(found)}` : null },
      found.length ? renderBlockHeading(found) : null,
      block.flatMap((entry) => renderEntryCard(entry, cards)));
  }));
  roveThrough(list, cards, (card) => card.getAttribute("aria-current") === "true");
  return list;
}

function renderBlockHeading(found) {
  const [surest] = [...found].sort((a, b) => b.score - a.score);
  return make("a", { class: "differs", href: hashOf({ ...NOTHING, difference: surest.id }), "data-key": `difference:${surest.id}`, onclick: (event) => choose(event, () => openDifference(surest)) },
    differsGlyph(), nameFound(found));
}

/** The claim that stands for all that say the same, and whatever differs among them; the others are counted. */
function renderEntryCard({ claim, members, inside }, cards) {
  const sides = inside.flatMap(({ left, right }) => [left.claim, right.claim]);
  const shownHere = members.filter((member) => member === claim || sides.includes(member));
  const own = shownHere.map((member) => renderCard(member));
  cards.push(...own);
  const others = members.length - own.length;
  return [...own, others ? make("p", { class: "muted others" }, `and ${countWords(others, "more statement")} that say${others === 1 ? "s" : ""} the same`) : null];
}
