"""Suggestions as a person reads them in a terminal, each with the commands that settle it.

Comes in: a store.  Goes out: text on stdout.  Must not: decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.cli.commands import command, show_unfolded
from kg.cli.screen import counted, fields, heading, plain, show
from kg.cli.targets import find_entity
from kg.query.lookups import Lookups
from kg.query.results import SuggestionView


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """What `kg suggest --json` prints: a suggestion, and the commands that say yes and no to it."""

    suggestion: SuggestionView
    merge: str
    keep_apart: str


def read_suggestions(store: Path, name: str | None) -> tuple[SuggestionLine, ...]:
    """Return the suggestions, best first; those that a named entity is part of if one is named."""
    lookups = Lookups(store)
    only = find_entity(lookups, name).id if name else None
    return tuple(_line(one) for one in lookups.suggestions() if only in (None, one.left, one.right))


def _line(one: SuggestionView) -> SuggestionLine:
    left, right = one.left, one.right
    if (one.right_documents, len(one.right_label)) > (one.left_documents, len(one.left_label)):
        left, right = right, left  # the better known one keeps its id
    return SuggestionLine(
        one, command(f"kg decide merge {left} {right}"), command(f"kg decide split {left} {right}")
    )


def show_suggestions(lines: Sequence[SuggestionLine]) -> None:
    """Print the suggestions, an empty line between two."""
    for number, line in enumerate(lines):
        one = line.suggestion
        show(*([""] if number else []), heading(_title(one)), fields(_rows(one)))
        show_unfolded("if one", line.merge, _WIDTH)
        show_unfolded("if not", line.keep_apart, _WIDTH)


_WIDTH = len("against")


def _title(one: SuggestionView) -> str:
    return f"{one.left_label} = {one.right_label}?  {one.score:.2f}"


def _rows(one: SuggestionView) -> list[tuple[str, str]]:
    return [
        ("one", _words(one.left_label, one.left_kind, one.left, one.left_documents)),
        ("other", _words(one.right_label, one.right_kind, one.right, one.right_documents)),
        ("for", "; ".join(one.reasons)),
        ("against", "; ".join(one.against) or "nothing"),
    ]


def _words(label: str, kind: str, identifier: str, documents: int) -> str:
    return plain(f"{label} · {kind} · {identifier} · {counted(documents, 'article')}")
