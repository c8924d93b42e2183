"""Nouns and adjectives that credit: "her claim that ...", "expressed hope that ...", "confident that ...".

Comes in: a parsed Doc.  Goes out: `Relation`s.  A noun credits its possessor, the object of its by-phrase, or
the subject of the light verb that it is the object of; an adjective credits the subject of its copula.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.clauses import (
    agent_of,
    children,
    find_subject,
    is_negated,
    is_passive,
    noun_phrase,
    verb_group,
)
from kg.claims.lexemes import Cue, adjective_cues, noun_cues, ruled
from kg.claims.relations import NO_TOKENS, Relation, Tokens, subtree
from kg.lexicon import words


def noun_relations(doc: Doc, quoted: Tokens) -> Iterator[Relation]:
    """Yield the relations of nouns of speech, thought and intention that have a complement."""
    for token in doc:
        if token.pos_ != "NOUN" or token.i in quoted:
            continue
        for cue in ruled(noun_cues().get(token.lower_, ())):
            content = _complement(token, cue)
            if content:
                yield from _credited(token, cue, content)
                break


def _complement(noun: Token, cue: Cue) -> Tokens:
    """Return what a noun of speech is followed by: a that-clause, an infinitive or a prepositional phrase."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if "clause" in cue.frames and child.dep_ in ("acl", "ccomp") and _has_word(child, "that"):
            return subtree(child)
        if "infinitive" in cue.frames and child.dep_ in ("acl", "xcomp", "relcl") and _has_word(child, "to"):
            return subtree(child)
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            return subtree(child) - {child.i}
    return NO_TOKENS


def _has_word(clause: Token, word: str) -> bool:
    return any(child.lower_ == word for child in clause.children)


def _credited(noun: Token, cue: Cue, content: Tokens) -> Iterator[Relation]:
    verb = noun.head
    own = light_verb_cue(noun, content)
    if own:
        head = agent_of(verb) if is_passive(verb) else find_subject(verb)
        if head is not None and not is_negated(verb):
            yield Relation(noun_phrase(head), own, content, noun.i, cue.act, "noun.light-verb")
            return
    source = owner_of(noun)
    if source:
        yield Relation(source, frozenset({noun.i}), content, noun.i, cue.act, "noun.owner")


def light_verb_cue(noun: Token, content: Tokens) -> Tokens:
    """Return the light verb of a noun and the words up to the noun ("made the claim"), if it has one."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr") or verb.lemma_.lower() not in words("light_verbs", "verb"):
        return NO_TOKENS
    between = frozenset(range(min(verb.i, noun.i), max(verb.i, noun.i) + 1))
    return between & (verb_group(verb) | _before_complement(noun, content))


def _before_complement(noun: Token, content: Tokens) -> Tokens:
    return frozenset(index for index in subtree(noun) if index not in content and index <= noun.i)


def owner_of(noun: Token) -> Tokens:
    """Return whose a noun is: its possessor, or the object of its by- or from-phrase."""
    for child in noun.children:
        if child.dep_ == "poss":
            return noun_phrase(child) - frozenset(c.i for c in child.children if c.dep_ == "case")
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            for each in children(child, "pobj"):
                return noun_phrase(each)
    return NO_TOKENS


def adjective_relations(doc: Doc, quoted: Tokens) -> Iterator[Relation]:
    """Yield the relations of adjectives of thought and feeling with a clause: "she is confident that ..."."""
    for token in doc:
        if (
            token.i in quoted
            or token.pos_ not in ("ADJ", "VERB")
            or token.dep_ not in ("acomp", "ROOT", "conj", "oprd")
        ):
            continue
        for cue in ruled(adjective_cues().get(token.lower_, ())):
            yield from _adjective(token, cue)


def _adjective(token: Token, cue: Cue) -> Iterator[Relation]:
    verb = token.head if token.dep_ in ("acomp", "oprd") else token
    if verb.lemma_.lower() == "make":
        return  # "make sure that", "made clear that": the verb's object, not somebody's feeling
    head = find_subject(verb)
    if head is None or head.lower_ in ("it", "there", "this", "that"):
        return
    for child in token.children:
        clause = child.dep_ in ("ccomp", "advcl") and child.i > token.i and "clause" in cue.frames
        infinitive = child.dep_ == "xcomp" and "infinitive" in cue.frames and _has_word(child, "to")
        phrase = child.dep_ == "prep" and child.lower_ in cue.prepositions
        if clause or infinitive or phrase:
            content = subtree(child) - ({child.i} if phrase else NO_TOKENS)
            rule = "adjective.clause" if clause else "adjective.complement"
            yield Relation(noun_phrase(head), frozenset({token.i}), content, token.i, cue.act, rule)
            return
