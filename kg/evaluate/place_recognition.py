"""Toponyms recognised: the program reads gold texts, and what it takes for a name of a place is compared.

Comes in: texts with toponyms.  Goes out: a `RecognitionReport`, in percent.
Must not: count modifiers ("Danish") where the gold does not; a store holds no mentions of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.entity_gold import GoldToponym, PlaceText
from kg.evaluate.place_resolution import geonames_of, is_right, point_of
from kg.evaluate.ranking import Mistake, context_of, count_causes, counted, worst_mistakes
from kg.evaluate.reading import Progress, ReadDoc, Reader, read_each, read_whole, say_nothing
from kg.evaluate.scoring import Score, percent
from kg.evaluate.spans import SpanMatching, TypedSpan, match_spans, score_of, score_spans
from kg.mentions.toponyms import Toponym, read_toponyms
from kg.model import EntityKind, Mention, MentionForm

_PLACE = EntityKind.PLACE.value


class RecognitionCause(StrEnum):
    """How a toponym was missed, cut wrongly, or made up."""

    MISSED = "missed"
    MISSED_ADJECTIVE = "missed: an adjective or a people"
    INSIDE = "missed: inside a longer name"
    OTHER_KIND = "missed: read as another kind"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
    SPURIOUS = "spurious"
    SPURIOUS_ADJECTIVE = "spurious: an adjective or a people"


_PEOPLES = frozenset({"Demonym", "Language"})


@dataclass(frozen=True, slots=True)
class SortRecall:
    """How many toponyms of one sort the gold has, and the percentage that was found, borders aside."""

    gold: int
    r: float


@dataclass(frozen=True, slots=True)
class RecognitionReport:
    """`exact` and `overlap` are of spans.  `placed` counts a toponym with a known place that overlaps and
    leads to the right one; `linked` those with the same borders and the same GeoNames id.  `modifiers`
    tells whether "Danish" counts as a toponym.  `sorts` are the gold's own, where it has any.
    """

    documents: int
    modifiers: bool
    exact: Score
    overlap: Score
    placed: Score
    linked: Score
    sorts: dict[str, SortRecall]
    causes: dict[str, int]
    errors: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class ReadPlaces:
    """A gold text with the toponyms and all the names that the program found in it."""

    gold: PlaceText
    found: tuple[Toponym, ...]
    names: tuple[Mention, ...]

    @property
    def gold_spans(self) -> tuple[TypedSpan, ...]:
        """The gold's spans."""
        return tuple((one.start, one.end, _PLACE) for one in self.gold.toponyms)

    @property
    def found_spans(self) -> tuple[TypedSpan, ...]:
        """The program's spans."""
        return tuple((one.start, one.end, _PLACE) for one in self.found)


def evaluate_recognition(
    texts: Sequence[PlaceText],
    reader: Reader,
    *,
    modifiers: bool,
    errors: int = 20,
    progress: Progress = say_nothing,
) -> RecognitionReport:
    """Read the texts and compare.  `errors` is how many of the worst errors the report holds."""
    read = read_each(texts, lambda text: read_places(text, reader, modifiers=modifiers), progress)
    return report_recognition(read, modifiers=modifiers, errors=errors)


def read_places(text: PlaceText, reader: Reader, *, modifiers: bool) -> ReadPlaces:
    """Let the program read one text."""
    read = read_whole(text.id, text.text, reader)
    found = read_toponyms(read.doc, read.referents, reader.gazetteer, modifiers=modifiers)
    return ReadPlaces(text, found, _names(read))


def _names(read: ReadDoc) -> tuple[Mention, ...]:
    return tuple(m for one in read.referents for m in one.mentions if m.form is MentionForm.NAME)


def report_recognition(read: Sequence[ReadPlaces], *, modifiers: bool, errors: int = 20) -> RecognitionReport:
    """Compare what was read with the gold."""
    exact = [match_spans(text.gold_spans, text.found_spans) for text in read]
    overlap = [match_spans(text.gold_spans, text.found_spans, overlap=True) for text in read]
    mistakes = [one for text, pairs in zip(read, overlap, strict=True) for one in _mistakes(text, pairs)]
    return RecognitionReport(
        documents=len(read),
        modifiers=modifiers,
        exact=score_spans(exact),
        overlap=score_spans(overlap),
        placed=_placed(read, overlap),
        linked=_linked(read),
        sorts=_sorts(read, overlap),
        causes=count_causes(mistakes),
        errors=worst_mistakes(mistakes, errors),
    )


