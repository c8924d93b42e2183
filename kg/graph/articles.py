"""The articles of a store: one JSON file and one N-Quads file for each, the truth of all else.

An article is in the store exactly when its `.json` is.  `v-*.versions` lists the ids of the articles that
stood at one location, oldest first; the last one that is stored is the current one.
Comes in: readings.  Goes out: readings.  Must not: know the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg import ids
from kg.codec import decode_reading, encode_reading
from kg.errors import StoreError
from kg.graph.atomic import remove_leftovers, write_whole
from kg.graph.serialise import to_nquads
from kg.model import Reading


class Articles:
    """The folder `articles/` of a store."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be."""
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def write(self, reading: Reading, quads: Iterable[Quad]) -> None:
        """Store one article.  The quads come first, so that whoever finds the JSON finds both."""
        self.write_quads(reading.document.id, quads)
        write_whole(self._folder / f"{reading.document.id}.json", encode_reading(reading))

    def write_quads(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Replace the N-Quads file of one article."""
        write_whole(self._folder / f"{identifier}.nq", "".join(to_nquads(quads)).encode())

    def read(self, identifier: str) -> Reading:
        """Return one article; StoreError when its file is damaged."""
        try:
            return decode_reading((self._folder / f"{identifier}.json").read_bytes())
        except OSError as error:
            raise StoreError(f"cannot read stored article {identifier}: {error.strerror}") from error

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all stored articles, sorted."""
        return tuple(sorted(file.stem for file in self._folder.glob("d-*.json")))

    def has_quads(self, identifier: str) -> bool:
        """Tell whether the article's N-Quads file is there."""
        return (self._folder / f"{identifier}.nq").is_file()

    def tidy(self) -> None:
        """Remove what a killed build left: half-written files, and quads whose article never came."""
        remove_leftovers(self._folder)
        for file in self._folder.glob("d-*.nq"):
            if not file.with_suffix(".json").is_file():
                file.unlink()

    def set_aside(self, identifier: str) -> Path:
        """Rename a damaged article, so that nothing is lost and the next build reads the document again."""
        file = self._folder / f"{identifier}.json"
        return file.replace(file.with_suffix(".json.damaged"))

    def versions(self, location: str) -> tuple[str, ...]:
        """Return the ids listed for the location, oldest first; empty for one that never changed."""
        try:
            return tuple(self._versions_file(location).read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            return ()

    def write_versions(self, location: str, identifiers: tuple[str, ...]) -> None:
        """Set the order of versions at one location."""
        write_whole(self._versions_file(location), "".join(f"{one}\n" for one in identifiers).encode())

    def _versions_file(self, location: str) -> Path:
        return self._folder / f"{ids.mint('v', location)}.versions"
