"""Whatever articles there are: groups do not depend on their order, on unrelated ones, or on copies."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.compare.alignment import align
from kg.compare.candidates import MemoryShelf, keys_of
from kg.compare.context import WEAK, in_context
from kg.compare.groups import make_groups
from kg.compare.records import Alignment, ClaimProfile
from kg.model import ClaimGroup
from tests.unit.compare.made import make_profile

WHO = ("the harbour master", "a retired diver", "the ferry company", "two customs officers")
WHAT = (
    "found the sunken lugger",
    "sold the old lighthouse",
    "dredged the muddy canal",
    "fined the smugglers",
)
WHERE = ("below the railway bridge", "near the northern breakwater", "behind the fish market")
SENTENCES = st.builds("{} {} {}".format, st.sampled_from(WHO), st.sampled_from(WHAT), st.sampled_from(WHERE))
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4, unique=True), min_size=1, max_size=6)
UNRELATED = "glaciologists measured thinner ice on seven alpine slopes"


def make_article(number: int, sentences: Sequence[str], name: str = "d") -> list[ClaimProfile]:
    text = ". ".join(sentences)
    return [make_profile(text, sentence, document=f"{name}-{number}") for sentence in sentences]


def group(articles: Sequence[Sequence[ClaimProfile]]) -> tuple[ClaimGroup, ...]:
    profiles = [profile for article in articles for profile in article]
    return make_groups(profiles, find(articles), {})


def find(articles: Sequence[Sequence[ClaimProfile]]) -> list[Alignment]:
    shelf = MemoryShelf()
    for article in articles:
        shelf.put(article[0].card.id, 1, [(profile, keys_of(profile)) for profile in article])
    found = (
        align(profile, other, WEAK)
        for article in articles
        for profile in article
        for other in shelf.candidates(profile, keys_of(profile))
    )
    return in_context([alignment for alignment in found if alignment is not None])


@settings(deadline=None, max_examples=40)
@given(ARTICLES)
def test_every_claim_is_in_exactly_one_group(texts: list[list[str]]) -> None:
    articles = [make_article(*each) for each in enumerate(texts)]
    claims = [claim for found in group(articles) for claim in found.claims]
    assert sorted(claims) == sorted(profile.id for article in articles for profile in article)


@settings(deadline=None, max_examples=40)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_any_order_of_articles_gives_the_same_groups(texts: list[list[str]], chance: object) -> None:
    articles = [make_article(*each) for each in enumerate(texts)]
    shuffled = list(articles)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group(articles) == group(shuffled)


@settings(deadline=None, max_examples=40)
@given(ARTICLES)
def test_an_unrelated_article_changes_nothing(texts: list[list[str]]) -> None:
    articles = [make_article(*each) for each in enumerate(texts)]
    more = [*articles, make_article(0, [UNRELATED], "other")]
    assert [one for one in group(more) if one.text != UNRELATED] == list(group(articles))


@settings(deadline=None, max_examples=40)
@given(ARTICLES)
def test_a_copied_article_is_grouped_with_what_it_was_copied_from(texts: list[list[str]]) -> None:
    articles = [make_article(*each) for each in enumerate(texts)]
    copy = make_article(0, texts[0], "copy")
    before, after = group(articles), group([*articles, copy])
    assert len(after) == len(before)
    origin_of = {one.id: one.card.id for article in articles for one in article}
    origin_of |= {made.id: was.card.id for made, was in zip(copy, articles[0], strict=True)}
    profiles = [one for article in [*articles, copy] for one in article]
    counted = make_groups(profiles, find([*articles, copy]), origin_of)
    assert sorted(one.origins for one in counted) == sorted(one.origins for one in before)
