"""What counts as support: readings without what people have retracted.

Comes in: readings and rulings.  Goes out: readings.  Must not: change a record, or forget what it takes out
(the store keeps and shows it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.decisions.records import Rulings
from kg.model import Reading


def supporting(readings: Iterable[Reading], rulings: Rulings) -> Iterator[Reading]:
    """Yield the readings that support something, in their order: no retracted documents, and of the others
    no retracted claims.  What is nested in a retracted claim stays: it was not retracted."""
    for reading in readings:
        if reading.document.id in rulings.retracted:
            continue
        claims = tuple(claim for claim in reading.claims if claim.id not in rulings.retracted)
        yield reading if len(claims) == len(reading.claims) else replace(reading, claims=claims)
