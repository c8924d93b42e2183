"""What look-ups answer with: one frozen dataclass per thing a person asks about.

The JSON export, `--json`, the tables of the command line and the pages are renderings of these and of
nothing else; the fields are those of the export contract (docs/EXPORT.md), in its order.
Comes in: nothing.  Must not: read the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.query.predicate_results import PredicateView

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TimeView:
    """ISO 8601 value, or start and end (inclusive, either open); `precision` is year, month or day."""

    value: str | None
    start: str | None
    end: str | None
    precision: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RetractionView:
    """The decision that retracts a document or a claim: by whom, when (ISO 8601, UTC) and why."""

    decision: str
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One article.  `status` is "current", "superseded" (its text has changed since) or "retracted": shown
    with its `retraction`, and supporting nothing.  A superseded text that was retracted before has one too.

    `claims` counts the claims that support something: speech, thought and own voice;
    `intentions_and_deeds` counts the rest; of a retracted article both count what was read in it.
    """

    id: str
    path: str
    url: str | None
    publisher: str | None
    title: str | None
    published: TimeView | None
    text_sha256: str
    text: str
    publisher_entity: str = ""
    publisher_label: str = ""
    claims: int = 0
    status: str = "current"
    intentions_and_deeds: int = 0
    retraction: RetractionView | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """Whoever the text credits; in own voice the publisher, with empty text and spans."""

    text: str
    spans: tuple[Span, ...]
    entity: str | None
    label: str
    kind: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class ChainView:
    """One carrier on the way from the publisher to the speaker."""

    text: str
    label: str
    entity: str | None
    kind: str | None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CueView:
    """The words that show the crediting; empty in own voice."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place that a claim names."""

    entity: str
    label: str
    lat: float | None
    lon: float | None
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """Somebody or something that a claim speaks of; `role` is subject, object or mentioned."""

    entity: str
    label: str
    role: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A number in its words; see `kg.model.Quantity`."""

    text: str
    spans: tuple[Span, ...]
    value: float | None
    low: float | None
    high: float | None
    comparator: str
    unit: str | None
    of: str | None
    per: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as every front end shows it.  `document` is the path's file name, `document_id` its id.

    `status` is "current"; "superseded": the article's text has changed since, it is found by id alone; or
    "retracted", by itself or with its article: it is in no group and supports nothing.
    `denied` tells that the source denies the text ("denied that ..."): never show the text without the cue.
    """

    id: str
    document: str
    group: str
    text: str
    spans: tuple[Span, ...]
    source: SourceView
    chain: tuple[ChainView, ...]
    cue: CueView
    style: str
    certainty: str
    polarity: str
    conditional: bool
    tense: str
    stated_at: TimeView | None
    event_time: TimeView | None
    places: tuple[PlaceView, ...]
    about: tuple[AboutView, ...]
    quantities: tuple[QuantityView, ...]
    rule: str
    act: str = "speech"
    document_id: str = ""
    sentence: Span = (0, 0)
    sentence_text: str = ""
    within: str | None = None
    score: float = 1.0
    status: str = "current"
    denied: bool = False
    retraction: RetractionView | None = None
    predicates: tuple[PredicateView, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleView:
    """What one article calls somebody.  `affiliation` is the name inside the words, `affiliation_entity` whom
    it names, where that is known, and `affiliation_label` its label; `as_of` the article's date of
    publication, if it has one, cut to its precision; each of `spans` holds `text`."""

    text: str
    affiliation: str | None
    affiliation_entity: str | None
    document: str
    document_id: str
    as_of: str | None
    spans: tuple[Span, ...]
    affiliation_label: str | None = None


@dataclass(frozen=True, slots=True)
class BodyView:
    """An organisation or country that a group belongs to, as one article tells; `text` and `spans` are the
    words by which that article first calls the group, `as_of` as in `RoleView`."""

    entity: str
    label: str
    kind: str
    text: str
    document: str
    document_id: str
    as_of: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """One actor or place with its counts.  `ids` maps a scheme to an identifier; `mentions` and `documents`
    are numbers of mentions and of current articles that have one.  `supported` is False, and all counts are
    0, where only retracted articles know it.  `decisions` are the ids of those that had a part in it.

    `claims_by` and `claims_about` count speech, thought and own voice, not intentions and deeds.
    `role_entries` and `belongs_to` are by date (undated last), document and offset; `document_files` are the
    file names of the `documents` counted, one for each, sorted.
    """

    id: str
    kind: str
    label: str
    aliases: tuple[str, ...]
    ids: dict[str, str]
    lat: float | None
    lon: float | None
    mentions: int
    documents: int
    named: bool = True
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    country: str | None = None
    claims_by: int = 0
    claims_about: int = 0
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    intentions_and_deeds_by: int = 0
    intentions_and_deeds_about: int = 0
    decisions: tuple[str, ...] = ()
    supported: bool = True
    role_entries: tuple[RoleView, ...] = ()
    belongs_to: tuple[BodyView, ...] = ()
    document_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetView:
    """What a decision is about: an id, and what it was called when it was decided."""

    id: str
    label: str


class DecisionState(StrEnum):
    """What has become of a decision."""

    IN_FORCE = "in force"  # nobody took it back; of two that conflict the later holds
    TAKEN_BACK = "taken back"  # by a later restore
    NO_EFFECT = "no effect"  # what it is about is not here


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One line of the log of decisions (`kg.decisions.records.Decision`), and what has become of it.

    `state` is a DecisionState.  `conflicts` says in words which other decisions it contradicts, or why it has
    no effect.  `ids` maps schemes to identifiers.
    """

    id: str
    verb: str
    targets: tuple[TargetView, ...]
    who: str
    when: str
    why: str
    state: str
    conflicts: tuple[str, ...] = ()
    label: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    documents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Two entities that may be one, for a person to decide; `score` 0 to 1, `reasons` for it and `against`.

    The documents counted are those that each of them occurs in.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    left_label: str
    left_kind: str
    left_documents: int
    right_label: str
    right_kind: str
    right_documents: int


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """What a build ends with.  `publishers` are those of the current articles; `unknown_publishers` tells how
    many of them have no name.  What was retracted is counted in `retracted_documents` and
    `retracted_claims` (those of retracted documents are among them) and nowhere else.

    `claims` and all to `quantities` count speech, thought and own voice; `intentions` and `deeds` the rest.
    """

    documents: int
    publishers: int
    entities: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    attributed: int = 0
    own_voice: int = 0
    quotes: int = 0
    quantities: int = 0
    places: int = 0
    quads: int = 0
    rejections: int = 0
    unknown_publishers: int = 0
    intentions: int = 0
    deeds: int = 0
    retracted_documents: int = 0
    retracted_claims: int = 0
    decisions: int = 0
    suggestions: int = 0

    @property
    def set_aside(self) -> int:
        """The number of intentions and deeds."""
        return self.intentions + self.deeds
