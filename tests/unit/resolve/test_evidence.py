"""What joins and what parts: company, homonyms, short names, initials, kinds, places, descriptions."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import EntityKind, Identifier, Link, Reading
from kg.resolve import resolve
from tests.unit.resolve.makers import Described, of_kind, reading

PERSON, PLACE, GROUP = EntityKind.PERSON, EntityKind.PLACE, EntityKind.GROUP
ORGANIZATION, OUTLET, FACILITY = EntityKind.ORGANIZATION, EntityKind.OUTLET, EntityKind.FACILITY

TOWN = (ORGANIZATION, "Arlen Harbour Board", dict[str, object]())
PIER = (FACILITY, "Brandt Pier", dict[str, object]())


def labels(kind: EntityKind, *readings: Reading) -> list[tuple[str, int]]:
    found = of_kind(resolve(readings).entities, kind)
    return sorted((one.label, len(one.referents)) for one in found)


def person(name: str, **more: object) -> Described:
    return PERSON, name, more


def place(name: str, **more: object) -> Described:
    return PLACE, name, more


def linked(key: str, name: str, country: str) -> Link:
    return Link(key, name, (Identifier("geonames", key, "test"),), country, 1.0, 1.0, 0.9, ("test",))


class TestShortNames:
    def test_company_is_support(self) -> None:
        full = reading("a.txt", person("Ilse Brandt"), TOWN, PIER)
        short = reading("b.txt", person("Brandt"), TOWN, PIER)
        assert labels(PERSON, full, short) == [("Ilse Brandt", 2)]

    def test_one_shared_name_is_too_little_and_is_suggested(self) -> None:
        readings = reading("a.txt", person("Ilse Brandt"), TOWN), reading("b.txt", person("Brandt"), TOWN)
        assert len(labels(PERSON, *readings)) == 2
        (doubt,) = resolve(readings).suggestions
        assert "Brandt is the end of Ilse Brandt" in doubt.reasons

    def test_company_picks_one_of_two(self) -> None:
        ilse = reading("a.txt", person("Ilse Brandt", role="director"), TOWN, PIER)
        otto = reading("b.txt", person("Otto Brandt", role="painter"))
        short = reading("c.txt", person("Brandt", role="director"), TOWN, PIER)
        assert labels(PERSON, ilse, otto, short) == [("Ilse Brandt", 2), ("Otto Brandt", 1)]

    def test_two_that_fit_equally_are_both_suggested_and_neither_is_joined(self) -> None:
        readings = [
            *(reading(f"{one}.txt", person(f"{one} Brandt"), TOWN, PIER) for one in ("Ilse", "Otto")),
            reading("c.txt", person("Brandt"), TOWN, PIER),
        ]
        resolution = resolve(readings)
        assert len(of_kind(resolution.entities, PERSON)) == 3
        short = next(one.id for one in resolution.entities if one.label == "Brandt")
        assert sum(short in (one.left, one.right) for one in resolution.suggestions) == 2

    def test_a_family_name_that_comes_first_is_found(self) -> None:
        full = reading("a.txt", person("Park Min-jung", role="minister", country="KR"), TOWN)
        short = reading("b.txt", person("Park", role="minister", country="KR"), TOWN)
        assert labels(PERSON, full, short) == [("Park Min-jung", 2)]

    def test_an_article_that_names_both_tells_them_apart(self) -> None:
        both = reading("a.txt", person("Ilse Brandt", role="director"), person("Brandt", role="director"))
        assert len(labels(PERSON, both)) == 2

    def test_one_word_names_with_the_same_role_body_and_country_are_one(self) -> None:
        told: dict[str, object] = {"role": "striker", "affiliation": "Arlen United", "country": "BR"}
        readings = (reading(f"{n}.txt", person("Zaro", **told)) for n in range(3))
        assert labels(PERSON, *readings) == [("Zaro", 3)]


class TestHomonyms:
    def test_they_have_ids_of_their_own_though_their_countries_are_the_same(self) -> None:
        told = [("DK", "minister"), ("AT", "minister"), ("AT", "goalkeeper"), ("NZ", "goalkeeper")]
        readings = [
            reading(f"{n}.txt", person("Ilse Brandt", role=role, country=country))
            for n, (country, role) in enumerate(told)
        ]
        people = of_kind(resolve(readings).entities, PERSON)
        assert len({one.id for one in people}) == len(people) > 1

    def test_a_full_name_between_two_contradicting_ones_joins_one_only(self) -> None:
        readings = [
            reading(f"{n}.txt", person(name, role="judge"), TOWN)
            for n, name in enumerate(("John Brandt", "J. Brandt", "Jane Brandt"))
        ]
        together = [one.aliases for one in of_kind(resolve(readings).entities, PERSON)]
        assert not any({"John Brandt", "Jane Brandt"} <= set(aliases) for aliases in together)

    def test_ministries_of_two_countries_are_two(self) -> None:
        readings = [
            reading(f"{c}.txt", (ORGANIZATION, "Ministry of Harbours", {"country": c})) for c in ("DK", "AT")
        ]
        assert len(labels(ORGANIZATION, *readings)) == 2


class TestInitials:
    LONG = reading("a.txt", (ORGANIZATION, "Institute for Tidal Survey", {}), PIER)

    def test_a_long_form_in_another_article_is_found_by_company(self) -> None:
        short = reading("b.txt", (ORGANIZATION, "ITS", {}), PIER)
        assert labels(ORGANIZATION, self.LONG, short) == [("Institute for Tidal Survey", 2)]

    def test_two_long_forms_stay_apart_and_neither_takes_the_initials(self) -> None:
        other = reading("c.txt", (ORGANIZATION, "Inland Transport Society", {}))
        short = reading("d.txt", (ORGANIZATION, "ITS", {}))
        assert len(labels(ORGANIZATION, self.LONG, other, short)) == 3

    def test_articles_that_introduce_the_same_initials_for_two_bodies_do_not_join_them(self) -> None:
        readings = [
            reading(f"{n}.txt", (ORGANIZATION, name, {"names": (name, "ITS")}), PIER)
            for n, name in enumerate(("Institute for Tidal Survey", "Inland Transport Society"))
        ]
        assert len(labels(ORGANIZATION, *readings)) == 2

    def test_a_short_form_of_one_article_is_not_another_bodys_name(self) -> None:
        county: Described = (
            ORGANIZATION,
            "Marlin Ferry Party",
            {"names": ("Marlin Ferry Party", "Ferry Party")},
        )
        readings = reading("a.txt", county), reading("b.txt", (ORGANIZATION, "Ferry Party", {}))
        assert len(labels(ORGANIZATION, *readings)) == 2


class TestKinds:
    def test_an_outlet_and_an_organisation_of_one_name_are_an_outlet(self) -> None:
        readings = (
            reading("a.txt", (OUTLET, "Arlenpost", {})),
            reading("b.txt", (ORGANIZATION, "Arlenpost", {})),
        )
        assert labels(OUTLET, *readings) == [("Arlenpost", 2)]

    def test_a_person_once_taken_for_a_body_is_a_person(self) -> None:
        readings = [reading(f"{n}.txt", person("Ilse Brandt"), TOWN, PIER) for n in range(4)]
        readings.append(reading("z.txt", (ORGANIZATION, "Ilse Brandt", {}), PIER))
        assert labels(PERSON, *readings) == [("Ilse Brandt", 5)]

    def test_one_of_each_is_asked(self) -> None:
        readings = (
            reading("a.txt", person("Brandt Marlin")),
            reading("b.txt", (ORGANIZATION, "Brandt Marlin", {})),
        )
        assert len(resolve(readings).suggestions) == 1

    def test_a_country_and_its_team_stay_two(self) -> None:
        readings = reading("a.txt", place("Arlen Land")), reading("b.txt", (ORGANIZATION, "Arlen Land", {}))
        assert resolve(readings).suggestions == ()
        assert labels(PLACE, *readings) == [("Arlen Land", 1)]


class TestPlaces:
    STATE = reading("a.txt", place("Marland", link=linked("geonames:1", "Marland", "US"), country="US"), PIER)
    COUNTRY = reading("b.txt", place("Marland", link=linked("geonames:2", "Marland", "GE"), country="GE"))

    def test_a_state_and_a_country_of_one_name_stay_two_and_are_not_asked(self) -> None:
        assert len(labels(PLACE, self.STATE, self.COUNTRY)) == 2
        assert resolve((self.STATE, self.COUNTRY)).suggestions == ()

    def test_one_that_the_gazetteer_left_open_is_asked(self) -> None:
        resolution = resolve((self.STATE, self.COUNTRY, reading("c.txt", place("Marland"))))
        assert len(of_kind(resolution.entities, PLACE)) == 3
        assert len(resolution.suggestions) == 2

    def test_central_stations_of_two_articles_are_two(self) -> None:
        readings = [reading(f"{n}.txt", (FACILITY, "Central Station", {})) for n in range(2)]
        assert len(labels(FACILITY, *readings)) == 2


class TestDescriptions:
    @pytest.mark.parametrize(("label", "count"), [("party leaders", 2), ("Arlen campaign", 1)])
    def test_those_that_fit_everywhere_are_each_articles_own(self, label: str, count: int) -> None:
        readings = [reading(f"{n}.txt", (GROUP, label, {"named": False})) for n in range(2)]
        found = [one for one in resolve(readings).entities if one.kind is GROUP]
        assert len(found) == count

    def test_officials_of_two_bodies_are_two_groups(self) -> None:
        def officials(path: str, body: str) -> Reading:
            owner: Described = (ORGANIZATION, body, {})
            return reading(path, owner, (GROUP, "officials", {"named": False, "belongs_to": f"r-{path}-0"}))

        board, union = ("Arlen Board", "Marlin Union")
        readings = officials("a.txt", board), officials("b.txt", board), officials("c.txt", union)
        groups = [one for one in resolve(readings).entities if one.kind is GROUP]
        assert sorted(len(one.referents) for one in groups) == [1, 2]


NAMES = st.sampled_from(
    [
        "Ilse Brandt",
        "Ilsa Brandt",
        "I. Brandt",
        "Brandt",
        "Otto Brandt",
        "Brandt Otto",
        "Otto Brandt Jr.",
        "Marlin",
    ]
)
PEOPLE = st.tuples(
    st.just(PERSON),
    NAMES,
    st.fixed_dictionaries(
        {
            "role": st.sampled_from([None, "judge", "Danish minister"]),
            "country": st.sampled_from([None, "DK", "AT"]),
        }
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PEOPLE, max_size=3), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_articles_in_any_order_give_the_same_and_hold_every_referent_once(
    articles: list[list[Described]], chance: random.Random
) -> None:
    readings = [reading(f"{n}.txt", *described) for n, described in enumerate(articles)]
    resolution = resolve(readings)
    chance.shuffle(readings)
    assert resolve(readings) == resolution
    held = [pair for one in resolution.entities for pair in one.referents]
    assert len(held) == len(set(held)) == sum(len(one.referents) + 1 for one in readings)
    own = [one.id for one in resolution.entities]
    former = [one for entity in resolution.entities for one in entity.replaces]
    assert len({*own, *former}) == len(own) + len(former)
