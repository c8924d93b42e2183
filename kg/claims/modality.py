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

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.claims.conditions import is_conditional
from kg.claims.polarity import is_negated, negates_complement
from kg.claims.predicates import Level, coordinated, is_in_readiness, levels, main_predicate
from kg.claims.verbgroup import auxiliaries, is_perfect, modal_of, verb_tense
from kg.lexicon import Row, table, words
from kg.model import Certainty, Modality, Polarity, Tense

_ORDER = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_RANK = {certainty: rank for rank, certainty in enumerate(_ORDER)}

_MODALS = {row["word"]: row for row in table("modals")}
_ADVERBS = {row["word"]: Certainty(row["effect"]) for row in table("hedges") if row["kind"] == "adverb"}
_PHRASES = {row["word"]: Certainty(row["effect"]) for row in table("hedges") if row["kind"] == "phrase"}
_CUES: dict[str, Row] = {row["word"]: row for row in table("cue_effects")}
_LOW = {row["phrase"]: Certainty(row["effect"]) for row in table("low_confidence")}
_QUOTES = "\"“”„«»'‘’`"
_STATES = ("acomp", "attr", "oprd")


def read_modality(content: Sequence[Token], cue: Token | None, text_after: str = "") -> Modality:
    """Return the modality of `content`.

    `cue` is the word that credits it ("said", "hope"), None in own voice.  `text_after` is searched for
    words by which the source marks its statement as shaky ("but cautioned that it was low confidence").
    """
    tokens = [token for token in content if not token.is_space]
    predicate = main_predicate(tokens)
    if predicate is None:
        return Modality(Certainty.CERTAIN, Polarity.POSITIVE, False, Tense.PRESENT)
    chain = levels(predicate, tokens)
    effect, flips = _cue_effect(cue)
    certainty = _weakest(
        _content_certainty(predicate, tokens, chain), effect, _low_confidence(tokens, text_after)
    )
    negative = _is_negative(chain) != flips
    return Modality(
        certainty=certainty,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        conditional=is_conditional(tokens, chain),
        tense=Tense.FUTURE if _is_order(predicate, tokens) else _content_tense(chain, cue),
    )


def _weakest(*certainties: Certainty) -> Certainty:
    return min(certainties, key=_RANK.__getitem__, default=Certainty.CERTAIN)


# ---------------------------------------------------------------------------------------- certainty


def _content_certainty(predicate: Token, tokens: list[Token], chain: tuple[Level, ...]) -> Certainty:
    if _is_question(tokens, predicate) or _is_order(predicate, tokens):
        return Certainty.UNKNOWN
    counted: list[Certainty] = [_chain_certainty(chain)]
    forecast = _chain_tense(chain) is not Tense.PAST
    for other in coordinated(predicate, tokens)[1:]:
        fellow = levels(other, tokens)
        past = _chain_tense(fellow) is Tense.PAST
        if past or not forecast:
            counted.append(_chain_certainty(fellow))
        forecast = forecast or not past
    return _weakest(*counted)


def _chain_certainty(chain: tuple[Level, ...]) -> Certainty:
    return _weakest(*(_level_certainty(level) for level in chain))


def _level_certainty(level: Level) -> Certainty:
    return _weakest(_governor_certainty(level), _modal_certainty(level.verb), _adverb_certainty(level))


def _governor_certainty(level: Level) -> Certainty:
    if level.hedge is None:
        return Certainty.CERTAIN
    negated = is_negated(level.verb, level.word)
    return Certainty(level.hedge["negated" if negated else "effect"])


def _modal_certainty(verb: Token) -> Certainty:
    """Read the modal: could as past ability and cannot are certain; should and must may be forecasts."""
    modal = modal_of(verb)
    row = _MODALS.get(modal.lower_) if modal is not None else None
    if modal is None or row is None:
        return Certainty.CERTAIN
    if modal.lower_ == "could" and _is_ability(verb):
        return Certainty.CERTAIN
    if row["epistemic"] and _is_epistemic(verb, modal):
        return Certainty(row["epistemic"])
    return Certainty(row["certainty"])


def _is_ability(verb: Token) -> bool:
    """Whether could tells what somebody was able to do: not possible, or perceived."""
    return not is_perfect(verb) and (is_negated(verb) or verb.lemma_ in words("ability_verbs"))


def _is_epistemic(verb: Token, modal: Token) -> bool:
    """Tell "must be ill", "must have left", "should arrive" from obligations."""
    if modal.lower_ == "should":
        return not is_perfect(verb) and is_in_readiness(verb)
    if modal.lower_ != "must":
        return False
    state = verb.lemma_ == "be" and any(c.dep_ in _STATES for c in verb.children)
    return is_perfect(verb) or state or verb.lemma_ in words("statives") - {"be", "have", "support", "oppose"}


def _adverb_certainty(level: Level) -> Certainty:
    """Return the weakest hedge adverb that modifies this predicate."""
    group = [level.verb, *auxiliaries(level.verb)]
    if level.word is not None and level.word.pos_ == "ADJ":
        group.append(level.word)
    group += [c for c in level.verb.children if c.dep_ in ("acomp", "oprd")]
    children = {child.i: child for token in group for child in token.children}
    found = [
        _hedge_of(child)
        for child in children.values()
        if child.dep_ in ("advmod", "prep", "neg", "intj", "preconj")
    ]
    return _weakest(Certainty.CERTAIN, *found)


