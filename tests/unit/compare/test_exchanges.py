"""Two that changed places, and two of which each did it to the other."""

from __future__ import annotations

import pytest

from kg.compare.alignment import RELATED, align
from kg.compare.contradictions import contradiction
from kg.compare.exchanges import are_exchanged, have_changed_places, have_one_name, is_one
from kg.compare.kinds.roles import find_roles
from kg.compare.records import ClaimProfile, Party
from kg.model import EntityKind, TimeValue
from tests.unit.compare.made import ARLAND, BREMM, OFFICIALS, ORR, VASQ, make_pair, make_profile

Act = tuple[str, str, str]
"""Words of the verb, who does it, whom it is done to."""

PARTIES = {"Arland": ARLAND, "Bremm": BREMM, "Ana Vasq": VASQ, "Tom Orr": ORR, "officials": OFFICIALS}


def tell(text: str, *acts: Act, document: str = "d-a", lemma: str = "shell", **more: object) -> ClaimProfile:
    verbs = [
        {"words": words, "lemma": lemma, "agent": agent, "patient": patient} for words, agent, patient in acts
    ]
    parties = {name: party for name, party in PARTIES.items() if name in text}
    return make_profile(text, document=document, parties=parties, predicates=verbs, **more)  # type: ignore[arg-type]


BLOW = tell("Arland shelled Bremm", ("shelled", "Arland", "Bremm"))
ANSWER = tell("Bremm shelled Arland", ("shelled", "Bremm", "Arland"), document="d-b")
BOTH = tell(
    "Bremm shelled Arland after it had been shelled by Arland itself",
    ("shelled", "Bremm", "Arland"),
    ("been shelled", "Arland", "Bremm"),
    document="d-b",
)


def test_who_did_it_to_whom_is_exchanged_in_either_order_of_the_claims() -> None:
    assert have_changed_places(BLOW, ANSWER, {"shell"})
    assert have_changed_places(ANSWER, BLOW, {"shell"})


def test_the_same_act_and_its_passive_are_no_exchange() -> None:
    passive = tell("Bremm was shelled by Arland", ("was shelled", "Arland", "Bremm"), document="d-b")
    assert not have_changed_places(BLOW, passive, {"shell"})


def test_an_act_is_compared_with_that_act_alone() -> None:
    other = tell("Bremm envied Arland", ("envied", "Bremm", "Arland"), document="d-b", lemma="envy")
    assert not have_changed_places(BLOW, other, {"shell", "envy"})
    assert not are_exchanged(BLOW, BLOW.claim.predicates[0], other, other.claim.predicates[0])
    assert not have_changed_places(BLOW, ANSWER, {"envy"})
    assert not have_changed_places(BLOW, ANSWER, ())


@pytest.mark.parametrize("lemma", ["meet", "marry", "be", "have"])
def test_verbs_whose_roles_tell_nothing_are_passed_over(lemma: str) -> None:
    left = tell("Arland met Bremm", ("met", "Arland", "Bremm"), lemma=lemma)
    right = tell("Bremm met Arland", ("met", "Bremm", "Arland"), document="d-b", lemma=lemma)
    assert not have_changed_places(left, right, {lemma})
    assert not contradiction(left, right)
    assert list(find_roles(make_pair(left, right))) == []


def test_one_who_stayed_in_place_is_no_exchange() -> None:
    other = tell("Tom Orr shelled Arland", ("shelled", "Tom Orr", "Arland"), document="d-b")
    assert not have_changed_places(BLOW, other, {"shell"})


def test_a_blow_and_its_answer_told_together_are_no_exchange_of_the_blow() -> None:
    assert not have_changed_places(BLOW, BOTH, {"shell"})
    assert not have_changed_places(BOTH, BLOW, {"shell"})
    assert contradiction(BLOW, BOTH) == ""
    assert list(find_roles(make_pair(BLOW, BOTH))) == []
    assert list(find_roles(make_pair(BOTH, BLOW))) == []


def test_an_answer_on_another_day_is_no_reversal_of_the_blow() -> None:
    days = ("2025-03-01", "2025-03-02")
    left, same, later = (
        tell(text, act, document=document, event_time=TimeValue(value=day, text=day))
        for text, act, document, day in (
            ("Arland shelled Bremm", ("shelled", "Arland", "Bremm"), "d-a", days[0]),
            ("Bremm shelled Arland", ("shelled", "Bremm", "Arland"), "d-b", days[0]),
            ("Bremm shelled Arland", ("shelled", "Bremm", "Arland"), "d-b", days[1]),
        )
    )
    assert len(list(find_roles(make_pair(left, same)))) == 1
    assert list(find_roles(make_pair(left, later))) == []


def test_who_has_no_name_may_be_anybody() -> None:
    left = tell("officials sued Tom Orr", ("sued", "officials", "Tom Orr"), lemma="sue")
    right = tell("Tom Orr sued officials", ("sued", "Tom Orr", "officials"), document="d-b", lemma="sue")
    assert not have_changed_places(left, right, {"sue"})


def test_who_does_it_to_himself_changes_places_with_nobody() -> None:
    left = tell("Ana Vasq praised Ana Vasq", ("praised", "Ana Vasq", "Ana Vasq"), lemma="praise")
    right = tell(
        "Ana Vasq praised Ana Vasq", ("praised", "Ana Vasq", "Ana Vasq"), document="d-b", lemma="praise"
    )
    assert not have_changed_places(left, right, {"praise"})


def test_a_verb_without_one_of_its_sides_is_passed_over() -> None:
    half = make_profile(
        "Bremm shelled on",
        document="d-b",
        parties={"Bremm": BREMM},
        predicates=[{"words": "shelled", "lemma": "shell", "agent": "Bremm"}],
    )
    assert not have_changed_places(BLOW, half, {"shell"})


def test_however_short_two_such_claims_speak_of_one_matter_and_are_no_group() -> None:
    found = align(BLOW, ANSWER)
    assert found is not None
    assert found.score >= RELATED
    assert contradiction(BLOW, ANSWER)


def test_one_name_is_one_beside_one_verb_and_other_names_are_not() -> None:
    firm = Party("e-firm", "ana vasq", EntityKind.ORGANIZATION, True)
    nameless = Party("e-vasq", "the pilot", EntityKind.PERSON, False)
    assert is_one(VASQ, firm)
    assert is_one(firm, VASQ)
    assert not is_one(VASQ, ORR)
    assert not is_one(VASQ, nameless)


def test_a_name_of_a_person_and_of_a_body_is_one_name_and_of_two_persons_is_not_told_so() -> None:
    firm = Party("e-firm", "ANA VASQ", EntityKind.ORGANIZATION, True)
    namesake = Party("e-other", "Ana Vasq", EntityKind.PERSON, True)
    assert have_one_name(VASQ, firm)
    assert have_one_name(firm, VASQ)
    assert not have_one_name(VASQ, namesake)
    assert not have_one_name(VASQ, Party("e-port", "Ana Vasq", EntityKind.PLACE, True))
