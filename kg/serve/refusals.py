"""What the service answers when it does not answer: an HTTP status, and words that say why and what to do.

Must not: know the web framework; worker processes send these too.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

RETRY = (("Retry-After", "5"),)
"""Headers of a refusal that others caused by keeping the service busy."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered; `headers` are those that its status asks for (Allow and its like)."""

    status: HTTPStatus
    words: str
    headers: tuple[tuple[str, str], ...] = ()
    nearest: tuple[str, ...] = ()


class RefusedRequest(Exception):  # noqa: N818
    """Raised while a request is read or answered; carries the refusal."""

    def __init__(
        self,
        status: HTTPStatus,
        words: str,
        headers: tuple[tuple[str, str], ...] = (),
        nearest: tuple[str, ...] = (),
    ) -> None:
        """Keep status, words, headers and, of a name that nobody has, those that come close."""
        super().__init__(words)
        self.refusal = Refusal(status, words, headers, nearest)
