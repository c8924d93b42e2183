"""A store of hand-made readings with decisions in it, and a pipeline that only writes them down.

What resolution makes of decisions is none of these tests' concern: entities are those of tests/stores.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg import ids
from kg.decisions.log import append_decision, read_log
from kg.decisions.making import make_decision
from kg.decisions.records import Conflict, Decision, Target, Verb
from kg.decisions.replay import replay
from kg.graph.store import open_for_writing
from kg.model import Entity, EntityKind, Suggestion
from kg.query.results import EntityView
from kg.query.support import LostSupport
from tests.records import copy_reading, dam_reading, plan_reading
from tests.stores import entities_of, groups_of

WHEN = "2025-04-12T09:30:00Z"

BONDAR = ids.entity_id(EntityKind.PERSON, "Olha Bondar")
BRINK = ids.entity_id(EntityKind.PERSON, "Ada Brink")
RIVNE = ids.entity_id(EntityKind.PLACE, "Rivne")
REUTERS = ids.entity_id(EntityKind.OUTLET, "Reuters")
DAM, COPY, PLAN = (one().document.id for one in (dam_reading, copy_reading, plan_reading))


def decision(verb: str, *targets: tuple[str, str], **extras: Any) -> Decision:
    """A decision of Ann Reed's about (id, label)s."""
    when = extras.pop("when", WHEN)
    return make_decision(verb, [Target(*one) for one in targets], who="Ann Reed", when=when, **extras)


def write_log(path: Path, *decisions: Decision) -> Path:
    for one in decisions:
        append_decision(path, one)
    return path


def write_store(path: Path, *decisions: Decision, suggestions: Sequence[Suggestion] = ()) -> Path:
    """Write a store of three articles and its log; entities that a decision names know that it did."""
    readings = (dam_reading(), copy_reading(), plan_reading())
    write_log(path.with_name(f"{path.name}.decisions.jsonl"), *decisions)
    rulings = replay(decisions)
    entities = tuple(_decided(entity, decisions) for entity in entities_of(readings))
    groups = tuple(group for group in groups_of(readings) if group.claims[0] not in rulings.retracted)
    with open_for_writing(path) as store:
        for reading in readings:
            store.put(reading)
        store.put_derived(entities, (), groups, suggestions, rulings)
        store.publish()
    return path


def _decided(entity: Entity, decisions: Sequence[Decision]) -> Entity:
    naming = [one.id for one in decisions if entity.id in {target.id for target in one.targets}]
    return replace(entity, decisions=tuple(naming))


@dataclass(frozen=True)
class FakeReport:
    decision: Decision
    log: Path
    conflicts: tuple[Conflict, ...] = ()
    idle: tuple[Conflict, ...] = ()
    lost: LostSupport | None = None
    entities: tuple[EntityView, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class FakePipeline:
    """Stands for kg.pipeline: writes the line, derives nothing."""

    log: Path
    lost: LostSupport | None = None
    idle: tuple[Conflict, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)

    def decide(
        self, store: Path, decision: Decision, *, log: Path | None, force: bool, progress: Callable[..., None]
    ) -> FakeReport:
        self.asked = {"store": store, "log": log, "force": force}
        append_decision(self.log, decision)
        return FakeReport(decision, self.log, idle=self.idle, lost=self.lost)

    @property
    def decided(self) -> Decision:
        """The one decision that was written down last."""
        return read_log(self.log)[-1]

    @property
    def verbs(self) -> list[Verb]:
        return [one.verb for one in read_log(self.log)]
