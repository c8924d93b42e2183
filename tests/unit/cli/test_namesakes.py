"""A name that several have says so, in the same words everywhere; an id or its beginning is enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.namesakes import marks_of_equals, short_id
from kg.graph.store import open_for_writing
from kg.model import AboutReference, EntityKind, Reading
from kg.query.lookups import Lookups
from tests.records import dam_reading, make_claim, make_document, make_referent, reference, span
from tests.stores import entities_of, entity_of

Run = Callable[..., Result]

ROLES = ("mayor of Arlen", "head of the harbour office")


def hale_reading(number: int) -> Reading:
    text = f"A short day at the port\nDavid Hale, {ROLES[number]}, said the port was open."
    document = make_document(f"hale{number}.txt", text, "Harbour Post", "2025-04-11")
    person = make_referent(document, EntityKind.PERSON, "David Hale", [("David Hale", 0)], role=ROLES[number])
    spoken = AboutReference("David Hale", (span(document, "David Hale"),), person.id, "mentioned")
    claim = make_claim(
        document,
        "the port was open",
        source=reference(document, "David Hale", person),
        cue=reference(document, "said"),
        about=(spoken,),
    )
    return Reading(document, (person,), (claim,), (), "test")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles with a David Hale each, who are two."""
    path = tmp_path_factory.mktemp("hales") / "store"
    hales = (hale_reading(0), hale_reading(1))
    entities = entities_of((dam_reading(),))
    for number, reading in enumerate(hales):
        (person,) = reading.referents
        made = entity_of(person.kind, person.label, [(reading.document.id, person)])
        entities = (*entities, replace(made, id=f"{made.id[:6]}{number}{made.id[7:]}"))
    with open_for_writing(path) as writer:
        for reading in (dam_reading(), *hales):
            writer.put(reading)
        writer.put_derived(entities, (), ())
        writer.publish()
    return path


@pytest.fixture
def run(store: Path) -> Run:
    return runner(store)


def runner(store: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"KG_STORE": str(store), "COLUMNS": "80"}).invoke(main, list(arguments))

    return invoke


def accented_reading() -> Reading:
    document = make_document("hale2.txt", "A letter\nHále has left the port.", "Harbour Post", "2025-04-12")
    return Reading(
        document, (make_referent(document, EntityKind.PERSON, "Hále", [("Hále", 0)]),), (), (), "test"
    )


@pytest.fixture(scope="module")
def accents(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A store where Hale is all of one name, with an accent, and the end of another."""
    path = tmp_path_factory.mktemp("accents") / "store"
    readings = (dam_reading(), hale_reading(0), accented_reading())
    with open_for_writing(path) as writer:
        for reading in readings:
            writer.put(reading)
        writer.put_derived(entities_of(readings), (), ())
        writer.publish()
    return runner(path)


@pytest.mark.parametrize("asked", [("who",), ("claims", "--by"), ("claims", "--about")])
def test_who_has_a_name_too_is_told_where_it_is_all_of_anothers(asked: tuple[str, ...], accents: Run) -> None:
    result = accents(*asked, "Hale")
    assert "David Hale" not in result.stdout
    assert "kg: others have the name 'Hale' too; a full name, or an id, asks for one:" in result.stderr
    assert f"David Hale · person · {ROLES[0]} · 1 article (hale0.txt)" in words(result.stderr)
    assert max(map(len, result.output.splitlines())) <= 80
    assert "have the name" not in accents(*asked, "David Hale").stderr
    assert "have the name" not in accents(*asked, "Bondar").stderr


@pytest.fixture
def hales(store: Path) -> tuple[str, str]:
    first, second = sorted(one.id for one in Lookups(store).candidates("David Hale"))
    return first, second


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("option", ["--by", "--about"])
def test_claims_of_namesakes_are_listed_together_and_told_apart(
    option: str, run: Run, hales: tuple[str, str]
) -> None:
    result = run("claims", option, "Hale")
    assert f"'Hale' is the name of 2, listed together; {option} ID asks for one:" in result.stderr
    for identifier, role, article in zip(hales, ROLES, ("hale0.txt", "hale1.txt"), strict=True):
        assert f"{identifier} David Hale · person · {role} · 1 article ({article})" in words(result.stderr)
        assert f"({identifier[:7]})" in result.stdout
        alone = run("claims", option, identifier[:7])
        assert article in alone.stdout
        assert "the name of" not in alone.stderr
        assert f"({identifier[:7]})" not in alone.stdout
    assert max(map(len, result.output.splitlines())) <= 80


def test_what_namesakes_are_spoken_of_says_of_which(run: Run, hales: tuple[str, str]) -> None:
    shown = words(run("claims", "--about", "Hale").stdout)
    for identifier in hales:
        assert f"about David Hale ({identifier[:7]})" in shown
    assert "about David" not in run("claims", "--by", "Hale").stdout.replace("\n", "")


def test_who_names_the_others_in_the_words_of_kg_decide(run: Run, hales: tuple[str, str]) -> None:
    asked = run("who", "David Hale").stderr
    decided = words(run("decide", "rename", "David Hale", "D. Hale").stderr)
    line = f"{hales[1]} David Hale · person · {ROLES[1]} · 1 article (hale1.txt)"
    assert "kg: 'David Hale' could also mean:" in asked
    assert line in words(asked)
    assert line in decided


def test_the_beginning_of_an_id_is_enough_everywhere(run: Run, store: Path) -> None:
    bondar, rivne = Lookups(store).who("Bondar").id, Lookups(store).place("Rivne").id
    assert bondar in run("who", bondar[:8]).stdout
    assert rivne in run("place", rivne[:8]).stdout
    assert "repair the gate" in run("claims", "--by", bondar[:8]).stdout


def test_the_beginning_of_several_ids_is_asked_back(run: Run, hales: tuple[str, str]) -> None:
    for arguments in (("who", hales[0][:6]), ("claims", "--by", hales[0][:6])):
        result = run(*arguments)
        assert result.exit_code == 1
        assert f"several entities have ids that begin with {hales[0][:6]}" in result.stderr
        assert all(identifier in result.stderr for identifier in hales)


@pytest.mark.parametrize("arguments", [("who",), ("place",), ("claims", "--by"), ("claims", "--about")])
def test_an_id_that_nobody_has_is_called_an_id(arguments: tuple[str, ...], run: Run) -> None:
    result = run(*arguments, "e-ffffff")
    assert result.exit_code == 1
    assert "no entity has the id e-ffffff" in result.stderr
    assert "called" not in result.stderr


def test_an_id_of_another_kind_leads_to_the_right_command(run: Run, store: Path) -> None:
    bondar = Lookups(store).who("Bondar").id
    told = f"{bondar} is the id of no place, but of Olha Bondar (person): see kg who {bondar}"
    assert told in run("place", bondar).stderr


def test_a_short_id_is_as_long_as_it_must_be() -> None:
    assert short_id("e-9a30ff", ["e-9a30ff", "e-9a3100"]) == "e-9a30"
    assert short_id("e-9a30ff", ["e-9a30ff", "e-9a30f0"]) == "e-9a30ff"
    assert short_id("e-9a3", ["e-9a3"]) == "e-9a3"


def test_only_equal_labels_are_marked() -> None:
    assert marks_of_equals([("e-1", "Hale"), ("e-1", "Hale"), ("e-2", "Reed"), (None, "Reed")]) == {}
