"""The sample articles and their gold, as the tests of `seeds/` read them.

With the standard library alone, so that a fault of the program's reader cannot hide a fault of an article.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
ARTICLES = SEEDS / "articles"
SHARED = SEEDS.parents[1] / "shared"


@dataclass(frozen=True, slots=True)
class Article:
    """One sample article; `name` is its file, or file#id for a line of a JSON lines file."""

    name: str
    publisher: str
    title: str
    date: str
    url: str
    text: str

    @property
    def prose(self) -> str:
        """The text with every run of white space made one space."""
        return " ".join(self.text.split())


def read_articles() -> list[Article]:
    """Return all sample articles, in the order of their names."""
    return sorted(
        (article for path in ARTICLES.iterdir() for article in _read_file(path)),
        key=lambda article: article.name,
    )


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with comment lines; a row of another width is an error."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    for line in lines[1:]:
        assert line.count("\t") == len(header) - 1, f"{path.name}: wrong number of cells in {line!r}"
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read_file(path: Path) -> Iterator[Article]:
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        _, front, body = content.split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in front.splitlines())
        yield Article(path.name, text=body, **fields)
    elif path.suffix == ".jsonl":
        for line in content.splitlines():
            fields = json.loads(line)
            yield Article(f"{path.name}#{fields.pop('id')}", **fields)
    elif path.suffix == ".html":
        yield _read_page(path.name, content)
    else:
        raise AssertionError(f"{path.name} is no form that an article can have")


def _read_page(name: str, content: str) -> Article:
    page = _Page()
    page.feed(content)
    return Article(
        name,
        publisher=page.properties["og:site_name"],
        title=page.properties["og:title"],
        date=page.properties["article:published_time"][:10],
        url=page.properties["og:url"],
        text="".join(page.pieces),
    )


class _Page(HTMLParser):
    """Collects the properties of a page and the text of its `<article>`."""

    def __init__(self) -> None:
        super().__init__()
        self.properties: dict[str, str] = {}
        self.pieces: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and (key := values.get("property")):
            self.properties[key] = values.get("content") or ""
        self._inside = self._inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.pieces.append(data)
