"""`kg place NAME --candidates`: the places of a name in the offline list, for whoever looks for the right id.

Comes in: a name; the compiled place list (GeoNames, from the packages); the store's places of that name.
Goes out: candidates, and their table.  Must not: choose, or ask a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.cli.commands import command
from kg.cli.options import note
from kg.cli.screen import counted, joined, plain, show, table
from kg.cli.targets import is_id
from kg.errors import NotFoundError
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.mentions.places import Place
from kg.query.lookups import PLACES, Lookups
from kg.query.results import EntityView

SHOWN = 20
"""Candidates that are listed at most."""

_NO_ID = "geonames:ID"


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place of the list: `feature` is continent, country, region, county, area or city, `division` the ISO
    3166-2 code of the region that it lies in, `geonames` its id.

    `main_name` tells that the name asked for is its main one, `linked` are the entities of the store that are
    linked to it, `link` the commands that link the store's places of the name to it.
    """

    label: str
    feature: str
    division: str | None
    country: str
    country_name: str
    population: int
    lat: float | None
    lon: float | None
    geonames: str
    main_name: bool
    linked: tuple[str, ...]
    link: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceCandidates:
    """Candidates, best first: those whose main name it is, the larger before the smaller.  `entities` are the
    places of the store that the name means, `more` tells how many candidates are not shown."""

    name: str
    entities: tuple[EntityView, ...]
    candidates: tuple[PlaceCandidate, ...]
    more: int


def find_candidates(lookups: Lookups, typed: str) -> PlaceCandidates:
    """Return what the list has under a name, or under those of the entity whose id was typed.

    NotFoundError when it has nothing.
    """
    entities = lookups.candidates(typed, PLACES)
    by_id = bool(entities) and is_id(typed, "e")
    names = (entities[0].label, *entities[0].aliases) if by_id else (typed,)
    gazetteer = open_gazetteer((), note)
    found = list({place.id: place for name in names for place in gazetteer.places.find(name)}.values())
    if not found:
        raise _not_listed(names[0], entities)
    shown = tuple(_candidate(place, entities, gazetteer) for place in found[:SHOWN])
    return PlaceCandidates(names[0], entities, shown, len(found) - len(shown))


def _not_listed(name: str, entities: Sequence[EntityView]) -> NotFoundError:
    entity = entities[0].id if len(entities) == 1 else "ENTITY"
    way = f"kg decide link {entity} {_NO_ID} --lat DEGREES --lon DEGREES"
    return NotFoundError(
        f"the offline list of places (countries, regions, counties, towns) has none called {name!r}: look it "
        f"up on geonames.org, then {way}"
    )


def _candidate(place: Place, entities: Sequence[EntityView], gazetteer: Gazetteer) -> PlaceCandidate:
    identifier = str(place.id)
    others = [one for one in entities if one.ids.get("geonames") != identifier]
    return PlaceCandidate(
        label=place.label,
        feature=place.feature,
        division=place.iso or place.division_iso,
        country=place.country,
        country_name=_country_name(place, gazetteer),
        population=place.population,
        lat=place.lat,
        lon=place.lon,
        geonames=identifier,
        main_name=place.main,
        linked=tuple(one.id for one in entities if one not in others),
        link=tuple(command(f"kg decide link {one.id} geonames:{identifier}") for one in others),
    )


def _country_name(place: Place, gazetteer: Gazetteer) -> str:
    country = gazetteer.country(place.country) if place.country else None
    return country.label if country else ""


def show_candidates(found: PlaceCandidates) -> None:
    """Print the candidates, then how the store's places of the name are linked to one of them."""
    made = table("Place", "Where", "People", "GeoNames", numbers=("People",), whole=("GeoNames", "People"))
    for one in found.candidates:
        also = "" if one.main_name else f"also called {found.name}"
        linked = f"linked: {', '.join(one.linked)}" if one.linked else ""
        where = joined((plain(one.country_name), one.division or ""), ", ")
        made.add_row(
            "\n".join(filter(None, (joined((plain(one.label), one.feature)), plain(also), linked))),
            "\n".join(filter(None, (where, _point(one)))),
            f"{one.population:,}" if one.population else "",
            one.geonames,
        )
    show(made)
    if found.more:
        note(f"{found.more} more places, smaller or by another name, are not shown.")
    for line in _ways(found):
        note(line)


def _point(one: PlaceCandidate) -> str:
    return "" if one.lat is None or one.lon is None else f"{one.lat:.4f}, {one.lon:.4f}"


def _ways(found: PlaceCandidates) -> Iterator[str]:
    """Yield how each place of the store is linked to another of the list."""
    if not found.entities:
        yield f"no place in the store is called {plain(found.name)!r}."
    for entity in found.entities:
        held = entity.ids.get("geonames")
        linked = f"linked to geonames {held}; to change that" if held else "not linked; to link it"
        articles = counted(entity.documents, "article")
        way = command(f"kg decide link {entity.id} {_NO_ID}")
        name = f"{plain(entity.label)} ({entity.kind}, {entity.id}, {articles})"
        yield f"{name} is {linked}: {way}"
