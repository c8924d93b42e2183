"""Views -> the lines of the JSON export (docs/EXPORT.md): the contract's fields, in its order.

Comes in: a view.  Goes out: what is written as one JSON object.  Must not: read the store.

Fields of the contract come first, our own after them.  A field without a value is null, but for
alternatives ("value", or "start" and "end"), of which only those that hold are there.  A whole number is
written as an integer.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.query.comparison_results import ClaimLinkView, DiscrepancyView, GroupView, LineageView, SideView
from kg.query.predicate_results import PartyView, PredicateView
from kg.query.results import (
    AboutView,
    ChainView,
    ClaimView,
    DecisionView,
    DocumentView,
    PlaceView,
    QuantityView,
    RetractionView,
    SourceView,
    SuggestionView,
    TimeView,
)

Record = dict[str, object]
"""One JSON object.  This is where records leave the program, so here and nowhere else they are dicts."""


def document_record(view: DocumentView) -> Record:
    """Return the line of `documents.jsonl`."""
    return {
        "id": view.id,
        "path": view.path,
        "url": view.url,
        "publisher": view.publisher,
        "title": view.title,
        "published": time_record(view.published),
        "text_sha256": view.text_sha256,
        "text": view.text,
        "publisher_entity": view.publisher_entity,
        "publisher_label": view.publisher_label,
        "claims": view.claims,
        "status": view.status,
        "intentions_and_deeds": view.intentions_and_deeds,
        "retraction": retraction_record(view.retraction),
    }


def claim_record(view: ClaimView) -> Record:
    """Return the line of `claims.jsonl`."""
    return {
        "id": view.id,
        "document": view.document,
        "group": view.group,
        "text": view.text,
        "spans": view.spans,
        "source": _source_record(view.source),
        "chain": [_chain_record(one) for one in view.chain],
        "cue": {"text": view.cue.text, "spans": view.cue.spans},
        "style": view.style,
        "certainty": view.certainty,
        "polarity": view.polarity,
        "conditional": view.conditional,
        "tense": view.tense,
        "stated_at": time_record(view.stated_at),
        "event_time": time_record(view.event_time),
        "places": [_place_record(one) for one in view.places],
        "about": [_about_record(one) for one in view.about],
        "quantities": [quantity_record(one) for one in view.quantities],
        "rule": view.rule,
        "act": view.act,
        "document_id": view.document_id,
        "sentence": view.sentence,
        "sentence_text": view.sentence_text,
        "within": view.within,
        "score": plain_number(view.score),
        "status": view.status,
        "retraction": retraction_record(view.retraction),
        "predicates": [_predicate_record(one) for one in view.predicates],
    }


def lineage_record(view: LineageView) -> Record:
    """Return the line of `lineage.jsonl`."""
    return {
        "document": view.document,
        "origin": view.origin,
        "kind": view.kind,
        "score": plain_number(view.score),
        "evidence": [{"text": one.text, "spans": one.spans} for one in view.evidence],
        "document_id": view.document_id,
        "origin_id": view.origin_id,
        "reasons": view.reasons,
        "origin_evidence": [{"text": one.text, "spans": one.spans} for one in view.origin_evidence],
        "claims": view.claims,
        "problem": view.problem or None,
    }


def group_record(view: GroupView) -> Record:
    """Return the line of `groups.jsonl`."""
    return {
        "id": view.id,
        "text": view.text,
        "claims": view.claims,
        "articles": view.articles,
        "publishers": view.publishers,
        "origins": view.origins,
        "links": [_link_record(one) for one in view.links],
    }


def discrepancy_record(view: DiscrepancyView) -> Record:
    """Return the line of `discrepancies.jsonl`."""
    return {
        "id": view.id,
        "kind": view.kind,
        "left": _side_record(view.left),
        "right": _side_record(view.right),
        "reason": view.reason,
        "time": view.time,
        "score": plain_number(view.score),
        "days": view.days,
        "descends": view.descends,
        "groups": view.groups,
    }


def decision_record(view: DecisionView) -> Record:
    """Return the line of `decisions.jsonl`."""
    return {
        "id": view.id,
        "verb": view.verb,
        "targets": [{"id": target.id, "label": target.label} for target in view.targets],
        "who": view.who,
        "when": view.when,
        "why": view.why,
        "state": view.state,
        "conflicts": view.conflicts,
        "label": view.label or None,
        "kind": view.kind or None,
        "ids": view.ids,
        "lat": plain_number(view.lat),
        "lon": plain_number(view.lon),
        "country": view.country,
        "documents": view.documents,
        "names": view.names,
    }


def suggestion_record(view: SuggestionView) -> Record:
    """Return the line of `suggestions.jsonl`."""
    return {
        "left": view.left,
        "right": view.right,
        "score": plain_number(view.score),
        "reasons": view.reasons,
        "against": view.against,
        "left_label": view.left_label,
        "left_kind": view.left_kind,
        "left_documents": view.left_documents,
        "right_label": view.right_label,
        "right_kind": view.right_kind,
        "right_documents": view.right_documents,
    }


def retraction_record(view: RetractionView | None) -> Record | None:
    """Return who retracted something, when and why; None if nobody did."""
    if view is None:
        return None
    return {"decision": view.decision, "who": view.who, "when": view.when, "why": view.why}


def time_record(view: TimeView | None) -> Record | None:
    """Return a date: `value`, or `start` and `end`; what it does not have is left out."""
    if view is None:
        return None
    ends = {"value": view.value, "start": view.start, "end": view.end}
    return {**_known(ends), "precision": view.precision, "text": view.text, "spans": view.spans}


def quantity_record(view: QuantityView) -> Record:
    """Return a number: `value`, or `low` and `high`."""
    numbers = {
        "value": plain_number(view.value),
        "low": plain_number(view.low),
        "high": plain_number(view.high),
    }
    measure = {"comparator": view.comparator, "unit": view.unit, "of": view.of, "per": view.per}
    return {"text": view.text, "spans": view.spans, **_known(numbers), **measure}


def plain_number(value: float | None) -> float | None:
    """Return a whole number as an integer, so that 40.0 is written 40."""
    return int(value) if value is not None and float(value).is_integer() else value


def _known(fields: Mapping[str, object]) -> Record:
    return {key: value for key, value in fields.items() if value is not None}


def _source_record(view: SourceView) -> Record:
    return {
        "text": view.text,
        "spans": view.spans,
        "entity": view.entity,
        "label": view.label,
        "kind": view.kind,
        "named": view.named,
    }


def _chain_record(view: ChainView) -> Record:
    return {
        "text": view.text,
        "label": view.label,
        "entity": view.entity,
        "kind": view.kind,
        "spans": view.spans,
    }


def _place_record(view: PlaceView) -> Record:
    return {
        "entity": view.entity,
        "label": view.label,
        "lat": view.lat,
        "lon": view.lon,
        "text": view.text,
        "spans": view.spans,
    }


def _about_record(view: AboutView) -> Record:
    return {
        "entity": view.entity,
        "label": view.label,
        "role": view.role,
        "text": view.text,
        "spans": view.spans,
    }


def _predicate_record(view: PredicateView) -> Record:
    return {
        "lemma": view.lemma,
        "text": view.text,
        "spans": view.spans,
        "tense": view.tense,
        "polarity": view.polarity,
        "certainty": view.certainty,
        "agent": _party_record(view.agent),
        "patient": _party_record(view.patient),
        "main": view.main,
    }


def _party_record(view: PartyView | None) -> Record | None:
    if view is None:
        return None
    return {"text": view.text, "spans": view.spans, "entity": view.entity, "label": view.label}


def _side_record(view: SideView) -> Record:
    return {
        "document": view.document,
        "claim": view.claim,
        "text": view.text,
        "spans": view.spans,
        "words": view.words,
        "word_spans": view.word_spans,
        "sentence": view.sentence,
        "sentence_text": view.sentence_text,
        "document_id": view.document_id,
        "publisher": view.publisher,
        "published": view.published,
        "source": view.source,
    }


def _link_record(view: ClaimLinkView) -> Record:
    return {
        "left": view.left,
        "right": view.right,
        "score": plain_number(view.score),
        "reasons": view.reasons,
    }
