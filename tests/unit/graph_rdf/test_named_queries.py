"""Each named query finds in the small world what its title promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.quads import COMPARISONS_GRAPH, discrepancy_quads, group_quads, lineage_quads
from kg.graph.store import open_for_reading
from kg.model import Reference
from kg.query.acts import CLAIM_ACTS
from kg.query.lookups import Lookups
from kg.query.named_queries import named_queries, named_query
from kg.query.sparql import Cell, run_query
from tests.records import copy_reading, dam_reading, plan_reading, reference
from tests.unit.graph_rdf.world import COPIED, COPY, DAM, DIFFERENCE, GROUP, LINEAGE
from tests.unit.store.harbour import BOARD, harbour_readings
from tests.unit.store.world import build, retracting

PLAIN = Path(__file__).resolve().parents[3] / "bench" / "plain"


def rows(store: Store, query: str, /, **bindings: str) -> list[dict[str, Cell]]:
    table = run_query(store, named_query(query).text, bindings)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_runs_with_its_defaults_and_in_a_stated_order(store: Store, name: str) -> None:
    query = named_query(name)
    assert "ORDER BY" in query.text
    assert run_query(store, query.text) == run_query(store, query.text)


def test_by_speaker_finds_a_name_inside_label_or_alias_in_any_case(store: Store) -> None:
    found = rows(store, "by-speaker", name="bonDAR")
    assert {row["speaker"] for row in found} == {"Olha Bondar"}
    assert {row["article"] for row in found} == {"dam.txt", "copy.txt"}
    assert all(str(row["text"]) in str(row["sentence"]) for row in found)
    assert rows(store, "by-speaker", name="nobody") == []


def test_about_place_comes_in_order_of_time(store: Store) -> None:
    found = rows(store, "about-place", name="rivne")
    assert [row["when"] for row in found] == ["2025-05", None]


def test_same_quantity_puts_numbers_of_one_unit_side_by_side(store: Store) -> None:
    found = [row for row in rows(store, "same-quantity", about="water") if row["thing"] == "its water"]
    assert [(row["comparator"], row["value"], row["article"]) for row in found] == [
        ("about", 40.0, "dam.txt"),
        ("equal", 40.0, "copy.txt"),
    ]


def test_unnamed_sources_are_counted_by_publisher_without_own_voice(store: Store) -> None:
    (row,) = rows(store, "unnamed-sources-by-publisher")
    assert (row["publisher"], row["source"]) == ("Example Daily", "officials of the water ministry")
    assert row["claims"] == 1


def test_rests_on_finds_credits_lineage_and_claims(store: Store) -> None:
    found = rows(store, "rests-on", outlet="reuters")
    assert {row["how"] for row in found} == {
        "credits it",
        "descends from it",
        "claim came through it",
        "claim is its own",
    }
    assert {row["source"] for row in found} == {"Reuters"}


def test_claims_by_certainty_finds_the_hedged_ones(store: Store) -> None:
    assert len(rows(store, "claims-by-certainty")) == 2
    assert {row["cue"] for row in rows(store, "claims-by-certainty", certainty="possible")} == {
        "told",
        "reported",
    }


def test_chains_give_a_row_per_carrier(store: Store) -> None:
    (row,) = rows(store, "chains", carrier="reuters")
    assert (row["step"], row["through"], row["source"]) == (1, "Reuters", "officials of the water ministry")


def test_speakers_are_ranked_by_claims_without_own_voice(store: Store) -> None:
    found = rows(store, "speakers-ranked")
    assert (found[0]["speaker"], found[0]["claims"], found[0]["articles"]) == ("Olha Bondar", 2, 2)
    assert "Example Daily" not in {row["speaker"] for row in found}


def test_places_are_ranked_with_their_coordinates(store: Store) -> None:
    (row,) = rows(store, "places-ranked")
    assert (row["place"], row["country"], row["claims"]) == ("Rivne", "UA", 2)
    assert isinstance(row["latitude"], float)


def test_numbers_with_comparators_leaves_out_plain_numbers(store: Store) -> None:
    (row,) = rows(store, "numbers-with-comparators")
    assert (row["comparator"], row["words"]) == ("about", "about 40%")


def test_direct_quotes_gives_the_sources_own_words(store: Store) -> None:
    (row,) = rows(store, "direct-quotes")
    assert (row["speaker"], row["text"]) == ("Olha Bondar", "We will repair the gate")


def test_the_timeline_keeps_open_ends_open(store: Store) -> None:
    (row,) = rows(store, "timeline")
    assert (row["from"], row["until"], row["stated"]) == (None, "2025-05", "2025-04-11")


def test_the_share_of_own_voice_is_in_percent_of_a_publishers_claims(store: Store) -> None:
    shares = {
        row["publisher"]: (row["claims"], row["own_voice"], row["percent"])
        for row in rows(store, "own-voice-share")
    }
    assert shares == {"Example Daily": (3, 1, 33.0), "unknown publisher": (2, 0, 0.0)}


def test_provenance_leads_from_a_claim_to_its_words_and_the_program(store: Store) -> None:
    claim = DAM.claims[0]
    (row,) = rows(store, "provenance", claim=claim.id)
    assert ((row["start"], row["end"]),) == claim.spans
    assert (row["rule"], row["program"], row["article"]) == ("verb.that-clause", "test", "dam.txt")
    assert row["sha256"] == DAM.document.text_sha256


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every act in it, intentions and deeds among them."""
    folder = tmp_path_factory.mktemp("acts") / "store"
    return build(folder, dam_reading(), copy_reading(), plan_reading())


