"""Every frame that a word stands in, known to the lexicon or not: what the learned part chooses from.

Comes in: a verb, noun or adjective of a parsed Doc.  Goes out: (content, frame), contents as token indices.
Where the rules try frames in order and stop at the first, here all are listed.
Must not: decide which of them credits.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims.clause_frames import (
    and_that,
    clause_contents,
    content_after_that,
    host_content,
    inserted_content,
    inverted_parenthetical,
)
from kg.claims.clauses import (
    RELATIVE_PRONOUNS,
    children,
    has_infinitive_marker,
    is_passive,
    noun_phrase,
    sentence_tokens,
)
from kg.claims.lexemes import noun_cues, verb_entries
from kg.claims.phrase_frames import infinitive_content, object_and_predicate, raised_content
from kg.claims.relations import NO_TOKENS, Tokens, subtree
from kg.lexicon import words

Frames = Iterator[tuple[Tokens, str]]


def verb_frames(verb: Token, source: Tokens, quoted: Tokens) -> Frames:
    """Yield what a verb may credit its source with: clauses, infinitives, objects, prepositional phrases."""
    yield from _clause_frames(verb, source, quoted)
    yield from _infinitive_frames(verb)
    yield from _object_frames(verb)
    yield from _prepositional_frames(verb)


def _clause_frames(verb: Token, source: Tokens, quoted: Tokens) -> Frames:
    inverted = inverted_parenthetical(verb)
    if inverted:
        yield sentence_tokens(verb) - inverted - {verb.i}, "parenthetical"
    coordinated = and_that(verb)
    clauses = list(clause_contents(verb, source, quoted))
    for content, frame in clauses or content_after_that(verb):
        yield content - coordinated, frame
    if coordinated:
        yield coordinated, "and-that"
    host = host_content(verb, source)
    if host:
        yield host, "parenthetical"
    around = NO_TOKENS if host or clauses else inserted_content(verb, source)
    if around:
        yield around, "around"
    if is_passive(verb):
        yield from raised_content(verb)


def _infinitive_frames(verb: Token) -> Frames:
    if verb.lemma_.lower() in words("raising_verbs", "verb"):
        return
    objects = children(verb, "dobj")
    for content, frame in infinitive_content(verb):
        yield content, frame
        for each in objects:
            yield content | subtree(each), "object-infinitive"
    for clause in children(verb, "ccomp"):
        if has_infinitive_marker(clause):
            yield subtree(clause), "object-infinitive"
    for clause in children(verb, "xcomp"):
        if not has_infinitive_marker(clause):
            yield subtree(clause), "complement"


def _object_frames(verb: Token) -> Frames:
    yield from object_and_predicate(verb)
    for each in children(verb, "dobj"):
        if not _is_light(verb, each):
            yield subtree(each), "object"
    if is_passive(verb):
        for each in children(verb, "nsubjpass"):
            if each.lower_ not in RELATIVE_PRONOUNS:
                yield noun_phrase(each), "passive-subject"


def _is_light(verb: Token, noun: Token) -> bool:
    """Tell whether verb and object are one cue with the object's complement ("expressed fear that ...")."""
    light = verb.lemma_.lower() in words("light_verbs", "verb")
    return light and bool(noun_cues().get(noun.lower_)) and any(noun_frames(noun))


_PLACING = frozenset({"in", "by", "at"})
"""Prepositions that say where, when or by whom unless the lexicon lists them with the verb ("believe in")."""


_ADDRESSING = frozenset({"on", "upon", "to", "for", "with"})
"""Prepositions of whoever is to do something: "called on X to go", "appealed to X to stay"."""


def _prepositional_frames(verb: Token) -> Frames:
    objects = children(verb, "dobj")
    infinitives = [clause for clause in children(verb, "xcomp", "advcl") if has_infinitive_marker(clause)]
    for phrase in children(verb, "prep", "agent"):
        if phrase.i < verb.i or not _may_open(phrase, verb):
            continue
        content = subtree(phrase) - {phrase.i}
        for clause in infinitives:
            if clause.i > phrase.i and phrase.lower_ in _ADDRESSING:
                yield content | subtree(clause), "preposition-infinitive"
                break
        else:
            yield content, "preposition"
        for each in objects:
            yield content | subtree(each) | {phrase.i}, "object-preposition"
        for each in children(verb, "nsubjpass"):
            if phrase.dep_ == "prep" and each.lower_ not in RELATIVE_PRONOUNS:
                yield content | noun_phrase(each), "passive-preposition"


def _may_open(phrase: Token, verb: Token) -> bool:
    return phrase.lower_ not in _PLACING or any(
        phrase.lower_ in cue.prepositions for cue in verb_entries(verb)
    )


_OF_NOUNS = frozenset(
    {
        "of",
        "about",
        "for",
        "on",
        "over",
        "against",
        "to",
        "toward",
        "with",
        "in",
        "from",
        "regarding",
        "concerning",
    }
)


def noun_frames(noun: Token) -> Frames:
    """Yield the complements of a noun: that-clause, infinitive, prepositional phrase."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ == "ccomp" or (child.dep_ in ("acl", "relcl") and _is_that_clause(child)):
            yield subtree(child), "clause"
        elif child.dep_ in ("acl", "xcomp", "relcl") and has_infinitive_marker(child):
            yield subtree(child), "infinitive"
        elif child.dep_ == "prep" and child.lower_ in _OF_NOUNS:
            yield subtree(child) - {child.i}, "preposition"


def _is_that_clause(clause: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)


def adjective_frames(adjective: Token) -> Frames:
    """Yield the complements of an adjective: clause, infinitive, prepositional phrase."""
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ in ("ccomp", "advcl"):
            yield subtree(child), "clause"
        elif child.dep_ == "xcomp":
            yield subtree(child), "infinitive"
        elif child.dep_ == "prep":
            yield subtree(child) - {child.i}, "preposition"
