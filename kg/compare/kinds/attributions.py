"""Speakers that were dropped or exchanged on the way.

Comes in: a pair of claims.  Goes out: at most one finding.  An outlet that carries a claim is no speaker: a
claim of "officials" that is told as the outlet's report has lost its speaker, while "as quoted by" an outlet
adds a carrier and changes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.compare.counts import pair_numbers
from kg.compare.intervals import is_same_value
from kg.compare.kinds.finding import Finding
from kg.compare.kinds.numbers import find_numbers
from kg.compare.kinds.places import find_places
from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.sentences import content_sentences
from kg.compare.speakers import Speaker, may_be_one, outlets_of, speakers_of
from kg.compare.verbs import is_bare, is_infinitive, pair_verbs
from kg.compare.wording import plain_words
from kg.lexicon import words
from kg.model import DiscrepancyKind, Predicate, Span, Style

_CLOSE, _AKIN = 0.62, 0.5
"""Score from which two claims say so much the same that one can tell whether a speaker is missing; less is
enough where one article is known to rest on the other one's source."""
_COPIED, _WHOLE = 0.75, 0.9
"""Share of words in the same order from which a claim is the other one's wording, also without lineage."""
_UNRELATED, _STATEMENT = 0.85, 5
"""That share for articles that nothing else ties together, and the words of weight that a statement has."""
_DROPPED, _CARRIED, _CHANGED, _UNNAMED = 1.0, 0.8, 0.95, 0.65
_RELATIVE = re.compile(r",\s*(?:which|who|whose|where)(?:\s+\w+)?\s*$")
_NAME = 3
"""Letters from which a word of a name tells whose it is."""


def find_attributions(pair: Pair) -> Iterator[Finding]:
    """Yield how the crediting of two claims differs."""
    if not (pair.left.claim.attribution.act.is_claim and pair.right.claim.attribution.act.is_claim):
        return  # whoever intends something is no speaker
    if not _may_be_told(pair) or any(find_numbers(pair)) or any(find_places(pair)):
        return  # with another number or place it is another statement
    ours = speakers_of(pair.left)
    if not ours:
        yield from _uncredited(pair)
        return
    theirs = [each for each in speakers_of(pair.right) if not _is_inside(each, pair)]
    if not theirs:
        yield from _dropped(pair, ours)
    elif not any(may_be_one(one, other) for one in ours for other in theirs):
        yield _changed(pair, ours[0], theirs[0])
    elif pair.descends and _is_copied(pair) and not _is_wish(pair.right):
        yield from _unnamed(pair, ours, theirs[0])
        yield from _named(pair, ours, theirs[0])


def _may_be_told(pair: Pair) -> bool:
    """Tell whether the right claim is the left one, passed on; without lineage only a whole statement in the
    same words shows it: two papers may call one thing the same."""
    if pair.akin:
        return pair.score >= _AKIN or _is_copied(pair, _WHOLE)
    alike = pair.copied >= _UNRELATED and pair.score >= _CLOSE
    return alike and all(_states(profile) for profile in (pair.left, pair.right))


def _is_copied(pair: Pair, share: float = _COPIED) -> bool:
    """Tell whether both have the same words; a quotation has none of the article's own, and must be equal."""
    return pair.copied >= share or plain_words(pair.left.claim.text) == plain_words(pair.right.claim.text)


def _states(profile: ClaimProfile) -> bool:
    """Tell whether a content is a statement of its own, not a phrase ("to close the pier")."""
    told = sum(word.weight > 0 for word in split_words(profile.claim.text))
    return told >= _STATEMENT and any(
        each.main and not is_infinitive(each) and not is_bare(each) for each in profile.claim.predicates
    )


def _is_wish(profile: ClaimProfile) -> bool:
    """Tell whether a content is what somebody is asked or wants to do: that many may ask for."""
    return any(each.main and (is_infinitive(each) or is_bare(each)) for each in profile.claim.predicates)


def _dropped(pair: Pair, ours: Sequence[Speaker]) -> Iterator[Finding]:
    if any(_is_named_in(speaker, pair.right) for speaker in ours):
        return  # the words for the speaker stand in the sentence: it is our reading that lacks them
    if _is_aside(pair):
        return
    lost, outlets = ours[0], outlets_of(pair.right)
    if any(outlet.label == lost.label for outlet in outlets):
        return
    reason = f"“{lost.label}” is credited with it on the left; on the right "
    if outlets:
        reason += f"only {outlets[-1].label} is, which carries it"
    elif speakers_of(pair.right):
        reason += f"the article itself says what {_clause(pair.right)}"
    elif pair.right.claim.attribution.style is Style.OWN_VOICE:
        reason += "the article says it in its own voice"
    else:
        reason += "nobody is"
    score = _CARRIED if outlets else _DROPPED
    yield _finding(DiscrepancyKind.ATTRIBUTION_DROPPED, pair, lost, None, reason, score)


def _uncredited(pair: Pair) -> Iterator[Finding]:
    """Yield an outlet that brought it on the left; the right article has its words and credits it nowhere."""
    outlets = [one for one in outlets_of(pair.left) if one.party is not None]
    if not outlets or not pair.descends or not _is_copied(pair):
        return
    if pair.right.claim.attribution.style is not Style.OWN_VOICE or speakers_of(pair.right):
        return
    lost = outlets[-1]
    known = {credit.entity for credit in pair.right.card.credits} | {pair.right.card.publisher}
    if (lost.party is not None and lost.party.entity in known) or _is_named_in(lost, pair.right):
        return
    if lost.reference.text not in content_sentences(pair.left):
        return  # the left sentence itself credits nobody
    reason = f"“{lost.label}” brought it; the right article says it itself, and credits {lost.label} nowhere"
    yield _finding(DiscrepancyKind.ATTRIBUTION_DROPPED, pair, lost, None, reason, _CARRIED)


