"""Lineage links -> what each article rests on, and the trees in which reports came down.

Comes in: articles and lineage links of one store.  Goes out: records for look-ups and front ends.
Must not: read the store, or decide what rests on what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.query.comparison_results import LineageView
from kg.query.results import DocumentView


@dataclass(frozen=True, slots=True)
class DocumentLineage:
    """What one article rests on, and what rests on it.

    `independent` tells that it rests on nobody.  `carried_by` are the links of others that lead to it, or to
    its publisher unless they are known to mean another of its reports.
    """

    document_id: str
    path: str
    publisher: str
    published: str | None
    independent: bool
    rests_on: tuple[LineageView, ...]
    carried_by: tuple[LineageView, ...]
    publisher_entity: str = ""


@dataclass(frozen=True, slots=True)
class OutletLineage:
    """An outlet, the ids of its articles that are here, and the links that lead to it or to one of them."""

    entity: str
    label: str
    articles: tuple[str, ...]
    carried_by: tuple[LineageView, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An article, or an outlet none of whose reports is known to be meant, and what rests on it.

    `document` is None for an outlet, `label` its name.  `links` say how it rests on the branch above; none at
    the root.  `seen` tells that its own branches stand where it came first.
    """

    id: str
    label: str
    document: DocumentView | None
    links: tuple[LineageView, ...] = ()
    branches: tuple[Branch, ...] = ()
    seen: bool = False
    circular: bool = False


def read_lineage(
    documents: Collection[DocumentView], links: Collection[LineageView]
) -> tuple[DocumentLineage, ...]:
    """Return what each of the articles rests on, and what rests on it, in their order."""
    meant = find_meant(_publishers(documents), links)
    resting, carried = defaultdict(list), defaultdict(list)
    for link in links:
        resting[link.document_id].append(link)
        carried[meant.get((link.document_id, link.origin_id), link.origin_id)].append(link)
    return tuple(_lineage_of(one, resting, carried) for one in documents)


_Links = Mapping[str, list[LineageView]]


def _lineage_of(document: DocumentView, resting: _Links, carried: _Links) -> DocumentLineage:
    rests_on = tuple(resting.get(document.id, ()))
    by = [*carried.get(document.id, ()), *carried.get(document.publisher_entity, ())]
    return DocumentLineage(
        document_id=document.id,
        path=document.path,
        publisher=document.publisher_label,
        published=document.published.value if document.published else None,
        independent=not rests_on,
        rests_on=rests_on,
        carried_by=tuple(link for link in by if link.document_id != document.id),
        publisher_entity=document.publisher_entity,
    )


def find_meant(publishers: Mapping[str, str], links: Iterable[LineageView]) -> dict[tuple[str, str], str]:
    """Return (article, outlet) -> the outlet's article that another link of the first one leads to: it is the
    report that the credit means.  `publishers` are the outlets of the articles, by their ids."""
    found: dict[tuple[str, str], str] = {}
    for link in links:
        outlet = publishers.get(link.origin_id, "")
        if outlet:
            found[link.document_id, outlet] = link.origin_id
    return found


def _publishers(documents: Iterable[DocumentView]) -> dict[str, str]:
    return {document.id: document.publisher_entity for document in documents}


def read_outlet(
    entity: str, label: str, documents: Iterable[DocumentView], links: Iterable[LineageView]
) -> OutletLineage:
    """Return the articles of an outlet, and the links that lead to it or to one of them."""
    own = tuple(one.id for one in documents if one.publisher_entity == entity)
    wanted = {entity, *own}
    return OutletLineage(entity, label, own, tuple(link for link in links if link.origin_id in wanted))


def grow_trees(documents: Sequence[DocumentView], links: Collection[LineageView]) -> tuple[Branch, ...]:
    """Return the trees of all that rests on something, the one with most articles on its root first.

    A credit to a publisher stands beside the link to its article where there is one.  A circle hangs on the
    first of its articles, by date and path.
    """
    grown = _Forest(documents, links)
    trees = [grown.branch(root, (), ()) for root in grown.roots()]
    trees += [replace(grown.branch(left, (), ()), circular=True) for left in grown.left_over()]
    return tuple(sorted(trees, key=lambda tree: -len(tree.branches)))


class _Forest:
    """The edges between articles and outlets, and which of them have been shown."""

    def __init__(self, documents: Sequence[DocumentView], links: Collection[LineageView]) -> None:
        self._documents = {document.id: document for document in documents}
        self._ranks = {document.id: rank for rank, document in enumerate(documents)}
        self._labels: dict[str, str] = {}
        self._edges: dict[tuple[str, str], list[LineageView]] = defaultdict(list)
        for link in links:
            self._labels[link.origin_id] = link.origin
        meant = find_meant(_publishers(documents), links)
        for link in links:
            origin = meant.get((link.document_id, link.origin_id), link.origin_id)
            self._edges[origin, link.document_id].append(link)
        self._below: dict[str, list[str]] = defaultdict(list)
        for above, below in sorted(self._edges, key=lambda edge: self._rank(edge[1])):
            self._below[above].append(below)
        self._shown: set[str] = set()

    def _rank(self, identifier: str) -> tuple[int, str]:
        return self._ranks.get(identifier, len(self._ranks)), self._labels.get(identifier, "")

    def roots(self) -> list[str]:
        """Return what others rest on and rests on nobody itself."""
        return sorted(set(self._below) - {below for _, below in self._edges}, key=self._rank)

    def left_over(self) -> Iterator[str]:
        """Yield the first article of each circle that no tree holds yet."""
        for identifier in sorted(self._below, key=self._rank):
            if identifier not in self._shown:
                yield identifier

    def branch(self, identifier: str, links: Sequence[LineageView], path: tuple[str, ...]) -> Branch:
        """Return an article or outlet with all that rests on it; what was shown before is only named."""
        document = self._documents.get(identifier)
        label = document.path if document else self._labels[identifier]
        below = self._below.get(identifier, ())
        seen = identifier in path or (identifier in self._shown and bool(below))
        self._shown.add(identifier)
        inner = (*path, identifier)
        grown = [] if seen else [self.branch(one, self._edges[identifier, one], inner) for one in below]
        return Branch(identifier, label, document, tuple(links), tuple(grown), seen)
