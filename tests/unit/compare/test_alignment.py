"""Which claims speak of one matter, and which say the same."""

from __future__ import annotations

from kg.compare.alignment import RELATED, SAME, align
from kg.compare.context import WEAK, in_context
from kg.compare.records import Alignment, ClaimProfile, Party
from kg.model import Act, Comparator, EntityKind, TimeValue
from tests.unit.compare.made import ARLAND, ARLANDERS, BREMM, VASQ, make_profile

PEOPLE = {"Arland": ARLAND, "Bremm": BREMM}
FLOOD = "Arland evacuated 1,400 villagers from the flooded valley before the levee collapsed"


def of(text: str, document: str = "d-a", **fields: object) -> ClaimProfile:
    named = {name: party for name, party in PEOPLE.items() if name in text}
    return make_profile(text, document=document, parties=named, **fields)  # type: ignore[arg-type]


def score(left: ClaimProfile, right: ClaimProfile) -> float:
    found = align(left, right, 0.0)
    return found.score if found is not None else 0.0


def test_equal_words_say_the_same() -> None:
    found = align(of(FLOOD), of(FLOOD, "d-b"))
    assert found is not None
    assert (found.score, found.reasons) == (1.0, ("the same words",))


def test_short_equal_words_say_the_same_too() -> None:
    assert score(of("the old pier is shut"), of("The old pier is shut", "d-b")) == 1


def test_vague_words_of_two_articles_are_not_one() -> None:
    assert align(of("he would return soon"), of("he would return soon", "d-b")) is None


def test_other_words_may_say_the_same() -> None:
    other = "Before the levee gave way, 1,400 residents were moved out of the flooded valley by Arland"
    assert score(of(FLOOD), of(other, "d-b")) >= RELATED


def test_a_clause_says_the_same_as_the_sentence_it_stands_in() -> None:
    whole = f"Prices rose again in the capital, and {FLOOD}"
    assert score(of(whole), of(FLOOD, "d-b")) >= SAME


def test_names_alone_make_no_matter() -> None:
    left = of("Arland signed a treaty on fishing with Bremm")
    assert align(left, of("Bremm beat Arland in the handball final", "d-b")) is None


def test_two_words_in_common_make_no_matter() -> None:
    left = of("the drought worries farmers along the upper canal")
    assert align(left, of("the drought emptied two swimming pools", "d-b")) is None


def test_a_topic_is_no_claim() -> None:
    left = make_profile("they argued", "they argued", document="d-a")
    whole = of("the council wants to dredge the muddy canal before autumn")
    assert align(left, whole) is None
    dredge = [{"words": "dredge", "lemma": "dredge"}]
    stated = of("the council will dredge the muddy canal", "d-b", predicates=dredge)
    assert (
        score(of("the muddy canal"), stated)
        < SAME
        <= score(of("the council will dredge the canal", predicates=dredge), stated)
    )


def test_subjects_that_are_not_one_lower_the_score() -> None:
    left = of("Arland doubled its tariff on imported timber in spring")
    same = of("Arland doubled the tariff on imported timber", "d-b")
    other = of("Bremm doubled the tariff on imported timber", "d-b")
    assert score(left, same) > score(left, other)


def test_a_country_and_its_people_are_near() -> None:
    left = of("Arland shelled the customs house at dawn")
    people = make_profile(
        "the Arlanders shelled the customs house at dawn", document="d-b", parties={"Arlanders": ARLANDERS}
    )
    nobody = make_profile("the Orrans shelled the customs house at dawn", document="d-b")
    assert score(left, people) > score(left, nobody)


def test_an_opposite_word_does_not_stand_against_its_opposite() -> None:
    left, right = of("exports of raw timber rose sharply"), of("exports of raw timber fell sharply", "d-b")
    found = align(left, right, 0.0)
    assert found is not None
    assert not any("rose ~ fell" in reason for reason in found.reasons)


def number(text: str, document: str, words: str, value: float, of_what: str) -> ClaimProfile:
    comparator = Comparator.EQUAL
    return of(
        text, document, quantities=[{"words": words, "comparator": comparator, "value": value, "of": of_what}]
    )


def test_numbers_of_one_thing_are_laid_side_by_side_however_else_it_is_said() -> None:
    left = number("Arland holds 900 square miles of the delta", "d-a", "900", 900, "square miles")
    right = number(
        "at its widest the delta strip that Arland took was 1,300 square miles",
        "d-b",
        "1,300",
        1300,
        "square miles",
    )
    assert score(left, right) >= RELATED


def test_numbers_of_other_things_are_not_likened() -> None:
    left = number("Arland bought 16 ferries for the northern strait", "d-a", "16", 16, "ferries")
    right = number("Arland counted 14 storks along the northern coast", "d-b", "14", 14, "storks")
    assert align(left, right) is None


