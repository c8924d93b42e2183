"""Colours of the pages: told apart by everybody, and seen on their ground.

Vision without one kind of cone is simulated after Machado, Oliveira and Fernandes (2009), distances are those
of CAM02-UCS, both by colorspacious; contrast is that of WCAG 2.2.
"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from kg.views.shell import read_static
from tests.browser.conftest import contrast

KINDS = ("person", "organization", "group", "place", "outlet", "facility", "event", "unnamed", "differs")
APART = 9.0
"""Least distance of two colours; about 2 can just be noticed side by side."""
THEMES = dict(zip(("light", "dark"), read_static("base.css").split(':root[data-theme="dark"]'), strict=True))


def colours(theme: str) -> dict[str, np.ndarray]:
    block = THEMES[theme].split("}")[0]
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{6})", block)
    return {name: np.array([int(value[at : at + 2], 16) for at in (0, 2, 4)]) / 255 for name, value in found}


def as_seen(colour: np.ndarray, deficiency: str) -> np.ndarray:
    if not deficiency:
        return colour
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
    return np.clip(cspace_convert(colour, space, "sRGB1"), 0, 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("deficiency", ["", "deuteranomaly", "protanomaly"])
def test_kinds_are_told_apart(theme: str, deficiency: str) -> None:
    seen = {kind: as_seen(colours(theme)[kind], deficiency) for kind in KINDS}
    near = [
        (one, other)
        for one, other in combinations(KINDS, 2)
        if deltaE(seen[one], seen[other], input_space="sRGB1") < APART
    ]
    assert near == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_shape_is_seen_on_its_ground(theme: str) -> None:
    found = {name: f"rgb{tuple(round(255 * part) for part in one)}" for name, one in colours(theme).items()}
    for kind in KINDS:
        for ground in ("page", "card"):
            assert contrast(found[kind], found[ground]) >= 3


def test_every_kind_has_a_shape_of_its_own() -> None:
    shapes = dict(re.findall(r'\["(\w+)", "[A-Z]\w+", "(M[^"]+)"\]', read_static("base.js")))
    named = [shapes[kind] for kind in KINDS if kind not in ("unnamed", "differs")]
    assert len(set(named)) == len(named)
    assert "stroke-dasharray" in read_static("base.css").split(".glyph.unnamed")[1].split("}")[0]
