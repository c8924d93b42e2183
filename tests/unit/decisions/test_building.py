"""Builds and decisions together: what is replayed, when the graph is derived anew, and what a person is told.

No model is loaded: `simple_reader` stands in for the extraction of single articles.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg.derivation
import kg.pipeline
from kg.decisions.log import append_decision, read_log
from kg.decisions.records import Decision, Verb
from kg.errors import InputError, StoreBusyError, StoreError
from kg.graph.store import open_for_writing
from kg.intake import Intake
from kg.pipeline import BuildReport, DecideReport, build, decide
from kg.query.lookups import Lookups
from tests.unit.decisions.world import ARTICLES, decision, document_id, entity_id


def log_of(store: Path) -> Path:
    return store.with_name("store.decisions.jsonl")


def rebuild(store: Path, articles: str, **options: object) -> BuildReport:
    return build([articles], store=store, **options)  # type: ignore[arg-type]


def rename(store: Path, label: str = "Ada Maria Brink", second: int = 0) -> Decision:
    return decision(Verb.RENAME, entity_id(store, "Ada Brink"), label=label, second=second)


def retract(store: Path, path: str = "gate.txt", **fields: object) -> DecideReport:
    return decide(store, decision(Verb.RETRACT, document_id(store, path), **fields))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------- deciding


def test_a_decision_is_in_the_log_beside_the_store_and_in_the_graph(store: Path) -> None:
    report = decide(store, rename(store))
    assert report.log == log_of(store)
    assert read_log(report.log) == (report.decision,)
    assert [one.label for one in report.entities] == ["Ada Maria Brink"]
    assert Lookups(store).who("Ada Brink").label == "Ada Maria Brink"


def test_deciding_without_a_store_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        decide(tmp_path / "none", decision(Verb.RETRACT, "d-1"))
    assert list(tmp_path.iterdir()) == []


def test_deciding_while_somebody_writes_to_the_store_leaves_the_log_alone(store: Path) -> None:
    made = rename(store)
    with open_for_writing(store), pytest.raises(StoreBusyError):
        decide(store, made)
    assert not log_of(store).exists()


def test_a_decision_that_contradicts_another_is_refused_unless_forced(store: Path) -> None:
    first = decide(store, rename(store)).decision
    second = rename(store, "Ada B. Brink", second=1)
    with pytest.raises(InputError, match=rf"--force.*{first.id}"):
        decide(store, second)
    assert read_log(log_of(store)) == (first,)
    report = decide(store, second, force=True)
    assert [conflict.decisions for conflict in report.conflicts] == [(first.id, second.id)]
    assert Lookups(store).who("Ada Brink").label == "Ada B. Brink"


def test_the_same_decision_twice_is_refused(store: Path) -> None:
    made = decide(store, rename(store)).decision
    with pytest.raises(InputError, match="this very decision already"):
        decide(store, made)


def test_a_decision_that_finds_nothing_is_kept_and_reported(store: Path) -> None:
    made = decision(Verb.RETRACT, "d-0000000000000000")
    report = decide(store, made)
    assert [conflict.decisions for conflict in report.idle] == [(made.id,)]
    assert read_log(log_of(store)) == (made,)


def test_a_retraction_tells_what_lost_support(store: Path) -> None:
    report = retract(store)
    assert report.lost is not None
    assert [one.path for one in report.lost.documents] == ["gate.txt"]
    assert decide(store, decision(Verb.RESTORE, report.decision.id)).lost is None


def test_what_a_killed_decision_left_in_the_log_is_removed_with_a_note(store: Path) -> None:
    log_of(store).write_bytes(b'{"id":"k-1","verb":"mer')
    report = decide(store, rename(store))
    assert read_log(report.log) == (report.decision,)
    assert "was not written to its end" in report.notes[0]


def test_a_derivation_that_fails_leaves_the_decision_to_the_next_build(
    store: Path, articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(kg.derivation, "resolve", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            decide(store, rename(store))
    assert Lookups(store).who("Ada Brink").label == "Ada Brink"
    assert rebuild(store, articles).decisions == 1
    assert Lookups(store).who("Ada Brink").label == "Ada Maria Brink"


# ------------------------------------------------------------------------------------------- building


def test_a_build_derives_anew_when_the_log_alone_has_changed(store: Path, articles: str) -> None:
    append_decision(log_of(store), rename(store))
    report = rebuild(store, articles)
    assert (report.read, report.unchanged, report.decisions) == (0, len(ARTICLES), 1)
    assert Lookups(store).who("Ada Brink").label == "Ada Maria Brink"


def test_a_build_with_the_same_log_derives_nothing(
    store: Path, articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(store, rename(store))
    monkeypatch.setattr(kg.derivation, "resolve", lambda *_: 1 / 0)
    assert rebuild(store, articles).decisions == 1


def test_a_store_that_was_deleted_comes_back_with_its_decisions(store: Path, articles: str) -> None:
    decide(store, rename(store))
    shutil.rmtree(store)
    rebuild(store, articles)
    assert Lookups(store).who("Ada Brink").label == "Ada Maria Brink"


def test_a_decision_made_before_its_article_came_holds_once_it_has_come(
    store: Path, articles: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    made = rename(store)
    append_decision(tmp_path / "other.decisions.jsonl", made)
    early = build([f"{articles}/ferry.txt", f"{articles}/gate.txt"], store=other)
    missing = decision(Verb.RETRACT, document_id(store, "pier.txt"), second=1)
    report = decide(other, missing)
    assert [one.decisions for one in report.idle] == [(missing.id,)]
    late = rebuild(other, articles)
    assert late.conflicts == ()
    assert early.decisions == 1
    assert Lookups(other).document("pier.txt").status == "retracted"


def test_conflicts_and_idle_decisions_are_reported_by_every_build(store: Path, articles: str) -> None:
    first, second = rename(store), rename(store, "Ada B. Brink", second=1)
    nobody = decision(Verb.RETRACT, "d-1", "c-1")
    for made in (first, second, nobody):
        append_decision(log_of(store), made)
    for _ in range(2):
        report = rebuild(store, articles)
        assert [one.decisions for one in report.conflicts] == [(first.id, second.id), (nobody.id,)]


def test_a_log_that_is_gone_stops_the_build_until_it_is_back(store: Path, articles: str) -> None:
    decide(store, rename(store))
    kept = log_of(store).rename(log_of(store).with_name("kept"))
    with pytest.raises(InputError, match=r"is gone: put .* back.*, or name another .*--decisions"):
        rebuild(store, articles)
    assert rebuild(store, articles, decisions=kept).decisions == 1
    assert rebuild(store, articles).decisions == 1


def test_lines_that_vanished_get_a_note_once(store: Path, articles: str) -> None:
    made = decide(store, rename(store)).decision
    log_of(store).write_bytes(b"")
    report = rebuild(store, articles)
    assert report.decisions == 0
    assert made.id in report.notes[0]
    assert "1 decision has vanished from the log" in report.notes[0]
    assert rebuild(store, articles).notes == ()
    assert Lookups(store).who("Ada Brink").label == "Ada Brink"


def test_the_next_decision_tells_of_lines_that_vanished_too(store: Path) -> None:
    made = decide(store, rename(store)).decision
    log_of(store).write_bytes(b"")
    report = decide(store, decision(Verb.RENAME, entity_id(store, "Juno Vale"), label="Juno M. Vale"))
    assert "1 decision has vanished from the log" in report.notes[0]
    assert made.id in report.notes[0]


def test_an_edited_line_counts_and_is_noted(store: Path, articles: str) -> None:
    decide(store, rename(store))
    log_of(store).write_bytes(log_of(store).read_bytes().replace(b"Maria", b"Mary"))
    report = rebuild(store, articles)
    assert "edited by hand" in report.notes[0]
    assert Lookups(store).who("Ada Brink").label == "Ada Mary Brink"


def test_what_is_decided_while_articles_are_read_holds_in_the_same_build(
    store: Path, articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = rename(store)
    monkeypatch.setattr(kg.pipeline, "take_in", lambda *_: append_decision(log_of(store), made) or Intake())
    assert rebuild(store, articles).decisions == 1
    assert Lookups(store).who("Ada Brink").label == "Ada Maria Brink"


def test_a_log_that_cannot_be_read_stops_the_build_before_anything_is_read(
    store: Path, articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_of(store).write_bytes(b"<<<<<<< HEAD\n")
    monkeypatch.setattr(kg.pipeline, "open_paths", lambda *_: 1 / 0)
    with pytest.raises(InputError, match="line 1: git left a conflict"):
        rebuild(store, articles)


def test_a_log_of_ones_own_is_remembered_by_the_store(store: Path, articles: str, tmp_path: Path) -> None:
    own = tmp_path / "records" / "mine.jsonl"
    assert "no log of decisions at" in rebuild(store, articles, decisions=own).notes[0]
    decide(store, rename(store), log=own)
    assert not log_of(store).exists()
    assert rebuild(store, articles).decisions == 1
    assert decide(store, decision(Verb.RESTORE, read_log(own)[0].id)).log == own


def test_a_changed_text_is_not_retracted_with_the_old_one_and_that_is_noted(
    store: Path, articles: str
) -> None:
    old = retract(store).decision.targets[0].id
    file = Path(articles, "gate.txt")
    file.write_text(file.read_text(encoding="utf-8").replace("open", "shut"), encoding="utf-8")
    report = rebuild(store, articles)
    new = Lookups(store).document("gate.txt")
    assert (new.status, new.id != old) == ("current", True)
    (note,) = [note for note in report.notes if old in note]
    assert f"kg decide retract {new.id} if it is still wrong" in note
    assert report.conflicts == ()
    again = decide(store, decision(Verb.RETRACT, old, second=1))
    assert any(new.id in note for note in again.notes)
    assert decide(store, decision(Verb.RETRACT, new.id, second=2)).notes == ()


def test_a_log_among_the_articles_is_not_read_as_articles(store: Path, articles: str) -> None:
    Path(articles, "inner").mkdir()
    for name in ("case.decisions.jsonl", "ours.jsonl", "inner.decisions.jsonl"):
        append_decision(Path(articles, name), rename(store))
    Path(articles, "more.jsonl").write_text(
        '{"id": "a", "text": "Ada Brink said it rains."}\n', encoding="utf-8"
    )
    report = rebuild(store, articles)
    assert (report.read, report.rejections, report.decisions) == (1, (), 0)
    assert [note.split(" ")[0] for note in report.notes] == ["case.decisions.jsonl", "ours.jsonl"]
