"""Stores of any size, written by the real writer: made-up articles, few actors in many of them, most in few.

    python -m bench.graphs QUADS FOLDER [--seed N]            (10000, 100000, 1000000, 10000000)

Comes in: how many quads, and a folder for the store, which must not be there.  Goes out: a published store
that `kg` reads as any other, and on stderr what it took.  The same numbers give the same store.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.made_cast import Cast
from bench.made_stories import Story, make_stories
from bench.store import Resolved, put_all, without_waiting
from kg.graph.change import Change
from kg.graph.store import open_for_writing
from kg.model import Reading

QUADS_PER_ARTICLE = 1160
"""Of the whole store, what was derived among it."""

SEED = 7


def main() -> int:
    """Make a store, and print what it holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("quads", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    if asked.folder.exists():
        parser.error(f"{asked.folder} is there already: name another folder, or remove it")
    make_store(asked.folder, asked.quads, asked.seed)
    return 0


def make_store(folder: Path, quads: int, seed: int = SEED) -> None:
    """Make a store of about so many quads, without waiting for the disk."""
    articles = max(1, round(quads / QUADS_PER_ARTICLE))
    derived = Derived()
    with without_waiting(), open_for_writing(folder) as writer:
        with told("articles"):
            put_all(writer, derived.take(make_stories(Cast(seed, articles), seed, articles)), articles)
        with told("what is derived"):
            writer.apply(derived.change())
        with told("publishing"):
            writer.publish()
        summary = writer.summary()
    print(
        f"{summary.quads:,} quads, {summary.documents:,} articles, {summary.claims:,} claims", file=sys.stderr
    )


class Derived:
    """What is derived across articles, gathered while they are put."""

    def __init__(self) -> None:
        """Begin with none."""
        self._resolved = Resolved()
        self._stories: list[Story] = []

    def take(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """Yield the readings of stories; of each keep what is derived alone."""
        for story in stories:
            for reading in story.readings:
                self._resolved.add(reading)
                yield reading
            self._stories.append(replace(story, readings=()))

    def change(self) -> Change:
        """Return all of it."""
        return Change(
            whole=True,
            entities=self._resolved.entities(),
            lineage=tuple(one for story in self._stories for one in story.lineage),
            groups=tuple(one for story in self._stories for one in story.groups),
            discrepancies=tuple(one for story in self._stories for one in story.discrepancies),
            suggestions=(),
        )


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say on stderr how long something took."""
    began = time.process_time()
    yield
    print(f"{what}: {time.process_time() - began:.1f} CPU s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
