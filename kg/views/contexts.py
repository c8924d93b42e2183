"""What evidence.html is made of: one frozen dataclass per thing that it shows.

Comes in: nothing.  Goes out: records that `kg.views.evidence` fills and the page's script reads
(static/evidence/records.js).  Must not: hold words of an article twice.  Everything points to words by
offsets (Unicode code points, half-open) into its article's text, which the page cuts them from: what is
marked and what is quoted cannot differ.  Everything else points by position in the page's lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.land import LandContext
from kg.views.tables import Table

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """One article.  `actor` is its publisher; `url` is None unless it is a plain web address; `matter` is
    where its front matter ends in `text`, 0 without any; `retraction` tells who retracted it, empty if
    nobody."""

    id: str
    publisher: str
    publisher_known: bool
    actor: int | None
    title: str
    published: str
    sort_date: str
    url: str | None
    path: str
    status: str
    text: str
    matter: int
    retraction: str


@dataclass(frozen=True, slots=True)
class RoleContext:
    """What an article calls somebody, and as of when (ISO 8601, empty if unknown)."""

    text: str
    as_of: str
    article: int | None


@dataclass(frozen=True, slots=True)
class ActorContext:
    """A speaker, a place, or anybody else that a claim speaks of.

    `note` is a role, a country or, of an unnamed source, the article's words for it; `names` are further
    names; `ids` are pairs of a scheme and an identifier; `entity` is False for words that are no entity of
    the store.  The counts are the store's: mentions, articles, claims by and about it.
    """

    id: str
    label: str
    kind: str
    named: bool
    note: str
    names: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    roles: tuple[RoleContext, ...] = ()
    mentions: int = 0
    documents: int = 0
    claims_by: int = 0
    claims_about: int = 0
    entity: bool = True


@dataclass(frozen=True, slots=True)
class FactContext:
    """A quantity: where its words stand and what it counts."""

    spans: tuple[Span, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class TimeContext:
    """A date: where its words stand, what it means in words, its first and last day, month or year (ISO
    8601, empty where open) and its precision."""

    spans: tuple[Span, ...]
    meaning: str
    start: str
    end: str
    precision: str


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """One claim.  `article`, `speaker`, `places`, `about` (with the role), `group` and `chain` (from the
    publisher to the speaker) are positions.

    `denial` is what must stand before the words of a claim that its source denies ("denied"), empty of any
    other.  `aside` tells an intention or a deed, shown on request only; `within` is the position of the
    claim that it is nested in; `retraction` tells who retracted it, or its article.
    """

    id: str
    article: int
    speaker: int
    spans: tuple[Span, ...]
    sentence: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    style: str
    act: str
    certainty: str
    negative: bool
    conditional: bool
    denial: str
    tense: str
    chain: tuple[int, ...]
    quantities: tuple[FactContext, ...]
    stated: TimeContext | None
    event: TimeContext | None
    places: tuple[int, ...]
    about: tuple[tuple[int, str], ...]
    group: int
    aside: bool
    within: int | None
    retraction: str


@dataclass(frozen=True, slots=True)
class GroupContext:
    """Claims that say the same: the one whose words stand for all, and the three counts, None where claims
    were not compared (what was retracted)."""

    id: str
    claim: int
    counts: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class SideContext:
    """One side of a difference: a claim, and where the words that differ stand in its article."""

    claim: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DifferenceContext:
    """How two claims differ; `days` apart, None where a date is unknown; `descends`: right rests on left."""

    id: str
    kind: str
    left: SideContext
    right: SideContext
    reason: str
    time: str
    days: int | None
    score: float
    descends: bool


@dataclass(frozen=True, slots=True)
class LineageContext:
    """An article that rests on another one (`origin`) or on an outlet's report (`outlet`, if it is in the
    list of actors); `label` names either.  `claims` rest on it; `evidence` and `origin_evidence` are the
    words that show it, on both sides; `problem` tells what cannot be."""

    document: int
    origin: int | None
    outlet: int | None
    label: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[tuple[Span, ...], ...]
    origin_evidence: tuple[tuple[Span, ...], ...]
    claims: tuple[int, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class EvidenceContext:
    """All that evidence.html shows; see the records of this module for the rows of the tables."""

    totals: tuple[str, ...]
    articles: Table[ArticleContext]
    actors: Table[ActorContext]
    claims: Table[ClaimContext]
    groups: Table[GroupContext]
    differences: Table[DifferenceContext]
    lineage: Table[LineageContext]
    land: LandContext | None
