"""Modal auxiliaries: what each commits to, and which of its readings it has.

Comes in: a verb.  Goes out: a certainty, or yes or no.  Must not: look beyond the verb group.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.claims.polarity import is_negated
from kg.claims.predicates import is_in_readiness
from kg.claims.verbgroup import is_perfect, modal_of
from kg.lexicon import table, words
from kg.model import Certainty

MODALS = {row["word"]: row for row in table("modals")}
_STATES = ("acomp", "attr", "oprd")
_NEVER_EPISTEMIC = frozenset({"be", "have", "support", "oppose"})  # under must these may be orders


def modal_certainty(verb: Token) -> Certainty:
    """Read the modal: could as past ability and cannot are certain; should and must may be forecasts."""
    modal = modal_of(verb)
    row = MODALS.get(modal.lower_) if modal is not None else None
    if modal is None or row is None:
        return Certainty.CERTAIN
    if modal.lower_ == "could" and is_ability(verb):
        return Certainty.CERTAIN
    if row["epistemic"] and is_epistemic(verb, modal):
        return Certainty(row["epistemic"])
    return Certainty(row["certainty"])


def is_ability(verb: Token) -> bool:
    """Whether could tells what somebody was able to do: not possible, or perceived."""
    return not is_perfect(verb) and (is_negated(verb) or verb.lemma_ in words("ability_verbs"))


def is_epistemic(verb: Token, modal: Token) -> bool:
    """Tell "must be ill", "must have left", "should arrive" from obligations."""
    if modal.lower_ == "should":
        return not is_perfect(verb) and is_in_readiness(verb)
    if modal.lower_ != "must":
        return False
    state = verb.lemma_ == "be" and any(c.dep_ in _STATES for c in verb.children)
    return is_perfect(verb) or state or verb.lemma_ in words("statives") - _NEVER_EPISTEMIC
