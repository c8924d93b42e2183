from __future__ import annotations

import pytest

from kg.serve.negotiation import choose_media

OFFERED = {"text/turtle": "text/turtle", "application/json": "application/ld+json", "text/html": "text/html"}


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("application/json", "application/ld+json"),
        ("text/html;q=0.2, text/turtle;q=0.3", "text/turtle"),
        ("text/html;level=1;q=0.4, */*;q=0.1", "text/html"),
        ("text/*;q=0.5, text/turtle;q=0.1", "text/html"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("application/*, text/turtle;q=0.9", "application/ld+json"),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("text/turtle;q=nan, text/html;q=2", None),
        ("nonsense", None),
        (", ,text/html", "text/html"),
    ],
)
def test_what_the_client_likes_best_is_chosen_and_nothing_that_it_refuses(
    accept: str | None, chosen: str | None
) -> None:
    assert choose_media(accept, OFFERED) == chosen
