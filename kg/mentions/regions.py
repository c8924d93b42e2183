"""What the words beside a place name tell about it: its sort and the country that it lies in.

Comes in: corrected spots.  Goes out: the same spots with `level` and `country`; a name with its place noun
("Kursk region") and the possessive country before it ("Russia's Kursk region") is one spot, and the country
keeps its own.  Rule: where a document says "X region" anywhere, X alone is that region there, unless it is
called a city.
Must not: look a place up.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.lexicon.spelling import spelling_key
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import Spot, SpotIndex, crosses_lines, name_of, place_level
from kg.model import EntityKind, MentionForm

_OF = frozenset({"of"})
_LIES_IN = frozenset({"site", "water"})
_NATURAL = frozenset({"water", "land"})
_CONTAINERS = frozenset({"in", "of", ","})
_WELL_KNOWN = 100_000
"""People of a city whose name goes before that of a division."""


def describe_places(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return all spots; places have the level and country that their words tell."""
    levelled = [_with_level(doc, spot, gazetteer) for spot in spots]
    names = SpotIndex(levelled)
    contained = _containers([_with_country(doc, spot, names, gazetteer) for spot in levelled], gazetteer)
    regions = {base_key(spot) for spot in contained if spot.level == "region"}
    return [
        replace(spot, level="region")
        if spot.kind is EntityKind.PLACE
        and not spot.level
        and not _is_inside(spot)
        and base_key(spot) in regions
        else spot
        for spot in contained
    ]


def _is_inside(spot: Spot) -> bool:
    """Tell whether the text says in which division it lies ("Washington, D.C."): then it is none itself."""
    return "-" in (spot.country or "")


def is_natural(name: str) -> bool:
    """Tell whether a name says of itself that it is water or land: the Indian Ocean lies in no India."""
    return any(place_level(word) in _NATURAL for word in name.casefold().split())


def base_key(spot: Spot) -> str:
    """Return the key of a place name without its place noun and its possessive country."""
    return spelling_key(base_name(spot.name))


def base_name(name: str) -> str:
    """Return "Kursk" for "Russia’s Kursk region", and for "the province of Kursk"."""
    for mark in ("’s ", "'s "):
        name = name.rpartition(mark)[2]
    pieces = name.split()
    if len(pieces) > 1 and place_level(pieces[-1].casefold()) == "region":
        return " ".join(pieces[:-1])
    return name


