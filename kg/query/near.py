"""What stands near one record, by ids and in pages: no answer here grows with the store.

Comes in: ids.  Goes out: the records of `kg.query.results`, in the order of `Lookups`.
Must not: read all rows of a table, but for `most_claimed` and `count_claim_places`, which
go by an index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.query.acts import CLAIM_ACTS
from kg.query.assembled import lineage_near, tell_entity
from kg.query.comparison_results import DiscrepancyView, GroupView, LineageView
from kg.query.listing import read_by_id
from kg.query.lookups import SAID, SPOKEN, Lookups
from kg.query.results import ClaimView, DocumentView, EntityView

PLACE = ("place",)
"""The relation of a claim to the places that it names."""

_LATEST = """
SELECT view FROM claim WHERE status = 'current' AND number IN (
    SELECT claim FROM claim_entity WHERE entity = ? AND relation IN ({relations}) ORDER BY claim DESC LIMIT ?
)
"""
_GROUPED = """
SELECT claim.view FROM claim JOIN document ON document.number = claim.document
WHERE claim.in_group = ? ORDER BY document.day, document.path, document.id, claim.place LIMIT ?
"""
_DIFFERENCES = "SELECT view FROM discrepancy WHERE {column} IN ({{}})"

_IN_CLAIMS = """
EXISTS (SELECT 1 FROM claim_entity JOIN claim ON claim.number = claim_entity.claim
    WHERE claim_entity.entity = entity.id AND relation IN ({relations})
    AND status = 'current' AND act IN ({acts}))
"""


class NearLookups(Lookups):
    """`Lookups`, and what a page about one record asks."""

    def present_entity(self, identifier: str) -> str:
        """Return the id, or the present one of an entity that once had it; NotFoundError when none has."""
        return self.bare_entity(identifier).id

    def entity_near(self, identifier: str, most: int) -> EntityView:
        """Return the entity that has this id, with what at most so many places in articles say of it, and
        without the names of its articles."""
        (entity,) = self.entities_by_id([identifier])
        return tell_entity(self._index, entity, most)

    def latest_linked(self, entity: str, relations: Sequence[str], most: int) -> tuple[ClaimView, ...]:
        """Return at most so many claims that an entity is linked to: those stored last, in no other order."""
        sql = _LATEST.format(relations=_marks(relations))
        return self._index.views(ClaimView, sql, entity, *relations, most)

    def claims_by_id(self, ids: Collection[str]) -> tuple[ClaimView, ...]:
        """Return the claims that have these ids, in their order; whoever is not here is left out."""
        return read_by_id(self._index, ClaimView, ids, "claim", "former_claim")

    def claims_in_group(self, group: str, most: int) -> tuple[ClaimView, ...]:
        """Return claims of a group, the earliest first, at most so many."""
        return self._index.views(ClaimView, _GROUPED, group, most) if group else ()

    def claims_in(self, document: DocumentView) -> tuple[ClaimView, ...]:
        """Return all claims of an article by offset, whatever their act or status."""
        former = "SELECT view FROM former_claim WHERE document = ?"
        present = (
            "SELECT claim.view FROM claim JOIN document ON document.number = claim.document "
            "WHERE document.id = ? ORDER BY claim.place"
        )
        found = self._index.views(ClaimView, present, document.id)
        if found or document.status != "superseded":
            return found
        return tuple(sorted(self._index.views(ClaimView, former, document.id), key=lambda one: one.spans))

    def entities_by_id(self, ids: Collection[str]) -> tuple[EntityView, ...]:
        """Return the entities that have these ids, in their order, without what each article says of them."""
        return read_by_id(self._index, EntityView, ids, "entity")

    def groups_by_id(self, ids: Collection[str]) -> tuple[GroupView, ...]:
        """Return the groups that have these ids, in their order."""
        return read_by_id(self._index, GroupView, ids, "claim_group")

    def differences_of(self, claims: Sequence[ClaimView]) -> tuple[DiscrepancyView, ...]:
        """Return the differences that one of the claims is in, the surest first."""
        wanted = {claim.id for claim in claims}
        documents = sorted({claim.document_id for claim in claims})
        found = {
            one.id: one
            for column in ("left_document", "right_document")
            for one in self._index.decoded(
                DiscrepancyView,
                (row[0] for row in self._index.batches(_DIFFERENCES.format(column=column), documents)),
            )
        }
        near = (one for one in found.values() if {one.left.claim, one.right.claim} & wanted)
        return tuple(sorted(near, key=lambda one: (-one.score, one.id)))

    def lineage_of(self, document: str, most: int) -> tuple[LineageView, ...]:
        """Return links from an article and to it, at most so many of each."""
        return lineage_near(self._index, document, most)

    def surest_differences(self, most: int) -> tuple[DiscrepancyView, ...]:
        """Return so many of the surest differences."""
        sql = "SELECT view FROM discrepancy ORDER BY score DESC, id LIMIT ?"
        return self._index.views(DiscrepancyView, sql, most)

    def most_claimed(self, kinds: Collection[str], most: int) -> tuple[EntityView, ...]:
        """Return the entities of some kinds that are named and quoted most, bare as `entities_by_id` has
        them; whoever no claim is by or about is none of them."""
        relations = (*SAID, *SPOKEN)
        sql = (
            f"SELECT view FROM entity WHERE kind IN ({_marks(kinds)}) AND named AND supported "  # noqa: S608
            f"AND {_in_claims(relations)} ORDER BY weight DESC, id LIMIT ?"
        )
        return self._index.views(EntityView, sql, *kinds, *relations, *CLAIM_ACTS, most)

    def count_claim_places(self) -> int:
        """Return how many places the standing claims name."""
        sql = f"SELECT count(*) FROM entity WHERE {_in_claims(PLACE)}"  # noqa: S608 # ours
        return int(str(self._index.rows(sql, *PLACE, *CLAIM_ACTS)[0][0]))


def _in_claims(relations: Sequence[str]) -> str:
    return _IN_CLAIMS.format(relations=_marks(relations), acts=_marks(CLAIM_ACTS))


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
