"""Roles, and whom an actor belongs to, as a person reads them in a terminal.

Comes in: an entity.  Goes out: one line for each role or body, with dates and articles.
Must not: ask the store; what articles call one another differently stays two lines.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from kg.cli.screen import console, counted, joined, plain
from kg.model import is_membership
from kg.query.names import name_key
from kg.query.results import BodyView, EntityView, RoleView

SHOWN = 10
"""Roles and bodies under each heading, those that most articles give; `kg query roles` lists all roles."""

MARGIN = 14
"""Columns that the names of fields take up, the longest being "belongs to"."""

_GAP = "  "

Line = Text | str


@dataclass(frozen=True, slots=True)
class _Told:
    """What several articles tell alike: in words, with the dates (sorted) of `articles` articles."""

    words: str
    dates: tuple[str, ...]
    articles: int


def role_rows(entity: EntityView) -> list[tuple[str, Line]]:
    """Return one row for each role: its words, from when to when, and in how many articles."""
    if not entity.role_entries:
        return [("role", joined(entity.roles, "; "))]
    by_words: dict[str, list[RoleView]] = {}
    for role in entity.role_entries:
        if is_membership(role.text):
            continue
        by_words.setdefault(name_key(role.text), []).append(role)
    told = (_told(_usual(one.text for one in roles), roles) for roles in by_words.values())
    return list(_rows("role", tuple(told), f"kg query roles --bind {shlex.quote(f'name={entity.label}')}"))


def body_rows(entity: EntityView) -> list[tuple[str, Line]]:
    """Return one row for each organisation or country that an actor holds a role for or belongs to."""
    bodies = tuple(_bodies(entity))
    if not bodies:
        return [("belongs to", joined(entity.affiliations, "; "))]
    return list(_rows("belongs to", bodies, f"kg who {entity.id} --json"))


def date_range(dates: Sequence[str]) -> str:
    """Return the first and the last of sorted dates; empty if there is none.

    >>> date_range(["2024-12-27", "2024-12-28"]), date_range(["2025", "2025"]), date_range([])
    ('2024-12-27 to 2024-12-28', '2025', '')
    """
    return " to ".join(dict.fromkeys((*dates[:1], *dates[-1:])))


def _bodies(entity: EntityView) -> Iterator[_Told]:
    """Yield the bodies that are entities, with their ids, then names that no article resolves."""
    found: dict[str, list[RoleView | BodyView]] = {}
    names: dict[str, list[RoleView]] = {}
    labels: dict[str, str] = {}
    for body in entity.belongs_to:
        labels[body.entity] = body.label
        found.setdefault(body.entity, []).append(body)
    for role in entity.role_entries:
        if role.affiliation_entity:
            labels[role.affiliation_entity] = role.affiliation_label or role.affiliation or ""
            found.setdefault(role.affiliation_entity, []).append(role)
        elif role.affiliation:
            names.setdefault(name_key(role.affiliation), []).append(role)
    yield from (_told(f"{labels[body]} ({body})", views) for body, views in found.items())
    yield from _names_left(names, entity)


def _names_left(names: Mapping[str, list[RoleView]], entity: EntityView) -> Iterator[_Told]:
    """Yield the names that stand for no entity in any article."""
    known = {one.affiliation for one in entity.role_entries if one.affiliation and one.affiliation_entity}
    resolved = {name_key(name) for name in known}
    for name, roles in names.items():
        if name not in resolved:
            yield _told(_usual(one.affiliation or "" for one in roles), roles)


def _told(words: str, views: Sequence[RoleView | BodyView]) -> _Told:
    dates = tuple(sorted(view.as_of for view in views if view.as_of))
    return _Told(words, dates, len({view.document_id for view in views}))


def _usual(forms: Iterable[str]) -> str:
    """Return the form met most often, of equals the first."""
    return Counter(forms).most_common(1)[0][0]


def _rows(name: str, told: Sequence[_Told], more: str) -> Iterator[tuple[str, Line]]:
    """Yield those that most articles tell, in the order of their dates, undated ones last."""
    chosen = sorted(told, key=lambda one: -one.articles)[:SHOWN]
    chosen.sort(key=lambda one: (not one.dates, one.dates[:1], one.dates[-1:], one.words))
    for number, one in enumerate(chosen):
        when = joined((date_range(one.dates), counted(one.articles, "article")), ", ")
        yield "" if number else name, _line(plain(one.words), when)
    if len(told) > SHOWN:
        yield "", plain(f"and {len(told) - SHOWN} more: {more}")


def _line(words: str, when: str) -> Text:
    """Return the words and when; on a line of its own where both have no room beside one another."""
    fits = cell_len(words) + len(_GAP) + len(when) <= console().width - MARGIN
    return Text.assemble(words, (f"{_GAP if fits else chr(10)}{when}", "dim"))
