"""What must hold for differences whatever the claims: order, copies and strangers change nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.compare.intervals import interval_of, is_same_value
from kg.compare.listing import list_discrepancies
from kg.compare.records import Alignment, ClaimProfile
from kg.model import Comparator, Discrepancy, Quantity
from tests.unit.compare.made import copied_link, make_alignment, make_profile

_PHRASES = {
    Comparator.EQUAL: "{}", Comparator.ABOUT: "about {}", Comparator.MORE_THAN: "more than {}",
    Comparator.AT_LEAST: "at least {}", Comparator.LESS_THAN: "less than {}", Comparator.UP_TO: "up to {}",
}  # fmt: skip
numbers = st.tuples(st.sampled_from(sorted(_PHRASES)), st.integers(1, 60).map(lambda tens: tens * 10))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    comparator, value = draw(numbers)
    text = _PHRASES[comparator].format(value)
    return Quantity(text, ((0, len(text)),), comparator, float(value), unit="boats")


@given(quantities(), quantities())
def test_overlap_is_the_same_from_both_sides_and_every_number_overlaps_itself(
    one: Quantity, other: Quantity
) -> None:
    assert interval_of(one).overlaps(interval_of(other)) == interval_of(other).overlaps(interval_of(one))
    assert interval_of(one).overlaps(interval_of(one))
    assert is_same_value(one, other) == is_same_value(other, one)


@st.composite
def corpora(draw: st.DrawFn) -> list[ClaimProfile]:
    """Draw two to four articles that tell of one storm, each with its number and day."""
    return [
        _boats(f"d-{name}", draw(numbers), f"2025-03-{draw(st.integers(1, 28)):02}")
        for name in "abcd"[: draw(st.integers(2, 4))]
    ]


def _boats(document: str, number: tuple[Comparator, int], published: str) -> ClaimProfile:
    comparator, value = number
    words = _PHRASES[comparator].format(value)
    quantity = {
        "words": words,
        "comparator": comparator,
        "value": float(value),
        "unit": "boats",
        "of": "boats",
    }
    return make_profile(
        f"The storm sank {words} boats.", document=document, published=published, quantities=[quantity]
    )


def _align(profiles: list[ClaimProfile]) -> list[Alignment]:
    return [
        make_alignment(one, other, copied=1.0 if one.claim.text == other.claim.text else 0.6)
        for place, one in enumerate(profiles)
        for other in profiles[place + 1 :]
    ]


def _told(found: tuple[Discrepancy, ...]) -> list[tuple[str, ...]]:
    """Return what a list says, whichever articles it takes for it."""
    return sorted((one.kind, *sorted((one.left.words.text, one.right.words.text))) for one in found)


@given(corpora(), st.randoms())
def test_any_order_of_alignments_and_links_gives_the_same_list(
    profiles: list[ClaimProfile], random: object
) -> None:
    alignments, lineage = _align(profiles), [copied_link("d-b", "d-a")]
    expected = list_discrepancies(alignments, lineage)
    random.shuffle(alignments)  # type: ignore[attr-defined]
    assert list_discrepancies(alignments, lineage) == expected


@given(corpora(), st.integers(0, 3))
def test_a_copy_adds_nothing_to_what_is_told(profiles: list[ClaimProfile], place: int) -> None:
    copied = profiles[place % len(profiles)]
    document = "d-z"
    copy = replace(
        copied,
        claim=replace(copied.claim, id="c-copy", document=document),
        card=replace(copied.card, id=document, publisher="e-z"),
    )
    before = list_discrepancies(_align(profiles))
    after = list_discrepancies(_align([*profiles, copy]), [copied_link(document, copied.card.id)])
    assert _told(after) == _told(before)


@given(corpora())
def test_a_stranger_changes_nothing(profiles: list[ClaimProfile]) -> None:
    stranger = make_profile("Nobody sold a single umbrella.", document="d-s")
    expected = list_discrepancies(_align(profiles))
    lineage = [copied_link("d-s", "d-t")]
    assert list_discrepancies(_align(profiles), lineage, [stranger]) == expected


@given(corpora())
def test_each_side_quotes_its_text_and_the_left_one_is_the_earlier(profiles: list[ClaimProfile]) -> None:
    texts = {profile.card.id: profile for profile in profiles}
    for one in list_discrepancies(_align(profiles)):
        for side in (one.left, one.right):
            sentence = texts[side.document].sentence
            assert " … ".join(sentence[start:end] for start, end in side.words.spans) == side.words.text
        left, right = (texts[side.document].card.published for side in (one.left, one.right))
        assert left is not None
        assert right is not None
        assert (left.value or "") <= (right.value or "")
        assert 0 <= one.score <= 1
