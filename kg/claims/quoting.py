"""Quotations and their speakers.

Comes in: relations found by cues, and the quotations.  Goes out: the same relations with contents that take
whole quotations, and new relations for quotations that no cue in their clause accounts for: a cue beside the
marks, a sentence that ends in a colon, the next sentence of one quotation, the next paragraph of one speech.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.claims.clauses import verb_group
from kg.claims.lexemes import verb_entries
from kg.claims.quotations import Quotation
from kg.claims.relations import Relation, Tokens, is_filler
from kg.claims.verbs import source_of
from kg.model import Act

_SHORT = 4
"""Words; a quotation of fewer without a verb is a title or a scare quote unless a cue claims it."""


def by_token(quotations: Sequence[Quotation]) -> dict[int, Quotation]:
    """Return each quotation under every token that it holds; quotations do not overlap."""
    return {index: quotation for quotation in quotations for index in quotation.tokens}


def extend_to_quotations(relation: Relation, quotations: Mapping[int, Quotation]) -> Relation:
    """Let a content that enters a quotation take all of it; a cue inside the quotation stays inside.

    `quotations` are those of the text, by token.
    """
    touched = {
        quotation.start: quotation for index in relation.content if (quotation := quotations.get(index))
    }
    content = relation.content
    for quotation in touched.values():
        if not quotation.tokens & (relation.cue | relation.source):
            content |= quotation.tokens
    return relation if content == relation.content else replace(relation, content=content)


def attach_quotations(
    doc: Doc, relations: Sequence[Relation], quotations: Sequence[Quotation]
) -> list[Relation]:
    """Give quotations that nobody holds to the cue beside them.

    A cue that quotes already takes another piece of its quotation; one that reports in other words, or
    nothing yet, gets a statement of its own.
    """
    attached = _Holders(relations)
    by_cue = {relation.cue_head: k for k, relation in reversed(list(enumerate(relations)))}
    for quotation in quotations:
        if attached.holder_of(quotation) is not None or not is_spoken(doc, quotation):
            continue
        for verb in _verbs_beside(doc, quotation):
            holder = by_cue.get(verb.i)
            if holder is not None and _quotes(doc, attached.relations[holder], quotations):
                attached.give(holder, quotation)
                break
            source = source_of(verb) - quotation.tokens
            if source and (holder is not None or _stands_beside(doc, source | {verb.i}, quotation)):
                by_cue.setdefault(verb.i, attached.add(_beside(verb, source, quotation)))
                break
    return attached.relations


class _Holders:
    """Relations, and which of them holds a quotation: the first that has at least half of its tokens."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.relations: list[Relation] = []
        self._at: defaultdict[int, list[int]] = defaultdict(list)
        for relation in relations:
            self.add(relation)

    def add(self, relation: Relation) -> int:
        """Add a relation; return its place."""
        self.relations.append(relation)
        self._note(len(self.relations) - 1, relation.content)
        return len(self.relations) - 1

    def give(self, place: int, quotation: Quotation) -> None:
        """Add a quotation to the content of a relation."""
        relation = self.relations[place]
        self._note(place, quotation.tokens - relation.content)
        self.relations[place] = replace(relation, content=relation.content | quotation.tokens)

    def holder_of(self, quotation: Quotation) -> int | None:
        """Return the place of the relation that holds a quotation."""
        shares = Counter(place for index in quotation.tokens for place in self._at.get(index, ()))
        return min((place for place, n in shares.items() if 2 * n >= len(quotation.tokens)), default=None)

    def _note(self, place: int, tokens: Tokens) -> None:
        for index in tokens:
            self._at[index].append(place)


def _beside(verb: Token, source: Tokens, quotation: Quotation) -> Relation:
    return Relation(source, verb_group(verb), quotation.tokens, verb.i, Act.SPEECH, "quotation.beside-cue")


