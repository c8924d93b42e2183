"""Kinds put right where entity recognisers are known to fail.

Comes in: spots with the recogniser's kind.  Goes out: the same spots, one kind for one name in a document.
A name's kind is settled by, in this order: the user's lists, a longer name of a person that it is part of,
the gazetteer together with the words beside it, and the majority of its mentions.
Must not: add or drop a spot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.lexicon import words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.runs import kind_of_noun
from kg.mentions.spots import Spot, holds_body_noun, is_titled, place_level
from kg.mentions.titles import given_gender
from kg.model import EntityKind

_LOCATIVE = frozenset(
    {"in", "near", "from", "around", "outside", "inside", "toward", "towards", "across", "into"}
)


_TRUSTING = frozenset({"believe", "trust", "confide", "see", "invest", "interest", "disappoint"})
"""Verbs whose "in" is followed by whom somebody relies on, not by where it happens."""

_NOMINAL = frozenset({"NOUN", "PROPN"})

_ACRONYM = 5
"""Longest single word in capitals that is taken for an acronym; longer ones are words of a headline."""


def correct_kinds(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots with their kinds put right."""
    first = [_by_words(doc, spot, gazetteer) for spot in spots]
    surnames, given = _surnames(first), _given_names(first)
    second = [_by_surname(doc, spot, surnames, given, gazetteer) for spot in first]
    return _by_majority(doc, second, gazetteer)


