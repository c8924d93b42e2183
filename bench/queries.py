"""The named queries on stores of any size, beside rdflib in memory and plain SQLite.

    python -m bench.queries STORE ... [--rdflib SECONDS] [--page 100]

Comes in: stores as `python -m bench.graphs` makes them.  Goes out: tables on stdout: each store's size,
opening time and memory; each named query with its defaults, and with the name that most claims have and one
in the middle: CPU milliseconds (median of three) of its first page, opening the store included.  `--rdflib`
puts the same questions, as bench/plain has them, to rdflib over the same quads in memory, each for so many
seconds at most; SQLite gets the questions that the rows of look-ups answer.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.cli.screen import show_rows
from kg.query.named_queries import NamedQuery, named_queries
from kg.query.paging import Page, write_page
from kg.query.snapshot import GRAPH_FOLDER, current_snapshot
from kg.query.sparql import run_query
from kg.query.sparql_text import bind_parameters
from kg.terms import PREFIXES

ROUNDS = 3
PLAIN = Path(__file__).resolve().parent / "plain"
"""The named queries as one writes them who thinks of no engine: what rdflib is asked."""

FREQUENT = {"speaker": "saidBy", "place": "aboutPlace", "outlet": "carriedBy"}
"""Who is asked for, and by which links from claims they are counted."""

BOUND = {
    "about-place": ("name", "place"),
    "by-speaker": ("name", "speaker"),
    "chains": ("carrier", "outlet"),
    "corroborated": ("about", "speaker"),
    "differences": ("about", "speaker"),
    "rests-on": ("outlet", "outlet"),
    "roles": ("name", "speaker"),
    "same-quantity": ("about", "speaker"),
    "single-origin": ("about", "speaker"),
}
"""Named query -> its parameter that is bound to a name, and whose."""

CLAIMS_OF = (
    "SELECT claim.view FROM claim_entity JOIN claim ON claim.number = claim_entity.claim "
    "WHERE entity = (SELECT id FROM entity WHERE label = ? LIMIT 1) AND relation = '{}' "
    "AND act IN ('speech', 'thought') ORDER BY claim.number LIMIT ?"
)
RANKED = (
    "SELECT entity, count(*), count(DISTINCT claim.document) FROM claim_entity "
    "JOIN claim ON claim.number = claim_entity.claim WHERE relation = '{}' "
    "AND act IN ('speech', 'thought') GROUP BY entity ORDER BY 2 DESC LIMIT ?"
)
IN_ROWS = {
    "by-speaker": CLAIMS_OF.format("by"),
    "about-place": CLAIMS_OF.format("place"),
    "speakers-ranked": RANKED.format("by"),
    "places-ranked": RANKED.format("place"),
}
"""Named query -> the nearest question to the rows of look-ups."""

Asked = tuple[NamedQuery, dict[str, str]]


def open_graph(store: Path) -> Store:
    """Open the graph of a store."""
    return Store.read_only(str(current_snapshot(store) / GRAPH_FOLDER))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stores", type=Path, nargs="+")
    parser.add_argument("--rdflib", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--page", type=int, default=100)
    asked = parser.parse_args()
    for store in asked.stores:
        show_store(store)
        show_queries(store, asked.page, asked.rdflib)
    return 0


# -------------------------------------------------------------------------------------- one store


def show_store(store: Path) -> None:
    """Print size, opening time and memory of a store's graph."""
    folder = current_snapshot(store) / GRAPH_FOLDER
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    opening = median(lambda: open_graph(store))
    graph = open_graph(store)
    memory = in_own_process(lambda: peak_after(store), 600)
    row = [f"{len(graph):,}", f"{size:,.0f}", f"{opening:.1f}", f"{memory:.0f}"]
    show_rows(("quads", "MB on disk", "open, ms", "reader's memory, MB"), [row])
    sys.stdout.flush()


