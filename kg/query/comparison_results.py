"""What look-ups across articles answer with: lineage, groups, differences (see `kg.query.results`).

Comes in: nothing.  Must not: read the store.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Words that a link rests on."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """A document that rests on a document or on a publisher's report; `kind` is credited or copied.

    `document` and `origin` are file names, or of an origin that is no document its label.  The other fields
    are those of `kg.model.LineageLink`.
    """

    document: str
    origin: str
    kind: str
    score: float
    evidence: tuple[EvidenceView, ...]
    document_id: str = ""
    origin_id: str = ""
    reasons: tuple[str, ...] = ()
    origin_evidence: tuple[EvidenceView, ...] = ()
    claims: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLinkView:
    """Two claims that speak of one matter; see `kg.model.ClaimLink`."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Claims that say the same thing, with the three counts; no intention or deed is among claims."""

    id: str
    text: str
    claims: tuple[str, ...]
    articles: int
    publishers: int
    origins: int
    links: tuple[ClaimLinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a discrepancy.  `document` is the path's file name; `text` and `spans` are the claim's
    content, `words` and `word_spans` what differs, inside `sentence_text`, which begins at `sentence[0]`."""

    document: str
    claim: str
    text: str
    spans: tuple[Span, ...]
    words: str = ""
    word_spans: tuple[Span, ...] = ()
    sentence: Span = (0, 0)
    sentence_text: str = ""
    document_id: str = ""
    publisher: str = ""
    published: str | None = None
    source: str = ""  # label of whoever is credited; "" in own voice and where nobody is


@dataclass(frozen=True, slots=True)
class DiscrepancyView:
    """How two claims differ; see docs/COMPARE.md for the kinds.  `time` says in words how far apart the two
    documents were published, `days` as a number (None: unknown); `descends` that the right document rests on
    the left one; `groups` are those of the two claims, one if it is the same."""

    id: str
    kind: str
    left: SideView
    right: SideView
    reason: str
    time: str = ""
    score: float = 1.0
    days: int | None = None
    descends: bool = False
    groups: tuple[str, ...] = ()
