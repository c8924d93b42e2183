"""A name as a person types it -> the entities that it can mean, best first.

Comes in: an index and a name.  Goes out: entity ids with the tier of the match.
Must not: read anything but the tables `name`, `name_word`, `entity` and `former_id`, or all of one of them.

Tiers, best first: id or its beginning, label, alias, last name, part of a name, acronym, beginning of a name.
The first tier that has a match decides; within it named ones come before unnamed, persons and bodies before
groups, then whoever is mentioned and quoted most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process

from kg.query.index_file import IndexFile
from kg.query.names import is_strong_part, name_key

NEAREST = 5
"""Names that an answer "nobody has this name" suggests at most."""

_NEAR = 60.0
"""Least similarity (0 to 100) of a suggested name: lower ones share no more than a few letters."""


class Tier(IntEnum):
    """How a name was matched; lower is better."""

    ID = 0
    LABEL = 1
    ALIAS = 2
    LAST_NAME = 3
    PART = 4
    ACRONYM = 5
    PREFIX = 6


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name can mean."""

    entity: str
    kind: str
    tier: Tier
    named: bool
    weight: int

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the best match first."""
        return (self.tier, not self.named, self.kind == "group", -self.weight, self.entity)


_FORMS = {"label": Tier.LABEL, "alias": Tier.ALIAS, "acronym": Tier.ACRONYM}

_SELECT = """
SELECT name.entity, entity.kind, entity.named, entity.weight, name.form, name.key, name.name
FROM name JOIN entity ON entity.id = name.entity
"""

_SELECT_ID = """
SELECT id, kind, named, weight FROM entity
WHERE id = ?1 OR id IN (SELECT entity FROM former_id WHERE former_id.id = ?1)
ORDER BY id != ?1, id DESC LIMIT 1
"""

_SELECT_BEGINNING = """
SELECT id, kind, named, weight FROM entity WHERE id >= ?1 AND id < ?1 || '~'
OR id IN (SELECT entity FROM former_id WHERE former_id.id >= ?1 AND former_id.id < ?1 || '~') ORDER BY id
"""

_ENTITY_ID = re.compile(r"e-[0-9a-f]+")


def find_matches(index: IndexFile, name: str, kinds: Collection[str]) -> list[Match]:
    """Return all entities of these kinds that a name means as well as the best of them, likeliest first."""
    key = name_key(name)
    met = _of_kinds(kinds, (*_by_id(index, name), *_by_whole_name(index, key)))
    if all(match.tier > Tier.ALIAS for match in met):
        met += _of_kinds(kinds, _by_part(index, key))
    if not met:
        met = _of_kinds(kinds, _by_beginning(index, key))
    best: dict[str, Match] = {}
    for match in sorted(met, key=lambda one: one.order):
        best.setdefault(match.entity, match)
    return [match for match in best.values() if match.tier == next(iter(best.values())).tier]


def find_others(index: IndexFile, name: str, kinds: Collection[str]) -> list[str]:
    """Return the ids of those who have the name too where somebody else is meant since it is all of theirs:
    whoever has it as another name, and persons of whose name it is a part, likeliest first."""
    meant = find_matches(index, name, kinds)
    if not meant or meant[0].tier not in (Tier.LABEL, Tier.ALIAS):
        return []
    key = name_key(name)
    whole = [match for match in _by_whole_name(index, key) if match.tier == Tier.ALIAS]
    parts = [match for match in _by_part(index, key) if match.kind == "person" and match.named]
    found = sorted(_of_kinds(kinds, (*whole, *parts)), key=lambda one: one.order)
    taken = {match.entity for match in meant}
    return list(dict.fromkeys(match.entity for match in found if match.entity not in taken))


def _of_kinds(kinds: Collection[str], matches: Iterable[Match]) -> list[Match]:
    return [match for match in matches if match.kind in kinds]


def rank_nearest(asked: str, named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the labels of the (key, label) pairs whose key, or a word of it, is most like what was asked."""
    labels: dict[str, str] = {}
    for key, label in named:
        for form in (key, *key.split()):
            labels.setdefault(form, label)
    ranked = process.extract(asked, list(labels), scorer=fuzz.ratio, limit=50, score_cutoff=_NEAR)
    return tuple(dict.fromkeys(labels[key] for key, _, _ in ranked))[:NEAREST]


def is_entity_id(typed: str) -> bool:
    """Tell whether what was typed is the id of an entity, or the beginning of one.

    >>> is_entity_id("e-9a30"), is_entity_id("e-mail")
    (True, False)
    """
    return _ENTITY_ID.fullmatch(typed) is not None


def _by_id(index: IndexFile, identifier: str) -> Iterator[Match]:
    """Yield the entity that has, or once had, this id; if none has, all whose ids begin so."""
    if is_entity_id(identifier):
        rows = index.rows(_SELECT_ID, identifier) or index.rows(_SELECT_BEGINNING, identifier)
        for entity, kind, named, weight in rows:
            yield Match(entity, kind, Tier.ID, bool(named), weight)


def _by_whole_name(index: IndexFile, key: str) -> Iterator[Match]:
    """Yield those whose name it is, acronyms among them."""
    for row in index.rows(_SELECT + "WHERE name.key = ?", key):
        yield _match(row, _FORMS[row[4]])


def _by_part(index: IndexFile, key: str) -> Iterator[Match]:
    """Yield those of whose name it is a part, told by the word that the fewest names have."""
    counts = [(_count_names(index, word), word) for word in key.split()]
    if not counts:
        return
    sql = (
        f"{_SELECT} JOIN name_word ON name_word.key = name.key WHERE name_word.word = ? "
        "AND instr(' ' || name.key || ' ', ?) AND name.form != 'acronym' AND name.key != ?"
    )
    for row in index.rows(sql, min(counts)[1], f" {key} ", key):
        if is_strong_part(key, row[6]) or (not row[2] and _is_end(key, row[5])):
            last = row[1] == "person" and row[5].endswith(f" {key}")
            yield _match(row, Tier.LAST_NAME if last else Tier.PART)


def _by_beginning(index: IndexFile, key: str) -> Iterator[Match]:
    """Yield those whose name begins so."""
    if len(key) > 2:
        beginning = "WHERE name.key > ?1 AND name.key < ?1 || '~' AND name.form != 'acronym'"
        for row in index.rows(_SELECT + beginning, key):
            yield _match(row, Tier.PREFIX)


def _count_names(index: IndexFile, word: str) -> int:
    return int(index.rows("SELECT count(*) FROM name_word WHERE word = ?", word)[0][0])


def _is_end(part: str, key: str) -> bool:
    """Tell whether a description begins or ends with the part: "officials" for "US officials" and for
    "officials of the ministry", whose words need no capital to be strong."""
    return len(part) > 2 and (key.startswith(f"{part} ") or key.endswith(f" {part}"))


def _match(row: tuple[str, str, int, int, str, str, str], tier: Tier) -> Match:
    entity, kind, named, weight, *_ = row
    return Match(entity, kind, tier, bool(named), weight)
