"""Entities that one name can mean, in the words that tell them apart.

Comes in: views of entities.  Goes out: words, and lists on stderr.  Must not: choose between them, or import
spaCy, rdflib, networkx or pyvis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.cli.options import note
from kg.cli.screen import counted, fields, joined, plain, show
from kg.query.lookups import Lookups
from kg.query.results import EntityView

LISTED = 10
"""Candidates that are listed at most."""

_NAMED_ARTICLES = 2
"""Articles by which a candidate is told from others, at most."""

_SHORTEST = len("e-") + 4
"""Characters of an id that a row shows at least."""


def list_candidates(lookups: Lookups, found: Sequence[EntityView], total: int = 0) -> None:
    """List on stderr what a name can mean: id, kind, country, role, articles; `total` is how many those are
    of whom not all are in `found`."""
    total = max(total, len(found))
    rows = [(one.id, candidate_words(lookups, one)) for one in found[:LISTED]]
    show(fields(rows), stderr=True)
    if total > LISTED:
        note(f"and {total - LISTED:,} more; a longer name, or more of an id, finds fewer.")


def note_others(lookups: Lookups, name: str, others: Sequence[EntityView], total: int) -> None:
    """Tell whom a name could mean as well as the one that is shown; nothing if nobody."""
    if others:
        note(f"{plain(name)!r} could also mean:")
        list_candidates(lookups, others, total)


def note_mixed(lookups: Lookups, name: str, option: str, found: Sequence[EntityView], total: int = 0) -> None:
    """Tell that a listing has the claims of several who have the name, and how to ask for one of them."""
    if len(found) > 1:
        number = max(total, len(found))
        note(f"{plain(name)!r} is the name of {number:,}, listed together; {option} ID asks for one:")
        list_candidates(lookups, found, total)


def note_longer(lookups: Lookups, name: str, kinds: Collection[str]) -> None:
    """Tell who has the name too but was not meant, since it is all of somebody else's; nothing if nobody."""
    others = lookups.others_named(name, kinds)
    if others:
        note(f"others have the name {plain(name)!r} too; a full name, or an id, asks for one:")
        list_candidates(lookups, [lookups.entity(one) for one in others[:LISTED]], len(others))


def candidate_words(lookups: Lookups, entity: EntityView) -> str:
    """Return what tells an entity from others of its name: kind, country, role, the articles it is in."""
    told = telling_words(entity)
    return joined((entity.label, entity.kind, *told, article_names(lookups, entity)))


def telling_words(entity: EntityView) -> tuple[str, ...]:
    """Return country and role, or else the first thing known about an entity that its name does not say."""
    identifiers = (f"{scheme} {value}" for scheme, value in sorted(entity.ids.items()))
    others = (alias for alias in entity.aliases if alias != entity.label)
    country = joined((entity.country or "", *_point(entity)), ", ")
    known = [words for words in (country, *entity.roles[:1], *entity.affiliations[:1]) if words]
    return tuple(known[:2] or [next(iter((*identifiers, *others)), "")])


def _point(entity: EntityView) -> tuple[str, ...]:
    return () if entity.lat is None or entity.lon is None else (f"{entity.lat:.2f}", f"{entity.lon:.2f}")


def article_names(lookups: Lookups, entity: EntityView) -> str:
    """Return the articles that an entity is in: "3 articles (a.txt, b.txt ...)"."""
    total = lookups.count_documents_of(entity.id)
    if not total:
        return "in no article"
    found = [document.path for document in lookups.documents_of(entity.id, limit=_NAMED_ARTICLES)]
    more = " and others" if total > len(found) else ""
    return f"{counted(total, 'article')} ({', '.join(found)}{more})"


def marks_of_equals(named: Iterable[tuple[str | None, str]]) -> Mapping[str, str]:
    """Return (id, label) pairs -> the short id of each whose label another one has too.

    >>> marks_of_equals([("e-9a30ff", "Hale"), ("e-77d011", "Hale"), ("e-000000", "Reed")])
    {'e-77d011': 'e-77d0', 'e-9a30ff': 'e-9a30'}
    """
    by_label: dict[str, set[str]] = defaultdict(set)
    for identifier, label in named:
        if identifier:
            by_label[label].add(identifier)
    equal = {one for several in by_label.values() if len(several) > 1 for one in several}
    return {one: short_id(one, equal) for one in sorted(equal)}


def short_id(identifier: str, others: Collection[str]) -> str:
    """Return the beginning of an id that none of the others has, at least six characters."""
    beginnings = (identifier[:length] for length in range(_SHORTEST, len(identifier)))
    alone = (one for one in beginnings if sum(other.startswith(one) for other in others) < 2)
    return next(alone, identifier)