def _hedge_of(child: Token) -> Certainty:
    text = " ".join(token.lower_ for token in child.subtree)
    phrase = next((effect for words_, effect in _PHRASES.items() if text.startswith(words_)), None)
    if phrase is not None:
        return phrase
    if child.dep_ == "neg" and child.i + 1 < len(child.doc):
        return _PHRASES.get(f"{child.lower_} {child.nbor(1).lower_}", Certainty.CERTAIN)
    return _ADVERBS.get(child.lower_, Certainty.CERTAIN) if child.dep_ != "prep" else Certainty.CERTAIN


def _low_confidence(tokens: list[Token], text_after: str) -> Certainty:
    """Return what "low confidence" and the like, in the content or after it, leave of certainty."""
    doc = tokens[0].doc
    text = f"{doc[tokens[0].i : tokens[-1].i + 1].text} {text_after}".lower()
    return _weakest(
        Certainty.CERTAIN, *(e for p, e in _LOW.items() if re.search(rf"\b{re.escape(p)}\b", text))
    )


def _is_question(tokens: list[Token], predicate: Token) -> bool:
    """Whether the content asks: by its mark, or as a whether-clause."""
    last = tokens[-1]
    trailing = [t for t in tokens[-3:] if t.text == "?"]
    if trailing or (last.i + 1 < len(last.doc) and last.nbor(1).text == "?"):
        return True
    return any(c.lower_ == "whether" and c.dep_ in ("mark", "advmod") for c in predicate.children)


def _is_order(predicate: Token, tokens: list[Token]) -> bool:
    """Whether the content is an imperative: a bare verb at its beginning, without a subject."""
    if predicate.tag_ not in ("VB", "VBP") or any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") for c in predicate.children
    ):
        return False
    if any(aux.lower_ not in ("do", "don't") for aux in auxiliaries(predicate)):
        return False
    before = [t for t in tokens if t.i < predicate.i and not t.is_punct]
    return all(t.dep_ in ("aux", "neg", "intj", "advmod") for t in before)


# --------------------------------------------------------------------------------- cue and polarity


def _cue_effect(cue: Token | None) -> tuple[Certainty, bool]:
    """Return what the cue leaves of certainty, and whether it turns polarity."""
    row, negated = _cue_row(cue)
    if row is None:
        return Certainty.CERTAIN, False
    effect = row["negated"] if negated else row["effect"]
    if effect == "negative":
        return (Certainty(row["effect"]) if negated else Certainty.CERTAIN), True
    if effect == "doubt":
        return Certainty.PROBABLE, True
    return Certainty(effect), False


def _cue_row(cue: Token | None) -> tuple[Row | None, bool]:
    """Find the cue, or the noun or adjective that it carries ("expressed hope", "is confident")."""
    if cue is None:
        return None, False
    carried = [c for c in cue.children if c.dep_ in ("dobj", "acomp", "attr")]
    for word in (cue, *carried):
        row = _CUES.get(word.lemma_.lower())
        if row is not None:
            return row, is_negated(cue)
    return None, False


def _is_negative(chain: tuple[Level, ...]) -> bool:
    """Add up the negations from the governor down to the event."""
    count = 0
    for level in chain:
        negated = is_negated(level.verb, level.word)
        silent = level.hedge is not None and level.hedge["negated"] == "unknown"
        count += (negated and not silent) + negates_complement(level)
    return count % 2 == 1


# -------------------------------------------------------------------------------------------- tense


def _content_tense(chain: tuple[Level, ...], cue: Token | None) -> Tense:
    """Return the tense of the event, as seen from the cue."""
    row, _ = _cue_row(cue)
    predicate = chain[0].verb
    if row is not None and row["nonfinite"] == "future" and _is_nonfinite(predicate):
        return Tense.FUTURE
    tense = _chain_tense(chain)
    if tense is Tense.PAST and _is_backshifted(chain[-1].verb, cue):
        return Tense.PRESENT
    return tense


def _is_nonfinite(predicate: Token) -> bool:
    bare = predicate.tag_ in ("VB", "VBG") and not auxiliaries(predicate)
    return bare or predicate.pos_ == "NOUN" or any(a.lower_ == "to" for a in auxiliaries(predicate))


def _chain_tense(chain: tuple[Level, ...]) -> Tense:
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
    if modal is not None and modal.lower_ == "could" and tense is Tense.FUTURE and _is_ability(verb):
        return Tense.PAST
    if modal is not None and tense is not Tense.PAST:
        return _modal_tense(verb, modal)
    return Tense.FUTURE if tense is Tense.PRESENT and _points_ahead(verb) else tense


def _modal_tense(verb: Token, modal: Token) -> Tense:
    """A modal of doubt before a state speaks of now, unless the clause names a time to come."""
    row = _MODALS.get(modal.lower_)
    if row is None:
        return Tense.FUTURE
    doubtful = row["certainty"] in ("possible", "unknown")
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if doubtful and verb.lemma_ in words("statives") and not passive and not _points_ahead(verb):
        return Tense.PRESENT
    if doubtful and modal.lower_ == "must" and not is_perfect(verb) and not _is_epistemic(verb, modal):
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
