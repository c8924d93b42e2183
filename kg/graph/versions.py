"""Which of several texts of one article is the current one.

Two articles are versions of one another when they were read from the same place (`Document.source_key`) or
stood at the same URL.  They keep the order in which builds met them, the one met last being the newest.
An article is superseded by a newer current one that it is a version of, and by nothing else: two articles
that only share a third one, which both have replaced, are both current.
Comes in: documents as a build meets them.  Goes out: an order of versions, kept beside the articles.
Must not: touch the graph.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.articles import Articles
from kg.graph.ledger import Entry, Ledger

_FEW = 100
"""Articles that are looked up one by one."""


class Versions:
    """The articles that one build meets, and the order that it leaves."""

    def __init__(self, articles: Articles, ledger: Ledger) -> None:
        """Start a build: no article was met yet."""
        self._articles = articles
        self._ledger = ledger
        self._met: set[str] = set()
        self._settled = True

    def meet(self, identifier: str) -> None:
        """Note that this build met an article."""
        self._met.add(identifier)
        self._settled = False

    def announce(self, identifier: str) -> None:
        """Note, on disk, that an article which is about to be stored is newer than its other versions."""
        self.meet(identifier)
        self._articles.append_order(identifier)

    @property
    def is_settled(self) -> bool:
        """Whether the order on disk accounts for every article that this build met."""
        return self._settled

    def settle(self) -> bool:
        """Write down the order of all versions; False where no article that this build met has others.

        Those that this build met go to the end.  Among themselves the one published later is newer, then the
        one with the higher id: in which order a build meets articles must not matter.
        """
        self._settled = True
        if not self._met_versions():
            return False
        ranked = self._ranked()
        rest = [entry for entry in ranked if entry.id not in self._met]
        met = [entry for entry in ranked if entry.id in self._met]
        met.sort(key=lambda entry: (entry.published, entry.id))
        order = tuple(entry.id for entry in (*rest, *met))
        if order != self._articles.order():
            self._articles.write_order(order)
        return True

    def _met_versions(self) -> bool:
        """Tell whether an article that this build met has other versions; "yes" without a look where it met
        many: then all versions are looked at in less time."""
        if len(self._met) > _FEW:
            return True
        entries = (self._ledger.entry(one) for one in self._met)
        return any(self._ledger.shares_place(entry) for entry in entries if entry)

    def successors(self) -> Mapping[Entry, Entry | None]:
        """Return, for every article that has other versions, the current one that supersedes it; None for
        one that is current itself."""
        keys: dict[str, Entry] = {}
        urls: dict[str, Entry] = {}
        found: dict[Entry, Entry | None] = {}
        for entry in reversed(self._ranked()):
            found[entry] = keys.get(entry.source_key) or urls.get(entry.url)
            if found[entry] is None:
                keys |= {entry.source_key: entry} if entry.source_key else {}
                urls |= {entry.url: entry} if entry.url else {}
        return found

    def _ranked(self) -> list[Entry]:
        """Return the articles that have other versions, oldest first; those never listed by date and id."""
        places = {identifier: place for place, identifier in enumerate(self._articles.order())}
        contested = self._ledger.contested()
        return sorted(contested, key=lambda entry: (places.get(entry.id, -1), entry.published, entry.id))
