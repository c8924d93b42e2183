"""What a store makes of the decisions that it was derived with: what has no effect, what is gone, what a
retraction does not reach, and how the targets of one look now.

Comes in: look-ups and rulings.  Goes out: conflicts, entities, sentences.  Must not: read the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.decisions.words import describe
from kg.errors import InputError, NotFoundError
from kg.query.lookups import Lookups
from kg.query.results import DecisionState, DocumentView, EntityView, TargetView

LISTED = 5
"""Decisions that one sentence names at most."""


def find_idle(lookups: Lookups, rulings: Rulings) -> tuple[Conflict, ...]:
    """Return the decisions in force that found nothing to change; they are kept, since what they are about
    may yet come."""
    known = {conflict.reason for conflict in rulings.conflicts}
    decisions = {decision.id: decision for decision in rulings.decisions}
    found = []
    for view in lookups.decisions():
        reasons = [reason for reason in view.conflicts if reason not in known]
        if view.state == DecisionState.NO_EFFECT.value and not view.conflicts:
            reasons = ["nothing in the store has that id"]
        if reasons and view.id in decisions:
            found.append(Conflict((view.id,), f"{describe(decisions[view.id])}: {'; '.join(reasons)}"))
    reported = {one for conflict in found for one in conflict.decisions}
    return (*found, *_missed_retractions(lookups, rulings, reported))


def _missed_retractions(lookups: Lookups, rulings: Rulings, reported: set[str]) -> Iterator[Conflict]:
    """Yield single targets that nothing has, of retractions that retract something else besides."""
    for target, decision in rulings.retracted.items():
        if len(decision.targets) > 1 and decision.id not in reported and not _is_stored(lookups, target):
            yield Conflict((decision.id,), f"{describe(decision)}: nothing in the store has {target}")


def _is_stored(lookups: Lookups, identifier: str) -> bool:
    find = lookups.claim if identifier.startswith("c-") else lookups.document
    try:
        return find(identifier).id == identifier
    except (NotFoundError, InputError):
        return False


def gone_note(lookups: Lookups, rulings: Rulings) -> str | None:
    """Return a sentence about decisions that the store was derived with last and the log has no more."""
    left = {decision.id for decision in rulings.decisions}
    gone = [view for view in lookups.decisions() if view.id not in left]
    if not gone:
        return None
    shown = [f"{one.id} ({one.verb} of {_named(one.targets)}, {one.who})" for one in gone[:LISTED]]
    more = f" and {len(gone) - LISTED} more" if len(gone) > LISTED else ""
    lines = "1 decision has" if len(gone) == 1 else f"{len(gone)} decisions have"
    return (
        f"{lines} vanished from the log, without a restore: {', '.join(shown)}{more}; to take a decision "
        "back, put its line there again and use kg decide restore"
    )


def _named(targets: Sequence[TargetView]) -> str:
    return " and ".join(target.label or target.id for target in targets)


def replaced_notes(lookups: Lookups) -> Iterator[str]:
    """Yield a sentence for each retracted article whose text was replaced: the new one is not retracted."""
    documents = lookups.documents(all_versions=True)
    for old in documents:
        if old.status != "superseded" or old.retraction is None:
            continue
        for new in documents:
            if new.status == "current" and _same_place(old, new):
                yield (
                    f"retracted {old.path} ({old.id}) was replaced by another text ({new.id}), which counts: "
                    f"kg decide retract {new.id} if it is still wrong"
                )


def _same_place(old: DocumentView, new: DocumentView) -> bool:
    return old.path == new.path or (old.url is not None and old.url == new.url)


def find_targets(lookups: Lookups, decision: Decision, rulings: Rulings) -> tuple[EntityView, ...]:
    """Return the entities that a decision is about, as they are now, each once; of a restore those of the
    decisions that it takes back, of a split what it made too."""
    asked = [target.id for target in decision.targets]
    if decision.verb is Verb.RESTORE:
        asked = [target.id for one in rulings.decisions if one.id in asked for target in one.targets]
    found: dict[str, EntityView] = {}
    for identifier in asked:
        if identifier.startswith("e-"):
            found.update(_find_entity(lookups, identifier))
    if decision.verb is Verb.SPLIT:
        found.update({one.id: one for one in lookups.entities() if decision.id in one.decisions})
    return tuple(found.values())


def _find_entity(lookups: Lookups, identifier: str) -> dict[str, EntityView]:
    try:
        entity = lookups.entity(identifier)
    except NotFoundError:
        return {}
    return {entity.id: entity}