def peak_after(store: Path) -> float:
    """Return the most memory in MB that a process takes which runs every named query for its first page."""
    for query in named_queries():
        run_query(store, query.text, {}, Page(100))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def questions(store: Path) -> Iterator[Asked]:
    """Yield every named query with its defaults, and with the names that it may be asked for."""
    graph = open_graph(store)
    names = {kind: frequent_names(graph, link) for kind, link in FREQUENT.items()}
    claim = run_query(graph, "SELECT ?c { ?c kg:sortKey ?k } LIMIT 1").rows[0][0]
    for query in named_queries():
        if query.name == "provenance":
            yield query, {"claim": str(claim).rpartition("/")[2]}
            continue
        yield query, {}
        if query.name in BOUND:
            parameter, kind = BOUND[query.name]
            yield query, {parameter: names[kind][0]}
            yield query, {parameter: names[kind][len(names[kind]) // 2]}


def frequent_names(graph: Store, link: str) -> list[str]:
    """Return the names of all that claims lead to by a link, those with most claims first."""
    text = (
        f"SELECT ?label {{ {{ SELECT ?entity (COUNT(*) AS ?n) {{ ?claim kg:{link} ?entity }} "
        "GROUP BY ?entity } ?entity rdfs:label ?label } ORDER BY DESC(?n) ?label"
    )
    return [str(row[0]) for row in run_query(graph, text).rows]


def show_queries(store: Path, page: int, patience: float) -> None:
    """Print what each named query takes."""
    found = list(questions(store))
    ours = [median(lambda one=one: run_query(store, one[0].text, one[1], Page(page))) for one in found]
    theirs = in_rdflib(store, found, page, patience) if patience else [None] * len(found)
    rows = [
        row_of(one, mine, other, rows_floor(store, one, page))
        for one, mine, other in zip(found, ours, theirs, strict=True)
    ]
    show_rows(("query", "bound to", "ms", "rdflib", "x", "SQLite"), rows)
    sys.stdout.flush()


def row_of(asked: Asked, ours: float, other: float | None, floor: float | None) -> list[str]:
    """Return one line of the table; an infinite time is one that was cut."""
    query, bindings = asked
    cut = other == float("inf")
    told = "" if other is None else ("cut" if cut else f"{other:,.0f}")
    ratio = "" if other is None or cut else f"{other / ours:.0f}"
    return [
        query.name,
        " ".join(bindings.values()),
        f"{ours:.1f}",
        told,
        ratio,
        f"{floor:.1f}" if floor else "",
    ]


def median(step: Callable[[], object]) -> float:
    """Return the CPU milliseconds of a step, the median of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        step()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1e3


# ------------------------------------------------------------------------------------- the others


def rows_floor(store: Path, asked: Asked, page: int) -> float | None:
    """Return what SQLite takes for the nearest question that its rows answer; None where there is none."""
    query, bindings = asked
    statement = IN_ROWS.get(query.name)
    if statement is None or (query.name in BOUND) != bool(bindings):
        return None
    connection = sqlite3.connect(f"file:{current_snapshot(store) / 'index.sqlite'}?mode=ro", uri=True)
    try:
        given = (*bindings.values(), page)
        return median(lambda: connection.execute(statement, given).fetchall())
    finally:
        connection.close()


def in_rdflib(store: Path, asked: list[Asked], page: int, patience: float) -> list[float | None]:
    """Return what rdflib takes for the same questions over the same quads in memory; infinite where cut."""
    from rdflib import Dataset

    began = time.process_time()
    dataset = Dataset(default_union=True)
    dump = open_graph(store).dump(format=RdfFormat.N_QUADS)
    dataset.parse(data=(dump or b"").decode(), format="nquads")
    spent, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"rdflib in memory: loaded in {spent:.0f} CPU s, {memory:,.0f} MB", flush=True)
    found: list[float | None] = []
    for query, bindings in asked:
        plain = (PLAIN / f"{query.name}.rq").read_text(encoding="utf-8")
        text = write_page(bind_parameters(plain, bindings), Page(page)) or plain

        def answer(text: str = text) -> float:
            start = time.process_time()
            list(dataset.query(text, initNs=dict(PREFIXES)))
            return (time.process_time() - start) * 1e3

        found.append(in_own_process(answer, patience))
    return found


def in_own_process(step: Callable[[], float], patience: float) -> float:
    """Return what a step returns in a copy of this process; infinite where it takes too many seconds."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=lambda: sender.send(step()))
    worker.start()
    sender.close()  # so that the end of the worker is the end of the pipe
    try:
        return float(receiver.recv()) if receiver.poll(patience) else float("inf")
    finally:
        worker.kill()
        worker.join()


if __name__ == "__main__":
    sys.exit(main())
