"""Mentions: who and what one article names, describes and takes up again.

Comes in: a parsed Doc, its Document, the sources that attribution found, a gazetteer.  Goes out: referents,
each with its mentions, roles, country and link.  Must not: look at another document.

    detect -> correct -> regions -> (names)      ┐
    phrases, nouns -> descriptions               ├─> coreference -> disambiguation -> referents
    pronouns                                     ┘
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.mentions.clusters import cluster_names
from kg.mentions.coreference import walk_through
from kg.mentions.correct import correct_kinds
from kg.mentions.datelines import dateline_places
from kg.mentions.descriptions import TokenRange, detect_descriptions, without_absorbed
from kg.mentions.detect import detect_names
from kg.mentions.disambiguation import link_drafts
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.mentions.passing import detect_passing
from kg.mentions.place_names import mend_places
from kg.mentions.pronouns import detect_pronouns
from kg.mentions.referents import extents_of, freeze_drafts
from kg.mentions.refusals import without_refused
from kg.mentions.regions import adjective_places, describe_places, mark_governments
from kg.mentions.roles import add_roles, add_unnamed_roles, tie_affiliations
from kg.mentions.teams import mark_teams
from kg.mentions.titles import add_title_genders, with_honorifics
from kg.model import Document, Referent, Span

__all__ = ["Gazetteer", "Spoken", "open_gazetteer", "read_referents", "read_spoken"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an article speaks of: actors and places with their mentions, and what it mentions in passing (the
    stretches of one thing each), which no graph lists."""

    referents: tuple[Referent, ...]
    passing: tuple[tuple[Span, ...], ...]


def read_referents(
    doc: Doc, document: Document, sources: Sequence[Span], gazetteer: Gazetteer
) -> tuple[Referent, ...]:
    """Return the actors and places of one article, in order of first mention; see `read_spoken`."""
    return read_spoken(doc, document, sources, gazetteer).referents


def read_spoken(doc: Doc, document: Document, sources: Sequence[Span], gazetteer: Gazetteer) -> Spoken:
    """Return what the mentions of one article refer to, in order of first mention.

    `doc` is the parse of the whole text (token.idx is an offset into `document.text`); `sources` are the
    character spans of noun phrases that attribution found as sources.  The syntactic head of every source
    lies in a mention of some referent.
    """
    heads = {doc[start:end].root.i: (start, end) for start, end in _token_ranges(doc, sources)}
    names = detect_names(doc, gazetteer, frozenset(heads))
    mended = mend_places(doc, correct_kinds(doc, names, gazetteer), gazetteer)
    named = mark_teams(doc, without_refused(doc, mended), gazetteer)
    spots = describe_places(doc, named, gazetteer)
    lines = dateline_places(doc, spots)
    acting = [spot for spot in spots if spot not in lines]
    acting = mark_governments(doc, acting, gazetteer, frozenset(heads))
    spots = sorted([*acting, *lines], key=lambda spot: spot.start)
    spots += adjective_places(doc, spots, gazetteer)
    descriptions = detect_descriptions(doc, spots, gazetteer, heads)
    spots = with_honorifics(doc, without_absorbed(spots, descriptions, gazetteer))
    belongs = cluster_names(spots, gazetteer)
    add_roles(doc, belongs, gazetteer)
    add_title_genders(doc, belongs)
    passing = list(detect_passing(doc, belongs))
    drafts = walk_through(doc, belongs, descriptions, list(detect_pronouns(doc, heads)), heads, passing)
    add_unnamed_roles(doc, drafts, belongs, gazetteer)
    tie_affiliations(doc, drafts)
    listed = [draft for draft in drafts if draft.listed]
    link_drafts(doc, listed, gazetteer)
    return Spoken(freeze_drafts(doc, document, listed, gazetteer), extents_of(doc, document, drafts))


def _token_ranges(doc: Doc, sources: Sequence[Span]) -> list[TokenRange]:
    """Return the token ranges of character spans, without the white space around them."""
    ranges = []
    for start, end in sources:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and any(not token.is_space for token in span):
            ranges.append((span.start, span.end))
    return sorted(set(ranges))
