"""Does a description or a pronoun fit what was named before?

Comes in: a description or pronoun and a draft.  Goes out: yes or no, or the label of a member of a group.
Must not: choose between drafts that fit.
"""

from __future__ import annotations

from kg.mentions.drafts import Draft
from kg.mentions.nouns import plurals
from kg.mentions.passing import PassingPhrase
from kg.mentions.pronouns import Pronoun
from kg.mentions.spots import Description, place_level
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


_COUNTRY_NOUNS = frozenset({"country", "nation"})


def is_plain(description: Description) -> bool:
    """Tell whether the words say nothing but the noun ("another official")."""
    return description.label.casefold() in (description.noun, description.label.split()[-1].casefold())


def member_label(group: Draft, description: Description) -> str:
    """Return the group's label with the number or determiner that picks some, in the singular for one."""
    if description.plural:
        return " ".join(filter(None, (description.count, group.label)))
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


def is_of(draft: Draft, owner: Draft) -> bool:
    """Tell whether somebody has a role that serves another one: "Brandt's lawyer"."""
    return any(role.owner is owner for role in draft.roles)


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
    return noun in draft.nouns or any(noun in _head_words(name) for name in draft.names)


def _head_words(name: str) -> list[str]:
    """Return the words of a name without its complement: nobody calls the Institute for War "the war"."""
    words = name.casefold().split()
    cut = next((index for index, word in enumerate(words) if index and word in ("of", "for")), len(words))
    return words[:cut]


def agrees(pronoun: Pronoun, draft: Draft) -> bool:
    """Tell whether gender, number and kind of a pronoun fit a draft."""
    if pronoun.gender in ("m", "f"):
        return draft.kind is EntityKind.PERSON and draft.gender in ("-", pronoun.gender)
    if draft.sort != "actor":
        same = draft.plural == (pronoun.number == "pl")
        return same and draft.sort == "thing" and not pronoun.is_source
    if pronoun.number == "pl":
        return draft.kind is EntityKind.GROUP or draft.kind in ACTORS or is_somebody(draft)
    return draft.kind in ACTORS or draft.kind is EntityKind.PLACE


def is_somebody(draft: Draft) -> bool:
    """Tell whether "they" may be one person: one whose gender the text keeps to itself ("one official")."""
    return draft.kind is EntityKind.PERSON and not draft.named and draft.gender == "-"


def repeats(phrase: PassingPhrase, owner: Draft | None, draft: Draft) -> bool:
    """Tell whether a phrase with the same noun takes up a draft.

    A definite phrase does if it says nothing new: "the red flag" takes up "a flag", "the flag" any flag last
    spoken of.  A phrase with a possessor does if the possessor is the same."""
    if phrase.key or (draft.key and not draft.listed):
        return phrase.key == draft.key
    if phrase.noun not in draft.nouns or phrase.plural != draft.plural:
        return phrase.definite and (_is_part_of_name(phrase, draft) or _is_place_noun(phrase, draft))
    if phrase.owner is not None and (owner is None or draft.owner is not owner):
        return False
    known = draft.words | set(draft.label.casefold().split())
    return phrase.definite and phrase.modifiers <= known


def _is_part_of_name(phrase: PassingPhrase, draft: Draft) -> bool:
    """Tell whether a bare noun is a word of an organisation's name: "the fund" for the Arlen Fund."""
    is_bare = not phrase.modifiers and phrase.owner is None and not phrase.plural
    return is_bare and draft.named and draft.kind in ACTORS and is_called(phrase.noun, draft)


def _is_place_noun(phrase: PassingPhrase, draft: Draft) -> bool:
    """Tell whether a bare noun is the sort of a place: "the country", "the town"."""
    if phrase.modifiers or phrase.owner is not None or phrase.plural or draft.kind is not EntityKind.PLACE:
        return False
    if phrase.noun in _COUNTRY_NOUNS:
        return draft.is_country
    return draft.level != "" and draft.level == place_level(phrase.noun)
