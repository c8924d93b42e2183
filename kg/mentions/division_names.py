"""What first-order divisions are called, so that none is taken for a city of its name.

Comes in: rows of cities and divisions.  Goes out: labels, and which divisions are cities again.
Must not: write anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.mentions.place_sources import City, Region

Homonyms = Mapping[tuple[str, str], int]
"""Population of the largest city of a name, by country and name."""


def largest_namesakes(cities: Iterable[City]) -> Homonyms:
    """Return the population of the largest city of each name in each country."""
    found: dict[tuple[str, str], int] = {}
    for city in cities:
        key = city.countrycode, spelling_key(city.name)
        found[key] = max(found.get(key, 0), city.population)
    return found


def is_city_again(region: Region, homonyms: Homonyms) -> bool:
    """Tell whether the division is no more than a city that the city list has as well ("Kyiv City")."""
    names = {spelling_key(name) for name in region.names}
    names |= {name.removesuffix(" city") for name in names}
    return "city" in region.kind.casefold() and any((region.country, name) in homonyms for name in names)


def region_label(region: Region, homonyms: Homonyms, population: int) -> str:
    """Return the English name, with the kind of division ("Oblast", "Province") if it could be taken for a
    city: one of the same name in the country that holds a tenth of the division's people or more."""
    nouns = [row["word"] for row in table("place_nouns") if row["level"] == "region"]
    words = {noun: noun.capitalize() for noun in nouns}
    local = " ".join(region.names).casefold()
    short = _short_name(region, words)
    namesake = homonyms.get((region.country, spelling_key(short)))
    if namesake is None or namesake * 10 < population:
        return short
    typed = next((word for word in ("oblast", "krai", "kray") if word in local), None)
    typed = typed or next((word for word in region.kind.casefold().split() if word in words), None)
    return f"{short} {words[typed]}" if typed else short


def _short_name(region: Region, words: Mapping[str, str]) -> str:
    """Prefer the first name; cut the kind of division from its end ("Navarra, Comunidad Foral de")."""
    first = region.names[0].partition(", ")[0]
    head, _, tail = first.rpartition(" ")
    return head if head and tail.casefold().rstrip("'’") in words else first
