"""Quotations and their speakers.

Comes in: relations found by cues, and the quotations.  Goes out: the same relations with contents that take
whole quotations, and new relations for quotations that no cue in their clause accounts for: a cue beside the
marks, a sentence that ends in a colon, the next sentence of one quotation, the next paragraph of one speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.claims.clauses import verb_group
from kg.claims.lexemes import verb_entries
from kg.claims.quotations import Quotation
from kg.claims.relations import NO_TOKENS, Relation, Tokens, is_filler
from kg.claims.verbs import source_of
from kg.model import Act

_SHORT = 4
"""Words; a quotation of fewer without a verb is a title or a scare quote unless a cue claims it."""


def extend_to_quotations(doc: Doc, relation: Relation, quotations: Sequence[Quotation]) -> Relation:
    """Let a content that enters a quotation take all of it; a cue inside the quotation stays inside."""
    content = relation.content
    for quotation in quotations:
        inside = quotation.tokens & content
        if not inside or quotation.tokens & relation.cue or quotation.tokens & relation.source:
            continue
        if inside != quotation.tokens:
            content |= quotation.tokens
    return replace(relation, content=content)


def attach_quotations(
    doc: Doc, relations: Sequence[Relation], quotations: Sequence[Quotation]
) -> list[Relation]:
    """Give quotations that nobody holds to the cue beside them.

    A cue that quotes already takes another piece of its quotation; one that reports in other words, or
    nothing yet, gets a statement of its own.
    """
    attached = list(relations)
    quoted = NO_TOKENS.union(*(quotation.tokens for quotation in quotations))
    for quotation in quotations:
        if _is_held(quotation, attached) or not (is_speech(doc, quotation) or _is_introduced(doc, quotation)):
            continue
        for verb in _near_verbs(doc, quotation):
            holder = next((k for k, r in enumerate(attached) if r.cue_head == verb.i), None)
            if holder is not None and 2 * len(attached[holder].content & quoted) > len(
                attached[holder].content
            ):
                content = attached[holder].content | quotation.tokens
                attached[holder] = replace(attached[holder], content=content)
                break
            source = source_of(verb) - quotation.tokens
            if source and (holder is not None or _touches(doc, source | {verb.i}, quotation)):
                cue = verb_group(verb)
                attached.append(
                    Relation(source, cue, quotation.tokens, verb.i, Act.SPEECH, "quotation.beside-cue")
                )
                break
    return attached


def _mostly(content: Tokens, quoted: Tokens) -> bool:
    return 2 * len(content & quoted) > len(content)


def _is_introduced(doc: Doc, quotation: Quotation) -> bool:
    """Tell whether a cue leads up to a quotation, however short it is: 'she replied: "No."'."""
    mark = min(quotation.tokens) - 1
    return mark > 0 and doc[mark - 1].text in (":", ",") and doc[mark].is_quote


def _is_held(quotation: Quotation, relations: Sequence[Relation]) -> bool:
    return any(_holds(relation, quotation) for relation in relations)


def is_speech(doc: Doc, quotation: Quotation) -> bool:
    """Tell a quotation from a title or a scare quote: it has a verb, or several words."""
    spoken = [doc[index] for index in quotation.tokens if not is_filler(doc[index])]
    return len(spoken) > _SHORT or (
        any(token.pos_ in ("VERB", "AUX") for token in spoken) and len(spoken) > 2
    )


def _near_verbs(doc: Doc, quotation: Quotation) -> Iterator[Token]:
    """Yield the verbs outside the quotation in the sentences that it begins and ends in, nearest first."""
    first, last = min(quotation.tokens), max(quotation.tokens)
    right = doc[min(last + 2, len(doc) - 1)]
    outside = set(range(doc[last].sent.start, doc[last].sent.end)) | set(range(doc[first].sent.start, first))
    broken = any("\n" in token.text_with_ws for token in doc[last + 1 : right.i])
    if right.i > last and not broken and right.sent.start <= last + 2:
        outside |= set(range(right.sent.start, right.sent.end))
    verbs = [doc[i] for i in outside - quotation.tokens if is_speech_verb(doc[i])]
    yield from sorted(verbs, key=lambda v: min(abs(v.i - first), abs(v.i - last)))


def is_speech_verb(token: Token) -> bool:
    """Tell whether a token is a verb of speech that can introduce a quotation."""
    return any(cue.act is Act.SPEECH and "clause" in cue.frames for cue in verb_entries(token))


_NEAR = 3
"""Words that may stand between a quotation and its cue or source ("said in May: ...")."""


def _touches(doc: Doc, tokens: Tokens, quotation: Quotation) -> bool:
    first, last = min(quotation.tokens), max(quotation.tokens)
    gap = range(last + 1, min(tokens)) if min(tokens) > last else range(max(tokens) + 1, first)
    return sum(not is_filler(doc[index]) for index in gap) <= _NEAR


def join_continued(
    doc: Doc, relations: Sequence[Relation], quotations: Sequence[Quotation]
) -> list[Relation]:
    """Give quotations that nobody holds to the speaker of the one before.

    In the same paragraph they are pieces of one content ('"...," she said. "..."'); a paragraph
    that opens with a quotation right below one that does so too goes on its speech, as a claim of its own.
    """
    joined = list(relations)
    for before, quotation in pairwise(quotations):
        if _is_held(quotation, joined) or not is_speech(doc, quotation):
            continue
        holder = next((k for k, relation in enumerate(joined) if _holds(relation, before)), None)
        if holder is None:
            continue
        if before.paragraph == quotation.paragraph:
            joined[holder] = replace(joined[holder], content=joined[holder].content | quotation.tokens)
        elif quotation.opens and before.opens and before.paragraph == _line_before(doc, quotation):
            speaker = joined[holder]
            joined.append(replace(speaker, content=quotation.tokens, rule="quotation.next-paragraph"))
    return joined


def _holds(relation: Relation, quotation: Quotation) -> bool:
    return 2 * len(quotation.tokens & relation.content) >= len(quotation.tokens)


def _line_before(doc: Doc, quotation: Quotation) -> int:
    """Return the offset at which the paragraph before a quotation's own begins, -1 if there is none."""
    first = min(quotation.tokens)
    end = next(
        (k for k in range(first - 1, -1, -1) if doc[k].idx < quotation.paragraph and not doc[k].is_space),
        None,
    )
    if end is None:
        return -1
    start = next((k for k in range(end - 1, -1, -1) if "\n" in doc[k].text_with_ws), -1)
    return doc[start + 1].idx
