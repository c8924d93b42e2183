"""Groups of equal claims and the three numbers."""

from __future__ import annotations

from dataclasses import replace

from kg import ids
from kg.compare import group_claims, link_lineage
from kg.model import Act, Entity, EntityKind, LineageKind, LineageLink, Publisher, Reading
from tests.records import copy_reading, dam_reading, make_claim, make_document


def outlet(label: str, *pairs: tuple[str, str]) -> Entity:
    return Entity(
        ids.entity_id("outlet", label),
        EntityKind.OUTLET,
        label,
        True,
        (label,),
        (),
        (),
        (),
        None,
        None,
        None,
        pairs,
    )


def article(publisher: str, words: str) -> Reading:
    document = make_document(f"{publisher}.txt", f"Headline\n{words}.", publisher, "2025-01-01")
    return Reading(document, (), (make_claim(document, words),), (), "test")


def carried_by(reading: Reading, publisher: str) -> Reading:
    """The same article, word for word, in another outlet."""
    document = replace(
        reading.document,
        id=ids.document_id(publisher, publisher, reading.document.text),
        publisher=Publisher(ids.publisher_id(publisher, ""), publisher),
    )
    claims = tuple(
        replace(claim, id=ids.claim_id(document.id, claim.spans, claim.rule), document=document.id)
        for claim in reading.claims
    )
    return replace(reading, document=document, claims=claims)


def test_every_claim_is_in_exactly_one_group() -> None:
    readings = [dam_reading(), copy_reading()]
    grouped = [claim for group in group_claims(readings, ()) for claim in group.claims]
    assert sorted(grouped) == sorted(claim.id for reading in readings for claim in reading.claims)


def test_equal_words_make_one_group_whatever_their_case_and_articles() -> None:
    groups = group_claims([article("A", "The old dam is full"), article("B", "the Old Dam is full")], ())
    assert [(g.articles, g.publishers, g.origins) for g in groups] == [(2, 2, 2)]


def test_a_copied_article_adds_no_origin() -> None:
    first = article("A", "The dam could lose about forty percent of its water by the end of May")
    groups = group_claims([first, carried_by(first, "B"), carried_by(first, "C")], ())
    assert [(g.articles, g.publishers, g.origins) for g in groups] == [(3, 3, 1)]


def test_a_denial_is_not_in_the_group_of_what_it_denies() -> None:
    assert len(group_claims([article("A", "The dam is full"), article("B", "The dam is not full")], ())) == 2


def test_the_order_of_articles_changes_no_group() -> None:
    readings = [dam_reading(), copy_reading(), article("A", "The dam is full")]
    assert group_claims(readings, ()) == group_claims(readings[::-1], ())


def test_a_credited_outlet_is_linked_with_the_crediting_words() -> None:
    reading = copy_reading()
    reuters = next(r for r in reading.referents if r.label == "Reuters")
    links = link_lineage([reading], [outlet("Reuters", (reading.document.id, reuters.id))])
    assert [(link.document, link.origin_label, link.evidence[0].text) for link in links] == [
        (reading.document.id, "Reuters", "Reuters reported")
    ]


def test_an_article_does_not_rest_on_its_own_publisher() -> None:
    reading = copy_reading()
    reuters = next(r for r in reading.referents if r.label == "Reuters")
    own = outlet(
        "Reuters", (reading.document.id, reuters.id), (reading.document.id, reading.document.publisher.id)
    )
    assert link_lineage([reading], [own]) == ()


def test_equal_words_about_two_people_are_two_groups() -> None:
    groups = group_claims([article("A", "he would return soon"), article("B", "he would return soon")], ())
    assert [group.articles for group in groups] == [1, 1]


def test_every_claim_of_a_copied_article_has_one_origin() -> None:
    long = "The dam could lose about forty percent of its water by the end of May"
    document = make_document("two.txt", f"Headline\n{long}. The gate is old and worn.", "A", "2025-01-01")
    claims = (make_claim(document, long), make_claim(document, "The gate is old and worn"))
    first = Reading(document, (), claims, (), "test")
    assert {g.origins for g in group_claims([first, carried_by(first, "B")], ())} == {1}


def test_an_article_that_credits_another_in_the_group_adds_no_origin() -> None:
    wire, daily = article("Wire", "The old gate is worn"), article("Daily", "The old gate is worn")
    agency = outlet("Wire", (wire.document.id, wire.document.publisher.id))
    link = LineageLink(daily.document.id, agency.id, "Wire", LineageKind.CREDITED, 1.0, (), ())
    assert [g.origins for g in group_claims([wire, daily], [agency], [link])] == [1]


def test_the_innermost_outlet_of_a_chain_is_the_origin() -> None:
    reading = copy_reading()
    claim = reading.claims[0]
    inner = next(r for r in reading.referents if r.label == "Reuters")
    bloomberg = outlet("Bloomberg", (reading.document.id, "r-outer"))
    reuters = outlet("Reuters", (reading.document.id, inner.id))
    outer = replace(claim.attribution.chain[0], referent="r-outer", spans=((0, 3),))
    chained = replace(claim, attribution=replace(claim.attribution, chain=(outer, *claim.attribution.chain)))
    direct = article("Reuters", claim.text)
    own = replace(reuters, referents=(*reuters.referents, (direct.document.id, direct.document.publisher.id)))
    groups = group_claims([replace(reading, claims=(chained,)), direct], [bloomberg, own])
    assert [(g.articles, g.origins) for g in groups] == [(2, 1)]


def acting(reading: Reading, act: Act) -> Reading:
    claims = (
        replace(claim, attribution=replace(claim.attribution, act=act), within=None)
        for claim in reading.claims
    )
    return replace(reading, claims=tuple(claims))


def test_intentions_and_deeds_are_grouped_apart_from_what_is_said() -> None:
    words = "a curfew on the whole of the northern coast"
    said = [article("A", words), article("B", words)]
    groups = group_claims([*said, acting(article("C", words), Act.DEED)], ())
    assert sorted(group.articles for group in groups) == [1, 2]
    thought = group_claims([*said, acting(article("C", words), Act.THOUGHT)], ())
    assert [group.articles for group in thought] == [3]


def test_equal_intentions_of_two_sources_are_not_one() -> None:
    words = "to raise the price of water in every town by a tenth"
    readings = [acting(article(name, words), Act.INTENTION) for name in ("A", "B")]
    assert [group.articles for group in group_claims(readings, ())] == [1, 1]


def test_the_ids_of_groups_of_claims_do_not_depend_on_the_deeds_beside_them() -> None:
    words = "the old dam is full"
    alone = {group.id for group in group_claims([article("A", words)], ())}
    both = group_claims([article("A", words), acting(article("B", words), Act.DEED)], ())
    assert alone < {group.id for group in both}
