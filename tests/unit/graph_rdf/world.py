"""The readings of `tests.records` as a small world: entities, lineage, groups, a run, and a store of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Quad, Store

from kg import ids
from kg.decisions.records import Conflict, Decision, Rulings, Target, Verb
from kg.graph.quads import (
    decision_quads,
    discrepancy_quads,
    entity_quads,
    group_quads,
    lineage_quads,
    membership_quads,
    reading_quads,
    retraction_quads,
    revision_quads,
    run_quads,
    summary_quads,
)
from kg.model import (
    ClaimGroup,
    ClaimLink,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancySide,
    Entity,
    EntityKind,
    LineageKind,
    LineageLink,
    Reading,
    Rejection,
    Run,
)
from tests.records import copy_reading, dam_reading, reference

DAM, COPY = dam_reading(), copy_reading()


def make_entities(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """One entity for each kind and label, each publisher one of its own."""
    parts: dict[tuple[EntityKind, str, str], list[tuple[str, str]]] = {}
    seen = {}
    for reading in readings:
        publisher = reading.document.publisher
        key = (EntityKind.OUTLET, publisher.label, publisher.id)
        parts.setdefault(key, []).append((reading.document.id, publisher.id))
        for referent in reading.referents:
            key = (referent.kind, referent.label, "")
            parts.setdefault(key, []).append((reading.document.id, referent.id))
            seen[key] = referent
    return tuple(
        make_entity(
            kind, label, extra, tuple(referents), getattr(seen.get((kind, label, extra)), "link", None)
        )
        for (kind, label, extra), referents in parts.items()
    )


def make_entity(kind, label, extra, referents, link) -> Entity:  # type: ignore[no-untyped-def]
    return Entity(
        id=ids.entity_id(kind, label + extra),
        kind=kind,
        label=label,
        named=True,
        aliases=("Bondar",) if label == "Olha Bondar" else (),
        roles=("director of the Rivne Water Agency",) if label == "Olha Bondar" else (),
        affiliations=(),
        identifiers=link.identifiers if link else (),
        country=link.country if link else None,
        lat=link.lat if link else None,
        lon=link.lon if link else None,
        referents=referents,
    )


ENTITIES = make_entities((DAM, COPY))


def entity_named(label: str) -> Entity:
    return next(entity for entity in ENTITIES if entity.label == label)


LINEAGE = LineageLink(
    document=COPY.document.id,
    origin=entity_named("Reuters").id,
    origin_label="Reuters",
    kind=LineageKind.CREDITED,
    score=0.9,
    reasons=("credits Reuters",),
    evidence=(COPY.credits[0].evidence,),
)

COPIED = LineageLink(
    document=COPY.document.id,
    origin=DAM.document.id,
    origin_label="dam.txt",
    kind=LineageKind.COPIED,
    score=0.7,
    reasons=("2 claims in the same order",),
    evidence=(reference(COPY.document, "dam in Rivne could lose"), reference(COPY.document, "of its water")),
    origin_evidence=(
        reference(DAM.document, "dam in Rivne could lose"),
        reference(DAM.document, "of its water"),
    ),
    claims=(COPY.claims[0].id,),
    problem="it has no date, so that it may be the older one",
)

GROUP = ClaimGroup(
    ids.mint("g", "dam"),
    DAM.claims[0].text,
    (DAM.claims[0].id, COPY.claims[0].id),
    articles=2,
    publishers=2,
    origins=1,
    links=(ClaimLink(DAM.claims[0].id, COPY.claims[0].id, 0.9, ("the same place", "the same number")),),
)


def side(reading: Reading, claim: int, words: str) -> DiscrepancySide:
    found = reading.claims[claim]
    return DiscrepancySide(
        reading.document.id, found.id, found.text, found.spans, reference(reading.document, words)
    )


DIFFERENCE = Discrepancy(
    ids.mint("x", "dam", "comparator"),
    DiscrepancyKind.COMPARATOR_CHANGE,
    side(DAM, 0, "about 40%"),
    side(COPY, 0, "40%"),
    "“about 40%” became “40%”",
    0.8,
    days=None,
    descends=True,
)

LATER = Discrepancy(
    ids.mint("x", "gate", "tense"),
    DiscrepancyKind.TENSE_SHIFT,
    side(DAM, 1, "will repair"),
    side(COPY, 1, "would be repaired"),
    "“will repair” became “would be repaired”",
    0.4,
    days=3,
)

RUN = Run(
    id=ids.mint("run", 1),
    version="0.1.0",
    settings="s",
    started="2025-04-12T10:00:00+02:00",
    ended="2025-04-12T08:00:05Z",
    documents=(DAM.document.id, COPY.document.id),
    rejections=(Rejection("empty.txt", "read", "the file is empty"),),
)


def decide(verb: Verb, *targets: str, why: str = "", label: str = "", when: str = "2025-05-01") -> Decision:
    """A decision of Ada's; the later ones of a day have a later hour in `when`."""
    return Decision(
        id=ids.mint("k", verb, list(targets), label, when),
        verb=verb,
        targets=tuple(Target(target, f"what was {target}") for target in targets),
        who="Ada",
        when=f"{when}T09:30:00Z" if len(when) == 10 else when,
        why=why,
        label=label,
    )


RENAMING = decide(Verb.RENAME, "e-1", label="Rivne Agency", why="it has a new name")
RENAMED_AGAIN = decide(Verb.RENAME, "e-1", label="Rivne Office", when="2025-05-01T11:30:00+02:00")
RETRACTING = decide(Verb.RETRACT, DAM.claims[1].id, why="the agency took it back")
RULINGS = Rulings(
    changes=(RENAMING, RENAMED_AGAIN),
    retracted={DAM.claims[1].id: RETRACTING},
    decisions=(RENAMING, RENAMED_AGAIN, RETRACTING),
    conflicts=(Conflict((RENAMING.id, RENAMED_AGAIN.id), "two labels for one entity"),),
)
STATES = {RENAMING.id: "no effect", RENAMED_AGAIN.id: "in force", RETRACTING.id: "in force"}


def decided_quads() -> list[Quad]:
    """What the world's people decided: no part of `world_quads`, which nobody has corrected."""
    shaped = replace(entity_named("Rivne"), decisions=(RENAMED_AGAIN.id,))
    return [
        *decision_quads(RULINGS, STATES, (shaped,)),
        *retraction_quads(RULINGS, (DAM, COPY)),
    ]


def world_quads() -> list[Quad]:
    return [
        *reading_quads(DAM),
        *reading_quads(COPY),
        *entity_quads(ENTITIES),
        *summary_quads((DAM, COPY), ENTITIES),
        *membership_quads((DAM, COPY), ENTITIES),
        *lineage_quads((LINEAGE, COPIED)),
        *group_quads((GROUP,)),
        *discrepancy_quads((DIFFERENCE, LATER)),
        *revision_quads(((DAM.document.id, "d-0000000000000000"),)),
        *run_quads(RUN),
    ]


def world_store() -> Store:
    store = Store()
    store.extend(world_quads())
    return store
