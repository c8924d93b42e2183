"""Every error that claimgraph raises on purpose.

    ClaimgraphError
    ├── InputError            what was handed in cannot be used (path, option, metadata table, query)
    │   ├── UnreadableError   one article that cannot be read; becomes a Rejection, never stops a run
    │   └── ForbiddenError    a query that is understood and refused: SERVICE, LOAD, updates
    ├── RecordError           a record breaks its own invariant (offsets that do not give the words)
    ├── StoreError            the store is missing, broken, or of another version
    │   └── StoreBusyError    another process is writing to it
    ├── WorkerError           processes or machines that should read articles cannot
    └── NotFoundError         a named thing does not exist; carries the nearest names

Every message says what happened and what to do next.  The command line turns them into one line on
stderr and an exit code; nothing else prints them.
"""

from __future__ import annotations


class ClaimgraphError(Exception):
    """Base of all errors raised on purpose."""


class InputError(ClaimgraphError):
    """What was handed in cannot be used."""


class UnreadableError(InputError):
    """One article cannot be read; the reader turns it into a Rejection."""


class ForbiddenError(InputError):
    """A query is understood and refused: it reaches out, or changes the store."""


class RecordError(ClaimgraphError):
    """A record breaks its own invariant."""


class StoreError(ClaimgraphError):
    """The store is missing, broken, or of another version."""


class NothingAskedError(InputError):
    """What is searched for has no words: signs alone stand in no index."""


class GraphServiceError(StoreError):
    """The service that keeps a store's graph does not answer, or refuses; the message names its address."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class WorkerError(ClaimgraphError):
    """Processes or machines that should read articles cannot; no article is to blame."""


class NotFoundError(ClaimgraphError):
    """A named thing does not exist; `nearest` holds up to five names that come close."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep the message and the names that come near."""
        super().__init__(message)
        self.nearest = nearest
