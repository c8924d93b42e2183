"""Gold files -> annotated texts.

Comes in: paths of JSON lines ({"id", "text", "relations": [{"source", "cue", "content"}]}, spans in code
points), files in our markup (.txt), folders of either.  Goes out: `AnnotatedText`s in the order of the files.
Must not: pass over anything; gold that cannot be used is an InputError that names file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.evaluate.json_lines import check_ids, check_span, decode_line, missing, read_utf8
from kg.evaluate.markup import parse_markup
from kg.evaluate.relations import AnnotatedText, SpanRelation
from kg.model import Act

SUFFIXES = (".jsonl", ".txt")
"""What is read in a folder; other files there (a README) are not gold."""

_WANTED = "a .jsonl file, a .txt file in our markup, or a folder"
_ROLES = ("source", "cue", "content")
_SHAPE = (
    'a line is {"id": ..., "text": ..., "relations": [{"source": [[0, 4]], "cue": [], "content": []}]};'
    f' an "act", if given, is one of {", ".join(Act)}'
)

_decoder = msgspec.json.Decoder(AnnotatedText)


def read_gold(paths: Sequence[Path]) -> tuple[AnnotatedText, ...]:
    """Return all annotated texts of the files and folders, folders in order of their files' names.

    Raises InputError when a path is missing, a folder holds no gold, a line is broken, an offset lies outside
    its text, or two texts have one id.
    """
    texts = [pair for path in paths for file in _files(path) for pair in _read_file(file)]
    check_ids((place, text.id) for place, text in texts)
    if not texts:
        raise InputError(f"no text in {', '.join(map(str, paths))}, so no gold; give each text a line")
    return tuple(text for _, text in texts)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(f"{path} is no gold; name {_WANTED}")
        return [path]
    if not path.is_dir():
        raise missing(path, _WANTED)
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not found:
        raise InputError(f"{path} holds no gold; read are files that end in {' or '.join(SUFFIXES)}")
    return found


def _read_file(file: Path) -> Iterator[tuple[str, AnnotatedText]]:
    """Yield each text with the place that an error names."""
    content = read_utf8(file)
    if file.suffix.lower() == ".txt":
        marked = parse_markup(content, str(file))
        yield str(file), AnnotatedText(file.stem, marked.text, marked.relations)
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            place = f"{file} line {number}"
            yield place, _read_line(line, place)


def _read_line(line: str, place: str) -> AnnotatedText:
    text = decode_line(line, _decoder, place, _SHAPE)
    for number, relation in enumerate(text.relations, 1):
        _check_spans(relation, len(text.text), f"{place}: relation {number}")
    return text


def _check_spans(relation: SpanRelation, length: int, place: str) -> None:
    for role in _ROLES:
        for start, end in getattr(relation, role):
            check_span(start, end, length, f"{place}: {role}")
