from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest

from kg.errors import InputError
from kg.export import FORMATS, export_to
from kg.export.csv_tables import guarded
from kg.graph.store import StoreReader, open_for_reading
from kg.model import EntityKind
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.store.world import build, entity_of, small_reading

EMPTY = ("discrepancies", "decisions", "suggestions")
HOSTILE = '=cmd|" /C calc"!A0'
CONTROL = "bell \x07 and null \x00 and \ufffe end"
EXTRA = (
    entity_of(EntityKind.ORGANIZATION, HOSTILE, ()),
    entity_of(EntityKind.ORGANIZATION, CONTROL, ()),
    entity_of(EntityKind.PERSON, "<script>alert('&')</script>", ()),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreReader]:
    readings = (dam_reading(), copy_reading(), small_reading("c.txt", "A bell \x07 rang at the dam."))
    store = build(tmp_path_factory.mktemp("formats") / "store", *readings, extra=EXTRA)
    with open_for_reading(store) as opened:
        yield opened


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_twice_with_the_same_bytes(
    reader: StoreReader, tmp_path: Path, form: str
) -> None:
    first, second = export_to(form, reader, tmp_path / "a"), export_to(form, reader, tmp_path / "b")
    assert first
    assert [file.name for file in first] == [file.name for file in second]
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes() != b"" or one.stem in EMPTY


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "graphml", "gexf"])
def test_a_format_of_one_file_goes_to_stdout_too(
    reader: StoreReader, tmp_path: Path, form: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (file,) = export_to(form, reader, tmp_path)
    assert export_to(form, reader, Path("-")) == ()
    assert capfdbinary.readouterr().out == file.read_bytes()


def test_a_path_with_a_suffix_is_the_file_itself(reader: StoreReader, tmp_path: Path) -> None:
    assert export_to("nquads", reader, tmp_path / "deep" / "mine.nq") == (tmp_path / "deep" / "mine.nq",)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_several_files_do_not_go_to_stdout(reader: StoreReader, form: str) -> None:
    with pytest.raises(InputError, match="--out"):
        export_to(form, reader, Path("-"))


def test_what_cannot_be_written_is_said(reader: StoreReader, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="--out"):
        export_to("jsonl", reader, tmp_path / "file")
    with pytest.raises(InputError, match="jsonl"):
        export_to("pdf", reader, tmp_path)


def test_nquads_and_trig_hold_the_graph(reader: StoreReader, tmp_path: Path) -> None:
    expected = {str(quad) for quad in reader.graph}
    for form, kind in (("nquads", pyoxigraph.RdfFormat.N_QUADS), ("trig", pyoxigraph.RdfFormat.TRIG)):
        (file,) = export_to(form, reader, tmp_path)
        assert {str(quad) for quad in pyoxigraph.parse(path=str(file), format=kind)} == expected


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_network_opens_again_with_all_its_nodes(
    reader: StoreReader, tmp_path: Path, form: str, read: Callable[[Path], nx.MultiDiGraph]
) -> None:
    (file,) = export_to(form, reader, tmp_path)
    network = read(file)
    lookups = reader.lookups
    nodes = {
        one.id
        for view in (lookups.claims(act="all"), lookups.documents(), lookups.entities())
        for one in view
    }
    assert set(network.nodes) == nodes
    relations = {relation for *_, relation in network.edges(data="relation")}
    assert relations == {
        "reported_by",
        "published_by",
        "said_by",
        "about",
        "at_place",
        "carried_by",
        "rests_on",
    }
    assert network.nodes[dam_reading().document.id]["kind"] == "document"


def test_a_network_has_no_clock_and_no_forbidden_character(reader: StoreReader, tmp_path: Path) -> None:
    for form in ("graphml", "gexf"):
        text = export_to(form, reader, tmp_path)[0].read_text("utf-8")
        assert not re.search(r"lastmodifieddate|\d{2}:\d{2}:\d{2}", text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", text)
        assert "<script>" not in text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded(f"a{cell}") == f"a{cell}"
    assert guarded(-1.5) == -1.5


def test_tables_open_again(reader: StoreReader, tmp_path: Path) -> None:
    claims, entities, documents = (
        list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        for file in export_to("csv", reader, tmp_path)
    )
    assert (len(claims), len(documents)) == (6, 3)
    assert f"'{HOSTILE}" in {row["label"] for row in entities}
    by_officials = next(row for row in claims if row["source_kind"] == "group")
    assert by_officials["chain"] == "Example Daily > Reuters > officials of the water ministry"
    assert (by_officials["stated_at"], by_officials["event_time"]) == ("2025-04-11", "../2025-05")
    assert by_officials["named"] == "no"
    assert by_officials["act"] == "speech"


def test_tables_and_networks_have_every_act_and_what_is_nested(tmp_path: Path) -> None:
    with open_for_reading(build(tmp_path / "store", plan_reading())) as store:
        claims_file, *_ = export_to("csv", store, tmp_path)
        (network_file,) = export_to("graphml", store, tmp_path)
    rows = list(csv.DictReader(io.StringIO(claims_file.read_text("utf-8-sig"), newline="")))
    assert [row["act"] for row in rows] == ["speech", "intention", "deed", "thought", "speech"]
    network = nx.read_graphml(network_file)
    (inner,) = [row for row in rows if row["within"]]
    assert (inner["id"], inner["within"], "within") in network.edges(data="relation")
    assert network.nodes[inner["id"]]["act"] == "intention"
