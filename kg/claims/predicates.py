"""The predicate that a content commits to, down through what merely governs it.

Comes in: the tokens of a content.  Goes out: the main predicate, its coordinated fellows, and for each the
levels from governor to event: "is likely to lose" has the levels *is likely* and *lose*.
Must not: judge certainty, polarity or tense.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.lexicon import Row, table, words

_SUBORDINATE = frozenset(
    {"advcl", "prep", "mark", "npadvmod", "advmod", "punct", "cc", "aux", "auxpass", "neg", "case", "nsubj"}
)
_PREDICATIVE = frozenset({"acomp", "oprd", "attr", "advmod"})
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "relcl", "advcl")


def _hedges(kind: str) -> dict[str, Row]:
    return {row["word"]: row for row in table("hedges") if row["kind"] == kind}


_VERBS, _PASSIVES = _hedges("verb"), _hedges("passive")
_ADJECTIVES, _NOUNS = _hedges("adjective"), _hedges("noun")
_NEGATIVE_VERBS = frozenset(row["word"] for row in table("negation") if row["kind"] == "verb")


@dataclass(frozen=True, slots=True)
class Level:
    """One predicate of the way down.  `hedge` is the lexicon row by which `word` governs the next level."""

    verb: Token
    word: Token | None = None
    hedge: Row | None = None


def main_predicate(content: Sequence[Token]) -> Token | None:
    """Return the head of the content's main clause; the first, where it has several sentences."""
    inside = {token.i for token in content}
    roots = [t for t in content if (above := t.head.i) not in inside or above == t.i]
    clauses = [t for t in roots if t.dep_ not in _SUBORDINATE]
    return (
        next((t for t in clauses if t.pos_ in ("VERB", "AUX")), None)
        or next((t for t in clauses if not t.is_punct), None)
        or next((t for t in roots if t.pos_ in ("VERB", "AUX")), None)
        or next(iter(roots), None)
    )


def coordinated(predicate: Token, content: Sequence[Token]) -> list[Token]:
    """Return the predicates coordinated with `predicate` within the content, itself first."""
    inside = {token.i for token in content}
    found = [predicate]
    for token in found:
        found += [
            c for c in token.children if c.dep_ == "conj" and c.i in inside and c.pos_ in ("VERB", "AUX")
        ]
    return found


def levels(predicate: Token, content: Sequence[Token] | None = None) -> tuple[Level, ...]:
    """Return the levels from `predicate` down to the predicate of the event itself, inside the content; to
    wherever they lead, if none is given."""
    inside = {token.i for token in content} if content is not None else None
    found: list[Level] = []
    current: Token | None = predicate
    while current is not None and all(level.verb.i != current.i for level in found):
        word, hedge = _governor(current)
        found.append(Level(current, word, hedge))
        current = _complement(current, word, inside) if word is not None else None
    return tuple(found)


def _governor(verb: Token) -> tuple[Token | None, Row | None]:
    """Return the word by which `verb` governs another predicate, and its hedge row if it hedges."""
    lemma = verb.lemma_.lower()
    if (
        verb.pos_ == "NOUN"
        and lemma in _VERBS
        and any(c.dep_ == "acl" and c.tag_ == "VBG" for c in verb.children)
    ):
        return verb, _VERBS[lemma]  # "Town risks losing": headlines are misread as noun phrases
    if verb.pos_ in ("NOUN", "PROPN"):
        return None, None
    row = _VERBS.get(_with_particle(verb))
    if row is not None and _complement(verb, verb, None) is not None:
        return verb, row
    if row is not None and row["flips"] == "yes" and (noun := _hedging_object(verb)) is not None:
        return noun, row  # "ruled out the possibility that ..." is "ruled out that ..."
    if (
        lemma in _PASSIVES
        and verb.tag_ == "VBN"
        and any(c.dep_ == "auxpass" or c.lemma_ == "be" for c in verb.children)
    ):
        return verb, _PASSIVES[lemma]
    if lemma in _NEGATIVE_VERBS or verb.tag_ == "MD" or (lemma == "go" and verb.tag_ == "VBG"):
        return (verb, None) if _infinitive(verb) is not None else (None, None)
    word, hedge = _predicative(verb)
    if word is None and lemma == "be" and _infinitive(verb) is not None:
        return verb, None  # "their aim was never to stay"
    return word, hedge


def _with_particle(verb: Token) -> str:
    return " ".join([verb.lemma_.lower(), *(c.lower_ for c in verb.children if c.dep_ == "prt")])


def _hedging_object(verb: Token) -> Token | None:
    """Return the object, or the subject of a passive, that hedges a clause of its own ("the risk that")."""
    nouns = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in _NOUNS)
    return next((noun for noun in nouns if _complement(noun, noun, None) is not None), None)


def _predicative(verb: Token) -> tuple[Token | None, Row | None]:
    """Return the hedging adjective or noun after be ("is likely", "there is a chance")."""
    for child in verb.children:
        lemma = child.lemma_.lower()
        governs = child.dep_ != "advmod" or _complement(child, child, None) is not None
        if (
            child.dep_ in _PREDICATIVE
            and child.pos_ in ("ADJ", "VERB", "ADV")
            and lemma in _ADJECTIVES
            and governs
        ):
            return child, _ADJECTIVES[lemma]
        if (
            child.dep_ in ("attr", "nsubj", "dobj")
            and lemma in _NOUNS
            and _complement(child, child, None) is not None
        ):
            return child, _NOUNS[lemma]
    return None, None


def _infinitive(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)


def _complement(verb: Token, word: Token, inside: set[int] | None) -> Token | None:
    """Return the clause that `word` (or, extraposed, `verb`) governs."""
    for governor in (word, verb):
        for child in _clauses(governor.children):
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
            conditional = child.dep_ == "advcl" and not (
                any(c.lower_ == "to" for c in child.children) or _is_extraposed(verb, marks)
            )
            if (
                (inside is None or child.i in inside)
                and child.i > governor.i
                and not conditional
                and "because" not in marks
            ):
                return child
    return None


def _is_extraposed(verb: Token, marks: set[str]) -> bool:
    """Tell whether a clause that was parsed as adverbial is the subject that "it" stands for."""
    it = (c for c in verb.children if c.lower_ == "it" and c.dep_ in ("nsubj", "nsubjpass", "expl"))
    return marks == {"that"} and next(it, None) is not None


def _clauses(children: Iterable[Token]) -> Iterable[Token]:
    return (c for c in children if c.dep_ in _COMPLEMENTS and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN"))


def is_in_readiness(verb: Token) -> bool:
    """Whether should before this verb is a forecast ("should be ready", "should arrive")."""
    known = words("readiness")
    return verb.lemma_ in known or any(
        c.dep_ in ("acomp", "attr") and c.lemma_ in known for c in verb.children
    )
