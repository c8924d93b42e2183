"""Does a description or a pronoun fit what was named before?

Comes in: a description or pronoun and a draft.  Goes out: yes or no, or the label of a member of a group.
Must not: choose between drafts that fit.
"""

from __future__ import annotations

from kg.mentions.drafts import Draft
from kg.mentions.nouns import plurals
from kg.mentions.pronouns import Pronoun
from kg.mentions.spots import Description
from kg.model import EntityKind

ACTORS = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET})
_BODY_NOUNS = frozenset({"company", "firm", "organization", "organisation", "agency", "group"})
_MEDIA_NOUNS = frozenset(
    {
        "agency",
        "outlet",
        "newspaper",
        "paper",
        "daily",
        "weekly",
        "magazine",
        "broadcaster",
        "channel",
        "network",
    }
)


def is_plain(description: Description) -> bool:
    """Tell whether the words say nothing but the noun ("another official")."""
    return description.label.casefold() in (description.noun, description.label.split()[-1].casefold())


def member_label(group: Draft, description: Description) -> str:
    """Return the group's label, in the singular for one member."""
    if description.plural:
        return group.label
    forms = plurals(description.noun)
    return " ".join(description.noun if word in forms else word for word in group.label.split())


def can_hold(draft: Draft, description: Description) -> bool:
    """Tell whether a draft is a group that the described one may be picked from."""
    same_noun = description.noun in draft.nouns and draft.plural and draft.kind is EntityKind.GROUP
    return same_noun and draft.member_of is None and description.country in (None, draft.country)


def holds(draft: Draft, description: Description) -> bool:
    """Tell whether a person has the role that a description names, for the same country if it names one."""
    same = description.noun in draft.nouns and draft.kind is EntityKind.PERSON
    return same and description.country in (None, draft.country)


def is_called_so(draft: Draft, description: Description) -> bool:
    """Tell whether one of the roles has all the words of a description."""
    wanted = set(description.label.casefold().split())
    return any(wanted <= set(role.text.casefold().split()) for role in draft.roles)


def takes_up(description: Description, draft: Draft) -> bool:
    """Tell whether a bare definite phrase can point to a draft."""
    if description.sort in ("organization", "body"):
        return draft.named and draft.kind in ACTORS and is_such(description.noun, draft)
    if description.sort in ("group", "unknown", "document"):
        return description.noun in draft.nouns
    if draft.plural != description.plural or draft.kind not in (EntityKind.PERSON, EntityKind.GROUP):
        return False
    return description.noun in draft.nouns or (draft.named and gendered(description, draft))


def gendered(description: Description, draft: Draft) -> bool:
    """ "The man" and "the woman" take up the last person of that gender."""
    return (
        description.gender in ("m", "f")
        and description.noun in ("man", "woman")
        and (draft.gender == description.gender and draft.kind is EntityKind.PERSON)
    )


def is_such(noun: str, draft: Draft) -> bool:
    """Tell whether "the agency", "the party" can take up an outlet or organisation."""
    if draft.kind is EntityKind.OUTLET:
        return is_called(noun, draft)
    return is_called(noun, draft) or (noun in _BODY_NOUNS and not draft.government)


def is_called(noun: str, draft: Draft) -> bool:
    """Tell whether a noun says what a draft is by name: "the agency" an outlet, "the party" the Red Party."""
    if draft.kind is EntityKind.OUTLET and noun in _MEDIA_NOUNS:
        return True
    return noun in draft.nouns or any(noun in name.casefold().split() for name in draft.names)


def agrees(pronoun: Pronoun, draft: Draft) -> bool:
    """Tell whether gender, number and kind of a pronoun fit a draft."""
    if pronoun.gender in ("m", "f"):
        return draft.kind is EntityKind.PERSON and draft.gender in ("-", pronoun.gender)
    if pronoun.number == "pl":
        return draft.kind is EntityKind.GROUP or draft.kind in ACTORS or is_somebody(draft)
    return draft.kind in ACTORS or (draft.kind is EntityKind.PLACE and draft.country is not None)


def is_somebody(draft: Draft) -> bool:
    """Tell whether "they" may be one person: one whose gender the text keeps to itself ("one official")."""
    return draft.kind is EntityKind.PERSON and not draft.named and draft.gender == "-"
