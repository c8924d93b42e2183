"""The file of decisions: what is read from it, what is written to it, and what a person is told."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from kg.decisions.lines import format_line, parse_line
from kg.decisions.log import append_decision, mend_log, read_log
from kg.decisions.records import Verb
from kg.errors import InputError
from kg.model import Identifier
from kg.read.paths import is_decision_log
from tests.unit.decisions.world import decision

MERGE = decision(Verb.MERGE, "e-1", "e-2", why="the same; “see” page 2\nand 3\u2028end")
LINK = decision(
    Verb.LINK, "e-3", identifiers=[Identifier("geonames", "1", "test")], lat=50, lon=-2.5, country="GB"
)
RENAME = decision(Verb.RENAME, "e-1", label="Ada Brink")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "case.decisions.jsonl"


def write(log: Path, *lines: bytes) -> None:
    log.write_bytes(b"".join(lines))


@pytest.mark.parametrize("made", [MERGE, LINK, RENAME], ids=lambda made: made.verb.value)
def test_a_line_gives_back_the_decision(made: object) -> None:
    assert parse_line(format_line(made)) == made  # type: ignore[arg-type]


def test_a_line_is_one_line_and_leaves_out_what_has_no_value() -> None:
    line = format_line(MERGE)
    assert line.count(b"\n") == 1
    assert b"lat" not in line
    assert b"label" not in line


def test_no_file_is_an_empty_log(log: Path) -> None:
    assert read_log(log) == ()


def test_what_was_appended_is_read_in_order(log: Path) -> None:
    for made in (MERGE, LINK, RENAME):
        append_decision(log, made)
    assert read_log(log) == (MERGE, LINK, RENAME)


def test_appending_keeps_every_byte_that_was_there(log: Path) -> None:
    append_decision(log, MERGE)
    before = log.read_bytes()
    append_decision(log, LINK)
    assert log.read_bytes() == before + format_line(LINK)


def test_windows_line_ends_blank_lines_and_a_byte_order_mark_do_no_harm(log: Path) -> None:
    lines = (format_line(one).replace(b"\n", b"\r\n") for one in (MERGE, LINK))
    write(log, b"\xef\xbb\xbf", b"\r\n".join(lines), b"\r\n  \r\n")
    assert read_log(log) == (MERGE, LINK)
    append_decision(log, RENAME)
    assert read_log(log) == (MERGE, LINK, RENAME)


def test_the_same_line_twice_counts_once(log: Path) -> None:
    write(log, format_line(MERGE), format_line(LINK), format_line(MERGE))
    assert read_log(log) == (MERGE, LINK)


def test_a_whole_last_line_without_line_end_is_read_and_ended_by_the_next(log: Path) -> None:
    write(log, format_line(MERGE).rstrip())
    assert read_log(log) == (MERGE,)
    append_decision(log, LINK)
    assert read_log(log) == (MERGE, LINK)


@pytest.mark.parametrize("kept", [1, 20, -3])
def test_a_torn_last_line_is_named_when_read_and_removed_by_the_next_decision(log: Path, kept: int) -> None:
    write(log, format_line(MERGE), format_line(LINK)[:kept].rstrip(b"}\n"))
    with pytest.raises(InputError, match="line 2 was not written to its end"):
        read_log(log)
    append_decision(log, RENAME)
    assert read_log(log) == (MERGE, RENAME)


def test_mending_tells_what_it_removed_and_touches_no_whole_line(log: Path) -> None:
    assert mend_log(log) is None
    assert not log.exists()
    write(log, format_line(MERGE), b'{"id":"k-1","ve')
    assert mend_log(log) == '{"id":"k-1","ve'
    assert log.read_bytes() == format_line(MERGE)
    assert mend_log(log) is None


def test_what_a_person_wrote_last_is_never_removed(log: Path) -> None:
    write(log, format_line(MERGE), b'{"verb": "mix"}')
    append_decision(log, LINK)
    assert b'{"verb": "mix"}\n' in log.read_bytes()
    with pytest.raises(InputError, match="line 2"):
        read_log(log)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"<<<<<<< HEAD\n", "line 2: git left a conflict; keep the lines of both sides"),
        (b"=======\n", "line 2: git left a conflict"),
        (b">>>>>>> other", "line 2: git left a conflict"),
        (b"merge a and b\n", "line 2: not JSON"),
        (
            b'{"id":"7","verb":"rename","targets":[],"who":"A","when":"2025-01-01"}\n',
            "line 2: '7' is no id of",
        ),
        (
            b'{"id":"k-a>b","verb":"rename","targets":[],"who":"A","when":"2025-01-01"}\n',
            "line 2: 'k-a>b' is no id of",
        ),
        (
            b'{"verb":"rename","targets":[{"id":"e-a>b"}],"who":"A","when":"2025-01-01","label":"B"}\n',
            "line 2: rename takes one entity; 'e-a>b' is no id of one",
        ),
        (
            b'{"verb":"link","targets":[{"id":"e-1"}],"who":"A","when":"2025-01-01","country":"Norway",'
            b'"identifiers":[{"scheme":"geonames","value":"1"}]}\n',
            "line 2: 'Norway' is no country",
        ),
        (b"[1]\n", "line 2: not a JSON object"),
        (b"{}\n", "line 2: not a decision .*verb"),
        (b'{"verb":"mix","targets":[],"who":"A","when":"2025-01-01"}\n', "line 2: unknown verb 'mix'"),
        (b'{"verb":"rename","lable":"A"}\n', "line 2: unknown field 'lable'; a decision is made of id, verb"),
        (b'{"verb":"link","identifiers":[{"shceme":"a"}]}\n', "line 2: unknown field 'shceme'"),
        (b'{"verb":"merge","targets":["e-1"],"who":"A","when":"2025-01-01"}\n', "line 2: not a decision"),
        (
            b'{"verb":"merge","targets":[{"id":"e-1"}],"who":"A","when":"2025-01-01"}\n',
            "line 2: merge takes two",
        ),
        (b'{"verb":"merge","targets":"e-1","who":"A","when":"2025-01-01"}\n', "line 2: not a decision"),
        (b"\xff\xfe{\x00\n", "line 2: not JSON"),
        (b"[" * 5000 + b"\n", "line 2: not JSON"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(log: Path, line: bytes, said: str) -> None:
    write(log, format_line(MERGE), line)
    with pytest.raises(InputError, match=said) as caught:
        read_log(log)
    assert str(log) in str(caught.value)


def test_an_edited_line_counts_as_it_stands_with_a_note(log: Path) -> None:
    write(log, format_line(MERGE).replace(b"the same", b"one and the same"))
    notes: list[str] = []
    (read,) = read_log(log, notes.append)
    assert read.why.startswith("one and the same")
    assert notes == [f"{log}, line 1 was edited by hand: {MERGE.id} counts as it stands now"]


def test_one_id_with_two_contents_is_an_error_that_names_both_lines(log: Path) -> None:
    write(log, format_line(MERGE), format_line(LINK), format_line(MERGE).replace(b"the same", b"twins"))
    with pytest.raises(InputError, match="lines 1 and 3: two different decisions"):
        read_log(log)


def test_a_line_written_by_hand_needs_no_id(log: Path) -> None:
    write(log, format_line(RENAME).replace(f'"id":"{RENAME.id}",'.encode(), b""))
    notes: list[str] = []
    assert read_log(log, notes.append) == (RENAME,)
    assert notes == []


def test_the_line_in_the_docs_is_one(log: Path) -> None:
    docs = Path(__file__).resolve().parents[3] / "docs" / "DECISIONS.md"
    lines = docs.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith('    {"id"'))
    write(log, "".join(line.strip() for line in lines[first : first + 4]).encode())
    notes: list[str] = []
    assert [one.verb for one in read_log(log, notes.append)] == [Verb.MERGE]
    assert notes == []


def test_a_target_given_twice_in_a_line_counts_once(log: Path) -> None:
    line = (
        b'{"verb":"merge","targets":[{"id":"e-2"},{"id":"e-1"},{"id":"e-2"}],"who":"A","when":"2025-01-01"}\n'
    )
    write(log, line)
    (read,) = read_log(log)
    assert [target.id for target in read.targets] == ["e-2", "e-1"]


def test_a_folder_in_the_place_of_the_log_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--decisions"):
        read_log(tmp_path)
    with pytest.raises(InputError, match="--decisions"):
        append_decision(tmp_path, MERGE)


def append_many(log: Path, who: str) -> None:
    for second in range(25):
        append_decision(log, decision(Verb.RENAME, "e-1", label="A" * 3000, who=who, second=second))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_two_processes_that_append_at_once_lose_no_line(log: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=append_many, args=(log, who)) for who in ("Ana", "Bo", "Cy")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert len(read_log(log)) == 75


def test_a_log_is_told_from_articles_by_its_first_line(log: Path, tmp_path: Path) -> None:
    append_decision(log, MERGE)
    log = log.rename(tmp_path / "kept.jsonl")
    (tmp_path / "articles.jsonl").write_text('{"text": "The dam holds."}\n')
    assert is_decision_log(log)
    assert not is_decision_log(tmp_path / "articles.jsonl")
    assert not is_decision_log(tmp_path / "none.jsonl")
