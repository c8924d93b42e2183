from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.codec import unpack
from kg.errors import RecordError, StoreBusyError, StoreError
from kg.export import export_jsonl, export_to
from kg.graph.quads import RUNS_GRAPH, graph_of, revision_quads, run_quads
from kg.graph.store import open_for_reading, open_for_writing
from kg.graph.validation import validate
from kg.model import EntityKind, Reading, Rejection, Run
from kg.query.lookups import Lookups
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build, derive, entity_of, small_reading


def exported(path: Path) -> dict[str, bytes]:
    """Every byte that a store exports."""
    out = path.parent / f"{path.name}-out"
    with open_for_reading(path) as reader:
        files = [*export_jsonl(reader, out), *export_to("nquads", reader, out)]
    return {file.name: file.read_bytes() for file in files}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return build(tmp_path / "store", dam_reading(), copy_reading())


def test_a_reading_comes_back_as_it_was_put(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "s") as writer:
        writer.put(dam_reading())
        assert list(writer.readings()) == [dam_reading()]


def test_has_knows_document_and_extractor(tmp_path: Path) -> None:
    reading = dam_reading()
    with open_for_writing(tmp_path / "s") as writer:
        assert not writer.has(reading.document, "test")
        writer.put(reading)
        assert writer.has(reading.document, "test")
        assert not writer.has(reading.document, "another")


def test_readings_come_sorted_by_id(built: Path) -> None:
    with open_for_writing(built) as writer:
        found = [reading.document.id for reading in writer.readings()]
    assert found == sorted(found)
    assert len(found) == 2


def test_a_reading_that_misquotes_its_text_is_refused(tmp_path: Path) -> None:
    reading = dam_reading()
    wrong = dataclasses.replace(reading.claims[0], text="other words")
    with open_for_writing(tmp_path / "s") as writer:
        with pytest.raises(RecordError):
            writer.put(dataclasses.replace(reading, claims=(wrong,)))
        assert list(writer.readings()) == []


def test_putting_again_replaces_the_graph_of_the_document(tmp_path: Path) -> None:
    reading = dam_reading()
    with open_for_writing(tmp_path / "s") as writer:
        writer.put(reading)
        writer.put(dataclasses.replace(reading, claims=reading.claims[:1], extractor="newer"))
        derive(writer)
    with open_for_reading(tmp_path / "s") as reader:
        assert len(reader.lookups.claims()) == 1
        words = {
            quad.object.value
            for quad in reader.graph.quads_for_pattern(None, None, None, graph_of(reading.document.id))
        }
    assert not any("We will repair" in word for word in words if word != reading.document.text)


def test_a_second_writer_is_told_and_harms_nothing(built: Path) -> None:
    with open_for_writing(built) as writer:
        with pytest.raises(StoreBusyError, match="store"), open_for_writing(built):
            pass
        writer.put(small_reading("new.txt", "A bridge was opened."))
        assert len(list(writer.readings())) == 3


