"""Gold of places, names and coreference -> frozen records.

Comes in: JSON lines in the shapes of three corpora: toponyms (GeoWebNews, GeoVirus), mentions (GUM), clusters
(OntoGUM).  A line has "doc_id" or "id", "text", and "toponyms", "mentions" or "clusters"; what else it has is
passed over.  Goes out: texts with what people marked in them.
Must not: guess; gold that cannot be used is an InputError that names file, line and remedy.

What counts, and what was measured under the same definitions before:

    toponyms   all of them.  Some corpora take modifiers for toponyms (adjectives and peoples, "Danish";
               places inside the name of a body, "Lisbon Zoo"), others do not: `counts_modifiers` tells which,
               by the gold's own marks.
    names      mentions of a person, an organization, a place or an event whose head is a proper noun, each
               with the stretch that is the name ("name_core"), not with the whole noun phrase
    clusters   all of them; a mention is known by its head ("head_clusters")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import InputError
from kg.evaluate.json_lines import check_ids, check_span, read_records
from kg.model import Span

KINDS = ("person", "organization", "place", "event")
"""Types of gold mentions that are scored; times, abstract things and objects are no entities of ours."""

_ADJECTIVE = "Adjective"
_PLACES = (
    'a line is {"doc_id": ..., "text": ..., "toponyms": [{"start": 0, "end": 4, "lat": 5.1, "lon": 7.3}]}'
)
_NAMES = 'a line is {"doc_id": ..., "text": ..., "mentions": [{"start": 0, "end": 4, "type": "place"}]}'
_CLUSTERS = (
    'a line is {"doc_id": ..., "text": ..., "clusters": [[[0, 8], [20, 22]]],'
    ' "head_clusters": [[[4, 8], [20, 22]]]}'
)


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A stretch that names a place; `geonames`, `lat` and `lon` (degrees) are None where the gold has none.

    `sort` is what the gold calls it ("Metonymic"), or "".
    """

    start: int
    end: int
    geonames: str | None = None
    lat: float | None = None
    lon: float | None = None
    sort: str = ""
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A text and its toponyms, in order, no two at one place."""

    id: str
    text: str
    toponyms: tuple[GoldToponym, ...]


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name; `wikidata` is None where the gold links it to nothing."""

    start: int
    end: int
    kind: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and the names in it."""

    id: str
    text: str
    names: tuple[GoldName, ...]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention with its head, a stretch inside it."""

    start: int
    end: int
    head: Span


@dataclass(frozen=True, slots=True)
class CoreferenceText:
    """A text and what its mentions refer to: one tuple of mentions for each."""

    id: str
    text: str
    clusters: tuple[tuple[GoldMention, ...], ...]


class _Line(msgspec.Struct):
    text: str
    id: str | None = None
    doc_id: str | None = None


class _Toponym(msgspec.Struct):
    start: int
    end: int
    geonameid: int | str | None = None
    lat: float | None = None
    lon: float | None = None
    modifier: str | None = None
    sort: str | None = msgspec.field(name="class", default=None)


class _PlaceLine(_Line, kw_only=True):
    toponyms: list[_Toponym]


class _Mention(msgspec.Struct):
    start: int
    end: int
    type: str
    head_upos: str = "PROPN"
    name_core: Span | None = None
    qid: str | None = None


class _NameLine(_Line, kw_only=True):
    mentions: list[_Mention]


class _ClusterLine(_Line, kw_only=True):
    clusters: list[list[Span]]
    head_clusters: list[list[Span]]


def read_place_gold(paths: Sequence[Path]) -> tuple[PlaceText, ...]:
    """Return the texts with toponyms.

    Raises InputError when a path is missing, a line is broken, an offset or a coordinate is impossible, or
    two texts have one id.
    """
    read = read_records(paths, msgspec.json.Decoder(_PlaceLine), _PLACES)
    return _checked([(place, _place_text(line, place)) for place, line in read], paths)


def read_name_gold(paths: Sequence[Path]) -> tuple[NamedText, ...]:
    """Return the texts with names; raises InputError as `read_place_gold` does."""
    read = read_records(paths, msgspec.json.Decoder(_NameLine), _NAMES)
    return _checked([(place, _named_text(line, place)) for place, line in read], paths)


