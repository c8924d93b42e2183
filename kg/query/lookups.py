"""Look-ups: one name or filter in, typed results out, from SQLite alone.

Comes in: the folder of a store.  Goes out: the records of `kg.query.results`, always in the same order.
Must not: import spaCy, rdflib, networkx, pyvis or pyoxigraph (a look-up answers in a tenth of a second).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from kg.errors import InputError, NotFoundError, NothingAskedError
from kg.model import Certainty, Style
from kg.query.acts import chosen_acts
from kg.query.assembled import complete_entities, complete_entity, lineage_views, suggestion_views
from kg.query.comparison_results import DiscrepancyView, GroupView, LineageView
from kg.query.filters import ClaimFilters, Conditions
from kg.query.find import find_matches, find_others, rank_nearest
from kg.query.index_file import IndexFile
from kg.query.listing import (
    ORDER,
    count_claims,
    count_documents,
    list_claims,
    list_documents,
    read_documents,
)
from kg.query.names import name_key
from kg.query.naming import ACTORS, ALL, LISTED, PLACES, meant_by, no_entity
from kg.query.results import ClaimView, DecisionView, DocumentView, EntityView, StoreSummary, SuggestionView
from kg.query.search import MOST_WORDS, search_claims, search_names
from kg.query.search_results import SearchResults
from kg.query.snapshot import hold_snapshot

__all__ = ["ACTORS", "ALL", "PLACES", "Lookups"]

_LISTED = f"ORDER BY document.status = 'superseded', {ORDER}"
"""The same where former versions come after all others."""

_TIERS = (
    "SELECT *, dense_rank() OVER (ORDER BY id != ?1, status = 'superseded', path != ?1) AS tier "
    "FROM document WHERE id = ?1 OR path = ?1 OR file_name = ?1 OR url = ?1"
)

SAID, SPOKEN = ("by",), ("about", "place")
"""Relations of a claim to whoever says it, and to whomever it speaks of."""


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
        return self.entity(meant_by(self._index, name, ACTORS, "person, organization, group or outlet")[0])

    def place(self, name: str) -> EntityView:
        """Return the place that a name or id means most likely; NotFoundError when none has it."""
        return self.entity(meant_by(self._index, name, PLACES)[0])

    def candidates(
        self, name: str, kinds: Collection[str] = ALL, limit: int | None = None
    ) -> tuple[EntityView, ...]:
        """Return everything that a name can mean as well as the best match does, the likeliest first, at most
        `limit`; of the beginning of an id all that have it."""
        return tuple(self.entity(one) for one in self.candidate_ids(name, kinds)[:limit])

    def candidate_ids(self, name: str, kinds: Collection[str] = ALL) -> tuple[str, ...]:
        """Return the ids of all `candidates`, which costs less where there are many."""
        return tuple(match.entity for match in find_matches(self._index, name, kinds))

    def others_named(self, name: str, kinds: Collection[str] = ALL) -> tuple[str, ...]:
        """Return the ids of those who have the name too but are not among the `candidates`, whose whole name
        it is."""
        return tuple(find_others(self._index, name, kinds))

    def entity(self, identifier: str) -> EntityView:
        """Return the entity that has, or once had, this id."""
        return complete_entity(self._index, self.bare_entity(identifier))

    def bare_entity(self, identifier: str) -> EntityView:
        """Return the entity that has, or once had, this id, without what its articles say of it."""
        sql = (
            "SELECT view FROM entity WHERE id = ?1 OR id IN (SELECT entity FROM former_id WHERE id = ?1) "
            "ORDER BY id != ?1, id DESC LIMIT 1"
        )
        found = self._index.views(EntityView, sql, identifier)
        if not found:
            raise no_entity(identifier)
        return found[0]

    def entities(self, kind: str | None = None) -> tuple[EntityView, ...]:
        """Return all entities, or those of one kind, by id."""
        sql = "SELECT view FROM entity WHERE ?1 IS NULL OR kind = ?1 ORDER BY id"
        return complete_entities(self._index, self._index.views(EntityView, sql, kind))

    # ------------------------------------------------------------------------------------- claims

    def claims(
        self, limit: int | None = None, offset: int = 0, **filters: Unpack[ClaimFilters]
    ) -> tuple[ClaimView, ...]:
        """Return the claims that pass all filters, by publication date, path and offset: at most `limit`,
        after the first `offset`.

        The filters are `by`, `via`, `about`, `place`, `since`, `until`, `certainty`, `style`, `document`,
        `act`, `own_voice`, `retracted`, `articles`, `publishers` and `origins`
        (`kg.query.filters.ClaimFilters` says what each takes).  A name that several have equally well means
        all of them.
        Raises NotFoundError for an unknown name or document, InputError for a value that no claim can have
        and for a document that may be several.
        """
        return list_claims(self._index, self._conditions(filters), limit, offset)

    def count_claims(self, **filters: Unpack[ClaimFilters]) -> int:
        """Return how many claims pass all filters, which are those of `claims`."""
        return count_claims(self._index, self._conditions(filters))

    def claims_by(
        self,
        entity: str,
        act: str | Sequence[str] | None = None,
        retracted: bool | None = False,
        limit: int | None = None,
    ) -> tuple[ClaimView, ...]:
        """Return the claims whose source is the entity with this id; the rest is as in `claims`."""
        return list_claims(self._index, self._linked(entity, SAID, act, retracted), limit)

    def claims_about(
        self,
        entity: str,
        act: str | Sequence[str] | None = None,
        retracted: bool | None = False,
        limit: int | None = None,
    ) -> tuple[ClaimView, ...]:
        """Return the claims that speak of the entity with this id, or name it as their place; the rest is as
        in `claims`."""
        return list_claims(self._index, self._linked(entity, SPOKEN, act, retracted), limit)

    def count_claims_of(
        self, entity: str, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[int, int]:
        """Return how many claims `claims_by` and `claims_about` have without a limit."""
        by, about = (
            count_claims(self._index, self._linked(entity, relations, act, retracted))
            for relations in (SAID, SPOKEN)
        )
        return by, about

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
        sql = f"SELECT view FROM ({_TIERS}) AS document WHERE tier = 1 ORDER BY {ORDER}"  # noqa: S608
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
        sql = f"SELECT view FROM document WHERE status {{}} 'superseded' ORDER BY {ORDER}"  # noqa: S608
        shown = self._index.views(DocumentView, sql.format("!="))
        return (*shown, *self._index.views(DocumentView, sql.format("="))) if all_versions else shown

    def documents_of(
        self, entity: str, retracted: bool | None = False, limit: int | None = None
    ) -> tuple[DocumentView, ...]:
        """Return the current articles that mention the entity with this id, or that it publishes; the rest is
        as in `claims`."""
        return list_documents(self._index, self.bare_entity(entity).id, retracted, limit)

    def count_documents_of(self, entity: str, retracted: bool | None = False) -> int:
        """Return how many articles `documents_of` has without a limit."""
        return count_documents(self._index, self.bare_entity(entity).id, retracted)

    def documents_by_id(self, ids: Iterable[str]) -> tuple[DocumentView, ...]:
        """Return the articles that have these ids, in their order; whoever is not here is left out."""
        return read_documents(self._index, ids)

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

    # -------------------------------------------------------------------------------------- search

    def search(
        self,
        words: str,
        limit: int = 10,
        offset: int = 0,
        kind: str | None = None,
        act: str | Sequence[str] | None = None,
    ) -> SearchResults:
        """Return names of actors and places, and claims, that have the words, be they misspelt.

        `kind` is "names" or "claims" where only one is wanted; at most `limit` of each, of claims after the
        first `offset`; `act` as in `claims`.  "..." asks for words of a claim that follow one another,
        `word*` for all that begin so.  Raises InputError where there is nothing to look for.
        """
        if kind not in (None, "names", "claims"):
            raise InputError(f"search finds names or claims, not {kind!r}")
        acts, number = chosen_acts(act), len(name_key(words).split())
        if not number:
            raise NothingAskedError("search for what? Give a name, or words of a claim")
        if number > MOST_WORDS:
            raise InputError(f"a search takes {MOST_WORDS} words at most, not {number}")
        named, more = search_names(self._index, words, limit) if kind != "claims" else ((), False)
        if kind == "names":
            return SearchResults(words, named, more)
        found = search_claims(self._index, words, acts, limit, offset)
        return replace(found, asked=words, names=named, more_names=more)

    # ------------------------------------------------------------------------------------- inside

    def _linked(
        self,
        entity: str,
        relations: Sequence[str],
        act: str | Sequence[str] | None,
        retracted: bool | None,
    ) -> Conditions:
        asked = Conditions()
        asked.retracted(retracted)
        asked.linked([self.bare_entity(entity).id], relations)
        asked.among("act", chosen_acts(act))
        return asked

    def _conditions(self, filters: ClaimFilters) -> Conditions:
        """Return what the filters ask for, names turned into ids."""
        asked = Conditions()
        asked.linked(self._ids(filters.get("by"), ACTORS), SAID)
        asked.linked(self._ids(filters.get("via"), ACTORS), ("carrier",))
        asked.linked(self._ids(filters.get("about"), ALL), SPOKEN)
        asked.linked(self._ids(filters.get("place"), PLACES), SPOKEN)
        asked.since(filters.get("since"))
        asked.until(filters.get("until"))
        asked.equal("certainty", filters.get("certainty"), Certainty)
        asked.equal("style", filters.get("style"), Style)
        asked.among("act", chosen_acts(filters.get("act")))
        document = filters.get("document")
        asked.within(self.document(document).id if document else None)
        asked.own_voice(filters.get("own_voice"))
        asked.counted("articles", filters.get("articles"))
        asked.counted("publishers", filters.get("publishers"))
        asked.counted("origins", filters.get("origins"))
        asked.retracted(filters.get("retracted", False))
        return asked

    def _ids(self, name: str | None, kinds: Collection[str]) -> list[str] | None:
        """Return the ids of all that a name means equally well; None when no name is given."""
        return None if name is None else meant_by(self._index, name, kinds)


def _which(asked: str, found: Sequence[DocumentView]) -> str:
    """Return the question which of several articles is meant; equal paths get their ids."""
    paths = [one.path for one in found]
    shown = [one.path if paths.count(one.path) == 1 else f"{one.path} ({one.id})" for one in found]
    more = f" and {len(shown) - LISTED} more" if len(shown) > LISTED else ""
    listed = ", ".join(shown[:LISTED])
    return f"several articles are called {asked!r}: {listed}{more}; give the whole path or the id"
