"""WordNet's database files -> `data/near_words.tsv`: words that mean the same, words that mean the opposite.

    python bench/near_words.py /usr/share/wordnet > kg/compare/data/near_words.tsv

Comes in: the folder of data.noun, index.noun and so on (WordNet 3.0; Debian's wordnet-base).  Goes out: the
table on standard output.  Kept are common single words in one of their first senses: rare senses make
everything mean everything.  It is run by hand, once.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.compare.meaning import frequency_of, stem_of

_PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_COMMON = 8e-7
"""Frequency from which a word is taken: once in a million and a quarter."""
_SENSES = 3
"""Senses of a word, the commonest first, in which it counts."""
_ANTONYM, _DERIVED = "!", "+"

Synset = tuple[str, str]
"""Part of speech and offset."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of a synset, and pointers from one of them to one of another: kind, synset, places from 1."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, Synset, int, int], ...]


def main(folder: Path) -> None:
    """Write the table to standard output."""
    entries = {synset: entry for part in set(_PARTS.values()) for synset, entry in read_entries(folder, part)}
    ranks = {key: rank for part in set(_PARTS.values()) for key, rank in read_ranks(folder, part)}
    opposite = set(_plain(read_pairs(entries, ranks, _ANTONYM)))
    same = set(_plain((*read_synonyms(entries, ranks), *read_pairs(entries, ranks, _DERIVED)))) - opposite
    for relation, pairs in (("same", same), ("opposite", opposite)):
        for line in _lines(relation, pairs):
            print(line)


def read_entries(folder: Path, part: str) -> Iterator[tuple[Synset, Entry]]:
    """Yield the synsets of data.PART."""
    for line in _rows(folder / f"data.{part}"):
        cells = line.partition(" | ")[0].split()
        count = int(cells[3], 16)
        words = tuple(cells[4 + 2 * place].partition("(")[0] for place in range(count))
        rest = cells[5 + 2 * count :]
        pointers = (rest[start : start + 4] for start in range(0, 4 * int(cells[4 + 2 * count]), 4))
        read = (
            (kind, (_PARTS[pos], offset), int(ends[:2], 16), int(ends[2:], 16))
            for kind, offset, pos, ends in pointers
            if kind in (_ANTONYM, _DERIVED)
        )
        yield (part, cells[0]), Entry(words, tuple(read))


def read_ranks(folder: Path, part: str) -> Iterator[tuple[tuple[str, Synset], int]]:
    """Yield how common a sense is among those of its word, from 0, by index.PART."""
    for line in _rows(folder / f"index.{part}"):
        cells = line.split()
        for rank, offset in enumerate(cells[-int(cells[2]) :]):
            yield (cells[0], (part, offset)), rank


def read_synonyms(
    entries: Mapping[Synset, Entry], ranks: Mapping[tuple[str, Synset], int]
) -> Iterator[tuple[str, str]]:
    """Yield every two words of a synset that count in it."""
    for synset, entry in entries.items():
        yield from combinations([word for word in entry.words if _counts(word, synset, ranks)], 2)


def read_pairs(
    entries: Mapping[Synset, Entry], ranks: Mapping[tuple[str, Synset], int], kind: str
) -> Iterator[tuple[str, str]]:
    """Yield words that a pointer of this kind joins, where both count."""
    for synset, entry in entries.items():
        for found, target, here, there in entry.pointers:
            if found == kind and here and there:
                one, other = entry.words[here - 1], entries[target].words[there - 1]
                if _counts(one, synset, ranks) and _counts(other, target, ranks):
                    yield one, other


def _counts(word: str, synset: Synset, ranks: Mapping[tuple[str, Synset], int]) -> bool:
    plain = word.isalpha() and word.islower() and len(word) > 2
    return plain and frequency_of(word) >= _COMMON and ranks.get((word, synset), _SENSES) < _SENSES


def _plain(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs in the order of the alphabet, without words of one stem."""
    for pair in pairs:
        one, other = sorted(pair)
        if stem_of(one) != stem_of(other):
            yield one, other


def _lines(relation: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(pairs):
        near[one].append(other)
    yield from (f"{relation}\t{word}\t{' '.join(others)}" for word, others in near.items())


def _rows(path: Path) -> Sequence[str]:
    """Return the lines of a database file without the licence before them."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
