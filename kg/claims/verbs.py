"""Verbs that credit: from a cue verb and its frame to source and content.

Comes in: a parsed Doc and its quotations.  Goes out: `Relation`s, one per cue and complement.
Frames after Levin's verbs of communication (1993) and PARC 3.0 (Pareti 2016): a finite clause, a sentence
that the verb stands in parenthetically, an infinitive, an object, object and predicate, a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.clauses import (
    RELATIVE_PRONOUNS,
    agent_of,
    children,
    find_subject,
    is_negated,
    is_passive,
    noun_phrase,
    sentence_tokens,
    verb_group,
)
from kg.claims.lexemes import Cue, verb_entries
from kg.claims.relations import NO_TOKENS, Relation, Tokens, is_filler, subtree, trim
from kg.lexicon import words
from kg.model import Act

_CLAUSES = ("ccomp", "parataxis")


def verb_relations(doc: Doc, quoted: Tokens) -> Iterator[Relation]:
    """Yield the relations of all cue verbs; `quoted` are the tokens inside quotation marks."""
    for token in doc:
        if token.i in quoted:
            continue  # what a speaker reports inside a quotation is part of the quotation
        for cue in verb_entries(token):
            yield from _relations_of(token, cue, quoted)


def _relations_of(verb: Token, cue: Cue, quoted: Tokens) -> Iterator[Relation]:
    source = source_of(verb)
    if not _may_credit(verb, cue, source):
        return
    coordinated = _and_that(verb) if "clause" in cue.frames else NO_TOKENS
    found = [(content - coordinated, rule) for content, rule in _contents(verb, cue, source, quoted)]
    if found and coordinated:
        found.append((coordinated, "and-that"))
    for content, rule in found:
        content = trim(verb.doc, content - source - verb_group(verb))
        if content:
            yield Relation(source, verb_group(verb), content, verb.i, cue.act, f"verb.{rule}")


def _and_that(verb: Token) -> Tokens:
    """Return the clause of "..., she said, and that ..." behind a cue that stands after its first content."""
    for marker in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        before = verb.doc[marker.i - 1]
        if marker.lower_ == "that" and marker.dep_ == "mark" and before.lower_ in ("and", "but"):
            return subtree(marker.head) if marker.head.dep_ in ("conj", "advcl") else NO_TOKENS
    return NO_TOKENS


def _may_credit(verb: Token, cue: Cue, source: Tokens) -> bool:
    """Tell whether the verb is used to credit at all: not denied, not hypothetical, with a fitting source."""
    if not source and not is_passive(verb):
        return False
    if cue.act is Act.SPEECH and is_negated(verb):
        return False
    if is_hypothetical(verb):
        return False
    if cue.act is not Act.SPEECH and _is_nobody(verb, source):
        return False
    if source and not any(len(verb.doc[index]) > 1 and verb.doc[index].is_alpha for index in source):
        return "I" in {verb.doc[index].text for index in source}
    if cue.subject == "document":
        return any(verb.doc[index].lower_ in words("document_nouns", "noun") for index in source)
    return True


def is_hypothetical(verb: Token) -> bool:
    """Tell whether a deed of speech is only imagined: "would say", "could argue"."""
    return any(
        child.tag_ == "MD" and child.lower_ not in ("will", "can", "’ll", "'ll") for child in verb.children
    )


_NOBODY = frozenset({"i", "we", "you", "us", "it", "this", "that"})
"""Pronouns that credit nobody with a thought or a wish: the narrator, the reader, an expletive."""


def _is_nobody(verb: Token, source: Tokens) -> bool:
    return len(source) == 1 and all(verb.doc[index].lower_ in _NOBODY for index in source)


def source_of(verb: Token) -> Tokens:
    """Return the noun phrase that a cue verb credits: its subject, or the agent of a passive."""
    inverted = inverted_parenthetical(verb)
    if inverted:
        return inverted
    verb = _first_cue(verb)
    head = agent_of(verb) if is_passive(verb) else find_subject(verb)
    if head is None or (head.lower_ in ("it", "there") and is_passive(verb)):
        return NO_TOKENS
    return noun_phrase(head, subtree(verb) if verb.head.i == head.i else NO_TOKENS)


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
        clauses = list(_clause_contents(verb, source, quoted)) or list(_after_that(verb, cue))
        yield from clauses
        if clauses:
            return
        host = _host_content(verb, source)
        if host:
            yield host, "parenthetical"
            return
    if "clause" in cue.frames and is_passive(verb):
        raised = list(_raised(verb))
        yield from raised
        if raised:
            return
    if "infinitive" in cue.frames and not is_passive(verb):
        yield from _infinitive(verb)
    if "object-infinitive" in cue.frames:
        yield from _infinitive(verb)
    if "object-as" in cue.frames and source:
        found = list(_object_as(verb))
        yield from found
        if found:
            return
    if "object" in cue.frames:
        yield from _objects(verb, source)
    if "preposition" in cue.frames:
        yield from _prepositions(verb, cue)


def _clause_contents(verb: Token, source: Tokens, quoted: Tokens) -> Iterator[tuple[Tokens, str]]:
    before: Tokens = NO_TOKENS
    after: Tokens = NO_TOKENS
    for clause in children(verb, *_CLAUSES):
        if clause.i < verb.i:
            before |= _fronted(verb, clause, source)
        else:
            after |= subtree(clause) - _second_cues(verb, clause)
    if before & quoted and after & quoted:
        yield before | after, "split-quotation"
        return
    if before:
        yield before, "fronted"
    if after:
        yield after, "that-clause"


def _after_that(verb: Token, cue: Cue) -> Iterator[tuple[Tokens, str]]:
    """Yield what follows the complementiser "that" of a verb of speech where the parser hung it on another
    word
    ("said for the first time that ...")."""
    if cue.act is not Act.SPEECH:
        return
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


def _host_content(verb: Token, source: Tokens) -> Tokens:
    """Return the sentence less the parenthetical that the cue heads ("Prices, she said, rose")."""
    if not _is_parenthetical(verb, source):
        return NO_TOKENS
    return sentence_tokens(verb) - subtree(verb) - source


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


def _infinitive(verb: Token) -> Iterator[tuple[Tokens, str]]:
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        if (
            any(child.lower_ == "to" and child.tag_ == "TO" for child in clause.children)
            and clause.i > verb.i
        ):
            yield subtree(clause), "infinitive"


def _raised(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Passives that raise the subject of their content: "the line is said to have moved"."""
    for clause, rule in _infinitive(verb):
        for each in children(verb, "nsubjpass"):
            if each.lower_ not in RELATIVE_PRONOUNS:
                yield subtree(each) | clause, "raised-" + rule


