"""Tense, polarity and certainty of each verb of a text by itself, with what governs it.

Comes in: the verbs of a text.  Goes out: one `VerbReading` each.  Must not: look at cues or claims.

The same rules as for a claim's modality (kg/claims/modality.py): in "may have failed to win" the last verb is
negative, possible and past.  An infinitive has the tense of its governor, unless that looks ahead ("hopes to
order", "plan to order") or it tells a purpose: future; a gerund that of the verb above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.claims.certainty import chain_certainty
from kg.claims.clauses import has_infinitive_marker
from kg.claims.event_tense import chain_tense
from kg.claims.lexemes import verb_entries
from kg.claims.modality import is_negative
from kg.claims.predicates import Level, levels
from kg.claims.verbgroup import auxiliaries, governing_verb
from kg.lexicon import words
from kg.model import Act, Certainty, Polarity, Tense

_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "relcl", "advcl"})
_BARE = frozenset({"VB", "VBG"})
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class VerbReading:
    """What the verb group and its governors say of one verb."""

    tense: Tense
    polarity: Polarity
    certainty: Certainty


class VerbReadings:
    """Readings of the verbs of one text; what governs them is remembered."""

    def __init__(self) -> None:
        """Nothing is known before a verb is asked for."""
        self._chains: dict[int, tuple[Level, ...]] = {}

    def of(self, verb: Token) -> VerbReading:
        """Return the reading of a verb."""
        chain = self._chain(verb)
        negative = is_negative(chain) != _is_left_out(verb)
        return VerbReading(
            self._tense(verb, chain),
            Polarity.NEGATIVE if negative else Polarity.POSITIVE,
            chain_certainty(chain),
        )

    def _chain(self, verb: Token) -> tuple[Level, ...]:
        """Return the levels from what governs the verb down to itself, which governs nothing here."""
        if verb.i not in self._chains:
            above = governing_verb(verb.head) if verb.dep_ in _GOVERNED else None
            if above is not None and above.i < verb.i:
                self._chain(above)
        if verb.i not in self._chains:
            found = levels(verb)
            for depth, level in enumerate(found):
                own = replace(level, word=None, hedge=None) if level.word is not None else level
                self._chains.setdefault(level.verb.i, (*found[:depth], own))
        return self._chains[verb.i]

    def _tense(self, verb: Token, chain: tuple[Level, ...], depth: int = 0) -> Tense:
        above = _tense_giver(verb) if len(chain) == 1 and depth < _DEPTH else None
        if above is None:
            return chain_tense(chain)
        infinitive = has_infinitive_marker(verb)
        if infinitive and (_looks_ahead(above) or verb.dep_ in ("advcl", "acl", "relcl")):
            return Tense.FUTURE
        return self._tense(above, self._chain(above), depth + 1)


def _tense_giver(verb: Token) -> Token | None:
    """Return the verb above an infinitive or a gerund without auxiliaries; None for all that has a tense of
    its own."""
    if verb.tag_ not in _BARE or verb.head.i == verb.i:
        return None
    if any(word.lower_ != "to" for word in auxiliaries(verb) if word.dep_ != "auxpass"):
        return None
    return governing_verb(verb.head)


def _looks_ahead(governor: Token) -> bool:
    """Whether what a verb governs is still to come: it plans, hopes, asks."""
    if governor.lemma_ in words("raising_verbs", "verb"):
        return False
    return any(entry.act is not Act.DEED for entry in verb_entries(governor))


def _is_left_out(verb: Token) -> bool:
    """Whether a gerund tells what was not done ("without paying")."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"
