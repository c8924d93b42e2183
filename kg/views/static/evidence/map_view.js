/* What part of the land is seen on the map, and what lies where in its frame.
   The land comes with the page (kg/views/land.py); coordinates here are its steps, y southward.  What is seen is
   squeezed by the cosine of its middle latitude, so that shapes and the scale bar are true where one looks.
   This file shows nothing. */

const CLOSEST_VIEW = 1.2; // degrees of latitude that can fill the frame
const FIRST_VIEW = 3; // and that do so at first, at least
const FIT_ROOM = 100; // pixels that stay free around places, of width and height together

let mapView = null; // { x, y, zoom }: the middle in steps and pixels for a step southward; null: chosen for the places
let board = null; // the drawing that is shown now: { width, height, spots, ... }

/** Where a place lies on the land. */
const toStep = ({ lat, lon }) => ({ x: ((((lon - land.west) % 360) + 360) % 360) * land.unit, y: (land.north - lat) * land.unit });
const squeezeAt = (y) => Math.cos((Math.min(Math.abs(land.north - y / land.unit), 75) * Math.PI) / 180);
const limit = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

/** A view within the land: neither farther nor closer than it is drawn for, and not beyond its edges. */
function limitView({ x, y, zoom }, { width, height }) {
  const squeeze = squeezeAt(limit(y, height / 2 / zoom, land.height - height / 2 / zoom));
  const least = Math.max(height / land.height, width / land.width / squeeze);
  const held = limit(zoom, least, Math.max(least, height / (CLOSEST_VIEW * land.unit)));
  const [wide, high] = [width / held / squeezeAt(y) / 2, height / held / 2];
  return { x: limit(x, wide, land.width - wide), y: limit(y, high, land.height - high), zoom: held };
}

/** A view with some spots in it; the whole land without any. */
function fitView(spots, frame) {
  if (!spots.length) return limitView({ x: land.width / 2, y: land.height / 2, zoom: 0 }, frame);
  const [xs, ys] = [spots.map(({ step }) => step.x), spots.map(({ step }) => step.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle = (top + bottom) / 2;
  const most = frame.height / (FIRST_VIEW * land.unit);
  const zoom = Math.min((frame.width - FIT_ROOM) / ((right - left) * squeezeAt(middle) || 1), (frame.height - FIT_ROOM) / (bottom - top || 1), most);
  return limitView({ x: (left + right) / 2, y: middle, zoom }, frame);
}

/** At first the towns and regions fill the frame: the middle of a country tells least. */
function firstView(spots, frame) {
  const near = spots.filter(({ place, number }) => number && !isCountry(place));
  return fitView(near.length ? near : spots, frame);
}

/** Where a step lies in the frame, in pixels. */
function toFrame({ x, y }) {
  return { x: (x - mapView.x) * mapView.zoom * squeezeAt(mapView.y) + board.width / 2, y: (y - mapView.y) * mapView.zoom + board.height / 2 };
}

const isInFrame = ({ x, y }) => x >= 0 && y >= 0 && x <= board.width && y <= board.height;

function moveView(view) {
  mapView = limitView(view, board);
  placeAll();
}

/** Zoom around a point of the frame, which stays where it is as nearly as the squeeze lets it. */
function zoomBy(factor, at = { x: board.width / 2, y: board.height / 2 }) {
  const [across, down] = [at.x - board.width / 2, at.y - board.height / 2];
  const point = { x: mapView.x + across / mapView.zoom / squeezeAt(mapView.y), y: mapView.y + down / mapView.zoom };
  const { zoom } = limitView({ ...mapView, zoom: mapView.zoom * factor }, board);
  const y = point.y - down / zoom;
  moveView({ x: point.x - across / zoom / squeezeAt(y), y, zoom });
}
