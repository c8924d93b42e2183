"""Word vectors: how near two words are in meaning.

Comes in: words.  Goes out: row numbers, and the cosines between rows.  The vectors are those of the language
model that reads the articles (GloVe, 300 dimensions, 20,000 rows that 514,157 words share); its files are
opened without the pipeline, which would take two seconds, and only when the first word is asked for.
Must not: be asked for names, numbers or dates: Russia is near Ukraine here, and May near June.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from kg.config import SPACY_MODEL

_MASK = (1 << 64) - 1
_FACTOR, _SHIFT = 0xC6A4A7935BD1E995, 47
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors in rows, and the rows of words by the hash of the word, in the order of the hashes."""

    rows: NDArray[np.float32]
    hashes: NDArray[np.uint64]
    row_of: NDArray[np.int32]


@cache
def load_vectors() -> Vectors:
    """Open the vectors once per process (0.3 s)."""
    folder = _vocabulary()
    known = msgspec.msgpack.decode((folder / "key2row").read_bytes(), type=dict[int, int])
    hashes = np.fromiter(known, dtype=np.uint64, count=len(known))
    row_of = np.fromiter(known.values(), dtype=np.int32, count=len(known))
    order = np.argsort(hashes)
    rows = np.load(folder / "vectors")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return Vectors(rows / np.where(lengths == 0, 1, lengths), hashes[order], row_of[order])


def _vocabulary() -> Path:
    """Return the folder of the model's vocabulary; looking for it must not import the model, which would
    import spaCy."""
    spec = find_spec(SPACY_MODEL)
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return next(path for folder in folders for path in Path(folder).glob("*/vocab"))


@lru_cache(maxsize=65536)
def vector_row(word: str) -> int:
    """Return the row of a word, -1 for one without a vector."""
    vectors, sought = load_vectors(), np.uint64(hash_word(word))
    place = int(np.searchsorted(vectors.hashes, sought))
    if place == len(vectors.hashes) or vectors.hashes[place] != sought:
        return _UNKNOWN
    return int(vectors.row_of[place])


def cosines(left: Sequence[int], right: Sequence[int]) -> NDArray[np.float32]:
    """Return the cosine of every row of `left` (down) with every row of `right` (across)."""
    rows = load_vectors().rows
    return rows.take(left, axis=0) @ rows.take(right, axis=0).T


def hash_word(word: str) -> int:
    """Return the 64-bit hash that spaCy keys a word by (MurmurHash64A of its UTF-8 bytes, seed 1)."""
    payload = word.encode("utf-8")
    whole = len(payload) & ~7
    state = 1 ^ (len(payload) * _FACTOR & _MASK)
    for start in range(0, whole, 8):
        block = int.from_bytes(payload[start : start + 8], "little") * _FACTOR & _MASK
        block = (block ^ block >> _SHIFT) * _FACTOR & _MASK
        state = (state ^ block) * _FACTOR & _MASK
    if payload[whole:]:
        state = (state ^ int.from_bytes(payload[whole:], "little")) * _FACTOR & _MASK
    state = (state ^ state >> _SHIFT) * _FACTOR & _MASK
    return state ^ state >> _SHIFT