def _clause(profile: ClaimProfile) -> str:
    """Return the words of source and cue, from the first to the last of them."""
    spans, offset = _words(profile, speakers_of(profile)[0]), profile.claim.sentence[0]
    return f"“{profile.sentence[spans[0][0] - offset : spans[-1][1] - offset]}”" if spans else "it says"


def _is_aside(pair: Pair) -> bool:
    """Tell whether the right claim takes up only what the left one says in passing ("which supplies ...",
    "the land seized in May"): for that its source need not be asked."""
    main = next((each for each in pair.right.claim.predicates if each.main), None)
    if main is None or main.lemma in words("light_predicates", "verb"):
        return False
    partner = next((verbs.left for verbs in pair_verbs(pair) if verbs.right.spans == main.spans), None)
    if partner is None:
        return pair.copied < _COPIED and not _has_same_number(pair)
    if partner.main:
        return False
    return _is_relative(partner, pair.left) or (_is_bare(partner) and not _has_same_number(pair))


def _has_same_number(pair: Pair) -> bool:
    return any(is_same_value(each.left.quantity, each.right.quantity) for each in pair_numbers(pair))


def _is_relative(predicate: Predicate, profile: ClaimProfile) -> bool:
    offset = profile.claim.sentence[0]
    before = profile.sentence[: max(predicate.spans[0][0] - offset, 0)]
    return _RELATIVE.search(before) is not None


def _is_bare(predicate: Predicate) -> bool:
    """Tell whether a verb is a participle behind its noun: one word, and nobody who does it."""
    return " " not in predicate.text and predicate.agent is None


def _changed(pair: Pair, one: Speaker, other: Speaker) -> Finding:
    reason = f"credited to “{one.label}” on the left and to “{other.label}” on the right"
    return _finding(DiscrepancyKind.ATTRIBUTION_CHANGED, pair, one, other, reason, _CHANGED)


def _unnamed(pair: Pair, ours: Sequence[Speaker], other: Speaker) -> Iterator[Finding]:
    """Yield a speaker that gave way to a description which nothing on the left bears out, in copied words."""
    one = next((each for each in ours if each.is_named), ours[0])
    known = {word.stem for word in split_words(pair.left.sentence)} | one.nouns
    if other.is_named or not other.nouns or other.nouns & known:
        return
    if not (one.is_named or one.described or one.is_no_person):
        return  # a pronoun that may stand for anybody
    beside = "beside the name " if one.is_named else ""
    reason = f"“{one.label}” became “{other.label}”; nothing {beside}says so on the left"
    yield _finding(DiscrepancyKind.ATTRIBUTION_CHANGED, pair, one, other, reason, _UNNAMED)


def _named(pair: Pair, ours: Sequence[Speaker], other: Speaker) -> Iterator[Finding]:
    """Yield a description that gave way to a name which the left one has not got, in copied words."""
    one = ours[0]
    if not other.is_named or any(each.is_named for each in ours) or not (one.described or one.is_no_person):
        return
    if one.nouns & other.nouns or _is_named_in(other, pair.left):
        return
    reason = f"“{one.label}” became “{other.label}”, who is not named on the left"
    yield _finding(DiscrepancyKind.ATTRIBUTION_CHANGED, pair, one, other, reason, _UNNAMED)


def _finding(
    kind: DiscrepancyKind, pair: Pair, one: Speaker, other: Speaker | None, reason: str, score: float
) -> Finding:
    left, right = _words(pair.left, one), _words(pair.right, other)
    return Finding(kind, left, right, reason, score, _says(one), _says(other))


def _words(profile: ClaimProfile, speaker: Speaker | None) -> tuple[Span, ...]:
    """Return the words of source and cue that stand in the claim's sentences."""
    if speaker is None:
        return ()
    cue = profile.claim.attribution.cue
    spans = {*speaker.reference.spans, *(cue.spans if cue is not None else ())}
    start, end = profile.claim.sentence
    return tuple(sorted(span for span in spans if start <= span[0] and span[1] <= end))


def _says(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    if speaker.party is not None and speaker.is_named:
        return speaker.party.entity
    return speaker.reference.text.casefold()  # who has no name is somebody else in every article


def _is_inside(speaker: Speaker, pair: Pair) -> bool:
    """Tell whether a speaker on the right is one whom the left content already speaks of ("the Ukrainians
    showed that ..."): then whoever said so on the left is gone."""
    if speaker.party is None or any(may_be_one(speaker, one) for one in speakers_of(pair.left)):
        return False
    content = {about.referent for about in pair.left.claim.about}
    parties = [pair.left.parties[referent] for referent in content if referent in pair.left.parties]
    cue = pair.right.claim.attribution.cue
    shown = {word.stem for word in split_words(pair.left.claim.text)}
    return (
        any(party.entity == speaker.party.entity for party in parties)
        and cue is not None
        and all(word.stem in shown for word in split_words(cue.text) if word.weight)
    )


def _is_named_in(speaker: Speaker, profile: ClaimProfile) -> bool:
    """Tell whether the sentence of a claim names the speaker, or describes it with the same noun."""
    sentence = {word.stem for word in split_words(content_sentences(profile))}
    named = list(split_words(speaker.label))
    telling = [word for word in named if word.text[0].isupper() or not speaker.is_named]
    return bool(telling) and len(telling[-1].text) >= _NAME and telling[-1].stem in sentence
