"""Hand-made entities, lineage and groups over the readings of tests/records.py, for tests of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg import ids
from kg.compare import supporting
from kg.decisions.records import NO_RULINGS, Decision, Rulings, Target, Verb
from kg.graph.holdings import Log
from kg.graph.store import StoreWriter, open_for_writing
from kg.model import (
    Act,
    Attribution,
    Certainty,
    Claim,
    ClaimGroup,
    Entity,
    EntityKind,
    LineageKind,
    LineageLink,
    Modality,
    Polarity,
    Reading,
    Style,
    Tense,
)
from tests.records import copy_reading, dam_reading, make_document


def small_reading(
    path: str,
    text: str,
    *,
    published: str | None = None,
    extractor: str = "test",
    publisher: str | None = "Example Daily",
    url: str | None = None,
    source: str | None = None,
) -> Reading:
    """An article of one own-voice claim, its whole second line; `source` is its file, by default the path."""
    made = make_document(path, f"A headline\n{text}", publisher, published, url)
    document = replace(made, source_key=ids.mint("k", source or path))
    spans = ((len("A headline\n"), len(document.text)),)
    claim = Claim(
        id=ids.claim_id(document.id, spans, "test.rule"),
        document=document.id,
        text=text,
        spans=spans,
        sentence=spans[0],
        attribution=Attribution(None, None, Style.OWN_VOICE, Act.SPEECH),
        modality=Modality(Certainty.CERTAIN, Polarity.POSITIVE, False, Tense.PRESENT),
        rule="test.rule",
    )
    return Reading(document, (), (claim,), (), extractor)


ARTICLES = 20
"""How many articles the tests of killed builds write."""


def article(number: int, extractor: str) -> Reading:
    return small_reading(f"{number}.txt", f"Bridge {number} was opened. " * 20, extractor=extractor)


def entity_of(kind: EntityKind, label: str, referents: Sequence[tuple[str, str]], **fields: object) -> Entity:
    values: dict[str, object] = {
        "named": True,
        "aliases": (),
        "roles": (),
        "affiliations": (),
        "identifiers": (),
        "country": None,
        "lat": None,
        "lon": None,
        **fields,
    }
    return Entity(ids.entity_id(kind.value, label), kind, label, referents=tuple(referents), **values)  # type: ignore[arg-type]


def entities_of(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """Resolve by kind and label: what resolution finds in easy cases."""
    pairs: dict[tuple[EntityKind, str], list[tuple[str, str]]] = {}
    firsts: dict[tuple[EntityKind, str], dict[str, object]] = {}
    for reading in sorted(readings, key=lambda one: one.document.id):
        document = reading.document
        publisher = (EntityKind.OUTLET, document.publisher.name or document.publisher.id)
        pairs.setdefault(publisher, []).append((document.id, document.publisher.id))
        for referent in reading.referents:
            key = (referent.kind, referent.label)
            pairs.setdefault(key, []).append((document.id, referent.id))
            known = firsts.setdefault(key, {"aliases": (), "named": referent.named})
            known["aliases"] = tuple(sorted({*known["aliases"], *referent.names} - {referent.label}))  # type: ignore[misc]
            if referent.roles:
                known["roles"] = tuple(role.text for role in referent.roles)
            if referent.link:
                known |= {"identifiers": referent.link.identifiers, "lat": referent.link.lat}
                known |= {"lon": referent.link.lon, "country": referent.country}
    made = (entity_of(*key, found, **firsts.get(key, {})) for key, found in pairs.items())
    return tuple(sorted(made, key=lambda one: one.id))


def groups_of(readings: Iterable[Reading]) -> tuple[ClaimGroup, ...]:
    claims = [claim for reading in readings for claim in reading.claims]
    made = (ClaimGroup(ids.mint("g", one.id), one.text, (one.id,), 1, 1, 1) for one in claims)
    return tuple(sorted(made, key=lambda one: one.id))


def dam_lineage() -> tuple[LineageLink, ...]:
    """The copy credits Reuters, and descends from the first article."""
    copy, dam = copy_reading(), dam_reading()
    (credit,) = copy.credits
    reuters = ids.entity_id("outlet", "Reuters")
    reasons = ("test",)
    identifier = copy.document.id
    return (
        LineageLink(identifier, reuters, "Reuters", LineageKind.CREDITED, 1.0, reasons, (credit.evidence,)),
        LineageLink(identifier, dam.document.id, "dam.txt", LineageKind.COPIED, 0.5, reasons, ()),
    )


def decide(verb: Verb, *targets: str, why: str = "", when: str = "2025-05-01T09:30:00Z") -> Decision:
    """A decision of Ada's."""
    made = tuple(Target(target, f"what was {target}") for target in targets)
    return Decision(ids.mint("k", verb, list(targets), when), verb, made, "Ada", when, why)


def retracting(*targets: str, why: str = "it was withdrawn") -> Rulings:
    """What a log of one decision comes to, by which these documents and claims are retracted."""
    decision = decide(Verb.RETRACT, *targets, why=why)
    return Rulings(retracted=dict.fromkeys(targets, decision), decisions=(decision,))


def derive(
    writer: StoreWriter,
    extra: Sequence[Entity] = (),
    lineage: Sequence[LineageLink] = (),
    rulings: Rulings = NO_RULINGS,
) -> None:
    """Put what follows from the current articles, and publish it."""
    readings = list(writer.readings())
    entities = sorted((*entities_of(readings), *extra), key=lambda one: one.id)
    groups = groups_of(supporting(readings, rulings))
    links = [link for link in lineage if link.document not in rulings.retracted]
    writer.put_derived(entities, links, groups, rulings=rulings)
    writer.publish()


def build(
    path: Path,
    *readings: Reading,
    extra: Sequence[Entity] = (),
    log: Log = lambda _: None,
    rulings: Rulings = NO_RULINGS,
) -> Path:
    """Put what is not stored yet, as a build does."""
    lineage = dam_lineage() if dam_reading() in readings and copy_reading() in readings else ()
    with open_for_writing(path, log) as writer:
        for reading in readings:
            if not writer.has(reading.document, reading.extractor):
                writer.put(reading)
        derive(writer, extra, lineage, rulings)
    return path
