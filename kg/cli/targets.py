"""What a person types -> the entity, article or claim that is meant, and no other.

Comes in: a name, a path, an id or the beginning of one.  Goes out: views.
A look-up may guess between several of one name; a decision may not: candidates are listed on stderr, and an
error asks for the id.
Must not: import spaCy, rdflib, networkx or pyvis.
"""

from __future__ import annotations

import os
import re

from kg.cli.namesakes import LISTED, list_candidates
from kg.cli.options import note
from kg.cli.screen import plain
from kg.errors import InputError, NotFoundError
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView, EntityView

_ID = re.compile(r"[cdek]-[0-9a-f]+")


def is_id(typed: str, prefix: str) -> bool:
    """Tell whether what was typed is an id with this prefix letter, or the beginning of one.

    >>> is_id("c-9f2a", "c"), is_id("c-9f2a.txt", "c")
    (True, False)
    """
    return _ID.fullmatch(typed) is not None and typed[0] == prefix


def find_entity(lookups: Lookups, typed: str) -> EntityView:
    """Return the entity with this id, beginning of an id or name.

    NotFoundError, with the nearest names, when none has it; InputError when several have: they are listed.
    """
    found = lookups.candidates(typed)
    if not found:
        lookups.claims(about=typed)  # raises the error that tells the nearest names
    if len(found) > 1:
        note(f"{plain(typed)!r} {'begins the id' if is_id(typed, 'e') else 'is the name'} of {len(found)}:")
        list_candidates(lookups, found)
        raise InputError(f"{plain(typed)!r} can mean any of these {len(found)}: give the id instead")
    return found[0]


def find_document(lookups: Lookups, typed: str) -> DocumentView:
    """Return the article with this id, beginning of an id, path, file name or URL; or of this file, whatever
    folder it was read from."""
    if not is_id(typed, "d"):
        return _find_file(lookups, typed)
    found = lookups.documents_by_id((typed,)) or tuple(
        one for one in lookups.documents(all_versions=True) if one.id.startswith(typed)
    )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:LISTED])
        raise InputError(f"{len(found)} articles have ids that begin with {typed!r}: {ids}; give more of it")
    return found[0] if found else lookups.document(typed)


def _find_file(lookups: Lookups, typed: str) -> DocumentView:
    """Return the article that is called so; where none is, the one whose path this file's path ends with."""
    try:
        return lookups.document(typed)
    except NotFoundError:
        whole = os.path.realpath(typed).replace(os.sep, "/")
        paths = [one.path for one in lookups.documents() if whole.endswith(f"/{one.path}")]
        if not paths or not os.path.isfile(typed):  # noqa: PTH113 # a name too long is no error here
            raise
    return lookups.document(max(paths, key=len))


def find_named_article(lookups: Lookups, typed: str) -> DocumentView | None:
    """Return the article that was typed where anything may be meant; None if it is none."""
    try:
        return find_document(lookups, typed)
    except NotFoundError:
        return None


def find_outlet(lookups: Lookups, typed: str) -> EntityView | None:
    """Return the outlet that has this name or id and publishes articles or is credited; None if none has.

    InputError when several have it.
    """
    known = {one.publisher_entity for one in lookups.documents()}
    known.update(link.origin_id for link in lookups.lineage())
    found = [one for one in lookups.candidates(typed) if one.id in known]
    if len(found) > 1:
        ids = ", ".join(f"{one.label} ({one.id})" for one in found[:LISTED])
        raise InputError(f"{len(found)} outlets are called {typed!r}: {ids}; give the id")
    return found[0] if found else None


def find_retractable(lookups: Lookups, typed: str) -> DocumentView | ClaimView:
    """Return the claim (an id with "c-", or its beginning) or else the article that is meant."""
    return lookups.claim(typed) if is_id(typed, "c") else find_document(lookups, typed)
