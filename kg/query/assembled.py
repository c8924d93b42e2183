"""Answers that are put together from several rows, so that no row repeats what another says.

Comes in: an index.  Goes out: entities with what each of their articles says of them, lineage with the names
of articles, suggestions with what is known of both entities.
Must not: choose which of them are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Suggestion
from kg.query.comparison_results import LineageView
from kg.query.index_file import IndexFile, Row
from kg.query.results import BodyView, EntityView, RoleView, SuggestionView

_MEMBERSHIPS = "SELECT entity, relation, view FROM membership"
_TOLD = f"{_MEMBERSHIPS} WHERE entity = ? ORDER BY document DESC, relation DESC, place DESC LIMIT ?"
"""By the key of the table, so that the rest of an entity's rows is not read."""

_FILES = (
    "SELECT entity, file_name FROM document_entity JOIN document ON number = document_entity.document "
    "WHERE counted"
)
_LINEAGE = """
SELECT lineage.view, descendant.file_name, origin.file_name FROM lineage
LEFT JOIN document AS descendant ON descendant.id = lineage.document
LEFT JOIN document AS origin ON origin.id = lineage.origin
"""
_LINEAGE_ORDER = "ORDER BY lineage.document, lineage.origin, lineage.kind, lineage.number"
_SUGGESTIONS = """
SELECT suggestion.record, one.view, other.view FROM suggestion
JOIN entity AS one ON one.id = suggestion.left JOIN entity AS other ON other.id = suggestion.right
ORDER BY suggestion.rank LIMIT ?
"""


def complete_entity(index: IndexFile, entity: EntityView) -> EntityView:
    """Return one entity with its files, roles and bodies."""
    memberships = index.rows(f"{_MEMBERSHIPS} WHERE entity = ?", entity.id)
    return _complete(index, entity, memberships, index.rows(f"{_FILES} AND entity = ?", entity.id))


def tell_entity(index: IndexFile, entity: EntityView, most: int) -> EntityView:
    """Return one entity with at most so many of its roles and bodies, those of the articles that were stored
    last, and without its files."""
    return _complete(index, entity, index.rows(_TOLD, entity.id, most), ())


def complete_entities(index: IndexFile, entities: Iterable[EntityView]) -> tuple[EntityView, ...]:
    """Return many entities so, by two questions."""
    memberships, files = _by_entity(index.rows(_MEMBERSHIPS)), _by_entity(index.rows(_FILES))
    return tuple(
        _complete(index, one, memberships.get(one.id, ()), files.get(one.id, ())) for one in entities
    )


def lineage_views(index: IndexFile) -> tuple[LineageView, ...]:
    """Return all links, their articles by the names that these have now."""
    return _name_articles(index, index.rows(f"{_LINEAGE} {_LINEAGE_ORDER}"))


def lineage_near(index: IndexFile, document: str, most: int) -> tuple[LineageView, ...]:
    """Return the links from an article, then those to it, so named; at most so many of each."""
    found = (
        index.rows(f"{_LINEAGE} WHERE lineage.{end} = ? {_LINEAGE_ORDER} LIMIT ?", document, most)
        for end in ("document", "origin")
    )
    return _name_articles(index, [row for rows in found for row in rows])


def _name_articles(index: IndexFile, rows: Sequence[Row]) -> tuple[LineageView, ...]:
    views = index.decoded(LineageView, (row[0] for row in rows))
    return tuple(
        replace(view, document=document or view.document, origin=origin or view.origin)
        for view, (_, document, origin) in zip(views, rows, strict=True)
    )


def suggestion_views(index: IndexFile, limit: int | None) -> tuple[SuggestionView, ...]:
    """Return pairs of entities that may be one, best first, with what is known of both."""
    rows = index.rows(_SUGGESTIONS, -1 if limit is None else limit)
    records = index.decoded(Suggestion, (row[0] for row in rows))
    lefts = index.decoded(EntityView, (row[1] for row in rows))
    rights = index.decoded(EntityView, (row[2] for row in rows))
    return tuple(_view_suggestion(*found) for found in zip(records, lefts, rights, strict=True))


def _by_entity(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _complete(
    index: IndexFile, entity: EntityView, memberships: Iterable[Row], files: Iterable[Row]
) -> EntityView:
    roles = index.decoded(RoleView, (view for _, relation, view in memberships if relation == "role"))
    bodies = index.decoded(BodyView, (view for _, relation, view in memberships if relation == "body"))
    return replace(
        entity,
        role_entries=tuple(sorted(roles, key=_order)),
        belongs_to=tuple(sorted(bodies, key=_order)),
        document_files=tuple(sorted(name for _, name in files)),
    )


def _order(view: RoleView | BodyView) -> tuple[object, ...]:
    """Sorts by date, undated ones last, then by article, offset, words and whom they name."""
    named = view.entity if isinstance(view, BodyView) else view.affiliation or ""
    day = (view.as_of is None, view.as_of or "")
    return (*day, view.document, view.spans, view.document_id, view.text, named)


def _view_suggestion(one: Suggestion, left: EntityView, right: EntityView) -> SuggestionView:
    return SuggestionView(
        left=one.left,
        right=one.right,
        score=one.score,
        reasons=one.reasons,
        against=one.against,
        left_label=left.label,
        left_kind=left.kind,
        left_documents=left.documents,
        right_label=right.label,
        right_kind=right.kind,
        right_documents=right.documents,
    )
