"""What decisions amount to, one after the other; and which contradict one another."""

from __future__ import annotations

from kg.decisions.records import NO_RULINGS, Decision, Rulings, Verb
from kg.decisions.replay import conflicts_with, in_force, replay
from kg.model import Identifier
from tests.unit.decisions.world import decision


def merge(*targets: str, second: int = 0) -> Decision:
    return decision(Verb.MERGE, *targets, second=second)


def apart(left: str, right: str, second: int = 0) -> Decision:
    return decision(Verb.SPLIT, left, right, second=second)


def rename(target: str, label: str, second: int = 0) -> Decision:
    return decision(Verb.RENAME, target, label=label, second=second)


def link(target: str, value: str, scheme: str = "wikidata", second: int = 0) -> Decision:
    return decision(Verb.LINK, target, identifiers=[Identifier(scheme, value, "test")], second=second)


def retract(*targets: str, second: int = 0) -> Decision:
    return decision(Verb.RETRACT, *targets, second=second)


def restore(*targets: str | Decision, second: int = 0) -> Decision:
    named = [one.id if isinstance(one, Decision) else one for one in targets]
    return decision(Verb.RESTORE, *named, second=second)


def reasons(rulings: Rulings) -> list[str]:
    return [conflict.reason for conflict in rulings.conflicts]


def test_an_empty_log_amounts_to_nothing() -> None:
    assert replay(()) == NO_RULINGS


def test_changes_stand_in_the_order_of_the_log() -> None:
    log = (rename("e-1", "A"), merge("e-1", "e-2"), link("e-2", "Q1"), decision(Verb.UNLINK, "e-2"))
    rulings = replay((*log, apart("e-3", "e-1"), retract("d-1", "c-1")))
    assert rulings.changes == log
    assert rulings.apart == {("e-1", "e-3")}
    assert set(rulings.retracted) == {"d-1", "c-1"}
    assert rulings.conflicts == ()


def test_a_decision_that_stands_twice_counts_where_it_stands_first() -> None:
    first, second = rename("e-1", "A"), rename("e-2", "B")
    assert replay((first, second, first)).decisions == (first, second)


# ------------------------------------------------------------------------------------------- restoring


def test_what_was_restored_is_as_if_it_had_never_been_decided() -> None:
    log = (merge("e-1", "e-2"), apart("e-1", "e-3"), retract("d-1"))
    rulings = replay((*log, restore(*log)))
    assert (rulings.changes, rulings.apart, dict(rulings.retracted)) == ((), frozenset(), {})
    assert rulings.taken_back == {one.id for one in log}
    assert in_force(rulings) == ()


def test_restoring_a_restore_brings_the_decision_back() -> None:
    first = merge("e-1", "e-2")
    back = restore(first)
    again = restore(back, second=1)
    assert replay((first, back, again)).changes == (first,)
    assert replay((first, back, again, restore(again, second=2))).changes == ()


def test_restoring_a_document_leaves_what_else_was_retracted() -> None:
    first = retract("d-1", "d-2")
    rulings = replay((first, restore("d-1")))
    assert dict(rulings.retracted) == {"d-2": first}
    assert in_force(rulings) == (first,)


def test_a_retraction_of_which_everything_was_restored_is_taken_back() -> None:
    first = retract("d-1", "d-2")
    rulings = replay((first, restore("d-1"), restore("d-2", second=1)))
    assert rulings.taken_back == {first.id}
    assert replay((*rulings.decisions, retract("d-1", second=2))).retracted.keys() == {"d-1"}


def test_restoring_a_document_undoes_every_earlier_retraction_of_it() -> None:
    assert replay((retract("d-1"), retract("d-1", second=1), restore("d-1"))).retracted == {}


def test_a_restored_restore_of_a_document_leaves_it_retracted() -> None:
    back = restore("d-1")
    assert replay((retract("d-1"), back, restore(back, second=1))).retracted.keys() == {"d-1"}


def test_a_claim_of_a_retracted_document_stays_retracted_when_the_document_is_restored() -> None:
    assert replay((retract("d-1"), retract("c-1"), restore("d-1"))).retracted.keys() == {"c-1"}


def test_a_restore_of_what_is_not_in_force_does_nothing_and_is_reported() -> None:
    first = merge("e-1", "e-2")
    twice = (first, restore(first), restore(first, second=1))
    assert "was taken back already by restoring" in reasons(replay(twice))[0]
    assert "no line before it has k-0" in reasons(replay((restore("k-0"),)))[0]
    assert "d-1 is not retracted" in reasons(replay((restore("d-1"),)))[0]


def test_a_restore_reaches_only_what_stands_above_it() -> None:
    first = merge("e-1", "e-2")
    rulings = replay((restore(first), first))
    assert rulings.changes == (first,)
    assert "no line before it" in reasons(rulings)[0]


