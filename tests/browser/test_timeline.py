"""The Timeline tab of evidence.html: when it was said, when it happened, when the article appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from kg.query.results import ClaimView, TimeView
from tests.browser.conftest import OpenTab
from tests.unit.views.newsroom import Newsroom, make_time

pytestmark = pytest.mark.browser
NAME = "evidence.html"
TIMELINE = "#tab=timeline"

EVENTS = (
    make_time("2025-03-09"),
    make_time("2025-03"),
    make_time("2024"),
    TimeView(None, "2025-05", None, "month", "", ()),
    TimeView(None, None, "2025-04-01", "day", "", ()),
    TimeView(None, "2025-03-01", "2025-03-31", "day", "", ()),
    make_time("1999"),
)


@dataclass(frozen=True)
class DatedNewsroom(Newsroom):
    """A newsroom whose first claims tell when something happened, precisely or not."""

    events: tuple[TimeView, ...] = EVENTS[:-1]

    def claims(
        self, *, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        every = super().claims(act="all", retracted=None)
        dated = dict(zip((claim.id for claim in every), self.events, strict=False))
        found = super().claims(act=act, retracted=retracted)
        return tuple(replace(claim, event_time=dated.get(claim.id)) for claim in found)


def is_dated(claim: ClaimView) -> bool:
    return claim.stated_at is not None or claim.event_time is not None


def test_as_many_marks_as_the_store_has_dates(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom()
    claims = newsroom.claims()
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    events = sum(claim.event_time is not None for claim in claims)
    said = sum(claim.stated_at is not None for claim in claims)
    both = sum(claim.event_time is not None and claim.stated_at is not None for claim in claims)
    assert tab.page.locator(".moment .event").count() == events == 6
    assert tab.page.locator(".moment .stated").count() == said > 0
    assert tab.page.locator(".moment .lag").count() == both > 0
    dated = sum(map(is_dated, claims))
    assert tab.page.locator(".moment").count() == dated
    assert tab.text(".timeline h2") == [
        f"{dated} claims with a date: {events} of the event, {said} of the statement; "
        f"{len(claims) - dated} without"
    ]
    assert (tab.complaints, len(tab.requests)) == ([], 1)


def test_as_many_sheets_as_articles_with_a_date(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom()
    dated = [document for document in newsroom.documents() if document.published]
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    assert tab.page.locator(".axis a.published").count() == len(dated)
    undated = len(newsroom.documents()) - len(dated)
    assert tab.page.locator(".timeline .undated ~ ul li").count() == undated > 0


def test_a_date_is_as_long_as_it_is_precise(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    ids = {
        claim.event_time.value or claim.event_time.start: claim.id
        for claim in newsroom.claims()
        if claim.event_time
    }
    width = {
        value: tab.page.locator(f".moment[data-claim='{claim}'] .event").evaluate(
            "one => one.getBBox().width"
        )
        for value, claim in ids.items()
    }
    assert width["2025-03"] == pytest.approx(width["2025-03-01"], abs=0.1)
    assert width["2025-03-09"] == pytest.approx(max(6, width["2025-03"] / 31), abs=0.5)


def test_what_has_no_end_ends_in_an_arrow(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    open_ended = [
        claim.id
        for claim in newsroom.claims()
        if (time := claim.event_time) and not time.value and not (time.start and time.end)
    ]
    found = tab.page.locator(".moment:has(.event.open)").evaluate_all(
        "all => all.map(one => one.dataset.claim)"
    )
    assert sorted(found) == sorted(open_ended)
    assert len(open_ended) == 2


def test_an_event_stands_where_its_date_is(open_tab: OpenTab) -> None:
    """March lies between the first of March and the first of April on the axis of the page."""
    newsroom = DatedNewsroom()
    claim = next(one for one in newsroom.claims() if one.event_time and one.event_time.value == "2025-03")
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    box = tab.page.locator(f".moment[data-claim='{claim.id}'] .event").evaluate(
        "one => { const { x, width } = one.getBBox(); return [x, x + width]; }"
    )
    ends = tab.run(
        """(() => {
          const axis = makeAxis(listMoments(shown.claims), document.querySelector(".axis").clientWidth);
          return [axis.at(Date.UTC(2025, 2, 1)), axis.at(Date.UTC(2025, 3, 1))];
        })()"""
    )
    assert box == pytest.approx(ends, abs=0.1)


def test_a_far_date_does_not_squeeze_the_others_and_is_on_the_axis(open_tab: OpenTab) -> None:
    near, far = DatedNewsroom(), DatedNewsroom(events=EVENTS)
    march = next(one.id for one in near.claims() if one.event_time and one.event_time.value == "2025-03")
    widths = []
    for newsroom in (near, far):
        tab = open_tab(newsroom, NAME, fragment=TIMELINE)
        widths.append(
            tab.page.locator(f".moment[data-claim='{march}'] .event").evaluate("one => one.getBBox().width")
        )
    assert widths[1] > widths[0] / 2
    assert tab.page.locator(".moment .event").count() == len(EVENTS)
    assert "far dates, closer together" in "".join(tab.text(".timeline-key"))


@pytest.mark.parametrize("way", ["click", "keys"])
def test_choosing_a_moment_shows_its_sentence(open_tab: OpenTab, way: str) -> None:
    newsroom = DatedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    row = tab.page.locator(".moment >> nth=1")
    claim = next(one for one in newsroom.claims() if one.id == row.get_attribute("data-claim"))
    if way == "click":
        row.click()
    else:
        tab.page.focus(".moment >> nth=0")
        tab.page.keyboard.press("ArrowDown")
        tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector(f".moment.on[data-claim='{claim.id}']")
    marked = "".join(tab.text("#panel .text mark.content, #panel h2 mark.content"))
    text = next(one.text for one in newsroom.documents() if one.id == claim.document_id)
    assert marked == "".join(text[start:end] for start, end in claim.spans)


def test_choosing_a_sheet_shows_its_article(open_tab: OpenTab) -> None:
    tab = open_tab(DatedNewsroom(), NAME, fragment=TIMELINE)
    tab.page.click(".axis a.published >> nth=0")
    tab.page.wait_for_selector(".axis a.published.on")
    assert "article=" in tab.page.url


def test_claims_without_a_date_are_listed_on_request(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom()
    undated = [claim for claim in newsroom.claims() if not is_dated(claim)]
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    assert tab.text(".undated summary") == [f"{len(undated)} claims without a date of their own"]
    tab.page.click(".undated summary")
    tab.page.wait_for_selector(".undated .card")
    assert tab.page.locator(".undated .card").count() == len(undated)


def test_what_was_retracted_is_struck_and_not_counted(open_tab: OpenTab) -> None:
    newsroom = DatedNewsroom(retracted=frozenset({"weir.txt"}))
    gone = [claim for claim in newsroom.claims(retracted=True) if is_dated(claim)]
    dated = sum(map(is_dated, newsroom.claims()))
    tab = open_tab(newsroom, NAME, fragment=TIMELINE)
    assert tab.page.locator(".moment.gone s").count() == len(gone) > 0
    assert tab.text(".timeline h2")[0].startswith(f"{dated} claim")
