"""Hedges that were dropped or added: "may", "probably", "a reported offer", "low confidence".

Comes in: a pair of claims.  Goes out: at most one finding, the surest.  What counts is how sure the words of
either side leave the same act, thing or assessment: may, might and could are one level, probably and likely
another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.compare.kinds.finding import Finding, hedge_finding
from kg.compare.kinds.hedged_nouns import content_words, find_hedged_nouns
from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.unrelated import tell_other_numbers
from kg.compare.verbs import VerbPair, is_bare, is_infinitive, pair_verbs
from kg.lexicon import table
from kg.model import ELLIPSIS, Certainty, Claim, Predicate, Span

_LEVEL = {Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}
_VERB, _SHAKY, _CONDITION = 1.0, 0.95, 0.5
_ONE_STEP = 0.6
"""What is left of the score between possible and probable: both are hedged."""
_STILL_HEDGED = 0.8
"""What is left of it where the surer claim as a whole is still no certain one."""
_NEAR = 24
"""Code points that may stand between the pieces of a verb, and between a verb and its infinitive."""
_SCHEDULED = 0.5
"""What is left of it for what is due or expected to happen: that is as much a plan as a doubt."""
_CLOSE = 0.62
"""Score from which two claims are so much alike that their main statement is one."""


def find_hedges(pair: Pair) -> Iterator[Finding]:
    """Yield the surest way in which one claim is hedged and the other is not."""
    if not pair.akin and pair.score < _CLOSE:
        return  # two that report by themselves need not be as sure as one another
    if _is_denied(pair) or (not pair.akin and tell_other_numbers(pair)):
        return
    found: list[Finding] = []
    if not _is_negated(pair):
        found += [*_by_verb(pair), *_by_governor(pair), *_by_caution(pair), *_by_condition(pair)]
    if pair.akin:
        found += find_hedged_nouns(pair)
    if found:
        yield max(found, key=lambda each: (each.score, each.left_words, each.right_words))


def _is_denied(pair: Pair) -> bool:
    """Tell whether a source denies either content: how sure its words are tells nothing then of how sure the
    source is of it."""
    return pair.left.claim.modality.denied or pair.right.claim.modality.denied


def _is_negated(pair: Pair) -> bool:
    """Tell whether one claim negates what the other one affirms: that is a difference of polarity, however
    sure.  What hedges a noun in it ("a reported offer") can be lost all the same."""
    return pair.left.claim.modality.polarity is not pair.right.claim.modality.polarity


def _by_verb(pair: Pair) -> Iterator[Finding]:
    for verbs in pair_verbs(pair):
        one, other = verbs.left, verbs.right
        ours, theirs = _LEVEL.get(one.certainty), _LEVEL.get(other.certainty)
        if ours is None or theirs is None or ours == theirs or one.polarity is not other.polarity:
            continue
        hedged, sure = (verbs.left, verbs.right) if theirs > ours else (verbs.right, verbs.left)
        surer = (pair.right if theirs > ours else pair.left).claim
        if _is_covered(sure, hedged, surer) or _has_partner(pair, verbs):
            continue
        score = _VERB * verbs.evidence * (_ONE_STEP if max(ours, theirs) < _LEVEL[Certainty.CERTAIN] else 1.0)
        if is_infinitive(one) and is_infinitive(other) and min(ours, theirs) > 1:
            score *= _SCHEDULED
        if _LEVEL.get(surer.modality.certainty, 3) < max(ours, theirs):
            score *= _STILL_HEDGED
        left = _with_adverb(_verb_group(one, pair.left), pair.left)
        right = _with_adverb(_verb_group(other, pair.right), pair.right)
        quoted = _quote(pair.left, left), _quote(pair.right, right)
        if quoted[0].casefold() == quoted[1].casefold():
            continue  # what makes it less sure stands elsewhere, and may stand on the other side too
        reason = f"“{quoted[0]}” ({one.certainty}) against “{quoted[1]}” ({other.certainty})"
        yield hedge_finding(theirs > ours, left, right, reason, score, f"verb {one.lemma}")


def _by_governor(pair: Pair) -> Iterator[Finding]:
    """Yield the words that hedge the whole of what the other side states by itself: "it is possible that",
    "we cannot rule out that"."""
    ours, theirs = (_LEVEL.get(side.claim.modality.certainty) for side in (pair.left, pair.right))
    if ours is None or theirs is None or ours == theirs:
        return
    hedged, sure = (pair.left, pair.right) if theirs > ours else (pair.right, pair.left)
    governor = _governor_of(hedged, sure)
    if governor is not None:
        side, certainty = "left" if theirs > ours else "right", hedged.claim.modality.certainty
        reason = f"on the {side} it stands under “{_quote(hedged, (governor,))}” ({certainty})"
        score = _VERB * (_ONE_STEP if max(ours, theirs) < _LEVEL[Certainty.CERTAIN] else 1.0)
        left, right = ((governor,), ()) if theirs > ours else ((), (governor,))
        yield hedge_finding(
            theirs > ours, left, right, reason, score, f"statement {sure.claim.text.casefold()}"
        )


def _governor_of(hedged: ClaimProfile, sure: ClaimProfile) -> Span | None:
    """Return where the words stand that one content has before the whole of the other one, if its main verb
    is among them."""
    ours, theirs = list(content_words(hedged)), list(content_words(sure))
    before = ours[: -len(theirs)] if theirs else []
    if not before or [one.stem for one in ours[len(before) :]] != [one.stem for one in theirs]:
        return None
    end = before[-1].end
    governs = any(each.main and each.spans[-1][1] <= end for each in hedged.claim.predicates)
    return (before[0].start, end) if governs else None


def _is_covered(sure: Predicate, hedged: Predicate, claim: Claim) -> bool:
    """Tell whether the surer verb only looks sure: an infinitive of purpose, or a clause under a verb that
    is hedged itself."""
    if (is_infinitive(sure) and not is_infinitive(hedged)) or is_bare(sure):
        return True
    return not sure.main and _LEVEL.get(claim.modality.certainty, 3) <= _LEVEL[hedged.certainty]


def _has_partner(pair: Pair, verbs: VerbPair) -> bool:
    """Tell whether either claim has the same verb once more, as sure as the other claim's."""
    return any(
        each.lemma == one.lemma and each.spans != one.spans and each.certainty is other.certainty
        for claim, one, other in (
            (pair.left.claim, verbs.left, verbs.right),
            (pair.right.claim, verbs.right, verbs.left),
        )
        for each in claim.predicates
    )


