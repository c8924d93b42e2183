"""One invented article in every form that is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.config import Settings
from kg.model import Document, PassageKind, Rejection
from kg.read import MetadataTable, read_paths

DEFAULTS = Settings()
HEADLINE = "Harbour gate fails in storm"
LEAD = "The outer gate of the harbour failed on Friday night, two officials of the water board said."
QUOTE = "“We will repair it,” said Tom Field, who leads the harbour authority, on Saturday."
ARTICLE = f"{HEADLINE}\n\n{LEAD}\n{QUOTE}\n"

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{HEADLINE} | Example Daily</title>
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="Example Daily">
<meta property="og:url" content="https://example.org/news/harbour">
<meta property="article:published_time" content="2031-05-03T08:15:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="cookie-banner">We use cookies to improve your experience.</div>
<article><h1>{HEADLINE}</h1>
<p>{LEAD} About 40 boats were damaged, and the ferry to the islands did not run.</p>
<p>{QUOTE} He spoke at a meeting with fishermen, many of whom had lost their nets.</p>
<table><tr><td>boats that were counted</td><td>40</td></tr></table>
</article>
<section id="comments"><p>A reader writes at length that the hinges of the gate were worn.</p></section>
<footer>© 2031 Example Daily. All rights reserved.</footer></body></html>
"""


def read_one(path: Path, settings: Settings = DEFAULTS, table: MetadataTable | None = None) -> Document:
    (document,) = read_paths([str(path)], table, settings)
    assert isinstance(document, Document), document
    return document


def refuse_one(path: Path, settings: Settings = DEFAULTS) -> Rejection:
    (rejection,) = read_paths([str(path)], None, settings)
    assert isinstance(rejection, Rejection), rejection
    assert rejection.stage == "read"
    return rejection


def passages_of(document: Document, kind: PassageKind) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind is kind]


def paths_of(articles: Sequence[Document | Rejection]) -> list[str]:
    return [article.path if isinstance(article, Document) else article.input for article in articles]
