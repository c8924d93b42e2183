"""/search: names and claims that have some words, as JSON or as a page.

Comes in: requests.  Goes out: responses.  Must not: decide what is found (`kg.serve.listings` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.query.near import NearLookups
from kg.query.search_results import SearchResults
from kg.serve.endpoint import accept_header
from kg.serve.listings import FOUND, find, read_limit, read_offset, search
from kg.serve.negotiation import choose_media
from kg.serve.pages import PAGE_HEADERS
from kg.serve.replies import HTML, JSON, reply_json, reply_page
from kg.serve.resources import open_lookups
from kg.serve.settings import ServiceSettings
from kg.views.record_parts import gather_near
from kg.views.served_pages import FoundPage, Site, render_found

OFFERED = {JSON: JSON, HTML: HTML, "application/xhtml+xml": HTML}


class SearchPage:
    """The address of searches."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Keep the settings."""
        self._settings, self._site = settings, Site(settings.root)

    def show(self, request: Request) -> Response:
        """Answer with what was found."""
        if choose_media(accept_header(request), OFFERED) == HTML:
            return reply_page(request, self._settings, lambda: self._write(request), PAGE_HEADERS)
        return reply_json(request, search(self._settings.store, request.query_params), {"Vary": "Accept"})

    def _write(self, request: Request) -> str:
        given = request.query_params
        if not given.get("q", "").strip():
            return render_found(None, "", self._site)
        found = find(self._settings.store, given)
        with open_lookups(self._settings.store) as near:
            page = read_found(near, found, given)
        return render_found(page, found.asked, self._site)


def read_found(near: NearLookups, found: SearchResults, given: Mapping[str, str]) -> FoundPage:
    """Return what a search with the parameters `given` found as a page shows it."""
    limit, offset, kind = read_limit(given, FOUND), read_offset(given), given.get("kind")
    claims = [one.claim for one in found.claims]
    gathered = gather_near(near, claims, differences=near.differences_of(claims))
    return FoundPage(
        near=gathered,
        found=found,
        names=None if kind == "claims" or (offset and not kind) else found.names,
        claims=None if kind == "names" else tuple(gathered.claim(one.id) for one in claims),
        search=urlencode({name: value for name, value in given.items() if name != "offset"}),
        earlier=max(0, offset - limit) if offset else None,
        later=offset + limit if offset + limit < found.claims_total else None,
    )
