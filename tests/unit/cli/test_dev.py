"""dev.py sets up once, says what it lacks, and runs every check even when an early one fails."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py with a virtual environment that exists, and commands that are only remembered."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed-for")
    module.PYTHON.touch()
    module.commands = []
    module.failing = set()
    monkeypatch.setattr(module, "run", lambda command: record(module, command))
    return module


def record(module: ModuleType, command: list[str]) -> int:
    module.commands.append(command[1:])
    return int(any(part in module.failing for part in command))


def words(module: ModuleType) -> list[str]:
    return [" ".join(command) for command in module.commands]


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    imported = {
        (node.names[0].name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


def test_packages_are_installed_once_and_again_when_pyproject_changes(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dev.set_up() == 0
    assert dev.set_up() == 0
    assert len(dev.commands) == 1
    monkeypatch.setattr(dev, "fingerprint", lambda: "changed")
    assert dev.set_up() == 0
    assert len(dev.commands) == 2


def test_a_failed_installation_is_tried_again(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    dev.failing = {"install"}
    assert dev.main(["demo"]) == 1
    assert not dev.STAMP.exists()
    assert "run this again" in capsys.readouterr().err


def test_an_older_python_is_told_which_one_is_needed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 12, "final", 0))
    assert dev.main(["demo"]) == 1
    assert "3.11 or later" in capsys.readouterr().err


def test_a_python_without_ensurepip_is_told_what_to_install(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.PYTHON.unlink()
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    assert dev.main(["demo"]) == 1
    assert "apt install python3-venv" in capsys.readouterr().err


def test_the_demo_builds_the_sample_articles_with_their_gazetteer(dev: ModuleType) -> None:
    assert dev.main(["demo"]) == 0
    command = words(dev)[-1]
    assert "kg build" in command
    assert command.count("--gazetteer") == 3
    for path in (dev.SEEDS / "articles", *(dev.SEEDS / "gazetteer" / name for name in dev.GAZETTEERS)):
        assert (dev.ROOT / path).exists(), path


def test_every_check_runs_though_an_early_one_fails(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.failing = {"check"}
    assert dev.main(["test", "-k", "offsets"]) == 1
    assert words(dev)[-1] == "-m pytest -k offsets"
    assert "failed: ruff" in capsys.readouterr().err


def test_an_unknown_command_shows_the_two_that_there_are(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["destroy"]) == 2
    shown = capsys.readouterr().err
    assert "dev.py demo" in shown
    assert "dev.py test" in shown
    assert dev.commands == []
