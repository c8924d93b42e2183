"""Attribution: who is credited with what, in which words.

Comes in: a parsed Doc.  Goes out: `Relation`s in the order of the text.  Each step is a function over tokens:
cues by kind (verbs, phrases, nouns and adjectives), then quotations, then clean-up.
Must not: know entities, documents or dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from kg.claims.carriers import with_carriers
from kg.claims.clauses import antecedent_of
from kg.claims.deciding import decide
from kg.claims.discourse import (
    colon_relations,
    pointed_relations,
    signed_relations,
    tail_relations,
    transcript_relations,
)
from kg.claims.nouns import adjective_relations, noun_relations
from kg.claims.phrases import phrase_relations
from kg.claims.quotations import Quotation, find_quotations
from kg.claims.quoting import attach_quotations, by_token, extend_to_quotations, join_continued
from kg.claims.relations import NO_TOKENS, Relation, Tokens, keep_first, spans_of, trim, with_content
from kg.claims.verbs import verb_relations
from kg.claims.weights import Weights
from kg.model import Span


def find_relations(doc: Doc, weights: Weights | None = None) -> tuple[Relation, ...]:
    """Return all attributions of a text, in order of their cues.

    With `weights` the learned part decides which cues credit and with what; without them the rules do.
    """
    quotations = find_quotations(doc)
    turns = list(transcript_relations(doc))
    quoted = quoted_tokens(quotations, turns)
    found = ruled_relations(doc, quotations, quoted)
    if weights is not None:
        found = decide(doc, found, quotations, quoted, weights)
    found = attach_quotations(doc, found, quotations)
    found = join_continued(doc, found, quotations)
    found += [*turns, *colon_relations(doc), *signed_relations(doc, quotations), *tail_relations(doc)]
    found = pointed_relations(doc, _without_doubles(_trimmed(doc, found)))
    return tuple(with_carriers(doc, list(_trimmed(doc, found))))


def antecedents(doc: Doc, relation: Relation) -> Iterator[Tokens]:
    """Yield the noun phrases that the relative pronouns of a relation's source take up ("Ruiz, who said")."""
    for index in relation.source:
        found = antecedent_of(doc[index])
        if found:
            yield found


def source_spans(doc: Doc, relations: Iterable[Relation]) -> list[Span]:
    """Return where everybody stands whom the relations credit, antecedents and carriers included."""
    credited = (
        tokens
        for relation in relations
        for tokens in (relation.source, *antecedents(doc, relation), *relation.outer, *relation.inner)
    )
    return [span for tokens in credited for span in spans_of(doc, tokens)]


def quoted_tokens(quotations: Iterable[Quotation], turns: Iterable[Relation]) -> Tokens:
    """Return the tokens inside quotation marks and in the turns of a transcript: what they report themselves
    is part of them."""
    return NO_TOKENS.union(*(each.tokens for each in quotations), *(turn.content for turn in turns))


def ruled_relations(doc: Doc, quotations: Sequence[Quotation], quoted: Tokens) -> list[Relation]:
    """Return what the rules find in words that credit, quotations without such words left out."""
    found = [
        *verb_relations(doc, quoted),
        *phrase_relations(doc),
        *noun_relations(doc, quoted),
        *adjective_relations(doc, quoted),
    ]
    held = by_token(quotations)
    return [extend_to_quotations(relation, held) for relation in found]


def _trimmed(doc: Doc, relations: Iterable[Relation]) -> Iterator[Relation]:
    for relation in relations:
        content = trim(doc, relation.content - relation.cue - relation.source)
        words = sum(doc[index].text[0].isalnum() for index in content)
        if words >= 2 or (words == 1 and relation.rule.startswith("quotation")):
            yield with_content(relation, content)


def _without_doubles(relations: Iterable[Relation]) -> list[Relation]:
    """Keep one relation for each cue and content: the light verb with its noun before the verb alone, the
    credited before the uncredited ("is said to ..., according to X")."""
    kept = keep_first(sorted(relations, key=_rank), lambda relation: relation.content, _is_double)
    return sorted(kept, key=lambda relation: (min(relation.content), relation.cue_head))


def _rank(relation: Relation) -> tuple[bool, bool, int, int]:
    plain = not relation.rule.endswith("light-verb")
    return plain, not relation.source, relation.cue_head, min(relation.content)


def _is_double(relation: Relation, other: Relation) -> bool:
    shared = len(relation.content & other.content)
    if relation.cue & other.cue:
        return shared > 0.5 * min(len(relation.content), len(other.content))
    both = (relation.content | other.content) - other.cue - other.source
    return not relation.source and shared > _SAME * len(both)


_SAME = 0.7
"""Share of their words that two contents have in common when they are one statement."""
