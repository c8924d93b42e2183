"""Records by their place in the text, so that a look-up costs the same in a long article as in a short one.

Comes in: records with offsets.  Goes out: those that overlap a stretch, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from kg.model import Span

T = TypeVar("T")


class Located(Generic[T]):
    """Records sorted by start; `span_of` gives a record's offsets."""

    def __init__(self, records: Iterable[T], span_of: Callable[[T], Span]) -> None:
        """Sort the records and note the longest of them."""
        self._records = sorted(((*span_of(record), record) for record in records), key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._records]
        self._longest = max((end - start for start, end, _ in self._records), default=0)

    def overlapping(self, start: int, end: int) -> Iterator[T]:
        """Yield the records that share a character with the stretch, in order of offset."""
        first = bisect_left(self._starts, start - self._longest)
        for at, until, record in self._records[first : bisect_left(self._starts, end)]:
            if until > start and at < end:
                yield record

    def inside(self, spans: Iterable[Span]) -> Iterator[T]:
        """Yield the records that lie wholly in one of the stretches, in order of stretch and offset."""
        for start, end in spans:
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            yield from (record for _, until, record in self._records[first:last] if until <= end)
