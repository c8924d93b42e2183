"""Coreference: the program reads gold texts, and what it takes for one and the same is compared.

A mention is known by its head, since people and programs draw its borders differently: a found mention is the
gold mention whose head lies in it and in which its own head lies, so that it does not matter which word of
"Ana Ruiz" either side calls the head.  One that is no gold mention keeps its borders.  A referent with a
single mention is no cluster, as in the gold.

Comes in: texts with clusters.  Goes out: a `CoreferenceReport`, in percent.
Must not: use the gold for anything but naming the same mention the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.evaluate.clusters import Cluster, CoreferenceScore, clusters_by_mention, score_clusters
from kg.evaluate.entity_gold import CoreferenceText, GoldMention
from kg.evaluate.ranking import Mistake, context_of, count_causes, worst_mistakes
from kg.evaluate.reading import Progress, ReadDoc, Reader, read_each, read_whole, say_nothing
from kg.model import Span

_BEFORE_NAME = frozenset({"compound", "amod", "nmod", "det", "appos"})
_FORMS = {"PRON": "pronoun", "DET": "pronoun", "PROPN": "name"}


@dataclass(frozen=True, slots=True)
class CoreferenceReport:
    """The measures, and how many clusters and mentions either side has."""

    documents: int
    gold_clusters: int
    gold_mentions: int
    found_clusters: int
    found_mentions: int
    scores: CoreferenceScore
    causes: dict[str, int]
    errors: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention that the program found; `head` is that of the parse."""

    start: int
    end: int
    head: Span


@dataclass(frozen=True, slots=True)
class ReadClusters:
    """A gold text and the program's clusters; mentions are named by the heads of gold mentions where they are
    one.  `forms` are what the mentions are by their heads, `words` what they say."""

    gold: CoreferenceText
    key: tuple[Cluster, ...]
    response: tuple[Cluster, ...]
    forms: Mapping[Span, str]
    words: Mapping[Span, str]


def evaluate_coreference(
    texts: Sequence[CoreferenceText], reader: Reader, *, errors: int = 20, progress: Progress = say_nothing
) -> CoreferenceReport:
    """Read the texts and compare.  `errors` is how many of the worst errors the report holds."""
    read = read_each(texts, lambda text: read_clusters(text, reader), progress)
    return report_coreference(read, errors=errors)


def read_clusters(text: CoreferenceText, reader: Reader) -> ReadClusters:
    """Let the program read one text."""
    return compare_clusters(text, *_found(read_whole(text.id, text.text, reader)))


def _found(read: ReadDoc) -> tuple[Doc, list[list[FoundMention]]]:
    """Return the clusters: of actors and places, and of what the text speaks of in passing."""
    referents = [tuple((one.start, one.end) for one in referent.mentions) for referent in read.referents]
    return read.doc, [
        [_with_head(read.doc, *span) for span in spans]
        for spans in (*referents, *read.passing)
        if len(spans) > 1
    ]


def _with_head(doc: Doc, start: int, end: int) -> FoundMention:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None, "a mention outside the text"
    root = span.root
    first = doc[_phrase_start(span)]
    return FoundMention(min(first.idx, start), end, (root.idx, root.idx + len(root)))


def _phrase_start(span: Tokens) -> int:
    """Return where the noun phrase starts that a mention ends: "student Ana Ruiz" for Ana Ruiz, since people
    may call either word its head."""
    start = span.start
    while start and span.root.is_ancestor(span.doc[start - 1]) and span.doc[start - 1].dep_ in _BEFORE_NAME:
        start -= 1
    return start


def compare_clusters(
    text: CoreferenceText, doc: Doc, found: Sequence[Sequence[FoundMention]]
) -> ReadClusters:
    """Name the found mentions by the gold's heads where they are gold mentions."""
    gold = [mention for cluster in text.clusters for mention in cluster]
    names = _names(gold, [mention for cluster in found for mention in cluster])
    extents = {one.head: (one.start, one.end) for one in reversed(gold)}
    extents |= {names[one]: (one.start, one.end) for cluster in found for one in cluster}
    key = tuple(frozenset(mention.head for mention in cluster) for cluster in text.clusters)
    response = tuple(frozenset(names[mention] for mention in cluster) for cluster in found)
    forms = {span: _form(doc, span) for span in extents}
    words = {name: " ".join(text.text[slice(*span)].split()) for name, span in extents.items()}
    return ReadClusters(text, key, response, forms, words)


