"""Attributions as offsets: what people marked in a text, and what the program found there.

Comes in: nothing.  Goes out: frozen records; spans are Unicode code points, half-open, into the gold text.
Must not: know how a gold file is written, or how a score is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Act, Span

Spans = tuple[Span, ...]
"""The pieces of a source, a cue or a content, in the order in which gold or program gives them."""


@dataclass(frozen=True, slots=True)
class SpanRelation:
    """One attribution (PARC 3.0): `source` is empty when nobody is credited, `cue` when no word credits."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class GoldRelation(SpanRelation):
    """An attribution that people marked; `act` is None where the gold does not tell the kind of act."""

    act: Act | None = None


@dataclass(frozen=True, slots=True)
class FoundRelation(SpanRelation):
    """An attribution that the program found, with the id of the rule that made it."""

    act: Act
    rule: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A gold text and all its attributions; what is not marked is none."""

    id: str
    text: str
    relations: tuple[GoldRelation, ...]
