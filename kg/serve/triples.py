"""Triples of CONSTRUCT and DESCRIBE in the formats of RDF.

Comes in: triples.  Goes out: bytes: Turtle, N-Triples, RDF/XML, JSON-LD, as the engine writes them.
Must not: run a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import RdfFormat, Triple, serialize

from kg.serve.limits import Limits
from kg.terms import PREFIXES

TURTLE = "text/turtle"

_ENGINE = {
    TURTLE: RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}

TRIPLES = {
    **{media: media for media in _ENGINE},
    "application/x-turtle": TURTLE,
    "text/plain": "application/n-triples",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "application/json": "application/ld+json",
}
"""What may be asked for, the favourite first, and what is sent then."""


class Counted:
    """Triples until they end or a limit does; `cut` tells which.  Bytes are those of N-Triples."""

    def __init__(self, triples: Iterable[Triple], limits: Limits) -> None:
        """Keep what is to be counted."""
        self.cut = ""
        self._triples, self._limits = triples, limits

    def __iter__(self) -> Iterator[Triple]:
        """Yield one triple after the other."""
        room = self._limits.answer_bytes
        for number, triple in enumerate(self._triples):
            room -= len(str(triple).encode("utf-8")) + 3
            if number == self._limits.rows or room < 0:
                self.cut = "bytes" if room < 0 else "rows"
                return
            yield triple


def write_triples(media: str, triples: Iterable[Triple], limits: Limits) -> tuple[bytes, str]:
    """Return the body and which limit cut it: "rows", "bytes", or nothing."""
    counted = Counted(triples, limits)
    prefixes = dict(PREFIXES) if media in (TURTLE, "application/rdf+xml") else None
    body = serialize(counted, format=_ENGINE[media], prefixes=prefixes)
    return body or b"", counted.cut
