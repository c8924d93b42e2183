"""A real Chromium for the pages, and a tab that notes whatever a page should not do.

Chromium is found by the fixture `chromium` of tests/conftest.py (KG_CHROMIUM, the PATH); without one these
tests are skipped, or fail under --require-browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from kg.views.answers import Answers
from kg.views.pages import write_views

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Tab:
    """One page opened from disk, with everything that it did beside showing itself."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(urldefrag(request.url).url))
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("dialog", self.refuse)

    def refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def text(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_text_contents()

    def run(self, script: str) -> object:
        """Run our own test code in the page (its policy does not bind the debugger)."""
        return self.page.evaluate(script)


PAINT = """name => {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}"""
"""A colour of the style sheet as the browser computes it: "rgb(1, 2, 3)"."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours "rgb(1, 2, 3)" (WCAG 2.2, relative luminance)."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


OpenTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for the session; every tab gets a context, and so a profile, of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
        yield started
        started.close()


@pytest.fixture
def open_tab(browser: Browser, tmp_path: Path) -> Iterator[OpenTab]:
    """Write the pages of some look-ups and open one of them from disk."""
    contexts = []

    def open_page(
        answers: Answers, name: str, width: int = 1440, height: int = 900, fragment: str = "", **options: str
    ) -> Tab:
        write_views(answers, tmp_path)
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = Tab(context.new_page())
        tab.watch()
        tab.page.goto((tmp_path / name).as_uri() + fragment)
        return tab

    yield open_page
    for context in contexts:
        context.close()
