"""Which words name a place, and which places given words are."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.toponyms import read_toponyms, resolve_toponyms
from kg.model import EntityKind, Mention, MentionForm, Referent

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab


def parsed(text: str) -> Doc:
    words = text.split()
    return Doc(
        VOCAB,
        words=words,
        pos=["PROPN" if word[0].isupper() else "NOUN" for word in words],
        heads=[0] * len(words),
        deps=["ROOT", *["dep"] * (len(words) - 1)],
    )


def named(doc: Doc, words: str, kind: EntityKind) -> Referent:
    start = doc.text.index(words)
    mention = Mention("m", start, start + len(words), words, kind, MentionForm.NAME)
    return Referent("r", kind, words, True, (mention,))


def found(doc: Doc, *referents: Referent, modifiers: bool = False) -> list[str]:
    read = read_toponyms(doc, referents, GAZETTEER, modifiers=modifiers)
    return [doc.text[one.start : one.end] for one in read]


@pytest.mark.parametrize(
    ("mention", "core"),
    [("Orsk province", "Orsk"), ("The Orsk", "Orsk"), ("Norland’s Orsk", "Orsk"), ("Orsk Bay", "Orsk Bay")],
)
def test_a_place_is_named_without_article_owner_and_place_noun(mention: str, core: str) -> None:
    doc = parsed(f"near {mention} today")
    assert found(doc, named(doc, mention, EntityKind.PLACE)) == [core]


def test_a_country_or_capital_that_stands_for_its_government_names_a_place() -> None:
    doc = parsed("Lisbon said and Portugal wrote")
    seats = [named(doc, name, EntityKind.ORGANIZATION) for name in ("Lisbon", "Portugal")]
    assert found(doc, *seats) == ["Lisbon", "Portugal"]


def test_a_country_before_a_noun_names_a_place_and_a_person_does_not() -> None:
    doc = parsed("Portugal officials met Ines Jordan")
    assert found(doc, named(doc, "Ines Jordan", EntityKind.PERSON)) == ["Portugal"]


def test_modifiers_count_only_if_wanted() -> None:
    doc = parsed("Danish crews and Lisbon Zoo keepers")
    zoo = named(doc, "Lisbon Zoo", EntityKind.ORGANIZATION)
    assert found(doc, zoo) == []
    assert found(doc, zoo, modifiers=True) == ["Danish", "Lisbon"]


def test_a_place_inside_the_name_of_a_body_stands_at_an_end_or_after_of() -> None:
    doc = parsed("the Zoo of Lisbon and the Grand Lisbon Zoo")
    bodies = [named(doc, name, EntityKind.ORGANIZATION) for name in ("Zoo of Lisbon", "Grand Lisbon Zoo")]
    assert found(doc, *bodies, modifiers=True) == ["Lisbon"]


def country_of(doc: Doc, *words: str) -> list[str | None]:
    spans = [(start := doc.text.index(one), start + len(one)) for one in words]
    return [
        link.country if link else None
        for link in resolve_toponyms(doc, [(a, b) for a, b in spans], GAZETTEER)
    ]


def test_given_words_are_resolved_with_the_help_of_the_others() -> None:
    assert country_of(parsed("near Cordoba in Spain"), "Cordoba", "Spain") == ["ES", "ES"]
    assert country_of(parsed("near Cordoba in Argentina"), "Cordoba", "Argentina") == ["AR", "AR"]


def test_an_adjective_is_its_country_and_an_unknown_name_is_nothing() -> None:
    assert country_of(parsed("Danish crews near Qqxzyv"), "Danish", "Qqxzyv") == ["DK", None]


def test_nothing_given_is_nothing_resolved() -> None:
    assert resolve_toponyms(parsed("a port"), [], GAZETTEER) == ()


def test_a_continent_that_begins_like_a_part_of_a_country_is_itself() -> None:
    (link,) = resolve_toponyms(parsed("in South America today"), [(3, 16)], GAZETTEER)
    assert link is not None
    assert (link.label, link.country) == ("South America", None)


def test_a_town_before_a_division_tells_it_from_the_country_of_its_name() -> None:
    assert country_of(parsed("near Macon , Georgia today"), "Macon", "Georgia") == ["US", "US"]
    assert country_of(parsed("near Batumi , Georgia today"), "Batumi", "Georgia") == ["GE", "GE"]


def test_the_people_of_a_continent_are_a_modifier_and_lead_to_it() -> None:
    doc = parsed("African crews and EU rules")
    (toponym,) = read_toponyms(doc, [], GAZETTEER, modifiers=True)
    assert doc.text[toponym.start : toponym.end] == "African"
    assert toponym.link is not None
    assert toponym.link.label == "Africa"


def test_a_union_of_states_and_the_owner_in_an_adjective_are_modifiers() -> None:
    doc = parsed("the EU sent Lisbon-based crews")
    union = named(doc, "EU", EntityKind.ORGANIZATION)
    assert found(doc, union) == []
    assert found(doc, union, modifiers=True) == ["EU", "Lisbon"]


def label_of(text: str, *words: str) -> str | None:
    """Return the label of the place of the first of the words given, with the others given as well."""
    doc = parsed(text)
    spans = [(doc.text.index(one), doc.text.index(one) + len(one)) for one in words]
    link = resolve_toponyms(doc, spans, GAZETTEER)[0]
    return link.label if link else None


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Bank of Portugal", "Portugal"),
        ("Danish Harbour Board", "Denmark"),
        ("Lisbon Shipping Authority", "Lisbon"),
        ("Sicilian", "Sicily"),
        ("Scottish", "Scotland"),
        ("Indian Ocean", "Indian Ocean"),
    ],
)
def test_a_name_that_no_place_has_tells_the_place_inside_it(words: str, label: str | None) -> None:
    assert label_of(f"near {words} today", words) == label


def test_a_place_in_no_list_is_where_the_text_puts_it_unless_that_is_a_whole_country() -> None:
    assert label_of("near Qqxzyv in Lisbon today", "Qqxzyv", "Lisbon") == "Lisbon"
    assert label_of("near Qqxzyv in Portugal today", "Qqxzyv", "Portugal") is None


def test_two_divisions_beside_one_another_are_a_list() -> None:
    assert label_of("in Oklahoma , Oregon today", "Oklahoma", "Oregon") == "Oklahoma"
