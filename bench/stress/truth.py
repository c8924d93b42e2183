"""What a comparison should say of the articles of the stress corpus, and what it may say besides.

A sentence is known by family and number, a claim by the claim of the original that it repeats.  Where two
articles of a family tell one sentence, they differ by what was planted in one of them and not in the other.

What is nobody's fault is not judged:
- two sample articles about one matter differ as their authors made them (seeds/differences.tsv);
- an article that says one thing twice (headline and body) differs from itself after a change;
- a rule may change more than its kind: who drops a source drops its "suggested"; and where a speaker is
  another, a later "she said" is hers.

Must not: look at what a comparison found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bench.stress.corpus import Article
from bench.stress.drafts import Change, Draft, Sentence
from kg.model import Claim, DiscrepancyKind, Span

Kind = DiscrepancyKind

CONTRADICTING = frozenset({Kind.QUANTITY_DIFFERS, Kind.POLARITY_FLIP, Kind.ROLE_REVERSAL})
"""Changes that keep claims apart."""
UNSETTLED = frozenset({Kind.DATE_DIFFERS, Kind.PLACE_DIFFERS})
"""Changes after which claims may be grouped or not."""

TOLERATED: Mapping[str, frozenset[Kind]] = {
    "drop_source": frozenset({Kind.HEDGE_DROPPED, Kind.HEDGE_ADDED, Kind.ATTRIBUTION_CHANGED}),
    "change_source": frozenset({Kind.ATTRIBUTION_DROPPED}),
    "blur_source": frozenset({Kind.ATTRIBUTION_DROPPED}),
    "change_date": frozenset({Kind.TENSE_SHIFT}),
    "move_tense": frozenset({Kind.DATE_DIFFERS, Kind.HEDGE_DROPPED}),
    "drop_hedge": frozenset({Kind.TENSE_SHIFT}),
    "change_place": frozenset({Kind.ROLE_REVERSAL}),
}
"""What else a rule changes in some sentences."""

_MIRRORED = {Kind.HEDGE_DROPPED: Kind.HEDGE_ADDED, Kind.HEDGE_ADDED: Kind.HEDGE_DROPPED}

_DAY_WORDS = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:last|next|past|this|ago|within|before|later)\b"
)
_TOPIC = re.compile(r"kursk|dam|ferr|cholera|tram|glacier")
_SIMILAR = 0.45
"""Share of words in common from which a claim repeats one of the original's."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article of some world as the truth has it.

    `repeats` gives for each claim, in the reading's order, the number of its sentence, the place of the
    original's claim that it repeats (None: none) and whether what was planted in the sentence is in it.
    """

    world: int
    draft: Draft
    sentences: Mapping[int, Sentence]
    spans: Sequence[tuple[Span, Sentence]]
    repeats: tuple[tuple[int | None, int | None, bool], ...]
    before: Mapping[int, frozenset[Change]] = field(default_factory=dict)
    """Changes of speakers up to a sentence, by its number."""

    @property
    def topic(self) -> str:
        """Return the matter that it is about, the same for sample articles about one."""
        found = _TOPIC.search(self.draft.family.partition("#")[2] or self.draft.family)
        return found[0] if found else self.draft.family


def tell_edition(articles: Sequence[Article]) -> tuple[Told, ...]:
    """Return what is true of the articles of an edition, in world 0."""
    originals = {one.draft.name: one for one in articles if one.draft.parent is None}
    return tuple(_told(one, originals[one.draft.family]) for one in articles)


def _told(article: Article, original: Article) -> Told:
    sentences = {one.number: one for one in article.draft.sentences}
    return Told(
        0,
        article.draft,
        sentences,
        article.spans,
        tuple(_repeats(article, original)),
        dict(_speakers_changed(article.draft)),
    )


def sentence_at(spans: Sequence[tuple[Span, Sentence]], content: Sequence[Span]) -> int | None:
    """Return the number of the sentence that most of a content stands in."""
    overlap: dict[int, int] = {}
    for (start, end), sentence in spans:
        shared = sum(max(0, min(end, to) - max(start, at)) for at, to in content)
        if shared:
            overlap[sentence.number] = overlap.get(sentence.number, 0) + shared
    return max(overlap, key=lambda number: overlap[number]) if overlap else None


def true_kinds(left: Told, right: Told, number: int) -> tuple[frozenset[Kind], frozenset[Kind]]:
    """Return how one sentence differs in two articles of a family, and how else it may.

    What only the left one changed is seen the other way round: its hedge was dropped, the right one has it.
    """
    ours, theirs = _changes(left, number), _changes(right, number)
    changes = ours ^ theirs
    seen = {mirrored(change.kind) for change in ours - theirs} | {change.kind for change in theirs - ours}
    kinds = frozenset(kind for kind in seen if kind is not None)
    allowed = {kind for change in changes for kind in TOLERATED.get(change.rule, ())}
    if left.before.get(number, frozenset()) != right.before.get(number, frozenset()):
        allowed |= {Kind.ATTRIBUTION_CHANGED, Kind.ATTRIBUTION_DROPPED}
    if left.draft.day != right.draft.day and _DAY_WORDS.search(_text(left, number)):
        allowed |= {Kind.DATE_DIFFERS, Kind.TENSE_SHIFT}
    return kinds, frozenset(allowed) - kinds


def mirrored(kind: Kind | None) -> Kind | None:
    """Return what a kind of difference is from the other side."""
    return _MIRRORED.get(kind, kind) if kind is not None else None


def controls(left: Told, right: Told, number: int) -> frozenset[str]:
    """Return the rules by which a sentence was told otherwise and says the same."""
    changes = _changes(left, number) ^ _changes(right, number)
    return frozenset(change.rule for change in changes if change.kind is None)


def ancestors(draft: Draft, named: Callable[[str], Draft]) -> Iterator[Draft]:
    """Yield what an article was made of, step by step back to the original."""
    while draft.parent is not None:
        draft = named(draft.parent)
        yield draft


def _changes(told: Told, number: int) -> frozenset[Change]:
    sentence = told.sentences.get(number)
    return frozenset(sentence.changes if sentence else ())


def _text(told: Told, number: int) -> str:
    sentence = told.sentences.get(number)
    return sentence.text if sentence else ""


def _speakers_changed(draft: Draft) -> Iterator[tuple[int, frozenset[Change]]]:
    """Yield for every sentence what became of the speakers before it, cuts among them."""
    changed: frozenset[Change] = frozenset()
    number_before = -1
    for one in draft.sentences:
        if one.number != number_before + 1:  # something was cut or moved, and "she" is another
            changed |= {Change("", "order", None, str(number_before), str(one.number))}
        yield one.number, changed
        number_before = one.number
        changed |= {
            change for change in one.changes if change.rule in ("drop_source", "change_source", "blur_source")
        }


def _repeats(article: Article, original: Article) -> Iterator[tuple[int | None, int | None, bool]]:
    """Yield for every claim its sentence, the original's claim that it repeats, and whether it changed."""
    theirs: dict[int | None, list[tuple[int, Claim]]] = {}
    for place, claim in enumerate(original.reading.claims):
        theirs.setdefault(sentence_at(original.spans, claim.spans), []).append((place, claim))
    taken: set[int] = set()
    for claim in article.reading.claims:
        number = sentence_at(article.spans, claim.spans)
        free = [one for one in theirs.get(number, ()) if one[0] not in taken]
        best = max(free, key=lambda one: _likeness(one[1], claim), default=None)
        if best is None or _likeness(best[1], claim) < _SIMILAR:
            yield number, None, False
        else:
            taken.add(best[0])
            yield number, best[0], best[1].text != claim.text


def _likeness(one: Claim, other: Claim) -> float:
    return SequenceMatcher(None, one.text.casefold().split(), other.text.casefold().split()).ratio()
