"""What lost support: the list that a retraction ends with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.compare import compare, supporting
from kg.decisions.records import NO_RULINGS, Rulings
from kg.graph.store import open_for_writing
from kg.model import Claim, LineageLink, Reading
from kg.query.lookups import Lookups
from kg.query.support import LostSupport, Support, lost_support
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.store.world import dam_lineage, entities_of, retracting, small_reading

DAM, COPY, PLAN = dam_reading(), copy_reading(), plan_reading()
SAME = "Four bridges of Rivne are open."
DAILY, POST, ECHO = (
    small_reading(f"{name}.txt", SAME, publisher=f"Example {name.title()}")
    for name in ("daily", "post", "echo")
)


def derived(
    path: Path, *readings: Reading, rulings: Rulings = NO_RULINGS, lineage: tuple[LineageLink, ...] = ()
) -> Lookups:
    """What a build with these rulings shows; an entity loses what only retracted articles call it."""
    with open_for_writing(path) as writer:
        for reading in readings:
            writer.put(reading)
        left = list(supporting(writer.readings(), rulings))
        called = {one.id: one for one in entities_of(left)}
        entities = tuple(
            replace(one, roles=called[one.id].roles if one.id in called else ())
            for one in entities_of(writer.readings())
        )
        links = [link for link in lineage if link.document not in rulings.retracted]
        links = [link for link in links if link.origin not in rulings.retracted]
        writer.put_derived(entities, links, compare(left, entities).groups, rulings=rulings)
        writer.publish()
    return Lookups(path)


def lost(path: Path, *readings: Reading, retract: str, lineage: tuple[LineageLink, ...] = ()) -> LostSupport:
    before = derived(path / "before", *readings, lineage=lineage)
    return lost_support(
        before, derived(path / "after", *readings, rulings=retracting(retract), lineage=lineage)
    )


def test_a_group_tells_its_counts_then_and_now_and_one_claim_that_still_counts(tmp_path: Path) -> None:
    found = lost(tmp_path, DAILY, POST, ECHO, retract=POST.document.id)
    (group,) = [one for one in found.groups if not one.is_gone]
    assert (group.text, group.before, group.after) == (SAME, Support(3, 3, 3), Support(2, 2, 2))
    assert group.claim in {DAILY.claims[0].id, ECHO.claims[0].id}
    assert [one.path for one in found.documents] == ["post.txt"]
    assert found.claims == ()


def test_a_claim_that_nobody_else_makes_is_gone(tmp_path: Path) -> None:
    found = lost(tmp_path, DAM, PLAN, retract=DAM.document.id)
    gone = {one.claim: one for one in found.groups if one.is_gone}
    assert set(gone) == {claim.id for claim in DAM.claims}
    assert all(one.after == Support() and one.before.articles == 1 for one in gone.values())


def test_groups_that_still_stand_come_first(tmp_path: Path) -> None:
    found = lost(tmp_path, DAILY, POST, DAM, retract=DAILY.document.id)
    assert [one.is_gone for one in found.groups] == sorted(one.is_gone for one in found.groups)


def test_entities_in_fewer_articles_are_named_those_in_none_first(tmp_path: Path) -> None:
    found = lost(tmp_path, DAM, COPY, retract=DAM.document.id)
    assert [(one.entity.label, one.documents_before) for one in found.orphans] == [
        ("Example Daily", 1),
        ("Rivne Water Agency", 1),
        ("officials of the water ministry", 1),
    ]
    fewer = {one.entity.label: (one.documents_before, one.documents_after) for one in found.entities}
    assert fewer["Olha Bondar"] == (2, 1)
    assert [one.documents_after > 0 for one in found.entities] == sorted(
        one.documents_after > 0 for one in found.entities
    )


def test_a_role_that_nothing_else_gives_is_lost(tmp_path: Path) -> None:
    found = lost(tmp_path, DAM, COPY, retract=DAM.document.id)
    (bondar,) = [one for one in found.entities if one.entity.label == "Olha Bondar"]
    assert bondar.roles == ("director of the Rivne Water Agency",)


def test_an_article_that_rests_on_the_retracted_one_is_named_with_the_reason(tmp_path: Path) -> None:
    found = lost(tmp_path, DAM, COPY, retract=DAM.document.id, lineage=dam_lineage())
    (resting,) = found.resting_documents
    assert (resting.document.path, resting.origin, resting.reason) == ("copy.txt", "dam.txt", "test")


def test_a_claim_of_another_article_that_repeats_the_retracted_one_rested_on_it(tmp_path: Path) -> None:
    copied = replace(dam_lineage()[1], document=POST.document.id, origin=DAILY.document.id)
    found = lost(tmp_path, DAILY, POST, ECHO, retract=DAILY.document.id, lineage=(copied,))
    assert [one.claim.id for one in found.resting_claims] == [POST.claims[0].id]
    assert "daily.txt" in found.resting_claims[0].reason


def test_what_an_agency_says_itself_does_not_rest_on_its_retracted_report(tmp_path: Path) -> None:
    wire = small_reading("wire.txt", SAME, publisher="Reuters")
    link = dam_lineage()[1]
    links = tuple(replace(link, document=one.document.id, origin=wire.document.id) for one in (DAM, COPY))
    found = lost(tmp_path, wire, DAM, COPY, retract=wire.document.id, lineage=links)
    assert {one.document.path for one in found.resting_documents} == {"dam.txt", "copy.txt"}
    (through,) = found.resting_claims
    assert (through.claim.document, through.claim.chain[-2].label) == ("dam.txt", "Reuters")
    assert "it came through Reuters" in through.reason


def test_what_rests_on_what_rests_on_it_is_found_too(tmp_path: Path) -> None:
    link = dam_lineage()[1]
    chain = (
        replace(link, document=POST.document.id, origin=DAILY.document.id),
        replace(link, document=ECHO.document.id, origin=POST.document.id),
    )
    found = lost(tmp_path, DAILY, POST, ECHO, retract=DAILY.document.id, lineage=chain)
    assert {one.document.path for one in found.resting_documents} == {"post.txt", "echo.txt"}


@pytest.fixture
def nested() -> tuple[Reading, Claim, Claim]:
    outer = PLAN.claims[0]
    inner = next(claim for claim in PLAN.claims if claim.within == outer.id)
    return PLAN, outer, inner


def test_a_claim_inside_a_retracted_one_still_counts_and_is_named(
    tmp_path: Path, nested: tuple[Reading, Claim, Claim]
) -> None:
    reading, outer, inner = nested
    found = lost(tmp_path, reading, DAM, retract=outer.id)
    assert [one.id for one in found.claims] == [outer.id]
    assert [one.id for one in found.nested] == [inner.id]
    assert found.documents == ()
    assert [one.claim for one in found.groups] == [outer.id]


def test_what_was_retracted_before_is_not_told_again(tmp_path: Path) -> None:
    rulings = retracting(DAM.document.id)
    one, other = (derived(tmp_path / name, DAM, COPY, rulings=rulings) for name in ("one", "other"))
    assert lost_support(one, other) == LostSupport()