def _names(gold: Sequence[GoldMention], found: Sequence[FoundMention]) -> dict[FoundMention, Span]:
    """Return what each found mention is called: its gold mention's head, or its own borders.

    Those with the most alike borders are paired first, one to one."""
    pairs = sorted(
        (abs(one.start - other.start) + abs(one.end - other.end), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if _holds(other.start, other.end, one.head) and _holds(one.start, one.end, other.head)
    )
    names: dict[FoundMention, Span] = {}
    taken: set[Span] = set()
    for _, i, j in pairs:
        if found[j] not in names and gold[i].head not in taken:
            names[found[j]] = gold[i].head
            taken.add(gold[i].head)
    return {one: names.get(one, (one.start, one.end)) for one in found}


def _holds(start: int, end: int, head: Span) -> bool:
    return start <= head[0] and head[1] <= end


def _form(doc: Doc, span: Span) -> str:
    """Tell what a mention is by the word that heads it."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    return _FORMS.get(tokens.root.pos_, "description") if tokens is not None else "description"


def report_coreference(read: Sequence[ReadClusters], *, errors: int = 20) -> CoreferenceReport:
    """Compare what was read with the gold."""
    mistakes = [one for text in read for one in _mistakes(text)]
    return CoreferenceReport(
        documents=len(read),
        gold_clusters=sum(len(text.key) for text in read),
        gold_mentions=sum(len(cluster) for text in read for cluster in text.key),
        found_clusters=sum(len(text.response) for text in read),
        found_mentions=sum(len(cluster) for text in read for cluster in text.response),
        scores=score_clusters([(text.key, text.response) for text in read]),
        causes=count_causes(mistakes),
        errors=worst_mistakes(mistakes, errors),
    )


# ------------------------------------------------------------------------------------------- errors


def _mistakes(text: ReadClusters) -> Iterator[Mistake]:
    """Yield for each mention what is wrong with its link to those before it."""
    key, response = clusters_by_mention(text.key), clusters_by_mention(text.response)
    for mention in sorted(key.keys() | response.keys()):
        gold = _before(text.key, key.get(mention), mention)
        found = _before(text.response, response.get(mention), mention)
        if cause := _cause(mention, gold, found, key, response):
            yield _mistake(text, cause, mention, gold, found)


def _before(clusters: Sequence[Cluster], number: int | None, mention: Span) -> list[Span] | None:
    """Return the earlier mentions of a mention's cluster; None if it is in none."""
    return None if number is None else sorted(other for other in clusters[number] if other < mention)


def _cause(
    mention: Span,
    gold: list[Span] | None,
    found: list[Span] | None,
    key: Mapping[Span, int],
    response: Mapping[Span, int],
) -> str:
    """Return the cause of an error, "" for a mention whose last antecedent is right."""
    if gold is None:
        return "spurious"
    if found is None:
        return "missed"
    if found and key.get(found[-1]) != key[mention]:
        return "wrong antecedent" if gold else "tied, but new"
    known = [other for other in gold if other in response]
    return "new, but known" if known and not found else ""


def _mistake(
    text: ReadClusters, cause: str, mention: Span, gold: list[Span] | None, found: list[Span] | None
) -> Mistake:
    return Mistake(
        f"{cause}: {text.forms[mention]}",
        text.gold.id,
        1,
        context_of(text.gold.text, mention),
        _side(text, mention, gold),
        _side(text, mention, found),
    )


def _side(text: ReadClusters, mention: Span, before: list[Span] | None) -> str:
    """Say what a mention takes up on one side."""
    if before is None:
        return "-"
    taken_up = f"takes up {text.words[before[-1]]}" if before else "is new"
    return f"{text.words[mention]}: {taken_up}"
