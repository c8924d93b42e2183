"""Credited lineage: an article says whose report it rests on, and which of its claims do.

Comes in: readings with their credits, and who their referents turned out to be.  Goes out: the outlets that
an article credits, and one link for each article and outlet with every place that credits it.
Must not: link an article to its own publisher, or look at the text of another article.

Whom an article alone shows as a person or a firm may be the publisher of another: the entity tells.  Where
a claim is credited to such a one, the words that do so credit the outlet.

A claim is in the scope of a credit (`LineageLink.claims`) if its chain holds the outlet; if the credit stands
in its sentence outside its content; if its speaker, unnamed or in the same paragraph, is one that spoke
through the outlet.  A credit for the whole article also has all claims that no other outlet carries: a
dateline; a report in the headline or the first paragraph; in the next two one whose own sources are named ("X
reported, citing officials") or that a sentence points to ("This is what X writes").  Where people spoke to
the article's own publisher, it is a report of its own, and only a dateline is for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.compare.carriers import FROM_THERE
from kg.compare.records import CreditedOutlet
from kg.model import (
    Claim,
    Credit,
    CreditForm,
    Document,
    Entity,
    EntityKind,
    LineageKind,
    LineageLink,
    PassageKind,
    Reading,
    Reference,
    Span,
)

EntityOf = Mapping[tuple[str, str], Entity]
"""From (document id, referent id or publisher id) to the entity."""

_SCORES = {
    CreditForm.REPORT: 1.0,
    CreditForm.DATELINE: 1.0,
    CreditForm.INTERVIEW: 0.9,
    CreditForm.NOTE: 0.6,  # it says that there is work of the outlet in the article, not where
}
_REASONS = {
    CreditForm.DATELINE: FROM_THERE,
    CreditForm.REPORT: "the text says that it reported this",
    CreditForm.INTERVIEW: "the text says that somebody spoke to it or in it",
    CreditForm.NOTE: "a note says that it contributed",
}
_LEAD = 3
"""Paragraphs of the body in which a report that is credited can be what the whole article is about."""
_ALL_OVER = -1
_NEIGHBOURS = 120
"""Code points of the words from an outlet to a cue that are shown whole."""

Place = tuple[str, int]
"""A speaker's referent and where a paragraph begins."""
_PARAGRAPH = re.compile(r"[^\n]*\w(?:\W+\w+){7,}[^\n]*")
"""A line of eight words or more; shorter ones are headings, dates and counts."""


@dataclass(frozen=True, slots=True)
class Credited:
    """An outlet's entity and the credits that an article gives it."""

    outlet: Entity
    credits: tuple[Credit, ...]


def credited_outlets(reading: Reading, entity_of: EntityOf) -> tuple[CreditedOutlet, ...]:
    """Return the outlets that an article credits, with the words that do, sorted by entity."""
    return tuple(
        CreditedOutlet(one.outlet.id, one.outlet.label, tuple(credit.evidence for credit in one.credits))
        for one in _credited(reading, entity_of)
    )


def credited_links(readings: Iterable[Reading], entity_of: EntityOf) -> tuple[LineageLink, ...]:
    """Return the credited links, sorted by document and origin; an article never rests on its own
    publisher."""
    links = [link for reading in readings for link in _links_of(reading, entity_of)]
    return tuple(sorted(links, key=lambda link: (link.document, link.origin)))


def _credited(reading: Reading, entity_of: EntityOf) -> list[Credited]:
    document = reading.document
    own = entity_of.get((document.id, document.publisher.id))
    found: dict[str, tuple[Entity, list[Credit]]] = {}
    for credit in (*reading.credits, *_credits_of_claims(reading, entity_of)):
        outlet = entity_of.get((document.id, credit.outlet.referent or ""))
        if outlet is not None and (own is None or outlet.id != own.id):
            found.setdefault(outlet.id, (outlet, []))[1].append(credit)
    return [Credited(outlet, tuple(given)) for _, (outlet, given) in sorted(found.items())]


def _credits_of_claims(reading: Reading, entity_of: EntityOf) -> Iterator[Credit]:
    """Yield the credits of claims to whom the article alone does not show as an outlet, each place once."""
    document = reading.document
    unseen = {
        referent.id
        for referent in reading.referents
        if referent.kind is not EntityKind.OUTLET and _is_outlet(document.id, referent.id, entity_of)
    }
    seen: set[Span] = set()
    for claim in reading.claims if unseen else ():
        cue, first = claim.attribution.cue, next(iter(claim.attribution.chain), None)
        if cue is None or first is None or first.referent not in unseen or not claim.attribution.act.is_claim:
            continue
        if first.spans[0] not in seen:
            seen.add(first.spans[0])
            yield Credit(first, _between(document, first, cue))


def _is_outlet(document: str, referent: str, entity_of: EntityOf) -> bool:
    entity = entity_of.get((document, referent))
    return entity is not None and entity.kind is EntityKind.OUTLET


def _between(document: Document, outlet: Reference, cue: Reference) -> Reference:
    """Return the words from outlet to cue where they are neighbours, else the outlet's own words."""
    (first, last), (opening, closing) = outlet.spans[0], cue.spans[0]
    start, end = min(first, opening), max(last, closing)
    if end - start > _NEIGHBOURS or "\n" in document.text[start:end]:
        return outlet
    return Reference(document.text[start:end], ((start, end),), outlet.referent)


