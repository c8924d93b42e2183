"""Renames and links that contradict one another.

Comes in: the changes in force, in the order of the log.  Goes out: conflicts.  Resolution applies changes one
after the other, so that the later holds without any help; this says which were overruled.
Must not: know what an entity is called, or linked to, without decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.decisions.joins import Joined
from kg.decisions.records import Conflict, Decision, Verb
from kg.decisions.words import describe


@dataclass(slots=True)
class _Decided:
    """What was decided so far about one entity: its label and kind, and its identifier in each scheme."""

    label: Decision | None = None
    kind: Decision | None = None
    links: dict[str, tuple[str, Decision]] = field(default_factory=dict)


def contradicting_values(changes: Sequence[Decision]) -> Iterator[Conflict]:
    """Yield pairs of decisions that give one entity two labels or kinds, or two identifiers of one scheme."""
    joined = Joined()
    decided: dict[str, _Decided] = {}
    for change in changes:
        first = decided.setdefault(joined.root(change.targets[0].id), _Decided())
        if change.verb is Verb.MERGE:
            roots = dict.fromkeys(joined.root(target.id) for target in change.targets)
            joined.join(change)
            for root in list(roots)[1:]:
                yield from _take_links(first, decided.pop(root, _Decided()))
        elif change.verb is Verb.RENAME:
            yield from _rename(first, change)
        elif change.verb is Verb.LINK:
            new = {one.scheme: (one.value, change) for one in change.identifiers}
            yield from _take_links(first, _Decided(links=new))
        elif change.verb is Verb.UNLINK:
            _unlink(first, change)


def _rename(entity: _Decided, change: Decision) -> Iterator[Conflict]:
    if change.label:
        if entity.label and entity.label.label != change.label:
            yield _conflict("two labels", entity.label, change)
        entity.label = change
    if change.kind:
        if entity.kind and entity.kind.kind != change.kind:
            yield _conflict("two kinds", entity.kind, change)
        entity.kind = change


def _take_links(entity: _Decided, other: _Decided) -> Iterator[Conflict]:
    """Add links to an entity; of two of one scheme the earlier stays when both came before a merge."""
    for scheme, (value, change) in other.links.items():
        had = entity.links.get(scheme)
        if had and had[0] != value:
            yield _conflict(f"two {scheme} identifiers", had[1], change)
        entity.links[scheme] = (value, change)


def _unlink(entity: _Decided, change: Decision) -> None:
    for scheme, (value, _) in list(entity.links.items()):
        if change.takes_away(scheme, value):
            del entity.links[scheme]


def _conflict(what: str, earlier: Decision, later: Decision) -> Conflict:
    reason = f"{what} for one entity: {describe(earlier)}; {describe(later)}"
    return Conflict((earlier.id, later.id), reason)
