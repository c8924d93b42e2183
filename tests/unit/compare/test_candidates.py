"""Which claims are found as worth comparing, and how a shelf keeps them."""

from __future__ import annotations

import pytest

from kg.compare.candidates import MemoryShelf, StoredAlignment, keys_of
from kg.compare.records import ClaimProfile
from tests.unit.compare.made import ARLAND, ARLANDERS, BREMM, make_profile

FLOOD = "Arland evacuated 1,400 villagers from the flooded valley before the levee collapsed"
OTHER_WORDS = "when the levee gave way, the flooded valley had been cleared by Arland"
ELSEWHERE = "a parcel of smoked eel was left on the tram to Dunmore"


def of(text: str, document: str = "d-a") -> ClaimProfile:
    named = {"Arland": ARLAND} if "Arland" in text else {}
    return make_profile(text, document=document, parties=named)


def put(shelf: MemoryShelf, *profiles: ClaimProfile, day: int | None = 100) -> None:
    shelf.put(profiles[0].card.id, day, [(profile, keys_of(profile)) for profile in profiles])


def found(shelf: MemoryShelf, profile: ClaimProfile) -> list[str]:
    return [one.card.id for one in shelf.candidates(profile, keys_of(profile))]


def test_equal_words_share_a_key_whatever_their_case_and_articles() -> None:
    assert keys_of(of("the pier is shut")) & keys_of(of("The Pier is shut", "d-b"))


def test_claims_of_one_matter_share_a_key() -> None:
    assert keys_of(of(FLOOD)) & keys_of(of(OTHER_WORDS, "d-b"))


def test_claims_that_only_name_the_same_country_share_none() -> None:
    assert not keys_of(of(FLOOD)) & keys_of(of("Arland won the handball final in extra time", "d-b"))


def test_a_people_is_found_by_its_country() -> None:
    left = of("Arland shelled the customs house")
    right = make_profile(
        "shells of the Arlanders hit the customs house", document="d-b", parties={"Arlanders": ARLANDERS}
    )
    assert ARLAND.country == ARLANDERS.country
    assert len(keys_of(left) & keys_of(right)) > 1


def test_keys_are_made_of_the_claim_alone() -> None:
    before = keys_of(of(FLOOD))
    put(MemoryShelf(), of(FLOOD, "d-b"), of(OTHER_WORDS, "d-b"))
    assert keys_of(of(FLOOD)) == before


def test_keys_fit_a_signed_integer_of_64_bits_and_are_few() -> None:
    keys = keys_of(of(" ".join([FLOOD, OTHER_WORDS, ELSEWHERE] * 3)))
    assert len(keys) <= 64
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_a_range_is_found_by_either_end() -> None:
    low = make_profile(
        "the levee needs 4,000 to 6,000 sandbags",
        quantities=[{"words": "4,000 to 6,000", "low": 4000.0, "high": 6000.0}],
    )
    high = make_profile(
        "up to 6,000 sandbags for the levee", document="d-b", quantities=[{"words": "6,000", "value": 6000.0}]
    )
    assert len(keys_of(low) & keys_of(high)) > 1


def test_a_claim_is_found_in_another_article_and_not_in_its_own() -> None:
    shelf = MemoryShelf()
    put(shelf, of(FLOOD))
    put(shelf, of(OTHER_WORDS, "d-b"))
    assert found(shelf, of(FLOOD)) == ["d-b"]


def test_what_shares_no_key_is_not_looked_at() -> None:
    shelf = MemoryShelf()
    put(shelf, of(ELSEWHERE, "d-b"))
    assert found(shelf, of(FLOOD)) == []


def test_an_unrelated_article_changes_nothing() -> None:
    shelf = MemoryShelf()
    put(shelf, of(OTHER_WORDS, "d-b"))
    before = found(shelf, of(FLOOD))
    put(shelf, of(ELSEWHERE, "d-c"))
    assert found(shelf, of(FLOOD)) == before


def test_what_shares_more_comes_first() -> None:
    shelf = MemoryShelf()
    put(shelf, of(FLOOD))
    put(shelf, of(OTHER_WORDS, "d-b"))
    put(shelf, of(FLOOD, "d-c"))
    assert found(shelf, of(FLOOD)) == ["d-c", "d-b"]


def test_of_too_many_the_nearest_in_time_are_taken() -> None:
    shelf = MemoryShelf()
    put(shelf, of(FLOOD), day=100)
    for day in range(200):
        put(shelf, of(FLOOD, f"d-{day:03}"), day=day)
    near = found(shelf, of(FLOOD))
    assert 0 < len(near) <= 64
    assert set(near) == {f"d-{day:03}" for day in range(100 - len(near) // 2, 100 + len(near) // 2)}


def test_the_order_in_which_articles_came_changes_nothing() -> None:
    one, other = MemoryShelf(), MemoryShelf()
    articles = [of(FLOOD, f"d-{number}") for number in range(80)]
    for profile in articles:
        put(one, profile)
    for profile in reversed(articles):
        put(other, profile)
    assert found(one, articles[3]) == found(other, articles[3])


def test_a_dropped_article_is_found_no_more() -> None:
    shelf = MemoryShelf()
    put(shelf, of(FLOOD))
    put(shelf, of(FLOOD, "d-b"))
    shelf.put_alignments([StoredAlignment("c-1", "c-2", "d-a", "d-b", 0.9, 0.5)])
    shelf.drop("d-b")
    assert (found(shelf, of(FLOOD)), shelf.profiles_of("d-b"), list(shelf.alignments_of("d-a"))) == (
        [],
        (),
        [],
    )


def test_an_article_put_again_takes_the_place_of_itself() -> None:
    shelf = MemoryShelf()
    put(shelf, of(FLOOD))
    put(shelf, of(ELSEWHERE))
    assert [profile.claim.text for profile in shelf.profiles_of("d-a")] == [ELSEWHERE]


def test_a_claim_is_found_by_its_id() -> None:
    shelf, profile = MemoryShelf(), of(FLOOD)
    put(shelf, profile)
    assert (shelf.profile(profile.id), shelf.profile("c-none")) == (profile, None)


@pytest.mark.parametrize("document", ["d-a", "d-b"])
def test_an_alignment_is_remembered_for_both_articles_and_once(document: str) -> None:
    shelf = MemoryShelf()
    shelf.put_alignments([StoredAlignment("c-1", "c-2", "d-a", "d-b", 0.5, 0.5)])
    shelf.put_alignments([StoredAlignment("c-1", "c-2", "d-a", "d-b", 0.9, 0.5)])
    assert [one.score for one in shelf.alignments_of(document)] == [0.9]


def test_a_place_of_another_country_is_no_country_of_the_people() -> None:
    left = make_profile("the Arlanders sank a lugger", parties={"Arlanders": ARLANDERS})
    right = make_profile("Bremm sank a dinghy", document="d-b", parties={"Bremm": BREMM})
    assert not keys_of(left) & keys_of(right)
