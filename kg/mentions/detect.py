"""Names in a text: the recogniser's spans cut to size, and names that it missed.

Comes in: a parsed Doc and the gazetteer.  Goes out: spots of kind person, organization, place or outlet that
do not overlap.  Must not: decide what two spots have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.lexicon import table, words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import Spot, crosses_lines, is_capitalised, name_of, title_words, without_overlaps
from kg.model import EntityKind

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
}
_DOUBTFUL = frozenset({"PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE", "NORP"})
"""Labels under which the recogniser files names of places and outlets; kept only if a list knows the name."""

_LONGEST = 7
_PARTY = re.compile(r"[A-Z]-[A-Z][a-z.]*\.?$")
_EDGE = frozenset({"the", "a", "an", "this", "that", "these", "those", "'s", "’s", "'", "’", "-"})
_LOCATIVE = frozenset(
    {"in", "near", "from", "around", "outside", "inside", "to", "toward", "towards", "at", "across"}
)


def detect_names(doc: Doc, gazetteer: Gazetteer) -> list[Spot]:
    """Return the names of a text in order."""
    known = list(_known_names(doc, gazetteer))
    recognised = [spot for ent in doc.ents if (spot := _recognised(doc, ent, gazetteer))]
    recognised = _with_runs(recognised, list(_capital_runs(doc)))
    spots = _prefer_known(known, recognised)
    spots += _not_met(_places_missed(doc, gazetteer), spots)
    return without_overlaps([*spots, *_not_met(list(_repeated(doc, spots)), spots)])


def _lies_inside(spot: Spot, other: Spot) -> bool:
    return other.covers(spot) and other.end - other.start > spot.end - spot.start


def _with_runs(recognised: list[Spot], runs: list[Spot]) -> list[Spot]:
    """Add runs of capitalised words; one that holds recognised spans whole stands instead of them."""
    fitting = [run for run in runs if all(run.covers(spot) for spot in recognised if run.meets(spot))]
    return [*fitting, *(spot for spot in recognised if not any(run.meets(spot) for run in fitting))]


def _not_met(spots: Iterator[Spot] | list[Spot], others: list[Spot]) -> list[Spot]:
    return [spot for spot in spots if not any(spot.meets(other) for other in others)]


def _prefer_known(known: list[Spot], recognised: list[Spot]) -> list[Spot]:
    """A known name stands unless the recogniser saw a longer name around it."""
    inside = [
        spot
        for spot in known
        if any(o.covers(spot) and o.end - o.start > spot.end - spot.start for o in recognised)
    ]
    kept = [spot for spot in known if spot not in inside]
    return [*kept, *_not_met(recognised, kept)]


def _recognised(doc: Doc, ent: Span, gazetteer: Gazetteer) -> Spot | None:
    """Return the spot of one recognised span, or None if it is no name."""
    start, end = trim_name(doc, _after_owner(ent, gazetteer), ent.end, is_person=ent.label_ == "PERSON")
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
    while start < end and _is_prefix(doc[start].text):
        start += 1
    while start < end and (_is_edge(doc[end - 1]) or _ends_badly(doc[end - 1], is_person=is_person)):
        end -= 1
    return start, end


def _is_prefix(word: str) -> bool:
    return _not_name_class(word) == "prefix"


def _ends_badly(token: Token, *, is_person: bool) -> bool:
    return _not_name_class(token.text) == "credit" or (is_person and token.is_lower)


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


def _known_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Find names that a list identifies: the user's entries, outlets, countries."""
    position = 0
    while position < len(doc):
        found = _known_at(doc, position, gazetteer) if is_capitalised(doc[position]) else None
        if found:
            yield found
        position = found.end if found else position + 1


def _known_at(doc: Doc, start: int, gazetteer: Gazetteer) -> Spot | None:
    for end in range(min(start + _LONGEST, len(doc)), start, -1):
        last = doc[end - 1]
        if last.is_space or last.is_punct or last.tag_ == "POS" or crosses_lines(doc, start, end - 1):
            continue
        spot = _lookup(doc, start, end, gazetteer)
        if spot and not _runs_on(doc, start, end):
            return spot
    return None


def _runs_on(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a capitalised word of the same name stands beside the range ("Reuters Institute")."""
    last = doc[end - 1]
    after = doc[end] if end < len(doc) else None
    if after is not None and after.pos_ == "PROPN" and is_capitalised(after) and last.whitespace_:
        return last.head == after and last.dep_ == "compound" and after.ent_type_ != "PERSON"
    return start > 0 and _is_first_name(doc, start, end)


def _is_first_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the word before a range makes it a person's surname."""
    before = doc[start - 1]
    same = before.ent_type_ == doc[start].ent_type_ == "PERSON"
    return same and before.dep_ == "compound" and is_capitalised(before) and start <= before.head.i < end


def _lookup(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Spot | None:
    text = name_of(doc, start, end)
    if entries := gazetteer.strong(text):
        return Spot(start, end, entries[0].kind, name=text)
    outlet = gazetteer.outlet(text)
    if outlet and outlet["sure"] == "yes":
        return Spot(start, end, EntityKind.OUTLET, name=text)
    if gazetteer.country_named(text) and not (end - start == 1 and doc[start].pos_ not in ("PROPN", "NOUN")):
        return Spot(start, end, EntityKind.PLACE, name=text)
    return None


def _capital_runs(doc: Doc) -> Iterator[Spot]:
    """Find runs of capitalised words that end in a noun for a body: "Rivne Water Agency"."""
    nouns = words("organization_nouns")
    for token in doc:
        if token.pos_ != "PROPN" or token.text.casefold() not in nouns or not is_capitalised(token):
            continue
        start = token.i
        while start and doc[start - 1].pos_ in ("PROPN", "ADJ") and is_capitalised(doc[start - 1]):
            start -= 1
        if start < token.i and not crosses_lines(doc, start, token.i):
            yield Spot(start, token.i + 1, EntityKind.ORGANIZATION, name=name_of(doc, start, token.i + 1))


def _repeated(doc: Doc, spots: Sequence[Spot]) -> Iterator[Spot]:
    """Find single capitalised words that are a name, or a person's surname, elsewhere in the text."""
    known = {spot.name: spot for spot in spots if " " not in spot.name}
    for spot in spots:
        if spot.kind is EntityKind.PERSON and " " in spot.name:
            known.setdefault(spot.name.split()[-1], spot)
    for token in doc:
        same = known.get(token.text) if token.pos_ == "PROPN" and is_capitalised(token) else None
        if same:
            yield Spot(token.i, token.i + 1, same.kind, name=token.text, label=same.label or "PERSON")


def _places_missed(doc: Doc, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Find large places after a preposition of place that the recogniser did not mark."""
    for token in doc[1:]:
        is_candidate = token.pos_ == "PROPN" and not token.ent_type_ and len(token) > 2
        located = token.dep_ == "pobj" and doc[token.i - 1].lower_ in _LOCATIVE
        if is_candidate and located and is_capitalised(token) and gazetteer.is_large_place(token.text):
            yield Spot(token.i, token.i + 1, EntityKind.PLACE, name=name_of(doc, token.i, token.i + 1))
