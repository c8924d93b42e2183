"""Predicates of claims -> their views.

Comes in: predicates, and who their referents turned out to be.  Goes out: views.  Must not: read the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model import Entity, Predicate, Reference
from kg.query.predicate_results import PartyView, PredicateView

EntityOf = Callable[[str | None], Entity | None]
LabelOf = Callable[[Reference], str]


def view_predicates(
    predicates: Iterable[Predicate], entity_of: EntityOf, label_of: LabelOf
) -> tuple[PredicateView, ...]:
    """Return the views of a claim's predicates; `entity_of` takes the id of a referent."""
    return tuple(
        PredicateView(
            lemma=one.lemma,
            text=one.text,
            spans=one.spans,
            tense=one.tense.value,
            polarity=one.polarity.value,
            certainty=one.certainty.value,
            agent=_view_party(one.agent, entity_of, label_of),
            patient=_view_party(one.patient, entity_of, label_of),
            main=one.main,
        )
        for one in predicates
    )


def _view_party(party: Reference | None, entity_of: EntityOf, label_of: LabelOf) -> PartyView | None:
    if party is None:
        return None
    entity = entity_of(party.referent)
    return PartyView(party.text, party.spans, entity.id if entity else None, label_of(party))
