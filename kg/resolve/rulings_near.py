"""The decisions that concern some clusters of many.

Comes in: rulings; a desk.  Goes out: rulings of these decisions alone, and the clusters that they are about.
Must not: apply a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.decisions.records import Decision, Rulings
from kg.resolve.shelf import PartShelf
from kg.resolve.shelved import Desk, Shelved


def rulings_about(rulings: Rulings, ids: Collection[str], referents: Collection[str]) -> Rulings:
    """Return the rulings that are about one of these entities or referents, in the order of the log."""
    about = [one for one in rulings.decisions if _is_about(one, ids, referents)]
    known = {one.id for one in about}
    told = {one.pair for one in rulings.decisions if one.is_separation}
    own = {one.pair for one in about if one.is_separation}
    return replace(
        rulings,
        changes=tuple(one for one in rulings.changes if one.id in known or _is_about(one, ids, referents)),
        apart=frozenset(pair for pair in rulings.apart if pair in own or pair not in told),
        decisions=tuple(about),
    )


def _is_about(decision: Decision, ids: Collection[str], referents: Collection[str]) -> bool:
    return any(
        target.id in ids or any(anchor in referents for anchor in target.anchors)
        for target in decision.targets
    )


def fetch_ruled(desk: Desk, rulings: Rulings, near: Iterable[Shelved], more: Iterable[str]) -> list[Shelved]:
    """Take from the shelf what is decided about in one decision with clusters or referents (`more`) at hand;
    return what is new."""
    found: list[Shelved] = []
    latest, referents = list(near), set(more)
    while rulings.decisions:
        referents |= {referent for one in latest for part in one.parts for _, referent in part.referents}
        ids = desk.shelf.former_of([one.row.id for one in latest]) | {one.row.own for one in latest}
        about = rulings_about(rulings, ids, referents).decisions
        latest = desk.fetch(_clusters_of(desk.shelf, about))
        if not latest:
            break
        found += latest
    return found


def _clusters_of(shelf: PartShelf, decisions: Sequence[Decision]) -> set[int]:
    targets = [target for decision in decisions for target in decision.targets]
    anchored = shelf.clusters_of_referents({anchor for target in targets for anchor in target.anchors})
    return anchored | {row[1] for row in shelf.claims({target.id for target in targets})}
