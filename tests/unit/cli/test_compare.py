"""`kg compare` lays claims side by side, tells who carries what, and says nothing of who is right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli.difference_text import marked_sentence
from kg.model import DiscrepancyKind
from kg.query.comparison_results import SideView
from tests.unit.cli.compared import Run, runner, write_compared_store
from tests.unit.graph_rdf.world import COPY, DAM, DIFFERENCE, GROUP, LATER
from tests.unit.store.world import build, retracting

CARRIED = "kg: 1 claim stands in several articles (1 from one origin only): kg compare --groups\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_compared_store(tmp_path_factory.mktemp("compared") / "store")


@pytest.fixture(scope="module")
def run(store: Path) -> Run:
    return runner(store)


def kinds(run: Run, *given: str) -> list[str]:
    return [one["kind"] for one in json.loads(run("compare", *given, "--json").stdout)]


def test_both_sentences_stand_side_by_side_with_the_words_that_differ_marked(run: Run) -> None:
    result = run("compare", "--limit", "1")
    assert result.exit_code == 0
    first, reason, heads, speakers, *_ = result.stdout.splitlines()
    assert first == "comparator-change  0.80 · days apart unknown · the right rests on the left"
    assert reason == "  “about 40%” became “40%”"
    assert heads.split("   ")[0].strip() == "Example Daily · 2025-04-11"
    assert heads.endswith("copy.txt · date unknown")  # its publisher is unknown
    assert "officials of the water ministry" in speakers


def test_the_words_that_differ_are_marked_on_both_sides(store: Path) -> None:
    shown = runner(store, 160)("compare", "--limit", "1").stdout
    assert "could lose «about 40%» of its water by May" in shown
    assert "could lose «40%» of its water" in shown


def side(*pieces: str) -> SideView:
    """One side whose sentence begins at offset 20 and whose words are these pieces."""
    text = "“It will hold,” the director said on Friday."
    places = tuple((20 + text.index(piece), 20 + text.index(piece) + len(piece)) for piece in pieces)
    return SideView("a.txt", "c-1", "", (), "", places, (20, 20 + len(text)), text)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (("the director", "said"), "“It will hold,” «the director said» on Friday."),
        (("will", "said"), "“It «will» hold,” the director «said» on Friday."),
        ((), "“It will hold,” the director said on Friday."),
    ],
)
def test_pieces_with_only_blanks_between_them_are_marked_as_one(pieces: tuple[str, ...], shown: str) -> None:
    assert marked_sentence(side(*pieces), bold=False).plain == shown
    assert "«" not in marked_sentence(side(*pieces), bold=True).plain


def test_a_speaker_who_was_dropped_is_not_named_as_the_speaker_on_the_right(tmp_path: Path) -> None:
    reason = "“Example officials” is credited with it on the left; on the right the article says it itself"
    dropped = replace(DIFFERENCE, kind=DiscrepancyKind.ATTRIBUTION_DROPPED, reason=reason)
    shown = runner(write_compared_store(tmp_path / "a", differences=(dropped,)), 140)("compare").stdout
    assert "in its own voice: “Reuters reported”" in shown
    named = replace(dropped, reason="on the right only Reuters is, which carries it")
    shown = runner(write_compared_store(tmp_path / "b", differences=(named,)), 140)("compare").stdout
    assert "in its own voice" not in shown


def test_words_outside_the_sentence_are_not_marked() -> None:
    outside = replace(side("will"), word_spans=((3, 7), (60, 99)))
    assert "«" not in marked_sentence(outside, bold=False).plain


def test_every_side_has_its_article_and_the_whole_id_of_its_claim(run: Run) -> None:
    shown = run("compare").stdout
    for one in (DAM.claims[0], DAM.claims[1], COPY.claims[0], COPY.claims[1]):
        assert one.id in shown
    assert "dam.txt" in shown
    assert "copy.txt" in shown


def test_the_surest_come_first(run: Run) -> None:
    assert kinds(run) == ["comparator-change", "tense-shift"]


def test_what_is_not_shown_is_counted_with_the_command_that_shows_it(run: Run) -> None:
    told = run("compare", "--limit", "1").stderr
    assert told == f"kg: 1 more: kg compare --limit 2\n{CARRIED}"
    assert run("compare").stderr == CARRIED
    assert run("compare", "--limit", "1", "--json").stderr == "kg: 1 more: kg compare --limit 2\n"


def test_the_command_that_shows_more_keeps_what_was_asked(run: Run, tmp_path: Path) -> None:
    two = (DIFFERENCE, replace(DIFFERENCE, id="x-0000000000000001"))
    other = runner(write_compared_store(tmp_path / "store", differences=two))
    told = other("compare", "the dam", "--limit", "1").stderr
    assert "kg: 1 more: kg compare 'the dam' --limit 2\n" in told
    asked = ("--kind", "tense-shift", "--kind", "comparator-change", "--document", "dam.txt")
    told = run("compare", *asked, "--limit", "1").stderr
    assert f"kg: 1 more: kg compare {' '.join(asked)} --limit 2\n" in told


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("Rivne", ["comparator-change"]),
        ("Bondar", ["tense-shift"]),
        ("REUTERS", ["comparator-change"]),
        ("gates repaired", ["tense-shift"]),
        ("losing water", ["comparator-change"]),
        (DAM.claims[1].id, ["tense-shift"]),
        (COPY.claims[0].id[:8], ["comparator-change"]),
        ("Ada Brink", []),
        ("the pier", []),
    ],
)
def test_a_topic_is_a_name_or_words_or_a_claim(run: Run, topic: str, found: list[str]) -> None:
    assert kinds(run, topic) == found


def test_what_fits_the_topic_better_comes_first(tmp_path: Path) -> None:
    found = (replace(DIFFERENCE, score=0.1), replace(LATER, score=0.9))
    run = runner(write_compared_store(tmp_path / "store", differences=found))
    assert kinds(run) == ["tense-shift", "comparator-change"]
    assert kinds(run, "dam officials gate Example Daily") == ["comparator-change", "tense-shift"]


def test_nobody_who_differs_is_no_failure(run: Run) -> None:
    result = run("compare", "Ada Brink")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("kg: nothing found that differs.\n")


def test_a_topic_that_is_nobody_gets_the_nearest_names_and_exit_code_one(run: Run) -> None:
    result = run("compare", "Olga Bondr")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nobody is called 'Olga Bondr', and no article has the words" in result.stderr
    assert "Did you mean: Olha Bondar" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("typed", ["copy.txt", COPY.document.id, COPY.document.id[:8]])
def test_a_topic_that_is_an_article_is_taken_as_the_article_and_says_so(run: Run, typed: str) -> None:
    result = run("compare", typed, "--json")
    assert result.stdout == run("compare", "--document", typed, "--json").stdout
    assert result.stderr == f"kg: {typed} is an article: it is taken as --document.\n"
    assert run("compare", "plan.txt", "--json").stdout == "[]\n"


def test_two_articles_are_not_asked_for_at_once(run: Run) -> None:
    result = run("compare", "copy.txt", "--document", "dam.txt")
    assert result.exit_code == 2
    assert "give one of them" in result.stderr


@pytest.mark.parametrize("typed", ["", "the", "of the", "?!"])
def test_a_topic_without_a_word_that_tells_something_is_a_usage_error(run: Run, typed: str) -> None:
    result = run("compare", typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has no word to look for" in result.stderr


def test_a_path_as_the_shell_completes_it_finds_the_article(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "copy.txt").touch()
    monkeypatch.chdir(tmp_path)
    for typed in ("news/copy.txt", str(tmp_path / "news" / "copy.txt")):
        assert kinds(run, "--document", typed) == kinds(run, "--document", "copy.txt")
        assert run("claims", "--document", typed).stdout == run("claims", "--document", "copy.txt").stdout
    monkeypatch.chdir(tmp_path / "news")
    assert run("lineage", "./copy.txt").stdout == run("lineage", "copy.txt").stdout


def test_a_path_of_no_file_is_no_article_however_it_ends(run: Run) -> None:
    assert run("compare", "--document", "nowhere/copy.txt").exit_code == 1
    assert run("compare", "--document", f"{'a' * 5000}/copy.txt").exit_code == 1


def test_a_retracted_article_that_is_asked_for_is_said_to_be_compared_with_nothing(tmp_path: Path) -> None:
    other = runner(build(tmp_path / "store", DAM, COPY, rulings=retracting(COPY.document.id)))
    told = "kg: copy.txt is retracted: it is compared with nothing.\n"
    assert told in other("compare", "--document", "copy.txt").stderr
    claim = COPY.claims[0].id
    assert f"kg: {claim} is retracted: it is compared with nothing." in other("compare", claim).stderr


def test_a_topic_gets_the_command_for_its_own_groups_and_no_number_of_the_whole_store(run: Run) -> None:
    told = run("compare", "Bondar", "--document", "dam.txt").stderr
    assert "what several articles carry of it: kg compare Bondar --document dam.txt --groups\n" in told
    assert "several articles (" not in told


def test_an_article_that_does_not_exist_is_a_failure(run: Run) -> None:
    assert run("compare", "--document", "none.txt").exit_code == 1


def test_a_kind_that_does_not_exist_is_a_usage_error_that_lists_them(run: Run) -> None:
    result = run("compare", "--kind", "wrong")
    assert result.exit_code == 2
    assert "quantity-differs" in result.stderr


def test_groups_show_the_three_numbers_and_who_carries_the_claim(run: Run) -> None:
    result = run("compare", "--groups")
    head, _, first, *rest = result.stdout.splitlines()
    assert head.split() == ["Claim", "Articles", "Publishers", "Origins"]
    assert first.split()[-3:] == ["2", "2", "1"]
    shown = " ".join(" ".join(rest).split())
    assert (
        f"dam.txt · Example Daily · 2025-04-11 · officials of the water ministry · {GROUP.claims[0]}" in shown
    )
    assert f"copy.txt · date unknown · Reuters · {GROUP.claims[1]}" in shown
    assert result.stderr == ""
    wordings = [one.text for one in (*DAM.claims, *COPY.claims) if one.id in GROUP.claims]
    assert all(wording[:25] in result.stdout for wording in wordings)


def test_groups_can_be_asked_for_by_topic_and_article(run: Run) -> None:
    for asked, number in ((("Reuters",), 1), (("--document", "copy.txt"), 1), (("Brink",), 0)):
        assert len(json.loads(run("compare", *asked, "--groups", "--json").stdout)) == number
    assert run("compare", "Brink", "--groups").stderr == "kg: nothing found that several articles carry.\n"
    assert run("compare", "--groups", "--kind", "tense-shift").exit_code == 2


def test_json_has_both_sides_with_their_offsets(run: Run) -> None:
    (found, _) = json.loads(run("compare", "--json").stdout)
    assert found["left"]["word_spans"] == [list(span) for span in DIFFERENCE.left.words.spans]
    start, end = found["right"]["word_spans"][0]
    assert COPY.document.text[start:end] == found["right"]["words"] == "40%"
    assert (found["days"], found["descends"]) == (None, True)
    assert run("compare", "--json").stderr == ""


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(store: Path, columns: int) -> None:
    for given in (("compare",), ("compare", "--groups"), ("lineage",), ("lineage", "copy.txt")):
        shown = runner(store, columns)(*given).stdout
        assert max(map(len, shown.splitlines())) <= columns
    shown = " ".join(runner(store, 40)("compare").stdout.replace("«", "").replace("»", "").split())
    assert "the dam in Rivne could lose about 40% of its water by May" in shown


def test_no_colour_is_written_into_a_pipe(run: Run) -> None:
    for given in (("compare",), ("compare", "--groups"), ("lineage",), ("claims", "--articles", "2+")):
        assert "\x1b" not in run(*given).stdout
