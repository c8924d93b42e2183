"""The blocks in which a node stands on a shelf, and what stands there beside it.

Comes in: nodes; a shelf.  Goes out: blocks by name; clusters, and how large the blocks are.  What is found is
at least what the steps of the whole would compare, and bounded as there.  Must not: compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.blocks import NEIGHBOURS, RARE, WIDEST, Word, name_blocks, rare_block
from kg.resolve.body_names import core_words
from kg.resolve.nodes import Node
from kg.resolve.profiles import BODIES, Company
from kg.resolve.shelf import PartShelf
from kg.resolve.short_names import (
    MOST_BEARERS,
    RARE_COMPANY,
    rare_company,
    short_sound,
    sounds_of,
    told_blocks,
)

MOST_SHORT = 24
"""Short names of one sound that are all looked at when somebody comes who may bear them."""
_MOST_COUNTED = 1000
_NO_WORDS: Counter[Word] = Counter()


def blocks_of(node: Node) -> Iterator[str]:
    """Yield every block that a node stands in, for all steps; some twice."""
    if node.is_short:
        yield f"short:{short_sound(node)}"
        return
    if not node.named:
        return
    yield from name_blocks(node, _NO_WORDS)
    if node.kind is not EntityKind.PLACE:
        yield from (f"called:{key}" for key in sorted(node.profile.keys) if is_told_by_name(node.kind, key))
    for sound in sorted(sounds_of(node.profile)) if node.kind is EntityKind.PERSON else ():
        yield f"bearer:{sound}"
        yield from (f"bearer:{block}" for block in told_blocks(sound, node.profile))


def is_told_by_name(kind: EntityKind, key: str) -> bool:
    """Tell whether another kind may have the name too (see `other_kinds`)."""
    return " " in key or kind in BODIES


@dataclass(slots=True)
class Surroundings:
    """What stands around nodes on a shelf: clusters, and how large the blocks are (see `blocks.Scope`)."""

    shelf: PartShelf
    company: Company
    clusters: set[int] = field(default_factory=set)
    frequency: Counter[Word] = field(default_factory=Counter)
    wide: set[str] = field(default_factory=set)
    bearers: dict[str, int] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def look(self, node: Node) -> None:
        """Note what stands around a node."""
        if node.is_short:
            self._look_for_bearers(node)
            self._note(f"short:{short_sound(node)}", MOST_SHORT)
            return
        if not node.named:
            return
        self._count_words(node)
        for block in sorted(set(name_blocks(node, self.frequency))):
            self._look_in(block, node.key)
        if node.kind is not EntityKind.PLACE:
            for key in sorted(node.profile.keys):
                if is_told_by_name(node.kind, key):
                    self._look_in(f"called:{key}", node.key)

    def _look_in(self, block: str, place: str) -> None:
        if (block, "") in self._seen or (block, place) in self._seen:
            return
        found = self.shelf.in_block(block, WIDEST + 1)
        if len(found) > WIDEST:
            self.wide.add(block)
            self._seen.add((block, place))
            found = self.shelf.beside(block, place, NEIGHBOURS)
        else:
            self._seen.add((block, ""))
        self.clusters |= {cluster for _, cluster in found}

    def _note(self, block: str, most: int) -> None:
        """Note the first clusters of a block."""
        if (block, "") not in self._seen:
            self._seen.add((block, ""))
            self.clusters |= {cluster for _, cluster in self.shelf.in_block(block, most)}

    def _count_words(self, node: Node) -> None:
        if node.kind is EntityKind.PERSON:
            return
        for name in node.profile.names:
            for word in core_words(spelling_key(name)):
                if (node.kind, word) not in self.frequency:
                    count = self.shelf.count_in(rare_block(node.kind, word), RARE + 1)
                    self.frequency[node.kind, word] = count

    def _look_for_bearers(self, node: Node) -> None:
        """Note whoever may bear a short name: all who have the word in their name; of many, those that share
        something."""
        sound = short_sound(node)
        if sound not in self.bearers:
            self.bearers[sound] = self.shelf.count_in(f"bearer:{sound}", _MOST_COUNTED)
            if self.bearers[sound] <= MOST_BEARERS:
                self._note(f"bearer:{sound}", _MOST_COUNTED)
        if self.bearers[sound] > MOST_BEARERS:
            for block in told_blocks(sound, node.profile):
                self._note(f"bearer:{block}", MOST_BEARERS)
            self._look_in_company(sound, node)

    def _look_in_company(self, sound: str, node: Node) -> None:
        """Note who bears the name in articles that share a rare name with those of a short one."""
        documents = {
            document
            for key in rare_company(node.profile, self.company)
            for document in self.shelf.documents_with(key, RARE_COMPANY)
        }
        self.clusters |= self.shelf.in_block_of(f"bearer:{sound}", documents)
