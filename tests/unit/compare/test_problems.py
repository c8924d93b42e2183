"""What cannot be in a lineage is said, and nothing is taken out."""

from __future__ import annotations

from dataclasses import replace

from kg.compare.direction import OPEN
from kg.compare.pairs import Kinship
from kg.compare.problems import UNTOLD, lineage_problems
from kg.model import LineageLink
from tests.lineage_records import Article, Told, article, copied_link, credited_link


def paper(name: str, day: str | None = None) -> Article:
    return article(name, [Told(1)], day, name=name)


def problems(papers: list[Article], *ends: tuple[int, int]) -> list[str]:
    links = [copied_link(papers[document].card.id, papers[origin].card.id) for document, origin in ends]
    return [link.problem for link in checked(papers, links)]


def checked(papers: list[Article], links: list[LineageLink]) -> tuple[LineageLink, ...]:
    return lineage_problems(links, {one.card.id: one.card for one in papers})


def test_a_chain_has_no_problem() -> None:
    papers = [paper("A", "2025-03-01"), paper("B", "2025-03-02"), paper("C", "2025-03-02")]
    assert problems(papers, (1, 0), (2, 1), (2, 0)) == ["", "", ""]


def test_a_descendant_that_came_before_its_origin_is_told_with_both_days() -> None:
    (problem,) = problems([paper("A", "2025-03-01"), paper("B", "2025-03-02")], (0, 1))
    assert problem == "it was published before what it rests on (2025-03-01, the origin 2025-03-02)"


def test_unknown_days_are_no_problem() -> None:
    assert problems([paper("A"), paper("B", "2025-03-02")], (0, 1), (1, 0))[0].startswith("a circle")
    assert problems([paper("A"), paper("B", "2025-03-02")], (0, 1)) == [""]


def test_every_link_of_a_circle_tells_the_whole_circle_and_no_other_link_does() -> None:
    papers = [paper(name) for name in "ABCDE"]
    found = problems(papers, (0, 1), (1, 2), (2, 0), (3, 0), (0, 4))
    assert found[0] == "a circle: A <- B <- C <- A"
    assert [bool(problem) for problem in found] == [True, True, True, False, False]


def test_credits_stay_as_they_are() -> None:
    one = paper("A", "2025-03-01")
    links = [credited_link(one.card.id, "Reef Agency", [])]
    assert checked([one], links) == tuple(links)


def test_two_articles_of_which_nothing_tells_the_first_have_no_origin() -> None:
    papers = [paper("A", "2025-03-01"), paper("B", "2025-03-01")]
    one, other = papers[0].profiles[0], papers[1].profiles[0]
    link = replace(copied_link(one.card.id, other.card.id), reasons=(OPEN,))
    (told,) = checked(papers, [link])
    kinship = Kinship([told])
    assert told.problem == UNTOLD
    assert kinship.are_akin(one, other)
    assert not kinship.rests_on(one, other)
    assert not kinship.rests_on(other, one)
