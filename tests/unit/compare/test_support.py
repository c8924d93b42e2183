from __future__ import annotations

from kg.compare import compare, supporting
from kg.decisions.records import NO_RULINGS
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import entities_of, retracting

DAM, COPY = dam_reading(), copy_reading()


def test_without_decisions_every_reading_supports_as_it_is() -> None:
    assert [
        one is other for one, other in zip(supporting((DAM, COPY), NO_RULINGS), (DAM, COPY), strict=True)
    ] == [
        True,
        True,
    ]


def test_a_retracted_article_supports_nothing() -> None:
    assert tuple(supporting((DAM, COPY), retracting(DAM.document.id))) == (COPY,)


def test_a_retracted_claim_is_taken_out_of_its_article_alone() -> None:
    gone, *left = DAM.claims
    dam, copy = supporting((DAM, COPY), retracting(gone.id))
    assert dam.claims == tuple(left)
    assert (dam.document, dam.referents, dam.credits) == (DAM.document, DAM.referents, DAM.credits)
    assert copy is COPY


def test_what_is_retracted_is_in_no_group() -> None:
    rulings = retracting(COPY.document.id, DAM.claims[0].id)
    groups = compare(supporting((DAM, COPY), rulings), entities_of((DAM, COPY))).groups
    assert {claim for group in groups for claim in group.claims} == {claim.id for claim in DAM.claims[1:]}
