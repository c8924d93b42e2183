"""Two claims of two articles: do they speak of one matter, and do they say the same?

Comes in: two profiles.  Goes out: an `Alignment` with score and reasons, or None: a pure function.

The items of the two contents (names, numbers, dates, words) are set against one another, each at most once,
the likest first.  The score is the share of the lesser content that finds its like in the greater one: a
clause of a long sentence says the same as the clause alone.  Names by themselves make no matter, since
all articles on a war name the same countries: what is left without them must be covered too.
(Greedy soft alignment of words weighted by rarity: Mihalcea, Corley and Strapparava 2006.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from kg.compare.contents import Content, content_of, is_aim, is_phrase, is_topic, states
from kg.compare.denials import differ_in_negation_alone
from kg.compare.exchanges import have_changed_places
from kg.compare.items import Item, ItemKind
from kg.compare.likeness import LIKE, SAME_PARTY, count_alike, like_items, parties_alike
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.scores import (
    BESIDE,
    COUNTED,
    COUNTED_EQUAL,
    COUNTED_EXACT,
    COUNTED_NEAR,
    COUNTED_WITH,
    DEED,
    DEEDS,
    EQUAL,
    EXACT,
    QUOTED,
    RELATED,
    SAME,
    Company,
    Overlap,
    score_overlap,
)
from kg.model import EntityKind, Predicate, Style

__all__ = ["RELATED", "SAME", "align", "copied_share"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two items that stand against one another, how like they are, and what that weighs."""

    left: Item
    right: Item
    like: float
    weight: float


def align(left: ClaimProfile, right: ClaimProfile, least: float = RELATED) -> Alignment | None:
    """Return how two claims stand to one another; None where they do not speak of one matter.

    `least` is the score from which they do; a lower one is for `kg.compare.context`, which takes back what
    the two articles as a whole do not bear out.
    """
    if not may_compare(left, right):
        return None
    if left.id > right.id:
        left, right = right, left
    ours, theirs = content_of(left), content_of(right)
    matches = match_items(ours, theirs)
    worded = ours.wording == theirs.wording
    equal = worded or differ_in_negation_alone(left, right)
    turned = have_changed_places(left, right, ours.lemmas & theirs.lemmas)
    if not (equal or turned) and _is_hopeless(matches, ours, theirs, least):
        return None
    score = 1.0 if equal else score_matches(matches, ours, theirs)
    if score >= SAME and not equal and _differ_in_kind(matches, ours, theirs):
        score = BESIDE
    if score < RELATED and (turned or tell_one_number(matches)):
        score = RELATED + COUNTED * score
    if score < least:
        return None
    told = ("the same words",) if worded else ("the same words but for a negation",) if equal else ()
    reasons = told or tuple(_reasons(matches))
    pairs = tuple(sorted((match.left.span, match.right.span) for match in matches))
    return Alignment(left, right, round(score, 4), reasons, round(copied_share(left, right), 4), pairs)


