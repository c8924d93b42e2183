"""What each verb takes.

Comes in: a decision.  Goes out: nothing, or an InputError that says what the verb wants instead.
Must not: know whether a target exists; a log may be older than the articles that it speaks of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from kg.decisions.records import Decision, Verb
from kg.errors import InputError
from kg.model import EntityKind

ENTITY, DOCUMENT, CLAIM, DECISION = "e-", "d-", "c-", "k-"

_TARGETS: Mapping[Verb, tuple[tuple[str, ...], int, int | None, str]] = {
    Verb.MERGE: ((ENTITY,), 2, None, "two or more different entities"),
    Verb.SPLIT: ((ENTITY,), 1, 2, "one entity and what to take out of it, or two that are never to be one"),
    Verb.RENAME: ((ENTITY,), 1, 1, "one entity"),
    Verb.LINK: ((ENTITY,), 1, 1, "one entity"),
    Verb.UNLINK: ((ENTITY,), 1, 1, "one entity"),
    Verb.RETRACT: ((DOCUMENT, CLAIM), 1, None, "documents or claims"),
    Verb.RESTORE: ((DECISION, DOCUMENT, CLAIM), 1, None, "decisions, or retracted documents or claims"),
}
"""Prefixes of ids, the least and the largest number of different targets, and all that in words."""

_EXTRAS: Mapping[str, frozenset[Verb]] = {
    "label": frozenset({Verb.RENAME}),
    "identifiers": frozenset({Verb.LINK, Verb.UNLINK}),
    "lat": frozenset({Verb.LINK}),
    "lon": frozenset({Verb.LINK}),
    "country": frozenset({Verb.LINK}),
    "documents": frozenset({Verb.SPLIT}),
    "names": frozenset({Verb.SPLIT}),
    "kind": frozenset({Verb.RENAME}),
}
"""Which verbs a field belongs to."""


_ID = re.compile(r"[a-z]-[\w.~-]+", re.ASCII)


def has_id_form(typed: str) -> bool:
    """Tell whether this has the form of an id: nothing stands in it that an IRI could not hold."""
    return _ID.fullmatch(typed) is not None


def check_shape(decision: Decision) -> None:
    """Raise InputError unless the decision has what its verb takes, and nothing else."""
    if not decision.who.strip():
        raise InputError("nobody is named as who decided; --by NAME says it")
    parse_time(decision.when)
    _check_targets(decision)
    for name, verbs in _EXTRAS.items():
        if decision.verb not in verbs and getattr(decision, name) not in ((), None, ""):
            raise InputError(f"{decision.verb} takes no {name}: that is for {' and '.join(sorted(verbs))}")
    check = _CHECKS.get(decision.verb)
    if check:
        check(decision)


def parse_time(when: str) -> datetime:
    """Return the time that is written in ISO 8601; InputError when it is none."""
    try:
        return datetime.fromisoformat(when)
    except ValueError as error:
        raise InputError(f"{when!r} is no time; write it as 2025-04-11T09:30:00Z") from error


def _check_targets(decision: Decision) -> None:
    prefixes, least, most, wanted = _TARGETS[decision.verb]
    targets = {target.id for target in decision.targets}
    for target in sorted(targets):
        if not target.startswith(prefixes) or not has_id_form(target):
            raise InputError(f"{decision.verb} takes {wanted}; {target!r} is no id of one")
    if len(targets) < least or (most is not None and len(targets) > most):
        raise InputError(f"{decision.verb} takes {wanted}; {len(targets)} given")


def _check_split(decision: Decision) -> None:
    chosen = bool(decision.documents or decision.names)
    if len(decision.targets) == 1 and not chosen:
        raise InputError("split takes what to take out: documents or names; or two entities to keep apart")
    if len(decision.targets) == 2 and chosen:
        raise InputError("split takes documents and names out of one entity; two entities are kept apart")
    for document in decision.documents:
        if not document.startswith(DOCUMENT) or not has_id_form(document):
            raise InputError(f"split takes documents by their ids; {document!r} is none")
    if not all(name.strip() for name in decision.names):
        raise InputError("split was given an empty name; name what the entity is called")


def _check_rename(decision: Decision) -> None:
    if not decision.label.strip() and not decision.kind:
        raise InputError("rename takes a new label that is not empty, or a new kind")
    if decision.kind and decision.kind not in list(EntityKind):
        raise InputError(f"unknown kind {decision.kind!r}; there are {', '.join(EntityKind)}")


def _check_link(decision: Decision) -> None:
    schemes = [identifier.scheme for identifier in decision.identifiers]
    if not schemes or not all(one.scheme and one.value for one in decision.identifiers):
        raise InputError("link takes an identifier as SCHEME:ID, such as geonames:695594")
    if len(set(schemes)) < len(schemes):
        raise InputError("link takes one identifier of a scheme; decide on each by itself")
    if (decision.lat is None) != (decision.lon is None):
        raise InputError("link takes latitude and longitude together, or neither")
    if decision.country and not re.fullmatch("[A-Z]{2}", decision.country):
        raise InputError(f"{decision.country!r} is no country; write its ISO 3166-1 code of two letters")
    _check_degrees("latitude", decision.lat, 90)
    _check_degrees("longitude", decision.lon, 180)


def _check_degrees(name: str, value: float | None, limit: int) -> None:
    if value is not None and not (math.isfinite(value) and abs(value) <= limit):
        raise InputError(f"{value} is no {name}; it lies between -{limit} and {limit} degrees")


def _check_unlink(decision: Decision) -> None:
    if not all(identifier.scheme for identifier in decision.identifiers):
        raise InputError("unlink takes SCHEME or SCHEME:ID, or nothing for all identifiers")


_CHECKS: Mapping[Verb, Callable[[Decision], None]] = {
    Verb.SPLIT: _check_split,
    Verb.RENAME: _check_rename,
    Verb.LINK: _check_link,
    Verb.UNLINK: _check_unlink,
}
