"""The named queries on stores of any size, beside rdflib in memory and plain SQLite.

    python -m bench.queries STORE ... [--rdflib SECONDS] [--page 100] [--rounds 3] [--defaults]

Comes in: stores as `python -m bench.graphs` makes them.  Goes out: tables on stdout, line by line: each
store's size, opening time, memory, and quads loaded in a CPU second into an empty store on disk; each named
query with its defaults, and with the name that most claims have and one in the middle: CPU milliseconds
(median of the rounds) of its first page, opening the store included.  `--rdflib` puts the same questions, as
bench/plain has them, to rdflib over the same quads in memory, each for so many CPU seconds at most: what is
cut counts as more than that.  SQLite gets the questions that the rows of look-ups answer.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from kg.query.named_queries import NamedQuery, named_queries
from kg.query.paging import Page, write_page
from kg.query.snapshot import GRAPH_FOLDER, current_snapshot
from kg.query.sparql import run_query
from kg.query.sparql_text import bind_parameters
from kg.terms import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

STORE_WIDTHS = (12, 10, 8, 10, 12)
QUERY_WIDTHS = (27, 22, 7, 9, 6, 6)

LOADED = 2_000_000
"""Quads at most whose loading is measured: they stand in memory then."""

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
    parser.add_argument("--rdflib", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--page", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--defaults", action="store_true", help="not with names as well")
    asked = parser.parse_args()
    for store in asked.stores:
        show_store(store)
        found = [one for one in questions(store) if not (asked.defaults and one[0].name in BOUND and one[1])]
        show_queries(store, found, Page(asked.page), asked.rounds, asked.rdflib)
    return 0


def show_line(cells: Sequence[str], widths: Sequence[int]) -> None:
    """Print a line of a table, at once."""
    padded = (
        cell.rjust(width) if index > 1 else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    print("  ".join(padded).rstrip(), flush=True)


# -------------------------------------------------------------------------------------- one store


def show_store(store: Path) -> None:
    """Print size, opening time and memory of a store's graph."""
    folder = current_snapshot(store) / GRAPH_FOLDER
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    opening = median(lambda: open_graph(store), 3)
    quads = len(open_graph(store))
    memory = in_own_process(lambda: peak_after(store), 600)
    rate = f"{load_rate(store):,.0f}" if quads <= LOADED else ""
    show_line(("quads", "MB on disk", "open, ms", "reader, MB", "loaded/CPU s"), STORE_WIDTHS)
    show_line((f"{quads:,}", f"{size:,.0f}", f"{opening:.1f}", f"{memory:.0f}", rate), STORE_WIDTHS)


def load_rate(store: Path) -> float:
    """Return how many quads of a store's graph are put into an empty one on disk in a CPU second."""
    quads = list(open_graph(store))
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        began = time.process_time()
        loaded = Store(folder)
        loaded.bulk_extend(quads)
        loaded.flush()
        return len(quads) / (time.process_time() - began)


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


def show_queries(store: Path, asked: Sequence[Asked], page: Page, rounds: int, patience: int) -> None:
    """Print what each named query takes."""
    dataset = load_rdflib(store) if patience else None
    show_line(("query", "bound to", "ms", "rdflib", "x", "SQLite"), QUERY_WIDTHS)
    for one in asked:
        query, bindings = one
        ours = median(lambda query=query, bound=bindings: run_query(store, query.text, bound, page), rounds)  # type: ignore[misc]
        theirs = in_rdflib(dataset, one, page, patience) if dataset is not None else None
        floor = rows_floor(store, one, page)
        told, ratio = ratio_of(ours, theirs, patience)
        name = " ".join(bindings.values())
        show_line(
            (query.name, name, f"{ours:.1f}", told, ratio, f"{floor:.1f}" if floor else ""), QUERY_WIDTHS
        )


def ratio_of(ours: float, theirs: float | None, patience: int) -> tuple[str, str]:
    """Return in words what rdflib took and how often ours goes into it; an infinite time is one cut short."""
    if theirs is None:
        return "", ""
    more = "> " if theirs == float("inf") else ""
    least = min(theirs, patience * 1e3)
    return f"{more}{least:,.0f}", f"{more}{least / ours:,.0f}"


def median(step: Callable[[], object], rounds: int) -> float:
    """Return the CPU milliseconds of a step, the median of some rounds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        step()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1e3


# ------------------------------------------------------------------------------------- the others


def rows_floor(store: Path, asked: Asked, page: Page) -> float | None:
    """Return what SQLite takes for the nearest question that its rows answer; None where there is none."""
    query, bindings = asked
    statement = IN_ROWS.get(query.name)
    if statement is None or (query.name in BOUND) != bool(bindings):
        return None
    connection = sqlite3.connect(f"file:{current_snapshot(store) / 'index.sqlite'}?mode=ro", uri=True)
    try:
        given = (*bindings.values(), page.limit)
        return median(lambda: connection.execute(statement, given).fetchall(), 3)
    finally:
        connection.close()


def load_rdflib(store: Path) -> Dataset:
    """Return the quads of a store in rdflib's memory, and print what that took."""
    from rdflib import Dataset

    began = time.process_time()
    dataset = Dataset(default_union=True)
    dump = open_graph(store).dump(format=RdfFormat.N_QUADS)
    dataset.parse(data=(dump or b"").decode(), format="nquads")
    spent, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"rdflib in memory: loaded in {spent:.0f} CPU s, {memory:,.0f} MB", flush=True)
    gc.freeze()  # so that copies of this process share what it has loaded
    return dataset


def in_rdflib(dataset: Dataset, asked: Asked, page: Page, patience: int) -> float:
    """Return the CPU milliseconds that rdflib takes for the same question; infinite where cut."""
    query, bindings = asked
    plain = (PLAIN / f"{query.name}.rq").read_text(encoding="utf-8")
    text = write_page(bind_parameters(plain, bindings), page) or plain

    def answer() -> float:
        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
        start = time.process_time()
        list(dataset.query(text, initNs=dict(PREFIXES)))
        return (time.process_time() - start) * 1e3

    return in_own_process(answer, patience * 10)


def in_own_process(step: Callable[[], float], patience: float) -> float:
    """Return what a step returns in a copy of this process; infinite where it takes too many seconds."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=lambda: sender.send(step()))
    worker.start()
    sender.close()  # so that the end of the worker is the end of the pipe
    try:
        return float(receiver.recv()) if receiver.poll(patience) else float("inf")
    except EOFError:  # its CPU seconds were spent
        return float("inf")
    finally:
        worker.kill()
        worker.join()


if __name__ == "__main__":
    sys.exit(main())
