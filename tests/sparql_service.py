"""A small SPARQL 1.1 service over a graph in memory: query, update and graph store, as Oxigraph's server
has them.

For tests that need a service and no particular one.  It can be told to fail, and to want a password.
"""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import uvicorn
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QueryTriples, RdfFormat, Store, parse, serialize
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


@dataclass
class SmallService:
    """The service: `url` is its query address; `failing` is the status that it answers with, 0 for none."""

    url: str = ""
    store: Store = field(default_factory=Store)
    union: bool = True
    failing: int = 0
    password: str = ""
    refuse_after: int | None = None
    """How many more updates and graphs it takes before it fails."""
    requests: list[str] = field(default_factory=list)

    def refusal(self, request: Request) -> Response | None:
        self.requests.append(f"{request.method} {request.url.path}")
        if self.failing:
            return Response("out of order", self.failing)
        if self.password:
            told = base64.b64decode(request.headers.get("authorization", "").partition(" ")[2]).decode()
            if told != f"ada:{self.password}":
                return Response("who are you?", 401, {"WWW-Authenticate": 'Basic realm="test"'})
        return None

    def refused_write(self, request: Request) -> Response | None:
        if self.refuse_after is not None:
            if self.refuse_after == 0:
                return Response("out of order", 503)
            self.refuse_after -= 1
        return self.refusal(request)

    async def query(self, request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        if refused := self.refusal(request):
            return refused
        default = [NamedNode(graph) for graph in form.get("default-graph-uri", ())]
        named = [NamedNode(graph) for graph in form.get("named-graph-uri", ())]
        try:
            found = self.store.query(
                form["query"][0],
                use_default_graph_as_union=self.union and not default and not named,
                default_graph=default or None,
                named_graphs=named or None,
            )
        except (SyntaxError, ValueError) as error:
            return Response(str(error), 400)
        if isinstance(found, QueryTriples):
            return Response(found.serialize(format=RdfFormat.TURTLE), media_type="text/turtle")
        body = found.serialize(format=QueryResultsFormat.JSON)
        return Response(body, media_type="application/sparql-results+json")

    async def update(self, request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        if refused := self.refused_write(request):
            return refused
        try:
            self.store.update(form["update"][0])
        except (SyntaxError, ValueError) as error:
            return Response(str(error), 400)
        return Response(status_code=204)

    async def graph(self, request: Request) -> Response:
        body = await request.body()
        name = NamedNode(request.query_params["graph"])
        if request.method == "GET":
            return self.refusal(request) or self.stored(name)
        if refused := self.refused_write(request):
            return refused
        known = self.store.contains_named_graph(name)
        if request.method in ("PUT", "DELETE"):
            self.store.remove_graph(name)
        if request.method == "DELETE":
            return Response(status_code=204 if known else 404)
        quads = parse(body, format=RdfFormat.N_TRIPLES)
        self.store.extend(Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)
        return Response(status_code=204 if known else 201)

    def stored(self, name: NamedNode) -> Response:
        if not self.store.contains_named_graph(name):
            return Response(status_code=404)
        triples = (quad.triple for quad in self.store.quads_for_pattern(None, None, None, name))
        return Response(serialize(triples, format=RdfFormat.TURTLE), media_type="text/turtle")

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/query", self.query, methods=["POST"]),
                Route("/update", self.update, methods=["POST"]),
                Route("/store", self.graph, methods=["GET", "PUT", "POST", "DELETE"]),
            ]
        )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def small_service(**options: object) -> Iterator[SmallService]:
    """Run a service on a free port while the block runs."""
    port = free_port()
    service = SmallService(url=f"http://127.0.0.1:{port}/query", **options)  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(service.app(), "127.0.0.1", port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield service
    finally:
        server.should_exit = True
        thread.join()
