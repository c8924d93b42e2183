"""Resolution across articles: time per mention as the collection grows, and how well invented people are
told.

    python bench/resolution.py [MENTIONS ...]      (1000 10000 100000 without any)
    python bench/resolution.py more [MENTIONS ...]      what one more article costs, and how far it agrees

The collection is made, not read: people and bodies with names of syllables and of the list of given names,
drawn with Zipf's law, in articles that each keep to one topic.  Names are spelt in several ways, shortened,
turned round; homonyms occur, and a surname that one person in fifty has.  The truth is known, so that pairs
of referents can be counted: precision and recall over all pairs of two articles.  The baseline groups by
kind and exact name in the same run.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kg import ids
from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.model import (
    Document,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Passage,
    PassageKind,
    Publisher,
    Reading,
    Referent,
    Role,
)
from kg.resolve import resolve, resolve_more
from kg.shelves.parts import SqlitePartShelf

SIZES = (1_000, 10_000, 100_000)
MENTIONS_OF_AN_ENTITY = 25
"""Mentions that there are for each entity, on average."""
REFERENTS_OF_AN_ARTICLE = 12
ENTITIES_OF_A_TOPIC = 60
FREQUENT_SURNAME = "Marlin"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody invented.  `number` is the truth."""

    number: int
    kind: EntityKind
    names: tuple[str, ...]  # the usual one first
    short: str
    role: str | None
    country: str | None


