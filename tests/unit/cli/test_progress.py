"""Progress goes to stderr: a bar on a terminal, sparse lines elsewhere, nothing when told so."""

from __future__ import annotations

import pytest

from kg.cli.progress import PlainReport, ending, shown_progress


def test_plain_lines_are_few_and_name_the_stage(capsys: pytest.CaptureFixture[str]) -> None:
    report = PlainReport()
    for done in range(1001):
        report("reading", done, 1000, f"{done}.txt")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [f"kg: reading {done} of 1000" for done in (0, 250, 500, 750, 1000)]


def test_a_stage_of_unknown_length_says_what_is_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    PlainReport()("loading", 0, 0, "language model")
    assert capsys.readouterr().err == "kg: loading: language model\n"


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(quiet=True) as report:
        report("reading", 1, 2, "a.txt")
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress(quiet=False) as report:
        report("loading", 0, 0, "language model")
        report("reading", 1, 2, "a.txt")
    out, err = capsys.readouterr()
    assert out == ""
    assert "reading" in err


def test_of_a_long_path_the_end_is_shown() -> None:
    shown = ending("a-long-folder-name/another-one/" + "article.txt")
    assert shown.startswith("…")
    assert shown.endswith("/article.txt")
    assert len(shown) == 30
    assert ending("short.txt") == "short.txt"
