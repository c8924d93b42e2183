"""What the text calls a person: titles before the name, appositions after it, "who leads ...".

Comes in: names with their drafts.  Goes out: roles on the drafts, with the organisation or country in them.
Must not: make mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from spacy.tokens import Doc, Token

from kg.lexicon import Row, table, words
from kg.mentions.drafts import Draft, given_gender
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.nouns import plurals
from kg.mentions.spots import Spot, char_span, crosses_lines
from kg.model import EntityKind, Role

_LONGEST = 22
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "SYM"})
_HYPHENS = frozenset({"-", "–"})
_SKIPPED = frozenset({"DET", "PRON", "PUNCT", "SPACE", "CCONJ", "ADP"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a text in order, where each starts, and the tokens inside names of several words.

    Made once for all roles, so that a role in a long text takes no longer than one in a short text.
    """

    spots: tuple[Spot, ...]
    starts: tuple[int, ...]
    inside: frozenset[int]

    @classmethod
    def of(cls, spots: Iterable[Spot]) -> Self:
        found = tuple(sorted(spots, key=lambda spot: spot.start))
        long = (spot for spot in found if spot.end - spot.start > 1)
        inside = frozenset(index for spot in long for index in range(spot.start, spot.end))
        return cls(found, tuple(spot.start for spot in found), inside)

    def within(self, start: int, end: int) -> list[Spot]:
        """Return the names that lie in a range of tokens, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [spot for spot in self.spots[first:last] if spot.end <= end]


def add_roles(doc: Doc, belongs: Mapping[Spot, Draft], gazetteer: Gazetteer) -> None:
    """Add to each person's draft the roles that stand beside its names."""
    names = _Names.of(belongs)
    for spot in names.spots:
        if spot.kind is EntityKind.PERSON:
            for start, end in _role_ranges(doc, spot):
                _add(doc, belongs[spot], start, end, names, gazetteer)


def _role_ranges(doc: Doc, spot: Spot) -> Iterator[tuple[int, int]]:
    for found in (_before(doc, spot), _after(doc, spot), _around(doc, spot), _clause(doc, spot)):
        if found and found[0] < found[1] and not crosses_lines(doc, found[0], found[1] - 1):
            yield found


def _add(doc: Doc, draft: Draft, start: int, end: int, names: _Names, gazetteer: Gazetteer) -> None:
    first, last = char_span(doc, start, end)
    text = doc[start:end].text
    if any(role.text == text for role in draft.roles) or is_honorific(text):
        return
    owner = _owner(doc, names.within(start, end))
    draft.roles.append(Role(text, first, last, owner.name if owner else None))
    if doc[start].pos_ != "VERB":  # who leads a team on Russia need not come from there
        draft.country = draft.country or _country(doc, start, end, names.inside, gazetteer)
    for token in doc[start:end]:
        if (noun := _role_noun(token)) is not None:
            draft.nouns.add(noun)
            draft.gender = draft.gender if draft.gender != "-" else gender_of(token.text)


def _owner(doc: Doc, inside: Iterable[Spot]) -> Spot | None:
    """Return the organisation in a role: one after a preposition, else any; else the place."""
    return min(
        (spot for spot in inside if spot.kind is not EntityKind.PERSON),
        key=lambda spot: (spot.kind is EntityKind.PLACE, not _is_object(doc, spot), spot.start),
        default=None,
    )


def _is_object(doc: Doc, spot: Spot) -> bool:
    before = {token.pos_ for token in doc[max(spot.start - 2, 0) : spot.start]}
    return "ADP" in before


def _country(doc: Doc, start: int, end: int, inside: frozenset[int], gazetteer: Gazetteer) -> str | None:
    """Return the country that a role names, outside longer names ("New Jersey" is not Jersey)."""
    for width in (2, 1):
        for index in (i for i in range(start, end - width + 1) if i not in inside):
            text = " ".join(token.text for token in doc[index : index + width])
            if text[0].isupper() and (country := gazetteer.adjective_country(text)):
                return country
    return None


def _role_noun(token: Token) -> str | None:
    """Return the singular of a word that says what somebody is."""
    word = token.text.casefold()
    if word in words("person_nouns"):
        return word
    if noun := title_noun(token.text):
        return noun
    if token.lemma_.casefold() in words("person_nouns"):
        return token.lemma_.casefold()
    return None


@cache
def _genders() -> Mapping[str, str]:
    rows = [row for name in ("person_nouns", "titles") for row in table(name)]
    return {row["word"].casefold(): row["gender"] for row in reversed(rows)}


def gender_of(word: str) -> str:
    """Return the gender that a title or noun tells ("Mrs.", "spokesman"), or "-"."""
    return _genders().get(word.casefold(), "-")


@cache
def _titles() -> Mapping[str, Row]:
    return {row["word"]: row for row in table("titles")}


def title_noun(word: str) -> str | None:
    """Return what the bearer of a title is called later ("Gov." -> "governor"), None for any other word."""
    row = _titles().get(word)
    return row["noun"] if row and row["noun"] != "-" else None


