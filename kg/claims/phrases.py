"""Cues that are no verbs with a subject: "according to X", "in X's view", "as X put it", "per X", "citing X".

Comes in: a parsed Doc.  Goes out: `Relation`s whose content is the clause that the phrase modifies.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.clauses import children, noun_phrase, sentence_tokens
from kg.claims.relations import NO_TOKENS, Relation, Tokens, indices, is_filler, subtree, trim
from kg.lexicon import words
from kg.model import Act

_DASHES = frozenset({"–", "—", "--", "-", ";"})


def phrase_relations(doc: Doc) -> Iterator[Relation]:
    """Yield the relations of "according to" and its kin."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according_to(token)
        elif token.lower_ == "in" and token.dep_ == "prep":
            yield from _in_view(token)
        elif token.lower_ in words("attributing_adverbs", "adverb") and token.pos_ == "ADV":
            yield _adverb(token)


def _according_to(token: Token) -> Iterator[Relation]:
    to = token.doc[token.i + 1]
    objects = children(to, "pobj") or children(token, "pobj")
    if not objects:
        return
    source = noun_phrase(objects[0])
    phrase = subtree(token) | subtree(to) | source
    content = modified_clause(token, phrase)
    swallowed = _swallowed_subject(token.doc, source, content)
    source, content = trim(token.doc, source - swallowed), content | swallowed
    if content:
        yield Relation(
            source, frozenset({token.i, to.i}), content, token.i, Act.SPEECH, "phrase.according-to"
        )


def _swallowed_subject(doc: Doc, source: Tokens, content: Tokens) -> Tokens:
    """Return what the parser took for the end of the source though it is the subject of what follows
    ("According to the ministry, 700 people | have died"): the words behind the source's last comma, if the
    content opens with a verb that lacks its subject."""
    spoken = [index for index in sorted(content) if not is_filler(doc[index])]
    if not spoken or min(source) > spoken[0] or doc[spoken[0]].tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return NO_TOKENS
    commas = [index for index in source if doc[index].text == ","]
    return frozenset(index for index in source if commas and index > max(commas))


def _in_view(preposition: Token) -> Iterator[Relation]:
    """Yield the relation of "in X's view": a noun of opinion with its holder, at the edge of a clause."""
    for noun in children(preposition, "pobj"):
        if noun.lower_ not in words("viewpoint_nouns", "noun"):
            continue
        phrase = subtree(preposition)
        content = modified_clause(preposition, phrase)
        for holder in children(noun, "poss"):
            source = noun_phrase(holder) - indices(children(holder, "case"))
            if content and source:
                cue = frozenset({preposition.i, noun.i})
                yield Relation(source, cue, content, noun.i, Act.THOUGHT, "phrase.in-view")


def _adverb(token: Token) -> Relation:
    clause = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
    content = subtree(clause) - {token.i}
    return Relation(NO_TOKENS, frozenset({token.i}), content, token.i, Act.SPEECH, "phrase.adverb")


def modified_clause(token: Token, phrase: Tokens) -> Tokens:
    """Return the clause that a crediting phrase speaks of.

    At the start of a sentence: all that follows.  Otherwise: what precedes it, back to a dash or semicolon,
    and, if the phrase is closed by a comma in mid-sentence, what follows too when it goes on the same clause.
    """
    doc, sentence = token.doc, sentence_tokens(token)
    first, last = min(phrase), max(phrase)
    before = _back_to_separator(doc, range(token.sent.start, first))
    if not _has_words(doc, before):
        return frozenset(index for index in sentence if index > last)
    after = frozenset(index for index in sentence if index > last)
    head = token.head
    if head.i != token.i and head.i > last:
        return (before | after) - phrase
    return before


def _back_to_separator(doc: Doc, indices: range) -> Tokens:
    """Return the indices after the last dash or semicolon; a pair of dashes encloses and does not
    separate."""
    separators = [index for index in indices if _is_separator(doc, index) and index < indices.stop - 3]
    odd = len(separators) % 2 == 1
    return frozenset(range(separators[-1] + 1 if odd else indices.start, indices.stop))


def _is_separator(doc: Doc, index: int) -> bool:
    """Tell a dash between clauses from a hyphen inside a word."""
    return doc[index].text in _DASHES and (index == 0 or bool(doc[index - 1].whitespace_))


def _has_words(doc: Doc, tokens: Tokens) -> bool:
    return sum(not is_filler(doc[index]) for index in tokens) >= 2
