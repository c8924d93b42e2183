"""Names that are none, countries that play, and who speaks, on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.clusters import cluster_names
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.mentions.refusals import without_refused
from kg.mentions.speakers import Quotations, quoted_ranges
from kg.mentions.spots import Spot
from kg.mentions.teams import mark_teams
from kg.model import EntityKind

VOCAB = spacy.blank("en").vocab


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(())


def doc_of(
    words: str,
    heads: dict[int, int] | None = None,
    deps: dict[int, str] | None = None,
) -> Doc:
    tokens = words.split()
    return Doc(
        VOCAB,
        words=tokens,
        heads=[(heads or {}).get(i, i) for i in range(len(tokens))],
        deps=[(deps or {}).get(i, "dep") for i in range(len(tokens))],
        pos=["PROPN" if word[0].isupper() else "NOUN" for word in tokens],
        lemmas=[word.lower() for word in tokens],
    )


def spot(start: int, end: int, name: str, kind: EntityKind = EntityKind.PERSON, **more: str) -> Spot:
    return Spot(start, end, kind, name=name, label="PERSON" if kind is EntityKind.PERSON else "GPE", **more)


def test_a_single_word_with_an_article_is_no_person_anywhere_in_the_text() -> None:
    doc = doc_of("they saw the Meridian and Meridian sank", {2: 3}, {2: "det"})
    assert without_refused(doc, [spot(3, 4, "Meridian"), spot(5, 6, "Meridian")]) == []


def test_an_article_that_belongs_to_a_noun_after_the_name_refuses_nothing() -> None:
    doc = doc_of("they saw the Brandt plan", {2: 4, 3: 4}, {2: "det", 3: "compound"})
    named = [spot(3, 4, "Brandt")]
    assert without_refused(doc, named) == named


def test_a_surname_of_somebody_named_in_full_stays() -> None:
    doc = doc_of("Ilse Brandt met the Brandt", {3: 4}, {3: "det"})
    named = [spot(0, 2, "Ilse Brandt"), spot(4, 5, "Brandt")]
    assert without_refused(doc, named) == named


def test_what_stands_behind_a_prefix_names_no_place() -> None:
    doc = doc_of("the pro - Lisbon camp")
    assert without_refused(doc, [spot(3, 4, "Lisbon", EntityKind.PLACE)]) == []


def test_places_with_scores_beside_them_are_teams(gazetteer: Gazetteer) -> None:
    doc = doc_of("Norway 2 – 1 Peru and later Norway slept in Peru")
    names = [(0, "Norway"), (4, "Peru"), (7, "Norway"), (10, "Peru")]
    spots = [spot(at, at + 1, name, EntityKind.PLACE) for at, name in names]
    kinds = [one.kind.value for one in mark_teams(doc, spots, gazetteer)]
    assert kinds == ["organization", "organization", "organization", "place"]


def test_without_scores_nobody_plays(gazetteer: Gazetteer) -> None:
    doc = doc_of("Norway beat Peru in the vote", {0: 1, 2: 1}, {0: "nsubj", 2: "dobj"})
    spots = [spot(0, 1, "Norway", EntityKind.PLACE), spot(2, 3, "Peru", EntityKind.PLACE)]
    assert mark_teams(doc, spots, gazetteer) == spots


def test_an_honorific_of_the_other_gender_is_another_person(gazetteer: Gazetteer) -> None:
    james, lady = spot(0, 2, "James Brandt"), spot(5, 6, "Brandt", gender="f")
    man = spot(8, 9, "Brandt", gender="m")
    belongs = cluster_names([james, lady, man], gazetteer)
    assert belongs[lady] is not belongs[james]
    assert belongs[man] is belongs[james]


def test_an_honorific_chooses_between_two_of_one_surname(gazetteer: Gazetteer) -> None:
    mary, james = spot(0, 2, "Mary Brandt"), spot(3, 5, "James Brandt")
    lady = spot(8, 9, "Brandt", gender="f")
    belongs = cluster_names([mary, james, lady], gazetteer)
    assert belongs[lady] is belongs[mary]


def test_a_quotation_belongs_to_the_source_after_it_in_its_sentence() -> None:
    doc = doc_of(
        'Ruiz spoke . " We won " said Brandt',
        {i: 1 if i < 3 else 7 for i in range(9)},
        {1: "ROOT", 7: "ROOT"},
    )
    quotation = Quotations(doc, [0, 8]).at(4)
    assert quotation is not None
    assert quotation.speaker == 8


def test_no_token_outside_the_marks_is_quoted() -> None:
    doc = doc_of("“ We won ” said Brandt")
    assert list(quoted_ranges(doc)) == [(0, 3)]
