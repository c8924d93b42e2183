"""Options that several commands share, and the JSON that all of them print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.config import DEFAULT_EXPORTS, DEFAULT_STORE, Settings
from kg.model import Act
from kg.query.acts import ALL_ACTS, SET_ASIDE

if TYPE_CHECKING:
    from kg.decisions.records import Conflict
    from kg.query.service.place import Wanted

Function = TypeVar("Function", bound=Callable[..., Any])

WISH = " ".join(f"--act {act}" for act in SET_ASIDE)
"""What a person adds to see intentions and deeds."""

STDIO = "-"
"""Stands for stdin where something is read and for stdout where something is written."""


def store_option(command: Function) -> Function:
    """Add --store."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        default=DEFAULT_STORE,
        envvar="KG_STORE",
        show_default=True,
        show_envvar=True,
        metavar="FOLDER",
        help="The store to use.",
    )(command)


def json_option(command: Function) -> Function:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def timeout_option(seconds: int) -> Callable[[Function], Function]:
    """Add --timeout with its default in seconds."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help="Stop a query that runs longer.",
    )


def decisions_option(command: Function) -> Function:
    """Add --decisions."""
    return click.option(
        "--decisions",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="KG_DECISIONS",
        show_envvar=True,
        metavar="FILE",
        help="The log of decisions. [default: the store's, FOLDER.decisions.jsonl beside it]",
    )(command)


def graph_options(command: Function) -> Function:
    """Add --graph and the two addresses that go with it."""
    named = (
        ("--graph", "URL|local", "SPARQL service that keeps the graph; remembered."),
        ("--graph-update", "URL", "Where it takes updates, if it cannot be guessed."),
        ("--graph-crud", "URL", "Where it takes graphs, if it cannot be guessed."),
    )
    for name, what, words in reversed(named):
        command = click.option(name, metavar=what, help=words)(command)
    return command


def wanted_graph(graph: str | None, update: str | None, crud: str | None) -> Wanted:
    """Return where the graph is to lie by these options; None where nothing was said."""
    from kg.query.service.place import LOCAL, wanted_place

    if graph in (None, LOCAL) and (update or crud):
        raise click.UsageError("--graph-update and --graph-crud go with --graph URL.")
    return wanted_place(graph, update, crud)


def act_option(command: Function) -> Function:
    """Add --act."""
    return click.option(
        "--act",
        multiple=True,
        type=click.Choice([*(act.value for act in Act), ALL_ACTS]),
        help="What the source did; repeatable. [default: speech and thought]",
    )(command)


def weights_option(command: Function) -> Function:
    """Add --weights."""
    return click.option(
        "--weights",
        default=Settings().weights,
        show_default=True,
        metavar="shipped|rules|FILE",
        help="What decides which words credit somebody.",
    )(command)


def pages_option(command: Function) -> Function:
    """Add --out for the folder of the pages."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=DEFAULT_EXPORTS,
        show_default=True,
        metavar="FOLDER",
        help="Where the pages go.",
    )(command)


def print_json(value: object) -> None:
    """Print a record, or a sequence of them, as indented JSON: its fields in the order of the dataclass."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def note_set_aside(left_out: str, how: str = "hidden", command: str = "") -> None:
    """Tell how many intentions and deeds a listing leaves out, and how to see them; nothing if none."""
    if left_out:
        note(f"{left_out} {how}; {command}{WISH} shows them.")


def note_retracted(number: int, command: str = "", whose: str = "") -> None:
    """Tell how many retracted claims a listing leaves out, and how to see them; nothing if none."""
    if number:
        claims = "1 retracted claim" if number == 1 else f"{number:,} retracted claims"
        note(f"{claims} {whose}left out; {command}--retracted shows {'it' if number == 1 else 'them'}.")


def note_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Tell which decisions contradict one another, and which find nothing to change."""
    from kg.cli.screen import plain

    for conflict in conflicts:
        what = "conflict" if len(conflict.decisions) > 1 else "no effect"
        note(f"{what}: {plain(conflict.reason)}")


def note(message: str) -> None:
    """Tell something that is not data."""
    click.echo(f"kg: {message}", err=True)
