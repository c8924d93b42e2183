"""What can be imported from `kg` and its packages is what `__all__` says, no more and no less."""

from __future__ import annotations

import importlib
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from tests.contract.source import PACKAGE

PUBLIC = (
    "VERSION",
    "BuildReport",
    "ClaimgraphError",
    "Crew",
    "DecideReport",
    "Decision",
    "InputError",
    "Lookups",
    "NotFoundError",
    "Settings",
    "StoreError",
    "build",
    "decide",
    "export_to",
    "make_decision",
    "named_queries",
    "open_for_reading",
    "run_query",
    "to_pyvis",
    "write_views",
)

PACKAGES = sorted(f"kg.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py"))


def test_the_public_names_are_pinned() -> None:
    assert tuple(kg.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(kg, name) is not None


def test_a_name_that_is_not_public_says_which_are() -> None:
    with pytest.raises(AttributeError, match="Lookups"):
        kg.lookup  # noqa: B018


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_that_a_package_exports_exists(package: str) -> None:
    module = importlib.import_module(package)
    missing = [name for name in getattr(module, "__all__", ()) if not hasattr(module, name)]
    assert not missing


def example_of(doc: str) -> str:
    """The indented lines of a docstring."""
    return textwrap.dedent("\n".join(line for line in doc.splitlines() if line.startswith("    ")))


@pytest.mark.model
def test_the_example_of_the_package_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/gate.txt").write_text(
        "Gate news\n\nThe lock gate will open in May, Maren Kirby of the canal office said.\n",
        encoding="utf-8",
    )
    exec(example_of(str(kg.__doc__)), {})
    assert "Maren Kirby certain The lock gate will open in May" in capsys.readouterr().out


@pytest.mark.parametrize("path", [str, Path])
def test_a_path_may_be_a_string_everywhere(
    path: Callable[[Path], Path | str], dam_store: Path, tmp_path: Path
) -> None:
    lookups = kg.Lookups(path(dam_store))
    assert lookups.claims(by="Bondar")
    assert kg.write_views(lookups, path(tmp_path / "pages"))[0] == tmp_path / "pages" / "evidence.html"
    assert kg.run_query(path(dam_store), "ASK { ?s ?p ?o }").rows == ((True,),)
    with kg.open_for_reading(path(dam_store)) as reader:
        (file,) = kg.export_to("nquads", reader, path(tmp_path))
        assert kg.run_query(reader, "ASK { ?s ?p ?o }").rows == ((True,),)
    assert file == tmp_path / "graph.nq"


def test_what_is_built_may_be_one_path_or_several_of_either_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr("kg.pipeline.build", lambda paths, **options: asked.append((paths, options)))
    kg.build("articles", store="s", metadata="m.tsv", gazetteers=["g.tsv"])
    kg.build([Path("a"), "b"], store=Path("s"))
    assert [paths for paths, _ in asked] == [["articles"], ["a", "b"]]
    first, second = (options for _, options in asked)
    assert (first["store"], first["metadata"], first["gazetteers"]) == (
        Path("s"),
        Path("m.tsv"),
        [Path("g.tsv")],
    )
    assert (second["store"], second["metadata"]) == (Path("s"), None)