def _placed(read: Sequence[ReadPlaces], matchings: Sequence[SpanMatching]) -> Score:
    """Score places end to end; what was found at a toponym whose place the gold leaves open counts neither
    way."""
    right = system = gold = 0
    for text, matching in zip(read, matchings, strict=True):
        pairs = [(text.gold.toponyms[i], text.found[j]) for i, j in matching.pairs]
        right += sum(is_right(one, found.link) for one, found in pairs)
        system += len(text.found) - sum(not _has_place(one) for one, _ in pairs)
        gold += sum(map(_has_place, text.gold.toponyms))
    return score_of(right, system, gold)


def _has_place(gold: GoldToponym) -> bool:
    return gold.geonames is not None or point_of(gold) is not None


def _linked(read: Sequence[ReadPlaces]) -> Score:
    right = system = gold = 0
    for text in read:
        wanted = {(one.start, one.end, one.geonames) for one in text.gold.toponyms if one.geonames}
        links = ((one.start, one.end, geonames_of(one.link)) for one in text.found)
        found = {link for link in links if link[2]}
        right, system, gold = right + len(wanted & found), system + len(found), gold + len(wanted)
    return score_of(right, system, gold)


def _sorts(read: Sequence[ReadPlaces], matchings: Sequence[SpanMatching]) -> dict[str, SortRecall]:
    every = counted(one.sort for text in read for one in text.gold.toponyms if one.sort)
    found = counted(
        text.gold.toponyms[i].sort
        for text, matching in zip(read, matchings, strict=True)
        for i, _ in matching.pairs
    )
    return {sort: SortRecall(gold, percent(found.get(sort, 0) / gold)) for sort, gold in every.items()}


# ------------------------------------------------------------------------------------------- errors


def _mistakes(text: ReadPlaces, matching: SpanMatching) -> Iterator[Mistake]:
    found_at = dict(matching.pairs)
    for i, gold in enumerate(text.gold.toponyms):
        found = text.found[found_at[i]] if i in found_at else None
        if found is None or (found.start, found.end) != (gold.start, gold.end):
            yield _mistake(text, _cut(gold, found) if found else _missed(text, gold), gold, found)
    for j in sorted(set(range(len(text.found))) - set(found_at.values())):
        found = text.found[j]
        is_people = found.is_adjective
        cause = RecognitionCause.SPURIOUS_ADJECTIVE if is_people else RecognitionCause.SPURIOUS
        yield _mistake(text, cause, None, found)


def _cut(gold: GoldToponym, found: Toponym) -> RecognitionCause:
    longer = found.start <= gold.start and gold.end <= found.end
    return RecognitionCause.TOO_LONG if longer else RecognitionCause.TOO_SHORT


def _missed(text: ReadPlaces, gold: GoldToponym) -> RecognitionCause:
    around = [name for name in text.names if name.start < gold.end and gold.start < name.end]
    if around:
        is_inside = any(name.start < gold.start or gold.end < name.end for name in around)
        return RecognitionCause.INSIDE if is_inside else RecognitionCause.OTHER_KIND
    is_people = gold.is_adjective or gold.sort in _PEOPLES
    return RecognitionCause.MISSED_ADJECTIVE if is_people else RecognitionCause.MISSED


def _mistake(
    text: ReadPlaces, cause: RecognitionCause, gold: GoldToponym | None, found: Toponym | None
) -> Mistake:
    side = gold or found
    assert side is not None
    return Mistake(
        cause,
        text.gold.id,
        1,
        context_of(text.gold.text, (side.start, side.end)),
        _words(text, gold),
        _words(text, found) if found else _read_there(text, side),
    )


def _words(text: ReadPlaces, side: GoldToponym | Toponym | None) -> str:
    return " ".join(text.gold.text[side.start : side.end].split()) if side else "-"


def _read_there(text: ReadPlaces, side: GoldToponym | Toponym) -> str:
    around = (name for name in text.names if name.start < side.end and side.start < name.end)
    return ", ".join(f"{' '.join(name.text.split())} ({name.kind})" for name in around) or "-"
