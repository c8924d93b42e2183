from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import InputError, NotFoundError, StoreError
from kg.query.named_queries import named_queries, named_query
from kg.query.sparql import run_query
from kg.query.sparql_text import bind_parameters, default_value, refuse_forbidden


def test_select_gives_columns_and_plain_values(store: Store) -> None:
    table = run_query(store, "SELECT ?n ?b ?s ?nothing { BIND(2.5 AS ?n) BIND(true AS ?b) BIND('x' AS ?s) }")
    assert table.columns == ("n", "b", "s", "nothing")
    assert table.rows == ((2.5, True, "x", None),)


def test_ask_construct_and_describe_give_tables_too(store: Store) -> None:
    assert run_query(store, "ASK { ?claim a schema:Claim }").rows == ((True,),)
    built = run_query(store, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
    assert built.columns == ("subject", "predicate", "object")
    assert list(built.rows) == sorted(built.rows)
    assert run_query(store, "DESCRIBE kg:nothing").rows == ()


def test_the_default_graph_is_all_named_graphs_and_prefixes_are_known(store: Store) -> None:
    (row,) = run_query(store, "SELECT (COUNT(DISTINCT ?claim) AS ?claims) { ?claim a schema:Claim }").rows
    assert row == (5,)


def test_rows_without_order_come_sorted(store: Store) -> None:
    rows = run_query(store, "SELECT ?label { ?s rdfs:label ?label }").rows
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)


def test_a_query_that_cannot_be_read_says_where(store: Store) -> None:
    with pytest.raises(InputError, match=r"1:\d+.*kg query --list"):
        run_query(store, "SELECT * { ?s ?p ")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { # comment \r SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        r"SELECT * { \U00000053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX a: <b:> SELECT * { ?s a:b\\#c SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b&&EXISTS{SERVICE<http://127.0.0.1/>{?s ?p ?o}}) }",
        "SELECT * { ?s ?p '''it's''' SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a\\" # " SERVICE <http://127.0.0.1/> { ?s ?p ?o } }',
        r'SELECT * { ?s ?p "a\u0022 . SERVICE <http://127.0.0.1/> { ?s ?p ?o } # " }',
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { ?s ?p ?o . SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e0SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX a: <b:> SELECT * { ?s ?p a:.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a'@en.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1/>",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR GRAPH <a:b>",
    ],
)
def test_a_query_that_reaches_out_or_changes_the_store_is_refused(store: Store, query: str) -> None:
    with pytest.raises(InputError, match=r"is refused|cannot be read"):
        run_query(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?load ?delete }",
        'SELECT * { ?s ?p "SERVICE <x> {" }',
        "SELECT * { ?s ?p 'LOAD' } # INSERT",
        "SELECT * { ?s <http://example.org/service> ?o }",
        "PREFIX a: <a:> SELECT * { ?s a:service 1.5e3, -2, .5 }",
        'SELECT * { ?s ?p """a "SERVICE" b""" . FILTER(?s != <a:b> && 1<2 && 2 >1) }',
        r'SELECT ("a\u0022b\u005C\u000A" AS ?x) { ?s ?p "\u00e9" }',
        "SELECT (1 - -1.5e3 AS ?n) { ?s (schema:about|^kg:of)+/!kg:per 'a'@en-GB, 'b'^^xsd:string }",
    ],
)
def test_the_same_words_as_names_strings_or_comments_are_no_reason(store: Store, query: str) -> None:
    refuse_forbidden(query)
    run_query(store, query)


def test_a_bound_value_is_a_string_whatever_stands_in_it(store: Store) -> None:
    query = 'SELECT ?name { VALUES ?name { "a" "b" } }'
    for hostile in ('x" } # ', "\\", "a\nb", "}", "?name", "\\u0022", "“Ünïcode”"):
        assert run_query(store, query, {"name": hostile}).rows == ((hostile,),)


def test_a_parameter_that_the_query_lacks_is_named_with_those_it_has() -> None:
    with pytest.raises(InputError, match="no parameter 'nam': it has name"):
        bind_parameters('SELECT * { VALUES ?name { "a" } }', {"nam": "b"})
    with pytest.raises(InputError, match="VALUES"):
        bind_parameters("SELECT * { ?s ?p ?o }", {"name": "b"})


def test_the_default_of_a_parameter_is_what_stands_in_the_query() -> None:
    assert default_value('SELECT * { VALUES ?name { "a" } }', "name") == "a"


def test_a_folder_that_is_no_store_is_an_error_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        run_query(tmp_path, "ASK { ?s ?p ?o }")


def test_each_named_query_has_title_description_and_example() -> None:
    assert len(named_queries()) >= 10
    for query in named_queries():
        assert query.title
        assert query.description
        assert query.example.startswith(f"kg query {query.name}")
        own = [parameter.name for parameter in query.parameters if parameter.name != "act"]
        assert all(f"--bind {name}=" in query.example for name in own)


def test_a_misspelt_query_gets_the_nearest_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        named_query("by-speeker")
    assert "by-speaker" in caught.value.nearest
