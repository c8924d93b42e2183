"""Times and places that cannot both be."""

from __future__ import annotations

import pytest

from kg.compare.kinds.dates import exclude, find_dates
from kg.compare.kinds.places import find_places
from kg.compare.records import ClaimProfile, Party
from kg.model import EntityKind, Precision, TimeValue
from tests.unit.compare.made import ARLAND, BREMM, make_pair, make_profile


def value(iso: str) -> TimeValue:
    return TimeValue(value=iso)


def within(start: str | None, end: str | None) -> TimeValue:
    return TimeValue(start=start, end=end)


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        (value("2025-03-04"), value("2025-03-05"), True),
        (value("2025-03-04"), value("2025-03"), False),
        (value("2025-03-04"), value("2025"), False),
        (value("2025-03-04"), value("2025-04"), True),
        (within(None, "2025-05"), within(None, "2025-06"), True),
        (within(None, "2025-05"), within(None, "2025-05-31"), False),
        (within("2025", None), within("2024", None), True),
        (within(None, "2025-05"), value("2025-04-02"), False),
        (within(None, "2025-05"), value("2025-06-02"), True),
        (within("2025-03-01", "2025-03-07"), within("2025-03-02", "2025-03-08"), False),
        (within("2025-03-01", "2025-03-07"), within("2025-03-08", "2025-03-14"), True),
    ],
)
def test_times_exclude_one_another_as_far_as_their_precision_goes(
    one: TimeValue, other: TimeValue, excluded: bool
) -> None:
    assert exclude(one, other) is excluded
    assert exclude(other, one) is excluded


def dated(words: str, document: str, end: str, text: str = "The gate will open {}.") -> ClaimProfile:
    text = text.format(words)
    start = text.index(words)
    time = TimeValue(end=end, precision=Precision.MONTH, text=words, spans=((start, start + len(words)),))
    return make_profile(text, document=document, event_time=time)


def test_by_may_and_by_june_differ() -> None:
    (found,) = find_dates(make_pair(dated("by May", "d-a", "2025-05"), dated("by June", "d-b", "2025-06")))
    assert "by May" in found.reason
    assert "by June" in found.reason


def test_a_time_that_the_other_claim_has_too_is_not_the_one_that_was_exchanged() -> None:
    left = dated("by May", "d-a", "2025-05", "The gate will open {} and close by June.")
    assert list(find_dates(make_pair(left, dated("by June", "d-b", "2025-06")))) == []


def test_claims_that_are_little_alike_have_times_of_their_own() -> None:
    pair = make_pair(
        dated("by May", "d-a", "2025-05"), dated("by June", "d-b", "2025-06"), score=0.5, descends=False
    )
    assert list(find_dates(pair)) == []


def placed(
    name: str, party: Party, document: str, text: str = "The crowd met in {} on Monday."
) -> ClaimProfile:
    return make_profile(text.format(name), document=document, parties={name: party}, places=[name])


def test_two_places_in_one_slot_differ() -> None:
    pair = make_pair(placed("Arland", ARLAND, "d-a"), placed("Bremm", BREMM, "d-b"))
    (found,) = find_places(pair)
    assert "Arland" in found.reason
    assert "Bremm" in found.reason


def test_an_area_of_which_nobody_knows_where_it_lies_may_hold_the_other_place() -> None:
    marsh = Party("e-marsh", "the Marsh", EntityKind.PLACE, True)
    assert list(find_places(make_pair(placed("Arland", ARLAND, "d-a"), placed("Marsh", marsh, "d-b")))) == []


def test_a_place_and_its_region_of_like_name_are_one() -> None:
    region = Party("e-region", "Arland Region", EntityKind.PLACE, True, "BE")
    assert (
        list(find_places(make_pair(placed("Arland", ARLAND, "d-a"), placed("Arland Region", region, "d-b"))))
        == []
    )


def test_places_of_one_country_weigh_less_since_one_may_lie_in_the_other() -> None:
    town = Party("e-town", "Tarn", EntityKind.PLACE, True, "AR")
    abroad = next(find_places(make_pair(placed("Arland", ARLAND, "d-a"), placed("Bremm", BREMM, "d-b"))))
    inside = next(find_places(make_pair(placed("Arland", ARLAND, "d-a"), placed("Tarn", town, "d-b"))))
    assert inside.score < abroad.score


def test_places_in_other_slots_are_not_compared() -> None:
    left = placed("Arland", ARLAND, "d-a")
    right = placed("Bremm", BREMM, "d-b", "The crowd came from {} on Monday.")
    assert list(find_places(make_pair(left, right))) == []


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Oman", "Romania"), ("Mali", "Somalia")])
def test_a_name_that_holds_another_does_not_name_it(one: str, other: str) -> None:
    left, right = (
        make_profile(
            f"The ferry was built in {name} last year.",
            document=document,
            parties={name: Party(f"e-{name}", name, EntityKind.PLACE, True, name[:2].upper())},
            places=[name],
        )
        for name, document in ((one, "d-a"), (other, "d-b"))
    )
    for pair in (make_pair(left, right, copied=0.9), make_pair(right, left, copied=0.9)):
        assert len(list(find_places(pair))) == 1


@pytest.mark.parametrize(("one", "other"), [("on May 2", "on May 20"), ("5 May", "15 May")])
def test_a_day_whose_figures_stand_in_another_day_is_another_day(one: str, other: str) -> None:
    left, right = dated(one, "d-a", "2025-05-02"), dated(other, "d-b", "2025-05-20")
    assert len(list(find_dates(make_pair(left, right)))) == 1
    assert len(list(find_dates(make_pair(right, left)))) == 1
