"""A few more documents resolved against those before come to what all of them come to at once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from kg.decisions.making import make_decision
from kg.decisions.records import NO_RULINGS, Rulings, Target, Verb
from kg.decisions.replay import replay
from kg.model import Entity, EntityKind, Reading
from kg.resolve import ResolutionChange, resolve, resolve_more, shelved
from kg.shelves.parts import SqlitePartShelf
from tests.records import RIVNE
from tests.unit.resolve.invented import in_steps, invent
from tests.unit.resolve.makers import reading

PERSON, PLACE, ORGANIZATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANIZATION
Seat = tuple[str, str]


def new_shelf() -> SqlitePartShelf:
    return SqlitePartShelf(sqlite3.connect(":memory:"))


@dataclass
class Collected:
    """What whoever follows the changes holds."""

    shelf: SqlitePartShelf = field(default_factory=new_shelf)
    rulings: Rulings = NO_RULINGS
    readings: dict[str, Reading] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    suggested: set[tuple[str, str]] = field(default_factory=set)

    def change(self, new: Iterable[Reading] = (), gone: Collection[str] = ()) -> ResolutionChange:
        coming = list(new)
        change = resolve_more(coming, gone, self.shelf, self.rulings)
        for one in gone:
            del self.readings[one]
        self.readings |= {one.document.id: one for one in coming}
        for entity in change.gone_entities:
            del self.entities[entity]
        self.entities |= {entity.id: entity for entity in change.entities}
        if change.suggestions is not None:
            self.suggested = {(one.left, one.right) for one in change.suggestions}
        return change

    def start(self, readings: Iterable[Reading]) -> None:
        self.readings = {one.document.id: one for one in readings}
        resolution = resolve(self.readings.values(), self.rulings, self.shelf)
        self.entities = {entity.id: entity for entity in resolution.entities}
        self.suggested = {(one.left, one.right) for one in resolution.suggestions}

    def seats(self) -> dict[Seat, Entity]:
        return {seat: entity for entity in self.entities.values() for seat in entity.referents}


def without_scores(entities: Iterable[Entity]) -> Mapping[str, Entity]:
    """Scores and reasons tell how much articles share: what many of them share changes with every article."""
    return {entity.id: replace(entity, score=1.0, reasons=()) for entity in entities}


def every_seat(readings: Iterable[Reading]) -> set[Seat]:
    return {
        (one.document.id, referent)
        for one in readings
        for referent in (one.document.publisher.id, *(referent.id for referent in one.referents))
    }


def walk(collected: Collected, readings: Sequence[Reading], chance: random.Random) -> None:
    """Let articles come a few at a time, some go, and some be read again."""
    for coming in in_steps(readings, chance):
        there = sorted(collected.readings)
        gone = chance.sample(there, 1) if there and chance.random() < 0.3 else []
        left = [one for one in there if one not in gone]
        again = [collected.readings[chance.choice(left)]] if left and chance.random() < 0.2 else []
        before = collected.seats()
        change = collected.change([*coming, *again], gone)
        told = {one.document.id for one in (*coming, *again)} | set(gone)
        assert set(change.documents) == moved(before, collected.seats()) - told


def moved(before: Mapping[Seat, Entity], after: Mapping[Seat, Entity]) -> set[str]:
    return {seat[0] for seat in before.keys() & after.keys() if _shown(before[seat]) != _shown(after[seat])}


def _shown(entity: Entity) -> tuple[object, ...]:
    return entity.id, entity.label, entity.kind, entity.lat, entity.lon


@dataclass
class Agreement:
    """How many of how many referents are in an entity that is the same, scores aside."""

    same: int = 0
    every: int = 0

    def count(self, collected: Collected) -> None:
        whole = without_scores(resolve(collected.readings.values(), collected.rulings).entities)
        for one, entity in without_scores(collected.entities.values()).items():
            self.every += len(entity.referents)
            self.same += len(entity.referents) if whole.get(one) == entity else 0

    @property
    def share(self) -> float:
        return self.same / self.every


def test_step_by_step_comes_to_what_all_at_once_come_to() -> None:
    """Every article of these shares names with most others, so that evidence is at its closest; what is left
    is a join that a name in many articles tips."""
    agreement = Agreement()
    for seed in range(10):
        chance = random.Random(seed)
        collected = Collected()
        walk(collected, invent(24, chance), chance)
        agreement.count(collected)
    assert agreement.share >= 0.99


def test_a_shelf_that_a_whole_resolution_filled_goes_on_step_by_step() -> None:
    agreement = Agreement()
    for seed in range(6):
        chance = random.Random(seed)
        readings = invent(24, chance)
        collected = Collected()
        collected.start(readings[:12])
        walk(collected, readings[12:], chance)
        agreement.count(collected)
    assert agreement.share >= 0.99


def test_suggestions_are_those_of_the_whole() -> None:
    chance = random.Random(1)
    collected = Collected()
    walk(collected, invent(24, chance), chance)
    whole = resolve(collected.readings.values())
    assert collected.suggested == {(one.left, one.right) for one in whole.suggestions} != set()


@pytest.mark.parametrize("large", [0, 2, 5])
@pytest.mark.parametrize("seed", range(4))
def test_no_referent_is_lost_or_told_twice_however_little_is_made_again(
    seed: int, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelved, "LARGE", large)
    chance = random.Random(seed)
    collected = Collected()
    walk(collected, invent(24, chance), chance)
    seats = [seat for entity in collected.entities.values() for seat in entity.referents]
    assert len(seats) == len(set(seats))
    assert set(seats) == every_seat(collected.readings.values())


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_resolution_after_any_steps_is_the_whole_and_fills_the_shelf_alike(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelved, "LARGE", 2)
    chance = random.Random(seed)
    collected = Collected()
    walk(collected, invent(16, chance), chance)
    readings = list(collected.readings.values())
    again, afresh = resolve(readings, shelf=collected.shelf), resolve(reversed(readings))
    assert again == afresh
    more = invent(20, random.Random(seed + 100))[-3:]
    other = new_shelf()
    resolve(readings, shelf=other)
    assert resolve_more(more, (), collected.shelf) == resolve_more(more, (), other)


def test_what_came_and_went_leaves_no_trace() -> None:
    chance = random.Random(7)
    readings = invent(16, chance)
    collected = Collected()
    collected.start(readings[:12])
    before = dict(collected.entities)
    collected.change(readings[12:])
    collected.change((), [one.document.id for one in readings[12:]])
    assert without_scores(collected.entities.values()) == without_scores(before.values())


def test_nothing_changes_when_an_article_is_read_again_and_says_the_same() -> None:
    readings = invent(10, random.Random(3))
    collected = Collected()
    collected.start(readings)
    assert collected.change(readings[4:5]) == ResolutionChange((), (), ())


def test_an_article_that_shares_no_name_changes_none_of_the_others() -> None:
    collected = Collected()
    collected.start(invent(12, random.Random(5)))
    before = dict(collected.entities)
    change = collected.change([reading("far.txt", (PERSON, "Zoltan Quist", {}), publisher="Far Times")])
    assert {entity.label for entity in change.entities} == {"Zoltan Quist", "Far Times"}
    assert (change.gone_entities, change.documents) == ((), ())
    assert before.items() <= collected.entities.items()


def test_a_large_entity_gains_a_mention_and_all_that_is_told_of_it_is_that_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shelved, "LARGE", 3)
    readings = [
        reading(
            f"{number}.txt",
            (PLACE, "Rovno" if number % 3 else "Rivne", {"link": RIVNE}),
            (PERSON, "Ilse Brandt", {"role": "mayor" if number % 2 else "director"}),
            publisher="The Marsh Courier",
        )
        for number in range(9)
    ]
    collected = Collected()
    collected.start(readings[:6])
    for one in readings[6:]:
        collected.change([one])
    assert {one.id: one for one in resolve(readings).entities} == collected.entities


class TestDecisions:
    def decided(self, readings: Sequence[Reading]) -> Rulings:
        people = {one.label: one for one in resolve(readings).entities if one.named}
        ilse, ada = people["Ilse Brandt"], people["Ada Holt"]
        merge = make_decision(
            Verb.MERGE, [_target(ilse), _target(ada)], who="ada", when="2026-01-02T03:04:05Z"
        )
        rename = make_decision(
            Verb.RENAME,
            [_target(people["Dunes Bank"])],
            who="ada",
            when="2026-01-02T03:04:06Z",
            label="Bank of the Dunes",
        )
        return replay([merge, rename])

    def test_what_people_decided_holds_for_what_comes_later(self) -> None:
        readings = [
            reading("a.txt", (PERSON, "Ilse Brandt", {}), (ORGANIZATION, "Dunes Bank", {})),
            reading("b.txt", (PERSON, "Ada Holt", {})),
            reading("c.txt", (PERSON, "Otto Marlin", {})),
        ]
        collected = Collected(rulings=self.decided(readings))
        collected.start(readings)
        more = [
            reading("d.txt", (PERSON, "Ada Holt", {}), (ORGANIZATION, "Dunes Bank Inc.", {})),
            reading("e.txt", (PERSON, "Otto Marlin", {})),
        ]
        for one in more:
            collected.change([one])
        whole = resolve([*readings, *more], collected.rulings).entities
        assert without_scores(collected.entities.values()) == without_scores(whole)
        assert "Bank of the Dunes" in {entity.label for entity in collected.entities.values()}

    def test_steps_with_decisions_come_to_the_whole_with_decisions(self) -> None:
        agreement = Agreement()
        for seed in range(8):
            chance = random.Random(seed)
            readings = invent(20, chance)
            collected = Collected(rulings=some_decisions(readings, chance))
            collected.start(readings[:10])
            for coming in in_steps(readings[10:], chance):
                collected.change(coming)
            agreement.count(collected)
        assert agreement.share >= 0.98


def some_decisions(readings: Sequence[Reading], chance: random.Random) -> Rulings:
    entities = sorted(resolve(readings).entities, key=lambda entity: entity.id)
    large = [entity for entity in entities if len(entity.referents) > 1]
    log = []
    for number in range(6):
        first, second = chance.sample(large, 2)
        when = f"2026-01-02T03:04:{number:02d}Z"
        verb = chance.choice((Verb.MERGE, Verb.SPLIT, Verb.RENAME))
        if verb is Verb.RENAME:
            log.append(make_decision(verb, [_target(first)], who="ada", when=when, label=f"New {number}"))
        elif verb is Verb.SPLIT and chance.random() < 0.5:
            out = [first.referents[0][0]]
            log.append(make_decision(verb, [_target(first)], who="ada", when=when, documents=out))
        else:
            log.append(make_decision(verb, [_target(first), _target(second)], who="ada", when=when))
    return replay(log)


def _target(entity: Entity) -> Target:
    return Target(entity.id, entity.label, tuple(referent for _, referent in entity.referents[:3]))
