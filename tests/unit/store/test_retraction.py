"""What was retracted stays visible as retracted, and supports nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kg.decisions.records import NO_RULINGS, Conflict, Rulings, Verb
from kg.errors import StoreError
from kg.export.rdf import export_rdf
from kg.graph.quads import DECISIONS_GRAPH, ENTITIES_GRAPH
from kg.graph.rdf.iris import node
from kg.graph.store import open_for_reading, open_for_writing
from kg.graph.validation import validate
from kg.model import Reading, Suggestion
from kg.query.acts import ALL_ACTS
from kg.query.lookups import Lookups
from kg.query.named_queries import named_query
from kg.query.sparql import run_query
from kg.terms import KG
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.store.world import build, decide, derive, entities_of, retracting, small_reading

DAM, COPY, PLAN = dam_reading(), copy_reading(), plan_reading()


def asked(path: Path, *readings: Reading, rulings: Rulings = NO_RULINGS) -> Lookups:
    return Lookups(build(path, *readings, rulings=rulings))


@pytest.fixture
def without_dam(tmp_path: Path) -> Lookups:
    """The first article is retracted; the copy and the plan stand."""
    return asked(tmp_path / "store", DAM, COPY, PLAN, rulings=retracting(DAM.document.id))


def test_a_retracted_article_stands_in_its_place_with_who_when_and_why(without_dam: Lookups) -> None:
    statuses = {one.path: one.status for one in without_dam.documents()}
    assert statuses == {"dam.txt": "retracted", "copy.txt": "current", "plan.txt": "current"}
    article = without_dam.document("dam.txt")
    assert article.retraction is not None
    assert (article.retraction.who, article.retraction.when) == ("Ada", "2025-05-01T09:30:00Z")
    assert article.retraction.why == "it was withdrawn"
    assert article.claims == 3  # what was read in it


def test_its_claims_are_found_by_id_and_on_request_and_nowhere_else(without_dam: Lookups) -> None:
    ids = {claim.id for claim in DAM.claims}
    assert ids.isdisjoint(one.id for one in without_dam.claims(act=ALL_ACTS))
    assert {one.id for one in without_dam.claims(act=ALL_ACTS, retracted=True)} == ids
    assert ids < {one.id for one in without_dam.claims(act=ALL_ACTS, retracted=None)}
    for claim in map(without_dam.claim, ids):
        assert (claim.status, claim.group) == ("retracted", "")
        assert claim.retraction == without_dam.document("dam.txt").retraction


def test_nobody_is_counted_for_a_retracted_article(tmp_path: Path, without_dam: Lookups) -> None:
    never_read = asked(tmp_path / "other", COPY, PLAN)
    for entity in never_read.entities():
        found = without_dam.entity(entity.id)
        assert (found.mentions, found.documents) == (entity.mentions, entity.documents)
        assert (found.claims_by, found.claims_about) == (entity.claims_by, entity.claims_about)
        for asked_for in (Lookups.claims_by, Lookups.claims_about, Lookups.documents_of):
            shown, expected = asked_for(without_dam, entity.id), asked_for(never_read, entity.id)
            assert [one.id for one in shown] == [one.id for one in expected]


def test_the_summary_counts_it_apart(tmp_path: Path, without_dam: Lookups) -> None:
    never_read, found = asked(tmp_path / "other", COPY, PLAN).summary(), without_dam.summary()
    for field in (
        "documents",
        "publishers",
        "entities",
        "claims",
        "own_voice",
        "quotes",
        "quantities",
        "places",
    ):
        assert getattr(found, field) == getattr(never_read, field), field
    assert (found.retracted_documents, found.retracted_claims, found.decisions) == (1, 3, 1)


def test_who_is_known_from_it_alone_stays_without_a_count(without_dam: Lookups) -> None:
    agency = without_dam.who("Rivne Water Agency")
    assert (agency.mentions, agency.documents, agency.supported) == (0, 0, False)
    assert [one.path for one in without_dam.documents_of(agency.id, retracted=None)] == ["dam.txt"]
    assert without_dam.who("Olha Bondar").supported


def test_what_a_retracted_article_alone_calls_somebody_is_not_in_the_graph(tmp_path: Path) -> None:
    entities = [
        replace(one, roles=("director",), affiliations=("Agency",)) for one in entities_of((DAM, COPY))
    ]
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        writer.put(COPY)
        writer.put_derived(entities, (), (), rulings=retracting(DAM.document.id))
        writer.publish()
    with open_for_reading(tmp_path / "store") as reader:
        called = {
            quad.subject
            for predicate in (KG.role, KG.affiliation)
            for quad in reader.graph.quads_for_pattern(None, predicate, None, ENTITIES_GRAPH)
        }
        supported = {node(one.id) for one in reader.lookups.entities() if one.supported}
    assert called == supported
    assert len(supported) < len(entities)


def test_why_a_decision_has_no_effect_stands_in_the_graph(tmp_path: Path) -> None:
    renaming = decide(Verb.RENAME, "e-1")
    idle = Conflict((renaming.id,), "no entity has that id")
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        rulings = Rulings(changes=(renaming,), decisions=(renaming,))
        writer.put_derived(entities_of((DAM,)), (), (), rulings=rulings, idle=(idle,))
        writer.publish()
    (row,) = run_query(tmp_path / "store", named_query("decisions").text).rows
    assert {"no effect", "no entity has that id"} <= set(row)


def test_a_retracted_claim_leaves_its_article_standing(tmp_path: Path) -> None:
    gone = DAM.claims[1]
    lookups = asked(tmp_path / "store", DAM, COPY, rulings=retracting(gone.id))
    assert lookups.claim(gone.id).status == "retracted"
    article = lookups.document("dam.txt")
    assert (article.status, article.claims) == ("current", 2)
    assert gone.id not in {one.id for one in lookups.claims(document="dam.txt")}
    assert [one.id for one in lookups.claims(document="dam.txt", retracted=True)] == [gone.id]
    assert lookups.who("Olha Bondar").claims_by == 1
    assert lookups.summary().documents == 2


def test_a_text_that_was_retracted_and_then_changed_is_superseded(tmp_path: Path) -> None:
    old = small_reading("a.txt", "The bridge is open.", url="https://example.org/a")
    new = small_reading("a.txt", "The bridge is closed.", url="https://example.org/a")
    rulings = retracting(old.document.id)
    build(tmp_path / "store", old, rulings=rulings)
    lookups = asked(tmp_path / "store", new, rulings=rulings)
    (current,) = lookups.documents()
    assert (current.id, current.status) == (new.document.id, "current")
    former = lookups.document(old.document.id)
    assert former.status == "superseded"
    assert former.retraction is not None


def test_what_was_restored_is_as_if_nothing_had_been(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM, COPY, rulings=retracting(DAM.document.id))
    taken_back = decide(Verb.RETRACT, DAM.document.id)
    restoring = decide(Verb.RESTORE, taken_back.id)
    build(
        path,
        DAM,
        COPY,
        rulings=Rulings(decisions=(taken_back, restoring), taken_back=frozenset({taken_back.id})),
    )
    untouched = build(tmp_path / "other", DAM, COPY)
    assert graph(path) == graph(untouched)
    assert [one.state for one in Lookups(path).decisions()] == ["taken back", "in force"]
    for look in (Lookups.documents, Lookups.claims, Lookups.entities, Lookups.groups, Lookups.lineage):
        assert look(Lookups(path)) == look(Lookups(untouched))


def graph(path: Path) -> bytes:
    with open_for_reading(path) as reader:
        lines = b"".join(export_rdf(reader, "nquads")).splitlines(keepends=True)
    return b"".join(line for line in lines if DECISIONS_GRAPH.value.encode() not in line)


def test_without_decisions_there_is_no_graph_of_them(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM, rulings=retracting(DAM.document.id))
    build(path)
    with open_for_reading(path) as reader:
        assert DECISIONS_GRAPH not in set(reader.graph.named_graphs())
    assert Lookups(path).decisions() == ()


def test_the_graph_of_a_store_with_retractions_is_valid(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM, COPY, rulings=retracting(DAM.document.id, COPY.claims[0].id))
    with open_for_reading(path) as reader:
        assert validate(reader.graph) == ()


def test_a_decision_about_what_is_not_here_has_no_effect(tmp_path: Path) -> None:
    lookups = asked(tmp_path / "store", DAM, rulings=retracting("d-0000000000000000"))
    (decision,) = lookups.decisions()
    assert decision.state == "no effect"
    assert lookups.summary().decisions == 0


def test_decisions_that_conflict_say_so_on_both(tmp_path: Path) -> None:
    merging, parting = decide(Verb.MERGE, "e-1", "e-2"), decide(Verb.SPLIT, "e-1", "e-2")
    rulings = Rulings(
        apart=frozenset({("e-1", "e-2")}),
        decisions=(merging, parting),
        conflicts=(Conflict((merging.id, parting.id), "merged and kept apart"),),
    )
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        writer.put_derived(entities_of(writer.readings()), (), (), rulings=rulings, idle=())
        writer.publish()
    views = Lookups(tmp_path / "store").decisions()
    assert [one.state for one in views] == ["in force", "in force"]
    assert {one.conflicts for one in views} == {("merged and kept apart",)}


def test_a_decision_that_shaped_an_entity_is_in_force_and_on_it(tmp_path: Path) -> None:
    renaming, idle = decide(Verb.RENAME, "e-1"), decide(Verb.UNLINK, "e-2")
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        entities = [
            replace(one, decisions=(renaming.id,)) if one.label == "Rivne" else one
            for one in entities_of(writer.readings())
        ]
        writer.put_derived(
            entities, (), (), rulings=Rulings(changes=(renaming, idle), decisions=(renaming, idle))
        )
        writer.publish()
    lookups = Lookups(tmp_path / "store")
    assert [one.state for one in lookups.decisions()] == ["in force", "no effect"]
    assert lookups.place("Rivne").decisions == (renaming.id,)


def test_suggestions_come_best_first_with_what_is_known_of_both(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        entities = entities_of(writer.readings())
        one, two, three = sorted(entity.id for entity in entities)[:3]
        suggested = (
            Suggestion(one, two, 0.4, ("they share a name",), ("other towns",)),
            Suggestion(two, three, 0.8, ("they share a role",)),
            Suggestion(three, "e-0000000000000000", 0.9, ()),  # nobody has this id
        )
        writer.put_derived(entities, (), (), suggested)
        writer.publish()
    lookups = Lookups(tmp_path / "store")
    best, other = lookups.suggestions()
    assert (best.left, best.right, best.score, best.against) == (two, three, 0.8, ())
    assert best.left_label == lookups.entity(two).label == other.right_label
    assert (other.left_documents, other.left_kind) == (1, lookups.entity(one).kind)
    assert lookups.suggestions(limit=1) == (best,)
    assert lookups.summary().suggestions == 2


# ------------------------------------------------------------------------- what was derived with what


RULINGS = retracting(DAM.document.id)


def test_a_store_knows_with_which_rulings_it_was_derived(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM)
    with open_for_writing(path) as writer:
        assert writer.derived_with(NO_RULINGS)
        assert not writer.derived_with(RULINGS)
        derive(writer, rulings=RULINGS)
        assert writer.derived_with(RULINGS)
    with open_for_writing(path) as writer:
        assert writer.published
        assert writer.derived_with(RULINGS)
        assert not writer.derived_with(NO_RULINGS)


def test_the_order_of_sets_and_maps_makes_no_other_rulings(tmp_path: Path) -> None:
    decision = decide(Verb.RETRACT, "d-1", "d-2")
    pairs = [("e-1", "e-2"), ("e-3", "e-4")]
    one = Rulings(retracted={"d-1": decision, "d-2": decision}, apart=frozenset(pairs))
    same = Rulings(retracted={"d-2": decision, "d-1": decision}, apart=frozenset(reversed(pairs)))
    path = build(tmp_path / "store", DAM, rulings=one)
    with open_for_writing(path) as writer:
        assert writer.derived_with(same)
        assert not writer.derived_with(replace(same, apart=frozenset(pairs[:1])))


def test_what_was_derived_and_not_published_is_derived_again(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM)
    with open_for_writing(path) as writer:
        entities = entities_of(writer.readings())
        writer.put_derived(entities, (), (), rulings=RULINGS)
        assert not writer.published  # killed here
    with open_for_writing(path) as writer:
        assert not writer.derived_with(RULINGS)
        assert not writer.derived_with(NO_RULINGS)
    assert Lookups(path).document("dam.txt").status == "current"


def test_a_store_of_the_former_layout_is_rebuilt_and_says_so(tmp_path: Path) -> None:
    path = build(tmp_path / "store", DAM)
    expected = graph(path)
    (path / "format").write_text("claimgraph store, format 3\n")
    with sqlite3.connect(path / "index.sqlite") as index:
        index.executescript("DROP TABLE decision; DROP TABLE claim; CREATE TABLE claim (id TEXT)")
    index.close()
    with pytest.raises(StoreError, match="run kg build again"):
        Lookups(path)
    said: list[str] = []
    build(path, DAM, log=said.append)
    assert "claimgraph store, format 3" in said[0]
    assert graph(path) == expected
    assert Lookups(path).document("dam.txt").claims == 3
