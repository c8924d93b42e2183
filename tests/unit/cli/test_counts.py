"""Claims can be asked for by how many articles, publishers and origins they have, and show it."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.compared import Run, runner, write_compared_store
from tests.unit.graph_rdf.world import DAM, GROUP

NUMBERS = "in 2 articles of 2 publishers, from 1 origin"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return runner(write_compared_store(tmp_path_factory.mktemp("counts") / "store"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--articles", "2+"), set(GROUP.claims)),
        (("--articles", "2"), set(GROUP.claims)),
        (("--articles", "2-9", "--publishers", "2"), set(GROUP.claims)),
        (("--origins", "1", "--articles", "2+"), set(GROUP.claims)),
        (("--origins", "2+"), set()),
        (("--publishers", "3-4"), set()),
    ],
)
def test_claims_are_found_by_the_numbers_of_their_group(
    run: Run, asked: tuple[str, ...], found: set[str]
) -> None:
    assert {claim["id"] for claim in json.loads(run("claims", *asked, "--json").stdout)} == found


def test_one_article_alone_is_what_most_claims_have(run: Run) -> None:
    every = json.loads(run("claims", "--json").stdout)
    alone = json.loads(run("claims", "--articles", "1", "--json").stdout)
    assert len(alone) == len(every) - len(GROUP.claims)
    assert {(one["articles"], one["publishers"], one["origins"]) for one in alone} == {(1, 1, 1)}


@pytest.mark.parametrize(
    "value", ["", "x", "0", "0+", "3-2", "2++", "+2", "2..3", "1.5", "2-3-4", "-1", "2-", "٣"]
)
def test_anything_else_is_a_usage_error_that_says_what_to_write(run: Run, value: str) -> None:
    result = run("claims", f"--articles={value}")
    assert result.exit_code == 2
    assert "--articles" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_listing_shows_the_three_numbers_where_several_articles_carry_a_claim(run: Run) -> None:
    shown = " ".join(run("claims").stdout.split())
    assert shown.count(NUMBERS) == 2
    assert "in 1 article" not in shown
    assert NUMBERS in " ".join(run("place", "Rivne").stdout.split())


def test_the_page_of_a_claim_shows_its_three_numbers_and_its_group(run: Run) -> None:
    shown = " ".join(run("claim", GROUP.claims[0]).stdout.split())
    assert f"support {NUMBERS} ({GROUP.id})" in shown
    alone = " ".join(run("claim", DAM.claims[2].id).stdout.split())
    assert "support in 1 article of 1 publisher, from 1 origin" in alone


def test_the_json_of_a_claim_ends_with_its_three_numbers(run: Run) -> None:
    found = json.loads(run("claim", GROUP.claims[1], "--json").stdout)
    assert list(found)[-3:] == ["articles", "publishers", "origins"]
    assert [found[name] for name in list(found)[-3:]] == [2, 2, 1]
