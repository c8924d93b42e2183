"""Names and their kinds: the program reads gold texts, and what it takes for names is compared.

Compared are names of persons, organizations, places and events, each as it stands, without the noun phrase
around it.  An outlet is an organization, a facility a place; a group ("the Danes") is none of the four.

Comes in: texts with names.  Goes out: an `EntitiesReport`, in percent.
Must not: let the gold decide what the program found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.evaluate.entity_gold import KINDS, GoldName, NamedText
from kg.evaluate.ranking import Mistake, context_of, count_causes, worst_mistakes
from kg.evaluate.reading import Progress, Reader, read_each, read_whole, say_nothing
from kg.evaluate.scoring import Score
from kg.evaluate.spans import SpanMatching, TypedSpan, match_spans, score_of, score_spans
from kg.model import Link, MentionForm

KIND_OF: Mapping[str, str] = MappingProxyType(
    {
        "person": "person",
        "organization": "organization",
        "outlet": "organization",
        "place": "place",
        "facility": "place",
        "event": "event",
    }
)
"""What the gold calls our kinds; a kind that is not here is not scored."""

_WIKIDATA = "wikidata"


@dataclass(frozen=True, slots=True)
class KindScore:
    """One kind, with the borders as they are and with overlap."""

    exact: Score
    overlap: Score


@dataclass(frozen=True, slots=True)
class EntitiesReport:
    """All kinds together, each kind, and with kinds left aside; `linked` is borders and Wikidata id."""

    documents: int
    exact: Score
    overlap: Score
    exact_untyped: Score
    overlap_untyped: Score
    kinds: dict[str, KindScore]
    linked: Score
    causes: dict[str, int]
    errors: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that the program found."""

    start: int
    end: int
    kind: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class ReadNames:
    """A gold text with the names that the program found in it."""

    gold: NamedText
    found: tuple[FoundName, ...]

    def match(self, *, overlap: bool, typed: bool) -> SpanMatching:
        """Pair the gold's names with the program's."""
        return match_spans(_spans(self.gold.names), _spans(self.found), overlap=overlap, typed=typed)


def _spans(names: Sequence[GoldName | FoundName]) -> Iterator[TypedSpan]:
    return ((name.start, name.end, name.kind) for name in names)


def evaluate_entities(
    texts: Sequence[NamedText], reader: Reader, *, errors: int = 20, progress: Progress = say_nothing
) -> EntitiesReport:
    """Read the texts and compare.  `errors` is how many of the worst errors the report holds."""
    return report_entities(read_each(texts, lambda text: read_names(text, reader), progress), errors=errors)


def read_names(text: NamedText, reader: Reader) -> ReadNames:
    """Let the program read one text."""
    found = (
        FoundName(mention.start, mention.end, KIND_OF[mention.kind], referent.link)
        for referent in read_whole(text.id, text.text, reader).referents
        for mention in referent.mentions
        if mention.form is MentionForm.NAME and mention.kind in KIND_OF
    )
    return ReadNames(text, tuple(sorted(found, key=lambda name: (name.start, name.end))))


def report_entities(read: Sequence[ReadNames], *, errors: int = 20) -> EntitiesReport:
    """Compare what was read with the gold."""
    exact = [text.match(overlap=False, typed=True) for text in read]
    overlap = [text.match(overlap=True, typed=True) for text in read]
    mistakes = [one for text in read for one in _mistakes(text)]
    return EntitiesReport(
        documents=len(read),
        exact=score_spans(exact),
        overlap=score_spans(overlap),
        exact_untyped=score_spans([text.match(overlap=False, typed=False) for text in read]),
        overlap_untyped=score_spans([text.match(overlap=True, typed=False) for text in read]),
        kinds={kind: KindScore(score_spans(exact, kind), score_spans(overlap, kind)) for kind in KINDS},
        linked=_linked(read),
        causes=count_causes(mistakes),
        errors=worst_mistakes(mistakes, errors),
    )


def _linked(read: Sequence[ReadNames]) -> Score:
    right = system = gold = 0
    for text in read:
        wanted = {(one.start, one.end, one.wikidata) for one in text.gold.names if one.wikidata}
        found = {(one.start, one.end, _wikidata(one.link)) for one in text.found if _wikidata(one.link)}
        right, system, gold = right + len(wanted & found), system + len(found), gold + len(wanted)
    return score_of(right, system, gold)


def _wikidata(link: Link | None) -> str | None:
    return next((one.value for one in link.identifiers if one.scheme == _WIKIDATA), None) if link else None


# ------------------------------------------------------------------------------------------- errors


def _mistakes(text: ReadNames) -> Iterator[Mistake]:
    """Yield what is wrong with overlapping borders, kinds left aside when names are paired."""
    typed = text.match(overlap=True, typed=True)
    gold = dict.fromkeys(typed.gold[i] for i in _others(typed.gold, (i for i, _ in typed.pairs)))
    found = dict.fromkeys(typed.system[j] for j in _others(typed.system, (j for _, j in typed.pairs)))
    rest = match_spans(gold, found, overlap=True, typed=False)
    for i, j in rest.pairs:
        cause = f"kind: {rest.gold[i][2]} read as {rest.system[j][2]}"
        yield _mistake(text, cause, rest.gold[i], rest.system[j])
    for i in _others(rest.gold, (i for i, _ in rest.pairs)):
        yield _mistake(text, f"missed: {rest.gold[i][2]}", rest.gold[i], None)
    for j in _others(rest.system, (j for _, j in rest.pairs)):
        yield _mistake(text, f"spurious: {rest.system[j][2]}", None, rest.system[j])


def _others(every: Sequence[TypedSpan], paired: Iterator[int]) -> list[int]:
    return sorted(set(range(len(every))) - set(paired))


def _mistake(text: ReadNames, cause: str, gold: TypedSpan | None, found: TypedSpan | None) -> Mistake:
    side = gold or found
    assert side is not None
    context = context_of(text.gold.text, side[:2])
    return Mistake(cause, text.gold.id, 1, context, _words(text, gold), _words(text, found))


def _words(text: ReadNames, span: TypedSpan | None) -> str:
    return f"{' '.join(text.gold.text[span[0] : span[1]].split())} ({span[2]})" if span else "-"
