"""Names in a text: the recogniser's spans cut to size, and names that it missed.

Comes in: a parsed Doc and the gazetteer.  Goes out: spots of kind person, organization, place or outlet that
do not overlap.  Must not: decide what two spots have in common.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.lexicon import table, words
from kg.mentions.acronyms import with_acronyms
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.known import known_names, missed_places, repeated_names
from kg.mentions.runs import capital_runs, membership_runs
from kg.mentions.spots import (
    Spot,
    SpotIndex,
    crosses_lines,
    is_capitalised,
    name_of,
    title_words,
    without_overlaps,
)
from kg.mentions.titles import given_gender, role_noun
from kg.model import EntityKind

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "EVENT": EntityKind.EVENT,
}
_DOUBTFUL = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP"})
"""Labels under which the recogniser files names of places and outlets; kept only if a list knows the name."""

_PARTY = re.compile(r"[A-Z]-[A-Z][a-z.]*\.?$")
_EDGE = frozenset({"the", "a", "an", "this", "that", "these", "those", "'s", "’s", "'", "’", "-"})


def detect_names(doc: Doc, gazetteer: Gazetteer, sources: frozenset[int] = frozenset()) -> list[Spot]:
    """Return the names of a text in order; `sources` are the tokens that head a source."""
    known = list(known_names(doc, gazetteer, sources))
    recognised = [spot for ent in doc.ents if (spot := _recognised(doc, ent, gazetteer))]
    recognised = _with_runs(recognised, [*membership_runs(doc), *capital_runs(doc)])
    spots = _joined(doc, _prefer_known(known, recognised))
    spots += _not_met(missed_places(doc, gazetteer), spots)
    spots = with_acronyms(doc, without_overlaps(spots), gazetteer)
    spots = without_overlaps([*spots, *_not_met(list(repeated_names(doc, spots, sources)), spots)])
    return [replace(spot, possessive=_is_possessive(doc, spot)) for spot in spots]


def _is_possessive(doc: Doc, spot: Spot) -> bool:
    return spot.end < len(doc) and doc[spot.end].tag_ == "POS"


def _joined(doc: Doc, spots: list[Spot]) -> list[Spot]:
    """Join neighbours of one kind that are one phrase ("St." and "Louis"), and give a first name the surname
    that the recogniser took for something else ("May")."""
    joined: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: spot.start):
        before = joined[-1] if joined else None
        if (
            before
            and before.end == spot.start
            and before.kind is spot.kind
            and (_is_part_of(doc, before, spot.end) or _is_given_name(doc, before, spot))
        ):
            joined[-1] = replace(before, end=spot.end, name=name_of(doc, before.start, spot.end))
        else:
            joined.append(spot)
    starts = {spot.start for spot in joined}
    return [_with_surname(doc, spot, starts) for spot in joined]


def _is_part_of(doc: Doc, spot: Spot, end: int) -> bool:
    """Tell whether the last word of a spot modifies a word right after it, in the same name."""
    last = doc[spot.end - 1]
    return last.dep_ == "compound" and spot.end <= last.head.i < end and bool(last.whitespace_)


def _is_given_name(doc: Doc, before: Spot, spot: Spot) -> bool:
    """Tell whether a given name stands right before a surname, whatever the parser makes of the two."""
    if spot.kind is not EntityKind.PERSON or spot.end - before.start != 2:
        return False
    return given_gender(before.name) != "-" and bool(doc[before.start].whitespace_) and not before.possessive


def _with_surname(doc: Doc, spot: Spot, starts: Collection[int]) -> Spot:
    end = spot.end + 1
    if spot.kind is not EntityKind.PERSON or end > len(doc) or spot.end - spot.start > 1:
        return spot
    surname = doc[spot.end]
    is_name = surname.pos_ == "PROPN" and is_capitalised(surname)
    if spot.end not in starts and is_name and _is_part_of(doc, spot, end):
        return replace(spot, end=end, name=name_of(doc, spot.start, end))
    return spot


def _with_runs(recognised: list[Spot], runs: list[Spot]) -> list[Spot]:
    """Add runs of capitalised words; one that holds recognised spans whole stands instead of them."""
    index = SpotIndex(recognised)
    fitting = [run for run in runs if all(run.covers(spot) for spot in index.meeting(run.start, run.end))]
    return [*fitting, *_not_met(recognised, fitting)]


def _not_met(spots: Iterator[Spot] | list[Spot], others: list[Spot]) -> list[Spot]:
    taken = SpotIndex(others)
    return [spot for spot in spots if not taken.is_met(spot)]


def _prefer_known(known: list[Spot], recognised: list[Spot]) -> list[Spot]:
    """A known name stands unless the recogniser saw a longer name around it."""
    index = SpotIndex(recognised)
    kept = [
        spot
        for spot in known
        if not any(
            other.covers(spot) and other.end - other.start > spot.end - spot.start
            for other in index.meeting(spot.start, spot.end)
        )
    ]
    return [*kept, *_not_met(recognised, kept)]


def _recognised(doc: Doc, ent: Span, gazetteer: Gazetteer) -> Spot | None:
    """Return the spot of one recognised span, or None if it is no name."""
    last = _before_quote(ent) if ent.label_ == "PERSON" else ent.end
    start, end = trim_name(doc, _after_owner(ent, gazetteer), last, is_person=ent.label_ == "PERSON")
    if ent.label_ == "ORG":
        end = _without_title(doc, start, end)
    if start >= end or not _is_name(doc, start, end):
        return None
    name = name_of(doc, start, end)
    if ent.label_ in _KINDS:
        if _is_adjective(doc, start, end, name, gazetteer):
            return None
        kind = _KINDS[ent.label_]
        article = kind is EntityKind.ORGANIZATION and start > 0 and doc[start - 1].text == "The"
        return Spot(start, end, kind, name=name, label=ent.label_, article=article)
    if ent.label_ in _DOUBTFUL:
        return _doubtful(Spot(start, end, EntityKind.PLACE, name=name, label=ent.label_), gazetteer)
    return None


def _before_quote(ent: Span) -> int:
    """Return where a person's name ends before a quotation and the verb of a headline ("Lind Sees 'Risk"), or
    before whom a picture's author works for ("Otto Lind/Dune Survey")."""
    if slashes := [token.i for token in ent[1:] if token.text == "/"]:
        return slashes[0]
    marks = [token.i for token in ent if token.is_quote]
    is_open = len(marks) == 1 or (marks and marks[-1] == ent.end - 1)  # not 'William "Bill" Brandt'
    end = marks[0] if is_open and marks[0] > ent.start else ent.end
    while end < ent.end and end - ent.start > 1 and ent.doc[end - 1].pos_ in ("VERB", "AUX"):
        end -= 1
    return int(end)


