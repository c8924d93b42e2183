"""GraphML and GEXF as other programs read them: types, labels, and every difference and link of lineage."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest

from kg.export import export_to
from kg.graph.store import StoreReader, open_for_reading
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build

FORMS = pytest.mark.parametrize(
    ("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)], ids=["graphml", "gexf"]
)
Read = Callable[[Path], nx.MultiDiGraph]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
READ_BY_ALL = {"string", "int", "long", "float", "double"}
"""Types of GraphML and GEXF that Gephi and yEd have."""
DATE = re.compile(r"|(\d{4}(-\d\d){0,2}|\.\.)(/(\d{4}(-\d\d){0,2}|\.\.))?")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreReader]:
    store = build(tmp_path_factory.mktemp("network") / "store", dam_reading(), copy_reading())
    with open_for_reading(store) as opened:
        yield opened


def written(form: str, reader: StoreReader, folder: Path) -> Path:
    (file,) = export_to(form, reader, folder)
    return file


@FORMS
def test_every_value_is_text_or_a_number(reader: StoreReader, tmp_path: Path, form: str, read: Read) -> None:
    network = read(written(form, reader, tmp_path))
    parts = [*network.nodes.values(), *(found for *_, found in network.edges(data=True))]
    for value in (value for part in parts for value in part.values()):
        assert type(value) in (str, int, float)
        assert value not in ("None", "nan", "[]", "{}")


@FORMS
def test_an_attribute_has_one_type_that_other_programs_have(
    reader: StoreReader, tmp_path: Path, form: str, read: Read
) -> None:
    root = ET.parse(written(form, reader, tmp_path)).getroot()
    declared = [
        (element.get("for") or "", element.get("attr.name") or element.get("title"), kind)
        for element in root.iter()
        if (kind := element.get("attr.type") or (element.get("type") if "attribute" in element.tag else None))
    ]
    names = [(what, name) for what, name, _ in declared]
    assert {kind for *_, kind in declared} <= READ_BY_ALL
    if form == "graphml":
        assert len(set(names)) == len(names)


@FORMS
def test_every_node_and_edge_has_a_label(reader: StoreReader, tmp_path: Path, form: str, read: Read) -> None:
    network = read(written(form, reader, tmp_path))
    assert all(0 < len(node["label"]) <= 80 for node in network.nodes.values())
    assert all(edge["relation"] for *_, edge in network.edges(data=True))


@FORMS
def test_dates_are_iso_8601(reader: StoreReader, tmp_path: Path, form: str, read: Read) -> None:
    nodes = read(written(form, reader, tmp_path)).nodes.values()
    dates = [
        node[name] for node in nodes for name in ("published", "stated_at", "event_time") if name in node
    ]
    assert any(dates)
    assert all(DATE.fullmatch(date) for date in dates)


@FORMS
def test_differences_and_lineage_are_edges_with_their_kind(
    demo_store: Path, tmp_path: Path, form: str, read: Read
) -> None:
    with open_for_reading(demo_store) as store:
        network = read(written(form, store, tmp_path))
        links, differences = store.lookups.lineage(), store.lookups.discrepancies()
    edges = {(start, end, edge["relation"], edge["kind"]) for start, end, edge in network.edges(data=True)}
    assert {(link.document_id, link.origin_id, "rests_on", link.kind) for link in links} <= edges
    assert {(one.right.claim, one.left.claim, "differs_from", one.kind) for one in differences} <= edges
    assert links
    assert differences


@FORMS
def test_edges_are_directed_and_parallel_ones_are_kept(
    reader: StoreReader, tmp_path: Path, form: str, read: Read
) -> None:
    network = read(written(form, reader, tmp_path))
    assert network.is_directed()
    assert network.is_multigraph()
    assert network.number_of_edges() > len({frozenset((start, end)) for start, end in network.edges()})


def test_both_formats_hold_the_same(reader: StoreReader, tmp_path: Path) -> None:
    one = nx.read_graphml(written("graphml", reader, tmp_path))
    other = nx.read_gexf(written("gexf", reader, tmp_path))
    assert set(one.nodes) == set(other.nodes)
    for node in one.nodes:
        assert {
            key: value for key, value in other.nodes[node].items() if key in one.nodes[node]
        } == one.nodes[node]
