"""Contents that are clauses: behind the cue, before it, around it.

Comes in: a cue verb and its source.  Goes out: contents as token indices, with the name of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims.clauses import children, find_subject, sentence_tokens
from kg.claims.lexemes import verb_entries
from kg.claims.relations import NO_TOKENS, Tokens, is_filler, subtree, trim
from kg.lexicon import words
from kg.model import Act

_CLAUSES = ("ccomp", "parataxis")


def clause_contents(verb: Token, source: Tokens, quoted: Tokens) -> Iterator[tuple[Tokens, str]]:
    """Yield the clauses that a cue verb governs: before it, behind it, or both as one quotation."""
    before: Tokens = NO_TOKENS
    after: Tokens = NO_TOKENS
    for clause in children(verb, *_CLAUSES):
        if clause.i < verb.i:
            before |= _fronted(verb, clause, source)
        else:
            after |= subtree(clause) - _second_cues(verb, clause) - _date_of_cue(verb, clause)
    if before & quoted and after & quoted:
        yield before | after, "split-quotation"
        return
    if before:
        yield before, "fronted"
    if after:
        yield after, "that-clause"


def _date_of_cue(verb: Token, clause: Token) -> Tokens:
    """Return the date right behind a cue that the parser gave to the content: "said on Tuesday it had"."""
    subjects = children(clause, "nsubj", "nsubjpass", "expl")
    for child in children(clause, "prep", "npadvmod", "advmod"):
        dated = [token for token in child.subtree if token.ent_type_ in ("DATE", "TIME")]
        starts = child.left_edge.i == verb.i + 1
        if starts and dated and subjects and child.right_edge.i + 1 == subjects[0].left_edge.i:
            return subtree(child)
    return NO_TOKENS


def content_after_that(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Yield what follows the complementiser "that" of a verb of speech where the parser hung it on another
    word ("said for the first time that ...")."""
    own = [token for token in verb.subtree if token.i > verb.i]
    opening = next((token for token in own if token.lower_ == "that" and token.dep_ == "mark"), None)
    if opening is not None and opening.i - verb.i <= _REACH:
        content = frozenset(token.i for token in own if token.i > opening.i)
        if any(verb.doc[index].tag_ in ("VBD", "VBZ", "VBP", "MD") for index in content):
            yield content, "that-clause"


_REACH = 8
"""Words between a verb of speech and its "that"."""


def inverted_parenthetical(verb: Token) -> Tokens:
    """Return the speaker of ", said X, " where the parser took X for the subject of the clause that goes
    on."""
    doc = verb.doc
    if verb.i == verb.sent.start or doc[verb.i - 1].text != ",":
        return NO_TOKENS
    for clause in children(verb, *_CLAUSES):
        for found in children(clause, "nsubj", "nsubjpass"):
            name = subtree(found)
            after = max(name) + 1
            ends = doc[max(name)].text == "," or (after < len(doc) and doc[after].text == ",")
            if min(name) == verb.i + 1 and ends and find_subject(verb) is not None:
                return trim(doc, name)
    return NO_TOKENS


def _second_cues(verb: Token, clause: Token) -> Tokens:
    """Return what the parser hung on the content though it goes on the cue: "said that prices rose but
    declined
    to give figures", "said that prices rose, calling the trend worrying"."""
    dropped: Tokens = NO_TOKENS
    for other in (*clause.conjuncts, *children(clause, "advcl")):
        if is_second_cue(other, verb):
            dropped |= subtree(other)
            dropped |= frozenset(
                child.i for child in other.head.children if child.dep_ == "cc" and child.i < other.i
            )
    return dropped


def is_second_cue(other: Token, verb: Token) -> bool:
    """Tell whether a verb below the content is a further deed of speech of the cue's own subject: coordinated
    in the same form, or a participle set off by a comma."""
    speaks = any(cue.act is Act.SPEECH for cue in verb_entries(other)) or other.lower_ in words(
        "refusing_verbs", "form"
    )
    if not speaks or children(other, "nsubj", "nsubjpass", "aux", "auxpass"):
        return False
    if other.dep_ == "advcl":
        return other.tag_ == "VBG" and other.i > other.head.i and other.doc[other.left_edge.i - 1].text == ","
    return other.tag_ == verb.tag_


