"""A noun phrase taken apart: article, number, country, owner, and the words that describe.

Comes in: the head of a noun phrase and the names in the text.  Goes out: a `Phrase`.
Must not: decide whether the phrase is worth a mention.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from kg.lexicon import table
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.nouns import is_of_state
from kg.mentions.spots import Spot, SpotIndex, crosses_lines
from kg.model import EntityKind

_INSIDE = frozenset(
    {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "CCONJ", "X", "SYM", "ADV", "VERB"}
)
_COMPLEMENTS = frozenset({"of", "at", "from", "for", "with", "in", "to", "on"})
_HYPHENS = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words of a noun phrase tell.

    `words` are those that describe, without the head; `complement` is what follows the head ("of the
    water ministry").  `owner` is the name among its modifiers or in its complement; `owned` are the words
    from the country or owner on, `adjective` is that of the country in labels.
    """

    start: int
    end: int
    head: int
    words: str
    complement: str
    definite: bool
    fresh: bool
    country: str | None
    owner: Spot | None
    owned: str = ""
    adjective: str = ""

    def label(self, head: str, *, from_owner: bool = False) -> str:
        """Return the describing words around a form of the head; a named body is called by its owner first
        ("a new US administration")."""
        return " ".join(filter(None, (self.owned if from_owner else self.words, head, self.complement)))


def read_phrase(doc: Doc, head: Token, names: SpotIndex, gazetteer: Gazetteer) -> Phrase:
    """Take apart the noun phrase of `head`."""
    start = _left_edge(doc, head)
    end = _right_edge(doc, head, names)
    inside = names.within(start, end)
    text, countries = _describe(doc, start, head.i, SpotIndex(inside), gazetteer)
    classes = {_determiners().get(token.lower_, "") for token in doc[start : head.i]}
    possessed = any(token.tag_ in ("POS", "PRP$") for token in doc[start : head.i])
    owner = next((spot for spot in inside if not gazetteer.country_named(spot.name)), None)
    return Phrase(
        start=start,
        end=end,
        head=head.i,
        words=text,
        complement=" ".join(doc[head.i + 1 : end].text.split()),
        definite=("definite" in classes or possessed) and "fresh" not in classes,
        fresh="fresh" in classes or any(token.pos_ == "NUM" for token in doc[start : head.i]),
        country=countries[0] if len(set(countries)) == 1 else _owner_country(owner, gazetteer),
        owner=owner,
        owned=_from_owner(text, countries, owner, gazetteer),
        adjective=gazetteer.adjective_of(countries[0]) or "" if countries else "",
    )


def _from_owner(text: str, countries: Sequence[str], owner: Spot | None, gazetteer: Gazetteer) -> str:
    """Return the describing words from the country or the owner's name on, "" without either."""
    marks = [gazetteer.adjective_of(countries[0]) or "" if countries else "", owner.name if owner else ""]
    places = [text.find(mark) for mark in marks if mark and mark in text]
    return text[min(places) :] if places else ""


def _owner_country(owner: Spot | None, gazetteer: Gazetteer) -> str | None:
    return gazetteer.country_named(owner.name.split()[0]) if owner else None


def _left_edge(doc: Doc, head: Token) -> int:
    index = head.i
    while index and head.is_ancestor(doc[index - 1]) and _stays_inside(doc[index - 1]):
        if crosses_lines(doc, index - 1, index):
            break
        index -= 1
    while index < head.i and doc[index].pos_ in ("CCONJ", "PART", "ADV"):
        index += 1
    return index


def _stays_inside(token: Token) -> bool:
    return token.pos_ in _INSIDE or token.text in _HYPHENS


def _right_edge(doc: Doc, head: Token, names: SpotIndex) -> int:
    """Include a complement right after the head if it holds a name or a noun in the singular with article."""
    if head.i + 1 >= len(doc) or doc[head.i + 1].lower_ not in _COMPLEMENTS or doc[head.i + 1].head != head:
        return head.i + 1
    preposition = doc[head.i + 1]
    objects = [child for child in preposition.children if child.dep_ == "pobj"]
    if not objects or objects[0].i - head.i > 8 or crosses_lines(doc, head.i, objects[0].i):
        return head.i + 1
    target = objects[0]
    around = names.at(target.i)
    if around is None and (preposition.lower_ == "in" or target.pos_ not in ("NOUN", "PROPN")):
        return head.i + 1
    return around.end if around else target.i + 1


def _describe(
    doc: Doc, start: int, head: int, names: SpotIndex, gazetteer: Gazetteer
) -> tuple[str, list[str]]:
    """Return the describing words before the head, countries as adjectives, and those countries."""
    text = ""
    countries: list[str] = []
    index, glued = start, False
    while index < head:
        country, width = _country_at(doc, index, head, names, gazetteer)
        last = doc[index + max(width, 1) - 1]
        piece = ""
        if country:
            countries.append(country)
            piece = gazetteer.adjective_of(country) or doc[index : index + width].text
        elif _describes(last, glued=glued):
            piece = last.lower_ if last.is_sent_start and last.pos_ == "NOUN" else last.text
        text += piece if glued and piece else f" {piece}"
        index += max(width, 1)
        glued = bool(piece) and not last.whitespace_ and not (country and doc[index].tag_ == "POS")
    return " ".join(text.split()).strip(" -–"), countries


def _describes(token: Token, *, glued: bool) -> bool:
    """Tell whether a token is one of the describing words; a mark of possession or hyphen only after one."""
    return glued if token.tag_ == "POS" or token.text in _HYPHENS else not is_skipped(token)


def _country_at(
    doc: Doc, index: int, head: int, names: SpotIndex, gazetteer: Gazetteer
) -> tuple[str | None, int]:
    """Return the country that the words at `index` stand for, and how many words those are."""
    spot = names.at(index)
    if spot and not gazetteer.country_named(spot.name):
        is_capital = spot.kind in (EntityKind.PLACE, EntityKind.ORGANIZATION) and spot.end < head
        stands_for_state = is_capital and doc[spot.end].tag_ == "POS" and is_of_state(doc[head])
        capital = gazetteer.capital_of(spot.name) if stands_for_state else None
        return capital, (spot.end - index if capital else 1)
    joined = doc[index - 1].text in _HYPHENS if index else False
    for width in (3, 2, 1) if not joined else ():
        if index + width <= head:
            text = " ".join(token.text for token in doc[index : index + width])
            if text[0].isupper() and (country := gazetteer.adjective_country(text)):
                return country, width
    return None, 1


def is_skipped(token: Token) -> bool:
    """Tell whether a word before a head describes nobody: a number, determiner, mark, pronoun or adverb."""
    if token.pos_ == "NUM" or token.like_num or token.tag_ in ("POS", "PRP$") or token.pos_ == "PRON":
        return True
    return token.lower_ in _determiners() or token.pos_ == "ADV"


@cache
def _determiners() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["class"] for row in table("determiners")})


def is_fresh(token: Token) -> bool:
    """Tell whether a determiner or number word opens something new ("another", "two")."""
    return _determiners().get(token.lower_) == "fresh" or token.pos_ == "NUM"
