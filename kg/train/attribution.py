"""Weights for the learned part of attribution, from annotated texts.

Comes in: corpora (see `kg.evaluate.corpus`), each with the frames that its annotators marked at all.
Goes out: weights with their card, and the text of a file of them (see `kg.claims.weights`).
Method: a logistic regression with an L2 penalty (scikit-learn, liblinear) over binary features.  A candidate
is right when its cue shares a word with a gold cue and its content has a Jaccard index of a half with that
relation's.  The threshold is chosen by cross-validation over documents, for the F1 of content and source.
Deterministic: the same corpora give the same file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from kg.claims.attribution import find_relations, quoted_tokens, ruled_relations
from kg.claims.deciding import Candidate, find_candidates
from kg.claims.discourse import transcript_relations
from kg.claims.features import spoken
from kg.claims.quotations import find_quotations
from kg.claims.relations import Tokens
from kg.claims.weights import FORMAT, Weights
from kg.errors import InputError
from kg.evaluate.attribution import ReadText, read_doc
from kg.evaluate.learned import gold_digest
from kg.evaluate.relations import AnnotatedText, GoldRelation, Spans
from kg.evaluate.scoring import HALF, Measure, match_relations, score
from kg.parse import parse_text

PENALTY = 0.1
"""C of the regression, the inverse of its penalty; .05 and .2 did no better on PolNeAR's dev part."""

RARE = 2
"""A feature of fewer candidates is left out."""

FOLDS = 5
THRESHOLDS = (0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.48)
SMALL = 0.005
"""Weights smaller than this are left out of the file."""

Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated texts; `frames` are the rules whose candidates its annotators would have marked (None: all),
    `weight` is what one of its candidates counts for, `terms` under which terms it may be learned from."""

    name: str
    texts: tuple[AnnotatedText, ...]
    terms: str
    frames: frozenset[str] | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A parsed gold text with weights that were learned without it; `scored`: its gold marks every frame."""

    gold: AnnotatedText
    doc: Doc
    weights: Weights
    scored: bool


