"""The log tells what its decisions mean: what each target was called, and which referents it had."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.decisions.lines import format_line, parse_line
from kg.decisions.log import append_decision, read_log
from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import replay
from kg.errors import InputError
from kg.pipeline import build, decide
from kg.query.lookups import Lookups
from tests.unit.decisions.world import decision, document_id, entity_id


def state_of(store: Path, made: Decision) -> str:
    (view,) = [one for one in Lookups(store).decisions() if one.id == made.id]
    return view.state


def test_a_decision_keeps_its_id_when_what_it_means_is_written_down(store: Path) -> None:
    made = decision(Verb.RENAME, entity_id(store, "Ada Brink"), label="Ada Maria Brink")
    report = decide(store, made)
    (target,) = report.decision.targets
    assert report.decision.id == made.id
    assert (target.label, len(target.anchors)) == ("Ada Brink", 3)
    notes: list[str] = []
    assert read_log(report.log, notes.append) == (report.decision,)
    assert notes == []


def test_articles_and_claims_are_named_too_but_have_no_anchors(store: Path) -> None:
    claim = Lookups(store).claims(document="pier.txt")[0]
    made = decide(store, decision(Verb.RETRACT, document_id(store, "gate.txt"), claim.id)).decision
    assert [one.anchors for one in made.targets] == [(), ()]
    assert made.targets[0].label.endswith("gate.txt")
    assert made.targets[1].label == claim.text


def test_labels_that_were_given_stay(store: Path) -> None:
    target = Target(entity_id(store, "Ada Brink"), "the director")
    made = make_decision("rename", [target], label="Ada Maria Brink", who="Ana")
    assert [one.label for one in decide(store, made).decision.targets] == ["the director"]


def test_anchors_are_read_back_and_may_be_missing() -> None:
    made = make_decision("rename", [Target("e-1", "A", ("r-1", "r-2"))], label="B", who="Ana")
    assert parse_line(format_line(made)) == made
    plain = make_decision("rename", [Target("e-1", "A")], label="B", who="Ana", when=made.when)
    assert (parse_line(format_line(plain)).targets[0].anchors, plain.id) == ((), made.id)


def test_a_merge_does_not_fall_apart_when_an_article_is_retracted_or_changes(
    store: Path, articles: str
) -> None:
    harbour, ada = entity_id(store, "Harbour Office"), entity_id(store, "Ada Brink")
    decide(store, decision(Verb.MERGE, harbour, ada))
    dam = Path(articles, "dam.txt")
    dam.write_text(dam.read_text().replace("Ada Brink, director", "Ada Quist, director"))
    build([articles], store=store)
    aliases = Lookups(store).entity(harbour).aliases
    assert "Ada Brink" in aliases
    decide(store, decision(Verb.RETRACT, document_id(store, "pier.txt"), second=1))
    assert len(Lookups(store).documents_of(harbour, retracted=None)) == 2


def test_a_merge_taken_back_is_not_kept_alive_by_a_later_one(store: Path) -> None:
    juno, harbour, port = (
        entity_id(store, name) for name in ("Juno Vale", "Harbour Office", "Port Authority")
    )
    first = decide(store, decision(Verb.MERGE, juno, harbour)).decision
    decide(store, decision(Verb.MERGE, juno, port, second=1))
    decide(store, decision(Verb.RESTORE, first.id, second=2))
    lookups = Lookups(store)
    assert lookups.entity(port).id == juno
    assert lookups.entity(harbour).id == harbour


def test_a_merge_that_finds_one_of_two_has_no_effect_and_says_why(store: Path, articles: str) -> None:
    made = decision(Verb.MERGE, entity_id(store, "Juno Vale"), "e-none")
    apart = decision(Verb.SPLIT, entity_id(store, "Juno Vale"), "e-nil", second=1)
    three = decision(Verb.MERGE, *(entity_id(store, name) for name in ("Juno Vale", "Ada Brink")), "e-no")
    for one in (made, apart, three):
        append_decision(store.with_name("store.decisions.jsonl"), one)
    build([articles], store=store)
    assert [state_of(store, one) for one in (made, apart, three)] == ["no effect", "no effect", "in force"]
    (view,) = [one for one in Lookups(store).decisions() if one.id == three.id]
    assert view.conflicts == ("no entity has the id e-no",)


def test_nobody_is_made_one_with_a_place_unless_that_is_forced(store: Path) -> None:
    made = decision(Verb.MERGE, entity_id(store, "Rivne"), entity_id(store, "Juno Vale"))
    with pytest.raises(InputError, match=r"Juno Vale is a person and Rivne is not .*--kind person.*--force"):
        decide(store, made)
    assert not store.with_name("store.decisions.jsonl").exists()
    assert len(decide(store, made, force=True).entities) == 1


def test_another_kind_is_given_and_a_second_one_contradicts_it(store: Path) -> None:
    office = entity_id(store, "Harbour Office")
    decide(store, decision(Verb.RENAME, office, kind="facility"))
    found = Lookups(store).entity(office)
    assert (found.kind, found.label) == ("facility", "Harbour Office")
    with pytest.raises(InputError, match="two kinds for one entity"):
        decide(store, decision(Verb.RENAME, office, kind="place", second=1))
    assert decide(store, decision(Verb.RENAME, office, label="The Office", second=2)).conflicts == ()


@pytest.mark.parametrize(
    ("verb", "fields", "reason"),
    [
        ("rename", {}, "or a new kind"),
        ("rename", {"kind": "planet"}, "unknown kind 'planet'; there are person"),
        ("unlink", {"kind": "place"}, "unlink takes no kind"),
    ],
)
def test_kinds_are_those_of_the_program(verb: str, fields: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decision(verb, "e-1", **fields)


def test_labels_and_kinds_do_not_contradict_one_another() -> None:
    log = (decision(Verb.RENAME, "e-1", label="A"), decision(Verb.RENAME, "e-1", kind="place"))
    assert replay(log).conflicts == ()
