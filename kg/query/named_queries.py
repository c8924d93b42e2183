"""The named queries that come with the program (docs/QUERIES.md tells how they are shaped).

Comes in: the files in `kg/query/named/`.  Goes out: each with what its first lines say of it.
Must not: run a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import NotFoundError
from kg.query.sparql_text import default_value

_HEAD = re.compile(r"#: (\w+)(?: (\w+))?: (.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `default` is what it is when nothing is bound to it."""

    name: str
    description: str
    default: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query in `kg/query/named/`, as its first lines describe it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return the queries that come with the program, by name."""
    found = (file for file in files("kg.query").joinpath("named").iterdir() if file.name.endswith(".rq"))
    return tuple(
        read_named_query(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def named_query(name: str) -> NamedQuery:
    """Return one named query; NotFoundError with the nearest names if there is none of that name."""
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        nearest = tuple(get_close_matches(name, queries, n=5))
        raise NotFoundError(f"no query and no file is called {name!r}; kg query --list shows them", nearest)
    return queries[name]


def read_named_query(name: str, text: str) -> NamedQuery:
    """Return a query with what its `#:` lines say; each parameter has its default in the query itself."""
    heads = [match.groups() for match in map(_HEAD.fullmatch, text.splitlines()) if match]
    once = {key: value for key, parameter, value in heads if not parameter}
    parameters = tuple(
        Parameter(parameter, value, default_value(text, parameter))
        for _, parameter, value in heads
        if parameter
    )
    return NamedQuery(name, once["title"], once["description"], parameters, once["example"], text)
