"""Lists of like records, with the names of their fields once.

Comes in: frozen dataclasses of one type.  Goes out: a `Table`, which travels in a page as field names and
rows, and the JSON of whatever holds one.  Must not: know what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, Generic, TypeVar

import msgspec

Row = TypeVar("Row")


class Table(Generic[Row]):
    """Records of one frozen dataclass, in order."""

    __slots__ = ("_records",)

    def __init__(self, records: Iterable[Row]) -> None:
        """Keep the records."""
        self._records = tuple(records)

    def __iter__(self) -> Iterator[Row]:
        """Yield the records."""
        return iter(self._records)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._records)

    def __getitem__(self, at: int) -> Row:
        """Return the record at a position."""
        return self._records[at]


def encode_context(context: object) -> bytes:
    """Return JSON of a context; a table in it becomes {"fields": [...], "rows": [[...], ...]}."""
    return _ENCODER.encode(context)


def _encode_table(found: Any) -> object:
    if not isinstance(found, Table):
        raise NotImplementedError(f"a page cannot hold {type(found).__name__}")
    names = [one.name for one in fields(found[0])] if len(found) else []
    return {"fields": names, "rows": [[getattr(record, name) for name in names] for record in found]}


_ENCODER = msgspec.json.Encoder(enc_hook=_encode_table)
