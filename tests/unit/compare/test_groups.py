"""Groups of claims that say the same, and the three numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg import ids
from kg.compare import compare
from kg.compare.alignment import align
from kg.compare.contradictions import contradiction
from kg.compare.groups import make_groups
from kg.compare.records import Alignment, ClaimProfile, Party
from kg.model import (
    Act,
    Certainty,
    ClaimGroup,
    Comparator,
    Credit,
    Entity,
    EntityKind,
    Polarity,
    Publisher,
    Reading,
    Reference,
)
from tests.records import copy_reading, dam_reading, make_claim, make_document
from tests.unit.compare.made import ARLAND, BREMM, DAILY, make_profile


def groups_of(readings: Sequence[Reading], entities: Sequence[Entity]) -> tuple[ClaimGroup, ...]:
    return compare(readings, entities).groups


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
    grouped = [claim for group in groups_of(readings, ()) for claim in group.claims]
    assert sorted(grouped) == sorted(claim.id for reading in readings for claim in reading.claims)


def test_equal_words_make_one_group_whatever_their_case_and_articles() -> None:
    groups = groups_of([article("A", "The old dam is full"), article("B", "the Old Dam is full")], ())
    assert [(g.articles, g.publishers, g.origins) for g in groups] == [(2, 2, 2)]


def test_a_copied_article_adds_no_origin() -> None:
    first = article("A", "The dam could lose about forty percent of its water by the end of May")
    groups = groups_of([first, carried_by(first, "B"), carried_by(first, "C")], ())
    assert [(g.articles, g.publishers, g.origins) for g in groups] == [(3, 3, 1)]


def test_a_denial_is_not_in_the_group_of_what_it_denies() -> None:
    assert len(groups_of([article("A", "The dam is full"), article("B", "The dam is not full")], ())) == 2


def test_the_order_of_articles_changes_no_group() -> None:
    readings = [dam_reading(), copy_reading(), article("A", "The dam is full")]
    assert groups_of(readings, ()) == groups_of(readings[::-1], ())


def test_equal_words_about_two_people_are_two_groups() -> None:
    groups = groups_of([article("A", "he would return soon"), article("B", "he would return soon")], ())
    assert [group.articles for group in groups] == [1, 1]


def test_every_claim_of_a_copied_article_has_one_origin() -> None:
    long = "The dam could lose about forty percent of its water by the end of May"
    document = make_document("two.txt", f"Headline\n{long}. The gate is old and worn.", "A", "2025-01-01")
    claims = (make_claim(document, long), make_claim(document, "The gate is old and worn"))
    first = Reading(document, (), claims, (), "test")
    assert {g.origins for g in groups_of([first, carried_by(first, "B")], ())} == {1}


def test_an_article_that_credits_another_in_the_group_adds_no_origin() -> None:
    wire = article("Wire", "The old gate is worn")
    document = make_document(
        "Daily.txt", "Headline\nThe old gate is worn, Wire reported.", "Daily", "2025-01-01"
    )
    claim = make_claim(document, "The old gate is worn")
    start = document.text.index("Wire")
    credited = Reference("Wire", ((start, start + 4),), "r-wire")
    credit = Credit(credited, Reference("Wire reported", ((start, start + 13),), None))
    daily = Reading(document, (), (claim,), (credit,), "test")
    agency = outlet("Wire", (wire.document.id, wire.document.publisher.id), (document.id, "r-wire"))
    assert [g.origins for g in groups_of([wire, daily], [agency])] == [1]


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
    groups = groups_of([replace(reading, claims=(chained,)), direct], [bloomberg, own])
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
    groups = groups_of([*said, acting(article("C", words), Act.DEED)], ())
    assert sorted(group.articles for group in groups) == [1, 2]
    thought = groups_of([*said, acting(article("C", words), Act.THOUGHT)], ())
    assert [group.articles for group in thought] == [3]


def test_equal_intentions_of_two_sources_are_not_one() -> None:
    words = "to raise the price of water in every town by a tenth"
    readings = [acting(article(name, words), Act.INTENTION) for name in ("A", "B")]
    assert [group.articles for group in groups_of(readings, ())] == [1, 1]


def test_the_ids_of_groups_of_claims_do_not_depend_on_the_deeds_beside_them() -> None:
    words = "the old dam is full"
    alone = {group.id for group in groups_of([article("A", words)], ())}
    both = groups_of([article("A", words), acting(article("B", words), Act.DEED)], ())
    assert alone < {group.id for group in both}


# ------------------------------------------------------------------------------------------- make_groups

FLOOD = "the levee broke and 1,400 villagers left the flooded valley in buses"


def grouped(*profiles: ClaimProfile, origins: Mapping[str, str] | None = None) -> list[list[str]]:
    """Return the articles of every group."""
    groups = make_groups(profiles, aligned(profiles), origins or {})
    article_of = {profile.id: profile.card.id for profile in profiles}
    return sorted(sorted(article_of[claim] for claim in group.claims) for group in groups)


def aligned(profiles: Sequence[ClaimProfile]) -> list[Alignment]:
    found = (align(one, other) for one in profiles for other in profiles if one.id < other.id)
    return [alignment for alignment in found if alignment is not None]


def counted(document: str, words: str, value: float, comparator: Comparator) -> ClaimProfile:
    text = FLOOD.replace("1,400", words)
    quantity = {"words": words, "value": value, "comparator": comparator, "of": "villagers"}
    return make_profile(text, document=document, quantities=[quantity])


def test_claims_that_say_the_same_in_other_words_make_one_group() -> None:
    other = "1,400 villagers left the flooded valley in buses after the levee had broken"
    assert grouped(make_profile(FLOOD), make_profile(other, document="d-b")) == [["d-a", "d-b"]]


def test_equal_words_make_one_group_without_being_aligned() -> None:
    profiles = (make_profile("The old pier is shut"), make_profile("the old pier is shut", document="d-b"))
    assert [group.articles for group in make_groups(profiles, (), {})] == [2]


def test_a_claim_that_nothing_is_like_is_a_group_of_one() -> None:
    assert grouped(make_profile(FLOOD), make_profile("eels were left on the tram", document="d-b")) == [
        ["d-a"],
        ["d-b"],
    ]


def test_what_one_affirms_and_the_other_denies_are_two_groups() -> None:
    denied = make_profile(FLOOD + " again", document="d-b", polarity=Polarity.NEGATIVE)
    assert grouped(make_profile(FLOOD), denied) == [["d-a"], ["d-b"]]


def test_a_verb_that_is_negated_is_a_denial_and_other_verbs_are_none() -> None:
    def spoken(document: str, text: str, lemma: str, polarity: Polarity) -> ClaimProfile:
        predicate = {"words": lemma, "lemma": lemma, "polarity": polarity}
        return make_profile(text, document=document, predicates=[predicate], polarity=polarity)

    asked = spoken("d-a", "the minister will resign over the levee", "resign", Polarity.POSITIVE)
    refused = spoken("d-b", "the minister will not resign over the levee", "resign", Polarity.NEGATIVE)
    otherwise = spoken("d-c", "the minister will not remain after the levee", "remain", Polarity.NEGATIVE)
    assert contradiction(asked, refused)
    assert not contradiction(asked, otherwise)


def test_numbers_of_one_thing_that_exclude_one_another_are_two_groups() -> None:
    low, high = (
        counted("d-a", "1,400", 1400, Comparator.EQUAL),
        counted("d-b", "2,600", 2600, Comparator.EQUAL),
    )
    assert grouped(low, high) == [["d-a"], ["d-b"]]


def test_a_comparator_or_a_hedge_that_changed_stays_in_the_group() -> None:
    exact = counted("d-a", "1,400", 1400, Comparator.EQUAL)
    more = counted("d-b", "more than 1,350", 1350, Comparator.MORE_THAN)
    assert grouped(exact, more) == [["d-a", "d-b"]]
    hedged = make_profile(f"perhaps {FLOOD}", document="d-b", certainty=Certainty.POSSIBLE)
    assert grouped(make_profile(FLOOD), hedged) == [["d-a", "d-b"]]


def test_two_who_have_changed_places_are_two_groups() -> None:
    def fight(document: str, text: str, agent: str, patient: str) -> ClaimProfile:
        predicate = {"words": "sued", "lemma": "sue", "agent": agent, "patient": patient}
        parties = {"Arland": ARLAND, "Bremm": BREMM}
        return make_profile(text, document=document, parties=parties, predicates=[predicate])

    left = fight("d-a", "Arland sued Bremm over the poisoned estuary", "Arland", "Bremm")
    right = fight("d-b", "Arland was sued over the poisoned estuary by Bremm", "Bremm", "Arland")
    assert grouped(left, right) == [["d-a"], ["d-b"]]
    passive = replace(right, claim=replace(right.claim, predicates=left.claim.predicates))
    assert grouped(left, passive) == [["d-a", "d-b"]]


def test_a_claim_must_fit_the_whole_group_and_not_one_of_it() -> None:
    """The second shares a clause with the first and one with the third; these share nothing."""
    first = make_profile("divers found the rusty anchor below the harbour crane")
    both = (
        "divers found the rusty anchor below the harbour crane while insurers doubted the skipper’s logbook"
    )
    third = make_profile("insurers doubted the skipper’s logbook", document="d-c")
    groups = grouped(first, make_profile(both, document="d-b"), third)
    assert ["d-a", "d-b", "d-c"] not in groups
    assert sorted(map(len, groups)) == [1, 2]


def test_the_order_of_claims_and_alignments_changes_no_group() -> None:
    texts = (
        FLOOD,
        FLOOD + " at night",
        "at night 1,400 villagers left in buses",
        "eels were left on the tram",
    )
    profiles = [make_profile(text, document=f"d-{number}") for number, text in enumerate(texts)]
    found = aligned(profiles)
    assert make_groups(profiles, found, {}) == make_groups(profiles[::-1], found[::-1], {})


def test_a_group_tells_why_its_claims_were_put_together() -> None:
    profiles = (make_profile(FLOOD), make_profile(f"{FLOOD} yesterday evening", document="d-b"))
    (group,) = make_groups(profiles, aligned(profiles), {})
    assert [(link.left, link.right) for link in group.links] == [group.claims]
    assert group.links[0].reasons


def test_a_group_keeps_its_id_when_a_later_article_joins() -> None:
    early = make_profile(FLOOD, published="2025-03-01")
    late = make_profile(f"{FLOOD} yesterday evening", document="d-b", published="2025-03-02")
    (alone,), (both,) = make_groups([early], (), {}), make_groups([early, late], aligned([early, late]), {})
    assert alone.id == both.id


def test_origins_are_counted_by_what_claims_are_said_to_rest_on() -> None:
    profiles = [make_profile(FLOOD, document=name) for name in ("d-a", "d-b", "d-c")]
    one = {profile.id: "e-wire" for profile in profiles[:2]}
    assert [group.origins for group in make_groups(profiles, (), one)] == [2]
    assert [group.publishers for group in make_groups(profiles, (), one)] == [3]


def test_without_that_a_claim_rests_on_the_outlet_that_carried_it_or_on_its_publisher() -> None:
    text = f"The Tide Daily reported that {FLOOD}"
    carried = [
        make_profile(
            text, FLOOD, document=name, carrier="Tide Daily", cue="reported", parties={"Tide Daily": DAILY}
        )
        for name in ("d-a", "d-b")
    ]
    own = make_profile(FLOOD, document="d-c")
    assert [group.origins for group in make_groups([*carried, own], (), {})] == [2]


def test_equal_wishes_are_one_group_when_one_body_has_them() -> None:
    def wish(document: str) -> ClaimProfile:
        words = "to dredge the canal"
        return make_profile(
            f"Arland wants {words}", words, document=document, source="Arland", cue="wants",
            parties={"Arland": ARLAND}, act=Act.INTENTION,
        )  # fmt: skip

    assert grouped(wish("d-a"), wish("d-b")) == [["d-a", "d-b"]]


def test_copies_are_one_group_though_not_every_two_of_them_were_compared() -> None:
    """A pronoun makes the words vague, and each article has an official of its own."""
    text = "the skipper pulled his divers out before the levee broke"
    copies = [
        make_profile(
            text,
            document=f"d-{number:02}",
            source="the skipper",
            cue="before",
            parties={"the skipper": Party(f"e-{number}", "official", EntityKind.PERSON, False)},
        )
        for number in range(12)
    ]
    beside = [Alignment(one, other, 0.9, ()) for one, other in pairwise(copies)]
    (group,) = make_groups(copies, beside, {})
    assert group.articles == 12
    assert make_groups(copies[::-1], beside[::-1], {}) == (group,)
    assert len(make_groups(copies, beside[::2], {})) == 6
