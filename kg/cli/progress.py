"""How far a build is, on stderr: a bar on a terminal, a few plain lines elsewhere, nothing when told so.

Comes in: calls of (stage, done, total, item); a total of 0 is an unknown one.  Must not: write to stdout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from kg.cli.options import note
from kg.cli.screen import console, plain

Report = Callable[[str, int, int, str], None]

_PLAIN_LINES = 4
"""Lines per stage where stderr is no terminal: enough for a log, few enough to read."""

_ITEM_WIDTH = 30
"""Characters of the item's end that fit beside stage, bar, count and clock at 80 columns."""


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Report]:
    """Yield the function that a build reports to."""
    screen = console(stderr=True)
    if quiet:
        yield _say_nothing
    elif screen.is_terminal:
        with _bar(screen) as bar:
            yield BarReport(bar)
    else:
        yield PlainReport()


def _bar(screen: object) -> Progress:
    columns = (
        TextColumn("{task.description:<9}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[count]:>7}", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.fields[item]}", markup=False, style="dim"),
    )
    return Progress(*columns, console=screen, transient=True)  # type: ignore[arg-type]


class BarReport:
    """One bar per stage; calling it moves the bar."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int, item: str) -> None:
        if stage not in self._tasks:
            self._end_others()
            self._tasks[stage] = self._bar.add_task(stage, total=total or None, count="", item="")
        count = f"{done}/{total}" if total else ""
        shown = "" if total and done >= total else ending(plain(item))
        self._bar.update(self._tasks[stage], completed=done, total=total or None, count=count, item=shown)

    def _end_others(self) -> None:
        """Fill the bars of earlier stages: a new one begins when they are done."""
        for task in self._bar.tasks:
            self._bar.update(task.id, total=task.total or 1, completed=task.total or 1, item="")


def ending(text: str) -> str:
    """Return the end of a text, as much as there is room for: the end of a path tells most."""
    return text if len(text) <= _ITEM_WIDTH else "…" + text[1 - _ITEM_WIDTH :]


class PlainReport:
    """Calling it prints a line when a stage begins, at every quarter of it, and when it ends."""

    def __init__(self) -> None:
        self._told: set[tuple[str, int]] = set()

    def __call__(self, stage: str, done: int, total: int, item: str) -> None:
        quarter = (stage, done * _PLAIN_LINES // max(total, 1))
        if quarter not in self._told:
            self._told.add(quarter)
            note(f"{stage} {done} of {total}" if total else f"{stage}: {plain(item)}")


def _say_nothing(stage: str, done: int, total: int, item: str) -> None:
    pass
