"""The log under git, as docs/DECISIONS.md says: two people's lines are put together without a hand."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.decisions.log import append_decision, read_log
from kg.decisions.records import Decision, Verb
from kg.decisions.replay import replay
from kg.errors import InputError
from tests.unit.decisions.world import decision

DOCS = Path(__file__).resolve().parents[3] / "docs" / "DECISIONS.md"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on the PATH")

BOTH = decision(Verb.RENAME, "e-1", label="Ada Brink")
HERS = decision(Verb.MERGE, "e-1", "e-2", who="Ana")
HIS = decision(Verb.SPLIT, "e-1", "e-2", who="Bo")
Git = Callable[..., int]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    def run(*arguments: str) -> int:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        command = ["git", "-C", str(tmp_path), *who, *arguments]
        return subprocess.run(command, capture_output=True, check=False).returncode

    return run


def attributes() -> str:
    """The line for .gitattributes that the docs give."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    return next(line.strip() for line in lines if line.strip().startswith("*.decisions.jsonl"))


def two_branches(git: Git, log: Path) -> int:
    """Let two people add a line each to the same log, merge their branches and return git's exit code."""

    def commit(*made: Decision) -> None:
        for one in made:
            append_decision(log, one)
        git("add", "-A")
        assert git("commit", "-m", "decided") == 0

    git("init")
    commit(BOTH)
    git("checkout", "-b", "his")
    commit(HIS)
    git("checkout", "main")
    commit(HERS)
    return git("merge", "his")


def test_with_the_attribute_of_the_docs_git_keeps_the_lines_of_both(tmp_path: Path, git: Git) -> None:
    (tmp_path / ".gitattributes").write_text(f"{attributes()}\n", encoding="utf-8")
    log = tmp_path / "case.decisions.jsonl"
    assert two_branches(git, log) == 0
    read = read_log(log)
    assert set(read) == {BOTH, HERS, HIS}
    assert len(replay(read).conflicts) == 1


def test_without_it_the_marks_that_git_leaves_are_named(tmp_path: Path, git: Git) -> None:
    log = tmp_path / "case.decisions.jsonl"
    assert two_branches(git, log) != 0
    with pytest.raises(InputError, match="line 2: git left a conflict; keep the lines of both sides"):
        read_log(log)
    kept = [line for line in log.read_text().splitlines(keepends=True) if line.startswith("{")]
    log.write_text("".join(kept))
    assert set(read_log(log)) == {BOTH, HERS, HIS}
