"""The page around the data: what can enter it, and what its policy lets run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.pages import render_evidence, render_network
from kg.views.shell import content_hash, encode_island
from tests.unit.views.articles import HOSTILE
from tests.unit.views.newsroom import Newsroom, hostile_newsroom

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
ISLAND = re.compile(r'<script type="application/json" id="island">(.*?)</script>', re.DOTALL)
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
RENDERERS = pytest.mark.parametrize("render", [render_evidence, render_network])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_island_gives_every_text_back_and_holds_no_markup(text: str) -> None:
    island = encode_island({"text": text})
    assert json.loads(island) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(island)


def test_the_island_escapes_a_closing_tag() -> None:
    assert encode_island("</script>") == '"\\u003c/script\\u003e"'


def test_a_content_hash_is_what_a_browser_computes() -> None:
    digest = base64.b64encode(hashlib.sha256("é".encode()).digest()).decode()
    assert content_hash("é") == f"'sha256-{digest}'"


@RENDERERS
def test_the_policy_names_exactly_the_scripts_and_the_style_that_stand_in_the_page(render) -> None:  # type: ignore[no-untyped-def]
    page = render(Newsroom())
    policy = html.unescape(POLICY.search(page)[1])  # type: ignore[index]
    scripts = [content_hash(script) for script in SCRIPT.findall(page)]
    assert f"script-src {' '.join(scripts)};" in policy
    assert f"style-src {content_hash(STYLE.findall(page)[0])};" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@RENDERERS
def test_a_hostile_article_changes_nothing_but_the_island(render) -> None:  # type: ignore[no-untyped-def]
    def tags(page: str) -> list[str]:
        return re.findall(r"<[a-z/!]+", ISLAND.sub("", SCRIPT.sub("", page)))

    page = render(hostile_newsroom())
    assert HOSTILE not in page
    assert tags(page) == tags(render(Newsroom()))


@RENDERERS
def test_a_page_names_no_address_to_load_from(render) -> None:  # type: ignore[no-untyped-def]
    page = ISLAND.sub("", SCRIPT.sub("", render(Newsroom())))
    assert not re.search(r"\b(?:src|srcset|data|action|poster)=|url\(|@import|<link|<iframe", page)
    assert set(re.findall(r'href="([^"]*)"', page)) == {"evidence.html", "network.html"}


@RENDERERS
def test_the_same_answers_give_the_same_bytes(render) -> None:  # type: ignore[no-untyped-def]
    assert render(Newsroom()) == render(Newsroom())


@RENDERERS
def test_no_handler_or_style_stands_in_an_attribute(render) -> None:  # type: ignore[no-untyped-def]
    page = ISLAND.sub("", SCRIPT.sub("", render(Newsroom())))
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", page)
