"""Rules that change what is said: numbers, comparators, dates, places, who says it.

Each takes a sentence of the original with its claims and yields what the sentence may become.
Must not: yield a sentence that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bench.stress.drafts import Telling
from bench.stress.wordings import (
    COMPARATOR_WORDS,
    COMPARATORS,
    MONTHS,
    NAMED_SPEAKERS,
    NUMBER_WORDS,
    REGIONS,
    SEASONS,
    SEVERAL_SPEAKERS,
    TOWNS,
    UNNAMED_SPEAKERS,
)
from kg.model import Act, Claim, Comparator, Quantity, Reference, Span

Rule = Callable[[Telling], Iterator[str]]

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNFIT = re.compile(r"\d-\d|^one\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_VALUE_KEPT = frozenset({Comparator.EQUAL, Comparator.ABOUT, Comparator.RANGE})
"""Comparators under which another number leaves nothing to both: "up to 5" and "up to 9" overlap."""
_PLAIN_CUES = frozenset(
    {"said", "says", "say", "told", "noted", "added", "argues", "according to", "reported", "affirmed",
     "replied", "stressed", "indicated", "warned", "warn", "write"}
)  # fmt: skip
_PLURAL_CUES = ("say", "warn", "write")
_OF_ANOTHER = re.compile(r"^(?:he|she|it|they|we|i|you|that|this)\b|\b(?:we|us|our|i|me|my)\b", re.IGNORECASE)
_BEFORE_TOWN = re.compile(
    r"\b(?<!officials )(?:in|near|at|between|above|outside|out of|town of|province of|from)\s$"
)
_REGION = re.compile(r"\b(?!The )[A-Z]\w+ region$")


def change_number(telling: Telling) -> Iterator[str]:
    """Yield the sentence with another number, far off; a range gets both its ends moved."""
    for quantity in _quantities(telling):
        if quantity.comparator in _VALUE_KEPT:
            words = _other_number(quantity)
            if words != quantity.text:
                yield telling.edit((*quantity.spans[0], words))


def change_comparator(telling: Telling) -> Iterator[str]:
    """Yield the sentence with the same number under another comparator."""
    for quantity in _quantities(telling):
        if quantity.comparator is not Comparator.RANGE and _DIGITS.search(quantity.text):
            bare = _without_comparator(quantity.text)
            for comparator, words in COMPARATORS.items():
                if comparator is not quantity.comparator and comparator is not Comparator.LESS_THAN:
                    yield telling.edit((*quantity.spans[0], f"{words[0]} {bare}"))


def change_date(telling: Telling) -> Iterator[str]:
    """Yield the sentence with the event in another month, season or year."""
    for claim in telling.claims:
        time = claim.event_time
        if time is not None and len(time.spans) == 1 and telling.holds(time.spans[0]):
            for words in _other_times(time.text):
                yield telling.edit((*time.spans[0], words))


def change_place(telling: Telling) -> Iterator[str]:
    """Yield the sentence with the event in another town or region, far away."""
    for claim in telling.claims:
        for place in claim.places:
            (start, end), words = place.spans[0], place.text
            before = telling.sentence.text[: start - telling.sentence.start]
            if not telling.holds((start, end)) or not words[0].isupper():
                continue
            if _REGION.search(words):
                other = (_REGION.sub(f"{region} region", words) for region in REGIONS)
                yield from (telling.edit((start, end, changed)) for changed in other)
            elif " " not in words and _BEFORE_TOWN.search(before):
                yield from (telling.edit((start, end, town)) for town in TOWNS)


def drop_source(telling: Telling) -> Iterator[str]:
    """Yield the content of an attributed sentence alone."""
    for claim in telling.claims:
        span = _whole_content(telling, claim)
        if span is not None:
            at = telling.sentence.start
            content = telling.sentence.text[span[0] - at : span[1] - at].strip(" ,“”")
            if not _OF_ANOTHER.search(content) and not set("“”") & set(content):
                yield f"{content[0].upper()}{content[1:].rstrip('.')}."


def change_source(telling: Telling) -> Iterator[str]:
    """Yield the sentence with somebody else's name as its speaker."""
    return _with_speaker(telling, NAMED_SPEAKERS, ())


