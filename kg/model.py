"""The frozen records that go from stage to stage.

Comes in: nothing.  Goes out: one dataclass per noun of the glossary (docs/GLOSSARY.md).
Must not: do I/O, or import anything but the standard library and `kg.errors`.

All offsets are Unicode code points, half-open, into `Document.text`.  A record that quotes the text
(`text` beside `spans` or `start`/`end`) must quote it exactly; `check_quotes` says where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import RecordError

Span = tuple[int, int]
"""Half-open range of Unicode code points."""

ELLIPSIS = " … "
"""Joins the pieces of something that stands in several stretches of the text."""


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"  # people or units described, not named as one body: "US officials", "North Korean troops"
    PLACE = "place"
    OUTLET = "outlet"
    FACILITY = "facility"  # something built: a station, a bridge, a hall
    EVENT = "event"  # something that takes place under a name: a war, a festival, a cup


class MentionForm(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class PassageKind(StrEnum):
    """What a stretch of an article is."""

    METADATA = "metadata"  # front matter, bylines, datelines that stand alone
    HEADLINE = "headline"
    HEADING = "heading"  # a subheading inside the body
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"  # no article: yields no mention and no claim


class Style(StrEnum):
    """How the words of a claim are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN_VOICE = "own-voice"


class Act(StrEnum):
    """What kind of attribution it is (PARC 3.0: assertion, belief, eventuality)."""

    SPEECH = "speech"
    THOUGHT = "thought"
    INTENTION = "intention"
    DEED = "deed"

    @property
    def is_claim(self) -> bool:
        """Whether it is listed and counted as a claim; intentions and deeds are so on request only."""
        return self in (Act.SPEECH, Act.THOUGHT)


class Certainty(StrEnum):
    """How sure the text says it is (FactBank), not how sure the program is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether a claim affirms or denies."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Tense(StrEnum):
    """Where the event lies as seen from the statement."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Comparator(StrEnum):
    """How a number relates to the value."""

    EQUAL = "="
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    UP_TO = "up to"
    RANGE = "range"


class LineageKind(StrEnum):
    """How one text descends from another."""

    CREDITED = "credited"
    COPIED = "copied"


class CreditForm(StrEnum):
    """How an article credits an outlet (docs/QUALITY.md, Credits)."""

    REPORT = "report"  # "X reported", "according to an X poll"
    INTERVIEW = "interview"  # "told X", "said on X": somebody spoke to the outlet or in it
    DATELINE = "dateline"  # "ARLEN (X) -", or the name in a byline
    NOTE = "note"  # "X contributed to this report"


class DiscrepancyKind(StrEnum):
    """How two claims about one matter differ (docs/COMPARE.md)."""

    QUANTITY_DIFFERS = "quantity-differs"
    COMPARATOR_CHANGE = "comparator-change"
    ATTRIBUTION_DROPPED = "attribution-dropped"
    ATTRIBUTION_CHANGED = "attribution-changed"
    HEDGE_DROPPED = "hedge-dropped"
    HEDGE_ADDED = "hedge-added"
    POLARITY_FLIP = "polarity-flip"
    ROLE_REVERSAL = "role-reversal"
    TENSE_SHIFT = "tense-shift"
    DATE_DIFFERS = "date-differs"
    PLACE_DIFFERS = "place-differs"


# ---------------------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date or a range of dates, as precise as the text allows.

    `value` is ISO 8601 cut to the precision ("2025", "2025-01", "2025-01-20").  A range has `start` and
    `end` instead (both inclusive, either may be open): "by spring" has only an end.
    `text` and `spans` are empty when the value comes from metadata.
    """

    value: str | None = None
    start: str | None = None
    end: str | None = None
    precision: Precision = Precision.DAY
    text: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """The outlet that carries a document.  `name` is None when nobody told us; such publishers are never
    equal to one another, since their ids differ."""

    id: str
    name: str | None

    @property
    def label(self) -> str:
        """Return the name, or words that say that there is none."""
        return self.name or "unknown publisher"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that is of one kind.  Passages are in order and do not overlap."""

    kind: PassageKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article.

    `path` is relative to the folder that was named ("a/b.txt"), or the file's name; a line of a JSON
    lines file is "file.jsonl#id".

    `source_key` is a hash of where the text was read on this machine: of the file's absolute path, with the
    line's id for JSON lines; of the text itself where nothing else tells it from others (standard input, a
    line without an id).  A document takes the place of an earlier one when `source_key` or `url` is equal.
    It is stored, never exported, and no part of `id`.
    """

    id: str
    path: str
    url: str | None
    publisher: Publisher
    title: str | None
    published: TimeValue | None
    text: str
    text_sha256: str
    passages: tuple[Passage, ...]
    source_key: str = ""

    @property
    def location(self) -> str:
        """Return where the document says that it stands: the URL, or without one the path; part of its id."""
        return self.url or self.path

    def quote(self, spans: Iterable[Span]) -> str:
        """Return the words at `spans`, pieces joined with an ellipsis."""
        return ELLIPSIS.join(self.text[start:end] for start, end in spans)


# ----------------------------------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to something."""

    id: str
    start: int
    end: int
    text: str
    kind: EntityKind
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Role:
    """What the text calls somebody: "spokesman for the U.S. National Security Council".

    `affiliation` is the name of the organisation, country or person served, as it stands inside `text` or
    inside the next role that has it in common ("founder and head of X"), if there is one;
    `affiliation_referent` is the id of its referent in the same document, where it is one.
    """

    text: str
    start: int
    end: int
    affiliation: str | None = None
    affiliation_referent: str | None = None


