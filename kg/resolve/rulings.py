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
from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind, Identifier, Link
from kg.resolve.entities import program_label
from kg.resolve.holdings import Holding, former_ids, settle_replaced
from kg.resolve.keys import Part, without_link
from kg.resolve.merged_links import take_links
from kg.resolve.nodes import Node


def split_id(kind: EntityKind, entity: str, documents: Iterable[str], names: Iterable[str]) -> str:
    """Return the id of what a split takes out of an entity: the same at every replay."""
    return ids.entity_id(kind.value, f"split|{entity}|{sorted(documents)}|{sorted(names)}")


def bars_of(nodes: Sequence[Node], rulings: Rulings) -> Mapping[int, frozenset[str]]:
    """Return what keeps nodes apart by decision: pairs that were split, and other links of one scheme."""
    tokens = dict[str, list[str]]()
    for left, right in sorted(rulings.apart):
        tokens.setdefault(left, []).append(f"apart {left} {right}:left")
        tokens.setdefault(right, []).append(f"apart {left} {right}:right")
    for decision in rulings.changes:
        own = tokens.setdefault(decision.targets[0].id, [])
        if decision.verb is Verb.LINK:
            own += [f"{one.scheme}:{one.value}" for one in decision.identifiers]
        elif decision.verb is Verb.UNLINK:
            own[:] = [one for one in own if not _is_unlinked(one, decision)]
    if not any(tokens.values()):
        return {}
    found = {id(node): _tokens_of(node, tokens) for node in nodes}
    return {node: one for node, one in found.items() if one}


def _is_unlinked(token: str, decision: Decision) -> bool:
    scheme, _, value = token.partition(":")
    return not token.startswith("apart ") and _is_named((scheme, value), decision)