def _links_of(reading: Reading, entity_of: EntityOf) -> list[LineageLink]:
    credited = _credited(reading, entity_of)
    if not credited:
        return []
    publisher = entity_of.get((reading.document.id, reading.document.publisher.id))
    own = publisher.id if publisher is not None else ""
    carried = _carried(reading, credited, entity_of, own)
    reports_itself = any(own in outlets for outlets in carried.values())
    whole = {
        one.outlet.id
        for one in credited
        if _is_from_there(one) or (not reports_itself and _is_about_report(one, reading))
    }
    return [_link(reading, one, carried, whole=one.outlet.id in whole) for one in credited]


def _link(
    reading: Reading, credited: Credited, carried: Mapping[str, set[str]], *, whole: bool
) -> LineageLink:
    outlet = credited.outlet
    number, forms = len(credited.credits), {credit.form for credit in credited.credits}
    reasons = [f"the article credits {outlet.label} in {number} place{'s' if number > 1 else ''}"]
    reasons += [words for form, words in _REASONS.items() if form in forms]
    rest = ["the whole article rests on it, but for what other outlets carry"] if whole else []
    return LineageLink(
        document=reading.document.id,
        origin=outlet.id,
        origin_label=outlet.label,
        kind=LineageKind.CREDITED,
        score=max(_SCORES[form] for form in forms),
        reasons=(*reasons, *rest),
        evidence=tuple(credit.evidence for credit in credited.credits),
        claims=tuple(
            claim.id
            for claim in reading.claims
            if outlet.id in carried[claim.id] or (whole and not carried[claim.id])
        ),
    )


# ----------------------------------------------------------------------------- which claims rest on whom


def _carried(
    reading: Reading, credited: Sequence[Credited], entity_of: EntityOf, own: str
) -> Mapping[str, set[str]]:
    """Return for each claim (by id) the outlets that carry it (entity ids), its own publisher among them."""
    carried = {claim.id: _in_chain(claim, entity_of) for claim in reading.claims}
    for claim in reading.claims:
        if not carried[claim.id]:
            beside = (one for one in credited if any(_stands_beside(each, claim) for each in one.credits))
            carried[claim.id] = {one.outlet.id for one in beside}
    _follow_speakers(reading, carried, own)
    return carried


def _in_chain(claim: Claim, entity_of: EntityOf) -> set[str]:
    chain = (entity_of.get((claim.document, link.referent or "")) for link in claim.attribution.chain)
    return {entity.id for entity in chain if entity is not None and entity.kind is EntityKind.OUTLET}


def _stands_beside(credit: Credit, claim: Claim) -> bool:
    """Tell whether a credit stands in the sentence of a claim, and not in what somebody says in it."""
    start, end = credit.outlet.spans[0]
    if not (claim.sentence[0] <= start and end <= claim.sentence[1]):
        return False
    inside = any(first <= start and end <= last for first, last in claim.spans)
    return claim.attribution.source is None or not inside


def _follow_speakers(reading: Reading, carried: Mapping[str, set[str]], own: str) -> None:
    """Give further claims of a speaker to the outlet that the speaker spoke through: those in the same
    paragraph, or all of one whom the article knows from there alone: who has no name, or told the article's
    own publisher."""
    named = {referent.id for referent in reading.referents if referent.named}
    through: dict[Place, set[str]] = {}
    for claim in reading.claims:
        for place in _speaking_places(claim, reading.document, named):
            found = carried[claim.id] if place[1] >= 0 or place[0] not in named else carried[claim.id] & {own}
            through.setdefault(place, set()).update(found)
    for claim in reading.claims:
        if not carried[claim.id]:
            for place in _speaking_places(claim, reading.document, named):
                carried[claim.id].update(through[place])


def _speaking_places(claim: Claim, document: Document, named: set[str]) -> Iterator[Place]:
    """Yield who speaks and where: the paragraph (where its line begins), and the whole article (-1)."""
    source = claim.attribution.source
    if source is not None and source.referent is not None:
        yield source.referent, document.text.rfind("\n", 0, claim.sentence[0]) + 1
        yield source.referent, _ALL_OVER


def _is_from_there(credited: Credited) -> bool:
    return any(credit.form is CreditForm.DATELINE for credit in credited.credits)


def _is_about_report(credited: Credited, reading: Reading) -> bool:
    """Tell whether what an outlet reported is what the article begins with."""
    first, last = _lead(reading.document)
    pointed = {span for claim in reading.claims if _points(claim) for span in _chain_spans(claim)}
    reports = (credit for credit in credited.credits if credit.form is CreditForm.REPORT)
    places = (credit.outlet.spans[0] for credit in reports)
    return any(place[0] < (last if _is_in(place, pointed) else first) for place in places)


def _points(claim: Claim) -> bool:
    """Tell whether a claim is credited by a pointing sentence, or its chain goes on behind the outlet."""
    return claim.rule == "discourse.pointer" or len(claim.attribution.chain) > 1


def _chain_spans(claim: Claim) -> Iterator[Span]:
    """Yield where those stand who carry a claim, its last speaker left out unless a sentence points."""
    chain = claim.attribution.chain
    for link in chain if claim.rule == "discourse.pointer" else chain[:-1]:
        yield from link.spans


def _is_in(place: Span, spans: Iterable[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in spans)


def _lead(document: Document) -> tuple[int, int]:
    """Return the offsets at which the first paragraph of the body and the last one of the lead end."""
    ends: list[int] = []
    for passage in document.passages:
        if passage.kind is PassageKind.BODY:
            found = _PARAGRAPH.finditer(document.text, passage.start, passage.end)
            ends += [paragraph.end() for paragraph in islice(found, _LEAD - len(ends))]
    return (ends[0], ends[-1]) if ends else (0, 0)
