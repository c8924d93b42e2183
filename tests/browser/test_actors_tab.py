"""The tab Actors: everybody and every place with the store's numbers, and a page for each."""

from __future__ import annotations

import pytest

from tests.browser.compared_newsroom import ComparedNewsroom
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.articles import JONAS, MARA, PLANS
from tests.unit.views.newsroom import Newsroom, entity_id, hostile_newsroom, place_id

pytestmark = pytest.mark.browser
NAME = "evidence.html"
HERE = "#tab=actors"
MAYOR = f"{HERE}&actor={entity_id(JONAS)}"


def rows(tab: Tab) -> dict[str, list[str]]:
    """Return id -> the numbers of its row."""
    found = tab.page.locator(".actors tbody tr").all()
    return {
        (row.locator("a").get_attribute("data-key") or "").removeprefix("actor:"): row.locator(
            ".number"
        ).all_text_contents()
        for row in found
    }


def test_everybody_is_listed_with_the_numbers_of_the_store(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    found = rows(tab)
    for entity in newsroom.entities():
        numbers = (entity.claims_by, entity.claims_about, entity.mentions, entity.documents)
        assert found.pop(entity.id) == [f"{number:,}" for number in numbers]
    assert set(found) == {"nobody"}


def test_unnamed_sources_and_places_stand_apart(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    places = sum(entity.kind == "place" for entity in newsroom.entities())
    unnamed = sum(not entity.named and entity.kind != "outlet" for entity in newsroom.entities()) + 1
    named = len(newsroom.entities()) - places - unnamed + 1
    assert tab.text("#stage h2") == [f"{named} named actors, {places} places, {unnamed} unnamed sources"]
    assert tab.text("#stage h3") == [f"Named actors{named}", f"Places{places}", f"Unnamed sources{unnamed}"]


def test_a_column_sorts_and_says_so(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    by = [int(numbers[0]) for numbers in rows(tab).values()][:3]
    assert by == sorted(by, reverse=True)
    tab.page.click(".actors thead >> nth=0 >> text=Name")
    labels = tab.text(".actors table >> nth=0 >> .actor-name")
    assert labels == sorted(labels, key=str.casefold)
    assert tab.page.locator("th[aria-sort='ascending']").first.text_content() == "Name ↑"
    tab.page.click(".actors thead >> nth=0 >> text=Mentions")
    assert next(iter(rows(tab))) == entity_id(JONAS)


def test_search_and_legend_filter_the_list(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    tab.page.fill("#search", "MAYOR of hillside")
    assert list(rows(tab)) == [entity_id(JONAS)]
    tab.page.fill("#search", "")
    tab.page.click("[data-key='filter:person']")
    assert entity_id(JONAS) not in rows(tab)


def test_one_section_can_be_shown_alone(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    tab.page.click("[data-key='section:places']")
    assert set(rows(tab)) == {entity.id for entity in newsroom.entities() if entity.kind == "place"}


def test_a_name_leads_to_its_page_and_back(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    tab.page.click(f"[data-key='actor:{entity_id(MARA)}']")
    assert tab.text("#stage h2") == ["Mara Veldt"]
    assert tab.run("document.activeElement.tagName") == "H2"
    tab.page.click(".to-list")
    assert tab.run("document.activeElement.dataset.key") == f"actor:{entity_id(MARA)}"


def test_a_page_has_the_numbers_of_the_store_and_as_many_claims(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    mayor = next(entity for entity in newsroom.entities() if entity.label == JONAS.label)
    tab = open_tab(newsroom, NAME, fragment=MAYOR)
    assert tab.text(".numbers li") == [
        f"{mayor.claims_by} claims by",
        f"{mayor.claims_about} claims about",
        f"{mayor.mentions:,} mentions",
        f"{mayor.documents} articles",
    ]
    assert tab.text("#part-by, #part-about") == [
        f"Claims by{mayor.claims_by}",
        f"Claims about{mayor.claims_about}",
    ]
    assert tab.page.locator("#part-by + .cards .card").count() == mayor.claims_by


def test_a_page_tells_names_roles_with_their_day_and_country(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=MAYOR)
    known = dict(zip(tab.text(".known dt"), tab.text(".known dd"), strict=True))
    assert known["Also called"] == "Okoro"
    assert known["Roles"] == "mayor of HillsideDelta Wire, as of 11 Apr 2025"
    assert known["Country"] == "France"
    assert "Delta Wire" in known["Said through"]


def test_a_page_shows_the_differences_that_concern_it(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=MAYOR)
    concerned = {claim.id for claim in newsroom.claims() if claim.source.label == JONAS.label} | {
        claim.id for claim in newsroom.claims() if any(one.label == JONAS.label for one in claim.about)
    }
    found = [
        one.id
        for one in newsroom.discrepancies()
        if one.left.claim in concerned or one.right.claim in concerned
    ]
    assert [one.get_attribute("data-id") for one in tab.page.locator(".pairing").all()] == found


def test_the_page_of_an_outlet_lists_what_rests_on_it(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    agency = next(entity for entity in newsroom.entities() if entity.label == "Delta Wire")
    mine = {document.id for document in newsroom.documents() if document.publisher_entity == agency.id}
    resting = {link.document_id for link in newsroom.lineage() if link.origin_id in {agency.id, *mine}}
    tab = open_tab(newsroom, NAME, fragment=f"{HERE}&actor={agency.id}")
    assert tab.text("#part-published, #part-resting") == [
        f"Published{len(mine)}",
        f"Articles that rest on it{len(resting)}",
    ]


def test_a_place_has_coordinates_and_only_known_identifiers_are_links(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=f"{HERE}&actor={place_id('Old Harbour')}")
    known = dict(zip(tab.text(".known dt"), tab.text(".known dd"), strict=True))
    assert known["Coordinates"] == "48.3000° N, 11.7000° W · on the map"
    links = [link.get_attribute("href") for link in tab.page.locator(".identifier a").all()]
    assert links == ["https://www.wikidata.org/wiki/Q1"]
    assert "javascript:alert(1)" in known["Identifiers"]


def test_a_claim_of_a_page_opens_in_the_panel_and_the_page_stays(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=MAYOR)
    tab.page.click("#part-by + .cards .card >> nth=0")
    words = tab.text("#part-by + .cards .card >> nth=0 >> .said")
    assert ["".join(tab.text("#panel .text mark.content"))] == words
    assert tab.text("#stage h2") == ["Jonas Okoro"]


def test_intentions_stand_apart_from_claims(open_tab: OpenTab) -> None:
    board = next(entity for entity in Newsroom(PLANS).entities() if entity.label == "Harbour Water Board")
    tab = open_tab(Newsroom(PLANS), NAME, fragment=f"{HERE}&actor={board.id}")
    assert tab.text("#part-aside") == ["Intentions and deeds, not counted as claims1"]


def test_arrow_keys_move_in_the_list_and_the_list_is_one_stop(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.page.locator(".actors tbody >> nth=0 >> [tabindex='0']").count() == 1
    names = tab.text(".actors tbody >> nth=0 >> .actor-name")
    tab.page.focus(".actors tbody >> nth=0 >> a >> nth=0")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    assert tab.text("#stage h2") == [names[1]]


def test_hostile_words_are_text(open_tab: OpenTab) -> None:
    newsroom = hostile_newsroom()
    for entity in newsroom.entities()[:2]:
        tab = open_tab(newsroom, NAME, fragment=f"{HERE}&actor={entity.id}")
        assert tab.text("#stage h2") == [entity.label]
        assert (tab.run("window.__pwned"), tab.complaints) == (None, [])
