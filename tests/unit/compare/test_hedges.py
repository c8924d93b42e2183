"""Hedges that were dropped or added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.compare.kinds.aims import find_aims
from kg.compare.kinds.hedges import find_hedges
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.model import Act, Certainty, DiscrepancyKind, Polarity
from tests.unit.compare.made import OFFICIALS, make_pair, make_profile

K, C = DiscrepancyKind, Certainty


def lost(words: str, certainty: Certainty, document: str, **fields: object) -> ClaimProfile:
    verb = {
        "words": words,
        "lemma": "lose",
        "certainty": certainty,
        "agent": "The dam",
        "patient": "its water",
    }
    text = f"The dam {words} its water."
    return make_profile(text, document=document, predicates=[verb], certainty=certainty, **fields)  # type: ignore[arg-type]


def kinds(pair: Pair) -> list[DiscrepancyKind]:
    return [found.kind for found in find_hedges(pair)]


def test_may_that_became_will_is_a_dropped_hedge_with_the_verbs_on_both_sides() -> None:
    left, right = lost("may lose", C.POSSIBLE, "d-a"), lost("will lose", C.CERTAIN, "d-b")
    (found,) = find_hedges(make_pair(left, right))
    assert found.kind is K.HEDGE_DROPPED
    assert "may lose" in found.reason
    assert "will lose" in found.reason


def test_will_that_became_may_is_an_added_hedge() -> None:
    assert kinds(make_pair(lost("will lose", C.CERTAIN, "d-a"), lost("may lose", C.POSSIBLE, "d-b"))) == [
        K.HEDGE_ADDED
    ]


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [("may lose", "could lose", C.POSSIBLE), ("will probably lose", "is likely to lose", C.PROBABLE)],
)
def test_hedges_of_one_level_are_no_difference(left: str, right: str, level: Certainty) -> None:
    assert kinds(make_pair(lost(left, level, "d-a"), lost(right, level, "d-b"))) == []


def test_one_step_weighs_less_than_two() -> None:
    left = lost("may lose", C.POSSIBLE, "d-a")
    one = next(find_hedges(make_pair(left, lost("will probably lose", C.PROBABLE, "d-b"))))
    two = next(find_hedges(make_pair(left, lost("will lose", C.CERTAIN, "d-b"))))
    assert one.score < two.score


def test_a_verb_that_stands_once_hedged_and_once_not_is_compared_with_the_like_one() -> None:
    has = {"words": "has lost", "lemma": "lose", "agent": "The dam", "patient": "half its water"}
    may = {
        "words": "may lose",
        "lemma": "lose",
        "certainty": C.POSSIBLE,
        "agent": "The dam",
        "patient": "the rest",
    }
    left = make_profile("The dam has lost half its water and may lose the rest.", predicates=[has, may])
    right = make_profile("The dam has lost half its water.", document="d-b", predicates=[has])
    assert kinds(make_pair(left, right)) == []


def test_the_words_of_a_hedge_include_what_stands_between_them() -> None:
    be = {"words": "may only be", "lemma": "be", "certainty": C.POSSIBLE}
    keep = {
        "words": "to keep",
        "lemma": "keep",
        "certainty": C.POSSIBLE,
        "main": False,
        "agent": "They",
        "patient": "the dam",
    }
    left = make_profile("They may only be able to keep the dam.", predicates=[be, keep], certainty=C.POSSIBLE)
    sure = {**be, "words": "will only be", "certainty": C.CERTAIN}, {**keep, "certainty": C.CERTAIN}
    right = make_profile("They will only be able to keep the dam.", document="d-b", predicates=sure)
    (found,) = find_hedges(make_pair(left, right))
    assert "may only be able to keep" in found.reason


def test_a_caution_on_the_whole_statement_that_was_lost_is_a_dropped_hedge() -> None:
    text = "The dam may lose its water, an engineer said, but cautioned that this was “low confidence.”"
    verb = {"words": "may lose", "lemma": "lose", "certainty": C.POSSIBLE}
    left = make_profile(text, "The dam may lose its water", predicates=[verb])
    right = make_profile("The dam may lose its water.", document="d-b", predicates=[verb])
    (found,) = find_hedges(make_pair(left, right))
    assert found.kind is K.HEDGE_DROPPED
    assert "low confidence" in found.reason
    assert found.right_words == ()


def test_a_reported_offer_that_became_an_offer_is_a_dropped_hedge() -> None:
    left = make_profile("The mayor knows nothing of a reported offer from Arland.")
    right = make_profile("The mayor knows nothing of the offer from Arland.", document="d-b")
    (found,) = find_hedges(make_pair(left, right))
    assert found.kind is K.HEDGE_DROPPED
    assert [right.sentence[start:end] for start, end in found.right_words] == ["offer"]


def test_an_alleged_offer_that_became_a_reported_one_is_still_hedged() -> None:
    left = make_profile("The mayor knows nothing of an alleged offer from Arland.")
    right = make_profile("The mayor knows nothing of the reported offer from Arland.", document="d-b")
    assert kinds(make_pair(left, right)) == []


def test_a_condition_that_was_lost_is_a_dropped_hedge() -> None:
    left = make_profile("The dam will lose its water if the gate breaks.", conditional=True)
    right = make_profile("The dam will lose its water.", document="d-b")
    assert kinds(make_pair(left, right)) == [K.HEDGE_DROPPED]


def test_a_condition_told_in_other_words_is_not_lost() -> None:
    left = make_profile("The dam will lose its water if the gate breaks.", conditional=True)
    right = make_profile("A gate that breaks will cost the dam its water.", document="d-b")
    assert kinds(make_pair(left, right)) == []


def test_an_infinitive_of_purpose_is_no_sure_statement() -> None:
    push = {
        "words": "could push",
        "lemma": "push",
        "certainty": C.POSSIBLE,
        "agent": "They",
        "patient": "the boats",
    }
    left = make_profile("They could push the boats out.", predicates=[push], certainty=C.POSSIBLE)
    aim = {"words": "to push", "lemma": "push", "main": False, "agent": "They", "patient": "the boats"}
    right = make_profile("They plan to push the boats out.", document="d-b", predicates=[aim])
    assert kinds(make_pair(left, right)) == []


def aim(cue: str, document: str, act: Act = Act.INTENTION) -> ClaimProfile:
    text = f"The council {cue} to close the pier."
    parties = {"The council": OFFICIALS}
    return make_profile(
        text, "to close the pier", document=document, source="The council", cue=cue, act=act, parties=parties
    )


def test_a_hope_that_became_a_plan_is_a_dropped_hedge_and_the_other_way_round_an_added_one() -> None:
    hoped, planned = aim("hoped", "d-a"), aim("planned", "d-b")
    assert [found.kind for found in find_aims(make_pair(hoped, planned))] == [K.HEDGE_DROPPED]
    assert [found.kind for found in find_aims(make_pair(planned, hoped))] == [K.HEDGE_ADDED]


def test_two_wishes_are_one_step() -> None:
    assert list(find_aims(make_pair(aim("hoped", "d-a"), aim("wants", "d-b")))) == []


def test_what_somebody_says_is_no_aim() -> None:
    pair = make_pair(aim("hoped", "d-a", Act.THOUGHT), aim("planned", "d-b", Act.THOUGHT))
    assert list(find_aims(pair)) == []


def test_what_its_source_denies_is_neither_surer_nor_less_sure() -> None:
    left, right = lost("may have lost", C.POSSIBLE, "d-a"), lost("had lost", C.CERTAIN, "d-b")
    modality = replace(right.claim.modality, denied=True, polarity=Polarity.NEGATIVE)
    right = replace(right, claim=replace(right.claim, modality=modality))
    assert kinds(make_pair(left, right)) == []
    assert kinds(make_pair(right, left)) == []


def test_yes_against_no_is_no_matter_of_hedges() -> None:
    left = lost("may lose", C.POSSIBLE, "d-a")
    assert kinds(make_pair(left, lost("will lose", C.CERTAIN, "d-b", polarity=Polarity.NEGATIVE))) == []


def test_the_hedge_of_a_noun_is_lost_however_the_verb_is_negated() -> None:
    left = make_profile("The mayor does not know of a reported offer from Arland.")
    right = make_profile("The mayor is unaware of the offer from Arland.", document="d-b")
    modality = replace(left.claim.modality, polarity=Polarity.NEGATIVE)
    left = replace(left, claim=replace(left.claim, modality=modality))
    (found,) = find_hedges(make_pair(left, right))
    assert found.kind is K.HEDGE_DROPPED


def governed(text: str, words: str, lemma: str, certainty: Certainty, document: str) -> ClaimProfile:
    verb = {"words": words, "lemma": lemma}
    return make_profile(text, document=document, predicates=[verb], certainty=certainty)


def test_words_that_hedge_the_whole_of_a_statement_can_be_dropped() -> None:
    left = governed(
        "We cannot rule out that a weir gave way.", "cannot rule out", "rule out", C.POSSIBLE, "d-a"
    )
    right = governed("A weir gave way.", "gave way", "give", C.CERTAIN, "d-b")
    (found,) = find_hedges(make_pair(left, right))
    assert found.kind is K.HEDGE_DROPPED
    assert "We cannot rule out that" in found.reason
    assert kinds(make_pair(right, left)) == [K.HEDGE_ADDED]


def test_an_adjective_before_the_same_words_hedges_nothing() -> None:
    left = governed("The old weir gave way.", "gave way", "give", C.POSSIBLE, "d-a")
    right = governed("Weir gave way.", "gave way", "give", C.CERTAIN, "d-b")
    assert not any("stands under" in found.reason for found in find_hedges(make_pair(left, right)))
