"""Claims of which one denies what the other one affirms.

Comes in: a pair of claims.  Goes out: at most one finding, for the verb that governs both contents.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.compare.denials import differ_in_negation_alone
from kg.compare.kinds.finding import Finding
from kg.compare.meaning import Word, split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.unrelated import is_of_survey
from kg.compare.verbs import is_aligned, pair_verbs
from kg.lexicon import words
from kg.model import DiscrepancyKind, Polarity, Predicate

_CLOSE, _AKIN = 0.6, 0.5
"""Score from which two claims (of kin: from less) are so much alike that a negation on one side must be a
contradiction."""
_ONE_TIME = 30
"""Days between unrelated articles within which one state of things can be told by both."""
_NEGATIVE = {Polarity.NEGATIVE: True, Polarity.POSITIVE: False}


def find_polarities(pair: Pair) -> Iterator[Finding]:
    """Yield the main verb that is negated on one side only."""
    ours, theirs = pair.left.claim.modality, pair.right.claim.modality
    if pair.score < (_AKIN if pair.akin else _CLOSE) or ours.polarity is theirs.polarity:
        return
    if not pair.akin and (is_of_survey(pair.left) or is_of_survey(pair.right) or not _is_of_one_time(pair)):
        return  # what so many say on one day, others deny on another
    for verbs in pair_verbs(pair):
        one, other = verbs.left, verbs.right
        if not pair.akin and one.lemma != other.lemma:
            continue  # near words deny one another only where the statement is known to be one
        if not (one.main and other.main) or not _say_same(pair, one, other):
            continue
        if _is_denied(one, ours.denied) != _is_denied(other, theirs.denied):
            negated = "left" if ours.polarity is Polarity.NEGATIVE else "right"
            reason = f"“{one.text}” against “{other.text}”: it is denied on the {negated}"
            yield Finding(
                DiscrepancyKind.POLARITY_FLIP, one.spans, other.spans, reason, verbs.evidence,
                f"{ours.polarity} {one.lemma}", f"{theirs.polarity} {other.lemma}",
            )  # fmt: skip
            return


def _is_of_one_time(pair: Pair) -> bool:
    return pair.days is None or pair.days <= _ONE_TIME


def _say_same(pair: Pair, one: Predicate, other: Predicate) -> bool:
    """Tell whether the verbs say one thing; "be" and the like do so only with the same word after them."""
    if one.lemma not in words("light_predicates", "verb") or differ_in_negation_alone(pair.left, pair.right):
        return True
    ours, theirs = _next_word(pair.left, one), _next_word(pair.right, other)
    if ours is None or theirs is None:
        return False
    spans = ((ours.start, ours.end),), ((theirs.start, theirs.end),)
    return ours.stem == theirs.stem or is_aligned(pair, *spans)


def _next_word(profile: ClaimProfile, predicate: Predicate) -> Word | None:
    """Return the first word of weight behind a verb, with offsets into the document's text."""
    offset = profile.claim.sentence[0]
    start = max(predicate.spans[-1][1] - offset, 0)
    for word in split_words(profile.sentence[start:]):
        if word.weight:
            begin = offset + start
            return Word(word.text, word.stem, word.weight, begin + word.start, begin + word.end)
    return None


def _is_denied(predicate: Predicate, denied: bool) -> bool:
    """Tell whether a verb is negated, by its own negation or by a cue that denies ("denied that ...")."""
    return _NEGATIVE[predicate.polarity] != denied
