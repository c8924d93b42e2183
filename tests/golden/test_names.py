"""Who is credited does not hang on the letters of a name."""

from __future__ import annotations

import pytest

from kg.claims.attribution import find_relations
from kg.claims.relations import spans_of
from kg.parse import parse_text

pytestmark = pytest.mark.model

NAMES = [
    "Ana Ruiz",
    "Brian O’Neill",
    "AT&T",
    "3M",
    "The U.N.",
    "Željko Kovačić",
    "IBM",
    "José Martí",
    "Police",
]


def credited(text: str) -> list[tuple[str, str]]:
    doc = parse_text(text)
    words = lambda tokens: " ".join(text[start:end] for start, end in spans_of(doc, tokens))  # noqa: E731
    return [(words(relation.source), words(relation.content)) for relation in find_relations(doc)]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_a_source(name: str) -> None:
    assert credited(f"{name} said the dam was empty.") == [(name, "the dam was empty")]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_stand_behind_according_to(name: str) -> None:
    name = name.replace("The ", "the ")
    ((source, content),) = credited(f"The dam was empty, according to {name}.")
    assert (source.rstrip("."), content) == (name.rstrip("."), "The dam was empty")
