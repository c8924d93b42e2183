"""What lost support is listed whole: counts then and now, who occurs nowhere any more, what rests on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli.lost_text import show_lost
from kg.query.lookups import Lookups
from kg.query.results import EntityView
from kg.query.support import (
    LostEntity,
    LostGroup,
    LostSupport,
    RestingClaim,
    RestingDocument,
    Support,
)

LONG = "The reservoir lost about 40% of its water within a single week in the spring of that year"


@pytest.fixture
def lookups(dam_store: Path) -> Lookups:
    return Lookups(dam_store)


@pytest.fixture
def lost(lookups: Lookups) -> LostSupport:
    bondar, copy, claim = lookups.who("Bondar"), lookups.document("copy.txt"), lookups.claims()[0]
    return LostSupport(
        documents=(lookups.document("dam.txt"),),
        groups=(
            LostGroup("g-1", LONG, "c-0123456789abcdef", Support(3, 3, 2), Support(2, 2, 2)),
            LostGroup("g-2", "Gone", "c-0000", Support(1, 1, 1), Support()),
            LostGroup("g-3", "Gone too", "c-0001", Support(1, 1, 1), Support()),
        ),
        entities=(
            LostEntity(bondar, 1, 0),
            LostEntity(lookups.place("Rivne"), 4, 3),
            LostEntity(lookups.who("Reuters"), 2, 2, roles=("news agency",), aliases=("Reuter",)),
        ),
        resting_documents=(RestingDocument(copy, "dam.txt", "credits it by name"),),
        resting_claims=(RestingClaim(claim, "it came through Example Daily"),),
    )


def printed(lost: LostSupport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    show_lost(lost)
    return capsys.readouterr().out


def test_a_claim_of_others_is_shown_with_its_counts_then_and_now(
    lost: LostSupport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = printed(lost, capsys, monkeypatch)
    row = next(line for line in shown.splitlines() if "The reservoir lost" in line)
    assert row.split()[-3:] == ["3→2", "3→2", "2"]
    assert " ".join(LONG.split()[-3:]) in " ".join(shown.split())
    assert "c-0123456789abcdef" in shown


def test_all_that_lost_something_is_named(
    lost: LostSupport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = " ".join(printed(lost, capsys, monkeypatch).split())
    for told in (
        "Occur nowhere any more (1)",
        "Olha Bondar · person",
        "Reuters: role “news agency”",
        "Reuters: called “Reuter”",
        "Rivne 4→3",
        "rests on dam.txt, credits it by name",
        "it came through Example Daily",
    ):
        assert told in shown


def test_the_sum_comes_first_and_counts_what_stands_nowhere_else(
    lost: LostSupport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = " ".join(printed(lost, capsys, monkeypatch).split())
    assert shown.startswith(
        "Lost support: 1 claim whose counts fell, 1 claim that rested on it, 1 article that rests on it, "
        "1 actor or place that is nowhere else. 2 claims, intentions and deeds stand nowhere else: "
        "kg claims --act all --retracted lists them."
    )


def test_nothing_lost_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(LostSupport(), capsys, monkeypatch) == "\nLost support: nothing else.\n"


def test_no_list_is_cut_and_nothing_is_wider_than_eighty_columns(
    lost: LostSupport, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(LostEntity(named(lost.entities[0].entity, number), 1, 0) for number in range(60))
    shown = printed(replace(lost, entities=many), capsys, monkeypatch)
    assert all(f"e-{number:016d}" in shown for number in range(60))
    assert max(map(len, shown.splitlines())) <= 80


def named(entity: EntityView, number: int) -> EntityView:
    return replace(entity, id=f"e-{number:016d}", label=f"Somebody With A Rather Long Name {number}")


def test_somebody_who_is_called_no_more_than_a_person_is_an_unnamed_one(
    lookups: Lookups, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = replace(lookups.who("Bondar"), label="person", named=False)
    shown = printed(LostSupport(entities=(LostEntity(person, 1, 0),)), capsys, monkeypatch)
    assert "unnamed person" in shown
    assert "person · person" not in shown
