"""What lies ahead in one claim and behind in the other one.

Comes in: a pair of claims.  Goes out: at most one finding.  Reporting style is no shift (the present of a
headline); a later article that tells of a plan as done is most likely news, and says so.  Where the sentences
name the day itself, it tells whether the day had come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.compare.asides import Aside, date_of, read_asides
from kg.compare.kinds.finding import Finding
from kg.compare.pairs import Pair, published_on
from kg.compare.records import ClaimProfile
from kg.compare.verbs import is_bare, is_infinitive, pair_verbs
from kg.model import DiscrepancyKind, Span, Tense

_IMPOSSIBLE, _SHIFTED, _NEWS = 1.0, 0.75, 0.4
_SURE = 0.7
"""Evidence from which two verbs tell of one event."""
_ENDS = {Tense.PAST, Tense.FUTURE}


def find_tenses(pair: Pair) -> Iterator[Finding]:
    """Yield the verb that tells of the future on one side and of the past on the other."""
    found = [*find_dated(pair), *_by_verb(pair)]
    if found:
        yield max(found, key=lambda each: (each.score, each.left_words, each.right_words))


def _by_verb(pair: Pair) -> Iterator[Finding]:
    if not pair.akin:
        return  # one verb is used of many events, and what was to come has come since
    for verbs in pair_verbs(pair):
        one, other = verbs.left, verbs.right
        if {one.tense, other.tense} != _ENDS or one.certainty is not other.certainty:
            continue  # a hedge that came or went is listed as that
        if verbs.evidence < _SURE or is_bare(one) or is_bare(other):
            continue
        if is_infinitive(one) or is_infinitive(other):
            continue
        score = _NEWS if pair.days and one.tense is Tense.FUTURE else _SHIFTED
        yield _finding(
            pair, one.spans, other.spans, (one.tense, other.tense), score * verbs.evidence, one.lemma
        )


def find_dated(pair: Pair) -> Iterator[Finding]:
    """Yield asides on one day whose verb is one and whose tense is not."""
    for ours in read_asides(pair.left.sentence):
        for theirs in read_asides(pair.right.sentence):
            if ours.may_be(theirs) and ours.stems & theirs.stems:
                yield from _shifted(pair, ours, theirs)


def _shifted(pair: Pair, ours: Aside, theirs: Aside) -> Iterator[Finding]:
    for lemma in sorted(ours.verbs.keys() & theirs.verbs.keys()):
        left_day, right_day = _day(pair.left, ours), _day(pair.right, theirs)
        left = _seen_from(ours.verbs[lemma][0], pair.left, left_day)
        right = _seen_from(theirs.verbs[lemma][0], pair.right, right_day)
        if {left, right} != _ENDS:
            continue
        past, day = (pair.right, right_day) if right is Tense.PAST else (pair.left, left_day)
        seen = published_on(past.card.published)
        spans = _span(pair.left, ours, lemma), _span(pair.right, theirs, lemma)
        score = _SHIFTED if day is None or seen is None else _IMPOSSIBLE if seen < day else _NEWS
        yield _finding(pair, *spans, (left, right), score, lemma, day if score is _IMPOSSIBLE else None)


def _day(profile: ClaimProfile, aside: Aside) -> date | None:
    published = published_on(profile.card.published)
    return date_of(aside, published) if published is not None else None


def _seen_from(tense: Tense, profile: ClaimProfile, day: date | None) -> Tense:
    """Return the tense as the day makes it: a present with a later day is future ("takes office on ...")."""
    published = published_on(profile.card.published)
    if tense is Tense.PRESENT and day is not None and published is not None and day > published:
        return Tense.FUTURE
    return tense


def _span(profile: ClaimProfile, aside: Aside, lemma: str) -> tuple[Span, ...]:
    """Return the words from the verb to the end of the clause, in the document's offsets."""
    offset = profile.claim.sentence[0]
    start, end = aside.verbs[lemma][1][0], aside.span[1]
    text = profile.sentence[start:end].rstrip(' .!?\n”"')
    return ((start + offset, start + offset + len(text)),)


def _finding(
    pair: Pair,
    left: tuple[Span, ...],
    right: tuple[Span, ...],
    tenses: tuple[Tense, Tense],
    score: float,
    lemma: str,
    day: date | None = None,
) -> Finding:
    reason = f"{tenses[0]} on the left, {tenses[1]} on the right"
    if day is not None:
        reason += f", though {day.isoformat()} had not come when the article appeared that has the past"
    elif pair.days and tenses[0] is Tense.FUTURE:
        reason += f"; the right article came {pair.days} days later, so it may be news"
    return Finding(
        DiscrepancyKind.TENSE_SHIFT,
        left,
        right,
        reason,
        score,
        f"{lemma} {tenses[0]}",
        f"{lemma} {tenses[1]}",
    )
