"""What the parts of comparison hand to one another.

Comes in: nothing.  Goes out: frozen records.  They hold all that comparing needs, so that no reading has
to be looked at again: a profile is written once, when an article comes, and found again by its keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Claim, EntityKind, Reference, Span, TimeValue


@dataclass(frozen=True, slots=True)
class CreditedOutlet:
    """An outlet that an article credits, and the words that do; `entity` is its entity id."""

    entity: str
    label: str
    evidence: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What comparing needs to know of an article.

    `publisher` is the id of its publisher's entity, `length` the number of code points of headline and body.
    `names` are the entities that its claims name, without countries and outlets (`kg.compare.named`).
    """

    id: str
    path: str
    publisher: str
    publisher_label: str
    published: TimeValue | None
    length: int
    credits: tuple[CreditedOutlet, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a referent of a claim turned out to be: `entity` is its id, `country` ISO 3166-1 alpha-2."""

    entity: str
    label: str
    kind: EntityKind
    named: bool
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimProfile:
    """A claim with all that it is compared by.

    `parties` maps the ids of referents that the claim names (source, chain, about, places, agents and
    patients of its predicates) to who they are.  `sentence` is the text at `claim.sentence`.
    """

    claim: Claim
    card: DocumentCard
    parties: Mapping[str, Party]
    sentence: str

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    def party(self, reference: Reference | None) -> Party | None:
        """Return who a reference of the claim turned out to be."""
        return self.parties.get(reference.referent or "") if reference is not None else None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two claims of two documents that speak of one matter; `left.id < right.id`.

    `score` (0 to 1) says how sure that is, `reasons` why.  `copied` (0 to 1) is the share of the shorter
    content's words, quotations aside, that stand in the other one in the same order: near 1 for a copy.
    `pairs` are the words that stand against one another: spans in the left and in the right document's text.
    """

    left: ClaimProfile
    right: ClaimProfile
    score: float
    reasons: tuple[str, ...]
    copied: float = 0.0
    pairs: tuple[tuple[Span, Span], ...] = ()
