"""Under which names the IRIs of the graph are seen.

Comes in: IRIs, terms and queries as a store or a client has them.  Goes out: the same for the other side.
Must not: change a literal (an IRI that a query has made a string of stays as the store has it).

A store mints its IRIs under one constant base, so that it is the same on every machine.  A service whose
address is known writes them under that address, where they can be followed, and reads both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ids import BASE_IRI, GRAPH_BASE
from kg.query.from_clauses import iri_text
from kg.query.sparql_text import tokens
from kg.serve.protocol import QueryRequest

Term = NamedNode | BlankNode | Literal | Triple

ROOT = BASE_IRI.removesuffix("id/")
PARTS = (BASE_IRI.removeprefix(ROOT), GRAPH_BASE.removeprefix(ROOT))
"""What stands behind the root: things and named graphs; the vocabulary is nobody's to rename."""


@dataclass(frozen=True, slots=True)
class IriNames:
    """Names under a base (with a slash at its end), or under none other than the store's."""

    base: str = ""

    def write(self, iri: str) -> str:
        """Return an IRI of the store as clients see it."""
        return self.base + iri[len(ROOT) :] if self.base and iri.startswith(_STORED) else iri

    def read(self, iri: str) -> str:
        """Return an IRI of a client as the store has it."""
        if not self.base or not iri.startswith(self.base):
            return iri
        rest = iri[len(self.base) :]
        return ROOT + rest if not rest or rest.startswith(PARTS) else iri

    def write_term(self, term: Term | None) -> Term | None:
        """Return a term as clients see it."""
        if isinstance(term, NamedNode):
            return NamedNode(self.write(term.value))
        return self.write_triple(term) if isinstance(term, Triple) else term

    def write_triple(self, triple: Triple) -> Triple:
        """Return a triple as clients see it."""
        parts = (self.write_term(part) for part in (triple.subject, triple.predicate, triple.object))
        return Triple(*parts)  # type: ignore[arg-type]  # each part stays of its kind

    def write_triples(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield triples as clients see them."""
        return map(self.write_triple, triples) if self.base else iter(triples)

    def write_rows(self, rows: Iterable[Iterable[Term | None]]) -> Iterator[tuple[Term | None, ...]]:
        """Yield rows of terms as clients see them."""
        return (tuple(map(self.write_term, row)) if self.base else tuple(row) for row in rows)

    def read_request(self, request: QueryRequest) -> QueryRequest:
        """Return a query and its dataset with the IRIs of the store; InputError for text that is no query."""
        if not self.base:
            return request
        return replace(
            request,
            query=self.read_query(request.query),
            default_graphs=tuple(map(self.read, request.default_graphs)),
            named_graphs=tuple(map(self.read, request.named_graphs)),
        )

    def read_query(self, query: str) -> str:
        """Return a query with its IRIs, those of PREFIX and BASE among them, as the store has them.

        InputError for text that is no query, and for an IRI whose escapes hide what would end it.
        """
        pieces, end = [], 0
        for token in tokens(query):
            if token.kind == "iri":
                iri = iri_text(token)
                stored = self.read(iri)
                if stored != iri:
                    pieces += [query[end : token.start], f"<{stored}>"]
                    end = token.end
        return "".join((*pieces, query[end:]))


_STORED = tuple(ROOT + part for part in PARTS)

STORED = IriNames()
"""The names that a store has itself."""
