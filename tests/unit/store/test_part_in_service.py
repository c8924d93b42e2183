"""A few articles more, through the whole program, into a graph in a service."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import build
from kg.query.service.place import Wanted
from kg.query.sparql import run_query
from tests.conftest import SEEDS
from tests.unit.store.test_backends import exported


@pytest.mark.model
def test_articles_that_come_later_end_as_those_that_come_at_once(tmp_path: Path, elsewhere: Wanted) -> None:
    gazetteers = sorted((SEEDS / "gazetteer").glob("*.tsv"))
    paths = [str(path) for path in sorted((SEEDS / "articles").iterdir())[:6]]
    build(paths[:5], store=tmp_path / "store", gazetteers=gazetteers, graph=elsewhere)
    report = build(paths, store=tmp_path / "store", gazetteers=gazetteers)
    build(paths, store=tmp_path / "local", gazetteers=gazetteers)
    assert report.read == 1
    assert exported(tmp_path / "store") == exported(tmp_path / "local")
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s kg:act ?o } }"
    assert run_query(tmp_path / "store", count) == run_query(tmp_path / "local", count)
