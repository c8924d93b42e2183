"""The tense of the event that a content tells of.

Comes in: the levels of a predicate and the cue.  Goes out: past, present or future, as seen from the cue.
Must not: resolve dates.  See `kg.claims.modality` for the conventions.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.claims.cue_effects import cue_row
from kg.claims.modals import MODALS, is_ability, is_epistemic
from kg.claims.predicates import Level
from kg.claims.verbgroup import auxiliaries, is_perfect, modal_of, verb_tense
from kg.lexicon import words
from kg.model import Tense

_QUOTES = "\"“”„«»'‘’`"


def content_tense(chain: tuple[Level, ...], cue: Token | None) -> Tense:
    """Return the tense of the event, as seen from the cue."""
    row, _ = cue_row(cue)
    predicate = chain[0].verb
    if row is not None and row["nonfinite"] == "future" and _is_nonfinite(predicate):
        return Tense.FUTURE
    tense = chain_tense(chain)
    if tense is Tense.PAST and _is_backshifted(chain[-1].verb, cue):
        return Tense.PRESENT
    return tense


def _is_nonfinite(predicate: Token) -> bool:
    bare = predicate.tag_ in ("VB", "VBG") and not auxiliaries(predicate)
    return bare or predicate.pos_ == "NOUN" or any(a.lower_ == "to" for a in auxiliaries(predicate))


def chain_tense(chain: tuple[Level, ...]) -> Tense:
    """Return the tense of the last level, as far as the levels above it do not set it."""
    last = chain[-1]
    for above in chain[:-1]:
        if _is_nonfinite(last.verb) and not is_perfect(last.verb):
            return _governed_tense(above, last)
    return _own_tense(last.verb)


def _governed_tense(above: Level, last: Level) -> Tense:
    """Tense of an infinitive or gerund under what governs it."""
    kind = above.hedge["tense"] if above.hedge is not None else "governor"
    if above.verb.lemma_ == "go" or kind == "future":
        return Tense.FUTURE
    if kind == "own":
        return Tense.FUTURE if _points_ahead(last.verb) else Tense.PRESENT
    return _own_tense(above.verb) if modal_of(above.verb) is None else Tense.FUTURE


def _own_tense(verb: Token) -> Tense:
    tense = verb_tense(verb)
    modal = modal_of(verb)
    if modal is not None and modal.lower_ == "could" and tense is Tense.FUTURE and is_ability(verb):
        return Tense.PAST
    if modal is not None and tense is not Tense.PAST:
        return _modal_tense(verb, modal)
    return Tense.FUTURE if tense is Tense.PRESENT and _points_ahead(verb) else tense


def _modal_tense(verb: Token, modal: Token) -> Tense:
    """A modal of doubt before a state speaks of now, unless the clause names a time to come."""
    row = MODALS.get(modal.lower_)
    if row is None:
        return Tense.FUTURE
    doubtful = row["certainty"] in ("possible", "unknown")
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if doubtful and verb.lemma_ in words("statives") and not passive and not _points_ahead(verb):
        return Tense.PRESENT
    if doubtful and modal.lower_ == "must" and not is_perfect(verb) and not is_epistemic(verb, modal):
        return Tense.FUTURE
    return Tense(row["tense"])


def _points_ahead(verb: Token) -> bool:
    """Whether the clause names a time to come ("tomorrow", "until May", "next week")."""
    ahead = words("future_adverbs")
    return any(
        token.lower_ in ahead
        for child in verb.children
        if child.dep_ in ("npadvmod", "prep", "advmod", "xcomp")
        for token in child.subtree
    )


def _is_backshifted(verb: Token, cue: Token | None) -> bool:
    """Whether a past tense is the cue's present: a state or a progressive under a past cue, not quoted."""
    if cue is None or cue.tag_ not in ("VBD", "VBN") or is_perfect(verb):
        return False
    left = verb.left_edge
    opened = left.i > 0 and (left.text in _QUOTES or left.nbor(-1).text in _QUOTES)
    progressive = verb.tag_ == "VBG" and any(a.tag_ == "VBD" for a in auxiliaries(verb))
    state = verb.tag_ == "VBD" and verb.lemma_ in words("statives")
    return not opened and (progressive or state)
