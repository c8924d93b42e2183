"""All that another process or machine needs to read as this one does, and the test that it does.

Comes in: gazetteer files and weights, here.  Goes out: a `Recipe` that can be sent anywhere; there, what
reads by it.  Must not: read by another version of the program than the one that wrote the recipe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kg.claims.weights import Weights, parse_weights, weights_text
from kg.errors import WorkerError
from kg.extraction.article import read_or_reject
from kg.extractor import extractor_id_of, read_gazetteer
from kg.mentions import Gazetteer, open_gazetteer
from kg.model import Document, Reading, Rejection
from kg.parse import load_model


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to extract: `extractor` is the id of doing so; `gazetteers` are names and contents of files;
    `weights` is the setting and `learned` the text of its file."""

    extractor: str
    gazetteers: tuple[tuple[str, bytes], ...]
    weights: str
    learned: str

    def encode(self) -> bytes:
        """Return the recipe as bytes that `decode_recipe` takes."""
        return msgspec.msgpack.encode(self)


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads articles in this process: model, gazetteer and weights are loaded."""

    gazetteer: Gazetteer
    weights: Weights | None
    id: str

    def read(self, document: Document) -> Reading | Rejection:
        """Extract one article; one that fails is its own rejection."""
        return read_or_reject(document, self.gazetteer, self.id, self.weights)


def make_recipe(gazetteers: Sequence[Path], weights: str) -> Recipe:
    """Return the recipe of these gazetteers and weights, as they are now.

    Raises InputError if one of them cannot be read or is no such file.
    """
    learned = weights_text(weights)
    parse_weights(weights, learned)
    contents = tuple((path.name, read_gazetteer(path)) for path in gazetteers)
    return Recipe(extractor_id_of([content for _, content in contents], learned), contents, weights, learned)


def decode_recipe(payload: bytes) -> Recipe:
    """Return the recipe that `payload` holds."""
    return msgspec.msgpack.decode(payload, type=Recipe)


def check_version(recipe: Recipe) -> None:
    """Raise WorkerError unless this program extracts as the one that wrote the recipe."""
    here = extractor_id_of([content for _, content in recipe.gazetteers], recipe.learned)
    if here != recipe.extractor:
        raise WorkerError(
            f"it reads articles in another way ({here}) than this build ({recipe.extractor}): install the "
            "same version of claimgraph, and of what it needs, wherever articles are read"
        )


def open_recipe(recipe: Recipe) -> Extractor:
    """Load model, gazetteer and weights (about 3 s); WorkerError if this program is of another version."""
    check_version(recipe)
    load_model()
    with _written(recipe.gazetteers) as files:
        gazetteer = open_gazetteer(files)
    return Extractor(gazetteer, parse_weights(recipe.weights, recipe.learned), recipe.extractor)


@contextmanager
def _written(contents: Sequence[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """Write files, each into a folder of its own, so that their names stay."""
    with TemporaryDirectory() as name:
        files = [Path(name, str(number), file) for number, (file, _) in enumerate(contents)]
        for file, (_, content) in zip(files, contents, strict=True):
            file.parent.mkdir()
            file.write_bytes(content)
        yield files
