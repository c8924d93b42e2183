"""Carriers: through whom a statement reached the article.

Comes in: relations with source, cue and content.  Goes out: the same relations with `outer` (carriers
before the
source, outermost first) and `inner` (whom the source itself cites).  Whether an addressee is an outlet is
known
later; here every candidate is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.claims.clauses import agent_of, children, noun_phrase
from kg.claims.phrase_frames import is_citing, is_source_noun
from kg.claims.relations import Relation, Tokens
from kg.lexicon import words
from kg.model import Act

_MOST = 0.6
"""Share of a content that a nested attribution must cover for its source to end the outer one's chain."""


def with_carriers(doc: Doc, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations with their chains: relayed by, told to, cited, nested."""
    single = [_with_own_carriers(doc, relation) for relation in relations]
    nested = _nested(single)
    around: dict[int, list[Relation]] = {}
    for outer, inner in nested.items():
        for position in inner:
            around.setdefault(position, []).append(single[outer])
    return [
        _with_nesting(relation, around.get(position, []), [single[inner] for inner in nested[position]])
        for position, relation in enumerate(single)
    ]


def _with_own_carriers(doc: Doc, relation: Relation) -> Relation:
    told = tuple(_told_to(doc, relation))
    outer = (*relation.outer, *_relayed_by(doc, relation), *told)
    return replace(relation, outer=outer, addressees=told, inner=tuple(_cited(doc, relation)))


def _relayed_by(doc: Doc, relation: Relation) -> Iterator[Tokens]:
    """Yield X of "as quoted by X", "as reported by X" in the cue's clause."""
    for token in doc[relation.cue_head].subtree:
        if (
            token.lower_ in words("relaying_participles", "participle")
            and token.i not in relation.content | relation.cue
        ):
            agent = agent_of(token) or next(
                (p for by in children(token, "prep") if by.lower_ == "by" for p in children(by, "pobj")), None
            )
            if agent is not None:
                yield noun_phrase(agent)


def _told_to(doc: Doc, relation: Relation) -> Iterator[Tokens]:
    """Yield X of "told X", "in an interview with X", "in a statement to X"."""
    verb = doc[relation.cue_head]
    for child in verb.children:
        if child.i in relation.content | relation.source | relation.cue:
            continue
        if child.dep_ in ("dobj", "dative") and child.pos_ == "PROPN":
            yield noun_phrase(child)
        elif child.dep_ == "prep":
            yield from _interviewer(child)


def _interviewer(preposition: Token) -> Iterator[Tokens]:
    for place in children(preposition, "pobj"):
        if preposition.lower_ == "to" and place.pos_ == "PROPN":
            yield noun_phrase(place)
        for inner in children(place, "prep"):
            if place.lower_ in words("interview_nouns", "noun") and inner.lower_ in ("with", "to"):
                for each in children(inner, "pobj"):
                    yield noun_phrase(each)


def _cited(doc: Doc, relation: Relation) -> Iterator[Tokens]:
    """Yield X of "..., citing X" in the cue's sentence, after the cue and outside the content."""
    for token in doc[relation.cue_head].sent:
        if not is_citing(token) or token.tag_ != "VBG" or token.i in relation.content:
            continue
        for cited in children(token, "dobj"):
            if is_source_noun(cited):
                yield noun_phrase(cited)


def _nested(relations: Sequence[Relation]) -> dict[int, list[int]]:
    """Return for each relation (by position) those that stand wholly inside its content."""
    by_cue: dict[int, list[int]] = {}
    for position, relation in enumerate(relations):
        by_cue.setdefault(min(relation.cue), []).append(position)
    return {
        outer: [
            inner
            for index in sorted(relation.content & by_cue.keys())
            for inner in by_cue[index]
            if inner != outer and _is_inside(relations[inner], relation)
        ]
        for outer, relation in enumerate(relations)
    }


def _with_nesting(relation: Relation, outer: Sequence[Relation], inner: Sequence[Relation]) -> Relation:
    """Return the relation with the sources around it, outermost first, and whom its content credits."""
    around = sorted(outer, key=lambda other: -len(other.content))
    carriers = [tokens for other in around for tokens in (*other.outer, other.source) if tokens]
    innermost = [other.source for other in inner if _is_most(relation, other)][:1]
    return replace(
        relation,
        outer=(*carriers, *relation.outer),
        inner=(*relation.inner, *innermost),
        within=(around[-1].cue_head, min(around[-1].content)) if around else None,
    )


def _is_inside(inner: Relation, outer: Relation) -> bool:
    """Tell whether an attribution is nested in another; two insertions in one sentence, each of which has the
    rest of it as its content, are nested in neither."""
    return _holds(outer, inner) and not _holds(inner, outer)


def _holds(outer: Relation, inner: Relation) -> bool:
    return bool(inner.source) and inner.source | inner.cue <= outer.content


def _is_most(relation: Relation, nested: Relation) -> bool:
    if nested.act is not Act.SPEECH and not nested.rule.endswith("light-verb"):
        return False
    return len(nested.content & relation.content) >= _MOST * len(
        relation.content - nested.source - nested.cue
    )
