"""The predicates of claims: verbs and participles with who does it to whom, as records.

Comes in: a parsed document and its mentions.  Goes out: the `Predicate` records of each content.
Must not: decide who an agent is (kg/claims/participants.py does).

An agent or patient is the mention that its head lies in; of a number or part ("thousands of soldiers") the
whole counts, of a description the name beside it.  Words that are no mention are the noun phrase without
clauses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.claims.clauses import children
from kg.claims.cue_effects import lemma_of
from kg.claims.located import Located
from kg.claims.participants import Participants, compounded_doer
from kg.claims.predicates import main_predicate
from kg.claims.relations import Tokens
from kg.claims.verb_readings import VerbReadings
from kg.lexicon import words
from kg.model import Document, EntityKind, Mention, Predicate, Reference, Referent, Span

Mentions = Located[tuple[Mention, Referent]]

MOST = 12
"""Predicates of one claim; a long quotation has more, and its first ones tell it from others."""
_NO_VERBS = frozenset({"aux", "auxpass", "prep", "compound", "nmod", "punct", "mark", "case", "intj", "prt"})
_GROUP = frozenset({"prt", "aux", "auxpass", "neg"})
_ACTING = frozenset(
    {EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.OUTLET, EntityKind.PLACE}
)
_FOLLOWING = frozenset({"prep", "pobj", "case", "nummod", "quantmod"})


def _is_predicate(token: Token) -> bool:
    """Tell verbs from auxiliaries, and participles from adjectives; "Arland-backed" tells who backs."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in _NO_VERBS or token.tag_ == "MD":
        return False
    if not any(map(str.isalpha, token.text)):
        return False
    if token.dep_ == "amod":
        return compounded_doer(token) is not None
    return token.pos_ == "VERB" or token.lemma_ in ("be", "have")


class Predicates:
    """The predicates of one document, each read once."""

    def __init__(self, doc: Doc, document: Document, mentions: Mentions) -> None:
        """Find the verbs; what they say is read when a claim holds them."""
        self._doc = doc
        self._document = document
        self._mentions = mentions
        self._verbs = [token.i for token in doc if _is_predicate(token)]
        self._participants = Participants(self._is_somebody)
        self._readings = VerbReadings()
        self._parties: dict[int, tuple[Reference | None, Reference | None]] = {}
        self._found: dict[int, Predicate] = {}

    def inside(self, content: Tokens) -> tuple[Predicate, ...]:
        """Return the predicates of a content, in order: those with an agent or a patient, and its head."""
        main = self._main_of(content)
        first, last = bisect_left(self._verbs, min(content)), bisect_right(self._verbs, max(content))
        inside = [
            i for i in self._verbs[first:last] if i in content and (i == main or any(self._parties_of(i)))
        ]
        if main in inside[MOST:]:
            inside = [*inside[: MOST - 1], main]
        return tuple(replace(self._read(i), main=True) if i == main else self._read(i) for i in inside[:MOST])

    def _main_of(self, content: Tokens) -> int:
        head = main_predicate([self._doc[index] for index in sorted(content)])
        return head.i if head is not None else -1

    def _parties_of(self, index: int) -> tuple[Reference | None, Reference | None]:
        """Return agent and patient of a verb."""
        if index not in self._parties:
            agent, patient = self._participants.of(self._doc[index])
            self._parties[index] = (
                self._reference(agent) if agent is not None else None,
                self._reference(patient) if patient is not None and patient != agent else None,
            )
        return self._parties[index]

    def _read(self, index: int) -> Predicate:
        if index not in self._found:
            verb = self._doc[index]
            spans, reading = _spans_of_group(verb), self._readings.of(verb)
            self._found[index] = Predicate(
                lemma_of(verb),
                self._document.quote(spans),
                spans,
                reading.tense,
                reading.polarity,
                reading.certainty,
                *self._parties_of(index),
            )
        return self._found[index]

    def _reference(self, head: Token) -> Reference:
        found = self._mention_at(head)
        if found is not None:
            mention, referent = found
            return Reference(mention.text, ((mention.start, mention.end),), referent.id)
        known = next(filter(None, map(self._mention_at, _others(head))), None)
        span = _phrase_span(head)
        return Reference(self._document.quote((span,)), (span,), known[1].id if known else None)

    def _mention_at(self, head: Token) -> tuple[Mention, Referent] | None:
        """Return the longest mention that a word stands in."""
        held = self._mentions.overlapping(head.idx, head.idx + len(head))
        return max(held, key=lambda pair: pair[0].end - pair[0].start, default=None)

    def _is_somebody(self, noun: Token) -> bool:
        found = self._mention_at(noun)
        if found is not None:
            return found[1].kind in _ACTING
        return noun.lemma_ in words("person_nouns") or noun.lemma_ in words("organization_nouns")


def _spans_of_group(verb: Token) -> tuple[Span, ...]:
    """Return where a verb stands with its particle, auxiliaries and negation."""
    group = sorted([verb.i, *(child.i for child in verb.children if child.dep_ in _GROUP)])
    ends = [i for i, following in pairwise([*group, len(verb.doc) + 1]) if following != i + 1]
    starts = [group[0], *(i for before, i in pairwise(group) if i != before + 1)]
    return tuple(_span_of(verb.doc, first, last) for first, last in zip(starts, ends, strict=True))


def _span_of(doc: Doc, first: int, last: int) -> Span:
    return doc[first].idx, doc[last].idx + len(doc[last])


def _others(head: Token) -> Iterator[Token]:
    """Yield the words that name what a head describes or counts: "the head of the union, Ana Ruiz", "the
    mayor Ana Ruiz", "thousands of soldiers"."""
    if head.pos_ in ("NUM", "DET", "PRON") or head.lower_ in words("quantity_nouns"):
        for child in children(head, "prep"):
            if child.lower_ == "of":
                yield from children(child, "pobj")
    yield from (name for name in children(head, "appos") if not children(name, "conj"))
    if head.dep_ == "appos":
        yield head.head


def _phrase_span(head: Token) -> Span:
    """Return where a noun phrase stands, without clauses, coordinated nouns and appositions."""
    doc, first = head.doc, head.left_edge.i
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    return _span_of(doc, first, _end(head))


def _end(head: Token) -> int:
    """Return the last word of a head and of the phrases right behind it."""
    last = head.i
    for child in head.rights:
        if child.dep_ not in _FOLLOWING or child.left_edge.i != last + 1:
            break
        if child.dep_ == "prep" and not children(child, "pobj"):
            break
        last = _end(child)
    return last
