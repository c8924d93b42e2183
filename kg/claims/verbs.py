"""Verbs that credit: from a cue verb and its frame to source and content.

Comes in: a parsed Doc and its quotations.  Goes out: `Relation`s, one per cue and complement.
Frames after Levin's verbs of communication (1993) and PARC 3.0 (Pareti 2016): a finite clause, a sentence
that the verb stands in parenthetically, an infinitive, an object, object and predicate, a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.clause_frames import (
    and_that,
    clause_contents,
    content_after_that,
    host_content,
    inserted_content,
    inverted_parenthetical,
    is_second_cue,
)
from kg.claims.clauses import (
    agent_of,
    antecedent_of,
    find_subject,
    is_negated,
    is_passive,
    noun_phrase,
    relative_subject,
    sentence_tokens,
    verb_group,
)
from kg.claims.lexemes import Cue, ruled, verb_entries
from kg.claims.phrase_frames import (
    infinitive_content,
    object_and_predicate,
    object_content,
    prepositional_content,
    raised_content,
)
from kg.claims.relations import NO_TOKENS, Relation, Tokens, subtree, trim
from kg.lexicon import words
from kg.model import Act


def verb_relations(doc: Doc, quoted: Tokens) -> Iterator[Relation]:
    """Yield the relations of all cue verbs; `quoted` are the tokens inside quotation marks."""
    for token in doc:
        if token.i in quoted:
            continue  # what a speaker reports inside a quotation is part of the quotation
        for cue in ruled(verb_entries(token)):
            yield from _relations_of(token, cue, quoted)


def _relations_of(verb: Token, cue: Cue, quoted: Tokens) -> Iterator[Relation]:
    source = speaker_of(verb, quoted)
    if not _may_credit(verb, cue, source):
        return
    coordinated = and_that(verb) if "clause" in cue.frames else NO_TOKENS
    found = [(content - coordinated, rule) for content, rule in _contents(verb, cue, source, quoted)]
    if found and coordinated:
        found.append((coordinated, "and-that"))
    for content, rule in found:
        content = trim(verb.doc, content - source - verb_group(verb))
        if content:
            yield Relation(source, cue_of(verb), content, verb.i, cue.act, f"verb.{rule}")


def _may_credit(verb: Token, cue: Cue, source: Tokens) -> bool:
    """Tell whether the verb is used to credit at all: not denied, not hypothetical, with a fitting source."""
    if not source and not is_passive(verb):
        return False
    if cue.act is Act.SPEECH and is_negated(verb):
        return False
    if is_hypothetical(verb) or is_withheld(verb):
        return False
    named = named_by(verb, source)
    if cue.act is not Act.SPEECH and _is_nobody(verb, named):
        return False
    if source and not any(_can_name(verb.doc[index]) for index in source):
        return False
    if cue.subject == "document":
        return any(verb.doc[index].lower_ in words("document_nouns", "noun") for index in named)
    return True


def named_by(verb: Token, source: Tokens) -> Tokens:
    """Return the words that say who a source is: a relative pronoun's antecedent, else its own."""
    return (antecedent_of(verb.doc[min(source)]) if len(source) == 1 else NO_TOKENS) or source


def is_hypothetical(verb: Token) -> bool:
    """Tell whether a deed of speech is only imagined: "would say", "could argue"."""
    return any(
        child.tag_ == "MD" and child.lower_ not in ("will", "can", "’ll", "'ll") for child in verb.children
    )


def is_withheld(verb: Token) -> bool:
    """Tell whether a deed of speech was refused or is still to come: "declined to say", "did not want to
    say", "has yet to say"."""
    if verb.dep_ != "xcomp":
        return False
    if verb.head.lemma_.lower() == "have" and any(child.lower_ == "yet" for child in verb.head.children):
        return True
    return verb.head.lower_ in words("refusing_verbs", "form") or is_negated(verb.head)


def _can_name(token: Token) -> bool:
    """Tell whether a word can stand for a source by itself: "U.N.", "3M" and "X" can, a clitic cannot."""
    return token.pos_ in ("PROPN", "NOUN", "PRON", "NUM", "ADJ") and token.text[0].isalnum()


_NOBODY = frozenset({"i", "we", "you", "us", "it", "this", "that"})
"""Pronouns that credit nobody with a thought or a wish: the narrator, the reader, an expletive."""