def _quotes(doc: Doc, relation: Relation, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a relation holds a quotation that is speech, so that another one is its next piece."""
    return any(_holds(relation, quotation) and is_speech(doc, quotation) for quotation in quotations)


def is_spoken(doc: Doc, quotation: Quotation) -> bool:
    """Tell speech from titles and scare quotes; what a cue leads up to or follows is speech, however short
    ('she replied: "No."', '"No," she replied')."""
    return is_speech(doc, quotation) or _is_introduced(doc, quotation) or _is_tagged(doc, quotation)


def _is_introduced(doc: Doc, quotation: Quotation) -> bool:
    mark = min(quotation.tokens) - 1
    return mark > 0 and doc[mark - 1].text in (":", ",") and doc[mark].is_quote


def _is_tagged(doc: Doc, quotation: Quotation) -> bool:
    """Tell whether a quotation that opens a sentence ends in a comma, before a name or pronoun and a verb."""
    first, last = min(quotation.tokens), max(quotation.tokens)
    opens = first - 1 <= doc[first].sent.start or bool(doc[first - 1].is_sent_start)
    return opens and doc[last].text in (",", "?", "!") and any(_verbs_beside(doc, quotation))


def is_speech(doc: Doc, quotation: Quotation) -> bool:
    """Tell a quotation from a title or a scare quote: it has a verb, or several words."""
    spoken = [doc[index] for index in quotation.tokens if not is_filler(doc[index])]
    return len(spoken) > _SHORT or (
        any(token.pos_ in ("VERB", "AUX") for token in spoken) and len(spoken) > 2
    )


def _verbs_beside(doc: Doc, quotation: Quotation) -> Iterator[Token]:
    """Yield the verbs that may credit a quotation: those of the sentence whose colon leads up to it, else
    verbs of speech in the sentences that it begins and ends in, else any verb whose subject stands beside it.
    """
    led = _introduction(doc, quotation)
    near = _near(doc, quotation)
    yield from led or [verb for verb in near if is_speech_verb(verb)]
    for verb in near:
        if not led and not is_speech_verb(verb) and _is_subject_beside(doc, verb, quotation):
            yield verb


def _near(doc: Doc, quotation: Quotation) -> list[Token]:
    """Return the verbs outside the quotation in the sentences that it begins and ends in, nearest first."""
    first, last = min(quotation.tokens), max(quotation.tokens)
    right = doc[min(last + 2, len(doc) - 1)]
    outside = set(range(doc[last].sent.start, doc[last].sent.end)) | set(range(doc[first].sent.start, first))
    broken = any("\n" in token.text_with_ws for token in doc[last + 1 : right.i])
    if right.i > last and not broken and right.sent.start <= last + 2:
        outside |= set(range(right.sent.start, right.sent.end))
    verbs = [doc[i] for i in sorted(outside - quotation.tokens) if doc[i].pos_ == "VERB"]
    return sorted(verbs, key=lambda verb: min(abs(verb.i - first), abs(verb.i - last)))


def _is_subject_beside(doc: Doc, verb: Token, quotation: Quotation) -> bool:
    """Tell whether a verb that the lexicon does not have tags a quotation: '"Mexico!" the crowd roared'."""
    last = max(quotation.tokens)
    own = {child.i for child in verb.children if child.dep_ == "nsubj"}
    behind = verb.i > last and bool(own) and min(own) > last and verb.tag_ in ("VBD", "VBZ", "VBP")
    return (
        behind and doc[last].text in (",", "?", "!") and _touches(doc, frozenset({verb.i, *own}), quotation)
    )


def _introduction(doc: Doc, quotation: Quotation) -> list[Token]:
    """Return the verbs of a sentence that ends in a colon before a quotation, in its paragraph or right above
    it: those of speech, last first ("She went on:"), else its main verb ("He had a question:")."""
    before = range(min(quotation.tokens) - 1, -1, -1)
    above = next((k for k in before if not (doc[k].is_space or doc[k].is_quote)), None)
    if above is None or doc[above].text != ":" or above == doc[above].sent.start:
        return []
    sentence = [token for token in reversed(doc[doc[above].sent.start : above]) if token.pos_ == "VERB"]
    return [verb for verb in sentence if is_speech_verb(verb)] or [v for v in sentence if v.dep_ == "ROOT"]


def is_speech_verb(token: Token) -> bool:
    """Tell whether a token is a verb of speech that can introduce a quotation."""
    return any(cue.act is Act.SPEECH and "clause" in cue.frames for cue in verb_entries(token))


_NEAR = 3
"""Words that may stand between a quotation and its cue or source ("said in May: ...")."""


def _stands_beside(doc: Doc, tokens: Tokens, quotation: Quotation) -> bool:
    return bool(_introduction(doc, quotation)) or _touches(doc, tokens, quotation)


def _touches(doc: Doc, tokens: Tokens, quotation: Quotation) -> bool:
    first, last = min(quotation.tokens), max(quotation.tokens)
    gap = range(last + 1, min(tokens)) if min(tokens) > last else range(max(tokens) + 1, first)
    return sum(not is_filler(doc[index]) for index in gap) <= _NEAR


def join_continued(
    doc: Doc, relations: Sequence[Relation], quotations: Sequence[Quotation]
) -> list[Relation]:
    """Give quotations that nobody holds to the speaker of the one before, as further pieces of one content.

    So in the same paragraph ('"...," she said. "..."'), and where a paragraph is nothing but a quotation and
    the one above it quotes too: on 72 of 86 such paragraphs of PolNeAR's training part the speech goes on.
    """
    joined = _Holders(relations)
    spoken = [q for q in quotations if is_speech(doc, q) or joined.holder_of(q) is not None]
    for before, quotation in pairwise(spoken):
        goes_on = before.paragraph == quotation.paragraph or (
            quotation.fills and before.paragraph == _line_before(doc, quotation)
        )
        holder = joined.holder_of(before)
        if goes_on and holder is not None and joined.holder_of(quotation) is None:
            joined.give(holder, quotation)
    return joined.relations


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
