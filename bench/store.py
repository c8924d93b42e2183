"""What one more article costs a store, by how many it has: each part of a build but reading and deriving.

    python -m bench.store [ARTICLES ...] [--keep FOLDER]      (10 100 1000 without any)

Comes in: the sample articles in as many worlds as it takes (bench/worlds.py).  Goes out: a table of seconds
on stdout.  Entities are told by kind and name, places by their gazetteer entry: countries are in articles of
every world, which is the worst case for a store.  `--keep` keeps the stores between runs, since one of 10,000
articles takes minutes to make.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.worlds import read_originals, world_of
from kg import ids
from kg.cli.screen import show_rows
from kg.decisions.records import NO_RULINGS
from kg.graph.change import Change
from kg.graph.store import StoreWriter, open_for_writing
from kg.model import ClaimGroup, Entity, EntityKind, Reading, Referent
from kg.query.lookups import Lookups

PARTS = ("open", "has", "put", "changed", "apply", "summary", "publish", "close", "place", "all")
ADDED = 5
SHAPE = 5
"""Which of the sample articles is added: one with many names that all worlds share."""

FAR = 100_000
"""Articles of worlds that no store has yet come from here on."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp())
    originals = read_originals(folder / "originals")
    rows = []
    for number in asked.articles:
        store = folder / f"store-{number}"
        if not (store / "current").exists():
            fill(store, originals, number)
        seconds = min((add_one(store, originals) for _ in range(ADDED)), key=lambda found: found["all"])
        rows.append([f"{number:,}", *(f"{seconds[part]:.3f}" for part in PARTS), megabytes(store)])
        print(rows[-1], flush=True)
    show_rows(("articles", *PARTS, "MB"), rows)
    if asked.keep is None:
        shutil.rmtree(folder)
    return 0


# ---------------------------------------------------------------------------------------- articles