@pytest.fixture
def graph(planned: Path) -> Iterator[Store]:
    with open_for_reading(planned) as reader:
        yield reader.graph


ACTS = pytest.mark.parametrize("act", ["speech thought", "intention", "deed", "intention deed", "all"])


@ACTS
def test_speakers_are_counted_as_the_look_ups_count_them(graph: Store, planned: Path, act: str) -> None:
    lookups = Lookups(planned)
    counted = {
        entity.id: len([c for c in lookups.claims_by(entity.id, act.split()) if c.style != "own-voice"])
        for entity in lookups.entities()
    }
    found = rows(graph, "speakers-ranked", act=act)
    assert {str(row["entity"]).rsplit("/", 1)[1]: row["claims"] for row in found} == {
        entity: number for entity, number in counted.items() if number
    }


def test_the_counts_of_an_entity_are_those_of_the_named_queries(graph: Store, planned: Path) -> None:
    entities = {entity.id: entity for entity in Lookups(planned).entities()}
    for act, field in (("speech thought", "claims_by"), ("intention deed", "intentions_and_deeds_by")):
        ranked = {
            str(row["entity"]).rsplit("/", 1)[1]: row["claims"]
            for row in rows(graph, "speakers-ranked", act=act)
        }
        actors = [entity for entity in entities.values() if entity.kind != "outlet"]
        assert {one.id: getattr(one, field) for one in actors if getattr(one, field)} == {
            entity: number for entity, number in ranked.items() if entities[entity].kind != "outlet"
        }


@ACTS
def test_places_are_counted_as_the_look_ups_count_them(graph: Store, planned: Path, act: str) -> None:
    lookups = Lookups(planned)
    for row in rows(graph, "places-ranked", act=act):
        listed = lookups.claims(place=str(row["place"]), act=act.split())
        assert row["claims"] == len(listed)


def test_the_summary_counts_what_the_graph_counts(graph: Store, planned: Path) -> None:
    summary = Lookups(planned).summary()
    question = "SELECT ?act (COUNT(?claim) AS ?number) { ?claim kg:act ?act } GROUP BY ?act"
    counted = {str(act).rsplit("-", 1)[1]: number for act, number in run_query(graph, question).rows}
    assert summary.claims == sum(int(str(counted[act])) for act in CLAIM_ACTS)
    assert (summary.intentions, summary.deeds) == (counted["intention"], counted["deed"])
    shares = rows(graph, "own-voice-share")
    assert summary.claims == sum(int(str(row["claims"])) for row in shares)
    assert summary.own_voice == sum(int(str(row["own_voice"])) for row in shares)


