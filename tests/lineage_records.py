"""Small articles for tests of lineage: statements in order, who carries them, and how they stand against
others.

No text is read and nothing is aligned here: a statement says which fact it tells and in which wording, and
two statements of one fact stand against one another, word for word if their wording is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg import ids
from kg.compare.copied import Pairs, copied_links
from kg.compare.origins import count_origins
from kg.compare.records import Alignment, ClaimProfile, CreditedOutlet, DocumentCard, Party
from kg.model import (
    Attribution,
    ClaimGroup,
    EntityKind,
    LineageKind,
    LineageLink,
    Reference,
    Style,
    TimeValue,
)
from tests.records import make_claim, make_document

FILLING = "the keeper of the old tower near the harbour said that much of it would go"
REWORDED = 0.7, 0.5
"""Score and copied share of one fact in two wordings."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: fact and wording (equal ones have equal words), how long it is, who says it, through
    whom."""

    fact: int
    wording: str = "first"
    words: int = 14
    speaker: str | None = None
    named: bool = True
    outlet: str | None = None
    style: Style = Style.INDIRECT

    @property
    def text(self) -> str:
        filling = FILLING.split() * 3
        return " ".join([f"Fact{self.fact}", self.wording, *filling[: self.words - 2]])


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """An article with what comparing knows of it."""

    name: str
    told: tuple[Told, ...]
    scopes: tuple[tuple[str, tuple[int, ...]], ...]
    card: DocumentCard
    profiles: tuple[ClaimProfile, ...]
    credited: tuple[LineageLink, ...]

    def __repr__(self) -> str:
        return f"article({self.name!r}, {self.told!r}, {self.scopes!r})"


def article(
    publisher: str | None,
    told: Sequence[Told],
    day: str | None = None,
    given: Sequence[tuple[str, Sequence[int]]] = (),
    name: str = "",
) -> Article:
    """Make an article; `given` are outlets with the places of the statements in their scope."""
    text = "Headline\n" + "\n".join(f"{place} {one.text}." for place, one in enumerate(told))
    name = name or f"{publisher or f'nameless {hashlib.sha1(text.encode()).hexdigest()[:4]}'} {day}"
    document = make_document(name, text, publisher, day)
    outlets = dict.fromkeys([*(one for one, _ in given), *(one.outlet for one in told if one.outlet)])
    card = DocumentCard(
        id=document.id,
        path=name,
        publisher=outlet_id(publisher) if publisher else document.publisher.id,
        publisher_label=document.publisher.label,
        published=TimeValue(value=day) if day else None,
        length=sum(len(one.text) for one in told) or 1,
        credits=tuple(
            CreditedOutlet(outlet_id(one), one, (Reference(one, ((0, 1),), None),)) for one in outlets
        ),
    )
    profiles = []
    for place, one in enumerate(told):
        claim = make_claim(document, f"{place} {one.text}", style=one.style)
        parties = {
            name: Party(outlet_id(name) if name == one.outlet else f"e-{name}", name, kind, named)
            for name, kind, named in (
                (one.outlet, EntityKind.OUTLET, True),
                (one.speaker, EntityKind.PERSON if one.named else EntityKind.GROUP, one.named),
            )
            if name
        }
        chain = tuple(Reference(name, ((0, 1),), name) for name in (one.outlet, one.speaker) if name)
        source = chain[-1] if chain else None
        attribution = Attribution(source, None, one.style, claim.attribution.act, chain)
        claim = replace(claim, attribution=attribution)
        profiles.append(ClaimProfile(claim, card, parties, claim.text))
    links = tuple(
        credited_link(card.id, one, [profiles[place].id for place in scope]) for one, scope in given
    )
    scopes = tuple((outlet, tuple(places)) for outlet, places in given)
    return Article(name, tuple(told), scopes, card, tuple(profiles), links)


def outlet_id(name: str) -> str:
    return ids.entity_id("outlet", name)


def credited_link(document: str, outlet: str, claims: Sequence[str]) -> LineageLink:
    return LineageLink(
        document, outlet_id(outlet), outlet, LineageKind.CREDITED, 1.0, ("it says so",), (), (), tuple(claims)
    )


def copied_link(document: str, origin: str, claims: Sequence[str] = (), score: float = 0.9) -> LineageLink:
    return LineageLink(document, origin, origin, LineageKind.COPIED, score, ("alike",), (), (), tuple(claims))


def reprinted(one: Article, publisher: str, published: TimeValue | None) -> Article:
    """Return the article, word for word, in another outlet."""
    day = published.value if published is not None else None
    return article(publisher, one.told, day, one.scopes, f"{publisher} reprints {one.name} {day}")


def aligned(left: ClaimProfile, right: ClaimProfile, score: float = 1.0, copied: float = 1.0) -> Alignment:
    left, right = sorted((left, right), key=lambda one: one.id)
    return Alignment(left, right, score, ("made by hand",), copied)


def align_all(articles: Iterable[Article]) -> Pairs:
    """Return how the statements of all articles stand against one another."""
    pairs: dict[tuple[str, str], list[Alignment]] = {}
    for one, other in combinations(sorted(articles, key=lambda each: each.card.id), 2):
        for (mine, left), (yours, right) in product(
            zip(one.told, one.profiles, strict=True), zip(other.told, other.profiles, strict=True)
        ):
            if mine.fact == yours.fact:
                same = mine.wording == yours.wording
                score, copied = (1.0, 1.0) if same else REWORDED
                quoted = Style.DIRECT in (mine.style, yours.style)
                found = aligned(left, right, score, 0.0 if quoted else copied)
                pairs.setdefault((one.card.id, other.card.id), []).append(found)
    return pairs


def link_all(articles: Sequence[Article]) -> tuple[LineageLink, ...]:
    """Return the credited and the copied links of the articles."""
    credited = [link for one in articles for link in one.credited]
    cards = {one.card.id: one.card for one in articles}
    return (*credited, *copied_links(cards, align_all(articles), credited))


def group_all(articles: Sequence[Article]) -> dict[int, ClaimGroup]:
    """Return one group for each fact, with its three numbers."""
    facts: dict[int, list[ClaimProfile]] = {}
    for one in articles:
        for told, profile in zip(one.told, one.profiles, strict=True):
            facts.setdefault(told.fact, []).append(profile)
    groups = {
        fact: ClaimGroup(
            f"g-{fact}",
            "",
            tuple(sorted(one.id for one in found)),
            len({one.card.id for one in found}),
            len({one.card.publisher for one in found}),
            0,
        )
        for fact, found in facts.items()
    }
    profiles = {one.id: one for found in facts.values() for one in found}
    counted = count_origins(groups.values(), profiles, link_all(articles))
    return dict(zip(groups, counted, strict=True))
