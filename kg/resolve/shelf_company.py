"""The company of all documents, kept on a shelf.

Comes in: parts; a shelf.  Goes out: rows of company; a `Company` that asks the shelf for what it is asked.
Must not: compare.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from kg.lexicon.spelling import spelling_key
from kg.resolve.body_names import acronyms_of
from kg.resolve.keys import Part
from kg.resolve.profiles import BODIES, Company, core_key
from kg.resolve.shelf import CompanyRow, LongFormRow, PartShelf

Key = TypeVar("Key")
Value = TypeVar("Value")


class Asked(Mapping[Key, Value]):
    """A mapping that asks for a value when it is first wanted; it iterates over what was asked for."""

    def __init__(self, ask: Callable[[Key], Value]) -> None:
        """Note whom to ask."""
        self._ask = ask
        self._told: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        """Return what is told of a key."""
        if key not in self._told:
            self._told[key] = self._ask(key)
        return self._told[key]

    def __iter__(self) -> Iterator[Key]:
        """Iterate over the keys that were asked about."""
        return iter(self._told)

    def __len__(self) -> int:
        """Return how many keys were asked about."""
        return len(self._told)


def shelved_company(shelf: PartShelf) -> Company:
    """Return the company of all documents on a shelf, as it is when it is asked for."""
    return Company(
        of_document=Asked(lambda document: frozenset(shelf.company_of(document))),
        frequency=Asked(lambda key: shelf.frequency(key)[0]),
        labels=Asked(lambda key: shelf.frequency(key)[1]),
        long_forms=Asked(
            lambda short: {tuple(json.loads(core)): parts for core, parts in shelf.long_forms(short)}
        ),
    )


def company_rows(parts: Iterable[Part]) -> list[CompanyRow]:
    """Return what documents that nobody retracted name."""
    named: dict[tuple[str, str], str] = {}
    for part in parts:
        if (key := part.company_key) and not part.retracted:
            label = part.link.label if part.link else part.label
            named[part.document, key] = min(named.get((part.document, key), label), label)
    return [CompanyRow(document, key, label) for (document, key), label in sorted(named.items())]


def long_form_rows(parts: Iterable[Part], sign: int = 1) -> list[LongFormRow]:
    """Return how many parts more (`sign` 1) or fewer (-1) have long forms of initials."""
    counts = Counter(
        (short, json.dumps(core_key(spelling_key(part.label)), ensure_ascii=False))
        for part in parts
        for short in initials_of(part)
        if not part.retracted
    )
    return [LongFormRow(short, core, sign * count) for (short, core), count in sorted(counts.items())]


def initials_of(part: Part) -> frozenset[str]:
    """Return the initials of a named body."""
    is_body = part.kind in BODIES and part.named
    return acronyms_of(spelling_key(part.label)) if is_body else frozenset()
