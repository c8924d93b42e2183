"""Roles that were swapped, negations, tenses."""

from __future__ import annotations

import pytest

from kg.compare.asides import read_asides
from kg.compare.kinds.polarities import find_polarities
from kg.compare.kinds.roles import find_roles
from kg.compare.kinds.tenses import find_tenses
from kg.compare.records import ClaimProfile, Party
from kg.model import Certainty, DiscrepancyKind, EntityKind, Polarity, Tense
from tests.unit.compare.made import ARLAND, ARLANDERS, BREMM, make_pair, make_profile

ARMY = Party("e-army", "Arland army", EntityKind.GROUP, False, "AR")
PARTIES = {"the Arlanders": ARLANDERS, "Bremm": BREMM}


def backing(text: str, words: str, agent: str, patient: str, document: str = "d-b") -> ClaimProfile:
    parties = {"Arlanders": ARLANDERS, "Arland": ARLAND, "Bremm": BREMM, "The army": ARMY}
    verb = {"words": words, "lemma": "back", "agent": agent, "patient": patient}
    return make_profile(
        text, document=document, predicates=[verb], parties={k: v for k, v in parties.items() if k in text}
    )


LEFT = backing("Arlanders backing Bremm attack.", "backing", "Arlanders", "Bremm", "d-a")


def test_two_that_changed_places_are_a_role_reversal() -> None:
    right = backing("Arlanders, backed by Bremm, attack.", "backed", "Bremm", "Arlanders")
    (found,) = find_roles(make_pair(LEFT, right))
    assert found.kind is DiscrepancyKind.ROLE_REVERSAL
    assert "Arlanders" in found.reason


def test_active_and_passive_of_one_act_are_the_same() -> None:
    right = backing("Bremm, backed by Arlanders, attacks.", "backed", "Arlanders", "Bremm")
    assert list(find_roles(make_pair(LEFT, right))) == []


def test_people_and_their_country_are_near_enough() -> None:
    right = backing("The army, backed by Bremm, attacks.", "backed", "Bremm", "The army")
    assert len(list(find_roles(make_pair(LEFT, right)))) == 1


def test_a_noun_with_its_owner_can_swap_roles_too() -> None:
    text = "Arlanders, with Bremm’s backing, attack."
    attack = {"words": "attack", "lemma": "attack", "agent": "Arlanders"}
    right = make_profile(
        text,
        document="d-b",
        predicates=[attack],
        parties={"Arlanders": ARLANDERS, "Bremm": BREMM},
        places=["Bremm"],
    )
    (found,) = find_roles(make_pair(LEFT, right))
    assert [text[start:end] for start, end in found.right_words] == ["Bremm", "backing"]


def test_other_verbs_between_the_same_two_are_no_reversal() -> None:
    verb = {"words": "envies", "lemma": "envy", "agent": "Bremm", "patient": "Arlanders"}
    right = make_profile(
        "Bremm envies Arlanders.",
        document="d-b",
        predicates=[verb],
        parties={"Arlanders": ARLANDERS, "Bremm": BREMM},
    )
    assert list(find_roles(make_pair(LEFT, right))) == []


def opened(words: str, polarity: Polarity, document: str, lemma: str = "open") -> ClaimProfile:
    verb = {"words": words, "lemma": lemma, "polarity": polarity, "agent": "The gate"}
    return make_profile(f"The gate {words} in May.", document=document, predicates=[verb], polarity=polarity)


def test_a_main_verb_that_is_negated_on_one_side_is_a_flip() -> None:
    left, right = (
        opened("will open", Polarity.POSITIVE, "d-a"),
        opened("will not open", Polarity.NEGATIVE, "d-b"),
    )
    assert len(list(find_polarities(make_pair(left, right)))) == 1


def test_two_negations_are_the_same() -> None:
    left, right = (
        opened("will not open", Polarity.NEGATIVE, "d-a"),
        opened("never opens", Polarity.NEGATIVE, "d-b"),
    )
    assert list(find_polarities(make_pair(left, right))) == []


def test_be_and_a_word_of_denial_are_no_flip_of_be_and_not() -> None:
    left = make_profile(
        "The mayor is not familiar with it.", polarity=Polarity.NEGATIVE,
        predicates=[{"words": "is not", "lemma": "be", "polarity": Polarity.NEGATIVE, "agent": "The mayor"}],
    )  # fmt: skip
    right = make_profile(
        "The mayor was unaware of it.", document="d-b",
        predicates=[{"words": "was", "lemma": "be", "agent": "The mayor"}],
    )  # fmt: skip
    assert list(find_polarities(make_pair(left, right))) == []


def closes(words: str, tense: Tense, document: str, published: str = "2025-03-04") -> ClaimProfile:
    verb = {"words": words, "lemma": "close", "tense": tense, "agent": "The port", "patient": "the pier"}
    return make_profile(
        f"The port {words} the pier.", document=document, predicates=[verb], published=published
    )


