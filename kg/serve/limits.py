"""How much one request may take, and how a response says so.

Comes in: numbers.  Goes out: headers, words.  Must not: enforce anything.
"""

from __future__ import annotations

from dataclasses import dataclass

HEADER = "Claimgraph-Limits"
CUT_HEADER = "Claimgraph-Truncated"
HELP = "/limits"
"""Where the limits can be read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a query may run, rows (or triples) and bytes of an answer, bytes of a request, and
    bytes of memory of one worker process."""

    seconds: float = 30.0
    rows: int = 100_000
    answer_bytes: int = 32 * 1024 * 1024
    request_bytes: int = 1024 * 1024
    memory_bytes: int = 4 * 1024 * 1024 * 1024


def limit_headers(limits: Limits, cut: str = "") -> tuple[tuple[str, str], ...]:
    """Return the headers of a response; `cut` is the limit that ended the answer early, "rows" or "bytes"."""
    announced = f"rows={limits.rows}, bytes={limits.answer_bytes}, seconds={limits.seconds:g}"
    told = ((CUT_HEADER, cut),) if cut else ()
    return ((HEADER, announced), ("Link", f'<{HELP}>; rel="help"'), *told)


def describe_limits(limits: Limits) -> dict[str, object]:
    """Return the limits as they are shown at `HELP`: numbers, and what to do."""
    return {
        "seconds": limits.seconds,
        "rows": limits.rows,
        "bytes": limits.answer_bytes,
        "request_bytes": limits.request_bytes,
        "words": (
            "A query that runs longer is ended and answered with 504. An answer of more rows or bytes ends "
            f"at a whole row and says so in the header {CUT_HEADER}; in JSON and XML results head has a "
            "link here. ORDER BY with LIMIT and OFFSET gets the rest."
        ),
    }
