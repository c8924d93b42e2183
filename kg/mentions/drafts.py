"""Referents in the making: what is known so far about one thing that a document speaks of.

Comes in: spots.  Goes out: `Draft`s, which `clusters` makes, coreference adds to and `referents` freezes.
Drafts are the only mutable records of this package and never leave it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.mentions.spots import Description, Spot
from kg.model import EntityKind, Link, MentionForm, Span

Extent = tuple[int, int, MentionForm]


@dataclass(frozen=True, slots=True)
class DraftRole:
    """A role at characters `start:end`, tokens `first:last`; `owner` is the draft of its affiliation."""

    text: str
    start: int
    end: int
    first: int
    last: int
    affiliation: str | None = None
    owner: Draft | None = None

    @property
    def tokens(self) -> Span:
        """Return the range of its tokens."""
        return self.first, self.last

    def covers(self, other: DraftRole) -> bool:
        """Tell whether another role lies inside this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(slots=True, eq=False)
class Draft:
    """What is known so far about one referent; `extents` are token ranges with their form, `labels` and
    `forms` what its descriptions call it, with their owners."""

    kind: EntityKind
    named: bool
    label: str
    extents: list[Extent] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: list[DraftRole] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    country: str | None = None
    gender: str = "-"
    plural: bool = False
    key: str = ""
    level: str = ""
    government: bool = False
    member_of: Draft | None = None
    belongs_to: Draft | None = None
    link: Link | None = None
    unlinked: str = ""
    ranges: set[tuple[int, int]] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    owner: Draft | None = None
    listed: bool = True
    sort: str = "actor"
    labels: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    @property
    def is_country(self) -> bool:
        """Tell whether the draft is a country: those are put together by their code."""
        return self.kind is EntityKind.PLACE and len(self.key) == 2 and self.key.isupper()

    def add(self, start: int, end: int, form: MentionForm) -> None:
        """Add a mention at a token range."""
        if (start, end) not in self.ranges:
            self.ranges.add((start, end))
            self.extents.append((start, end, form))

    def describe(self, description: Description) -> None:
        """Add a mention by description."""
        self.add(description.start, description.end, MentionForm.NOMINAL)
        if description.alike and description.key == self.key:
            self.nouns.add(description.noun)
            self.labels.append(description.label)
            self.label = Counter(self.labels).most_common(1)[0][0]
        if description.form and description.key == self.key:
            self.forms.append(description.form)

    def add_name(self, spot: Spot) -> None:
        """Add a mention by name."""
        self.add(spot.start, spot.end, spot.form)
        if spot.form is MentionForm.NAME:
            self.names.append(spot.name)
        if spot.article:
            self.names.append(f"The {spot.name}")
        self.country = self.country or spot.country
        self.level = self.level or spot.level
