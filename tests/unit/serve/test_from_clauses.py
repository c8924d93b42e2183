from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.query.from_clauses import graphs_named


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <http://a/g> { ?s ?p ?o }", ("http://a/g",)),
        ("SELECT *FROM<http://a/g>{ ?s ?p ?o }", ("http://a/g",)),
        ("ASKFROM <http://a/g> {}", ("http://a/g",)),
        ("ask from <http://a/g> from named <http://a/h> {}", ("http://a/g", "http://a/h")),
        ("ASK FROM # FROM <http://a/x>\n<http://a/g> {}", ("http://a/g",)),
        ("PREFIX a: <http://a/> ASK FROM a:g {}", ("http://a/g",)),
        ("PREFIX a: <http://a/> ASK FROM NAMED a:g\\,h {}", ("http://a/g,h",)),
        ("PREFIX : <http://a/> ASK FROM :g {}", ("http://a/g",)),
        ("BASE <http://a/b/> ASK FROM <../g> {}", ("http://a/g",)),
        ("ASK FROM <g> {}", ("http://base/g",)),
        (r"ASK FROM <http://a/\u0067> {}", ("http://a/g",)),
        ("ASK FROM kg:g {}", ("https://claimgraph.example/ns#g",)),
        ("SELECT ?from { ?from a:from 'FROM <http://a/g>', <http://a/from> }", ()),
        (r'SELECT ("a\u0022b" AS ?x) FROM <http://a/g> {}', ("http://a/g",)),
    ],
)
def test_the_graphs_behind_from_are_read(query: str, graphs: tuple[str, ...]) -> None:
    assert graphs_named(query, "http://base/") == graphs


@pytest.mark.parametrize("query", ["ASK FROM", "ASK FROM {}", "ASK FROM NAMED {}", "ASK FROM nowhere:g {}"])
def test_a_graph_that_cannot_be_told_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        graphs_named(query, "http://base/")
