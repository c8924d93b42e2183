"""A Virtuoso of its own in a folder, on free ports, for as long as a block runs.

Debian's package `virtuoso-opensource`; its limits are those of Debian's configuration (10,000 rows an
answer).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.sparql_service import free_port

PROGRAM = "virtuoso-t"
USER, PASSWORD = "dba", "dba"

_CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
CheckpointInterval = 0
DefaultIsolation = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
MaxKeepAlives = 8
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""

_UNTIL_PARENT_ENDS = ("setpriv", "--pdeathsig", "KILL") if shutil.which("setpriv") else ()
"""So that no server is left behind by tests that were killed themselves."""


@dataclass
class Virtuoso:
    """A server in a folder; `url` is its query address, open to all; writing wants USER and PASSWORD."""

    folder: Path
    sql: int
    http: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}/sparql"

    def start(self) -> None:
        text = _CONFIGURATION.format(sql=self.sql, http=self.http)
        (self.folder / "virtuoso.ini").write_text(text, encoding="ascii")
        log = (self.folder / "out.log").open("ab")
        with log:
            command = [*_UNTIL_PARENT_ENDS, PROGRAM, "+foreground", "+configfile", "virtuoso.ini"]
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        self._await()

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for lock in self.folder.glob("*.lck"):
            lock.unlink()

    def update(self, text: str) -> None:
        auth = httpx2.DigestAuth(USER, PASSWORD)
        httpx2.post(self.url + "-auth", data={"query": text}, auth=auth, timeout=60).raise_for_status()

    def _await(self) -> None:
        for _ in range(600):
            assert self.process
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "virtuoso.log").read_text(encoding="utf-8"))
            try:
                httpx2.get(self.url, params={"query": "ASK {}"}, timeout=5).raise_for_status()
            except httpx2.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("Virtuoso did not start in a minute")


def is_installed() -> bool:
    return shutil.which(PROGRAM) is not None


@contextmanager
def running_virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Run a server while the block runs; its folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Virtuoso(folder, free_port(), free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def known_password(user: str = USER, password: str = PASSWORD) -> Iterator[None]:
    """Have the credentials where the program looks for them."""
    before = {name: os.environ.get(name) for name in ("KG_GRAPH_USER", "KG_GRAPH_PASSWORD")}
    os.environ |= {"KG_GRAPH_USER": user, "KG_GRAPH_PASSWORD": password}
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ |= {} if value is None else {name: value}
