"""Who reads the articles of a build: this process, several of this machine, or those of a cluster.

Comes in: what a person asked for.  Goes out: readers, ended when they are no longer needed.
Must not: load `distributed` unless a cluster is asked for (it is an extra of its own), or the model here when
others read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.claims.weights import parse_weights
from kg.config import Crew
from kg.errors import InputError, WorkerError
from kg.extraction.outcomes import Lost, Numbered, Outcome, Readers
from kg.extraction.pool import Pool
from kg.extraction.recipe import Extractor, Recipe
from kg.mentions import open_gazetteer

Tell = Callable[[str], None]
"""Told what is being loaded."""


@contextmanager
def open_readers(
    crew: Crew, recipe: Recipe, gazetteers: Sequence[Path], tell: Tell
) -> Iterator[PreparedReaders]:
    """Yield what reads by the recipe; whatever it started is ended on the way out.

    `gazetteers` are the files of the recipe.  Raises WorkerError when a cluster cannot be had,
    InputError when both are asked for.
    """
    if crew.workers and crew.cluster:
        raise InputError("workers and a cluster at once: choose processes here, or those of the cluster")
    if crew.cluster:
        tell(f"looking for the scheduler at {crew.cluster}")
    with _started(crew, recipe, gazetteers) as readers:
        yield PreparedReaders(readers, gazetteers, tell)


@contextmanager
def _started(crew: Crew, recipe: Recipe, gazetteers: Sequence[Path]) -> Iterator[Readers]:
    if crew.cluster:
        with _cluster_module().Cluster(crew.cluster, recipe, crew.seconds) as cluster:
            yield cluster
    elif crew.workers:
        with Pool(recipe, crew.workers, crew.seconds) as pool:
            yield pool
    else:
        yield _Here(recipe, gazetteers)


def _cluster_module() -> Any:
    try:
        return import_module("kg.extraction.cluster")
    except ModuleNotFoundError as error:
        if error.name not in ("distributed", "dask"):
            raise
        raise WorkerError(
            "a cluster needs the package distributed: pip install 'claimgraph[cluster]', here and wherever "
            "its workers run"
        ) from error


class _Here:
    """This process, one article after another."""

    def __init__(self, recipe: Recipe, gazetteers: Sequence[Path]) -> None:
        self._recipe = recipe
        self._gazetteers = gazetteers

    def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome | Lost]]:
        weights = parse_weights(self._recipe.weights, self._recipe.learned)
        extractor = Extractor(open_gazetteer(self._gazetteers), weights, self._recipe.extractor)
        for number, document in documents:
            yield number, extractor.read(document)


class PreparedReaders:
    """Readers, and what is done here before they are asked."""

    def __init__(self, readers: Readers, gazetteers: Sequence[Path], tell: Tell) -> None:
        """Take readers as they are."""
        self._gazetteers, self._tell = gazetteers, tell
        self.read = readers.read

    def prepare(self) -> None:
        """Open the gazetteer here, to be called when there is something to read: the place list is then
        compiled once, and a malformed file is told of by its own name (InputError)."""
        self._tell("language model and gazetteer")
        open_gazetteer(self._gazetteers, self._tell)
