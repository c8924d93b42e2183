"""Clusters of mentions that people marked and that the program found -> coreference scores.

The measures of shared/bench/score_entities.py, number for number (a test compares):

    muc       links (Vilain et al. 1995)
    b3        mentions, each by its cluster (Bagga and Baldwin 1998)
    ceafe     clusters, paired one to one by their common mentions (Luo 2005, phi 4)
    lea       clusters by their links, larger ones count more (Moosavi and Strube 2016)
    mention   mentions found, whatever their cluster
    conll     the mean F1 of muc, b3 and ceafe (CoNLL-2012)

Comes in: clusters of spans, by text.  Goes out: `CoreferenceScore`.  Must not: read the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.assignment import best_pairs
from kg.evaluate.scoring import percent
from kg.model import Span

Cluster = frozenset[Span]
Clusters = Sequence[Cluster]
Count = tuple[float, float]
"""What is right, and of how much."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1 in percent, one decimal."""

    p: float
    r: float
    f1: float


@dataclass(frozen=True, slots=True)
class CoreferenceScore:
    """The measures over all texts; `conll` is in percent."""

    muc: Rates
    b3: Rates
    ceafe: Rates
    lea: Rates
    mention: Rates
    conll: float


def score_clusters(texts: Sequence[tuple[Clusters, Clusters]]) -> CoreferenceScore:
    """Score (gold, found) clusters of each text; counts are summed over the texts."""
    exact = {name: _rates(measure, texts) for name, measure in _MEASURES.items()}
    conll = sum(exact[name][2] for name in ("muc", "b3", "ceafe")) / 3
    rates = {name: Rates(*map(percent, values)) for name, values in exact.items()}
    return CoreferenceScore(**rates, conll=percent(conll))


def _rates(
    measure: Callable[[Clusters, Clusters], Count], texts: Iterable[tuple[Clusters, Clusters]]
) -> tuple[float, float, float]:
    recalled = [measure(gold, found) for gold, found in texts]
    precise = [measure(found, gold) for gold, found in texts]
    r, p = _ratio(recalled), _ratio(precise)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _ratio(counts: Iterable[Count]) -> float:
    right, of = map(sum, zip(*counts, strict=True))
    return right / of if of else 0.0


def clusters_by_mention(clusters: Clusters) -> dict[Span, int]:
    """Return the number of the cluster that each mention is in; the last one, if it is in several."""
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _muc(key: Clusters, response: Clusters) -> Count:
    """Count the links that hold a cluster together, and those of them that the response has."""
    number_of = clusters_by_mention(response)
    right = of = 0
    for cluster in key:
        inside = [number_of[mention] for mention in cluster if mention in number_of]
        right += len(inside) - len(set(inside))
        of += len(cluster) - 1
    return right, of


def _b3(key: Clusters, response: Clusters) -> Count:
    number_of = clusters_by_mention(response)
    right = sum(
        len(cluster & response[number_of[mention]]) / len(cluster)
        for cluster in key
        for mention in cluster
        if mention in number_of
    )
    return right, sum(map(len, key))


def _ceafe(key: Clusters, response: Clusters) -> Count:
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in response] for one in key]
    return sum(alike[i][j] for i, j in best_pairs(alike)), len(key)


def _lea(key: Clusters, response: Clusters) -> Count:
    right = sum(len(cluster) * _resolved(cluster, response) for cluster in key)
    return right, sum(map(len, key))


def _resolved(cluster: Cluster, response: Clusters) -> float:
    """Return the share of a cluster's links that the response has; of a single mention, whether it stands
    alone there, too."""
    if len(cluster) == 1:
        return float(any(cluster == other for other in response))
    return sum(_links(cluster & other) for other in response) / _links(cluster)


def _links(mentions: Cluster) -> int:
    return len(mentions) * (len(mentions) - 1) // 2


def _mention(key: Clusters, response: Clusters) -> Count:
    mentions = frozenset[Span]().union(*key)
    return len(mentions & frozenset[Span]().union(*response)), len(mentions)


_MEASURES: dict[str, Callable[[Clusters, Clusters], Count]] = {
    "muc": _muc,
    "b3": _b3,
    "ceafe": _ceafe,
    "lea": _lea,
    "mention": _mention,
}
