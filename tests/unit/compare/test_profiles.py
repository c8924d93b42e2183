"""Profiles hold all that claims are compared by."""

from __future__ import annotations

from kg.compare.profiles import read_card, read_profiles
from kg.model import Act, Entity
from kg.resolve import resolve_entities
from tests.records import dam_reading, plan_reading

DAM = dam_reading()
ENTITIES = resolve_entities([DAM])
ENTITY_OF: dict[tuple[str, str], Entity] = {pair: entity for entity in ENTITIES for pair in entity.referents}
CARD = read_card(DAM, ENTITY_OF)


def test_a_card_names_the_publisher_by_its_entity() -> None:
    own = ENTITY_OF[DAM.document.id, DAM.document.publisher.id]
    assert (CARD.publisher, CARD.publisher_label) == (own.id, "Example Daily")


def test_without_an_entity_the_publisher_is_itself() -> None:
    assert read_card(DAM, {}).publisher == DAM.document.publisher.id


def test_the_length_is_that_of_headline_and_body() -> None:
    assert CARD.length == len(DAM.document.text) - 1  # the line break between them


def test_there_is_a_profile_for_every_claim() -> None:
    assert [profile.claim for profile in read_profiles(DAM, ENTITY_OF, CARD)] == list(DAM.claims)


def test_intentions_and_deeds_have_profiles_too() -> None:
    plan = plan_reading()
    profiles = read_profiles(plan, {}, read_card(plan, {}))
    assert {Act.INTENTION, Act.DEED} <= {profile.claim.attribution.act for profile in profiles}


def test_a_profile_knows_who_its_referents_are() -> None:
    profile = read_profiles(DAM, ENTITY_OF, CARD)[0]
    labels = {party.label for party in profile.parties.values()}
    assert labels == {"officials of the water ministry", "Reuters", "Rivne"}
    speaker = profile.party(profile.claim.attribution.source)
    assert speaker is not None
    assert not speaker.named


def test_a_referent_without_an_entity_is_nobody() -> None:
    assert all(not profile.parties for profile in read_profiles(DAM, {}, CARD))


def test_a_profile_has_the_sentence_of_its_claim() -> None:
    for profile in read_profiles(DAM, ENTITY_OF, CARD):
        assert profile.claim.text in profile.sentence