def _by_words(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> Spot:
    """Settle the kind of one spot by its own words and those beside it."""
    if not spot.label and not _may_be_outlet(doc, spot, gazetteer):
        return spot
    row = gazetteer.outlet(spot.name)
    if row and (row["sure"] == "yes" or spot.kind is EntityKind.ORGANIZATION):
        return replace(spot, kind=EntityKind.OUTLET)
    if _is_outlet_name(doc, spot) or _is_called_outlet(doc, spot):
        return replace(spot, kind=EntityKind.OUTLET)
    if not spot.label:
        return spot
    if spot.name in words("platforms"):
        return replace(spot, kind=EntityKind.ORGANIZATION)
    if _stands_before_division(doc, spot, gazetteer) or _is_river(doc, spot, gazetteer):
        return replace(spot, kind=EntityKind.PLACE)
    last = doc[spot.end - 1].text.casefold()
    if (kind := _by_last_word(doc, spot)) is not None:
        return replace(spot, kind=kind)
    if spot.kind is EntityKind.ORGANIZATION:
        return _organization(doc, spot, last, gazetteer)
    if spot.kind is EntityKind.PERSON:
        return _person(doc, spot, last, gazetteer)
    if spot.kind is EntityKind.FACILITY and gazetteer.is_large_place(spot.name):
        return replace(spot, kind=EntityKind.PLACE)
    if spot.kind is EntityKind.PLACE and _is_full_name(doc, spot, gazetteer):
        return replace(spot, kind=EntityKind.PERSON)
    if last in words("organization_nouns") and not place_level(last) and spot.end - spot.start > 1:
        return replace(spot, kind=EntityKind.ORGANIZATION)
    return spot


def _by_last_word(doc: Doc, spot: Spot) -> EntityKind | None:
    """Tell the kind of "Arlen Festival" and "Arlen Station" by their last words."""
    if spot.end - spot.start == 1 or spot.kind is EntityKind.PERSON:
        return None
    kind = kind_of_noun(doc[spot.end - 1])
    return kind if kind in (EntityKind.EVENT, EntityKind.FACILITY) else None


def _may_be_outlet(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether what no recogniser named, but a run of capitals, is an outlet's name of several words."""
    return not gazetteer.strong(spot.name) and _is_outlet_name(doc, spot)


def _is_outlet_name(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name of several words ends as outlets' names do, and does not begin with a given name
    ("Arlen Gazette", but "Emily Post")."""
    last = {doc[max(spot.start + 1, spot.end - size) : spot.end].text for size in (1, 2)}
    if spot.end - spot.start == 1 or last.isdisjoint(words("outlet_nouns")):
        return False
    if spot.kind is EntityKind.ORGANIZATION:
        return True
    return spot.kind is EntityKind.PERSON and given_gender(spot.name) == "-" and not is_titled(doc, spot)


def _is_called_outlet(doc: Doc, spot: Spot) -> bool:
    """Tell whether a noun beside a name says that it is an outlet's ("the newspaper Arlen Mail", "Arlen
    magazine")."""
    inside = range(spot.start, spot.end)
    before, after = doc[max(spot.start - 1, 0)], doc[min(spot.end, len(doc) - 1)]
    if before.text in words("outlet_titles") and before.sent == doc[spot.start].sent:
        hangs = before.head.i in inside or any(doc[i].head.i == before.i for i in inside)
        return hangs and spot.kind in (EntityKind.ORGANIZATION, EntityKind.PERSON)
    hangs = after.text in words("outlet_titles") and any(doc[i].head.i == after.i for i in inside)
    return hangs and spot.kind is EntityKind.ORGANIZATION and not spot.possessive


def _stands_before_division(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is written as a town: "Arlen, Okla."."""
    if spot.end + 1 >= len(doc) or doc[spot.end].text != "," or not gazetteer.places.find(spot.name):
        return False
    return doc[spot.end + 1].text in words("region_forms")


def _organization(doc: Doc, spot: Spot, last: str, gazetteer: Gazetteer) -> Spot:
    is_region = place_level(last) in ("region", "water") and gazetteer.places.find(spot.name)
    if is_region or (_is_country(spot.name, gazetteer) and not spot.name.isupper()):
        return replace(spot, kind=EntityKind.PLACE)
    if _is_behind_locative(doc, spot) and gazetteer.is_large_place(spot.name):
        return replace(spot, kind=EntityKind.PLACE)
    if is_titled(doc, spot) and spot.end - spot.start <= 3:
        return replace(spot, kind=EntityKind.PERSON)
    is_person = _bears_role(doc, spot) or _took_picture(doc, spot)
    return replace(spot, kind=EntityKind.PERSON) if is_person else spot


def _person(doc: Doc, spot: Spot, last: str, gazetteer: Gazetteer) -> Spot:
    if spot.end - spot.start == 1 and spot.name.isupper() and 1 < len(spot.name) <= _ACRONYM:
        return replace(spot, kind=EntityKind.ORGANIZATION)
    if spot.end - spot.start > 1 and last in words("organization_nouns"):
        return replace(spot, kind=EntityKind.ORGANIZATION)
    if is_titled(doc, spot):
        return spot
    if _is_lived_in(doc, spot) or _is_governed(doc, spot) or _is_water(doc, spot):
        return replace(spot, kind=EntityKind.PLACE)
    if not gazetteer.is_large_place(spot.name):
        return spot
    seat = _is_country(spot.name, gazetteer) or gazetteer.capital_of(spot.name) or spot.end - spot.start > 1
    located = _is_behind_locative(doc, spot)
    before_place_noun = spot.end < len(doc) and place_level(doc[spot.end].lower_) != ""
    return replace(spot, kind=EntityKind.PLACE) if seat or located or before_place_noun else spot


def _is_behind_locative(doc: Doc, spot: Spot) -> bool:
    return spot.start > 0 and doc[spot.start - 1].lower_ in _LOCATIVE


def _is_lived_in(doc: Doc, spot: Spot) -> bool:
    """Tell whether a word says where something happens: "lives in Arlen", but not "believes in Lind"."""
    if spot.end - spot.start > 1 or not spot.start or spot.possessive or doc[spot.start].dep_ != "pobj":
        return False
    preposition = doc[spot.start - 1]
    verb = preposition.head
    return preposition.lower_ == "in" and verb.pos_ == "VERB" and verb.lemma_ not in _TRUSTING


def _is_governed(doc: Doc, spot: Spot) -> bool:
    """Tell whether a word says where somebody is mayor, or lives: "the mayor of Arlen"."""
    if spot.end - spot.start > 1 or spot.start < 2 or doc[spot.start - 1].lower_ != "of":
        return False
    return doc[spot.start - 2].lemma_.casefold() in words("place_offices")


def _is_water(doc: Doc, spot: Spot) -> bool:
    """Tell whether one word names the water after it: "the Arlen reservoir"."""
    after = doc[spot.end] if spot.end < len(doc) else None
    is_next = after is not None and after.is_lower and place_level(after.lower_) == "water"
    return is_next and spot.end - spot.start == 1 and doc[spot.start].head == after


def _is_river(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether one word with an article, and nothing after it, is a river or lake: "on the Danube"."""
    article, start = ("", spot.start) if not spot.start else (doc[spot.start - 1].lower_, spot.start)
    if doc[start].lower_ == "the":
        article, start = "the", start + 1
    if article != "the" or spot.end - start != 1 or (spot.end < len(doc) and doc[spot.end].pos_ in _NOMINAL):
        return False
    return any(place.feature == "water" for place in gazetteer.places.find_natural(doc[start].text))


def _bears_role(doc: Doc, spot: Spot) -> bool:
    """Tell whether two words that may be a name stand right after what somebody is: "spokesman Otto Lind"."""
    if spot.end - spot.start != 2 or not spot.start or not all(map(str.istitle, spot.name.split())):
        return False
    if holds_body_noun(doc, spot):
        return False
    before = doc[spot.start - 1]
    is_role = before.is_lower and before.pos_ == "NOUN" and before.lower_ in words("person_nouns")
    return is_role and (before.dep_ in ("compound", "nmod") or doc[spot.end - 1].dep_ == "appos")


def _took_picture(doc: Doc, spot: Spot) -> bool:
    """Tell whether two words are whom a picture is credited to: "Credit: Otto Lind/Dune Survey"."""
    if spot.end - spot.start != 2 or not spot.start or spot.end >= len(doc) or doc[spot.end].text != "/":
        return False
    return doc[spot.start - 1].text == ":" and not holds_body_noun(doc, spot)


def _is_full_name(doc: Doc, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether what the recogniser takes for a place is a given name and a surname: no place list has it,
    and no preposition of place stands before it."""
    if spot.end - spot.start != 2 or given_gender(spot.name) == "-" or gazetteer.places.find(spot.name):
        return False
    return not _is_behind_locative(doc, spot) and not place_level(doc[spot.end - 1].lower_)


def _is_country(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.country_named(name) is not None


def _surnames(spots: Iterable[Spot]) -> frozenset[str]:
    """Return the last words of all full names of persons."""
    full = [spot.name.split() for spot in spots if spot.kind is EntityKind.PERSON and " " in spot.name]
    return frozenset(name[-1].casefold() for name in full)


def _given_names(spots: Iterable[Spot]) -> frozenset[str]:
    full = (spot.name for spot in spots if spot.kind is EntityKind.PERSON and " " in spot.name)
    return frozenset(name.split()[0].casefold() for name in full)


def _is_located(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name stands as a place: behind "in", or before the country it lies in."""
    return _is_behind_locative(doc, spot) or (
        spot.end + 1 < len(doc) and doc[spot.end].text == "," and doc[spot.end + 1].ent_type_ == "GPE"
    )


def _by_surname(
    doc: Doc, spot: Spot, surnames: frozenset[str], given: frozenset[str], gazetteer: Gazetteer
) -> Spot:
    """A single word that is the surname of a person named in full is that person; so is a given name of the
    kind that towns have, where it does something ("Paris" in an article on a Paris Brandt)."""
    name = spot.name.casefold()
    is_named = name in surnames or (name in given and doc[spot.start].dep_ in ("nsubj", "nsubjpass"))
    if " " in spot.name or not is_named or _is_country(spot.name, gazetteer):
        return spot
    if spot.kind is EntityKind.OUTLET or (spot.kind is EntityKind.PLACE and _is_located(doc, spot)):
        return spot
    return replace(spot, kind=EntityKind.PERSON)


def _by_majority(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Give all spots of one spelling the kind of most of them; a tie goes to what the gazetteer knows.  What
    is known, or said in so many words, counts more than what the recogniser guesses."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for spot in spots:
        votes[spot.key][spot.kind] += 1 if spot.label and not _is_governed(doc, spot) else 3
    winners = {key: _winner(key, counts, gazetteer) for key, counts in votes.items()}
    return [replace(spot, kind=winners[spot.key]) for spot in spots]


def _winner(key: str, counts: Counter[EntityKind], gazetteer: Gazetteer) -> EntityKind:
    most = max(counts.values())
    leading = [kind for kind in EntityKind if counts[kind] == most]
    if len(leading) > 1 and EntityKind.PLACE in leading and gazetteer.is_large_place(key):
        return EntityKind.PLACE
    return leading[0]
