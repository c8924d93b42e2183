"""Differences counted by cause, and the worst of each.

Comes in: differences with a cause and a weight.  Goes out: counts, and a choice in which no cause hides the
others.  Must not: decide what a difference is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.model import Span

_AROUND = 60
"""Characters of context on either side of the words."""

Difference = TypeVar("Difference")
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What people marked and what the program found, where they differ, `times` over in all texts.

    `gold` and `system` tell in words what each side has, "-" for nothing; `document` and `context` are those
    of the first time.
    """

    cause: str
    document: str
    times: int
    context: str
    gold: str
    system: str


def counted(names: Iterable[Name]) -> dict[Name, int]:
    """Return how often each name comes, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def worst_of(
    differences: Sequence[Difference],
    limit: int,
    cause: Callable[[Difference], str],
    weight: Callable[[Difference], float],
) -> list[Difference]:
    """Return the worst differences, grouped by cause, the most frequent cause first.

    They are dealt out in rounds: the worst of each cause, then the second worst of each, until there are
    enough.  Equally bad ones stay in the order of the texts.
    """
    groups = [
        sorted((one for one in differences if cause(one) == name), key=lambda one: -weight(one))
        for name in counted(map(cause, differences))
    ]
    places = ((rank, number) for number, group in enumerate(groups) for rank in range(len(group)))
    dealt = sorted(places)[:limit]
    return [groups[number][rank] for rank, number in sorted(dealt, key=lambda place: place[::-1])]


def count_causes(mistakes: Iterable[Mistake]) -> dict[str, int]:
    """Return how often each cause comes, the most frequent first."""
    return counted(one.cause for one in mistakes for _ in range(one.times))


def worst_mistakes(mistakes: Iterable[Mistake], limit: int) -> tuple[Mistake, ...]:
    """Return the most frequent mistakes of each cause in turn, the same one in several places once."""
    return tuple(worst_of(_gathered(mistakes), limit, lambda one: one.cause, lambda one: one.times))


def _gathered(mistakes: Iterable[Mistake]) -> list[Mistake]:
    first: dict[tuple[str, str, str], Mistake] = {}
    for one in mistakes:
        key = (one.cause, one.gold.casefold(), one.system.casefold())
        same = first.get(key)
        first[key] = replace(same, times=same.times + one.times) if same else one
    return list(first.values())


def context_of(text: str, place: Span) -> str:
    """Return the place with whole words around it, on one line."""
    start, end = max(0, place[0] - _AROUND), min(len(text), place[1] + _AROUND)
    before = text[start : place[0]]
    after = text[place[1] : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join((before + text[slice(*place)] + after).split())