def _verb_group(predicate: Predicate, profile: ClaimProfile) -> tuple[Span, ...]:
    """Return where a verb stands, in one piece with what stands inside it ("has probably cost"), and with
    the verb that governs it, which has the hedge ("may be able to hold")."""
    spans = list(predicate.spans)
    if is_infinitive(predicate):
        before = [
            each
            for each in profile.claim.predicates
            if each.spans[-1][1] <= spans[0][0] and not is_infinitive(each)
        ]
        spans = [*(before[-1].spans if before else ()), *spans]
    joined = [spans[0]]
    for start, end in spans[1:]:
        if start - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined) if len(joined) == 1 else predicate.spans


def _with_adverb(spans: tuple[Span, ...], profile: ClaimProfile) -> tuple[Span, ...]:
    """Return where a verb stands, with an adverb beside it that hedges it ("probably flew")."""
    offset = profile.claim.sentence[0]
    before = _adverb_before().search(profile.sentence, 0, max(spans[0][0] - offset, 0))
    if before is not None:
        return ((before.start() + offset, spans[0][1]), *spans[1:])
    behind = _adverb_behind().match(profile.sentence, max(spans[-1][1] - offset, 0))
    return (*spans[:-1], (spans[-1][0], behind.end() + offset)) if behind is not None else spans


@cache
def _adverbs() -> str:
    listed = (row["word"] for row in table("hedges") if row["kind"] == "adverb")
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))


