"""How sure a content is by its own words.

Comes in: the tokens of a content and its main predicate.  Goes out: a certainty.  Must not: look at the cue.
See `kg.claims.modality` for the conventions.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.claims.event_tense import chain_tense
from kg.claims.modals import modal_certainty
from kg.claims.polarity import is_negated
from kg.claims.predicates import Level, coordinated, levels
from kg.claims.verbgroup import auxiliaries
from kg.lexicon import table
from kg.model import Certainty, Tense

_ORDER = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_RANK = {certainty: rank for rank, certainty in enumerate(_ORDER)}

_ADVERBS = {row["word"]: Certainty(row["effect"]) for row in table("hedges") if row["kind"] == "adverb"}
_PHRASES = {row["word"]: Certainty(row["effect"]) for row in table("hedges") if row["kind"] == "phrase"}
_FIRST_OF_PHRASES = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES)
_LOW = tuple(
    (row["phrase"], re.compile(rf"\b{re.escape(row['phrase'])}\b"), Certainty(row["effect"]))
    for row in table("low_confidence")
)


def weakest(*certainties: Certainty) -> Certainty:
    """Return the least sure of several certainties."""
    return min(certainties, key=_RANK.__getitem__, default=Certainty.CERTAIN)


def content_certainty(predicate: Token, tokens: list[Token], chain: tuple[Level, ...]) -> Certainty:
    """Return the certainty of the content: of its head, and of the fellows that count beside it."""
    if _is_question(tokens, predicate) or is_order(predicate, tokens):
        return Certainty.UNKNOWN
    counted: list[Certainty] = [chain_certainty(chain)]
    forecast = chain_tense(chain) is not Tense.PAST
    for other in coordinated(predicate, tokens)[1:]:
        fellow = levels(other, tokens)
        past = chain_tense(fellow) is Tense.PAST
        if past or not forecast:
            counted.append(chain_certainty(fellow))
        forecast = forecast or not past
    return weakest(*counted)


def chain_certainty(chain: tuple[Level, ...]) -> Certainty:
    """Return the certainty that the levels down to a predicate leave."""
    return weakest(*(_level_certainty(level) for level in chain))


def _level_certainty(level: Level) -> Certainty:
    return weakest(_governor_certainty(level), modal_certainty(level.verb), _adverb_certainty(level))


def _governor_certainty(level: Level) -> Certainty:
    if level.hedge is None:
        return Certainty.CERTAIN
    negated = is_negated(level.verb, level.word)
    return Certainty(level.hedge["negated" if negated else "effect"])


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
    return weakest(Certainty.CERTAIN, *found)


def _hedge_of(child: Token) -> Certainty:
    if child.left_edge.lower_ in _FIRST_OF_PHRASES:
        text = " ".join(token.lower_ for token in child.subtree)
        phrase = next((effect for words_, effect in _PHRASES.items() if text.startswith(words_)), None)
        if phrase is not None:
            return phrase
    if child.dep_ == "neg" and child.i + 1 < len(child.doc):
        return _PHRASES.get(f"{child.lower_} {child.nbor(1).lower_}", Certainty.CERTAIN)
    return _ADVERBS.get(child.lower_, Certainty.CERTAIN) if child.dep_ != "prep" else Certainty.CERTAIN


def low_confidence(tokens: list[Token], text_after: str) -> Certainty:
    """Return what "low confidence" and the like, in the content or after it, leave of certainty."""
    doc = tokens[0].doc
    text = f"{doc[tokens[0].i : tokens[-1].i + 1].text} {text_after}".lower()
    found = (effect for phrase, words_, effect in _LOW if phrase in text and words_.search(text))
    return weakest(Certainty.CERTAIN, *found)


def _is_question(tokens: list[Token], predicate: Token) -> bool:
    """Whether the content asks: by its mark, or as a whether-clause."""
    last = tokens[-1]
    trailing = [t for t in tokens[-3:] if t.text == "?"]
    if trailing or (last.i + 1 < len(last.doc) and last.nbor(1).text == "?"):
        return True
    return any(c.lower_ == "whether" and c.dep_ in ("mark", "advmod") for c in predicate.children)


def is_order(predicate: Token, tokens: list[Token]) -> bool:
    """Whether the content is an imperative: a bare verb at its beginning, without a subject."""
    if predicate.tag_ not in ("VB", "VBP") or any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") for c in predicate.children
    ):
        return False
    if any(aux.lower_ not in ("do", "don't") for aux in auxiliaries(predicate)):
        return False
    before = [t for t in tokens if t.i < predicate.i and not t.is_punct]
    return all(t.dep_ in ("aux", "neg", "intj", "advmod") for t in before)
