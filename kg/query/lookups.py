"""Look-ups: one name or filter in, typed results out, from SQLite alone.

Comes in: the folder of a store.  Goes out: the records of `kg.query.results`, always in the same order.
Must not: import spaCy, rdflib, networkx, pyvis or pyoxigraph (a look-up answers in a tenth of a second).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import InputError, NotFoundError
from kg.model import Certainty, EntityKind, Style
from kg.query.acts import chosen_acts
from kg.query.assembled import complete_entities, complete_entity, lineage_views, suggestion_views
from kg.query.comparison_results import DiscrepancyView, GroupView, LineageView
from kg.query.filters import Conditions, Range
from kg.query.find import best_tier, find_matches, is_entity_id, nearest_names, rank_nearest
from kg.query.index_file import IndexFile
from kg.query.results import ClaimView, DecisionView, DocumentView, EntityView, StoreSummary, SuggestionView
from kg.query.snapshot import hold_snapshot

ALL = frozenset(kind.value for kind in EntityKind)
PLACES = frozenset({EntityKind.PLACE.value, EntityKind.FACILITY.value})
ACTORS = ALL - PLACES
"""Kinds that speak: persons, organizations, groups and outlets.  Events are among them, so
that `kg who` shows what was said about one."""

LISTED = 5
"""Articles, or ids, that a question which one is meant names at most."""

_ORDER = "document.day, document.path, document.id"
"""What articles are sorted by in every answer."""

_LISTED = f"ORDER BY document.status = 'superseded', {_ORDER}"
"""The same where former versions come after all others."""

_TIERS = (
    "SELECT *, dense_rank() OVER (ORDER BY id != ?1, status = 'superseded', path != ?1) AS tier "
    "FROM document WHERE id = ?1 OR path = ?1 OR file_name = ?1 OR url = ?1"
)
_OCCURS = (
    "SELECT view FROM document JOIN document_entity ON document_entity.document = document.number "
    "WHERE entity = ?1"
)

_SPEAKS_OF = ("about", "place")

_WANTED = {ALL: "actor or place", ACTORS: "actor"}


class Lookups:
    """Questions to the published state of a store, as it was when this was made.

    Raises StoreError when there is no store at `path`, or a broken one.
    """

    def __init__(self, path: Path | str, snapshot: Path | None = None) -> None:
        """Open the store at `path`; `snapshot` is its current one where the caller holds that."""
        self._hold = None
        if snapshot is None:
            snapshot, self._hold = hold_snapshot(Path(path))
        self._index = IndexFile(snapshot)

    def close(self) -> None:
        """Close the file, so that a later build can remove the snapshot."""
        self._index.close()
        if self._hold is not None:
            self._hold.release()

    # -------------------------------------------------------------------------- actors and places

    def who(self, name: str) -> EntityView:
        """Return the person, organization, group or outlet that a name or id means most likely.

        The beginning of an id is enough if no other id has the same.  NotFoundError, with up to five names
        that come close, when nobody has it.
        """
        return self._one(name, ACTORS, "person, organization, group or outlet")

    def place(self, name: str) -> EntityView:
        """Return the place that a name or id means most likely; NotFoundError when none has it."""
        return self._one(name, PLACES, "place")

    def candidates(self, name: str, kinds: Collection[str] = ALL) -> tuple[EntityView, ...]:
        """Return everything that a name can mean as well as the best match does, the likeliest first; of the
        beginning of an id all that have it."""
        matches = best_tier(find_matches(self._index, name, kinds))
        return tuple(self.entity(match.entity) for match in matches)

    def entity(self, identifier: str) -> EntityView:
        """Return the entity that has, or once had, this id."""
        sql = (
            "SELECT view FROM entity WHERE id = ?1 OR id IN (SELECT entity FROM former_id WHERE id = ?1) "
            "ORDER BY id != ?1, id DESC LIMIT 1"
        )
        found = self._index.views(EntityView, sql, identifier)
        if not found:
            raise _no_entity(identifier)
        return complete_entity(self._index, found[0])

    def entities(self, kind: str | None = None) -> tuple[EntityView, ...]:
        """Return all entities, or those of one kind, by id."""
        sql = "SELECT view FROM entity WHERE ?1 IS NULL OR kind = ?1 ORDER BY id"
        return complete_entities(self._index, self._index.views(EntityView, sql, kind))

    # ------------------------------------------------------------------------------------- claims

    def claims(
        self,
        by: str | None = None,
        about: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        certainty: str | None = None,
        style: str | None = None,
        document: str | None = None,
        act: str | Sequence[str] | None = None,
        own_voice: bool | None = None,
        limit: int | None = None,
        via: str | None = None,
        retracted: bool | None = False,
        articles: Range | None = None,
        publishers: Range | None = None,
        origins: Range | None = None,
    ) -> tuple[ClaimView, ...]:
        """Return the claims that pass all filters, by publication date, path and offset.

        `act` is one of speech, thought, intention and deed, several of them, or "all"; speech (own voice is
        speech) and thought if nothing is asked for.

        `by` is who said it, `via` who passed it on: the publisher, or a carrier that the article names.
        These, `about` and `place` are names or ids; a name that several have equally well means all of them.
        Dates are YYYY, YYYY-MM or YYYY-MM-DD and compare with the date of the statement, else of publication.
        `articles`, `publishers` and `origins` are least and most of the counts of its group.
        What was `retracted` is left out; None shows it in its place, True shows nothing else.
        Raises NotFoundError for an unknown name or document, InputError for a value that no claim can have
        and for a document that may be several.
        """
        asked = Conditions()
        asked.linked(self._ids(by, ACTORS), ("by",))
        asked.linked(self._ids(via, ACTORS), ("carrier",))
        asked.linked(self._ids(about, ALL), _SPEAKS_OF)
        asked.linked(self._ids(place, PLACES), _SPEAKS_OF)
        asked.since(since)
        asked.until(until)
        asked.equal("certainty", certainty, Certainty)
        asked.equal("style", style, Style)
        asked.among("act", chosen_acts(act))
        asked.within(self.document(document).id if document else None)
        asked.own_voice(own_voice)
        for column, wanted in (("articles", articles), ("publishers", publishers), ("origins", origins)):
            asked.counted(column, wanted)
        asked.retracted(retracted)
        return self._claims(asked, limit)

    def claims_by(
        self, entity: str, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        """Return the claims whose source is the entity with this id; `act` and `retracted` as in `claims`."""
        return self._claims_linked(entity, ("by",), act, retracted)

    def claims_about(
        self, entity: str, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        """Return the claims that speak of the entity with this id, or name it as their place; `act` and
        `retracted` as in `claims`."""
        return self._claims_linked(entity, _SPEAKS_OF, act, retracted)

    def claim(self, identifier: str) -> ClaimView:
        """Return one claim by its id, or by the beginning of it if no other claim has the same.

        One of a text that has changed since is found here, with the status "superseded", and nowhere else; a
        retracted one tells who retracted it, when and why.
        """
        sql = (
            "SELECT view FROM (SELECT id, view FROM claim UNION ALL SELECT id, view FROM former_claim) "
            "WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 6"
        )
        found = self._index.views(ClaimView, sql, identifier) if identifier else ()
        if not found:
            raise NotFoundError(f"no claim {identifier!r}: kg claims lists them with their ids")
        if len(found) > 1 and found[0].id != identifier:
            raise NotFoundError(
                f"several claims begin with {identifier!r}: give more of the id",
                tuple(one.id for one in found[:5]),
            )
        return found[0]

    # ---------------------------------------------------------------------------------- documents

    def document(self, id_or_path: str) -> DocumentView:
        """Return the article with this id, path, file name or URL; the current one of its versions.

        InputError, with their paths, when several have it; NotFoundError, with the nearest, when none has.
        """
        sql = f"SELECT view FROM ({_TIERS}) AS document WHERE tier = 1 ORDER BY {_ORDER}"  # noqa: S608
        found = self._index.views(DocumentView, sql, id_or_path)
        if len(found) > 1:
            raise InputError(_which(id_or_path, found))
        if not found:
            rows = self._index.rows(f"SELECT file_name, path FROM document {_LISTED}")  # noqa: S608
            nearest = rank_nearest(id_or_path, [(form, path) for name, path in rows for form in (name, path)])
            raise NotFoundError(f"no article {id_or_path!r}: kg documents lists them", nearest)
        return found[0]

    def documents(self, *, all_versions: bool = False) -> tuple[DocumentView, ...]:
        """Return the current articles by publication date and path, then superseded ones if asked for.

        A retracted one stands in its place with the status "retracted": it is to be shown, not counted.
        """
        sql = f"SELECT view FROM document WHERE status {{}} 'superseded' ORDER BY {_ORDER}"  # noqa: S608
        shown = self._index.views(DocumentView, sql.format("!="))
        return (*shown, *self._index.views(DocumentView, sql.format("="))) if all_versions else shown

    def documents_of(self, entity: str, retracted: bool | None = False) -> tuple[DocumentView, ...]:
        """Return the current articles that mention the entity with this id, or that it publishes; `retracted`
        as in `claims`."""
        sql = f"{_OCCURS} AND (?2 IS NULL OR (status = 'retracted') = ?2) ORDER BY {_ORDER}"
        return self._index.views(DocumentView, sql, self.entity(entity).id, retracted)

    # ----------------------------------------------------------------------------- across documents

    def lineage(self) -> tuple[LineageView, ...]:
        """Return which article rests on what."""
        return lineage_views(self._index)

    def groups(self) -> tuple[GroupView, ...]:
        """Return claims that say the same, with their three counts, by id."""
        return self._index.views(GroupView, "SELECT view FROM claim_group ORDER BY id")

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        """Return how claims about one matter differ, the surest first."""
        return self._index.views(DiscrepancyView, "SELECT view FROM discrepancy ORDER BY score DESC, id")

    def discrepancy(self, identifier: str) -> DiscrepancyView:
        """Return the difference with this id."""
        found = self._index.views(DiscrepancyView, "SELECT view FROM discrepancy WHERE id = ?1", identifier)
        if not found:
            raise NotFoundError(f"no difference {identifier!r}: kg compare --json lists them with their ids")
        return found[0]

    # ----------------------------------------------------------------------------------- decisions

    def decisions(self) -> tuple[DecisionView, ...]:
        """Return what people decided, in the order of the log, as the last build found it."""
        return self._index.views(DecisionView, "SELECT view FROM decision ORDER BY rank")

    def suggestions(self, limit: int | None = None) -> tuple[SuggestionView, ...]:
        """Return pairs of entities that may be one, best first."""
        return suggestion_views(self._index, limit)

    def summary(self) -> StoreSummary:
        """Return the numbers of the whole store."""
        found = self._index.views(StoreSummary, "SELECT view FROM summary")
        return found[0] if found else StoreSummary(0, 0)

    # ------------------------------------------------------------------------------------- inside

    def _one(self, name: str, kinds: Collection[str], wanted: str) -> EntityView:
        return self.entity(self._meant(name, kinds, wanted)[0])

    def _not_found(self, name: str, kinds: Collection[str], wanted: str) -> NotFoundError:
        """Say that nobody has the name; mention who has it among the other kinds, else who comes close."""
        others = self.candidates(name, ALL - frozenset(kinds))
        if is_entity_id(name) and not others:
            return _no_entity(name)
        if others:
            command = "place" if others[0].kind in PLACES else "who"
            if is_entity_id(name):
                known = f"{others[0].label} ({others[0].kind}): see kg {command} {others[0].id}"
                return NotFoundError(f"{name} is the id of no {wanted}, but of {known}")
            known = f"{others[0].label} is a {others[0].kind}: see kg {command} {name!r}"
            return NotFoundError(f"no {wanted} is called {name!r}, but {known}", ())
        return NotFoundError(f"no {wanted} is called {name!r}", nearest_names(self._index, name, kinds))

    def _ids(self, name: str | None, kinds: Collection[str]) -> list[str] | None:
        """Return the ids of all that a name means equally well; None when no name is given."""
        if name is None:
            return None
        return self._meant(name, kinds, _WANTED.get(frozenset(kinds), "place"))

    def _meant(self, name: str, kinds: Collection[str], wanted: str) -> list[str]:
        """Return the ids of all that a name means equally well; NotFoundError when there is none, and when
        what was typed is the beginning of several ids."""
        found = [match.entity for match in best_tier(find_matches(self._index, name, kinds))]
        if not found:
            raise self._not_found(name, kinds, wanted)
        if len(found) > 1 and is_entity_id(name):
            raise NotFoundError(f"several entities have ids that begin with {name}", tuple(found[:LISTED]))
        return found

    def _claims_linked(
        self,
        entity: str,
        relations: Sequence[str],
        act: str | Sequence[str] | None,
        retracted: bool | None,
    ) -> tuple[ClaimView, ...]:
        asked = Conditions()
        asked.retracted(retracted)
        asked.linked([self.entity(entity).id], relations)
        asked.among("act", chosen_acts(act))
        return self._claims(asked)

    def _claims(self, asked: Conditions, limit: int | None = None) -> tuple[ClaimView, ...]:
        sql = (
            f"SELECT claim.view FROM document {asked.join} claim ON claim.document = document.number "  # noqa: S608
            f"{asked.where} ORDER BY {_ORDER}, claim.place LIMIT ?"  # values are bound
        )
        return self._index.views(ClaimView, sql, *asked.values, -1 if limit is None else limit)


def _no_entity(identifier: str) -> NotFoundError:
    return NotFoundError(f"no entity has the id {identifier}: kg who NAME and kg place NAME show ids")


def _which(asked: str, found: Sequence[DocumentView]) -> str:
    """Return the question which of several articles is meant; equal paths get their ids."""
    paths = [one.path for one in found]
    shown = [one.path if paths.count(one.path) == 1 else f"{one.path} ({one.id})" for one in found]
    more = f" and {len(shown) - LISTED} more" if len(shown) > LISTED else ""
    listed = ", ".join(shown[:LISTED])
    return f"several articles are called {asked!r}: {listed}{more}; give the whole path or the id"
