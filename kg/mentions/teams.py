"""Countries and towns that are teams: "Sweden beat Panama 2-0".

Comes in: spots with their kinds.  Goes out: the same spots; in a report of matches, names of places that play
are organisations.  A report of matches puts scores beside two places or more.
Must not: take a war or an election for a match: without scores nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import Spot
from kg.model import EntityKind

_DASHES = frozenset({"-", "–", "—"})
_LOCATIVE = frozenset({"in", "near", "from", "around", "outside", "inside", "across", "into", "at"})
_NEAR = 3
"""Tokens between a name and a score that still belongs to it."""


def mark_teams(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots; places that play are organisations of their country."""
    scores = [token.i for token in doc[1:-1] if _is_score(doc, token)]
    scored = {spot.key for spot in spots if _is_place(spot) and _has_score(spot, scores)}
    if len(scored) < 2:
        return list(spots)
    playing = {spot.key for spot in spots if _is_place(spot) and _plays(doc, spot)}
    return [_as_team(doc, spot, scored | playing, gazetteer) for spot in spots]


def _is_place(spot: Spot) -> bool:
    return spot.kind is EntityKind.PLACE and bool(spot.name)


def _is_score(doc: Doc, token: Token) -> bool:
    """Tell whether a dash stands between two small numbers."""
    if token.text not in _DASHES:
        return False
    sides = (doc[token.i - 1].text, doc[token.i + 1].text)
    return all(side.isdigit() and len(side) <= 2 for side in sides)


def _has_score(spot: Spot, scores: Sequence[int]) -> bool:
    return any(spot.start - _NEAR <= score <= spot.end + _NEAR - 1 for score in scores)


def _plays(doc: Doc, spot: Spot) -> bool:
    head = doc[spot.start : spot.end].root
    return head.dep_ in ("nsubj", "dobj") and head.head.lemma_ in words("contest_verbs")


def _as_team(doc: Doc, spot: Spot, teams: set[str], gazetteer: Gazetteer) -> Spot:
    located = spot.start > 0 and doc[spot.start - 1].lower_ in _LOCATIVE
    if not _is_place(spot) or spot.key not in teams or located:
        return spot
    return replace(spot, kind=EntityKind.ORGANIZATION, country=gazetteer.country_named(spot.name))
