"""Commands that are imported when somebody asks for them.

Comes in: names, and the module that holds each.  Goes out: what click takes for a group's commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click


class LazyCommands(MutableMapping[str, click.Command]):
    """Commands by name, in the order given; the module of each holds it under its name."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Take the names of commands and of their modules."""
        self._modules = dict(modules)
        self._given: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """Return a command; KeyError for a name that none has."""
        if name in self._given:
            return self._given[name]
        found = getattr(import_module(self._modules[name]), name)
        assert isinstance(found, click.Command)
        return found

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Add a command that is at hand, as `click.Group.add_command` does."""
        self._given[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command out."""
        if self._given.pop(name, None) is None:
            del self._modules[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter({**self._modules, **self._given})

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len({**self._modules, **self._given})
