"""On how many reports a group rests."""

from __future__ import annotations

from collections.abc import Sequence

from kg.compare.origins import Lineage, claim_origins, count_origins
from kg.model import ClaimGroup, LineageLink
from tests.lineage_records import Article, Told, article, copied_link, credited_link, outlet_id


def paper(name: str | None, told: Told | None = None, scope: Sequence[str] = ()) -> Article:
    scopes = [(outlet, [0]) for outlet in scope]
    return article(name, [told or Told(1)], "2025-03-01", scopes, f"{name} {told}")


def origins(*articles: Article, links: Sequence[LineageLink] = ()) -> int:
    known = Lineage([*links, *(link for one in articles for link in one.credited)])
    return len(set(claim_origins([profile for one in articles for profile in one.profiles], known).values()))


def copy_of(one: Article, other: Article, *, resting: bool = True) -> LineageLink:
    return copied_link(one.card.id, other.card.id, [one.profiles[0].id] if resting else [])


def test_two_publishers_are_two_origins_and_one_publisher_is_one() -> None:
    assert origins(paper("Post"), paper("Mail")) == 2
    assert origins(paper("Post"), paper("Post", Told(1, "second"))) == 1


def test_one_speaker_at_one_press_conference_is_no_origin() -> None:
    said = Told(1, speaker="Ada Brink")
    assert origins(paper("Post", said), paper("Mail", said)) == 2


def test_articles_that_have_it_from_one_outlet_share_one_origin_that_is_in_no_article() -> None:
    assert origins(*(paper(name, scope=["Reef Agency"]) for name in ("Post", "Mail", "Times"))) == 1


def test_an_outlet_that_is_credited_is_the_same_as_the_publisher_of_an_article() -> None:
    report, scoped = paper("Reef Agency"), paper("Post", scope=["Reef Agency"])
    assert origins(report, scoped, paper("Mail", Told(1, outlet="Reef Agency"))) == 1


def test_a_claim_through_another_outlet_has_that_origin_though_its_article_is_a_rewrite() -> None:
    report = paper("Post")
    rewrite = paper("Mail", Told(1, "second", outlet="Reef Agency"))
    assert origins(report, rewrite, links=[copy_of(rewrite, report, resting=False)]) == 2


def test_a_copy_of_a_nameless_report_and_whoever_credits_its_outlet_share_its_origin() -> None:
    report = paper(None)
    rewrite = paper("Mail", Told(1, "second", outlet="Reef Agency"))
    credits_it = paper("Times", Told(1, "third", outlet="Reef Agency"))
    assert origins(report, rewrite, credits_it, links=[copy_of(rewrite, report)]) == 1


def test_copies_of_one_article_share_its_origin_though_it_is_in_another_group() -> None:
    report, one, other = paper("Post", Told(2)), paper("Mail"), paper("Times")
    assert origins(one, other, links=[copy_of(one, report), copy_of(other, report)]) == 1
    assert origins(one, other) == 2


def test_a_copy_of_a_copy_has_the_origin_of_the_first() -> None:
    first, second, third = paper("Post"), paper("Mail"), paper("Times")
    links = [copy_of(third, second), copy_of(second, first)]
    assert origins(first, third, links=links) == 1
    assert origins(first, second, third, links=links) == 1


def test_what_a_rewrite_adds_is_its_own() -> None:
    report, rewrite, other = paper("Post", Told(2)), paper("Mail"), paper("Times")
    assert origins(rewrite, other, links=[copy_of(rewrite, report, resting=False)]) == 2


def test_a_circle_of_copies_ends() -> None:
    one, other = paper("Post"), paper("Mail")
    assert origins(one, other, links=[copy_of(one, other), copy_of(other, one)]) == 1


def test_whoever_credits_an_outlet_for_something_else_shares_what_nobody_named_says() -> None:
    report = paper("Reef Agency")
    vague, named = paper("Post"), paper("Mail", Told(1, speaker="Ada Brink"))
    elsewhere = [credited_link(one.card.id, "Reef Agency", ["c-another"]) for one in (vague, named)]
    assert origins(report, vague, links=elsewhere) == 1
    assert origins(report, named, links=elsewhere) == 2


def test_counting_sets_the_third_number_and_nothing_else() -> None:
    one, other = paper("Post"), paper("Mail")
    profiles = {profile.id: profile for each in (one, other) for profile in each.profiles}
    group = ClaimGroup("g-1", "text", tuple(sorted(profiles)), 2, 2, 0)
    (counted,) = count_origins([group], profiles, [copy_of(other, one)])
    assert (counted.articles, counted.publishers, counted.origins) == (2, 2, 1)
    assert counted.claims == group.claims


def test_the_origin_of_a_claim_is_an_outlet() -> None:
    one = paper("Post", Told(1, outlet="Reef Agency"))
    assert claim_origins(one.profiles, Lineage(())) == {one.profiles[0].id: outlet_id("Reef Agency")}


def test_what_an_outlet_has_from_another_one_is_the_other_ones() -> None:
    first, between = paper("Gazette"), paper("Post", Told(1, "second"), ["Gazette"])
    last = paper("Mail", Told(1, "third"), ["Post"])
    assert origins(first, between, last) == 1
    assert origins(between, last) == 1


def test_what_an_outlet_tells_first_hand_too_is_its_own() -> None:
    between = [paper("Post"), paper("Post", Told(1, "second"), ["Gazette"])]
    assert origins(*between, paper("Mail", Told(1, "third"), ["Post"])) == 2


def test_what_an_outlet_has_from_another_one_later_is_not_what_was_credited() -> None:
    later = article("Post", [Told(1, "second")], "2025-03-02", [("Gazette", [0])])
    assert origins(later, paper("Mail", Told(1, "third"), ["Post"])) == 2
