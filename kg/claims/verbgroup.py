"""The verb group: auxiliaries, modal, perfect, tense of a verb in a dependency parse.

Comes in: a token.  Goes out: other tokens, or a tense.  Must not: know claims, cues or dates.
Labels are those of spaCy's English models (ClearNLP), tags those of the Penn Treebank.
"""

from __future__ import annotations

from spacy import symbols
from spacy.tokens import Token

from kg.lexicon import table
from kg.model import Tense

_LABELS = (symbols.aux, symbols.auxpass)
"""As numbers, which are compared faster than `dep_`: no other function is called as often."""
_FUTURE_MODALS = frozenset(row["word"] for row in table("modals") if row["tense"] == "future")


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb at or above `token`."""
    current = token
    for _ in range(len(token.doc)):
        if current.pos_ in ("VERB", "AUX") and current.dep_ not in ("aux", "auxpass"):
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb; a coordinated verb without subject shares those of the first."""
    own = [child for child in verb.children if child.dep in _LABELS]
    if own or verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG"):
        return own
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children):
        return own
    return auxiliaries(verb.head)


def modal_of(verb: Token) -> Token | None:
    """Return the modal auxiliary ("may", "will", "'d")."""
    return _modal_in(verb, auxiliaries(verb))


def _modal_in(verb: Token, group: list[Token]) -> Token | None:
    if verb.tag_ == "MD":
        return verb  # "ought to" is a verb of its own in the parse
    return next((aux for aux in group if aux.tag_ == "MD"), None)


def is_perfect(verb: Token) -> bool:
    """Whether the group has the perfect ("have lost", "may have been lost")."""
    return _is_perfect_in(verb, auxiliaries(verb))


def _is_perfect_in(verb: Token, group: list[Token]) -> bool:
    has = any(aux.lemma_ in ("have", "'ve", "’ve") for aux in group)
    return has and any(token.tag_ == "VBN" for token in (verb, *group))


def verb_tense(verb: Token) -> Tense:
    """Return past, present or future of a finite or non-finite verb group.

    The present perfect counts as past: what it reports has happened.
    """
    group = auxiliaries(verb)
    modal = _modal_in(verb, group)
    if modal is not None:
        return _modal_tense(verb, modal)
    if _is_perfect_in(verb, group):
        return Tense.PAST
    first = min((token for token in (*group, verb)), key=lambda token: token.i)
    if any(aux.lower_ == "to" for aux in group):
        return Tense.FUTURE
    if any(aux.lower_ in ("was", "were", "did", "got", "had") for aux in group):
        return Tense.PAST
    if any(aux.tag_ in ("VBZ", "VBP") for aux in group):
        return Tense.PRESENT
    if verb.tag_ == "VBD" or first.tag_ == "VBD":
        return Tense.PAST
    if verb.tag_ == "VBN":
        return Tense.PAST
    return Tense.PRESENT


def _modal_tense(verb: Token, modal: Token) -> Tense:
    if is_perfect(verb):
        return Tense.PAST
    if modal.lower_ in _FUTURE_MODALS:
        return Tense.FUTURE
    return Tense.PRESENT
