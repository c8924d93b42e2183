"""What comparison remembers from one time to the next: profiles, alignments, cards and lineage.

Comes in: records.  Goes out: the same records.  `Memory` is what `kg.compare.comparing` asks for; `NewMemory`
lives in memory, for a corpus that is compared as a whole and for tests.  The one that lasts is
`kg.shelves.claims`.  Must not: compare.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from kg.compare.candidates import MemoryShelf, Shelf, StoredAlignment
from kg.compare.records import DocumentCard
from kg.model import LineageLink


class Memory(Shelf, Protocol):
    """A shelf that knows articles and their lineage too."""

    def put_card(self, card: DocumentCard) -> None:
        """Remember an article."""

    def card(self, document: str) -> DocumentCard | None:
        """Return an article that is remembered."""

    def put_links(self, document: str, links: Sequence[LineageLink]) -> None:
        """Remember what an article rests on, in the place of what was known before."""

    def links(self, document: str) -> Sequence[LineageLink]:
        """Return what an article rests on."""

    def descendants(self, document: str) -> Collection[str]:
        """Return the articles that rest on an article."""

    def alignments_with(self, claim: str) -> Sequence[StoredAlignment]:
        """Return the alignments of one claim."""


class NewMemory(MemoryShelf):
    """A memory that ends with the program."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self._cards: dict[str, DocumentCard] = {}
        self._links: dict[str, tuple[LineageLink, ...]] = {}
        self._descendants: dict[str, set[str]] = {}

    def put_card(self, card: DocumentCard) -> None:
        """Remember an article."""
        self._cards[card.id] = card

    def card(self, document: str) -> DocumentCard | None:
        """Return an article that is remembered."""
        return self._cards.get(document)

    def put_links(self, document: str, links: Sequence[LineageLink]) -> None:
        """Remember what an article rests on, in the place of what was known before."""
        for link in self._links.get(document, ()):
            self._descendants[link.origin].discard(document)
        self._links[document] = tuple(links)
        for link in links:
            self._descendants.setdefault(link.origin, set()).add(document)

    def links(self, document: str) -> Sequence[LineageLink]:
        """Return what an article rests on."""
        return self._links.get(document, ())

    def descendants(self, document: str) -> Collection[str]:
        """Return the articles that rest on an article."""
        return frozenset(self._descendants.get(document, ()))

    def alignments_with(self, claim: str) -> Sequence[StoredAlignment]:
        """Return the alignments of one claim."""
        document = self._document_of.get(claim)
        found = self.alignments_of(document) if document is not None else ()
        return [one for one in found if claim in (one.left, one.right)]

    def drop(self, document_id: str) -> None:
        """Forget an article with all that is known of it."""
        super().drop(document_id)
        if self._cards.pop(document_id, None) is not None:
            self.put_links(document_id, ())
            del self._links[document_id]