def is_membership(role: str) -> bool:
    """Tell whether the words of a role name no office, only whom somebody belongs to.

    >>> is_membership("of the Dune Survey"), is_membership("head of the Dune Survey")
    (True, False)
    """
    return role.partition(" ")[0].casefold() in ("of", "from")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in somebody else's scheme; `reference` names the package or file it was taken from."""

    scheme: str  # "geonames", "iso3166", "wikidata"
    value: str
    reference: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a gazetteer knows about a referent: the program's guess, with its score and reasons."""

    key: str  # unique in the gazetteer, e.g. "geonames:709717"
    label: str
    identifiers: tuple[Identifier, ...]
    country: str | None  # ISO 3166-1 alpha-2
    lat: float | None
    lon: float | None
    score: float
    reasons: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referent:
    """What mentions of one document refer to: the entity as far as this document tells.

    `named` is False for a described one ("one of the officials").  `country` is the ISO 3166-1 alpha-2
    code of the country that it lies in, comes from or belongs to, where the text says so.
    `member_of` is the id of the referent that it was picked from ("one of the officials" -> "US officials");
    `belongs_to` is the id of the organisation whose people they are ("NATO officials" -> "NATO").
    `unlinked` tells in words why a place has no link, "" where it has one or none was looked for.
    """

    id: str
    kind: EntityKind
    label: str
    named: bool
    mentions: tuple[Mention, ...]
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country: str | None = None
    link: Link | None = None
    member_of: str | None = None
    belongs_to: str | None = None
    unlinked: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """What referents of all documents turned out to be one.

    `referents` are (document id, referent id).  `replaces` are the ids that its parts would have had on
    their own, so that an old id still leads here.  `score` and `reasons` tell why they were put together;
    `decisions` are the ids of the decisions of people that had a part in it.
    """

    id: str
    kind: EntityKind
    label: str
    named: bool
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    affiliations: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    country: str | None
    lat: float | None
    lon: float | None
    referents: tuple[tuple[str, str], ...]
    replaces: tuple[str, ...] = ()
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of the text and the referent that they point to (None: nothing we know)."""

    text: str
    spans: tuple[Span, ...]
    referent: str | None


@dataclass(frozen=True, slots=True)
class AboutReference:
    """Somebody or something that a claim speaks of, and its part in it: subject, object or mentioned."""

    text: str
    spans: tuple[Span, ...]
    referent: str
    role: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or participle of a claim, and who does it to whom.

    `agent` and `patient` are the same whether the words are active or passive: in "North Koreans backing
    Russia" and in "North Koreans, backed by Russia" the lemma is one and the two have changed places.  They
    are None where the words name nobody.  `referent` of either is None for what is no referent.
    `tense` is that of the verb itself; `polarity` is negative under a negation; `certainty` is what its own
    modal verb or adverb says.  `main` marks the verb that governs the content.
    """

    lemma: str
    text: str
    spans: tuple[Span, ...]
    tense: Tense
    polarity: Polarity
    certainty: Certainty
    agent: Reference | None = None
    patient: Reference | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its words.  `value`, or `low` and `high` for a range (`comparator` is then "range").

    `unit` is a lower-case singular or mass word or a QUDT-like name: "percent", "fraction", "km2", "usd",
    "troops", "personnel".  `of` is what is counted or measured, `per` the divisor ("day").
    """

    text: str
    spans: tuple[Span, ...]
    comparator: Comparator
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Modality:
    """How the claim's source commits to it (FactBank), read from the words of the content and the cue.

    `denied` tells that the cue turns the polarity ("denied that ..."): the content by itself says the
    opposite of what the source says, so that it must never be shown without the cue.
    """

    certainty: Certainty
    polarity: Polarity
    conditional: bool
    tense: Tense
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited, in which words, and through whom.

    `source` is None when nobody is ("it is believed").  `chain` runs from the first carrier after the
    publisher to the source itself; the publisher comes first in every export and is not stored.
    In own voice there is no source, no cue and no chain: the publisher speaks.
    """

    source: Reference | None
    cue: Reference | None
    style: Style
    act: Act
    chain: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Content, attribution, modality, time, place and quantities, in one document.

    `spans` are the pieces of the content; `sentence` covers the sentences that content, source and cue
    stand in.  `rule` names the rule (lexicon row or pattern) that made it; `within` is the id of the claim
    that it is nested in.
    """

    id: str
    document: str
    text: str
    spans: tuple[Span, ...]
    sentence: Span
    attribution: Attribution
    modality: Modality
    rule: str
    stated_at: TimeValue | None = None
    event_time: TimeValue | None = None
    places: tuple[Reference, ...] = ()
    about: tuple[AboutReference, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    within: str | None = None
    score: float = 1.0
    predicates: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Words by which a document credits another publisher or agency ("Bloomberg reported")."""

    outlet: Reference
    evidence: Reference
    form: CreditForm = CreditForm.REPORT


