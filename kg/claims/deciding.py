"""The learned part: which candidates are attributions.

Comes in: a parsed Doc, the relations of the rules, weights.  Goes out: the candidates that are taken, each
with the content that it is likeliest to be credited with.
Method: a logistic regression gives each candidate (a cue in one frame, with one content) a probability; the
likeliest are taken first, and later ones only where they say something else (greedy, as in non-maximum
suppression).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.claims.candidates import candidate_relations
from kg.claims.features import features, spoken, surroundings
from kg.claims.phrases import phrase_relations
from kg.claims.quotations import Quotation
from kg.claims.quoting import by_token, extend_to_quotations
from kg.claims.relations import Relation, Tokens, keep_first, trim, with_content
from kg.claims.weights import Weights


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible relation, its words, and the features that hold of it."""

    relation: Relation
    spoken: Tokens
    features: tuple[str, ...]


def decide(
    doc: Doc, ruled: Sequence[Relation], quotations: Sequence[Quotation], quoted: Tokens, weights: Weights
) -> list[Relation]:
    """Return the candidates that the weights take; `ruled` are the relations of the rules."""
    found = [
        (weights.probability(candidate.features), candidate)
        for candidate in find_candidates(doc, ruled, quotations, quoted)
    ]
    likely = [(p, candidate) for p, candidate in found if p >= weights.threshold]
    likely.sort(key=lambda pair: -pair[0])
    taken = keep_first(likely, lambda pair: pair[1].spoken, lambda one, other: _clashes(one[1], other[1]))
    return [replace(candidate.relation, score=round(p, 2)) for p, candidate in taken]


def find_candidates(
    doc: Doc, ruled: Sequence[Relation], quotations: Sequence[Quotation], quoted: Tokens
) -> Iterator[Candidate]:
    """Yield all candidates of a text with their features, in order of their cues."""
    around = surroundings(doc, quoted, ruled)
    held = by_token(quotations)
    for relation in (*candidate_relations(doc, quoted), *phrase_relations(doc)):
        whole = extend_to_quotations(relation, held)
        content = trim(doc, whole.content - whole.cue - whole.source)
        words = spoken(doc, content)
        if words:
            whole = with_content(whole, content)
            yield Candidate(whole, words, tuple(features(whole, around)))


def _clashes(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are readings of one statement, of which the likelier is kept."""
    left, right = candidate.relation, other.relation
    shared = len(candidate.spoken & other.spoken)
    if left.cue_head == right.cue_head:
        return shared > 0
    if left.cue & right.cue:
        return shared > 0.5 * min(len(candidate.spoken), len(other.spoken))
    return not left.source and shared > 0.9 * len(candidate.spoken | other.spoken)