def may_compare(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether the two are of different articles and of one kind: what is said or thought, or what one
    and the same speaker intends, or does."""
    if left.card.id == right.card.id:
        return False
    act, other = left.claim.attribution.act, right.claim.attribution.act
    if act.is_claim and other.is_claim:
        return True
    one, two = left.party(left.claim.attribution.source), right.party(right.claim.attribution.source)
    return act is other and one is not None and two is not None and one.entity == two.entity


def match_items(ours: Content, theirs: Content) -> Sequence[Match]:
    """Return which items stand against which, equal ones first, then the likest.

    Where next to nothing is equal, nothing more is looked for: word vectors would always find something.
    Only figures are: they may be of one thing and differ.
    """
    equal = [(item, theirs.items[key]) for key, item in ours.items.items() if key in theirs.items]
    matches = [Match(one, other, 1.0, min(one.weight, other.weight)) for one, other in equal]
    least = min(ours.size.weight, theirs.size.weight)
    if sum(match.weight for match in matches) < EQUAL * least and not (ours.figures and theirs.figures):
        return matches
    left = [item for key, item in ours.items.items() if key not in theirs.items]
    right = [item for key, item in theirs.items.items() if key not in ours.items]
    found = [
        Match(*pair, like, like * min(pair[0].weight, pair[1].weight))
        for pair, like in like_items(left, right)
    ]
    taken: set[int] = set()
    for match in sorted(found, key=lambda m: (-m.weight, -m.like, m.left.span, m.right.span)):
        if id(match.left) not in taken and id(match.right) not in taken:
            taken |= {id(match.left), id(match.right)}
            matches.append(match)
    return matches


def score_matches(matches: Sequence[Match], ours: Content, theirs: Content) -> float:
    """Return how sure it is that the two speak of one matter, 0 to 1."""
    lesser, greater = (ours, theirs) if ours.size.told <= theirs.size.told else (theirs, ours)
    topic = is_phrase(lesser.profile.claim, greater.profile.claim)
    shared, told = _weigh(matches)
    company = Company(
        is_one_speaker(ours.profile, theirs.profile),
        have_other_subjects(ours, theirs),
        lacks_main_verb(matches, ours, theirs),
        topic or is_phrase(greater.profile.claim, lesser.profile.claim),
        topic,
        have_other_places(matches, ours, theirs),
    )
    deeds = min(DEED * count_deeds(ours, theirs), DEEDS)
    return score_overlap(Overlap(shared + deeds, told + deeds), ours.size, theirs.size, company)


def _is_hopeless(matches: Sequence[Match], ours: Content, theirs: Content, least: float) -> bool:
    """Tell whether the score stays below `least` even with all that could speak for the two: most pairs are
    told apart by that, before anything else is looked at."""
    if ours.figures and theirs.figures:
        return False
    shared, told = _weigh(matches)
    deeds = 0.0 if ours.lemmas.isdisjoint(theirs.lemmas) else DEEDS
    most = score_overlap(Overlap(shared + deeds, told + deeds), ours.size, theirs.size, Company(True))
    return most < least


def _differ_in_kind(matches: Sequence[Match], ours: Content, theirs: Content) -> bool:
    """Tell whether the two are about one matter without saying the same: two topics of which nothing is
    stated; what somebody asks for ("to open the files") and what is said of it ("she opened the files"); or
    a sentence that something else governs, with the other one in it ("the law should require guards to wear
    cameras", "guards will wear cameras"), unless it stands there word for word."""
    if is_topic(ours.profile.claim) and is_topic(theirs.profile.claim):
        return True
    if copied_share(ours.profile, theirs.profile) >= QUOTED:
        return False
    if is_aim(ours.profile.claim) != is_aim(theirs.profile.claim) and _both_state(ours, theirs):
        return True
    return lacks_main_verb(matches, ours, theirs, greater=True)


def _both_state(ours: Content, theirs: Content) -> bool:
    return states(ours.profile.claim) and states(theirs.profile.claim)


def _weigh(matches: Sequence[Match]) -> tuple[float, float]:
    """Return what the matches weigh in all, and told (all but names)."""
    shared = told = 0.0
    for match in matches:
        shared += match.weight
        if match.left.party is None:
            told += match.weight
    return shared, told


def tell_one_number(matches: Sequence[Match]) -> bool:
    """Tell whether the two give a number of one thing of somebody or somewhere.

    However else they are worded, the numbers are then worth laying side by side.
    """
    if not any(match.left.party is not None and match.like >= SAME_PARTY for match in matches):
        return False
    told = sum(match.weight for match in matches if match.left.kind is match.right.kind is ItemKind.WORD)
    return any(
        (told >= COUNTED_WITH and match.like >= COUNTED_NEAR and _count_one_thing(match))
        or (match.like == 1 and told >= (COUNTED_EXACT if match.weight >= EXACT else COUNTED_EQUAL))
        for match in matches
        if match.left.quantity is not None
    )


def _count_one_thing(match: Match) -> bool:
    one, other = match.left.quantity, match.right.quantity
    return one is not None and other is not None and one.per == other.per and count_alike(one, other)


def is_one_speaker(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether both credit one and the same person or body by name; an outlet relays, it does not say."""
    one, other = left.party(left.claim.attribution.source), right.party(right.claim.attribution.source)
    return (
        one is not None
        and other is not None
        and one.entity == other.entity
        and one.named
        and one.kind is not EntityKind.OUTLET
    )


def have_other_subjects(ours: Content, theirs: Content) -> bool:
    """Tell whether each of the two is about somebody whom the other does not name, nor anybody near."""
    return _lacks_subject(ours, theirs) and _lacks_subject(theirs, ours)


def count_deeds(ours: Content, theirs: Content) -> int:
    """Count verbs that both have, and that are done by or to one and the same in both; who has changed places
    with whom is still in it."""
    both = ours.lemmas & theirs.lemmas
    if not both:
        return 0
    left, right = ours.profile, theirs.profile
    return sum(
        one.lemma == other.lemma and one.lemma in both and _share_party(left, one, right, other)
        for one in left.claim.predicates
        for other in right.claim.predicates
    )


def _share_party(left: ClaimProfile, one: Predicate, right: ClaimProfile, other: Predicate) -> bool:
    ours = [left.party(one.agent), left.party(one.patient)]
    theirs = [right.party(other.agent), right.party(other.patient)]
    return any(
        party.entity == another.entity or parties_alike(party, another) >= SAME_PARTY
        for party in ours
        for another in theirs
        if party is not None and another is not None
    )


def have_other_places(matches: Sequence[Match], ours: Content, theirs: Content) -> bool:
    """Tell whether both contents name places, and none that are one or near."""
    named = all(any(map(_is_place, content.items.values())) for content in (ours, theirs))
    return named and not any(_is_place(match.left) or _is_place(match.right) for match in matches)


def _is_place(item: Item) -> bool:
    return item.party is not None and item.party.kind is EntityKind.PLACE


def lacks_main_verb(
    matches: Sequence[Match], ours: Content, theirs: Content, *, greater: bool = False
) -> bool:
    """Tell whether the verb that governs the lesser content, or the greater one, stands against nothing; one
    that says little ("be") is not asked for."""
    if (ours.size.told <= theirs.size.told) is not greater:
        verb, matched = ours.verb, [match.left.span for match in matches]
    else:
        verb, matched = theirs.verb, [match.right.span for match in matches]
    return verb is not None and not any(start < verb[1] and verb[0] < end for start, end in matched)


def _lacks_subject(content: Content, other: Content) -> bool:
    subjects = [content.profile.parties[one] for one in content.subjects]
    named = [item.party for item in other.items.values() if item.party is not None]
    return bool(subjects) and not any(
        party.entity == subject.entity or parties_alike(party, subject) >= LIKE
        for subject in subjects
        for party in named
    )


def _reasons(matches: Sequence[Match]) -> Iterator[str]:
    for kind, word in ((ItemKind.NAME, "named"), (ItemKind.NUMBER, "number"), (ItemKind.DATE, "date")):
        found = [match for match in matches if match.left.kind is kind]
        if found:
            yield f"{word} in both: {', '.join(map(_pair, found))}"
    words = [match for match in matches if match.left.kind is ItemKind.WORD]
    if words:
        yield f"words: {', '.join(map(_pair, sorted(words, key=lambda match: match.left.span)))}"


def _pair(match: Match) -> str:
    one, other = match.left.text, match.right.text
    return one if one.casefold() == other.casefold() else f"{one} ~ {other}"


_QUOTED = re.compile(r"[“\"«„][^”\"»]*[”\"»]?")


def copied_share(left: ClaimProfile, right: ClaimProfile) -> float:
    """Return the share of the shorter content's own words that the other has in the same order."""
    ours, theirs = own_words(left), own_words(right)
    if not ours or not theirs:
        return 0.0
    return float(LCSseq.similarity(ours, theirs)) / min(len(ours), len(theirs))


def own_words(profile: ClaimProfile) -> list[str]:
    """Return the words of a content that are the article's, not those between quotation marks."""
    if profile.claim.attribution.style is Style.DIRECT:
        return []
    return re.findall(r"\w+", _QUOTED.sub(" ", profile.claim.text).casefold())
