"""Make `kg/mentions/data/natural_places.tsv`: rivers, lakes, seas, islands and peninsulas with their points.

    python bench/natural_places.py MAPDATA MAGICS OBSPY > kg/mentions/data/natural_places.tsv

MAPDATA is pyworldatlas_mapdata_standard/data/maps.sqlite3 of the wheel pyworldatlas-mapdata-standard 0.9.5,
MAGICS usr/share/magics of the Debian package libmagics++-data 4.13.0 (`apt-get download`, `dpkg -x`), OBSPY
obspy/geodetics/data of the wheel obspy 1.5.1.  None of them is needed to run or to test the program.

The point of a river is its mouth, where its line ends (MAGICS draws most lines downstream; where a piece
is missing, it may be the end of a piece), else the point of the line that is nearest to its middle.  Of a
lake it is the middle of its shore's bounding box, of a sea or island the middle of the one-degree squares
that the regions of its name cover.  Comes in: those packages.  Goes out: the table.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import struct
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
"""Longitude, latitude."""

Part = Sequence[Point]
"""A line, from its beginning to its end."""

Box = tuple[float, float, float, float]
"""West, east, south, north."""

_SAME_RIVER = 0.6
"""Degrees between two lines of one name up to which they are one river."""

_NEAR = 0.1
_MOSTLY = 0.85
_SAMPLE = 12
_DAMAGED = frozenset({"River", "Lule lv", "Stora Lule lv", "Mlzes", "Purificacin", "Syr Dar"})
_NO_RIVER = re.compile(r"\b(Lake|Outlet|Fork)\b|^\w{1,2}\. |/")
_BODY = re.compile(r"\b(River|Canal|Channel|Branch|branch|canal|Delta|Protoka|Bayou)\b")
_LAKE = re.compile(r"^(Lake|Lough|Loch) [A-Z]|\b(Lake|Lakes|Reservoir|Sea)$|^Sea of ")
_LAGO = re.compile(r"^Lago (?:de |di |)([A-Z][a-z]+[ao])$")
_BESIDE = re.compile(
    r"^(OFF|NEAR|(NORTH|SOUTH|EAST|WEST|NORTHEAST|NORTHWEST|SOUTHEAST|SOUTHWEST) OF)\b|\b\w+\."
)
_PART = re.compile(
    r"^((?:NORTH|SOUTH)?(?:EASTERN|WESTERN)|NORTHERN|SOUTHERN|CENTRAL|EAST CENTRAL|SOUTHEAST CENTRAL) "
)
_SEA = re.compile(r"\b(SEA|OCEAN|GULF|BAY|STRAIT|CHANNEL|PASSAGE)\b")
_LAND = re.compile(r"\b(ISLAND|ISLANDS|PENINSULA|MOUNTAINS)$|^HINDU KUSH$")
_QUADRANTS = (("ne", 1, 1), ("nw", -1, 1), ("se", 1, -1), ("sw", -1, -1))
_SMALL_WORDS = {"Of": "of", "And": "and"}
_SHORT = frozenset(
    {"Atlantic", "Pacific", "Mediterranean", "Baltic", "Adriatic", "Aegean", "Caspian", "Barents"}
)
"""Seas that news calls by their first word alone, which is no other word and no other place."""


_HEADER = """\
# Rivers, lakes, seas, islands and peninsulas with a point; read by kg.mentions.natural_places.
# natural-earth: Natural Earth 1:10m rivers and lakes (public domain), by way of the packages
# pyworldatlas-mapdata-standard 0.9.5 (CC0) and libmagics++-data 4.13.0.  flinn-engdahl: the
# Flinn-Engdahl regions of the United States Geological Survey (public domain), by way of obspy 1.5.1.
# Made by bench/natural_places.py, which says what the points are.
"""


class Feature(NamedTuple):
    """One row of the table."""

    key: str
    name: str
    others: tuple[str, ...]
    sort: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    source: str


class Line(NamedTuple):
    """A piece of a river in one country."""

    country: str
    points: tuple[Point, ...]


# ------------------------------------------------------------------------------------------- rivers


def read_rivers(mapdata: Path) -> dict[str, list[Line]]:
    """Return the lines of each name; a line's first point is repeated at its end there."""
    found: dict[str, list[Line]] = defaultdict(list)
    for country, payload in _maps(mapdata):
        for river in payload["rivers"]:
            points = [((lon + 180) % 360 - 180, lat) for lon, lat in river["points"]]
            kept = points[:-1] if len(points) > 2 and points[0] == points[-1] else points
            found[" ".join(river["name"].removesuffix(" River").split())].append(Line(country, tuple(kept)))
    return {
        name: lines for name, lines in found.items() if name not in _DAMAGED and not _NO_RIVER.search(name)
    }


