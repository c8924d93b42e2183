"""What people decided, and what it amounts to.

Comes in: nothing.  Goes out: `Decision`, one line of the log; `Rulings`, what those in force say together.
Must not: do I/O, or know a stage.

The log is append-only; a decision is taken back by another one (`restore`), never by deleting a line.  Ids of
entities, documents and claims are those that every build of the same articles gives again, so that a log can
be replayed from nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kg.model import Identifier


class Verb(StrEnum):
    """What a decision does."""

    MERGE = "merge"  # several entities are one: the first keeps its id
    SPLIT = "split"  # one entity is two; or, of two targets, these are never to be one
    RENAME = "rename"  # an entity's label; what it was called stays an alias
    RETRACT = "retract"  # documents or claims: visible, but they support nothing any more
    RESTORE = "restore"  # takes back a decision, or the retraction of a document or claim
    LINK = "link"  # an entity's identifier, and where a place lies
    UNLINK = "unlink"  # takes identifiers away, and with those of a place its coordinates


@dataclass(frozen=True, slots=True)
class Target:
    """What is decided about: the id of an entity, document, claim or decision, and what it was called then,
    for whoever reads the log.

    `anchors` are ids of referents (of a publisher, its own id) that an entity had then: they say what was
    meant when other articles give its id to something else.
    """

    id: str
    label: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    `id` is "k-" and a hash of all but anchors, so that the same line in two copies of a log counts once.
    `when` is ISO 8601 in UTC, to the second.  `label` and `kind` (a value of EntityKind) are the new ones
    of a rename; an empty one leaves it as it is.  `identifiers` are those of a link (with `lat`, `lon`,
    `country` where they are known) or those that an unlink takes away (none named:
    all).  `documents` (ids) and `names` say what a split takes out of its one target: the referents of these
    documents, those that go by one of these names; where both are given, those for which both hold.
    """

    id: str
    verb: Verb
    targets: tuple[Target, ...]
    who: str
    when: str
    why: str = ""
    label: str = ""
    identifiers: tuple[Identifier, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    documents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kind: str = ""

    @property
    def is_separation(self) -> bool:
        """Tell whether it keeps two entities apart."""
        return self.verb is Verb.SPLIT and len(self.targets) == 2

    @property
    def pair(self) -> tuple[str, str]:
        """The ids that a separation keeps apart, sorted."""
        first, second = sorted(target.id for target in self.targets)
        return first, second

    def takes_away(self, scheme: str, value: str) -> bool:
        """Tell whether an unlink names this identifier: one without a value stands for all of its scheme;
        none at all for all."""
        wanted = {(one.scheme, one.value) for one in self.identifiers}
        return not wanted or (scheme, value) in wanted or (scheme, "") in wanted


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions in force that contradict one another; the one that holds is the later in the log.

    `decisions` are their ids, in the order of the log; `reason` says it in words.
    """

    decisions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the decisions in force amount to.

    `changes` are the merges, splits of one entity, renames, links and unlinks in force, in the order of the
    log; resolution applies them one after the other.  `apart` are pairs of entity ids (sorted) that must
    never be one.  `retracted` maps the id of a document or claim to the decision that retracts it.
    """

    changes: tuple[Decision, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    retracted: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))
    decisions: tuple[Decision, ...] = ()  # the whole log, in order
    taken_back: frozenset[str] = frozenset()  # ids of decisions that another one took back
    conflicts: tuple[Conflict, ...] = ()


NO_RULINGS = Rulings()
"""What an empty log amounts to."""
