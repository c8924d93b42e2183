"""Names of places that the recogniser cut or took for something else, and things that it took for places.

Comes in: spots with their kinds.  Goes out: the same spots; a name is as long as the place list has it
("Trinidad and Tobago"), what the words beside it call a town or a province is a place ("the villages of Arlen
and Orsk"), and a disease named after a place ("Arlen virus") or an acronym that no place has is none.
Must not: choose between places of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import (
    Spot,
    crosses_lines,
    is_capitalised,
    is_titled,
    name_of,
    place_level,
    without_overlaps,
)
from kg.model import EntityKind

Span = tuple[int, int]

_FURTHER = 3
"""Words that a place name may be longer than what the recogniser saw of it."""

_LOCATIVE = frozenset({"in", "near", "around", "outside", "from"})
_LINKS = frozenset({",", "and", "or"})
_SET_OFF = frozenset({",", "(", "-", "--", "–", "—", ":"})
_ACRONYM = 3
_MENDED = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})
_SETTLED = frozenset({"region", "city"})
_CAMEL = re.compile(r"[a-z][A-Z]|\d")


def mend_places(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots with places put right."""
    sure = [_as_place(doc, spot, gazetteer) for spot in spots]
    listed = _in_lists(doc, sure)
    lines = list(_datelines(doc, gazetteer))
    kept = [spot for spot in listed if not any(spot.meets(line) for line in lines)]
    whole = without_overlaps([*lines, *(_lengthened(doc, spot, gazetteer) for spot in kept)])
    return [_as_acronym(doc, spot, gazetteer) for spot in _without_diseases(doc, whole)]


def _is_place(spot: Spot) -> bool:
    return spot.kind is EntityKind.PLACE


# --------------------------------------------------------------------------------- what is a place after all


