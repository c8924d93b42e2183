"""Gold is read from JSON lines, markup and folders; bad gold is one clear error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.corpus import read_gold
from kg.evaluate.relations import GoldRelation
from kg.model import Act

TEXT = "Orsk said the gate is shut."
RELATION = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 26]]}


def line(relation: object = RELATION, **fields: object) -> str:
    return json.dumps({"id": "a", "text": TEXT, "relations": [relation], **fields})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def test_a_line_is_a_text_with_its_relations(gold: Path) -> None:
    gold.write_text(line({**RELATION, "type": "indirect"}, split="dev") + "\n\n", encoding="utf-8")
    (text,) = read_gold([gold])
    assert (text.id, text.text) == ("a", TEXT)
    assert text.relations == (GoldRelation(((0, 4),), ((5, 9),), ((10, 26),), None),)


def test_a_line_may_tell_the_act(gold: Path) -> None:
    gold.write_text(line({**RELATION, "act": "deed"}), encoding="utf-8")
    assert read_gold([gold])[0].relations[0].act is Act.DEED


def test_a_folder_gives_its_gold_in_order_of_names_and_nothing_else(tmp_path: Path, gold: Path) -> None:
    gold.write_text(line(), encoding="utf-8")
    (tmp_path / "b.txt").write_text("# x\n\n[1:Orsk] <1:left>: {1:“Gone.”}", encoding="utf-8")
    (tmp_path / "README.md").write_text("no gold", encoding="utf-8")
    assert [text.id for text in read_gold([tmp_path])] == ["b", "a"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", r"gold\.jsonl line 2: not JSON .*; a line is \{"),
        ("[]", "line 2: Expected `object`"),
        ('{"id": "b", "relations": []}', "line 2: Object missing required field `text`"),
        (line({"source": [], "content": [[0, 4]]}, id="b"), "missing required field `cue`"),
        (line({**RELATION, "act": "song"}, id="b"), "Invalid enum value 'song'"),
        (line({**RELATION, "cue": [[5]]}, id="b"), "Expected `array` of length 2"),
        (
            line({**RELATION, "content": [[10, 99]]}, id="b"),
            r"relation 1: content \[10, 99\] .* 27 char",
        ),
        (line({**RELATION, "source": [[4, 4]]}, id="b"), r"source \[4, 4\] is no stretch"),
        (line({**RELATION, "source": [[-4, 4]]}, id="b"), r"source \[-4, 4\] is no stretch"),
        (line(), r"line 2: id 'a' stands at .* line 1 too; give each text its own id"),
    ],
)
def test_a_bad_line_is_named_with_its_remedy(gold: Path, content: str, problem: str) -> None:
    gold.write_text(f"{line()}\n{content}\n", encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_gold([gold])


def test_an_emoji_counts_as_one_character(gold: Path) -> None:
    gold.write_text(line({**RELATION, "content": [[0, 2]]}, text="🌊!"), encoding="utf-8")
    with pytest.raises(InputError, match="of 2 characters"):
        read_gold([gold])


def test_a_path_that_is_no_gold_says_what_is(tmp_path: Path, gold: Path) -> None:
    for path, problem in (
        (tmp_path / "none.jsonl", "does not exist; name a .jsonl file"),
        (tmp_path, "holds no gold; read are files that end in .jsonl or .txt"),
    ):
        with pytest.raises(InputError, match=problem):
            read_gold([path])
    (tmp_path / "notes.md").touch()
    with pytest.raises(InputError, match="is no gold"):
        read_gold([tmp_path / "notes.md"])
    gold.write_bytes(b"\xff")
    with pytest.raises(InputError, match="UTF-8"):
        read_gold([gold])
    gold.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="no text in"):
        read_gold([gold])
