"""The features that two would-be entities are compared by: one readable table.

Comes in: nothing.  Goes out: the table.  The weights of the features that hold, each times how far it
holds, add up with `BIAS` to the log-odds that the two are one: positive ones speak for it, negative ones
against it.  They were set by hand from what they say (two equal full names and nothing else: .95; a surname
and nothing else: .5) and checked on articles of GUM and PolNeAR; see docs/RESOLUTION.md.  Must not: know
one feature's outcome in another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.resolve.observations import (
    Observed,
    Pair,
    general_in_other_country,
    general_name,
    generation,
    left_unlinked,
    middle_names,
    named,
    only_bearer,
    other_country,
    other_country_and_roles,
    other_field,
    other_fit,
    other_gender,
    other_long_form,
    outlet_as_body,
    same_affiliation,
    same_company,
    same_country,
    same_role,
    seldom,
    side_by_side,
    telling_words,
    well_known,
)

BIAS = -5.0
"""Log-odds of two would-be entities that share a block and nothing else."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the table: `reads` says what it looks at, `observe` returns how far it holds and why."""

    name: str
    weight: float
    reads: str
    observe: Callable[[Pair], Observed | None]


FEATURES: tuple[Feature, ...] = (
    # names of persons; of all relations of names the closest alone counts
    Feature("same full name", 8.0, "all words of both names", named("same full name")),
    Feature("middle name left out", 7.6, "first and last word", named("middle name left out")),
    Feature("other spelling", 7.4, "words by sound, particles aside", named("other spelling")),
    Feature("other word order", 7.2, "the words turned round", named("other word order")),
    Feature("other given form", 6.8, "lexicon given_name_forms", named("other form of the given name")),
    Feature("initial", 6.2, "initial and surname", named("initial")),
    Feature("similar name", 6.2, "words by their consonants", named("similar name")),
    Feature("part of a longer name", 5.5, "words of one in the other", named("part of a longer name")),
    Feature("surname", 5.0, "a short name, the end of a full one", named("surname")),
    Feature("beginning of a name", 4.3, "a short name, the first word", named("beginning of a name")),
    Feature("middle of a name", 4.3, "a short name, a word between", named("middle of a name")),
    Feature("given name begins alike", 3.2, "two letters, surname", named("given name begins alike")),
    Feature("same short name", 4.0, "the only word of both names", named("same short name")),
    # names of all else
    Feature("same name", 8.0, "any name of both", named("same name")),
    Feature("other legal form", 7.4, "names without Inc., Ltd.", named("other legal form")),
    Feature("same words", 7.2, "words in any order, small ones aside", named("same words")),
    Feature("near spelling", 6.8, "words by sound", named("near spelling")),
    Feature("acronym", 6.6, "initials of the longer name", named("acronym")),
    Feature("country left out", 5.9, "words for countries", named("country left out")),
    Feature("same name, other kind", 5.5, "names and kinds", named("same name in another kind")),
    Feature("same short form", 5.2, "a short form of a longer name", named("same short form")),
    Feature("part of a body's name", 4.2, "words of one in the other", named("part of the name of a body")),
    # what else speaks for it
    Feature("outlet as organisation", 2.5, "kinds", outlet_as_body),
    Feature("shared company", 1.6, "other names in the articles", same_company),
    Feature("same affiliation", 1.5, "bodies and countries in roles", same_affiliation),
    Feature("same role", 1.2, "nouns of roles", same_role),
    Feature("seldom of that kind", 1.2, "kinds and how often", seldom),
    Feature("well known", 1.0, "how many articles name them", well_known),
    Feature("only bearer", 0.8, "all other full names", only_bearer),
    Feature("same country", 0.5, "countries", same_country),
    # contradicting qualifiers
    Feature("other country", -1.0, "countries", other_country),
    Feature("other field", -2.3, "lexicon role_fields", other_field),
    Feature("left unlinked", -2.2, "links of places", left_unlinked),
    Feature("generation on one side", -2.6, "Jr., Sr., II", generation("one")),
    Feature("side by side", -3.0, "articles that name both", side_by_side),
    Feature("general name, other country", -3.0, "countries, common nouns", general_in_other_country),
    Feature("other country and other roles", -3.5, "countries, nouns of roles", other_country_and_roles),
    Feature("general name", -3.5, "names of common nouns", general_name),
    Feature("others fit", -3.0, "all other full names", other_fit),
    Feature("other long form", -4.0, "all names with these initials", other_long_form),
    Feature("other gender", -4.0, "titles and nouns of roles", other_gender),
    Feature("other middle name", -6.0, "words between first and last", middle_names),
    Feature("other generation", -6.0, "Jr., Sr., II", generation("other")),
    Feature("telling words differ", -6.0, "numbers, words like north", telling_words),
)
