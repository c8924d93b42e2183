/* Map: the places that claims name, each with the number of its claims, without a network.
   Must not: place what the store has no point for, or hide that places lie outside the view.
   What is seen and where: map_view.js; words on it: map_names.js. */

const LARGEST_SPOT = [30, 20]; // pixels, radius, on a wide and on a narrow screen; areas are as the numbers of claims
const SPOT_SHARE = 0.15; // of the frame, that all circles together can cover
const SMALLEST_SPOT = 3.5;
const ZOOM_STEP = 1.6;
const PLACES_AT_ONCE = 24;

let mapShowsAll = false;

/* ------------------------------------------------------------------------------------ places and their claims */

const isCounted = (claim) => isStanding(claim) && !claim.aside;
const hasPoint = (place) => Boolean(land) && place.lat !== null && place.lon !== null;
/** A country or a region has an area: its point is only its middle. */
const isArea = (place) => place.ids.some(([scheme, value]) => scheme === "iso3166" && /^[A-Z]{2}(-|$)/.test(value));
const isCountry = (place) => place.ids.some(([scheme, value]) => scheme === "iso3166" && /^[A-Z]{2}$/.test(value));

/** Places that claims on show name, those of most claims first. */
function findSpots() {
  const spots = new Map();
  for (const claim of shown.claims) {
    for (const at of claim.places) {
      if (!spots.has(at)) spots.set(at, { place: actors[at], claims: [], number: 0, differences: new Set() });
      const spot = spots.get(at);
      spot.claims.push(claim);
      if (isCounted(claim)) spot.number += 1;
    }
  }
  for (const difference of shown.differences) {
    for (const at of [...difference.left.claim.places, ...difference.right.claim.places]) spots.get(at)?.differences.add(difference);
  }
  return [...spots.values()].sort((a, b) => b.number - a.number || b.claims.length - a.claims.length || (a.place.label < b.place.label ? -1 : 1));
}

/** Pairs of places of which one claim says here and its rival says there. */
function findMoves(spots) {
  const byPlace = new Map(spots.map((spot) => [spot.place.at, spot]));
  const only = (one, other) => one.claim.places.find((at) => !other.claim.places.includes(at));
  return shown.differences.filter(({ kind }) => kind === "place-differs").map((difference) => ({
    difference, from: byPlace.get(only(difference.left, difference.right)), to: byPlace.get(only(difference.right, difference.left)),
  })).filter(({ from, to }) => from?.step && to?.step);
}

/** "on": selected; "near": the rival's; "dim": neither, though something is selected. */
function lightSpots(spots) {
  const chosen = new Set(selectedClaims());
  const claim = selectedClaim();
  const rivals = new Set(claim ? rivalsOf(claim).flatMap((rival) => rival.places) : []);
  for (const spot of spots) {
    const isOf = spot.claims.some((each) => chosen.has(each));
    if (!chosen.size && !state.actor) spot.light = "";
    else if (state.actor) spot.light = spot.place.id === state.actor ? "on" : isOf ? "" : "dim";
    else spot.light = isOf ? "on" : rivals.has(spot.place.at) ? "near" : "dim";
  }
}

function describeSpot({ place, claims: all, number, differences: found }) {
  const gone = all.filter((claim) => !isStanding(claim)).length;
  const aside = all.filter((claim) => isStanding(claim) && claim.aside).length;
  return [countWords(number, "claim"), aside ? countAside(aside) : "", gone ? `${gone} retracted` : "", found.size ? countWords(found.size, "difference") : "", isCountry(place) ? "a whole country" : isArea(place) ? "a whole region" : ""].filter(Boolean).join(", ");
}

/** Radius for a number of claims; areas are as the numbers, and all together leave the land to be seen. */
function chooseRadius(spots, { width, height }) {
  const most = Math.max(4, ...spots.map(({ number }) => number));
  const all = spots.reduce((sum, { number }) => sum + number, 0);
  const largest = Math.min(LARGEST_SPOT[isNarrow() ? 1 : 0], Math.sqrt((SPOT_SHARE * width * height * most) / (Math.PI * Math.max(all, 1))));
  return (number) => Math.max(SMALLEST_SPOT, largest * Math.sqrt(number / most));
}

/* ------------------------------------------------------------------------------------ drawing */

