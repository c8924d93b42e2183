"""Are two nodes one entity?  A score with its reason, or None.

Comes in: a pair of nodes from one block.  Goes out: (score, reason in words).
Must not: decide by order; the score of (a, b) is that of (b, a).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import ratio

from kg.model import EntityKind
from kg.resolve.cluster import Node, Pair, candidate_pairs

SAME_SPELLING = 90
"""Least similarity (0 to 100) of two spellings of one name, after transliteration: Halyna, Galyna are not."""

_SHARED_COMPANY = 2
"""Named entities that two documents must share for a surname in one to be that of the other."""

Score = tuple[float, str]
Company = Mapping[str, frozenset[str]]


def score_pairs(nodes: Sequence[Node]) -> dict[tuple[int, int], Score]:
    """Return the pairs that are one entity, with score and reason."""
    company = _company(nodes)
    surnames = _full_names_by_surname(nodes)
    joins: dict[tuple[int, int], Score] = {}
    for pair in candidate_pairs(nodes):
        found = (
            _score_persons(pair, surnames, company)
            if pair[0].kind is EntityKind.PERSON
            else _score_names(pair)
        )
        if found:
            joins[id(pair[0]), id(pair[1])] = found
    return joins


def _company(nodes: Sequence[Node]) -> Company:
    """Return, for each document, the keys of the named entities in it that stand in other documents too."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        if node.named and len(node.documents) > 1:
            for document in node.documents:
                found.setdefault(document, set()).add(f"{node.kind}:{node.key}")
    return {document: frozenset(keys) for document, keys in found.items()}


def _full_names_by_surname(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        if node.kind is EntityKind.PERSON:
            for surname in sorted({name.split()[-1] for name in node.full_names}):
                found.setdefault(surname, []).append(node)
    return found


def _score_names(pair: Pair) -> Score | None:
    """Organisations, outlets, groups and places that share a name and do not lie in different countries."""
    left, right = pair
    shared = sorted(left.names & right.names, key=lambda name: (-len(name), name))
    if not shared or _countries_conflict(left, right):
        return None
    if left.kind is EntityKind.PLACE and left.is_linked == right.is_linked:
        return None
    return 0.9, f"both are called {shared[0]}"


def _countries_conflict(left: Node, right: Node) -> bool:
    return bool(left.countries and right.countries and not left.countries & right.countries)


def _score_persons(pair: Pair, surnames: Mapping[str, list[Node]], company: Company) -> Score | None:
    left, right = pair
    if left.full_names and right.full_names:
        return _score_full_names(left, right)
    if left.full_names or right.full_names:
        full, short = (left, right) if left.full_names else (right, left)
        return _score_surname(full, short, surnames, company)
    return None


def _score_full_names(left: Node, right: Node) -> Score | None:
    if _countries_conflict(left, right) and not left.nouns & right.nouns:
        return None
    shared = sorted(left.full_names & right.full_names)
    if shared:
        return 0.95, f"both are called {shared[0]}"
    best = max(
        (same_full_name(one, two), one, two)
        for one in sorted(left.full_names)
        for two in sorted(right.full_names)
    )
    if best[0] < SAME_SPELLING:
        return None
    first, second = sorted(best[1:])
    return round(best[0] / 100 * 0.95, 4), f"{first} and {second} are spellings of one name"


def same_full_name(left: str, right: str) -> float:
    """Return the similarity (0 to 100) of two full names: the lesser of that of first names and surnames.

    Names of one spelling but for a middle name or an initial count as alike; "John" and "Jon" do, "Olha" and
    "Olena" do not.
    """
    one, two = left.split(), right.split()
    first = 95.0 if 1 in (len(one[0]), len(two[0])) and one[0][0] == two[0][0] else ratio(one[0], two[0])
    return min(first, ratio(one[-1], two[-1]))


def _score_surname(
    full: Node, short: Node, surnames: Mapping[str, list[Node]], company: Company
) -> Score | None:
    """Join a person known by a surname to the only full name with it, given support."""
    fitting = sorted(name for name in short.names for known in full.full_names if known.split()[-1] == name)
    if not fitting or len(surnames.get(fitting[0], ())) != 1:
        return None
    why = _support(full, short, company)
    return (0.8, f"{fitting[0]} is the surname of one person only, and {why}") if why else None


def _support(full: Node, short: Node, company: Company) -> str | None:
    if affiliation := sorted(full.affiliations & short.affiliations):
        return f"both belong to {affiliation[0]}"
    if noun := sorted(full.nouns & short.nouns):
        return f"both are called {noun[0]}"
    if country := sorted(full.countries & short.countries):
        return f"both belong to {country[0]}"
    own = frozenset[str]().union(*(company.get(document, frozenset()) for document in short.documents))
    shared = max((len(own & company.get(document, frozenset())) for document in full.documents), default=0)
    return f"the articles share {shared} other names" if shared >= _SHARED_COMPANY else None
