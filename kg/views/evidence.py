"""The context of evidence.html: claims with their articles, speakers and places, and how they compare.

Comes in: look-ups.  Goes out: one frozen `EvidenceContext`.  Must not: build HTML.

The page holds every claim, intentions and deeds included, which it shows on request only, and what was
retracted, which it shows struck through and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import RecordError
from kg.query.acts import ALL_ACTS, count_set_aside, is_claim
from kg.query.results import ClaimView, TimeView
from kg.views.actors import chain_ids, list_actors, speaker_id
from kg.views.answers import Answers
from kg.views.articles import describe_article
from kg.views.comparing_contexts import describe_difference, describe_link, group_key, list_groups
from kg.views.contexts import ActorContext, ClaimContext, EvidenceContext, FactContext, TimeContext
from kg.views.land import LandContext, make_land
from kg.views.tables import Table
from kg.views.wording import count_retracted, count_words, describe_retraction, describe_time

_NO_ACTORS = frozenset({"place", "facility", "outlet", "event"})


def make_evidence(answers: Answers) -> EvidenceContext:
    """Gather the page's context.  Raises RecordError if a claim's article is missing."""
    claims, context = answers.claims(act=ALL_ACTS, retracted=None), relate_records(answers)
    return replace(
        context,
        totals=describe_totals(answers, count_places(claims)),
        land=_land_under(claims, context.actors),
    )


def relate_records(answers: Answers) -> EvidenceContext:
    """Return records by positions, without totals and land."""
    claims, documents = answers.claims(act=ALL_ACTS, retracted=None), answers.documents()
    actors = list_actors(claims, documents, answers.entities())
    groups = tuple(list_groups(claims, answers.groups()))
    index = _Positions(
        articles={document.id: at for at, document in enumerate(documents)},
        actors=actors.positions,
        groups={group.id: at for at, group in enumerate(groups)},
        claims={claim.id: at for at, claim in enumerate(claims)},
    )
    return EvidenceContext(
        totals=(),
        articles=Table(describe_article(document, index.actors) for document in documents),
        actors=Table(actors.listed),
        claims=Table(describe_claim(claim, index) for claim in claims),
        groups=Table(groups),
        differences=Table(describe_difference(one, index.claims) for one in answers.discrepancies()),
        lineage=Table(
            describe_link(one, index.articles, index.actors, index.claims) for one in answers.lineage()
        ),
        land=None,
    )


@dataclass(frozen=True, slots=True)
class _Positions:
    articles: dict[str, int]
    actors: Mapping[str, int]
    groups: dict[str, int]
    claims: dict[str, int]


def describe_claim(claim: ClaimView, index: _Positions) -> ClaimContext:
    """Return one claim by offsets and positions."""
    if claim.document_id not in index.articles:
        raise RecordError(
            f"claim {claim.id} stands in {claim.document}, which is not in the store; run kg build again"
        )
    return ClaimContext(
        id=claim.id,
        article=index.articles[claim.document_id],
        speaker=index.actors[speaker_id(claim.source)],
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
        tense=claim.tense,
        chain=tuple(index.actors[one] for one in chain_ids(claim)),
        quantities=tuple(FactContext(each.spans, each.of or "") for each in claim.quantities),
        stated=_describe_date(claim.stated_at),
        event=_describe_date(claim.event_time),
        places=tuple(dict.fromkeys(index.actors[place.entity] for place in claim.places)),
        about=tuple((index.actors[about.entity], about.role) for about in claim.about),
        group=index.groups[group_key(claim)],
        aside=not is_claim(claim.act),
        within=index.claims.get(claim.within) if claim.within else None,
        retraction=describe_retraction(claim.retraction),
    )


def describe_denial(claim: ClaimView) -> str:
    """Return the cue of a claim that its source denies, empty of any other: by themselves its words would
    say the opposite of what the source says."""
    return (claim.cue.text or "denied") if claim.denied else ""


def _describe_date(time: TimeView | None) -> TimeContext | None:
    if time is None:
        return None
    start, end = (time.value or time.start or ""), (time.value or time.end or "")
    return TimeContext(time.spans, describe_time(time), start, end, time.precision)


def _land_under(claims: Sequence[ClaimView], actors: Table[ActorContext]) -> LandContext | None:
    """Return the map under the places that claims name."""
    named = {place.entity for claim in claims for place in claim.places}
    places = sorted((actor for actor in actors if actor.id in named), key=lambda actor: actor.id)
    points = [(one.lat, one.lon) for one in places if one.lat is not None and one.lon is not None]
    return make_land([(lat, lon) for lat, lon in points if abs(lat) <= 90 and abs(lon) <= 180])


def count_places(claims: Sequence[ClaimView]) -> int:
    """Return how many places the standing claims name."""
    standing = (claim for claim in claims if is_claim(claim.act) and claim.retraction is None)
    return len({place.entity for claim in standing for place in claim.places})


def describe_totals(answers: Answers, places: int) -> tuple[str, ...]:
    """Return the counts of the header, in words; `places` are those that claims name."""
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
