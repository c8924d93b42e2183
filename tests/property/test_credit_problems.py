"""What cannot be in credits is told the same, in whatever order articles come, change and go."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.compare.comparing import Comparison, compare_more
from kg.compare.memory import Memory, NewMemory
from kg.ids import entity_id
from kg.model import Credit, Entity, EntityKind, LineageKind, LineageLink, Reading
from kg.shelves.claims import ClaimShelf
from tests.records import make_claim, make_document, make_referent, reference

PUBLISHERS = ("Alpha News", "Beta News", "Gamma News")
FERRY = "A ferry with 212 passengers drifted for six hours off Varnholm"
MARKET = "The market of Tolsund sold nine tonnes of herring in a single morning"

EntityOf = Mapping[tuple[str, str], Entity]


@dataclass(frozen=True)
class Piece:
    """An article: whose, of which day, what it tells, whom it credits."""

    number: int
    publisher: str
    day: int
    told: str
    credited: str | None


def pieces(number: int) -> st.SearchStrategy[Piece]:
    days, told = st.integers(1, 4), st.sampled_from((FERRY, FERRY, MARKET))
    credited = st.sampled_from((None, *PUBLISHERS))
    return st.builds(Piece, st.just(number), st.sampled_from(PUBLISHERS), days, told, credited)


corpora = st.integers(1, 5).flatmap(lambda size: st.tuples(*map(pieces, range(size))))


def read(piece: Piece) -> tuple[Reading, EntityOf]:
    credit_line = f"{piece.credited} reported this first." if piece.credited else "Nobody else has it."
    text = f"Piece {piece.number}\n{piece.told}.\n{credit_line}"
    document = make_document(f"{piece.number}.txt", text, piece.publisher, f"2025-03-{piece.day:02}")
    known = {(document.id, document.publisher.id): outlet(piece.publisher)}
    referents, credits_ = [], []
    if piece.credited:
        referents.append(make_referent(document, EntityKind.OUTLET, piece.credited, [(piece.credited, 0)]))
        credits_.append(
            Credit(
                reference(document, piece.credited, referents[0]),
                reference(document, f"{piece.credited} reported", referents[0]),
            )
        )
        known[document.id, referents[0].id] = outlet(piece.credited)
    claims = (make_claim(document, piece.told),)
    return Reading(document, tuple(referents), claims, tuple(credits_), "test"), known


def outlet(name: str) -> Entity:
    made = entity_id("outlet", name)
    return Entity(made, EntityKind.OUTLET, name, True, (), (), (), (), None, None, None, ())


class Lineage:
    """The links that a comparison leaves, step by step."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._links: dict[str, list[LineageLink]] = {}

    def change(self, coming: Iterable[Piece], gone: Collection[str] = ()) -> None:
        made = [read(piece) for piece in coming]
        entity_of = dict(chain.from_iterable(known.items() for _, known in made))
        self._take(compare_more(self._memory, [reading for reading, _ in made], gone, entity_of))

    def _take(self, found: Comparison) -> None:
        for document in found.lineage_of:
            self._links.pop(document, None)
        for link in found.lineage:
            self._links.setdefault(link.document, []).append(link)

    @property
    def links(self) -> Sequence[LineageLink]:
        return sorted(chain.from_iterable(self._links.values()), key=repr)


def linked(corpus: Iterable[Piece]) -> Sequence[LineageLink]:
    whole = Lineage(NewMemory())
    whole.change(corpus)
    return whole.links


@settings(deadline=None)
@given(corpora, st.data())
def test_articles_that_come_and_go_one_by_one_leave_what_all_at_once_leaves(
    corpus: tuple[Piece, ...], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(corpus))
    going = data.draw(st.sets(st.sampled_from(corpus), max_size=2))
    with sqlite3.connect(":memory:") as connection:
        for memory in (NewMemory(), ClaimShelf(connection)):
            stepwise = Lineage(memory)
            for piece in order:
                stepwise.change([piece])
            assert stepwise.links == linked(corpus)
            for piece in sorted(going, key=lambda one: one.number):
                stepwise.change([], [read(piece)[0].document.id])
            assert stepwise.links == linked(piece for piece in corpus if piece not in going)
    connection.close()


@settings(deadline=None)
@given(corpora)
def test_a_credit_is_told_to_be_impossible_where_all_of_the_outlet_that_tells_the_same_came_later(
    corpus: tuple[Piece, ...],
) -> None:
    by_document = {read(piece)[0].document.id: piece for piece in corpus}
    for link in linked(corpus):
        if link.kind is LineageKind.CREDITED:
            piece = by_document[link.document]
            days = [one.day for one in corpus if one.publisher == piece.credited and one.told == piece.told]
            assert ("came later" in link.problem) == (bool(days) and min(days) > piece.day)


@settings(deadline=None)
@given(corpora)
def test_two_that_credit_one_another_are_both_told(corpus: tuple[Piece, ...]) -> None:
    by_document = {read(piece)[0].document.id: piece for piece in corpus}
    for link in linked(corpus):
        if link.kind is LineageKind.CREDITED:
            piece = by_document[link.document]
            back = any(
                one.publisher == piece.credited and one.credited == piece.publisher and one.told == piece.told
                for one in corpus
            )
            assert ("credit one another" in link.problem) == back
