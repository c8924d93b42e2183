"""The articles of a store: one JSON file and one N-Quads file for each, compressed, the truth of all else.

An article is in the store exactly when its `.json.zst` is.  The file `order` lists the ids of articles that
have other versions, the one met last at the end (kg/graph/versions.py).
Comes in: readings.  Goes out: readings.  Must not: know the index.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg.codec import decode_reading, encode_reading, pack, unpack
from kg.errors import StoreError
from kg.graph.atomic import LEFTOVER, append_line, write_whole
from kg.graph.serialise import to_nquads
from kg.model import Reading

ORDER_FILE = "order"
RECORDS = ".json.zst"
QUADS = ".nq.zst"

_PLAIN = (".json", ".nq")
"""What stores up to format 7 had in the place of these."""

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
        self._write(reading.document.id, RECORDS, encode_reading(reading))

    def write_quads(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Replace the N-Quads file of one article."""
        self._write(identifier, QUADS, to_nquads(quads).encode())

    def read(self, identifier: str) -> Reading:
        """Return one article; StoreError when its file is gone, damaged or holds another article.

        Raises OSError when the disk does not let it be read: the article may be sound.
        """
        try:
            reading = decode_reading(unpack(self._file(identifier, RECORDS).read_bytes()))
        except (FileNotFoundError, IsADirectoryError) as error:
            raise StoreError(f"cannot read stored article {identifier}: {error.strerror}") from error
        if reading.document.id != identifier:
            raise StoreError(f"stored article {identifier} holds {reading.document.id}")
        return reading

    def read_quads(self, identifier: str) -> bytes | None:
        """Return the N-Quads of one article as they stand; None where there are none that can be read."""
        try:
            return unpack(self._file(identifier, QUADS).read_bytes())
        except (FileNotFoundError, StoreError):
            return None

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all stored articles, sorted."""
        return tuple(sorted(file.name.removesuffix(RECORDS) for file in self._folder.glob(f"d-*{RECORDS}")))

    def stamp(self, identifier: str) -> str:
        """Return size and time of both files, by which it shows that somebody else has changed them."""
        files = (self._file(identifier, suffix) for suffix in (RECORDS, QUADS))
        return " ".join(_stamp(file.stat()) if file.is_file() else _MISSING for file in files)

    def scan(self) -> dict[str, str]:
        """Return the stamp of every stored article by id, after compressing what an earlier version left, and
        removing what a killed build did: half-written files, and quads whose article never came."""
        stamps: dict[str, dict[str, str]] = {RECORDS: {}, QUADS: {}}
        plain: list[Path] = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                stem, dot, ending = entry.name.partition(".")
                suffix = dot + ending
                if suffix.endswith(LEFTOVER):
                    Path(entry).unlink()
                elif suffix in stamps and stem.startswith("d-"):
                    stamps[suffix][stem] = _stamp(entry.stat())
                elif suffix in _PLAIN and stem.startswith("d-"):
                    plain.append(Path(entry))
        stamps[RECORDS] |= self._compress(plain, stamps[RECORDS].keys())
        for stray in stamps[QUADS].keys() - stamps[RECORDS].keys():
            self._file(stray, QUADS).unlink()
        quads = stamps[QUADS]
        return {one: f"{stamp} {quads.get(one, _MISSING)}" for one, stamp in stamps[RECORDS].items()}

    def set_aside(self, identifier: str) -> Path | None:
        """Rename a damaged article, so that nothing is lost and the next build reads the document again;
        None when there is nothing to rename."""
        file = self._file(identifier, RECORDS)
        try:
            return file.replace(file.with_name(file.name + ".broken"))
        except FileNotFoundError:
            return None

    def _file(self, identifier: str, suffix: str) -> Path:
        return self._folder / (identifier + suffix)

    def _write(self, identifier: str, suffix: str, payload: bytes) -> None:
        write_whole(self._file(identifier, suffix), pack(payload))

    def _compress(self, plain: Iterable[Path], known: Container[str]) -> dict[str, str]:
        """Put compressed files in the place of plain ones, and return the stamps of those that come so.

        Quads are written anew when the article is indexed.  A plain file beside a compressed one is what a
        kill left between two steps of this.
        """
        stamps = {}
        for file in plain:
            if file.suffix == ".json" and file.stem not in known:
                self._write(file.stem, RECORDS, file.read_bytes())
                stamps[file.stem] = _stamp(self._file(file.stem, RECORDS).stat())
            file.unlink()
        return stamps

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
