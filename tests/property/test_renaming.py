"""No rule mentions a proper name: other names in an article rename what is read and change nothing else.

The parser does mind names (Kursk is a product to it, Oran a town), so the test has two halves.  With the
parse carried over to the new names every reading must stay what it was: who says what, who is who, but not
which place a name is linked to, since some names have more namesakes than others.  With a parse of its own,
every claim must that stands in sentences which the parser reads alike under both names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from kg.claims.weights import find_weights
from kg.extraction import article as extraction
from kg.lexicon import table
from kg.mentions import open_gazetteer
from kg.model import Document, Reading
from kg.parse import blank_out, parse_document
from kg.read import read_paths
from tests.property.renaming import SETS, Painter, Renaming, carried_over, names_of, rows, unchanged_sentences

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[2]
SAMPLE, SHARED = ROOT / "seeds" / "articles", ROOT.parent / "shared" / "seeds"
FOLDERS = [
    pytest.param(SAMPLE, id="sample"),
    pytest.param(SHARED, id="shared", marks=pytest.mark.shared),
]
WEIGHTS = ["shipped", "rules"]
ENOUGH = {SAMPLE: 0.8, SHARED: 0.4}
"""Share of the sentences that the parser must read alike under one set of names at least, so that the second
half compares something.  The shared articles name Kursk and other places in almost every sentence."""


@dataclass(frozen=True)
class Article:
    """An article under both names, with the parser's readings and the old one carried over."""

    old: Document
    new: Document
    renaming: Renaming
    old_parse: Doc
    carried: Doc


@cache
def documents(folder: Path) -> tuple[Document, ...]:
    if not folder.is_dir():
        pytest.skip(f"no articles at {folder}")
    return tuple(article for article in read_paths([str(folder)]) if isinstance(article, Document))


@cache
def parses(folder: Path) -> tuple[Doc, ...]:
    return tuple(map(parse_document, documents(folder)))


@pytest.fixture(scope="module")
def renamed_folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Writes a folder of articles under other names, front matter and markup included."""

    @cache
    def write(folder: Path, chosen: str) -> Path:
        made = tmp_path_factory.mktemp(chosen) / folder.name
        made.mkdir()
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8")
            renamed = renamed_lines if path.suffix == ".jsonl" else renamed_text
            (made / path.name).write_text(renamed(text, chosen), encoding="utf-8")
        return made

    return write


def renamed_text(text: str, chosen: str) -> str:
    return Renaming(text, names_of(chosen)).text


def renamed_lines(text: str, chosen: str) -> str:
    articles = [json.loads(line) for line in text.splitlines()]
    return "".join(
        json.dumps({key: renamed_text(value, chosen) for key, value in article.items()}) + "\n"
        for article in articles
    )


@cache
def articles(folder: Path, renamed: Path, chosen: str) -> tuple[Article, ...]:
    return tuple(_articles(folder, renamed, chosen))


def _articles(folder: Path, renamed: Path, chosen: str) -> Iterator[Article]:
    old, new = documents(folder), documents(renamed)
    assert [article.path for article in old] == [article.path for article in new]
    for before, after, doc in zip(old, new, parses(folder), strict=True):
        renaming = Renaming(before.text, names_of(chosen))
        text = blank_out(after.text, after.passages)
        carried = carried_over(doc, renaming, text, names_of(chosen))
        assert (carried.text, after.text) == (text, renaming.text), f"{before.path}: other passages"
        yield Article(before, after, renaming, doc, carried)


@cache
def reading(document: Document, doc: Doc, weights: str) -> Reading:
    """What `kg build` reads in an article, given its parse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "parse_document", lambda document: doc)
        return extraction.read_article(document, open_gazetteer(), "test", find_weights(weights))


def painters(article: Article, old: Reading, new: Reading, chosen: str) -> tuple[Painter, Painter]:
    gazetteer, moved = open_gazetteer(), article.renaming.moved
    return Painter(old, gazetteer, names_of(chosen), moved), Painter(new, gazetteer, {})