def _maps(mapdata: Path) -> Iterator[tuple[str, Any]]:
    rows = sqlite3.connect(mapdata).execute("SELECT alpha2, payload FROM country_map ORDER BY alpha2")
    return ((country, json.loads(zlib.decompress(payload))) for country, payload in rows)


def split_rivers(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines that lie together as one river each."""
    groups: list[list[Line]] = []
    for line in lines:
        near: list[list[Line]] = []
        far: list[list[Line]] = []
        for group in groups:
            (near if any(_touch(line, other) for other in group) else far).append(group)
        groups = [*far, [line, *(other for group in near for other in group)]]
    return groups


def _touch(one: Line, other: Line) -> bool:
    return _reaches(one, other) or _reaches(other, one)


def _reaches(one: Line, other: Line) -> bool:
    ends = (one.points[0], one.points[-1])
    return any(math.dist(a, b) <= _SAME_RIVER for a in ends for b in (*other.points[::5], other.points[-1]))


def mouth(rivers: Sequence[Part], lakes: Sequence[Part]) -> Point | None:
    """Return where a river ends: of the loose beginnings and ends of its parts the two that lie farthest
    apart, the latter of them.  None where no part has a loose end."""
    parts = [*rivers, *lakes]
    heads = [part[0] for part in rivers if _is_loose(part[0], part, parts)]
    ends = [part[-1] for part in rivers if _is_loose(part[-1], part, parts)]
    pairs = [(math.dist(head, end), end) for head in heads for end in ends]
    return max(pairs)[1] if pairs else None


def _is_loose(tip: Point, part: Part, parts: Sequence[Part]) -> bool:
    others = (other for other in parts if other is not part)
    return not any(math.dist(tip, end) <= _NEAR for other in others for end in (other[0], other[-1]))


def river_features(rivers: dict[str, list[Line]], magics: Path) -> Iterator[Feature]:
    """Yield rivers, with their mouths and with what an older edition of Natural Earth calls them."""
    split = [(name, lines) for name in sorted(rivers) for lines in split_rivers(rivers[name])]
    for (name, lines), course in zip(split, _courses(split, magics), strict=True):
        found = mouth(course.rivers, course.lakes)
        lon, lat = found or _halfway([point for line in lines for point in line.points])
        countries = tuple(sorted({line.country for line in lines}))
        full = name if _BODY.search(name) else f"{name} River"
        more = tuple(x for x in (name, *sorted(course.names - {name})) if x != full)
        yield Feature(_key("river", name), full, more, "river", lat, lon, countries, "natural-earth")


def _halfway(points: Sequence[Point]) -> Point:
    """Return the point of a line nearest to the middle of its bounding box."""
    middle = _middle(points)
    return min(points, key=lambda point: math.dist(point, middle))


class Course(NamedTuple):
    """What the older edition, whose lines run downstream, has of a river."""

    names: set[str]
    rivers: list[Part]
    lakes: list[Part]


def _courses(split: Sequence[tuple[str, list[Line]]], magics: Path) -> Sequence[Course]:
    """Return the courses of rivers: the lines that run along each for the most part."""
    cells: dict[Point, set[int]] = defaultdict(set)
    for number, (_, lines) in enumerate(split):
        for lon, lat in (point for line in lines for point in line.points):
            for x, y in product((-_NEAR, 0, _NEAR), repeat=2):
                cells[round(lon + x, 1), round(lat + y, 1)].add(number)
    courses = [Course(set(), [], []) for _ in split]
    path = magics / "10m/ne_10m_rivers_lake_centerlines"
    for row, parts in zip(_rows(path), _shapes(path), strict=True):
        points = [point for part in parts for point in part]
        along = Counter(one for lon, lat in points for one in cells.get((round(lon, 1), round(lat, 1)), ()))
        best = max(along, key=lambda number: (along[number], -number), default=None)
        if best is not None and along[best] >= _MOSTLY * len(points):
            courses[best].names.update(_older(row["name"]))
            (courses[best].rivers if row["featurecla"] == "River" else courses[best].lakes).extend(parts)
    return courses


def _older(name: str) -> Iterator[str]:
    for part in re.split(r"[()]", name):
        plain = " ".join(part.split())
        if len(plain) > 3 and plain.isascii() and "?" not in plain and plain != "River":
            yield plain


# ------------------------------------------------------------------------------------------- lakes


def lake_features(mapdata: Path, magics: Path) -> Iterator[Feature]:
    """Yield lakes with an English noun in their name; what has none may have lost its accents."""
    path = magics / "10m/ne_10m_ocean"
    shores: dict[str, list[list[Point]]] = defaultdict(list)
    for row, parts in zip(_rows(path), _shapes(path), strict=True):
        points = [point for part in parts for point in part]
        lago = _LAGO.match(row["name"])
        name = f"Lake {lago.group(1)}" if lago else " ".join(row["name"].split())
        if row["featurec_2"] and _LAKE.search(name) and name.isascii():
            shores[name].append(points)
    borders = [
        (country, _box(ring), ring) for country, payload in _maps(mapdata) for ring in payload["boundary"]
    ]
    for name in sorted(shores):
        for points in _near_shores(shores[name]):
            lon, lat = _middle(points)
            some = points[:: max(1, len(points) // _SAMPLE)]
            inside = tuple(sorted({code for point in some for code in _countries(point, borders)}))
            yield Feature(_key("lake", name), name, (), "lake", lat, lon, inside, "natural-earth")


def _near_shores(shores: Sequence[list[Point]]) -> list[list[Point]]:
    """Join shores of one name that lie within two degrees of each other: parts of one lake."""
    joined: list[list[Point]] = []
    for points in shores:
        near = next((other for other in joined if math.dist(_middle(other), _middle(points)) < 2), None)
        if near is None:
            joined.append(list(points))
        else:
            near.extend(points)
    return joined


def _middle(points: Sequence[Point]) -> Point:
    west, east, south, north = _box(points)
    return (west + east) / 2, (south + north) / 2


def _box(points: Sequence[Point]) -> Box:
    lons, lats = zip(*points, strict=True)
    return min(lons), max(lons), min(lats), max(lats)


def _countries(point: Point, borders: Sequence[tuple[str, Box, Sequence[Point]]]) -> Iterator[str]:
    x, y = point
    for country, (west, east, south, north), ring in borders:
        if west <= x <= east and south <= y <= north and _is_inside(point, ring):
            yield country


def _is_inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


# ------------------------------------------------------------------------------------------- seas, islands


def region_features(obspy: Path) -> Iterator[Feature]:
    """Yield seas, islands and peninsulas of the Flinn-Engdahl regions; parts of a sea are taken together."""
    cells = _cells(obspy)
    squares: dict[str, list[Point]] = defaultdict(list)
    for number, listed in _region_names(obspy):
        for name in _named(listed):
            squares[name] += cells[number]
    for name in sorted(squares):
        lon, lat = _centre(squares[name])
        words = " ".join(_SMALL_WORDS.get(word, word) for word in name.title().split())
        sort = "sea" if _SEA.search(name) else "land"
        first = words.partition(" ")[0]
        others = (first,) if first in _SHORT and len(words.split()) == 2 else ()
        yield Feature(_key(sort, words), words, others, sort, lat, lon, (), "flinn-engdahl")


def _named(listed: str) -> set[str]:
    """Return the names under which a region counts: its own, without what it lies in, and the whole's."""
    name = re.sub(r" REG(ION|\.)?$", "", listed.partition(",")[0])
    if _BESIDE.search(listed) or not (_SEA.search(name) or _LAND.search(name)) or "TRIPLE" in name:
        return set()
    whole = _PART.sub("", name)
    ocean = re.sub(r"^(NORTH|SOUTH) ", "", whole) if whole.endswith(" OCEAN") else whole
    return {ocean} | ({whole} if whole == name else set())


def _region_names(obspy: Path) -> list[tuple[int, str]]:
    lines = (obspy / "Flinn-Engdahl.csv").read_text().splitlines()
    rows = (line.partition(";") for line in lines if not line.startswith("#"))
    return [(int(number), name.strip()) for number, _, name in rows]


def _cells(obspy: Path) -> dict[int, list[Point]]:
    """Return the middles of the one-degree squares of each region, from the four quadrants' tables."""
    counts = [int(word) for word in (obspy / "quadsidx.asc").read_text().split()]
    found: dict[int, list[Point]] = defaultdict(list)
    for index, (quadrant, east, north) in enumerate(_QUADRANTS):
        flat = [int(word) for word in (obspy / f"{quadrant}sect.asc").read_text().split()]
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        for lat, count in enumerate(counts[91 * index : 91 * index + 90]):
            row, pairs = pairs[:count], pairs[count:]
            for (begin, number), (end, _) in zip(row, [*row[1:], (180, 0)], strict=True):
                found[number] += [(east * (lon + 0.5), north * (lat + 0.5)) for lon in range(begin, end)]
    return found


def _centre(points: Sequence[Point]) -> Point:
    """Return the middle of points on the sphere."""
    x = y = z = 0.0
    for lon, lat in points:
        weight = math.cos(math.radians(lat))
        x += weight * weight * math.cos(math.radians(lon))
        y += weight * weight * math.sin(math.radians(lon))
        z += weight * math.sin(math.radians(lat))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


# ------------------------------------------------------------------------------------------- shapefiles


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a dBase file."""
    raw = path.with_suffix(".dbf").read_bytes()
    count, start, width = struct.unpack("<IHH", raw[4:12])
    columns = [(raw[at : at + 11].split(b"\0")[0].decode(), raw[at + 16]) for at in range(32, start - 1, 32)]
    for number in range(count):
        at, row = start + number * width + 1, {}
        for name, length in columns:
            row[name] = raw[at : at + length].decode("latin-1").strip("\0 ")
            at += length
        yield row


def _shapes(path: Path) -> Iterator[list[Part]]:
    """Yield the parts of each shape; lines and polygons are laid out alike."""
    raw, at = path.with_suffix(".shp").read_bytes(), 100
    while at < len(raw):
        (length,) = struct.unpack(">I", raw[at + 4 : at + 8])
        parts, count = struct.unpack("<II", raw[at + 44 : at + 52]) if length > 2 else (0, 0)
        starts = struct.unpack_from(f"<{parts}I", raw, at + 52)
        numbers = struct.unpack_from(f"<{2 * count}d", raw, at + 52 + 4 * parts)
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [points[begin:end] for begin, end in zip(starts, [*starts[1:], count], strict=True)]
        at += 8 + 2 * length


# ------------------------------------------------------------------------------------------- table


def _key(sort: str, name: str) -> str:
    words = re.sub(r"\W+", "-", name.casefold()).strip("-")
    return f"{sort}:{words}"


def with_unique_keys(features: Iterable[Feature]) -> Iterator[Feature]:
    """Yield the features; of several with one key each has its first country and, if need be, a number."""
    found = list(features)
    shared = {one.key for one in found if sum(one.key == other.key for other in found) > 1}
    seen: dict[str, int] = defaultdict(int)
    for one in found:
        key = f"{one.key}:{'-'.join(one.countries[:1]).casefold()}" if one.key in shared else one.key
        seen[key] += 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        yield one._replace(key=f"{one.source}:{key}{number}")


def main(mapdata: Path, magics: Path, obspy: Path) -> None:
    """Print the table."""
    print(_HEADER + "\t".join(Feature._fields))
    rivers = river_features(read_rivers(mapdata), magics)
    for one in with_unique_keys([*rivers, *lake_features(mapdata, magics), *region_features(obspy)]):
        cells = (one.key, one.name, "|".join(one.others), one.sort, f"{one.lat:.3f}", f"{one.lon:.3f}")
        print("\t".join((*cells, ",".join(one.countries), one.source)))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
