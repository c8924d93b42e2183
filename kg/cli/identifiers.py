"""SCHEME:VALUE as a person types it -> an identifier, and for a place of GeoNames where it lies.

Comes in: what was typed; the compiled place list (GeoNames, from the packages).  Goes out: `Linked`.
Must not: take a GeoNames id on trust (none is known from memory), or ask a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.cli.deciding import Ruling, refuse_idle
from kg.cli.options import note
from kg.errors import InputError
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.links import place_link
from kg.model import Identifier
from kg.query.results import EntityView

REFERENCE = "kg decide link"
"""What an identifier that nothing but a person's decision vouches for was taken from."""

_FORMS = {
    "geonames": ("[1-9][0-9]{0,9}", "geonames:704422"),
    "wikidata": ("Q[1-9][0-9]*", "wikidata:Q7184"),
    "iso3166": ("[A-Z]{2}(-[A-Z0-9]{1,3})?", "iso3166:UA"),
}
"""Schemes, how their values look, and an example."""

_PLACES = ("place", "facility")


@dataclass(frozen=True, slots=True)
class Linked:
    """Identifiers, and where the place lies that they stand for; `label` is its name in the package."""

    identifiers: tuple[Identifier, ...]
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    label: str = ""


def read_identifiers(typed: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the identifiers that were typed, one a scheme; InputError for a form that none has.

    >>> read_identifiers(["wikidata:Q7184"])[0].value
    'Q7184'
    """
    found = tuple(read_identifier(one) for one in typed)
    schemes = [one.scheme for one in found]
    twice = next((scheme for scheme in schemes if schemes.count(scheme) > 1), None)
    if twice:
        raise InputError(f"two identifiers of {twice}: an entity has one; name the one that is right")
    return found


def read_identifier(typed: str) -> Identifier:
    """Return the identifier SCHEME:VALUE; InputError, with an example, when it has not that form."""
    scheme, _, value = (part.strip() for part in typed.partition(":"))
    if scheme not in _FORMS:
        examples = ", ".join(example for _, example in _FORMS.values())
        raise InputError(f"{typed!r} is no identifier: write one as in {examples}")
    pattern, example = _FORMS[scheme]
    if not re.fullmatch(pattern, value):
        raise InputError(f"{typed!r} has not the form of {scheme}, which is that of {example}")
    return Identifier(scheme, value, REFERENCE)


def locate(
    entity: EntityView, identifiers: Sequence[Identifier], point: tuple[float, float] | None
) -> Linked:
    """Return identifiers with the place that GeoNames' packages know by them; `point` goes before theirs.

    InputError for a place's identifier on what is no place, and for a GeoNames id that the packages do not
    hold unless a point is given.
    """
    schemes = {one.scheme: one for one in identifiers}
    if (point or "geonames" in schemes) and entity.kind not in _PLACES:
        raise InputError(
            f"{entity.label} ({entity.id}) is a {entity.kind}, and GeoNames and coordinates are for places; "
            "if a place of that name is meant, name it by its id"
        )
    if "geonames" not in schemes:
        return Linked(tuple(identifiers), *(point or (None, None)))
    known = known_place(schemes["geonames"])
    if known is None:
        return _unknown(entity, schemes["geonames"], identifiers, point)
    named = {one.scheme: one for one in (*known.identifiers, *identifiers) if one.scheme != "geonames"}
    lat, lon = point or (known.lat, known.lon)
    return Linked((known.identifiers[0], *named.values()), lat, lon, known.country, known.label)


def _unknown(
    entity: EntityView,
    geonames: Identifier,
    identifiers: Sequence[Identifier],
    point: tuple[float, float] | None,
) -> Linked:
    if point is None:
        raise InputError(
            f"the GeoNames packages hold no place {geonames.value} (they have countries, regions and towns): "
            f"kg place {entity.id} --candidates lists those of its name; or check the id on geonames.org, "
            "and say where it lies with --lat and --lon"
        )
    return Linked(tuple(identifiers), *point)


def known_place(geonames: Identifier) -> Linked | None:
    """Return what the packages have under a GeoNames id; None when they have nothing."""
    gazetteer = open_gazetteer((), note)
    place = gazetteer.places.with_id(int(geonames.value))
    if place is None:
        return None
    link = place_link(place, 1.0, (), gazetteer)
    return Linked(link.identifiers, link.lat, link.lon, link.country, link.label)


def chosen(ruling: Ruling, entity: EntityView, typed: Sequence[str]) -> tuple[Identifier, ...]:
    """Return those of an entity's identifiers that SCHEME or SCHEME:VALUE name; InputError when it has no
    such one, unless that is forced."""
    return tuple(_chosen(ruling, entity, one) for one in dict.fromkeys(typed))


def _chosen(ruling: Ruling, entity: EntityView, typed: str) -> Identifier:
    scheme, colon, value = (part.strip() for part in typed.partition(":"))
    held = entity.ids.get(scheme)
    if held is None or (colon and value != held):
        known = ", ".join(f"{scheme}:{value}" for scheme, value in sorted(entity.ids.items()))
        has = f"it has {known}" if known else "it has no identifier"
        refuse_idle(ruling, f"{entity.label} ({entity.id}) has no {typed}; {has}")
        return Identifier(scheme, value, REFERENCE)
    return Identifier(scheme, held, REFERENCE)