def _object_as(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Yield object and predicate: "called the plan a mistake", "described the cuts as necessary"."""
    objects = children(verb, "dobj", "nsubjpass")
    predicates = [child for child in verb.children if _is_predicate(child)]
    inside = [each for each in objects if any(_is_postposed(child) for child in each.children)]
    if not predicates and not inside:
        return
    content = subtree(predicates[0]) if predicates else NO_TOKENS
    for each in objects:
        content |= subtree(each) if each.dep_ == "dobj" else noun_phrase(each)
    yield content, "object-as"


def _is_predicate(child: Token) -> bool:
    """Tell whether a child of a verb says what its object is called."""
    if child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as"):
        return True
    if child.dep_ == "advcl":
        return any(word.lower_ == "as" for word in child.children)
    return (
        child.dep_ in ("ccomp", "xcomp")
        and not children(child, "mark")
        and child.pos_ in ("NOUN", "ADJ", "PROPN")
    )


def _is_postposed(child: Token) -> bool:
    """Tell whether the parser hung the predicate on the object itself: "declared talks impossible"."""
    return child.i > child.head.i and child.dep_ in ("amod", "appos") and child.doc[child.i - 1].text != ","


def _objects(verb: Token, source: Tokens) -> Iterator[tuple[Tokens, str]]:
    for each in children(verb, "dobj"):
        if each.pos_ != "PRON" and not (verb_lemma_cites(verb) and is_source_noun(each)):
            yield subtree(each), "object"


def verb_lemma_cites(verb: Token) -> bool:
    """Tell whether a verb passes on somebody else's words: "citing officials", "quoting a report"."""
    return verb.lemma_.lower() in ("cite", "quote")


def is_source_noun(noun: Token) -> bool:
    """Tell whether a noun can be credited: a name, or a noun for people or texts."""
    return (
        noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or noun.lower_ in words("document_nouns", "noun")
        or noun.lower_ in words("source_nouns", "noun")
    )


def _prepositions(verb: Token, cue: Cue) -> Iterator[tuple[Tokens, str]]:
    for child in children(verb, "prep"):
        if child.lower_ in cue.prepositions and child.i > verb.i:
            content = subtree(child)
            for each in children(verb, "dobj"):
                content |= subtree(each)
            yield content, "preposition"
            return
