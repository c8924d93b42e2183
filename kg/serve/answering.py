"""One query, answered: what a worker process does.

Comes in: a store, a `Question`.  Goes out: an `Answer` in the form that the client likes best, or a
`Refusal`.
Must not: change the store or reach another machine; SERVICE, LOAD, updates and graphs that are not in the
store are refused before the engine sees the query.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from textwrap import shorten

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import ForbiddenError, InputError
from kg.ids import BASE_IRI
from kg.query.from_clauses import graphs_named
from kg.query.published import ReadableGraph
from kg.query.sparql import ENGINE_MESSAGE_WIDTH
from kg.query.sparql_text import refuse_forbidden
from kg.serve.limits import Limits, limit_headers
from kg.serve.names import STORED, IriNames
from kg.serve.negotiation import choose_media
from kg.serve.protocol import QueryRequest
from kg.serve.refusals import Refusal, RefusedRequest
from kg.serve.solutions import SOLUTIONS, write_solutions, write_truth
from kg.serve.triples import TRIPLES, write_triples
from kg.terms import PREFIXES

EMPTY_HEADER = "Claimgraph-Empty-Graphs"
"""Graphs of the protocol's dataset that the store does not have: they are empty, nothing is fetched."""

NO_FUNCTION = "The custom function "
"""How the engine begins to say that it has no function of a name."""

Found = QueryBoolean | QuerySolutions | QueryTriples


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of: the union of all graphs, or the lists; None leaves it to the query."""

    union: bool = False
    default: list[NamedNode | BlankNode | DefaultGraph] | None = None
    named: list[NamedNode | BlankNode] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its dataset, what the client accepts, where it can read about limits, and under which
    names it sees the IRIs of the graph."""

    request: QueryRequest
    accept: str | None
    limits: Limits
    help: str
    names: IriNames = STORED


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent."""

    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...]


def answer_question(store: ReadableGraph, question: Question) -> Answer | Refusal:
    """Answer a query, or say why not."""
    try:
        return run(store, question)
    except RefusedRequest as refused:
        return refused.refusal
    except ForbiddenError as error:
        return Refusal(HTTPStatus.FORBIDDEN, str(error))
    except (InputError, ValueError) as error:
        return Refusal(HTTPStatus.BAD_REQUEST, str(error))
    except SyntaxError as error:
        told = shorten(str(error), ENGINE_MESSAGE_WIDTH, placeholder=" …")
        return Refusal(HTTPStatus.BAD_REQUEST, f"the query cannot be read: {told}")
    except (OSError, RuntimeError, MemoryError) as error:
        if str(error).startswith(NO_FUNCTION):
            return Refusal(HTTPStatus.BAD_REQUEST, f"the query cannot be run: {error}")
        return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, f"the query cannot be run: {error}")


def run(store: ReadableGraph, question: Question) -> Answer:
    """Run a query and write its answer."""
    request = question.names.read_request(question.request)
    refuse_forbidden(request.query)
    missing = missing_graphs(store, request)
    dataset = choose_dataset(store, request)
    found = store.query(
        request.query,
        base_iri=BASE_IRI,
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=dataset.union,
        default_graph=dataset.default,
        named_graphs=dataset.named,
    )
    media, body, cut = write_found(found, question)
    empty = ", ".join(f"<{question.names.write(graph)}>" for graph in missing)
    told = ((EMPTY_HEADER, empty),) if missing else ()
    return Answer(media, body, (*limit_headers(question.limits, cut), *told))


def choose_dataset(store: ReadableGraph, request: QueryRequest) -> Dataset:
    """Return how the engine is told the dataset: that of the protocol, else of the query, else all graphs.

    Raises RefusedRequest for a query that names graphs which the store does not have.
    """
    if request.default_graphs or request.named_graphs:
        return Dataset(
            default=[NamedNode(graph) for graph in request.default_graphs],
            named=[NamedNode(graph) for graph in request.named_graphs],
        )
    named = graphs_named(request.query, BASE_IRI)
    refuse_unknown(store, named)
    return Dataset(union=not named)


def refuse_unknown(store: ReadableGraph, graphs: tuple[str, ...]) -> None:
    """Refuse graphs that are not in the store: other engines would fetch them, and here nothing is."""
    for graph in graphs:
        if not store.contains_named_graph(NamedNode(graph)):
            raise RefusedRequest(
                HTTPStatus.BAD_REQUEST,
                f"FROM <{graph}> is refused: the store has no such graph, and nothing is fetched; "
                "SELECT DISTINCT ?g { GRAPH ?g { } } lists those that it has",
            )


def missing_graphs(store: ReadableGraph, request: QueryRequest) -> tuple[str, ...]:
    """Return the graphs of the protocol's dataset that the store does not have."""
    asked = dict.fromkeys((*request.default_graphs, *request.named_graphs))
    return tuple(graph for graph in asked if not store.contains_named_graph(NamedNode(graph)))


def write_found(found: Found, question: Question) -> tuple[str, bytes, str]:
    """Return media type, body, and the limit that cut it, if one did."""
    if isinstance(found, QueryTriples):
        media = acceptable(question.accept, TRIPLES)
        return media, *write_triples(media, question.names.write_triples(found), question.limits)
    media = acceptable(question.accept, SOLUTIONS)
    if isinstance(found, QueryBoolean):
        return media, write_truth(media, bool(found)), ""
    columns = [variable.value for variable in found.variables]
    rows = question.names.write_rows(found)
    return media, *write_solutions(media, columns, rows, question.limits, (question.help,))


def acceptable(accept: str | None, offered: dict[str, str]) -> str:
    """Return the media type to send; RefusedRequest when the client takes none that there is."""
    media = choose_media(accept, offered)
    if media is None:
        kinds = ", ".join(dict.fromkeys(offered.values()))
        raise RefusedRequest(HTTPStatus.NOT_ACCEPTABLE, f"this can be had as {kinds}, not as {accept}")
    return media
