"""Actors, places and articles as a person reads them in a terminal.

Comes in: results of look-ups.  Goes out: text on stdout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.cli.claim_text import NOBODY_MEANT, NOT_COUNTED, Meant, claim_table
from kg.cli.decision_words import decided_by, decision_words
from kg.cli.options import note
from kg.cli.role_text import Line, body_rows, role_rows
from kg.cli.screen import counted, fields, heading, joined, plain, show, table
from kg.query.acts import CLAIM_ACTS, count_set_aside, name_acts
from kg.query.comparisons import Counts
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DecisionView, DocumentView, EntityView

SHOWN = 20
"""Claims under each heading, and articles; `kg claims` lists all."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An actor or a place and what is known about it: what `kg who --json` prints.

    `others` are entities that the name could mean as well, `decisions` what people decided about this one.
    The totals count what there is, listed or not.
    """

    entity: EntityView
    claims_by: tuple[ClaimView, ...]
    claims_about: tuple[ClaimView, ...]
    documents: tuple[DocumentView, ...]
    others: tuple[EntityView, ...]
    decisions: tuple[DecisionView, ...] = ()
    claims_by_total: int = 0
    claims_about_total: int = 0
    documents_total: int = 0
    others_total: int = 0


def entity_page(
    lookups: Lookups, entity: EntityView, name: str, act: Sequence[str] = (), limit: int | None = None
) -> EntityPage:
    """Gather what is known about an entity that was found under a name, at most `limit` of each kind; `act`
    as in `Lookups.claims`."""
    by, about = lookups.count_claims_of(entity.id, act)
    others = [other for other in lookups.candidate_ids(name) if other != entity.id]
    return EntityPage(
        entity,
        lookups.claims_by(entity.id, act, limit=limit),
        lookups.claims_about(entity.id, act, limit=limit),
        lookups.documents_of(entity.id, retracted=None, limit=limit),
        tuple(lookups.entity(other) for other in others[:limit]),
        decisions_on(lookups, entity),
        by,
        about,
        lookups.count_documents_of(entity.id, retracted=None),
        len(others),
    )


def decisions_on(lookups: Lookups, entity: EntityView) -> tuple[DecisionView, ...]:
    """Return the decisions that had a part in an entity, in the order of the log."""
    if not entity.decisions:
        return ()
    return tuple(one for one in lookups.decisions() if one.id in entity.decisions)


def show_claims(
    claims: Sequence[ClaimView],
    documents: Sequence[DocumentView],
    meant: Meant = NOBODY_MEANT,
    counts: Mapping[str, Counts] = NOT_COUNTED,
) -> None:
    """Print a table of claims; `documents` tell the days of publication, the rest is as in `claim_table`."""
    show(claim_table(claims, {document.id: date_of(document) for document in documents}, meant, counts))


def show_entity(
    page: EntityPage,
    documents: Sequence[DocumentView],
    acts: Sequence[str] = CLAIM_ACTS,
    counts: Mapping[str, Counts] = NOT_COUNTED,
) -> None:
    """Print an actor or a place: what it is, what it said, what was said about it; `acts` are listed,
    `documents` are those of the claims, and `counts` are as in `claim_table`."""
    entity = page.entity
    dates = {document.id: date_of(document) for document in documents}
    kind = joined((entity.kind, "" if entity.named else "unnamed", entity.id))
    show(heading(entity.label, kind), fields([*entity_rows(entity, page.documents), *decided_rows(page)]))
    listed = name_acts(acts).capitalize()
    wish = "" if acts == CLAIM_ACTS else "".join(f" --act {act}" for act in acts)
    by, about = (f"kg claims --{option} {entity.id}{wish}" for option in ("by", "about"))
    _note_more(page.documents_total - len(page.documents), "article", "--limit N lists so many")
    _show_claims(f"{listed} made", page.claims_by, page.claims_by_total, dates, by, counts)
    _show_claims(f"{listed} about", page.claims_about, page.claims_about_total, dates, about, counts)


def entity_rows(entity: EntityView, documents: Sequence[DocumentView]) -> list[tuple[str, Line]]:
    """Return what is known about an entity besides its claims."""
    point = "" if entity.lat is None or entity.lon is None else f"{entity.lat:.4f}, {entity.lon:.4f}"
    return [
        ("also", joined((alias for alias in entity.aliases if alias != entity.label), ", ")),
        *role_rows(entity),
        *body_rows(entity),
        ("country", entity.country or ""),
        ("lat, lon", point),
        ("ids", joined((f"{scheme} {value}" for scheme, value in sorted(entity.ids.items())), ", ")),
        ("because", f"{'; '.join(entity.reasons)} (score {entity.score:.2f})" if entity.reasons else ""),
        ("counts", count_words(entity)),
        *(("article" if not number else "", article_words(d)) for number, d in enumerate(documents)),
    ]


def decided_rows(page: EntityPage) -> list[tuple[str, str]]:
    """Return what people decided about an entity, who, when and why."""
    paths = {document.id: document.path for document in page.documents}
    return [
        ("" if number else "decided", f"{decision_words(one, paths)}, {decided_by(one)} · {one.id}")
        for number, one in enumerate(page.decisions)
    ]


def count_words(entity: EntityView) -> str:
    """Return how often an entity occurs: "4 mentions in 2 articles, 3 claims made, 1 about"."""
    found = f"{counted(entity.mentions, 'mention')} in {counted(entity.documents, 'article')}"
    return f"{found}; {counted(entity.claims_by, 'claim')} made, {entity.claims_about} about"


def set_aside_words(entity: EntityView) -> str:
    """Return how many intentions and deeds an entity has and is spoken of in; empty if there are none."""
    made, about = entity.intentions_and_deeds_by, entity.intentions_and_deeds_about
    label = plain(entity.label)
    if made and about:
        return f"{count_set_aside(made)} by and {about:,} about {label}"
    return f"{count_set_aside(made or about)} {'by' if made else 'about'} {label}" if made or about else ""


def article_words(document: DocumentView) -> str:
    """Return an article on one line: path, publisher, day."""
    retracted = "retracted" if document.retraction else ""
    return joined((document.path, document.publisher or "unknown publisher", date_of(document), retracted))


def date_of(document: DocumentView) -> str:
    """Return the day of publication as far as it is known."""
    return (document.published and document.published.value) or "date unknown"


def _show_claims(
    title: str,
    claims: Sequence[ClaimView],
    total: int,
    dates: dict[str, str],
    command: str,
    counts: Mapping[str, Counts],
) -> None:
    if not claims:
        return
    show("", heading(f"{title} ({total:,})"), "", claim_table(claims, dates, counts=counts))
    if total > len(claims):
        note(f"{total - len(claims):,} more: {command}")


def _note_more(number: int, noun: str, how: str) -> None:
    if number > 0:
        note(f"{counted(number, f'more {noun}')}: {how}.")


def show_documents(documents: Sequence[DocumentView]) -> None:
    """Print a table of articles."""
    made = table("Article", "Publisher, day", "Claims", numbers=("Claims",))
    for document in documents:
        status = "" if document.status == "current" else document.status
        made.add_row(
            stacked(document.path, document.title or "", retraction_words(document)),
            stacked(document.publisher or "unknown publisher", joined((date_of(document), status))),
            str(document.claims),
        )
    show(made)


def retraction_words(document: DocumentView) -> str:
    """Return who retracted an article, when and why, with the decision's id; empty if nobody did."""
    found = document.retraction
    return f"retracted {decided_by(found)} · {found.decision}" if found else ""


def stacked(*lines: str) -> str:
    """Return the lines that are not empty, each on one line and without control characters."""
    return "\n".join(plain(line) for line in lines if line)
