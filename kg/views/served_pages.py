"""The pages that a service writes, one for each address: records, an overview, what a search found, refusals.

Comes in: contexts, and where the service is seen.  Goes out: HTML that needs no script, and its style sheet.
Must not: let text of an article through unescaped (jinja2 escapes all that templates show), or know HTTP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.query.search_results import FoundName, SearchResults
from kg.views import wordings
from kg.views.contexts import ActorContext, ClaimContext, DifferenceContext, Span
from kg.views.marking import Piece, cut_pieces, mark_spans, words_at
from kg.views.record_parts import Nearby
from kg.views.shell import read_static, read_template
from kg.views.wording import count_words, describe_date

_DARK = '@media screen { /* on paper colours are those of light */\n:root[data-theme="dark"] {'
"""Where base.css has its dark colours, for pages with a button that chooses."""

_STYLES = ("base", "evidence/panel", "evidence/claim_card", "evidence/differences", "evidence/actors")
_LINEAGE = "evidence/lineage"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the service is seen: the path before every address, without a slash at its end."""

    root: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a record can be had in, and its address."""

    name: str
    media: str
    href: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a record is: its address here, its IRI and where that leads, its other forms, and the evidence
    page with it selected (empty where a store is too large for one)."""

    here: str
    iri: str
    iri_link: str
    forms: tuple[Form, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of a whole store, and where to begin; `most` claims stand on one evidence page."""

    near: Nearby
    totals: tuple[str, ...]
    actors: tuple[ActorContext, ...]
    places: tuple[ActorContext, ...]
    differences: tuple[DifferenceContext, ...]
    queries: tuple[tuple[str, str], ...]
    most: int


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What a search found: `claims` are those of `found`, `names` stand on the first page alone, None where
    they were not asked for or stand on another page; `search` is the query of the address without its offset;
    `earlier` and `later` are the offsets of the pages beside this one, None where there is none."""

    near: Nearby
    found: SearchResults
    names: tuple[FoundName, ...] | None
    claims: tuple[ClaimContext, ...] | None
    search: str
    earlier: int | None
    later: int | None


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The answer to a query: rows of cells, each its words and the name of the thing that they lead to
    (empty: nowhere), and how many rows there are; or `text`.  `cut` tells the limit that ended it."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    total: int = 0
    text: str = ""
    cut: str = ""


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The editor: names and titles of the named queries, the one that is chosen (empty if none), with what
    IRIs of things begin, what is completed, as JSON, and for a form an answer or why there is none."""

    queries: tuple[tuple[str, str], ...]
    name: str
    description: str
    text: str
    iris: str
    vocabulary: str
    answer: AnswerTable | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Why there is nothing to see; `nearest` are names that come close."""

    title: str
    words: str
    nearest: tuple[str, ...] = ()


def render_record(kind: str, page: object, title: str, address: Address, site: Site) -> str:
    """Return the page of a claim, an entity, a document or a difference."""
    return _render(f"{kind}.html", site, page=page, title=title, address=address)


def render_overview(page: Overview, site: Site, notice: str = "") -> str:
    """Return the overview; `notice` tells why it stands here instead of something else."""
    return _render("start.html", site, page=page, title="Overview", notice=notice, here="start")


def render_found(page: FoundPage | None, asked: str, site: Site) -> str:
    """Return what a search found; None before anything is asked."""
    return _render("search.html", site, page=page, title=asked or "Search", asked=asked)


def render_editor(page: EditorPage, site: Site) -> str:
    """Return the editor of queries."""
    return _render("query.html", site, page=page, title="SPARQL", here="query")


def render_problem(page: ProblemPage, site: Site) -> str:
    """Return why there is nothing to see."""
    return _render("problem.html", site, page=page, title=page.title)


def _render(template: str, site: Site, **fields: object) -> str:
    return read_template(f"served/{template}").render(**{**_SHARED, "site": site, **fields})


def mark_words(text: str, spans: Sequence[Span]) -> list[Piece]:
    """Return a text whose found words are marked."""
    return list(cut_pieces(text, 0, mark_spans(spans, "found")))


_SHARED = {
    "words": wordings,
    "words_at": words_at,
    "mark_words": mark_words,
    "count_words": count_words,
    "describe_date": describe_date,
    "here": "",
}
"""What every template can use."""


@cache
def page_style() -> str:
    """Return the style sheet of these pages: that of the evidence page, dark where the reader's system is."""
    base, *others = (read_static(f"{name}.css") for name in (*_STYLES, _LINEAGE))
    dark = "@media screen and (prefers-color-scheme: dark) {\n:root {"
    return "\n".join((base.replace(_DARK, dark), *others, read_static("served.css")))


@cache
def design_tag() -> str:
    """Return a hash of all that pages are made of beside the store."""
    parts = (one.read_bytes() for one in _sorted_files(files(__package__)))
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:12]


def _sorted_files(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_file():
            yield one
        elif one.name != "__pycache__":
            yield from _sorted_files(one)