# ------------------------------------------------------------------------------- merges and separations


def test_of_a_merge_and_a_separation_the_later_holds() -> None:
    one, two = merge("e-1", "e-2"), apart("e-2", "e-1")
    rulings = replay((one, two))
    assert (rulings.changes, rulings.apart) == ((), {("e-1", "e-2")})
    assert rulings.conflicts[0].decisions == (one.id, two.id)
    rulings = replay((two, one))
    assert (rulings.changes, rulings.apart) == ((one,), frozenset())
    assert reasons(rulings)[0].startswith("merged and kept apart: keeping e-2 and e-1 apart (k-")


def test_a_chain_of_merges_counts_like_a_merge() -> None:
    one, two, three = merge("e-1", "e-2"), merge("e-2", "e-3"), apart("e-1", "e-3")
    rulings = replay((one, two, three))
    assert (rulings.changes, rulings.apart) == ((two,), {("e-1", "e-3")})
    assert rulings.conflicts[0].decisions == (one.id, two.id, three.id)
    assert "through a chain of merges" in reasons(rulings)[0]
    rulings = replay((three, one, two))
    assert (rulings.changes, rulings.apart) == ((one, two), frozenset())


def test_a_merge_that_is_overruled_by_one_separation_spares_the_others() -> None:
    kept = apart("e-1", "e-9")
    rulings = replay((kept, merge("e-1", "e-2"), apart("e-1", "e-2", second=1)))
    assert rulings.apart == {("e-1", "e-9"), ("e-1", "e-2")}


def test_what_was_taken_back_contradicts_nothing() -> None:
    one, two = merge("e-1", "e-2"), apart("e-1", "e-2")
    rulings = replay((one, two, restore(two)))
    assert (rulings.changes, rulings.apart, rulings.conflicts) == ((one,), frozenset(), ())


# ------------------------------------------------------------------------------------ renames and links


def test_two_labels_of_one_entity_are_a_conflict_also_after_a_merge() -> None:
    one, two = rename("e-1", "A"), rename("e-1", "B")
    assert replay((one, two)).conflicts[0].decisions == (one.id, two.id)
    later = rename("e-2", "C")
    assert replay((one, merge("e-1", "e-2"), later)).conflicts[0].decisions == (one.id, later.id)
    assert replay((one, rename("e-1", "A", second=1))).conflicts == ()


def test_labels_given_before_a_merge_do_not_contradict_the_first_one_stays() -> None:
    assert replay((rename("e-1", "A"), rename("e-2", "B"), merge("e-1", "e-2"))).conflicts == ()


def test_two_identifiers_of_one_scheme_are_a_conflict_also_through_a_merge() -> None:
    one, two = link("e-1", "Q1"), link("e-1", "Q2")
    assert replay((one, two)).conflicts[0].decisions == (one.id, two.id)
    other = link("e-2", "Q2")
    for log in ((one, other, merge("e-1", "e-2")), (one, merge("e-2", "e-1"), other)):
        assert replay(log).conflicts[0].decisions == (one.id, other.id)
    assert replay((one, link("e-1", "7", "geonames"), link("e-1", "Q1", second=1))).conflicts == ()


def test_an_unlink_clears_the_way_for_another_link() -> None:
    one, two = link("e-1", "Q1"), link("e-1", "Q2", second=1)
    assert replay((one, decision(Verb.UNLINK, "e-1"), two)).conflicts == ()
    some = decision(Verb.UNLINK, "e-1", identifiers=[Identifier("wikidata", "", "")])
    assert replay((one, some, two)).conflicts == ()
    other = decision(Verb.UNLINK, "e-1", identifiers=[Identifier("geonames", "", "")])
    assert len(replay((one, other, two)).conflicts) == 1


# ----------------------------------------------------------------------------------- asking beforehand


def test_only_conflicts_that_a_decision_brings_are_told_beforehand() -> None:
    rulings = replay((rename("e-1", "A"), rename("e-1", "B"), merge("e-1", "e-2")))
    assert conflicts_with(rename("e-3", "C"), rulings) == ()
    (conflict,) = conflicts_with(apart("e-1", "e-2"), rulings)
    assert "kept apart" in conflict.reason


def test_bringing_a_decision_back_may_bring_a_conflict() -> None:
    one = merge("e-1", "e-2")
    back = restore(one)
    rulings = replay((one, back, apart("e-1", "e-2")))
    assert rulings.conflicts == ()
    assert len(conflicts_with(restore(back, second=1), rulings)) == 1


def test_restores_are_not_counted_among_decisions_in_force() -> None:
    one, two = merge("e-1", "e-2"), rename("e-1", "A")
    assert in_force(replay((one, two, restore(one)))) == (two,)
