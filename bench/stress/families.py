"""A family: an article, and what other papers made of it, step by step, each step known.

    copy          the text as it was, under another name
    enriched      the same with sentences added: who does what to whom
    of enriched   one that swaps those roles, one that only puts them in the other voice
    rewritten     some changes planted, the rest put in other words, cut and reordered

Comes in: a reading of the original, a seed.  Goes out: drafts.  The same seed gives the same drafts.
Must not: run the model.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain, cycle, islice

from bench.stress import contents, neutral, verbs
from bench.stress.contents import Rule
from bench.stress.drafts import ADDED, Change, Draft, Sentence, Telling, draft_of, tell
from kg.model import DiscrepancyKind as Kind
from kg.model import EntityKind, Reading

PLANTING: Sequence[tuple[Rule, Kind]] = (
    (contents.change_number, Kind.QUANTITY_DIFFERS),
    (contents.change_comparator, Kind.COMPARATOR_CHANGE),
    (contents.drop_source, Kind.ATTRIBUTION_DROPPED),
    (contents.change_source, Kind.ATTRIBUTION_CHANGED),
    (contents.blur_source, Kind.ATTRIBUTION_CHANGED),
    (verbs.drop_hedge, Kind.HEDGE_DROPPED),
    (verbs.add_hedge, Kind.HEDGE_ADDED),
    (verbs.flip_polarity, Kind.POLARITY_FLIP),
    (verbs.move_tense, Kind.TENSE_SHIFT),
    (contents.change_date, Kind.DATE_DIFFERS),
    (contents.change_place, Kind.PLACE_DIFFERS),
)
CONTROLS: Sequence[Rule] = (neutral.convert_unit, verbs.change_voice)

PLANTED, CONTROLLED = 4, 2
"""Changes that a rewritten article gets, and sentences of it that are told otherwise but say the same."""
_SYNONYMS, _CUT, _REORDERED, _CREDITED = 0.6, 0.25, 0.4, 1 / 3
_DAYS_LATER = (0, 1, 1, 1, 2, 3)

ACTS = (
    ("{a} has sued {b} over the delay.", "{b} has been sued by {a} over the delay."),
    ("{a} is funding {b}, two diplomats said.", "{b} is being funded by {a}, two diplomats said."),
    ("{a} rescued {b} twelve years ago.", "{b} was rescued by {a} twelve years ago."),
    ("{a} outvoted {b} at the meeting on Monday.", "{b} was outvoted by {a} at the meeting on Monday."),
)
"""Who does what to whom, active and passive."""
_ACTORS = frozenset({EntityKind.ORGANIZATION, EntityKind.PERSON})


@dataclass(frozen=True, slots=True)
class Family:
    """An original, its sentences with their claims, and the names of two that act in it."""

    original: Draft
    tellings: Mapping[int, Telling]
    actors: tuple[str, ...]


def make_family(reading: Reading) -> Family:
    """Return what the drafts of a family are made from."""
    original = draft_of(reading)
    named = (one for one in reading.referents if one.named and one.kind in _ACTORS)
    names = dict.fromkeys(min(one.names, key=len) for one in named if one.names)
    fit = [name for name in names if name[0].isupper() and reading.document.text.count(name) > 1]
    return Family(original, tell(reading, original), tuple(fit[:2]))


def make_drafts(
    family: Family, count: int, publishers: Sequence[str], rules: Iterator[tuple[Rule, Kind]], seed: str
) -> Iterator[Draft]:
    """Yield so many drafts, made of the original and of one another; the first of `publishers` prints the
    first of them.  `rules` goes round so that every kind is planted about equally often."""
    chance = random.Random(seed)
    enriched: Draft | None = None
    for number, publisher in zip(range(count), publishers, strict=False):
        parent = enriched if enriched is not None and number in (2, 3) else family.original
        draft = reprint(parent, f"{family.original.family}~{number}", publisher, chance)
        if number == 1 and len(family.actors) == 2:
            draft = enriched = enrich(draft, family.actors, chance)
        elif number:
            draft = rewrite(draft, family, chance, rules)
            draft = retell_acts(draft, chance, swap=number == 2)
            draft = credit(draft, parent, chance)
        yield draft


def reprint(parent: Draft, name: str, publisher: str, chance: random.Random) -> Draft:
    """Return an article as another paper prints it, some days later."""
    day = parent.day + timedelta(days=chance.choice(_DAYS_LATER))
    return replace(parent, name=name, parent=parent.name, publisher=publisher, day=day)


def enrich(draft: Draft, actors: Sequence[str], chance: random.Random) -> Draft:
    """Return the draft with a paragraph on what two of its actors do to one another."""
    left, right = chance.sample(actors, 2)
    added = tuple(
        Sentence(ADDED + place, 0, voices[0].format(a=left, b=right))
        for place, voices in enumerate(chance.sample(ACTS, 2))
    )
    return replace(draft, paragraphs=(*draft.paragraphs, added))


def retell_acts(draft: Draft, chance: random.Random, *, swap: bool) -> Draft:
    """Return the draft with its added sentences in the other voice, or with their roles swapped."""
    for sentence in draft.sentences:
        for active, passive in ACTS:
            found = _actors_of(sentence.text, active)
            if found is None or sentence.number < ADDED:
                continue
            left, right = reversed(found) if swap else found
            voice = chance.choice((active, passive)) if swap else passive
            rule, kind = ("swap_roles", Kind.ROLE_REVERSAL) if swap else ("change_voice", None)
            after = voice.format(a=left, b=right)
            draft = draft.map(sentence.changed(Change(draft.name, rule, kind, sentence.text, after)))
    return draft


def rewrite(draft: Draft, family: Family, chance: random.Random, rules: Iterator[tuple[Rule, Kind]]) -> Draft:
    """Return the draft with changes planted, other sentences told otherwise, some cut or moved."""
    draft = _apply(draft, family, chance, islice(rules, len(PLANTING)), PLANTED)
    controls = [(rule, None) for rule in chance.sample(CONTROLS, len(CONTROLS))]
    draft = _apply(draft, family, chance, islice(cycle(controls), 4), CONTROLLED)
    draft = _reword(draft, family, chance)
    draft = _cut_untouched(draft, chance)
    return neutral.reorder(draft, chance) if chance.random() < _REORDERED else draft


def credit(draft: Draft, parent: Draft, chance: random.Random) -> Draft:
    """Return the draft with a sentence that says where it comes from, or, more often, without."""
    if chance.random() >= _CREDITED:
        return draft
    words = chance.choice(("This was first reported by {}.", "{} reported this first."))
    lead = min(1, len(draft.paragraphs) - 1)
    paragraphs = list(draft.paragraphs)
    number = 2 * ADDED
    paragraphs[lead] = (*paragraphs[lead], Sentence(number, 0, words.format(parent.publisher)))
    return replace(draft, paragraphs=tuple(paragraphs))


def _apply(
    draft: Draft,
    family: Family,
    chance: random.Random,
    rules: Iterator[tuple[Rule, Kind]] | Iterator[tuple[Rule, None]],
    most: int,
) -> Draft:
    """Let rules change one untouched sentence each, until so many are changed."""
    done = 0
    for rule, kind in rules:
        untouched = [one for one in draft.sentences if one.number < ADDED and not one.changes]
        targets = [(one, found) for one in untouched if (found := list(rule(family.tellings[one.number])))]
        if targets and done < most:
            sentence, found = chance.choice(targets)
            change = Change(draft.name, rule.__name__, kind, sentence.text, chance.choice(found))
            draft, done = draft.map(sentence.changed(change)), done + 1
    return draft


def _reword(draft: Draft, family: Family, chance: random.Random) -> Draft:
    for sentence in draft.sentences:
        if sentence.number < ADDED and not sentence.changes and chance.random() < _SYNONYMS:
            for words in neutral.use_synonyms(family.tellings[sentence.number]):
                change = Change(draft.name, "use_synonyms", None, sentence.text, words)
                draft = draft.map(sentence.changed(change))
    return draft


def _cut_untouched(draft: Draft, chance: random.Random) -> Draft:
    """Cut some of the sentences in which nothing was planted."""
    planted = {one.number: one for one in draft.sentences if one.kinds}
    cut = neutral.cut_sentences(draft, chance, _CUT)
    lost = planted.keys() - {one.number for one in cut.sentences}
    return draft if lost else cut


def _actors_of(text: str, form: str) -> tuple[str, str] | None:
    """Return who stands at {a} and {b} of a form, None if the text is of another form.

    >>> _actors_of("Ada has sued Bo over the delay.", "{a} has sued {b} over the delay.")
    ('Ada', 'Bo')
    """
    head, _, rest = form.partition("{a}")
    middle, _, tail = rest.partition("{b}")
    if not (text.startswith(head) and text.endswith(tail) and middle in text):
        return None
    left, _, right = text[len(head) : len(text) - len(tail)].partition(middle)
    return left, right


def go_round(seed: str) -> Iterator[tuple[Rule, Kind]]:
    """Yield the planting rules for ever, in a shuffled order each time round."""
    chance = random.Random(seed)
    rounds: Callable[[], Sequence[tuple[Rule, Kind]]] = lambda: chance.sample(PLANTING, len(PLANTING))  # noqa: E731
    return chain.from_iterable(iter(rounds, None))