def test_named_queries_leave_out_intentions_and_deeds_unless_asked(graph: Store) -> None:
    for name in ("by-speaker", "about-place", "same-quantity", "numbers-with-comparators", "rests-on"):
        plain, everything = rows(graph, name), rows(graph, name, act="all")
        assert {row["claim"] for row in plain} <= {row["claim"] for row in everything}
    assert {row["did"] for row in rows(graph, "by-speaker")} == {"speech", "thought"}
    assert "about 300" not in {row["words"] for row in rows(graph, "numbers-with-comparators")}
    assert len(rows(graph, "numbers-with-comparators", act="deed")) == 1


def test_intentions_and_deeds_have_a_query_of_their_own(graph: Store) -> None:
    found = {(row["did"], row["source"], row["text"], row["cue"]) for row in rows(graph, "claims-by-act")}
    assert found == {
        ("intention", "council of Rivne", "to close the pier for two weeks", "wants"),
        ("deed", "council of Rivne", "a fine of 300 crowns on the owner", "imposed"),
    }


def test_a_nested_claim_is_found_with_the_one_around_it(graph: Store) -> None:
    assert rows(graph, "nested-claims") == []
    (row,) = rows(graph, "nested-claims", act="all")
    assert (row["outer_source"], row["source"], row["did"]) == ("Ada Brink", "council of Rivne", "intention")
    assert row["text"] == "to close the pier for two weeks"


def test_every_query_that_lists_claims_can_take_in_all_acts() -> None:
    without = [query.name for query in named_queries() if "act" not in {p.name for p in query.parameters}]
    assert without == [
        "decisions",
        "differences",
        "lineage-chains",
        "lineage",
        "provenance",
        "retracted",
        "roles",
        "who-repeats-whom",
    ]


def test_differences_come_the_surest_first_with_the_words_on_both_sides(store: Store) -> None:
    first, second = rows(store, "differences")
    assert (first["differs"], first["left_words"], first["right_words"]) == (
        "comparator-change",
        "about 40%",
        "40%",
    )
    assert (first["left_article"], first["right_article"], first["descends"]) == ("dam.txt", "copy.txt", True)
    assert (second["differs"], second["days"], second["right_words"]) == (
        "tense-shift",
        3,
        "would be repaired",
    )


@pytest.mark.parametrize(
    ("binding", "kinds"),
    [
        ({"kind": "hedge-dropped tense-shift"}, ["tense-shift"]),
        ({"about": "RIVNE"}, ["comparator-change"]),
        ({"about": "bondar"}, ["tense-shift"]),
        ({"about": "gate"}, ["tense-shift"]),
        ({"article": "copy"}, ["comparator-change", "tense-shift"]),
        ({"article": "none"}, []),
    ],
    ids=str,
)
def test_differences_can_be_asked_for_by_kind_subject_and_article(
    store: Store, binding: dict[str, str], kinds: list[str]
) -> None:
    assert [row["differs"] for row in rows(store, "differences", **binding)] == kinds


def test_words_in_several_pieces_stand_in_their_order(store: Store) -> None:
    pieces = reference(COPY.document, "40%"), reference(COPY.document, "of its water")
    words = Reference("40% … of its water", pieces[0].spans + pieces[1].spans, None)
    torn = replace(DIFFERENCE, right=replace(DIFFERENCE.right, words=words))
    store.remove_graph(COMPARISONS_GRAPH)
    store.extend(discrepancy_quads((torn,)))
    (row,) = rows(store, "differences")
    assert row["right_words"] == "40% … of its water"