def test_a_second_process_is_told_too(built: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kg.errors import StoreBusyError\n"
        "from kg.graph.store import open_for_writing\n"
        "try:\n    open_for_writing(Path(sys.argv[1])).__enter__()\n"
        "except StoreBusyError:\n    print('busy')\n"
    )
    with open_for_writing(built):
        done = subprocess.run(
            [sys.executable, "-c", program, str(built)], capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "busy"


def test_readers_see_what_was_published_while_a_writer_goes_on(built: Path) -> None:
    with open_for_writing(built) as writer:
        writer.put(small_reading("new.txt", "A bridge was opened."))
        with open_for_reading(built) as reader:
            assert len(reader.lookups.documents()) == 2
            derive(writer)
            assert len(reader.lookups.documents()) == 2
            assert len(list(reader.graph.quads_for_pattern(None, None, None, None))) > 0
    assert len(Lookups(built).documents()) == 3


def test_old_snapshots_go_once_nobody_reads_them(built: Path) -> None:
    reader = open_for_reading(built)
    build(built, small_reading("new.txt", "A bridge was opened."))
    assert len(list((built / "snapshots").iterdir())) == 2
    reader.close()
    build(built)
    assert [folder.name for folder in (built / "snapshots").iterdir()] == [
        (built / "current").read_text().strip()
    ]


@pytest.mark.parametrize("lost", ["index.sqlite", "graph", "snapshots", "current", "format"])
def test_whatever_index_is_lost_the_next_build_brings_back(built: Path, lost: str) -> None:
    before = exported(built)
    target = built / lost
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    build(built, dam_reading(), copy_reading())
    assert exported(built) == before


@pytest.mark.parametrize("broken", ["index.sqlite", "graph/CURRENT", "graph/*.sst", "format"])
def test_a_damaged_index_is_rebuilt_and_said_so(built: Path, broken: str) -> None:
    before = exported(built)
    for file in built.glob(broken):
        file.unlink()  # the snapshot has hard links to the same bytes
        file.write_bytes(b"\x00nonsense\xff" * 100)
    notes: list[str] = []
    with open_for_writing(built, notes.append) as writer:
        assert len(list(writer.readings())) == 2
    build(built, dam_reading(), copy_reading())
    assert exported(built) == before
    assert any("rebuilt" in note for note in notes)


def test_a_store_of_an_older_format_is_rebuilt_from_its_articles(built: Path) -> None:
    before = exported(built)
    (built / "format").write_text("claimgraph store, format 0\n")
    with pytest.raises(StoreError, match="kg build"):
        open_for_reading(built)
    build(built)
    assert exported(built)["claims.jsonl"] == before["claims.jsonl"]


def test_a_store_of_a_newer_format_is_left_alone(built: Path) -> None:
    (built / "format").write_text("claimgraph store, format 99\n")
    with pytest.raises(StoreError, match="newer"), open_for_writing(built):
        pass


def test_a_damaged_article_is_set_aside_and_read_again(built: Path) -> None:
    reading = dam_reading()
    (built / "articles" / f"{reading.document.id}.json.zst").write_bytes(b"{")
    (built / "index.sqlite").unlink()
    notes: list[str] = []
    with open_for_writing(built, notes.append) as writer:
        assert not writer.has(reading.document, "test")
        assert writer.has(copy_reading().document, "test")
        writer.put(reading)
        assert len(list(writer.readings())) == 2
    assert any("damaged" in note for note in notes)


def test_articles_of_a_store_before_format_8_are_compressed(built: Path) -> None:
    packed = {file.name: file.read_bytes() for file in (built / "articles").iterdir()}
    for file in sorted((built / "articles").glob("d-*.zst")):
        file.with_suffix("").write_bytes(unpack(file.read_bytes()))
        file.unlink()
    (built / "format").write_text("claimgraph store, format 7\n")
    notes: list[str] = []
    build(built, log=notes.append)
    assert {file.name: file.read_bytes() for file in (built / "articles").iterdir()} == packed
    assert any("another version" in note for note in notes)
    assert len(Lookups(built).documents()) == 2


def test_a_plain_file_that_a_killed_migration_left_gives_way(built: Path) -> None:
    (built / "articles" / f"{dam_reading().document.id}.json").write_bytes(b"{}")
    with open_for_writing(built) as writer:
        assert writer.has(dam_reading().document, "test")
    assert not list((built / "articles").glob("*.json"))


def test_leftovers_of_a_killed_build_are_removed(built: Path) -> None:
    articles = built / "articles"
    (articles / "d-0000000000000000.nq.zst").write_text("")
    (articles / "d-0000000000000001.json.zst.tmp").write_text("{")
    (built / "snapshots" / "999").mkdir()
    build(built)
    assert {"".join(file.suffixes) for file in articles.iterdir()} == {".json.zst", ".nq.zst"}
    assert len(list(articles.iterdir())) == 4
    assert len(list((built / "snapshots").iterdir())) == 1


def test_an_article_whose_files_were_removed_is_gone_from_the_index(built: Path) -> None:
    for file in (built / "articles").glob(f"{dam_reading().document.id}.*"):
        file.unlink()
    build(built)
    with open_for_reading(built) as reader:
        assert [one.path for one in reader.lookups.documents()] == ["copy.txt"]
        assert graph_of(dam_reading().document.id) not in set(reader.graph.named_graphs())


def test_building_twice_and_in_another_order_gives_the_same_bytes(tmp_path: Path) -> None:
    one = build(tmp_path / "one", dam_reading(), copy_reading())
    two = build(tmp_path / "two", copy_reading(), dam_reading())
    first = exported(one)
    build(one, copy_reading(), dam_reading())
    assert first == exported(one) == exported(two)


class TestPublished:
    def test_it_is_after_a_build_and_when_all_is_known(self, built: Path) -> None:
        with open_for_writing(built) as writer:
            assert writer.has(dam_reading().document, "test")
            assert writer.published

    def test_it_is_not_in_a_new_store_or_after_a_put(self, tmp_path: Path) -> None:
        with open_for_writing(tmp_path / "s") as writer:
            assert not writer.published
            derive(writer)
            assert writer.published
            writer.put(dam_reading())
            assert not writer.published

    @pytest.mark.parametrize("lost", ["index.sqlite", "graph", "snapshots", "current"])
    def test_it_is_not_when_something_was_lost(self, built: Path, lost: str) -> None:
        target = built / lost
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        with open_for_writing(built) as writer:
            assert not writer.published

    def test_it_is_not_when_what_was_published_is_damaged(self, built: Path) -> None:
        index = built / "snapshots" / (built / "current").read_text().strip() / "index.sqlite"
        index.write_bytes(index.read_bytes()[:4096] + b"\x00" * 40_000)
        with open_for_writing(built) as writer:
            assert not writer.published

    def test_it_is_not_when_the_build_before_ended_too_early(self, built: Path) -> None:
        with open_for_writing(built) as writer:
            writer.put(small_reading("new.txt", "A bridge was opened."))
        with open_for_writing(built) as writer:
            assert not writer.published

    def test_it_is_not_when_a_text_went_back_to_an_earlier_version(self, tmp_path: Path) -> None:
        old = small_reading("a.txt", "The bridge is closed.")
        build(tmp_path / "s", old)
        build(tmp_path / "s", small_reading("a.txt", "The bridge is open."))
        with open_for_writing(tmp_path / "s") as writer:
            assert writer.has(old.document, "test")
            assert not writer.published

    def test_it_stays_when_two_versions_are_met_again(self, tmp_path: Path) -> None:
        two = (small_reading("a.txt", "The bridge is closed."), small_reading("a.txt", "The bridge is open."))
        build(tmp_path / "s", *two)
        for readings in (two, two[::-1]):
            with open_for_writing(tmp_path / "s") as writer:
                assert all(writer.has(reading.document, "test") for reading in readings)
                assert writer.published


def test_a_run_is_recorded_and_stays_out_of_the_exports(built: Path) -> None:
    before = exported(built)
    rejection = Rejection("broken.txt", "read", "empty")
    run = Run("run-1", "0.1.0", "s", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z", (), (rejection,))
    with open_for_writing(built) as writer:
        writer.put_run(run)
        derive(writer, lineage=())
    assert Lookups(built).summary().rejections == 1
    after = exported(built)
    assert after["claims.jsonl"] == before["claims.jsonl"]
    assert b"2025-01-01T00:00:01Z" not in after["graph.nq"]


def test_a_run_of_the_same_id_replaces_the_one_before(built: Path) -> None:
    rejections = (Rejection("a.txt", "read", "empty"), Rejection("b.txt", "read", "empty"))
    first = Run("n-1", "0.1.0", "s", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z", (), rejections)
    second = dataclasses.replace(first, started="2025-01-01T00:00:09Z", rejections=rejections[:1])
    other = dataclasses.replace(first, id="n-10")
    with open_for_writing(built) as writer:
        for run in (first, other, second):
            writer.put_run(run)
        derive(writer)
    with open_for_reading(built) as reader:
        runs = set(reader.graph.quads_for_pattern(None, None, None, RUNS_GRAPH))
        assert runs == {*run_quads(second), *run_quads(other)}
        assert validate(runs) == ()


def test_publishers_are_counted_as_the_entities_that_they_are(tmp_path: Path) -> None:
    readings = [
        small_reading(f"{number}.txt", f"Bridge {number} is open.", publisher=publisher)
        for number, publisher in enumerate(("Example Daily", "The Example Daily", None, None))
    ]
    pairs = [(one.document.id, one.document.publisher.id) for one in readings]
    entities = [
        entity_of(EntityKind.OUTLET, "Example Daily", pairs[:2]),
        *(entity_of(EntityKind.OUTLET, pair[1], [pair], named=False) for pair in pairs[2:]),
    ]
    with open_for_writing(tmp_path / "s") as writer:
        for reading in readings:
            writer.put(reading)
        writer.put_derived(entities, (), ())
        summary = writer.summary()
    assert (summary.publishers, summary.unknown_publishers) == (3, 2)


def test_the_summary_counts_what_is_there(built: Path) -> None:
    summary = Lookups(built).summary()
    assert (summary.documents, summary.publishers, summary.claims) == (2, 2, 5)
    assert summary.unknown_publishers == 1
    assert (summary.attributed, summary.own_voice, summary.quotes, summary.quantities) == (4, 1, 1, 3)
    assert summary.entities == {"group": 1, "organization": 1, "outlet": 3, "person": 1, "place": 1}
    assert summary.places == 1
    with open_for_reading(built) as reader:
        assert summary.quads == len(reader.graph)


class TestSomethingElseThanAStore:
    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="kg build"):
            open_for_reading(tmp_path / "nowhere")

    def test_a_folder_of_other_files(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("dear")
        with pytest.raises(StoreError, match="other files"), open_for_writing(tmp_path):
            pass
        assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]

    def test_a_folder_with_articles_of_a_person(self, tmp_path: Path) -> None:
        (tmp_path / "articles").mkdir()
        (tmp_path / "articles" / "one.txt").write_text("text")
        with pytest.raises(StoreError), open_for_writing(tmp_path):
            pass

    def test_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        for attempt in (open_for_reading, lambda path: open_for_writing(path).__enter__()):
            with pytest.raises(StoreError):
                attempt(tmp_path / "file")

    def test_a_store_that_was_never_published(self, tmp_path: Path) -> None:
        with open_for_writing(tmp_path / "s") as writer:
            writer.put(dam_reading())
        with pytest.raises(StoreError, match="kg build"):
            Lookups(tmp_path / "s")

    def test_a_published_index_that_is_damaged(self, built: Path) -> None:
        number = (built / "current").read_text().strip()
        (built / "snapshots" / number / "index.sqlite").write_bytes(b"no database" * 1000)
        with pytest.raises(StoreError, match="kg build"):
            Lookups(built).documents()

    def test_a_published_graph_that_is_damaged(self, built: Path) -> None:
        number = (built / "current").read_text().strip()
        shutil.rmtree(built / "snapshots" / number / "graph")
        with pytest.raises(StoreError, match="kg build"):
            open_for_reading(built)


class TestVersions:
    old = small_reading("story.txt", "The bridge is closed.", published="2025-01-01")
    new = small_reading("story.txt", "The bridge is open.", published="2025-01-02")
    third = small_reading("story.txt", "The bridge is half open.", published="2024-12-31")

    @staticmethod
    def shown(path: Path) -> list[str]:
        return [claim.text for claim in Lookups(path).claims()]

    def test_changed_text_at_one_place_replaces_and_keeps_the_old(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        build(store, self.old)
        build(store, self.new)
        assert self.shown(store) == ["The bridge is open."]
        versions = Lookups(store).documents(all_versions=True)
        assert [one.status for one in versions] == ["current", "superseded"]
        assert (store / "articles" / f"{self.old.document.id}.json.zst").is_file()

    def test_a_superseded_version_is_not_counted_and_has_no_graph(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        build(store, self.old)
        build(store, self.new)
        with open_for_reading(store) as reader:
            assert reader.lookups.summary().documents == 1
            assert graph_of(self.old.document.id) not in set(reader.graph.named_graphs())
            assert revision_quads([(self.new.document.id, self.old.document.id)])[0] in reader.graph

    def test_text_that_went_back_is_current_again_without_reading_it(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        for reading in (self.old, self.new):
            build(store, reading)
        with open_for_writing(store) as writer:
            assert writer.has(self.old.document, "test")
            derive(writer)
        assert self.shown(store) == ["The bridge is closed."]

    def test_what_is_met_later_is_current_whatever_it_is_dated(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        for reading in (self.old, self.new, self.third):
            build(store, reading)
        assert self.shown(store) == ["The bridge is half open."]

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
    def test_within_one_build_order_does_not_matter(self, tmp_path: Path, order: tuple[int, ...]) -> None:
        readings = (self.old, self.new, self.third)
        store = build(tmp_path / "s", *(readings[place] for place in order))
        assert self.shown(store) == ["The bridge is open."]
        build(store, *readings)
        assert self.shown(store) == ["The bridge is open."]

    def test_which_one_is_current_survives_the_loss_of_all_indexes(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        for reading in (self.new, self.old):
            build(store, reading)
        for name in ("index.sqlite", "current", "format"):
            (store / name).unlink()
        shutil.rmtree(store / "graph")
        build(store)
        assert self.shown(store) == ["The bridge is closed."]


def test_the_reading_kept_is_whole(built: Path) -> None:
    with open_for_writing(built) as writer:
        kept: list[Reading] = list(writer.readings())
    assert set(kept) == {dam_reading(), copy_reading()}
