"""What is to be retracted and restored: articles, claims, decisions.

Comes in: paths and ids as they were typed.  Goes out: a `Plan`, or an error that says what is wrong.
Must not: write anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.cli.commands import command
from kg.cli.deciding import Plan, Ruling
from kg.cli.decision_words import decided_by, decision_words, retractable_words
from kg.cli.screen import listed
from kg.cli.targets import find_retractable, is_id
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import replay
from kg.errors import InputError, NotFoundError
from kg.graph.decision_rows import view_decision
from kg.query.results import ClaimView, DocumentView


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
    if isinstance(found, ClaimView) and _is_retracted_by_article(ruling, found):
        raise InputError(
            f"{found.id} is retracted with its article: kg decide restore {found.document} restores both"
        )
    preview = f"restoring {retractable_words(found)}, retracted {decided_by(found.retraction)}."
    return Plan(Verb.RESTORE, (target,), preview)


def _is_retracted_by_article(ruling: Ruling, claim: ClaimView) -> bool:
    retracting = replay(ruling.log).retracted
    return claim.document_id in retracting and claim.id not in retracting


def _take_back(ruling: Ruling, typed: str) -> Plan:
    found = [one for one in ruling.log if one.id.startswith(typed)]
    if not found:
        raise NotFoundError(f"no decision {typed}: kg decide log lists them with their ids")
    if len(found) > 1 and found[0].id != typed:
        raise NotFoundError(f"several decisions begin with {typed}", tuple(one.id for one in found[:5]))
    (decision, *_) = found
    paths = {document.id: document.path for document in ruling.lookups.documents(all_versions=True)}
    words = decision_words(view_decision(decision, ""), paths)
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
