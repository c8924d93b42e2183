"""Whoever writes or reads a store cannot tell where its graph lies."""

from __future__ import annotations

import dataclasses
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from pyoxigraph import Quad

from kg.export import export_to
from kg.graph.quads import ENTITIES_GRAPH, graph_of, reading_quads
from kg.graph.store import open_for_reading, open_for_writing
from kg.graph.validation import validate
from kg.model import Reading
from kg.query.named_queries import named_queries
from kg.query.service.place import Wanted
from kg.query.sparql import run_query
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import ARTICLES, article, build, derive, retracting, small_reading


def put(path: Path, wanted: Wanted, *readings: Reading, **derived: object) -> Path:
    with open_for_writing(path, graph=wanted) as writer:
        for reading in readings:
            if not writer.has(reading.document, reading.extractor):
                writer.put(reading)
        derive(writer, **derived)  # type: ignore[arg-type]
    return path


def quads_of(path: Path, reading: Reading) -> set[Quad]:
    with open_for_reading(path) as reader:
        return set(reader.graph.quads_for_pattern(None, None, None, graph_of(reading.document.id)))


def exported(path: Path) -> bytes:
    out = path.parent / f"{path.name}.nq"
    with open_for_reading(path) as reader:
        return b"".join(file.read_bytes() for file in export_to("nquads", reader, out))


def test_every_quad_comes_back(tmp_path: Path, wanted: Wanted) -> None:
    store = put(tmp_path / "store", wanted, dam_reading(), copy_reading())
    for reading in (dam_reading(), copy_reading()):
        assert quads_of(store, reading) == set(reading_quads(reading))
    assert exported(store) == exported(put(tmp_path / "local", None, dam_reading(), copy_reading()))


def test_named_queries_answer_the_same(tmp_path: Path, wanted: Wanted) -> None:
    store = put(tmp_path / "store", wanted, dam_reading(), copy_reading())
    local = build(tmp_path / "local", dam_reading(), copy_reading())
    put(local, None)
    for query in named_queries():
        assert run_query(store, query.text) == run_query(local, query.text), query.name


def test_a_reading_that_is_put_again_replaces_its_graph(tmp_path: Path, wanted: Wanted) -> None:
    reading = dam_reading()
    put(tmp_path / "store", wanted, reading)
    newer = dataclasses.replace(reading, claims=reading.claims[:1], extractor="newer")
    store = put(tmp_path / "store", None, newer)
    assert quads_of(store, reading) == set(reading_quads(newer))


def test_a_text_that_was_replaced_has_no_graph(tmp_path: Path, wanted: Wanted) -> None:
    first = small_reading("a.txt", "The bridge was opened.", source="same")
    second = small_reading("a.txt", "The bridge was closed.", source="same")
    put(tmp_path / "store", wanted, first)
    store = put(tmp_path / "store", None, second)
    assert quads_of(store, first) == set()
    assert quads_of(store, second) == set(reading_quads(second))


def test_an_article_that_is_deleted_leaves_the_graph(tmp_path: Path, wanted: Wanted) -> None:
    store = put(tmp_path / "store", wanted, dam_reading(), copy_reading())
    for file in (store / "articles").glob(f"{copy_reading().document.id}.*"):
        file.unlink()
    put(store, None)
    assert quads_of(store, copy_reading()) == set()
    assert exported(store) == exported(put(tmp_path / "local", None, dam_reading()))


def test_a_retraction_reaches_the_graph_and_can_be_taken_back(tmp_path: Path, wanted: Wanted) -> None:
    rulings = retracting(dam_reading().document.id)
    readings = dam_reading(), copy_reading()
    store = put(tmp_path / "store", wanted, *readings)
    local = put(tmp_path / "local", None, *readings)
    whole = exported(local)
    put(store, None, rulings=rulings)
    put(local, None, rulings=rulings)
    assert exported(store) == exported(local) != whole
    put(store, None)
    assert exported(store) == whole


def test_what_was_derived_is_replaced_by_what_differs(tmp_path: Path, wanted: Wanted) -> None:
    store = put(tmp_path / "store", wanted, dam_reading(), copy_reading())
    put(store, None, small_reading("new.txt", "A bridge was opened."))
    local = put(tmp_path / "local", None, dam_reading(), copy_reading())
    put(local, None, small_reading("new.txt", "A bridge was opened."))
    assert exported(store) == exported(local)


def test_quads_are_exchanged_and_counted(tmp_path: Path, wanted: Wanted) -> None:
    put(tmp_path / "store", wanted, dam_reading())
    there = reading_quads(dam_reading())[:3]
    moved = [Quad(quad.subject, quad.predicate, quad.object, ENTITIES_GRAPH) for quad in there]
    with open_for_writing(tmp_path / "store") as writer:
        grown = writer._graph.replace_quads([*there, moved[0]], [there[0], *moved])
        assert grown == {graph_of(dam_reading().document.id).value: -2, ENTITIES_GRAPH.value: 3}
        assert set(writer._graph.quads_about([there[0].subject], ENTITIES_GRAPH)) >= {  # type: ignore[list-item]
            quad for quad in moved if quad.subject == there[0].subject
        }
        again = writer._graph.replace_quads(there[1:], [there[0], *moved])
    assert not any(again.values())


def test_what_is_checked_is_in_order(tmp_path: Path, wanted: Wanted) -> None:
    store = put(tmp_path / "store", wanted, dam_reading(), copy_reading())
    with open_for_reading(store) as reader:
        assert validate(reader.graph) == ()


WRITER = """
import sys
from pathlib import Path
import msgspec
from kg.graph.store import open_for_writing
from kg.query.service.place import Place
from tests.unit.store.world import ARTICLES, article

wanted = msgspec.json.decode(sys.argv[2], type=Place | None)
with open_for_writing(Path(sys.argv[1]), graph=wanted or "local") as store:
    print("open", flush=True)
    while True:
        for extractor in ("first", "second"):
            for number in range(ARTICLES):
                store.put(article(number, extractor))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_build_is_completed_by_the_next(tmp_path: Path, wanted: Wanted) -> None:
    chance = random.Random(7)
    written = msgspec.json.encode(None if wanted == "local" else wanted).decode()
    for _ in range(3):
        program = [sys.executable, "-c", WRITER, str(tmp_path / "store"), written]
        with subprocess.Popen(program, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"open\n"
            time.sleep(chance.uniform(0.05, 0.5))
            writer.send_signal(signal.SIGKILL)
    store = put(tmp_path / "store", wanted, *(article(number, "second") for number in range(ARTICLES)))
    for number in range(ARTICLES):
        assert quads_of(store, article(number, "second")) == set(reading_quads(article(number, "second")))
    with open_for_reading(store) as reader:
        names = {graph.value for graph in reader.graph.named_graphs()}
    assert {graph_of(article(number, "second").document.id).value for number in range(ARTICLES)} <= names
