"""The log of decisions: a text file of JSON lines, one decision a line, to which lines are only ever added.

Comes in: a path, a decision.  Goes out: decisions, in the order of the file.
Must not: change or remove a line that was written to its end, or judge what decisions amount to.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.decisions.lines import format_line, is_edited, is_torn, parse_line
from kg.decisions.records import Decision
from kg.errors import InputError
from kg.locks import lock_file

Note = Callable[[str], None]
"""Told, in one sentence each, what a person should know and need not mend."""

_BOM = b"\xef\xbb\xbf"
_SHOWN = 80
"""Characters of a torn line that are told."""

_CONFLICT_MARKS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")

_BEYOND = 2**30
"""A byte that no log reaches: on Windows the byte that is locked cannot be read by others."""


def read_log(path: Path, note: Note = lambda note: None) -> tuple[Decision, ...]:
    """Return the decisions in the order of the file, each once; none when there is no file.

    A line that was edited since it was written counts as it stands, and `note` is told so.
    Raises InputError, with the number of the line and what to do, when one cannot be understood.
    """
    found: dict[str, tuple[int, Decision]] = {}
    for number, line in _numbered(_read_bytes(path)):
        decision = _parse_at(path, number, line)
        earlier, same = found.setdefault(decision.id, (number, decision))
        if same != decision:
            raise InputError(
                f"{path}, lines {earlier} and {number}: two different decisions with the id {decision.id}; "
                "delete one of the lines"
            )
        if earlier == number and is_edited(decision):
            note(f"{path}, line {number} was edited by hand: {decision.id} counts as it stands now")
    return tuple(decision for _, decision in found.values())


def append_decision(path: Path, decision: Decision) -> None:
    """Add a line that has reached the disk when this returns; wait while another process adds one.

    What a killed process left of a line at the end of the file is removed first: that decision was never
    confirmed to anybody.  InputError when the file cannot be written.
    """
    with _open_locked(path) as file:
        _mend_end(file)
        end = file.seek(0, os.SEEK_END)
        try:
            file.write(format_line(decision))
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.ftruncate(file.fileno(), end)  # a full disk may have taken half of the line
            raise


def mend_log(path: Path) -> str | None:
    """Remove what a killed process left of a last line, and end a whole one; return what was removed."""
    if not path.exists():
        return None
    with _open_locked(path) as file:
        return _mend_end(file)


def torn_note(path: Path, torn: str) -> str:
    """Return the sentence that tells what `mend_log` removed."""
    return f"the last line of {path} was not written to its end and was removed: {torn[:_SHOWN]}"


@contextmanager
def _open_locked(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading and writing, made if need be, and keep other writers away."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        with path.open("r+b") as file:
            file.seek(_BEYOND)
            lock_file(file, wait=True)
            yield file
    except OSError as error:
        raise InputError(
            f"cannot write {path} ({error.strerror}): name another file with --decisions"
        ) from error


def _mend_end(file: IO[bytes]) -> str | None:
    """Let the file end with a whole line; return the torn one that was cut off."""
    file.seek(0)
    content = file.read()
    end = content.rfind(b"\n") + 1
    last = content[end:]
    if is_torn(last):
        file.truncate(end)
        return last.decode("utf-8", "backslashreplace")
    if last:
        file.write(b"\n")
    return None


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(
            f"cannot read {path} ({error.strerror}): name another log with --decisions"
        ) from error


def _numbered(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, from 1, with their line ends."""
    for number, line in enumerate(content.removeprefix(_BOM).splitlines(keepends=True), start=1):
        if line.strip():
            yield number, line


def _parse_at(path: Path, number: int, line: bytes) -> Decision:
    if line.startswith(_CONFLICT_MARKS):
        raise InputError(
            f"{path}, line {number}: git left a conflict; keep the lines of both sides and delete the marks "
            "(<<<<<<<, =======, >>>>>>>). 'merge=union' in .gitattributes does that: see docs/DECISIONS.md"
        )
    try:
        return parse_line(line)
    except InputError as error:
        if is_torn(line):
            raise InputError(
                f"{path}, line {number} was not written to its end; delete it (the next kg decide does)"
            ) from error
        raise InputError(f"{path}, line {number}: {error}") from error
