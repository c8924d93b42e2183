"""Predicates in the export: with words and entity of who does it and whom it is done to."""

from __future__ import annotations

from dataclasses import replace

from kg import ids
from kg.export.records import claim_record
from kg.graph.rows import resolve_rows, view_claims
from kg.model import Certainty, Entity, Polarity, Predicate, Reading, Tense
from tests.records import dam_reading, reference, span

READING = dam_reading()
BONDAR = next(referent for referent in READING.referents if referent.label == "Olha Bondar")
ENTITY = Entity(
    id=ids.entity_id(BONDAR.kind, "Bondar"),
    kind=BONDAR.kind,
    label="Olha Bondar",
    named=True,
    aliases=(),
    roles=(),
    affiliations=(),
    identifiers=(),
    country=None,
    lat=None,
    lon=None,
    referents=((READING.document.id, BONDAR.id),),
)


def reading_with(predicate: Predicate) -> Reading:
    return replace(READING, claims=(replace(READING.claims[1], predicates=(predicate,)),))


def test_a_claim_ends_with_its_predicates() -> None:
    document = READING.document
    repair = Predicate(
        "repair",
        "will repair",
        (span(document, "will repair"),),
        Tense.FUTURE,
        Polarity.POSITIVE,
        Certainty.CERTAIN,
        agent=reference(document, "We", BONDAR),
        patient=reference(document, "the gate"),
        main=True,
    )
    (view,) = view_claims(reading_with(repair), resolve_rows((ENTITY,), ()))
    record = claim_record(view)
    assert list(record)[-1] == "predicates"
    assert record["predicates"] == [
        {
            "lemma": "repair",
            "text": "will repair",
            "spans": (span(document, "will repair"),),
            "tense": "future",
            "polarity": "positive",
            "certainty": "certain",
            "agent": {
                "text": "We",
                "spans": (span(document, "We"),),
                "entity": ENTITY.id,
                "label": "Olha Bondar",
            },
            "patient": {
                "text": "the gate",
                "spans": (span(document, "the gate"),),
                "entity": None,
                "label": "the gate",
            },
            "main": True,
        }
    ]


def test_who_is_not_named_is_null() -> None:
    document = READING.document
    words = (span(document, "will repair"),)
    repaired = Predicate(
        "repair", "will repair", words, Tense.FUTURE, Polarity.POSITIVE, Certainty.CERTAIN, None, None
    )
    (view,) = view_claims(reading_with(repaired), resolve_rows((), ()))
    (shown,) = view.predicates
    assert (shown.agent, shown.patient, shown.main) == (None, None, False)
