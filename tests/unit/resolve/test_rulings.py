"""What decisions of people make of the entities that the program made."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Verb
from kg.decisions.replay import replay
from kg.model import Entity, EntityKind, Identifier, Link, Reading
from kg.resolve import Resolution, resolve
from kg.resolve.rulings import split_id
from tests.records import RIVNE
from tests.unit.resolve.makers import of_kind, reading

PERSON, PLACE, ORGANIZATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANIZATION

ILSE = reading("a.txt", (PERSON, "Ilse Brandt", {"role": "harbour director", "affiliation": "Arlen Port"}))
OTTO = reading("b.txt", (PERSON, "Otto Marlin", {"role": "judge"}))
AGAIN = reading("c.txt", (PERSON, "Ilse Brandt", {"role": "minister"}))
TOWN = reading("d.txt", (PLACE, "Rovno", {"link": RIVNE, "country": "UA"}))
ADA = reading("e.txt", (PERSON, "Ada Holt", {}))
READINGS = (ILSE, OTTO, AGAIN, TOWN, ADA)


def decide(verb: Verb, *targets: str, **more: object) -> Decision:
    return make_decision(verb, targets, who="ada", when="2026-01-02T03:04:05Z", **more)  # type: ignore[arg-type]


def ruled(*decisions: Decision, readings: tuple[Reading, ...] = READINGS) -> Resolution:
    return resolve(readings, replay(decisions))


def called(resolution: Resolution, name: str) -> Entity:
    (found,) = [entity for entity in resolution.entities if name in entity.aliases]
    return found


def id_of(name: str, readings: tuple[Reading, ...] = READINGS) -> str:
    return called(resolve(readings), name).id


def test_no_decision_changes_nothing() -> None:
    assert ruled() == resolve(READINGS)


class TestMerge:
    def test_the_first_keeps_its_id_and_kind_and_the_others_lead_there(self) -> None:
        merge = decide(Verb.MERGE, id_of("Otto Marlin"), id_of("Ilse Brandt"), id_of("Ada Holt"))
        one = called(ruled(merge), "Ilse Brandt")
        assert (one.id, one.label) == (id_of("Otto Marlin"), "Otto Marlin")
        assert {id_of("Ilse Brandt"), id_of("Ada Holt")} <= set(one.replaces)
        assert {"Ilse Brandt", "Ada Holt"} <= set(one.aliases)
        assert one.decisions == (merge.id,)
        assert len(one.referents) == 4

    def test_an_id_that_was_replaced_since_keeps_leading(self) -> None:
        short = reading("a.txt", (PERSON, "Ilse Brandt", {}))
        fuller = reading("f.txt", (PERSON, "Ilse Maria Brandt", {}))
        merge = decide(Verb.MERGE, id_of("Ilse Brandt", (short,)), id_of("Otto Marlin"))
        one = called(ruled(merge, readings=(short, OTTO, fuller)), "Otto Marlin")
        assert one.id == id_of("Ilse Brandt", (short,))
        assert id_of("Ilse Maria Brandt", (short, fuller)) in one.replaces

    def test_a_target_that_nothing_has_is_idle_and_the_others_are_one(self) -> None:
        merge = decide(Verb.MERGE, id_of("Otto Marlin"), "e-nothing", id_of("Ada Holt"))
        resolution = ruled(merge)
        assert "Ada Holt" in called(resolution, "Otto Marlin").aliases
        assert [(one.decisions, one.reason) for one in resolution.idle] == [
            ((merge.id,), "no entity has the id e-nothing")
        ]

    def test_a_pair_that_is_kept_apart_later_is_not_merged_through_a_third(self) -> None:
        otto, ilse, ada = (id_of(name) for name in ("Otto Marlin", "Ilse Brandt", "Ada Holt"))
        log = [decide(Verb.MERGE, otto, ilse), decide(Verb.MERGE, ilse, ada), decide(Verb.SPLIT, otto, ada)]
        resolution = ruled(*log)
        assert called(resolution, "Otto Marlin").id != called(resolution, "Ada Holt").id


class TestLinksOfTheMerged:
    CITY = Link("geonames:1", "Arlen", (Identifier("geonames", "1", "t"),), "FI", 1.0, 2.0, 0.6, ("test",))
    CODES = (Identifier("geonames", "2", "t"), Identifier("iso3166", "SE-X", "t"))
    REGION = Link("geonames:2", "Arlen Region", CODES, "SE", 5.0, 6.0, 0.9, ("test",))
    TOWN = reading("g.txt", (PLACE, "Arlen", {"link": CITY, "country": "FI"}))
    AREA = reading("h.txt", (PLACE, "region", {"link": REGION, "country": "SE"}))
    PLAIN = reading("i.txt", (PLACE, "Arlenia", {}))
    WORLD = (*READINGS, TOWN, AREA, PLAIN)

    def id_of(self, name: str) -> str:
        return id_of(name, self.WORLD)

    def told(self, name: str, *log: Decision) -> tuple[object, ...]:
        one = called(ruled(*log, readings=self.WORLD), name)
        return tuple(f"{i.scheme}:{i.value}" for i in one.identifiers), one.lat, one.lon, one.country

    @pytest.mark.parametrize(("first", "second"), [("Arlen", "Arlen Region"), ("Arlen Region", "Arlen")])
    def test_a_place_keeps_its_own_place_and_the_name_of_the_other(self, first: str, second: str) -> None:
        merge = decide(Verb.MERGE, self.id_of(first), self.id_of(second))
        assert self.told(second, merge) == self.told(first)

    def test_a_place_without_a_link_gets_that_of_the_other(self) -> None:
        merge = decide(Verb.MERGE, self.id_of("Arlenia"), self.id_of("Arlen"))
        assert self.told("Arlenia", merge) == self.told("Arlen")

    def test_what_a_person_said_of_the_second_goes_before_what_the_program_says_of_the_first(self) -> None:
        third = Identifier("geonames", "3", "test")
        link = decide(Verb.LINK, self.id_of("Arlen"), identifiers=[third], lat=7, lon=8, country="NO")
        merge = decide(Verb.MERGE, self.id_of("Arlen Region"), self.id_of("Arlen"))
        assert self.told("Arlen Region", link, merge) == (("geonames:3",), 7, 8, "NO")

    @pytest.mark.parametrize(("first", "second"), [("Ada Holt", "Arlen"), ("Arlenia", "Otto Marlin")])
    def test_nobody_gets_the_coordinates_of_a_place(self, first: str, second: str) -> None:
        link = decide(Verb.LINK, self.id_of("Otto Marlin"), identifiers=[Identifier("wikidata", "Q1", "t")])
        merge = decide(Verb.MERGE, self.id_of(first), self.id_of(second))
        assert self.told(first, link, merge) == ((), None, None, None)

    def test_a_retracted_article_s_link_does_not_stand_in_the_way(self) -> None:
        merge = decide(Verb.MERGE, self.id_of("Arlen"), self.id_of("Arlen Region"))
        retract = decide(Verb.RETRACT, self.TOWN.document.id)
        assert self.told("Arlen", merge, retract) == self.told("Arlen Region")

    def test_what_is_split_off_again_has_its_own_place_again(self) -> None:
        merge = decide(Verb.MERGE, self.id_of("Arlen"), self.id_of("Arlen Region"))
        split = decide(Verb.SPLIT, self.id_of("Arlen"), documents=[self.AREA.document.id])
        assert self.told("region", merge, split) == self.told("region")
        assert self.told("Arlen", merge, split) == self.told("Arlen")


class TestSplit:
    def test_the_referents_of_a_document_become_an_entity_with_a_stable_id(self) -> None:
        ilse = id_of("Ilse Brandt")
        split = decide(Verb.SPLIT, ilse, documents=[AGAIN.document.id])
        entities = {one.id: one for one in ruled(split).entities}
        old, new = entities[ilse], entities[split_id(PERSON, ilse, [AGAIN.document.id], [])]
        assert (old.id, old.roles) == (ilse, ("harbour director",))
        assert (new.label, new.roles) == ("Ilse Brandt", ("minister",))
        assert old.decisions == new.decisions == (split.id,)

    def test_names_select_too(self) -> None:
        both = reading("a.txt", (ORGANIZATION, "Dunes Survey", {"names": ("Dunes Survey", "DS")}))
        short = reading("b.txt", (ORGANIZATION, "DS", {}))
        body = id_of("Dunes Survey", (both, short))
        resolution = ruled(
            decide(Verb.SPLIT, body, names=["DS"], documents=[short.document.id]), readings=(both, short)
        )
        assert sorted(one.label for one in of_kind(resolution.entities, ORGANIZATION)) == [
            "DS",
            "Dunes Survey",
        ]
        assert not resolution.suggestions

    @pytest.mark.parametrize("documents", [["d-nothing"], [ILSE.document.id, AGAIN.document.id]])
    def test_taking_out_nothing_or_everything_is_idle(self, documents: list[str]) -> None:
        resolution = ruled(decide(Verb.SPLIT, id_of("Ilse Brandt"), documents=documents))
        assert resolution.entities == resolve(READINGS).entities
        assert len(resolution.idle) == 1

    def test_an_article_that_has_another_text_by_now_is_named_while_the_others_are_split_off(self) -> None:
        ilse = id_of("Ilse Brandt")
        resolution = ruled(decide(Verb.SPLIT, ilse, documents=["d-old", AGAIN.document.id]))
        assert len([one for one in resolution.entities if one.label == "Ilse Brandt"]) == 2
        (idle,) = resolution.idle
        assert idle.reason.startswith("no article has the id d-old; a changed text is another article")

    def test_two_that_the_program_joins_come_apart_and_are_not_suggested(self) -> None:
        left = reading("a.txt", (PERSON, "Ilse Zaretskyy", {}))
        right = reading("b.txt", (PERSON, "Ilse Zaretsky", {}))
        assert len(of_kind(resolve((left, right)).entities, PERSON)) == 1
        apart = decide(Verb.SPLIT, id_of("Ilse Zaretskyy", (left,)), id_of("Ilse Zaretsky", (right,)))
        resolution = ruled(apart, readings=(left, right))
        people = of_kind(resolution.entities, PERSON)
        assert [person.decisions for person in people] == [(apart.id,)] * 2
        assert resolution.suggestions == ()
        assert resolution.idle == ()

    def test_they_stay_apart_when_a_gazetteer_comes_to_know_one_of_them(self) -> None:
        known = Link(
            "case:x", "Ilse Zaretskyy", (Identifier("wikidata", "Q1", "t"),), None, None, None, 1.0, ()
        )
        left, linked = (reading("a.txt", (PERSON, "Ilse Zaretskyy", more)) for more in ({}, {"link": known}))
        right = reading("b.txt", (PERSON, "Ilse Zaretsky", {}))
        assert len(of_kind(resolve((linked, right)).entities, PERSON)) == 1
        apart = decide(Verb.SPLIT, id_of("Ilse Zaretskyy", (left,)), id_of("Ilse Zaretsky", (right,)))
        resolution = ruled(apart, readings=(linked, right))
        assert len(of_kind(resolution.entities, PERSON)) == 2
        assert resolution.idle == ()

    def test_a_doubtful_pair_that_is_kept_apart_is_suggested_no_more(self) -> None:
        left, right = (reading(f"{n}.txt", (PERSON, n, {})) for n in ("J. Brandt", "Julia Brandt"))
        (doubt,) = resolve((left, right)).suggestions
        apart = decide(Verb.SPLIT, doubt.left, doubt.right)
        assert ruled(apart, readings=(left, right)).suggestions == ()


class TestRename:
    def test_the_former_label_stays_an_alias(self) -> None:
        resolution = ruled(decide(Verb.RENAME, id_of("Ilse Brandt"), label="Ilse Brandt-Holm"))
        one = called(resolution, "Ilse Brandt")
        assert (one.label, one.aliases) == ("Ilse Brandt-Holm", ("Ilse Brandt-Holm", "Ilse Brandt"))
        assert one.id == id_of("Ilse Brandt")

    def test_the_label_outlives_a_merge_and_that_of_the_second_becomes_an_alias(self) -> None:
        ilse, otto = id_of("Ilse Brandt"), id_of("Otto Marlin")
        log = [
            decide(Verb.RENAME, ilse, label="I. B."),
            decide(Verb.RENAME, otto, label="O. M."),
            decide(Verb.MERGE, ilse, otto),
        ]
        one = called(ruled(*log), "Ilse Brandt")
        assert one.label == "I. B."
        assert {"O. M.", "Otto Marlin"} <= set(one.aliases)


class TestLinks:
    def test_an_identifier_replaces_one_of_its_scheme_and_gives_a_point(self) -> None:
        other = Identifier("geonames", "1", "test")
        link = decide(Verb.LINK, id_of("Rovno"), identifiers=[other], lat=1.5, lon=2.5, country="FI")
        place = called(ruled(link), "Rovno")
        assert (place.identifiers, place.lat, place.lon, place.country) == ((other,), 1.5, 2.5, "FI")

    def test_linking_to_another_place_takes_away_all_that_was_said_of_the_wrong_one(self) -> None:
        codes = (*RIVNE.identifiers, Identifier("iso3166", "UA-56", "test"))
        town = (
            reading("d.txt", (PLACE, "Rovno", {"link": replace(RIVNE, identifiers=codes), "country": "UA"})),
        )
        other = Identifier("geonames", "1", "test")
        link = decide(Verb.LINK, id_of("Rovno", town), identifiers=[other], lat=1.5, lon=2.5, country="FI")
        assert called(ruled(link, readings=town), "Rovno").identifiers == (other,)

    def test_unlinking_takes_identifiers_coordinates_and_country(self) -> None:
        place = called(ruled(decide(Verb.UNLINK, id_of("Rovno"))), "Rovno")
        assert (place.identifiers, place.lat, place.lon, place.country) == ((), None, None, None)
        assert place.id == id_of("Rovno")

    def test_unlinking_a_scheme_leaves_the_others(self) -> None:
        known = Link("case:x", "Ilse Brandt", (Identifier("wikidata", "Q1", "t"), Identifier("x", "2", "t")),
                     None, None, None, 1.0, ("test",))  # fmt: skip
        readings = (reading("a.txt", (PERSON, "Ilse Brandt", {"link": known})),)
        unlink = decide(
            Verb.UNLINK, id_of("Ilse Brandt", readings), identifiers=[Identifier("wikidata", "", "")]
        )
        person = called(ruled(unlink, readings=readings), "Ilse Brandt")
        assert [one.scheme for one in person.identifiers] == ["x"]

    def test_two_with_other_identifiers_are_never_joined(self) -> None:
        left, right = (reading(f"{n}.txt", (PERSON, n, {})) for n in ("Ilse Zaretskyy", "Ilse Zaretsky"))
        log = [
            decide(Verb.LINK, id_of(name, (one,)), identifiers=[Identifier("wikidata", value, "user")])
            for name, one, value in (("Ilse Zaretskyy", left, "Q1"), ("Ilse Zaretsky", right, "Q2"))
        ]
        assert len(of_kind(ruled(*log, readings=(left, right)).entities, PERSON)) == 2

    def test_an_identifier_that_was_taken_away_again_keeps_nothing_apart(self) -> None:
        left, right = (reading(f"{n}.txt", (PERSON, n, {})) for n in ("Ilse Zaretskyy", "Ilse Zaretsky"))
        ours, theirs = id_of("Ilse Zaretskyy", (left,)), id_of("Ilse Zaretsky", (right,))
        log = [
            decide(Verb.LINK, ours, identifiers=[Identifier("wikidata", "Q1", "user")]),
            decide(Verb.LINK, theirs, identifiers=[Identifier("wikidata", "Q2", "user")]),
            decide(Verb.UNLINK, theirs, identifiers=[Identifier("wikidata", "", "")]),
        ]
        assert len(of_kind(ruled(*log, readings=(left, right)).entities, PERSON)) == 1


class TestRetraction:
    def test_others_are_as_if_the_document_were_not_there(self) -> None:
        retract = decide(Verb.RETRACT, ILSE.document.id)
        told = {one.id: (one.label, one.roles, one.aliases) for one in ruled(retract).entities}
        without = resolve(tuple(one for one in READINGS if one is not ILSE)).entities
        assert {one.id: (one.label, one.roles, one.aliases) for one in without}.items() <= told.items()

    def test_every_referent_still_belongs_to_an_entity(self) -> None:
        retract = decide(Verb.RETRACT, ILSE.document.id)
        held = sorted(pair for one in ruled(retract).entities for pair in one.referents)
        assert held == sorted(pair for one in resolve(READINGS).entities for pair in one.referents)

    def test_an_acronym_that_only_a_retracted_article_introduced_joins_nothing(self) -> None:
        introduced = reading("a.txt", (ORGANIZATION, "Dunes Survey", {"names": ("Dunes Survey", "DS")}))
        long, short = (reading(f"{n}.txt", (ORGANIZATION, n, {})) for n in ("Dunes Survey", "DS"))
        readings = (introduced, long, short)
        assert len(of_kind(resolve(readings).entities, ORGANIZATION)) == 1
        retracted = ruled(decide(Verb.RETRACT, introduced.document.id), readings=readings)
        assert len(of_kind(retracted.entities, ORGANIZATION)) == 2

    def test_an_entity_of_retracted_documents_alone_keeps_its_label(self) -> None:
        one = called(ruled(decide(Verb.RETRACT, OTTO.document.id)), "Otto Marlin")
        assert (one.label, one.roles) == ("Otto Marlin", ("judge",))

    def test_restoring_gives_the_same_as_before(self) -> None:
        retract = decide(Verb.RETRACT, ILSE.document.id)
        assert ruled(retract, decide(Verb.RESTORE, retract.id)) == resolve(READINGS)


def test_the_order_of_documents_makes_no_difference_to_decisions() -> None:
    ilse, otto, ada = (id_of(name) for name in ("Ilse Brandt", "Otto Marlin", "Ada Holt"))
    log = (
        decide(Verb.MERGE, ilse, otto),
        decide(Verb.SPLIT, ilse, documents=[AGAIN.document.id]),
        decide(Verb.RENAME, ada, label="A. Holt"),
        decide(Verb.RETRACT, OTTO.document.id),
    )
    outcomes = {ruled(*log, readings=order) for order in permutations(READINGS)}
    assert len(outcomes) == 1
