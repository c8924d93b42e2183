"""What was typed -> the names that come close, each with the typing errors between, the nearest first.

Comes in: an index, words as a person types them.  Goes out: keys of names, then entities.
Must not: go through all names.

Every word that was typed may be a word of a name, the beginning of one, or one that differs by an error or
two; two words may have lost the space between them, or have one too many.  Names are found by the typed word
that the fewest names have, and judged by all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from kg.query.index_file import IndexFile
from kg.query.names import name_key
from kg.query.search_near import Vocabulary

_MOST_KEYS = 6_000
"""Names that are judged for one typed word, at most: more have it only where it says nothing."""

_MOST_PARTS = 1_000
"""The same where no name has all words."""

_MOST_RANKED = 1_000
"""Names whose entities are compared by how often they occur, at most."""

_LONGEST = 40
"""Letters of a word that may have lost a space, at most."""

_HALF = 2
"""Letters that each part of a word has at least that has lost a space."""

Options = Mapping[str, tuple[int, int]]
"""Word of a name -> typing errors, and 1 if it only begins with what was typed."""


@dataclass(frozen=True, slots=True, order=True)
class NearKey:
    """The key of a name: how many typed words it lacks, the errors in the others and how many of them go on
    (`far` is both), how many words it has that nobody typed, and the words that were."""

    missing: int
    far: int
    more: int
    errors: int
    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearName:
    """A name of an entity, and how near it is."""

    near: NearKey
    name: str
    form: str
    entity: str
    kind: str
    label: str
    named: bool
    weight: int

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the best first: whole names before parts of names, then whoever is mentioned most."""
        near = self.near
        likely = (not self.named, -self.weight)
        return (*_nearness(near), *likely, near.more, near.key, self.form != "label", self.entity)


def find_near_names(
    index: IndexFile, typed: str, limit: int, kinds: Collection[str] | None = None
) -> list[NearName]:
    """Return so many entities whose names come close, each with the nearest of its names, the best first."""
    best: dict[str, NearName] = {}
    for _, alike in groupby(find_near_keys(index, typed), key=_nearness):
        for found in sorted(_names_of(index, alike), key=lambda one: one.order):
            if kinds is None or found.kind in kinds:
                best.setdefault(found.entity, found)
        if len(best) >= limit:
            break
    return list(best.values())[:limit]


def _nearness(near: NearKey) -> tuple[int, int, bool]:
    return near.missing, near.far, near.more > 0


def find_near_keys(index: IndexFile, typed: str) -> list[NearKey]:
    """Return the keys of names that come close, the nearest first.

    Names with all words and one error at most are looked for first; only where there is none, others are, and
    those that lack a word come last of all.
    """
    words, options = tuple(name_key(typed).split()), _Options(index)
    if not words:
        return []
    found = _judge(index, options, _Reading(words, 0, 1))
    if not any(near.far <= 1 for near in found):
        spaced = _spaced_otherwise(options.vocabulary, words)
        found += [near for one in (_Reading(words, 0, 2), *spaced) for near in _judge(index, options, one)]
    if not found:
        loose = _spaced_loosely(options.vocabulary, words)
        found = [near for one in loose for near in _judge(index, options, one)]
    return _nearest_of_each(found or _judge_parts(index, options, words))


