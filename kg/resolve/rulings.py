"""The decisions of people, applied to what the program made.

Comes in: holdings, and the rulings of the log.  Goes out: holdings as ruled, and the decisions that found
nothing to change.  Decisions are applied in the order of the log; where one is not in the way of another,
the outcome does not depend on it.  Must not: read the log, or settle which of two conflicting decisions is
in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kg import ids
from kg.decisions.records import Conflict, Decision, Rulings, Target, Verb
from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind, Identifier, Link
from kg.resolve.bars import keeps_apart, pairs_apart
from kg.resolve.entities import program_label
from kg.resolve.holdings import Holding, settle_replaced
from kg.resolve.keys import Part, without_link
from kg.resolve.merged_links import take_links
from kg.resolve.seats import Seats


def split_id(kind: EntityKind, entity: str, documents: Iterable[str], names: Iterable[str]) -> str:
    """Return the id of what a split takes out of an entity: the same at every replay."""
    return ids.entity_id(kind.value, f"split|{entity}|{sorted(documents)}|{sorted(names)}")


@dataclass(slots=True)
class Ruled:
    """Holdings while decisions are applied.

    `owners` tells which holding an id leads to, `seats` which one has the anchors of a target, `apart` which
    pairs were ruled apart and where in the log, `places` where each decision stands; `settled` are pairs of
    ids that nobody is to be asked about.
    """

    holdings: list[Holding]
    owners: dict[str, Holding]
    seats: Seats
    apart: Sequence[tuple[int, tuple[Target, Target]]]
    places: Mapping[str, int]
    idle: list[Conflict] = field(default_factory=list)
    settled: set[tuple[str, str]] = field(default_factory=set)

    def note_idle(self, decision: Decision, reason: str) -> None:
        """Note that a decision found nothing to change, or not all that it is about."""
        self.idle.append(Conflict((decision.id,), reason))

    def are_apart(self, one: Holding, two: Holding, since: int = -1) -> bool:
        """Tell whether somebody ruled, after that place in the log, that two are never to be one."""
        return frozenset((id(one), id(two))) in self.pairs_apart(since)

    def pairs_apart(self, since: int = -1) -> set[frozenset[int]]:
        """Return the holdings, by their Python ids, that somebody ruled apart after that place in the log."""
        return {
            frozenset((id(one), id(two)))
            for place, (left, right) in self.apart
            if place > since
            for one in self.seats.of(left, self.owners)
            for two in self.seats.of(right, self.owners)
        }

    def meant(self, decision: Decision) -> list[list[Holding]]:
        """Return for each target the holdings that it means, the likeliest first; note those that nothing
        has."""
        found = [self.seats.of(target, self.owners) for target in decision.targets]
        for target, held in zip(decision.targets, found, strict=True):
            if not held:
                self.note_idle(decision, f"no entity has the id {target.id}")
        return found

    def one(self, decision: Decision) -> list[Holding]:
        """Return the holding that a decision on one entity is about, or none; note what it does not reach."""
        (held,) = self.meant(decision)
        if len(held) > 1:
            entities = f"{len(held)} entities now"
            self.note_idle(decision, f"what it is about is {entities}; it holds for {held[0].id}")
        return held[:1]


def apply_rulings(holdings: Sequence[Holding], rulings: Rulings) -> Ruled:
    """Apply the decisions in force, in the order of the log."""
    places = {decision.id: place for place, decision in enumerate(rulings.decisions)}
    seats = Seats.find(holdings, rulings)
    ruled = Ruled(list(holdings), settle_replaced(holdings), seats, tuple(pairs_apart(rulings)), places)
    for decision in rulings.changes:
        _CHANGES[decision.verb](ruled, decision)
    for decision in rulings.decisions:
        if keeps_apart(decision, rulings):
            _mark_apart(ruled, decision)
    settle_replaced(ruled.holdings)
    return ruled


def _mark_apart(ruled: Ruled, decision: Decision) -> None:
    left, right = ruled.meant(decision)
    if not left or not right:
        return
    for holding in _each_once([*left, *right]):
        holding.decisions.append(decision.id)
    if left[0] is right[0]:
        ruled.note_idle(
            decision,
            "both ids lead to one entity whose articles use one name; split it by --document or --name",
        )


def _each_once(held: Iterable[Holding]) -> list[Holding]:
    return list({id(holding): holding for holding in held}.values())


def _merge(ruled: Ruled, decision: Decision) -> None:
    meant = ruled.meant(decision)
    held = _each_once(holding for one in meant for holding in one)
    if len(held) < 2 and not all(meant):
        return
    main, *others = held
    for other in others:
        if ruled.are_apart(main, other, ruled.places.get(decision.id, -1)):
            ruled.note_idle(decision, f"{main.id} and {other.id} are kept apart by another decision")
        else:
            _take(ruled, main, other, decision)
    main.decisions.append(decision.id)
    first = next(target.id for target, one in zip(decision.targets, meant, strict=True) if one)
    if ruled.owners.setdefault(first, main) is main and first != main.id:
        # an id that other evidence replaced since is taken up again: it was chosen
        main.replaces.add(main.id)
        main.id = first
        main.replaces.discard(first)


def _take(ruled: Ruled, main: Holding, other: Holding, decision: Decision) -> None:
    """Put one holding into another; what was decided about the first goes before what was about the
    second."""
    if other.label:
        main.former |= {other.label}
    main.former |= other.former
    main.label = main.label or program_label(main.told())
    take_links(main, other)
    main.parts = sorted([*main.parts, *other.parts], key=lambda part: part.sort_key)
    main.replaces |= other.ids
    main.score = min(main.score, other.score)
    main.reasons += [*other.reasons, f"merged by {decision.who}"]
    main.decisions += other.decisions
    ruled.holdings.remove(other)
    ruled.seats.move(other.parts, main)
    for one in other.ids:
        if ruled.owners.get(one) is other:
            ruled.owners[one] = main


def _split(ruled: Ruled, decision: Decision) -> None:
    missing = _missing_texts(ruled, decision)
    for reason in missing:
        ruled.note_idle(decision, reason)
    for holding in ruled.one(decision):
        taken = [part for part in holding.parts if _is_selected(part, decision)]
        if taken and len(taken) < len(holding.parts):
            _take_out(ruled, holding, taken, decision)
        elif taken:
            ruled.note_idle(decision, "it takes out everything")
        elif not missing:
            ruled.note_idle(decision, "nothing of it is what it names")


def _missing_texts(ruled: Ruled, decision: Decision) -> list[str]:
    """Say which articles of a split are not there: what a new text of theirs says is not taken out."""
    if not decision.documents:
        return []
    there = {part.document for holding in ruled.holdings for part in holding.parts}
    return [
        f"no article has the id {one}; a changed text is another article, to be split off anew"
        for one in decision.documents
        if one not in there
    ]


def _take_out(ruled: Ruled, holding: Holding, taken: list[Part], decision: Decision) -> None:
    """Make an entity of its own of some parts of a holding."""
    own = split_id(holding.kind, decision.targets[0].id, decision.documents, decision.names)
    new = Holding(own, holding.kind, taken, reasons=[f"split off by {decision.who}"])
    new.kept = holding.kept if holding.kept and new.link_keys & holding.kept else None
    holding.parts = [part for part in holding.parts if not _is_selected(part, decision)]
    for one in (holding, new):
        one.decisions.append(decision.id)
    ruled.holdings.append(new)
    ruled.owners[own] = new
    ruled.seats.move(taken, new)
    ruled.seats.part_off((holding.id, decision.targets[0].id), own)
    ruled.settled.add((min(own, holding.id), max(own, holding.id)))


def _is_selected(part: Part, decision: Decision) -> bool:
    names = {spelling_key(name) for name in (part.label, *part.names)}
    of_document = not decision.documents or part.document in decision.documents
    return of_document and (not decision.names or not names.isdisjoint(map(spelling_key, decision.names)))


def _rename(ruled: Ruled, decision: Decision) -> None:
    for holding in ruled.one(decision):
        if decision.label:
            holding.former.add(holding.label or program_label(holding.told()))
            holding.label = decision.label
            holding.former.discard(decision.label)
        if decision.kind:
            holding.kind = EntityKind(decision.kind)
        holding.decisions.append(decision.id)


def _link(ruled: Ruled, decision: Decision) -> None:
    for holding in ruled.one(decision):
        holding.parts = [_without_other_place(part, decision) for part in holding.parts]
        holding.linked |= {identifier.scheme: identifier for identifier in decision.identifiers}
        if decision.lat is not None or decision.country is not None:
            holding.point = (decision.lat, decision.lon, decision.country)
        holding.decisions.append(decision.id)


def _without_other_place(part: Part, decision: Decision) -> Part:
    """Return a part without what the gazetteer says of a place that the decision says it is not."""
    wanted = {one.value for one in decision.identifiers if one.scheme == "geonames"}
    link = part.link
    other = link and {one.value for one in link.identifiers if one.scheme == "geonames"} - wanted
    if not link or not wanted or not other:
        return part
    return without_link(part)


def _unlink(ruled: Ruled, decision: Decision) -> None:
    for holding in ruled.one(decision):
        before = {(i.scheme, i.value) for part in holding.parts if part.link for i in part.link.identifiers}
        before |= {(i.scheme, i.value) for i in holding.linked.values()}
        gone = {one for one in before if decision.takes_away(*one)}
        if not gone:
            ruled.note_idle(decision, f"{holding.id} has no such identifier")
            continue
        holding.linked = {s: i for s, i in holding.linked.items() if (s, i.value) not in gone}
        holding.parts = [_without(part, gone) for part in holding.parts]
        if any(scheme == "geonames" for scheme, _ in gone):
            holding.point = None
        holding.decisions.append(decision.id)


def _without(part: Part, gone: set[tuple[str, str]]) -> Part:
    """Return a part without identifiers; with that of GeoNames go coordinates and country, and with the last
    one all that the gazetteer said."""
    link = part.link
    if link is None or gone.isdisjoint((i.scheme, i.value) for i in link.identifiers):
        return part
    kept = tuple(i for i in link.identifiers if (i.scheme, i.value) not in gone)
    placed = not any(scheme == "geonames" for scheme, _ in gone)
    country = part.country if placed or part.country != link.country else None
    return replace(part, link=_strip(link, kept, placed=placed) if kept else None, country=country)


def _strip(link: Link, kept: tuple[Identifier, ...], *, placed: bool) -> Link:
    if placed:
        return replace(link, identifiers=kept)
    return replace(link, identifiers=kept, lat=None, lon=None, country=None)


_CHANGES: Mapping[Verb, Callable[[Ruled, Decision], None]] = MappingProxyType(
    {Verb.MERGE: _merge, Verb.SPLIT: _split, Verb.RENAME: _rename, Verb.LINK: _link, Verb.UNLINK: _unlink}
)