def test_the_same_date_counts_and_another_counts_less() -> None:
    def due(document: str, value: str, words: str) -> ClaimProfile:
        text = f"the northern lighthouse reopens {words}"
        span = (text.index(words), len(text))
        return of(text, document, event_time=TimeValue(value=value, text=words, spans=(span,)))

    left = due("d-a", "2025-05", "in May")
    assert score(left, due("d-b", "2025-05-03", "on May 3")) > score(left, due("d-b", "2025-06", "in June"))


def test_claims_of_one_article_are_not_aligned() -> None:
    assert align(of(FLOOD), of(FLOOD)) is None


def test_the_order_of_two_claims_changes_nothing() -> None:
    left, right = of(FLOOD), of("Arland moved 1,400 villagers out of the flooded valley", "d-b")
    assert align(left, right) == align(right, left)


def test_an_intention_is_compared_with_intentions_of_the_same_source_alone() -> None:
    vasq, orr = {"Vasq": VASQ}, {"Vasq": Party("e-other", "Tom Vasq", EntityKind.PERSON, True)}
    text = "Vasq wants to rebuild the old wooden pier at Sund"
    words = "to rebuild the old wooden pier at Sund"

    def wish(document: str, parties: dict[str, Party], act: Act = Act.INTENTION) -> ClaimProfile:
        return make_profile(
            text, words, document=document, source="Vasq", cue="wants", parties=parties, act=act
        )

    left = wish("d-a", vasq)
    assert score(left, wish("d-b", vasq)) == 1
    assert align(left, wish("d-b", orr)) is None
    assert align(left, wish("d-b", vasq, Act.SPEECH)) is None


def test_a_copy_is_known_by_its_words_in_order() -> None:
    found = align(of(FLOOD), of(f"{FLOOD}, officials noted", "d-b"))
    assert found is not None
    assert found.copied == 1


def test_what_stands_between_quotation_marks_is_not_the_article_s_own() -> None:
    quoted = "“Arland evacuated 1,400 villagers from the flooded valley before the levee collapsed”"
    found = align(of(quoted), of(FLOOD, "d-b"))
    assert found is not None
    assert found.copied == 0


def test_aligned_words_stand_where_the_alignment_says() -> None:
    left, right = of(FLOOD), of("Arland moved 1,400 villagers out of the flooded valley", "d-b")
    found = align(left, right, 0.0)
    assert found is not None
    words = {(left.sentence[a:b], right.sentence[c:d]) for (a, b), (c, d) in found.pairs}
    assert {("villagers", "villagers"), ("valley", "valley"), ("Arland", "Arland")} <= words


# ------------------------------------------------------------------------------------------- in context

STORY = (
    "the drawbridge at Sund was struck by a grain barge on Monday",
    "divers found the missing anchor beneath the harbour crane",
    "insurers expect the repair of the drawbridge to last eleven weeks",
)
WEAKLY = (
    "the mayor promised traders a rebate on their rent",
    "shopkeepers would pay less rent until winter, the mayor said",
)


def article(document: str, texts: tuple[str, ...]) -> list[ClaimProfile]:
    whole = ". ".join(texts)
    return [make_profile(whole, text, document=document) for text in texts]


def alignments(left: list[ClaimProfile], right: list[ClaimProfile]) -> list[Alignment]:
    found = (align(one, other, WEAK) for one in left for other in right)
    return [alignment for alignment in found if alignment is not None]


def test_two_articles_that_tell_one_story_lend_weight_to_what_they_say_in_other_words() -> None:
    alone = alignments(article("d-a", WEAKLY[:1]), article("d-b", WEAKLY[1:]))
    assert [WEAK <= one.score < RELATED for one in alone] == [True]
    assert in_context(alone) == []
    both = in_context(alignments(article("d-a", (*STORY, WEAKLY[0])), article("d-b", (*STORY, WEAKLY[1]))))
    lifted = [one for one in both if "one story" in one.reasons[-1]]
    assert any(one.left.claim.text in WEAKLY and one.score >= SAME for one in lifted)


def test_the_order_in_which_alignments_are_found_changes_nothing() -> None:
    found = alignments(article("d-a", (*STORY, WEAKLY[0])), article("d-b", (*STORY, WEAKLY[1])))
    assert set(map(str, in_context(found))) == set(map(str, in_context(found[::-1])))


def test_another_article_changes_nothing_between_two() -> None:
    found = alignments(article("d-a", STORY), article("d-b", STORY))
    third = alignments(article("d-a", STORY), article("d-c", STORY))
    both = in_context([*third, *found])
    assert [one for one in both if "d-c" not in (one.left.card.id, one.right.card.id)] == in_context(found)