function sizeFrame(stage) {
  const style = getComputedStyle(stage);
  const width = stage.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  const whole = (width * land.height) / (land.width * land.squeeze);
  const room = isNarrow() ? width * 0.85 : Math.max(320, stage.clientHeight - 130);
  return { width, height: Math.round(Math.min(Math.max(whole, 280), room)) };
}

function makeBoard(stage, spots, moves) {
  const frame = sizeFrame(stage);
  const radiusOf = chooseRadius(spots, frame);
  for (const spot of spots) spot.radius = radiusOf(spot.number);
  const ground = draw("g", { class: "ground" }, draw("path", { class: "land", d: land.land, "fill-rule": "evenodd" }), draw("path", { class: "borders", d: land.borders }));
  const countries = land.labels.map((label) => ({ ...label, text: draw("text", { class: "country" }, label.name), wide: measureText(label.name, MAP_FONTS.country) }));
  const lines = moves.map((move) => ({ ...move, line: draw("path", { class: `move${state.difference === move.difference.id ? " on" : ""}` }) }));
  for (const spot of spots) Object.assign(spot, { mark: drawSpot(spot), name: draw("text", { class: `place ${spot.light}` }, spot.place.label), wide: measureText(spot.place.label, MAP_FONTS.place) });
  board = { ...frame, radiusOf, spots, ground, countries, lines, bar: draw("g", { class: "scale" }), beyond: make("p", { class: "beyond" }) };
  return board;
}

function drawSpot(spot) {
  const { place, radius, light, number, differences: found } = spot;
  const names = ["spot", shapeOf(place), isArea(place) ? "area" : "", number ? "" : "none", light].filter(Boolean).join(" ");
  const size = radius > 11 ? 0.7 : 0.5;
  return draw("a", {
    class: names, href: hashOf({ ...NOTHING, actor: place.id }), "data-key": `spot:${place.id}`, "data-number": number, "aria-label": `${place.label}: ${describeSpot(spot)}`,
    "aria-current": light === "on" ? "true" : null, onclick: (event) => choose(event, () => openActor(place)),
  },
  draw("title", {}, `${place.label}: ${describeSpot(spot)}`),
  draw("circle", { class: "grip", r: Math.max(radius, 13) }), draw("circle", { class: "disc", r: radius }),
  radius > 6 ? drawGlyph(shapeOf(place), 0, 0, size) : null,
  found.size ? draw("g", { class: "sign", transform: `translate(${radius * 0.72 + 2},${-radius * 0.72 - 2})` }, draw("circle", { r: 7.5 }), draw("path", { class: "glyph differs", d: DIFFERS_PATH, transform: "translate(-5,-5) scale(0.71)" })) : null);
}

/** Put everything where the view has it. */
function placeAll() {
  const { zoom } = mapView;
  const origin = toFrame({ x: 0, y: 0 });
  board.ground.setAttribute("transform", `matrix(${zoom * squeezeAt(mapView.y)} 0 0 ${zoom} ${origin.x} ${origin.y})`);
  for (const spot of board.spots) {
    spot.at = toFrame(spot.step);
    spot.mark.setAttribute("transform", `translate(${roundPixel(spot.at.x)},${roundPixel(spot.at.y)})`);
  }
  for (const { from, to, line } of board.lines) line.setAttribute("d", `M${roundPixel(from.at.x)} ${roundPixel(from.at.y)}L${roundPixel(to.at.x)} ${roundPixel(to.at.y)}`);
  placeNames();
  drawScale();
  tellBeyond();
}

/** Say which places lie outside, with the way to them. */
function tellBeyond() {
  const outside = board.spots.filter(({ at }) => !isInFrame(at));
  board.beyond.hidden = !outside.length;
  if (!outside.length) return;
  const names = outside.slice(0, 4).map(({ place, number }) => `${place.label} (${number})`).join(", ");
  const more = outside.length > 4 ? ` and ${outside.length - 4} more` : "";
  board.beyond.replaceChildren(`Outside this view: ${names}${more}. `, make("button", { type: "button", class: "link", "data-key": "map:all", onclick: () => { moveView(fitView(board.spots, board)); board.holder.querySelector(".zoom button")?.focus(); } }, "Show all"));
}

/* ------------------------------------------------------------------------------------ moving */