@dataclass(frozen=True, slots=True)
class _Example:
    """A candidate and whether the gold has it."""

    features: tuple[str, ...]
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A parsed gold text and its examples."""

    gold: AnnotatedText
    doc: Doc
    examples: tuple[_Example, ...]
    scored: bool


def train_attribution(name: str, corpora: Sequence[Corpus], progress: Progress) -> Weights:
    """Learn a set of weights; texts of corpora that mark every frame also choose the threshold.

    Raises InputError when there is too little gold to learn from.
    """
    texts = _read(corpora, progress)
    threshold = _best_threshold(_hold_out(texts, progress))
    progress("learn", 0, 0, "the weights")
    features = _learn(texts)
    return Weights(name, threshold, features, _card(corpora, texts, features))


def hold_out(corpora: Sequence[Corpus], progress: Progress) -> tuple[HeldOut, ...]:
    """Return every text with weights learned from the folds that it is not in, at the threshold that
    `train_attribution` chooses: what measures weights on the very corpora that they are learned from."""
    held = _hold_out(_read(corpora, progress), progress)
    threshold = _best_threshold(held)
    return tuple(replace(one, weights=replace(one.weights, threshold=threshold)) for one in held)


def weights_json(weights: Weights) -> str:
    """Return weights as the text of a file, features by name."""
    record = {
        "format": FORMAT,
        "name": weights.name,
        "threshold": weights.threshold,
        "card": dict(weights.card),
        "features": {name: round(value, 3) for name, value in sorted(weights.features.items())},
    }
    return json.dumps(record, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _read(corpora: Sequence[Corpus], progress: Progress) -> list[_Text]:
    total = sum(len(corpus.texts) for corpus in corpora)
    read: list[_Text] = []
    for corpus in corpora:
        for text in corpus.texts:
            progress("read", len(read), total, text.id)
            doc = parse_text(text.text)
            read.append(_Text(text, doc, tuple(_examples(doc, text, corpus)), corpus.frames is None))
    return read


def _examples(doc: Doc, text: AnnotatedText, corpus: Corpus) -> Iterator[_Example]:
    quotations = find_quotations(doc)
    quoted = quoted_tokens(quotations, transcript_relations(doc))
    gold = [_in_tokens(doc, relation) for relation in text.relations]
    ruled = ruled_relations(doc, quotations, quoted)
    for candidate in find_candidates(doc, ruled, quotations, quoted):
        if corpus.frames is None or candidate.relation.rule in corpus.frames:
            yield _Example(candidate.features, _is_right(candidate, gold), corpus.weight)


def _in_tokens(doc: Doc, relation: GoldRelation) -> tuple[Tokens, Tokens]:
    return _tokens(doc, relation.cue), spoken(doc, _tokens(doc, relation.content))


def _tokens(doc: Doc, spans: Spans) -> Tokens:
    stretches = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return frozenset(token.i for stretch in stretches if stretch is not None for token in stretch)


def _is_right(candidate: Candidate, gold: Sequence[tuple[Tokens, Tokens]]) -> bool:
    own = candidate.relation.cue | {candidate.relation.cue_head}
    return any(
        len(candidate.spoken & content) >= HALF * len(candidate.spoken | content)
        for cue, content in gold
        if content and (not cue or cue & own)
    )


_WORD_OF = re.compile(r"(?:cue|head|governor)=([a-z]\S*)")
"""The words in the name of a feature."""


def _common_words(texts: Sequence[_Text]) -> set[str]:
    """Return the lemmas that the texts write in lower case; what they never do is a name to be left out."""
    return {token.lemma_.lower() for text in texts for token in text.doc if token.is_lower}


def _learn(texts: Sequence[_Text]) -> dict[str, float]:
    examples = [example for text in texts for example in text.examples]
    if len({one.right for one in examples}) < 2:
        raise InputError(
            f"too little gold: {len(texts)} texts give {len(examples)} candidates, all right or all wrong;"
            " name more texts, with attributions and with words that credit nobody"
        )
    counts = Counter(name for example in examples for name in set(example.features))
    common = _common_words(texts)
    kept = sorted(n for n, c in counts.items() if c >= RARE and common.issuperset(_WORD_OF.findall(n)))
    columns = {name: number for number, name in enumerate(kept)}
    rows = [sorted({columns[name] for name in one.features if name in columns}) for one in examples]
    ends = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int32)
    indices = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(columns)))
    regression = LogisticRegression(C=PENALTY, solver="liblinear", fit_intercept=False, max_iter=500)
    regression.fit(matrix, [one.right for one in examples], [one.weight for one in examples])
    found = zip(columns, regression.coef_[0], strict=True)
    return {name: float(value) for name, value in found if abs(value) >= SMALL}


def _hold_out(texts: Sequence[_Text], progress: Progress) -> list[HeldOut]:
    held: list[HeldOut] = []
    for fold in range(FOLDS):
        progress("threshold", fold, FOLDS, "")
        rest = [text for number, text in enumerate(texts) if number % FOLDS != fold]
        weights = Weights("fold", 0.0, _learn(rest), {})
        own = [text for number, text in enumerate(texts) if number % FOLDS == fold]
        held += [HeldOut(text.gold, text.doc, weights, text.scored) for text in own]
    return held


def _best_threshold(held: Sequence[HeldOut]) -> float:
    """Return the threshold with the best F1 of content and source on held-out texts, the lower of equals."""
    return max(THRESHOLDS, key=lambda threshold: (_f1(held, threshold), -threshold))


def _f1(held: Sequence[HeldOut], threshold: float) -> float:
    matchings = []
    for one in held:
        if one.scored:
            chosen = replace(one.weights, threshold=threshold)
            found: ReadText = read_doc(one.gold, one.doc, partial(find_relations, weights=chosen))
            matchings.append(match_relations(one.gold.text, one.gold.relations, found.found))
    return score(matchings, Measure.CONTENT_SOURCE).f1


def _card(corpora: Sequence[Corpus], texts: Sequence[_Text], features: dict[str, float]) -> dict[str, str]:
    examples = [example for text in texts for example in text.examples]
    card = {f"corpus {corpus.name}": _described(corpus) for corpus in corpora}
    card["examples"] = f"{len(examples)}, of them {sum(one.right for one in examples)} right"
    card["features"] = str(len(features))
    card["method"] = f"logistic regression, L2, C = {PENALTY}; threshold by {FOLDS}-fold cross-validation"
    return card


def _described(corpus: Corpus) -> str:
    relations = sum(len(text.relations) for text in corpus.texts)
    frames = "every frame" if corpus.frames is None else "clauses only"
    terms = f"terms: {corpus.terms}; " if corpus.terms else ""
    return (
        f"{len(corpus.texts)} texts, {relations} attributions, {frames}, weight {corpus.weight}; "
        f"{terms}sha256 {gold_digest(corpus.texts)}"
    )
