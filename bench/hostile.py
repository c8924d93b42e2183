"""Thousands of random and hostile requests to a service: what it answered, how long that took, and whether
its memory grew.

    python -m bench.hostile STORE [--requests 10000] [--seed 7] [--timeout 2] [--workers 2] [--clients 6]
                            [--only KIND ...] [--base URL]

Comes in: the folder of a store.  Goes out: a table on stdout; exit code 1 after an answer that there may not
be (a status of 500 and above other than 503 and 504), one that came too late, a service that is gone, or one
that has called the address that disguised queries name.
`--timeout` and `--base` are those of `kg serve`: the first is short, since many queries are made to run into
it.
"""

from __future__ import annotations

import argparse
import random
import select
import socket
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx2

from bench.hostility.queries import BOMBS, Grammar, disguised, mutated, nested, noise
from bench.hostility.sockets import make_raw, send_raw
from bench.serve import started
from kg.cli.screen import show_rows
from kg.query.lookups import Lookups

FINE = {"503", "504"}
"""What the service may say of itself: busy or short of memory, and a query that ran too long."""

SLACK = 4.0
"""Seconds beyond the limits of the service that an answer may take on a busy machine."""

ACCEPTS = (
    "*/*",
    "text/csv",
    "text/turtle",
    "application/sparql-results+xml",
    "application/ld+json;q=0.1, text/*;q=0.9",
    "image/png",
    ";q=",
    "text/html",
    "a/b" + ",a/b" * 3000,
)


@dataclass(frozen=True)
class Sent:
    """One request: of which kind, what came back, after how many seconds."""

    kind: str
    status: str
    seconds: float
    what: str


