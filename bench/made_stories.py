"""Generated stories: articles of several outlets about one matter, and what comparing them would find.

Comes in: a cast and the number of a story.  Goes out: a `Story`, the same for the same number: readings,
groups of claims that tell one fact, links of lineage, differences.
Must not: read or write a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, pairwise
from random import Random

from bench.made_articles import UNNAMED, Article, make_article
from bench.made_cast import Actor, Cast
from bench.made_sentences import (
    SAYING,
    THINKING,
    Fact,
    Part,
    Piece,
    Sentence,
    intended,
    make_fact,
    nested,
    quoted,
    reported,
    speaker,
    stated,
)
from kg import ids
from kg.model import (
    Claim,
    ClaimGroup,
    ClaimLink,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancySide,
    EntityKind,
    LineageKind,
    LineageLink,
    Reading,
    Reference,
)

FIRST_DAY = date(2020, 1, 1)
DAYS = 1800
SENTENCES = (10, 19)
"""Fewest and most of an article."""

ROLES = ("spokesman", "director", "deputy head", "adviser")
KINDS = (
    DiscrepancyKind.ATTRIBUTION_CHANGED,
    DiscrepancyKind.HEDGE_DROPPED,
    DiscrepancyKind.QUANTITY_DIFFERS,
)


@dataclass(frozen=True, slots=True)
class Story:
    """What the outlets made of one matter."""

    readings: tuple[Reading, ...]
    lineage: tuple[LineageLink, ...]
    groups: tuple[ClaimGroup, ...]
    discrepancies: tuple[Discrepancy, ...]


def make_stories(cast: Cast, seed: int, articles: int) -> Iterator[Story]:
    """Yield stories that together have so many articles."""
    left = articles
    for number in count():
        if left <= 0:
            return
        chance = Random(f"story-{seed}-{number}")
        size = min(left, chance.choice((1, 2, 3, 4, 6, 8)))
        day = FIRST_DAY + timedelta(days=DAYS * (articles - left) // articles)
        left -= size
        yield StoryTeller(cast, chance, number, day).tell(size)


class StoryTeller:
    """Tells one story."""

    def __init__(self, cast: Cast, chance: Random, number: int, day: date) -> None:
        """Choose whom and what it is about."""
        self._cast, self._chance, self._number, self._day = cast, chance, number, day
        self._people = [cast.people.draw(chance) for _ in range(4)]
        self._places = [cast.places.draw(chance) for _ in range(2)]
        self._shared = [self._fact() for _ in range(5)]

    def tell(self, size: int) -> Story:
        """Return the story in so many articles."""
        outlets = [self._cast.outlets.draw(self._chance) for _ in range(size)]
        articles = [self._article(place, outlet) for place, outlet in enumerate(outlets)]
        groups = tuple(self._groups(articles))
        return Story(
            tuple(one.reading for one in articles),
            tuple(self._lineage(articles)),
            groups,
            tuple(self._differences(articles)),
        )

    # -------------------------------------------------------------------------------------- articles

    def _fact(self) -> Fact:
        chance = self._chance
        subjects = (
            *self._people,
            *self._people,
            self._cast.bodies.draw(chance),
            self._cast.people.draw(chance),
        )
        places = (*self._places, self._cast.places.draw(chance), None, None)
        day = self._day + timedelta(days=chance.randint(-30, 200))
        return make_fact(
            chance, chance.choice(subjects), self._cast.goods.draw(chance), chance.choice(places), day
        )

    def _article(self, place: int, outlet: Actor) -> Article:
        day = self._day + timedelta(days=place // 3)
        told = [fact for fact in self._shared if self._chance.random() < 0.5]
        number = self._chance.randint(*SENTENCES)
        facts = told + [self._fact() for _ in range(number - len(told))]
        self._chance.shuffle(facts)
        sentences = [self._sentence(fact, day) for fact in facts]
        title = f"{self._people[0].name} and the {facts[0].thing}"
        return make_article(f"made/{self._number:07d}-{place}.txt", outlet, day, title, sentences)

    def _sentence(self, fact: Fact, day: date) -> Sentence:
        """Return a fact as somebody tells it: how often in which form is as in the sample articles."""
        chance = self._chance
        source, cue = chance.choice((*self._people, self._cast.people.draw(chance))), chance.choice(SAYING)
        form = chance.choices(
            ("said", "own", "quote", "carried", "unnamed", "nested", "wants"), (40, 18, 14, 10, 8, 5, 6)
        )[0]
        if form == "own":
            return stated(fact)
        if form == "quote":
            return quoted(fact, source, "said")
        if form == "wants":
            return intended(fact, source)
        if form == "nested":
            inner = self._cast.people.draw(chance)
            return (
                nested(fact, source, inner, cue, chance.choice(THINKING)) if inner != source else stated(fact)
            )
        return reported(fact, self._lead(form, source, cue, day))

    def _lead(self, form: str, source: Actor, cue: str, day: date) -> list[Piece]:
        """Return who says it, and through whom."""
        if form == "carried":
            outlet = self._cast.outlets.draw(self._chance)
            carrier = Piece(outlet.name, Part.CARRIER, outlet)
            return [*speaker(source, None), Piece(" "), Piece("told", Part.CUE), Piece(" "), carrier]
        if form == "unnamed" and source.body:
            words = f"{UNNAMED}{source.body.name}"
            return [Piece(words, Part.SOURCE, source.body, named=False), Piece(" "), Piece(cue, Part.CUE)]
        role = self._chance.choice(ROLES) if self._chance.random() < 0.2 else None
        lead = [*speaker(source, role), Piece(" "), Piece(cue, Part.CUE)]
        if self._chance.random() < 0.1:
            lead += [Piece(" on "), Piece(f"{day:%A}", Part.STATED)]
        return lead

    # ------------------------------------------------------------------------------------ comparison

    def _told(self, articles: Sequence[Article]) -> dict[Fact, list[tuple[Article, Claim]]]:
        """Return who tells each fact."""
        told: dict[Fact, list[tuple[Article, Claim]]] = defaultdict(list)
        for article in articles:
            for fact, claim in article.claims.items():
                told[fact].append((article, claim))
        return told

    def _groups(self, articles: Sequence[Article]) -> Iterator[ClaimGroup]:
        """Yield a group for each fact, and one for every other claim."""
        for tellers in self._told(articles).values():
            yield self._group(tellers)
        for article in articles:
            first = {claim.id for claim in article.claims.values()}
            for claim in article.reading.claims:
                if claim.id not in first:
                    yield self._group([(article, claim)])

    def _group(self, tellers: Sequence[tuple[Article, Claim]]) -> ClaimGroup:
        claims = sorted(claim.id for _, claim in tellers)
        publishers = len({article.reading.document.publisher.id for article, _ in tellers})
        return ClaimGroup(
            ids.mint("g", claims[0]),
            tellers[0][1].text,
            tuple(claims),
            len(tellers),
            publishers,
            self._chance.randint(1, publishers),
            tuple(
                ClaimLink(
                    left, right, round(self._chance.uniform(0.6, 1), 2), ("the same words", "one subject")
                )
                for left, right in pairwise(claims)
            ),
        )

    def _lineage(self, articles: Sequence[Article]) -> Iterator[LineageLink]:
        """Yield on which article, or outlet, the later ones rest."""
        for earlier, later in pairwise(articles):
            shared = [fact for fact in later.claims if fact in earlier.claims]
            if shared and self._chance.random() < 0.6:
                yield self._copied(earlier, later, shared)
        for article in articles:
            yield from self._credited(article)

    def _copied(self, earlier: Article, later: Article, shared: Sequence[Fact]) -> LineageLink:
        return LineageLink(
            document=later.reading.document.id,
            origin=earlier.reading.document.id,
            origin_label=earlier.reading.document.path,
            kind=LineageKind.COPIED,
            score=round(self._chance.uniform(0.6, 1), 2),
            reasons=("long passages are the same", f"{len(shared)} claims are the same"),
            evidence=tuple(content_words(later.claims[fact]) for fact in shared),
            origin_evidence=tuple(content_words(earlier.claims[fact]) for fact in shared),
            claims=tuple(later.claims[fact].id for fact in shared),
        )

    def _credited(self, article: Article) -> Iterator[LineageLink]:
        for credit in article.reading.credits:
            outlet = credit.outlet.text
            carried = (
                claim.id
                for claim in article.reading.claims
                if any(one.text == outlet for one in claim.attribution.chain)
            )
            yield LineageLink(
                document=article.reading.document.id,
                origin=ids.entity_id(EntityKind.OUTLET, outlet),
                origin_label=outlet,
                kind=LineageKind.CREDITED,
                score=0.7,
                reasons=(f"credits {outlet}",),
                evidence=(credit.evidence,),
                claims=tuple(carried),
            )

    def _differences(self, articles: Sequence[Article]) -> Iterator[Discrepancy]:
        for tellers in self._told(articles).values():
            for (earlier, left), (later, right) in pairwise(tellers):
                if self._chance.random() < 0.7:
                    yield self._difference(earlier, left, later, right)

    def _difference(self, earlier: Article, left: Claim, later: Article, right: Claim) -> Discrepancy:
        kind = self._chance.choice(
            [one for one in KINDS if side(left, one).words.spans or side(right, one).words.spans]
        )
        days = (published(later) - published(earlier)).days
        return Discrepancy(
            id=ids.mint("x", left.id, right.id, kind),
            kind=kind,
            left=side(left, kind),
            right=side(right, kind),
            reason=f"told otherwise: {kind}",
            score=round(self._chance.uniform(0.5, 1), 2),
            days=days,
            descends=self._chance.random() < 0.4,
        )


def published(article: Article) -> date:
    """Return the day of an article."""
    when = article.reading.document.published
    assert when is not None
    return date.fromisoformat(str(when.value))


def side(claim: Claim, kind: DiscrepancyKind) -> DiscrepancySide:
    """Return one side of a difference with the words that differ."""
    source, verb = claim.attribution.source, claim.predicates[0]
    words = {
        DiscrepancyKind.ATTRIBUTION_CHANGED: source,
        DiscrepancyKind.HEDGE_DROPPED: Reference(verb.text, verb.spans, None),
        DiscrepancyKind.QUANTITY_DIFFERS: next(
            (Reference(one.text, one.spans, None) for one in claim.quantities), None
        ),
    }[kind]
    shown = replace(words, referent=None) if words else Reference("", (), None)
    return DiscrepancySide(claim.document, claim.id, claim.text, claim.spans, shown)


def content_words(claim: Claim) -> Reference:
    """Return the content of a claim as words that are shown."""
    return Reference(claim.text, claim.spans, None)
