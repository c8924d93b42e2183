"""How the names of two profiles relate: the closest relation of any name of one to any of the other.

Comes in: two profiles.  Goes out: a `NameRelation` or None.  Must not: look at anything but names and kinds.
"""

from __future__ import annotations

from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.body_names import acronyms_of, is_general, relate_bodies
from kg.resolve.person_names import NameRelation, parse_person, relate_full, relate_short
from kg.resolve.profiles import Profile

CLOSENESS = (
    "same full name", "same name", "same short name", "middle name left out", "other legal form", "other spelling", "same words",
    "other word order", "other form of the given name", "initial", "acronym", "similar name",
    "near spelling", "same short form", "part of a longer name",
    "part of the name of a body", "surname", "beginning of a name", "middle of a name", "same name in another kind",
)  # fmt: skip
"""The sorts of relation, the closest first."""


def relate_profiles(left: Profile, right: Profile) -> NameRelation | None:
    """Return the closest relation of the names of two profiles."""
    if left.kind is not right.kind:
        return _relate_kinds(left, right)
    if left.kind is EntityKind.PERSON:
        return _relate_persons(left, right)
    shared = sorted(left.keys & right.keys, key=lambda key: (-len(key), key))
    found = _relate_shared(shared, left, right) if shared else None
    if left.kind is EntityKind.PLACE or (found and found.sort == "same name"):
        return found
    keys = [[spelling_key(name) for name in side.names] for side in (left, right)]
    related = [relate_bodies(one, two) for one in keys[0] for two in keys[1] if one != two]
    return _closest([found, *related])


def _relate_shared(shared: list[str], left: Profile, right: Profile) -> NameRelation:
    """A name that one of them goes by as a short form only ("Council" for "Arlen Council") tells less."""
    mains = {spelling_key(left.names[0]), spelling_key(right.names[0])}
    for key in shared:
        others = (left.keys | right.keys) - {key}
        if mains == {key} or " " in key or left.links or right.links:
            return NameRelation("same name", 1.0, f"both are called {key}")
        if any(key in acronyms_of(other) or key == other.replace(" ", "") for other in others):
            return NameRelation("same name", 1.0, f"both are called {key}")
    value = 0.75 if is_general(shared[0]) else 1.0
    return NameRelation("same short form", value, f"both are called {shared[0]} for short")


def full_names(profile: Profile) -> tuple[str, ...]:
    """Return the names of a person that have more than one word."""
    return tuple(name for name in profile.names if not parse_person(name).is_short)


def _relate_persons(left: Profile, right: Profile) -> NameRelation | None:
    one, two = full_names(left), full_names(right)
    if one and two:
        return _closest([relate_full(a, b) for a in one for b in two])
    if one or two:
        short, full = (right.names, one) if one else (left.names, two)
        return _closest([relate_short(a, b) for a in short for b in full])
    if shared := sorted(left.keys & right.keys):
        return NameRelation("same short name", 1.0, f"both are called {shared[0]}")
    return None


def _relate_kinds(left: Profile, right: Profile) -> NameRelation | None:
    shared = sorted(left.keys & right.keys, key=lambda key: (-len(key), key))
    if not shared:
        return None
    words = f"both are called {shared[0]}, a {' and a '.join(sorted((left.kind.value, right.kind.value)))}"
    return NameRelation("same name in another kind", 1.0, words)


def _closest(found: list[NameRelation | None]) -> NameRelation | None:
    return min(
        (one for one in found if one),
        key=lambda one: (CLOSENESS.index(one.sort), -one.value, one.words),
        default=None,
    )
