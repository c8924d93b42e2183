"""Links to the world: what a compiled place or an entry of the user's gazetteer says about a referent.

Comes in: a draft and the gazetteer.  Goes out: `Link`s with their reasons.
Must not: choose between places of one name (see `disambiguation`).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon.spelling import spelling_key
from kg.mentions.drafts import Draft
from kg.mentions.entries import Entry
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.places import Place
from kg.mentions.wikidata import COUNTRIES_REFERENCE, TOWNS_REFERENCE
from kg.model import EntityKind, Identifier, Link


def place_link(place: Place, score: float, reasons: tuple[str, ...], gazetteer: Gazetteer) -> Link:
    """Return the link to a compiled place; an entry of the user with the same GeoNames id adds to it."""
    if entry := gazetteer.entry_with(place.key):
        return entry_link(entry, score, reasons, gazetteer, place)
    return Link(
        key=place.key,
        label=place.label,
        identifiers=_identifiers(place),
        country=place.country or None,
        lat=place.lat,
        lon=place.lon,
        score=round(score, 4),
        reasons=reasons,
    )


def _identifiers(place: Place) -> tuple[Identifier, ...]:
    if place.own_key:
        return ()  # no list of identifiers has it
    found = [Identifier("geonames", str(place.id), place.reference)]
    if place.iso:
        found.append(Identifier("iso3166", place.iso, place.reference))
    if place.wikidata:
        is_country = place.feature == "country"
        reference = COUNTRIES_REFERENCE if is_country else TOWNS_REFERENCE
        found.append(Identifier("wikidata", place.wikidata, reference))
    return tuple(found)


def entry_link(
    entry: Entry, score: float, reasons: tuple[str, ...], gazetteer: Gazetteer, place: Place | None = None
) -> Link:
    """Return the link to an entry, with what the compiled list knows about the same GeoNames id."""
    if place is None and entry.kind is EntityKind.PLACE:
        ids = (int(identifier.value) for identifier in entry.identifiers if identifier.scheme == "geonames")
        place = next((known for number in ids if (known := gazetteer.places.with_id(number))), None)
    given = {identifier.scheme for identifier in entry.identifiers}
    listed = tuple(i for i in (_identifiers(place) if place else ()) if i.scheme not in given)
    return Link(
        key=entry.key,
        label=entry.name,
        identifiers=(*entry.identifiers, *listed),
        country=entry.country or (place.country if place else None),
        lat=entry.lat if entry.lat is not None else (place.lat if place else None),
        lon=entry.lon if entry.lon is not None else (place.lon if place else None),
        score=round(score, 4),
        reasons=reasons,
        aliases=(*entry.strong, *(name for name in entry.weak if name not in entry.strong)),
    )


def link_entry(draft: Draft, drafts: Sequence[Draft], gazetteer: Gazetteer) -> Link | None:
    """Link a person, organisation, group or outlet to the user's entry that its names identify."""
    names = dict.fromkeys((draft.label, *draft.names))
    for name in names:
        for entry in gazetteer.strong(name):
            if entry.kind is draft.kind:
                return entry_link(entry, 1.0, (f"{name} is a strong name in the gazetteer",), gazetteer)
    weak = [entry for name in names for entry in gazetteer.weak(name) if entry.kind is draft.kind]
    supported = {entry.key: (entry, why) for entry in weak if (why := _support(entry, draft, drafts))}
    if len(supported) != 1 or any(" " in name for name in names if not gazetteer.weak(name)):
        return None
    entry, why = next(iter(supported.values()))
    return entry_link(entry, 0.8, (f"{draft.label} is a weak name in the gazetteer", why), gazetteer)


def _support(entry: Entry, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Return why the article supports a weak name: its affiliation or its country is in the article."""
    if entry.affiliation:
        wanted = spelling_key(entry.affiliation)
        if any(wanted == spelling_key(name) for other in drafts for name in other.names):
            return f"{entry.affiliation} is named in the article"
    if entry.country and any(other.country == entry.country for other in drafts if other is not draft):
        return f"the article speaks of the same country ({entry.country})"
    return None
