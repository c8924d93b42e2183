"""What a person types -> the entity, article or claim that is meant, and no other.

Comes in: a name, a path, an id or the beginning of one.  Goes out: views.
A look-up may guess between several of one name; a decision may not: candidates are listed on stderr, and an
error asks for the id.
Must not: import spaCy, rdflib, networkx or pyvis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cli.options import note
from kg.cli.screen import fields, joined, plain, show
from kg.errors import InputError
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView, EntityView

LISTED = 10
"""Candidates that are listed at most."""

_NAMED_ARTICLES = 2
"""Articles by which a candidate is told from others, at most."""

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
    found = _by_id(lookups, typed) if is_id(typed, "e") else lookups.candidates(typed)
    if not found:
        lookups.claims(about=typed)  # raises the error that tells the nearest names
    if len(found) > 1:
        _list_candidates(lookups, typed, found)
        raise InputError(f"{plain(typed)!r} can mean any of these {len(found)}: give the id instead")
    return found[0]


def _by_id(lookups: Lookups, identifier: str) -> Sequence[EntityView]:
    return [one for one in lookups.entities() if one.id.startswith(identifier)] or [
        lookups.entity(identifier)
    ]


def find_document(lookups: Lookups, typed: str) -> DocumentView:
    """Return the article with this id, beginning of an id, path, file name or URL."""
    if not is_id(typed, "d"):
        return lookups.document(typed)
    found = [one for one in lookups.documents(all_versions=True) if one.id.startswith(typed)]
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:LISTED])
        raise InputError(f"{len(found)} articles have ids that begin with {typed!r}: {ids}; give more of it")
    return found[0] if found else lookups.document(typed)


def find_retractable(lookups: Lookups, typed: str) -> DocumentView | ClaimView:
    """Return the claim (an id with "c-", or its beginning) or else the article that is meant."""
    return lookups.claim(typed) if is_id(typed, "c") else find_document(lookups, typed)


def _list_candidates(lookups: Lookups, typed: str, found: Sequence[EntityView]) -> None:
    note(f"{plain(typed)!r} is the name of {len(found)}:")
    rows = [(one.id, candidate_words(lookups, one)) for one in found[:LISTED]]
    show(fields(rows), stderr=True)
    if len(found) > LISTED:
        note(f"and {len(found) - LISTED} more; a longer name finds fewer.")


def candidate_words(lookups: Lookups, entity: EntityView) -> str:
    """Return what tells an entity from others of its name: kind, role or country, the articles it is in."""
    return joined((entity.label, entity.kind, telling_words(entity), article_names(lookups, entity)))


def telling_words(entity: EntityView) -> str:
    """Return the first thing known about an entity that its name does not say; empty if there is nothing."""
    identifiers = (f"{scheme} {value}" for scheme, value in sorted(entity.ids.items()))
    others = (alias for alias in entity.aliases if alias != entity.label)
    told = (*entity.roles, *entity.affiliations, *_country(entity), *identifiers, *others)
    return next(iter(told), "")


def _country(entity: EntityView) -> tuple[str, ...]:
    return tuple(filter(None, [joined((entity.country or "", *_point(entity)), ", ")]))


def _point(entity: EntityView) -> tuple[str, ...]:
    return () if entity.lat is None or entity.lon is None else (f"{entity.lat:.2f}", f"{entity.lon:.2f}")


def article_names(lookups: Lookups, entity: EntityView) -> str:
    """Return the articles that an entity is in: "3 articles (a.txt, b.txt ...)"."""
    found = [document.path for document in lookups.documents_of(entity.id)]
    if not found:
        return "in no article"
    more = " and others" if len(found) > _NAMED_ARTICLES else ""
    number = f"{len(found)} article{'s' if len(found) > 1 else ''}"
    return f"{number} ({', '.join(found[:_NAMED_ARTICLES])}{more})"
