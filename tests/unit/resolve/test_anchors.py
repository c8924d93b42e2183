"""Decisions mean what was meant when they were made, whatever the ids lead to by now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from kg.decisions.making import make_decision
from kg.decisions.meaning import choose_anchors
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import replay
from kg.model import Entity, EntityKind, Reading
from kg.resolve import Resolution, resolve
from tests.unit.resolve.makers import of_kind, reading

PERSON = EntityKind.PERSON
FULL = reading("a.txt", (PERSON, "Sanna Orre", {}))
NICK = reading("b.txt", (PERSON, "Lilla Orre", {}))
BOTH = reading("c.txt", (PERSON, "Lilla M. Orre", {"names": ("Lilla M. Orre",)}))
OTHER = reading("d.txt", (PERSON, "Otto Marlin", {}))
WORLD = (FULL, NICK, BOTH, OTHER)


def called(resolution: Resolution, name: str) -> Entity:
    (found,) = [entity for entity in resolution.entities if name in entity.aliases]
    return found


def target(name: str, readings: Sequence[Reading] = WORLD) -> Target:
    """Return what a decision says of the entity that has the name."""
    entity = called(resolve(readings), name)
    return Target(entity.id, entity.label, choose_anchors(entity.referents))


def decide(verb: Verb, *targets: Target, **more: object) -> Decision:
    return make_decision(verb, targets, who="ada", when="2026-01-02T03:04:05Z", **more)  # type: ignore[arg-type]


def people(*log: Decision, readings: Sequence[Reading]) -> list[tuple[str, ...]]:
    """Return who is one, by label."""
    return sorted(
        tuple(sorted(set(entity.aliases)))
        for entity in of_kind(resolve(readings, replay(log)).entities, PERSON)
    )


def test_anchors_are_one_of_each_document_first() -> None:
    pairs = [("d-1", f"r-1{number}") for number in range(15)] + [("d-2", "r-2"), ("d-3", "r-3")]
    assert choose_anchors(pairs) == (*(f"r-1{number}" for number in (0, 1, 10, 11, 12, 13, 14, 2, 3, 4)),
                                     "r-2", "r-3")  # fmt: skip
    assert choose_anchors(reversed(pairs)) == choose_anchors(pairs)


def test_a_merge_holds_the_rest_of_an_entity_whose_id_has_gone() -> None:
    merge = decide(Verb.MERGE, target("Sanna Orre"), target("Lilla Orre"))
    assert target("Lilla Orre").id == called(resolve((BOTH,)), "Lilla M. Orre").id
    left = (FULL, NICK, OTHER)  # the article that gave the second its id is no more
    resolution = resolve(left, replay([merge]))
    assert (called(resolution, "Lilla Orre").id, resolution.idle) == (merge.targets[0].id, ())
    assert "Sanna Orre" in called(resolution, "Lilla Orre").aliases


def test_a_merge_takes_both_halves_of_an_entity_that_came_apart() -> None:
    whole = (FULL, reading("b.txt", (PERSON, "Nils Orre", {})), reading("c.txt", (PERSON, "Nils Orre", {})))
    apart = (FULL, whole[1], reading("c.txt", (PERSON, "Anders Ek", {})))
    merge = decide(Verb.MERGE, target("Sanna Orre", whole), target("Nils Orre", whole))
    assert people(merge, readings=apart) == [("Anders Ek", "Nils Orre", "Sanna Orre")]
    assert len({str(people(merge, readings=order)) for order in permutations(apart)}) == 1


def test_a_label_does_not_slide_to_whoever_has_the_id_now() -> None:
    before = [reading(path, (PERSON, "Nils Orre", {})) for path in ("a.txt", "b.txt")]
    now = [
        *(reading(path, (PERSON, "Sanna Orre", {})) for path in ("a.txt", "b.txt")),
        reading("c.txt", (PERSON, "Nils Orre", {})),
    ]
    rename = decide(Verb.RENAME, target("Nils Orre", before), label="Dr. Sanna Orre")
    resolution = resolve(now, replay([rename]))
    assert called(resolution, "Nils Orre").label == "Nils Orre"
    assert called(resolution, "Sanna Orre").label == "Dr. Sanna Orre"
    assert resolution.idle == ()


def test_a_merge_gives_no_entity_the_id_of_another() -> None:
    before = (reading("a.txt", (PERSON, "Nils Orre", {})), OTHER)
    now = (reading("a.txt", (PERSON, "Sanna Orre", {})), reading("c.txt", (PERSON, "Nils Orre", {})), OTHER)
    merge = decide(Verb.MERGE, target("Nils Orre", before), target("Otto Marlin", before))
    ids = [entity.id for entity in resolve(now, replay([merge])).entities]
    assert len(ids) == len(set(ids))
    assert people(merge, readings=now) == [("Nils Orre",), ("Otto Marlin", "Sanna Orre")]


def test_the_id_counts_where_no_anchor_is_left() -> None:
    rename = decide(Verb.RENAME, Target(target("Otto Marlin").id, "", ("r-gone",)), label="Otto M.")
    assert called(resolve(WORLD, replay([rename])), "Otto Marlin").label == "Otto M."


def test_one_that_is_several_now_is_renamed_where_most_of_it_is_and_that_is_told() -> None:
    before = [reading(path, (PERSON, "Nils Orre", {})) for path in ("a.txt", "b.txt", "c.txt")]
    now = [reading("a.txt", (PERSON, "Anders Ek", {})), *before[1:]]
    rename = decide(Verb.RENAME, target("Nils Orre", before), label="Nils O. Orre")
    resolution = resolve(now, replay([rename]))
    entity = called(resolution, "Nils Orre")
    assert (entity.label, entity.decisions) == ("Nils O. Orre", (rename.id,))
    (idle,) = resolution.idle
    assert (idle.decisions, "is 2 entities now" in idle.reason) == ((rename.id,), True)


def test_kept_apart_are_those_that_were_meant() -> None:
    before = (reading("a.txt", (PERSON, "Nils Orre", {})), reading("b.txt", (PERSON, "Sanna Orre", {})))
    now = (before[0], reading("b.txt", (PERSON, "Nils M. Orre", {})))
    apart = decide(Verb.SPLIT, target("Nils Orre", before), target("Sanna Orre", before))
    assert len(people(readings=now)) == 1
    assert people(apart, readings=now) == [("Nils M. Orre",), ("Nils Orre",)]
    again = decide(Verb.MERGE, *apart.targets)
    assert len(people(apart, again, readings=now)) == 1


def test_what_was_split_off_is_not_taken_along_by_a_later_merge_of_the_rest() -> None:
    two = [reading(path, (PERSON, "Nils Orre", {})) for path in ("a.txt", "b.txt")]
    whole = target("Nils Orre", two)
    split = decide(Verb.SPLIT, whole, documents=[two[1].document.id])
    merge = decide(Verb.MERGE, target("Otto Marlin"), whole)
    found = of_kind(resolve((*two, OTHER), replay([split, merge])).entities, PERSON)
    assert sorted(len(entity.referents) for entity in found) == [1, 2]


def test_a_merge_of_which_one_is_left_changes_nothing() -> None:
    merge = decide(Verb.MERGE, target("Otto Marlin"), Target("e-none", "Nobody", ("r-none",)))
    resolution = resolve(WORLD, replay([merge]))
    assert called(resolution, "Otto Marlin").decisions == ()
    assert [one.reason for one in resolution.idle] == ["no entity has the id e-none"]
    assert resolution.entities == resolve(WORLD).entities


def test_a_new_kind_leaves_id_and_name() -> None:
    union = reading("u.txt", (EntityKind.PLACE, "Harbour Union", {}))
    meant = target("Harbour Union", (union,))
    entity = called(
        resolve((union,), replay([decide(Verb.RENAME, meant, kind="organization")])), "Harbour Union"
    )
    assert (entity.id, entity.kind, entity.label) == (meant.id, EntityKind.ORGANIZATION, "Harbour Union")


def test_a_name_that_is_written_out_goes_before_one_with_initials() -> None:
    often = [reading(f"{place}.txt", (PERSON, "A. Brezin", {"role": "mayor"})) for place in range(3)]
    entity = called(
        resolve([*often, reading("z.txt", (PERSON, "Anton Brezin", {"role": "mayor"}))]), "A. Brezin"
    )
    assert entity.label == "Anton Brezin"
