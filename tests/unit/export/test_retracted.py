"""What was retracted, and what people decided, in files for other programs (docs/EXPORT.md)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export import export_jsonl, export_to
from kg.graph.store import StoreReader, open_for_reading, open_for_writing
from kg.model import Suggestion
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build, entities_of, retracting

DAM, COPY = dam_reading(), copy_reading()
RULINGS = retracting(DAM.document.id, COPY.claims[0].id)
DECISION = RULINGS.decisions[0]
NOTE = {"decision": DECISION.id, "who": "Ada", "when": "2025-05-01T09:30:00Z", "why": "it was withdrawn"}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreReader]:
    with open_for_reading(
        build(tmp_path_factory.mktemp("gone") / "store", DAM, COPY, rulings=RULINGS)
    ) as opened:
        yield opened


def lines(reader: StoreReader, out: Path) -> dict[str, list[dict[str, Any]]]:
    files = export_jsonl(reader, out)
    return {file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files}


def test_documents_and_claims_say_that_they_are_retracted(reader: StoreReader, tmp_path: Path) -> None:
    found = lines(reader, tmp_path)
    documents = {one["path"]: one for one in found["documents"]}
    assert (documents["dam.txt"]["status"], documents["dam.txt"]["retraction"]) == ("retracted", NOTE)
    assert (documents["copy.txt"]["status"], documents["copy.txt"]["retraction"]) == ("current", None)
    claims = {one["id"]: one for one in found["claims"]}
    gone = {claim.id for claim in DAM.claims} | {COPY.claims[0].id}
    for identifier, claim in claims.items():
        assert claim["status"] == ("retracted" if identifier in gone else "current")
        assert claim["retraction"] == (NOTE if identifier in gone else None)
        assert bool(claim["group"]) == (identifier not in gone)
    assert gone < set(claims)


def test_a_document_counts_the_claims_of_its_own_status(reader: StoreReader, tmp_path: Path) -> None:
    found = lines(reader, tmp_path)
    for document in found["documents"]:
        same = [
            one
            for one in found["claims"]
            if (one["document_id"], one["status"]) == (document["id"], document["status"])
        ]
        assert document["claims"] + document["intentions_and_deeds"] == len(same)


def test_the_log_of_decisions_is_exported(reader: StoreReader, tmp_path: Path) -> None:
    (line,) = lines(reader, tmp_path)["decisions"]
    assert (line["id"], line["verb"], line["state"]) == (DECISION.id, "retract", "in force")
    assert [target["id"] for target in line["targets"]] == [DAM.document.id, COPY.claims[0].id]
    assert (line["who"], line["why"], line["label"]) == ("Ada", "it was withdrawn", None)


def test_entities_say_whether_anything_that_counts_knows_them(reader: StoreReader, tmp_path: Path) -> None:
    supported = {one["label"]: one["supported"] for one in lines(reader, tmp_path)["entities"]}
    assert (supported["Rivne Water Agency"], supported["Olha Bondar"]) == (False, True)


def test_tables_leave_out_what_is_retracted(reader: StoreReader, tmp_path: Path) -> None:
    claims, entities, documents = (
        list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        for file in export_to("csv", reader, tmp_path)
    )
    assert [row["path"] for row in documents] == ["copy.txt"]
    assert [row["id"] for row in claims] == [COPY.claims[1].id]
    assert "Rivne Water Agency" not in {row["label"] for row in entities}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_leave_out_what_is_retracted(reader: StoreReader, tmp_path: Path, form: str) -> None:
    (file,) = export_to(form, reader, tmp_path)
    nodes = set((nx.read_graphml if form == "graphml" else nx.read_gexf)(file).nodes)
    assert nodes.isdisjoint({DAM.document.id, COPY.claims[0].id, *(claim.id for claim in DAM.claims)})
    assert {COPY.document.id, COPY.claims[1].id} < nodes


def test_suggestions_are_exported_best_first(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "store") as writer:
        writer.put(DAM)
        entities = entities_of(writer.readings())
        one, two, three = (entity.id for entity in entities[:3])
        suggested = (Suggestion(one, two, 0.5, ("a name",), ("a date",)), Suggestion(two, three, 1.0, ()))
        writer.put_derived(entities, (), (), suggested)
        writer.publish()
    with open_for_reading(tmp_path / "store") as opened:
        best, other = lines(opened, tmp_path / "out")["suggestions"]
    assert (best["left"], best["right"], best["score"]) == (two, three, 1)
    assert (other["reasons"], other["against"], other["left_documents"]) == (["a name"], ["a date"], 1)
    assert other["left_label"] == entities[0].label
