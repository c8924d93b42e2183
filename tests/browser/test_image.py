"""The stage saved as a picture."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
from base64 import b64encode
from pathlib import Path

import pytest

from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.newsroom import Newsroom, hostile_newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
TABS = ("evidence", "differences", "lineage", "timeline", "map", "actors")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
DRAWN |= {"title", "desc", "defs", "clipPath"}
COUNT_COLOURS = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const found = new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer));
  return found.size;
}"""


def save(tab: Tab, form: str, tmp_path: Path) -> bytes:
    """Click the button for a format and return the file."""
    with tab.page.expect_download() as download:
        tab.page.click(f"#{form}")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == f".{form}"
    return file.read_bytes()


def parse(picture: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def words_of(root: ElementTree.Element) -> str:
    """Return the words of a picture, a line each."""
    return "\n".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", TABS)
def test_the_drawing_of_every_tab_stands_for_itself(open_tab: OpenTab, name: str, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=f"#tab={name}")
    root = parse(save(tab, "svg", tmp_path))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    for element in root.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert attribute not in ("href", "style", "class")
            assert "url(" not in value or value.startswith("url(#")
            assert "var(" not in value
            assert "://" not in value
    assert tab.complaints == []


def test_it_shows_the_words_of_the_stage_and_what_it_is(open_tab: OpenTab, tmp_path: Path) -> None:
    newsroom = Newsroom()
    claim = next(claim for claim in newsroom.claims() if claim.source.label == "Jonas Okoro")
    tab = open_tab(newsroom, NAME, fragment=f"#claim={claim.id}")
    words = words_of(parse(save(tab, "svg", tmp_path)))
    for line in tab.text("#stage svg text"):
        assert line in words
    assert f"Selected: “{claim.text}”" in words
    assert "Jonas Okoro, Delta Wire, 11 April 2025, https://example.org/weir" in words
    assert "11 Apr 2025 – 7 May 2025" in words
    assert "claimgraph" in words
    assert "Evidence" in words


def test_a_map_names_where_its_borders_are_from(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME, fragment="#tab=map")
    source = tab.run("land && land.source")
    words = words_of(parse(save(tab, "svg", tmp_path))).replace("\n", " ")
    assert source is None or f"Land, borders and names: {source}" in words


def test_all_of_the_stage_is_drawn_not_only_what_is_scrolled_to(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME, height=500)
    whole = parse(save(tab, "svg", tmp_path))
    tab.run("document.getElementById('stage').scrollTop = 333")
    assert parse(save(tab, "svg", tmp_path)).attrib == whole.attrib
    assert tab.run("document.getElementById('stage').scrollTop") == 333
    assert float(whole.attrib["height"]) > float(
        str(tab.run("document.getElementById('stage').scrollHeight"))
    )


def test_it_has_the_colours_of_the_page(open_tab: OpenTab, tmp_path: Path) -> None:
    fills = []
    for scheme in ("light", "dark"):
        tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
        ground = parse(save(tab, "svg", tmp_path)).find(f"{SVG}rect")
        assert ground is not None
        fills.append(ground.attrib["fill"])
        assert fills[-1] == tab.run(
            "getComputedStyle(document.documentElement).getPropertyValue('--page').trim()"
        )
    assert fills[0] != fills[1]


@pytest.mark.parametrize("name", ["evidence", "differences"])
def test_a_png_is_twice_as_large_and_shows_something(open_tab: OpenTab, name: str, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=f"#tab={name}")
    drawing = parse(save(tab, "svg", tmp_path))
    png = save(tab, "png", tmp_path)
    assert png.startswith(b"\x89PNG\r\n")
    size = struct.unpack(">II", png[16:24])
    assert size == tuple(2 * int(drawing.attrib[side]) for side in ("width", "height"))
    blank = tab.page.context.new_page()
    colours = blank.evaluate(COUNT_COLOURS, f"data:image/png;base64,{b64encode(png).decode()}")
    assert colours > 50
    assert tab.complaints == []


def test_a_phones_list_can_be_saved_too(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME, width=390, height=844)
    root = parse(save(tab, "svg", tmp_path))
    words = words_of(root).replace("\n", " ")
    assert int(root.attrib["width"]) <= 390
    assert "no verdict on whether they are true" in words
    for line in tab.text("#stage .by"):
        assert line in words


def test_a_hostile_article_is_words_in_the_picture(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(hostile_newsroom(), NAME)
    root = parse(save(tab, "svg", tmp_path))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    assert "</script>" in words_of(root)
    save(tab, "png", tmp_path)
    assert tab.run("window.__pwned === undefined")
    assert tab.complaints == []


def test_what_is_struck_through_stays_so(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(retracted=frozenset({"weir.txt"})), NAME, width=390, fragment="#q=warned")
    gone = tab.page.locator("#stage s").count()
    root = parse(save(tab, "svg", tmp_path))
    struck = [text for text in root.iter(f"{SVG}text") if "line-through" in text.get("text-decoration", "")]
    assert (gone > 0) == bool(struck)


def test_a_picture_that_no_canvas_holds_is_saved_smaller(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run(
        "document.getElementById('stage').append(Object.assign(document.createElement('div'), {id: 'tall'}))"
    )
    tab.run("document.getElementById('tall').style.height = '30000px'")
    width, height = struct.unpack(">II", save(tab, "png", tmp_path)[16:24])
    assert height <= 16384
    assert width > 100
