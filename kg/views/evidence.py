"""The context of evidence.html: claims by speaker, place and article, and the articles' texts once.

Comes in: look-ups.  Goes out: one frozen `EvidenceContext`.
Must not: build HTML or repeat words of an article.  A claim carries offsets (Unicode code points,
half-open) into its article's text; the page cuts the words from there, so what is marked and what is
quoted cannot differ.

The page holds every claim, intentions and deeds included, which it shows on request only, and what was
retracted, which it shows struck through and counts nowhere.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import RecordError
from kg.model import EntityKind
from kg.query.acts import ALL_ACTS, count_set_aside, is_claim
from kg.query.comparison_results import GroupView
from kg.query.lookups import PLACES
from kg.query.results import ClaimView, DocumentView, EntityView, SourceView, TimeView
from kg.views.answers import Answers
from kg.views.wording import (
    count_retracted,
    count_words,
    describe_retraction,
    describe_time,
    web_address,
)

Span = tuple[int, int]

OWN_VOICE = "own-voice"
NOBODY = "nobody"
"""Id and kind of the speaker of claims that credit no one ("it is believed")."""

NO_SOURCE = "no source given"


NOTE_LENGTH = 90  # characters of an article's words for a source that a list can hold

_NO_ACTORS = frozenset({"place", "facility", "outlet", "event"})
_FIELD = r"[A-Za-z][\w .-]{0,40}?[ \t]*:(?:[ \t].*)?"
_OTHER = r"[ \t]*(?:#.*|- .*)?|[ \t]+\S.*"  # blank, comment, list item, continuation
_FRONT_MATTER = re.compile(rf"---[ \t]*\n(?:(?:{_FIELD}|{_OTHER})\n)+?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""As `kg.read.front_matter` takes it: a text that merely opens with a rule is no front matter."""


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """One article.  `url` is None unless it is a plain web address; `matter` is where its front matter
    ends in `text`, in code points, 0 without any; `retraction` tells who retracted it, empty if nobody."""

    id: str
    publisher: str
    publisher_known: bool
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
class ActorContext:
    """A speaker or a place; `note` is a role, a country or, of an unnamed source, the article's words for
    it; `names` are further names to search by."""

    id: str
    label: str
    kind: str
    named: bool
    note: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarrierContext:
    """One step on the way from the publisher to the speaker."""

    label: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class FactContext:
    """A quantity or a date: where its words stand and what it means."""

    spans: tuple[Span, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """One claim.  `article`, `speaker` and `places` are positions in the page's lists; claims of one
    `group` say the same; `counts` are its articles, publishers and independent origins, None when claims
    were not compared.  `denial` is what must stand before the words of a claim that its source denies
    ("denied"), empty of any other.  `aside` tells an intention or a deed, shown on request only; `within` is
    the position of the claim that it is nested in; `retraction` tells who retracted it, or its article."""

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
    chain: tuple[CarrierContext, ...]
    quantities: tuple[FactContext, ...]
    stated: FactContext | None
    event: FactContext | None
    places: tuple[int, ...]
    group: int
    counts: tuple[int, int, int] | None
    aside: bool
    within: int | None
    retraction: str


@dataclass(frozen=True, slots=True)
class EvidenceContext:
    """All that evidence.html shows."""

    totals: tuple[str, ...]
    articles: tuple[ArticleContext, ...]
    speakers: tuple[ActorContext, ...]
    places: tuple[ActorContext, ...]
    claims: tuple[ClaimContext, ...]


def make_evidence(answers: Answers) -> EvidenceContext:
    """Gather the page's context.  Raises RecordError if a claim's article is missing."""
    claims, documents = answers.claims(act=ALL_ACTS, retracted=None), answers.documents()
    entities = {entity.id: entity for entity in answers.entities()}
    speakers = list_speakers(claims, entities)
    places = list_places(claims, entities)
    index = _Positions(
        articles={document.id: at for at, document in enumerate(documents)},
        speakers={speaker.id: at for at, speaker in enumerate(speakers)},
        places={place.id: at for at, place in enumerate(places)},
        groups={group: at for at, group in enumerate(dict.fromkeys(map(group_key, claims)))},
        compared={group.id: group for group in answers.groups()},
        claims={claim.id: at for at, claim in enumerate(claims)},
    )
    counted = [claim for claim in claims if is_claim(claim.act) and claim.retraction is None]
    return EvidenceContext(
        totals=describe_totals(answers, len(list_places(counted, entities))),
        articles=tuple(describe_article(document) for document in documents),
        speakers=speakers,
        places=places,
        claims=tuple(describe_claim(claim, index) for claim in claims),
    )


@dataclass(frozen=True, slots=True)
class _Positions:
    articles: dict[str, int]
    speakers: dict[str, int]
    places: dict[str, int]
    groups: dict[str, int]
    compared: dict[str, GroupView]
    claims: dict[str, int]


def group_key(claim: ClaimView) -> str:
    """Return the group of a claim; one that is in none, since it was retracted, stands alone."""
    return claim.group or claim.id


def speaker_id(source: SourceView) -> str:
    """Return the entity's id, or one made of the words when nothing is known of the speaker."""
    return source.entity or (f"words:{source.label}" if source.label else NOBODY)


def list_speakers(claims: Sequence[ClaimView], entities: dict[str, EntityView]) -> tuple[ActorContext, ...]:
    """Return every speaker once, in the order of first claim."""
    found: dict[str, list[SourceView]] = {}
    for claim in claims:
        found.setdefault(speaker_id(claim.source), []).append(claim.source)
    return tuple(_describe_speaker(key, sources, entities.get(key)) for key, sources in found.items())


def _describe_speaker(key: str, sources: Sequence[SourceView], entity: EntityView | None) -> ActorContext:
    source = sources[0]
    if key == NOBODY:
        return ActorContext(NOBODY, NO_SOURCE, NOBODY, False, "", ())
    words = "" if source.named else describe_unnamed(sources)
    return ActorContext(
        id=key,
        label=source.label,
        kind=source.kind or (entity.kind if entity else "group"),
        named=source.named,
        note=words or _note(entity),
        names=entity.aliases if entity else (),
    )


def describe_unnamed(sources: Sequence[SourceView]) -> str:
    """Return the words that an article has most often for a source without a name, of equals the first;
    empty if they are the label again, with or without an article before it."""
    counts = Counter(source.text for source in sources)
    words = max(counts, key=lambda text: counts[text])
    said = words.casefold()
    label = sources[0].label.casefold()
    if said.removeprefix("the ").removeprefix("an ").removeprefix("a ") == label:
        return ""
    return textwrap.shorten(words, NOTE_LENGTH, placeholder=" …")


def _note(entity: EntityView | None) -> str:
    if entity is None:
        return ""
    return next(iter((*entity.roles, *entity.affiliations)), "")


def list_places(claims: Sequence[ClaimView], entities: dict[str, EntityView]) -> tuple[ActorContext, ...]:
    """Return every place that a claim names once, in the order of first claim."""
    found: dict[str, ActorContext] = {}
    for place in (place for claim in claims for place in claim.places):
        if place.entity not in found:
            entity = entities.get(place.entity)
            note = (entity.country or "") if entity else ""
            names = entity.aliases if entity else ()
            kind = entity.kind if entity and entity.kind in PLACES else EntityKind.PLACE.value
            found[place.entity] = ActorContext(place.entity, place.label, kind, True, note, names)
    return tuple(found.values())


def describe_article(document: DocumentView) -> ArticleContext:
    """Return what the page says about an article."""
    published = document.published
    return ArticleContext(
        id=document.id,
        publisher=document.publisher_label or document.publisher or "unknown publisher",
        publisher_known=document.publisher is not None,
        title=document.title or document.path,
        published=describe_time(published),
        sort_date=(published.value or published.start or published.end or "") if published else "",
        url=web_address(document.url),
        path=document.path,
        status=document.status,
        text=document.text,
        matter=front_matter_end(document.text),
        retraction=describe_retraction(document.retraction),
    )


def front_matter_end(text: str) -> int:
    """Return where a leading block between two lines of hyphens ends, 0 if there is none.

    Such a block is metadata; what else was not read for claims is no part of a `DocumentView`.
    """
    block = _FRONT_MATTER.match(text)
    return block.end() if block else 0


def describe_claim(claim: ClaimView, index: _Positions) -> ClaimContext:
    """Return one claim by offsets and positions."""
    if claim.document_id not in index.articles:
        raise RecordError(
            f"claim {claim.id} stands in {claim.document}, which is not in the store; run kg build again"
        )
    return ClaimContext(
        id=claim.id,
        article=index.articles[claim.document_id],
        speaker=index.speakers[speaker_id(claim.source)],
        spans=claim.spans,
        sentence=claim.sentence,
        source=claim.source.spans,
        cue=claim.cue.spans,
        style=claim.style,
        act=claim.act,
        certainty=claim.certainty,
        negative=claim.polarity == "negative",
        conditional=claim.conditional,
        denial=describe_denial(claim),
        chain=_describe_chain(claim),
        quantities=tuple(FactContext(each.spans, each.of or "") for each in claim.quantities),
        stated=_describe_fact(claim.stated_at),
        event=_describe_fact(claim.event_time),
        places=tuple(dict.fromkeys(index.places[place.entity] for place in claim.places)),
        group=index.groups[group_key(claim)],
        counts=_counts(index.compared.get(claim.group)),
        aside=not is_claim(claim.act),
        within=index.claims.get(claim.within) if claim.within else None,
        retraction=describe_retraction(claim.retraction),
    )


def describe_denial(claim: ClaimView) -> str:
    """Return the cue of a claim that its source denies, empty of any other: by themselves its words would
    say the opposite of what the source says."""
    return (claim.cue.text or "denied") if claim.denied else ""


def _describe_chain(claim: ClaimView) -> tuple[CarrierContext, ...]:
    """The last step is the speaker: named or not is known of it alone."""
    last = len(claim.chain) - 1
    return tuple(
        CarrierContext(step.label, step.kind or "group", claim.source.named if at == last else True)
        for at, step in enumerate(claim.chain)
    )


def _describe_fact(time: TimeView | None) -> FactContext | None:
    return FactContext(time.spans, describe_time(time)) if time else None


def _counts(group: GroupView | None) -> tuple[int, int, int] | None:
    return (group.articles, group.publishers, group.origins) if group else None


def describe_totals(answers: Answers, places: int) -> tuple[str, ...]:
    """Return the counts of the header, in words; `places` are those that the page lists."""
    total = answers.summary()
    actors = sum(number for kind, number in total.entities.items() if kind not in _NO_ACTORS)
    unknown = f" ({total.unknown_publishers:,} unknown)" if total.unknown_publishers else ""
    return (
        count_words(total.documents, "article"),
        count_words(total.publishers, "publisher") + unknown,
        count_words(total.claims, "claim"),
        f"{total.attributed:,} attributed",
        f"{total.own_voice:,} in own voice",
        count_words(actors, "actor"),
        f"{count_words(places, 'place')} named in claims",
        *((count_set_aside(total.set_aside),) if total.set_aside else ()),
        *filter(None, (count_retracted(total),)),
    )
