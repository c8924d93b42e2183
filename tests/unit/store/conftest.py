"""Where the graph of a store may lie in tests: its folder, a small service of ours, Virtuoso."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from kg.ids import GRAPH_BASE
from kg.query.service.place import Wanted, name_place
from kg.query.service.reading import connect
from tests.sparql_service import small_service
from tests.virtuoso import PROGRAM, Virtuoso, known_password, running_virtuoso

_VIRTUOSO = pytest.param("virtuoso", marks=pytest.mark.virtuoso)


@pytest.fixture(scope="session")
def one_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    if shutil.which(PROGRAM) is None:
        pytest.skip("no Virtuoso: apt install virtuoso-opensource")
    with running_virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture
def virtuoso(one_virtuoso: Virtuoso) -> Iterator[Virtuoso]:
    """The server without any graph of ours, and the password in the environment."""
    with known_password():
        empty(name_place(one_virtuoso.url))
        yield one_virtuoso


def empty(place: Wanted) -> None:
    """Remove every graph of ours from a service, also those that say whose it is."""
    assert place not in (None, "local")
    graph = connect(place)  # type: ignore[arg-type]
    for name in list(graph.all_graphs()):
        if name.value.startswith(GRAPH_BASE):
            graph._connection.remove_graph(name.value)


@pytest.fixture(params=["local", "small", _VIRTUOSO])
def wanted(request: pytest.FixtureRequest) -> Iterator[Wanted]:
    """Where the graph is to lie; each back end in turn."""
    if request.param == "virtuoso":
        yield name_place(request.getfixturevalue("virtuoso").url)
    elif request.param == "small":
        with small_service() as service:
            yield name_place(service.url)
    else:
        yield "local"


@pytest.fixture(params=["small", _VIRTUOSO])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[Wanted]:
    """A service that keeps the graph; each in turn."""
    if request.param == "virtuoso":
        yield name_place(request.getfixturevalue("virtuoso").url)
        return
    with small_service() as service:
        yield name_place(service.url)
