"""`kg lineage` shows who rests on whom, in which words, and marks what cannot be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import LineageKind
from tests.unit.cli.compared import PLAN, Run, publisher_of, runner, write_compared_store
from tests.unit.graph_rdf.world import COPIED, COPY, DAM
from tests.unit.store.world import build, retracting


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return runner(write_compared_store(tmp_path_factory.mktemp("lineage") / "store"))


def test_every_report_stands_above_what_rests_on_it(run: Run) -> None:
    shown = run("lineage").stdout.splitlines()
    assert "dam.txt · Example Daily · 2025-04-11  rests on nobody" in shown
    assert "└── copy.txt · unknown publisher · date unknown" in shown
    assert "Reuters · outlet  no article of it is here" in shown
    assert "    copied 0.70, 1 claim" in shown
    assert "      “dam in Rivne could lose”" in shown
    assert "      ← “dam in Rivne could lose”" in shown
    assert "      “Reuters reported”" in shown


def test_the_independent_ones_are_said_to_be_so(run: Run) -> None:
    lines = run("lineage").stdout.splitlines()
    at = lines.index("Independent  they rest on nobody")
    assert lines[at + 1 :] == ["  plan.txt · Harbour Post · 2025-07-01"]
    assert "rests on nobody" in run("lineage", "plan.txt").stdout


def test_a_link_that_cannot_be_is_marked(run: Run) -> None:
    assert f"! {COPIED.problem}" in run("lineage").stdout
    assert "kg: 1 lineage link has a problem" in run("lineage").stderr
    assert COPIED.problem in run("lineage", "copy.txt").stdout


def test_the_sum_tells_how_many_rest_on_others(run: Run) -> None:
    told = "kg: 1 of 3 articles rests on another article or report, 1 of them sharing its text; "
    assert run("lineage").stderr.startswith(told)


def test_one_article_is_shown_with_all_words_on_both_sides(run: Run) -> None:
    shown = run("lineage", "copy.txt").stdout
    for evidence, document in ((COPIED.evidence, COPY), (COPIED.origin_evidence, DAM)):
        for words in evidence:
            ((start, end),) = words.spans
            assert document.document.text[start:end] == words.text
            assert f"“{words.text}” [{start}:{end}]" in shown
    assert "2 claims in the same order" in shown
    assert "Reuters · outlet · no article of it is here" in shown


def test_what_rests_on_an_article_is_shown_with_it(run: Run) -> None:
    shown = run("lineage", "dam.txt").stdout
    assert "rests on nobody" in shown
    assert "Rest on it (1)" in shown
    assert "copy.txt · unknown publisher" in shown


def test_a_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    further = replace(
        COPIED, document=DAM.document.id, origin=PLAN.document.id, evidence=(), origin_evidence=(), claims=()
    )
    run = runner(write_compared_store(tmp_path / "store", lineage=(COPIED, further)))
    lines = run("lineage", "copy.txt").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "in turn" in line)
    assert lines[at].startswith("    in turn copied 0.70 from plan.txt · Harbour Post · 2025-07-01")
    assert "      rests on nobody itself" in lines[at:]
    tree = run("lineage").stdout.splitlines()
    assert tree[0] == "plan.txt · Harbour Post · 2025-07-01  rests on nobody"
    assert "└── dam.txt · Example Daily · 2025-04-11" in tree
    assert "    └── copy.txt · unknown publisher · date unknown" in tree


def test_a_circle_is_shown_and_ends(tmp_path: Path) -> None:
    back = replace(COPIED, document=DAM.document.id, origin=COPY.document.id, evidence=(), origin_evidence=())
    back = replace(back, claims=(), problem="it closes a circle")
    run = runner(write_compared_store(tmp_path / "store", lineage=(COPIED, back)))
    tree = run("lineage").stdout
    assert tree.count("! it closes a circle") == 1
    assert "what rests on it is shown elsewhere" in tree
    assert "in turn copied" in run("lineage", "copy.txt").stdout


def test_json_is_one_record_for_each_article_or_the_one_that_is_named(run: Run) -> None:
    found = {one["path"]: one for one in json.loads(run("lineage", "--json").stdout)}
    assert {path: one["independent"] for path, one in found.items()} == {
        "dam.txt": True,
        "copy.txt": False,
        "plan.txt": True,
    }
    assert [link["kind"] for link in found["copy.txt"]["rests_on"]] == ["copied", "credited"]
    assert [link["document"] for link in found["dam.txt"]["carried_by"]] == ["copy.txt"]
    assert json.loads(run("lineage", DAM.document.id[:8], "--json").stdout) == found["dam.txt"]


def test_a_retracted_article_says_so_and_stands_in_no_list(tmp_path: Path) -> None:
    run = runner(build(tmp_path / "store", DAM, COPY, rulings=retracting(COPY.document.id)))
    assert run("lineage", "copy.txt").stderr.startswith("kg: copy.txt is retracted: it supports nothing")
    assert "copy.txt" not in run("lineage").stdout


DAILY = publisher_of(DAM)

CREDITED = replace(
    COPIED,
    kind=LineageKind.CREDITED,
    origin=DAILY.id,
    origin_label="Example Daily",
    reasons=("it credits Example Daily",),
    origin_evidence=(),
    problem="",
)
"""The copy credits the publisher of the article that it copies."""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A store whose copy both copies an article and credits its publisher."""
    store = tmp_path_factory.mktemp("twice") / "store"
    return runner(
        write_compared_store(store, lineage=(COPIED, CREDITED), outlets=(DAILY, publisher_of(PLAN))), 140
    )