def blur_source(telling: Telling) -> Iterator[str]:
    """Yield the sentence with somebody else as its speaker, who has no name."""
    return _with_speaker(telling, UNNAMED_SPEAKERS, SEVERAL_SPEAKERS)


def _with_speaker(telling: Telling, one: Sequence[str], several: Sequence[str]) -> Iterator[str]:
    for claim in telling.claims:
        said = _said(telling, claim)
        if said is not None and len(said[0].spans) == 1 and telling.holds(said[0].spans[0]):
            (start, end), behind = said[0].spans[0], _behind(telling, said[0])
            if not behind.startswith(", who"):
                end += behind.startswith((", said", ", told"))
                plural = said[1].text in _PLURAL_CUES or said[0].text.startswith(("Officials", "officials"))
                for speaker in several if plural else one:
                    yield telling.edit((start, end, speaker))


def _said(telling: Telling, claim: Claim) -> tuple[Reference, Reference] | None:
    """Return source and cue of a claim that somebody plainly said, outlets apart."""
    attribution = claim.attribution
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or source.referent in telling.outlets:
        return None
    plain = attribution.act is Act.SPEECH and cue.text.casefold() in _PLAIN_CUES
    return (source, cue) if plain else None


def _behind(telling: Telling, reference: Reference) -> str:
    return telling.sentence.text[reference.spans[-1][1] - telling.sentence.start :]


def _whole_content(telling: Telling, claim: Claim) -> Span | None:
    """Return the span of a content that begins or ends its sentence, the attribution being the rest."""
    said = _said(telling, claim)
    start, end = claim.spans[0][0], claim.spans[-1][1]
    if said is None or claim.within is not None or len(claim.spans) != 1:
        return None
    first, last = telling.sentence.start, telling.sentence.start + len(telling.sentence.text)
    outside = [span for reference in said for span in reference.spans]
    if all(a >= end for a, _ in outside) and start - first <= 1:
        return start, end
    return (start, end) if all(b <= start for _, b in outside) and last - end <= 2 else None


def _quantities(telling: Telling) -> Iterator[Quantity]:
    seen = set()
    for claim in telling.claims:
        for quantity in claim.quantities:
            once = len(quantity.spans) == 1 and quantity.spans not in seen
            if once and telling.holds(quantity.spans[0]) and not _UNFIT.search(quantity.text):
                seen.add(quantity.spans)
                yield quantity


def _other_number(quantity: Quantity) -> str:
    factor = 2.5 if quantity.comparator is Comparator.RANGE else 1.7
    if quantity.unit == "percent" and (quantity.value or quantity.high or 0) > 55:
        factor = 0.4
    words = _DIGITS.sub(lambda match: _times(match[0], factor), quantity.text)
    if words != quantity.text:
        return words
    return _WORD.sub(lambda match: NUMBER_WORDS.get(match[0].casefold(), match[0]), quantity.text)


def _times(digits: str, factor: float) -> str:
    """Return a number so many times as large, with as many decimals and with its commas."""
    decimals = len(digits.partition(".")[2])
    value = float(digits.replace(",", "")) * factor
    return f"{value:,.{decimals}f}" if "," in digits or value >= 1_000 else f"{value:.{decimals}f}"


def _without_comparator(words: str) -> str:
    for comparator in sorted(COMPARATOR_WORDS, key=len, reverse=True):
        if words.casefold().startswith(f"{comparator} "):
            return words[len(comparator) + 1 :]
    return words


def _other_times(words: str) -> Iterator[str]:
    for place, month in enumerate(MONTHS):
        if re.search(rf"\b{month}\b", words):
            yield re.sub(rf"\b{month}\b", MONTHS[(place + 3) % 12], words)
    for season, other in SEASONS.items():
        if re.search(rf"\b{season}\b", words):
            yield re.sub(rf"\b{season}\b", other, words)
    for year in re.findall(r"\b(?:19|20)\d\d\b", words):
        yield words.replace(year, str(int(year) - 4))
