"""Finds the files of `ontology/`: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import StoreError


def ontology_file(name: str) -> Traversable:
    """Return a file of the ontology folder; StoreError if the installation lacks it."""
    package = files("kg")
    for folder in (package.joinpath("ontology"), package.joinpath("..", "ontology")):
        found = folder.joinpath(name)
        if found.is_file():
            return found
    raise StoreError(f"ontology file {name} is missing; install claimgraph again")


def read_ontology(name: str) -> str:
    """Return the text of a file of the ontology folder."""
    return ontology_file(name).read_text(encoding="utf-8")