@cache
def _adverb_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_adverbs()})\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@cache
def _adverb_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_adverbs()})\b", re.IGNORECASE)


def _by_caution(pair: Pair) -> Iterator[Finding]:
    """Yield what one side calls shaky as a whole ("low confidence") and the other one gives without that."""
    ours, theirs = list(_cautions(pair.left)), list(_cautions(pair.right))
    if bool(ours) != bool(theirs) and _is_main_statement(pair, bool(ours)):
        dropped = bool(ours)
        phrase = (ours or theirs)[0]
        quoted = _quote(pair.left if dropped else pair.right, (phrase,))
        reason = f"“{quoted}” stands by it on the {'left' if dropped else 'right'} only"
        yield hedge_finding(
            dropped, (phrase,) if dropped else (), () if dropped else (phrase,), reason, _SHAKY, "caution"
        )


def _is_main_statement(pair: Pair, dropped: bool) -> bool:
    """Tell whether the other claim takes up what the caution is about, not something said in passing."""
    hedged = [verbs.left if dropped else verbs.right for verbs in pair_verbs(pair)]
    return any(each.main for each in hedged) or pair.score >= _CLOSE


def _cautions(profile: ClaimProfile) -> Iterator[Span]:
    """Yield the words behind the content, in its sentence, that call the statement shaky; also inside it."""
    offset = profile.claim.sentence[0]
    start, end = profile.claim.spans[0][0] - offset, profile.claim.spans[-1][1] - offset
    stop = _SENTENCE_END.search(profile.sentence, end)
    reach = stop.start() if stop else len(profile.sentence)
    for match in _shaky().finditer(profile.sentence, max(start, 0), reach):
        yield match.start() + offset, match.end() + offset


_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])")


@cache
def _shaky() -> re.Pattern[str]:
    phrases = sorted((row["phrase"] for row in table("low_confidence")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _by_condition(pair: Pair) -> Iterator[Finding]:
    """Yield a condition that one side only knows; words that stand on the other side too are not lost."""
    ours, theirs = pair.left.claim.modality, pair.right.claim.modality
    if ours.conditional == theirs.conditional or not pair.akin:
        return
    profile, other = (pair.left, pair.right) if ours.conditional else (pair.right, pair.left)
    clause = _condition(profile)
    if clause is None or _condition(other) is not None or _is_kept(profile, clause, other):
        return
    side = "left" if ours.conditional else "right"
    reason = f"on the {side} it holds only under a condition: “{_quote(profile, (clause,))}”"
    left, right = ((clause,), ()) if ours.conditional else ((), (clause,))
    yield hedge_finding(ours.conditional, left, right, reason, _CONDITION, "condition")


def _condition(profile: ClaimProfile) -> Span | None:
    """Return where the clause stands that the content makes a condition, from its mark to the next comma."""
    offset = profile.claim.sentence[0]
    start, end = profile.claim.spans[0][0] - offset, profile.claim.spans[-1][1] - offset
    match = _conditional().search(profile.sentence, max(start, 0), end)
    return (match.start() + offset, match.end() + offset) if match else None


def _is_kept(profile: ClaimProfile, clause: Span, other: ClaimProfile) -> bool:
    theirs = {word.stem for word in split_words(other.sentence)}
    ours = [word for word in split_words(_quote(profile, (clause,))) if word.weight]
    return sum(word.stem in theirs for word in ours) * 2 >= len(ours)


@cache
def _conditional() -> re.Pattern[str]:
    listed = (row["word"] for row in table("conditions") if row["kind"] in ("mark", "phrase"))
    marks = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    return re.compile(rf"\b(?:{marks})\b[^,;.]+", re.IGNORECASE)


def _quote(profile: ClaimProfile, spans: tuple[Span, ...]) -> str:
    offset = profile.claim.sentence[0]
    return ELLIPSIS.join(profile.sentence[start - offset : end - offset] for start, end in spans)
