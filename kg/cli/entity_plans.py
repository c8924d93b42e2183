"""What is to be decided about entities: merge, split, rename, link, unlink.

Comes in: names and identifiers as they were typed.  Goes out: a `Plan`, or an error that says what is wrong.
Must not: write anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.commands import command
from kg.cli.deciding import Plan, Ruling, refuse_idle
from kg.cli.decision_words import counted_words, entity_words, identifier_words, split_words, with_article
from kg.cli.screen import listed
from kg.cli.targets import find_document, find_entity
from kg.decisions.records import Target, Verb
from kg.decisions.replay import replay
from kg.errors import InputError
from kg.model import Identifier
from kg.query.lookups import PLACES
from kg.query.results import EntityView

if TYPE_CHECKING:
    from kg.cli.identifiers import Linked


def merge_entities(ruling: Ruling, typed: Sequence[str]) -> Plan:
    """Plan to make the entities one, the first of them."""
    found = _different(typed, [find_entity(ruling.lookups, one) for one in typed])
    others = listed([counted_words(one) for one in found[1:]])
    return _plan(Verb.MERGE, found, f"merging {others} into {counted_words(found[0])}.")


def keep_apart(ruling: Ruling, typed: Sequence[str]) -> Plan:
    """Plan never to join two entities."""
    found = _different(typed, [find_entity(ruling.lookups, one) for one in typed])
    first, second = sorted(one.id for one in found)
    if (first, second) in replay(ruling.log).apart:
        refuse_idle(ruling, f"{listed([entity_words(one) for one in found])} are kept apart already")
    return _plan(Verb.SPLIT, found, f"keeping apart {listed([counted_words(one) for one in found])}.")


def _different(typed: Sequence[str], found: Sequence[EntityView]) -> Sequence[EntityView]:
    first: dict[str, str] = {}
    for name, entity in zip(typed, found, strict=True):
        if entity.id in first:
            raise InputError(
                f"nothing would change: {first[entity.id]!r} and {name!r} both mean {entity_words(entity)}, "
                "they are one already; kg decide split ENTITY --document or --name takes a part out of one"
            )
        first[entity.id] = name
    return found


def split_entity(ruling: Ruling, typed: str, documents: Sequence[str], names: Sequence[str]) -> Plan:
    """Plan to make what an entity is in some articles, or under some names, one of its own."""
    entity = find_entity(ruling.lookups, typed)
    known = {alias.casefold() for alias in (entity.label, *entity.aliases)}
    for name in names:
        if name.casefold() not in known:
            aliases = ", ".join(entity.aliases)
            raise InputError(f"{entity_words(entity)} does not go by {name!r}; it goes by {aliases}")
    found = [find_document(ruling.lookups, one) for one in documents]
    held = {document.id for document in ruling.lookups.documents_of(entity.id)}
    for document in found:
        if document.id not in held:
            question = "place" if entity.kind in PLACES else "who"
            raise InputError(
                f"{entity_words(entity)} is not in {document.path}: kg {question} {entity.id} says where"
            )
    if not names and held == {document.id for document in found}:
        refuse_idle(ruling, f"{entity_words(entity)} is in no other article, nothing would be left of it")
    parts = split_words([document.path for document in found], names)
    preview = f"splitting {counted_words(entity)}: {parts} becomes an entity of its own."
    return _plan(Verb.SPLIT, [entity], preview, documents=[one.id for one in found], names=names)


def rename_entity(ruling: Ruling, typed: str, label: str, kind: str) -> Plan:
    """Plan to call an entity by another name, or to say that it is of another kind."""
    entity = find_entity(ruling.lookups, typed)
    if (label.strip() or entity.label, kind or entity.kind) == (entity.label, entity.kind):
        same = " and ".join(filter(None, ["called so" if label else "", "of that kind" if kind else ""]))
        refuse_idle(ruling, f"{entity_words(entity)} is {same} already")
    words = [f"renaming {counted_words(entity)} to “{label}”" if label else ""]
    words.append(f"making {'it' if label else counted_words(entity)} {with_article(kind)}" if kind else "")
    preview = f"{' and '.join(filter(None, words))}."
    return _plan(Verb.RENAME, [entity], preview, label=label, **({"kind": kind} if kind else {}))


def link_entity(
    ruling: Ruling, typed: str, identifiers: Sequence[str], point: tuple[float, float] | None
) -> Plan:
    """Plan to give an entity identifiers, and to a place its coordinates and country."""
    from kg.cli.identifiers import locate, read_identifiers  # loads the gazetteer

    wanted = read_identifiers(identifiers)
    entity = find_entity(ruling.lookups, typed)
    linked = locate(entity, wanted, point)
    if _is_linked(entity, linked):
        refuse_idle(ruling, f"{entity_words(entity)} has {identifier_words(entity.ids)} already")
    ids = identifier_words({one.scheme: one.value for one in linked.identifiers})
    known = f", which is {linked.label}, {linked.country or 'in no one country'}" if linked.label else ""
    twins = _also_linked(ruling, entity, linked.identifiers)
    at = "" if linked.lat is None or linked.lon is None else f", at {linked.lat:.4f}, {linked.lon:.4f}"
    return _plan(
        Verb.LINK,
        [entity],
        f"linking {counted_words(entity)} to {ids}{known}{at}.{twins}",
        identifiers=linked.identifiers,
        lat=linked.lat,
        lon=linked.lon,
        country=linked.country,
    )


def _is_linked(entity: EntityView, linked: Linked) -> bool:
    """Tell whether an entity has all that a link would give it."""
    ids = all(entity.ids.get(one.scheme) == one.value for one in linked.identifiers)
    point = linked.lat is None or (linked.lat, linked.lon) == (entity.lat, entity.lon)
    return ids and point and linked.country in (None, entity.country)


def _also_linked(ruling: Ruling, entity: EntityView, identifiers: Sequence[Identifier]) -> str:
    """Return a sentence about other entities that have one of the identifiers; empty if there are none."""
    wanted = {(one.scheme, one.value) for one in identifiers}
    others = [
        one for one in ruling.lookups.entities() if one.id != entity.id and wanted & set(one.ids.items())
    ]
    if not others:
        return ""
    named = listed([entity_words(one) for one in others])
    merge = command(f"kg decide merge {entity.id} {' '.join(one.id for one in others)}")
    return f" So is {named}; if they are one: {merge}."


def unlink_entity(ruling: Ruling, typed: str, identifiers: Sequence[str]) -> Plan:
    """Plan to take identifiers away from an entity; all that it has if none is named."""
    from kg.cli.identifiers import chosen

    entity = find_entity(ruling.lookups, typed)
    if not entity.ids:
        refuse_idle(ruling, f"{entity_words(entity)} has no identifier to take away")
    found = chosen(ruling, entity, identifiers)
    taken = {one.scheme: one.value for one in found} or entity.ids
    ids = identifier_words(taken) or "all identifiers"
    return _plan(Verb.UNLINK, [entity], f"unlinking {counted_words(entity)} from {ids}.", identifiers=found)


def _plan(verb: Verb, entities: Sequence[EntityView], preview: str, **extras: Any) -> Plan:
    return Plan(verb, tuple(Target(one.id, one.label) for one in entities), preview, extras)
