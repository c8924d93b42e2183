"""`kg decide` on a store of hand-made articles, with nothing put in place of the pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.compare import compare
from kg.decisions.log import read_log
from kg.graph.store import open_for_writing
from kg.query.lookups import Lookups
from kg.resolve import resolve_entities
from tests.records import copy_reading, dam_reading, plan_reading

Run = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store as a build leaves it: the entities are those that resolution makes."""
    readings = (dam_reading(), copy_reading(), plan_reading())
    entities = resolve_entities(readings)
    found = compare(readings, entities)
    with open_for_writing(tmp_path / "store") as writer:
        for reading in readings:
            writer.put(reading)
        writer.put_derived(entities, found.lineage, found.groups)
        writer.publish()
    return tmp_path / "store"


@pytest.fixture
def run(store: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        environment = {"KG_STORE": str(store), "KG_DECISIONS": None, "COLUMNS": "80"}
        return CliRunner(env=environment).invoke(main, list(arguments))

    return invoke


def decision_of(result: Result) -> str:
    """The id of the decision that a command printed."""
    assert result.exit_code == 0, result.output
    return str(json.loads(result.stdout)["decision"]["id"])


def test_a_merge_holds_until_it_is_taken_back_by_the_command_that_was_printed(run: Run, store: Path) -> None:
    merged = run("decide", "merge", "Olha Bondar", "Ada Brink", "--why", "one desk")
    assert "now has 5 mentions in 3" in merged.stdout
    assert Lookups(store).who("Ada Brink").label == "Olha Bondar"
    undo = next(line for line in merged.stdout.splitlines() if line.startswith("  undo"))
    restored = run(*undo.split()[2:])
    assert restored.exit_code == 0
    assert Lookups(store).who("Ada Brink").label == "Ada Brink"


def test_two_are_kept_apart_and_a_merge_is_then_refused(run: Run, store: Path) -> None:
    apart = decision_of(run("decide", "split", "Olha Bondar", "Ada Brink", "--json"))
    refused = run("decide", "merge", "Olha Bondar", "Ada Brink")
    assert refused.exit_code == 1
    assert f"kg decide restore {apart}" in refused.stderr
    assert run("decide", "merge", "Olha Bondar", "Ada Brink", "--force").exit_code == 0
    assert "contradicted by" in " ".join(run("decide", "log").stdout.split())


def test_a_part_is_split_off_and_shown(run: Run, store: Path) -> None:
    result = run("decide", "split", "Olha Bondar", "--document", "copy.txt", "--json")
    made = [one for one in json.loads(result.stdout)["entities"] if one["kind"] == "person"]
    assert [one["documents"] for one in made] == [1, 1]
    assert len({one["id"] for one in made}) == 2


def test_a_place_is_unlinked_and_linked_again(run: Run, store: Path) -> None:
    assert "it lies" in " ".join(run("decide", "unlink", "Rivne").stdout.split())
    assert Lookups(store).place("Rivne").lat is None
    linked = " ".join(run("decide", "link", "Rivne", "geonames:695594").stdout.split())
    assert "geonames 695594" in linked
    assert Lookups(store).place("Rivne").country == "UA"


def test_a_link_that_another_entity_has_is_told_with_the_merge_to_make(run: Run, store: Path) -> None:
    run("decide", "link", "Reuters", "wikidata:Q1")
    told = run("decide", "link", "Olha Bondar", "wikidata:Q1").stderr
    first, second = (Lookups(store).who(name).id for name in ("Olha Bondar", "Reuters"))
    assert f"So is Reuters (outlet, {second}); if they are one: kg decide merge {first} {second}." in told


def test_a_new_name_is_found_and_so_is_the_former(run: Run, store: Path) -> None:
    run("decide", "rename", "Olha Bondar", "Olha M. Bondar")
    assert Lookups(store).who("Olha Bondar").label == "Olha M. Bondar"


def test_a_retraction_lists_what_lost_support_and_can_be_taken_back(run: Run, store: Path) -> None:
    result = run("decide", "retract", "dam.txt", "--why", "withdrawn")
    shown = " ".join(result.stdout.split())
    assert "Lost support:" in shown
    assert "Rivne Water Agency · organization" in shown
    assert "Olha Bondar: role “director of the Rivne Water Agency”" in shown
    assert Lookups(store).document("dam.txt").status == "retracted"
    assert "counts again, with 3 claims" in " ".join(run("decide", "restore", "dam.txt").stdout.split())
    assert Lookups(store).document("dam.txt").status == "current"


def test_every_decision_is_a_line_of_the_log_beside_the_store(run: Run, store: Path) -> None:
    first = decision_of(run("decide", "rename", "Olha Bondar", "O. Bondar", "--json"))
    second = decision_of(run("decide", "restore", first, "--json"))
    log = read_log(store.with_name("store.decisions.jsonl"))
    assert [one.id for one in log] == [first, second]
    states = [one["state"] for one in json.loads(run("decide", "log", "--json").stdout)]
    assert states == ["taken back", "in force"]


def test_what_a_killed_decision_left_in_the_log_is_removed_and_told(run: Run, store: Path) -> None:
    log = store.with_name("store.decisions.jsonl")
    log.write_bytes(b'{"id":"k-1","verb":"mer')
    result = run("decide", "rename", "Reuters", "Reuters Agency")
    assert result.exit_code == 0
    assert '{"id":"k-1","verb":"mer' in result.stderr
    assert len(read_log(log)) == 1


def test_a_link_is_made_once(run: Run) -> None:
    assert run("decide", "link", "Rivne", "geonames:695594").exit_code == 0
    again = run("decide", "link", "Rivne", "geonames:695594")
    assert again.exit_code == 1
    assert "nothing would change: " in again.stderr
    assert "geonames 695594" in again.stderr


def test_a_rename_to_another_kind_takes_the_graph_along(run: Run, store: Path) -> None:
    assert "(facility, " in run("decide", "rename", "Olha Bondar", "--kind", "facility").stdout
    assert Lookups(store).place("Olha Bondar").kind == "facility"
    logged = " ".join(run("decide", "log").stdout.split())
    assert "make Olha Bondar (" in logged
    assert "facility" in logged
