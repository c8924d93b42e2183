"""Spans that people marked and spans that the program found -> which agree; counts -> precision, recall, F1.

The measures of shared/bench/score_entities.py, number for number (a test compares).  Each found span, in
order, takes the gold span with the same borders, or where overlap is enough the one with which it has most
characters in common, of those that are still free and, where kinds count, of its kind.

Comes in: spans with a kind, of one text.  Goes out: `SpanMatching`s and `Score`s.  Must not: read the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.scoring import Pairs, Score, percent

TypedSpan = tuple[int, int, str]
"""Beginning, end (code points, half-open), kind."""


@dataclass(frozen=True, slots=True)
class SpanMatching:
    """Gold and found spans of one text, doubles left out, and the pairs (gold, found) that agree."""

    gold: tuple[TypedSpan, ...]
    system: tuple[TypedSpan, ...]
    pairs: Pairs


def match_spans(
    gold: Iterable[TypedSpan], system: Iterable[TypedSpan], *, overlap: bool = False, typed: bool = True
) -> SpanMatching:
    """Pair gold and found spans of one text one to one."""
    golden, found = tuple(dict.fromkeys(gold)), tuple(dict.fromkeys(system))
    free = dict.fromkeys(range(len(golden)))
    pairs = []
    for j, span in enumerate(found):
        fitting = [i for i in free if not typed or golden[i][2] == span[2]]
        best = _best(golden, fitting, span, overlap=overlap)
        if best is not None:
            pairs.append((best, j))
            del free[best]
    return SpanMatching(golden, found, tuple(pairs))


def _best(gold: Sequence[TypedSpan], fitting: Sequence[int], span: TypedSpan, *, overlap: bool) -> int | None:
    for i in fitting:
        if gold[i][:2] == span[:2]:
            return i
    if not overlap:
        return None
    sharing = (i for i in fitting if common(gold[i], span) > 0)
    return max(sharing, key=lambda i: common(gold[i], span), default=None)


def common(left: TypedSpan, right: TypedSpan) -> int:
    """Return how many characters two spans share; not above 0 if none."""
    return min(left[1], right[1]) - max(left[0], right[0])


def score_spans(matchings: Sequence[SpanMatching], kind: str | None = None) -> Score:
    """Return precision, recall and F1 over all texts, of one kind or of all (micro average)."""
    right = sum(kind in (None, one.gold[i][2]) for one in matchings for i, _ in one.pairs)
    system = sum(kind in (None, span[2]) for one in matchings for span in one.system)
    gold = sum(kind in (None, span[2]) for one in matchings for span in one.gold)
    return score_of(right, system, gold)


def score_of(right: int, system: int, gold: int) -> Score:
    """Return a score from counts."""
    precision, recall = right / system if system else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(percent(precision), percent(recall), percent(f1), system, gold)
