"""What the text calls a person: the words of a role, and the organisation, country or person it serves.

Comes in: names with their drafts.  Goes out: roles on the drafts, with the affiliation in them.
Must not: make mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from spacy.tokens import Doc, Token

from kg.lexicon import table, words
from kg.mentions.drafts import Draft, DraftRole
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.role_ranges import Range, role_ranges
from kg.mentions.spots import Spot, char_span, crosses_lines
from kg.mentions.titles import gender_of, is_honorific, role_noun
from kg.model import EntityKind, MentionForm

_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET})
_PREFERENCE = {
    EntityKind.ORGANIZATION: 0,
    EntityKind.OUTLET: 0,
    EntityKind.FACILITY: 1,
    EntityKind.PLACE: 2,
    EntityKind.PERSON: 3,
}
"""Whom of several named in a role it is the role of; nobody is anything of an event."""

_MEMBER_PREPOSITIONS = frozenset({"of", "from"})
_ORIGIN = "from"
_FACING = frozenset({"on", "to", "about", "against", "under"})
"""Prepositions before a country that somebody deals with, but does not serve: "ambassador to Norway"."""

_OF_DIVISIONS = frozenset({"governor", "senator", "congressman", "congresswoman", "representative"})
"""Offices of first-order divisions: whoever holds one "from Georgia" is not from the country of that name."""

_HYPHENS = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a text in order, where each starts, and the tokens inside names of several words.

    Made once for all roles, so that a role in a long text takes no longer than one in a short text.
    """

    spots: tuple[Spot, ...]
    starts: tuple[int, ...]
    inside: frozenset[int]

    @classmethod
    def of(cls, spots: Iterable[Spot]) -> Self:
        found = tuple(sorted(spots, key=lambda spot: spot.start))
        long = (spot for spot in found if spot.end - spot.start > 1)
        inside = frozenset(index for spot in long for index in range(spot.start, spot.end))
        return cls(found, tuple(spot.start for spot in found), inside)

    def within(self, start: int, end: int) -> list[Spot]:
        """Return the names that lie in a range of tokens, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [spot for spot in self.spots[first:last] if spot.end <= end]

    def ending_at(self, index: int) -> Spot | None:
        """Return the name that ends right before a token."""
        place = bisect_left(self.starts, index) - 1
        return self.spots[place] if place >= 0 and self.spots[place].end == index else None


def add_roles(doc: Doc, belongs: Mapping[Spot, Draft], gazetteer: Gazetteer) -> None:
    """Add to each person's draft the roles that stand beside its names."""
    names = _Names.of(belongs)
    for spot in names.spots:
        if spot.kind is EntityKind.PERSON:
            draft = belongs[spot]
            for role in _roles(doc, spot, names, belongs):
                _add(draft, role)
                _learn(doc, draft, role, names, gazetteer)


def _roles(doc: Doc, spot: Spot, names: _Names, belongs: Mapping[Spot, Draft]) -> Iterator[DraftRole]:
    """Yield the roles beside one name; "founder and head of X" have X in common."""
    found = role_ranges(doc, spot, names.ending_at(spot.start))
    ranges = [one for one in found if not _names_another(doc, one, names)]
    owners = [_owner(doc, start, end, names) for start, end in ranges]
    member = _membership(doc, spot, names) if spot.name else None
    for index, (start, end) in enumerate(ranges):
        if is_honorific(doc[start:end].text):
            continue
        owner = owners[index] or _shared(doc, ranges, owners, index)
        if owner is None and end == spot.start and member and member.kind is EntityKind.PLACE:
            owner = member
        yield _role(doc, start, end, owner, belongs)
    if member and member.kind in _BODIES:
        yield _role(doc, spot.end, member.end, member, belongs)


def _names_another(doc: Doc, found: Range, names: _Names) -> bool:
    """Tell whether a range is the next one of a list: "the singer Ilse Brandt, the player Otto Lind"."""
    for spot in names.within(*found):
        before = doc[max(found[0], spot.start - 1)]
        if spot.kind is EntityKind.PERSON and before.i < spot.start and role_noun(before) is not None:
            return not any(token.pos_ == "ADP" for token in doc[found[0] : spot.start])
    return False


