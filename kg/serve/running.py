"""The service, bound to an address, until it is told to stop.

Comes in: settings, host and port.  Goes out: nothing; it returns after SIGINT or SIGTERM, when requests under
way have had some seconds to end.
Must not: bind to more than it was told.
"""

from __future__ import annotations

import ctypes
import errno
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import uvicorn

from kg.errors import InputError
from kg.query.snapshot import current_snapshot
from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings

GRACE = 5
"""Seconds that requests under way get when the service is told to stop."""

_ARENAS = -8
"""The parameter M_ARENA_MAX of glibc's mallopt."""

WAITING = 1024
"""Connections that may wait to be accepted."""


def serve(
    settings: ServiceSettings, host: str, port: int, base: str | None, tell: Callable[[str], None]
) -> None:
    """Serve a store; `tell` gets the address once connections are accepted.

    `base` is the address that clients know where it is another one.  StoreError when there is nothing to
    serve, InputError when the address cannot be bound.
    """
    current_snapshot(settings.store)
    share_heaps()
    with bind(host, port) as bound:
        settings = replace(settings, base=base or address_of(bound), published=base is not None)
        config = uvicorn.Config(
            make_app(settings),
            log_level="warning",
            access_log=False,
            lifespan="on",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            root_path=settings.root,
        )
        tell(settings.base)
        with calm_signals():
            uvicorn.Server(config).run(sockets=[bound])


def share_heaps() -> None:
    """Have all threads allocate from two heaps, where that can be said: glibc gives each its own, and what a
    large answer leaves free in one is of no use to the others (docs/SERVE.md has the numbers)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_ARENAS, 2)


@contextmanager
def calm_signals() -> Iterator[None]:
    """Have SIGINT and SIGTERM end in an orderly return: uvicorn stops at one, then raises it again for the
    handler that was there before."""
    former = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens; InputError, saying what to do, when it cannot be had."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # where it would let two services have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(WAITING)
    except OSError as error:
        raise InputError(explain(error, host, port)) from error
    return bound


def explain(error: OSError, host: str, port: int) -> str:
    """Return why an address cannot be bound, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use: choose another with --port, or 0 for any that is free"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} of {host} may not be used: choose one above 1023 with --port"
    return f"cannot listen at {host}, port {port} ({error.strerror or error}): choose another --host"


def address_of(bound: socket.socket) -> str:
    """Return the address of a socket as a client on this machine writes it."""
    host, port, *_ = bound.getsockname()
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared, not bound
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
