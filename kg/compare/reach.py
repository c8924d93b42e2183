"""What the memory has around some articles: who is beside them, above and below.

Comes in: a memory and ids of articles.  Goes out: records of the memory.  Every walk follows links of the
articles that it is asked for, never the whole memory.
Must not: compare, or write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kg.compare.candidates import StoredAlignment
from kg.compare.memory import Memory
from kg.compare.records import DocumentCard
from kg.model import LineageKind, LineageLink

ClaimPair = tuple[str, str]
"""Ids of two claims, sorted."""

_AT_ONCE = 100
"""Articles whose origins are looked for together: what two of them share is then read once."""


def alignments_of(memory: Memory, documents: Iterable[str]) -> dict[ClaimPair, StoredAlignment]:
    """Return what some articles have in common with any."""
    found = chain.from_iterable(memory.alignments_of(document) for document in documents)
    return {(one.left, one.right): one for one in found}


def cards_of(memory: Memory, documents: Iterable[str]) -> Mapping[str, DocumentCard]:
    """Return the cards of those articles that are remembered."""
    found = {document: memory.card(document) for document in documents}
    return {document: card for document, card in found.items() if card is not None}


def links_above(memory: Memory, documents: Iterable[str]) -> Sequence[LineageLink]:
    """Return the links of documents and of all that they rest on, over any number of steps."""
    waiting, seen = list(documents), set(documents)
    links: list[LineageLink] = []
    while waiting:
        found = memory.links(waiting.pop())
        links += found
        origins = {link.origin for link in found if link.kind is LineageKind.COPIED} - seen
        seen |= origins
        waiting += origins
    return sorted(links, key=lambda link: (link.document, link.origin, link.kind))


def documents_below(memory: Memory, documents: Iterable[str]) -> set[str]:
    """Return documents and all that rest on them, over any number of steps."""
    waiting = list(documents)
    seen = set(waiting)
    while waiting:
        found = set(memory.descendants(waiting.pop())) - seen
        seen |= found
        waiting += found
    return seen


def reached(stored: Iterable[StoredAlignment], documents: Collection[str]) -> Sequence[str]:
    """Return the claims of other articles that alignments lead to."""
    ends = (((one.left_document, one.left), (one.right_document, one.right)) for one in stored)
    return sorted({claim for pair in ends for document, claim in pair if document not in documents})


def batches(documents: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield articles some at a time."""
    return (documents[place : place + _AT_ONCE] for place in range(0, len(documents), _AT_ONCE))