def is_honorific(text: str) -> bool:
    """Tell whether a role would say nothing but "Mr."."""
    row = _titles().get(text)
    return row is not None and row["class"] == "honorific"


def with_honorifics(doc: Doc, spots: Iterable[Spot]) -> list[Spot]:
    """Return the spots; persons have the gender that the honorific before the name tells."""
    return [
        replace(spot, gender=gender_of(doc[spot.start - 1].text))
        if spot.kind is EntityKind.PERSON and spot.start and is_honorific(doc[spot.start - 1].text)
        else spot
        for spot in spots
    ]


def add_title_genders(doc: Doc, belongs: Mapping[Spot, Draft]) -> None:
    """Set the gender of persons from the honorific before a name ("Mrs."), else from the given name."""
    persons = [(spot, draft) for spot, draft in belongs.items() if spot.kind is EntityKind.PERSON]
    for spot, draft in persons:
        if draft.gender == "-" and spot.start:
            draft.gender = gender_of(doc[spot.start - 1].text)
    for spot, draft in persons:
        if draft.gender == "-":
            draft.gender = given_gender(spot.name)


def _before(doc: Doc, spot: Spot) -> tuple[int, int] | None:
    """Read "Kremlin aide Yuri Ushakov" and "Ukrainian President X": what precedes the name in its phrase."""
    start = spot.start
    while (
        start
        and spot.start - start < _LONGEST
        and (doc[start - 1].pos_ in _BEFORE or doc[start - 1].text in _HYPHENS)
    ):
        if "\n" in doc[start - 1].text_with_ws or not _is_in_phrase(doc[start - 1], doc[spot.end - 1]):
            break
        start -= 1
    while start < spot.start and doc[start].pos_ in ("PART", "SYM"):
        start += 1
    end = spot.start
    if end > start and _ends_in_role(doc, start, end) and not _is_plural(doc[end - 1]):
        return start, end
    return None


def _ends_in_role(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the last word, taken as written with its hyphens, says what somebody is."""
    first = end - 1
    while first - 1 > start and doc[first - 1].text in _HYPHENS:
        first -= 2
    compound = "".join(token.text for token in doc[first:end]).casefold()
    return compound in words("person_nouns") or _role_noun(doc[end - 1]) is not None


def _is_in_phrase(token: Token, head: Token) -> bool:
    return (
        token.text in words("titles")
        or token.text in _HYPHENS
        or head.is_ancestor(token)
        or token.is_ancestor(head)
    )


def _is_plural(token: Token) -> bool:
    return any(token.lower_ in plurals(word) for word in (token.lemma_.lower(),)) and token.tag_ in (
        "NNS",
        "NNPS",
    )


def _after(doc: Doc, spot: Spot) -> tuple[int, int] | None:
    """Read "X, spokesman for Y," and "X, a member of Y and leader of Z"."""
    head = doc[spot.start : spot.end].root
    for child in head.children:
        if (
            child.dep_ == "appos"
            and child.i >= spot.end
            and child.ent_type_ != "PERSON"
            and _tells_role(child)
        ):
            start = child.left_edge.i
            return _trim(doc, start, _appositive_end(doc, child, start))
    return None


def _tells_role(token: Token) -> bool:
    parts = [token, *token.conjuncts, *(child for child in token.children if child.dep_ == "compound")]
    return any(_role_noun(part) for part in parts)


def _appositive_end(doc: Doc, head: Token, start: int) -> int:
    """Return where the apposition ends: before its relative clause, else at the end of its subtree."""
    end = min(head.right_edge.i + 1, start + _LONGEST)
    for token in doc[head.i + 1 : end]:
        if (
            token.tag_ in ("WDT", "WP")
            or token.dep_ in ("relcl", "acl")
            or token.text in (";", "—", "“", '"', "(")
        ):
            return token.i
    return end


def _around(doc: Doc, spot: Spot) -> tuple[int, int] | None:
    """Read "the group's director, X": the name is in apposition to the role."""
    head = doc[spot.start : spot.end].root
    if (
        head.dep_ == "appos"
        and head.head.i < spot.start
        and _role_noun(head.head)
        and not _is_plural(head.head)
    ):
        return _trim(doc, head.head.left_edge.i, spot.start)
    return None


def _clause(doc: Doc, spot: Spot) -> tuple[int, int] | None:
    """Read "X, who leads the survey at Y"."""
    head = doc[spot.start : spot.end].root
    for child in head.children:
        if child.dep_ == "relcl" and child.lemma_ in words("role_verbs") and child.i > spot.end:
            return _trim(doc, child.i, min(child.right_edge.i + 1, child.i + _LONGEST))
    return None


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].pos_ in _SKIPPED:
        start += 1
    while start < end and (doc[end - 1].pos_ in _SKIPPED or doc[end - 1].is_punct):
        end -= 1
    return start, end
