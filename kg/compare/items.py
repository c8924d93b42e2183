"""What the content of a claim is made of: names, numbers, dates and words, each with what it weighs.

Comes in: a profile.  Goes out: its items, each thing once, in the order of the text.  What says how sure the
claim is, how many at least, or who spoke is no item: it may change and the matter stay the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kg.compare.intervals import named_values
from kg.compare.meaning import Word, split_words, weight_of
from kg.compare.records import ClaimProfile, Party
from kg.compare.units import scale_of
from kg.compare.vectors import vector_row
from kg.lexicon import words
from kg.model import ELLIPSIS, Claim, EntityKind, Quantity, Span, TimeValue

DATE_WEIGHT = 1.5
"""A date says less than a rare word, since all articles of a day share it."""
_FIGURE_WEIGHT, _DIGIT_WEIGHT, _MOST_DIGITS = 1.5, 0.7, 4
"""What a number of one digit weighs, and what each further one adds: "1,376" is rarer than "2"."""
_DESCRIBING, _WORDS = 0.3, 5
"""What the words before a person's name weigh that say who it is, and how many of them do."""
_LARGE = 100
_INSIDE = 0.5
"""What words inside a mention weigh beside the entity: "troops" in "North Korean troops"."""


class ItemKind(StrEnum):
    """What an item is: it tells what it can stand against."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a content is made of.

    `key` is what equal items share: entity id, stem, figure.  `row` is the row of its word vector, -1 for
    what may not be likened.  `party`, `quantity` and `time` are what a name, a number, a date stands for.
    """

    kind: ItemKind
    key: str
    text: str
    weight: float
    span: Span
    row: int = -1
    party: Party | None = None
    quantity: Quantity | None = None
    time: TimeValue | None = None


def items_of(profile: ClaimProfile) -> tuple[Item, ...]:
    """Return the items of a claim's content."""
    return tuple(_once(_read_items(profile)))


def _read_items(profile: ClaimProfile) -> Iterator[Item]:
    claim = profile.claim
    named = list(_names(profile))
    numbers, dates = list(_numbers(claim)), list(_dates(claim))
    yield from (*named, *numbers, *dates)
    taken = [item.span for item in (*numbers, *dates)]
    inside, called = [item.span for item in named], described_in(profile, named)
    for word in content_words(claim):
        if word.weight and not _lies_in(word, taken):
            if word.start in called:
                yield _word(word, _DESCRIBING)
            elif not _lies_in(word, inside):
                yield _word(word, 1.0)
            elif word.text.islower():
                yield _word(word, _INSIDE)


def content_words(claim: Claim) -> Iterator[Word]:
    """Yield the words of the content, with offsets into the document's text."""
    offset = 0
    for start, end in claim.spans:
        for word in split_words(claim.text[offset : offset + end - start]):
            yield Word(word.text, word.stem, word.weight, start + word.start, start + word.end)
        offset += end - start + len(ELLIPSIS)


def described_in(profile: ClaimProfile, named: Sequence[Item]) -> frozenset[int]:
    """Return where words stand that only say who a named person is: "Democratic presidential nominee" before
    the name, up to a word that joins, a mark or a verb."""
    verbs = [span for predicate in profile.claim.predicates for span in predicate.spans]
    people = {
        item.span[0] for item in named if item.party is not None and item.party.kind is EntityKind.PERSON
    }
    found: set[int] = set()
    run: list[Word] = []
    for word in content_words(profile.claim):
        if word.start in people:
            found |= _description(run)
        beside = bool(run) and word.start == run[-1].end + 1
        run = [*(run if beside else ()), word] if word.weight and not _lies_in(word, verbs) else []
    return frozenset(found)


def _description(run: Sequence[Word]) -> set[int]:
    """Return where the words of a run stand if the last of them says what a person is."""
    return {word.start for word in run[-_WORDS:]} if run and run[-1].text.casefold() in _callings() else set()


@cache
def _callings() -> frozenset[str]:
    listed = words("titles") | words("person_nouns")
    return frozenset(word.casefold().rstrip(".") for word in listed)


def _word(word: Word, share: float) -> Item:
    named = not word.text.islower() or word.text.isdigit()
    row = -1 if named else vector_row(word.text)
    return Item(ItemKind.WORD, word.stem, word.text, word.weight * share, (word.start, word.end), row)


def _names(profile: ClaimProfile) -> Iterator[Item]:
    references = [(about.spans, about.referent) for about in profile.claim.about]
    references += [(place.spans, place.referent or "") for place in profile.claim.places]
    for spans, referent in references:
        party = profile.parties.get(referent)
        if party is not None and spans:
            weight = max((weight_of(word.text) for word in split_words(party.label)), default=1.0)
            yield Item(ItemKind.NAME, party.entity, party.label, weight, spans[0], party=party)


def _numbers(claim: Claim) -> Iterator[Item]:
    for quantity in claim.quantities:
        yield Item(
            ItemKind.NUMBER, figure_key(quantity), quantity.text, figure_weight(quantity),
            (quantity.spans[0][0], quantity.spans[-1][1]), quantity=quantity,
        )  # fmt: skip


def figure_key(quantity: Quantity) -> str:
    """Return what equal figures share: 12,000 troops and 12,000 North Koreans, half and 50 percent."""
    values = " ".join(f"{value:.6g}" for value in named_values(quantity))
    return f"{scale_of(quantity).dimension} {values}"


def figure_weight(quantity: Quantity) -> float:
    """Return what a number weighs: more the more digits it has, and the more of them there are to choose."""
    values = [abs(value) for value in (quantity.value, quantity.low, quantity.high) if value is not None]
    digits = max((len(f"{value:.6g}".replace(".", "").strip("0")) for value in values), default=1)
    large = max(values, default=0.0) >= _LARGE
    return _FIGURE_WEIGHT + _DIGIT_WEIGHT * (min(max(digits, 1), _MOST_DIGITS) - 1 + large)


def _dates(claim: Claim) -> Iterator[Item]:
    time = claim.event_time
    if time is not None and time.spans:
        key = f"{time.value} {time.start} {time.end}"
        yield Item(
            ItemKind.DATE, key, time.text, DATE_WEIGHT, (time.spans[0][0], time.spans[-1][1]), time=time
        )


def _lies_in(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _once(items: Iterator[Item]) -> Iterator[Item]:
    seen: set[tuple[ItemKind, str]] = set()
    for item in items:
        if (item.kind, item.key) not in seen:
            seen.add((item.kind, item.key))
            yield item
