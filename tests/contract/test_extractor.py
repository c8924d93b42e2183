"""The extractor's id changes with everything that a reading depends on, so that articles are read again."""

from __future__ import annotations

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from kg import extractor
from kg.errors import InputError
from kg.extractor import extractor_id
from tests.contract.source import STANDARD_LIBRARY, imported_names, modules
from tests.contract.test_imports import part_of

READING_PARTS = {part.removesuffix(".py") for part in extractor._PARTS}
DERIVING_PARTS = {part.removesuffix(".py") for part in extractor._DERIVING}


@pytest.mark.parametrize("parts", [READING_PARTS, DERIVING_PARTS])
def test_every_part_that_reads_or_derives_is_in_the_digest_with_all_that_it_imports(parts: set[str]) -> None:
    imported = {
        part_of(name)
        for module in modules()
        if part_of(module) in parts
        for name in imported_names(modules()[module])
        if name.startswith("kg.")
    }
    assert imported - parts <= {"errors"}


@pytest.mark.parametrize(
    ("parts", "packages"),
    [(READING_PARTS, extractor._PACKAGES), (DERIVING_PARTS, extractor._DERIVING_PACKAGES)],
)
def test_every_library_that_reads_or_derives_is_named_with_its_version(
    parts: set[str], packages: tuple[str, ...]
) -> None:
    libraries = {
        name.split(".")[0]
        for module in modules()
        if part_of(module) in parts
        for name in imported_names(modules()[module])
    } - {"kg", "msgspec", *STANDARD_LIBRARY}  # msgspec only parses JSON
    distributions = packages_distributions()
    named = {name.lower() for library in libraries for name in distributions[library]}
    assert named <= set(packages)


def test_a_package_of_another_version_is_another_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    before = extractor_id([])
    assert extractor_id([]) == before
    monkeypatch.setattr(extractor, "version", lambda name: "9" if name == "dateparser" else "1")
    one = extractor_id([])
    monkeypatch.setattr(extractor, "version", lambda name: "1")
    assert len({before, one, extractor_id([])}) == 3


def test_gazetteers_count_by_their_words_and_not_by_their_order(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.tsv", "b.tsv")]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    assert extractor_id(files) == extractor_id(files[::-1]) != extractor_id(files[:1])


def test_a_gazetteer_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv"):
        extractor_id([tmp_path / "none.tsv"])
