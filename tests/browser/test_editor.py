"""The editor of queries and the served pages, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kg.query.named_queries import named_queries
from tests.browser.axe import serious_findings
from tests.browser.conftest import Tab
from tests.unit.serve.test_process import started

WRITE = "words => document.querySelector('.CodeMirror').CodeMirror.setValue(words)"
READ = "() => document.querySelector('.CodeMirror').CodeMirror.getValue()"
HOSTILE = 'SELECT ("<img src=x onerror=alert(1)><b>bold</b>" AS ?x) {}'


@pytest.fixture(scope="module")
def address(dam_store: Path) -> Iterator[str]:
    """A service that runs."""
    with started(dam_store, "--workers", "1", "--timeout", "2") as (_, found):
        yield found


@pytest.fixture
def editor(browser: Browser, address: str) -> Iterator[Tab]:
    """The editor, its queries loaded."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    tab = Tab(page)
    tab.watch()
    page.goto(f"{address}query")
    expect(page.locator("#named option")).to_have_count(len(named_queries()) + 1)
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.wait_for_function(f"() => ({READ})() !== ''")  # the first named query has come
    yield tab
    page.close()


def run(page: Page, query: str) -> str:
    """Run a query and return what is said when it has ended."""
    page.evaluate(WRITE, query)
    page.click("#run")
    expect(page.locator("#said")).to_have_text(re.compile("^(?!running).+"), timeout=20_000)
    return str(page.text_content("#said"))


def test_a_named_query_is_chosen_bound_and_run(editor: Tab) -> None:
    editor.page.select_option("#named", "by-speaker")
    editor.page.fill("#parameters input[name=name]", "Bondar")
    editor.page.press("#parameters input[name=name]", "Tab")
    editor.page.wait_for_function(f"""() => ({READ})().includes('"Bondar"')""")
    editor.page.click("#run")
    editor.page.wait_for_selector("#found table")
    assert any("Olha Bondar" in cell for cell in editor.text("#found td"))
    assert editor.complaints == []


@pytest.mark.parametrize("way", ["Enter", "Run", "Save"])
def test_what_runs_is_the_value_that_was_typed_last(editor: Tab, way: str) -> None:
    page = editor.page
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.url.endswith("/sparql") else None)
    page.select_option("#named", "by-speaker")
    page.fill("#parameters input[name=name]", "Okoro")
    page.fill("#parameters input[name=name]", "Bondar")
    if way == "Enter":
        page.press("#parameters input[name=name]", "Enter")
    else:
        page.click(f"#{way.lower()}")
    expect(page.locator("#said")).to_have_text(re.compile("^([0-9]+ row|saved)"))
    (request,) = asked
    assert '"Bondar"' in (request.post_data or "")
    assert request.post_data == page.evaluate(READ)


def test_values_that_cannot_be_bound_run_nothing(editor: Tab) -> None:
    page = editor.page
    page.route("**/queries/by-speaker?*", lambda route: route.fulfill(status=400, body="no such value"))
    page.select_option("#named", "by-speaker")
    page.fill("#parameters input[name=name]", "Bondar")
    page.click("#run")
    expect(page.locator("#said.wrong")).to_contain_text("no such value")
    assert not [one for one in editor.requests if one.endswith("/sparql")]
    page.select_option("#named", "about-place")
    page.click("#run")
    expect(page.locator("#said")).to_have_text(re.compile("^[0-9]+ row"))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_was_found_comes_into_view_and_focus_stays(editor: Tab, motion: str) -> None:
    page = editor.page
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 800})
    run(page, "# a line\n" * 80 + "SELECT * { ?s ?p ?o } LIMIT 50")
    for shown in ("#said", "#run", "#found th >> nth=0", "#found td >> nth=0"):
        expect(page.locator(shown)).to_be_in_viewport()
    assert editor.run("document.activeElement.id") == "run"
    assert serious_findings(page) == []


def test_every_request_goes_to_the_service_itself(editor: Tab, address: str) -> None:
    run(editor.page, "ASK {}")
    assert all(request.startswith(address) for request in editor.requests)


def test_text_of_the_store_stays_text(editor: Tab) -> None:
    run(editor.page, HOSTILE)
    assert editor.text("#found td") == ["<img src=x onerror=alert(1)><b>bold</b>"]
    assert editor.page.locator("#found img, #found b").count() == 0
    assert editor.complaints == []


