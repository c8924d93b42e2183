"""Where a store's graph lies when a service keeps it, as the file `service` in the store's folder says.

Comes in: addresses that a person names.  Goes out: a `Place`, remembered.
Must not: ask the service anything, or hold a password.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec

from kg.errors import InputError, StoreError

PLACE_FILE = "service"

LOCAL: Final = "local"
"""What a person names instead of an address to have the graph in the store's folder again."""

_SIBLINGS = {
    "/sparql": ("/sparql-auth", "/sparql-graph-crud-auth"),
    "/query": ("/update", "/store"),
}
"""End of a query address -> those of update and graph store: Virtuoso's, and Oxigraph's own server's."""


@dataclass(frozen=True, slots=True)
class Place:
    """The three addresses of a service, and what this store sent there last.

    `owner` tells this store from others, `token` what was sent last from what was sent before or since; the
    service may have `former` still, if it was about to be told.  `virtuoso` tells whether the service needs
    what `kg.query.service.dialect` does for that server; `foreign` are graphs there that are not ours.
    """

    query: str
    update: str
    crud: str
    owner: str = ""
    token: str = ""
    former: str = ""
    virtuoso: bool = False
    foreign: tuple[str, ...] = ()

    def same_addresses(self, other: Place) -> bool:
        """Tell whether both are reached at the same addresses."""
        return (self.query, self.update, self.crud) == (other.query, other.update, other.crud)

    def next_token(self) -> Place:
        """Return the place as the service is about to be told of it."""
        return replace(self, token=secrets.token_hex(8), former=self.token)

    def in_step(self, token: str) -> bool:
        """Tell whether a service that has this token has what was sent last."""
        return token in (self.token, self.former) and bool(token)


Wanted = Place | Literal["local"] | None
"""Where the graph is to lie from now on; None: where it lay."""


def name_place(query: str, update: str | None = None, crud: str | None = None) -> Place:
    """Return the place that a person names; the two other addresses follow from the first where they are
    Virtuoso's or Oxigraph's.

    Raises InputError for what is no http address, has a password in it, or leaves the others unknown.
    """
    if "://" not in query:
        raise InputError(f"{query!r} is no address: write http://HOST:PORT/sparql, or {LOCAL}")
    found = next((end for end in _SIBLINGS if query.endswith(end)), None)
    if found is None and not (update and crud):
        raise InputError(
            f"where {query} takes updates and graphs is not known: name both with --graph-update URL "
            "and --graph-crud URL"
        )
    siblings = [query.removesuffix(found or "") + end for end in _SIBLINGS.get(found or "", ("", ""))]
    place = Place(query, update or siblings[0], crud or siblings[1], owner=secrets.token_hex(8))
    _check_addresses(place)
    return place


def wanted_place(graph: str | None, update: str | None = None, crud: str | None = None) -> Wanted:
    """Return where the graph is to lie by the words of a person: addresses, LOCAL, or nothing."""
    return LOCAL if graph == LOCAL else None if graph is None else name_place(graph, update, crud)


def read_place(store: Path) -> Place | None:
    """Return where the graph of a store lies; None when it is in the store's own folder.

    Raises StoreError for a file that is damaged, or names what `name_place` would refuse.
    """
    try:
        place = msgspec.json.decode((store / PLACE_FILE).read_bytes(), type=Place)
        _check_addresses(place)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, InputError) as error:
        raise StoreError(
            f"{store / PLACE_FILE} cannot be read ({error}): remove it and run kg build again with "
            f"--graph URL"
        ) from error
    return place


def write_place(store: Path, place: Place) -> None:
    """Remember where the graph lies, in one step."""
    file = store / PLACE_FILE
    beside = store / f"{PLACE_FILE}.tmp"
    with beside.open("wb") as written:
        written.write(msgspec.json.format(msgspec.json.encode(place), indent=2))
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)


def forget_place(store: Path) -> None:
    """Have the graph in the folder again."""
    (store / PLACE_FILE).unlink(missing_ok=True)


def _check_addresses(place: Place) -> None:
    for address in (place.query, place.update, place.crud):
        _check_address(address)


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise InputError(f"{address!r} is no address of a service: write http://HOST:PORT/PATH")
    if parts.username or parts.password:
        raise InputError(
            "a password is not written into an address: set KG_GRAPH_USER and KG_GRAPH_PASSWORD, "
            "or add the host to ~/.netrc"
        )