def _with_level(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> Spot:
    if spot.kind is not EntityKind.PLACE or gazetteer.country_named(spot.name):
        return spot
    last = place_level(doc[spot.end - 1].lower_) if spot.end - spot.start > 1 else ""
    if last:
        return replace(spot, level=last)
    if spot.end < len(doc) and not crosses_lines(doc, spot.start, spot.end):
        after = doc[spot.end]
        level = place_level(after.lower_)
        if level == "region" and not _is_list_or_verb(doc, spot.end):
            return replace(spot, end=spot.end + 1, level=level, name=name_of(doc, spot.start, spot.end + 1))
        if level == "city" and after.pos_ in ("NOUN", "PROPN"):
            return replace(spot, level=level)
    return replace(spot, level=_level_before(doc, spot))


def _is_list_or_verb(doc: Doc, index: int) -> bool:
    return doc[index].pos_ not in ("NOUN", "PROPN")


def _level_before(doc: Doc, spot: Spot) -> str:
    """Read "the town of X" and "X, a river"; in "the harbour of X" the noun says what lies in X, not what X
    is, unless it is part of a name ("Gulf of X")."""
    if spot.start >= 2 and doc[spot.start - 1].lower_ in _OF:
        noun = doc[spot.start - 2]
        level = place_level(noun.lower_)
        return "" if noun.is_lower and level in _LIES_IN else level
    if spot.end + 2 < len(doc) and doc[spot.end].text == "," and doc[spot.end + 1].lower_ in ("the", "a"):
        return place_level(doc[spot.end + 2].lower_)
    return ""


def _with_country(doc: Doc, spot: Spot, names: SpotIndex, gazetteer: Gazetteer) -> Spot:
    """Read the country from "Russia's X", "X, Russia", "X in Russia", "Russian X region"."""
    if spot.kind is not EntityKind.PLACE or gazetteer.country_named(spot.name):
        return spot
    if country := _country_of_part(spot.name, gazetteer) or _told_container(spot.name, gazetteer):
        return replace(spot, country=country)
    owner = names.at(spot.start - 2)
    is_owner = owner is not None and owner.end == spot.start - 1 and doc[owner.end].tag_ == "POS"
    if owner and is_owner and (country := gazetteer.country_named(owner.name)):
        return replace(spot, start=owner.start, country=country, name=name_of(doc, owner.start, spot.end))
    if spot.start and (country := gazetteer.adjective_country(doc[spot.start - 1].text)):
        return replace(spot, country=country)
    follower = names.at(spot.end + 1)
    if follower and doc[spot.end].lower_ in _CONTAINERS and follower.start == spot.end + 1:
        containers = gazetteer.country_named(follower.name), gazetteer.division_named(follower.name)
        fitting = (one for one in containers if _has_place_in(spot, one, gazetteer))
        return replace(spot, country=next(fitting, spot.country))
    return spot


def _containers(spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Mark a division that a town of the text lies in, if a country has its name too: "Macon, Georgia"."""
    divisions = {spot.country for spot in spots if spot.country and "-" in spot.country}
    return [_as_division(spot, divisions, gazetteer) for spot in spots] if divisions else list(spots)


def _as_division(spot: Spot, divisions: Set[str | None], gazetteer: Gazetteer) -> Spot:
    if spot.kind is not EntityKind.PLACE or not gazetteer.country_named(spot.name):
        return spot
    code = gazetteer.division_named(spot.name)
    return replace(spot, country=code[:2], level="region") if code and code in divisions else spot


def _has_place_in(spot: Spot, container: str | None, gazetteer: Gazetteer) -> bool:
    """Tell "Paris, France" from the list "Paris, Japan": is there such a place in that country or division?

    Two divisions of one country are a list ("Utah, Virginia"), even if the second has a town of the first's
    name, unless that is a city ("Washington, D.C.").
    """
    if container is None:
        return False
    found = gazetteer.places.find(base_name(spot.name))
    if "-" not in container:
        return any(place.country == container for place in found)
    inside = [place for place in found if place.division_iso == container]
    if any(place.main and place.population >= _WELL_KNOWN for place in inside):
        return True
    siblings = (place for place in found if place.feature == "region" and place.country == container[:2])
    if any(place.main and place.iso != container for place in siblings):
        return False
    return bool(inside)


def _told_container(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the country or division that a name itself tells after a comma: "Arlen, Okla."."""
    _, comma, rest = name.partition(", ")
    return (gazetteer.country_named(rest) or gazetteer.division_named(rest)) if comma else None


def _country_of_part(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that "eastern X" is a part of."""
    first, _, rest = name.partition(" ")
    if any(place.main and place.feature not in ("city", "county") for place in gazetteer.places.find(name)):
        return None  # "South America" and "Northern Ireland" are names of their own
    return gazetteer.country_named(rest) if rest and place_level(first.casefold()) == "part" else None


def adjective_places(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return the countries that an adjective before a place noun points to: "Russian land" lies in Russia."""
    taken = {index for spot in spots for index in range(spot.start, spot.end)}
    found = (_adjective_place(token, gazetteer) for token in doc if token.i not in taken)
    return [spot for spot in found if spot]


def _adjective_place(token: Token, gazetteer: Gazetteer) -> Spot | None:
    if token.dep_ != "amod" or not token.text[0].isupper() or not place_level(token.head.lower_):
        return None
    before = f"{token.nbor(-1).text} {token.text}" if token.i else ""
    pair = gazetteer.adjective_country(before)
    country = pair or gazetteer.adjective_country(token.text)
    place = gazetteer.country(country) if country else None
    if place is None:
        return None
    start = token.i - 1 if pair else token.i
    return Spot(start, token.i + 1, EntityKind.PLACE, MentionForm.NOMINAL, name=place.label, country=country)


def mark_governments(
    doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer, sources: frozenset[int]
) -> list[Spot]:
    """Mark countries and capitals that speak or decide: they stand for their government.

    `sources` are the tokens that head a source.  Lakoff and Johnson (1980): the place for the institution.
    A name that is somebody's surname in the same article stands for nobody else.
    """
    surnames = {spot.name.split()[-1] for spot in spots if spot.kind is EntityKind.PERSON}
    return [
        spot if spot.name in surnames else _as_government(doc, spot, gazetteer, sources) for spot in spots
    ]


def _as_government(doc: Doc, spot: Spot, gazetteer: Gazetteer, sources: frozenset[int]) -> Spot:
    if spot.kind is not EntityKind.PLACE or spot.level:
        return spot
    country = gazetteer.country_named(spot.name) or gazetteer.capital_of(spot.name)
    head = doc[spot.start : spot.end].root
    if country is None or not (head.i in sources or _acts(head)):
        return spot
    return replace(spot, kind=EntityKind.ORGANIZATION, country=country, government=True)


def _acts(head: Token) -> bool:
    """Tell whether a token is the subject of a verb of speech or decision."""
    return head.dep_ == "nsubj" and head.head.lemma_ in words("actor_verbs") and head.head.pos_ == "VERB"