# --------------------------------------------------------------------------- what a run leaves behind


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document version: the unit that is stored, and replaced, as a whole."""

    document: Document
    referents: tuple[Referent, ...]
    claims: tuple[Claim, ...]
    credits: tuple[Credit, ...]
    extractor: str  # version and settings of the program, hashed: a change means it must be read again


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be taken in, and why."""

    input: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class LineageLink:
    """A document that rests on another document or on a publisher's report.

    `evidence` are words of `document`; `origin_evidence`, of a copied link, the words of the origin that
    stand against them, as many and in the same order.  `claims` are the ids of the claims of `document` that
    rest on the origin.  `problem` says in words what cannot be (dates the wrong way round, a cycle), or "".
    """

    document: str
    origin: str  # a document id or an entity id
    origin_label: str
    kind: LineageKind
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[Reference, ...]
    origin_evidence: tuple[Reference, ...] = ()
    claims: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """Two claims of two documents that speak of one matter (ids, sorted), and how sure the program is."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that say the same thing, and on how much that rests; `links` tell why they were put together."""

    id: str
    text: str
    claims: tuple[str, ...]
    articles: int
    publishers: int
    origins: int
    links: tuple[ClaimLink, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscrepancySide:
    """One of the two claims that differ.

    `text` and `spans` are its content; `words` are those that differ, inside the sentences that content,
    source and cue stand in (several pieces: joined with an ellipsis); "" with no spans where something is
    missing on this side.
    """

    document: str
    claim: str
    text: str
    spans: tuple[Span, ...]
    words: Reference


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """How two claims of a group, or a claim and what it descends from, differ.

    `left` is the origin or the earlier one.  `days` is how far apart the two documents were published, None
    where that is unknown; never negative.  `score` says how sure the program is that the two speak of one
    matter and differ so.  `descends` tells that the right document rests on the left one.
    """

    id: str
    kind: DiscrepancyKind
    left: DiscrepancySide
    right: DiscrepancySide
    reason: str
    score: float
    days: int | None = None
    descends: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one, for a person to decide; `left` and `right` are their ids, sorted.

    `reasons` speak for it, `against` speak against it; `score` is what they come to, 0 to 1.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One build.  Clocks stand here and nowhere else."""

    id: str
    version: str
    settings: str
    started: str
    ended: str
    documents: tuple[str, ...]
    rejections: tuple[Rejection, ...]


# ---------------------------------------------------------------------------------------- invariants


def quoted(reading: Reading) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield every (text, spans) that a reading quotes from its document."""
    for referent in reading.referents:
        for mention in referent.mentions:
            yield mention.text, ((mention.start, mention.end),)
        for role in referent.roles:
            yield role.text, ((role.start, role.end),)
    for claim in reading.claims:
        yield from _quoted_by_claim(claim)
    for credit in reading.credits:
        yield credit.outlet.text, credit.outlet.spans
        yield credit.evidence.text, credit.evidence.spans


def _quoted_by_claim(claim: Claim) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield claim.text, claim.spans
    attribution = claim.attribution
    for reference in (attribution.source, attribution.cue, *attribution.chain, *claim.places):
        if reference is not None:
            yield reference.text, reference.spans
    for about in claim.about:
        yield about.text, about.spans
    for quantity in claim.quantities:
        yield quantity.text, quantity.spans
    for predicate in claim.predicates:
        yield predicate.text, predicate.spans
        for party in (predicate.agent, predicate.patient):
            if party is not None:
                yield party.text, party.spans
    for time in (claim.stated_at, claim.event_time):
        if time is not None:
            yield time.text, time.spans


def check_quotes(reading: Reading) -> None:
    """Raise RecordError unless `text[start:end]` equals what every record of the reading shows."""
    document = reading.document
    for text, spans in quoted(reading):
        if any(not 0 <= start < end <= len(document.text) for start, end in spans):
            raise RecordError(f"{document.path}: offsets {spans} of {text!r} lie outside the text")
        if document.quote(spans) != text:
            raise RecordError(f"{document.path}: {text!r} is not what stands at {spans}")
