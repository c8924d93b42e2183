"""What look-ups take, by the size of the store: names that are met most, all claims, filters, searches.

    python -m bench.lookups STORE ...

Comes in: stores of any size (python -m bench.graphs makes some).  Goes out: a table on stdout: CPU
milliseconds of each question, opening the store included, with all read that the command prints; median of
nine.
Starting Python and importing is what `bench.startup` measures.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench.startup import name_most
from kg.cli.entity_text import SHOWN, entity_page
from kg.cli.lookup import PAGE
from kg.cli.screen import show_rows
from kg.errors import NotFoundError
from kg.query.acts import SET_ASIDE
from kg.query.comparisons import Comparisons

TIMES = 9
Question = Callable[[Comparisons], object]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stores", type=Path, nargs="+")
    stores = parser.parse_args().stores
    columns = [measure_store(store) for store in stores]
    rows = [[question, *(f"{column[question]:.1f}" for column in columns)] for question in columns[0]]
    show_rows(("CPU ms at quads of", *(f"{quads(store):,}" for store in stores)), rows)
    return 0


def quads(store: Path) -> int:
    """Return how many quads a store has."""
    with closing(Comparisons(store).lookups) as lookups:
        return lookups.summary().quads


def measure_store(store: Path) -> dict[str, float]:
    """Return question -> milliseconds."""
    person, place = name_most(store, "person"), name_most(store, "place")
    questions: dict[str, Question] = {
        "open": lambda _: None,
        "kg who (the most frequent)": lambda asked: read_page(asked, person, place=False),
        "kg place (the most frequent)": lambda asked: read_page(asked, place, place=True),
        "kg who (misspelt)": lambda asked: misspelt(asked, person),
        "kg claims": read_claims,
        "kg claims --by": lambda asked: read_claims(asked, by=person),
        "kg claims --place": lambda asked: read_claims(asked, place=place),
        "kg claims --place --since --certainty": lambda asked: read_claims(
            asked, place=place, since="2024-06", certainty="possible"
        ),
        "kg claims --origins 2+": lambda asked: read_claims(asked, origins=(2, None)),
        "kg search, a name with an error": lambda asked: asked.lookups.search(f"{person[:-1]}q"),
        "kg search, one word": lambda asked: asked.lookups.search("troops"),
        "kg search, three words": lambda asked: asked.lookups.search("attack on the bridge"),
    }
    return {name: median(store, question) for name, question in questions.items()}


def median(store: Path, question: Question) -> float:
    """Return the milliseconds of a question, opening the store included."""
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        asked = Comparisons(store)
        question(asked)
        taken.append(time.process_time() - began)
        asked.lookups.close()
    return 1000 * statistics.median(taken)


def read_page(asked: Comparisons, name: str, *, place: bool) -> None:
    """Read what `kg who` or `kg place` prints."""
    lookups = asked.lookups
    entity = lookups.place(name) if place else lookups.who(name)
    page = entity_page(lookups, entity, name, (), SHOWN)
    claims = (*page.claims_by, *page.claims_about)
    lookups.documents_by_id(claim.document_id for claim in claims)
    asked.counts(claims)
    lookups.count_claims_of(entity.id, (), True)


def misspelt(asked: Comparisons, name: str) -> None:
    """Read the names that `kg who` suggests."""
    try:
        asked.lookups.who(f"{name[:-1]}q")
    except NotFoundError as error:
        if name not in error.nearest:
            raise


def read_claims(asked: Comparisons, **filters: object) -> None:
    """Read what `kg claims` prints."""
    lookups = asked.lookups
    found = lookups.claims(PAGE, **filters)  # type: ignore[arg-type]
    lookups.documents_by_id(claim.document_id for claim in found)
    asked.counts(found)
    lookups.count_claims(**filters)  # type: ignore[arg-type]
    lookups.count_claims(**{**filters, "act": SET_ASIDE})  # type: ignore[arg-type]
    lookups.count_claims(**{**filters, "retracted": True})  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
