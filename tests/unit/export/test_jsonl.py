"""The export's contract, field by field (docs/EXPORT.md, DESIGN.md section 7)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.export import export_jsonl
from kg.export.records import document_record, plain_number, quantity_record, time_record
from kg.graph.store import open_for_reading
from kg.query.results import QuantityView, TimeView
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.store.harbour import BOARD, harbour_readings
from tests.unit.store.world import build, retracting

CONTRACT = {
    "documents": "id path url publisher title published text_sha256 text",
    "claims": "id document group text spans source chain cue style certainty polarity conditional tense "
    "stated_at event_time places about quantities rule",
    "entities": "id kind label aliases ids lat lon mentions documents",
    "lineage": "document origin kind score evidence",
    "groups": "id text claims articles publishers origins",
}
INSIDE_A_CLAIM = {
    "source": "text spans entity label kind named",
    "cue": "text spans",
    "chain": "text label entity kind",
    "places": "entity label lat lon text spans",
    "about": "entity label role text spans",
    "quantities": "text spans value comparator unit of per",
    "stated_at": "value precision text spans",
    "event_time": "end precision text spans",
}

Lines = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    folder = tmp_path_factory.mktemp("jsonl")
    with open_for_reading(build(folder / "store", dam_reading(), copy_reading())) as reader:
        files = export_jsonl(reader, folder / "out")
    return {file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files}


def test_there_are_eight_files(exported: Lines) -> None:
    assert list(exported) == [
        "documents",
        "claims",
        "entities",
        "lineage",
        "groups",
        "discrepancies",
        "decisions",
        "suggestions",
    ]
    assert exported["discrepancies"] == []


@pytest.mark.parametrize("name", CONTRACT)
def test_lines_begin_with_the_fields_of_the_contract_in_its_order(exported: Lines, name: str) -> None:
    fields = CONTRACT[name].split()
    assert exported[name]
    for line in exported[name]:
        assert list(line)[: len(fields)] == fields


@pytest.mark.parametrize("name", INSIDE_A_CLAIM)
def test_parts_of_a_claim_have_the_fields_of_the_contract(exported: Lines, name: str) -> None:
    claim = next(line for line in exported["claims"] if line["event_time"])
    part = claim[name][0] if isinstance(claim[name], list) else claim[name]
    fields = INSIDE_A_CLAIM[name].split()
    assert list(part)[: len(fields)] == fields


@pytest.mark.parametrize("name", ["documents", "claims", "entities", "groups"])
def test_lines_are_sorted_by_id(exported: Lines, name: str) -> None:
    ids = [line["id"] for line in exported[name]]
    assert ids == sorted(set(ids))


def test_every_span_gives_its_words(exported: Lines) -> None:
    texts = {line["id"]: line["text"] for line in exported["documents"]}
    for claim in exported["claims"]:
        text = texts[claim["document_id"]]
        for part in (
            claim,
            claim["source"],
            claim["cue"],
            *claim["places"],
            *claim["about"],
            *claim["quantities"],
        ):
            assert " … ".join(text[start:end] for start, end in part["spans"]) == part["text"]


def test_every_id_that_is_named_exists(exported: Lines) -> None:
    entities = {line["id"] for line in exported["entities"]}
    groups = {line["id"] for line in exported["groups"]}
    for claim in exported["claims"]:
        assert claim["group"] in groups
        assert claim["source"]["entity"] in entities
        assert {carrier["entity"] for carrier in claim["chain"]} <= entities
        assert {about["entity"] for about in claim["about"]} <= entities


def test_the_document_of_a_claim_is_a_file_name_and_the_text_the_article(exported: Lines) -> None:
    assert {claim["document"] for claim in exported["claims"]} == {"dam.txt", "copy.txt"}
    assert {line["text"] for line in exported["documents"]} == {
        dam_reading().document.text,
        copy_reading().document.text,
    }


def test_whole_numbers_are_written_without_a_fraction(exported: Lines) -> None:
    values = [quantity["value"] for claim in exported["claims"] for quantity in claim["quantities"]]
    assert sorted(values) == [40, 40, 12_000_000]
    assert all(isinstance(value, int) for value in values)


def test_no_line_is_ascii_only_escapes(tmp_path: Path) -> None:
    with open_for_reading(build(tmp_path / "store", dam_reading())) as reader:
        export_jsonl(reader, tmp_path / "out")
    assert "“We will repair" in (tmp_path / "out" / "documents.jsonl").read_text("utf-8")


def test_a_date_has_its_value_or_its_ends_and_no_empty_ones() -> None:
    ranged = TimeView(None, None, "2025-05", "month", "by May", ((0, 6),))
    assert time_record(ranged) == {
        "end": "2025-05",
        "precision": "month",
        "text": "by May",
        "spans": ((0, 6),),
    }
    assert time_record(None) is None


def test_a_range_has_low_and_high() -> None:
    view = QuantityView("3 to 4.5 t", ((0, 10),), None, 3.0, 4.5, "range", "t", None, None)
    record = quantity_record(view)
    assert (record["low"], record["high"], record["of"]) == (3, 4.5, None)
    assert "value" not in record


def test_plain_numbers() -> None:
    assert [repr(plain_number(value)) for value in (40.0, 0.5, None, -3.0, 1e18)] == [
        "40",
        "0.5",
        "None",
        "-3",
        "1000000000000000000",
    ]


def test_what_is_unknown_is_null(exported: Lines) -> None:
    (copy,) = [line for line in exported["documents"] if line["path"] == "copy.txt"]
    assert (copy["url"], copy["publisher"], copy["published"]) == (None, None, None)
    assert document_record.__doc__


def test_nothing_is_dropped_intentions_and_deeds_neither(tmp_path: Path) -> None:
    with open_for_reading(build(tmp_path / "store", plan_reading(), dam_reading())) as reader:
        files = export_jsonl(reader, tmp_path / "out")
    claims, documents, entities = (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for file in (files[1], files[0], files[2])
    )
    assert sorted(claim["id"] for claim in claims) == sorted(
        claim.id for reading in (plan_reading(), dam_reading()) for claim in reading.claims
    )
    assert {claim["act"] for claim in claims} == {"speech", "thought", "intention", "deed"}
    (inner,) = [claim for claim in claims if claim["within"]]
    assert inner["act"] == "intention"
    assert inner["within"] in {claim["id"] for claim in claims}
    for document in documents:
        lines = [claim for claim in claims if claim["document_id"] == document["id"]]
        assert document["claims"] + document["intentions_and_deeds"] == len(lines)
    for entity in entities:
        by = [claim for claim in claims if claim["source"]["entity"] == entity["id"]]
        assert entity["claims_by"] + entity["intentions_and_deeds_by"] == len(by)


def test_entities_end_with_roles_bodies_and_the_files_that_are_counted(tmp_path: Path) -> None:
    readings = harbour_readings()
    rulings = retracting(readings[2].document.id)
    with open_for_reading(build(tmp_path / "store", *readings, rulings=rulings)) as reader:
        files = export_jsonl(reader, tmp_path / "out")
    documents, entities = (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in (files[0], files[2])
    )
    texts = {line["id"]: line["text"] for line in documents}
    by_label = {line["label"]: line for line in entities}
    for entity in entities:
        assert list(entity)[-3:] == ["role_entries", "belongs_to", "document_files"]
        assert len(entity["document_files"]) == entity["documents"]
        for part in (*entity["role_entries"], *entity["belongs_to"]):
            assert {texts[part["document_id"]][start:end] for start, end in part["spans"]} == {part["text"]}
    early, late = by_label["Ona Vask"]["role_entries"]
    fields = "text affiliation affiliation_entity document document_id as_of spans affiliation_label"
    assert list(early) == fields.split()
    assert (early["document"], early["as_of"], late["as_of"]) == ("early.txt", "2025-03", "2025-04-11")
    assert early["affiliation_entity"] == by_label[BOARD]["id"]
    fields = "entity label kind text document document_id as_of spans"
    assert [list(one) for one in by_label["sailors"]["belongs_to"]] == [fields.split()] * 2
    assert {one["label"] for one in by_label["sailors"]["belongs_to"]} == {"Ukraine"}
