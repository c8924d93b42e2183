"""Speakers that were dropped or exchanged."""

from __future__ import annotations

from dataclasses import replace

from kg.compare.kinds.attributions import find_attributions
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, CreditedOutlet, Party
from kg.model import Act, DiscrepancyKind, EntityKind
from tests.unit.compare.made import DAILY, OFFICIALS, ORR, VASQ, make_pair, make_profile

K = DiscrepancyKind
VERB = {"words": "will fall", "lemma": "fall"}


def said(text: str, source: str, party: Party, cue: str = "said", **fields: object) -> ClaimProfile:
    fields.setdefault("document", "d-b")
    content = text.partition(",")[0]
    return make_profile(text, content, source=source, cue=cue, parties={source: party}, **fields)  # type: ignore[arg-type]


def by_vasq(**fields: object) -> ClaimProfile:
    return said(
        "The pier will fall by May, Ana Vasq said.",
        "Ana Vasq",
        VASQ,
        document="d-a",
        predicates=[VERB],
        **fields,
    )


def own_voice(text: str = "The pier will fall by May.") -> ClaimProfile:
    return make_profile(text, document="d-b", predicates=[VERB])


def kinds(pair: Pair) -> list[DiscrepancyKind]:
    return [found.kind for found in find_attributions(pair)]


def test_a_claim_told_in_own_voice_has_lost_its_speaker() -> None:
    (found,) = find_attributions(make_pair(by_vasq(), own_voice(), ("fall", "fall")))
    assert found.kind is K.ATTRIBUTION_DROPPED
    assert "Ana Vasq" in found.reason
    assert found.left_words
    assert found.right_words == ()


def test_an_outlet_that_carries_a_claim_is_no_speaker() -> None:
    right = said(
        "The pier will fall by May, Tide Daily reported.", "Tide Daily", DAILY, "reported", predicates=[VERB]
    )
    (found,) = find_attributions(make_pair(by_vasq(), right, ("fall", "fall")))
    assert found.kind is K.ATTRIBUTION_DROPPED
    assert "Tide Daily" in found.reason


def test_an_outlet_that_is_added_in_between_changes_nobody() -> None:
    text = "The pier will fall by May, Ana Vasq told Tide Daily."
    right = make_profile(
        text,
        "The pier will fall by May",
        document="d-b",
        source="Ana Vasq",
        carrier="Tide Daily",
        cue="told",
        parties={"Ana Vasq": VASQ, "Tide Daily": DAILY},
    )
    assert kinds(make_pair(by_vasq(), right)) == []


def test_an_outlet_alone_that_the_copy_credits_nowhere_is_lost() -> None:
    left = said(
        "The pier will fall by May, Tide Daily reported.", "Tide Daily", DAILY, "reported", document="d-a"
    )
    (found,) = find_attributions(make_pair(left, own_voice()))
    assert found.kind is K.ATTRIBUTION_DROPPED
    assert "Tide Daily nowhere" in found.reason


def test_an_outlet_that_the_copy_credits_elsewhere_is_not_lost() -> None:
    left = said(
        "The pier will fall by May, Tide Daily reported.", "Tide Daily", DAILY, "reported", document="d-a"
    )
    right = own_voice()
    credit = CreditedOutlet(DAILY.entity, DAILY.label, ())
    crediting = replace(right, card=replace(right.card, credits=(credit,)))
    assert kinds(make_pair(left, crediting)) == []


def test_another_speaker_is_a_change() -> None:
    right = said("The pier will fall by May, Tom Orr said.", "Tom Orr", ORR)
    (found,) = find_attributions(make_pair(by_vasq(), right))
    assert found.kind is K.ATTRIBUTION_CHANGED
    assert "Ana Vasq" in found.reason
    assert "Tom Orr" in found.reason


def test_two_descriptions_may_be_one_source() -> None:
    left = said(
        "The pier will fall by May, one of the officials said.",
        "one of the officials",
        OFFICIALS,
        document="d-a",
    )
    other = Party("e-official", "official", EntityKind.GROUP, False)
    right = said("The pier will fall by May, a port official said.", "a port official", other)
    assert kinds(make_pair(left, right)) == []


def test_descriptions_of_two_sorts_of_sources_are_two_sources() -> None:
    left = said(
        "The pier will fall by May, an analyst said.",
        "an analyst",
        Party("e-1", "analyst", EntityKind.PERSON, False),
        document="d-a",
    )
    right = said(
        "The pier will fall by May, one official said.",
        "one official",
        Party("e-2", "official", EntityKind.PERSON, False),
    )
    assert kinds(make_pair(left, right)) == [K.ATTRIBUTION_CHANGED]


