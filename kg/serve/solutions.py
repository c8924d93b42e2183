"""Solutions of SELECT and ASK in the four formats of SPARQL 1.1.

Comes in: variables and rows of terms.  Goes out: bytes: Query Results JSON, XML, CSV and TSV.
Must not: run a query, or cut an answer other than at a whole row.

The engine writes these formats too, but an answer that is cut must be told from a whole one in its head, and
must stay well-formed; so they are written here, row by row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import msgspec
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.serve.limits import Limits
from kg.terms import XSD

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"

SOLUTIONS = {
    JSON: JSON,
    XML: XML,
    CSV: CSV,
    TSV: TSV,
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
}
"""What may be asked for, the favourite first, and what is sent then."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, however they are written."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a format writes a table; `head` gets the links of a cut answer."""

    head: Callable[[Sequence[str], Sequence[str]], bytes]
    row: Callable[[Sequence[str], Row], bytes]
    between: bytes
    tail: bytes


def write_solutions(
    media: str, columns: Sequence[str], rows: Iterable[Row], limits: Limits, links: Sequence[str]
) -> tuple[bytes, str]:
    """Return the body and which limit cut it: "rows", "bytes", or nothing.

    `links` stand in the head of a cut answer, where the format has a place for them.
    """
    form = FORMS[media]
    written = Writing(form, columns, rows, limits)
    parts = form.between.join(written)
    return form.head(columns, links if written.cut else ()) + parts + form.tail, written.cut


class Writing:
    """Rows as they are written, until they end or a limit does; `cut` tells which."""

    def __init__(self, form: Form, columns: Sequence[str], rows: Iterable[Row], limits: Limits) -> None:
        """Keep what is to be written."""
        self.cut = ""
        self._form, self._columns, self._rows, self._limits = form, columns, rows, limits

    def __iter__(self) -> Iterator[bytes]:
        """Yield one row after the other."""
        room = self._limits.answer_bytes
        for number, row in enumerate(self._rows):
            if number == self._limits.rows:
                self.cut = "rows"
                return
            written = self._form.row(self._columns, row)
            room -= len(written) + len(self._form.between)
            if room < 0:
                self.cut = "bytes"
                return
            yield written


def write_truth(media: str, truth: bool) -> bytes:
    """Return the answer to ASK; CSV and TSV, which say nothing about it, hold the word alone."""
    word = "true" if truth else "false"
    if media == JSON:
        return f'{{"head":{{}},"boolean":{word}}}'.encode("ascii")
    if media == XML:
        return f"{_XML_START}<head/><boolean>{word}</boolean></sparql>".encode("ascii")
    return f"{word}\r\n".encode("ascii") if media == CSV else f"{word}\n".encode("ascii")


# --------------------------------------------------------------------------------------------- JSON


def json_head(columns: Sequence[str], links: Sequence[str]) -> bytes:
    """Open the object and its list of bindings."""
    head = {"vars": columns, **({"link": links} if links else {})}
    return b'{"head":' + msgspec.json.encode(head) + b',"results":{"bindings":['


def json_row(columns: Sequence[str], row: Row) -> bytes:
    """Return one solution; what is unbound is left out."""
    bound = zip(columns, row, strict=True)
    return msgspec.json.encode({name: json_term(term) for name, term in bound if term is not None})


def json_term(term: Term) -> dict[str, object]:
    """Return a term as section 3.2.2 has it, a triple term as its successor does."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype != XSD.string:
        written["datatype"] = term.datatype.value
    return written


# ---------------------------------------------------------------------------------------------- XML

_XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def xml_head(columns: Sequence[str], links: Sequence[str]) -> bytes:
    """Open the document and its results."""
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    linked = "".join(f"<link href={quoteattr(link)}/>" for link in links)
    return f"{_XML_START}<head>{variables}{linked}</head><results>".encode()


def xml_row(columns: Sequence[str], row: Row) -> bytes:
    """Return one solution; what is unbound is left out."""
    bindings = "".join(
        f"<binding name={quoteattr(name)}>{xml_term(term)}</binding>"
        for name, term in zip(columns, row, strict=True)
        if term is not None
    )
    return f"<result>{bindings}</result>".encode()


def xml_term(term: Term) -> str:
    """Return a term as section 2.3.1 has it, a triple term as its successor does."""
    if isinstance(term, NamedNode):
        return f"<uri>{xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        inner = "".join(f"<{name}>{xml_term(part)}</{name}>" for name, part in parts)
        return f"<triple>{inner}</triple>"
    return f"<literal{xml_kind(term)}>{xml_text(term.value)}</literal>"


def xml_kind(literal: Literal) -> str:
    """Return the attribute that tells language or datatype."""
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    return "" if literal.datatype == XSD.string else f" datatype={quoteattr(literal.datatype.value)}"


def xml_text(text: str) -> str:
    """Escape text; a carriage return is written so that it survives, what XML cannot hold becomes U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


# -------------------------------------------------------------------------------------- CSV and TSV


def csv_line(cells: Iterable[str]) -> bytes:
    """Return a line of RFC 4180."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8")


def csv_term(term: Term | None) -> str:
    """Return a term without its kind, as section 3 has it."""
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def tsv_line(cells: Iterable[str]) -> bytes:
    """Return a line of cells with tabs between them."""
    return ("\t".join(cells) + "\n").encode("utf-8")


def tsv_term(term: Term | None) -> str:
    """Return a term as Turtle writes it; no tab and no line end is left in it."""
    return "" if term is None else str(term).replace("\t", "\\t")


FORMS = {
    JSON: Form(json_head, json_row, b",", b"]}}"),
    XML: Form(xml_head, xml_row, b"", b"</results></sparql>"),
    CSV: Form(lambda columns, _: csv_line(columns), lambda _, row: csv_line(map(csv_term, row)), b"", b""),
    TSV: Form(
        lambda columns, _: tsv_line(f"?{name}" for name in columns),
        lambda _, row: tsv_line(map(tsv_term, row)),
        b"",
        b"",
    ),
}
