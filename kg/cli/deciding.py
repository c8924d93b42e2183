"""What each verb of `kg decide` means to do, then its doing.

Comes in: names as they were typed.  Goes out: a line in the log, a graph derived anew, and what that changed.
Must not: decide what a decision amounts to (`kg.decisions` and `kg.resolve` do).
"""

from __future__ import annotations

import getpass
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.cli.commands import command
from kg.cli.decision_words import (
    counted_words,
    decided_by,
    decision_words,
    entity_words,
    identifier_words,
    retractable_words,
    split_words,
)
from kg.cli.options import note
from kg.cli.screen import listed, plain
from kg.cli.targets import find_document, find_entity, find_retractable, is_id
from kg.decisions.location import log_path
from kg.decisions.log import read_log
from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import conflicts_with, replay
from kg.errors import InputError, NotFoundError
from kg.graph.decision_rows import view_decision
from kg.query.lookups import PLACES, Lookups
from kg.query.results import ClaimView, DocumentView, EntityView


@dataclass(frozen=True)
class Ruling:
    """Who rules over which store, and why: what all commands have in common."""

    store: Path
    decisions: Path | None = None
    by: str | None = None
    why: str = ""
    force: bool = False
    as_json: bool = False

    @cached_property
    def lookups(self) -> Lookups:
        """The store as it was before."""
        return Lookups(self.store)

    @cached_property
    def log(self) -> tuple[Decision, ...]:
        """The decisions so far."""
        return read_log(log_path(self.store, self.decisions))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be decided; `preview` says it in a sentence, `extras` are what the verb takes."""

    verb: Verb
    targets: tuple[Target, ...]
    preview: str
    extras: dict[str, Any] = field(default_factory=dict)


def carry_out(ruling: Ruling, plan: Callable[[Ruling], Plan]) -> None:
    """Say what is about to happen, do it, and print what changed."""
    from kg.cli.decide_text import outcome_of, show_outcome
    from kg.cli.options import print_json
    from kg.cli.progress import shown_progress
    from kg.cli.screen import console
    from kg.pipeline import decide

    planned = plan(ruling)
    decision = make_decision(
        planned.verb, planned.targets, who=who_decides(ruling.by), why=ruling.why, **planned.extras
    )
    if not ruling.force:
        refuse_conflicts(decision, ruling.log)
    note(plain(planned.preview))
    with shown_progress(quiet=not console(stderr=True).is_terminal) as progress:
        report = decide(ruling.store, decision, log=ruling.decisions, force=ruling.force, progress=progress)
    for line in report.notes:
        note(plain(line))
    outcome = outcome_of(report, ruling)
    if ruling.as_json:
        print_json(outcome)
    else:
        show_outcome(outcome)


def refuse_conflicts(decision: Decision, log: Sequence[Decision]) -> None:
    """Raise InputError if a decision contradicts others in force; who made those, when and why is told."""
    others = {one.id: one for one in log}
    conflicts = conflicts_with(decision, replay(log))
    against = [others[one] for conflict in conflicts for one in conflict.decisions if one in others]
    for one in dict.fromkeys(against):
        words = decision_words(view_decision(one, ""))
        note(f"{one.id} says otherwise: {words}, decided {decided_by(one)}.")
    if against:
        back = listed([command(f"kg decide restore {one.id}") for one in dict.fromkeys(against)])
        raise InputError(f"this contradicts what was decided before. Take that back ({back}), or add --force")


def who_decides(named: str | None) -> str:
    """Return who decides: as named, else git's user, else the login name."""
    if found := (named or "").strip() or _git_user():
        return found
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise InputError("nobody knows who you are: say it with --by NAME") from error


