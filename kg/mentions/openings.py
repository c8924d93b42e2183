"""Drafts opened by noun phrases: a description of somebody, or something spoken of in passing.

Comes in: descriptions and passing phrases that take up nothing.  Goes out: new `Draft`s.
Must not: look for an antecedent (see `coreference`).
"""

from __future__ import annotations

from kg.mentions.drafts import Draft
from kg.mentions.passing import PassingPhrase
from kg.mentions.spots import Description
from kg.model import EntityKind


def draft_of(description: Description) -> Draft:
    """Open a draft for a description."""
    draft = Draft(
        description.kind,
        description.named,
        description.label,
        key=description.key,
        country=description.country,
        gender=description.gender,
        plural=description.plural,
        nouns={description.noun},
    )
    draft.describe(description)
    return draft


def draft_in_passing(phrase: PassingPhrase, owner: Draft | None) -> Draft:
    """Open a draft for something that is spoken of in passing; no graph lists it."""
    return Draft(
        phrase.kind or EntityKind.GROUP,
        False,
        phrase.noun,
        key=phrase.key,
        gender=phrase.gender,
        plural=phrase.plural,
        nouns={phrase.noun},
        words=phrase.modifiers,
        owner=owner,
        listed=False,
        sort=phrase.sort,
    )