def articles(originals: Sequence[Reading], first: int, last: int) -> Iterator[Reading]:
    """Yield the articles of these numbers; each world has as many as there are originals."""
    for world in range(first // len(originals), last // len(originals) + 1):
        for place, reading in enumerate(world_of(originals, world)):
            if first <= world * len(originals) + place < last:
                yield reading


def referents_of(reading: Reading) -> Iterator[tuple[tuple[EntityKind, str], str, Referent | None]]:
    """Yield key, referent id and referent of all in an article, its publisher among them."""
    publisher = reading.document.publisher
    yield (EntityKind.OUTLET, publisher.name or publisher.id), publisher.id, None
    for referent in reading.referents:
        key = referent.link.key if referent.link else referent.label
        if not referent.named:
            key = referent.id
        yield (referent.kind, key), referent.id, referent


class Resolved:
    """Entities by kind and name, kept up as articles come."""

    def __init__(self) -> None:
        self._members: dict[tuple[EntityKind, str], list[tuple[str, str]]] = defaultdict(list)
        self._firsts: dict[tuple[EntityKind, str], Referent | None] = {}
        self._names: dict[tuple[EntityKind, str], dict[str, None]] = defaultdict(dict)
        self._roles: dict[tuple[EntityKind, str], dict[tuple[str, str | None], None]] = defaultdict(dict)

    def add(self, reading: Reading) -> list[tuple[EntityKind, str]]:
        """Take one article in, and return the keys of who is in it."""
        touched = []
        for key, identifier, referent in referents_of(reading):
            self._members[key].append((reading.document.id, identifier))
            self._firsts.setdefault(key, referent)
            if referent:
                self._names[key] |= dict.fromkeys(referent.names)
                self._roles[key] |= dict.fromkeys((one.text, one.affiliation) for one in referent.roles)
            touched.append(key)
        return list(dict.fromkeys(touched))

    def entities(self, keys: Iterable[tuple[EntityKind, str]] | None = None) -> tuple[Entity, ...]:
        """Return some entities, or all."""
        made = (self._entity(key) for key in (self._members if keys is None else keys))
        return tuple(sorted(made, key=lambda one: one.id))

    def _entity(self, key: tuple[EntityKind, str]) -> Entity:
        first = self._firsts[key]
        link = first.link if first else None
        return Entity(
            id=ids.entity_id(key[0], key[1]),
            kind=key[0],
            label=first.label if first else key[1],
            named=first.named if first else True,
            aliases=tuple(self._names[key]),
            roles=tuple(dict.fromkeys(text for text, _ in self._roles[key])),
            affiliations=tuple(dict.fromkeys(body for _, body in self._roles[key] if body)),
            identifiers=link.identifiers if link else (),
            country=link.country if link else None,
            lat=link.lat if link else None,
            lon=link.lon if link else None,
            referents=tuple(self._members[key]),
        )


def groups_of(readings: Iterable[Reading]) -> tuple[ClaimGroup, ...]:
    """Return each claim as a group of its own."""
    claims = (claim for reading in readings for claim in reading.claims)
    return tuple(ClaimGroup(ids.mint("g", one.id), one.text, (one.id,), 1, 1, 1) for one in claims)


# ------------------------------------------------------------------------------------- measurements


def fill(store: Path, originals: Sequence[Reading], number: int) -> None:
    """Make a store of so many articles, without waiting for the disk."""
    began = time.perf_counter()
    with without_waiting(), open_for_writing(store) as writer:
        put_all(writer, articles(originals, 0, number), number)
        print(f"put {number}: {time.perf_counter() - began:.1f} s", file=sys.stderr)
        resolved = Resolved()
        groups: list[ClaimGroup] = []
        for reading in writer.readings():
            resolved.add(reading)
            groups += groups_of((reading,))
        began = time.perf_counter()
        writer.apply(Change(True, entities=resolved.entities(), groups=tuple(groups), suggestions=()))
        print(f"whole {number}: {time.perf_counter() - began:.1f} s", file=sys.stderr)
        began = time.perf_counter()
        writer.publish()
        print(f"publish {number}: {time.perf_counter() - began:.1f} s", file=sys.stderr)


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let nobody wait until what was written is on the disk."""
    sync, os.fsync = os.fsync, lambda _: None
    try:
        yield
    finally:
        os.fsync = sync


def put_all(writer: StoreWriter, readings: Iterable[Reading], number: int) -> None:
    """Put articles."""
    for place, reading in enumerate(readings):
        writer.put(reading)
        if place % 1000 == 999:
            print(f"{place + 1} of {number}", file=sys.stderr)


def add_one(store: Path, originals: Sequence[Reading]) -> dict[str, float]:
    """Add one article to a store that has so many, and return the seconds of each part."""
    seconds: dict[str, float] = {}
    resolved = Resolved()
    with open_for_writing(store) as writer:
        for one in writer.readings():
            resolved.add(one)
        number = len(originals) * (FAR + writer.document_count) + SHAPE
    (reading,) = articles(originals, number, number + 1)
    keys = resolved.add(reading)
    change = Change(
        False,
        (reading.document.id,),
        entities=resolved.entities(keys),
        groups=groups_of((reading,)),
        rulings=NO_RULINGS,
    )
    began = time.perf_counter()
    opened = open_for_writing(store)
    with timed(seconds, "open"):
        writer = opened.__enter__()
    with timed(seconds, "has"):
        assert not writer.has(reading.document, reading.extractor)
    with timed(seconds, "put"):
        writer.put(reading)
    with timed(seconds, "changed"):
        assert writer.changed_documents() == ((reading.document.id,), ())
    for part, step in (("apply", lambda: writer.apply(change)), ("summary", writer.summary)):
        run(seconds, part, step)
    run(seconds, "publish", writer.publish)
    run(seconds, "close", lambda: opened.__exit__(None, None, None))
    seconds["all"] = time.perf_counter() - began
    run(seconds, "place", lambda: Lookups(store).place("Kursk"))
    return seconds


def run(seconds: dict[str, float], part: str, step: Callable[[], object]) -> None:
    """Take the time of one step."""
    with timed(seconds, part):
        step()


@contextmanager
def timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    """Write down how long a part took."""
    began = time.perf_counter()
    yield
    seconds[part] = time.perf_counter() - began


def megabytes(store: Path) -> str:
    """Return the size of the writer's SQLite file."""
    return f"{(store / 'index.sqlite').stat().st_size / 1e6:.0f}"


if __name__ == "__main__":
    sys.exit(main())
