"""Questions to what comparing found: differences, groups by their counts, who rests on whom.

Comes in: the folder of a store.  Goes out: views, in the order in which a person should look at them.
Must not: import spaCy, rdflib, networkx, pyvis or pyoxigraph; compare anything itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.query.acts import CLAIM_ACTS
from kg.query.comparison_results import DiscrepancyView, GroupView
from kg.query.index_file import IndexFile
from kg.query.lineage import (
    Branch,
    DocumentLineage,
    OutletLineage,
    grow_trees,
    read_lineage,
    read_outlet,
)
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView
from kg.query.snapshot import current_snapshot

if TYPE_CHECKING:
    from kg.query.topics import Topic

View = TypeVar("View")

_BATCH = 500
"""Ids in one SQL statement; SQLite takes 32,766 at most."""

_OF_CLAIMS = f"EXISTS (SELECT 1 FROM claim WHERE in_group = claim_group.id AND act IN {CLAIM_ACTS})"  # noqa: S608
_SEVERAL = f"FROM claim_group WHERE articles > 1 AND {_OF_CLAIMS}"


@dataclass(frozen=True, slots=True)
class Counts:
    """The three numbers of a group of claims: articles, their publishers, independent origins."""

    articles: int
    publishers: int
    origins: int


ALONE = Counts(1, 1, 1)
"""Of a claim that stands in no group: a retracted one, say."""


@dataclass(frozen=True, slots=True)
class CountedClaim(ClaimView):
    """A claim with the three numbers of its group, as `--json` prints it."""

    articles: int = 1
    publishers: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True)
class ComparisonSummary:
    """What comparing found, in numbers.  `resting` are the current articles that rest on another article or
    report, `copying` those of them that share another's text; `groups` stand in several articles, `single`
    of them come from one origin."""

    articles: int
    resting: int
    copying: int
    problems: int
    differences: int
    groups: int
    single: int


class Comparisons:
    """Questions to the published state of a store about how its articles hang together.

    Raises StoreError when there is no store at `path`, or a broken one.
    """

    def __init__(self, path: Path | str) -> None:
        """Open the store at `path`, once for all questions."""
        snapshot = current_snapshot(Path(path))
        self._index = IndexFile(snapshot)
        self.lookups = Lookups(path, snapshot)

    # --------------------------------------------------------------------------------- differences

    def differences(
        self, topic: Topic | None = None, kinds: Collection[str] = (), document: str | None = None
    ) -> tuple[DiscrepancyView, ...]:
        """Return the differences that pass all filters: those that fit the topic best, then the surest first.

        One of the two claims must fit it.  `document` is the id of either article.
        """
        found = [
            one
            for one in self.lookups.discrepancies()
            if (not kinds or one.kind in kinds)
            and document in (None, one.left.document_id, one.right.document_id)
        ]
        if topic is None:
            return tuple(found)
        fits = {claim: topic.fit(view) for claim, view in self.sides(found).items()}
        return _best((max(fits[one.left.claim], fits[one.right.claim]), one) for one in found)

    def sides(self, differences: Iterable[DiscrepancyView]) -> Mapping[str, ClaimView]:
        """Return the claims on both sides of the differences, by id."""
        wanted = {side.claim for one in differences for side in (one.left, one.right)}
        sql = "SELECT view FROM claim WHERE id IN ({})"
        views = (self._index.views(ClaimView, *asked) for asked in _batches(sql, wanted))
        return {claim.id: claim for batch in views for claim in batch}

    # -------------------------------------------------------------------------------------- groups

    def groups(self, topic: Topic | None = None, document: str | None = None) -> tuple[GroupView, ...]:
        """Return claims that several articles carry: those that fit the topic best first, then those in most
        articles, then those of fewest origins.

        A group is about a topic when one of its claims is; `document` is the id of an article
        that carries it.
        """
        groups = self._index.views(
            GroupView, f"SELECT view {_SEVERAL} ORDER BY articles DESC, origins, publishers DESC, id"
        )
        if topic is None and document is None:
            return groups
        return _best((self._fit(group, topic, document), group) for group in groups)

    def _fit(self, group: GroupView, topic: Topic | None, document: str | None) -> float:
        """Return how well the best of a group's claims fits, of the article if one is given."""
        members = (one for one in self.members(group) if document in (None, one.document_id))
        return max((1.0 if topic is None else topic.fit(one) for one in members), default=0.0)

    def members(self, group: GroupView) -> tuple[ClaimView, ...]:
        """Return the claims of a group, by document and offset."""
        found = self._index.views(ClaimView, "SELECT view FROM claim WHERE in_group = ?", group.id)
        return tuple(
            sorted(found, key=lambda claim: (claim.document, claim.document_id, claim.spans, claim.id))
        )

    def counts(self, claims: Iterable[ClaimView]) -> Mapping[str, Counts]:
        """Return id -> the three numbers of the claims that stand in a group."""
        groups = {claim.id: claim.group for claim in claims if claim.group}
        sql = "SELECT id, articles, publishers, origins FROM claim_group WHERE id IN ({})"
        rows = (row for asked in _batches(sql, groups.values()) for row in self._index.rows(*asked))
        found = {group: Counts(*counts) for group, *counts in rows}
        return {claim: found[group] for claim, group in groups.items() if group in found}

    def counted(self, claims: Collection[ClaimView]) -> tuple[CountedClaim, ...]:
        """Return the claims with the three numbers of their groups."""
        counts = self.counts(claims)
        return tuple(_with_counts(claim, counts.get(claim.id, ALONE)) for claim in claims)

    # ------------------------------------------------------------------------------------- lineage

    def lineage(self) -> tuple[DocumentLineage, ...]:
        """Return what every article that counts rests on, and what rests on it, by date and path."""
        return read_lineage(self.articles(), self.lookups.lineage())

    def lineage_of(self, document: DocumentView) -> DocumentLineage:
        """Return what one article rests on, and what rests on it."""
        others = tuple(one for one in self.articles() if one.id != document.id)
        return read_lineage((document, *others), self.lookups.lineage())[0]

    def lineage_of_outlet(self, entity: str) -> OutletLineage:
        """Return the articles of the outlet with this id, and what rests on it or on one of them."""
        label = self.lookups.entity(entity).label
        return read_outlet(entity, label, self.articles(), self.lookups.lineage())

    def trees(self) -> tuple[Branch, ...]:
        """Return the trees in which reports came down, the one with most articles on its root first."""
        return grow_trees(self.articles(), self.lookups.lineage())

    def articles(self) -> tuple[DocumentView, ...]:
        """Return the articles that count, by date and path."""
        return tuple(one for one in self.lookups.documents() if one.status == "current")

    def summary(self) -> ComparisonSummary:
        """Count what comparing found."""
        links = self.lookups.lineage()
        ((groups, single),) = self._index.rows(f"SELECT count(*), sum(origins = 1) {_SEVERAL}")
        ((articles,),) = self._index.rows("SELECT count(*) FROM document WHERE status = 'current'")
        ((differences,),) = self._index.rows("SELECT count(*) FROM discrepancy")
        return ComparisonSummary(
            articles=articles,
            resting=len({link.document_id for link in links}),
            copying=len({link.document_id for link in links if link.kind == "copied"}),
            problems=sum(bool(link.problem) for link in links),
            differences=differences,
            groups=groups,
            single=single or 0,
        )


def _batches(sql: str, wanted: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the statement with marks for as many ids as one statement takes, and these ids."""
    ids = sorted(set(wanted))
    for first in range(0, len(ids), _BATCH):
        batch = ids[first : first + _BATCH]
        yield sql.format(", ".join("?" * len(batch))), *batch


def _best(fitting: Iterable[tuple[float, View]]) -> tuple[View, ...]:
    """Return what fits, the best first; what fits alike stays in its order."""
    return tuple(one for _, one in sorted((pair for pair in fitting if pair[0]), key=lambda pair: -pair[0]))


def _with_counts(claim: ClaimView, counts: Counts) -> CountedClaim:
    values = {field.name: getattr(claim, field.name) for field in fields(ClaimView)}
    return CountedClaim(
        **values, articles=counts.articles, publishers=counts.publishers, origins=counts.origins
    )