def _as_place(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> Spot:
    """Take a name for a place that the words around it call one."""
    if spot.kind not in _MENDED or not spot.label or is_titled(doc, spot):
        return spot
    told = _is_called_place(doc, spot) or _is_before_container(doc, spot, gazetteer)
    return replace(spot, kind=EntityKind.PLACE) if told else spot


def _is_called_place(doc: Doc, spot: Spot) -> bool:
    """Tell whether a noun for a settlement or division governs the name: "the town of X", "X district"."""
    if spot.start >= 2 and doc[spot.start - 1].lower_ == "of" and _level(doc[spot.start - 2]) in _SETTLED:
        return True
    if spot.end >= len(doc) or crosses_lines(doc, spot.start, spot.end):
        return False
    noun = doc[spot.end]
    is_noun = noun.is_lower and noun.pos_ == "NOUN"
    return is_noun and place_level(noun.lower_) == "region" and _heads(noun, spot)


def _level(noun: Token) -> str:
    """Return the level of a place noun in the singular or plural, in lower case."""
    return place_level(noun.lemma_) if noun.is_lower and noun.pos_ == "NOUN" else ""


def _heads(noun: Token, spot: Spot) -> bool:
    return any(spot.start <= child.i < spot.end and child.dep_ == "compound" for child in noun.children)


def _is_before_container(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether a name stands behind a preposition of place and before a country or division, set off by a
    comma: "from Arlen, Ohio"."""
    if spot.end + 1 >= len(doc) or doc[spot.end].text != "," or spot.start == 0:
        return False
    if doc[spot.start - 1].lower_ not in _LOCATIVE:
        return False
    longest = min(spot.end + 1 + _FURTHER, len(doc))
    return any(_is_container(doc, spot.end + 1, end, gazetteer) for end in range(longest, spot.end + 1, -1))


def _is_container(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    after = doc[end] if end < len(doc) else None
    if not is_capitalised(doc[start]) or (after is not None and after.tag_ in ("POS", "NNP", "NN", "NNS")):
        return False
    name = name_of(doc, start, end)
    return bool(gazetteer.country_named(name) or gazetteer.division_named(name))


def _in_lists(doc: Doc, spots: Sequence[Spot]) -> list[Spot]:
    """Take names for places that a list joins to one which is called a place: "the towns of X, Y and Z"."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: spot.start):
        before = kept[-1] if kept else None
        if before and spot.kind in _MENDED and spot.label and _continues(doc, before, spot):
            spot = replace(spot, kind=EntityKind.PLACE)
        kept.append(spot)
    return kept


def _continues(doc: Doc, before: Spot, spot: Spot) -> bool:
    """Tell whether a name is joined to one before it that stands behind a plural noun for places."""
    between = doc[before.end : spot.start]
    if not _is_place(before) or not 1 <= len(between) <= 2 or any(t.text not in _LINKS for t in between):
        return False
    if spot.end < len(doc) and doc[spot.end].pos_ in ("NOUN", "PROPN", "VERB"):
        return False
    return _opens_list(doc, before)


def _opens_list(doc: Doc, spot: Spot) -> bool:
    """Tell whether the list that a name stands in begins behind "the towns of"."""
    sentence = doc[spot.start].sent.start
    start = spot.start
    while start > sentence and (is_capitalised(doc[start - 1]) or doc[start - 1].text in _LINKS):
        start -= 1
    nouns = start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].tag_ == "NNS"
    return nouns and _level(doc[start - 2]) in _SETTLED


# ---------------------------------------------------------------------------------------- how long a name is


def _lengthened(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> Spot:
    """Return a place with the words around it that belong to its name in the place list."""
    if not _is_place(spot) or not spot.label:
        return spot
    for start, end in _around(doc, spot):
        name = name_of(doc, start, end)
        if any(place.main or place.feature != "city" for place in gazetteer.places.find(name)):
            return replace(spot, start=start, end=end, name=name)
    return spot


def _around(doc: Doc, spot: Spot) -> Iterator[Span]:
    """Yield the longer ranges that a name may have, longest first: on one line, capitals at both ends."""
    starts = range(max(0, spot.start - _FURTHER), spot.start + 1)
    ends = range(min(len(doc), spot.end + _FURTHER), spot.end - 1, -1)
    ranges = [(start, end) for start in starts for end in ends if (start, end) != (spot.start, spot.end)]
    for start, end in sorted(ranges, key=lambda pair: pair[0] - pair[1]):
        if _may_be_name(doc, start, end):
            yield start, end


def _may_be_name(doc: Doc, start: int, end: int) -> bool:
    ends_well = is_capitalised(doc[start]) and is_capitalised(doc[end - 1]) and doc[start].pos_ != "DET"
    inside = (token.text for token in doc[start:end])
    return ends_well and "," not in inside and not crosses_lines(doc, start, end - 1)


# ------------------------------------------------------------------------------------------------- datelines


def _datelines(doc: Doc, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Find places in capitals that open a line and are set off from what follows: "PORT ARLEN (AP) -"."""
    for start in _line_starts(doc):
        end = _end_of_capitals(doc, start)
        if start < end < len(doc) and doc[end].text in _SET_OFF:
            name = name_of(doc, start, end)
            if len(name) > _ACRONYM and gazetteer.places.find(name):
                yield Spot(start, end, EntityKind.PLACE, name=name, label="GPE")


def _line_starts(doc: Doc) -> Iterator[int]:
    """Yield the first token of each line; asked of the array, since few tokens are one."""
    spaces = [index for index, is_space in enumerate(doc.to_array("IS_SPACE").tolist()) if is_space]
    breaks = [index for index in spaces if "\n" in doc[index].text]
    yield from (start for start in (0, *(index + 1 for index in breaks)) if start < len(doc))


def _end_of_capitals(doc: Doc, start: int) -> int:
    end = start
    while end < min(len(doc), start + _FURTHER) and doc[end].text.isupper():
        end += 1
    return end


# ----------------------------------------------------------------------------------------- what is no place


def _without_diseases(doc: Doc, spots: Sequence[Spot]) -> list[Spot]:
    """Leave out the name of a place before "virus" or "fever"; everywhere, if the text never puts anything
    into the place itself ("symptoms of Arlen")."""
    sick = [spot for spot in spots if _names_disease(doc, spot)]
    located = {spot.key for spot in spots if spot.start and doc[spot.start - 1].lower_ in _LOCATIVE}
    never_place = {spot.key for spot in sick} - located
    gone = {spot for spot in spots if _is_place(spot) and spot.key in never_place} | set(sick)
    return [spot for spot in spots if spot not in gone]


def _names_disease(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name is that of a disease or its agent: "Arlen virus", "Arlen haemorrhagic fever"."""
    after = [token.lower_ for token in doc[spot.end : spot.end + 2]]
    if not _is_place(spot) or not after or crosses_lines(doc, spot.start, spot.end):
        return False
    diseases = words("disease_nouns")
    return after[0] in diseases or " ".join(after) in diseases


def _as_acronym(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> Spot:
    """Take for an organisation what is written as no place is, and is none in the list: "NICU", "IoTX"."""
    if not _is_place(spot) or not spot.label or spot.end - spot.start > 1:
        return spot
    odd = _CAMEL.search(spot.name) or (spot.name.isupper() and not _shouts(doc, spot))
    if not odd or "." in spot.name or gazetteer.places.find(spot.name):
        return spot
    return replace(spot, kind=EntityKind.ORGANIZATION)


def _shouts(doc: Doc, spot: Spot) -> bool:
    """Tell whether the words around are in capitals as well, as in a headline or dateline."""
    beside = [doc[index] for index in (spot.start - 1, spot.end) if 0 <= index < len(doc)]
    return bool(doc[spot.start].is_sent_start) or any(one.is_upper and len(one) > 1 for one in beside)
