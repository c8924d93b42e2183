"""Predicates of claims on sentences of our own, with the model (predicates.txt)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims import find_relations, read_claims, source_spans
from kg.claims.located import Located
from kg.claims.predicate_records import Predicates
from kg.mentions import read_referents
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Certainty, Claim, Polarity, Predicate, Reading, Reference, Tense, check_quotes
from kg.parse import parse_document
from tests.records import make_document

pytestmark = pytest.mark.model

Shown = tuple[str, str, str]


def cases() -> Iterator[tuple[str, list[Shown]]]:
    for line in Path(__file__).with_name("predicates.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            sentence, *expected = (part.strip() for part in line.split("|"))
            yield sentence, [shape(part) for part in expected]


def shape(part: str) -> Shown:
    lemma, agent, patient = (word.strip() for word in part.split(","))
    return lemma, bare(agent), bare(patient)


def bare(words: str) -> str:
    """Words without article; whether it belongs to a mention is not asked here."""
    return words.casefold().removeprefix("the ")


def reading_of(text: str) -> Reading:
    """The reading of an article with one paragraph; every record of it quotes its text."""
    document = make_document("a.txt", f"Of boats\n{text}", "Arlen Post", "2025-05-02")
    doc = parse_document(document)
    relations = find_relations(doc)
    referents = read_referents(doc, document, source_spans(doc, relations), open_gazetteer())
    reading = Reading(document, referents, read_claims(doc, document, relations, referents), (), "x")
    check_quotes(reading)
    return reading


def predicates_in(text: str) -> tuple[Predicate, ...]:
    """The predicates of a whole text, whether or not a claim holds them."""
    document = make_document("a.txt", f"Of boats\n{text}", "Arlen Post", "2025-05-02")
    doc = parse_document(document)
    referents = read_referents(doc, document, source_spans(doc, find_relations(doc)), open_gazetteer())
    pairs = ((mention, referent) for referent in referents for mention in referent.mentions)
    mentions = Located(pairs, lambda pair: (pair[0].start, pair[0].end))
    return Predicates(doc, document, mentions).inside(frozenset(range(len(doc))))


def claims_of(text: str) -> tuple[Claim, ...]:
    return reading_of(text).claims


def shown(predicate: Predicate) -> Shown:
    denied = "not " if predicate.polarity is Polarity.NEGATIVE else ""
    return denied + predicate.lemma, words(predicate.agent), words(predicate.patient)


def words(party: Reference | None) -> str:
    return bare(party.text) if party is not None else "-"


@pytest.mark.parametrize(("sentence", "expected"), list(cases()), ids=lambda case: str(case)[:40])
def test_a_predicate_has_its_agent_and_patient(sentence: str, expected: list[Shown]) -> None:
    found = {shown(one) for one in predicates_in(sentence)}
    assert set(expected) - found == set(), found


def test_the_verb_that_governs_the_content_is_main_in_each_claim_that_holds_it() -> None:
    claims = claims_of("Mara Lind said that Arland plans to buy three boats in May.")
    mains = {claim.text: [one.lemma for one in claim.predicates if one.main] for claim in claims}
    assert mains["Arland plans to buy three boats in May"] == ["plan"]
    assert mains["to buy three boats in May"] == ["buy"]


def test_agent_and_patient_are_referents_of_the_document_pronouns_too() -> None:
    reading = reading_of("Mara Lind visited Arlen on Friday. She praised Borland in a speech.")
    labels = {referent.id: referent.label for referent in reading.referents}
    parties = [(one.agent, one.patient) for claim in reading.claims for one in claim.predicates]
    named = [tuple(labels[party.referent or ""] for party in pair if party) for pair in parties]
    assert named == [("Mara Lind", "Arlen"), ("Mara Lind", "Borland")]


def test_tense_and_certainty_are_those_of_each_verb_by_itself() -> None:
    (claim,) = claims_of("Arland has sold 300 boats and may buy the pier of Arlen.")
    readings = {one.lemma: (one.text, one.tense, one.certainty) for one in claim.predicates}
    assert readings["sell"] == ("has sold", Tense.PAST, Certainty.CERTAIN)
    assert readings["buy"] == ("may buy", Tense.FUTURE, Certainty.POSSIBLE)