def test_a_credit_stands_with_the_copied_article_that_shows_which_one_is_meant(twice: Run) -> None:
    shown = twice("lineage", "copy.txt").stdout
    assert "none known to be meant" not in shown
    assert "Rests on (2)" in shown  # the article, by both links, and Reuters
    assert shown.count("dam.txt · Example Daily") == 1
    assert shown.index("copied") < shown.index("it credits Example Daily") < shown.index("Reuters · outlet")


def test_an_article_that_rests_on_another_by_two_links_stands_there_once(twice: Run) -> None:
    shown = twice("lineage", "dam.txt").stdout
    assert "Rest on it (1)" in shown
    assert shown.count("copy.txt") == 1
    assert "    copied" in shown
    assert "    credited" in shown


def test_an_outlet_is_shown_with_its_articles_and_all_that_rest_on_it(twice: Run) -> None:
    shown = twice("lineage", "example daily").stdout
    assert shown.startswith(f"Example Daily  outlet · {DAILY.id}\n")
    assert "Articles of it (1)\n  dam.txt · Example Daily · 2025-04-11\n" in shown
    assert "Rest on it (1)" in shown
    assert shown.count("copy.txt") == 1


def test_an_outlet_without_articles_here_is_shown_with_who_credits_it(run: Run) -> None:
    shown = run("lineage", "Reuters").stdout
    assert "no article of it is here" in shown
    assert "Rest on it (1)" in shown
    assert "“Reuters reported”" in shown
    found = json.loads(run("lineage", "Reuters", "--json").stdout)
    assert (found["label"], found["articles"]) == ("Reuters", [])
    assert [link["document"] for link in found["carried_by"]] == ["copy.txt"]


def test_an_outlet_that_nobody_repeats_says_so(twice: Run) -> None:
    assert "nothing rests on it" in twice("lineage", "Harbour Post").stdout


def test_who_is_no_outlet_has_no_lineage(run: Run) -> None:
    result = run("lineage", "Bondar")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no article 'Bondar', and no outlet that has articles here or is credited" in result.stderr


def test_claims_whose_words_are_not_shown_are_counted(tmp_path: Path) -> None:
    (first, *_), (against, *_) = COPIED.evidence, COPIED.origin_evidence
    two = tuple(claim.id for claim in COPY.claims[:2])
    more = replace(COPIED, claims=two, evidence=(first,), origin_evidence=(against,))
    run = runner(write_compared_store(tmp_path / "store", lineage=(more,)), 140)
    told = "the closest passage is shown; 1 more claim rests on it (--json has the ids of all)"
    assert told in run("lineage", "copy.txt").stdout


def test_nothing_is_said_to_be_left_out_where_all_is_shown(run: Run) -> None:
    assert "more claim" not in run("lineage", "copy.txt").stdout


def test_an_article_that_does_not_exist_is_a_failure_with_the_nearest(run: Run) -> None:
    result = run("lineage", "damm.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Did you mean: dam.txt" in result.stderr
