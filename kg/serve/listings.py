"""Lists of records: claims by filters, and what a name can mean.

Comes in: the parameters of an address.  Goes out: JSON.
Must not: cut a list without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import QueryParams

from kg.errors import NotFoundError
from kg.export.records import Record, claim_record
from kg.query.acts import ALL_ACTS
from kg.query.lookups import Lookups
from kg.query.results import EntityView
from kg.serve.refusals import RefusedRequest
from kg.serve.resources import kind_of, open_lookups

CLAIM_FILTERS = {
    "by": "who said it: a name or an id",
    "via": "who passed it on: a name or an id",
    "about": "who or what it speaks of: a name or an id",
    "place": "the place that it names: a name or an id",
    "since": "first date: YYYY, YYYY-MM or YYYY-MM-DD",
    "until": "last date, in the same forms",
    "certainty": "certain, probable, possible or unknown",
    "style": "direct, indirect, mixed or own-voice",
    "document": "id, path, file name or URL of an article",
    "act": f"speech, thought, intention, deed or {ALL_ACTS}; speech and thought if left out",
}
"""Parameters of `/claims`, and what they mean; those of `Lookups.claims`."""

MOST = 1000
USUAL = 100


def list_claims(store: Path, given: QueryParams) -> Record:
    """Return claims that pass the filters; `more` is true when others do too."""
    limit = read_limit(given)
    filters: dict[str, str] = {name: given[name] for name in CLAIM_FILTERS if given.get(name)}
    refuse_others(given, {*CLAIM_FILTERS, "limit"})
    with open_lookups(store) as lookups:
        found = lookups.claims(**filters, limit=limit + 1)  # type: ignore[arg-type]
    return {
        "claims": [claim_record(claim) for claim in found[:limit]],
        "limit": limit,
        "more": len(found) > limit,
    }


def search(store: Path, given: QueryParams) -> Record:
    """Return what a name can mean, the likeliest first; of a name that nobody has, those that come close."""
    limit, asked = read_limit(given), given.get("q", "").strip()
    refuse_others(given, {"q", "limit"})
    if not asked:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "search for what? Give a name with q=")
    with open_lookups(store) as lookups:
        found = lookups.candidates(asked)
        nearest = () if found else names_near(lookups, asked)
    return {
        "q": asked,
        "entities": [brief(entity) for entity in found[:limit]],
        "limit": limit,
        "more": len(found) > limit,
        "nearest": nearest,
    }


def names_near(lookups: Lookups, asked: str) -> tuple[str, ...]:
    """Return names of actors and places that come close to one that nobody has."""
    near: list[str] = []
    for find in (lookups.who, lookups.place):
        try:
            near.append(find(asked).label)
        except NotFoundError as error:
            near.extend(error.nearest)
    return tuple(dict.fromkeys(near))


def brief(entity: EntityView) -> Record:
    """Return what a list shows of an entity; the rest is at its address."""
    kind = kind_of(entity.id)
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.label,
        "aliases": entity.aliases,
        "claims_by": entity.claims_by,
        "claims_about": entity.claims_about,
        "address": kind.path(entity.id) if kind else None,
    }


def read_limit(given: Mapping[str, str]) -> int:
    """Return how many records a list may have at most."""
    asked = given.get("limit", str(USUAL))
    if not re.fullmatch("[0-9]{1,4}", asked) or not 1 <= int(asked) <= MOST:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, f"limit is a whole number from 1 to {MOST}, not {asked!r}"
        )
    return int(asked)


def refuse_others(given: QueryParams, known: set[str]) -> None:
    """Refuse parameters that nobody reads, and ones given twice: the list would not be what was asked for."""
    for name, _ in given.multi_items():
        if name not in known:
            named = ", ".join(sorted(known))
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, f"there is no parameter {name!r}; there are {named}")
        if len(given.getlist(name)) > 1:
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, f"the parameter {name} is given twice: give it once")
