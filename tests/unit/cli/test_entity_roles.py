"""`kg who` tells which roles somebody has had, from when to when, and whom a group belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.role_text import SHOWN, body_rows, role_rows
from kg.query.results import EntityView, RoleView
from tests.unit.store.harbour import BOARD, harbour_reading, harbour_readings
from tests.unit.store.world import build

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    readings = (*harbour_readings(), harbour_reading("last.txt", "2025-04-12"))
    store = build(tmp_path_factory.mktemp("harbour") / "store", *readings)

    def invoke(*arguments: str, columns: int = 120) -> Result:
        return CliRunner(env={"KG_STORE": str(store), "COLUMNS": str(columns)}).invoke(main, list(arguments))

    return invoke


def role(
    text: str, as_of: str | None, document: str, body: str | None = None, entity: str | None = None
) -> RoleView:
    return RoleView(text, body, entity, document, f"d-{document}", as_of, ((0, 4),), body)


def entity_with(*roles: RoleView) -> EntityView:
    return EntityView("e-1", "person", "Ona O'Vask", (), {}, None, None, 1, 1, role_entries=roles)


def words_of(rows: Sequence[tuple[str, object]]) -> list[str]:
    return [str(value) for _, value in rows]


def test_a_role_is_shown_once_with_its_dates_and_articles_in_order_of_time(run: Run) -> None:
    shown = run("who", "Vask").stdout
    early, late = f"director for the {BOARD}  2025-03, 1 article", f"spokesperson for the {BOARD}  2025-04-11"
    assert f"{late} to 2025-04-12, 3 articles" in shown
    assert shown.index(early) < shown.index(late)


def test_whom_somebody_belongs_to_is_shown_with_its_id(run: Run) -> None:
    board = json.loads(run("who", BOARD, "--json").stdout)["entity"]["id"]
    for name in ("Vask", "board officials"):
        assert f"{BOARD} ({board})  2025-03 to 2025-04-12, 4 articles" in run("who", name).stdout
    assert "Ukraine (e-" in run("who", "sailors").stdout


def test_json_has_each_role_with_its_article(run: Run) -> None:
    found = json.loads(run("who", "Vask", "--json").stdout)["entity"]
    assert [one["as_of"] for one in found["role_entries"]] == ["2025-03", "2025-04-11", "2025-04-12", None]
    assert found["document_files"] == ["a-undated.txt", "early.txt", "last.txt", "late.txt"]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_dates_are_never_torn_apart(run: Run, columns: int) -> None:
    lines = run("who", "Vask", columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert any(line.endswith("2025-04-11 to 2025-04-12, 3 articles") for line in lines)


def test_forms_that_differ_in_points_and_capitals_are_one_role() -> None:
    shown = entity_with(
        role("aide of the U.S. board", "2024-12-27", "a.txt"),
        role("Aide of the US board", "2024-12-28", "b.txt"),
        role("Aide of the US board", "2024-12-28", "c.txt"),
    )
    (words,) = words_of(role_rows(shown))
    assert " ".join(words.split()) == "Aide of the US board 2024-12-27 to 2024-12-28, 3 articles"


def test_a_role_without_date_says_how_many_articles_give_it() -> None:
    assert words_of(role_rows(entity_with(role("clerk", None, "a.txt")))) == ["clerk  1 article"]


def test_of_many_roles_those_of_most_articles_are_shown_and_where_the_others_are() -> None:
    many = [role(f"clerk {number}", f"2025-01-{number + 10}", "a.txt") for number in range(SHOWN)]
    twice = (role("head", "2025-03", "b.txt"), role("head", None, "c.txt"))
    rows = words_of(role_rows(entity_with(*many, *twice)))
    assert len(rows) == SHOWN + 1
    assert "head  2025-03, 2 articles" in rows
    assert rows[-1].startswith("and 1 more: kg query roles --bind ")


def test_a_body_that_one_article_resolves_is_not_named_again() -> None:
    shown = entity_with(
        role("head of the Board", "2025", "a.txt", "the Board", entity="e-2"),
        role("clerk of the Board", "2025", "b.txt", "Board"),
        role("clerk of the Fund", "2025", "b.txt", "Fund"),
    )
    assert words_of(body_rows(shown)) == ["Fund  2025, 1 article", "the Board (e-2)  2025, 1 article"]
