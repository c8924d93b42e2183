"""axe-core in a page: what would stop or hinder a reader who does not see, or who has no mouse.

Comes in: an open page.  Goes out: findings in words.  axe-core comes with the PyPI package
`axe-playwright-python`, nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

GRAVE = frozenset({"serious", "critical"})
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], iframes: false });
  return violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help,
    places: nodes.slice(0, 3).map((node) => `${node.target.join(" ")} (${node.failureSummary})`),
  }));
}"""


@cache
def _read_axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def serious_findings(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical, each with its rule and the first places.

    The script runs as the debugger's, so that the page's content security policy need not allow it.
    """
    page.evaluate(_read_axe())
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [
        f"{one['impact']}: {one['id']}: {one['help']}: {' | '.join(one['places'])}"
        for one in found
        if one["impact"] in GRAVE
    ]
