"""The list: each difference once, in an order of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from kg.compare.listing import list_discrepancies
from kg.compare.pairs import Kinship, order_pair
from kg.compare.records import Alignment, ClaimProfile
from kg.model import Certainty, Comparator, Discrepancy, DiscrepancyKind, Polarity
from tests.unit.compare.made import VASQ, copied_link, make_alignment, make_profile

K, C = DiscrepancyKind, Comparator
OVER, ABOUT = ("more than 40", C.MORE_THAN), ("about 40", C.ABOUT)


def boats(
    document: str,
    number: tuple[str, Comparator],
    published: str | None = "2025-03-04",
    text: str = "The storm sank {} boats.",
) -> ClaimProfile:
    words, comparator = number
    quantity = {"words": words, "comparator": comparator, "value": 40.0, "unit": "boats", "of": "boats"}
    return make_profile(text.format(words), document=document, published=published, quantities=[quantity])


def of_numbers(found: tuple[Discrepancy, ...]) -> list[tuple[str, str]]:
    return [(one.left.document, one.right.document) for one in found if one.kind is K.COMPARATOR_CHANGE]


def all_aligned(*profiles: ClaimProfile, score: float = 0.8) -> list[Alignment]:
    return [
        make_alignment(one, other, score=score, copied=1.0 if one.claim.text == other.claim.text else 0.6)
        for place, one in enumerate(profiles)
        for other in profiles[place + 1 :]
    ]


def test_the_origin_is_the_left_one_whatever_the_dates_and_ids() -> None:
    one, other = boats("d-a", OVER), boats("d-b", ABOUT)
    (found,) = list_discrepancies([make_alignment(one, other)], [copied_link("d-a", "d-b")])
    assert (found.left.document, found.right.document, found.descends) == ("d-b", "d-a", True)


def test_without_lineage_the_earlier_one_is_the_left_one_and_days_tell_how_far_apart() -> None:
    one, other = boats("d-a", OVER, "2025-04-15"), boats("d-b", ABOUT, "2025-03-04")
    (found,) = list_discrepancies([make_alignment(one, other)])
    assert (found.left.document, found.days, found.descends) == ("d-b", 42, False)


def test_an_unknown_date_gives_no_days() -> None:
    (found,) = list_discrepancies([make_alignment(boats("d-a", OVER, None), boats("d-b", ABOUT))])
    assert found.days is None


def test_the_words_of_both_sides_are_quoted_from_the_text() -> None:
    one, other = boats("d-a", OVER), boats("d-b", ABOUT)
    (found,) = list_discrepancies([make_alignment(one, other)], [copied_link("d-b", "d-a")])
    assert (found.left.words.text, found.right.words.text) == ("more than 40", "about 40")
    for side, profile in ((found.left, one), (found.right, other)):
        assert [profile.sentence[start:end] for start, end in side.words.spans] == [side.words.text]


def test_any_order_of_alignments_gives_the_same_list() -> None:
    profiles = [boats("d-a", OVER), boats("d-b", ABOUT), boats("d-c", ("at least 40", C.AT_LEAST))]
    lists = {list_discrepancies(each) for each in permutations(all_aligned(*profiles))}
    assert len(lists) == 1


def test_copies_of_either_side_repeat_nothing() -> None:
    lineage = [copied_link("d-a2", "d-a"), copied_link("d-b", "d-a"), copied_link("d-b2", "d-b")]
    profiles = [boats("d-a", OVER), boats("d-a2", OVER), boats("d-b", ABOUT), boats("d-b2", ABOUT)]
    assert of_numbers(list_discrepancies(all_aligned(*profiles), lineage)) == [("d-a", "d-b")]


def test_a_copy_of_the_first_that_appears_last_takes_nothing_back() -> None:
    lineage = [copied_link("d-b", "d-a"), copied_link("d-c", "d-a")]
    profiles = [boats("d-a", OVER), boats("d-b", ABOUT, "2025-03-05"), boats("d-c", OVER, "2025-03-06")]
    assert of_numbers(list_discrepancies(all_aligned(*profiles), lineage)) == [("d-a", "d-b")]


def test_two_that_rest_on_one_origin_and_both_changed_it_are_two_steps() -> None:
    lineage = [copied_link("d-b", "d-a"), copied_link("d-c", "d-a")]
    texts = "Some {} boats sank in the storm.", "In the storm {} boats went down."
    profiles = [
        boats("d-a", OVER),
        *(boats(name, ABOUT, text=text) for name, text in zip(("d-b", "d-c"), texts, strict=True)),
    ]
    found = list_discrepancies(all_aligned(*profiles), lineage)
    assert sorted(of_numbers(found)) == [("d-a", "d-b"), ("d-a", "d-c")]


def test_siblings_do_not_repeat_what_one_of_them_changed() -> None:
    lineage = [copied_link("d-b", "d-a"), copied_link("d-c", "d-a")]
    profiles = [
        boats("d-a", OVER),
        boats("d-b", OVER, text="The storm put {} boats under water."),
        boats("d-c", ABOUT),
    ]
    assert of_numbers(list_discrepancies(all_aligned(*profiles), lineage)) == [("d-a", "d-c")]


def test_independent_articles_each_have_their_difference() -> None:
    texts = "Some {} boats sank in the storm.", "In the storm {} boats went down."
    profiles = [
        boats("d-a", OVER),
        *(boats(name, ABOUT, text=text) for name, text in zip(("d-b", "d-c"), texts, strict=True)),
    ]
    assert len(of_numbers(list_discrepancies(all_aligned(*profiles)))) == 2


def verb(words: str, certainty: Certainty) -> dict[str, object]:
    return {
        "words": words,
        "lemma": "lose",
        "certainty": certainty,
        "agent": "The dam",
        "patient": "its water",
    }


def test_a_headline_that_drops_what_the_body_keeps_is_healed() -> None:
    left = make_profile("The dam may lose its water.", predicates=[verb("may lose", Certainty.POSSIBLE)])
    head = make_profile(
        "The dam will lose its water", document="d-b", predicates=[verb("will lose", Certainty.CERTAIN)]
    )
    body = make_profile(
        "The dam may lose all its water.", document="d-b", predicates=[verb("may lose", Certainty.POSSIBLE)]
    )
    lineage, dropped = [copied_link("d-b", "d-a")], make_alignment(left, head, ("may lose", "will lose"))
    assert [one.kind for one in list_discrepancies([dropped], lineage)] == [K.HEDGE_DROPPED]
    kept = make_alignment(left, body, ("may lose", "may lose"))
    assert list_discrepancies([dropped, kept], lineage) == ()


def test_a_speaker_who_is_missing_in_a_headline_but_named_below_is_not_dropped() -> None:
    fall = {"words": "will fall", "lemma": "fall"}
    text = "The pier will fall, Ana Vasq said."
    fields = {
        "content": "The pier will fall",
        "source": "Ana Vasq",
        "cue": "said",
        "parties": {"Ana Vasq": VASQ},
        "predicates": [fall],
    }
    left, body = make_profile(text, **fields), make_profile(text, document="d-b", **fields)  # type: ignore[arg-type]
    head = make_profile("The old pier will fall", document="d-b", predicates=[fall])
    lineage, dropped = [copied_link("d-b", "d-a")], make_alignment(left, head, ("fall", "fall"))
    assert [one.kind for one in list_discrepancies([dropped], lineage)] == [K.ATTRIBUTION_DROPPED]
    assert list_discrepancies([dropped, make_alignment(left, body, ("fall", "fall"))], lineage) == ()


def test_an_aside_outside_every_content_is_found_along_the_lineage_only() -> None:
    left = make_profile(
        "The mayor, who takes office on Jan. 20, wants a bridge.", "wants a bridge", published="2024-12-27"
    )
    right = make_profile(
        "The mayor, who took office on January 20, wants a road.",
        "wants a road",
        document="d-b",
        published="2024-12-28",
    )
    (found,) = list_discrepancies([], [copied_link("d-b", "d-a")], [left, right])
    assert found.kind is K.TENSE_SHIFT
    assert list_discrepancies([], [], [left, right]) == ()


def test_a_link_that_cannot_be_ties_nothing_together() -> None:
    link = copied_link("d-b", "d-a")
    broken = Kinship(
        [type(link)(**{**{name: getattr(link, name) for name in link.__slots__}, "problem": "a cycle"})]
    )
    assert not order_pair(make_alignment(boats("d-a", OVER), boats("d-b", ABOUT)), broken).descends


FERRYMEN = "The ferrymen may strike, Ana Vasq said."
STRIKE = {"words": "may strike", "lemma": "strike", "certainty": Certainty.POSSIBLE, "agent": "The ferrymen"}


def strike(text: str, document: str, *, credited: bool) -> ClaimProfile:
    credit = {"source": "Ana Vasq", "cue": "said", "parties": {"Ana Vasq": VASQ}} if credited else {}
    return make_profile(text, "The ferrymen may strike", document=document, predicates=[STRIKE], **credit)  # type: ignore[arg-type]


def dropped(head: ClaimProfile, body: ClaimProfile, score: float) -> int:
    left = strike(FERRYMEN, "d-a", credited=True)
    body = replace(body, claim=replace(body.claim, id="c-d-b-body"))
    alignments = [
        make_alignment(left, head, score=0.9, copied=0.9),
        make_alignment(left, body, score=score, copied=0.6),
    ]
    found = list_discrepancies(alignments, [copied_link("d-b", "d-a")])
    return sum(one.kind is K.ATTRIBUTION_DROPPED for one in found)


def test_a_headline_drops_no_speaker_whom_its_article_credits_with_the_same() -> None:
    head = strike("The ferrymen may strike", "d-b", credited=False)
    body = strike("The ferrymen may strike soon, Ana Vasq said.", "d-b", credited=True)
    assert dropped(head, body, 0.7) == 0
    assert dropped(head, body, 0.4) == 1  # another statement of hers


def test_a_sentence_of_the_body_that_lost_its_speaker_is_still_told() -> None:
    sentence = strike("The ferrymen may strike.", "d-b", credited=False)
    body = strike("The ferrymen may strike soon, Ana Vasq said.", "d-b", credited=True)
    assert dropped(sentence, body, 0.7) == 1


def test_two_things_denied_with_one_cue_are_two_differences_and_the_cue_is_marked() -> None:
    text = "Ana Vasq denied that the lock leaked and that the sluice jammed."
    acts = {
        "the lock leaked": ("leaked", "leak", "the lock"),
        "the sluice jammed": ("jammed", "jam", "the sluice"),
    }
    alignments = []
    for content, (words, lemma, agent) in acts.items():
        act = {"words": words, "lemma": lemma, "agent": agent}
        left = make_profile(
            "Crews saw how the lock leaked and how the sluice jammed.", content, predicates=[act]
        )
        right = make_profile(
            text, content, document="d-b", published="2025-03-06", source="Ana Vasq", cue="denied",
            parties={"Ana Vasq": VASQ}, predicates=[act], polarity=Polarity.NEGATIVE,
        )  # fmt: skip
        right = replace(
            right, claim=replace(right.claim, modality=replace(right.claim.modality, denied=True))
        )
        alignments.append(make_alignment(left, right, (words, words), (agent, agent), score=0.9))
    flips = [one for one in list_discrepancies(alignments) if one.kind is K.POLARITY_FLIP]
    assert sorted(one.right.words.text for one in flips) == ["denied … jammed", "denied … leaked"]
