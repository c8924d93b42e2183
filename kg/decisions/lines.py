"""A decision as one line of JSON, and back.

Comes in: a decision, or the bytes of a line.  Goes out: the other of the two.  Fields without a value are
left out of a line, and out of the hash that is the decision's id, so that a field that a later version adds
changes no id.
Must not: open a file, or know where in one a line stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

import msgspec

from kg import ids
from kg.decisions.records import Decision, Target
from kg.decisions.shape import DECISION, check_shape, has_id_form
from kg.errors import InputError
from kg.model import Identifier

ID_PREFIX = "k"
_PARTS: Mapping[str, type] = {"targets": Target, "identifiers": Identifier}
_UNKNOWN_VERB = re.compile(r"Invalid enum value '?([^']*)'? - at `\$\.verb`")


def mint_id(decision: Decision) -> str:
    """Return the id that the content of a decision gives; its own id has no part in it, nor have anchors:
    these are noted when the line is written, and who made the decision knows its id by then."""
    content = _present(decision)
    content.pop("id", None)
    for target in content.get("targets", ()):
        target.pop("anchors", None)
    return ids.mint(ID_PREFIX, sorted(content.items()))


def is_edited(decision: Decision) -> bool:
    """Tell whether a line was changed since it was written.  Labels of targets may have been noted together
    with the anchors, after the id was made."""
    unnamed = replace(decision, targets=tuple(replace(target, label="") for target in decision.targets))
    return decision.id not in (mint_id(decision), mint_id(unnamed))


def format_line(decision: Decision) -> bytes:
    """Return the line, in UTF-8 with a line end."""
    return msgspec.json.encode(_present(decision)) + b"\n"


def parse_line(line: bytes) -> Decision:
    """Return the decision that a line holds, each target once; one without an id gets its own.

    Raises InputError, saying what is wrong and what to do, when it is none.
    """
    found = {"id": "", **_parse_object(line)}
    _refuse_unknown(found, Decision)
    for name, record in _PARTS.items():
        if name in found:
            found[name] = _complete(found[name], record)
    try:
        decision = msgspec.convert(found, Decision)
    except msgspec.ValidationError as error:
        raise InputError(_explain(str(error))) from error
    once = {target.id: target for target in decision.targets}
    decision = replace(decision, targets=tuple(once.values()))
    if decision.id and not (decision.id.startswith(DECISION) and has_id_form(decision.id)):
        raise InputError(f"{decision.id!r} is no id of a decision; leave it out, and the line gets its own")
    check_shape(decision)
    return decision if decision.id else replace(decision, id=mint_id(decision))


def _complete(parts: object, record: type) -> object:
    """Give every target or identifier the fields that its line leaves out; what is none stays as it is."""
    if not isinstance(parts, list):
        return parts
    blank = {field.name: "" for field in fields(record) if field.default in (MISSING, "")}
    completed: list[object] = []
    for part in parts:
        if isinstance(part, dict):
            _refuse_unknown(part, record)
        completed.append({**blank, **part} if isinstance(part, dict) else part)
    return completed


def _refuse_unknown(found: Mapping[str, Any], record: type) -> None:
    """Refuse a field that the record does not have: it may be a misspelt one."""
    known = [field.name for field in fields(record)]
    for name in found:
        if name not in known:
            raise InputError(
                f"unknown field {name!r}; a {record.__name__.lower()} is made of {', '.join(known)}"
            )


def is_torn(line: bytes) -> bool:
    """Tell whether a line is the beginning of one that was never written to its end."""
    if line.endswith(b"\n") or not line.lstrip().startswith(b"{"):
        return False
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return True
    return False


def _parse_object(line: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"not JSON ({error})") from error
    if not isinstance(found, dict):
        raise InputError("not a JSON object; a decision is one object on one line")
    return found


def _explain(message: str) -> str:
    verb = _UNKNOWN_VERB.search(message)
    if verb:
        return f"unknown verb {verb[1]!r}; update claimgraph if a newer one wrote it"
    return f"not a decision ({message})"


def _present(decision: Decision) -> dict[str, Any]:
    """Return the fields that have a value, in the order of the record; of targets and identifiers too."""
    found: dict[str, Any] = _without_blanks(msgspec.to_builtins(decision))
    for name in _PARTS:
        if name in found:
            found[name] = [_without_blanks(one) for one in found[name]]
    return found


def _without_blanks(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value is not None and value not in ("", (), [])}
