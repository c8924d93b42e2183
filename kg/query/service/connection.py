"""HTTP to a service: the SPARQL 1.1 protocol and the graph store protocol, with a password.

Comes in: queries, updates, graphs as N-Triples.  Goes out: the bodies of answers.
Must not: know what is asked or sent, or put a password anywhere but into a header.

Queries and updates are sent as forms, which every server takes (Virtuoso 7.2.5 hangs on a body that is the
query
itself).  Loaded by `kg.query.service.reading.connect` alone: most stores have no service, and HTTP takes
0.1 s to load.
"""

from __future__ import annotations

import netrc
import os
import weakref
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from httpx2 import Auth, BasicAuth, Client, DigestAuth, HTTPError, InvalidURL, Request, Response, Timeout

from kg.errors import InputError, StoreError
from kg.query.service.place import Place

USER, PASSWORD = "KG_GRAPH_USER", "KG_GRAPH_PASSWORD"  # names of variables
"""Environment variables with the credentials; without them ~/.netrc is asked."""

_SECONDS = 600.0
"""How long the service may be silent; a large graph takes minutes."""

_CONNECT = 10.0

_TRIES = 5
"""How often a transaction is tried that another one stood in the way of."""

_DEADLOCK = "40001"
"""SQL state of such a transaction, as Virtuoso tells it."""

Parameters = Sequence[tuple[str, str]]


class Challenged(Auth):
    """Sends requests without a password until one is asked for, then as was asked: digest or basic."""

    def __init__(self, user: str, password: str) -> None:
        """Keep the credentials."""
        self._basic, self._digest = BasicAuth(user, password), DigestAuth(user, password)
        self._way: BasicAuth | DigestAuth | None = None

    def auth_flow(self, request: Request) -> Generator[Request, Response, None]:
        """Send, and once more if the service wants to know who asks."""
        if self._way is None:
            response = yield request
            if response.status_code != 401:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            self._way = self._digest if asked.startswith("digest") else self._basic
        yield from self._way.auth_flow(request)


class Connection:
    """A service, reached at the addresses of a place."""

    def __init__(self, place: Place) -> None:
        """Keep the addresses; nothing is sent yet."""
        self.place = place
        found = credentials(place.update)
        self._client = Client(
            timeout=Timeout(_SECONDS, connect=_CONNECT),
            auth=Challenged(*found) if found else None,
            trust_env=False,
        )
        self.close = weakref.finalize(self, self._client.close)

    def is_virtuoso(self) -> bool:
        """Tell which server it is, by its own word; StoreError when it cannot be reached."""
        answer = self._send(
            lambda: self._post(self.place.query, {"query": "ASK {}"}, "*/*"), self.place.query
        )
        return "virtuoso" in str(answer.headers.get("server", "")).lower()

    def query(self, text: str, accept: str, dataset: Parameters = ()) -> bytes:
        """Return the answer to a query.

        Raises InputError when the service refuses the query, StoreError for all that is no fault of it.
        """
        form: dict[str, Any] = {"query": text}
        for name, value in dataset:
            form.setdefault(name, []).append(value)
        address = self.place.query
        return self._send(lambda: self._post(address, form, accept), address, of_query=True).content

    def update(self, text: str) -> None:
        """Run an update; Virtuoso 7.2.5 looks for it where queries stand."""
        address, field = self.place.update, "query" if self.place.virtuoso else "update"
        self._send(lambda: self._post(address, {field: text}, "*/*"), address)

    def put_graph(self, graph: str, triples: bytes, *, add: bool = False) -> None:
        """Make the named graph hold these triples, or hold them too; as N-Triples."""
        method = "POST" if add else "PUT"
        self._crud(method, graph, content=triples, headers={"Content-Type": "application/n-triples"})

    def get_graph(self, graph: str) -> bytes:
        """Return a named graph as Turtle; an empty text if there is none."""
        answer = self._crud("GET", graph, headers={"Accept": "text/turtle"})
        return answer.content if answer.status_code != 404 else b""

    def remove_graph(self, graph: str) -> None:
        """Remove a named graph, if there is one."""
        self._crud("DELETE", graph)

    def _crud(self, method: str, graph: str, **sent: Any) -> Response:
        address = self.place.crud
        return self._send(
            lambda: self._client.request(method, address, params={"graph": graph}, **sent),
            address,
            missing_is_fine=method in ("GET", "DELETE"),
        )

    def _post(self, address: str, form: Mapping[str, Any], accept: str) -> Response:
        return self._client.post(address, data=dict(form), headers={"Accept": accept})

    def _send(
        self,
        send: Callable[[], Response],
        address: str,
        *,
        of_query: bool = False,
        missing_is_fine: bool = False,
    ) -> Response:
        """Send, again while transactions stand in each other's way, and raise what the status tells."""
        for attempt in range(_TRIES):
            with self._told(address):
                answer = send()
            if answer.status_code < 500 or _DEADLOCK not in answer.text:
                break
            sleep(0.1 * 2**attempt)
        if answer.is_success or (missing_is_fine and answer.status_code == 404):
            return answer
        if of_query and answer.status_code in (400, 500):
            raise InputError(f"the service cannot run the query: {_told_by(answer)}")
        raise StoreError(_refusal(address, answer))

    @contextmanager
    def _told(self, address: str) -> Generator[None]:
        try:
            yield
        except (HTTPError, InvalidURL) as error:
            what = str(error) or type(error).__name__
            raise StoreError(
                f"the service at {address} does not answer ({what}): see that it runs, then run this again"
            ) from error


def credentials(address: str) -> tuple[str, str] | None:
    """Return user and password for an address: from the environment, else from ~/.netrc; None without any."""
    user = os.environ.get(USER)
    if user is not None:
        return user, os.environ.get(PASSWORD, "")
    try:
        known = netrc.netrc(os.environ.get("NETRC", str(Path.home() / ".netrc")))
    except (OSError, RuntimeError, netrc.NetrcParseError):
        return None
    found = known.authenticators(urlsplit(address).hostname or "")
    return (found[0], found[2] or "") if found else None


def _refusal(address: str, answer: Response) -> str:
    if answer.status_code in (401, 403):
        return (
            f"the service at {address} refuses ({answer.status_code}): set {USER} and {PASSWORD} for "
            f"somebody "
            "who may write there, or add the host to ~/.netrc"
        )
    if answer.status_code == 404:
        return f"there is no service at {address} (404): name another address with --graph URL"
    return (
        f"the service at {address} failed ({answer.status_code}: {_told_by(answer)}): "
        "its own log says why; all articles are in the store, run kg build again"
    )


def _told_by(answer: Response) -> str:
    """Return the first words of what a service says of its failure, without markup."""
    text = answer.text.partition("SPARQL query:")[0]
    if "<xmp>" in text:
        text = text.partition("<xmp>")[2].partition("</xmp>")[0]
    return " ".join(text.split())[:200] or answer.reason_phrase
