"""What a decision changed, as a person reads it in a terminal.

Comes in: the report of a decision, the store before and after.  Goes out: text on stdout.
Must not: change anything, or leave something out without saying so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.cli.commands import command, show_unfolded
from kg.cli.decision_words import identifier_words, moment, retractable_words
from kg.cli.lost_text import show_lost
from kg.cli.options import note, note_conflicts
from kg.cli.screen import counted, fields, joined, plain, show
from kg.decisions.records import Conflict, Decision, Verb
from kg.errors import NotFoundError
from kg.graph.decision_rows import view_decision
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DecisionState, DecisionView, DocumentView, EntityView
from kg.query.support import LostSupport

if TYPE_CHECKING:
    from kg.cli.deciding import Ruling
    from kg.pipeline import DecideReport


View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class DecideOutcome:
    """What `kg decide --json` prints.

    `log` is the file that the decision was written to, `undo` the command that takes it back.  `entities`,
    `documents` and `claims` are those decided about, as they are now; `lost` is what a retraction took
    support from.
    """

    decision: DecisionView
    log: str
    undo: str
    entities: tuple[EntityView, ...]
    documents: tuple[DocumentView, ...]
    claims: tuple[ClaimView, ...]
    conflicts: tuple[Conflict, ...]
    idle: tuple[Conflict, ...]
    lost: LostSupport | None


def outcome_of(report: DecideReport, ruling: Ruling) -> DecideOutcome:
    """Gather what a decision changed."""
    after = Lookups(ruling.store)
    decision = report.decision
    ids = list(dict.fromkeys(_concerned(decision, ruling.log)))
    made = (entity for entity in after.entities() if decision.id in entity.decisions)
    entities = (*_found(after.entity, ids, "e-"), *made)
    return DecideOutcome(
        _view_of(report, after),
        str(report.log),
        command(f"kg decide restore {decision.id}"),
        tuple({entity.id: entity for entity in entities}.values()),
        tuple(_found(after.document, ids, "d-")),
        tuple(_found(after.claim, ids, "c-")),
        report.conflicts,
        report.idle,
        report.lost,
    )


def _view_of(report: DecideReport, after: Lookups) -> DecisionView:
    """Return the decision as the store has it, else (written, but not applied yet) as reported."""
    decision = report.decision
    state = DecisionState.NO_EFFECT if report.idle else DecisionState.IN_FORCE
    written = view_decision(decision, state.value, tuple(one.reason for one in report.conflicts))
    return next((view for view in after.decisions() if view.id == decision.id), written)


def _concerned(decision: Decision, log: Sequence[Decision]) -> Iterator[str]:
    """Yield the ids of what a decision is about; for one that is taken back, of what that is about."""
    known = {one.id: one for one in log}
    for target in decision.targets:
        if target.id in known:
            yield from _concerned(known[target.id], log)
        else:
            yield target.id


def _found(find: Callable[[str], View], ids: Sequence[str], prefix: str) -> Iterator[View]:
    """Yield what is found under those of the ids that have a prefix; a log may be older than the store."""
    for identifier in ids:
        try:
            if identifier.startswith(prefix):
                yield find(identifier)
        except NotFoundError:
            continue


def show_outcome(outcome: DecideOutcome) -> None:
    """Print what changed, the decision's id, where it was written and how to undo it."""
    note_conflicts((*outcome.conflicts, *outcome.idle))
    show(*(plain(line) for line in changed_lines(outcome)), fields(decision_rows(outcome)))
    show_unfolded("written to", outcome.log, _WIDTH)
    show_unfolded("undo", outcome.undo, _WIDTH)
    if outcome.lost:
        show_lost(outcome.lost)
    _note_kept(outcome)


def _note_kept(outcome: DecideOutcome) -> None:
    """Tell which identifiers a place keeps beside those that it was given: they may be of the one that it was
    taken for."""
    for entity in outcome.entities if "geonames" in outcome.decision.ids else ():
        kept = {scheme: value for scheme, value in entity.ids.items() if scheme not in outcome.decision.ids}
        if kept and outcome.decision.verb == Verb.LINK:
            words = identifier_words(kept)
            take_away = command(f"kg decide unlink {entity.id} {' '.join(sorted(kept))}")
            note(f"it keeps {words}; if that is another place's: {take_away}")


def decision_rows(outcome: DecideOutcome) -> list[tuple[str, str]]:
    """Return which decision it was, who took it and why."""
    decision = outcome.decision
    return [
        (f"{'decision':<{_WIDTH}}", decision.id),
        ("by", f"{decision.who}, {moment(decision.when)} UTC"),
        ("why", decision.why),
    ]


_WIDTH = len("written to")


_DONE = {
    Verb.MERGE: "merged",
    Verb.SPLIT: "split",
    Verb.RENAME: "renamed",
    Verb.LINK: "linked",
    Verb.UNLINK: "unlinked",
    Verb.RETRACT: "retracted",
    Verb.RESTORE: "restored",
}


def changed_lines(outcome: DecideOutcome) -> Iterator[str]:
    """Yield a sentence for each entity, article and claim that was decided about: what it is now."""
    apart = outcome.decision.verb == Verb.SPLIT and len(outcome.decision.targets) > 1
    done = "kept apart" if apart else _DONE[Verb(outcome.decision.verb)]
    for entity in outcome.entities:
        yield f"{done}: {_entity_sentence(entity, Verb(outcome.decision.verb))}"
    for document in outcome.documents:
        yield f"{done}: {_document_sentence(document)}"
    for claim in outcome.claims:
        yield f"{done}: {_claim_sentence(claim)}"
    if not (outcome.entities or outcome.documents or outcome.claims):
        yield f"{done}: nothing in the store is concerned"


def _entity_sentence(entity: EntityView, verb: Verb) -> str:
    found = f"{counted(entity.mentions, 'mention')} in {counted(entity.documents, 'article')}"
    also = ", ".join(alias for alias in entity.aliases if alias != entity.label)
    counts = joined((found, f"also known as {also}" if also else ""), "; ")
    ids = joined((identifier_words(entity.ids) or "no identifier", _lies(entity)), "; ")
    linked = verb in (Verb.LINK, Verb.UNLINK)
    known = ids if linked else joined((counts, ids if verb is Verb.RESTORE and entity.ids else ""), "; ")
    return f"{entity.label} ({entity.kind}, {entity.id}) now has {known}."


def _lies(entity: EntityView) -> str:
    if entity.lat is None or entity.lon is None:
        return "it lies nowhere that is known" if entity.kind == "place" else ""
    return joined((f"it lies at {entity.lat:.4f}, {entity.lon:.4f}", entity.country or ""), ", ")


def _document_sentence(document: DocumentView) -> str:
    claims, name = counted(document.claims, "claim"), f"{document.path} ({document.id})"
    if document.retraction:
        return f"{name} is still shown, marked as retracted; its {claims} count for nothing."
    if document.status == "superseded":
        return f"{name} is not retracted any more, but a newer text has replaced it, and that one counts."
    return f"{name} counts again, with {claims}."


def _claim_sentence(claim: ClaimView) -> str:
    words = retractable_words(claim)
    if claim.retraction:
        return f"{words} is still shown, marked as retracted; it counts for nothing."
    if claim.status == "superseded":
        return f"{words} is not retracted any more, but a newer text has replaced its article."
    return f"{words} counts again."
