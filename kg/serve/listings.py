"""Lists of records: claims by filters, and what a search finds.

Comes in: the parameters of an address.  Goes out: JSON.
Must not: cut a list without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import QueryParams

from kg.errors import NothingAskedError
from kg.export.records import Record, claim_record
from kg.query.acts import ALL_ACTS
from kg.query.search_results import FoundClaim, FoundName, SearchResults
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

SEARCH = {
    "limit": "at most so many names, and so many claims",
    "offset": "after so many claims",
    "kind": "names or claims; both if left out",
    "act": CLAIM_FILTERS["act"],
}
"""Parameters of `/search` beside `q`, and what they mean; those of `Lookups.search`."""

MOST = 1000
USUAL = 100
FOUND = 20
"""Names, and claims, that a search lists if it is not told how many."""


def list_claims(store: Path, given: QueryParams) -> Record:
    """Return claims that pass the filters; `more` is true when others do too."""
    limit, offset = read_limit(given), read_offset(given)
    filters: dict[str, str] = {name: given[name] for name in CLAIM_FILTERS if given.get(name)}
    refuse_others(given, {*CLAIM_FILTERS, "limit", "offset"})
    with open_lookups(store) as lookups:
        found = lookups.claims(limit + 1, offset, **filters)  # type: ignore[arg-type]
    return {
        "claims": [claim_record(claim) for claim in found[:limit]],
        "limit": limit,
        "more": len(found) > limit,
        "offset": offset,
    }


def search(store: Path, given: QueryParams) -> Record:
    """Return what `find` does as a record."""
    found = find(store, given)
    return {
        "q": found.asked,
        "names": [name_record(name) for name in found.names],
        "more_names": found.more_names,
        "claims": [found_claim_record(one) for one in found.claims],
        "claims_total": found.claims_total,
        "every_word": found.every_word,
        "words": [asdict(word) for word in found.words],
        "limit": read_limit(given, FOUND),
        "offset": read_offset(given),
    }


def find(store: Path, given: QueryParams) -> SearchResults:
    """Return the names and claims that have the words of `q`, be they misspelt, the best first: at most
    `limit` of each, of claims after the first `offset`."""
    refuse_others(given, {"q", *SEARCH})
    limit, offset, asked = read_limit(given, FOUND), read_offset(given), given.get("q", "").strip()
    if not asked:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, "search for what? Give a name, or words of a claim, with q="
        )
    with open_lookups(store) as lookups:
        try:
            return lookups.search(asked, limit, offset, given.get("kind"), given.get("act"))
        except NothingAskedError:
            return SearchResults(asked)  # OpenAPI has no words for a string of signs


def name_record(found: FoundName) -> Record:
    """Return a found name as a record, with the address of whose it is."""
    fields = asdict(found)
    kind = kind_of(found.entity)
    return {"id": fields.pop("entity"), **fields, "address": kind.path(found.entity) if kind else None}


def found_claim_record(found: FoundClaim) -> Record:
    """Return a found claim as a record; `marks` are offsets into its `sentence_text`."""
    return {
        "claim": claim_record(found.claim),
        "marks": found.marks,
        "published": found.published,
        "articles": found.articles,
        "publishers": found.publishers,
        "origins": found.origins,
    }


def read_offset(given: Mapping[str, str]) -> int:
    """Return after how many records a list begins."""
    return read_number(given, "offset") or 0


def read_limit(given: Mapping[str, str], usual: int = USUAL) -> int:
    """Return how many records a list may have at most."""
    number = read_number(given, "limit")
    if number is not None and not 1 <= number <= MOST:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, f"limit is a whole number from 1 to {MOST}, not {number}"
        )
    return usual if number is None else number


def read_number(given: Mapping[str, str], name: str) -> int | None:
    """Return a number of records of up to nine digits; None for what is not given."""
    asked = given.get(name)
    if asked is not None and not re.fullmatch("[0-9]{1,9}", asked):
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, f"{name} is a whole number of up to nine digits, not {asked[:40]!r}"
        )
    return None if asked is None else int(asked)


def refuse_others(given: QueryParams, known: set[str]) -> None:
    """Refuse parameters that nobody reads, and ones given twice: the list would not be what was asked for."""
    for name, _ in given.multi_items():
        if name not in known:
            named = ", ".join(sorted(known))
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, f"there is no parameter {name!r}; there are {named}")
        if len(given.getlist(name)) > 1:
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, f"the parameter {name} is given twice: give it once")
