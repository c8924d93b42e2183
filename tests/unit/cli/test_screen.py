"""What is printed is what stands in the article, wrapped, never cut, and harmless to a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from kg.cli.screen import console, fields, fits, joined, plain, show_rows, table

ID = "c-0123456789abcdef"


def printed(renderable: object, width: int = 80) -> str:
    screen = Console(file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False)
    screen.print(renderable)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\x9b31m", "\u202eabc", "\u2066x\u2069"])
def test_control_characters_never_reach_the_terminal(hostile: str) -> None:
    assert not set(hostile) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u2069"} & set(plain(hostile))


def test_line_breaks_become_spaces() -> None:
    assert plain("one\ntwo\tthree") == "one two three"


def test_square_brackets_of_an_article_are_no_markup() -> None:
    made = table("Text")
    made.add_row("[red]alarm[/red] :smile:")
    assert "[red]alarm[/red] :smile:" in printed(made)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_long_words_are_folded_not_cut(width: int) -> None:
    made = table("Name", "Words")
    made.add_row(ID, "x" * 300)
    assert printed(made, width).count("x") == 300


def test_a_table_fits_into_eighty_columns() -> None:
    made = table("Name", "Text", whole=("Name",))
    made.add_row(ID, "some words " * 40)
    lines = printed(made).splitlines()
    assert max(map(len, lines)) <= 80
    assert any(ID in line for line in lines)


def test_fields_without_a_value_are_left_out() -> None:
    assert "role" not in printed(fields([("role", ""), ("also", "Bondar")]))


def test_joining_skips_what_is_empty() -> None:
    assert joined(["a", "", "b"]) == "a · b"


def test_no_colour_where_stdout_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console().print("words")
    assert capsys.readouterr().out == "words\n"


def test_columns_that_would_cut_words_do_not_fit() -> None:
    assert fits(("claim", "text"), [(ID, "some words " * 20)], 80)
    assert not fits(("a", "b", "c", "d", "e"), [(ID,) * 5], 80)


def test_rows_that_do_not_fit_are_shown_one_below_the_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show_rows(tuple("abcde"), [(ID,) * 5])
    assert capsys.readouterr().out.count(ID) == 5


def test_no_line_ends_in_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(("a", "b"), [("short", "words"), ("much longer", "x")])
    assert not any(line.endswith(" ") for line in capsys.readouterr().out.splitlines())
