"""Which article was made from which: what shows it, which way it goes, and what a third article explains."""

from __future__ import annotations

from collections.abc import Sequence

from kg.compare.direction import is_earlier
from kg.model import LineageKind, LineageLink, Precision, Style, TimeValue
from tests.lineage_records import Article, Told, article, link_all

FACTS = [Told(fact) for fact in range(6)]
REWORDED = [Told(fact, "second") for fact in range(6)]


def copied(*articles: Article) -> list[LineageLink]:
    return [link for link in link_all(articles) if link.kind is LineageKind.COPIED]


def ends(*articles: Article) -> set[tuple[str, str]]:
    names = {one.card.id: one.name for one in articles}
    return {(names[link.document], names[link.origin]) for link in copied(*articles)}


def paper(name: str, told: Sequence[Told], day: str | None = "2025-03-01") -> Article:
    return article(name, told, day, name=name)


def test_a_rewrite_of_most_statements_in_their_order_rests_on_the_earlier_article() -> None:
    early, late = paper("Post", FACTS), paper("Mail", REWORDED, "2025-03-02")
    assert ends(early, late) == {("Mail", "Post")}


def test_statements_word_for_word_are_enough_where_they_are_long() -> None:
    early, late = paper("Post", [Told(1, words=20)]), paper("Mail", [Told(1, words=20)], "2025-03-02")
    assert ends(early, late) == {("Mail", "Post")}


def test_one_fact_in_other_words_shows_nothing() -> None:
    early, late = paper("Post", FACTS), paper("Mail", [Told(3, "second"), Told(11), Told(12)], "2025-03-02")
    assert not ends(early, late)


def test_shared_quotations_show_nothing_however_many() -> None:
    quoted = [Told(fact, words=20, speaker="Ada Brink", style=Style.DIRECT) for fact in range(4)]
    early = paper("Post", [*quoted, *(Told(fact) for fact in range(10, 15))])
    late = paper("Mail", [*quoted, *(Told(fact) for fact in range(20, 25))], "2025-03-02")
    assert not ends(early, late)


def test_the_same_facts_in_another_order_weigh_less() -> None:
    early = paper("Post", FACTS)
    kept, turned = paper("Mail", REWORDED, "2025-03-02"), paper("Mail", REWORDED[::-1], "2025-03-02")
    assert copied(early, kept)[0].score > max([link.score for link in copied(early, turned)], default=0.0)


def test_an_article_that_credits_the_other_is_the_descendant_whatever_the_days() -> None:
    early = article("Mail", FACTS, "2025-03-01", [("Post", [0, 1])], name="Mail")
    late = paper("Post", FACTS, "2025-03-02")
    assert ends(early, late) == {("Mail", "Post")}
    (link,) = copied(early, late)
    assert "it credits Post, the publisher of the other" in link.reasons
    assert any(reason.startswith("against this: it was published earlier") for reason in link.reasons)


def test_where_nothing_tells_the_direction_the_link_says_so_and_scores_lower() -> None:
    (open_,) = copied(paper("Post", FACTS), paper("Mail", FACTS))
    (dated,) = copied(paper("Post", FACTS), paper("Mail", FACTS, "2025-03-02"))
    assert "nothing tells for sure which of the two came first" in open_.reasons
    assert open_.score < dated.score


def test_of_two_articles_of_one_day_the_fuller_one_is_the_origin() -> None:
    named = [Told(fact, words=20, speaker=f"Speaker {fact}") for fact in range(4)]
    bare = [Told(fact, "second", words=20) for fact in range(4)]
    full, short = paper("Post", [*named, Told(20), Told(21), Told(22)]), paper("Mail", bare)
    assert ends(full, short) == {("Mail", "Post")}


def test_articles_made_from_one_report_do_not_rest_on_one_another() -> None:
    report = paper("Wire", FACTS)
    one = paper("Post", REWORDED, "2025-03-02")
    other = paper("Mail", [Told(fact, "third") for fact in range(6)], "2025-03-02")
    assert ends(one, other)
    assert ends(report, one, other) == {("Post", "Wire"), ("Mail", "Wire")}


