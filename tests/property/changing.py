"""A small world in which any article can change what follows from the others.

Comes in: numbers and names.  Goes out: readings, all that follows from any set of them (by rules made so that
entities merge, part, move and are renamed as articles come and go), and the `Change` from one state to
another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from kg import ids
from kg.compare import supporting
from kg.decisions.records import NO_RULINGS, Rulings
from kg.graph.change import Change
from kg.model import (
    AboutReference,
    Act,
    Claim,
    ClaimGroup,
    ClaimLink,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancySide,
    Document,
    Entity,
    EntityKind,
    Identifier,
    LineageKind,
    LineageLink,
    Reading,
    Reference,
    Referent,
    Role,
    Suggestion,
    check_quotes,
)
from tests.records import make_claim, make_document, make_referent, reference, span

NAMES = ("Ana", "Anb", "Bea", "Beb", "Coa", "Cob")
"""Two names with one beginning are one person while an article has both."""

PLACES = ("Pla", "Plb")
PUBLISHERS = ("Daily", "Echo", None)
SAID = ("the dam leaks", "the gate is open", "the mill burns", "the road is cut")

Record = TypeVar("Record", Entity, ClaimGroup, Discrepancy)
Key = tuple[EntityKind, str]


# ------------------------------------------------------------------------------------------- articles


def make_reading(number: int, said: Sequence[tuple[str, str]], version: int = 0) -> Reading:
    """Article `number`, in which people say something; another version of it is read from the same place."""
    place = PLACES[number % 2]
    lines = [f"{name}, clerk of {place}, said {words}." for name, words in said]
    text = f"Report {number} from {place}\n{' '.join(lines)} Some locals came {version} times."
    published = f"2025-01-{number % 4 + 1:02}" if number % 3 else None
    made = make_document(f"{number % 5}/{number}.txt", text, PUBLISHERS[number % 3], published)
    document = replace(made, source_key=ids.mint("f", number))
    spot = make_referent(document, EntityKind.PLACE, place, [(place, 0)], country="QQ")
    people = [_person(document, name, nth, spot) for nth, (name, _) in enumerate(said)]
    claims = tuple(
        _claim(document, person, spot, words) for person, (_, words) in zip(people, said, strict=True)
    )
    reading = Reading(document, (spot, _locals(document, number, spot), *people), claims, (), "test")
    check_quotes(reading)
    return reading


def _locals(document: Document, number: int, spot: Referent) -> Referent:
    words = [("Some locals", 0)]
    country = ("QQ", "RR")[number % 2]
    made = make_referent(document, EntityKind.GROUP, "locals", words, named=False, country=country)
    return replace(made, belongs_to=spot.id if number % 4 == 0 else None)


def _person(document: Document, name: str, nth: int, spot: Referent) -> Referent:
    words = f"clerk of {spot.label}"
    role = Role(words, *span(document, words, nth), spot.label, spot.id)
    return replace(make_referent(document, EntityKind.PERSON, name, [(name, 0)]), roles=(role,))


def _claim(document: Document, person: Referent, spot: Referent, words: str) -> Claim:
    place = reference(document, spot.label, spot)
    return make_claim(
        document,
        words,
        source=reference(document, person.label, person),
        cue=reference(document, "said"),
        about=(AboutReference(place.text, place.spans, spot.id, "subject"),),
        places=(place,),
        act=Act.INTENTION if words == SAID[3] else Act.SPEECH,
    )


# ------------------------------------------------------------------------------------ what follows


@dataclass(frozen=True)
class State:
    """All that follows from some articles."""

    documents: frozenset[str] = frozenset()
    entities: tuple[Entity, ...] = ()
    groups: tuple[ClaimGroup, ...] = ()
    lineage: tuple[LineageLink, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    rulings: Rulings = NO_RULINGS


def derive_state(readings: Collection[Reading], rulings: Rulings) -> State:
    """Derive everything from the current articles."""
    entities = tuple(sorted(_entities(readings, rulings), key=lambda one: one.id))
    counting = list(supporting(readings, rulings))
    claims = sorted((claim for one in counting for claim in one.claims), key=lambda one: one.id)
    groups = tuple(sorted(_groups(claims), key=lambda one: one.id))
    known = {claim.id: claim for claim in claims}
    return State(
        documents=frozenset(one.document.id for one in readings),
        entities=entities,
        groups=groups,
        lineage=tuple(_lineage(groups, known, entities)),
        discrepancies=tuple(_discrepancies(claims, entities)),
        suggestions=tuple(
            Suggestion(one.id, two.id, round(len(one.referents) / 100, 2), ("beside",))
            for one, two in pairwise(entities)
        ),
        rulings=rulings,
    )


def _entities(readings: Collection[Reading], rulings: Rulings) -> Iterator[Entity]:
    both = {
        name[:2]
        for one in readings
        for name, number in Counter(referent.label[:2] for referent in one.referents).items()
        if number > 1
    }
    members: dict[Key, list[tuple[str, str, str]]] = defaultdict(list)
    for one in readings:
        document, publisher = one.document.id, one.document.publisher
        outlet = publisher.name or publisher.id
        members[EntityKind.OUTLET, outlet].append((document, publisher.id, outlet))
        for referent in one.referents:
            merged = referent.kind is EntityKind.PERSON and referent.label[:2] in both
            key = referent.label[:2] if merged else referent.label
            members[referent.kind, key].append((document, referent.id, referent.label))
    for (kind, key), found in members.items():
        yield _entity(kind, key, sorted(found), rulings)


def _entity(kind: EntityKind, key: str, members: Sequence[tuple[str, str, str]], rulings: Rulings) -> Entity:
    names = Counter(label for *_, label in members)
    label = min(names, key=lambda name: (-names[name], name))
    is_place = kind is EntityKind.PLACE
    codes = {"Pla": ("QQ",), "Plb": ("QQ", "RR")}.get(label, ())
    return Entity(
        id=ids.entity_id(kind, min(names)),
        kind=kind,
        label=label,
        named=kind is not EntityKind.GROUP,
        aliases=tuple(sorted(names)),
        roles=("clerk",) if kind is EntityKind.PERSON else (),
        affiliations=(),
        identifiers=tuple(Identifier("iso3166", code, "test") for code in codes[-1:]),
        country="QQ" if is_place else None,
        lat=len(members) // 3 if is_place else None,
        lon=10.5 if is_place else None,
        referents=tuple((document, referent) for document, referent, _ in members),
        replaces=tuple(sorted(ids.entity_id(kind, name) for name in names if name != min(names))),
        decisions=tuple(one.id for one in rulings.changes if label == "Bea"),
    )


def _groups(claims: Iterable[Claim]) -> Iterator[ClaimGroup]:
    by_text: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_text[claim.text].append(claim)
    for text, found in by_text.items():
        number = len({one.document for one in found})
        links = tuple(ClaimLink(one.id, two.id, 0.9, ("same words",)) for one, two in pairwise(found))
        claimed = tuple(one.id for one in found)
        yield ClaimGroup(ids.mint("g", claimed[0]), text, claimed, number, min(number, 3), 1, links)


def _lineage(
    groups: Iterable[ClaimGroup], claims: Mapping[str, Claim], entities: Iterable[Entity]
) -> Iterator[LineageLink]:
    """An article that repeats a claim rests on the one before it, and on whoever published that."""
    found: dict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for group in groups:
        for first, copy in pairwise(claims[one] for one in group.claims):
            if first.document != copy.document:
                found[copy.document, first.document].append((first, copy))
    outlets = {document: one for one in entities for document, _ in one.referents if one.kind == "outlet"}
    for (document, origin), pairs in sorted(found.items(), key=lambda one: one[0]):
        evidence = tuple(Reference(copy.text, copy.spans, None) for _, copy in pairs)
        against = tuple(Reference(one.text, one.spans, None) for one, _ in pairs)
        outlet = outlets[origin]
        copied, credited = LineageKind.COPIED, LineageKind.CREDITED
        reasons, said = ("repeats it",), tuple(copy.id for _, copy in pairs)
        yield LineageLink(document, origin, "origin", copied, 0.7, reasons, evidence, against, said)
        yield LineageLink(document, outlet.id, outlet.label, credited, 0.5, reasons, evidence[:1])


def _discrepancies(claims: Iterable[Claim], entities: Iterable[Entity]) -> Iterator[Discrepancy]:
    """Somebody who says one thing here and another there."""
    entity_of = {pair: one.id for one in entities for pair in one.referents}
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.attribution.source and claim.attribution.source.referent:
            said[entity_of[claim.document, claim.attribution.source.referent]].append(claim)
    for found in said.values():
        for left, right in pairwise(found):
            if left.text != right.text and left.document != right.document:
                yield Discrepancy(
                    id=ids.mint("y", left.id, right.id),
                    kind=DiscrepancyKind.POLARITY_FLIP,
                    left=_side(left),
                    right=_side(right),
                    reason=f"{len(found)} claims",
                    days=len(found),
                    score=round(1 / len(found), 3),
                )


def _side(claim: Claim) -> DiscrepancySide:
    return DiscrepancySide(
        claim.document, claim.id, claim.text, claim.spans, Reference(claim.text, claim.spans, None)
    )


# -------------------------------------------------------------------------------------- differences


def difference(before: State, after: State, again: Iterable[str] = ()) -> Change:
    """The change from one state to another; documents in `again` were read anew."""
    entities, gone_entities = _changed(before.entities, after.entities)
    groups, gone_groups = _changed(before.groups, after.groups)
    discrepancies, gone_discrepancies = _changed(before.discrepancies, after.discrepancies)
    links, former = _by_document(after.lineage), _by_document(before.lineage)
    touched = sorted(one for one in {*links, *former} if links.get(one) != former.get(one))
    same = before.suggestions == after.suggestions
    return Change(
        whole=False,
        documents=tuple(sorted((after.documents - before.documents) | set(again))),
        gone_documents=tuple(sorted(before.documents - after.documents)),
        entities=entities,
        gone_entities=gone_entities,
        lineage=tuple(link for one in touched for link in links.get(one, ())),
        lineage_of=tuple(touched),
        groups=groups,
        gone_groups=gone_groups,
        discrepancies=discrepancies,
        gone_discrepancies=gone_discrepancies,
        suggestions=None if same else after.suggestions,
        rulings=after.rulings,
        idle=(),
    )


def whole(state: State) -> Change:
    """The change that replaces everything."""
    return Change(
        whole=True,
        documents=tuple(sorted(state.documents)),
        entities=state.entities,
        lineage=state.lineage,
        groups=state.groups,
        discrepancies=state.discrepancies,
        suggestions=state.suggestions,
        rulings=state.rulings,
        idle=(),
    )


def _changed(before: Iterable[Record], after: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    was, now = ({one.id: one for one in state} for state in (before, after))
    changed = tuple(one for one in now.values() if was.get(one.id) != one)
    return changed, tuple(sorted(was.keys() - now.keys()))


def _by_document(links: Iterable[LineageLink]) -> dict[str, list[LineageLink]]:
    found: dict[str, list[LineageLink]] = defaultdict(list)
    for link in links:
        found[link.document].append(link)
    return found
