"""What a cue does to the certainty and polarity of its content ("think", "deny", "hope").

Comes in: the cue's token.  Goes out: an effect.  Must not: look at the content.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.claims.lexemes import verb_entries
from kg.claims.polarity import is_negated
from kg.lexicon import Row, table
from kg.model import Certainty

_CUES: dict[str, Row] = {row["word"]: row for row in table("cue_effects")}


def cue_effect(cue: Token | None) -> tuple[Certainty, bool]:
    """Return what the cue leaves of certainty, and whether it turns polarity."""
    row, negated = cue_row(cue)
    if row is None:
        return Certainty.CERTAIN, False
    effect = row["negated"] if negated else row["effect"]
    if effect == "negative":
        return (Certainty(row["effect"]) if negated else Certainty.CERTAIN), True
    if effect == "doubt":
        return Certainty.PROBABLE, True
    return Certainty(effect), False


_CLITICS = {"’s": "be", "’re": "be", "’m": "be", "’ve": "have"}


def lemma_of(word: Token) -> str:
    """Return the word's lemma with its particle; the lexicon's lemma where it knows the form, since the
    lemmatiser takes "hoped" for "hop" and leaves "’s" as it is."""
    entries = verb_entries(word)
    lemma = entries[0].lemma if entries else _CLITICS.get(word.lower_) or word.lemma_.lower()
    return " ".join([lemma, *(child.lower_ for child in word.children if child.dep_ == "prt")])


def cue_row(cue: Token | None) -> tuple[Row | None, bool]:
    """Find the cue, or the noun or adjective that it carries ("expressed hope", "is confident")."""
    if cue is None:
        return None, False
    carried = [c for c in cue.children if c.dep_ in ("dobj", "acomp", "attr")]
    for word in (cue, *carried):
        row = _CUES.get(lemma_of(word))
        if row is not None:
            return row, is_negated(cue)
    return None, False
