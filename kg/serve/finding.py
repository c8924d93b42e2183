"""/search: what a name can mean, as JSON or as a page.

Comes in: requests.  Goes out: responses.  Must not: decide what is found (`kg.serve.listings` does).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.export.records import Record
from kg.query.near import NearLookups
from kg.serve.endpoint import accept_header
from kg.serve.listings import search
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
        self._store, self._site = settings.store, Site(settings.root)

    def show(self, request: Request) -> Response:
        """Answer with what was found."""
        if choose_media(accept_header(request), OFFERED) == HTML:
            return reply_page(request, self._store, lambda: self._write(request), PAGE_HEADERS)
        return reply_json(request, search(self._store, request.query_params), {"Vary": "Accept"})

    def _write(self, request: Request) -> str:
        asked = request.query_params.get("q", "").strip()
        if not asked:
            return render_found(None, "", self._site)
        found = search(self._store, request.query_params)
        with open_lookups(self._store) as near:
            return render_found(read_found(near, found), asked, self._site)


def read_found(near: NearLookups, found: Record) -> FoundPage:
    """Return a page of what `listings.search` found."""
    ids = [str(one["id"]) for one in found["entities"]]  # type: ignore[attr-defined]
    entities = near.entities_by_id(ids)
    gathered = gather_near(near, (), entities=entities)
    return FoundPage(
        near=gathered,
        actors=tuple(gathered.actor(one.id) for one in entities),
        more=bool(found["more"]),
        nearest=tuple(map(str, found["nearest"])),  # type: ignore[call-overload]
    )