def test_all_forms_of_a_query_are_shown(editor: Tab) -> None:
    assert run(editor.page, "ASK {}").startswith("true")
    assert run(editor.page, "SELECT * { ?s ?p ?o } LIMIT 2").startswith("2 rows")
    assert run(editor.page, "CONSTRUCT WHERE { ?s a schema:Claim }").startswith("triples")
    assert "schema:Claim" in editor.text("#found")[0]


def test_an_error_says_what_the_service_said(editor: Tab) -> None:
    assert "cannot be read" in run(editor.page, "SELECT nonsense")
    assert "SERVICE is refused" in run(editor.page, "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }")
    assert "more than 2 seconds" in run(
        editor.page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    )


def test_an_iri_of_ours_leads_to_the_page_of_its_record(editor: Tab) -> None:
    run(editor.page, "SELECT ?c { ?c a schema:Claim } ORDER BY ?c LIMIT 1")
    claim = editor.text("#found td a")[0]
    editor.page.click("#found td a")
    editor.page.wait_for_url(f"**/claim/{claim}")
    assert editor.page.locator("mark").count() > 0


def focus_editor(page: Page) -> None:
    """Click on the label, as somebody does who wants to write."""
    page.evaluate(WRITE, "")
    page.click("#text-label")
    expect(page.locator(".CodeMirror-focused")).to_be_visible()


def test_prefixes_and_terms_of_the_vocabulary_are_completed_by_keys(editor: Tab) -> None:
    focus_editor(editor.page)
    keyboard = editor.page.keyboard
    keyboard.type("PREFIX sch")
    expect(editor.page.locator(".CodeMirror-hint")).to_have_text(["schema: <https://schema.org/>"])
    keyboard.press("Enter")
    keyboard.type("\nSELECT * { ?c a schema:Clai")
    keyboard.press("Control+Space")
    expect(editor.page.locator(".CodeMirror-hint").first).to_have_text("schema:Claim")
    keyboard.press("Enter")
    keyboard.type(" } LIMIT 1")
    keyboard.press("Control+Enter")
    expect(editor.page.locator("#said")).to_have_text(re.compile("^1 row"))
    assert editor.page.evaluate(READ).splitlines()[0] == "PREFIX schema: <https://schema.org/>"
    assert editor.complaints == []


def test_a_query_that_cannot_be_read_is_marked_at_its_line(editor: Tab) -> None:
    editor.page.evaluate(WRITE, "SELECT *\n{ ?s ?p }")
    expect(editor.page.locator(".parseErrorIcon")).to_have_count(1)
    line = editor.page.locator(".CodeMirror-gutter-wrapper", has=editor.page.locator(".parseErrorIcon"))
    expect(line.locator(".CodeMirror-linenumber")).to_have_text("2")
    assert editor.page.locator(".cm-keyword").count() == 1


def test_the_keyboard_leaves_the_field(editor: Tab) -> None:
    focus_editor(editor.page)
    editor.page.keyboard.press("Escape")
    assert editor.run("document.activeElement.id") == "run"
    focus_editor(editor.page)
    editor.page.keyboard.press("Tab")
    assert editor.run("document.activeElement.closest('.CodeMirror')") is None


def test_nothing_is_kept_and_nobody_else_is_asked(editor: Tab, address: str) -> None:
    focus_editor(editor.page)
    editor.page.keyboard.type("SELECT * { ?c foaf:na")
    editor.page.keyboard.press("Control+Space")
    run(editor.page, "SELECT * { ?c a schema:Claim ; dbo:x ?y }")
    assert all(request.startswith(address) for request in editor.requests)
    assert editor.run("localStorage.length + sessionStorage.length") == 0
    assert [one for one in editor.complaints if "Content Security Policy" in one] == []


def test_without_scripts_there_is_a_plain_field_that_asks(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}query?named=by-speaker")
    assert "kg:saidBy" in page.input_value("#text")
    page.fill("#text", "SELECT ?c ('<b>' AS ?b) { ?c a schema:Claim } LIMIT 1")
    page.click("#run")
    expect(page.locator("#said")).to_have_text("1 row.")
    assert page.locator("#found td").nth(1).text_content() == "<b>"
    page.click("#found td a")
    page.wait_for_url("**/claim/*")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_hinders_a_reader_who_does_not_see(editor: Tab, scheme: str, width: int) -> None:
    editor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    editor.page.set_viewport_size({"width": width, "height": 900})
    run(editor.page, "SELECT * { ?s ?p ?o } LIMIT 50")
    assert serious_findings(editor.page) == []
    assert editor.run("document.documentElement.scrollWidth <= innerWidth")
