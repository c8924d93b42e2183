"""The README's console blocks: commands and what they print.

A block opens with ```console; a line that begins with "$ " is a command, the lines after it are what it
prints.  A last line "..." stands for the rest.  `pytest --rewrite-readme tests/contract/test_readme.py` runs
every command again and writes what it prints into the README, as many lines as were shown before; a
`kg claim ID` or a `kg decide restore ID` takes the first id of its kind that the command before it printed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from tests.contract.source import ROOT

README = ROOT / "README.md"
REST = "..."

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b[ck]-[0-9a-f]{16}\b")

Run = Callable[[list[str]], str]
"""Runs `kg` with arguments and returns all that it prints."""


@dataclass(frozen=True)
class Example:
    """One command and the lines that the README shows for it."""

    command: str
    shown: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """What stands after `kg`."""
        return shlex.split(self.command)[1:]

    def accepts(self, printed: str) -> bool:
        """Tell whether the command printed what is shown."""
        lines = tuple(line.rstrip() for line in printed.rstrip().splitlines())
        if self.shown[-1:] == (REST,):
            return lines[: len(self.shown) - 1] == self.shown[:-1]
        return lines == self.shown


def read_examples() -> list[Example]:
    """The `kg` commands of the README, in order; others (`export`, `python3 dev.py`) are left out."""
    blocks = (block.group(1) for block in _BLOCK.finditer(README.read_text(encoding="utf-8")))
    return [example for block in blocks for example in _parse(block) if example.command.startswith("kg ")]


def _parse(block: str) -> list[Example]:
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    split = (command.rstrip().split("\n") for command in commands)
    return [Example(lines[0], tuple(line.rstrip() for line in lines[1:])) for lines in split]


def rewrite(run: Run) -> None:
    """Run every command and put what it prints in place of what is shown."""
    last = ""

    def written_again(block: re.Match[str]) -> str:
        nonlocal last
        parts = []
        for example in _parse(block.group(1)):
            made, last = _run_again(example, last, run)
            parts.append("\n".join(("$ " + made.command, *made.shown)))
        return "```console\n" + "\n\n".join(parts) + "\n```"

    README.write_text(_BLOCK.sub(written_again, README.read_text(encoding="utf-8")), encoding="utf-8")


def _run_again(example: Example, last: str, run: Run) -> tuple[Example, str]:
    if not example.command.startswith("kg "):
        return example, last
    first = {one[0]: one for one in reversed(_ID.findall(last))}
    command = _ID.sub(lambda shown: first.get(shown[0][0], shown[0]), example.command)
    printed = run(Example(command, ()).arguments)
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if example.shown[-1:] == (REST,):
        lines = [*lines[: len(example.shown) - 1], REST]
    return Example(command, tuple(lines)), printed
