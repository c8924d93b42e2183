"""What the page of one record costs the service, in stores of any size.

    python -m bench.record_pages STORE ...

Comes in: stores (bench.load makes some of 10^4 to 10^7 quads).  Goes out: a table on stdout: CPU seconds in
milliseconds of opening the store, gathering the page and writing it, median and most, and its size.  Records
are drawn by a fixed seed; `most` are the actor and the place that most claims name, `last` the last page of
their lists.  Nothing is kept from one page to the next.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from kg.cli.screen import show_rows
from kg.query.lookups import PLACES
from kg.query.near import NearLookups
from kg.serve.finding import read_found
from kg.serve.overview import SPEAKERS, read_overview
from kg.serve.record_pages import MAKERS
from kg.serve.settings import ServiceSettings
from kg.views.record_contexts import LISTED
from kg.views.served_pages import Address, Site, render_found, render_overview, render_record

SITE, NOWHERE = Site(""), Address("/x", "x", "/x", (), "")
DRAWN = 30
TIMES = 5

Write = Callable[[NearLookups], str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stores", type=Path, nargs="+")
    rows = [row for store in parser.parse_args().stores for row in measure_store(store)]
    show_rows(("quads", "page", "CPU ms", "most", "kB"), rows)


def measure_store(store: Path) -> list[list[str]]:
    """Return the rows of one store."""
    with closing(NearLookups(store)) as near:
        pages, quads = list_pages(near), near.summary().quads
    return [[f"{quads:,}", name, *measure(store, writes)] for name, writes in pages]


def measure(store: Path, writes: Sequence[Write]) -> list[str]:
    """Return median and most of CPU milliseconds, and the median size in kB."""
    spent, sizes = [], []
    for write in writes:
        started = time.process_time()
        with closing(NearLookups(store)) as near:
            page = write(near)
        spent.append(1000 * (time.process_time() - started))
        sizes.append(len(page.encode()) / 1000)
    return [f"{statistics.median(spent):.1f}", f"{max(spent):.1f}", f"{statistics.median(sizes):.0f}"]


def list_pages(near: NearLookups) -> list[tuple[str, list[Write]]]:
    """Return each kind of page with what writes some of them."""
    top = near.most_claimed(SPEAKERS, 1)[0]
    place = near.most_claimed(sorted(PLACES), 1)[0]
    said = {"said": str(-(-top.claims_by // LISTED) or 1)}
    told = {"told": str(-(-place.claims_about // LISTED) or 1)}
    most = ServiceSettings(Path()).page_claims
    return [
        *((kind, [record(kind, one) for one in draw(near, kind)]) for kind in MAKERS),
        ("actor named most", [record("entity", top.id)] * TIMES),
        ("its last claims", [record("entity", top.id, said)] * TIMES),
        ("place named most", [record("entity", place.id)] * TIMES),
        ("its last claims", [record("entity", place.id, told)] * TIMES),
        ("overview", [lambda near: render_overview(read_overview(near, most), SITE)] * TIMES),
        ("search", [search(words) for words in (top.label, place.label, f"{top.label[:-1]}x")]),
    ]


def draw(near: NearLookups, kind: str) -> list[str]:
    """Return ids of records, the same in every run."""
    if kind == "difference":
        found = [one.id for one in near.surest_differences(10 * DRAWN)]
    elif kind == "document":
        found = [one.document_id for one in near.claims(100 * DRAWN)]
    else:
        claims = near.claims(100 * DRAWN)
        found = [one.id for one in claims]
        if kind == "entity":
            found = [one.source.entity for one in claims if one.source.entity]
    return random.Random(7).sample(sorted(set(found)), min(DRAWN, len(set(found))))


def record(kind: str, identifier: str, given: dict[str, str] | None = None) -> Write:
    """Return what writes the page of a record."""

    def write(near: NearLookups) -> str:
        page, title = MAKERS[kind](near, identifier, given or {})
        return render_record(kind, page, title, NOWHERE, SITE)

    return write


def search(words: str) -> Write:
    """Return what writes the page of a search."""

    def write(near: NearLookups) -> str:
        return render_found(read_found(near, near.search(words, 20), {"q": words}), words, SITE)

    return write


if __name__ == "__main__":
    main()
