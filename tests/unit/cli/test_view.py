"""`kg view --open` says in one line where no browser can be had."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

view = importlib.import_module("kg.cli.view")


@pytest.mark.parametrize("opened", [True, False])
def test_a_page_that_no_browser_opens_is_told_of(
    opened: bool, dam_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "is_opened", lambda page: opened)
    arguments = ["view", "--open", "--store", str(dam_store), "--out", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.stdout == f"{tmp_path / 'evidence.html'}\n"
    assert ("no browser could be started" in result.stderr) is not opened


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is asked on Linux only")
@pytest.mark.parametrize(("code", "opened"), [(0, True), (3, False)])
def test_what_xdg_open_complains_about_is_not_passed_on(
    code: int,
    opened: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\necho no browser >&2\nexit {code}\n", encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setattr(view.shutil, "which", lambda name: str(opener))
    assert view.is_opened(tmp_path / "page.html") is opened
    assert capfd.readouterr().err == ""
