"""A web page -> `Document`, through trafilatura.

Comes in: the bytes of a page.  Goes out: a `Document` whose text is the title, a blank line, and the
paragraphs, one a line.
Must not: fetch anything, or take comments and tables for article.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from trafilatura import bare_extraction
from trafilatura.settings import Document as Page

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.decode import decode_html
from kg.read.documents import Original, Place, make_document
from kg.read.headlines import has_first_line
from kg.read.metadata import metadata_from
from kg.read.passages import find_passages

# Its warnings ("discarding data") say less than the rejection that follows, and would reach stderr.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""The day of publication as the page declares it; a fixed last day, since the default is today's."""


def read_html(content: bytes, place: Place, original: Original) -> Document:
    """Read a page; raises UnreadableError when no article is found on it."""
    html = decode_html(content)
    if not html.strip():
        raise UnreadableError("empty; nothing to read")
    page = extract_page(html)
    body = (page.text or "").strip() if page else ""
    if page is None or not body:
        raise UnreadableError("no article text found on the page; save its text as .txt")
    title = " ".join((page.title or "").split()) or None
    text = with_title(body, title)
    original.check_text(text)
    declared = {
        "publisher": _publisher(page.sitename),
        "title": title,
        "published": page.date,
        "url": _article_url(page.url),
    }
    return make_document(place, text, find_passages(text, title=title), metadata_from(declared), original)


def extract_page(html: str) -> Page | None:
    """Run trafilatura, first for precision; if that leaves nothing, once more without."""
    for precise in (True, False):
        page = _extract(html, precise)
        if page is not None and (page.text or "").strip():
            return page
    return None


def _extract(html: str, precise: bool) -> Page | None:
    try:
        page = bare_extraction(
            html,
            include_comments=False,
            include_tables=False,
            favor_precision=precise,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:
        # Broken markup can fail in many ways inside four parsers, and one page must not stop a run.
        raise UnreadableError(
            f"the page cannot be parsed ({type(error).__name__}); save its text as .txt"
        ) from error
    return page if isinstance(page, Page) else None


def with_title(text: str, title: str | None) -> str:
    """Put the title above the text and a blank line between them; if it stands there already, once."""
    if title is None:
        return text
    if has_first_line(text, 0, title):
        text = text.partition("\n")[2].lstrip()
    return f"{title}\n\n{text}"


def _publisher(sitename: str | None) -> str | None:
    """Clean the site's name: pages give it as an account ("@ExampleDaily") too."""
    return (sitename or "").strip().lstrip("@") or None


def _article_url(url: str | None) -> str | None:
    """Leave out an address that is the site's front page: templates give it to every article."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return url
    return None if parts.path in ("", "/") and not parts.query else url
