"""Corpora to learn from: every frame, or clauses only and of them the texts whose ids fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="training needs claimgraph[train]")

from kg.errors import InputError
from kg.train.corpora import CLAUSE_WEIGHT, CLAUSES, read_corpora


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text("# genre: local\n\n[1:Lind] <1:said> {1:the lock leaked}.\n", encoding="utf-8")
    return path


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    path = tmp_path / "genres.jsonl"
    lines = [
        {"id": f"x_{genre}_one", "text": "Lind left.", "relations": []} for genre in ("bio", "court", "essay")
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_full_corpora_teach_every_frame(full: Path) -> None:
    (corpus,) = read_corpora([full], [], (), "CC BY 4.0")
    assert (corpus.name, corpus.frames, corpus.weight, corpus.terms) == ("lock.txt", None, 1.0, "CC BY 4.0")
    assert [text.id for text in corpus.texts] == ["lock"]


def test_gold_of_clauses_teaches_clauses_at_half_the_weight(full: Path, clauses: Path) -> None:
    _, corpus = read_corpora([full], [clauses], ())
    assert (corpus.frames, corpus.weight, len(corpus.texts)) == (CLAUSES, CLAUSE_WEIGHT, 3)
    assert CLAUSE_WEIGHT < 1


@pytest.mark.parametrize(
    ("patterns", "kept"),
    [
        (("*_court_*",), ["x_court_one"]),
        (("*_bio_*", "*_court_*"), ["x_bio_one", "x_court_one"]),
        (("x_*",), ["x_bio_one", "x_court_one", "x_essay_one"]),
    ],
)
def test_only_texts_whose_ids_fit_are_learned_from(
    clauses: Path, patterns: tuple[str, ...], kept: list[str]
) -> None:
    (corpus,) = read_corpora([], [clauses], patterns)
    assert [text.id for text in corpus.texts] == kept


def test_patterns_leave_full_corpora_as_they_are(full: Path, clauses: Path) -> None:
    corpus, _ = read_corpora([full], [clauses], ("*_bio_*",))
    assert [text.id for text in corpus.texts] == ["lock"]


@pytest.mark.parametrize("pattern", ["*_poem_*", "court", "*_COURT_*"])
def test_patterns_that_nothing_fits_are_an_error_that_says_what_they_are(clauses: Path, pattern: str) -> None:
    with pytest.raises(InputError, match="--ids takes patterns") as raised:
        read_corpora([], [clauses], (pattern,))
    assert pattern in str(raised.value)
    assert "\n" not in str(raised.value)


def test_gold_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    for full, clauses in (([tmp_path / "none"], []), ([], [tmp_path / "none"])):
        with pytest.raises(InputError, match="does not exist"):
            read_corpora(full, clauses, ())


def test_clauses_are_frames_that_candidates_can_have() -> None:
    from kg.claims.candidates import lexicon_frame

    assert {lexicon_frame(frame) for frame in CLAUSES} == {"clause", "according-to"}
