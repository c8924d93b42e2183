"""What has a stable address: claims, entities, documents, differences.

Comes in: a kind and an id, look-ups.  Goes out: the record of docs/EXPORT.md.
Must not: know HTTP.

Only whole ids are addresses; the beginning of one, which look-ups take from a person, may mean another record
tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.export.entity_records import entity_record
from kg.export.records import Record, claim_record, discrepancy_record, document_record
from kg.query.lookups import Lookups
from kg.query.near import NearLookups

ID = re.compile(r"([a-z])-[0-9a-f]{16}")
"""A minted id: the prefix that tells what it is of, and 16 digits (`kg.ids`)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: how it is found, and where the evidence page shows it; `filter` is the parameter that
    makes an evidence page of what belongs to one, empty where there is none; `present` tells the present id
    for less than `find` costs."""

    name: str
    prefix: str
    find: Callable[[Lookups, str], Record]
    fragment: str
    filter: str = ""
    present: Callable[[NearLookups, str], str] | None = None

    def path(self, identifier: str) -> str:
        """Return the address of one record."""
        return f"/{self.name}/{identifier}"

    def present_id(self, lookups: NearLookups, asked: str) -> str:
        """Return the present id of a record; NotFoundError when there is none."""
        return self.present(lookups, asked) if self.present else str(self.find(lookups, asked)["id"])

    def page(self, identifier: str) -> str:
        """Return the address of the evidence page with one record selected."""
        return f"/#{self.fragment}{identifier}"


KINDS = (
    Kind("claim", "c", lambda lookups, asked: claim_record(lookups.claim(asked)), "claim="),
    Kind(
        "entity",
        "e",
        lambda lookups, asked: entity_record(lookups.entity(asked)),
        "actor=",
        "by",
        NearLookups.present_entity,
    ),
    Kind(
        "document",
        "d",
        lambda lookups, asked: document_record(lookups.document(asked)),
        "article=",
        "document",
    ),
    Kind(
        "difference",
        "x",
        lambda lookups, asked: discrepancy_record(lookups.discrepancy(asked)),
        "tab=differences&difference=",
    ),
)


def kind_of(identifier: str) -> Kind | None:
    """Return the kind of record that an id is of; None when it has no page of its own."""
    match = ID.fullmatch(identifier)
    return next((kind for kind in KINDS if match and kind.prefix == match[1]), None)


@contextmanager
def open_lookups(store: Path) -> Iterator[NearLookups]:
    """Open the published state for one request, so that no former one is kept from being removed."""
    with closing(NearLookups(store)) as lookups:
        yield lookups
