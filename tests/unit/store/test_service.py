"""A service that is down, empty, somebody else's, or asks for a password; and what it must not be asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ForbiddenError, InputError, StoreError
from kg.graph import opening
from kg.graph.ledger import Ledger
from kg.graph.quads import graph_of, reading_quads
from kg.graph.service_index import STATUS, ServiceIndex
from kg.graph.store import open_for_reading, open_for_writing
from kg.model import Reading
from kg.query.lookups import Lookups
from kg.query.service.calls import refuse_calls
from kg.query.service.connection import Connection, credentials
from kg.query.service.place import LOCAL, Place, Wanted, name_place, read_place
from kg.query.service.reading import STATUS_GRAPH, connect
from kg.query.service.virtuoso import dataset_of, reworded
from kg.query.sparql import run_query
from kg.serve.answering import Answer, Question
from kg.serve.limits import Limits
from kg.serve.protocol import QueryRequest
from kg.serve.worker import Published, answer
from kg.terms import GEO, XSD
from tests.records import copy_reading, dam_reading
from tests.sparql_service import SmallService, small_service
from tests.unit.store.conftest import empty
from tests.unit.store.test_backends import exported, put
from tests.virtuoso import Virtuoso, known_password


@pytest.fixture
def service() -> Iterator[SmallService]:
    with small_service() as found:
        yield found


def holds(store: Path, *readings: object) -> bool:
    """The service holds the articles, as they were read."""
    with open_for_reading(store) as reader:
        return all(
            set(reader.graph.quads_for_pattern(None, None, None, graph_of(one.document.id)))  # type: ignore[attr-defined]
            == set(reading_quads(one))  # type: ignore[arg-type]
            for one in readings
        )


# -------------------------------------------------------------------------------------- where it lies


def test_the_other_addresses_follow_where_they_are_known() -> None:
    place = name_place("http://host:8890/sparql")
    assert (place.update, place.crud) == (
        "http://host:8890/sparql-auth",
        "http://host:8890/sparql-graph-crud-auth",
    )
    assert name_place("http://host/query").crud == "http://host/store"
    named = name_place("http://host/ds", "http://host/ds/update", "http://host/ds/data")
    assert named.update == "http://host/ds/update"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://host/ds", "--graph-update"),
        ("ftp://host/sparql", "no address"),
        ("nonsense", "no address: write http://HOST:PORT/sparql"),
        ("http:///sparql", "no address"),
        ("http://ada:secret@host/sparql", "KG_GRAPH_PASSWORD"),
    ],
)
def test_an_address_that_will_not_do_is_refused(address: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        name_place(address)
    assert "secret" not in str(caught.value)


def test_the_store_remembers_where_its_graph_lies(tmp_path: Path, service: SmallService) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading())
    assert not (store / "graph").exists()
    put(store, None, copy_reading())
    assert holds(store, dam_reading(), copy_reading())
    place = read_place(store)
    assert place is not None
    (status,) = service.store.quads_for_pattern(None, STATUS, None, None)
    assert status.object == Literal(f"{place.owner} {place.token} published")
    assert place.former == ""


def test_the_graph_moves_there_and_back(tmp_path: Path, elsewhere: Wanted) -> None:
    store = put(tmp_path / "store", None, dam_reading(), copy_reading())
    whole = exported(store)
    put(store, elsewhere)
    assert exported(store) == whole
    put(store, LOCAL)
    assert exported(store) == whole
    assert read_place(store) is None


def test_readers_of_a_snapshot_see_its_graph_while_it_moves(tmp_path: Path, service: SmallService) -> None:
    store = put(tmp_path / "store", None, dam_reading())
    with open_for_writing(store, graph=name_place(service.url)), open_for_reading(store) as reader:
        assert set(reader.graph.quads_for_pattern(None, None, None, graph_of(dam_reading().document.id)))


# ------------------------------------------------------------------------------------ what goes wrong


def test_a_service_that_was_emptied_gets_all_again(tmp_path: Path, elsewhere: Wanted) -> None:
    store = put(tmp_path / "store", elsewhere, dam_reading(), copy_reading())
    whole = exported(store)
    empty(elsewhere)
    notes: list[str] = []
    with open_for_writing(store, notes.append) as writer:
        assert not writer.published
    assert "sent again" in notes[0]
    put(store, None)
    assert exported(store) == whole


def test_a_service_that_was_restored_gets_all_again(tmp_path: Path, service: SmallService) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading())
    before = list(service.store)
    put(store, None, copy_reading())
    put(store, None, replace(dam_reading(), extractor="newer"))
    service.store.clear()
    service.store.extend(before)
    notes: list[str] = []
    with open_for_writing(store, notes.append):
        pass
    assert "sent again" in notes[0]
    put(store, None)
    assert holds(store, replace(dam_reading(), extractor="newer"), copy_reading())


@pytest.mark.parametrize("since", [1, 2])
def test_a_folder_that_was_restored_sends_all_again(
    tmp_path: Path, service: SmallService, since: int
) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading())
    shutil.copytree(store, tmp_path / "backup")
    for reading in (copy_reading(), replace(dam_reading(), extractor="newer"))[:since]:
        put(store, None, reading)
    shutil.rmtree(store)
    (tmp_path / "backup").rename(store)
    notes: list[str] = []
    with open_for_writing(store, notes.append):
        pass
    assert "sent again" in notes[0]
    put(store, None)
    assert exported(store) == exported(put(tmp_path / "local", None, dam_reading()))


class KilledError(BaseException):
    """The process ends here."""


def killed_in(
    where: object, name: str, path: Path, wanted: Wanted, *readings: Reading, said: str = ""
) -> None:
    """Put articles, and be killed when a function is called, with words that are `said` if any are."""
    usual = getattr(where, name)

    def killed(*given: object) -> object:
        if said in str(given[-1]):
            raise KilledError
        return usual(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(where, name, killed)
        with pytest.raises(KilledError):
            put(path, wanted, *readings)


def test_a_kill_between_service_and_folder_sends_nothing_again(tmp_path: Path, service: SmallService) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading())
    for state in ("building", "building", "published"):
        newer = replace(dam_reading(), extractor=state)
        killed_in(Connection, "update", store, None, newer, said=f'{state}"')
        notes: list[str] = []
        with open_for_writing(store, notes.append):
            pass
        assert not any("all of it is sent again" in note for note in notes)
    put(store, None)
    assert holds(store, replace(dam_reading(), extractor="published"))


@pytest.mark.virtuoso
def test_a_kill_while_it_is_claimed_leaves_no_graph_of_others_seen(
    tmp_path: Path, virtuoso: Virtuoso
) -> None:
    virtuoso.update("INSERT DATA { GRAPH <http://others.example/g> { <http://a> <http://b> 'theirs' } }")
    killed_in(ServiceIndex, "_check_union", tmp_path / "store", name_place(virtuoso.url), dam_reading())
    store = put(tmp_path / "store", None, dam_reading())
    assert run_query(store, "ASK { ?s ?p 'theirs' }").rows == ((False,),)


@pytest.mark.parametrize(("where", "name"), [(Ledger, "forget_graph"), (opening, "forget_place")])
def test_a_kill_on_the_way_back_to_the_folder_loses_nothing(
    tmp_path: Path, service: SmallService, where: object, name: str
) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading(), copy_reading())
    whole = exported(store)
    killed_in(where, name, store, LOCAL)
    assert read_place(store) is not None
    put(store, None)
    assert exported(store) == whole
    put(store, LOCAL)
    assert exported(store) == whole


def test_the_graph_of_another_store_is_left_alone(tmp_path: Path, elsewhere: Wanted) -> None:
    first = put(tmp_path / "first", elsewhere, dam_reading())
    assert isinstance(elsewhere, Place)
    with pytest.raises(StoreError, match="another store"):
        put(tmp_path / "second", replace(elsewhere, owner="other"), copy_reading())
    assert holds(first, dam_reading())


@pytest.mark.parametrize("taken", range(4))
def test_a_build_that_broke_off_is_completed(tmp_path: Path, service: SmallService, taken: int) -> None:
    store = put(tmp_path / "store", name_place(service.url), dam_reading())
    service.refuse_after = taken
    with pytest.raises(StoreError, match=r"503.*run kg build again"):
        put(store, None, copy_reading())
    service.refuse_after = None
    put(store, None, copy_reading())
    assert exported(store) == exported(put(tmp_path / "local", None, dam_reading(), copy_reading()))
    assert len(Lookups(store).documents()) == 2


def test_a_service_that_is_down_is_told_of_and_loses_nothing(tmp_path: Path) -> None:
    with small_service() as gone:
        store = put(tmp_path / "store", name_place(gone.url), dam_reading())
    with pytest.raises(StoreError, match=r"does not answer .*see that it runs"):
        put(store, None, copy_reading())
    with pytest.raises(StoreError, match="does not answer"):
        run_query(store, "ASK { ?s ?p ?o }")
    assert len(Lookups(store).documents()) == 1


@pytest.mark.virtuoso
def test_a_killed_virtuoso_comes_back_and_is_completed(tmp_path: Path, virtuoso: Virtuoso) -> None:
    store = put(tmp_path / "store", name_place(virtuoso.url), dam_reading())
    virtuoso.kill()
    with pytest.raises(StoreError, match="does not answer"):
        put(store, None, copy_reading())
    virtuoso.start()
    put(store, None, copy_reading())
    assert exported(store) == exported(put(tmp_path / "local", None, dam_reading(), copy_reading()))


def test_a_password_is_asked_for_and_found(
    tmp_path: Path, service: SmallService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.password = "right"
    monkeypatch.delenv("KG_GRAPH_USER", raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    with pytest.raises(StoreError, match="KG_GRAPH_USER"):
        put(tmp_path / "store", name_place(service.url), dam_reading())
    with known_password("ada", "wrong"), pytest.raises(StoreError, match="refuses"):
        put(tmp_path / "store", name_place(service.url), dam_reading())
    with known_password("ada", "right"):
        store = put(tmp_path / "store", name_place(service.url), dam_reading())
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password right\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert credentials(service.url) == ("ada", "right")
    assert holds(store, dam_reading())
    for file in store.rglob("service"):
        assert "right" not in file.read_text(encoding="utf-8")


@pytest.mark.virtuoso
def test_virtuoso_refuses_a_wrong_password(tmp_path: Path, virtuoso: Virtuoso) -> None:
    with known_password("dba", "wrong"), pytest.raises(StoreError, match="refuses"):
        put(tmp_path / "store", name_place(virtuoso.url), dam_reading())


def test_a_service_without_a_union_is_refused(tmp_path: Path, service: SmallService) -> None:
    service.union = False
    for wanted in (name_place(service.url), None):
        with pytest.raises(StoreError, match="union of all named graphs"):
            put(tmp_path / "store", wanted, dam_reading())
    service.union = True
    assert holds(put(tmp_path / "store", None, dam_reading()), dam_reading())


# ----------------------------------------------------------------------------------- what is kept

DOUBLES = (
    0.1,
    1 / 3,
    2 / 3,
    1e-7,
    1e22,
    123456789.12345679,
    0.30000000000000004,
    5e-324,
    1.7e308,
    1.0,
    1300000.0,
)
POINTS = ((30.52, 50.45), (32.0, -49.1234567))
VALUES = [
    *map(Literal, DOUBLES),
    *map(Literal, (0, 1, -5, 2**31 - 1)),
    *map(Literal, (True, False)),
    *(Literal(day, datatype=XSD.date) for day in ("2024-05-01", "0044-03-15", "9999-12-31")),
    Literal("2024-05", datatype=XSD.gYearMonth),
    Literal("2024", datatype=XSD.gYear),
    Literal("2024-05-01T10:00:00Z", datatype=XSD.dateTime),
    Literal("http://a.example/b", datatype=XSD.anyURI),
    *(Literal(f"POINT({lon} {lat})", datatype=GEO.wktLiteral) for lon, lat in POINTS),
    Literal("gut", language="de"),
    *map(Literal, ("", " lead ", 'ä\n\t"q" \\ 🙂 é‍', "a\r\nb", "\u2028\u0085", "'", "🙂 q" * 500)),
    *(Literal("x" * length) for length in (1_000, 5_000, 200_000)),
    NamedNode("http://a.example/é%20b?q=1&z#f"),
    NamedNode("http://a.example/o'b"),
]


def test_every_kind_of_value_comes_back_and_goes(tmp_path: Path, elsewhere: Wanted) -> None:
    assert isinstance(elsewhere, Place)
    graph, predicate = graph_of("d-test"), NamedNode("http://a.example/p")
    quads = [
        Quad(NamedNode(f"http://a.example/s{number}"), predicate, value, graph)
        for number, value in enumerate(VALUES)
    ]
    index = ServiceIndex(tmp_path, elsewhere)
    try:
        index.claim()
        index.put_graph(graph, quads)
        assert set(index.quads_for_pattern(None, None, None, graph)) == set(quads)
        assert set(index.quads_about({quad.subject for quad in quads}, graph)) == set(quads)  # type: ignore[arg-type]
        index.replace_graph(graph, quads[::2])
        assert set(index.quads_for_pattern(None, None, None, graph)) == set(quads[::2])
        index.replace_quads(quads[::2], quads[1::2])
        assert set(index.quads_for_pattern(None, None, None, graph)) == set(quads[1::2])
        index.replace_quads(quads, ())
        assert not index.quads_for_pattern(None, None, None, graph) or not set(
            index.quads_for_pattern(None, None, None, graph)
        )
    finally:
        index.close()


def test_a_large_graph_is_put_and_replaced_in_parts(
    tmp_path: Path, elsewhere: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(elsewhere, Place)
    monkeypatch.setattr("kg.graph.service_index._UPLOAD", 8_000)
    monkeypatch.setattr("kg.graph.service_index._UPDATE", 4_000)
    graph, predicate = graph_of("d-large"), NamedNode("http://a.example/p")
    node = [NamedNode(f"http://a.example/s{number}") for number in range(11_000)]
    quads = [Quad(one, predicate, Literal(f"value {one.value}"), graph) for one in node]
    index = ServiceIndex(tmp_path, elsewhere)
    try:
        index.claim()
        index.put_graph(graph, quads)
        assert set(index.quads_for_pattern(None, None, None, graph)) == set(quads)
        index.replace_graph(graph, quads[5_000:])
        assert set(index.quads_for_pattern(None, None, None, graph)) == set(quads[5_000:])
    finally:
        index.close()


# ------------------------------------------------------------------------------------ what is asked


@pytest.fixture
def stored(tmp_path: Path, elsewhere: Wanted) -> Path:
    return put(tmp_path / "stored", elsewhere, dam_reading(), copy_reading())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (<bif:file_to_string>('/etc/passwd') AS ?x) {}",
        r"SELECT ('\u0027' AS ?a) (<bif:exec>('x') AS ?x) ('\u0027' AS ?b) {}",
        "PREFIX b: <bif:> SELECT (b:exec('x') AS ?x) {}",
        "PREFIX b: <bi> SELECT (b:f\\:exec('x') AS ?x) {}",
        "SELECT ?x { ?x ?p ?o FILTER(<sql:anything> (?x)) }",
        "SELECT ?x { SERVICE <http://other.example/> { ?x ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_what_reaches_further_is_refused(stored: Path, query: str) -> None:
    with pytest.raises((ForbiddenError, InputError)):
        run_query(stored, query)


@pytest.mark.parametrize(
    "query",
    [
        r"SELECT ('a\u0027' AS ?a) (<bif:exec>('x') AS ?x) {}",
        r"SELECT ('a\u0027' AS ?a) (<bif:exec>(1) AS ?x) ('\u0027b' AS ?b) {}",
        r"SELECT (<bi\u0066:exec>(1) AS ?x) {}",
    ],
)
def test_calls_are_found_whichever_way_escapes_are_read(query: str) -> None:
    with pytest.raises(ForbiddenError, match="functions of the server"):
        refuse_calls(query)


def test_an_escaped_mark_in_a_string_is_no_call() -> None:
    refuse_calls(r'SELECT ("a\u0022 b" AS ?x) {}')


def test_an_extension_of_a_server_cannot_be_read(stored: Path) -> None:
    fetching = 'define get:soft "replacing" SELECT * { ?s ?p ?o }'
    inferring = "SELECT * { ?s ?p ?o OPTION (inference 'x') }"
    for query in (fetching, inferring):
        with pytest.raises(InputError, match="cannot be read"):
            run_query(stored, query)


def test_answers_are_those_of_the_engine(tmp_path: Path, stored: Path) -> None:
    local = put(tmp_path / "local", None, dam_reading(), copy_reading())
    for query in (
        "ASK { ?claim kg:act ?act }",
        "ASK { ?claim kg:noSuchThing ?act }",
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {STATUS_GRAPH}) }}",
        f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(?p != {STATUS}) }}",
        "SELECT * { ?claim kg:act ?act ; schema:text ?text }",
        "SELECT ?score { ?x kg:score ?score }",
        "SELECT ?claim ?nothing { ?claim kg:act ?act }",
        "SELECT ?x { VALUES (?x ?y) { (1 UNDEF) (UNDEF 2) } }",
        "CONSTRUCT { ?claim kg:act ?act } WHERE { ?claim kg:act ?act }",
        "SELECT ?claim { ?claim schema:text ?text FILTER(CONTAINS(LCASE(?text), LCASE(''))) }",
    ):
        assert run_query(stored, query) == run_query(local, query), query


@pytest.mark.virtuoso
def test_an_answer_of_virtuoso_is_whole_or_refused(tmp_path: Path, virtuoso: Virtuoso) -> None:
    graph, predicate = graph_of("d-large"), NamedNode("http://a.example/p")
    index = ServiceIndex(tmp_path, name_place(virtuoso.url))
    try:
        index.claim()
        index.put_graph(graph, (Quad(graph, predicate, Literal(number), graph) for number in range(12_345)))
        rows = index.query("SELECT ?o { ?s <http://a.example/p> ?o }")
        assert sum(1 for _ in rows) == 12_345  # type: ignore[union-attr]
        with pytest.raises(InputError, match="10,000 triples"):
            index.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    finally:
        index.close()


@pytest.mark.virtuoso
def test_virtuoso_keeps_what_sub_selects_count_and_join(tmp_path: Path, virtuoso: Virtuoso) -> None:
    store = put(tmp_path / "store", name_place(virtuoso.url), dam_reading(), copy_reading())
    local = put(tmp_path / "local", None, dam_reading(), copy_reading())
    counted = "{ SELECT ?e (SUM(?one) AS ?n) { ?c kg:saidBy ?e BIND(1 AS ?one) } GROUP BY ?e }"
    joined = "{ SELECT ?c (GROUP_CONCAT(?t; SEPARATOR=' … ') AS ?all) { ?c schema:text ?t } GROUP BY ?c }"
    named = "{ SELECT ?e ?l { GRAPH <https://claimgraph.example/graph/entities> { ?e rdfs:label ?l } } }"
    for query in (
        f"SELECT DISTINCT ?e ?n {{ {counted} }} ORDER BY DESC(?n) ?e LIMIT 2",
        f"SELECT DISTINCT ?all ?c {{ {joined} }} ORDER BY ?c",
        f"SELECT DISTINCT ?l ?n {{ {counted} {named} }} ORDER BY ?n ?l",
    ):
        table = run_query(local, query)
        assert len(table.rows) > 1
        assert run_query(store, query) == table, query


@pytest.mark.virtuoso
def test_graphs_of_others_in_virtuoso_are_not_seen(tmp_path: Path, virtuoso: Virtuoso) -> None:
    virtuoso.update("INSERT DATA { GRAPH <http://others.example/g> { <http://a> <http://b> 'theirs' } }")
    store = put(tmp_path / "store", name_place(virtuoso.url), dam_reading())
    assert run_query(store, "ASK { ?s ?p 'theirs' }").rows == ((False,),)
    found = run_query(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    assert all(str(graph).startswith("https://claimgraph.example/graph/") for (graph,) in found)
    assert connect(name_place(virtuoso.url)).contains_named_graph(NamedNode("http://others.example/g"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("FILTER(CONTAINS(?a, ?b))", "FILTER((STRLEN(?b) = 0 || CONTAINS(?a, ?b)))"),
        (
            "CONTAINS(REPLACE(?a, ',', ''), LCASE(?b))",
            "(STRLEN(LCASE(?b)) = 0 || CONTAINS(REPLACE(?a, ',', ''), LCASE(?b)))",
        ),
        ("'CONTAINS(' # CONTAINS(", "'CONTAINS(' # CONTAINS("),
        ("{ SELECT * {} LIMIT 1000000000 }", "{ SELECT * {} }"),
        (
            "SELECT DISTINCT ?a { { SELECT (COUNT(?b) AS ?n) {} GROUP BY ?a } } ORDER BY DESC(?n) ?a LIMIT 5",
            "SELECT DISTINCT ?a { { SELECT (COUNT(?b) AS ?n) {} GROUP BY ?a } } GROUP BY ?a ?n "
            "ORDER BY DESC(?n) ?a LIMIT 5",
        ),
        (
            "SELECT DISTINCT ?a FROM <g> { { SELECT (MAX(?b) AS ?a) {} } }",
            "SELECT DISTINCT ?a FROM <g> { { SELECT (MAX(?b) AS ?a) {} } } GROUP BY ?a",
        ),
        (
            "SELECT (COUNT(*) AS ?n) { { SELECT (MAX(?b) AS ?a) {} } }",
            "SELECT (COUNT(*) AS ?n) { { SELECT (MAX(?b) AS ?a) {} } }",
        ),
        (
            'GROUP_CONCAT(?a; SEPARATOR=" … $ ")',
            r'REPLACE(GROUP_CONCAT(?a; SEPARATOR="\u001e"), "\u001e", " … \\$ ")',
        ),
        ('GROUP_CONCAT(?a; SEPARATOR=", ")', 'GROUP_CONCAT(?a; SEPARATOR=", ")'),
        ("{ SELECT * {} LIMIT 10 }", "{ SELECT * {} LIMIT 10 }"),
        ("FILTER(?a = '{ LIMIT 1000000000 }')", "FILTER(?a = '{ LIMIT 1000000000 }')"),
        (
            "FILTER(?a = 'GROUP_CONCAT(?b; SEPARATOR=\"·\")')",
            "FILTER(?a = 'GROUP_CONCAT(?b; SEPARATOR=\"·\")')",
        ),
    ],
)
def test_queries_are_reworded_for_virtuoso(query: str, said: str) -> None:
    assert " ".join(reworded(query).split()) == said


@pytest.mark.parametrize("clause", ["SELECT ?a", "SELECT DISTINCT *", "SELECT DISTINCT ?a (?a + 1 AS ?b)"])
def test_what_virtuoso_would_mix_up_is_refused(clause: str) -> None:
    with pytest.raises(InputError, match="SELECT DISTINCT"):
        reworded(f"{clause} {{ {{ SELECT (MAX(?b) AS ?a) {{}} }} }}")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "ASK { ?s ?p ?o }",
            "define input:default-graph-exclude <x:y> define input:named-graph-exclude <x:y> ",
        ),
        (
            "PREFIX b: <b:> ASK { GRAPH b:d { ?s ?p ?o } GRAPH <c> { ?s ?p ?o } }",
            "define input:default-graph-exclude <x:y> define input:named-graph-uri <b:d> "
            "define input:named-graph-uri <http://base.example/c> ",
        ),
    ],
)
def test_graphs_that_a_query_names_are_listed_for_virtuoso(query: str, said: str) -> None:
    assert dataset_of(query, "http://base.example/", ["x:y"]) == said


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { GRAPH ?g { ?s ?p ?o } GRAPH <b:c> { ?s ?p ?o } }", r"FILTER\(\?one = <b:c>\)"),
        ("ASK { GRAPH <x:y> { ?s ?p ?o } }", "<x:y> is no graph of the store"),
    ],
)
def test_graphs_that_virtuoso_would_not_find_are_refused(query: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        dataset_of(query, "b:", ["x:y"])


def test_workers_of_the_endpoint_answer_from_the_service(tmp_path: Path, stored: Path) -> None:
    local = put(tmp_path / "local", None, dam_reading(), copy_reading())
    text = "SELECT ?claim ?text { ?claim schema:text ?text } ORDER BY ?claim"
    for accept in ("application/sparql-results+json", "text/csv", "application/sparql-results+xml"):
        question = Question(QueryRequest(text, (), ()), accept, Limits(), "/help")
        mine, theirs = answer(Published(stored), question), answer(Published(local), question)
        assert isinstance(mine, Answer)
        assert mine == theirs
