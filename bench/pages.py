"""What evidence.html costs a reader: CPU seconds until it can be used, and bytes, by how many claims it has.

    python -m bench.pages [CLAIMS ...] [--keep FOLDER]      (500 5000 without any)

Comes in: the sample articles in as many worlds as it takes (bench/one_more.py), put into a store and derived
as a whole.  Goes out: a table on stdout; exit code 1 if a number is over what is asked.
The seconds are those of the page's process with all its threads (the metric ProcessTime of the Chrome
DevTools Protocol, which other programs do not lengthen), from the request to the frame after the page says
that it is ready; the median of some loads.  An empty page is loaded in turn with it: `page` is what is more
than that.  `tab` is the dearest of the other tabs, opened in the ready page.  Bytes are counted without the
articles' texts.  `--keep` keeps the stores between runs.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.one_more import articles, fill
from bench.worlds import read_originals
from kg.cli.screen import show_rows
from kg.model import Reading
from kg.query.lookups import Lookups
from kg.views.answers import AskedOnce
from kg.views.pages import render_evidence
from kg.views.shell import encode_island
from tests.browser.conftest import FLAGS

LOADS = 5
SECONDS = {500: 1.5, 5000: 4.0}
"""Asked for so many claims; between them a line, beyond the last one nothing."""
BYTES, BYTES_A_CLAIM = 150_000, 1_500
TABS = ("differences", "lineage", "timeline", "map", "actors")
EMPTY = "<!doctype html><html lang='en'><title>Empty</title><body data-ready='1'></body></html>"
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one page: claims, articles, CPU seconds (an empty page, this beyond it, its dearest tab), bytes."""

    claims: int
    articles: int
    empty: float
    page: float
    tab: float
    size: int

    @property
    def is_within(self) -> bool:
        """Whether the numbers are those asked for."""
        return self.page <= seconds_asked(self.claims) and self.size <= bytes_asked(self.claims)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=int, nargs="*", default=[500, 5000])
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "chromium")
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=FLAGS)
        found = [measure(browser, folder, number) for number in asked.claims]
        browser.close()
    names = ("claims", "articles", "empty s", "page s", "asked", "dearest tab s", "kB", "asked kB")
    show_rows(names, [describe(one) for one in found])
    if asked.keep is None:
        shutil.rmtree(folder)
    return 0 if all(one.is_within for one in found) else 1


def describe(one: Measured) -> list[str]:
    """Return a row of the table."""
    seconds = (f"{one.empty:.2f}", f"{one.page:.2f}", f"{seconds_asked(one.claims):.1f}", f"{one.tab:.2f}")
    size = (f"{one.size / 1000:,.0f}", f"{bytes_asked(one.claims) / 1000:,.0f}")
    return [f"{one.claims:,}", f"{one.articles:,}", *seconds, *size]


def seconds_asked(claims: int) -> float:
    """Return the seconds in which a page of so many claims has to be ready."""
    (few, least), (many, most) = SECONDS.items()
    share = min(1.0, max(0.0, (claims - few) / (many - few)))
    return least + share * (most - least)


def bytes_asked(claims: int) -> int:
    """Return how large a page of so many claims may be, beside the articles' texts."""
    return BYTES + BYTES_A_CLAIM * claims


def measure(browser: Browser, folder: Path, number: int) -> Measured:
    """Write the page of a store with at least so many claims, and load it."""
    store = folder / f"pages-{number}"
    if not (store / "current").exists():
        readings = list(take(folder, number))
        fill(store, readings, len(readings))
    answers = AskedOnce(Lookups(store))
    page, empty = folder / f"evidence-{number}.html", folder / "empty.html"
    page.write_text(render_evidence(answers), encoding="utf-8")
    empty.write_text(EMPTY, encoding="utf-8")
    loads = [(seconds_to_ready(browser, empty), seconds_to_ready(browser, page)) for _ in range(LOADS)]
    texts = sum(len(encode_island(document.text).encode()) for document in answers.documents())
    return Measured(
        claims=answers.summary().claims,
        articles=len(answers.documents()),
        empty=statistics.median(one for one, _ in loads),
        page=statistics.median(other - one for one, other in loads),
        tab=max(seconds_of_tab(browser, page, name) for name in TABS),
        size=page.stat().st_size - texts,
    )


def take(folder: Path, number: int) -> Iterator[Reading]:
    """Yield articles until they have so many claims."""
    claims = 0
    for reading in articles(read_originals(folder / "originals")):
        if claims >= number:
            return
        claims += len(reading.claims)
        yield reading


def seconds_to_ready(browser: Browser, file: Path, address: str = "") -> float:
    """Return the CPU seconds from the request to the frame after the page is ready."""
    tab, session = open_tab(browser)
    tab.goto(f"{file.as_uri()}{address}")
    wait_ready(tab)
    seconds = process_seconds(session)
    tab.context.close()
    return seconds


def seconds_of_tab(browser: Browser, file: Path, name: str) -> float:
    """Return the CPU seconds that it takes to open a tab of a ready page."""
    tab, session = open_tab(browser)
    tab.goto(file.as_uri())
    wait_ready(tab)
    before = process_seconds(session)
    tab.evaluate("name => { if (name in tabs) go({ tab: name }); }", name)
    wait_ready(tab)
    seconds = process_seconds(session) - before
    tab.context.close()
    print(f"{file.name} {name}: {seconds:.2f} s", file=sys.stderr, flush=True)
    return seconds


def open_tab(browser: Browser) -> tuple[Page, CDPSession]:
    """Return an empty tab of its own context, whose work is measured from now on."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Performance.enable")
    return tab, session


def wait_ready(tab: Page) -> None:
    """Wait until the page says that it is ready and has been drawn."""
    tab.wait_for_selector("body[data-ready='1']", timeout=120_000, state="attached")
    tab.evaluate(NEXT_FRAME)


def process_seconds(session: CDPSession) -> float:
    """Return the CPU seconds of the page's process so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "ProcessTime")


if __name__ == "__main__":
    raise SystemExit(main())
