"""What a frame costs while network.html is dragged, against stock pyvis with the same graph in the same run.

    python bench/panning.py [--nodes 1000] [--frames 60] [--rounds 5]

Both have physics off, the same nodes, labels, shapes, lines and positions, and a canvas of the same size in a
window of the same size; each is dragged over the same way with real mouse events, in turns.  The columns are
milliseconds of CPU time a frame: of the page's main thread (Chromium's ThreadTime), and of all of Chromium's
processes together (SystemInfo.getProcessInfo), drawing of the pixels included.  An empty page that is dragged
over in the same way is taken off both.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyvis.network
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.views.network_page import make_network_page
from kg.views.pages import render_network
from tests.browser.conftest import FLAGS
from tests.unit.views.articles import Article, Line, Speaker
from tests.unit.views.newsroom import Newsroom

EDGE = 14  # pixels from the corner of the canvas, where no node stands
EMPTY = "<!doctype html><title>empty</title><body style='height:100vh;margin:0'></body>"


@dataclass(frozen=True)
class Cost:
    """Milliseconds a frame."""

    thread: float
    processes: float


def make_newsroom(nodes: int, seed: int = 7) -> Newsroom:
    """Return articles whose network has about that many nodes: a few actors in much, most in little."""
    chance = random.Random(seed)
    articles = max(2, nodes // 12)
    crowd = [Speaker(f"Speaker number {number:04}", "person") for number in range(nodes)]
    outlets = [f"Outlet {number:02}" for number in range(max(2, nodes // 50))]
    fresh = iter(crowd)
    actors = nodes - articles - len(outlets)
    written = []
    for number in range(articles):
        new = [next(fresh) for _ in range(actors * (number + 1) // articles - actors * number // articles)]
        known = crowd[: max(1, actors * (number + 1) // articles)]
        some = [*new, *chance.choices(known, [1 / (at + 1) for at in range(len(known))], k=len(new) // 2)]
        lines = tuple(
            Line(
                f"{{s|{one.label}}} {{c|said}} {{t|that case {number} had been told}}.",
                one,
                about=tuple(chance.choices(known, [1 / (at + 1) for at in range(len(known))], k=2)),
            )
            for one in some
        )
        written.append(
            Article(f"{number}.txt", chance.choice(outlets), f"Case {number}", "2025-01-01", None, lines)
        )
    return Newsroom(tuple(written))


def make_stock(newsroom: Newsroom, width: int, height: int) -> str:
    """Return the page of stock pyvis with the same nodes and lines."""
    page = make_network_page(newsroom)
    stock = pyvis.network.Network(
        height=f"{height}px", width=f"{width}px", directed=True, cdn_resources="in_line"
    )
    stock.toggle_physics(False)
    for node in page.nodes:
        stock.add_node(
            node["id"], **{key: node[key] for key in ("label", "shape", "size", "color", "x", "y")}
        )
    for edge in page.edges:
        stock.add_edge(edge["from"], edge["to"], width=edge["width"], color=edge["color"])
    return stock.generate_html()


def measure(page: Page, tools: CDPSession, whole: CDPSession, selector: str, frames: int) -> Cost:
    """Drag over an element for that many frames and return what a frame cost."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    x, y = box["x"] + EDGE, box["y"] + EDGE
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    before = _thread(tools), _processes(whole)
    for at in range(frames):
        page.mouse.move(x + 5 * (at % 60), y + 3 * (at % 60))
        page.evaluate("() => new Promise(requestAnimationFrame)")
    after = _thread(tools), _processes(whole)
    page.mouse.up()
    page.wait_for_timeout(400)
    return Cost(*(1000 * (late - early) / frames for early, late in zip(before, after, strict=True)))


def _thread(tools: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ThreadTime"])


def _processes(whole: CDPSession) -> float:
    return sum(float(one["cpuTime"]) for one in whole.send("SystemInfo.getProcessInfo")["processInfo"])


def open_pages(browser: Browser, newsroom: Newsroom, folder: Path) -> Iterator[tuple[str, Page, str]]:
    """Write and open the three pages; yield what each is called and what is dragged in it."""
    (folder / "network.html").write_text(render_network(newsroom), encoding="utf-8")
    ours = _open(browser, folder / "network.html")
    box = ours.locator("#canvas canvas").bounding_box()
    assert box is not None
    stock = make_stock(newsroom, round(box["width"]), round(box["height"]))
    (folder / "stock.html").write_text(stock, encoding="utf-8")
    (folder / "empty.html").write_text(EMPTY, encoding="utf-8")
    yield "empty", _open(browser, folder / "empty.html"), "body"
    yield "stock pyvis", _open(browser, folder / "stock.html"), "#mynetwork canvas"
    yield "network.html", ours, "#canvas canvas"


def _open(browser: Browser, file: Path) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    return page


def run(chromium: str, nodes: int, frames: int, rounds: int) -> tuple[int, int, dict[str, list[Cost]]]:
    """Measure the pages in turns; the numbers of nodes and lines, and a list of costs by page."""
    newsroom = make_newsroom(nodes)
    found: dict[str, list[Cost]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
        whole = browser.new_browser_cdp_session()
        pages = list(open_pages(browser, newsroom, Path(folder)))
        for _ in range(rounds):
            for name, page, selector in pages:
                page.bring_to_front()
                tools = page.context.new_cdp_session(page)
                tools.send("Performance.enable")
                found.setdefault(name, []).append(measure(page, tools, whole, selector, frames))
                tools.detach()
        numbers = pages[-1][1].evaluate("[nodes.length, edges.length]")
        browser.close()
    return numbers[0], numbers[1], found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "chromium")
    asked = parser.parse_args()
    nodes, edges, found = run(asked.chromium, asked.nodes, asked.frames, asked.rounds)
    middle = {
        name: Cost(
            statistics.median(one.thread for one in costs), statistics.median(one.processes for one in costs)
        )
        for name, costs in found.items()
    }
    empty, stock = middle["empty"], middle["stock pyvis"]
    rounds = f"median of {asked.rounds} x {asked.frames} frames"
    print(f"{nodes:,} nodes, {edges:,} lines; ms of CPU time a frame, {rounds}")
    print(f"{'':14}{'main thread':>14}{'all of it':>14}{'stock / it':>22}")
    for name, cost in middle.items():
        thread = cost.thread - empty.thread or 1e-9
        processes = cost.processes - empty.processes or 1e-9
        ratio = f"{(stock.thread - empty.thread) / thread:.1f}, "
        ratio += f"{(stock.processes - empty.processes) / processes:.1f}"
        print(f"{name:14}{cost.thread:14.2f}{cost.processes:14.2f}{ratio if name != 'empty' else '':>22}")


if __name__ == "__main__":
    main()
