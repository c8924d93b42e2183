"""`kg export FORMAT`: the name of a format -> files, or bytes on stdout.

Comes in: the name, an open store, and where to write.  Goes out: the paths that were written.
Must not: know how a format looks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.export.csv_tables import export_csv
from kg.export.jsonl import export_jsonl
from kg.export.network import export_gexf, export_graphml
from kg.export.rdf import export_rdf
from kg.graph.store import StoreReader

STDOUT = Path("-")

FOLDERS: dict[str, Callable[[StoreReader, Path], tuple[Path, ...]]] = {
    "jsonl": export_jsonl,
    "csv": lambda reader, out: export_csv(reader.lookups, out),
}
"""Formats of several files."""

STREAMS: dict[str, tuple[str, Callable[[StoreReader], Iterator[bytes]]]] = {
    "nquads": ("graph.nq", lambda reader: export_rdf(reader, "nquads")),
    "trig": ("graph.trig", lambda reader: export_rdf(reader, "trig")),
    "jsonld": ("graph.jsonld", lambda reader: export_rdf(reader, "jsonld")),
    "graphml": ("network.graphml", lambda reader: export_graphml(reader.lookups)),
    "gexf": ("network.gexf", lambda reader: export_gexf(reader.lookups)),
}
"""Formats of one file, and the name it gets in a folder."""

FORMATS = (*FOLDERS, *STREAMS)


def export_to(form: str, reader: StoreReader, out: Path | str) -> tuple[Path, ...]:
    """Write the store in one of FORMATS and return the paths of the files; none for stdout.

    `out` is a folder; for a format of one file it may be the file itself (a path with a suffix), or "-".
    Raises InputError for an unknown format, for "-" with a format of several files, and when `out` cannot
    be written.
    """
    if form not in FORMATS:
        raise InputError(f"no format {form!r}: choose one of {', '.join(FORMATS)}")
    place = Path(out)
    try:
        return _export_folder(form, reader, place) if form in FOLDERS else _export_stream(form, reader, place)
    except OSError as error:
        raise InputError(
            f"cannot write to {out} ({error.strerror}): name another place with --out"
        ) from error


def _export_folder(form: str, reader: StoreReader, out: Path) -> tuple[Path, ...]:
    if out == STDOUT:
        raise InputError(f"{form} is several files: name a folder with --out")
    return FOLDERS[form](reader, out)


def _export_stream(form: str, reader: StoreReader, out: Path) -> tuple[Path, ...]:
    name, write = STREAMS[form]
    if out == STDOUT:
        sys.stdout.buffer.writelines(write(reader))
        sys.stdout.buffer.flush()
        return ()
    file = out if out.suffix and not out.is_dir() else out / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        target.writelines(write(reader))
    return (file,)
