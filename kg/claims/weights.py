"""The weights of the learned part: a logistic regression over readable features, kept as JSON.

Comes in: the name of a set or the path of a file.  Goes out: `Weights`.  No code is ever loaded from a file.
Must not: know how weights are learned (see `kg.train`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError

FORMAT = 1
RULES = "rules"
SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Weights:
    """A set of weights.

    `features` maps the name of a feature to its weight in logits; one that is not there weighs nothing.
    `threshold` is the probability from which a candidate is taken.  `card` says what it was learned from.
    """

    name: str
    threshold: float
    features: Mapping[str, float]
    card: Mapping[str, str]

    def probability(self, names: Iterable[str]) -> float:
        """Return how likely a candidate with these features is a relation, from 0 to 1."""
        weights = self.features
        total = sum(weights.get(name, 0.0) for name in names)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def find_weights(choice: str) -> Weights | None:
    """Return the weights that a setting names: None for "rules", those that come with the program for
    "shipped", else a file that `kg train attribution` wrote.

    Raises InputError when the file cannot be read or is no file of weights.
    """
    return _shipped() if choice == SHIPPED else parse_weights(choice, weights_text(choice))


@cache
def _shipped() -> Weights | None:
    return parse_weights(SHIPPED, weights_text(SHIPPED))


def parse_weights(choice: str, text: str) -> Weights | None:
    """Return the weights in the text of the file that a setting names; None for "rules", which has none.

    Raises InputError when the text is no file of weights.
    """
    return None if choice == RULES else _read(choice, text)


def weights_text(choice: str) -> str:
    """Return the file of weights that a setting names, as text; empty for "rules"."""
    if choice == RULES:
        return ""
    if choice == SHIPPED:
        return files("kg").joinpath("weights", "attribution.json").read_text(encoding="utf-8")
    return _text_of(Path(choice))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = f'"{SHIPPED}", "{RULES}" or a file of kg train attribution'
        raise InputError(f"cannot read the weights {path} ({error}); name {known}") from error


def _read(name: str, text: str) -> Weights:
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise InputError(f"{name} has format {found['format']}, not {FORMAT}; train the weights again")
        features = {str(key): _number(value) for key, value in found["features"].items()}
        card = {str(key): str(value) for key, value in found["card"].items()}
        threshold = _number(found["threshold"])
        if not 0 <= threshold <= 1 or not all(map(math.isfinite, features.values())):
            raise ValueError("a threshold outside 0 to 1, or a weight that is no finite number")
        return Weights(str(found["name"]), threshold, features, card)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        remedy = "write one with kg train attribution"
        raise InputError(f"{name} is no file of weights ({error}); {remedy}") from error


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)
