"""What a decision means, in words that outlast ids: anchors.

Comes in: a decision, and what its targets are when it is made.  Goes out: the decision with that written
down.  The id of an entity follows from its names; other articles, or another gazetteer, may give it to
somebody else.  The referents that were meant stay what they are as long as their articles do.
Must not: look anything up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.decisions.records import Decision, Target

MOST_ANCHORS = 12
"""Referents that a target names at most: one line of the log is to stay one that can be read."""


def choose_anchors(referents: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of up to `MOST_ANCHORS` of the (document, referent) pairs, sorted: one of each document
    first, so that few changed articles take away few."""
    met: Counter[str] = Counter()
    ranked: dict[str, tuple[int, str]] = {}
    for document, referent in sorted(set(referents)):
        ranked.setdefault(referent, (met[document], document))
        met[document] += 1
    best = sorted(ranked, key=lambda one: (*ranked[one], one))
    return tuple(sorted(best[:MOST_ANCHORS]))


def write_meaning(
    decision: Decision, labels: Mapping[str, str], anchors: Mapping[str, tuple[str, ...]]
) -> Decision:
    """Return the decision with the anchors of targets that have none, and their labels if no target has one;
    both by the ids of targets.  Its id stays: see `kg.decisions.lines.mint_id`."""
    unnamed = not any(target.label for target in decision.targets)

    def write(target: Target) -> Target:
        label = labels.get(target.id, "") if unnamed else target.label
        return replace(target, label=label, anchors=target.anchors or anchors.get(target.id, ()))

    return replace(decision, targets=tuple(map(write, decision.targets)))
