"""Times of a parsed document: governing verbs, bounds, ranges, words that only look like dates."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.times import extract_times, find_dates, time_spans
from kg.model import Precision, TimeValue

FRIDAY = TimeValue(value="2024-12-27")

ENGLISH = English().vocab


def lost_in(month: str, *, future: bool) -> Doc:
    """ "It will sail in August" or "It sailed in August", built by hand."""
    words = ["It", *(["will", "sail"] if future else ["sailed"]), "in", month]
    verb = 2 if future else 1
    heads = [verb, *([verb, verb] if future else [verb]), verb, verb + 1]
    deps = ["nsubj", *(["aux", "ROOT"] if future else ["ROOT"]), "prep", "pobj"]
    tags = ["PRP", *(["MD", "VB"] if future else ["VBD"]), "IN", "NNP"]
    pos = ["PRON", *(["AUX", "VERB"] if future else ["VERB"]), "ADP", "PROPN"]
    return Doc(
        ENGLISH, words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=[w.lower() for w in words]
    )


def test_a_month_lies_where_the_verb_points() -> None:
    assert extract_times(find_dates(lost_in("August", future=False)), FRIDAY)[0].value == "2024-08"
    assert extract_times(find_dates(lost_in("August", future=True)), FRIDAY)[0].value == "2025-08"


def test_without_publication_there_are_words_and_precision_but_no_value() -> None:
    (time,) = extract_times(find_dates(lost_in("August", future=False)), None)
    assert (time.value, time.start, time.end) == (None, None, None)
    assert (time.text, time.precision) == ("August", Precision.MONTH)


def test_words_are_those_at_the_offsets() -> None:
    doc = lost_in("August", future=True)
    assert [doc.text[start:end] for start, end in time_spans(find_dates(doc))] == ["August"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "value", "start", "end"),
    [
        ("The dam may hold until spring.", "until spring", None, None, "2025-05"),
        ("The dam will open by May.", "by May", None, None, "2025-05"),
        ("The mayor asked for a decision by 10 January.", "by 10 January", None, None, "2025-01-10"),
        ("The miners would be fined unless they left by March.", "by March", None, None, "2025-03"),
        ("The miners left by October.", "by October", None, None, "2024-10"),
        ("The dam has been dry since June.", "since June", None, "2024-06", None),
        ("The dam will close between March and May.", "between March and May", None, "2025-03", "2025-05"),
        ("The dam grew from 2004 to 2009.", "from 2004 to 2009", None, "2004", "2009"),
        ("The dam could open as soon as next month.", "as soon as next month", None, "2025-01", None),
        ("The dam, which opens on Jan. 20, is full.", "Jan. 20", "2025-01-20", None, None),
        ("The mayor will speak on Monday.", "Monday", "2024-12-30", None, None),
        ("The mayor spoke on Monday.", "Monday", "2024-12-23", None, None),
        ("The term ends in June.", "June", "2025-06", None, None),
        ("The dam will open in two weeks.", "in two weeks", None, "2025-01-06", "2025-01-12"),
        ("The dam may lose water within months.", "within months", None, "2024-12", None),
        (
            "The dam must be repaired before the end of January 2025.",
            "before the end of January 2025",
            None,
            None,
            "2025-01",
        ),
    ],
)
def test_a_time_in_a_sentence(
    text: str, words: str, value: str | None, start: str | None, end: str | None
) -> None:
    from kg.parse import parse_text

    (time,) = extract_times(find_dates(parse_text(text)), FRIDAY)
    assert (time.text, time.value, time.start, time.end) == (words, value, start, end)
    assert text[time.spans[0][0] : time.spans[0][1]] == words


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "It may rain and they may march.",
        "They built it in two weeks.",
        "Shops were full on Black Friday.",
        "It runs every Friday.",
        "The second man fell.",
        "He served for two years.",
    ],
)
def test_no_time_where_none_is_named(text: str) -> None:
    from kg.parse import parse_text

    assert extract_times(find_dates(parse_text(text)), FRIDAY) == ()
