"""What detection finds, in tokens: the records that go between the steps of this package.

Comes in: nothing.  Goes out: `Spot` and `Description`.  Token indices are half-open ranges into the Doc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key, without_possessive
from kg.model import EntityKind, MentionForm, Span

_POSSESSIVE = re.compile(r"['’]s?(?= )")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name or pronoun at `start:end`.

    `label` is what the recogniser called it ("" if it did not).  `level` is the sort of place that the words
    beside it give: region, city, water, land or site.  `country` is set where the words tell it ("Russia's
    Kursk region"), and for a country or capital that stands for its government.  `gender` is
    that of the honorific before it ("Mrs.").  `stands_for` is the key of the name that an acronym was
    introduced for.
    """

    start: int
    end: int
    kind: EntityKind
    form: MentionForm = MentionForm.NAME
    name: str = ""
    label: str = ""
    level: str = ""
    country: str | None = None
    government: bool = False
    possessive: bool = False
    article: bool = False
    gender: str = "-"
    stands_for: str = ""

    @property
    def key(self) -> str:
        """Key of the name's spelling."""
        return spelling_key(self.name)

    def covers(self, other: Spot) -> bool:
        """Tell whether another spot lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Spot) -> bool:
        """Tell whether another spot shares a token."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that describes somebody: "one of the U.S. officials".

    `noun` is the singular of its head, `label` the phrase without article and number words, `key` what two
    mentions of one group share.  `sort` is that of the noun (person, group, body, organization, document,
    unknown); a `bare` phrase has no word but its head; `owner` is the name inside it.  `definite` phrases
    take up something said before; `fresh` ones ("another official") never do.  `partitive` ones are picked
    from the group named inside them (`inner`: its tokens and head); `count` is the number or determiner that
    picks them ("two", "other").  `form` are the words of the text with whose somebody is ("Kyiv's forces").
    `alike` is what all descriptions share that speak of the same people or body of one country.
    """

    start: int
    end: int
    head: int
    kind: EntityKind
    noun: str
    label: str
    plural: bool
    definite: bool = False
    fresh: bool = False
    partitive: bool = False
    named: bool = False
    country: str | None = None
    gender: str = "-"
    sort: str = "group"
    bare: bool = False
    owner: Spot | None = None
    inner: tuple[int, int, int] | None = None
    count: str = ""
    form: str = ""
    alike: str = ""

    @property
    def key(self) -> str:
        """What two mentions of one group share: words and country."""
        if self.alike:
            return f"{self.alike}|{self.country}"
        return f"{spelling_key(without_owner_mark(self.label))}|{self.country or ''}"


class SpotIndex:
    """Spots by the tokens that they cover, so that a look-up costs the same in a long text as in a short one.

    Of several spots the one that was given first comes first.
    """

    def __init__(self, spots: Iterable[Spot] = ()) -> None:
        """Index the spots."""
        self._covering: dict[int, list[tuple[int, Spot]]] = {}
        self._number = 0
        for spot in spots:
            self.add(spot)

    def add(self, spot: Spot) -> None:
        """Add one more spot."""
        for token in range(spot.start, spot.end):
            self._covering.setdefault(token, []).append((self._number, spot))
        self._number += 1

    def covers(self, token: int) -> bool:
        """Tell whether a token lies in a spot."""
        return token in self._covering

    def at(self, token: int) -> Spot | None:
        """Return the first spot that covers a token."""
        found = self._covering.get(token)
        return found[0][1] if found else None

    def is_met(self, spot: Spot) -> bool:
        """Tell whether a spot shares a token with one of these."""
        return any(token in self._covering for token in range(spot.start, spot.end))

    def meeting(self, start: int, end: int) -> list[Spot]:
        """Return the spots that share a token with a range."""
        found = {pair[0]: pair[1] for token in range(start, end) for pair in self._covering.get(token, ())}
        return [found[number] for number in sorted(found)]

    def within(self, start: int, end: int) -> list[Spot]:
        """Return the spots that lie wholly in a range."""
        return [spot for spot in self.meeting(start, end) if start <= spot.start and spot.end <= end]


def without_owner_mark(label: str) -> str:
    """Return "Dune Survey officials" for "Dune Survey's officials"."""
    return _POSSESSIVE.sub("", label)


def name_of(doc: Doc, start: int, end: int) -> str:
    """Return the words at a range on one line, without a possessive mark."""
    return without_possessive(" ".join(doc[start:end].text.split()))


def is_capitalised(token: Token) -> bool:
    """Tell whether the first letter of a token is a capital."""
    return bool(token.text) and token.text[0].isupper()


def crosses_lines(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a line break (the border of a passage) lies inside a range."""
    return "\n" in doc[start:end].text_with_ws


def char_span(doc: Doc, start: int, end: int) -> Span:
    """Return the characters of a token range."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def without_overlaps(spots: Iterable[Spot]) -> list[Spot]:
    """Keep the longest of spots that overlap, in order of the text."""
    kept: list[Spot] = []
    taken = SpotIndex()
    for spot in sorted(spots, key=lambda spot: (spot.start - spot.end, spot.start)):
        if not taken.is_met(spot):
            kept.append(spot)
            taken.add(spot)
    return sorted(kept, key=lambda spot: spot.start)


def is_titled(doc: Doc, spot: Spot) -> bool:
    """Tell whether a title stands right before a name."""
    return spot.start > 0 and doc[spot.start - 1].text in title_words()


def holds_body_noun(doc: Doc, spot: Spot) -> bool:
    """Tell whether a noun for an organisation is among the words of a name."""
    return any(token.lower_ in words("organization_nouns") for token in doc[spot.start : spot.end])


def title_words() -> frozenset[str]:
    """Return all titles, honorifics and role titles."""
    return words("titles")


def place_level(word: str) -> str:
    """Return the level of a place noun, or ""."""
    return _place_levels().get(word, "")


@cache
def _place_levels() -> Mapping[str, str]:
    return {row["word"]: row["level"] for row in reversed(table("place_nouns"))}
