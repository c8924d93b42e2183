"""Builds of a small world, as `kg.pipeline.build` does them but without reading texts: hand-made readings are
stored, and everything after that is the real thing.

Comes in: the folder of a store, readings.  Goes out: a store; a caller is told when each phase begins.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import kg.derivation
from kg.decisions.location import log_path, remember_log
from kg.decisions.log import read_log
from kg.decisions.replay import replay
from kg.derivation import derive
from kg.export import export_to
from kg.extractor import deriver_id
from kg.graph.store import open_for_reading, open_for_writing
from kg.model import Reading
from kg.query.lookups import Lookups
from kg.shelves.opening import open_shelves
from tests.property.changing import NAMES, SAID, make_reading

PHASES = ("open", "put", "resolve", "compare", "store", "publish", "keep", "close")
"""What a build does, in its order."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class State:
    """What is built: all these articles.  `parts` has small builds derive only what has changed, as those of
    a large store do."""

    readings: tuple[Reading, ...]
    parts: bool = False


def article(number: int, version: int = 0, extractor: str = "first") -> Reading:
    """An article in which one or two people say something; another version of it says something else."""
    chance = random.Random(f"{number}, {version}")
    said = [(name, chance.choice(SAID)) for name in chance.sample(NAMES, 1 + number % 2)]
    if len({words for _, words in said}) < len(said):
        said.pop()
    return replace(make_reading(number, said, version), extractor=extractor)


def articles(numbers: Iterable[int], version: int = 0, extractor: str = "first") -> tuple[Reading, ...]:
    """Several of them."""
    return tuple(article(number, version, extractor) for number in numbers)


def build_state(store: Path, state: State, tell: Tell = lambda phase: None) -> None:
    """Build once."""
    kg.derivation.WHOLE_BELOW = 0 if state.parts else 200
    kg.derivation.WHOLE_AFTER = 1.0 if state.parts else 0.1
    program = deriver_id()
    tell("open")
    with open_for_writing(store, program=program) as writer:
        tell("put")
        for reading in state.readings:
            if not writer.has(reading.document, reading.extractor):
                writer.put(reading)
        log = log_path(store)
        rulings = replay(read_log(log))
        same = writer.derived_with(rulings)
        with open_shelves(store, program) as shelves:
            if not same or not writer.published:
                derive(writer, rulings, shelves, lambda stage, *_: tell(stage), same=same)
                tell("publish")
                writer.publish()
                tell("keep")
                shelves.keep()
        if log.exists():
            remember_log(store, log)
        tell("close")
    tell("end")


def fingerprint(store: Path) -> str:
    """A hash of all that readers see: the graph, and every record of the look-ups."""
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as out, open_for_reading(store) as reader:
        export_to("nquads", reader, Path(out, "graph.nq"))
        export_to("jsonl", reader, Path(out, "records"))
        for file in sorted(Path(out).rglob("*")):
            digest.update(file.read_bytes() if file.is_file() else file.name.encode())
        assert reader.lookups.summary().quads == len(reader.graph)
    return digest.hexdigest()


def truth(store: Path) -> dict[str, bytes]:
    """The files of `articles/`, by name."""
    return {file.name: file.read_bytes() for file in sorted((store / "articles").glob("*"))}


def held(store: Path) -> Sequence[str]:
    """Ids of the articles that readers see."""
    lookups = Lookups(store)
    try:
        return [one.id for one in lookups.documents()]
    finally:
        lookups.close()
