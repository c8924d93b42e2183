"""What evidence.html carries is what its sources say."""

from __future__ import annotations

import pytest

from bench.minified import MINIFIED, STATIC, first_line, minify_sources

NAMES = pytest.mark.parametrize("name", sorted(MINIFIED))


@NAMES
def test_it_was_made_of_the_sources_as_they_are(name: str) -> None:
    found = (STATIC / "min" / name).read_text(encoding="utf-8").split("\n", 1)[0]
    assert found == first_line(name), "the sources have changed: run python bench/minified.py"


@NAMES
def test_nothing_in_it_comes_from_elsewhere(name: str) -> None:
    pytest.importorskip("minify", reason="tdewolff-minify has no wheel for this machine")
    assert (STATIC / "min" / name).read_text(encoding="utf-8") == minify_sources(name)


def test_every_source_of_the_page_is_in_it() -> None:
    used = {name for names in MINIFIED.values() for name in names}
    found = {f"evidence/{path.name}" for path in (STATIC / "evidence").iterdir()}
    assert found <= used
