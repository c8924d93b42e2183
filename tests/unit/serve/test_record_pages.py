"""The page of every record: its words by exact offsets, what it leads to, and nothing of it run or lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from kg.model import EntityKind
from kg.query.near import NearLookups
from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings
from tests.records import copy_reading, dam_reading
from tests.unit.serve.compared import CONTENT, EARLY, NAME, TITLE
from tests.unit.serve.conftest import BASE
from tests.unit.store.world import build, entity_of, retracting, small_reading

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Read(HTMLParser):
    """What a browser makes of a page: elements with their attributes, links, text inside marks by role."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.links: list[str] = []
        self.pager: dict[str, str] = {}
        self.alternates: dict[str, str] = {}
        self.text = ""
        self.marked: list[tuple[str, str]] = []
        self.title = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
            if told.get("rel") in ("prev", "next"):
                self.pager[str(told["rel"])] = str(told["href"])
        if tag == "link" and told.get("rel") == "alternate":
            self.alternates[str(told["type"])] = str(told["href"])
        if tag not in ("meta", "link", "input", "br", "path"):
            self._open.append((tag, told.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open and self._open[-1][0] == "title":
            self.title += data
        marks = [look for tag, look in self._open if tag == "mark"]
        if marks:
            self.marked.append((marks[-1], data))

    def words(self, role: str) -> str:
        """Return all words that are marked with a role, in the order of the page."""
        return "".join(words for look, words in self.marked if role in look.split())


@pytest.fixture(scope="module")
def near(compared_store: Path) -> NearLookups:
    return NearLookups(compared_store)


@pytest.fixture(scope="module")
def plain(compared_store: Path) -> TestClient:
    app = make_app(ServiceSettings(compared_store, base=BASE, workers=1))
    with TestClient(app, base_url=BASE.rstrip("/"), follow_redirects=False) as opened:
        yield opened


def page(client: TestClient, path: str) -> Read:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Read(response.text)


def paths_of(near: NearLookups) -> list[str]:
    """Every record of the store."""
    return [
        *(f"/claim/{one.id}" for one in near.claims(act="all")),
        *(f"/entity/{one.id}" for one in near.entities()),
        *(f"/document/{one.id}" for one in near.documents()),
        *(f"/difference/{one.id}" for one in near.discrepancies()),
    ]


def first_claim(near: NearLookups) -> str:
    return next(one.id for one in near.claims() if one.text == CONTENT.format("about 40%"))


# ------------------------------------------------------------------------------------------ every page


def test_no_word_of_a_store_becomes_markup_on_any_page(plain: TestClient, near: NearLookups) -> None:
    paths = [
        *paths_of(near),
        "/start",
        "/search?q=Eve",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/query",
    ]
    for path in paths:
        found = page(plain, path)
        allowed = 2 if path == "/query" else 0
        assert found.tags.count("script") == allowed, path
        assert not {"img", "iframe", "object", "style"} & set(found.tags), path
        assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"], path
        assert "Nobody 49" not in found.text, path


def test_every_page_has_a_policy_that_lets_no_script_run(plain: TestClient, near: NearLookups) -> None:
    for path in [*paths_of(near), "/start", "/search?q=Eve", "/search"]:
        policy = plain.get(path, headers=BROWSER).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert "script-src" not in policy
        assert "unsafe" not in policy


def test_every_link_of_every_page_leads_somewhere_here(plain: TestClient, near: NearLookups) -> None:
    paths, seen = [*paths_of(near), "/start", "/search?q=Eve"], set[str]()
    for path in paths:
        for link in page(plain, path).links:
            local = link.split("#")[0]
            if link.startswith(("https://www.", "https://example.org/")) or not local:
                continue
            assert local.startswith(("/", "?")), link
            seen.add(local if local.startswith("/") else f"{path}{local}")
    assert len(seen) > 20
    for address in sorted(seen):
        response = plain.get(address, headers=BROWSER, follow_redirects=True)
        assert response.status_code == 200, address


@pytest.mark.parametrize("kind", ["claim", "entity", "document", "difference"])
def test_a_page_names_its_other_forms_at_the_same_address(
    plain: TestClient, near: NearLookups, kind: str
) -> None:
    path = next(one for one in paths_of(near) if one.startswith(f"/{kind}/"))
    found = page(plain, path)
    assert set(found.alternates) == {
        "application/json", "text/turtle", "application/n-triples", "application/rdf+xml",
        "application/ld+json",
    }  # fmt: skip
    for media, address in found.alternates.items():
        assert address.startswith(f"{path}?as=")
        response = plain.get(address, headers=BROWSER)
        assert response.headers["content-type"].startswith(media)
        assert path.rpartition("/")[2] in response.text


def test_a_page_is_not_made_again_for_who_has_it(plain: TestClient, near: NearLookups) -> None:
    path = f"/claim/{first_claim(near)}"
    first = plain.get(path, headers=BROWSER)
    again = plain.get(path, headers={**BROWSER, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept" in first.headers["vary"]


def test_what_there_is_not_is_told_to_a_browser_as_a_page(plain: TestClient) -> None:
    for path, status in (("/claim/c-0000000000000000", 404), ("/nonsense", 404), ("/evidence.html?x=1", 400)):
        response = plain.get(path, headers=BROWSER)
        assert response.status_code == status
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert "<h1>" in response.text


@pytest.mark.parametrize("query", ["as=pdf", "colour=red", "as=json&as=turtle"])
def test_a_form_or_parameter_that_there_is_not_is_refused(
    plain: TestClient, near: NearLookups, query: str
) -> None:
    assert plain.get(f"/claim/{first_claim(near)}?{query}").status_code == 400


# ------------------------------------------------------------------------------------------- one claim


def test_a_claim_stands_in_its_article_with_its_words_marked(plain: TestClient, near: NearLookups) -> None:
    found = page(plain, f"/claim/{first_claim(near)}")
    key = {"content": "claim", "source": "who says it", "cue": "how it is credited", "place": "place",
           "quantity": "number", "time": "date"}  # fmt: skip
    expected = {"content": CONTENT.format("about 40%"), "source": NAME, "cue": "told", "place": "Rivne",
                "quantity": "about 40%", "time": "by May"}  # fmt: skip
    for role, words in expected.items():
        assert found.words(role) == key[role] + words


def test_a_claim_tells_who_repeats_it_what_differs_and_what_is_inside(
    plain: TestClient, near: NearLookups
) -> None:
    found = page(plain, f"/claim/{first_claim(near)}")
    other = next(one.id for one in near.claims() if one.text == CONTENT.format("60%"))
    inner = near.claims_in(near.document("early.txt"))
    assert "2 articles, 2 publishers, 1 independent origin" in found.text
    assert found.links.count(f"/claim/{other}") == 2  # it repeats it, and differs
    assert f"/difference/{near.discrepancies()[0].id}" in found.links
    assert f"/claim/{next(one.id for one in inner if one.within)}" in found.links
    assert f"/document/{near.document('early.txt').id}#{first_claim(near)}" in found.links
    assert "possible" in found.text


def test_a_page_has_a_title_of_its_own(plain: TestClient, near: NearLookups) -> None:
    assert page(plain, f"/claim/{first_claim(near)}").title.startswith("the dam in Rivne lost about 40%")
    assert page(plain, f"/document/{near.document('early.txt').id}").title.startswith(TITLE)


# --------------------------------------------------------------------------- actors, places, articles


def test_an_actor_has_what_it_said_page_by_page(
    plain: TestClient, near: NearLookups, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = near.who(NAME)
    whole = page(plain, f"/entity/{eve.id}")
    said = [one.id for one in near.claims_by(eve.id)]
    assert [link.removeprefix("/claim/") for link in whole.links if link.startswith("/claim/")] == said
    monkeypatch.setattr("kg.views.record_contexts.LISTED", 1)
    pages = [page(plain, f"/entity/{eve.id}?said={at}") for at in range(1, len(said) + 1)]
    listed = [link for one in pages for link in one.links if link.startswith("/claim/")]
    assert [link.removeprefix("/claim/") for link in listed] == said
    assert f"?said={len(said)}#said" in pages[0].links
    assert plain.get(f"/entity/{eve.id}?said=0", headers=BROWSER).status_code == 400
    assert "ends before" in page(plain, f"/entity/{eve.id}?said=9").text


def test_a_place_has_coordinates_and_its_claims_in_order_of_time(
    plain: TestClient, near: NearLookups
) -> None:
    rivne = near.place("Rivne")
    found = page(plain, f"/entity/{rivne.id}")
    assert "50.6204° N, 26.2370° E" in found.text
    told = [one.id for one in near.claims_about(rivne.id)]
    assert len(told) == 2
    assert [link.removeprefix("/claim/") for link in found.links if link.startswith("/claim/")] == told
    assert f"/entity/{near.who(NAME).id}" in found.links  # with whom


def test_an_article_stands_there_whole_with_every_claim_marked(plain: TestClient, near: NearLookups) -> None:
    document = near.document("early.txt")
    found = page(plain, f"/document/{document.id}")
    for line in EARLY.split("\n"):
        assert line in found.text
    for claim in near.claims_in(document):
        assert f"/claim/{claim.id}" in found.links
    assert "Nobody {{ 7*7 }} was hurt" in found.words("own")
    assert NAME in found.words("source")
    assert f"/document/{near.document('late.txt').id}" in found.links  # rests on it
    other = page(plain, f"/document/{near.document('late.txt').id}")
    assert f"/document/{document.id}" in other.links
    assert "shares 9 words in a row" in other.text


def test_a_difference_shows_both_sides_with_the_words_that_differ(
    plain: TestClient, near: NearLookups
) -> None:
    found = page(plain, f"/difference/{near.discrepancies()[0].id}")
    assert found.words("differs") == "about 40%60%"
    assert "No verdict" in found.text
    assert "the right article rests on the left one" in found.text


# -------------------------------------------------------------------------------------- the whole store


def large(store: Path) -> TestClient:
    app = make_app(ServiceSettings(store, base=BASE, workers=1, page_claims=3))
    return TestClient(app, base_url=BASE.rstrip("/"), follow_redirects=False)


def test_a_store_too_large_for_one_page_begins_with_an_overview(
    compared_store: Path, near: NearLookups
) -> None:
    client = large(compared_store)
    for path in ("/", "/evidence.html", "/network.html"):
        found = page(client, path)
        assert "more than the 3 claims that one page holds" in found.text
        policy = client.get(path, headers=BROWSER).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert f"/entity/{near.who(NAME).id}" in found.links
        assert f"/entity/{near.place('Rivne').id}" in found.links
        assert f"/difference/{near.discrepancies()[0].id}" in found.links
        assert "/query?named=by-speaker" in found.links


@pytest.mark.parametrize("name", ["evidence.html", "network.html"])
def test_a_part_of_a_large_store_has_a_page(compared_store: Path, name: str) -> None:
    client = large(compared_store)
    drawn = client.get(f"/{name}?document=early.txt", headers=BROWSER)
    assert drawn.status_code == 200
    assert "sha256-" in drawn.text  # its own scripts, by hash
    island = re.search(r'id="island">(.*?)</script>', drawn.text, re.DOTALL)
    assert island is not None
    assert "Nobody {{ 7*7 }} was hurt" in island[1]
    too_much = client.get(f"/{name}?since=2000", headers=BROWSER)
    assert too_much.status_code == 400
    assert "more than 3 claims pass" in too_much.text


def test_a_record_of_a_large_store_leads_to_the_part_it_is_in(
    compared_store: Path, near: NearLookups
) -> None:
    client, document = large(compared_store), near.document("early.txt").id
    assert f"/evidence.html?document={document}" in page(client, f"/document/{document}").links


def test_the_evidence_page_of_a_small_store_is_that_of_kg_view(plain: TestClient, near: NearLookups) -> None:
    from kg.views.pages import render_evidence

    shown: Response = plain.get("/")  # type: ignore[assignment]
    assert shown.text == render_evidence(near)  # type: ignore[attr-defined]


# ------------------------------------------------------------------------- what was changed or taken back


def client_of(store: Path) -> TestClient:
    return TestClient(
        make_app(ServiceSettings(store, base=BASE, workers=1)),
        base_url=BASE.rstrip("/"),
        follow_redirects=False,
    )


def test_a_claim_of_a_text_that_has_changed_has_its_page_still(tmp_path: Path) -> None:
    url = "https://example.org/bridge"
    store = build(tmp_path / "s", small_reading("a.txt", "The bridge is closed.", url=url))
    (former,) = NearLookups(store).claims()
    build(store, small_reading("a.txt", "The bridge is open.", url=url))
    client = client_of(store)
    found = page(client, f"/claim/{former.id}")
    assert "of a text that has changed since" in found.text
    assert found.words("content") == "claimThe bridge is closed."
    assert "superseded" in page(client, f"/document/{former.document_id}").text


def test_what_was_retracted_is_struck_through_and_says_who_did_so(tmp_path: Path) -> None:
    dam = dam_reading()
    store = build(tmp_path / "s", dam, copy_reading(), rulings=retracting(dam.document.id))
    client, near = client_of(store), NearLookups(store)
    for path in (f"/claim/{dam.claims[0].id}", f"/document/{dam.document.id}"):
        found = page(client, path)
        assert "etracted by Ada on 1 May 2025" in found.text
        assert found.words("retracted")
    for entity in near.entities():
        assert dam.claims[0].id not in "".join(page(client, f"/entity/{entity.id}").links)


def test_a_former_id_leads_to_the_present_page(tmp_path: Path) -> None:
    heir = entity_of(EntityKind.PERSON, "Pavel Marek", (), replaces=("e-aaaaaaaaaaaaaaaa",))
    store = build(tmp_path / "s", small_reading("a.txt", "The bridge is closed."), extra=(heir,))
    response = client_of(store).get("/entity/e-aaaaaaaaaaaaaaaa", headers=BROWSER)
    assert (response.status_code, response.headers["location"]) == (308, f"/entity/{heir.id}")
