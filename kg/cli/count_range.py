"""How many articles, publishers or origins a claim's group has: "2", "2+", "2-4".

Comes in: what a person typed.  Goes out: least and most.
"""

from __future__ import annotations

import re

import click

_RANGE = re.compile(r"(?P<least>[0-9]{1,9})(?:(?P<open>\+)|-(?P<most>[0-9]{1,9}))?")


class CountRange(click.ParamType[tuple[int, int | None]]):
    """N, N+ or N-M, from 1 on, both ends counted."""

    name = "N|N+|N-M"

    def convert(
        self, value: str | tuple[int, int | None], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int | None]:
        """Return least and most; None is no upper end."""
        if isinstance(value, tuple):
            return value
        found = _RANGE.fullmatch(value.strip())
        if found is None:
            self.fail(f"{value!r} is no number of them: write 2, 2+ (two or more) or 2-4.", param, ctx)
        least = int(found["least"])
        most = None if found["open"] else int(found["most"] or least)
        if least < 1:
            self.fail(f"{value!r}: every claim has at least 1.", param, ctx)
        if most is not None and most < least:
            self.fail(f"{value!r} runs downwards: the smaller number comes first.", param, ctx)
        return least, most


COUNT_RANGE = CountRange()
