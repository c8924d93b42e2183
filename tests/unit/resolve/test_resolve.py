"""Which referents of all documents are one entity."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from kg import ids
from kg.model import Entity, EntityKind, Link, Reading
from kg.resolve import resolve_entities
from tests.records import RIVNE, copy_reading, dam_reading, make_document
from tests.unit.resolve.makers import reading, referent

PERSON, GROUP, PLACE = EntityKind.PERSON, EntityKind.GROUP, EntityKind.PLACE
ORGANIZATION, OUTLET = EntityKind.ORGANIZATION, EntityKind.OUTLET


def resolved(*readings: Reading) -> list[Entity]:
    return list(resolve_entities(readings))


def of_kind(entities: list[Entity], kind: EntityKind) -> list[Entity]:
    return [entity for entity in entities if entity.kind is kind and entity.named]


def test_the_order_of_documents_makes_no_difference() -> None:
    readings = [
        dam_reading(),
        copy_reading(),
        reading("c.txt", (PERSON, "Bondar", {}), (PLACE, "Rivne", {"link": RIVNE})),
        reading(
            "d.txt", (PERSON, "Olga Bondar", {"role": "director"}), (ORGANIZATION, "Rivne Water Agency", {})
        ),
    ]
    outcomes = {resolve_entities(order) for order in itertools.permutations(readings)}
    assert len(outcomes) == 1


def test_spellings_of_one_name_are_one_person_and_the_other_id_still_leads_there() -> None:
    left = reading("a.txt", (PERSON, "Halyna Kovalenko", {}))
    right = reading("b.txt", (PERSON, "Halyna Kovalenkó", {}), (PERSON, "Halyna Kovalenkoo", {}))
    (person,) = of_kind(resolved(left, right), PERSON)
    alone = of_kind(resolved(right), PERSON)
    assert {entity.id for entity in alone} <= {person.id, *person.replaces}
    assert any("spellings" in reason for reason in person.reasons)


def test_other_first_names_are_other_people() -> None:
    people = resolved(
        reading("a.txt", (PERSON, "Olha Brandt", {})), reading("b.txt", (PERSON, "Olena Brandt", {}))
    )
    assert len(of_kind(people, PERSON)) == 2


def test_homonyms_of_other_countries_and_roles_stay_apart() -> None:
    minister = reading("a.txt", (PERSON, "Ilse Brandt", {"role": "Danish minister", "country": "DK"}))
    coach = reading("b.txt", (PERSON, "Ilse Brandt", {"role": "Austrian coach", "country": "AT"}))
    people = of_kind(resolved(minister, coach), PERSON)
    assert len(people) == 2
    assert len({person.id for person in people}) == 2


def test_a_surname_joins_its_only_full_name_when_the_role_agrees() -> None:
    full = reading("a.txt", (PERSON, "Ilse Brandt", {"role": "harbour director"}))
    short = reading("b.txt", (PERSON, "Brandt", {"role": "director"}))
    (person,) = of_kind(resolved(full, short), PERSON)
    assert person.label == "Ilse Brandt"
    assert person.aliases == ("Ilse Brandt", "Brandt")


def test_a_surname_without_support_stays_apart() -> None:
    full = reading("a.txt", (PERSON, "Ilse Brandt", {"role": "harbour director"}))
    short = reading("b.txt", (PERSON, "Brandt", {}))
    assert len(of_kind(resolved(full, short), PERSON)) == 2


def test_a_surname_of_two_people_joins_neither() -> None:
    full = [
        reading(f"{name}.txt", (PERSON, f"{name} Brandt", {"role": "director"})) for name in ("Ilse", "Otto")
    ]
    short = reading("c.txt", (PERSON, "Brandt", {"role": "director"}))
    assert len(of_kind(resolved(*full, short), PERSON)) == 3


def test_us_officials_are_one_group_and_one_official_never_leaves_the_article() -> None:
    group = (GROUP, "US officials", {"country": "US", "named": False})
    one = (PERSON, "US official", {"country": "US", "named": False})
    entities = resolved(reading("a.txt", group, one), reading("b.txt", group, one))
    assert [len(entity.referents) for entity in entities if entity.kind is GROUP] == [2]
    assert [len(entity.referents) for entity in entities if entity.kind is PERSON] == [1, 1]


def test_officials_of_two_countries_are_two_groups() -> None:
    entities = resolved(
        reading("a.txt", (GROUP, "officials", {"country": "US", "named": False})),
        reading("b.txt", (GROUP, "officials", {"country": "DK", "named": False})),
    )
    assert len([entity for entity in entities if entity.kind is GROUP]) == 2


def test_an_acronym_joins_the_name_that_an_article_introduced_it_for() -> None:
    both = replace(referent("a.txt", 0, ORGANIZATION, "Dunes Survey"), names=("Dunes Survey", "DS"))
    document = make_document("a.txt", "Headline\nBody.", None, None)
    entities = resolved(
        Reading(document, (both,), (), (), "test"), reading("b.txt", (ORGANIZATION, "DS", {}))
    )
    (body,) = of_kind(entities, ORGANIZATION)
    assert body.label == "Dunes Survey"
    assert "DS" in body.aliases


def test_a_link_of_the_gazetteer_is_the_key_and_gives_label_and_point() -> None:
    one, two = (
        reading(path, (PLACE, name, {"link": RIVNE}))
        for path, name in (("a.txt", "Rivne"), ("b.txt", "Rovno"))
    )
    (place,) = of_kind(resolved(one, two), PLACE)
    assert place.id == ids.entity_id("place", RIVNE.key)
    assert (place.label, place.lat, place.lon) == ("Rivne", RIVNE.lat, RIVNE.lon)
    assert place.aliases == ("Rivne", "Rovno")


def test_two_links_are_never_one_entity() -> None:
    other = Link("geonames:1", "Rivne", (), "UA", 1.0, 1.0, 0.9, ("test",))
    places = resolved(
        reading("a.txt", (PLACE, "Rivne", {"link": RIVNE})),
        reading("b.txt", (PLACE, "Rivne", {"link": other})),
    )
    assert len(of_kind(places, PLACE)) == 2


def test_a_publisher_and_the_outlet_that_another_article_credits_are_one() -> None:
    own = reading("a.txt", publisher="The Associated Press")
    crediting = reading("b.txt", (OUTLET, "AP", {}))
    (outlet,) = of_kind(resolved(own, crediting), OUTLET)
    assert (own.document.id, own.document.publisher.id) in outlet.referents
    assert len(outlet.referents) == 2


def test_unknown_publishers_are_never_one() -> None:
    entities = resolved(reading("a.txt"), reading("b.txt"))
    assert [entity.label for entity in sorted(entities, key=lambda entity: entity.label)] == [
        "unknown publisher (a.txt)",
        "unknown publisher (b.txt)",
    ]
    assert not any(entity.named for entity in entities)


@pytest.mark.parametrize("count", [1, 5])
def test_every_referent_and_every_publisher_belongs_to_exactly_one_entity(count: int) -> None:
    readings = [
        reading(f"{n}.txt", (PERSON, "Ilse Brandt", {}), (PERSON, "Brandt", {})) for n in range(count)
    ]
    held = [pair for entity in resolved(*readings) for pair in entity.referents]
    assert len(held) == len(set(held)) == 3 * count


def test_an_added_document_that_says_nothing_new_keeps_the_ids() -> None:
    before = {entity.id for entity in resolved(dam_reading()) if entity.named}
    after = {entity.id for entity in resolved(dam_reading(), copy_reading()) if entity.named}
    assert before <= after


class TestAnAddedGazetteer:
    """Ids that a build without the gazetteer gave lead to the entity that it links."""

    def test_the_id_of_the_name_alone_leads_to_the_linked_entity(self) -> None:
        ukrainian: dict[str, object] = {"country": "UA"}
        for kind, fields in ((PLACE, {}), (PLACE, ukrainian), (ORGANIZATION, {}), (OUTLET, {})):
            (before,) = of_kind(resolved(reading("a.txt", (kind, "Rivne", fields))), kind)[-1:]
            linked = resolved(reading("a.txt", (kind, "Rivne", {**fields, "link": RIVNE})))
            after = next(entity for entity in linked if entity.id == ids.entity_id(kind.value, RIVNE.key))
            assert before.id in after.replaces

    @pytest.mark.parametrize("name", ["Ilse Brandt", "Brandt"])
    def test_so_does_that_of_a_person(self, name: str) -> None:
        link = Link("case:brandt", "Ilse Brandt", (), None, None, None, 0.9, ("test",))
        (before,) = of_kind(resolved(reading("a.txt", (PERSON, name, {}))), PERSON)
        (after,) = of_kind(resolved(reading("a.txt", (PERSON, name, {"link": link}))), PERSON)
        assert before.id in after.replaces

    def test_an_id_that_an_entity_still_has_leads_to_that_entity(self) -> None:
        places = of_kind(
            resolved(
                reading("a.txt", (PLACE, "Rivne", {"link": RIVNE})), reading("b.txt", (PLACE, "Rivnesk", {}))
            ),
            PLACE,
        )
        living = {place.id for place in places}
        assert not any(living.intersection(place.replaces) for place in places)

    def test_of_two_places_of_one_name_the_one_named_more_often_inherits_the_id(self) -> None:
        other = Link("geonames:1", "Rivne", (), "US", 1.0, 1.0, 0.9, ("test",))
        places = of_kind(
            resolved(
                reading("a.txt", (PLACE, "Rivne", {"link": RIVNE})),
                reading("b.txt", (PLACE, "Rivne", {"link": other})),
                reading("c.txt", (PLACE, "Rivne", {"link": other})),
            ),
            PLACE,
        )
        former = ids.entity_id("place", "rivne|")
        assert [place.country for place in places if former in place.replaces] == ["US"]


def test_a_place_without_a_link_says_why() -> None:
    place = reading("a.txt", (EntityKind.PLACE, "Rovno", {"unlinked": "not linked: two towns"}))
    (entity,) = [one for one in resolve_entities([place]) if one.kind is EntityKind.PLACE]
    assert "not linked: two towns" in entity.reasons


def test_words_that_only_say_whom_somebody_belongs_to_are_no_role() -> None:
    person = reading(
        "a.txt", (PERSON, "Otto Lind", {"role": "of the Dune Survey", "affiliation": "Dune Survey"})
    )
    (entity,) = of_kind(resolved(person), PERSON)
    assert (entity.roles, entity.affiliations) == ((), ("Dune Survey",))
