"""What two articles tell in passing of one day, outside every content ("who takes office on Jan. 20").

Comes in: claims of articles of which one rests on the other.  Goes out: differences of tense.  Such words
stand in the sentences of claims that need not be aligned: day, verb and lineage tie them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
    for later in by_document.values():
        for origin in by_document.values():
            yield from _compare(list(origin.values()), list(later.values()), kinship)


def _compare(origin: list[ClaimProfile], later: list[ClaimProfile], kinship: Kinship) -> Iterator[Difference]:
    if not kinship.descends(later[0].card, origin[0].card) or origin[0].card.id == later[0].card.id:
        return
    days = days_after(later[0].card, origin[0].card)
    for left in origin:
        for right in later:
            pair = Pair(left, right, _SURE, 0.0, (), True, True, abs(days) if days is not None else None)
            for finding in find_dated(pair):
                yield Difference(record_of(pair, finding), finding, pair)