def _tokens_of(node: Node, tokens: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The last token of a scheme counts; a node on both sides of a pair cannot be parted."""
    known = dict.fromkeys(former_ids([node], node.kind))
    by_scheme = {token.split(":", 1)[0]: token for own in known for token in tokens.get(own, ())}
    return frozenset(by_scheme.values())


@dataclass(slots=True)
class Ruled:
    """Holdings while decisions are applied.

    `owners` tells which holding an id leads to, `apart` where in the log a pair was ruled apart last,
    `places` where each decision stands; `settled` are pairs of ids that nobody is to be asked about.
    """

    holdings: list[Holding]
    owners: dict[str, Holding]
    apart: Mapping[tuple[str, str], int]
    places: Mapping[str, int]
    idle: list[Conflict] = field(default_factory=list)
    settled: set[tuple[str, str]] = field(default_factory=set)

    def note_idle(self, decision: Decision, reason: str) -> None:
        """Note that a decision found nothing to change."""
        self.idle.append(Conflict((decision.id,), reason))

    def are_apart(self, one: Holding, two: Holding, since: int = -1) -> bool:
        """Tell whether somebody ruled, after that place in the log, that two are never to be one."""
        ours, theirs = one.ids, two.ids
        return any(
            place > since and ((left in ours and right in theirs) or (left in theirs and right in ours))
            for (left, right), place in self.apart.items()
        )

    def found(self, decision: Decision) -> list[Holding]:
        """Return the holdings that a decision is about, each once; note those that nothing has."""
        missing = [target.id for target in decision.targets if target.id not in self.owners]
        for target in missing:
            self.note_idle(decision, f"no entity has the id {target}")
        held = [self.owners[target.id] for target in decision.targets if target.id in self.owners]
        return list({id(holding): holding for holding in held}.values())


def apply_rulings(holdings: Sequence[Holding], rulings: Rulings) -> Ruled:
    """Apply the decisions in force, in the order of the log."""
    places = {decision.id: place for place, decision in enumerate(rulings.decisions)}
    ruled = Ruled(list(holdings), settle_replaced(holdings), _apart(rulings), places)
    for decision in rulings.changes:
        _CHANGES[decision.verb](ruled, decision)
    for decision in rulings.decisions:
        if _keeps_apart(decision, rulings):
            _mark_apart(ruled, decision)
    settle_replaced(ruled.holdings)
    return ruled


def _keeps_apart(decision: Decision, rulings: Rulings) -> bool:
    standing = decision.verb is Verb.SPLIT and decision.id not in rulings.taken_back
    return standing and len(decision.targets) == 2 and _pair_of(decision) in rulings.apart


def _pair_of(decision: Decision) -> tuple[str, str]:
    left, right = sorted(target.id for target in decision.targets)
    return left, right


def _apart(rulings: Rulings) -> Mapping[tuple[str, str], int]:
    """Return where in the log each pair was ruled apart last."""
    last = dict.fromkeys(rulings.apart, len(rulings.decisions))
    for place, decision in enumerate(rulings.decisions):
        if _keeps_apart(decision, rulings):
            last[_pair_of(decision)] = place
    return last


def _mark_apart(ruled: Ruled, decision: Decision) -> None:
    held = ruled.found(decision)
    for holding in held:
        holding.decisions.append(decision.id)
    if len(held) == 1 and all(target.id in ruled.owners for target in decision.targets):
        ruled.note_idle(
            decision,
            "both ids lead to one entity whose articles use one name; split it by --document or --name",
        )


def _merge(ruled: Ruled, decision: Decision) -> None:
    held = ruled.found(decision)
    if not held:
        return
    main, *others = held
    for other in others:
        if ruled.are_apart(main, other, ruled.places.get(decision.id, -1)):
            ruled.note_idle(decision, f"{main.id} and {other.id} are kept apart by another decision")
        else:
            _take(ruled, main, other, decision)
    main.decisions.append(decision.id)
    first = next(target.id for target in decision.targets if target.id in ruled.owners)
    if first != main.id:  # an id that other evidence replaced since is taken up again: it was chosen
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
    for one in other.ids:
        if ruled.owners.get(one) is other:
            ruled.owners[one] = main


def _split(ruled: Ruled, decision: Decision) -> None:
    missing = _missing_texts(ruled, decision)
    for reason in missing:
        ruled.note_idle(decision, reason)
    for holding in ruled.found(decision)[:1]:
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
    ruled.settled.add((min(own, holding.id), max(own, holding.id)))


def _is_selected(part: Part, decision: Decision) -> bool:
    names = {spelling_key(name) for name in (part.label, *part.names)}
    of_document = not decision.documents or part.document in decision.documents
    return of_document and (not decision.names or not names.isdisjoint(map(spelling_key, decision.names)))


def _rename(ruled: Ruled, decision: Decision) -> None:
    for holding in ruled.found(decision)[:1]:
        holding.former.add(holding.label or program_label(holding.told()))
        holding.label = decision.label
        holding.former.discard(decision.label)
        holding.decisions.append(decision.id)


def _link(ruled: Ruled, decision: Decision) -> None:
    for holding in ruled.found(decision)[:1]:
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
    for holding in ruled.found(decision)[:1]:
        before = {(i.scheme, i.value) for part in holding.parts if part.link for i in part.link.identifiers}
        before |= {(i.scheme, i.value) for i in holding.linked.values()}
        gone = {one for one in before if _is_named(one, decision)}
        if not gone:
            ruled.note_idle(decision, f"{holding.id} has no such identifier")
            continue
        holding.linked = {s: i for s, i in holding.linked.items() if (s, i.value) not in gone}
        holding.parts = [_without(part, gone) for part in holding.parts]
        if any(scheme == "geonames" for scheme, _ in gone):
            holding.point = None
        holding.decisions.append(decision.id)


def _is_named(identifier: tuple[str, str], decision: Decision) -> bool:
    """An identifier without a value stands for all of its scheme; none at all for all."""
    wanted = {(one.scheme, one.value) for one in decision.identifiers}
    return not wanted or identifier in wanted or (identifier[0], "") in wanted


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