def test_a_body_and_whoever_speaks_for_it_are_one() -> None:
    union = Party("e-union", "Harbour Union", EntityKind.ORGANIZATION, True)
    left = said("The pier will fall by May, Harbour Union said.", "Harbour Union", union, document="d-a")
    right = said(
        "The pier will fall by May, Tom Orr of the Harbour Union said.", "Tom Orr of the Harbour Union", ORR
    )
    assert kinds(make_pair(left, right)) == []


def test_without_lineage_two_articles_may_well_quote_two_people() -> None:
    right = said("The pier will fall by May, Tom Orr said.", "Tom Orr", ORR)
    assert kinds(make_pair(by_vasq(), right, descends=False, copied=0.4)) == []


def test_with_another_number_it_is_another_statement() -> None:
    left = said(
        "The pier lost 40 planks, Ana Vasq said.", "Ana Vasq", VASQ, document="d-a",
        quantities=[{"words": "40", "value": 40, "unit": "planks", "of": "planks"}],
    )  # fmt: skip
    right = make_profile(
        "The pier lost 60 planks.", document="d-b",
        quantities=[{"words": "60", "value": 60, "unit": "planks", "of": "planks"}],
    )  # fmt: skip
    assert kinds(make_pair(left, right)) == []


def test_whoever_intends_something_is_no_speaker() -> None:
    assert kinds(make_pair(by_vasq(act=Act.INTENTION), own_voice())) == []


def test_a_speaker_whom_the_sentence_names_was_missed_by_the_reading_only() -> None:
    right = make_profile(
        "The pier will fall by May, says Vasq.",
        "The pier will fall by May",
        document="d-b",
        predicates=[VERB],
    )
    assert kinds(make_pair(by_vasq(), right, ("fall", "fall"))) == []


def test_what_is_said_in_passing_needs_no_source() -> None:
    text = "The pier, which feeds 40 families, will fall by May, Ana Vasq said."
    feeds = {"words": "feeds", "lemma": "feed", "main": False}
    left = make_profile(
        text,
        text.rpartition(",")[0],
        source="Ana Vasq",
        cue="said",
        parties={"Ana Vasq": VASQ},
        predicates=[feeds, VERB],
    )
    right = make_profile(
        "The pier feeds 40 families.", document="d-b", predicates=[{"words": "feeds", "lemma": "feed"}]
    )
    assert kinds(make_pair(left, right, ("feeds", "feeds"))) == []


def test_a_speaker_inside_the_content_is_not_whoever_said_it() -> None:
    crews = Party("e-crews", "crews", EntityKind.GROUP, True)
    text = "The crews showed the pier is no ruin, Ana Vasq said."
    left = make_profile(
        text,
        text.rpartition(",")[0],
        source="Ana Vasq",
        cue="said",
        parties={"The crews": crews, "Ana Vasq": VASQ},
    )
    right_text = "The crews showed that the pier is no ruin."
    right = make_profile(
        right_text,
        "the pier is no ruin",
        document="d-b",
        source="The crews",
        cue="showed",
        parties={"The crews": crews},
    )
    assert kinds(make_pair(left, right)) == [K.ATTRIBUTION_DROPPED]


def test_a_name_that_gave_way_to_a_description_which_nothing_bears_out_is_a_change() -> None:
    admiral = Party("e-9", "admiral", EntityKind.PERSON, False)
    right = said("The pier will fall by May, a retired admiral said.", "a retired admiral", admiral)
    (found,) = find_attributions(make_pair(by_vasq(), right, copied=1.0))
    assert found.kind is K.ATTRIBUTION_CHANGED
    assert "nothing beside the name" in found.reason


def test_a_description_that_stands_beside_the_name_is_the_same_person() -> None:
    admiral = Party("e-9", "admiral", EntityKind.PERSON, False)
    text = "The pier will fall by May, said the admiral Ana Vasq."
    left = make_profile(
        text, text.partition(",")[0], source="Ana Vasq", cue="said", parties={"Ana Vasq": VASQ}
    )
    right = said("The pier will fall by May, a retired admiral said.", "a retired admiral", admiral)
    assert kinds(make_pair(left, right, copied=1.0)) == []


def test_an_outlet_that_one_article_takes_for_a_body_is_the_same_outlet() -> None:
    body = Party("e-body", "Tide Daily", EntityKind.ORGANIZATION, True)
    left = said("The pier will fall by May, Tide Daily said.", "Tide Daily", body, document="d-a")
    right = said("The pier will fall by May, Tide Daily said.", "Tide Daily", DAILY)
    assert kinds(make_pair(left, right)) == []