def _fronted(verb: Token, clause: Token, source: Tokens) -> Tokens:
    """Return the sentence up to the cue: what stands before the clause belongs to it ("In May, prices
    rose")."""
    sentence = sentence_tokens(verb)
    left = frozenset(index for index in sentence if index < min(verb.i, *(source or {verb.i})))
    semicolons = [index for index in left if verb.doc[index].text == ";" and index > clause.left_edge.i]
    if semicolons:
        return frozenset(index for index in left if index > max(semicolons))
    return (left | subtree(clause)) - _own_dependents(verb, clause)


def _own_dependents(verb: Token, clause: Token) -> Tokens:
    """Return the cue clause: the verb with all that hangs from it but the content."""
    dropped = frozenset({verb.i})
    for child in verb.children:
        if child.i != clause.i and child.dep_ not in ("punct", "cc") and not _precedes(child, clause):
            dropped |= subtree(child)
    return dropped


def _precedes(child: Token, clause: Token) -> bool:
    """Tell whether a dependent was hung on the cue though it opens the fronted clause."""
    return child.i < clause.left_edge.i and child.dep_ in ("advmod", "prep", "npadvmod", "advcl", "mark")


def host_content(verb: Token, source: Tokens) -> Tokens:
    """Return the sentence less the parenthetical that the cue heads ("Prices, she said, rose")."""
    if not _is_parenthetical(verb, source):
        return NO_TOKENS
    return sentence_tokens(verb) - subtree(verb) - source


def and_that(verb: Token) -> Tokens:
    """Return the clause of "..., she said, and that ..." behind a cue that stands after its first content."""
    for marker in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        before = verb.doc[marker.i - 1]
        if marker.lower_ == "that" and marker.dep_ == "mark" and before.lower_ in ("and", "but"):
            return subtree(marker.head) if marker.head.dep_ in ("conj", "advcl") else NO_TOKENS
    return NO_TOKENS


_LONGEST_INSERTION = 8


def inserted_content(verb: Token, source: Tokens) -> Tokens:
    """Return the sentence less an insertion of source and cue between commas or dashes, whatever the parser
    made of it ("Freeing her husband, he promised, was his first aim")."""
    if not source or any(token.is_quote for token in verb.sent):
        return NO_TOKENS
    first, last = min(verb.i, *source), max(verb.i, *source)
    doc, inside = verb.doc, range(first, last + 1)
    whole = all(index in source or doc[index].pos_ in ("AUX", "ADV", "VERB", "PART") for index in inside)
    if not whole or len(inside) > _LONGEST_INSERTION or first <= verb.sent.start:
        return NO_TOKENS
    closed = last + 1 >= verb.sent.end or doc[last + 1].text in _INSERTING
    if doc[first - 1].text in _INSERTING and closed:
        return sentence_tokens(verb) - frozenset(inside)
    return NO_TOKENS


_INSERTING = frozenset({",", "—", "–", "-", "--"})


def _is_parenthetical(verb: Token, source: Tokens) -> bool:
    """Tell whether the verb and its source stand between commas, or at the end after one."""
    own = subtree(verb) | source
    if verb.lower_ in words("relaying_participles", "participle") and verb.tag_ == "VBN":
        return False
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "conj", "dep") or not children(verb, "nsubj"):
        return False
    first, last = min(own), max(own)
    doc = verb.doc
    if len([k for k in own if not is_filler(doc[k])]) > 12 and len(own) > 30:
        return False
    before = (first > verb.sent.start and doc[first - 1].text in (",", "—", "–", "-", "--", "(")) or doc[
        first
    ].text == ","
    after = last + 1 >= verb.sent.end or is_filler(doc[last]) or is_filler(doc[last + 1])
    marked = bool(children(verb, "mark")) and not any(c.lower_ == "as" for c in children(verb, "mark"))
    return before and after and not marked
