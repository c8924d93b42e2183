"""Which date belongs to a statement, and which to what it tells.

Comes in: a parsed Doc, its dates in order, a relation or a content.  Goes out: one of the dates, or None.
Must not: read a date itself (kg/claims/times.py does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.claims.clauses import children
from kg.claims.located import Located
from kg.claims.relations import Relation, Tokens
from kg.lexicon import words
from kg.model import Span, TimeValue


def stated_at(doc: Doc, times: Located[TimeValue], relation: Relation) -> TimeValue | None:
    """Return the date that the cue's clause gives for the statement ("said on Friday that ...")."""
    cue = doc[relation.cue_head]
    behind = [token for token in doc[cue.i + 1 : cue.i + _BEHIND] if token.i not in relation.content]
    for token in (*_time_words(cue), *takewhile(lambda token: token.sent == cue.sent, behind)):
        if token.i not in relation.content:
            held = next(times.overlapping(token.idx, token.idx + len(token)), None)
            if held is not None and not _has_end_alone(held):
                return held
    return None


def _has_end_alone(time: TimeValue) -> bool:
    """Tell whether a time has an end alone: what is asked for "by 1 June" was not said by then."""
    return time.value is None and time.start is None and time.end is not None


_BEHIND = 4
"""Words right behind a cue among which its date may stand, whatever the parser hung it on."""


def _time_words(verb: Token) -> Iterator[Token]:
    """Yield the words beside a verb that can date it; not those inside its clauses and noun phrases, which
    date
    something else ("after the attack in May, she said")."""
    for child in verb.children:
        if child.dep_ in ("npadvmod", "advmod"):
            yield child
            yield from (word for inner in children(child, "prep") for word in children(inner, "pobj"))
        elif child.dep_ == "prep":
            for word in children(child, "pobj"):
                yield word
                yield from _date_of_occasion(word)
        elif child.dep_ in ("dobj", "dative"):
            yield from children(child, "npadvmod", "nmod", "appos", "tmod")


def _date_of_occasion(noun: Token) -> Iterator[Token]:
    """Yield the date of an occasion of speech: "in a statement on Friday"."""
    if noun.lower_ in words("interview_nouns", "noun"):
        for preposition in children(noun, "prep"):
            yield from children(preposition, "pobj")


def event_time(
    doc: Doc, times: Located[TimeValue], content: Tokens, spans: Sequence[Span]
) -> TimeValue | None:
    """Return the date of what a content tells: one beside its main verb, else one beside another verb.

    A date that modifies a noun ("after the offensive in May", "the May report") dates that noun only.
    """
    main = main_of(doc, content)
    beside_other = None
    for time in times.inside(spans):
        verb = _dated_verb(doc, time)
        if verb is not None and main is not None and verb.i in (main.i, *(c.i for c in main.conjuncts)):
            return time
        if verb is not None and beside_other is None:
            beside_other = time
    return beside_other


def _dated_verb(doc: Doc, time: TimeValue) -> Token | None:
    """Return the verb that a date stands beside, by way of a preposition or none; None for a noun's date."""
    token = head_of(doc, *time.spans[0])
    for _ in range(3):
        if token is None or token.head.i == token.i:
            return token if token is not None and token.pos_ in ("VERB", "AUX") else None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.pos_ in ("NOUN", "PROPN") and not _is_time_word(doc, token, time):
            return None
    return None


def _is_time_word(doc: Doc, token: Token, time: TimeValue) -> bool:
    return any(start <= token.idx < end for start, end in time.spans)


def main_of(doc: Doc, content: Tokens) -> Token | None:
    """Return the first word of a content that hangs from nothing inside it."""
    return next((doc[i] for i in sorted(content) if doc[i].head.i not in content or doc[i].head.i == i), None)


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the head of the words between two offsets."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None