def test_a_copy_of_a_rewrite_rests_on_the_rewrite() -> None:
    report = paper("Wire", FACTS)
    rewrite, copy = paper("Post", REWORDED, "2025-03-02"), paper("Mail", REWORDED, "2025-03-03")
    assert ends(report, rewrite, copy) == {("Post", "Wire"), ("Mail", "Post")}


def test_an_article_made_from_two_rests_on_both_for_what_it_has_from_each() -> None:
    others = [Told(fact) for fact in range(10, 16)]
    first, second = paper("Wire", FACTS), paper("Cable", others)
    both = paper("Mail", [*FACTS, *others], "2025-03-02")
    links = copied(first, second, both)
    assert ends(first, second, both) == {("Mail", "Wire"), ("Mail", "Cable")}
    assert not set(links[0].claims) & set(links[1].claims)


def test_what_the_descendant_has_from_another_outlet_does_not_rest_on_the_origin() -> None:
    late = [*REWORDED[:5], Told(5, "second", outlet="Reef Agency")]
    early, rewrite = paper("Post", FACTS), paper("Mail", late, "2025-03-02")
    (link,) = copied(early, rewrite)
    assert rewrite.profiles[5].id not in link.claims
    assert set(link.claims) == {profile.id for profile in rewrite.profiles[:5]}


def test_two_prints_of_one_agencys_report_do_not_rest_on_one_another() -> None:
    scope = [("Reef Agency", range(len(FACTS)))]
    assert not ends(*(article(name, FACTS, "2025-03-01", scope, name) for name in ("Post", "Mail")))


def test_who_says_that_it_tells_a_report_again_needs_to_share_less_with_it() -> None:
    told = [Told(0, "second"), Told(1, "second"), *(Told(fact, words=20) for fact in range(20, 23))]
    report = paper("Wire", FACTS)
    silent = paper("Mail", told, "2025-03-02")
    saying = article("Mail", told, "2025-03-02", [("Wire", range(5))], name="Mail")
    assert not ends(report, silent)
    assert ends(report, saying) == {("Mail", "Wire")}


def test_the_words_of_both_sides_stand_in_the_order_of_the_descendant() -> None:
    early, late = paper("Post", FACTS[::-1]), paper("Mail", FACTS, "2025-03-02")
    (link,) = copied(early, late)
    starts = [words.spans[0][0] for words in link.evidence]
    assert starts == sorted(starts)
    facts = [[words.text.split()[1] for words in side] for side in (link.evidence, link.origin_evidence)]
    assert facts[0] == facts[1]


def test_articles_without_days_or_of_one_month_have_no_order() -> None:
    month = TimeValue(value="2025-03", precision=Precision.MONTH)
    day, later = TimeValue(value="2025-03-09"), TimeValue(value="2025-04-01")
    assert not is_earlier(None, day)
    assert not is_earlier(day, None)
    assert not is_earlier(month, day)
    assert is_earlier(month, later)
    assert is_earlier(TimeValue(end="2025-02"), month)
    assert not is_earlier(TimeValue(start="2025-02"), month)


def test_of_two_that_explain_as_much_the_earlier_one_is_the_origin() -> None:
    report, reprint = paper("Wire", FACTS), paper("Post", FACTS, "2025-03-02")
    assert ends(report, reprint, paper("Mail", FACTS, "2025-03-03")) == {("Post", "Wire"), ("Mail", "Wire")}


def test_an_origin_with_an_earlier_day_stands_before_one_of_which_nothing_tells_that_it_came_first() -> None:
    report, reprint = paper("Wire", FACTS), paper("Post", FACTS, "2025-03-02")
    assert ("Mail", "Wire") in ends(report, reprint, paper("Mail", FACTS, "2025-03-02"))


def test_two_papers_that_put_one_statement_alike_rest_on_the_report_alone() -> None:
    report, added = paper("Wire", FACTS), Told(30, words=5)
    one = paper("Post", [*FACTS[:5], added], "2025-03-02")
    other = paper("Mail", [*FACTS[1:], added], "2025-03-03")
    assert ends(report, one, other) == {("Post", "Wire"), ("Mail", "Wire")}