def _after_owner(ent: Span, gazetteer: Gazetteer) -> int:
    """Return where a span starts once a possessive country before the name is left out ("Russia's ...")."""
    for token in ent[1:]:
        if token.tag_ == "POS" and gazetteer.country_named(ent.doc[ent.start : token.i].text):
            return token.i + 1
    return ent.start


def _doubtful(spot: Spot, gazetteer: Gazetteer) -> Spot | None:
    if spot.label != "NORP" and gazetteer.is_large_place(spot.name):
        return spot
    return None


def _is_adjective(doc: Doc, start: int, end: int, name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a span is only an adjective or noun of nationality ("Ukrainian", "Russians")."""
    if gazetteer.country_named(name):
        return False
    return bool(gazetteer.people_country(name) or gazetteer.adjective_country(name))


def trim_name(doc: Doc, start: int, end: int, *, is_person: bool) -> tuple[int, int]:
    """Cut articles, possessive marks, quotation marks and, for a person, titles from a range."""
    while start < end and (_is_edge(doc[start]) or (is_person and _is_title(doc, start, end))):
        start += 1
    end = _without_score(doc, start, end)
    while start < end and _is_prefix(doc[start].text):
        start += 1
    while start < end and (_is_edge(doc[end - 1]) or _ends_badly(doc[end - 1], is_person=is_person)):
        end -= 1
    return start, end


def _without_title(doc: Doc, start: int, end: int) -> int:
    """Return where an organisation's name ends before the title of somebody named beside it: "Dune Survey
    Spokesman Otto Lind", "Otto Lind, the Dune Survey Spokesman"."""
    last = doc[end - 1]
    beside = end < len(doc) and doc[end].ent_type_ == "PERSON"
    apposed = last.dep_ == "appos" and last.head.ent_type_ == "PERSON"
    if end - start < 2 or not (beside or apposed):
        return end
    while end > start and role_noun(doc[end - 1]) is not None:
        end -= 1
    return end


def _without_score(doc: Doc, start: int, end: int) -> int:
    """Return where a name ends before the goals of its team ("Arlen 2 – 1")."""
    is_score = (
        end < len(doc) and end - start > 1 and doc[end - 1].text.isdigit() and doc[end].text in ("-", "–")
    )
    return end - 1 if is_score else end


def _is_prefix(word: str) -> bool:
    return _not_name_class(word) == "prefix"


def _ends_badly(token: Token, *, is_person: bool) -> bool:
    if _not_name_class(token.text) == "credit":
        return True
    return is_person and token.is_lower and not _is_hyphened(token)


def _is_hyphened(token: Token) -> bool:
    """Tell whether a word is the second half of a name ("Min-jun")."""
    if token.i < 2 or token.nbor(-1).text not in ("-", "–"):
        return False
    hyphen, first = token.nbor(-1), token.nbor(-2)
    return not hyphen.whitespace_ and not first.whitespace_ and is_capitalised(first)


def _is_edge(token: Token) -> bool:
    if token.text.casefold() in _EDGE or token.is_space:
        return True
    return token.is_punct and token.text != "." and token.text not in ("(", ")")


def _is_title(doc: Doc, start: int, end: int) -> bool:
    token = doc[start]
    if start + 1 >= end:
        return False
    if token.text in title_words():
        return True
    return (
        token.is_lower
        and start + 1 < end
        and is_capitalised(doc[start + 1])
        and token.text in words("person_nouns")
    )


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Refuse what is no name: no capital, clitics, units, dates, numbers, spans over a line break."""
    texts = [token.text for token in doc[start:end]]
    if crosses_lines(doc, start, end - 1) or not any(text[0].isupper() for text in texts):
        return False
    if any(_not_name_class(text) in ("clitic", "unit") for text in texts) or _is_made_adjective(texts):
        return False
    telling = [text for text in texts if any(map(str.isalpha, text)) and not _not_name_class(text)]
    return bool(telling) and sum(map(len, telling)) > 1


def _is_made_adjective(texts: list[str]) -> bool:
    """Tell whether a span is an adjective made from a name ("U.S.-made", "London-based") or a party and a
    division ("R-Wis.")."""
    if _PARTY.match("".join(texts)):
        return True
    stem, hyphen, ending = texts[-1].rpartition("-")
    return bool(len(texts) == 1 and hyphen and stem and ending.islower() and len(ending) > 2)


def _not_name_class(word: str) -> str:
    return _not_names().get(word, "")


@cache
def _not_names() -> dict[str, str]:
    return {row["word"]: row["class"] for row in table("not_names")}