def _nearest_of_each(found: Iterable[NearKey]) -> list[NearKey]:
    best: dict[str, NearKey] = {}
    for near in sorted(found):
        best.setdefault(near.key, near)
    return list(best.values())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What may have been meant: words, the errors in their spaces, and those allowed in each."""

    words: tuple[str, ...]
    errors: int
    allowed: int


class _Options:
    """The words that typed words may stand for, each looked for once."""

    def __init__(self, index: IndexFile) -> None:
        self.vocabulary = Vocabulary(index)
        self._found: dict[tuple[str, int], Options] = {}

    def of(self, word: str, errors: int) -> Options:
        """Return what a word may stand for with so many errors at most."""
        if (word, errors) not in self._found:
            near = {one: (distance, 0) for one, distance in self.vocabulary.near(word, errors).items()}
            continued = dict.fromkeys(self.vocabulary.continued(word), (0, 1))
            self._found[word, errors] = {**near, **continued, word: (0, 0)}
        return self._found[word, errors]


def _spaced_otherwise(vocabulary: Vocabulary, words: Sequence[str]) -> Iterator[_Reading]:
    """Yield the words with one space less, or one more where that makes two words of names or claims."""
    for place in range(len(words) - 1):
        yield _Reading((*words[:place], words[place] + words[place + 1], *words[place + 2 :]), 1, 1)
    yield from _split(vocabulary, words, 2)


def _spaced_loosely(vocabulary: Vocabulary, words: Sequence[str]) -> Iterator[_Reading]:
    """Yield the words with one space more, where that makes at least one word of names or claims."""
    return _split(vocabulary, words, 1)


def _split(vocabulary: Vocabulary, words: Sequence[str], least: int) -> Iterator[_Reading]:
    for place, word in enumerate(words):
        cuts = range(_HALF, len(word) - _HALF + 1) if len(word) <= _LONGEST else ()
        halves = [(word[:cut], word[cut:]) for cut in cuts]
        known = vocabulary.known({half for pair in halves for half in pair})
        for pair in halves:
            if len(known.intersection(pair)) >= least:
                yield _Reading((*words[:place], *pair, *words[place + 1 :]), 1, 1)


def _judge(index: IndexFile, options: _Options, reading: _Reading) -> list[NearKey]:
    """Return the names that have all words of a reading, found by the word that the fewest names have."""
    choices = [options.of(word, reading.allowed) for word in reading.words]
    rarest = min(choices, key=lambda one: _count_names(index, one))
    near = (_near_key(key, choices, reading.errors) for key in _keys_with(index, rarest, _MOST_KEYS))
    return [one for one in near if not one.missing]


def _judge_parts(index: IndexFile, options: _Options, words: Sequence[str]) -> list[NearKey]:
    """Return the names that have most of the words, with an error at most."""
    choices = [options.of(word, 1) for word in words]
    keys = dict.fromkeys(key for one in choices for key in _keys_with(index, one, _MOST_PARTS))
    found = [near for near in (_near_key(key, choices, 0) for key in keys) if near.errors <= 1]
    least = min((near.missing for near in found), default=0)
    return [near for near in found if near.missing == least]


def _count_names(index: IndexFile, options: Options) -> int:
    """Return how many names have one of the words, up to a number that is too many."""
    marks = ", ".join("?" * len(options))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM name_word WHERE word IN ({marks}) LIMIT {_MOST_KEYS})"  # noqa: S608
    return int(index.rows(sql, *options)[0][0])


def _keys_with(index: IndexFile, options: Options, most: int) -> Iterator[str]:
    """Yield the keys of names that have one of the words, those that differ least first."""
    for word in sorted(options, key=lambda one: (*options[one], one)):
        rows = index.rows("SELECT key FROM name_word WHERE word = ? LIMIT ?", word, most)
        yield from (key for (key,) in rows)
        most -= len(rows)
        if most <= 0:
            return


def _near_key(key: str, options: Sequence[Options], errors: int) -> NearKey:
    words = key.split()
    best = [min(((*one[word], word) for word in words if word in one), default=None) for one in options]
    met = [one for one in best if one is not None]
    errors += sum(found for found, _, _ in met)
    far = errors + sum(begins for _, begins, _ in met)
    more = max(0, len(words) - len(met))
    return NearKey(len(best) - len(met), far, more, errors, key, tuple(word for _, _, word in met))


_NAMES = """
SELECT name.key, name.name, name.form, entity.id, entity.kind, entity.label, entity.named, entity.weight
FROM name JOIN entity ON entity.id = name.entity WHERE name.key IN ({})
"""


def _names_of(index: IndexFile, keys: Iterable[NearKey]) -> Iterator[NearName]:
    """Yield the names that have these keys, with their entities."""
    near = {one.key: one for one in islice(keys, _MOST_RANKED)}
    sql = _NAMES.format(", ".join("?" * len(near)))
    for key, name, form, entity, kind, label, named, weight in index.rows(sql, *near):
        yield NearName(near[key], name, form, entity, kind, label, bool(named), weight)
