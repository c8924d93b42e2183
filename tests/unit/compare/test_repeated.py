"""Sentences that an article repeats word for word: nothing differs, unless they were read otherwise."""

from __future__ import annotations

from dataclasses import replace

from kg.compare.differences import differences, is_repeated
from kg.compare.records import ClaimProfile
from kg.model import DiscrepancyKind, Style
from tests.unit.compare.made import BREMM, ORR, VASQ, make_pair, make_profile

TEXT = "The levee will hold until May, he said."
CONTENT = "The levee will hold until May"


def spoken(document: str, speaker: object = VASQ, **more: object) -> ClaimProfile:
    given = {"source": "he", "cue": "said", "parties": {"he": speaker}, **more}
    return make_profile(TEXT, CONTENT, document=document, **given)  # type: ignore[arg-type]


def test_a_copy_read_alike_differs_in_nothing() -> None:
    pair = make_pair(spoken("d-a"), spoken("d-b"), copied=1.0, score=1.0)
    assert is_repeated(pair)
    assert differences(pair) == ()


def test_a_pronoun_that_stands_for_another_person_is_another_speaker() -> None:
    pair = make_pair(spoken("d-a"), spoken("d-b", ORR), copied=1.0, score=1.0)
    assert not is_repeated(pair)
    assert [one.record.kind for one in differences(pair)] == [DiscrepancyKind.ATTRIBUTION_CHANGED]


def test_who_speaks_in_one_article_only_is_looked_at() -> None:
    bare = make_profile(TEXT, CONTENT, document="d-b", parties={"Bremm": BREMM})
    assert bare.claim.attribution.style is Style.OWN_VOICE
    assert not is_repeated(make_pair(spoken("d-a"), bare))


def test_another_sentence_around_the_same_content_is_looked_at() -> None:
    other = make_profile(
        f"Now {TEXT}", CONTENT, document="d-b", source="he", cue="said", parties={"he": VASQ}
    )
    assert not is_repeated(make_pair(spoken("d-a"), other))


def test_another_part_of_the_sentence_is_looked_at() -> None:
    right = spoken("d-b")
    part = replace(right, claim=replace(right.claim, text="until May"))
    assert not is_repeated(make_pair(spoken("d-a"), part))
