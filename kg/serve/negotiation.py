"""Content negotiation (RFC 9110, section 12.5.1): an Accept header and what there is -> what is sent.

Comes in: header values.  Goes out: one of the media types on offer, or none.
Must not: know what the media types hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """One member of an Accept header: `kind/form`, either of which may be `*`, and its weight from 0 to 1."""

    kind: str
    form: str
    weight: float

    @property
    def precision(self) -> int:
        """How much it says: 0 for `*/*`, 1 for `text/*`, 2 for `text/turtle`."""
        return (self.kind != "*") + (self.form != "*")

    def covers(self, media: str) -> bool:
        """Tell whether it is about a media type."""
        kind, _, form = media.partition("/")
        return self.kind in ("*", kind) and self.form in ("*", form)


def choose_media(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Return the media type that the client likes best; None when it takes nothing that there is.

    `offered` maps what may be asked for to what is sent, both lower case, the server's favourites first; an
    alias (`application/json` for SPARQL results) leads to the type itself.  Of what is liked as well as
    anything else the first is chosen, which also answers a client that sends no Accept header.
    """
    if accept is None or not accept.strip():
        return next(iter(offered.values()))
    ranges = read_accept(accept)
    weights = {media: weigh(media, ranges) for media in offered}
    best = max(weights, key=lambda media: weights[media])
    return offered[best] if weights[best] > 0 else None


def read_accept(header: str) -> tuple[Range, ...]:
    """Return the ranges of an Accept header; what is no range is passed over, as nobody can send it."""
    members = (member.split(";") for member in header.lower().split(","))
    return tuple(
        read_range(name.strip(), parameters) for name, *parameters in members if name.count("/") == 1
    )


def read_range(name: str, parameters: Sequence[str]) -> Range:
    """Return one range; parameters of the media type itself (charset) do not matter here."""
    kind, _, form = name.partition("/")
    return Range(kind, form, read_weight(parameters))


def read_weight(parameters: Sequence[str]) -> float:
    """Return the weight `q`; 1 where there is none, 0 for one that is no number from 0 to 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return parse_weight(value.strip())
    return 1.0


def parse_weight(value: str) -> float:
    """Return a weight as a number; 0 when it is none."""
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def weigh(media: str, ranges: Sequence[Range]) -> float:
    """Return the weight of a media type: what the most precise range that covers it says."""
    covering = [one for one in ranges if one.covers(media)]
    if not covering:
        return 0.0
    precision = max(one.precision for one in covering)
    return max(one.weight for one in covering if one.precision == precision)
