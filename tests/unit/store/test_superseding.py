"""Which articles take the place of which, and what is left of the old ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError, NotFoundError
from kg.graph.store import open_for_writing
from kg.model import Reading, TimeValue
from kg.query.lookups import Lookups
from tests.unit.store.world import build, derive, small_reading

URL = "https://example.org/bridge"


def current(store: Path) -> list[str]:
    return sorted(claim.text for claim in Lookups(store).claims())


def test_two_files_of_one_name_in_two_folders_both_stay(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build(store, small_reading("report.txt", "The bridge is closed.", source="/one/report.txt"))
    build(store, small_reading("report.txt", "The ferry runs.", source="/two/report.txt"))
    assert current(store) == ["The bridge is closed.", "The ferry runs."]


def test_articles_without_source_and_url_replace_nothing(tmp_path: Path) -> None:
    readings = [small_reading("a.txt", text) for text in ("The bridge is closed.", "The ferry runs.")]
    bare = [replace(one, document=replace(one.document, source_key="")) for one in readings]
    assert len(current(build(tmp_path / "s", *bare))) == 2


def test_one_url_in_two_files_is_one_article(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build(store, small_reading("a.txt", "The bridge is closed.", url=URL))
    build(store, small_reading("b.txt", "The bridge is open.", url=URL))
    assert current(store) == ["The bridge is open."]


def test_a_publisher_that_becomes_known_later_replaces_the_article(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build(store, small_reading("a.txt", "The bridge is closed.", publisher=None))
    build(store, small_reading("a.txt", "The bridge is closed."))
    (document,) = Lookups(store).documents()
    assert document.publisher == "Example Daily"


def test_one_file_named_by_two_roots_is_one_article(tmp_path: Path) -> None:
    store = tmp_path / "s"
    for path in ("2024/a.txt", "a.txt", "2024/a.txt"):
        build(store, small_reading(path, "The bridge is closed.", source="/n/2024/a.txt"))
        assert [one.path for one in Lookups(store).documents()] == [path]


def test_two_articles_that_both_replaced_a_third_are_both_current(tmp_path: Path) -> None:
    store = tmp_path / "s"
    first = small_reading("a.txt", "The bridge is closed.", url=URL)
    build(store, first)
    build(store, small_reading("a.txt", "The ferry runs.", url="https://example.org/ferry"))
    build(store, small_reading("b.txt", "The bridge is open.", url=URL))
    assert current(store) == ["The bridge is open.", "The ferry runs."]


def test_an_article_comes_back_when_what_replaced_it_is_replaced_by_something_else(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build(store, small_reading("b.txt", "The bridge is open.", url=URL))
    build(store, small_reading("a.txt", "The bridge is closed.", url=URL))
    build(store, small_reading("a.txt", "The ferry runs.", url="https://example.org/ferry"))
    assert current(store) == ["The bridge is open.", "The ferry runs."]


class TestWhatIsSaid:
    def notes(self, store: Path, *readings: Reading) -> list[str]:
        said: list[str] = []
        build(store, *readings, log=said.append)
        return said

    def test_replacing_is_said_once(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        new = small_reading("a.txt", "The bridge is open.")
        assert self.notes(store, small_reading("a.txt", "The bridge is closed.")) == []
        assert self.notes(store, new) == ["1 article replaced an earlier text: a.txt"]
        assert self.notes(store, new) == []

    def test_many_are_said_in_one_sentence(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        build(store, *(small_reading(f"{n}.txt", "The bridge is closed.") for n in range(7)))
        (note,) = self.notes(store, *(small_reading(f"{n}.txt", "The bridge is open.") for n in range(7)))
        assert note == ("7 articles replaced an earlier text: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more")

    def test_a_new_index_or_another_extractor_replaces_nothing(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        texts = ("The bridge is closed.", "The bridge is open.")
        for text in texts:
            build(store, small_reading("a.txt", text))
        (store / "index.sqlite").unlink()
        assert not any("replaced" in note for note in self.notes(store))
        again = [small_reading("a.txt", text, extractor="newer") for text in texts[:1]]
        build(store, *again)
        both = [small_reading("a.txt", text, extractor="newest") for text in texts]
        build(store, *both)
        assert not any("replaced" in note for note in self.notes(store, *both))

    def test_a_build_that_was_cut_off_is_caught_up_on(self, tmp_path: Path) -> None:
        store = tmp_path / "s"
        build(store, small_reading("a.txt", "The bridge is closed."))
        with open_for_writing(store) as writer:
            writer.put(small_reading("a.txt", "The bridge is open."))
        assert "1 article replaced an earlier text: a.txt" in self.notes(store)
        assert current(store) == ["The bridge is open."]


class TestHas:
    old = small_reading("a.txt", "The bridge is closed.", published="2025-01-01")

    def has(self, store: Path, *readings: Reading) -> list[bool]:
        with open_for_writing(store) as writer:
            return [writer.has(one.document, "test") for one in readings]

    @pytest.mark.parametrize(
        "corrected",
        [
            {"published": TimeValue("2025-01-02")},
            {"published": None},
            {"title": "Another headline"},
            {"path": "b/a.txt"},
            {"url": URL},
            {"passages": ()},
        ],
    )
    def test_what_was_corrected_is_read_again(self, tmp_path: Path, corrected: dict[str, object]) -> None:
        store = build(tmp_path / "s", self.old)
        other = replace(self.old, document=replace(self.old.document, **corrected))  # type: ignore[arg-type]
        assert self.has(store, other) == [False]
        build(store, other)
        assert self.has(store, other) == [True]
        with open_for_writing(store) as writer:
            assert list(writer.readings()) == [other]

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_copies_of_one_article_are_read_once(self, tmp_path: Path, order: tuple[int, ...]) -> None:
        copies = [small_reading(path, "The bridge is closed.", url=URL) for path in ("a.txt", "b.txt")]
        assert copies[0].document.id == copies[1].document.id
        with open_for_writing(tmp_path / "s") as writer:
            for place in order:
                writer.put(copies[place])
            derive(writer)
        assert [one.path for one in Lookups(tmp_path / "s").documents()] == ["a.txt"]
        assert self.has(tmp_path / "s", *copies) == [True, True]

    def test_a_folder_that_was_moved_is_not_read_again_but_known_by_its_new_place(
        self, tmp_path: Path
    ) -> None:
        store = build(tmp_path / "s", small_reading("a.txt", "The bridge is closed.", source="/old/a.txt"))
        assert self.has(store, small_reading("a.txt", "The bridge is closed.", source="/new/a.txt")) == [True]
        build(store, small_reading("a.txt", "The bridge is open.", source="/new/a.txt"))
        assert current(store) == ["The bridge is open."]


class TestFormerClaims:
    @pytest.fixture
    def lookups(self, tmp_path: Path) -> Lookups:
        build(tmp_path / "s", small_reading("a.txt", "The bridge is closed."))
        return Lookups(build(tmp_path / "s", small_reading("a.txt", "The bridge is open.")))

    def test_a_claim_of_a_text_that_changed_is_found_by_its_id(self, lookups: Lookups) -> None:
        (claim,) = small_reading("a.txt", "The bridge is closed.").claims
        for asked in (claim.id, claim.id[:10]):
            found = lookups.claim(asked)
            assert (found.id, found.text, found.status) == (claim.id, claim.text, "superseded")
        assert found.source.label == "Example Daily"

    def test_it_is_listed_and_counted_nowhere(self, lookups: Lookups) -> None:
        (listed,) = lookups.claims()
        assert (listed.text, listed.status) == ("The bridge is open.", "current")
        assert lookups.summary().claims == 1
        assert lookups.who("Example Daily").claims_by == 1


class TestArticlesOfOneName:
    @pytest.fixture
    def lookups(self, tmp_path: Path) -> Lookups:
        paths = ("one/report.txt", "two/report.txt", "report.txt")
        return Lookups(
            build(tmp_path / "s", *(small_reading(path, f"Text of {path}.") for path in paths[:2]))
        )

    def test_a_file_name_of_two_is_no_answer(self, lookups: Lookups) -> None:
        with pytest.raises(InputError, match=r"one/report\.txt, two/report\.txt; give the whole path"):
            lookups.document("report.txt")
        with pytest.raises(InputError):
            lookups.claims(document="report.txt")

    def test_path_and_id_stay_exact(self, lookups: Lookups) -> None:
        for document in lookups.documents():
            assert lookups.document(document.path) == lookups.document(document.id) == document

    def test_a_whole_path_goes_before_a_file_name(self, tmp_path: Path) -> None:
        readings = [small_reading(path, f"Text of {path}.") for path in ("one/report.txt", "report.txt")]
        assert Lookups(build(tmp_path / "s", *readings)).document("report.txt").path == "report.txt"

    def test_equal_paths_are_told_apart_by_id(self, tmp_path: Path) -> None:
        readings = [
            small_reading("report.txt", f"Text of {source}.", source=source) for source in ("/one", "/two")
        ]
        with pytest.raises(InputError) as caught:
            Lookups(build(tmp_path / "s", *readings)).document("report.txt")
        assert all(one.document.id in str(caught.value) for one in readings)

    def test_a_superseded_one_is_in_nobodys_way(self, tmp_path: Path) -> None:
        store = build(tmp_path / "s", small_reading("one/report.txt", "Old.", source="/n/report.txt"))
        build(store, small_reading("report.txt", "New.", source="/n/report.txt"))
        lookups = Lookups(store)
        assert lookups.document("report.txt").status == "current"
        assert lookups.document("one/report.txt").status == "superseded"
        with pytest.raises(NotFoundError):
            lookups.document("two/report.txt")
