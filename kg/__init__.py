"""claimgraph: actors, places and claims read from news articles, with the words behind every statement.

    import kg

    kg.build(["articles/"], store="kg-store")
    for claim in kg.Lookups("kg-store").claims(by="Kirby"):
        print(claim.source.label, claim.certainty, claim.text)

What people decide (`make_decision`, then `decide`) is kept in a log and holds in every later build.

A path may be a `Path` or a string everywhere here.  Each public name is loaded when it is first asked for
(PEP 562): `import kg` costs nothing, and a look-up never pays for the model.  That is what `import_module` is
for here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from kg.config import VERSION, Crew, Settings
    from kg.decisions.making import make_decision
    from kg.decisions.records import Decision
    from kg.errors import ClaimgraphError, InputError, NotFoundError, StoreError
    from kg.export import export_to
    from kg.graph.store import StoreReader
    from kg.pipeline import BuildReport, DecideReport
    from kg.query.lookups import Lookups
    from kg.query.named_queries import named_queries
    from kg.query.sparql import Table
    from kg.views.pages import write_views
    from kg.views.pyvis_network import to_pyvis

__all__ = [
    "VERSION",
    "BuildReport",
    "ClaimgraphError",
    "Crew",
    "DecideReport",
    "Decision",
    "InputError",
    "Lookups",
    "NotFoundError",
    "Settings",
    "StoreError",
    "build",
    "decide",
    "export_to",
    "make_decision",
    "named_queries",
    "open_for_reading",
    "run_query",
    "to_pyvis",
    "write_views",
]

_HOMES = {
    "VERSION": "kg.config",
    "BuildReport": "kg.pipeline",
    "ClaimgraphError": "kg.errors",
    "Crew": "kg.config",
    "DecideReport": "kg.pipeline",
    "Decision": "kg.decisions.records",
    "InputError": "kg.errors",
    "Lookups": "kg.query.lookups",
    "NotFoundError": "kg.errors",
    "Settings": "kg.config",
    "StoreError": "kg.errors",
    "export_to": "kg.export",
    "make_decision": "kg.decisions.making",
    "named_queries": "kg.query.named_queries",
    "to_pyvis": "kg.views.pyvis_network",
    "write_views": "kg.views.pages",
}


def build(
    paths: Path | str | Sequence[Path | str],
    *,
    store: Path | str,
    metadata: Path | str | None = None,
    gazetteers: Sequence[Path | str] = (),
    settings: Settings | None = None,
    progress: Callable[[str, int, int, str], None] = lambda stage, done, total, item: None,
    stdin: BinaryIO | None = None,
    decisions: Path | str | None = None,
    crew: Crew | None = None,
    graph: str | None = None,
) -> BuildReport:
    """Read articles (files, folders, globs; "-" is `stdin`) into a store; see `kg.pipeline.build`.

    Only new and changed articles are read; one that cannot be read is a Rejection in the report.  `decisions`
    is the log to replay, if it is not the one that the store remembers.  `progress` is called with stage,
    done, total and what is at hand.  `crew` says who reads: `Crew(workers=4)`, `Crew(cluster="tcp://...")`.
    `graph` is the query address of a SPARQL service that keeps the graph from now on, or "local".
    Raises InputError, StoreError and WorkerError for what concerns the whole build.
    """
    report: BuildReport = import_module("kg.pipeline").build(
        [str(path) for path in ([paths] if isinstance(paths, Path | str) else paths)],
        store=Path(store),
        metadata=None if metadata is None else Path(metadata),
        gazetteers=[Path(gazetteer) for gazetteer in gazetteers],
        settings=settings,
        progress=progress,
        stdin=stdin,
        decisions=None if decisions is None else Path(decisions),
        **({} if crew is None else {"crew": crew}),
        **({} if graph is None else {"graph": import_module("kg.query.service.place").wanted_place(graph)}),
    )
    return report


def decide(
    store: Path | str,
    decision: Decision,
    *,
    log: Path | str | None = None,
    force: bool = False,
    progress: Callable[[str, int, int, str], None] = lambda stage, done, total, item: None,
) -> DecideReport:
    """Add a decision (`make_decision`) to the log of a store, and derive the graph anew; see
    `kg.pipeline.decide`.

    Raises InputError for one that contradicts another (unless `force` says that it holds), StoreError for
    what concerns the store.
    """
    report: DecideReport = import_module("kg.pipeline").decide(
        Path(store), decision, log=None if log is None else Path(log), force=force, progress=progress
    )
    return report


def open_for_reading(store: Path | str) -> StoreReader:
    """Open a store with its graph, as `export_to` wants it; a context manager.

    Raises StoreError, saying what to do, when that cannot be done.
    """
    reader: StoreReader = import_module("kg.graph.store").open_for_reading(Path(store))
    return reader


def run_query(
    store: StoreReader | Path | str,
    query: str,
    bindings: Mapping[str, str] | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> Table:
    """Return what a SPARQL query answers, as a table; see `kg.query.sparql.run_query`.

    `store` is a folder, or what `open_for_reading` gave.  At most `limit` rows (None: all) come, after the
    first `offset`; the table's `more` tells whether others follow.  Raises InputError for a query that cannot
    be run.
    """
    graph = Path(store) if isinstance(store, Path | str) else store.graph
    page = import_module("kg.query.paging").Page(limit, offset)
    table: Table = import_module("kg.query.sparql").run_query(graph, query, bindings, page)
    return table


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return list(__all__)
