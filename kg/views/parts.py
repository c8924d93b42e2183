"""A part of a store: what a page about one record, or about some of the claims, is made of.

Comes in: records that belong together.  Goes out: `Answers` that hold nothing else.
Must not: fetch anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Style
from kg.query.acts import chosen_acts, is_claim
from kg.query.comparison_results import DiscrepancyView, GroupView, LineageView
from kg.query.results import ClaimView, DocumentView, EntityView, StoreSummary


@dataclass(frozen=True, slots=True)
class Part:
    """Records of a store.  Whatever claim, article or entity another record of the part speaks of must be in
    it; the counts of groups and entities stay those of the store."""

    listed_claims: tuple[ClaimView, ...]
    listed_documents: tuple[DocumentView, ...]
    listed_entities: tuple[EntityView, ...] = ()
    listed_groups: tuple[GroupView, ...] = ()
    listed_differences: tuple[DiscrepancyView, ...] = ()
    listed_lineage: tuple[LineageView, ...] = ()

    def claims(
        self, *, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        """See `Answers.claims`."""
        acts = chosen_acts(act)
        return tuple(
            claim
            for claim in self.listed_claims
            if claim.act in acts and retracted in (None, claim.retraction is not None)
        )

    def documents(self) -> tuple[DocumentView, ...]:
        """Return the articles."""
        return self.listed_documents

    def entities(self) -> tuple[EntityView, ...]:
        """Return the entities."""
        return self.listed_entities

    def lineage(self) -> tuple[LineageView, ...]:
        """Return links between the articles."""
        return self.listed_lineage

    def groups(self) -> tuple[GroupView, ...]:
        """Return the groups, with the counts that they have in the store."""
        return self.listed_groups

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        """Return the differences between claims of the part."""
        return self.listed_differences

    def summary(self) -> StoreSummary:
        """Return the numbers of the part."""
        claims, documents = self.claims(), self.listed_documents
        own = sum(claim.style == Style.OWN_VOICE for claim in claims)
        acts = Counter(claim.act for claim in self.claims(act="all") if not is_claim(claim.act))
        return StoreSummary(
            documents=sum(one.status == "current" for one in documents),
            publishers=len({one.publisher_entity for one in documents}),
            entities=dict(Counter(entity.kind for entity in self.listed_entities)),
            claims=len(claims),
            attributed=len(claims) - own,
            own_voice=own,
            intentions=acts["intention"],
            deeds=acts["deed"],
            unknown_publishers=sum(one.publisher is None for one in documents),
        )
