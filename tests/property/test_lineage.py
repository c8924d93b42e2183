"""What must hold of lineage and origins, whatever the articles."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.compare.problems import lineage_problems
from kg.model import LineageKind, LineageLink, Style, TimeValue
from tests.lineage_records import Article, Told, article, group_all, link_all, reprinted

LATER = TimeValue(value="2025-03-04")
PUBLISHERS = ("Harbour Post", "Hill Courier", "Dune Times", "Marsh Mail", "Cliff Wire")
DAYS = ("2025-03-01", "2025-03-02", "2025-03-03")

tellings = st.builds(
    Told,
    fact=st.integers(0, 8),
    wording=st.sampled_from(("first", "second", "third")),
    words=st.sampled_from((4, 9, 14, 20)),
    speaker=st.sampled_from((None, None, "Ada Brink", "officials")),
    named=st.booleans(),
    outlet=st.sampled_from((None, None, None, "Cliff Wire", "Reef Agency")),
    style=st.sampled_from((Style.INDIRECT, Style.OWN_VOICE, Style.DIRECT)),
)


@st.composite
def made(draw: st.DrawFn, unnamed: bool = True) -> Article:
    told = draw(st.lists(tellings, min_size=1, max_size=7, unique_by=lambda one: one.fact))
    scope = draw(st.sets(st.integers(0, len(told) - 1)))
    given_to = (
        [(draw(st.sampled_from(("Cliff Wire", "Reef Agency", "Dune Times"))), sorted(scope))] if scope else []
    )
    publishers = (*PUBLISHERS, None) if unnamed else PUBLISHERS
    return article(draw(st.sampled_from(publishers)), told, draw(st.sampled_from(DAYS)), given_to)


corpora = st.lists(made(), min_size=1, max_size=5, unique_by=lambda one: one.card.id)


def counts(articles: Sequence[Article]) -> dict[int, int]:
    return {fact: group.origins for fact, group in group_all(articles).items()}


@settings(deadline=None)
@given(corpora, st.integers(0, 99))
def test_the_order_of_articles_changes_no_link_and_no_number(corpus: list[Article], seed: int) -> None:
    shuffled = random.Random(seed).sample(corpus, len(corpus))
    assert sorted(link_all(shuffled), key=repr) == sorted(link_all(corpus), key=repr)
    assert counts(shuffled) == counts(corpus)


@settings(max_examples=100, deadline=None)
@given(corpora, st.data())
def test_a_copy_of_an_article_never_raises_the_number_of_origins(
    corpus: list[Article], data: st.DataObject
) -> None:
    """An article of which a copy can be told: one or two sentences may be chance."""
    one = data.draw(st.sampled_from(corpus))
    assume(sum(told.words for told in one.told if told.words > 8 and told.style is not Style.DIRECT) >= 28)
    copy = reprinted(one, "Copying Courier", data.draw(st.sampled_from((one.card.published, LATER))))
    before, after = counts(corpus), counts([*corpus, copy])
    assert all(after[fact] <= number for fact, number in before.items())


@settings(deadline=None)
@given(corpora, made(unnamed=False))
def test_an_article_that_shares_nothing_changes_nothing(corpus: list[Article], other: Article) -> None:
    told = [Told(one.fact + 100, one.wording, one.words) for one in other.told]
    alone = article("Far Away Gazette", told, "2025-03-02")
    assert set(link_all([*corpus, alone])) == set(link_all(corpus))
    after = counts([*corpus, alone])
    assert {fact: after[fact] for fact in counts(corpus)} == counts(corpus)


@settings(deadline=None)
@given(corpora)
def test_every_group_rests_on_one_report_at_least_and_on_no_more_than_it_has_articles(
    corpus: list[Article],
) -> None:
    assert all(1 <= group.origins <= group.articles for group in group_all(corpus).values())


@settings(deadline=None)
@given(corpora)
def test_every_copied_link_has_the_words_on_both_sides_and_claims_of_its_document(
    corpus: list[Article],
) -> None:
    claims = {one.card.id: {profile.id for profile in one.profiles} for one in corpus}
    for link in copied(link_all(corpus)):
        assert len(link.evidence) == len(link.origin_evidence) > 0
        assert set(link.claims) <= claims[link.document]
        assert link.claims
        assert 0.0 < link.score <= 1.0
        assert link.reasons
        assert link.origin != link.document


@settings(deadline=None)
@given(corpora)
def test_two_articles_never_rest_on_one_another(corpus: list[Article]) -> None:
    ends = [(link.document, link.origin) for link in copied(link_all(corpus))]
    assert not {(origin, document) for document, origin in ends} & set(ends)


@settings(deadline=None)
@given(corpora)
def test_days_that_are_known_and_different_leave_no_problem_where_nobody_credits_anybody(
    corpus: list[Article],
) -> None:
    plain = [
        article(
            f"Paper {number}",
            [Told(told.fact, told.wording, told.words) for told in one.told],
            f"2025-04-{number:02}",
        )
        for number, one in enumerate(corpus, 1)
    ]
    cards = {one.card.id: one.card for one in plain}
    assert not [link for link in lineage_problems(link_all(plain), cards) if link.problem]


def copied(links: Sequence[LineageLink]) -> list[LineageLink]:
    return [link for link in links if link.kind is LineageKind.COPIED]
