"""What no HTTP library sends: bytes for a socket, and how to send them.

Comes in: a source of chance.  Goes out: pieces of bytes with pauses between them.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

ASK = "/sparql?query=ASK%7B%7D"
HOST = b"Host: 127.0.0.1\r\n"


@dataclass(frozen=True)
class Raw:
    """Pieces that are sent one after the other; `leave` closes the connection without reading an answer."""

    name: str
    pieces: tuple[bytes, ...]
    pause: float = 0.0
    leave: bool = False


def make_raw(chance: random.Random) -> Raw:
    """Return one of the shapes."""
    return chance.choice(SHAPES)(chance)


def get(path: str, *headers: bytes) -> bytes:
    """Return a GET request."""
    return f"GET {path} HTTP/1.1\r\n".encode() + HOST + b"".join(one + b"\r\n" for one in headers) + b"\r\n"


def post(body: bytes, *headers: bytes) -> bytes:
    """Return a POST of a query."""
    head = (b"POST /sparql HTTP/1.1", HOST.strip(), b"Content-Type: application/sparql-query", *headers)
    return b"\r\n".join(head) + b"\r\n\r\n" + body


SMUGGLED = get("/claims")

SHAPES: tuple[Callable[[random.Random], Raw], ...] = (
    lambda c: Raw(
        "length and chunks",
        (post(b"0\r\n\r\n" + SMUGGLED, b"Content-Length: 4", b"Transfer-Encoding: chunked"),),
    ),
    lambda c: Raw("two lengths", (post(b"ASK {}" + SMUGGLED, b"Content-Length: 6", b"Content-Length: 60"),)),
    lambda c: Raw(
        "odd length",
        (post(b"ASK {}", b"Content-Length: " + c.choice((b"-1", b"+6", b"0x6", b"6, 6", b"9" * 40, b""))),),
    ),
    lambda c: Raw(
        "odd coding",
        (
            post(
                b"ASK {}",
                b"Transfer-Encoding: " + c.choice((b"xchunked", b"chunked, identity", b" chunked", b"gzip")),
            ),
        ),
    ),
    lambda c: Raw(
        "odd chunk",
        (
            post(
                c.choice(
                    (
                        b"zz\r\nASK {}\r\n0\r\n\r\n",
                        b"-6\r\nASK {}\r\n",
                        b"6;" + b"x" * 70_000,
                        b"F" * 20 + b"\r\n",
                    )
                ),
                b"Transfer-Encoding: chunked",
            ),
        ),
    ),
    lambda c: Raw("folded header", (get(ASK, b"Accept: text/csv,\r\n text/turtle"),)),
    lambda c: Raw("space before colon", (get(ASK, b"Transfer-Encoding : chunked"),)),
    lambda c: Raw("NUL in header", (get(ASK, b"Accept: text/csv\x00"),)),
    lambda c: Raw(
        "bytes in header", (get(ASK, b"Accept: " + c.randbytes(200).replace(b"\r", b"").replace(b"\n", b"")),)
    ),
    lambda c: Raw("long header", (get(ASK, b"X: " + b"x" * c.choice((8_000, 70_000, 1_000_000))),)),
    lambda c: Raw("many headers", (get(ASK, *(b"X-%d: 1" % one for one in range(c.choice((100, 5_000))))),)),
    lambda c: Raw("many hosts", (get(ASK, b"Host: evil.com"),)),
    lambda c: Raw("no host", (b"GET /claims HTTP/1.1\r\n\r\n",)),
    lambda c: Raw("old HTTP", (b"GET /claims HTTP/1.0\r\n\r\n",)),
    lambda c: Raw(
        "no HTTP",
        (
            c.choice(
                (
                    b"\x16\x03\x01\x02\x00\x01\x00",
                    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    b"SSH-2.0-x\r\n",
                    b"\r\n" * 100,
                )
            )
            + c.randbytes(50)
            + b"\r\n\r\n",
        ),
    ),
    lambda c: Raw(
        "odd target",
        (
            b"GET "
            + c.choice(
                (
                    b"*",
                    b"http://evil.com/claims",
                    b"//evil.com",
                    b"/%",
                    b"/%zz",
                    b"/\xff",
                    b"/a b",
                    b"?" * 9,
                    b"/\x00",
                    b"/%00",
                )
            )
            + b" HTTP/1.1\r\n"
            + HOST
            + b"\r\n",
        ),
    ),
    lambda c: Raw(
        "odd method",
        (
            c.choice((b"CONNECT", b"TRACE", b"get", b"PROPFIND", b"X" * 5_000, b"G\x00T"))
            + b" /claims HTTP/1.1\r\n"
            + HOST
            + b"\r\n",
        ),
    ),
    lambda c: Raw("long address", (get("/sparql?query=" + "x" * c.choice((10_000, 70_000, 2_000_000))),)),
    lambda c: Raw(
        "upgrade",
        (
            get(
                "/sparql",
                b"Connection: Upgrade",
                b"Upgrade: " + c.choice((b"websocket", b"h2c")),
                b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                b"Sec-WebSocket-Version: 13",
            ),
        ),
    ),
    lambda c: Raw(
        "expect",
        (post(b"ASK {}", b"Content-Length: 6", b"Expect: " + c.choice((b"100-continue", b"teapot"))),),
    ),
    lambda c: Raw(
        "pipeline",
        (b"".join(get(c.choice((ASK, "/claims", "/limits", "/nowhere"))) for _ in range(c.randint(2, 40))),),
    ),
    lambda c: Raw("pipeline, left", (get(ASK) * 200,), leave=True),
    lambda c: Raw(
        "slow body",
        (post(b"", b"Content-Length: 6"), *(bytes([one]) for one in b"ASK {}")),
        pause=0.05,
    ),
    lambda c: Raw("slow head", tuple(bytes([one]) for one in get("/limits")), pause=0.005),
    lambda c: Raw("left in the head", (get(ASK)[: c.randint(1, 30)],), leave=True),
    lambda c: Raw("left in the body", (post(b"ASK", b"Content-Length: 6"),), pause=0.02, leave=True),
    lambda c: Raw("left at once", (get(ASK),), leave=True),
    lambda c: Raw(
        "left amid a query", (get("/sparql?query=SELECT*%7B?a?b?c.?d?e?f.?g?h?i%7D"),), pause=0.1, leave=True
    ),
    lambda c: Raw("large body", (post(b"x" * 1_500_000, b"Content-Length: 1500000"),)),
    lambda c: Raw("compressed", (post(c.randbytes(100), b"Content-Length: 100", b"Content-Encoding: gzip"),)),
    lambda c: Raw(
        "ranges", (get("/", b"Range: bytes=0-0," + b"1-2," * 500, b'If-None-Match: "' + b"x" * 5_000 + b'"'),)
    ),
)


def send_raw(port: int, raw: Raw, patience: float) -> str:
    """Send it, and return the status of the first answer; "closed" when there is none, "waits" when the
    service goes on waiting for the rest of it."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as opened:
        try:
            for piece in raw.pieces:
                opened.sendall(piece)
                time.sleep(raw.pause)
            if raw.leave:
                return "left"
            return _status(opened)
        except TimeoutError:
            return "waits"
        except OSError:
            return "closed"


def _status(opened: socket.socket) -> str:
    received = opened.recv(65_536)
    return (
        received.split(b" ", 2)[1].decode("ascii", "replace") if received.startswith(b"HTTP/") else "closed"
    )
