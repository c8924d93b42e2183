"""Mentions, roles and coreference on sentences of our own, with the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.mentions import open_gazetteer, read_referents
from kg.model import Document, EntityKind, Passage, PassageKind, Publisher, Referent
from kg.parse import parse_document
from kg.pipeline import read_article

pytestmark = pytest.mark.model


def document_of(text: str) -> Document:
    passages = []
    position = 0
    for line in text.split("\n"):
        passages.append(Passage(PassageKind.BODY, position, position + len(line)))
        position += len(line) + 1
    return Document("d", "d.txt", None, Publisher("p", None), None, None, text, "", tuple(passages))


def referents_of(text: str, *sources: str) -> tuple[Referent, ...]:
    document = document_of(text)
    spans = [(text.index(words), text.index(words) + len(words)) for words in sources]
    return read_referents(parse_document(document), document, spans, open_gazetteer())


def find(referents: tuple[Referent, ...], words: str) -> Referent:
    """Return the one referent that has a mention of these words."""
    (found,) = {
        one.id: one for one in referents for mention in one.mentions if mention.text == words
    }.values()
    return found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Troops crossed into Kursk at dawn. Kursk has been shelled since May.", "Kursk", EntityKind.PLACE),
        ("He flew to Kiev on Monday.", "Kiev", EntityKind.PLACE),
        ("The harbour cost $4m, Reuters reported.", "Reuters", EntityKind.OUTLET),
        ("The board of the Arlen Water Agency met on Friday.", "Arlen Water Agency", EntityKind.ORGANIZATION),
        ("The Domstad Gazette printed the list on Sunday.", "Domstad Gazette", EntityKind.OUTLET),
    ],
)
def test_names_get_the_kind_that_their_words_tell(text: str, words: str, kind: EntityKind) -> None:
    assert find(referents_of(text), words).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "They didn’t sign, and she couldn’t say why.",
        "The lake covers 410 km² (158 mi²) in spring.",
        "It rained on Monday and in March.",
    ],
)
def test_clitics_units_and_dates_name_nobody(text: str) -> None:
    assert referents_of(text) == ()


def test_a_country_s_forces_are_one_group_however_they_are_named() -> None:
    text = "Denmark’s forces left the island. Danish forces had held it since June."
    group = find(referents_of(text), "Danish forces")
    assert (group.kind, group.label, group.country) == (EntityKind.GROUP, "Danish forces", "DK")
    assert [mention.text for mention in group.mentions] == ["Denmark’s forces", "Danish forces"]


def test_a_body_that_a_country_has_one_of_is_named() -> None:
    body = find(referents_of("The Danish parliament passed the bill on Tuesday."), "The Danish parliament")
    assert (body.kind, body.label, body.named) == (EntityKind.ORGANIZATION, "Danish parliament", True)


def test_a_capital_that_speaks_is_its_government_and_else_a_place() -> None:
    text = "Warsaw said it would open the border. Rain fell in Warsaw all night."
    referents = referents_of(text, "Warsaw")
    assert {(one.kind, one.label) for one in referents} >= {
        (EntityKind.ORGANIZATION, "government of Poland"),
        (EntityKind.PLACE, "Warsaw"),
    }


@pytest.mark.parametrize(
    ("text", "person", "role", "affiliation"),
    [
        (
            "Ilse Brandt, spokeswoman for the Dunes Council, answered questions.",
            "Ilse Brandt",
            "spokeswoman for the Dunes Council",
            "Dunes Council",
        ),
        ("Polish President Otto Lind arrived on Monday.", "Otto Lind", "Polish President", None),
        (
            "Otto Lind, who leads the coast team at the Institute for Sand Research, agreed.",
            "Otto Lind",
            "leads the coast team at the Institute for Sand Research",
            "Institute for Sand Research",
        ),
    ],
)
def test_a_role_keeps_its_words_and_the_mention_is_the_name_only(
    text: str, person: str, role: str, affiliation: str | None
) -> None:
    found = find(referents_of(text), person)
    assert [(one.text, one.affiliation) for one in found.roles] == [(role, affiliation)]
    assert all(text[one.start : one.end] == one.text for one in found.roles)


def test_one_person_has_two_roles_with_the_organisation_that_each_names() -> None:
    text = "Marta Lind, a Danish member of parliament and Tide Party leader, said the vote was lost."
    referents = referents_of(text)
    found = find(referents, "Marta Lind")
    assert [(one.text, one.affiliation) for one in found.roles] == [
        ("Danish member of parliament", None),
        ("Tide Party leader", "Tide Party"),
    ]
    assert found.roles[1].affiliation_referent == find(referents, "Tide Party").id
    assert found.country == "DK"


@pytest.mark.parametrize(
    ("text", "person", "role", "affiliation"),
    [
        (
            "Otto Lind, spokesman for the Norwegian army, answered questions.",
            "Otto Lind",
            "spokesman for the Norwegian army",
            "Norwegian army",
        ),
        ("Ilse Brandt of the Dune Survey left.", "Ilse Brandt", "of the Dune Survey", "Dune Survey"),
        ("They met ambassador to Norway Otto Lind.", "Otto Lind", "ambassador to Norway", None),
        ("Ilse Brandt’s lawyer Otto Lind left.", "Otto Lind", "Ilse Brandt’s lawyer", "Ilse Brandt"),
    ],
)
def test_an_affiliation_is_whom_the_role_serves(
    text: str, person: str, role: str, affiliation: str | None
) -> None:
    (found,) = find(referents_of(text), person).roles
    assert (found.text, found.affiliation) == (role, affiliation)


def test_the_subject_of_the_next_clause_is_no_role() -> None:
    text = "According to Otto Lind, a guard at the gate was asleep."
    assert find(referents_of(text), "Otto Lind").roles == ()


def test_an_unnamed_source_has_the_role_that_is_said_of_it() -> None:
    text = "The source, a member of the Danish delegation, said the talks had failed."
    source = "The source, a member of the Danish delegation"
    found = find(referents_of(text, source), source)
    assert [role.text for role in found.roles] == ["member of the Danish delegation"]
    assert found.country == "DK"


def test_people_of_an_organisation_belong_to_it() -> None:
    text = "NATO officials met in Riga. NATO’s officials left, and a senior NATO official stayed."
    referents = referents_of(text)
    group = find(referents, "NATO officials")
    assert [mention.text for mention in group.mentions] == ["NATO officials", "NATO’s officials"]
    assert group.belongs_to == find(referents, "NATO").id
    assert find(referents, "a senior NATO official").member_of == group.id


def test_a_possessive_country_names_the_place_too() -> None:
    referents = referents_of("Denmark’s forces left the island.")
    assert find(referents, "Denmark").kind is EntityKind.PLACE


def test_a_hyphen_inside_a_given_name_ends_no_name() -> None:
    assert (
        find(referents_of("Park Min-jun of the Dune Survey left."), "Park Min-jun").kind is EntityKind.PERSON
    )


def test_a_given_name_that_is_a_city_too_is_the_person_named_in_full() -> None:
    referents = referents_of("Singer Paris Brandt is 31. Paris said she would not stop.")
    assert find(referents, "Paris").label == "Paris Brandt"


def test_what_a_minister_is_in_charge_of_is_no_organisation() -> None:
    referents = referents_of("Home Secretary Ilse Brandt met the Secretary of State.")
    assert {one.label for one in referents if one.kind is EntityKind.ORGANIZATION} == set()


def test_a_reflexive_is_the_subject_of_its_clause() -> None:
    referents = referents_of("Ilse Brandt said that Otto Lind had praised himself.")
    assert find(referents, "himself").label == "Otto Lind"


def test_an_outlet_that_was_told_is_not_what_is_spoken_of() -> None:
    referents = referents_of("The Arlen Fund told Reuters that it would close.")
    assert find(referents, "it").label == "Arlen Fund"


def test_he_in_somebody_s_own_words_is_somebody_else() -> None:
    text = (
        "Otto Lind opened the lock. “I think that he has done this town a great service,” Ilse Brandt said."
    )
    assert find(referents_of(text, "Ilse Brandt"), "he").label == "Otto Lind"


def test_the_lawyer_of_one_is_not_the_lawyer_of_another() -> None:
    text = "Ilse Brandt’s lawyer Marta Sand left. Otto Lind was late, and his lawyer said he would not come."
    referents = referents_of(text, "his lawyer")
    assert find(referents, "his lawyer").label != "Marta Sand"


def test_a_description_with_a_name_in_apposition_is_the_person_named() -> None:
    referents = referents_of("The founder of the Dune Council, Otto Lind, left.")
    assert [one.label for one in referents if one.kind is EntityKind.PERSON] == ["Otto Lind"]


def test_the_complement_of_a_name_does_not_take_it_up() -> None:
    referents = referents_of("The Institute for the Study of War met in Riga. The war went on for years.")
    assert all(mention.text != "The war" for one in referents for mention in one.mentions)


def test_a_dateline_is_no_government() -> None:
    referents = referents_of("WARSAW — Ilse Brandt said on Monday that the bridge would open.")
    assert find(referents, "WARSAW").kind is EntityKind.PLACE


def test_a_surname_and_a_pronoun_are_the_person_named_before() -> None:
    text = "Ilse Brandt opened the lock. The gate is old, she said. Brandt blamed the rain."
    person = find(referents_of(text, "she"), "she")
    assert [mention.text for mention in person.mentions] == ["Ilse Brandt", "she", "Brandt"]


def test_one_of_the_officials_is_a_member_of_the_officials() -> None:
    text = (
        "Danish officials met on Monday. The plan may fail, one of the officials said. "
        "The official gave no date."
    )
    referents = referents_of(text, "one of the officials", "Danish officials")
    one = find(referents, "one of the officials")
    assert (one.label, one.named, one.kind) == ("Danish official", False, EntityKind.PERSON)
    assert one.member_of == find(referents, "Danish officials").id
    assert find(referents, "The official") is one


def test_american_and_us_officials_are_one_group_with_a_neutral_label() -> None:
    text = "American officials met on Monday. U.S. officials left on Tuesday."
    assert find(referents_of(text), "American officials").label == "US officials"
    assert find(referents_of(text), "American officials") == find(referents_of(text), "U.S. officials")


def test_a_report_of_an_outlet_speaks_for_the_outlet() -> None:
    text = "Bloomberg has covered the dam for years. The gate will hold, a Bloomberg report said."
    assert find(referents_of(text, "a Bloomberg report"), "a Bloomberg report").kind is EntityKind.OUTLET


def test_a_name_called_a_region_once_is_that_region_throughout() -> None:
    text = "Fires burned in Russia’s Tula region. Crews reached Tula on Friday."
    place = find(referents_of(text), "Tula")
    assert place.link is not None
    assert place.link.label == "Tula Oblast"
    assert "Russia’s Tula region" in place.names


def test_a_demonym_before_a_place_noun_points_to_the_country() -> None:
    place = find(referents_of("The ferry left Danish waters at dawn. Denmark closed the port."), "Danish")
    assert (place.kind, place.label, place.names) == (EntityKind.PLACE, "Denmark", ("Denmark",))


def labels_of(text: str, *sources: str) -> list[str]:
    return [one.label for one in referents_of(text, *sources)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A rough estimate says that the dam will cost more.", "A rough estimate"),
        ("The raid on the depot showed that the gate was weak.", "The raid on the depot"),
        ("Everyone said the ferry was late.", "Everyone"),
        ("It said the ferry was late.", "It"),
        ("The plan of the council found that fares were too low.", "The plan of the council"),
    ],
)
def test_a_source_that_is_nobody_is_no_entity(text: str, source: str) -> None:
    assert labels_of(text, source) == []


def test_a_text_with_a_country_or_body_before_it_speaks_for_them() -> None:
    assert labels_of("U.S. assessments suggest that the dam is empty.", "U.S. assessments") == [
        "US assessments"
    ]


def test_those_picked_from_a_group_keep_the_word_that_picks_them() -> None:
    text = "U.S. officials met on Monday. The plan may fail, two of the officials said. Other officials left."
    referents = referents_of(text, "two of the officials", "Other officials")
    assert [one.label for one in referents] == ["US officials", "two US officials", "other US officials"]
    group, *picked = referents
    assert {one.member_of for one in picked} == {group.id}
    assert [mention.text for mention in group.mentions] == ["U.S. officials", "the officials"]


def test_a_group_is_called_what_the_text_calls_it_with_its_owner() -> None:
    text = "American officials met on Monday. U.S. officials left on Tuesday. The officials slept."
    assert find(referents_of(text), "American officials").names == ("American officials", "U.S. officials")


def test_troops_soldiers_and_units_of_one_country_are_one_group() -> None:
    text = "Danish troops landed in May. Danish soldiers dug in. Danish troops, or 30 Danish units, left."
    (group,) = (one for one in referents_of(text) if one.kind is EntityKind.GROUP)
    assert (group.label, len(group.mentions)) == ("Danish troops", 4)


def test_special_forces_are_others_than_the_forces() -> None:
    text = "Danish forces landed in May. Danish special forces dug in."
    assert labels_of(text) == ["Danish forces", "Danish special forces"]


def test_the_army_and_the_armed_forces_of_a_country_are_one_body() -> None:
    text = "The Danish army sent boats. Denmark’s armed forces have four. The Danish navy has nine."
    assert [one.label for one in referents_of(text) if one.kind is EntityKind.ORGANIZATION] == [
        "Danish army",
        "Danish navy",
    ]


def test_a_label_keeps_the_possessive_and_the_hyphens_of_the_text() -> None:
    text = "Denmark’s president’s office closed. An aide of President-elect Otto Lind’s staff left."
    assert find(referents_of(text), "Denmark’s president’s office").label == "Danish president’s office"


def test_a_social_network_is_no_person() -> None:
    referents = referents_of(
        "Ilse Brandt, whom Twitter had banned, left. Twitter did not say why.", "Twitter"
    )
    assert find(referents, "Twitter").kind is EntityKind.ORGANIZATION


def test_captions_name_people_and_places() -> None:
    text = "Ilse Brandt left.\nA pier in Oslo, May 2031. Credit: Otto Lind/Dune Survey"
    document = document_of(text)
    caption = replace(document.passages[1], kind=PassageKind.CAPTION)
    document = replace(document, passages=(document.passages[0], caption))
    referents = read_referents(parse_document(document), document, [], open_gazetteer())
    assert find(referents, "Oslo").kind is EntityKind.PLACE
    assert find(referents, "Otto Lind").kind is EntityKind.PERSON


def test_every_source_that_is_somebody_has_its_head_in_a_mention() -> None:
    text = "The bridge is safe, according to two people close to the survey. Those who built it disagree."
    doc_sources = ("two people close to the survey", "Those who built it")
    mentions = [mention.text for one in referents_of(text, *doc_sources) for mention in one.mentions]
    assert mentions == list(doc_sources)


def test_nothing_outside_the_article_is_mentioned() -> None:
    text = "Cookie notice by Otto Lind\nIlse Brandt spoke in Oslo."
    document = document_of(text)
    boilerplate = Passage(PassageKind.BOILERPLATE, 0, text.index("\n"))
    document = Document(
        "d", "d.txt", None, document.publisher, None, None, text, "", (boilerplate, document.passages[1])
    )
    referents = read_referents(parse_document(document), document, [], open_gazetteer())
    assert {one.label for one in referents} == {"Ilse Brandt", "Oslo"}


def test_captions_state_nothing() -> None:
    text = "Ilse Brandt left.\nThe pier in Oslo stood under water, Otto Lind said."
    document = document_of(text)
    caption = replace(document.passages[1], kind=PassageKind.CAPTION)
    document = replace(document, passages=(document.passages[0], caption))
    reading = read_article(document, open_gazetteer(), "test")
    assert [claim.text for claim in reading.claims] == ["Ilse Brandt left"]


def test_whoever_works_for_a_body_of_a_body_belongs_to_the_inner_one() -> None:
    text = "Otto Lind, spokesman of the White House’s National Security Council, said the plan had failed."
    (role,) = find(referents_of(text), "Otto Lind").roles
    assert role.affiliation == "National Security Council"


def test_a_city_that_the_text_puts_in_another_division_is_not_the_division_of_its_name() -> None:
    text = "Ilse Brandt flew to Washington, D.C., on Monday. Seattle sued, as did all of Washington state."
    referents = referents_of(text)
    assert find(referents, "Washington").id != find(referents, "Washington state").id


def test_what_somebody_is_mayor_of_is_a_place_everywhere_in_the_text() -> None:
    text = "The Union of Irrigators of Toro met. The mayor of Toro, Ilse Brandt, wants wells by the lake."
    referents = referents_of(text)
    assert find(referents, "Toro").kind is EntityKind.PLACE
    assert [role.affiliation for role in find(referents, "Ilse Brandt").roles] == ["Toro"]


def test_one_word_with_an_article_may_be_a_river() -> None:
    referents = referents_of("Troops crossed the Danube on Monday. The Lind campaign denied it.")
    assert find(referents, "Danube").kind is EntityKind.PLACE