def _role(doc: Doc, start: int, end: int, owner: Spot | None, belongs: Mapping[Spot, Draft]) -> DraftRole:
    first, last = char_span(doc, start, end)
    role = DraftRole(doc[start:end].text, first, last, start, end)
    return replace(role, affiliation=owner.name, owner=belongs.get(owner)) if owner else role


def _shared(doc: Doc, ranges: Sequence[Range], owners: Sequence[Spot | None], index: int) -> Spot | None:
    """Return the owner of the next role if it is joined to a role that says nothing of its own."""
    start, end = ranges[index]
    if index + 1 >= len(ranges) or any(token.pos_ in ("ADP", "PROPN") for token in doc[start:end]):
        return None
    following, owner = ranges[index + 1][0], owners[index + 1]
    is_joined = 0 < following - end <= 2 and doc[end].pos_ == "CCONJ"
    return owner if is_joined and owner and _is_object(doc, owner) else None


def _membership(doc: Doc, spot: Spot, names: _Names) -> Spot | None:
    """Return the body or place that a name is followed by: "Ilse Brandt of the Dune Survey"."""
    index = spot.end
    if index + 1 >= len(doc) or doc[index].lower_ not in _MEMBER_PREPOSITIONS:
        return None
    if doc[index].head.i not in range(spot.start, spot.end):
        return None
    body = index + 2 if doc[index + 1].pos_ == "DET" else index + 1
    found = next((other for other in names.within(body, body + 12) if other.start == body), None)
    kinds = (*_BODIES, EntityKind.PLACE)
    is_body = found is not None and found.kind in kinds and not found.government
    return found if is_body and found and not crosses_lines(doc, spot.start, found.end - 1) else None


def _add(draft: Draft, role: DraftRole) -> None:
    """Keep the fuller of two roles that stand in one place, and one of those that say the same."""
    if any(role.text == other.text or other.covers(role) for other in draft.roles):
        return
    draft.roles = [other for other in draft.roles if not role.covers(other)]
    draft.roles.append(role)


def _learn(doc: Doc, draft: Draft, role: DraftRole, names: _Names, gazetteer: Gazetteer) -> None:
    """Take from a role the country, the noun that later descriptions use, and the gender."""
    start, end = role.tokens
    if doc[start].pos_ not in ("VERB", "ADP"):  # who leads a team on Russia need not come from there
        draft.country = draft.country or _country(doc, start, end, names.inside, gazetteer)
    for token in doc[start:end]:
        if (noun := role_noun(token)) is not None:
            draft.nouns.add(noun)
            draft.gender = draft.gender if draft.gender != "-" else gender_of(token.text)


# --------------------------------------------------------------------------------------- affiliations


def _owner(doc: Doc, start: int, end: int, names: _Names) -> Spot | None:
    """Return the organisation in a role: one after a preposition, else any; else the place; else the person
    that somebody speaks or works for ("Brandt's lawyer")."""
    held = [spot for spot in names.within(start, end) if _employs(doc, spot, start, end)]
    inside = [spot for spot in held if not _is_owner_of_one(doc, spot, held)]
    return min(
        inside,
        key=lambda spot: (_PREFERENCE[spot.kind], not _is_object(doc, spot), spot.start),
        default=None,
    )


def _is_owner_of_one(doc: Doc, spot: Spot, others: Sequence[Spot]) -> bool:
    """Tell whether a body's name is the possessive of another: "the ministry's Dune Survey" is the survey."""
    index = spot.end - 1 if doc[spot.end - 1].tag_ == "POS" else spot.end
    is_owner = spot.kind in _BODIES and index < len(doc) and doc[index].tag_ == "POS"
    return is_owner and any(other.start == index + 1 and other.kind in _BODIES for other in others)


def _employs(doc: Doc, spot: Spot, start: int, end: int) -> bool:
    if spot.kind is EntityKind.PLACE:
        if doc[spot.end].text in _HYPHENS:  # "a London-based lawyer"
            return False
        preposition = _preposition(doc, spot.start)
        is_origin = preposition == _ORIGIN and _is_anybody(doc, start, spot.start)
        return not is_origin and preposition not in _FACING
    if spot.kind is EntityKind.PERSON:
        return any(token.lower_ in words("attendant_nouns") for token in doc[spot.end : end])
    return spot.kind in _PREFERENCE


