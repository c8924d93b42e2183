"""What one service is told: its store, where it is seen, and how much a request may take.

Must not: hold anything that changes while it runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.serve.limits import Limits
from kg.serve.names import STORED, IriNames


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Settings of one service.

    store     folder; what is published there is served, also what a later build publishes.
    base      address at which clients see the service, with a slash at the end.
    published whether the IRIs of the graph are written under the base, as somebody who named one wants it.
    workers   processes that run queries: so many run at once.
    origins   origins whose pages may read answers (CORS); "*" for all.  None unless somebody says so: a page
              of any site could read a newsroom's store on its loopback address otherwise.
    page_claims  claims that evidence.html and network.html hold at most; docs/SERVE.md has why so many.
    """

    store: Path
    base: str = "http://127.0.0.1:8765/"
    published: bool = False
    workers: int = 2
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    page_claims: int = 20_000

    @property
    def root(self) -> str:
        """Path of the base without a slash at its end: empty unless a proxy puts the service deeper."""
        return urlsplit(self.base).path.rstrip("/")

    @property
    def host(self) -> str:
        """Name of the base's host, lower case."""
        return urlsplit(self.base).hostname or ""

    @property
    def names(self) -> IriNames:
        """Under which names the IRIs of the graph are seen."""
        return IriNames(self.base) if self.published else STORED

    def address(self, path: str) -> str:
        """Return the whole address of a path that begins with a slash."""
        return self.base.rstrip("/") + path