def make_actors(count: int, chance: random.Random) -> list[Actor]:
    """Return people and bodies; one in five is a body."""
    given = [row["word"] for row in table("given_names")]
    surnames = [_surname(chance) for _ in range(max(20, count // 3))]
    return [
        _make_body(number, chance) if number % 5 == 0 else _make_person(number, given, surnames, chance)
        for number in range(count)
    ]


def _surname(chance: random.Random) -> str:
    onset = ["b", "br", "d", "g", "k", "kr", "l", "m", "n", "r", "s", "st", "t", "v", "z", "sh", "kh", "h"]
    rime = ["a", "e", "i", "o", "u", "ar", "en", "in", "or", "ul", "am", "es"]
    stem = "".join(chance.choice(onset) + chance.choice(rime) for _ in range(chance.choice((2, 2, 3))))
    return (stem + chance.choice(["", "", "sky", "ov", "ic", "mann", "son", "ez"])).capitalize()


def _make_person(number: int, given: Sequence[str], surnames: Sequence[str], chance: random.Random) -> Actor:
    first = chance.choice(given)
    last = FREQUENT_SURNAME if chance.random() < 0.02 else surnames[int(len(surnames) * chance.random() ** 2)]
    names = [f"{first} {last}"]
    if last.endswith("sky"):
        names += [f"{first} {last[:-1]}{end}" for end in ("yy", "iy")]
    if chance.random() < 0.2:
        names.append(f"{first} {chance.choice('ABEHJKLMPRST')}. {last}")
    if chance.random() < 0.1:
        names.append(f"{first[0]}. {last}")
    role = chance.choice(
        ["minister", "senator", "director", "professor", "coach", "judge", "singer", "analyst"]
    )
    return Actor(
        number, EntityKind.PERSON, tuple(names), last, role, chance.choice(["DK", "AT", "CL", "KE", "NZ"])
    )


def _make_body(number: int, chance: random.Random) -> Actor:
    place, noun = _surname(chance), chance.choice(["Institute", "University", "Council", "Bank", "Authority"])
    field = chance.choice(["Tides", "Harbours", "Trade", "Defence", "Forests", "Roads"])
    name = f"{place} {noun} of {field}"
    names = (name, f"{noun} of {place} {field}", f"The {name}")
    short = "".join(word[0] for word in name.split() if word != "of")
    return Actor(number, EntityKind.ORGANIZATION, names, short, None, None)


def make_readings(mentions: int) -> tuple[list[Reading], dict[Key, int]]:
    """Return readings with so many mentions, and which actor each referent is."""
    chance = random.Random(mentions)
    actors = make_actors(max(40, mentions // MENTIONS_OF_AN_ENTITY), chance)
    topics = [
        actors[start : start + ENTITIES_OF_A_TOPIC] for start in range(0, len(actors), ENTITIES_OF_A_TOPIC)
    ]
    weights = {len(topic): list(accumulate(1 / (rank + 1) for rank in range(len(topic)))) for topic in topics}
    readings: list[Reading] = []
    truth: dict[Key, int] = {}
    made = 0
    while made < mentions:
        topic = chance.choice(topics)
        drawn = chance.choices(topic, cum_weights=weights[len(topic)], k=REFERENTS_OF_AN_ARTICLE)
        reading = _make_reading(len(readings), list(dict.fromkeys(drawn)), chance, truth)
        made += sum(len(referent.mentions) for referent in reading.referents)
        readings.append(reading)
    return readings, truth


def _make_reading(
    number: int, actors: Iterable[Actor], chance: random.Random, truth: dict[Key, int]
) -> Reading:
    text = f"Article {number}\n" + "x" * 200
    path = f"{number}.txt"
    document = Document(
        id=ids.document_id("Test", path, text),
        path=path,
        url=None,
        publisher=Publisher(ids.publisher_id("Test", path), "Test"),
        title=None,
        published=None,
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=(Passage(PassageKind.BODY, 0, len(text)),),
    )
    referents = []
    for place, actor in enumerate(actors):
        referent = _make_referent(document, place * 10, actor, chance)
        truth[document.id, referent.id] = actor.number
        referents.append(referent)
    return Reading(document, tuple(referents), (), (), "bench")


def _make_referent(document: Document, start: int, actor: Actor, chance: random.Random) -> Referent:
    name = actor.names[0] if chance.random() < 0.7 else chance.choice(actor.names)
    if chance.random() < 0.1:
        name = actor.short
    told = actor.role if chance.random() < 0.6 else None
    count = chance.randint(1, 4)
    return Referent(
        id=ids.referent_id(document.id, start, start + 1),
        kind=actor.kind,
        label=name,
        named=True,
        mentions=tuple(
            Mention(ids.mention_id(document.id, at, at + 1), at, at + 1, "x", actor.kind, MentionForm.NAME)
            for at in range(start, start + count)
        ),
        names=(name,),
        roles=(Role(told, start, start + 1),) if told else (),
        country=actor.country if told and chance.random() < 0.7 else None,
    )


def group_by_name(readings: Sequence[Reading]) -> dict[Key, object]:
    """The baseline: equal kind and equal name."""
    return {
        (reading.document.id, referent.id): (referent.kind.value, spelling_key(referent.label))
        for reading in readings
        for referent in reading.referents
    }


def group_by_resolution(readings: Sequence[Reading]) -> dict[Key, object]:
    """What `kg.resolve` makes of them."""
    return {pair: entity.id for entity in resolve(readings).entities for pair in entity.referents}


def measure(found: dict[Key, object], truth: dict[Key, int]) -> tuple[float, float]:
    """Return precision and recall over pairs of referents."""
    both = Counter((found[key], actor) for key, actor in truth.items())
    ours, theirs = Counter(found[key] for key in truth), Counter(truth.values())
    right, put, true = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, ours, theirs))
    return right / max(1, put), right / max(1, true)


def timed(
    group: Callable[[Sequence[Reading]], dict[Key, object]], readings: Sequence[Reading]
) -> tuple[dict[Key, object], float]:
    started = time.process_time()
    found = group(readings)
    return found, time.process_time() - started


def rows(sizes: Sequence[int]) -> Iterator[tuple[int, float, str]]:
    group_by_resolution(make_readings(200)[0])  # word lists are read once
    for size in sizes:
        readings, truth = make_readings(size)
        mentions = sum(len(referent.mentions) for reading in readings for referent in reading.referents)
        base, base_time = timed(group_by_name, readings)
        found, found_time = timed(group_by_resolution, readings)
        told = " ".join(f"{value:7.3f}" for value in (*measure(found, truth), *measure(base, truth)))
        each = found_time / mentions * 1e6
        cost = f"{found_time:8.2f} {each:9.1f} {found_time / base_time:7.0f}"
        yield mentions, each, f"{mentions:9,d} {len(readings):9,d} {cost}  {told}"


def measure_more(size: int, held_back: int = 20) -> str:
    """Resolve all but the last articles as a whole, these one by one, and compare with the whole of all."""
    readings, _ = make_readings(size)
    shelf = SqlitePartShelf(sqlite3.connect(":memory:"))
    entities = {one.id: one for one in resolve(readings[:-held_back], shelf=shelf).entities}
    seconds, read = [], []
    for reading in readings[-held_back:]:
        shelf.rows_read, started = 0, time.process_time()
        change = resolve_more([reading], (), shelf)
        seconds.append(time.process_time() - started)
        read.append(shelf.rows_read)
        for gone in change.gone_entities:
            del entities[gone]
        entities |= {one.id: one for one in change.entities}
    started = time.process_time()
    whole = {one.id: one for one in resolve(readings).entities}
    took = time.process_time() - started
    same = sum(len(one.referents) for one in entities.values() if _is_same(one, whole.get(one.id)))
    every = sum(len(one.referents) for one in whole.values())
    one_more, rows_read = statistics.median(seconds), statistics.median(read)
    return f"{len(readings):9,d} {took:8.2f} {one_more:9.3f} {rows_read:10,.0f} {same / every:8.4f}"


def _is_same(one: Entity, other: Entity | None) -> bool:
    return other is not None and one.referents == other.referents


def main_more(sizes: Sequence[int]) -> None:
    print(" articles    whole  one more  rows read    alike")
    for size in sizes:
        print(measure_more(size), flush=True)


def main() -> None:
    if sys.argv[1:2] == ["more"]:
        main_more([int(size) for size in sys.argv[2:]] or SIZES[:2])
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(" mentions  articles  seconds  us/ment.  x base  precis.  recall  base P. base R.")
    done = []
    for mentions, each, line in rows(sizes):
        print(line, flush=True)
        done.append((mentions, each))
    for (few, before), (many, after) in pairwise(done):
        print(f"{many / few:.1f} times the mentions take {many * after / (few * before):.1f} times the time")


if __name__ == "__main__":
    main()
