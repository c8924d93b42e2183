"""Attribution evaluated: the program reads gold texts, and what it finds is compared with what people marked.

Comes in: annotated texts.  Goes out: an `AttributionReport`, in percent.
Must not: leave out a passage, or change a character; every offset is one into the gold text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from spacy.tokens import Doc

from kg.claims.attribution import find_relations
from kg.claims.relations import Relation, spans_of
from kg.evaluate.errors import Cause, EvaluationError, count_causes, count_cues, find_errors, worst_errors
from kg.evaluate.relations import AnnotatedText, FoundRelation
from kg.evaluate.scoring import Matching, Measure, Score, match_relations, percent, score
from kg.evaluate.sources import SourceKind, source_kind
from kg.model import Act, Style
from kg.parse import parse_text

Extract = Callable[[Doc], Sequence[Relation]]
"""Finds the attributions of a parsed text: what is evaluated."""

Progress = Callable[[str, int, int, str], None]
"""Called with the stage, how much of it is done, its total (0: unknown), and what is at hand."""

STYLES = (Style.DIRECT, Style.INDIRECT, Style.MIXED)


@dataclass(frozen=True, slots=True)
class Rate:
    """Recall in percent."""

    r: float


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of some gold relations were found, and with the right source."""

    gold: int
    content: Rate
    content_source: Rate


@dataclass(frozen=True, slots=True)
class ActRecall(Recall):
    """The same for the gold relations of one act; `act` is how many of those found were given that act."""

    act: Rate


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures over one choice of relations (see `kg.evaluate.scoring`).

    `types` are by the style of the words (direct, indirect, mixed), measured by content; `sources` by the
    kind of the gold source; `acts` by what the gold says about the act, empty where it says nothing.
    """

    content: Score
    content_source: Score
    content_exact: Score
    cue_overlap: Score
    types: dict[Style, Score]
    sources: dict[SourceKind, Recall]
    acts: dict[Act, ActRecall]
    gold: int
    system: int


@dataclass(frozen=True, slots=True)
class AttributionReport(Scores):
    """All relations; in `speech` those whose cue is a word of speech; the errors among all.

    `causes` counts all errors, `missed_cues` and `spurious_cues` those of these causes by the words of the
    cue; `errors` holds the worst.  `trained_on` names the corpora among these texts that the weights were
    learned from (see `kg.evaluate.learned`): scores on those say little about other texts.
    """

    documents: int
    speech: Scores
    causes: dict[Cause, int]
    missed_cues: dict[str, int]
    spurious_cues: dict[str, int]
    errors: tuple[EvaluationError, ...]
    trained_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadText:
    """A gold text after the program has read it; `kinds` are those of the gold's sources, in order."""

    gold: AnnotatedText
    found: tuple[FoundRelation, ...]
    kinds: tuple[SourceKind, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """What became of one gold relation."""

    kind: SourceKind
    act: Act | None
    content: bool
    content_source: bool
    same_act: bool


def _say_nothing(stage: str, done: int, total: int, item: str) -> None:
    pass


def evaluate_attribution(
    texts: Sequence[AnnotatedText],
    *,
    extract: Extract = find_relations,
    errors: int = 20,
    progress: Progress = _say_nothing,
) -> AttributionReport:
    """Read the texts and compare.  `errors` is how many of the worst errors the report holds."""
    return report_attribution(read_texts(texts, extract, progress), errors=errors)


def read_texts(
    texts: Sequence[AnnotatedText], extract: Extract = find_relations, progress: Progress = _say_nothing
) -> list[ReadText]:
    """Let the program read every text."""
    progress("loading", 0, 0, "language model")
    read = []
    for done, text in enumerate(texts):
        progress("extract", done, len(texts), text.id)
        read.append(read_text(text, extract))
    progress("extract", len(texts), len(texts), "")
    return read


def read_text(text: AnnotatedText, extract: Extract = find_relations) -> ReadText:
    """Parse one text, find its attributions, and tell the kinds of its gold sources."""
    return read_doc(text, parse_text(text.text), extract)


def read_doc(text: AnnotatedText, doc: Doc, extract: Extract = find_relations) -> ReadText:
    """Do the same for a text that is parsed already."""
    found = tuple(_found(doc, relation) for relation in extract(doc))
    return ReadText(text, found, tuple(source_kind(doc, relation.source) for relation in text.relations))


def _found(doc: Doc, relation: Relation) -> FoundRelation:
    source, cue, content = (spans_of(doc, part) for part in (relation.source, relation.cue, relation.content))
    return FoundRelation(source, cue, content, relation.act, relation.rule)


def report_attribution(read: Sequence[ReadText], *, errors: int = 20) -> AttributionReport:
    """Compare what was read with the gold."""
    every = [match_relations(text.gold.text, text.gold.relations, text.found) for text in read]
    speech = [match_relations(text.gold.text, text.gold.relations, text.found, speech=True) for text in read]
    wrong = [
        error
        for text, matching in zip(read, every, strict=True)
        for error in find_errors(text.gold, matching)
    ]
    scores = _score(read, every)
    return AttributionReport(
        **{field.name: getattr(scores, field.name) for field in fields(Scores)},
        documents=len(read),
        speech=_score(read, speech),
        causes=count_causes(wrong),
        missed_cues=count_cues(wrong, Cause.MISSED_CUE),
        spurious_cues=count_cues(wrong, Cause.SPURIOUS_CUE),
        errors=tuple(worst_errors(wrong, errors)),
    )


def _score(read: Sequence[ReadText], matchings: Sequence[Matching]) -> Scores:
    hits = [hit for text, matching in zip(read, matchings, strict=True) for hit in _hits(text, matching)]
    by_act = {act: [hit for hit in hits if hit.act == act] for act in Act}
    return Scores(
        content=score(matchings, Measure.CONTENT),
        content_source=score(matchings, Measure.CONTENT_SOURCE),
        content_exact=score(matchings, Measure.CONTENT_EXACT),
        cue_overlap=score(matchings, Measure.CUE_OVERLAP),
        types={style: score(matchings, Measure.CONTENT, style) for style in STYLES},
        sources={kind: _recall([hit for hit in hits if hit.kind == kind]) for kind in SourceKind},
        acts={act: _act_recall(own) for act, own in by_act.items() if own},
        gold=len(hits),
        system=sum(len(matching.system) for matching in matchings),
    )


def _hits(text: ReadText, matching: Matching) -> Iterator[_Hit]:
    content = dict(matching.right[Measure.CONTENT])
    sources = dict(matching.right[Measure.CONTENT_SOURCE])
    for index, gold in enumerate(matching.gold):
        found = matching.system[content[index]].relation if index in content else None
        same_act = found is not None and found.act == gold.relation.act
        yield _Hit(text.kinds[gold.number], gold.relation.act, found is not None, index in sources, same_act)


def _recall(hits: Sequence[_Hit]) -> Recall:
    return Recall(len(hits), *_rates(hits))


def _act_recall(hits: Sequence[_Hit]) -> ActRecall:
    found = [hit for hit in hits if hit.content]
    return ActRecall(len(hits), *_rates(hits), _rate(hit.same_act for hit in found))


def _rates(hits: Sequence[_Hit]) -> tuple[Rate, Rate]:
    return _rate(hit.content for hit in hits), _rate(hit.content_source for hit in hits)


def _rate(answers: Iterable[bool]) -> Rate:
    told = list(answers)
    return Rate(percent(sum(told) / len(told) if told else 0.0))
