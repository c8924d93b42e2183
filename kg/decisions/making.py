"""A decision from what somebody wants.

Comes in: a verb, targets and what the verb takes.  Goes out: a `Decision` with its id.
Must not: look anything up; whether the targets exist is for the caller to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kg.decisions.lines import mint_id
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.shape import check_shape, parse_time
from kg.errors import InputError
from kg.model import Identifier


def make_decision(
    verb: Verb | str,
    targets: Sequence[Target | str],
    *,
    who: str,
    when: str | None = None,
    why: str = "",
    label: str = "",
    identifiers: Sequence[Identifier] = (),
    lat: float | None = None,
    lon: float | None = None,
    country: str | None = None,
    documents: Sequence[str] = (),
    names: Sequence[str] = (),
    kind: str = "",
) -> Decision:
    """Return the decision, with its id; what is given twice counts once.

    `when` is ISO 8601 with its offset from UTC; now, if it is left out.  An identifier of an unlink may have
    an empty value: then all of its scheme are meant.  Raises InputError for what the verb cannot take.
    """
    decision = Decision(
        id="",
        verb=_verb(verb),
        targets=_targets(targets),
        who=_readable(who),
        when=_to_second(when),
        why=_readable(why),
        label=_readable(label),
        identifiers=tuple(dict.fromkeys(identifiers)),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        country=country or None,
        documents=tuple(sorted(set(documents))),
        names=tuple(sorted({_readable(name) for name in names})),
        kind=kind.strip(),
    )
    check_shape(decision)
    return replace(decision, id=mint_id(decision))


def _verb(verb: Verb | str) -> Verb:
    try:
        return Verb(verb)
    except ValueError as error:
        raise InputError(f"unknown verb {verb!r}; there are {', '.join(Verb)}") from error


def _targets(targets: Iterable[Target | str]) -> tuple[Target, ...]:
    found: dict[str, Target] = {}
    for target in targets:
        one = target if isinstance(target, Target) else Target(target)
        found.setdefault(one.id, Target(_readable(one.id), _readable(one.label), one.anchors))
    return tuple(found.values())


def _to_second(when: str | None) -> str:
    time = datetime.now(UTC) if when is None else parse_time(when)
    if time.tzinfo is None:
        raise InputError(f"{when!r} has no offset from UTC; write it as 2025-04-11T09:30:00Z")
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _readable(text: str) -> str:
    """Strip the text; bytes of a terminal that are not UTF-8 are written as `\\xff`: no log holds them."""
    raw = text.strip().encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")
