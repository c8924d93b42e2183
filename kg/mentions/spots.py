"""What detection finds, in tokens: the records that go between the steps of this package.

Comes in: nothing.  Goes out: `Spot` and `Description`.  Token indices are half-open ranges into the Doc.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key, without_possessive
from kg.model import EntityKind, MentionForm, Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A name or pronoun at `start:end`.

    `label` is what the recogniser called it ("" if it did not).  `level` is the sort of place that the words
    beside it give: region, city, water, land or site.  `country` is set where the words tell it ("Russia's
    Kursk region"), and for a country or capital that stands for its government.
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
    from the group named inside them.
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

    @property
    def key(self) -> str:
        """What two mentions of one group share: words and country."""
        return f"{spelling_key(self.label)}|{self.country or ''}"


def name_of(doc: Doc, start: int, end: int) -> str:
    """Return the words at a range on one line, without a possessive mark."""
    return without_possessive(" ".join(doc[start:end].text.split()))


def is_capitalised(token: Token) -> bool:
    """Tell whether the first letter of a token is a capital."""
    return bool(token.text) and token.text[0].isupper()


def crosses_lines(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a line break (the border of a passage) lies inside a range."""
    return any("\n" in token.text_with_ws for token in doc[start:end])


def char_span(doc: Doc, start: int, end: int) -> Span:
    """Return the characters of a token range."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def without_overlaps(spots: Iterable[Spot]) -> list[Spot]:
    """Keep the longest of spots that overlap, in order of the text."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.start - spot.end, spot.start)):
        if not any(spot.meets(other) for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.start)


def title_words() -> frozenset[str]:
    """Return all titles, honorifics and role titles."""
    return words("titles")


def place_level(word: str) -> str:
    """Return the level of a place noun, or ""."""
    return next((row["level"] for row in table("place_nouns") if row["word"] == word), "")