def test_what_will_be_against_what_was_is_a_shift_of_tense() -> None:
    left, right = closes("will close", Tense.FUTURE, "d-a"), closes("closed", Tense.PAST, "d-b")
    (found,) = find_tenses(make_pair(left, right, days=0))
    assert found.kind is DiscrepancyKind.TENSE_SHIFT


def test_a_later_article_may_bring_news_and_says_so() -> None:
    left, right = closes("will close", Tense.FUTURE, "d-a"), closes("closed", Tense.PAST, "d-b")
    soon, later = (next(find_tenses(make_pair(left, right, days=days))) for days in (0, 9))
    assert later.score < soon.score
    assert "9 days later" in later.reason


def test_the_present_of_a_headline_is_no_shift() -> None:
    left, right = closes("closes", Tense.PRESENT, "d-a"), closes("closed", Tense.PAST, "d-b")
    assert list(find_tenses(make_pair(left, right))) == []


def test_a_hedge_on_the_same_verb_goes_before_its_tense() -> None:
    verb = {"words": "may close", "lemma": "close", "tense": Tense.FUTURE, "certainty": Certainty.POSSIBLE}
    left = make_profile("The port may close the pier.", predicates=[verb])
    assert list(find_tenses(make_pair(left, closes("closed", Tense.PAST, "d-b")))) == []


def aside(clause: str, document: str, published: str = "2024-12-28") -> ClaimProfile:
    text = f"The mayor, who {clause}, wants a bridge."
    return make_profile(text, "wants a bridge", document=document, published=published)


def test_a_day_that_had_not_come_makes_the_past_impossible_whatever_stands_around_it() -> None:
    left, right = aside("takes office on Jan. 20", "d-a"), aside("took office on January 20", "d-b")
    (found,) = find_tenses(make_pair(left, right))
    assert "had not come" in found.reason
    assert [right.sentence[start:end] for start, end in found.right_words] == ["took office on January 20"]


def test_once_the_day_has_come_the_past_is_news() -> None:
    left = aside("will be sworn in as chair on 20 January", "d-a")
    early, late = (
        aside("was sworn in as chair on January 20", "d-b"),
        aside("was sworn in as chair on January 20", "d-b", "2025-01-22"),
    )
    before, after = (next(find_tenses(make_pair(left, right))) for right in (early, late))
    assert after.score < before.score


def test_an_aside_on_another_day_is_another_event() -> None:
    left, right = aside("takes office on Jan. 20", "d-a"), aside("took office on January 25", "d-b")
    assert list(find_tenses(make_pair(left, right))) == []


def test_an_aside_on_the_day_of_another_year_is_another_event() -> None:
    right = aside("took office on January 20, 2017", "d-b")
    for left in (aside("takes office on Jan. 20", "d-a"), aside("takes office on Jan. 20, 2025", "d-a")):
        assert list(find_tenses(make_pair(left, right))) == []


@pytest.mark.parametrize(
    ("text", "day", "year"),
    [
        ("the hall opened on Sept. 5 in Tarn", (9, 5), None),
        ("the hall opened on 5 September 2017", (9, 5), 2017),
        ("the hall opened on 31st May", (5, 31), None),
        ("the hall opened on Jan. 20, 2017", (1, 20), 2017),
        ("the hall opened on May 12, 300 people came", (5, 12), None),
    ],
)
def test_days_are_read_as_newspapers_write_them(text: str, day: tuple[int, int], year: int | None) -> None:
    (found,) = read_asides(text)
    assert (found.day, found.year) == (day, year)


def test_a_month_is_no_day() -> None:
    assert list(read_asides("the hall opened in May 2024")) == []


def test_an_aside_reads_day_and_verb() -> None:
    (found,) = read_asides("The mayor, who was re-elected on 4 May, left.")
    assert found.day == (5, 4)
    assert {tense for tense, _ in found.verbs.values()} == {Tense.PAST}


def attack(
    text: str, words: str, agent: str, patient: str, document: str, lemma: str = "attack"
) -> ClaimProfile:
    return make_profile(
        text,
        document=document,
        predicates=[{"words": words, "lemma": lemma, "agent": agent, "patient": patient}],
    )


def test_roles_of_nobody_known_are_told_by_their_words() -> None:
    left = attack("Anglers attacked the guards.", "attacked", "Anglers", "the guards", "d-a")
    swapped = attack("The guards attacked anglers.", "attacked", "The guards", "anglers", "d-b")
    passive = attack("The guards were attacked by anglers.", "were attacked", "anglers", "The guards", "d-b")
    assert len(list(find_roles(make_pair(left, swapped)))) == 1
    assert list(find_roles(make_pair(left, passive))) == []


def test_whoever_meets_somebody_is_met() -> None:
    left = attack("Anglers met the guards.", "met", "Anglers", "the guards", "d-a", "meet")
    right = attack("The guards met anglers.", "met", "The guards", "anglers", "d-b", "meet")
    assert list(find_roles(make_pair(left, right))) == []
