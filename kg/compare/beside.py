"""What two articles tell in passing of one day, outside every content ("who takes office on Jan. 20").

Comes in: claims of articles of which one rests on the other.  Goes out: differences of tense.  Such words
stand in the sentences of claims that need not be aligned: day, verb and lineage tie them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.compare.asides import read_asides
from kg.compare.differences import Difference, record_of
from kg.compare.kinds.tenses import find_dated
from kg.compare.pairs import Kinship, Pair, days_after
from kg.compare.records import ClaimProfile

_SURE = 0.7
"""What stands for the score of an alignment: one day, one verb and the lineage."""


def find_beside(profiles: Iterable[ClaimProfile], kinship: Kinship) -> Iterator[Difference]:
    """Yield how dated asides of an article and of what it rests on differ in tense, each once."""
    by_document: dict[str, dict[str, ClaimProfile]] = defaultdict(dict)
    for profile in sorted(profiles, key=lambda each: (each.claim.sentence, each.id)):
        if any(read_asides(profile.sentence)):  # one claim of a sentence speaks for all of them
            by_document[profile.card.id].setdefault(profile.sentence, profile)
    issued = _by_publisher(by_document)
    for document, later in by_document.items():
        found = kinship.ancestors(document)
        origins = {each for each in found if each in by_document}
        origins |= {each for outlet in found for each in issued.get(outlet, ())}
        for origin in sorted(origins - {document}):
            yield from _compare(list(by_document[origin].values()), list(later.values()), kinship)


def _by_publisher(by_document: Mapping[str, Mapping[str, ClaimProfile]]) -> Mapping[str, Sequence[str]]:
    """Return the documents of each publisher."""
    issued: dict[str, list[str]] = defaultdict(list)
    for document, profiles in by_document.items():
        issued[next(iter(profiles.values())).card.publisher].append(document)
    return issued


def _compare(origin: list[ClaimProfile], later: list[ClaimProfile], kinship: Kinship) -> Iterator[Difference]:
    if not kinship.descends(later[0].card, origin[0].card):
        return
    days = days_after(later[0].card, origin[0].card)
    for left in origin:
        for right in later:
            pair = Pair(left, right, _SURE, 0.0, (), True, True, abs(days) if days is not None else None)
            for finding in find_dated(pair):
                yield Difference(record_of(pair, finding), finding, pair)