def differences(old: Any, new: Any, where: str = "") -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            yield from differences(old[key], new[key], f"{where}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from differences(left, right, f"{where}[{number}]")
    elif old != new:
        yield f"{where}: {old!r} became {new!r}"


# ------------------------------------------------------------------------------------------- the tests


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("chosen", SETS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_other_names_in_the_same_parse_change_nothing_but_names(
    folder: Path, chosen: str, weights: str, renamed_folder: Any
) -> None:
    documents(folder)
    found = []
    for article in articles(folder, renamed_folder(folder, chosen), chosen):
        old = reading(article.old, article.old_parse, weights)
        new = reading(article.new, article.carried, weights)
        left, right = painters(article, old, new, chosen)
        found += [f"{old.document.path}{line}" for line in differences(left.paint(old), right.paint(new))]
    assert found == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_claims_stay_where_the_parser_reads_other_names_alike(folder: Path, renamed_folder: Any) -> None:
    every = {(number, sent.start_char) for number, doc in enumerate(parses(folder)) for sent in doc.sents}
    alike: set[tuple[int, int]] = set()
    compared, found = 0, []
    for chosen in SETS:
        for number, article in enumerate(articles(folder, renamed_folder(folder, chosen), chosen)):
            new_parse = parse_document(article.new)
            same = unchanged_sentences(article.old_parse, new_parse, article.renaming)
            alike |= {(number, start) for start, _ in same}
            for weights in WEIGHTS:
                old = reading(article.old, article.old_parse, weights)
                new = reading(article.new, new_parse, weights)
                left, right = painters(article, old, new, chosen)
                before = claims_in(old, same, article.old_parse, left)
                moved = {tuple(map(article.renaming.moved, span)) for span in same}
                after = claims_in(new, moved, new_parse, right)
                compared += len(before)
                where = f"{chosen} {weights} {old.document.path}"
                found += [f"{where}{line}" for line in differences(before, after)]
    print(f"{len(alike)} of {len(every)} sentences read alike, {compared} claims compared")
    assert found == []
    assert len(alike) >= ENOUGH[folder] * len(every)


def claims_in(reading: Reading, sentences: set[Any], doc: Doc, painter: Painter) -> list[Any]:
    """Pictures of the claims in these sentences and no others, less what hangs on other sentences."""
    others = [
        (sent.start_char, sent.end_char)
        for sent in doc.sents
        if (sent.start_char, sent.end_char) not in sentences
    ]
    kept = []
    for claim in reading.claims:
        first, last = claim.sentence
        if not any(start < last and first < end for start, end in others):
            kept.append(on_its_own(painter.paint(claim)))
    return kept


def on_its_own(value: Any) -> Any:
    """A picture without what the rest of the article decides: who is who, what is a place, what is nested."""
    if isinstance(value, dict):
        kept = (key for key in value if key not in ("referent", "within", "places"))
        return {key: on_its_own(value[key]) for key in kept}
    return [on_its_own(part) for part in value] if isinstance(value, list) else value


# ------------------------------------------------------------------------------------------- the names

GENDERS = {row["word"]: row["gender"] for row in table("given_names")}


def is_of_kind(name: str, kind: str) -> bool:
    gazetteer = open_gazetteer()
    known = gazetteer.places.find(name)
    tests = {
        "given-m": GENDERS.get(name) == "m",
        "given-f": GENDERS.get(name) == "f",
        "unisex": name not in GENDERS,
        "surname": name not in GENDERS and not gazetteer.is_large_place(name),
        "country": gazetteer.country_named(name) is not None,
        "adjective": gazetteer.adjective_country(name) is not None,
        "people": gazetteer.people_country(name) is not None,
        "capital": gazetteer.capital_of(name) is not None,
        "region": any(place.feature == "region" for place in known),
        "city": any(place.feature == "city" for place in known),
        "place": not any(place.feature in ("city", "region", "country") for place in known),
    }
    return tests[kind]


@pytest.mark.parametrize("chosen", ["name", *SETS])
def test_the_names_are_of_the_kind_that_the_table_says(chosen: str) -> None:
    assert [row for row in rows() if not is_of_kind(row[chosen], row["kind"])] == []


@pytest.mark.parametrize("chosen", SETS)
def test_the_other_name_has_as_many_words(chosen: str) -> None:
    assert [row for row in rows() if len(row["name"].split()) != len(row[chosen].split())] == []
