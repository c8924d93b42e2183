"""What the overview of a store holds.

Comes in: look-ups.  Goes out: an `Overview`.  Must not: know HTTP, or read a row for each claim.
"""

from __future__ import annotations

from kg.query.lookups import PLACES
from kg.query.named_queries import named_queries
from kg.query.near import NearLookups
from kg.views.evidence import describe_totals
from kg.views.record_parts import gather_near
from kg.views.served_pages import Overview

TOP = 15
"""Actors, and places, that the overview lists."""
SUREST = 8
"""Differences that it lists."""

SPEAKERS = ("person", "organization", "group")


def read_overview(near: NearLookups, most: int) -> Overview:
    """Return counts, whoever is named and quoted most, the surest differences and the named queries."""
    actors, places = near.most_claimed(SPEAKERS, TOP), near.most_claimed(sorted(PLACES), TOP)
    differences = near.surest_differences(SUREST)
    found = gather_near(near, (), entities=[*actors, *places], differences=differences)
    return Overview(
        near=found,
        totals=describe_totals(near, near.count_claim_places()),
        actors=tuple(found.actor(one.id) for one in actors),
        places=tuple(found.actor(one.id) for one in places),
        differences=tuple(found.records.differences),
        queries=tuple((query.name, query.title) for query in named_queries()),
        most=most,
    )