def test_a_group_of_one_origin_is_not_corroborated(store: Store) -> None:
    found = rows(store, "single-origin")
    assert [(row["article"], row["articles"], row["origins"]) for row in found] == [
        ("dam.txt", 2, 1),
        ("copy.txt", 2, 1),
    ]
    assert rows(store, "corroborated") == rows(store, "single-origin", about="nothing") == []
    store.extend(group_quads((replace(GROUP, id="g-0000000000000000", origins=2),)))
    assert {row["article"] for row in rows(store, "corroborated", about="dam")} == {"dam.txt", "copy.txt"}


def test_lineage_shows_the_words_on_both_sides_and_what_cannot_be(store: Store) -> None:
    credited, *copied = rows(store, "lineage")
    assert (credited["how"], credited["origin"], credited["words"]) == (
        "credited",
        "Reuters",
        "Reuters reported",
    )
    assert [row["words"] for row in copied] == [row["origin_words"] for row in copied]
    assert {row["problem"] for row in copied} == {COPIED.problem}
    assert rows(store, "lineage", kind="copied", name="COPY") == copied


def test_a_chain_of_lineage_leads_to_where_it_ends(store: Store) -> None:
    store.extend(lineage_quads((replace(LINEAGE, document=DAM.document.id, evidence=()),)))
    found = rows(store, "lineage-chains", name="copy")
    assert {(row["next"], row["origin"]) for row in found} == {("Reuters", "Reuters"), ("dam.txt", "Reuters")}


def test_an_article_in_a_circle_has_no_end(store: Store) -> None:
    store.extend(
        lineage_quads((replace(COPIED, document=DAM.document.id, origin=COPY.document.id, evidence=()),))
    )
    found = rows(store, "lineage-chains", name="dam")
    assert [(row["next"], row["origin"]) for row in found] == [("copy.txt", "Reuters")]


def test_publishers_are_counted_by_whom_they_repeat(store: Store) -> None:
    found = rows(store, "who-repeats-whom")
    assert [(row["repeats"], row["how"], row["articles"], row["claims"]) for row in found] == [
        ("Example Daily", "copied", 1, 1),
        ("Reuters", "credited", 1, 0),
    ]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    readings = (*harbour_readings(), dam_reading())
    rulings = retracting(readings[2].document.id)
    path = build(tmp_path_factory.mktemp("harbour") / "store", *readings, rulings=rulings)
    with open_for_reading(path) as reader:
        yield reader.graph


def test_roles_tell_who_was_what_for_whom_and_when_in_order_of_time(harbour: Store) -> None:
    found = rows(harbour, "roles", name="vask")
    assert [(row["as_of"], row["article"], row["role"], row["for"]) for row in found] == [
        *[("2025-03", "early.txt", f"director for the {BOARD}", BOARD)] * 2,
        *[("2025-04-11", "late.txt", f"spokesperson for the {BOARD}", BOARD)] * 2,
    ]
    assert all(int(str(row["start"])) < int(str(row["end"])) for row in found)
    assert {row["affiliation_entity"] is None for row in found} == {False, True}  # one place each is resolved


def test_roles_are_found_by_whom_they_are_held_for(harbour: Store) -> None:
    assert {row["holder"] for row in rows(harbour, "roles")} == {"Ona Vask", "Olha Bondar"}
    assert {row["holder"] for row in rows(harbour, "roles", body="harbour board")} == {"Ona Vask"}
    (row,) = rows(harbour, "roles", body="water agency")
    assert (row["for"], row["affiliation_entity"]) == ("Rivne Water Agency", None)


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
@pytest.mark.parametrize("act", ["speech thought", "all"])
def test_shaped_for_speed_they_answer_as_the_plain_ones(graph: Store, name: str, act: str) -> None:
    """bench/plain has each named query as one writes it who thinks of no engine."""
    text, plain = named_query(name).text, (PLAIN / f"{name}.rq").read_text(encoding="utf-8")
    bound = {"act": act} if "VALUES ?act" in text else {}
    ours, theirs = run_query(graph, text, bound), run_query(graph, plain, bound)
    assert ours.columns == theirs.columns
    assert Counter(ours.rows) == Counter(theirs.rows)
