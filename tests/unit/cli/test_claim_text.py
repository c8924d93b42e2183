"""A claim in a terminal shows who says it through whom, how surely, and exactly which words."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from kg.cli.claim_text import (
    certainty_words,
    claim_table,
    quantity_words,
    sentence_text,
    show_claim,
    time_words,
)
from kg.cli.denial_text import denial_words
from kg.query.results import ChainView, ClaimView, CueView, DocumentView, QuantityView, SourceView, TimeView

TEXT = "Gate news\n“We will repair the gate,” said Olha Bondar, “and the road.” Nobody asked."

DOCUMENT = DocumentView(
    id="d-0000000000000001",
    path="news/gate.txt",
    url=None,
    publisher=None,
    title="Gate news",
    published=None,
    text_sha256="",
    text=TEXT,
)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


CLAIM = ClaimView(
    id="c-0123456789abcdef",
    document="gate.txt",
    group="g-1",
    text="We will repair the gate … and the road",
    spans=(at("We will repair the gate"), at("and the road")),
    source=SourceView("Olha Bondar", (at("Olha Bondar"),), "e-2", "Olha Bondar", "person", True),
    chain=(
        ChainView("", "Example Daily", "e-1", "outlet"),
        ChainView("Reuters", "Reuters", "e-3", "outlet"),
        ChainView("Olha Bondar", "Olha Bondar", "e-2", "person"),
    ),
    cue=CueView("said", (at("said"),)),
    style="direct",
    certainty="certain",
    polarity="positive",
    conditional=False,
    tense="future",
    stated_at=None,
    event_time=None,
    places=(),
    about=(),
    quantities=(),
    rule="quotation.direct",
    document_id=DOCUMENT.id,
    sentence=(at("“We")[0], at("Nobody")[0] - 1),
)


def printed(renderable: object, width: int = 80) -> str:
    file = io.StringIO()
    Console(file=file, width=width, markup=False, emoji=False, highlight=False).print(renderable)
    return file.getvalue()


def test_the_content_is_marked_piece_by_piece_inside_its_sentence() -> None:
    marked = sentence_text(CLAIM, DOCUMENT, bold=False).plain
    assert marked == "“«We will repair the gate»,” said Olha Bondar, “«and the road».”"


def test_bold_replaces_the_marks_on_a_terminal() -> None:
    text = sentence_text(CLAIM, DOCUMENT, bold=True)
    assert text.plain == TEXT[slice(*CLAIM.sentence)]
    assert [text.plain[span.start : span.end] for span in text.spans] == [
        "We will repair the gate",
        "and the road",
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_listing_shows_speaker_carrier_words_and_whole_id(width: int) -> None:
    lines = printed(claim_table([CLAIM], {DOCUMENT.id: "2025-04-11"}), width)
    for shown in ("Olha Bondar", "via Reuters", "certain · direct", "gate.txt", "2025-04-11", CLAIM.id):
        assert shown in lines
    assert max(map(len, lines.splitlines())) <= width


def test_what_is_negated_or_conditional_says_so() -> None:
    claim = replace(CLAIM, certainty="unknown", polarity="negative", conditional=True)
    assert certainty_words(claim) == "certainty unknown, negated, conditional"


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (
            QuantityView("about 40%", (), 40.0, None, None, "about", "percent", "its water", None),
            "about 40 percent of its water",
        ),
        (
            QuantityView("8-10,000", (), None, 8000.0, 10000.0, "range", "troops", None, None),
            "8,000 to 10,000 troops",
        ),
        (QuantityView("3 a day", (), 3.0, None, None, "=", "boats", None, "day"), "3 boats per day"),
        (QuantityView("1.5", (), 1.5, None, None, "=", None, None, None), "1.5"),
    ],
)
def test_a_quantity_is_shown_as_it_was_understood(quantity: QuantityView, words: str) -> None:
    assert quantity_words(quantity) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (None, ""),
        (TimeView("2025-04-11", None, None, "day", "Friday", ((3, 9),)), "2025-04-11 “Friday” [3:9]"),
        (TimeView(None, None, "2025-05", "month", "by May", ((1, 7),)), "… to 2025-05 “by May” [1:7]"),
        (TimeView("2025", None, None, "year", "", ()), "2025"),
    ],
)
def test_a_time_is_shown_with_its_words(time: TimeView | None, words: str) -> None:
    assert time_words(time) == words


def test_an_act_that_is_no_speech_is_named_in_a_listing() -> None:
    assert "intention · direct" in printed(claim_table([replace(CLAIM, act="intention")], {}))
    assert "speech" not in printed(claim_table([CLAIM], {}))


NOBODY = SourceView("", (), None, "", None, False)


def test_a_claim_without_a_source_says_that_nobody_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    claim = replace(CLAIM, source=NOBODY, chain=CLAIM.chain[:1])
    assert "(nobody named)" in printed(claim_table([claim], {}))
    show_claim(claim, DOCUMENT)
    shown = capsys.readouterr().out
    assert "source     (nobody named)\n" in shown
    assert "unnamed" not in shown


def claim_of(sentence: str, source: str, cue: str, content: str, *, denied: bool = False) -> ClaimView:
    """Return a claim whose parts are words of a sentence."""

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return ((9 + sentence.index(words), 9 + sentence.index(words) + len(words)),)

    return replace(
        CLAIM,
        source=SourceView(source, spans(source), "e-2", source, "person", True),
        cue=CueView(cue, spans(cue)),
        text=content,
        spans=spans(content),
        sentence=(9, 9 + len(sentence)),
        sentence_text=sentence,
        denied=denied,
    )


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "denied", "words"),
    [
        ("Bondar does not really think the gate holds.", "Bondar", "think", True, "does not really think: "),
        ("Bondar, on Friday, didn’t support the gate holds.", "Bondar", "support", False, "didn’t support: "),
        ("Bondar never\nbelieved the gate holds.", "Bondar", "believed", True, "never believed: "),
        ("Bondar denied the gate holds.", "Bondar", "denied", True, "denied: "),
        ("Bondar not only thinks the gate holds.", "Bondar", "thinks", False, ""),
        ("Not long ago Bondar said the gate holds.", "Bondar", "said", False, ""),
        ("Bondar said the gate holds, not the wall.", "Bondar", "said", False, ""),
    ],
)
def test_the_negation_of_a_cue_stands_before_its_content(
    sentence: str, source: str, cue: str, denied: bool, words: str
) -> None:
    assert denial_words(claim_of(sentence, source, cue, "the gate holds", denied=denied)) == words


def test_a_claim_of_a_text_that_has_changed_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_claim(CLAIM, DOCUMENT)
    assert "superseded" not in capsys.readouterr().out
    show_claim(replace(CLAIM, status="superseded"), DOCUMENT)
    assert "superseded: the text of the article has changed since" in capsys.readouterr().out
