"""Own voice: what an article states without crediting anyone.

Comes in: the parsed Doc and its relations.  Goes out: one stretch of tokens per sentence, or per rest of a
sentence beside an attribution, that states something.  Which of them name an entity, a place, a quantity or
a date, and so become claims, is decided where those are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.claims.clauses import children, is_negated
from kg.claims.dating import main_of
from kg.claims.quoting import is_speech_verb
from kg.claims.relations import NO_TOKENS, Relation, Tokens, is_filler, subtree, trim
from kg.lexicon import words

_FEWEST = 4
"""Words; less than that beside an attribution is a scrap of it."""
_MOST_CREDITED = 0.5
"""Share of a sentence's words in attributed contents above which nothing of it is own voice."""


def own_voice_contents(doc: Doc, relations: Sequence[Relation], quoted: Tokens) -> Iterator[Tokens]:
    """Yield the contents that the article states itself, in order; `quoted` stands between marks."""
    credited = _credited_tokens(doc, relations)
    for sentence in doc.sents:
        content = _rest_of(sentence, credited)
        if not content or is_silence(sentence) or is_question(sentence):
            continue
        if len(content & quoted) > _MOST_CREDITED * len(content):
            continue  # a quotation whose speaker was not found is nobody's, not the article's
        if any(_states(doc[index], content) for index in content):
            yield content


def _credited_tokens(doc: Doc, relations: Sequence[Relation]) -> Tokens:
    """Return contents with the clauses of their cues; a nested or attitude-only relation counts as well."""
    credited: Tokens = NO_TOKENS
    for relation in relations:
        if relation.rule.startswith("noun.") and not relation.rule.endswith("light-verb"):
            continue  # "the proposal to ...": a phrase within somebody's statement
        own = subtree(doc[relation.cue_head]) if relation.rule.startswith(("verb.", "phrase.")) else NO_TOKENS
        credited |= relation.content | relation.source | relation.cue | (own - _other_clauses(doc, relation))
    return credited


def _other_clauses(doc: Doc, relation: Relation) -> Tokens:
    """Return clauses that hang from a cue but speak for themselves: "while ..., X said ...", "X said ...,
    and ..."."""
    other: Tokens = NO_TOKENS
    for child in doc[relation.cue_head].children:
        if child.dep_ in ("conj", "advcl") and children(child, "nsubj", "nsubjpass"):
            other |= subtree(child)
    return other - relation.content


def _rest_of(sentence: Span, credited: Tokens) -> Tokens:
    every = frozenset(token.i for token in sentence if not is_filler(token))
    rest = every - credited
    if rest == every:
        return trim(sentence.doc, frozenset(range(sentence.start, sentence.end)))
    if len(rest) < _FEWEST or (
        len(every & credited) > _MOST_CREDITED * len(every) and len(rest) < 2 * _FEWEST
    ):
        return NO_TOKENS
    left = frozenset(range(sentence.start, sentence.end)) - credited
    run = trim(sentence.doc, _longest_run(sentence.doc, left))
    return run if _is_clause(sentence.doc, run) else NO_TOKENS


def _is_clause(doc: Doc, run: Tokens) -> bool:
    """Tell whether what is left beside an attribution is a clause of its own, not a torn-off end of one."""
    head = main_of(doc, run)
    if head is None or doc[max(run)].pos_ in ("ADP", "DET", "CCONJ", "SCONJ", "AUX"):
        return False
    return _states(head, run)


def _longest_run(doc: Doc, tokens: Tokens) -> Tokens:
    runs: list[list[int]] = []
    for index in sorted(tokens):
        if runs and runs[-1][-1] + 1 == index:
            runs[-1].append(index)
        else:
            runs.append([index])
    return frozenset(max(runs, key=lambda run: sum(not is_filler(doc[i]) for i in run), default=[]))


def _states(token: Token, content: Tokens) -> bool:
    """Tell whether a token is a finite verb with its subject inside the content."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return any(child.i in content for child in children(token, "nsubj", "nsubjpass", "expl", "csubj"))


def is_question(sentence: Span) -> bool:
    """Tell whether a sentence asks."""
    return sentence.text.rstrip(" \n”\"'’").endswith("?")


def is_silence(sentence: Span) -> bool:
    """Tell whether a sentence says that somebody did not speak: no claim (PolNeAR guidelines)."""
    for token in sentence:
        if token.lower_ in words("refusing_verbs", "form") and children(token, "xcomp"):
            return True
        speaks = token.lemma_.lower() in words("answering_verbs", "verb")
        if speaks and (is_negated(token) or _after_failing(token)):
            return True
        if _is_unsaid(token):
            return True
    return False


def _is_unsaid(token: Token) -> bool:
    """Tell whether a verb of speech with its content is denied: "did not say whether ..."."""
    return is_speech_verb(token) and is_negated(token) and bool(children(token, "ccomp"))


def _after_failing(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ in ("failed", "unavailable", "unable", "refused")
