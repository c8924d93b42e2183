"""What is written here is what the engine writes, but for an answer that is cut."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store, parse_query_results

from kg.serve.limits import Limits
from kg.serve.solutions import CSV, JSON, TSV, XML, write_solutions, write_truth

ROWS = r"""
SELECT ?iri ?plain ?tagged ?number ?nothing {
  VALUES (?iri ?plain ?tagged ?number ?nothing) {
    (<http://a/b?c&d> "a \"b\", <c> & d\r\n\te" "Grüße"@de 1.50 UNDEF)
    (UNDEF "" "東京"@ja-JP true UNDEF)
    (UNDEF "=1+1" UNDEF 1e6 UNDEF)
  }
}
"""
ENGINE = {JSON: QueryResultsFormat.JSON, XML: QueryResultsFormat.XML, TSV: QueryResultsFormat.TSV}


def solve(query: str = ROWS) -> QuerySolutions:
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    return found


def write(media: str, limits: Limits = Limits(), query: str = ROWS) -> tuple[bytes, str]:  # noqa: B008
    found = solve(query)
    columns = [variable.value for variable in found.variables]
    return write_solutions(media, columns, (tuple(row) for row in found), limits, ("http://help/",))


@pytest.mark.parametrize("media", sorted(ENGINE))
def test_the_engine_reads_the_same_rows_from_it(media: str) -> None:
    body, cut = write(media)
    read = parse_query_results(body, format=ENGINE[media])
    assert isinstance(read, QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in solve()]
    assert cut == ""


def test_csv_has_the_values_without_their_kinds() -> None:
    head, first, second, third = csv.reader(io.StringIO(write(CSV)[0].decode("utf-8"), newline=""))
    assert head == ["iri", "plain", "tagged", "number", "nothing"]
    assert first == ["http://a/b?c&d", 'a "b", <c> & d\r\n\te', "Grüße", "1.5", ""]
    assert second == ["", "", "東京", "true", ""]
    assert third[1] == "=1+1"


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize(("limits", "which"), [(Limits(rows=2), "rows"), (Limits(answer_bytes=500), "bytes")])
def test_an_answer_is_cut_at_a_whole_row_and_says_so(media: str, limits: Limits, which: str) -> None:
    values = " ".join(f'"{number:050}"' for number in range(100))
    query = f"SELECT ?n {{ VALUES ?n {{ {values} }} }}"
    body, cut = write(media, limits, query)
    assert cut == which
    assert len(body) <= limits.answer_bytes + 400
    whole = body.count(b"0" * 48)
    assert whole == 2 if which == "rows" else 0 < whole < 100


def test_the_head_of_a_cut_answer_has_a_link_and_no_other_has() -> None:
    cut, _ = write(JSON, Limits(rows=1))
    assert json.loads(cut)["head"]["link"] == ["http://help/"]
    assert "link" not in json.loads(write(JSON)[0])["head"]
    head = ElementTree.fromstring(write(XML, Limits(rows=1))[0])[0]
    assert [child.attrib.get("href") for child in head][-1] == "http://help/"


def test_what_xml_cannot_hold_is_replaced() -> None:
    body, _ = write(XML, query=r'SELECT ("a\u0001b" AS ?x) {}')
    assert "a\ufffdb" in "".join(ElementTree.fromstring(body).itertext())


def test_an_answer_without_columns_or_rows_is_well_formed() -> None:
    assert json.loads(write(JSON, query="SELECT * {}")[0]) == {
        "head": {"vars": []},
        "results": {"bindings": [{}]},
    }
    assert json.loads(write(JSON, query="SELECT ?x { FILTER(false) }")[0])["results"] == {"bindings": []}
    assert write(TSV, query="SELECT ?x { FILTER(false) }")[0] == b"?x\n"


def test_a_triple_term_is_written_in_every_format() -> None:
    for media in (JSON, XML, CSV, TSV):
        body, _ = write(media, query="SELECT ?t { BIND(<<( <a:s> <a:p> 'o' )>> AS ?t) }")
        assert b"a:s" in body
        assert b"a:p" in body


@pytest.mark.parametrize(
    ("media", "body"), [(CSV, b"true\r\n"), (TSV, b"true\n"), (JSON, b'{"head":{},"boolean":true}')]
)
def test_the_answer_to_ask_is_a_word(media: str, body: bytes) -> None:
    assert write_truth(media, truth=True) == body


def test_the_answer_to_ask_in_xml_is_read_by_the_engine() -> None:
    assert not parse_query_results(write_truth(XML, truth=False), format=QueryResultsFormat.XML)
