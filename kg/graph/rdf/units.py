"""Units of quantities -> QUDT, from `ontology/units.tsv` (each row with the package it was checked in)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.graph.rdf.ontology import read_ontology
from kg.terms import PREFIXES


@cache
def unit_table() -> Mapping[str, NamedNode]:
    """Return the QUDT unit of each unit name that has one."""
    lines = [line for line in read_ontology("units.tsv").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return MappingProxyType({row[0]: NamedNode(PREFIXES["unit"] + row[1]) for row in rows})


def qudt_unit(unit: str | None) -> NamedNode | None:
    """Return the QUDT unit of a unit name; None for things that are counted ("troops")."""
    return unit_table().get(unit) if unit else None
