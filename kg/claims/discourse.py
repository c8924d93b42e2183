"""Crediting beyond the sentence and beside the grammar: "This is what X writes", "X: ..." in headlines.

Comes in: a parsed Doc.  Goes out: `Relation`s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from spacy.tokens import Doc, Span, Token

from kg.claims.clauses import agent_of, children, find_subject, is_passive, noun_phrase, verb_group
from kg.claims.lexemes import verb_cues, verb_entries
from kg.claims.quotations import Quotation, paragraphs
from kg.claims.relations import Relation, Tokens, indices, is_filler
from kg.model import Act

_DEMONSTRATIVES = frozenset({"this", "that", "it"})
_LONGEST_NAME = 6
"""Words before or after the colon of a headline that can still be a speaker."""


def pointed_relations(doc: Doc, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations with those added that a pointing sentence makes ("This is reported by X").

    Such a sentence credits X with what stands before it in the paragraph.  A sentence there that has a source
    of its own keeps it and gets X as carrier; one without gets X as its source.
    """
    found = list(relations)
    pointers = [(sentence, pointer) for sentence in doc.sents if (pointer := _pointer(sentence)) is not None]
    text = doc.text if pointers else ""
    for sentence, (verb, source) in pointers:
        for before in _before_in_paragraph(doc, text, sentence):
            found = _credit_sentence(before, verb, source, found)
    return found


def _pointer(sentence: Span) -> tuple[Token, Tokens] | None:
    """Return cue and source of a sentence that is nothing but a pointer to what was said before it."""
    opening = next((token for token in sentence if not is_filler(token)), None)
    if opening is None or opening.lower_ not in _DEMONSTRATIVES or len(sentence) > 25:
        return None
    for verb in sentence:
        if not verb_entries(verb) or children(verb, "ccomp", "xcomp"):
            continue
        head = agent_of(verb) if is_passive(verb) else find_subject(verb)
        points = is_passive(verb) or any(child.lower_ == "what" for child in verb.children)
        if head is not None and points and head.lower_ not in _DEMONSTRATIVES:
            return verb, noun_phrase(head)
    return None


def _before_in_paragraph(doc: Doc, text: str, sentence: Span) -> Iterator[Span]:
    """Yield the sentences before a pointer in its paragraph; in the one before if the pointer opens its
    own."""
    lines = [span for span in paragraphs(text) if span[0] <= sentence.start_char]
    if not text[lines[-1][0] : sentence.start_char].strip():
        lines.pop()
    for before in doc.sents:
        if (
            lines
            and lines[-1][0] <= before.start_char < min(lines[-1][1], sentence.start_char)
            and before.text.strip()
        ):
            yield before


def _credit_sentence(
    sentence: Span, verb: Token, source: Tokens, relations: list[Relation]
) -> list[Relation]:
    inside = [r for r in relations if sentence.start <= min(r.content) < sentence.end]
    if inside:
        return [replace(r, outer=(source, *r.outer)) if r in inside else r for r in relations]
    content = frozenset(range(sentence.start, sentence.end))
    return [*relations, Relation(source, verb_group(verb), content, verb.i, Act.SPEECH, "discourse.pointer")]


