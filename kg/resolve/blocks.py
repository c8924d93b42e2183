"""Which would-be entities are compared at all.

Comes in: nodes.  Goes out: pairs of them, each once, in a fixed order.  Cost stays close to linear: a block
that grows over `WIDEST` compares each node with its nearest neighbours in the order of names only (sorted
neighbourhood, Hernández and Stolfo 1995).  Equal names lose nothing by that: they are one node already.
Must not: score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.body_names import acronyms_of, core_words, without_legal_form
from kg.resolve.nodes import Node
from kg.resolve.person_names import PersonName, given_forms, parse_person
from kg.resolve.sounds import block_key

WIDEST = 24
"""Nodes of a block that are all compared with one another."""
NEIGHBOURS = 6
"""Nodes before and after it that a node of a wider block is compared with."""
RARE = 12
"""Names that may share a word for that word to make a block."""

NodePair = tuple[Node, Node]
Word = tuple[EntityKind, str]
"""A word of a name of that kind."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared when not all of a collection is at hand.

    `open` are nodes, by their Python ids, that are new or may be joined in another way; the others are only
    what these are compared with, and None means that all are open.  Of the collection at large are told:
    how many names have a word (`frequency`), which blocks are `wide`, how many `bearers` the sound of a word
    has.
    """

    open: Container[int] | None = None
    frequency: Mapping[Word, int] = field(default_factory=lambda: MappingProxyType({}))
    wide: Container[str] = frozenset()
    bearers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def is_open(self, node: Node) -> bool:
        """Tell whether a node may be joined in another way than before."""
        return self.open is None or id(node) in self.open


EVERYTHING = Scope()
"""All of a collection is at hand."""


def candidate_pairs(nodes: Sequence[Node], scope: Scope = EVERYTHING) -> Iterator[NodePair]:
    """Yield pairs of nodes that share a block: full names of persons, and names of all else."""
    compared = [node for node in nodes if node.named and not node.is_short]
    frequency = _word_frequency(compared, scope)
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in compared:
        for block in sorted(set(name_blocks(node, frequency))):
            blocks[block].append(node)
    seen: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        for left, right in _pairs_in(blocks[block], is_wide=block in scope.wide):
            if (id(left), id(right)) not in seen and (scope.is_open(left) or scope.is_open(right)):
                seen.add((id(left), id(right)))
                yield left, right


def _pairs_in(members: Sequence[Node], *, is_wide: bool) -> Iterator[NodePair]:
    if len(members) <= WIDEST and not is_wide:
        yield from combinations(members, 2)
        return
    for place, left in enumerate(members):
        for right in members[place + 1 : place + 1 + NEIGHBOURS]:
            yield left, right


def name_blocks(node: Node, frequency: Mapping[Word, int]) -> Iterator[str]:
    """Yield the blocks in which the names of a node are compared; words that are not rare make none."""
    if node.kind is EntityKind.PERSON:
        for name in node.profile.names:
            yield from _person_blocks(parse_person(name))
        return
    for key in sorted(node.profile.keys):
        yield f"{node.kind.value}:{key}"
    if node.kind is not EntityKind.PLACE:
        for name in node.profile.names:
            yield from _body_blocks(node.kind, spelling_key(name), frequency)


def _person_blocks(name: PersonName) -> Iterator[str]:
    """By given name and each later word; by all words in any order; by all letters."""
    if name.is_short:
        return
    sounds = [block_key(word) for word in name.words]
    for given in sorted({block_key(form)[:1] for form in given_forms(name.words[0])}):
        for surname in sounds[1:]:
            yield f"given, surname:{given}:{surname}"
    for form in sorted(given_forms(name.words[0])):
        yield f"given in full, surname:{block_key(form)}:{sounds[-1]}"
    yield f"words:{' '.join(sorted(sounds))}"
    for letters in sorted(name.letters):
        yield f"letters:{letters}"
    yield f"start:{name.words[0][:1]}:{name.words[-1][:4]}"
    if len(name.words) > 2:
        yield f"given, surname:{sounds[1][:1]}:{sounds[-1]}"


def _body_blocks(kind: EntityKind, key: str, frequency: Mapping[Word, int]) -> Iterator[str]:
    """By the name without legal form, its words in any order, its initials, and its rare words."""
    core = core_words(key)
    yield f"{kind.value} without form:{without_legal_form(key)}"
    yield f"{kind.value} words:{' '.join(sorted(core))}"
    yield f"{kind.value} sound:{''.join(block_key(word) for word in core)}"
    for short in sorted(acronyms_of(key)) if " " in key else [key]:
        yield f"{kind.value} initials:{short}"
    for word in core:
        if frequency[kind, word] <= RARE:
            yield rare_block(kind, word)


def rare_block(kind: EntityKind, word: str) -> str:
    """Return the block of a word that few names have."""
    return f"{kind.value} rare word:{word}"


def _word_frequency(nodes: Iterable[Node], scope: Scope) -> Mapping[Word, int]:
    """Count the nodes that have a word in their name; the collection at large may have more."""
    found: Counter[Word] = Counter()
    for node in nodes:
        if node.kind is not EntityKind.PERSON:
            keys = (spelling_key(name) for name in node.profile.names)
            found.update({(node.kind, word) for key in keys for word in core_words(key)})
    for word in found:
        found[word] = max(found[word], scope.frequency.get(word, 0))
    return found