function renderZoom() {
  const buttons = [["+", "Zoom in", () => zoomBy(ZOOM_STEP)], ["−", "Zoom out", () => zoomBy(1 / ZOOM_STEP)], ["⤢", "Show all places", () => moveView(fitView(board.spots, board))]].map(([sign, words, act]) =>
    make("button", { type: "button", "aria-label": words, title: words, "data-key": `map:${words}`, onclick: act }, sign));
  const holder = make("div", { class: "zoom no-image", role: "toolbar", "aria-label": "Zoom", "aria-orientation": "vertical" }, buttons);
  roveThrough(holder, buttons, () => false);
  return holder;
}

const atPointer = (drawing, event) => { const box = drawing.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };

/** Dragging moves the land; a drag that ends on a place does not choose it. */
function startDragging(drawing) {
  let [from, isMoved] = [null, false];
  drawing.addEventListener("pointerdown", (event) => { if (event.button === 0) [from, isMoved] = [{ ...atPointer(drawing, event), view: mapView }, false]; });
  drawing.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const to = atPointer(drawing, event);
    if (!isMoved && Math.hypot(to.x - from.x, to.y - from.y) < 5) return;
    if (!isMoved) drawing.setPointerCapture(event.pointerId);
    isMoved = true;
    moveView({ ...from.view, x: from.view.x - (to.x - from.x) / from.view.zoom / squeezeAt(from.view.y), y: from.view.y - (to.y - from.y) / from.view.zoom });
  });
  for (const name of ["pointerup", "pointercancel"]) drawing.addEventListener(name, () => { from = null; });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("click", (event) => {
    if (isMoved) { event.preventDefault(); event.stopPropagation(); }
    isMoved = false;
  }, true);
}

function startZooming(drawing) {
  drawing.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(2 ** (-event.deltaY / 250), atPointer(drawing, event));
  }, { passive: false });
  drawing.addEventListener("keydown", (event) => {
    const factor = { "+": ZOOM_STEP, "=": ZOOM_STEP, "-": 1 / ZOOM_STEP }[event.key];
    if (factor && !event.ctrlKey && !event.metaKey) { event.preventDefault(); zoomBy(factor); }
  });
  drawing.addEventListener("focusin", (event) => {
    const spot = board.spots.find(({ mark }) => mark === event.target);
    if (spot && !isInFrame(spot.at)) moveView({ ...mapView, ...spot.step });
  });
}

/* ------------------------------------------------------------------------------------ the tab */

function renderMap(spots) {
  const clip = draw("clipPath", { id: "map-frame" }, draw("rect", { width: board.width, height: board.height, rx: 8 }));
  const marks = [...board.spots].reverse(); // many claims below few, so that no place is covered
  const drawing = draw("svg", { class: "map-drawing", width: board.width, height: board.height, viewBox: `0 0 ${board.width} ${board.height}`, role: "group", "aria-label": `Map of ${countWords(spots.length, "place")}` },
    clip, draw("g", { "clip-path": "url(#map-frame)" }, draw("rect", { class: "sea", width: board.width, height: board.height }), board.ground,
      draw("g", { class: "countries", "aria-hidden": "true" }, board.countries.map(({ text }) => text)), board.lines.map(({ line }) => line),
      draw("g", { class: "spots" }, marks.sort((a, b) => b.radius - a.radius).map(({ mark }) => mark)),
      draw("g", { class: "names", "aria-hidden": "true" }, board.spots.map(({ name }) => name)), board.bar));
  roveThrough(drawing, board.spots.map(({ mark }) => mark), (mark) => mark.getAttribute("aria-current") === "true");
  startDragging(drawing);
  startZooming(drawing);
  board.holder = make("div", { class: "map-frame" }, drawing, renderZoom());
  return board.holder;
}