def read_coreference_gold(paths: Sequence[Path]) -> tuple[CoreferenceText, ...]:
    """Return the texts with clusters; raises InputError as `read_place_gold` does."""
    read = read_records(paths, msgspec.json.Decoder(_ClusterLine), _CLUSTERS)
    return _checked([(place, _coreference_text(line, place)) for place, line in read], paths)


def counts_modifiers(texts: Iterable[PlaceText]) -> bool:
    """Tell whether this gold takes modifiers for toponyms: whether it marks one as an adjective."""
    return any(toponym.is_adjective for text in texts for toponym in text.toponyms)


Text = TypeVar("Text", PlaceText, NamedText, CoreferenceText)


def _checked(read: Sequence[tuple[str, Text]], paths: Sequence[Path]) -> tuple[Text, ...]:
    check_ids((place, text.id) for place, text in read)
    if not read:
        raise InputError(f"no text in {', '.join(map(str, paths))}, so no gold; give each text a line")
    return tuple(text for _, text in read)


def _id(line: _Line, place: str) -> str:
    name = line.doc_id or line.id
    if not name:
        raise InputError(f'{place}: no id; give each text a "doc_id" or an "id"')
    return name


# ------------------------------------------------------------------------------------------- places


def _place_text(line: _PlaceLine, place: str) -> PlaceText:
    found = tuple(
        _toponym(toponym, len(line.text), f"{place}: toponym {number}")
        for number, toponym in enumerate(line.toponyms, 1)
    )
    first = {(toponym.start, toponym.end): toponym for toponym in reversed(found)}
    return PlaceText(_id(line, place), line.text, tuple(first[span] for span in sorted(first)))


def _toponym(raw: _Toponym, length: int, place: str) -> GoldToponym:
    check_span(raw.start, raw.end, length, place)
    if (raw.lat is None) != (raw.lon is None):
        raise InputError(f"{place}: lat or lon is missing; give both or neither")
    if raw.lat is not None and raw.lon is not None and not (abs(raw.lat) <= 90 and abs(raw.lon) <= 180):
        raise InputError(f"{place}: {raw.lat}, {raw.lon} is no point on earth; give lat and lon in degrees")
    return GoldToponym(
        raw.start,
        raw.end,
        str(raw.geonameid) if raw.geonameid else None,
        raw.lat,
        raw.lon,
        raw.sort or "",
        raw.modifier == _ADJECTIVE,
    )


# -------------------------------------------------------------------------------------------- names


def _named_text(line: _NameLine, place: str) -> NamedText:
    numbered = enumerate(line.mentions, 1)
    names = (_name(one, len(line.text), f"{place}: mention {n}") for n, one in numbered if _is_name(one))
    return NamedText(_id(line, place), line.text, tuple(dict.fromkeys(names)))


def _is_name(mention: _Mention) -> bool:
    return mention.type in KINDS and mention.head_upos == "PROPN"


def _name(mention: _Mention, length: int, place: str) -> GoldName:
    start, end = mention.name_core or (mention.start, mention.end)
    check_span(start, end, length, place)
    return GoldName(start, end, mention.type, mention.qid)


# -------------------------------------------------------------------------------------- coreference


def _coreference_text(line: _ClusterLine, place: str) -> CoreferenceText:
    if [len(one) for one in line.clusters] != [len(one) for one in line.head_clusters]:
        raise InputError(f"{place}: clusters and head_clusters differ; give one head for each mention")
    pairs = zip(line.clusters, line.head_clusters, strict=True)
    clusters = (
        tuple(_mentions(extents, heads, len(line.text), f"{place}: cluster {number}"))
        for number, (extents, heads) in enumerate(pairs, 1)
    )
    return CoreferenceText(_id(line, place), line.text, tuple(clusters))


def _mentions(
    extents: Sequence[Span], heads: Sequence[Span], length: int, place: str
) -> Iterator[GoldMention]:
    for (start, end), head in zip(extents, heads, strict=True):
        check_span(start, end, length, place)
        check_span(*head, length, f"{place}: head")
        yield GoldMention(start, end, head)
