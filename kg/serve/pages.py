"""The pages of a whole store or of a part of it: evidence, network, the overview, what a search found.

Comes in: requests.  Goes out: HTML.
Must not: read a file whose name came from outside (all names stand here), or put more claims on a page than
`ServiceSettings.page_claims`: a page of all claims of a large store could not be sent, let alone read.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.query.acts import ALL_ACTS
from kg.query.near import NearLookups
from kg.query.snapshot import current_snapshot
from kg.serve.drawing import DrawnPages, Turns
from kg.serve.listings import CLAIM_FILTERS, refuse_others
from kg.serve.overview import read_overview
from kg.serve.refusals import RefusedRequest
from kg.serve.replies import HTML, page_tag, reply_known, reply_tagged, tag_headers
from kg.serve.resources import open_lookups
from kg.serve.settings import ServiceSettings
from kg.views.answers import Answers, AskedOnce
from kg.views.pages import render_evidence, render_network
from kg.views.parts import Part
from kg.views.record_parts import complete_part
from kg.views.served_pages import Site, render_overview

Render = Callable[[Answers], str]

FRAMED = "frame-ancestors 'none'"
"""What a policy in a page cannot say for itself; the rest stands in the page, with hashes of its scripts."""

FRAMED_HEADERS = {"Content-Security-Policy": FRAMED}


PARTS = 4
"""Parts of each kind that are kept; docs/SERVE.md has how large one gets."""


class StorePage:
    """A page made of a whole store, kept until another snapshot is published."""

    def __init__(self, store: Path, render: Callable[[NearLookups], str]) -> None:
        """Keep what it is made of; it is made when somebody asks."""
        self._store, self._render = store, render
        self._making = Lock()
        self._made: tuple[Path, bytes] | None = None

    def html(self) -> bytes:
        """Return the page of the published snapshot; whoever asks while it is made waits for it."""
        with self._making:
            snapshot = current_snapshot(self._store)
            if self._made is None or self._made[0] != snapshot:
                with open_lookups(self._store) as lookups:
                    self._made = (snapshot, self._render(lookups).encode("utf-8"))
            return self._made[1]


class DrawnPage:
    """evidence.html or network.html: of the whole store, or of the claims that pass filters."""

    def __init__(self, settings: ServiceSettings, turns: Turns, render: Render) -> None:
        """Keep what draws it, and whose turn it is to."""
        self._settings, self._draw = settings, render
        self._whole, self._parts = DrawnPages(turns, 1), DrawnPages(turns, PARTS)
        self._overview = StorePage(settings.store, self._render_overview)

    async def show(self, request: Request) -> Response:
        """Answer with the page."""
        asked = tuple(sorted(request.query_params.multi_items()))
        if not asked and await run_in_threadpool(self._is_large):
            overview = await run_in_threadpool(self._overview.html)
            return reply_tagged(request, overview, HTML, PAGE_HEADERS)
        tag = await run_in_threadpool(page_tag, self._settings)
        told = {**tag_headers(tag), **FRAMED_HEADERS}
        if known := reply_known(request, told):
            return known
        pages = self._parts if asked else self._whole
        page = await pages.get(request, (tag, asked), lambda: self._render(request))
        return Response(page, media_type=HTML, headers=told)

    def _is_large(self) -> bool:
        with open_lookups(self._settings.store) as near:
            return near.summary().claims > self._settings.page_claims

    def _render_overview(self, near: NearLookups) -> str:
        most = self._settings.page_claims
        notice = f"This store has more than the {most:,} claims that one page holds: choose a part."
        return render_overview(read_overview(near, most), Site(self._settings.root), notice)

    def _render(self, request: Request) -> str:
        with open_lookups(self._settings.store) as near:
            shown = read_part(near, request, self._settings.page_claims) if request.query_params else near
            return self._draw(AskedOnce(shown))


class OverviewPage:
    """/start: what the store holds, and ways into it."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Keep the settings."""
        site, most = Site(settings.root), settings.page_claims
        self._page = StorePage(settings.store, lambda near: render_overview(read_overview(near, most), site))

    def show(self, request: Request) -> Response:
        """Answer with the page."""
        return reply_tagged(request, self._page.html(), HTML, PAGE_HEADERS)


PAGE_POLICY = f"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; {FRAMED}"
"""Of pages without scripts: they may have our style sheet, and send what is searched for here."""

PAGE_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Vary": "Accept"}


def read_part(near: NearLookups, request: Request, most: int) -> Part:
    """Return the claims that pass the filters of an address, with all that they name.

    Raises RefusedRequest when more pass than a page holds.
    """
    given = request.query_params
    refuse_others(given, set(CLAIM_FILTERS))
    filters: dict[str, str] = {name: given[name] for name in CLAIM_FILTERS if given.get(name)}
    asked = {"act": ALL_ACTS, **filters}
    claims = near.claims(**asked, retracted=None, limit=most + 1)  # type: ignore[arg-type]
    if len(claims) > most:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST,
            f"more than {most:,} claims pass: one page holds no more; narrow it with since= and until=",
        )
    documents = dict.fromkeys(claim.document_id for claim in claims)
    links = [link for one in documents for link in near.lineage_of(one, most)]
    inside = {
        (link.document_id, link.origin_id, link.kind): link
        for link in links
        if link.document_id in documents and (link.origin_id in documents or link.origin_id[:2] != "d-")
    }
    return complete_part(near, claims, differences=near.differences_of(claims), lineage=list(inside.values()))


def drawn_pages(settings: ServiceSettings) -> tuple[DrawnPage, DrawnPage]:
    """Return evidence.html and network.html of a store, of which one is drawn at a time."""
    turns = Turns(settings.limits.seconds)
    return DrawnPage(settings, turns, render_evidence), DrawnPage(settings, turns, render_network)
