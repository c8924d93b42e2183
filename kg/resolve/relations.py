"""How the names of two profiles relate: the closest relation of any name of one to any of the other.

Comes in: two profiles.  Goes out: a `NameRelation` or None.  Must not: look at anything but names and kinds.
"""

from __future__ import annotations

from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.body_names import acronyms_of, country_words, is_general, relate_bodies, words_beside
from kg.resolve.person_names import NameRelation, parse_person, relate_full, relate_short
from kg.resolve.profiles import Profile
from kg.resolve.wording import with_article

CLOSENESS = (
    "same full name",
    "same name",
    "same short name",
    "middle name left out",
    "other legal form",
    "other spelling",
    "same words",
    "other word order",
    "other form of the given name",
    "initial",
    "acronym",
    "similar name",
    "country left out",
    "near spelling",
    "same short form",
    "part of a longer name",
    "part of the name of a body",
    "surname",
    "beginning of a name",
    "middle of a name",
    "given name begins alike",
    "same name in another kind",
)
"""The sorts of relation, the closest first."""


_CALLED_ONE_WAY = frozenset({EntityKind.PLACE, EntityKind.GROUP})
"""Kinds of which a like name is another's: places have a gazetteer, and African Americans are some
Americans."""


def relate_profiles(left: Profile, right: Profile) -> NameRelation | None:
    """Return the closest relation of the names of two profiles."""
    if left.kind is not right.kind:
        return _relate_kinds(left, right)
    if left.kind is EntityKind.PERSON:
        return _relate_persons(left, right)
    shared = sorted(left.keys & right.keys, key=lambda key: (-len(key), key))
    found = _relate_shared(shared, left, right) if shared else None
    if left.kind in _CALLED_ONE_WAY or (found and found.sort == "same name"):
        return found
    keys = [_longest_forms([spelling_key(name) for name in side.names]) for side in (left, right)]
    related = [relate_bodies(one, two) for one in keys[0] for two in keys[1] if one != two]
    return _closest([found, *related])


def _longest_forms(keys: list[str]) -> list[str]:
    """Return the names of several words, if there are any: initials are compared where a body has no
    other."""
    return [key for key in keys if " " in key] or keys


def _relate_shared(shared: list[str], left: Profile, right: Profile) -> NameRelation:
    """A short form tells less than a name ("Council" for "Arlen Council"), unless it is made of the initials;
    and little if both have a longer name: it may be short for two things."""
    mains = {spelling_key(left.names[0]), spelling_key(right.names[0])}
    for key in shared:
        if mains == {key} or left.links or right.links:
            return NameRelation("same name", 1.0, f"both are called {_written(key, left, right)}")
        if " " in key and not any(words_beside(key, main) for main in mains):
            return NameRelation("same name", 1.0, f"both are called {_written(key, left, right)}")
        spelt_out = [any(key in acronyms_of(other) for other in side.keys) for side in (left, right)]
        if any(spelt_out) and not all(any(" " in other for other in side.keys) for side in (left, right)):
            return NameRelation("same name", 1.0, f"both are called {_written(key, left, right)}")
    value = _short_form_tells(shared[0], left, right)
    if value == 1.0 and " " in shared[0]:  # an article says that the longer name, with its country, is meant
        return NameRelation("same name", 0.9, f"both are called {_written(shared[0], left, right)}")
    words = f"both are called {_written(shared[0], left, right)} for short"
    return NameRelation("same short form", value, words)


def _written(key: str, left: Profile, right: Profile) -> str:
    """Return the name that has a key as somebody wrote it, where a profile still has it so."""
    names = [name for side in (left, right) for name in side.names if spelling_key(name) == key]
    return min(names, default=key)


def _short_form_tells(key: str, left: Profile, right: Profile) -> float:
    """How far a short form tells a name: in full beside a country's name only ("US Arlen Board")."""
    longer = [[other for other in side.keys if other != key and " " in other] for side in (left, right)]
    if all(longer):
        return 0.5
    beside = {word for side in longer for other in side for word in words_beside(key, other)}
    if beside and not beside <= country_words():
        return 0.75
    return 0.75 if is_general(key) and not beside else 1.0


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
        return NameRelation("same short name", 1.0, f"both are called {_written(shared[0], left, right)}")
    return None


def _relate_kinds(left: Profile, right: Profile) -> NameRelation | None:
    shared = sorted(left.keys & right.keys, key=lambda key: (-len(key), key))
    if not shared:
        return None
    kinds = " and ".join(with_article(kind) for kind in sorted((left.kind.value, right.kind.value)))
    words = f"both are called {_written(shared[0], left, right)}, {kinds}"
    return NameRelation("same name in another kind", 1.0, words)


def _closest(found: list[NameRelation | None]) -> NameRelation | None:
    return min(
        (one for one in found if one),
        key=lambda one: (CLOSENESS.index(one.sort), -one.value, one.words),
        default=None,
    )
