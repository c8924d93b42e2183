"""One self-contained HTML file: template, style, script and data, and the policy that lets nothing else in.

Comes in: the name of a template, names of static files, one frozen context.  Goes out: the page's text.
Must not: know what the page is about.

Text reaches a page in two ways only: through jinja2 with escaping on, or through the data island, which a
script reads with `JSON.parse` and shows with `textContent`.  The content security policy names the hashes
of exactly the scripts and the style that stand in the file, so an injected script would not run.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from kg.views.tables import encode_context

_ISLAND_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a template is filled with; `scripts` stand in the file in this order."""

    template: str
    title: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    context: object


def encode_island(context: object) -> str:
    """Return JSON that can stand inside a `<script>` element: no `<`, `>`, `&`, U+2028 or U+2029 in it."""
    island = encode_context(context).decode("utf-8")
    for character, escape in _ISLAND_ESCAPES.items():
        island = island.replace(character, escape)
    return island


def content_hash(content: str) -> str:
    """Return the CSP source for inline content: 'sha256-…' over its UTF-8 bytes."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def security_policy(style: str, scripts: tuple[str, ...]) -> str:
    """Return the policy under which only this style and these scripts count, and nothing is fetched."""
    allowed = " ".join(content_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {content_hash(style)}; "
        "img-src blob:; base-uri 'none'; form-action 'none'"
    )


def read_static(name: str) -> str:
    """Return a file of `static/` with line feeds only, as browsers hash it."""
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("kg.views"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def read_template(name: str) -> jinja2.Template:
    """Return a template; all that it shows is escaped."""
    return _environment().get_template(name)


def render_page(page: Page, **fields: Any) -> str:
    """Return the whole file.  `fields` are further values for the template, escaped by jinja2."""
    style = "\n".join(read_static(name) for name in page.styles)
    return read_template(page.template).render(
        title=page.title,
        policy=security_policy(style, page.scripts),
        # Our own files and JSON without markup: the only text that enters unescaped.
        style=Markup(style),  # noqa: S704
        scripts=[Markup(script) for script in page.scripts],  # noqa: S704
        island=Markup(encode_island(page.context)),  # noqa: S704
        **fields,
    )
