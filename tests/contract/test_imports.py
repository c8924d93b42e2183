"""Imports run one way, every third-party library has a home, and no import hides in a function."""

from __future__ import annotations

import pytest

from tests.contract.source import STANDARD_LIBRARY, functions, imported_names, modules

BASE = frozenset({"model", "errors", "ids", "config"})
STAGE = BASE | {"lexicon"}

# part -> parts it may import, itself aside.  `kg` itself (lazy names) and `__main__` are above all.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "config": frozenset(),
    "model": frozenset({"errors"}),
    "ids": frozenset(),
    "codec": frozenset({"model", "errors"}),
    "extractor": frozenset({"ids", "errors"}),
    "lexicon": frozenset(),
    "parse": STAGE,
    "terms": frozenset(),
    "read": STAGE,
    "mentions": STAGE,
    "claims": STAGE,
    "locks": frozenset(),
    "decisions": BASE | {"locks"},
    "resolve": STAGE | {"decisions"},
    "compare": STAGE | {"decisions"},
    "extraction": BASE | {"codec", "extractor", "parse", "mentions", "claims"},
    "evaluate": STAGE | {"parse", "claims", "mentions"},
    "train": STAGE | {"parse", "claims", "evaluate"},
    "shelves": BASE | {"resolve", "compare", "query"},
    "graph": BASE | {"codec", "locks", "terms", "query", "decisions"},
    "query": STAGE | {"locks", "terms", "decisions"},
    "export": BASE | {"graph", "query", "terms"},
    "views": BASE | {"query"},
    "serve": BASE | {"graph", "query", "export", "views", "terms"},
    "admission": BASE | {"decisions", "graph", "query", "resolve"},
}
ABOVE_ALL = frozenset({"pipeline", "intake", "derivation", "cli", "__main__", ""})

# library -> parts that may import it
HOMES: dict[str, frozenset[str]] = {
    "spacy": frozenset({"parse", "mentions", "claims", "evaluate", "train", "pipeline"}),
    "sklearn": frozenset({"train"}),
    "scipy": frozenset({"train"}),
    "trafilatura": frozenset({"read"}),
    "charset_normalizer": frozenset({"read"}),
    "pycountry": frozenset({"mentions"}),
    "dateparser": frozenset({"read", "claims"}),
    "text_to_num": frozenset({"claims"}),
    "anyascii": frozenset({"lexicon", "mentions", "resolve", "query"}),
    "rapidfuzz": frozenset({"mentions", "resolve", "query", "compare"}),
    "pyoxigraph": frozenset({"terms", "graph", "query", "export", "serve"}),
    "rdflib": frozenset({"graph", "export"}),
    "pyshacl": frozenset({"graph"}),
    "networkx": frozenset({"export", "views"}),
    "pyvis": frozenset({"views"}),
    "jinja2": frozenset({"views"}),
    "markupsafe": frozenset({"views"}),
    "numpy": frozenset({"train", "views", "compare"}),
    "pint": frozenset({"compare"}),
    "shapely": frozenset({"views"}),
    "snowballstemmer": frozenset({"compare", "query"}),
    "wordfreq": frozenset({"compare"}),
    "msgspec": frozenset(
        {
            "codec",
            "compare",
            "decisions",
            "extraction",
            "mentions",
            "evaluate",
            "shelves",
            "graph",
            "query",
            "export",
            "views",
            "serve",
            "cli",
        }
    ),
    "distributed": frozenset({"extraction"}),
    "zstandard": frozenset({"codec"}),
    "httpx2": frozenset({"query"}),
    "starlette": frozenset({"serve"}),
    "uvicorn": frozenset({"serve"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
}


def part_of(module: str) -> str:
    """ "kg.graph.store" -> "graph"."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("module", modules())
def test_a_part_imports_only_what_stands_below_it(module: str) -> None:
    part = part_of(module)
    if part in ABOVE_ALL:
        return
    imported = {part_of(name) for name in imported_names(modules()[module]) if name.split(".")[0] == "kg"}
    assert imported - {part, ""} <= MAY_IMPORT[part]


@pytest.mark.parametrize("module", modules())
def test_a_third_party_library_is_imported_at_home_only(module: str) -> None:
    for name in imported_names(modules()[module]):
        library = name.split(".")[0]
        if library != "kg" and library not in STANDARD_LIBRARY:
            assert library in HOMES, f"{library} has no home yet: add it to HOMES and to docs/ARCHITECTURE.md"
            assert part_of(module) in HOMES[library], f"{library} lives in {sorted(HOMES[library])}"


@pytest.mark.parametrize("module", [name for name in modules() if part_of(name) != "cli"])
def test_no_import_hides_in_a_function(module: str) -> None:
    hidden = [
        f"{module}.{function.name}: {name}"
        for function in functions(modules()[module])
        for name in imported_names(function)
    ]
    assert not hidden


def test_every_library_with_a_home_is_used() -> None:
    used = {name.split(".")[0] for tree in modules().values() for name in imported_names(tree)}
    assert set(HOMES) <= used
