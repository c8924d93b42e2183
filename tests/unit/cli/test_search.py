"""`kg search`, and lists a page at a time: what a person sees, and what a program gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(dam_store: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        environment = {"KG_STORE": str(dam_store), "COLUMNS": "80"}
        return CliRunner(env=environment).invoke(main, list(arguments))

    return invoke


def test_a_misspelt_name_is_shown_with_what_it_is_how_often_and_a_sentence(run: Run) -> None:
    shown = run("search", "Bondra", "--kind", "names").stdout
    for words in (
        "Olha «Bondar»  person · director of the Rivne Water Agency",
        "mentions in 2 articles",
        "We will repair the gate\n  dam.txt · c-",
    ):
        assert words in shown


def test_a_claim_is_shown_in_its_sentence_with_the_words_marked(run: Run) -> None:
    shown = run("search", "gate", "--kind", "claims").stdout
    assert "We will repair the «gate»" in shown
    assert "Olha Bondar · certain · direct · dam.txt" in shown


def test_a_search_is_no_wider_than_the_terminal(run: Run) -> None:
    shown = run("search", "dam", "gate", "Rivne").stdout
    assert max(map(len, shown.splitlines())) <= 80


def test_its_json_is_what_was_found(run: Run) -> None:
    found = json.loads(run("search", "gate", "--json").stdout)
    one = found["claims"][0]
    assert [one["claim"]["sentence_text"][start:end] for start, end in one["marks"]] == ["gate"]
    assert found["claims_total"] == len(found["claims"])


def test_it_tells_how_a_word_was_read_and_what_is_not_listed(run: Run) -> None:
    assert "no claim has 'gaet': looked for gate." in run("search", "gaet").stderr
    assert "no claim has all of the words" in run("search", "gate volcano").stderr
    total = json.loads(run("search", "the", "--json").stdout)["claims_total"]
    assert f"kg: {total - 1} more claims: --offset 1." in run("search", "the", "--limit", "1").stderr
    assert "kg: 1 more claim: " in run("search", "the", "--limit", str(total - 1)).stderr


def test_what_is_nowhere_says_so(run: Run) -> None:
    nothing = run("search", "zzzzzzz")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "kg: nothing found.\n")
    assert "search for what" in run("search", "...").output


def test_pages_of_claims_make_the_whole_list(run: Run) -> None:
    whole = [one["id"] for one in json.loads(run("claims", "--json").stdout)]
    pages = [
        one["id"]
        for offset in range(len(whole))
        for one in json.loads(run("claims", "--json", "--limit", "1", "--offset", str(offset)).stdout)
    ]
    assert pages == whole
    assert f"kg: claims 1 to 1 of {len(whole)}; --offset 1 goes on.\n" in run("claims", "--limit", "1").stderr
    assert "nothing found after the first 99." in run("claims", "--offset", "99").stderr


def test_an_actor_is_listed_a_page_at_a_time_and_the_json_says_how_much_there_is(run: Run) -> None:
    whole = json.loads(run("who", "Bondar", "--json").stdout)
    assert whole["claims_by_total"] == len(whole["claims_by"]) > 1
    assert whole["documents_total"] == len(whole["documents"]) > 1
    part = json.loads(run("who", "Bondar", "--json", "--limit", "1").stdout)
    assert part["claims_by"] == whole["claims_by"][:1]
    assert part["documents"] == whole["documents"][:1]
    assert part["claims_by_total"] == whole["claims_by_total"]
    shown = run("who", "Bondar", "--limit", "1")
    assert f"Claims made ({whole['claims_by_total']})" in shown.stdout
    assert f"{whole['claims_by_total'] - 1} more: kg claims --by" in shown.stderr
    assert "1 more article: --limit N lists so many." in shown.stderr