class Attacker:
    """Makes and sends requests, each from a seed of its own."""

    def __init__(self, address: str, known: Sequence[str], only: Sequence[str] = (), base: str = "") -> None:
        """Keep where to, ids that there are, and which kinds of request to send: all if none is named; and
        listen at an address that nobody may call."""
        self._address, self._port, self._known = address, urlsplit(address).port or 80, known
        self._trap = socket.create_server(("127.0.0.1", 0))
        trap = f"http://127.0.0.1:{self._trap.getsockname()[1]}/x"
        self._client = httpx2.Client(base_url=address, timeout=120)
        self.kinds: dict[str, tuple[int, Callable[[random.Random], tuple[str, str]]]] = {
            "random queries": (30, lambda chance: self._query(chance, Grammar(chance).query())),
            "mutated queries": (20, lambda chance: self._query(chance, mutated(chance))),
            "noise": (10, lambda chance: self._query(chance, noise(chance))),
            "disguised queries": (
                5,
                lambda chance: self._query(chance, disguised(chance, base or address, trap)),
            ),
            "deep and long": (3, lambda chance: self._query(chance, nested(chance))),
            "bombs": (1, lambda chance: self._query(chance, chance.choice(BOMBS))),
            "parameters": (6, self._parameters),
            "bodies": (5, self._body),
            "other addresses": (15, self._elsewhere),
            "sockets": (10, self._raw),
        }
        self.only = only or list(self.kinds)

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()
        self._trap.close()

    def was_called(self) -> bool:
        """Tell whether anybody called the address that only disguised queries name."""
        return bool(select.select([self._trap], [], [], 0)[0])

    def send(self, seed: int) -> Sent:
        """Send one request."""
        chance = random.Random(seed)
        (kind,) = chance.choices(self.only, [self.kinds[one][0] for one in self.only])
        began = time.perf_counter()
        try:
            status, what = self.kinds[kind][1](chance)
        except (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError) as error:
            status, what = "closed", repr(error)
        return Sent(kind, status, time.perf_counter() - began, what[:300])

    def _query(self, chance: random.Random, text: str) -> tuple[str, str]:
        payload = text.encode("utf-8", "replace")
        headers = {"Accept": chance.choice(ACCEPTS)}
        form = chance.randrange(3) if len(payload) < 20_000 else chance.randrange(1, 3)
        if form == 0:
            return self._ask("GET", f"sparql?query={quote(payload)}", headers), text
        if form == 1:
            headers["Content-Type"] = "application/sparql-query"
            return self._ask("POST", "sparql", headers, payload), text
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask("POST", "sparql", headers, b"query=" + quote(payload).encode()), text

    def _parameters(self, chance: random.Random) -> tuple[str, str]:
        names = (
            "query",
            "update",
            "default-graph-uri",
            "named-graph-uri",
            "using-graph-uri",
            "format",
            noise(chance)[:9],
        )
        values = (
            "ASK {}",
            "http://a/b",
            "",
            "\x00",
            "file:///etc/passwd",
            "http://127.0.0.1:9/",
            noise(chance),
        )
        number = chance.choice((0, 1, 2, 5, 199, 200, 201, 1500))
        fields = [(chance.choice(names), chance.choice(values)) for _ in range(number)]
        written = urlencode(fields, errors="replace")[:60_000]
        return self._ask("GET", f"sparql?{written}", {}), written

    def _body(self, chance: random.Random) -> tuple[str, str]:
        media = chance.choice(
            (
                "application/sparql-update",
                "application/sparql-query; charset="
                + chance.choice(("utf-16", "x" * 9000, "utf-7", '"', "hex", "idna")),
                "multipart/form-data; boundary=x",
                "application/json",
                "",
                "a" * 3000,
                "application/x-www-form-urlencoded;" + ";a*0=b" * 500,
            )
        )
        body = chance.randbytes(chance.choice((0, 1, 1000, 1_048_576, 1_048_577)))
        method = chance.choice(("POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "GET", "TRACE", "QUERY"))
        return self._ask(method, "sparql", {"Content-Type": media}, body), f"{method} {media[:80]}"

    def _elsewhere(self, chance: random.Random) -> tuple[str, str]:
        kinds = (
            "claim",
            "entity",
            "document",
            "difference",
            "id",
            "graph",
            "queries",
            "static",
            "..",
            "%2e%2e",
            "",
        )
        name = chance.choice(
            (*self._known, "c-0", "c-" + "0" * 16, "../../etc/passwd", "%00", "e-*", noise(chance))
        )
        fields = (
            "by",
            "via",
            "about",
            "place",
            "since",
            "until",
            "certainty",
            "style",
            "document",
            "act",
            "limit",
            "q",
        )
        values = (
            "",
            "1",
            "0",
            "1001",
            "-1",
            "٣",
            "2025-99-99",
            "0000",
            "all",
            "a" * 5000,
            "%",
            "' OR 1=1 --",
            noise(chance),
        )
        given = urlencode(
            [(chance.choice(fields), chance.choice(values)) for _ in range(chance.randint(0, 3))],
            errors="replace",
        )
        path = chance.choice(
            (
                f"{chance.choice(kinds)}/{quote(name, safe='/%', errors='replace')}",
                chance.choice(
                    (
                        "claims",
                        "search",
                        "queries/by-speaker",
                        "queries",
                        "limits",
                        "openapi.json",
                        "query",
                        "",
                    )
                ),
            )
        )
        method = chance.choice(("GET",) * 8 + ("HEAD", "POST", "OPTIONS", "DELETE"))
        headers = {"Accept": chance.choice(ACCEPTS), "If-None-Match": chance.choice(("*", '""', "x" * 100))}
        return self._ask(method, f"{path}?{given}", headers), f"{method} {path}?{given}"

    def _raw(self, chance: random.Random) -> tuple[str, str]:
        raw = make_raw(chance)
        return send_raw(self._port, raw, patience=3), raw.name

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> str:
        return str(self._client.request(method, path, headers=headers, content=body).status_code)


def memory_of(process: int) -> tuple[int, int]:
    """Return the resident memory of a process, and the most that one of its children has, in MiB."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return resident(process), max((resident(int(one)) for one in listed), default=0)


def resident(process: int) -> int:
    """Return the resident memory of a process in MiB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def known_ids(store: Path) -> list[str]:
    """Return some ids that are in a store."""
    with closing(Lookups(store)) as lookups:
        records = (*lookups.claims(limit=20), *lookups.entities()[:20], *lookups.documents()[:5])
    return [one.id for one in records]


def faults(sent: Sequence[Sent], most: float) -> list[Sent]:
    """Return the requests that were not answered as they must be."""
    return [one for one in sent if one.seconds > most or (one.status[:1] == "5" and one.status not in FINE)]


def show(sent: Sequence[Sent]) -> None:
    """Print what came back, by kind."""
    kinds: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        kinds[one.kind].append(one)
    rows = []
    for kind, found in kinds.items():
        statuses = ", ".join(
            f"{number} x {status}" for status, number in sorted(Counter(one.status for one in found).items())
        )
        rows.append([kind, f"{len(found):,}", statuses, f"{max(one.seconds for one in found):.1f}"])
    show_rows(("requests", "number", "answers", "slowest s"), rows)


def main() -> int:
    """Send, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--timeout", type=float, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--only", nargs="*", default=[], metavar="KIND")
    parser.add_argument("--base", default="", metavar="URL")
    asked = parser.parse_args()
    base = ("--base", asked.base) if asked.base else ()
    options = ("--workers", str(asked.workers), "--timeout", str(asked.timeout), *base)
    with started(asked.store, *options) as (process, address):
        attacker = Attacker(address, known_ids(asked.store), asked.only, asked.base)
        with closing(attacker):
            return attack(process.pid, attacker, asked)


def attack(process: int, attacker: Attacker, asked: argparse.Namespace) -> int:
    """Send all requests in five parts, and take the memory after each."""
    sent: list[Sent] = []
    memory = []
    part = -(-asked.requests // 5)
    for first in range(0, asked.requests, part):
        seeds = range(asked.seed + first, asked.seed + min(first + part, asked.requests))
        with ThreadPoolExecutor(asked.clients) as pool:
            sent += pool.map(attacker.send, seeds)
        memory.append(memory_of(process))
        print(
            f"{len(sent):,} sent, service {memory[-1][0]} MiB, workers {memory[-1][1]} MiB", file=sys.stderr
        )
    show(sent)
    service, workers = zip(*memory, strict=True)
    print(f"MiB of the service after each fifth: {', '.join(map(str, service))}")
    print(f"MiB of its largest worker: {', '.join(map(str, workers))}")
    wrong = faults(sent, 2 * asked.timeout + SLACK)
    for one in wrong[:50]:
        print(f"{one.kind}: {one.status} after {one.seconds:.1f} s: {one.what!r}")
    print(f"{len(wrong)} of {len(sent):,} not answered as they must be")
    if called := attacker.was_called():
        print("the service has called an address that a query named")
    return 1 if wrong or called else 0


if __name__ == "__main__":
    sys.exit(main())
