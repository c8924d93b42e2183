"""What a comparison says of the stress corpus, against what is true of it.

Comes in: articles as the truth has them, by document id; links, groups, discrepancies.  Goes out: counts.
Must not: compare, or change what is true by what was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bench.stress.drafts import Change, Draft
from bench.stress.truth import (
    CONTRADICTING,
    UNSETTLED,
    Told,
    ancestors,
    controls,
    mirrored,
    sentence_at,
    true_kinds,
)
from kg.model import ClaimGroup, Discrepancy, DiscrepancyKind, LineageKind, LineageLink

Plant = tuple[int, str, Change, int]
"""A planted change: world, family, change, sentence."""


class Verdict(StrEnum):
    """What a listed difference is."""

    RIGHT = "right"
    BESIDE = "beside"  # true, though not what was planted; or of sentences that nobody changed alike
    NOTHING = "wrong: nothing changed"
    CONTROL = "wrong: said otherwise"
    OTHER_KIND = "wrong: another kind"
    STRANGERS = "wrong: another matter"

    @property
    def is_wrong(self) -> bool:
        """Whether it should not have been listed."""
        return self.value.startswith("wrong")


@dataclass(slots=True)
class Judged:
    """Counts over a corpus."""

    verdicts: Counter[tuple[DiscrepancyKind, Verdict]] = field(default_factory=Counter)
    planted: Counter[DiscrepancyKind] = field(default_factory=Counter)
    found: Counter[DiscrepancyKind] = field(default_factory=Counter)
    controls: Counter[str] = field(default_factory=Counter)
    """Sentences told otherwise, by rule."""
    controls_wrong: Counter[str] = field(default_factory=Counter)
    lineage: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[DiscrepancyKind, Verdict, Discrepancy]] = field(default_factory=list)
    missed: list[Plant] = field(default_factory=list)


def judge(
    told: Mapping[str, Told],
    claim_of: Mapping[str, tuple[str, int]],
    lineage: Iterable[LineageLink],
    groups: Iterable[ClaimGroup],
    discrepancies: Iterable[Discrepancy],
) -> Judged:
    """Count what was found of what was planted, and what was found besides; `claim_of` tells document and
    place of a claim."""
    judged = Judged()
    _judge_differences(told, discrepancies, judged)
    _judge_lineage(told, lineage, judged)
    _judge_groups(told, claim_of, groups, judged)
    return judged


# ------------------------------------------------------------------------------------------ differences


def _judge_differences(
    told: Mapping[str, Told], discrepancies: Iterable[Discrepancy], judged: Judged
) -> None:
    plants = dict.fromkeys(plant for one in told.values() for plant in _plants(one))
    seen: set[Plant] = set()
    controlled: set[tuple[str, str, int]] = set()
    for one in discrepancies:
        left, right = told[one.left.document], told[one.right.document]
        number, other = (
            sentence_at(each.spans, side.spans) for each, side in ((left, one.left), (right, one.right))
        )
        verdict = _verdict(left, right, number, other, one.kind)
        judged.verdicts[one.kind, verdict] += 1
        judged.examples.append((one.kind, verdict, one))
        if verdict in (Verdict.RIGHT, Verdict.BESIDE):
            seen.update(_plants_in(left, number, one.kind), _plants_in(right, other, one.kind))
        if verdict is Verdict.CONTROL and number is not None:
            controlled |= {(rule, one.right.document, number) for rule in controls(left, right, number)}
    for plant in plants:
        kind = plant[2].kind
        if kind is not None:
            judged.planted[kind] += 1
            judged.found[kind] += plant in seen
            judged.missed += [] if plant in seen else [plant]
        else:
            judged.controls[plant[2].rule] += 1
    judged.controls_wrong.update(rule for rule, _, _ in controlled)


def _verdict(
    left: Told, right: Told, number: int | None, other: int | None, kind: DiscrepancyKind
) -> Verdict:
    if left.world != right.world or left.topic != right.topic:
        return Verdict.STRANGERS
    if left.draft.family != right.draft.family or number is None or number != other:
        return Verdict.BESIDE
    kinds, allowed = true_kinds(left, right, number)
    if kind in kinds:
        return Verdict.RIGHT
    if kind in allowed:
        return Verdict.BESIDE
    if kinds:
        return Verdict.OTHER_KIND
    return Verdict.CONTROL if controls(left, right, number) else Verdict.NOTHING


def _plants(told: Told) -> Iterator[Plant]:
    for number, sentence in told.sentences.items():
        for change in sentence.changes:
            yield told.world, told.draft.family, change, number


def _plants_in(told: Told, number: int | None, kind: DiscrepancyKind) -> Iterator[Plant]:
    """Yield what was planted in a sentence that a difference of this kind, from either side, shows."""
    if number is None or number not in told.sentences:
        return
    for change in told.sentences[number].changes:
        if kind in (change.kind, mirrored(change.kind)):
            yield told.world, told.draft.family, change, number


# ---------------------------------------------------------------------------------------------- lineage


def _judge_lineage(told: Mapping[str, Told], lineage: Iterable[LineageLink], judged: Judged) -> None:
    drafts = {(one.world, one.draft.name): one.draft for one in told.values()}
    linked = set()
    for link in lineage:
        if link.kind is LineageKind.COPIED:
            one, origin = told[link.document], told[link.origin]
            verdict = _edge(one, origin, drafts)
            judged.lineage[verdict] += 1
            linked |= {(one.world, one.draft.name)} if verdict == "right" else set()
    rewritten = [key for key, draft in drafts.items() if draft.parent is not None]
    judged.lineage["true"] = len(rewritten)
    judged.lineage["found"] = sum(key in linked for key in rewritten)


def _edge(one: Told, origin: Told, drafts: Mapping[tuple[int, str], Draft]) -> str:
    if one.world != origin.world or one.topic != origin.topic:
        return "strangers"
    if one.draft.family != origin.draft.family:
        return "beside"  # the sample articles copied from one another
    above = list(ancestors(one.draft, lambda name: drafts[one.world, name]))
    if any(origin.draft.name == draft.name or origin.draft.text == draft.text for draft in above):
        return "right"
    below = ancestors(origin.draft, lambda name: drafts[one.world, name])
    return "backwards" if any(one.draft.name == draft.name for draft in below) else "sibling"


# ----------------------------------------------------------------------------------------------- groups

Statement = tuple[int, str, int]
"""World, family, place of the original's claim."""


