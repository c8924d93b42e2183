"""The articles of a store: one JSON file and one N-Quads file for each, the truth of all else.

An article is in the store exactly when its `.json` is.  The file `order` lists the ids of articles that have
other versions, the one met last at the end (kg/graph/versions.py).
Comes in: readings.  Goes out: readings.  Must not: know the index.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg.codec import decode_reading, encode_reading
from kg.errors import StoreError
from kg.graph.atomic import LEFTOVER, append_line, write_whole
from kg.graph.disk_errors import is_refusal
from kg.graph.serialise import to_nquads
from kg.model import Reading

ORDER_FILE = "order"

_MISSING = "none"


class Articles:
    """The folder `articles/` of a store."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be."""
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def write(self, reading: Reading, quads: Iterable[Quad]) -> None:
        """Store one article.  The quads come first, so that whoever finds the JSON finds both."""
        self.write_quads(reading.document.id, quads)
        self.write_reading(reading)

    def write_reading(self, reading: Reading) -> None:
        """Replace the JSON file of one article."""
        write_whole(self._folder / f"{reading.document.id}.json", encode_reading(reading))

    def write_quads(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Replace the N-Quads file of one article."""
        write_whole(self._folder / f"{identifier}.nq", to_nquads(quads).encode())

    def read(self, identifier: str) -> Reading:
        """Return one article; StoreError when its file is damaged or holds another article."""
        try:
            reading = decode_reading((self._folder / f"{identifier}.json").read_bytes())
        except OSError as error:
            if is_refusal(error) and error.errno != errno.EIO:  # the article may be sound
                raise
            raise StoreError(f"cannot read stored article {identifier}: {error.strerror}") from error
        if reading.document.id != identifier:
            raise StoreError(f"stored article {identifier} holds {reading.document.id}")
        return reading

    def read_quads(self, identifier: str) -> bytes | None:
        """Return the N-Quads of one article as they stand; None where there are none."""
        try:
            return (self._folder / f"{identifier}.nq").read_bytes()
        except FileNotFoundError:
            return None

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all stored articles, sorted."""
        return tuple(sorted(file.stem for file in self._folder.glob("d-*.json")))

    def stamp(self, identifier: str) -> str:
        """Return size and time of both files, by which it shows that somebody else has changed them."""
        files = (self._folder / f"{identifier}{suffix}" for suffix in (".json", ".nq"))
        return " ".join(_stamp(file.stat()) if file.is_file() else _MISSING for file in files)

    def scan(self) -> dict[str, str]:
        """Return the stamp of every stored article by id, after removing what a killed build left: half-
        written files, and quads whose article never came."""
        stamps: dict[str, dict[str, str]] = {".json": {}, ".nq": {}}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                stem, dot, ending = entry.name.rpartition(".")
                suffix = dot + ending
                if suffix == LEFTOVER:
                    Path(entry).unlink()
                elif suffix in stamps and stem.startswith("d-"):
                    stamps[suffix][stem] = _stamp(entry.stat())
        for stray in stamps[".nq"].keys() - stamps[".json"].keys():
            (self._folder / f"{stray}.nq").unlink()
        quads = stamps[".nq"]
        return {one: f"{stamp} {quads.get(one, _MISSING)}" for one, stamp in stamps[".json"].items()}

    def set_aside(self, identifier: str) -> Path | None:
        """Rename a damaged article, so that nothing is lost and the next build reads the document again;
        None when there is nothing to rename."""
        file = self._folder / f"{identifier}.json"
        try:
            return file.replace(file.with_suffix(".json.broken"))
        except FileNotFoundError:
            return None

    def order(self) -> tuple[str, ...]:
        """Return the ids of all versions, the one met last at the end; empty where no article ever changed.

        A torn line names no article; of an id that stands there twice the last one counts.
        """
        try:
            listed = (self._folder / ORDER_FILE).read_bytes().decode("ascii", "replace").split()
        except OSError:
            return ()
        return tuple(dict.fromkeys(reversed(listed)))[::-1]

    def append_order(self, identifier: str) -> None:
        """Say that one version was met last."""
        append_line(self._folder / ORDER_FILE, identifier)

    def write_order(self, identifiers: Iterable[str]) -> None:
        """Set the order of all versions."""
        write_whole(self._folder / ORDER_FILE, "".join(f"{one}\n" for one in identifiers).encode())


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size}:{found.st_mtime_ns}"
