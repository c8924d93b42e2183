"""Filters of `claims` -> the conditions of one SQL statement.

Comes in: what a person asks for, names already turned into entity ids.  Goes out: SQL and its values.
Must not: read the store.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from enum import StrEnum
from typing import TypedDict

from kg.errors import InputError
from kg.model import Style

_MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"

DATE = "|".join(
    (
        f"[0-9]{{4}}|{_MONTH}",
        f"{_MONTH}-(0[1-9]|1[0-9]|2[0-8])",
        "[0-9]{4}-(0[13-9]|1[0-2])-(29|30)",
        "[0-9]{4}-(0[13578]|1[02])-31",
        f"{_LEAP_YEAR}-02-29",
    )
)
"""YYYY, YYYY-MM or YYYY-MM-DD of a day that the calendar has, as a pattern that any dialect reads."""

_ANY_DAY = re.compile(f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])")

_DOCUMENT = "{document}"
"""Stands in a condition for the number of an article."""

Range = tuple[int, int | None]
"""Least and most of a count, both inclusive; None: no upper end."""


class ClaimFilters(TypedDict, total=False):
    """What claims can be asked for.  Names are names or ids; None asks for nothing."""

    by: str | None
    """Who said it."""
    via: str | None
    """Who passed it on: the publisher, or a carrier that the article names."""
    about: str | None
    place: str | None
    since: str | None
    """YYYY, YYYY-MM or YYYY-MM-DD, compared with the date of the statement, else of publication."""
    until: str | None
    certainty: str | None
    style: str | None
    document: str | None
    """Id, path, file name or URL of an article."""
    act: str | Sequence[str] | None
    """One of speech, thought, intention and deed, several of them, or "all"; speech (own voice is speech) and
    thought if nothing is asked for."""
    own_voice: bool | None
    retracted: bool | None
    """What was retracted is left out; None shows it in its place, True shows nothing else."""
    articles: Range | None
    """Least and most of a count of its group, as `publishers` and `origins`."""
    publishers: Range | None
    origins: Range | None


class Conditions:
    """Conditions on the table `claim`, joined with "and"; `document` is another table of the statement."""

    def __init__(self) -> None:
        """Start without any: every claim passes."""
        self._terms: list[str] = []
        self.values: list[object] = []
        self.entities: list[Sequence[str]] = []
        """Claims are linked to one of each of these."""

    def where(self, document: str = "document.number") -> str:
        """Return the WHERE clause, empty when every claim passes; `document` tells articles apart."""
        if not self._terms:
            return ""
        return f"WHERE {' AND '.join(self._terms)}".replace(_DOCUMENT, document)

    def linked(self, entities: Sequence[str] | None, relations: Sequence[str]) -> None:
        """Keep claims that one of the entities is linked to by one of the relations; None keeps all."""
        if entities is None:
            return
        marks = (", ".join("?" * len(entities)), ", ".join("?" * len(relations)))
        met = "SELECT document FROM document_entity WHERE entity IN ({})"
        term = "SELECT claim FROM claim_entity WHERE entity IN ({}) AND relation IN ({})"
        self._add(f"{_DOCUMENT} IN ({met.format(marks[0])})", *entities)
        self._add(f"claim.number IN ({term.format(*marks)})", *entities, *relations)
        self.entities.append(entities)

    def equal(self, column: str, value: str | None, allowed: type[StrEnum] | None = None) -> None:
        """Keep claims whose column has the value; InputError for a value that no claim can have."""
        if value is None:
            return
        if allowed and value not in list(allowed):
            raise InputError(f"{column} is one of {', '.join(allowed)}, not {value!r}")
        self._add(f"claim.{column} = ?", value)

    def within(self, document: str | None) -> None:
        """Keep claims of the article with this id."""
        if document is not None:
            self._add("document.id = ?", document)

    def since(self, date: str | None) -> None:
        """Keep claims that can have been stated on the date or later."""
        if date is not None:
            self._add("claim.latest >= ?", checked_date(date, "since"))

    def until(self, date: str | None) -> None:
        """Keep claims that can have been stated on the date or earlier; a month or year counts whole."""
        if date is not None:
            self._add("claim.earliest <= ?", checked_date(date, "until") + "-12-31"[len(date) - 4 :])

    def among(self, column: str, values: Sequence[str]) -> None:
        """Keep claims whose column has one of the values."""
        self._add(f"claim.{column} IN ({', '.join('?' * len(values))})", *values)

    def own_voice(self, wanted: bool | None) -> None:
        """Keep only, or leave out, what articles state in their own voice."""
        if wanted is not None:
            self._add(f"claim.style {'=' if wanted else '!='} ?", Style.OWN_VOICE.value)

    def counted(self, column: str, wanted: Range | None) -> None:
        """Keep claims of whose group a count (articles, publishers, origins) lies in the range; None keeps
        all."""
        if wanted is None:
            return
        least, most = wanted
        term = f"claim.in_group IN (SELECT id FROM claim_group WHERE {column} >= ?"  # noqa: S608 # constants
        if most is None:
            self._add(f"{term})", least)
        else:
            self._add(f"{term} AND {column} <= ?)", least, most)

    def retracted(self, wanted: bool | None) -> None:
        """Leave out what was retracted (False), keep nothing else (True), or keep both (None)."""
        if wanted is not None:
            self._add("claim.status = ?", "retracted" if wanted else "current")

    def _add(self, term: str, *values: object) -> None:
        self._terms.append(term)
        self.values.extend(values)


def checked_date(date: str, option: str) -> str:
    """Return the date if it is YYYY, YYYY-MM or YYYY-MM-DD of the calendar; InputError otherwise."""
    if re.fullmatch(DATE, date):
        return date
    if _ANY_DAY.fullmatch(date):
        days = monthrange(int(date[:4]), int(date[5:7]))[1]
        raise InputError(f"{option} takes a day that there is, not {date!r}: {date[:7]} has {days} days")
    raise InputError(f"{option} takes a date as YYYY, YYYY-MM or YYYY-MM-DD, not {date!r}")
