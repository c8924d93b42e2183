"""Every view of evidence.html on the sample articles: nothing hinders a reader, nothing is fetched, and what
is marked is what the store says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.acts import ALL_ACTS
from kg.query.lookups import Lookups
from kg.views.answers import Answers
from tests.browser.axe import serious_findings
from tests.browser.compared_newsroom import ComparedNewsroom
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.newsroom import Newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
VIEWS = """() => {
  const [difference] = differences;
  const { claim } = difference.left;
  const speaker = actors.filter((actor) => actor.entity).sort((a, b) => b.claimsBy - a.claimsBy)[0];
  const place = actors.find((actor) => actor.lat !== null) || speaker;
  const resting = lineage.length ? articles[lineage[0].document] : articles[0];
  return [
    ...["evidence", "differences", "lineage", "timeline", "map", "actors"].map((tab) => ({ tab })),
    { tab: "actors", actor: speaker.id }, { tab: "actors", actor: place.id }, { claim: claim.id },
    { difference: difference.id }, { tab: "lineage", article: resting.id }, { q: "no such words anywhere" },
  ].filter(({ tab }) => !tab || isTab(tab)).map((changes) => hashOf(changes));
}"""
"""Addresses of all tabs, of pages of somebody and of a place, and of each kind of selection."""

MARKED = """() => claims.map((claim) => {
  go({ ...NOTHING, claim: claim.id });
  const marks = byId("panel").querySelectorAll(".text .content, h2 .content, .matter .content");
  return [claim.id, [...marks].map((mark) => mark.textContent).join(""), claim.words];
})"""


def show(tab: Tab, address: str) -> None:
    """Go to another view of the open page, as a link does."""
    tab.page.evaluate("address => { location.hash = address }", address)
    tab.page.wait_for_function("address => hashOf({}) === address", arg=address)


def check_views(tab: Tab) -> None:
    """Look at every view for what would hinder a reader, scroll sideways, be fetched or complained of."""
    page = tab.page.url
    for address in tab.page.evaluate(VIEWS):
        show(tab, address)
        assert serious_findings(tab.page) == [], address
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), address
        assert tab.complaints == [], address
    assert tab.requests == [page]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_view_of_the_samples_hinders_a_reader(
    open_tab: OpenTab, demo_store: Path, width: int, theme: str
) -> None:
    check_views(open_tab(Lookups(demo_store), NAME, width=width, height=844, color_scheme=theme))


@pytest.mark.parametrize(
    ("newsroom", "width", "theme"),
    [(ComparedNewsroom(), 390, "dark"), (Newsroom(retracted=frozenset({"weir.txt"})), 1440, "light")],
    ids=["linked", "retracted"],
)
def test_no_view_of_what_the_samples_lack_hinders_a_reader(
    open_tab: OpenTab, newsroom: Answers, width: int, theme: str
) -> None:
    check_views(open_tab(newsroom, NAME, width=width, height=844, color_scheme=theme))


def test_every_claim_of_the_samples_marks_exactly_its_words(open_tab: OpenTab, demo_store: Path) -> None:
    answers = Lookups(demo_store)
    texts = {document.id: document.text for document in answers.documents()}
    claims = {claim.id: claim for claim in answers.claims(act=ALL_ACTS, retracted=None)}
    found = open_tab(answers, NAME).page.evaluate(MARKED)
    assert len(found) == len(claims) > 100
    for identifier, marked, words in found:
        claim = claims[identifier]
        pieces = [texts[claim.document_id][start:end] for start, end in claim.spans]
        assert (marked, words) == ("".join(pieces), " … ".join(pieces)), identifier