def _is_nobody(verb: Token, source: Tokens) -> bool:
    return len(source) == 1 and all(verb.doc[index].lower_ in _NOBODY for index in source)


def source_of(verb: Token) -> Tokens:
    """Return the noun phrase that a cue verb credits: its subject, or the agent of a passive.

    A relative pronoun is a source as a personal one is (PolNeAR); whom it means, the referents tell.
    """
    inverted = inverted_parenthetical(verb)
    if inverted:
        return inverted
    verb = _first_cue(verb)
    issuer = issuer_of(verb)
    if issuer:
        return issuer
    relative = relative_subject(verb)
    if relative is not None and not is_passive(verb):
        return frozenset({relative.i})
    head = agent_of(verb) if is_passive(verb) else find_subject(verb)
    if head is None or (head.lower_ in ("it", "there") and is_passive(verb)):
        return NO_TOKENS
    return noun_phrase(head, subtree(verb) if verb.head.i == head.i else NO_TOKENS)


def speaker_of(verb: Token, quoted: Tokens) -> Tokens:
    """Return the source of a cue outside quotation marks; words inside them are never it.

    In '"And one more thing," said the mayor, "we are broke"' the parser may take the thing for the subject.
    """
    source = source_of(verb)
    if not source or not source <= quoted:
        return source
    behind = next((chunk for chunk in verb.sent.noun_chunks if chunk.start == verb.i + 1), None)
    found = noun_phrase(behind.root) if behind is not None else NO_TOKENS
    return found - quoted


def issuer_of(verb: Token) -> Tokens:
    """Return who put out the text that a verb quotes: "the union issued a statement saying", "she replied in
    a letter saying".  A text that is only mentioned ("the report saying so") speaks for itself."""
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or noun.lower_ not in words("document_nouns", "noun"):
        return NO_TOKENS
    governor = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with") else noun.head
    issued = noun.dep_ == "dobj" and governor.lemma_.lower() in words("light_verbs", "verb")
    answered = noun.dep_ == "pobj" and bool(verb_entries(governor))
    new = any(child.lower_ in ("a", "an", "another") for child in noun.children)
    head = find_subject(governor) if new and (issued or answered) else None
    return noun_phrase(head) if head is not None and not is_passive(governor) else NO_TOKENS


def cue_of(verb: Token) -> Tokens:
    """Return the words of the cue: the verb with its particle, and with the text that it was put out in
    ("issued a statement saying")."""
    own = verb_group(verb)
    if issuer_of(verb) and verb.head.dep_ == "dobj":
        return own | {verb.head.i, verb.head.head.i}
    return own


def _first_cue(verb: Token) -> Token:
    """Return the cue that a second one goes on, whose source it shares; else the verb itself."""
    clause = verb.head
    if verb.dep_ in ("conj", "advcl") and clause.dep_ == "ccomp" and verb_entries(clause.head):
        return clause.head if is_second_cue(verb, clause.head) else verb
    return verb


def _contents(verb: Token, cue: Cue, source: Tokens, quoted: Tokens) -> Iterator[tuple[Tokens, str]]:
    """Yield (content, frame) of a cue verb; a clause shuts out all other frames."""
    if "clause" in cue.frames:
        inverted = inverted_parenthetical(verb)
        if inverted:
            yield sentence_tokens(verb) - inverted - {verb.i}, "parenthetical"
            return
        clauses = list(clause_contents(verb, source, quoted))
        if not clauses and cue.act is Act.SPEECH:
            clauses = list(content_after_that(verb))
        yield from clauses
        if clauses:
            return
        host = host_content(verb, source) or inserted_content(verb, source)
        if host:
            yield host, "parenthetical"
            return
    if "clause" in cue.frames and is_passive(verb):
        raised = list(raised_content(verb))
        yield from raised
        if raised:
            return
    if "infinitive" in cue.frames and not is_passive(verb):
        yield from infinitive_content(verb)
    if "object-infinitive" in cue.frames:
        yield from infinitive_content(verb)
    if "object-as" in cue.frames and source:
        found = list(object_and_predicate(verb))
        yield from found
        if found:
            return
    if "object" in cue.frames:
        yield from object_content(verb)
    if "preposition" in cue.frames:
        yield from prepositional_content(verb, cue)