function renderMapKey() {
  const most = board.spots[0]?.number || 0;
  const sizes = [...new Set([1, Math.round(most / 4), most])].filter((number) => number > 0 && most > 0);
  const circle = (name, number) => {
    const radius = board.radiusOf(number);
    return draw("svg", { class: `sample spot place ${name}`, width: 2 * radius + 4, height: 2 * radius + 4, "aria-hidden": "true" }, draw("circle", { class: "disc", cx: radius + 2, cy: radius + 2, r: radius }));
  };
  return make("p", { class: "map-key" }, sizes.map((number) => make("span", {}, circle("", number), countWords(number, "claim"))),
    make("span", {}, circle("area", most / 4), "a whole region or country, at its middle"),
    board.spots.some(({ differences: found }) => found.size) ? make("span", {}, differsGlyph(), "claims here differ from others") : null,
    board.lines.length ? make("span", {}, draw("svg", { class: "sample", width: 30, height: 10, "aria-hidden": "true" }, draw("path", { class: "move", d: "M0 5h30" })), "one claim says here, another there") : null);
}

const reasonWithout = (place) => (place.ids.length ? "its entry in the list of places has no coordinates" : "no entry of the list of places is known to be meant");

function renderPlaceRow(spot, note) {
  const { place, number, light } = spot;
  return make("a", {
    class: `row ${shapeOf(place)} ${light}`, href: hashOf({ ...NOTHING, actor: place.id }), "data-key": `actor:${place.id}`, "aria-current": String(light === "on"),
    onclick: (event) => choose(event, () => openActor(place)),
  }, glyph(shapeOf(place)), make("span", { class: "name" }, place.label, make("small", {}, note)), spot.differences.size ? make("span", { title: countWords(spot.differences.size, "difference") }, differsGlyph()) : null,
  make("span", { class: "number", "aria-label": describeSpot(spot) }, number.toLocaleString("en-GB")));
}

const describeKindOfPlace = (place) => [isCountry(place) ? "country" : isArea(place) ? "region" : place.kind === "facility" ? "facility" : "", isCountry(place) ? "" : nameCountry(place.country)].filter(Boolean).join(", ");

function renderPlaceList(words, spots, describe) {
  if (!spots.length) return [];
  const listed = mapShowsAll ? spots : spots.slice(0, PLACES_AT_ONCE);
  const rows = listed.map((spot) => renderPlaceRow(spot, describe(spot.place)));
  const list = make("ul", { class: "plain place-rows" }, rows.map((row) => make("li", {}, row)));
  roveThrough(list, rows, (row) => row.getAttribute("aria-current") === "true");
  const more = listed.length < spots.length ? make("button", { type: "button", class: "fold", "data-key": `map:more:${words}`, onclick: () => { mapShowsAll = true; render(); } }, `Show all ${countWords(spots.length, "place")}`) : null;
  return [make("h3", {}, words, make("span", { class: "number" }, spots.length.toLocaleString("en-GB"))), list, more];
}

function renderMapTab(stage) {
  const found = findSpots();
  lightSpots(found);
  const [spots, without] = [found.filter(({ place }) => hasPoint(place)), found.filter(({ place }) => !hasPoint(place))];
  for (const spot of spots) spot.step = toStep(spot.place);
  const placed = shown.claims.filter((claim) => isCounted(claim) && claim.places.length).length;
  const holder = make("div", { class: "map" }, make("h2", {}, found.length ? `${countWords(found.filter(({ number }) => number).length, "place")} named in ${countWords(placed, "claim")}` : "No claim on show names a place"));
  stage.append(holder);
  if (spots.length) {
    makeBoard(stage, spots, findMoves(spots));
    holder.append(renderMap(spots), board.beyond, renderMapKey());
    mapView = limitView(mapView || firstView(spots, board), board);
    placeAll();
    showChosen();
    holder.append(make("p", { class: "muted map-source" }, `Land, borders and names: ${land.source}.`, isNarrow() ? null : make("span", { class: "no-image" }, " Ctrl and the wheel zoom, dragging moves.")));
  }
  holder.append(...[...renderPlaceList("Places on the map", spots, describeKindOfPlace), ...renderPlaceList("Places without a point", without, reasonWithout)].filter(Boolean));
}

/** What has been chosen elsewhere is brought into view. */
function showChosen() {
  const chosen = board.spots.filter(({ light }) => light === "on");
  const key = `${state.actor} ${state.claim} ${state.difference}`;
  if (chosen.length && renderMapTab.shownFor !== key && !chosen.some(({ at }) => isInFrame(at))) moveView(fitView(chosen, board));
  renderMapTab.shownFor = key;
}

tabs.map = { words: "Map", isEmpty: () => !claims.some((claim) => claim.places.length), render: renderMapTab };
