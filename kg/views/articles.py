"""What a page says about an article, and its text, once.

Comes in: documents.  Goes out: `ArticleContext`s.  Must not: build HTML, or let an address through that is
no plain web address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.query.results import DocumentView
from kg.views.contexts import ArticleContext
from kg.views.wording import describe_retraction, describe_time, name_article, name_publisher, web_address

_FIELD = r"[A-Za-z][\w .-]{0,40}?[ \t]*:(?:[ \t].*)?"
_OTHER = r"[ \t]*(?:#.*|- .*)?|[ \t]+\S.*"  # blank, comment, list item, continuation
_FRONT_MATTER = re.compile(rf"---[ \t]*\n(?:(?:{_FIELD}|{_OTHER})\n)+?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""As `kg.read.front_matter` takes it: a text that merely opens with a rule is no front matter."""


def describe_article(document: DocumentView, actors: Mapping[str, int]) -> ArticleContext:
    """Return what the page says about an article; `actors` tells where its publisher stands."""
    published = document.published
    return ArticleContext(
        id=document.id,
        publisher=name_publisher(document),
        publisher_known=document.publisher is not None,
        actor=actors.get(document.publisher_entity),
        title=name_article(document),
        published=describe_time(published),
        sort_date=(published.value or published.start or published.end or "") if published else "",
        url=web_address(document.url),
        path=document.path,
        status=document.status,
        text=document.text,
        matter=front_matter_end(document.text),
        retraction=describe_retraction(document.retraction),
    )


def front_matter_end(text: str) -> int:
    """Return where a leading block between two lines of hyphens ends, 0 if there is none.

    Such a block is metadata; what else was not read for claims is no part of a `DocumentView`.
    """
    block = _FRONT_MATTER.match(text)
    return block.end() if block else 0
