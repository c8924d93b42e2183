"""Files of JSON lines -> records, each with the place that an error names.

Comes in: paths of .jsonl files and of folders with such files, and a decoder.  Goes out: (place, record).
Must not: pass over a line; one that cannot be used is an InputError that names file, line and remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import InputError

SUFFIX = ".jsonl"

Line = TypeVar("Line")


def read_records(
    paths: Sequence[Path], decoder: msgspec.json.Decoder[Line], shape: str
) -> Iterator[tuple[str, Line]]:
    """Yield each line's record with its place ("gold.jsonl line 2"); empty lines count, but hold nothing.

    `shape` ends an error about a line: it says what a line looks like.
    """
    for file in (file for path in paths for file in _files(path)):
        for number, line in enumerate(read_utf8(file).split("\n"), 1):
            if line.strip():
                place = f"{file} line {number}"
                yield place, decode_line(line, decoder, place, shape)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise missing(path, f"a {SUFFIX} file, or a folder of them")
    found = sorted(file for file in path.rglob(f"*{SUFFIX}") if file.is_file())
    if not found:
        raise InputError(f"{path} holds no gold; read are files that end in {SUFFIX}")
    return found


def missing(path: Path, wanted: str) -> InputError:
    """Return the error for a path that is no file and no folder; `wanted` is what to name instead."""
    problem = "is neither file nor folder" if path.exists() else "does not exist"
    return InputError(f"{path} {problem}; name {wanted}")


def read_utf8(file: Path) -> str:
    """Return the text of a file; InputError if it cannot be read as UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {file} ({error}); name a UTF-8 file") from error


def decode_line(line: str, decoder: msgspec.json.Decoder[Line], place: str, shape: str) -> Line:
    """Return the record of one line; InputError that names the place if it has another shape."""
    try:
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        raise InputError(f"{place}: {error}; {shape}") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{place}: not JSON ({error}); {shape}") from error


def check_span(start: int, end: int, length: int, place: str) -> None:
    """Raise InputError unless a span is a stretch of a text of that length."""
    if not 0 <= start < end <= length:
        raise InputError(
            f"{place} [{start}, {end}] is no stretch of the text of {length} characters;"
            " count code points, begin before end"
        )


def check_ids(ids: Iterable[tuple[str, str]]) -> None:
    """Raise InputError if two texts have one id; given are (place, id)."""
    places: dict[str, str] = {}
    for place, name in ids:
        earlier = places.setdefault(name, place)
        if earlier != place:
            raise InputError(f"{place}: id {name!r} stands at {earlier} too; give each text its own id")