def _git_user() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    asked = [git, "config", "user.name"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


# ----------------------------------------------------------------------------------------- entities


def merge_entities(ruling: Ruling, typed: Sequence[str]) -> Plan:
    """Plan to make the entities one, the first of them."""
    found = _different(typed, [find_entity(ruling.lookups, one) for one in typed])
    others = listed([counted_words(one) for one in found[1:]])
    return _plan(Verb.MERGE, found, f"merging {others} into {counted_words(found[0])}.")


def keep_apart(ruling: Ruling, typed: Sequence[str]) -> Plan:
    """Plan never to join two entities."""
    found = _different(typed, [find_entity(ruling.lookups, one) for one in typed])
    return _plan(Verb.SPLIT, found, f"keeping apart {listed([counted_words(one) for one in found])}.")


def _different(typed: Sequence[str], found: Sequence[EntityView]) -> Sequence[EntityView]:
    first: dict[str, str] = {}
    for name, entity in zip(typed, found, strict=True):
        if entity.id in first:
            raise InputError(
                f"{first[entity.id]!r} and {name!r} both mean {entity_words(entity)}: they are one already; "
                "kg decide split ENTITY --document or --name takes a part out of one"
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
    parts = split_words([document.path for document in found], names)
    preview = f"splitting {counted_words(entity)}: {parts} becomes an entity of its own."
    return _plan(Verb.SPLIT, [entity], preview, documents=[one.id for one in found], names=names)


def rename_entity(ruling: Ruling, typed: str, label: str) -> Plan:
    """Plan to call an entity by another name."""
    entity = find_entity(ruling.lookups, typed)
    if entity.label == label.strip():
        raise InputError(f"{entity_words(entity)} is called so already")
    return _plan(Verb.RENAME, [entity], f"renaming {counted_words(entity)} to “{label}”.", label=label)


def link_entity(
    ruling: Ruling, typed: str, identifiers: Sequence[str], point: tuple[float, float] | None
) -> Plan:
    """Plan to give an entity identifiers, and to a place its coordinates and country."""
    from kg.cli.identifiers import locate, read_identifiers

    wanted = read_identifiers(identifiers)
    entity = find_entity(ruling.lookups, typed)
    linked = locate(entity, wanted, point)
    ids = identifier_words({one.scheme: one.value for one in linked.identifiers})
    known = f", which is {linked.label}, {linked.country or 'in no one country'}" if linked.label else ""
    at = "" if linked.lat is None or linked.lon is None else f", at {linked.lat:.4f}, {linked.lon:.4f}"
    return _plan(
        Verb.LINK,
        [entity],
        f"linking {counted_words(entity)} to {ids}{known}{at}.",
        identifiers=linked.identifiers,
        lat=linked.lat,
        lon=linked.lon,
        country=linked.country,
    )


def unlink_entity(ruling: Ruling, typed: str, identifiers: Sequence[str]) -> Plan:
    """Plan to take identifiers away from an entity; all that it has if none is named."""
    from kg.cli.identifiers import chosen

    entity = find_entity(ruling.lookups, typed)
    if not entity.ids:
        raise InputError(f"{entity_words(entity)} has no identifier to take away")
    found = chosen(entity, identifiers)
    ids = identifier_words({one.scheme: one.value for one in found} or entity.ids)
    return _plan(Verb.UNLINK, [entity], f"unlinking {counted_words(entity)} from {ids}.", identifiers=found)


def _plan(verb: Verb, entities: Sequence[EntityView], preview: str, **extras: Any) -> Plan:
    return Plan(verb, tuple(Target(one.id, one.label) for one in entities), preview, extras)


# ------------------------------------------------------------------------------ articles and claims


def retract_targets(ruling: Ruling, typed: Sequence[str]) -> Plan:
    """Plan to retract articles and claims; InputError when one is retracted already."""
    found = [find_retractable(ruling.lookups, one) for one in typed]
    for one in found:
        if one.status == "retracted" and one.retraction:
            name = one.path if isinstance(one, DocumentView) else one.id
            raise InputError(f"{name} is retracted already, {decided_by(one.retraction)}")
    preview = f"retracting {listed([retractable_words(one) for one in found])}."
    return Plan(Verb.RETRACT, tuple(target_of(one) for one in found), preview)


def target_of(found: DocumentView | ClaimView) -> Target:
    """Return an article or a claim as the log names it: by path, by its words."""
    return Target(found.id, found.path if isinstance(found, DocumentView) else found.text)


def restore_target(ruling: Ruling, typed: str) -> Plan:
    """Plan to take a decision back, or the retraction of an article or a claim."""
    if is_id(typed, "k"):
        return _take_back(ruling, typed)
    found = find_retractable(ruling.lookups, typed)
    target = target_of(found)
    if found.retraction is None:
        raise InputError(f"{target.label} ({target.id}) is not retracted; kg decide log lists what is")
    preview = f"restoring {retractable_words(found)}, retracted {decided_by(found.retraction)}."
    return Plan(Verb.RESTORE, (target,), preview)


def _take_back(ruling: Ruling, typed: str) -> Plan:
    found = [one for one in ruling.log if one.id.startswith(typed)]
    if not found:
        raise NotFoundError(f"no decision {typed}: kg decide log lists them with their ids")
    if len(found) > 1 and found[0].id != typed:
        raise NotFoundError(f"several decisions begin with {typed}", tuple(one.id for one in found[:5]))
    (decision, *_) = found
    words = decision_words(view_decision(decision, ""))
    if decision.id in replay(ruling.log).taken_back:
        raise InputError(f"{decision.id} ({words}) is taken back already; {_way_back(ruling, decision)}")
    preview = f"taking back {decision.id} ({words}), decided {decided_by(decision)}."
    return Plan(Verb.RESTORE, (Target(decision.id, words),), preview)


def _way_back(ruling: Ruling, decision: Decision) -> str:
    """Return how a decision that was taken back is made to hold again: by taking back what took it back."""
    undone = replay(ruling.log).taken_back
    named = {decision.id, *(target.id for target in decision.targets if decision.verb is Verb.RETRACT)}
    for one in reversed(ruling.log):
        if (
            one.verb is Verb.RESTORE
            and one.id not in undone
            and named & {target.id for target in one.targets}
        ):
            return f"{command(f'kg decide restore {one.id}')} brings it back"
    return "kg decide log says by which decision"