def colon_relations(doc: Doc) -> Iterator[Relation]:
    """Yield relations of lines such as "Mayor: bridge is safe" and "Bridge is safe: mayor"."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        colons = [token for token in words if token.text == ":"]
        if len(colons) != 1 or not _is_line(doc, words):
            continue
        left = [token for token in words if token.i < colons[0].i]
        right = [token for token in words if token.i > colons[0].i and not is_filler(token)]
        speaker, content = (left, right) if _is_speaker(left) else (right, left)
        if _is_speaker(speaker) and any(token.pos_ in ("VERB", "AUX") for token in content):
            yield _marked(speaker, colons[0], indices(content), "colon.headline")


def _marked(speaker: Sequence[Token], mark: Token, content: Tokens, rule: str) -> Relation:
    return Relation(indices(speaker), frozenset({mark.i}), content, mark.i, Act.SPEECH, rule)


def transcript_relations(doc: Doc) -> Iterator[Relation]:
    """Yield relations of the turns of a transcript: paragraphs that open with a speaker and a colon.

    A label is a speaker if it is a name, or if several paragraphs open with it and it is written in capitals
    ("MODERATOR:").  Between two such turns every label in capitals is one ("UNIDENTIFIED CALLER:").
    """
    turns = list(_turns(doc))
    if len(turns) < 2:
        return
    openings = Counter(_label(speaker) for speaker, _, _ in turns)
    sure = [
        _is_speaker(speaker) or (openings[_label(speaker)] > 1 and _is_shouted(speaker))
        for speaker, _, _ in turns
    ]
    is_transcript = sum(sure) > 1
    for (speaker, colon, content), named in zip(turns, sure, strict=True):
        if named or (is_transcript and _is_shouted(speaker)):
            yield _marked(speaker, colon, content, "colon.transcript")


def _is_shouted(speaker: Sequence[Token]) -> bool:
    """Tell whether a label is in capitals; initials, parties in brackets and the like aside."""
    return all(token.is_upper for token in speaker if token.is_alpha)


def _label(speaker: Sequence[Token]) -> str:
    return " ".join(token.lower_ for token in speaker)


_LONGEST_LABEL = 14
"""Tokens: "REP. ANN DUNMORE (R-OH):" has ten."""

_LETTERS = 2
"""A label of a single letter ("Q:", "A:") tells a question from an answer, but names nobody."""


_LABEL = re.compile(r"^(?=[^:\n]{1,90}:).*\S", re.MULTILINE)
"""A line with a colon near its beginning."""


def _turns(doc: Doc) -> Iterator[tuple[list[Token], Token, Tokens]]:
    """Yield (label, colon, rest) of every paragraph that opens with a short label and a colon."""
    for label in _LABEL.finditer(doc.text):
        line = doc.char_span(*label.span(), alignment_mode="expand")
        if line is None:
            continue
        colon = next((token for token in line[:_LONGEST_LABEL] if token.text == ":"), None)
        if colon is None:
            continue
        speaker = [token for token in line if token.i < colon.i and not is_filler(token)]
        content = frozenset(token.i for token in line if token.i > colon.i)
        if content and speaker and len("".join(token.text for token in speaker)) >= _LETTERS:
            yield speaker, colon, content


_SIGNING = frozenset({"—", "–", "--", "-", "―", "‒"})


def signed_relations(doc: Doc, quotations: Sequence[Quotation]) -> Iterator[Relation]:
    """Yield relations of quotations with the speaker's name under or behind them, after a dash."""
    for quotation in quotations:
        last = max(quotation.tokens)
        near = (token for token in doc[last + 1 : last + 12] if not (token.is_quote or token.text in ".!?"))
        behind = list(dropwhile(lambda token: token.is_space, near))
        if quotation.opens and behind and behind[0].text.lstrip("”“\"'’") in _SIGNING:
            signer = list(takewhile(lambda token: not (token.is_space or token.text == ","), behind[1:]))
            if _is_speaker(signer) or _is_signature(signer):
                yield _marked(signer, behind[0], quotation.tokens, "dash.signature")


def _is_signature(words: Sequence[Token]) -> bool:
    """Tell whether the words behind a quotation's dash can be a name that the recogniser does not know."""
    return 0 < len(words) <= _LONGEST_NAME and all(token.pos_ == "PROPN" for token in words)


def tail_relations(doc: Doc) -> Iterator[Relation]:
    """Yield relations of sentences that end in ", X says" where the tagger took the verb for a noun."""
    for sentence in doc.sents:
        spoken = [token for token in sentence if not is_filler(token)]
        if len(spoken) < _LONGEST_NAME or spoken[-1].pos_ == "VERB" or not _is_speech_form(spoken[-1]):
            continue
        comma = max(
            (token.i for token in sentence if token.text == "," and token.i < spoken[-1].i), default=None
        )
        if comma is None:
            continue
        speaker = [token for token in spoken[:-1] if token.i > comma]
        content = frozenset(range(sentence.start, comma))
        if _is_speaker(speaker) and any(doc[index].pos_ in ("VERB", "AUX") for index in content):
            verb = spoken[-1]
            source = frozenset(token.i for token in speaker)
            yield Relation(source, frozenset({verb.i}), content, verb.i, Act.SPEECH, "verb.tail")


def _is_speech_form(token: Token) -> bool:
    entries = verb_cues().get(token.lower_, ())
    return any(cue.act is Act.SPEECH and "clause" in cue.frames for cue in entries)


_REPORTING = frozenset(
    {"poll", "survey", "study", "report", "police", "officials", "experts", "source", "sources"}
)
"""Labels of headlines that say who reports; "Transcript:" and "Opinion:" say what follows."""

_SPEAKING = ("PERSON", "ORG", "GPE", "NORP")


def _is_named_elsewhere(word: Token) -> bool:
    same = (token for token in word.doc if token.lower == word.lower and token.i != word.i)
    return word.text[0].isupper() and any(token.ent_type_ in ("PERSON", "ORG") for token in same)


def _is_line(doc: Doc, words: Sequence[Token]) -> bool:
    """Tell whether a sentence is a line of its own: the first of the text, or one without a full stop."""
    if len(words) < 4 or (
        words[-1].text in '.!?”"' and any(not token.is_space for token in doc[: words[0].i])
    ):
        return False
    after = words[-1].i + 1
    starts = words[0].i == 0 or "\n" in doc[words[0].i - 1].text_with_ws
    return starts and (after >= len(doc) or doc[after].is_space)


def _is_speaker(words: Sequence[Token]) -> bool:
    """Tell whether the words are a name, or a text that reports, and nothing else (perhaps with a title).

    In headlines the recogniser misses names that it knows in the sentences below, so that a word which names
    somebody anywhere in the text counts.
    """
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    if len(words) == 1 and words[0].lower_ in _REPORTING:
        return True
    named = any(token.ent_type_ in _SPEAKING for token in words) or _is_named_elsewhere(words[-1])
    return named and all(
        token.pos_ in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "PART", "PUNCT") for token in words
    )
