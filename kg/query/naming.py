"""Whom a name means, and what to say when it means nobody, or too many.

Comes in: an index, a name or an id as a person types it.  Goes out: ids of entities, NotFoundError.
Must not: read what is known of an entity beside its label and kind.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.errors import NotFoundError
from kg.model import EntityKind
from kg.query.find import find_matches, is_entity_id
from kg.query.index_file import IndexFile
from kg.query.search_names import find_near_names

ALL = frozenset(kind.value for kind in EntityKind)
PLACES = frozenset({EntityKind.PLACE.value, EntityKind.FACILITY.value})
ACTORS = ALL - PLACES
"""Kinds that speak: persons, organizations, groups and outlets.  Events are among them, so
that `kg who` shows what was said about one."""

LISTED = 5
"""Names, articles, or ids, that an error names at most."""

_WANTED = {ALL: "actor or place", ACTORS: "actor", PLACES: "place"}


def meant_by(index: IndexFile, name: str, kinds: Collection[str], wanted: str = "") -> list[str]:
    """Return the ids of all that a name means equally well, the likeliest first.

    NotFoundError, which calls the kinds what is `wanted`, when there is none, and when what was typed is the
    beginning of several ids.
    """
    found = [match.entity for match in find_matches(index, name, kinds)]
    if not found:
        raise _not_found(index, name, kinds, wanted or _WANTED[frozenset(kinds)])
    if len(found) > 1 and is_entity_id(name):
        raise NotFoundError(f"several entities have ids that begin with {name}", tuple(found[:LISTED]))
    return found


def no_entity(identifier: str) -> NotFoundError:
    """Return the error that tells that no entity has an id."""
    return NotFoundError(f"no entity has the id {identifier}: kg who NAME and kg place NAME show ids")


def _not_found(index: IndexFile, name: str, kinds: Collection[str], wanted: str) -> NotFoundError:
    """Say that nobody has the name; mention who has it among the other kinds, else who comes close."""
    others = find_matches(index, name, ALL - frozenset(kinds))
    if not others:
        return no_entity(name) if is_entity_id(name) else _nearest(index, name, kinds, wanted)
    (label,) = index.rows("SELECT label FROM entity WHERE id = ?", others[0].entity)[0]
    kind = others[0].kind
    command = "place" if kind in PLACES else "who"
    if is_entity_id(name):
        known = f"{label} ({kind}): see kg {command} {others[0].entity}"
        return NotFoundError(f"{name} is the id of no {wanted}, but of {known}")
    known = f"{label} is a {kind}: see kg {command} {name!r}"
    return NotFoundError(f"no {wanted} is called {name!r}, but {known}", ())


def _nearest(index: IndexFile, name: str, kinds: Collection[str], wanted: str) -> NotFoundError:
    near = find_near_names(index, name, LISTED, kinds)
    labels = tuple(dict.fromkeys(one.label for one in near if one.named))
    return NotFoundError(f"no {wanted} is called {name!r}", labels)
