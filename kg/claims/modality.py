"""Certainty, polarity, condition and tense of a content, as its source commits to it.

Comes in: the tokens of a content, its cue and, where wanted, the words that follow.  Goes out: `Modality`.
Must not: judge whether anything is true, or look at other sentences.

Certainty and polarity follow FactBank (Saurí and Pustejovsky 2009): a plain assertion is certain; the
strongest hedge with scope over the main predicate counts, one in a relative or adverbial clause does not.
Obligations, wishes, orders and questions commit to nothing: unknown.  A condition has its own flag; certainty
is then that of the consequence.  Of coordinated predicates, all that tell of the past count and the first
that does not ("has lost half and may lose the rest" is possible; a second forecast only elaborates the
first).
So removing a hedge never lowers certainty.

Tense is that of the event: the perfect is past, modals and infinitives are future, a modal before a state
is present ("may be dead").  Under a cue in the past tense, a state or a progressive in the past tense is
simultaneous with the cue and counts as present (sequence of tenses); in a direct quotation it does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.claims.certainty import content_certainty, is_order, low_confidence, weakest
from kg.claims.conditions import is_conditional
from kg.claims.cue_effects import cue_effect
from kg.claims.event_tense import content_tense
from kg.claims.polarity import is_negated, negates_complement
from kg.claims.predicates import Level, levels, main_predicate
from kg.model import Modality, Polarity, Tense


def read_modality(content: Sequence[Token], cue: Token | None, text_after: str = "") -> Modality:
    """Return the modality of `content`.

    `cue` is the word that credits it ("said", "hope"), None in own voice.  `text_after` is searched for
    words by which the source marks its statement as shaky ("but cautioned that it was low confidence").
    """
    tokens = [token for token in content if not token.is_space]
    predicate = main_predicate(tokens)
    if predicate is None:
        return _without_predicate(cue)
    chain = levels(predicate, tokens)
    effect, flips = cue_effect(cue)
    certainty = weakest(
        content_certainty(predicate, tokens, chain), effect, low_confidence(tokens, text_after)
    )
    negative = is_negative(chain) != flips
    return Modality(
        certainty=certainty,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        conditional=is_conditional(tokens, chain),
        tense=Tense.FUTURE if is_order(predicate, tokens) else content_tense(chain, cue),
        denied=flips,
    )


def is_negative(chain: tuple[Level, ...]) -> bool:
    """Add up the negations from the governor down to the event."""
    count = 0
    for level in chain:
        negated = is_negated(level.verb, level.word)
        silent = level.hedge is not None and level.hedge["negated"] == "unknown"
        count += (negated and not silent) + negates_complement(level)
    return count % 2 == 1


def _without_predicate(cue: Token | None) -> Modality:
    """Return what the cue alone says of a content without a verb ("rejected the criticism")."""
    effect, flips = cue_effect(cue)
    polarity = Polarity.NEGATIVE if flips else Polarity.POSITIVE
    return Modality(effect, polarity, False, Tense.PRESENT, denied=flips)
