"""Which of several texts that stood at one location is the current one.

Comes in: documents as a build meets them.  Goes out: an order of versions, kept beside the articles.
Must not: touch the graph.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph.articles import Articles
from kg.graph.ledger import Entry, Ledger


class Versions:
    """The versions that one build meets, and the order that it leaves."""

    def __init__(self, articles: Articles, ledger: Ledger) -> None:
        """Start a build: no document was met yet."""
        self._articles = articles
        self._ledger = ledger
        self._newest: dict[str, tuple[str, str]] = {}

    def meet(self, identifier: str, location: str, published: str) -> None:
        """Note that this build met a document.

        One met in a later build is newer.  Of two met in the same build the one published later is, then
        the one with the higher id: the order in which documents come must not matter.
        """
        met = (published, identifier)
        self._newest[location] = max(self._newest.get(location, met), met)

    def met(self) -> list[str]:
        """Return the locations of all documents that this build met."""
        return list(self._newest)

    def order(self, location: str, identifier: str | None = None) -> None:
        """Write down the order of the versions at a location where this build met one; `identifier` is one
        that is about to be stored."""
        newest = self._newest[location]
        identifier = identifier or newest[1]
        others = [entry.id for entry in self._ledger.at(location) if entry.id != identifier]
        if not others:
            return
        listed = self._articles.versions(location)
        last = [one for one in (identifier, newest[1]) if one != newest[1]] + [newest[1]]
        first = [one for one in others if one not in listed] + [one for one in listed if one in others]
        order = (*(one for one in first if one not in last), *last)
        if order != listed:
            self._articles.write_versions(location, order)

    def current(self, entries: Sequence[Entry]) -> str:
        """Return the id, among the stored versions at one location, of the one that is listed last; of
        versions that are not listed, the one published last."""
        listed = self._articles.versions(entries[0].location)
        places = {identifier: place for place, identifier in enumerate(listed)}
        return max(entries, key=lambda entry: (places.get(entry.id, -1), entry.published, entry.id)).id
