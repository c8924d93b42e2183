"""What is to be written of all that was derived across documents: everything anew, or what has changed.

Comes in: what the stages made.  Goes out: one record, which `StoreWriter.apply` takes.
Must not: derive, or know the tables and graphs that it ends in.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.model import ClaimGroup, Discrepancy, Entity, LineageLink, Suggestion


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between what was derived before and what was derived now.

    `whole`: nothing that was derived before stays; the fields hold all there is, and `documents` and all
    fields with `gone` do not count.  Else: `documents` are current ones to be written again (new ones among
    them), `gone_documents` are current no longer; `entities`, `groups` and `discrepancies` are new or
    changed; `lineage` holds all links of the documents in `lineage_of`; `suggestions` are all there are, or
    None where they are as they were.  The rulings of people are those that the store was derived with.
    `idle` are decisions that resolution found nothing to change for; None when nobody has looked.
    """

    whole: bool
    documents: tuple[str, ...] = ()
    gone_documents: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    gone_entities: tuple[str, ...] = ()
    lineage: tuple[LineageLink, ...] = ()
    lineage_of: tuple[str, ...] = ()
    groups: tuple[ClaimGroup, ...] = ()
    gone_groups: tuple[str, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    gone_discrepancies: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] | None = None
    rulings: Rulings = NO_RULINGS
    idle: tuple[Conflict, ...] | None = None
