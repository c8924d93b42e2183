"""The page of one record.

Comes in: a kind and an id that is known.  Goes out: HTML.
Must not: answer for an id that nobody has (`kg.serve.records` looks first).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from kg.ids import BASE_IRI
from kg.query.near import NearLookups
from kg.serve.pages import PAGE_HEADERS
from kg.serve.refusals import RefusedRequest
from kg.serve.replies import JSON, reply_page
from kg.serve.resources import Kind, open_lookups
from kg.serve.settings import ServiceSettings
from kg.views.marking import words_at
from kg.views.record_contexts import (
    make_claim_record,
    make_difference_record,
    make_document_record,
    make_entity_record,
)
from kg.views.served_pages import Address, Form, Site, render_record
from kg.views.wordings import name_difference

FORMS = {
    "json": JSON,
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""What `as` may be, and the media type that it stands for."""

NAMES = {
    "json": "JSON",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF/XML",
    "jsonld": "JSON-LD",
}

PAGES = ("said", "told")
"""Parameters of an entity's page: which part of what it said, and of what was said about it, is shown."""

TITLE = 70


class RecordPages:
    """The pages of all kinds of records."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Keep the settings."""
        self._settings, self._site = settings, Site(settings.root)

    def show(self, kind: Kind, identifier: str, request: Request) -> Response:
        """Return the page of a record."""

        def write() -> str:
            with open_lookups(self._settings.store) as near:
                page, title = MAKERS[kind.name](near, identifier, request.query_params)
                large = near.summary().claims > self._settings.page_claims
            address = self._address(kind, identifier, large)
            return render_record(kind.name, page, title, address, self._site)

        headers = {**PAGE_HEADERS, "Link": f'<{self._iri(identifier)}>; rel="describes"'}
        return reply_page(request, self._settings, write, headers)

    def _iri(self, identifier: str) -> str:
        return self._settings.names.write(BASE_IRI + identifier)

    def _address(self, kind: Kind, identifier: str, large: bool) -> Address:
        root, here = self._settings.root, self._settings.root + kind.path(identifier)
        page = root + kind.page(identifier)
        if large:
            page = f"{root}/evidence.html?{kind.filter}={identifier}" if kind.filter else ""
        return Address(
            here=here,
            iri=self._iri(identifier),
            iri_link=f"{root}/id/{identifier}",
            forms=tuple(Form(NAMES[name], media, f"{here}?as={name}") for name, media in FORMS.items()),
            page=page,
        )


def read_page(given: Mapping[str, str], name: str) -> int:
    """Return the number of a page, from 1."""
    asked = given.get(name, "1")
    if not re.fullmatch("[0-9]{1,8}", asked) or not int(asked) >= 1:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, f"{name} is the number of a page from 1 on, not {asked!r}"
        )
    return int(asked)


def claim_page(near: NearLookups, identifier: str, _: Mapping[str, str]) -> tuple[object, str]:
    """Return the page of a claim and its title."""
    page = make_claim_record(near, near.claim(identifier))
    return page, shorten(page.claim.denial + " " + words_at(page.article, page.claim.spans))


def entity_page(near: NearLookups, identifier: str, given: Mapping[str, str]) -> tuple[object, str]:
    """Return the page of an actor or a place and its title."""
    page = make_entity_record(near, identifier, read_page(given, "said"), read_page(given, "told"))
    return page, shorten(page.entity.label)


def document_page(near: NearLookups, identifier: str, _: Mapping[str, str]) -> tuple[object, str]:
    """Return the page of an article and its title."""
    page = make_document_record(near, identifier)
    return page, shorten(page.article.title)


def difference_page(near: NearLookups, identifier: str, _: Mapping[str, str]) -> tuple[object, str]:
    """Return the page of a difference and its title."""
    page = make_difference_record(near, identifier)
    return page, shorten(f"{name_difference(page.difference.kind)}: {page.difference.reason}")


def shorten(title: str) -> str:
    """Return words that a tab can show."""
    words = " ".join(title.split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"


MAKERS = {
    "claim": claim_page,
    "entity": entity_page,
    "document": document_page,
    "difference": difference_page,
}
