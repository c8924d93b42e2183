"""The Evidence tab: strands from an article through a speaker to a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from kg.query.comparison_results import DiscrepancyView
from kg.query.results import ClaimView
from tests.browser.conftest import PAINT, OpenTab, Tab, contrast
from tests.unit.views.articles import ENGINEER, MARA, QUARRELS, Article, Line, Speaker
from tests.unit.views.newsroom import Newsroom, entity_id, hostile_newsroom, make_side

pytestmark = pytest.mark.browser
NAME = "evidence.html"
ALL = "#all=1"
CARD = "#stage a[data-key='claim:{}']"
BOXES = """column => [...document.querySelectorAll(`.strand-drawing [aria-label="${column}"] > a > .box`)]
  .map(box => [box.y.baseVal.value, box.y.baseVal.value + box.height.baseVal.value,
               box.ownerSVGElement.height.baseVal.value])"""


@dataclass(frozen=True)
class Wavering(Newsroom):
    """Two articles tell one claim in the same words, one of them less surely."""

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        left, right = (claim for claim in self.claims() if claim.document in ("weir.txt", "copy.txt"))
        sides = [make_side(one, "", one.places[0].spans) for one in (left, right)]
        return (DiscrepancyView("x-2", "hedge-dropped", *sides, "“may” on the left", "1 day apart", 0.9, 1),)


def wavering() -> Wavering:
    line = "{{s|Jonas Okoro}} {{c|said}} {{t|the gate at {{p|Lower Weir}} {} hold}}.".format("may")
    speaker = Speaker("Jonas Okoro", "person")
    return Wavering(
        tuple(
            Article(path, publisher, path, date, None, (Line(line, speaker, certainty=certainty),))
            for path, publisher, date, certainty in (
                ("weir.txt", "Delta Wire", "2025-04-11", "possible"),
                ("copy.txt", "Harbour Post", "2025-04-12", "certain"),
            )
        )
    )


def many_claims(number: int) -> Newsroom:
    """Return a newsroom with so many claims that say different things, in articles of ten."""
    letters = "abcdefghij"
    names = ["".join(letters[int(digit)] for digit in f"{at:04}") for at in range(number)]
    lines = [
        Line(f"{{s|Mara Veldt}} {{c|said}} {{t|the gate called {name} was shut}}.", MARA) for name in names
    ]
    return Newsroom(
        tuple(
            Article(
                f"{at}.txt", f"Paper {at % 7}", f"Gates {at}", "2025-04-11", None, tuple(lines[at : at + 10])
            )
            for at in range(0, number, 10)
        )
    )


def run(tab: Tab, script: str) -> Any:
    return tab.run(script)


def styles(tab: Tab, selector: str, name: str) -> list[str]:
    """Return a computed style of all elements that a selector finds."""
    found: list[str] = tab.page.evaluate(
        "([found, name]) => [...document.querySelectorAll(found)].map(one => getComputedStyle(one)[name])",
        [selector, name],
    )
    return found


def drawn_claims(tab: Tab) -> list[str]:
    found: list[str] = run(tab, "[...document.querySelectorAll('.strand')].map(one => one.dataset.claim)")
    return found


def test_every_statement_has_one_strand(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, fragment=ALL)
    assert sorted(drawn_claims(tab)) == sorted(claim.id for claim in newsroom.claims())


def test_a_strand_runs_without_a_break_from_its_article_through_its_speaker_to_its_claim(
    open_tab: OpenTab,
) -> None:
    tab = open_tab(Newsroom(), NAME)
    found = run(
        tab,
        """[...document.querySelectorAll(".strand")].map(strand => {
          const svg = strand.ownerSVGElement, claim = claimById.get(strand.dataset.claim);
          const box = key => svg.querySelector(`a[data-key="${key}"] .box`).getBBox();
          const ends = [box(`article:${articleOf(claim).id}`),
            box(`actor:${speakerOf(claim).id}${claim.own ? " own" : ""}`),
            box(`claim:${groups[claim.group].claim.id}`)];
          const on = (point, x, {y, height}) =>
            Math.abs(point.x - x) < 1 && point.y > y && point.y < y + height;
          const [first, speaker, last] = ends, length = strand.getTotalLength(), d = strand.getAttribute("d");
          const [, x, y] = /C[^C]*? ([\\d.]+) ([\\d.]+)H/.exec(d).map(Number);
          return d.split("M").length === 2 && on(strand.getPointAtLength(0), first.x + first.width, first)
            && on({x, y}, speaker.x, speaker) && on(strand.getPointAtLength(length), last.x, last);
        })""",
    )
    assert len(found) > 20
    assert all(found)


def test_strands_of_unnamed_sources_and_only_those_are_dashed(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, fragment=ALL)
    named = {claim.id: claim.source.named or claim.source.kind == "outlet" for claim in newsroom.claims()}
    dashes = styles(tab, ".strand", "strokeDasharray")
    for claim, dash in zip(drawn_claims(tab), dashes, strict=True):
        assert (dash == "none") == named[claim]
    assert set(styles(tab, ".box.unnamed", "strokeDasharray")) == {"5px, 3px"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_strand_can_be_seen(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
    stroke, opacity = (styles(tab, ".strand", name)[0] for name in ("stroke", "opacity"))
    ground = str(run(tab, f"({PAINT})('page')"))
    mixed = [
        round(float(opacity) * int(over) + (1 - float(opacity)) * int(under))
        for over, under in zip(re.findall(r"\d+", stroke), re.findall(r"\d+", ground), strict=True)
    ]
    assert contrast(str(tuple(mixed)), ground) >= 3


def test_own_voice_is_a_card_of_its_own_for_each_publisher(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=ALL)
    own = tab.page.locator("[aria-label='Speakers'] > a:has(.box.own)")
    assert own.first.locator("text").all_text_contents()[-1] == "own voice"
    assert "outlet" in str(own.first.locator("path.glyph").first.get_attribute("class"))
    assert len(set(tab.text("[aria-label='Speakers'] > a:has(.box.own) title"))) == 5


def test_claims_that_differ_stand_side_by_side_under_a_bracket_that_opens_the_difference(
    open_tab: OpenTab,
) -> None:
    newsroom = Newsroom()
    (difference,) = newsroom.discrepancies()
    tab = open_tab(newsroom, NAME)
    stops = run(tab, "[...document.querySelectorAll('[aria-label=Claims] > a')].map(one => one.dataset.key)")
    assert stops[2] == f"difference:{difference.id}"
    groups = {run(tab, f"claimById.get('{key.removeprefix('claim:')}').group") for key in stops[:2]}
    sides = {run(tab, f"claimById.get('{side.claim}').group") for side in (difference.left, difference.right)}
    assert groups == sides
    assert tab.text(".strand-drawing .heading text") == ["other place · 2 days apart"]
    tab.page.click(".strand-drawing a.tie")
    assert f"difference={difference.id}" in tab.page.url
    assert tab.page.locator("#panel mark.differing").count() == 2


def test_what_differs_inside_one_claim_is_marked_on_its_card(open_tab: OpenTab) -> None:
    tab = open_tab(wavering(), NAME)
    assert tab.text(".strand-drawing a.inside text") == ["hedge dropped · 1 day apart"]
    assert "possible (1 of 2)" in tab.text(".strand-drawing text.badge")
    tab.page.click(".strand-drawing a.inside")
    assert tab.page.url.endswith("difference=x-2")
    assert tab.page.locator(".strand.on").count() == 1
    assert tab.page.locator(".strand.near").count() == 1


def test_a_selection_keeps_its_rivals_lit_and_dims_the_rest(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    (difference,) = newsroom.discrepancies()
    tab = open_tab(newsroom, NAME, fragment=f"#claim={difference.left.claim}")
    assert tab.page.get_attribute("#stage a.on[aria-current=true]", "data-key") is not None
    look = "name => [...document.querySelectorAll(`.strand.${name}`)].map(one => one.dataset.claim)"
    same = {claim.group for claim in newsroom.claims() if claim.id == difference.left.claim}
    rival = {claim.group for claim in newsroom.claims() if claim.id == difference.right.claim}
    group_of = {claim.id: claim.group for claim in newsroom.claims()}
    assert {group_of[claim] for claim in tab.page.evaluate(look, "on")} == same
    assert {group_of[claim] for claim in tab.page.evaluate(look, "near")} == rival
    assert not {group_of[claim] for claim in tab.page.evaluate(look, "dim")} & (same | rival)
    assert tab.page.locator("[aria-label=Claims] > a.dim:not(.tie)").count() == 12


@pytest.mark.parametrize("what", ["actor", "article"])
def test_an_actor_or_an_article_lights_its_own_strands(open_tab: OpenTab, what: str) -> None:
    newsroom = Newsroom()
    claims = newsroom.claims()
    chosen = entity_id(ENGINEER) if what == "actor" else claims[0].document_id
    tab = open_tab(newsroom, NAME, fragment=f"#{what}={chosen}")

    def belongs(claim: ClaimView) -> bool:
        about = {one.entity for one in claim.about}
        return chosen in (claim.document_id, claim.source.entity, *about)

    lit = set(run(tab, "[...document.querySelectorAll('.strand.on')].map(one => one.dataset.claim)"))
    assert lit == {claim.id for claim in claims if belongs(claim)} & set(drawn_claims(tab))
    assert lit


@pytest.mark.parametrize("card", ["claim", "actor", "article"])
def test_the_strands_of_a_card_stand_out_while_the_pointer_is_on_it(open_tab: OpenTab, card: str) -> None:
    tab = open_tab(Newsroom(), NAME)
    stop = tab.page.locator(f"#stage a[data-key^='{card}:']").first
    stop.hover(position={"x": 30, "y": 20})
    followed = run(tab, "[...document.querySelectorAll('.strand.followed')].map(one => one.dataset.claim)")
    assert set(followed) == set(str(stop.get_attribute("data-strands")).split()) & set(drawn_claims(tab))
    tab.page.mouse.move(2, 2)
    assert tab.page.locator(".strand.followed").count() == 0


def test_a_strand_opens_its_statement(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    claim = drawn_claims(tab)[4]
    tab.page.locator(".strand-drawing .grip").nth(4).dispatch_event("click")
    assert tab.page.url.endswith(f"#claim={claim}")
    assert tab.page.locator(".strand.this").count() == 1


def test_choosing_a_card_again_or_escape_takes_the_choice_back(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    card = tab.page.locator("[aria-label=Claims] > a").nth(3)
    card.click()
    assert card.get_attribute("aria-current") == "true"
    card.click()
    assert tab.page.locator("#stage .on, #stage .dim").count() == 0
    card.click()
    tab.page.keyboard.press("Escape")
    assert tab.page.locator("#stage .on, #stage .dim").count() == 0


@pytest.mark.parametrize("width", [1000, 1440, 2200])
@pytest.mark.parametrize("column", ["Claims", "Speakers", "Articles"])
def test_cards_of_a_column_do_not_overlap_and_stay_in_the_drawing(
    open_tab: OpenTab, column: str, width: int
) -> None:
    tab = open_tab(Newsroom(), NAME, width=width)
    boxes = sorted(tab.page.evaluate(BOXES, column))
    assert len(boxes) > 3
    assert boxes[0][0] >= 0
    assert all(one[1] < other[0] for one, other in pairwise(boxes))
    assert boxes[-1][1] <= boxes[-1][2]


def test_words_stay_inside_their_cards(open_tab: OpenTab) -> None:
    for newsroom in (Newsroom(), hostile_newsroom()):
        tab = open_tab(newsroom, NAME, width=1100)
        out = run(
            tab,
            """[...document.querySelectorAll(".strand-drawing a.stop text")].filter(text => {
              const box = text.closest("a").querySelector(".box")?.getBoundingClientRect();
              const words = text.getBoundingClientRect();
              return box && (words.left < box.left || words.right > box.right || words.bottom > box.bottom);
            }).map(text => text.textContent)""",
        )
        assert out == []


def test_about_fourteen_claims_are_drawn_until_more_are_asked_for(open_tab: OpenTab) -> None:
    tab = open_tab(many_claims(250), NAME)
    cards = tab.page.locator("[aria-label=Claims] > a")
    assert cards.count() == 14
    tab.page.click("text=Show 100 of 250 claims")
    assert cards.count() == 100
    tab.page.click("text=Show 100 more claims")
    assert cards.count() == 200
    tab.page.click("text=Show 50 more claims")
    assert cards.count() == 250
    assert "All 250 distinct claims" in tab.text("#stage .budget")[0]
    tab.page.click("text=Show fewer")
    assert cards.count() == 14


def test_all_of_a_hundred_claims_or_fewer_are_shown_at_once(open_tab: OpenTab) -> None:
    tab = open_tab(many_claims(60), NAME)
    tab.page.click("text=Show all 60 claims")
    assert tab.page.locator("[aria-label=Claims] > a").count() == 60


def test_a_chosen_claim_is_drawn_whatever_its_rank(open_tab: OpenTab) -> None:
    newsroom = many_claims(250)
    last = newsroom.claims()[-1]
    tab = open_tab(newsroom, NAME, fragment=f"#claim={last.id}")
    assert tab.page.locator(CARD.format(last.id)).get_attribute("aria-current") == "true"
    assert tab.page.locator("[aria-label=Claims] > a").count() == 14


def test_a_card_says_how_many_of_its_statements_have_a_strand(open_tab: OpenTab) -> None:
    lines = tuple(Line("{s|Mara Veldt} {c|said} {t|the gate was shut}.", MARA) for _ in range(9))
    tab = open_tab(Newsroom((Article("a.txt", "Delta Wire", "Gates", "2025-04-11", None, lines),)), NAME)
    assert tab.page.locator(".strand").count() == 6
    assert "6 of 9 statements drawn · 2 publishers · 1 origin" in tab.text(".strand-drawing text")


def test_the_counts_on_a_card_are_those_of_the_store(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, fragment=ALL)
    for group in newsroom.groups():
        card = tab.page.locator(", ".join(CARD.format(claim) for claim in group.claims))
        assert card.count() == 1
        assert (
            f"{group.publishers} publishers · {group.origins} origin"
            in card.locator("text").all_text_contents()
        )
        assert f"{len(group.claims)} statement" in str(card.get_attribute("aria-label"))


def test_the_words_of_a_card_are_cut_from_the_article(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, fragment=ALL)
    words = {claim.id: claim.text for claim in newsroom.claims()}
    for key in run(
        tab, "[...document.querySelectorAll('[aria-label=Claims] > a:not(.tie)')].map(a => a.dataset.key)"
    ):
        card = tab.page.locator(f"#stage a[data-key='{key}']")
        assert card.locator("title").text_content() == words[key.removeprefix("claim:")]
        assert " ".join(card.locator("text.words").all_text_contents()) == words[key.removeprefix("claim:")]


def test_a_denied_claim_never_stands_without_its_cue(open_tab: OpenTab) -> None:
    for width in (1440, 390):
        tab = open_tab(Newsroom(QUARRELS), NAME, width=width)
        found = [words for words in tab.text("#stage .words") if "hidden a report" in words]
        assert found == ["denied: the board had hidden a report on Hillside"]
    assert "denies" in tab.text("#stage .badge")


def test_what_was_retracted_is_struck_through_and_fainter(open_tab: OpenTab) -> None:
    tab = open_tab(
        Newsroom(retracted=frozenset({"weir.txt", "copy.txt", "late.html", "blog.txt"})), NAME, fragment=ALL
    )
    lines = styles(tab, "[aria-label=Claims] > a:has(.box.gone) text.words", "textDecorationLine")
    assert lines
    assert set(lines) == {"line-through"}
    gone = tab.page.locator("[aria-label=Claims] > a:has(.box.gone)").first
    assert "retracted" in gone.locator("text").all_text_contents()


def test_claims_are_the_first_thing_that_tab_reaches_in_the_stage(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if run(tab, "document.activeElement.closest('#stage') !== null"):
            break
    assert run(tab, "document.activeElement.dataset.key.startsWith('claim:')")
    for _ in range(2):
        tab.page.keyboard.press("Tab")
    assert run(tab, "document.activeElement.dataset.key.startsWith('article:')")


def test_arrow_keys_move_in_a_column_and_to_the_next(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    key = "document.activeElement.dataset.key"
    tab.page.focus("[aria-label=Claims] > a")
    first = run(tab, key)
    tab.page.keyboard.press("ArrowDown")
    assert run(tab, key) not in (first, None)
    tab.page.keyboard.press("ArrowUp")
    assert run(tab, key) == first
    tab.page.keyboard.press("ArrowLeft")
    assert run(tab, key).startswith("actor:")
    tab.page.keyboard.press("ArrowLeft")
    assert run(tab, key).startswith("article:")
    tab.page.keyboard.press("End")
    tab.page.keyboard.press("Enter")
    assert run(tab, "document.activeElement.getAttribute('aria-current')") == "true"
    assert "article=" in tab.page.url


def test_every_stop_of_the_drawing_has_a_name_and_a_key_of_its_own(open_tab: OpenTab) -> None:
    tab = open_tab(many_claims(60), NAME, fragment=ALL)
    keys = run(tab, "[...document.querySelectorAll('#stage a')].map(one => one.dataset.key)")
    assert len(keys) == len(set(keys))
    assert all(run(tab, "[...document.querySelectorAll('#stage a')].map(one => one.ariaLabel.length > 9)"))


def test_what_is_chosen_elsewhere_comes_into_view(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, height=500)
    last = str(tab.page.locator("[aria-label=Claims] > a").last.get_attribute("data-key"))
    tab.run(f"openClaim(claimById.get('{last.removeprefix('claim:')}'))")
    tab.page.wait_for_timeout(100)
    box = tab.page.locator("#stage a.on").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 500 - box["height"]


def test_a_phone_shows_a_list_with_speaker_and_article_and_words_for_what_differs(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, width=390, height=844)
    assert tab.page.locator("#stage .strand-drawing").count() == 0
    assert tab.page.locator("#stage .card").count() == 14
    assert "other place · 2 days apart" in tab.text("#stage .block.differs a.differs")[0]
    first = tab.page.locator("#stage .card").first
    assert first.locator(".by").text_content() == "officials of the river ministry"
    assert "Delta Wire" in str(first.locator(".chain").text_content())
    assert run(tab, "document.documentElement.scrollWidth <= innerWidth")


def test_both_sides_of_a_difference_inside_one_claim_stand_in_the_list(open_tab: OpenTab) -> None:
    tab = open_tab(wavering(), NAME, width=390, height=844)
    assert tab.page.locator("#stage .block.differs .card").count() == 2


def test_columns_are_placed_without_overlap_whatever_they_want(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for wanted in ([5, 5, 5, 5], [900, 0, 20, 30], [0, 0, 1000, 1000]):
        placed = tab.page.evaluate(
            "wanted => { const cards = wanted.map(middle => ({ wanted: middle, height: 50 }));"
            "spreadCards(cards, 10, 600); return cards.map(({ y }) => y); }",
            sorted(wanted),
        )
        assert placed[0] >= 10
        assert placed[-1] + 50 <= 600
        assert all(other - one >= 60 - 1e-9 for one, other in pairwise(placed))
