"""What commands list of intentions and deeds, and what they say of those that they leave out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.records import dam_reading, plan_reading
from tests.unit.store.world import build

Run = Callable[..., Result]
HINT = "--act intention --act deed shows them.\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    store = build(tmp_path_factory.mktemp("acts") / "store", plan_reading(), dam_reading())
    return lambda *given: invoke(store, *given)


def invoke(store: Path, *given: str) -> Result:
    return CliRunner(env={"KG_STORE": str(store), "COLUMNS": "80"}).invoke(main, list(given))


def claims(run: Run, *given: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("claims", *given, "--json").stdout)
    return found


def test_a_listing_says_how_many_it_hides_and_how_to_see_them(run: Run) -> None:
    result = run("claims")
    assert "imposed" not in result.stdout
    assert result.stderr == f"kg: 2 intentions and deeds hidden; {HINT}"
    assert run("claims", "--json").stderr == result.stderr


def test_the_number_is_that_of_the_same_filters(run: Run) -> None:
    told = run("claims", "--place", "Rivne", "--limit", "1").stderr
    assert told == f"kg: claims 1 to 1 of 2; --offset 1 goes on.\nkg: 1 intention or deed hidden; {HINT}"
    assert run("claims", "--document", "dam.txt").stderr == ""
    assert run("claims", "--since", "2031").stderr == "kg: nothing found.\n"


def test_nothing_found_but_hidden_says_so(run: Run) -> None:
    result = run("claims", "--by", "council")
    assert result.stdout == ""
    assert result.stderr == f"kg: nothing found.\nkg: 2 intentions and deeds hidden; {HINT}"


def test_acts_can_be_asked_for_one_or_several(run: Run) -> None:
    assert [claim["act"] for claim in claims(run, "--act", "deed")] == ["deed"]
    assert {claim["act"] for claim in claims(run, "--act", "deed", "--act", "intention")} == {
        "deed",
        "intention",
    }
    assert len(claims(run, "--act", "all")) == len(claims(run)) + 2
    assert run("claims", "--act", "all").stderr == ""
    assert run("claims", "--act", "plan").exit_code == 2


def test_json_always_has_act_and_within(run: Run) -> None:
    for claim in claims(run):
        assert claim["act"] in ("speech", "thought")
        assert "within" in claim


def test_an_actor_says_what_it_hides(run: Run) -> None:
    result = run("who", "council")
    assert "Claims made" not in result.stdout
    assert result.stderr == f"kg: 2 intentions and deeds by council of Rivne hidden; {HINT}"
    shown = run("who", "council", "--act", "all")
    assert "Claims, intentions and deeds made (2)" in shown.stdout
    assert shown.stderr == ""
    place = run("place", "Rivne")
    assert "1 intention or deed about Rivne hidden" in place.stderr
    assert "Intentions about (1)" in run("place", "Rivne", "--act", "intention").stdout


def test_articles_are_counted_by_claims(run: Run) -> None:
    result = run("documents")
    assert "Harbour Post" in result.stdout
    assert result.stderr == f"kg: 2 intentions and deeds not counted; kg claims {HINT}"


def test_the_page_of_a_claim_says_its_act_and_what_it_is_nested_in(run: Run) -> None:
    (wanted,) = claims(run, "--act", "intention")
    shown = " ".join(run("claim", str(wanted["id"])).stdout.split())
    assert "act intention: the source wants or plans it; not counted as a claim" in shown
    assert f"inside {wanted['within']} · said by Ada Brink · “the council of Rivne wants to close" in shown
    assert f"inside {wanted['within']}" in run("claims", "--act", "intention").stdout.replace("\n", " ")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (("--by", "Bondar"), "speech: the source says it"),
        (("--act", "thought"), "thought: the source thinks it, or is said to"),
        (("--own-voice",), "speech: the article says it itself"),
        (("--act", "deed"), "deed: the source did it; not counted as a claim"),
    ],
)
def test_the_page_of_every_claim_says_its_act(run: Run, filters: tuple[str, ...], words: str) -> None:
    shown = run("claim", str(claims(run, *filters)[0]["id"])).stdout
    assert words in shown
    assert "inside" not in shown


def test_a_named_query_says_what_it_leaves_out(run: Run) -> None:
    result = run("query", "speakers-ranked")
    assert "council" not in result.stdout
    assert (
        result.stderr == "kg: 2 intentions and deeds of the store left out; --bind act=all takes them in.\n"
    )
    for given in (("speakers-ranked", "--bind", "act=all"), ("claims-by-act",), ("-e", "ASK { ?s ?p ?o }")):
        assert run("query", *given).stderr == ""


def test_every_listing_fits_eighty_columns(run: Run) -> None:
    for given in (("claims", "--act", "all"), ("who", "council", "--act", "all"), ("claims", "--help")):
        assert max(map(len, run(*given).stdout.splitlines())) <= 80
