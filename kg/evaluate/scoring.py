"""Gold and system relations of one text -> which agree, by which measure; counts -> precision, recall, F1.

The measures of shared/bench/score_attribution.py, number for number (a test compares).  Words are compared;
punctuation and quotation marks never count.  Gold and system are paired one to one, greedily by the Jaccard
index of their content words (ties: by cue, then by source, then by position).

    content exact     the same content words; a "that" at the beginning is ignored on both sides
    content           Jaccard of the content words is at least a half
    + source          ... and the source is right: both empty, or Jaccard at least a half, or the head of each
                      lies inside the other
    cue overlap       the cues share a word (a pairing of its own)

Comes in: a text and relations in spans.  Goes out: `Matching`s and `Score`s.  Must not: use the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from kg.evaluate.relations import FoundRelation, GoldRelation, SpanRelation
from kg.evaluate.words import WORD, Words
from kg.lexicon import table
from kg.model import Style

HALF = 0.5
DIRECT = 0.9
"""Share of the content's words between quotation marks from which it is a direct quotation (PolNeAR)."""

Pairs = tuple[tuple[int, int], ...]
"""Which gold relation goes with which system relation: indices into a `Matching`'s `gold` and `system`."""

SPEECH_WORDS = frozenset(form for row in table("speech_cue_words") for form in row["forms"].split(","))

AnyRelation = TypeVar("AnyRelation", bound=SpanRelation)


class Measure(StrEnum):
    """What counts as right."""

    CONTENT_EXACT = "content exact"
    CONTENT = "content"
    CONTENT_SOURCE = "content + source"
    CUE_OVERLAP = "cue overlap"


@dataclass(frozen=True, slots=True)
class WordRelation(Generic[AnyRelation]):
    """A relation as sets of words; `number` is its place among the relations of its text."""

    relation: AnyRelation
    number: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    core: frozenset[int]  # the content without a "that" at its beginning
    head: int | None  # of the source
    style: Style


Gold = WordRelation[GoldRelation]
Found = WordRelation[FoundRelation]


@dataclass(frozen=True, slots=True)
class Matching:
    """Gold and system of one text: all pairs whose contents share a word, and the right ones by measure."""

    gold: tuple[Gold, ...]
    system: tuple[Found, ...]
    pairs: Pairs
    right: dict[Measure, Pairs]


@dataclass(frozen=True, slots=True)
class Score:
    """Percent, one decimal; `system` and `gold` are how many relations precision and recall rest on."""

    p: float
    r: float
    f1: float
    system: int
    gold: int


def match_relations(
    text: str, gold: Sequence[GoldRelation], system: Sequence[FoundRelation], *, speech: bool = False
) -> Matching:
    """Compare what people marked with what was found; with `speech` only where the cue is one of speech."""
    words = Words(text)
    golden = _in_words(text, words, gold, speech)
    found = _in_words(text, words, system, speech)
    pairs = _pair_by_content(golden, found)
    content = tuple((i, j) for i, j in pairs if jaccard(golden[i].content, found[j].content) >= HALF)
    right = {
        Measure.CONTENT_EXACT: tuple((i, j) for i, j in pairs if golden[i].core == found[j].core),
        Measure.CONTENT: content,
        Measure.CONTENT_SOURCE: tuple((i, j) for i, j in content if is_same_source(golden[i], found[j])),
        Measure.CUE_OVERLAP: _pair_by_cue(golden, found),
    }
    return Matching(golden, found, pairs, right)


def _in_words(
    text: str, words: Words, relations: Sequence[AnyRelation], speech: bool
) -> tuple[WordRelation[AnyRelation], ...]:
    """Return the relations whose content has a word."""
    kept = (pair for pair in enumerate(relations) if not speech or is_speech(text, pair[1]))
    read = (_read(words, relation, number) for number, relation in kept)
    return tuple(relation for relation in read if relation.content)


def is_speech(text: str, relation: SpanRelation) -> bool:
    """Tell whether a word of the cue is one of speech."""
    cue = (word.lower() for start, end in relation.cue for word in WORD.findall(text[start:end]))
    return not SPEECH_WORDS.isdisjoint(cue)


def _read(words: Words, relation: AnyRelation, number: int) -> WordRelation[AnyRelation]:
    content = words.inside(relation.content)
    return WordRelation(
        relation,
        number,
        source=words.inside(relation.source),
        cue=words.inside(relation.cue),
        content=content,
        core=_without_that(words, content),
        head=words.head(relation.source),
        style=_style(words, content),
    )


def _without_that(words: Words, content: frozenset[int]) -> frozenset[int]:
    first = min(content, default=None)
    if first is None or len(content) == 1 or words.word(first).lower() != "that":
        return content
    return content - {first}


def _style(words: Words, content: frozenset[int]) -> Style:
    quoted = sum(map(words.is_quoted, content))
    if not quoted:
        return Style.INDIRECT
    return Style.DIRECT if quoted >= DIRECT * len(content) else Style.MIXED


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of common words; 0 if one side has none."""
    return len(left & right) / len(left | right) if left and right else 0.0


def is_same_source(gold: Gold, found: Found) -> bool:
    """Tell whether the same words are credited."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    heads_agree = gold.head in found.source and found.head in gold.source
    return heads_agree or jaccard(gold.source, found.source) >= HALF


def _pair_by_content(gold: Sequence[Gold], system: Sequence[Found]) -> Pairs:
    return _pair_greedily(
        ((jaccard(g.content, s.content), jaccard(g.cue, s.cue), jaccard(g.source, s.source)), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
        if g.content & s.content
    )


def _pair_by_cue(gold: Sequence[Gold], system: Sequence[Found]) -> Pairs:
    return _pair_greedily(
        ((jaccard(g.cue, s.cue), jaccard(g.content, s.content), 0.0), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
        if g.cue & s.cue
    )


def _pair_greedily(candidates: Iterable[tuple[tuple[float, float, float], int, int]]) -> Pairs:
    """Take the most alike first; each relation is taken once."""
    taken: dict[int, int] = {}
    for _, i, j in sorted((tuple(-value for value in alike), i, j) for alike, i, j in candidates):
        if i not in taken and j not in taken.values():
            taken[i] = j
    return tuple(taken.items())


def score(matchings: Iterable[Matching], measure: Measure, style: Style | None = None) -> Score:
    """Return precision, recall and F1 over all texts.

    By style: precision over the system's relations of that style, recall over the gold's; each side has the
    style that its own words have.
    """
    right_system = right_gold = system = gold = 0
    for matching in matchings:
        pairs = matching.right[measure]
        right_system += sum(style in (None, matching.system[j].style) for _, j in pairs)
        right_gold += sum(style in (None, matching.gold[i].style) for i, _ in pairs)
        system += sum(style in (None, found.style) for found in matching.system)
        gold += sum(style in (None, golden.style) for golden in matching.gold)
    precision = right_system / system if system else 0.0
    recall = right_gold / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(percent(precision), percent(recall), percent(f1), system, gold)


def percent(share: float) -> float:
    """Return a share in percent, one decimal."""
    return round(100 * share, 1)
