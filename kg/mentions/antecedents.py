"""What a description takes up, and whose people it speaks of.

Comes in: a description, the history of the text up to it, the names of the whole text.  Goes out: a draft.
A definite description takes up the last one with the same noun; "another official" always opens a new one;
"one of the officials" is new and a member of those.  Must not: note what was met (see `coreference`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.lexicon.spelling import spelling_key
from kg.mentions.agreement import (
    ACTORS,
    can_hold,
    holds,
    is_called,
    is_called_so,
    is_of,
    is_plain,
    member_label,
    takes_up,
)
from kg.mentions.drafts import Draft
from kg.mentions.history import History
from kg.mentions.openings import draft_of
from kg.mentions.spots import Description, Spot, without_owner_mark
from kg.model import EntityKind


class Antecedents:
    """What descriptions can take up in one text."""

    def __init__(self, doc: Doc, history: History, named: Sequence[Draft]) -> None:
        """Look in `history`, and for roles among all who are `named` in the text."""
        self._doc = doc
        self._history = history
        self._named = named

    def of(self, description: Description) -> Draft | None:
        """Return the draft that a description takes up, None for something new."""
        if description.sort == "document" and description.owner:
            return self._owner(description.owner)
        if description.sort == "role" and description.owner:
            return next((draft for draft in self._named if description.owner.name in draft.names), None)
        if description.fresh or description.partitive:
            return None
        if description.sort == "person" and not description.plural and self._possessor(description):
            return self._somebodys(description)
        if description.definite and description.bare and not description.country:
            return self._last_like(description)
        if description.plural or description.sort in ("body", "group", "document", "organization", "unknown"):
            return self._history.with_key(description.key) or self._same_people(description)
        if not description.definite:
            return None
        return self._holder(description) or self._history.with_key(description.key)

    def _possessor(self, description: Description) -> Token | None:
        """Return the "his" of "his lawyer"."""
        lefts = self._doc[description.head].lefts
        return next((token for token in lefts if token.tag_ == "PRP$"), None)

    def _somebodys(self, description: Description) -> Draft | None:
        """Find whom "her lawyer" takes up: the lawyer of the same person, none but hers."""
        token = self._possessor(description)
        owner = self._history.headed_by(token.i) if token is not None else None
        if owner is None:
            return None
        fitting = (draft for draft in self._history.listed() if description.noun in draft.nouns)
        same = (draft for draft in fitting if draft.owner is owner or is_of(draft, owner))
        return next(same, None)

    def _holder(self, description: Description) -> Draft | None:
        """Find the one person whom the text gives that role ("the Danish minister", "the Ohio senator")."""
        fitting = [draft for draft in self._named if holds(draft, description)]
        of_place = description.owner is not None and description.owner.kind is EntityKind.PLACE
        if len(fitting) != 1 or not of_place:
            fitting = [draft for draft in fitting if is_called_so(draft, description)]
        return fitting[0] if len(fitting) == 1 and not description.plural else None

    def _owner(self, owner: Spot) -> Draft | None:
        """ "A Bloomberg report" speaks for Bloomberg."""
        spoken = next((draft for draft in self._history.listed() if owner.name in draft.names), None)
        return spoken if spoken is not None and spoken.kind in ACTORS else None

    def _last_like(self, description: Description) -> Draft | None:
        """Find what "the official", "the officials" or "the agency" takes up."""
        if description.sort == "person" and description.plural and (group := self._group_of(description)):
            return group
        fitting = [draft for draft in self._history.listed() if takes_up(description, draft)]
        called_so = (draft for draft in fitting if is_called(description.noun, draft))
        return next(called_so, fitting[0] if fitting else None)

    def open(self, description: Description) -> Draft:
        """Open a draft for a description, with what ties it to others."""
        draft = draft_of(description)
        if (possessor := self._possessor(description)) is not None:
            draft.owner = self._history.headed_by(possessor.i)
        self._adopt_group(draft, description)
        self._adopt_body(draft, description)
        return draft

    def _adopt_group(self, draft: Draft, description: Description) -> None:
        """Say of one picked from a group whose it is: "one of the officials" are US officials too."""
        if description.sort != "person" or not (description.fresh or description.partitive):
            return
        group = self._group_of(description)
        if group is None:
            return
        draft.member_of = group
        if draft.country in (None, group.country) and (is_plain(description) or description.key == group.key):
            draft.country = group.country
            draft.label = member_label(group, description)

    def _same_people(self, description: Description) -> Draft | None:
        """Find those of the same body: "Dune Survey officials" after "DS officials"."""
        body = self._body_of(description)
        if body is None or not description.plural:
            return None
        noun = description.label.split()[-1]
        plain = {spelling_key(f"{name} {noun}") for name in (body.label, *body.names)}
        same = (
            draft
            for draft in self._history.listed()
            if draft.belongs_to is body and spelling_key(without_owner_mark(draft.label)) in plain
        )
        is_plain_too = spelling_key(without_owner_mark(description.label)) in plain
        return next(same, None) if is_plain_too else None

    def _adopt_body(self, draft: Draft, description: Description) -> None:
        """Say of people whose they are: "Dune Survey officials" belong to the Dune Survey."""
        if description.sort in ("person", "group"):
            draft.belongs_to = self._body_of(description)

    def _body_of(self, description: Description) -> Draft | None:
        owner = description.owner
        body = self._history.around(owner.start) if owner is not None else None
        return body if body is not None and body.kind in ACTORS and not body.government else None

    def _group_of(self, description: Description) -> Draft | None:
        body = self._body_of(description)
        fitting = (
            draft
            for draft in self._history.listed()
            if can_hold(draft, description) and body in (None, draft.belongs_to)
        )
        return max(fitting, key=self._history.weight, default=None)
