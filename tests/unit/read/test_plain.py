from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Document, PassageKind, Precision
from kg.read import read_paths
from tests.unit.read.harbour import ARTICLE, HEADLINE, LEAD, passages_of, read_one

FRONT = (
    '---\nPublisher: Example Daily\ntitle: "{title}"\n'
    "date: 2031-05\nurl: https://example.org/x\ntags:\n- sea\n---\n"
)


@pytest.fixture
def front(tmp_path: Path) -> Document:
    return read(tmp_path, FRONT.format(title="Gate gives way: boats lost") + f"\n{LEAD}\n")


def read(folder: Path, text: str) -> Document:
    (folder / "a.txt").write_bytes(text.encode())
    return read_one(folder / "a.txt")


def test_front_matter_says_publisher_title_date_and_address(front: Document) -> None:
    assert front.publisher.name == "Example Daily"
    assert front.title == "Gate gives way: boats lost"
    assert front.published is not None
    assert (front.published.value, front.published.precision) == ("2031-05", Precision.MONTH)
    assert front.location == "https://example.org/x"


def test_the_title_of_the_front_matter_is_the_headline_and_the_rest_is_metadata(front: Document) -> None:
    assert passages_of(front, PassageKind.HEADLINE) == ["Gate gives way: boats lost"]
    assert passages_of(front, PassageKind.BODY) == [LEAD]
    metadata = passages_of(front, PassageKind.METADATA)
    assert metadata[0].startswith("---")
    assert metadata[-1].endswith("---")


def test_a_headline_that_the_body_repeats_stands_in_the_body(tmp_path: Path) -> None:
    document = read(tmp_path, FRONT.format(title=HEADLINE) + ARTICLE)
    (headline,) = [p for p in document.passages if p.kind is PassageKind.HEADLINE]
    assert headline.start > document.text.index("url:")
    assert passages_of(document, PassageKind.HEADLINE) == [HEADLINE]


@pytest.mark.parametrize(
    "head",
    [
        "---\npublisher: Example Daily\n\n",  # never closed
        "---\nA rule above the text.\n---\n",
        "-- \npublisher: Example Daily\n---\n",
        "---\n---\n",
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, head: str) -> None:
    document = read(tmp_path, head + ARTICLE)
    assert document.publisher.name is None
    assert LEAD in passages_of(document, PassageKind.BODY)


def test_a_text_without_front_matter_has_its_headline_for_a_title(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    assert document.title == HEADLINE
    assert document.published is None
    assert document.publisher.name is None


@pytest.mark.parametrize("text", [f"{HEADLINE}\n", FRONT.format(title=HEADLINE), f"# {HEADLINE}\r\n\r\n"])
def test_a_headline_alone_is_a_document_or_a_rejection_that_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read_paths([str(tmp_path / "a.txt")])
    if isinstance(article, Document):
        assert HEADLINE in article.text
    else:
        assert "no article text found" in article.reason


def test_a_date_or_an_address_that_cannot_be_used_is_noted(tmp_path: Path) -> None:
    text = f"---\ndate: 03/04/2031\nurl: javascript:void(0)\n---\n{ARTICLE}"
    (tmp_path / "a.txt").write_text(text)
    notes: list[str] = []
    (document,) = read_paths([str(tmp_path / "a.txt")], note=notes.append)
    assert isinstance(document, Document)
    assert (document.published, document.url) == (None, None)
    assert [note.partition(";")[0] for note in notes] == [
        "a.txt: cannot read the date '03/04/2031'",
        "a.txt: left out the address 'javascript:void(0)'",
    ]


@pytest.mark.parametrize("year", ["2925", "1025"])
def test_a_year_in_which_no_news_can_have_appeared_is_taken_and_noted(tmp_path: Path, year: str) -> None:
    (tmp_path / "a.txt").write_text(f"---\ndate: {year}-04-12\n---\n{ARTICLE}")
    notes: list[str] = []
    (document,) = read_paths([str(tmp_path / "a.txt")], note=notes.append)
    assert isinstance(document, Document)
    assert document.published is not None
    assert document.published.value == f"{year}-04-12"
    assert notes == [
        f"a.txt: the date '{year}-04-12' is taken as it stands, but is hardly right: check the year"
    ]


FOREIGN = (
    "Der Stausee verliert Wasser\n\nDer Pegel ist im Winter auf den tiefsten Stand seit zwanzig Jahren "
    "gefallen, sagte die Leiterin am Montag. Das war in der Stadt schon lange bekannt. Man will nun die "
    "Mittel kürzen, die in den Bau der Mauer fließen. In der Opposition stieß das auf Kritik.\n"
)


def test_a_text_in_another_language_is_taken_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FOREIGN)
    (tmp_path / "b.txt").write_text(ARTICLE)
    notes: list[str] = []
    found = list(read_paths([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], note=notes.append))
    assert all(isinstance(one, Document) for one in found)
    assert [note.partition(":")[0] for note in notes] == ["a.txt"]
    assert "hardly English" in notes[0]


def test_windows_line_ends_do_not_disturb_front_matter(tmp_path: Path) -> None:
    document = read(tmp_path, (FRONT.format(title="Gate gives way") + LEAD).replace("\n", "\r\n"))
    assert document.publisher.name == "Example Daily"
    assert passages_of(document, PassageKind.HEADLINE) == ["Gate gives way"]
