"""Statements of which one is the other one negated."""

from __future__ import annotations

import pytest

from kg.compare.alignment import RELATED, align
from kg.compare.contradictions import contradiction
from kg.compare.denials import affirmed_words, differ_in_negation_alone
from kg.compare.kinds.polarities import find_polarities
from kg.compare.records import ClaimProfile, Party
from kg.model import EntityKind, Polarity
from tests.unit.compare.made import make_pair, make_profile

KELLAN = Party("e-kellan", "Kellan", EntityKind.ORGANIZATION, True)
THEM = Party("e-them", "the insurers", EntityKind.GROUP, False)
PARTIES = {"Kellan": KELLAN, "the insurers": THEM}


def said(text: str, document: str = "d-a", polarity: Polarity = Polarity.POSITIVE) -> ClaimProfile:
    parties = {name: party for name, party in PARTIES.items() if name in text}
    return make_profile(text, document=document, polarity=polarity, parties=parties)


def denied(text: str, document: str = "d-b") -> ClaimProfile:
    return said(text, document, Polarity.NEGATIVE)


NEGATED = [
    ("The council does not own the old mill", "The council owns the old mill"),
    ("The council doesn’t own the old mill", "the council owns an old mill"),
    ("The town didn't flood in spring", "The town flooded in spring"),
    ("The old mill can’t be saved", "The old mill can be saved"),
    ("The old mill cannot be saved", "The old mill can be saved"),
    ("The old mill won't be sold", "The old mill will be sold"),
    ("The tower held no 40 bells", "The tower held 40 bells"),
    ("Ferries never sail in deep winter", "Ferries sail in deep winter"),
]


@pytest.mark.parametrize(("negated", "affirmed"), NEGATED)
def test_a_negation_is_all_that_two_statements_differ_in(negated: str, affirmed: str) -> None:
    assert differ_in_negation_alone(said(affirmed), denied(negated))


@pytest.mark.parametrize(("negated", "affirmed"), [*NEGATED, ("The mill is not safe", "The mill is safe")])
def test_which_of_the_two_is_asked_first_changes_nothing(negated: str, affirmed: str) -> None:
    one, other = said(affirmed), denied(negated)
    assert differ_in_negation_alone(one, other) is differ_in_negation_alone(other, one)
    for left, right in (("d-a", "d-b"), ("d-b", "d-a")):
        found = align(said(affirmed, left), denied(negated, right))
        assert (found is not None) is differ_in_negation_alone(one, other)


@pytest.mark.parametrize(
    ("negated", "affirmed"),
    [
        ("The council does not own the old mill", "The council owns the new mill"),
        ("The strike was not about pay in the port", "The strike was only about pay in the port"),
        ("The council did not question the port mayor", "The council did the port mayor"),
        ("The ferry crew failed to leave port", "The ferry crew to leave port"),
    ],
)
def test_another_word_is_more_than_a_negation(negated: str, affirmed: str) -> None:
    assert not differ_in_negation_alone(said(affirmed), denied(negated))


def test_two_that_both_affirm_or_both_deny_do_not_differ_in_it() -> None:
    text = "The council does not own the old mill"
    assert not differ_in_negation_alone(said(text), said(text, "d-b"))
    assert not differ_in_negation_alone(denied(text, "d-a"), denied(text))


@pytest.mark.parametrize(
    ("negated", "affirmed"),
    [
        ("It is not true", "It is true"),
        ("That was not enough", "That was enough"),
        ("She does not own the old mill", "She owns the old mill"),
        ("the insurers do not agree", "the insurers agree"),
    ],
)
def test_what_may_be_said_of_anybody_is_no_matter_by_itself(negated: str, affirmed: str) -> None:
    assert not differ_in_negation_alone(said(affirmed), denied(negated))
    assert align(said(affirmed), denied(negated)) is None


def test_few_words_are_enough_of_one_who_is_named() -> None:
    left, right = said("Kellan disputes this"), denied("Kellan does not dispute this")
    found = align(left, right)
    assert found is not None
    assert found.score >= RELATED
    assert found.reasons == ("the same words but for a negation",)


def test_a_name_does_not_tell_who_a_pronoun_is() -> None:
    assert not differ_in_negation_alone(said("Kellan told her"), denied("Kellan did not tell her"))


def test_one_name_of_two_is_no_one_whom_both_name() -> None:
    other = make_profile(
        "Kellan does not dispute this",
        document="d-b",
        polarity=Polarity.NEGATIVE,
        parties={"Kellan": Party("e-town", "Kellan", EntityKind.PLACE, True)},
    )
    assert not differ_in_negation_alone(said("Kellan disputes this"), other)


def test_a_denial_is_a_flip_and_no_member_of_the_group() -> None:
    own = {"words": "owns", "lemma": "own", "agent": "Kellan"}
    left = make_profile("Kellan owns the old mill", parties={"Kellan": KELLAN}, predicates=[own])
    not_own = {"words": "does not own", "lemma": "own", "agent": "Kellan", "polarity": Polarity.NEGATIVE}
    right = make_profile(
        "Kellan does not own the old mill", document="d-b", parties={"Kellan": KELLAN},
        predicates=[not_own], polarity=Polarity.NEGATIVE,
    )  # fmt: skip
    assert contradiction(left, right)
    assert len(list(find_polarities(make_pair(left, right, score=1.0)))) == 1


@pytest.mark.parametrize("text", ["", "not", "n't", "Don’t", "cannot", "No, never."])
def test_a_text_that_only_negates_affirms_nothing_but_its_auxiliary(text: str) -> None:
    assert set(affirmed_words(text)) <= {"can"}
