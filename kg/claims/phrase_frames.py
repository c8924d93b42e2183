"""Contents that are phrases: infinitives, objects, objects with predicates, prepositional phrases.

Comes in: a cue verb.  Goes out: contents as token indices, with the name of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims.clauses import RELATIVE_PRONOUNS, children, has_infinitive_marker, is_passive, noun_phrase
from kg.claims.lexemes import Cue
from kg.claims.relations import NO_TOKENS, Tokens, subtree
from kg.lexicon import words


def infinitive_content(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Yield the to-infinitive that a verb governs: "vowed to rebuild the bridge"."""
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        marked = has_infinitive_marker(clause)
        denied = bool(children(clause, "neg")) or verb.lower_ in words("refusing_verbs", "form")
        silent = denied and clause.lemma_.lower() in words("answering_verbs", "verb")
        if marked and not silent and clause.i > verb.i:
            yield subtree(clause), "infinitive"


def raised_content(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Passives that raise the subject of their content: "the line is said to have moved"."""
    for clause, rule in infinitive_content(verb):
        for each in children(verb, "nsubjpass"):
            if each.lower_ not in RELATIVE_PRONOUNS:
                yield subtree(each) | clause, "raised-" + rule


def object_and_predicate(verb: Token) -> Iterator[tuple[Tokens, str]]:
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


def object_content(verb: Token) -> Iterator[tuple[Tokens, str]]:
    """Yield the object that is what was said: "announced a new tax"; whoever is cited is no content."""
    if is_passive(verb):
        return  # "they were denied visas": the object is what was given, not what was said
    for each in children(verb, "dobj"):
        if each.pos_ != "PRON" and not is_person(each) and not (is_citing(verb) and is_source_noun(each)):
            yield subtree(each), "object"


def is_citing(verb: Token) -> bool:
    """Tell whether a verb passes on somebody else's words: "citing officials", "quoting a report"."""
    return verb.lemma_.lower() in ("cite", "quote")


_ADDRESSED = frozenset({"man", "woman", "people", "person", "suspect", "witness", "resident", "child"})


def is_person(noun: Token) -> bool:
    """Tell whether an object is somebody spoken to, not something said ("police questioned two men")."""
    return noun.lemma_.lower() in _ADDRESSED


def is_source_noun(noun: Token) -> bool:
    """Tell whether a noun can be credited: a name, or a noun for people or texts."""
    return (
        noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or noun.lower_ in words("document_nouns", "noun")
        or noun.lower_ in words("source_nouns", "noun")
    )


def prepositional_content(verb: Token, cue: Cue) -> Iterator[tuple[Tokens, str]]:
    """Yield the phrase of a preposition that goes with the verb: "warned of floods", "accused X of fraud"."""
    for child in children(verb, "prep"):
        if child.lower_ in cue.prepositions and child.i > verb.i and _fits(child):
            content = subtree(child)
            for each in children(verb, "dobj"):
                content |= subtree(each)
            yield content, "preposition"
            return


def _fits(preposition: Token) -> bool:
    """Tell whether a preposition can open a content; "at" only before a number ("put it at 4 million")."""
    return preposition.lower_ != "at" or any(token.like_num for token in preposition.subtree)
