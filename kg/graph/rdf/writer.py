"""Collects the quads of one named graph.

Comes in: subjects, predicates and plain Python values.  Goes out: quads in the order in which they were
written, each once.  Must not: know a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.rdf.iris import words_node
from kg.model import ELLIPSIS, Span, TimeValue
from kg.terms import OA, RDF, XSD

Value = NamedNode | Literal | str | bool | int | float | None
Rows = tuple[tuple[NamedNode, Value], ...]

_DATE_TYPES = (
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
)


class QuadWriter:
    """Writes into one named graph; what is None is left out."""

    def __init__(self, graph: NamedNode) -> None:
        """Start an empty graph."""
        self.graph = graph
        self._quads: dict[Quad, None] = {}

    @property
    def quads(self) -> list[Quad]:
        """The quads so far."""
        return list(self._quads)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value) -> None:
        """Write one quad, or none if there is no value."""
        if value is not None:
            self._quads[Quad(subject, predicate, as_term(value), self.graph)] = None

    def add_all(self, subject: NamedNode, rows: Iterable[tuple[NamedNode, Value]]) -> None:
        """Write one quad per row of predicate and value."""
        for predicate, value in rows:
            self.add(subject, predicate, value)

    def add_words(
        self, subject: NamedNode, predicate: NamedNode, document: str, spans: Iterable[Span], text: str
    ) -> None:
        """Write a link from `subject` to each stretch of the document, and the stretch itself.

        `text` is what `Document.quote` gives for `spans`.
        """
        for span, exact in zip(spans, split_quote(tuple(spans), text), strict=True):
            words = words_node(document, span)
            self.add(subject, predicate, words)
            start, end = span
            self.add_all(
                words,
                ((RDF.type, OA.TextPositionSelector), (OA.start, start), (OA.end, end), (OA.exact, exact)),
            )

    def add_time(
        self, subject: NamedNode, predicates: tuple[NamedNode, NamedNode, NamedNode], time: TimeValue
    ) -> None:
        """Write value, start and end of a time, each as precise as it is."""
        for predicate, value in zip(predicates, (time.value, time.start, time.end), strict=True):
            self.add(subject, predicate, date_literal(value) if value else None)


def as_term(value: NamedNode | Literal | str | bool | int | float) -> NamedNode | Literal:
    """Return a plain value as a literal: xsd:string, boolean, integer or double."""
    return value if isinstance(value, NamedNode | Literal) else Literal(value)


def date_literal(value: str) -> Literal:
    """Return a date that was cut to its precision as xsd:gYear, xsd:gYearMonth or xsd:date."""
    for pattern, datatype in _DATE_TYPES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=datatype)
    raise RecordError(f"{value!r} is no ISO 8601 year, month or day; a TimeValue must hold one of these")


def first_date(time: TimeValue | None) -> Literal | None:
    """Return a time's value, of a range its beginning, as precise as it is; None if neither is known."""
    day = time and (time.value or time.start)
    return date_literal(day) if day else None


def split_quote(spans: tuple[Span, ...], text: str) -> list[str]:
    """Return the pieces that `Document.quote` joined into `text`, cut by their lengths."""
    pieces = []
    position = 0
    for start, end in spans:
        pieces.append(text[position : position + end - start])
        position += end - start + len(ELLIPSIS)
    return pieces
