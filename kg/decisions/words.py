"""Decisions in words, for conflicts, notes and errors.

Comes in: a decision.  Goes out: a phrase.  Must not: look anything up; names are those of the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.decisions.records import Decision, Target, Verb


def name_target(target: Target) -> str:
    """Return what the target was called when it was decided, else its id."""
    return target.label or target.id


def describe(decision: Decision) -> str:
    """Return what was decided, by whom and when: "merge of A and B (k-…, Ana, 2025-04-11)"."""
    return f"{_PHRASES[decision.verb](decision)} ({decision.id}, {decision.who}, {decision.when[:10]})"


def _list(names: Sequence[str]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))


def _names(decision: Decision) -> str:
    return _list([name_target(target) for target in decision.targets])


def _split(decision: Decision) -> str:
    if decision.is_separation:
        return f"keeping {_names(decision)} apart"
    return f"split of {_names(decision)}"


def _identifiers(decision: Decision) -> str:
    found = [f"{one.scheme}:{one.value}".rstrip(":") for one in decision.identifiers]
    return _list(found) if found else "all identifiers"


def _rename(decision: Decision) -> str:
    name = f"renaming {_names(decision)} to {decision.label}"
    kind = f"changing the kind of {_names(decision)} to {decision.kind}"
    return _list([*([name] if decision.label else []), *([kind] if decision.kind else [])])


_PHRASES: Mapping[Verb, Callable[[Decision], str]] = {
    Verb.MERGE: lambda decision: f"merge of {_names(decision)}",
    Verb.SPLIT: _split,
    Verb.RENAME: _rename,
    Verb.RETRACT: lambda decision: f"retraction of {_names(decision)}",
    Verb.RESTORE: lambda decision: f"restoring {_names(decision)}",
    Verb.LINK: lambda decision: f"link of {_names(decision)} to {_identifiers(decision)}",
    Verb.UNLINK: lambda decision: f"unlinking {_names(decision)} from {_identifiers(decision)}",
}