def _preposition(doc: Doc, start: int) -> str:
    """Return the preposition right before a name, over its article."""
    index = start - 2 if start > 1 and doc[start - 1].pos_ == "DET" else start - 1
    return doc[index].lower_ if index >= 0 and doc[index].pos_ == "ADP" else ""


def _is_anybody(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words before "from" name no office: "a boy from Arlen", but "a senator from Ohio"."""
    nouns = [noun for token in doc[start:end] if (noun := role_noun(token))]
    return all(noun in _anybody() for noun in nouns)


@cache
def _anybody() -> frozenset[str]:
    return frozenset(row["word"] for row in table("person_nouns") if row["generic"] == "yes")


def _is_object(doc: Doc, spot: Spot) -> bool:
    before = {token.pos_ for token in doc[max(spot.start - 2, 0) : spot.start]}
    return "ADP" in before


def add_unnamed_roles(
    doc: Doc, drafts: Iterable[Draft], belongs: Mapping[Spot, Draft], gazetteer: Gazetteer
) -> None:
    """Add to persons whom nobody names what an apposition tells: "the source, a member of the delegation"."""
    names = _Names.of(belongs)
    for draft in drafts:
        if draft.kind is EntityKind.PERSON and not draft.named and draft.listed:
            for role in _apposed(doc, draft, names, belongs):
                _add(draft, role)
                _learn(doc, draft, role, names, gazetteer)


def _apposed(doc: Doc, draft: Draft, names: _Names, belongs: Mapping[Spot, Draft]) -> list[DraftRole]:
    """Return the roles that stand after the nouns that describe somebody."""
    nouns = [doc[start:end].root.i for start, end, form in draft.extents if form is MentionForm.NOMINAL]
    spots = [Spot(noun, noun + 1, draft.kind) for noun in nouns if names.ending_at(noun + 1) is None]
    return [role for spot in spots for role in _roles(doc, spot, names, belongs) if role.first >= spot.end]


def tie_affiliations(doc: Doc, drafts: Iterable[Draft]) -> None:
    """Tie roles without a name in them to the body that they describe: "spokesman for the Danish army"."""
    listed = list(drafts)
    bodies = [
        (start, end, draft)
        for draft in listed
        if draft.kind in (*_BODIES, EntityKind.GROUP) and draft.listed
        for start, end, form in draft.extents
        if form is not MentionForm.PRONOUN
    ]
    for draft in listed:
        if any(_lacks_body(role) for role in draft.roles):
            draft.roles = [_with_body(doc, role, bodies) for role in draft.roles]


def _lacks_body(role: DraftRole) -> bool:
    return role.owner is None or role.owner.kind in (EntityKind.PLACE, EntityKind.PERSON)


def _with_body(doc: Doc, role: DraftRole, bodies: Sequence[tuple[int, int, Draft]]) -> DraftRole:
    start, end = role.tokens
    inside = [body for body in bodies if start <= body[0] and body[1] <= end]
    if not inside or not _lacks_body(role):
        return role
    first, last, body = max(inside, key=lambda found: (found[1] - found[0], -found[0]))
    while doc[first].pos_ == "DET":
        first += 1
    return replace(role, affiliation=doc[first:last].text, owner=body)


def _country(doc: Doc, start: int, end: int, inside: frozenset[int], gazetteer: Gazetteer) -> str | None:
    """Return the country that a role names, outside longer names ("New Jersey" is not Jersey)."""
    for width in (2, 1):
        for index in (i for i in range(start, end - width + 1) if i not in inside and not _is_listed(doc[i])):
            text = " ".join(token.text for token in doc[index : index + width])
            country = gazetteer.adjective_country(text) if text[0].isupper() else None
            if country and _preposition(doc, index) not in _FACING:
                return _of_division(doc, start, end, text, gazetteer) or country
    return None


def _is_listed(token: Token) -> bool:
    """Tell whether a country is one of several: "Norway and Iceland Fund" tells nothing of its head."""
    return token.pos_ == "PROPN" and any(other.pos_ == "PROPN" for other in token.conjuncts)


def _of_division(doc: Doc, start: int, end: int, name: str, gazetteer: Gazetteer) -> str | None:
    """Return the country of the division that a holder of an office comes from, None for other roles."""
    code = gazetteer.division_named(name) if gazetteer.country_named(name) else None
    is_office = any(role_noun(token) in _OF_DIVISIONS for token in doc[start:end])
    return code[:2] if code and is_office else None
