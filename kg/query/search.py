"""A search: names and claims that have what was typed, each with what it is, how often, and where it stands.

Comes in: an index, words as a person types them.  Goes out: `SearchResults`.
Must not: go through all names or claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Act
from kg.query.filters import Conditions
from kg.query.index_file import IndexFile
from kg.query.listing import UNDATED, list_claims, read_claims
from kg.query.results import ClaimView, EntityView, Span
from kg.query.search_claims import Asked, ClaimSearch
from kg.query.search_names import NearName, find_near_names
from kg.query.search_results import FoundClaim, FoundName, FoundSentence, SearchResults
from kg.query.search_words import fold_words, split_words

MOST_WORDS = 32
"""Words that are looked for at once, at most."""

_TRIED = 3
"""Claims of an entity in which a sentence with its name is looked for, at most."""


def search_names(index: IndexFile, typed: str, limit: int) -> tuple[tuple[FoundName, ...], bool]:
    """Return the names that come closest, and whether there are more."""
    found = find_near_names(index, typed, limit + 1)
    listed = found[:limit]
    sql = "SELECT view FROM entity WHERE id IN ({})"
    payloads = (row[0] for row in index.batches(sql, (one.entity for one in listed)))
    views = {view.id: view for view in index.decoded(EntityView, payloads)}
    return tuple(_found_name(index, one, views[one.entity]) for one in listed), len(found) > limit


def search_claims(
    index: IndexFile, typed: str, acts: Sequence[str], limit: int, offset: int = 0
) -> SearchResults:
    """Return the claims with these acts that fit best, how many there are, and how the words were read."""
    search = ClaimSearch(index, acts)
    asked = search.read(typed)
    if asked is None:
        return SearchResults(typed)
    listed = read_claims(index, search.find(asked, limit, offset))
    return SearchResults(
        typed,
        claims=_found_claims(index, listed, asked),
        claims_total=search.count(asked),
        every_word=asked.every,
        words=tuple(part.read for part in asked.parts),
    )


def _found_name(index: IndexFile, near: NearName, view: EntityView) -> FoundName:
    words = frozenset(near.near.words)
    name = view.label if words.issubset(fold_words(view.label)) else near.name
    return FoundName(
        entity=view.id,
        kind=view.kind,
        label=view.label,
        name=name,
        marks=_marks_of(name, words),
        errors=near.near.errors,
        named=view.named,
        telling=next(iter((*filter(None, (view.country,)), *view.roles)), ""),
        mentions=view.mentions,
        documents=view.documents,
        claims_by=view.claims_by,
        claims_about=view.claims_about,
        sentence=_sentence(index, view, name),
    )


def _sentence(index: IndexFile, view: EntityView, name: str) -> FoundSentence | None:
    """Return the sentence that has most words of a name, of the first claims that an entity makes or is
    spoken of in."""
    asked = Conditions()
    asked.linked((view.id,), ("by", "about", "place"))
    asked.among("act", tuple(Act))
    asked.retracted(False)
    claims = list_claims(index, asked, _TRIED)
    words = frozenset(word for word, _ in split_words(name))
    marked = [(_marks_of(claim.sentence_text, words), claim) for claim in claims]
    if not marked:
        return None
    marks, claim = max(marked, key=lambda one: len(one[0]))
    return FoundSentence(claim.sentence_text, marks, claim.id, claim.document, claim.document_id)


def _found_claims(index: IndexFile, claims: Sequence[ClaimView], asked: Asked) -> tuple[FoundClaim, ...]:
    counts = _read_counts(index, [claim.group for claim in claims])
    days: dict[str, str] = dict(
        index.batches("SELECT id, day FROM document WHERE id IN ({})", (one.document_id for one in claims))
    )
    return tuple(
        FoundClaim(
            claim,
            asked.marks(claim.sentence_text),
            None if (day := days[claim.document_id]) == UNDATED else day,
            *counts.get(claim.group, (1, 1, 1)),
        )
        for claim in claims
    )


def _read_counts(index: IndexFile, groups: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    sql = "SELECT id, articles, publishers, origins FROM claim_group WHERE id IN ({})"
    found = index.batches(sql, groups)
    return {group: (articles, publishers, origins) for group, articles, publishers, origins in found}


def _marks_of(text: str, words: frozenset[str]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for word, span in split_words(text) if word in words))
