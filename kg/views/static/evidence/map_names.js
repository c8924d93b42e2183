/* What stands in words on the map: names of places and countries where there is room, and the scale.
   Must not: cover one name with another. */

const KM_PER_DEGREE = 111.195;
const SPOT_NAMES = 150;
const MAP_FONTS = { place: fontOf(12.5, 600), country: fontOf(12) };

const overlaps = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const boxAround = (x, y, wide, high) => ({ left: x, right: x + wide, top: y - high, bottom: y + high });

/** Where the buttons stand. */
function zoomCorner() {
  const [frame, buttons] = [board.holder.getBoundingClientRect(), board.holder.querySelector(".zoom").getBoundingClientRect()];
  return { left: buttons.left - frame.left - 4, right: board.width, top: buttons.top - frame.top - 4, bottom: buttons.bottom - frame.top + 4 };
}

/** Names that find room: of what is selected first, then of places by number of claims, then of countries. */
function placeNames() {
  const taken = board.spots.filter(({ at, radius }) => isInFrame(at) && radius > 8).map(({ at, radius }) => boxAround(at.x - radius, at.y, 2 * radius, radius));
  taken.push(zoomCorner());
  const order = [...board.spots].sort((a, b) => (b.light === "on") - (a.light === "on"));
  for (const [at, spot] of order.entries()) {
    const side = at < SPOT_NAMES && isInFrame(spot.at) ? findSide(spot, taken) : null;
    spot.name.setAttribute("visibility", side ? "visible" : "hidden");
    if (!side) continue;
    taken.push(side);
    spot.name.setAttribute("x", roundPixel(side.left + 2));
    spot.name.setAttribute("y", roundPixel(side.bottom - 4));
  }
  const named = new Set(); // a country has a label for each part of it that may be looked at
  for (const country of board.countries) if (placeCountry(country, taken, named.has(country.name))) named.add(country.name);
}

/** Room for a name right of its spot, left of it, above or below; null if there is none. */
function findSide({ at, radius, wide, differences: found }, taken) {
  const gap = radius + 5 + (found.size ? 7 : 0);
  const rooms = [
    boxAround(at.x + gap, at.y, wide + 4, 8), boxAround(at.x - gap - wide - 4, at.y, wide + 4, 8),
    boxAround(at.x - wide / 2 - 2, at.y - radius - 11, wide + 4, 8), boxAround(at.x - wide / 2 - 2, at.y + radius + 11, wide + 4, 8),
  ];
  return rooms.find((room) => room.left > 2 && room.right < board.width - 2 && !taken.some((box) => overlaps(room, box))) || null;
}

function placeCountry(country, taken, isNamed) {
  const at = toFrame(country);
  const room = boxAround(at.x - country.wide / 2, at.y, country.wide, 8);
  const fits = !isNamed && isInFrame(at) && country.wide < 2.6 * country.reach * mapView.zoom && room.left > 0 && room.right < board.width && !taken.some((box) => overlaps(room, box));
  country.text.setAttribute("visibility", fits ? "visible" : "hidden");
  if (!fits) return false;
  taken.push({ ...room, left: room.left - 6, right: room.right + 6 });
  country.text.setAttribute("x", roundPixel(at.x));
  country.text.setAttribute("y", roundPixel(at.y + 4));
  return true;
}

/** A round distance that is at most 120 pixels long in the middle of what is seen. */
function drawScale() {
  const kilometre = (mapView.zoom * land.unit) / KM_PER_DEGREE;
  const power = 10 ** Math.floor(Math.log10(120 / kilometre));
  const distance = [5, 2, 1].map((number) => number * power).find((one) => one * kilometre <= 120);
  const seen = board.height / mapView.zoom / land.unit;
  const latitude = land.north - mapView.y / land.unit;
  const words = `${distance.toLocaleString("en-GB")} km${seen > 15 ? ` at ${Math.abs(latitude).toFixed(0)}° ${latitude < 0 ? "S" : "N"}` : ""}`;
  const [x, y, length] = [12, board.height - 12, roundPixel(distance * kilometre)];
  board.bar.replaceChildren(draw("path", { class: "halo", d: `M${x} ${y - 6}v6h${length}v-6` }), draw("path", { d: `M${x} ${y - 6}v6h${length}v-6` }), draw("text", { x: x + length + 7, y }, words));
  board.bar.dataset.kilometres = distance;
}