def _judge_groups(
    told: Mapping[str, Told],
    claim_of: Mapping[str, tuple[str, int]],
    groups: Iterable[ClaimGroup],
    judged: Judged,
) -> None:
    """Count pairs of claims: of one statement or not, in one group or not."""
    said: dict[str, tuple[Statement, str] | None] = {}
    for claim, (document, place) in claim_of.items():
        said[claim] = _said(told[document], place)
    true: Counter[tuple[Statement, str]] = Counter(one for one in said.values() if one is not None)
    judged.pairs["true"] = _pairs(true.values())
    for group in groups:
        settled = Counter(found for claim in group.claims if (found := said[claim]) is not None)
        judged.pairs["right"] += _pairs(settled.values())
        statements = Counter[Statement]()
        for (statement, _), count in settled.items():
            statements[statement] += count
        judged.pairs["contradicting"] += _pairs(statements.values()) - _pairs(settled.values())
        worlds = Counter(
            (told[claim_of[claim][0]].world, told[claim_of[claim][0]].topic) for claim in group.claims
        )
        judged.pairs["strangers"] += _pairs([len(group.claims)]) - _pairs(worlds.values())


def _said(told: Told, place: int) -> tuple[Statement, str] | None:
    """Return what a claim says and in which state: claims of two states contradict one another; None where
    that is open."""
    number, original, changed = told.repeats[place]
    if number is None or original is None:
        return None
    changes = told.sentences[number].changes if changed else ()
    kinds = {change.kind for change in changes}
    if kinds & UNSETTLED:
        return None
    states = sorted(change.after for change in changes if change.kind in CONTRADICTING)
    return (told.world, told.draft.family, original), "|".join(states)


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)
