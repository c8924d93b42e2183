"""Where gold and system differ, sorted by cause, the worst first.

How bad an error is: the number of words of the text that are credited to nobody, to somebody wrong, or
without reason because of it.

Comes in: texts and their `Matching`s.  Goes out: `EvaluationError`s.  Must not: change what is scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.ranking import context_of, counted, worst_of
from kg.evaluate.relations import AnnotatedText, Spans
from kg.evaluate.scoring import Found, Gold, Matching, Measure
from kg.model import ELLIPSIS, Act, Span

_MOSTLY = 0.8
"""Share of one content's words that lie in the other, from which the other is too long, or it too short."""


class Cause(StrEnum):
    """What went wrong."""

    MISSED_CUE = "missed cue"  # the gold has an attribution where the program has none
    SPURIOUS_CUE = "spurious cue"  # the program has an attribution where the gold has none
    TOO_LONG = "content too long"
    TOO_SHORT = "content too short"
    ELSEWHERE = "content elsewhere"  # the same cue, other words
    JOINED = "two contents joined"  # the gold has two relations at this cue, the program one
    SPLIT = "content split"  # the program has two relations at this cue, the gold one
    WRONG_SOURCE = "wrong source"
    MISSED_SOURCE = "missed source"  # nobody is credited, the gold credits somebody
    SPURIOUS_SOURCE = "spurious source"  # somebody is credited, the gold credits nobody


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: words, and where the content stands; `rule` is empty for the gold."""

    source: str
    cue: str
    content: str
    spans: Spans
    act: Act | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationError:
    """One difference: `gold` is None if only the program has it, `system` if only the gold has it.

    `words` says how bad it is; `context` is the text around the cue.
    """

    cause: Cause
    document: str
    words: int
    context: str
    gold: Side | None
    system: Side | None


@dataclass(frozen=True, slots=True)
class _Difference:
    cause: Cause
    words: int
    gold: Gold | None
    system: Found | None


def find_errors(text: AnnotatedText, matching: Matching) -> list[EvaluationError]:
    """Return every difference between gold and system once, in order of the gold's and then the system's
    relations."""
    return [_shown(text, difference) for difference in _differences(matching)]


def count_causes(errors: Sequence[EvaluationError]) -> dict[Cause, int]:
    """Return how many errors have each cause, the most frequent first."""
    return counted(error.cause for error in errors)


def count_cues(errors: Sequence[EvaluationError], cause: Cause) -> dict[str, int]:
    """Return which cues have errors of this cause, in lower case, the most frequent first."""
    sides = (error.gold or error.system for error in errors if error.cause == cause)
    return counted(side.cue.lower() for side in sides if side)


def worst_errors(errors: Sequence[EvaluationError], limit: int) -> list[EvaluationError]:
    """Return the worst errors, grouped by cause, the most frequent cause first (see `worst_of`)."""
    return worst_of(errors, limit, lambda error: error.cause, lambda error: error.words)


# ------------------------------------------------------------------------------------------- causes


def _differences(matching: Matching) -> Iterator[_Difference]:
    """Yield differences: pairs first, then gold and system relations that nothing was paired with."""
    gold, system = set(range(len(matching.gold))), set(range(len(matching.system)))
    right = dict(matching.right[Measure.CONTENT])
    sources = dict(matching.right[Measure.CONTENT_SOURCE])
    for i, j in sorted(matching.pairs):
        golden, found = matching.gold[i], matching.system[j]
        if i not in right and not _shares_cue(golden, found):
            continue
        gold.discard(i)
        system.discard(j)
        if i not in right:
            yield _content_difference(golden, found)
        elif i not in sources:
            yield _source_difference(golden, found)
    yield from _unpaired(matching, gold, system)


def _shares_cue(gold: Gold, found: Found) -> bool:
    """Tell whether two relations are about one crediting: common words in the cue, or no cue in either."""
    return bool(gold.cue & found.cue) or not (gold.cue or found.cue)


def _content_difference(gold: Gold, found: Found) -> _Difference:
    common = len(gold.content & found.content)
    if common >= _MOSTLY * len(gold.content):
        cause = Cause.TOO_LONG
    elif common >= _MOSTLY * len(found.content):
        cause = Cause.TOO_SHORT
    else:
        cause = Cause.ELSEWHERE
    return _Difference(cause, len(gold.content ^ found.content), gold, found)


def _source_difference(gold: Gold, found: Found) -> _Difference:
    if gold.source and found.source:
        cause = Cause.WRONG_SOURCE
    else:
        cause = Cause.MISSED_SOURCE if gold.source else Cause.SPURIOUS_SOURCE
    return _Difference(cause, len(gold.content & found.content), gold, found)


def _unpaired(matching: Matching, gold: set[int], system: set[int]) -> Iterator[_Difference]:
    for i in sorted(gold):
        golden = matching.gold[i]
        same_cue = [j for j, found in enumerate(matching.system) if golden.cue & found.cue]
        free = [j for j in same_cue if j in system]
        if free:
            system.discard(free[0])
            found = matching.system[free[0]]
            yield _Difference(Cause.ELSEWHERE, len(golden.content ^ found.content), golden, found)
        elif same_cue:
            yield _Difference(Cause.JOINED, len(golden.content), golden, matching.system[same_cue[0]])
        else:
            yield _Difference(Cause.MISSED_CUE, len(golden.content), golden, None)
    for j in sorted(system):
        yield _spurious(matching, matching.system[j])


def _spurious(matching: Matching, found: Found) -> _Difference:
    same_cue = [golden for golden in matching.gold if golden.cue & found.cue]
    if same_cue:
        return _Difference(Cause.SPLIT, len(found.content), same_cue[0], found)
    return _Difference(Cause.SPURIOUS_CUE, len(found.content), None, found)


# -------------------------------------------------------------------------------------- what is shown


def _shown(text: AnnotatedText, difference: _Difference) -> EvaluationError:
    gold, system = difference.gold, difference.system
    return EvaluationError(
        cause=difference.cause,
        document=text.id,
        words=difference.words,
        context=context_of(text.text, _place(difference)),
        gold=_side(text.text, gold, gold.relation.act) if gold else None,
        system=_side(text.text, system, system.relation.act, system.relation.rule) if system else None,
    )


def _side(text: str, words: Gold | Found, act: Act | None, rule: str = "") -> Side:
    relation = words.relation
    return Side(
        source=_quote(text, relation.source),
        cue=_quote(text, relation.cue),
        content=_quote(text, relation.content),
        spans=relation.content,
        act=act,
        rule=rule,
    )


def _quote(text: str, spans: Spans) -> str:
    return ELLIPSIS.join(" ".join(text[start:end].split()) for start, end in spans)


def _place(difference: _Difference) -> Span:
    """Return what the context is shown around: the cue, without one the first words of the content."""
    side = difference.gold or difference.system
    assert side is not None
    return min(side.relation.cue or side.relation.content)
