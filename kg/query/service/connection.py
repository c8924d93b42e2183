"""HTTP to a service: the SPARQL 1.1 protocol and the graph store protocol, with a password.

Comes in: queries, updates, graphs as N-Triples.  Goes out: the bodies of answers.
Must not: know what is asked or sent, or put a password anywhere but into a header.

Queries and updates are sent as forms, which every server takes (Virtuoso 7.2.5 hangs on a body that is the
query
itself).  Loaded by `kg.query.service.reading.connect` alone: most stores have no service, and HTTP takes
0.1 s to load.
"""

from __future__ import annotations

import ipaddress
import netrc
import os
import weakref
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from httpx2 import URL, Auth, BasicAuth, Client, DigestAuth, HTTPError, InvalidURL, Request, Response, Timeout

from kg.errors import GraphServiceError, InputError
from kg.query.service.place import Place

USER, PASSWORD = "KG_GRAPH_USER", "KG_GRAPH_PASSWORD"  # names of variables
"""Environment variables with the credentials; without them ~/.netrc is asked."""

HOST = "KG_GRAPH_HOST"
"""Environment variable with the host that they are for; without it they are for this machine alone, since the
addresses come from a file that somebody else may have written."""

_SECONDS = 600.0
"""How long the service may be silent; a large graph takes minutes."""

_CONNECT = 10.0

_TRIES = 5
"""How often a transaction is tried that another one stood in the way of."""

_DEADLOCK = "Virtuoso 40001"
"""How Virtuoso tells of such a transaction, before it repeats what it was asked."""

Parameters = Sequence[tuple[str, str]]


class Challenged(Auth):
    """Sends requests without a password until one is asked for, then as was asked: digest or basic.

    Each host gets the credentials that are known for it, and no others.
    """

    def __init__(self) -> None:
        """Know nothing of any host yet."""
        self._ways: dict[tuple[str, str, int | None], BasicAuth | DigestAuth] = {}

    def auth_flow(self, request: Request) -> Generator[Request, Response, None]:
        """Send, and once more if the service wants to know who asks and this program knows that.

        Raises StoreError where the password would go over the network for all to read.
        """
        origin = (request.url.scheme, request.url.host, request.url.port)
        if origin not in self._ways:
            response = yield request
            found = credentials(str(request.url)) if response.status_code == 401 else None
            if found is None:
                return
            self._ways[origin] = _way_asked(response, request.url, *found)
        yield from self._ways[origin].auth_flow(request)


def _way_asked(response: Response, address: URL, user: str, password: str) -> BasicAuth | DigestAuth:
    """Return how the service wants to be told who asks."""
    if any(one.lower().startswith("digest") for one in response.headers.get_list("www-authenticate")):
        return DigestAuth(user, password)
    if address.scheme != "https" and not _is_here(address.host):
        raise GraphServiceError(
            f"the service at {address} wants the password unencrypted: name it by an https address, or have "
            "it ask for a digest"
        )
    return BasicAuth(user, password)


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Connection:
    """A service, reached at the addresses of a place."""

    def __init__(self, place: Place) -> None:
        """Keep the addresses; nothing is sent yet."""
        self.place = place
        self._client = Client(timeout=Timeout(_SECONDS, connect=_CONNECT), auth=Challenged(), trust_env=False)
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
            if answer.status_code < 500 or _DEADLOCK not in _own_words(answer):
                break
            sleep(0.1 * 2**attempt)
        if answer.is_success or (missing_is_fine and answer.status_code == 404):
            return answer
        if of_query and answer.status_code in (400, 500):
            raise InputError(f"the service cannot run the query: {_told_by(answer)}")
        raise GraphServiceError(_refusal(address, answer))

    @contextmanager
    def _told(self, address: str) -> Generator[None]:
        try:
            yield
        except (HTTPError, InvalidURL) as error:
            what = str(error) or type(error).__name__
            raise GraphServiceError(
                f"the service at {address} does not answer ({what}): see that it runs, then run this again"
            ) from error


def credentials(address: str) -> tuple[str, str] | None:
    """Return user and password for the host of an address: from the environment if they are for that host,
    else what ~/.netrc says of it by name; None without any."""
    host = urlsplit(address).hostname or ""
    user, meant = os.environ.get(USER), os.environ.get(HOST)
    if user is not None and (host == meant.lower() if meant else _is_here(host)):
        return user, os.environ.get(PASSWORD, "")
    try:
        known = netrc.netrc(os.environ.get("NETRC", str(Path.home() / ".netrc")))
    except (OSError, RuntimeError, netrc.NetrcParseError):
        return None
    found = known.hosts.get(host)
    return (found[0], found[2] or "") if found else None


def _refusal(address: str, answer: Response) -> str:
    if answer.status_code in (401, 403):
        return (
            f"the service at {address} refuses ({answer.status_code}): set {USER} and {PASSWORD} for "
            f"somebody who may write there (and {HOST}, if that is another machine), or add the host to "
            "~/.netrc"
        )
    if answer.status_code == 404:
        return f"there is no service at {address} (404): name another address with --graph URL"
    return (
        f"the service at {address} failed ({answer.status_code}: {_told_by(answer)}): "
        "its own log says why; all articles are in the store, run kg build again"
    )


def _own_words(answer: Response) -> str:
    """Return what a service says of its failure, without the query that it repeats."""
    return answer.text.partition("SPARQL query:")[0]


def _told_by(answer: Response) -> str:
    """Return the first words of what a service says of its failure, without markup."""
    text = _own_words(answer)
    if "<xmp>" in text:
        text = text.partition("<xmp>")[2].partition("</xmp>")[0]
    return " ".join(text.split())[:200] or answer.reason_phrase
