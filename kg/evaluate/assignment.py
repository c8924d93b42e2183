"""The best one-to-one pairing of two sides.

Comes in: a matrix of how alike each pair is.  Goes out: pairs with the largest sum.
Method: shortest augmenting paths with potentials (Jonker and Volgenant 1987), cubic in the smaller side.
Must not: depend on what is paired.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Matrix = Sequence[Sequence[float]]


def best_pairs(alike: Matrix) -> list[tuple[int, int]]:
    """Return (row, column) pairs, as many as the smaller side has, whose values have the largest sum."""
    if not alike or not alike[0]:
        return []
    if len(alike) > len(alike[0]):
        turned = list(zip(*alike, strict=True))
        return [(row, column) for column, row in best_pairs(turned)]
    search = _Search(alike)
    for row in range(len(alike)):
        search.place(row)
    return sorted((row, column) for column, row in search.row_of.items())


class _Search:
    """Rows placed one after the other; `row_of` tells which row a column has."""

    def __init__(self, alike: Matrix) -> None:
        self._alike = alike
        self._columns = range(len(alike[0]))
        self._row_price = [0.0] * len(alike)
        self._column_price = [0.0] * len(alike[0])
        self.row_of: dict[int, int] = {}

    def place(self, row: int) -> None:
        """Give a row a column; rows that were placed before may have to move on."""
        distance = dict.fromkeys(self._columns, math.inf)
        came_from: dict[int, int | None] = {}
        settled: list[int] = []
        column, at = None, row
        while True:
            self._reach(at, column, distance, came_from, settled)
            column = min((one for one in self._columns if one not in settled), key=distance.__getitem__)
            self._raise_prices(row, settled, distance, distance[column])
            settled.append(column)
            if column not in self.row_of:
                break
            at = self.row_of[column]
        self._move(row, column, came_from)

    def _reach(
        self,
        row: int,
        column: int | None,
        distance: dict[int, float],
        came_from: dict[int, int | None],
        settled: Sequence[int],
    ) -> None:
        """Note how far each free column is by way of a row, which has `column` so far."""
        for other in self._columns:
            cost = -self._alike[row][other] - self._row_price[row] - self._column_price[other]
            if other not in settled and cost < distance[other]:
                distance[other], came_from[other] = cost, column

    def _raise_prices(
        self, row: int, settled: Sequence[int], distance: dict[int, float], step: float
    ) -> None:
        """Make the nearest column free of cost, and keep all earlier pairs so."""
        self._row_price[row] += step
        for column in settled:
            self._row_price[self.row_of[column]] += step
            self._column_price[column] -= step
        for column in self._columns:
            if column not in settled:
                distance[column] -= step

    def _move(self, row: int, column: int, came_from: dict[int, int | None]) -> None:
        before = came_from[column]
        while before is not None:
            self.row_of[column] = self.row_of[before]
            column, before = before, came_from[before]
        self.row_of[column] = row
