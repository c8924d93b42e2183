"""`kg.evaluate.scoring` gives the numbers of the shared scorer, so that they compare with other systems'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluate.attribution import STYLES, read_text
from kg.evaluate.corpus import read_gold
from kg.evaluate.relations import AnnotatedText, FoundRelation, GoldRelation, Spans
from kg.evaluate.scoring import SPEECH_WORDS, Measure, match_relations, score
from kg.model import Act

pytestmark = pytest.mark.shared

THEIR_NAMES = {
    Measure.CONTENT_EXACT: "content exact",
    Measure.CONTENT: "content J>=.5",
    Measure.CONTENT_SOURCE: "+ source",
    Measure.CUE_OVERLAP: "cue overlap",
}
EVERY = 12
"""One in so many articles is read by the program here; all of them are scored in another test."""

Numbers = dict[tuple[str, str], tuple[float, ...]]
Read = Sequence[tuple[AnnotatedText, Sequence[FoundRelation]]]


@pytest.fixture(scope="module")
def scorer(load_scorer: Callable[[str], ModuleType]) -> ModuleType:
    return load_scorer("score_attribution")


@pytest.fixture(scope="module")
def polnear(shared: Path) -> tuple[AnnotatedText, ...]:
    return read_gold([shared / "corpora" / "polnear" / "dev.jsonl"])


@pytest.fixture(scope="module")
def gum(shared: Path) -> tuple[AnnotatedText, ...]:
    return read_gold([shared / "corpora" / "gum" / "attribution_other_genres.jsonl"])


def ours(read: Read, *, speech: bool) -> Numbers:
    matchings = [match_relations(gold.text, gold.relations, found, speech=speech) for gold, found in read]
    scores = {(measure.value, "all"): score(matchings, measure) for measure in Measure}
    scores |= {(Measure.CONTENT.value, style): score(matchings, Measure.CONTENT, style) for style in STYLES}
    return {key: (one.p, one.r, one.f1, one.system, one.gold) for key, one in scores.items()}


def theirs(scorer: ModuleType, read: Read, *, speech: bool) -> Numbers:
    documents = []
    for gold, found in read:
        relations = (list(map(asdict, side)) for side in (gold.relations, found))
        sides = [{"text": gold.text, "relations": side} for side in relations]
        kept = [scorer.keep_speech(side) if speech else side["relations"] for side in sides]
        documents.append(scorer.score_doc(gold.text, *kept))
    totals = scorer.total(documents)
    keys = [(measure, "all") for measure in Measure] + [(Measure.CONTENT, style) for style in STYLES]
    return {
        (measure.value, group): (
            *(round(100 * value, 1) for value in scorer.prf(totals[THEIR_NAMES[measure], str(group)])),
            totals[THEIR_NAMES[measure], str(group)][1],
            totals[THEIR_NAMES[measure], str(group)][3],
        )
        for measure, group in keys
    }


def blurred(text: AnnotatedText) -> list[FoundRelation]:
    """What a bad system could find: spans that are moved and cut, sources and cues that are lost, doubles."""
    found = []
    for number, relation in enumerate(text.relations):
        step = (number % 5 - 2) * 7
        one = FoundRelation(relation.source, relation.cue, relation.content, Act.SPEECH, "blurred")
        found.append(replace(one, content=moved(text, relation.content, step)))
        if number % 3 == 0:
            found.append(replace(one, source=(), content=relation.content[:1]))
        if number % 4 == 0:
            found.append(replace(one, source=moved(text, relation.source, 5), cue=moved(text, one.cue, 9)))
    return found[::-1]


def moved(text: AnnotatedText, spans: Spans, step: int) -> Spans:
    length = len(text.text)
    cut = ((max(0, start + step), min(length, end + step // 2)) for start, end in spans)
    return tuple((start, end) for start, end in cut if start < end)


@pytest.fixture(scope="module")
def sample(polnear: tuple[AnnotatedText, ...]) -> Read:
    """Some of the articles with what the program finds in them."""
    return [(text, read_text(text).found) for text in polnear[::EVERY]]


@pytest.mark.model
@pytest.mark.parametrize("speech", [False, True], ids=["all", "speech"])
def test_what_the_program_finds_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, sample: Read, speech: bool
) -> None:
    assert ours(sample, speech=speech) == theirs(scorer, sample, speech=speech)


@pytest.mark.parametrize("speech", [False, True], ids=["all", "speech"])
@pytest.mark.parametrize("corpus", ["polnear", "gum"])
def test_what_a_bad_system_finds_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, request: pytest.FixtureRequest, corpus: str, speech: bool
) -> None:
    read = [(text, blurred(text)) for text in request.getfixturevalue(corpus)]
    numbers = ours(read, speech=speech)
    assert numbers == theirs(scorer, read, speech=speech)
    assert 20 < numbers["content", "all"][2] < 90


def test_the_words_of_speech_are_those_of_the_shared_scorer(scorer: ModuleType) -> None:
    assert SPEECH_WORDS == scorer.SPEECH  # type: ignore[comparison-overlap, unused-ignore]


def test_gold_relations_are_read_as_they_stand(shared: Path, polnear: tuple[AnnotatedText, ...]) -> None:
    assert sum(len(text.relations) for text in polnear) == 2193
    assert all(isinstance(relation, GoldRelation) for text in polnear for relation in text.relations)
