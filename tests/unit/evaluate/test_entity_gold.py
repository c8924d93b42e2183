"""Gold of places, names and clusters is read as it stands; bad gold is one clear error."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.entity_gold import (
    GoldMention,
    GoldName,
    GoldToponym,
    counts_modifiers,
    read_coreference_gold,
    read_name_gold,
    read_place_gold,
)

TEXT = "Ines Orsk left the Danish port. She waved."
PORT = {"start": 19, "end": 25, "text": "Danish", "class": "Literal_Modifier", "modifier": "Adjective"}
ORSK = {"start": 0, "end": 9, "type": "person", "head_upos": "PROPN", "name_core": [0, 9]}
CLUSTERS = {"clusters": [[[0, 9], [32, 35]]], "head_clusters": [[[5, 9], [32, 35]]]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def line(**fields: object) -> str:
    return json.dumps({"doc_id": "a", "text": TEXT} | fields)


def test_toponyms_are_in_order_and_keep_what_the_gold_knows(gold: Path) -> None:
    named = {"start": 5, "end": 9, "geonameid": 17, "lat": 5.5, "lon": -7, "class": None}
    gold.write_text(line(toponyms=[PORT, named, named | {"geonameid": 18}]) + "\n\n", encoding="utf-8")
    (text,) = read_place_gold([gold])
    assert text.toponyms == (
        GoldToponym(5, 9, "17", 5.5, -7),
        GoldToponym(19, 25, sort="Literal_Modifier", is_adjective=True),
    )


def test_gold_counts_modifiers_if_it_marks_one(gold: Path) -> None:
    gold.write_text(line(toponyms=[PORT]), encoding="utf-8")
    assert counts_modifiers(read_place_gold([gold]))
    gold.write_text(line(toponyms=[PORT | {"modifier": None}]), encoding="utf-8")
    assert not counts_modifiers(read_place_gold([gold]))


def test_names_are_mentions_of_four_kinds_whose_head_is_a_proper_noun(gold: Path) -> None:
    others = [
        {"start": 15, "end": 30, "type": "place", "head_upos": "NOUN", "name_core": None},
        {"start": 0, "end": 9, "type": "time", "head_upos": "PROPN"},
        {"start": 5, "end": 9, "type": "person", "qid": "Q1"},
    ]
    gold.write_text(line(mentions=[ORSK, ORSK, *others]), encoding="utf-8")
    (text,) = read_name_gold([gold])
    assert text.names == (GoldName(0, 9, "person"), GoldName(5, 9, "person", "Q1"))


def test_the_core_of_a_name_is_scored_not_the_phrase_around_it(gold: Path) -> None:
    gold.write_text(line(mentions=[ORSK | {"end": 14, "name_core": [5, 9]}]), encoding="utf-8")
    assert read_name_gold([gold])[0].names == (GoldName(5, 9, "person"),)


def test_mentions_of_clusters_have_heads(gold: Path) -> None:
    gold.write_text(line(**CLUSTERS), encoding="utf-8")
    (text,) = read_coreference_gold([gold])
    assert text.clusters == ((GoldMention(0, 9, (5, 9)), GoldMention(32, 35, (32, 35))),)


Reader = Callable[[Sequence[Path]], object]


@pytest.mark.parametrize(
    ("read", "content", "problem"),
    [
        (read_place_gold, "{", r"gold\.jsonl line 1: not JSON .*; a line is \{"),
        (read_place_gold, line(), "line 1: Object missing required field `toponyms`"),
        (read_place_gold, line(toponyms=[PORT | {"end": 99}]), r"toponym 1 \[19, 99\] .* 42 characters"),
        (read_place_gold, line(toponyms=[PORT | {"start": 25}]), r"\[25, 25\] is no stretch"),
        (read_place_gold, line(toponyms=[PORT | {"lat": 5.0}]), "toponym 1: lat or lon is missing"),
        (read_place_gold, line(toponyms=[PORT | {"lat": 95.0, "lon": 0}]), "95.0, 0.0 is no point on earth"),
        (read_place_gold, '{"text": "x", "toponyms": []}', 'line 1: no id; give each text a "doc_id"'),
        (read_place_gold, "\n" + line(toponyms=[]) + "\n" + line(toponyms=[]), "line 3: id 'a' stands at"),
        (read_place_gold, "\n", "no text in"),
        (read_name_gold, line(mentions=[ORSK | {"type": 5}]), "Expected `str`, got `int`"),
        (read_name_gold, line(mentions=[ORSK | {"name_core": [3, 2]}]), r"mention 1 \[3, 2\] is no stretch"),
        (read_coreference_gold, line(clusters=[]), "missing required field `head_clusters`"),
        (read_coreference_gold, line(**CLUSTERS | {"head_clusters": [[[5, 9]]]}), "give one head for each"),
        (
            read_coreference_gold,
            line(**CLUSTERS | {"head_clusters": [[[5, 9], [41, 60]]]}),
            r"cluster 1: head \[41, 60\] is no stretch",
        ),
    ],
)
def test_bad_gold_names_line_and_remedy(gold: Path, read: Reader, content: str, problem: str) -> None:
    gold.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read([gold])


def test_a_path_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist; name a"):
        read_place_gold([tmp_path / "none.jsonl"])
    with pytest.raises(InputError, match="holds no gold"):
        read_place_gold([tmp_path])


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(line(doc_id=name, toponyms=[]), encoding="utf-8")
    assert [text.id for text in read_place_gold([tmp_path])] == ["a", "b"]
