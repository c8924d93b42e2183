"""Gold files -> annotated texts.

Comes in: paths of JSON lines ({"id", "text", "relations": [{"source", "cue", "content"}]}, spans in code
points), files in our markup (.txt), folders of either.  Goes out: `AnnotatedText`s in the order of the files.
Must not: pass over anything; gold that cannot be used is an InputError that names file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.evaluate.markup import parse_markup
from kg.evaluate.relations import AnnotatedText, SpanRelation

SUFFIXES = (".jsonl", ".txt")
"""What is read in a folder; other files there (a README) are not gold."""

_ROLES = ("source", "cue", "content")
_SHAPE = 'a line is {"id": ..., "text": ..., "relations": [{"source": [[0, 4]], "cue": [], "content": []}]}'

_decoder = msgspec.json.Decoder(AnnotatedText)


def read_gold(paths: Sequence[Path]) -> tuple[AnnotatedText, ...]:
    """Return all annotated texts of the files and folders, folders in order of their files' names.

    Raises InputError when a path is missing, a folder holds no gold, a line is broken, an offset lies outside
    its text, or two texts have one id.
    """
    texts = [pair for path in paths for file in _files(path) for pair in _read_file(file)]
    _check_ids(texts)
    if not texts:
        raise InputError(f"no text in {', '.join(map(str, paths))}; name gold with a text on each line")
    return tuple(text for _, text in texts)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(f"{path} is no gold; name a .jsonl file, a .txt file in our markup, or a folder")
        return [path]
    if not path.is_dir():
        raise InputError(f"{path} does not exist; name a .jsonl file, a .txt file in our markup, or a folder")
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not found:
        raise InputError(f"{path} holds no gold; read are files that end in {' or '.join(SUFFIXES)}")
    return found


def _read_file(file: Path) -> Iterator[tuple[str, AnnotatedText]]:
    """Yield each text with the place that an error names."""
    content = _read_text(file)
    if file.suffix.lower() == ".txt":
        marked = parse_markup(content, str(file))
        yield str(file), AnnotatedText(file.stem, marked.text, marked.relations)
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            place = f"{file} line {number}"
            yield place, _read_line(line, place)


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {file} ({error}); name a UTF-8 file") from error


def _read_line(line: str, place: str) -> AnnotatedText:
    try:
        text = _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise InputError(f"{place}: {error}; {_SHAPE}") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{place}: not JSON ({error}); {_SHAPE}") from error
    for number, relation in enumerate(text.relations, 1):
        _check_spans(relation, len(text.text), f"{place}: relation {number}")
    return text


def _check_spans(relation: SpanRelation, length: int, place: str) -> None:
    for role in _ROLES:
        for start, end in getattr(relation, role):
            if not 0 <= start < end <= length:
                raise InputError(
                    f"{place}: {role} [{start}, {end}] is no stretch of the text of {length} characters;"
                    " count code points, begin before end"
                )


def _check_ids(texts: Iterable[tuple[str, AnnotatedText]]) -> None:
    places: dict[str, str] = {}
    for place, text in texts:
        earlier = places.setdefault(text.id, place)
        if earlier != place:
            raise InputError(f"{place}: id {text.id!r} stands at {earlier} too; give each text its own id")
