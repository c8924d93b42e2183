"""The features that two would-be entities are compared by: one readable table.

Comes in: a pair of profiles.  Goes out: observations, each how far a feature holds (0 to 1) and in words.
The weights add up, with `BIAS`, to the log-odds that the two are one (logistic model); a positive weight
speaks for it, a negative one against it.  They were set by hand from what they say (two names that are equal
and nothing else: .95; a surname and nothing else: .5) and checked on GUM news; see docs/RESOLUTION.md.
Must not: know another feature's outcome, or which pair comes first: the score of (a, b) is that of (b, a).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kg.model import EntityKind
from kg.resolve.body_names import is_general, telling_conflict
from kg.resolve.person_names import NameRelation, generation_conflict, middle_conflict
from kg.resolve.profiles import Company, Profile, shared_company
from kg.resolve.relations import relate_profiles
from kg.resolve.sounds import SAME_SOUND

BIAS = -5.0
"""Log-odds of two would-be entities that share a block and nothing else."""

Observed = tuple[float, str]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two profiles to compare.  `rivals` others fit the one of them that has only a short name; `rival_share` is
    how much of the likelihood they have together."""

    left: Profile
    right: Profile
    company: Company
    rivals: int | None = None
    rival_share: float = 0.0

    @cached_property
    def relation(self) -> NameRelation | None:
        """The closest relation of their names."""
        return relate_profiles(self.left, self.right)

    @cached_property
    def is_of_persons(self) -> bool:
        """Tell whether both are persons."""
        return self.left.kind is self.right.kind is EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the table: `reads` says what it looks at, `observe` returns how far it holds and why."""

    name: str
    weight: float
    reads: str
    observe: Callable[[Pair], Observed | None]


# -------------------------------------------------------------------------------------------- for


def _named(sort: str) -> Callable[[Pair], Observed | None]:
    """Return the observation that the names of a pair relate in a certain way."""

    def observe(pair: Pair) -> Observed | None:
        found = pair.relation
        return (found.value, found.words) if found and found.sort == sort else None

    return observe


def _same_affiliation(pair: Pair) -> Observed | None:
    shared = sorted(pair.left.affiliations & pair.right.affiliations)
    return (1.0, f"both belong to {shared[0]}") if shared else None


def _same_role(pair: Pair) -> Observed | None:
    shared = sorted(pair.left.nouns & pair.right.nouns)
    return (1.0, f"both are called {shared[0]}") if shared else None


def _same_country(pair: Pair) -> Observed | None:
    shared = sorted(pair.left.countries & pair.right.countries)
    return (1.0, f"both belong to {shared[0]}") if shared else None


def _same_company(pair: Pair) -> Observed | None:
    value, names = shared_company(pair.left, pair.right, pair.company)
    if not names:
        return None
    shown = ", ".join(names[:3])
    most = _ONE_NAME if len(names) == 1 else 1.0
    return min(most, value / _FULL_COMPANY), f"the articles share {len(names)} other names ({shown})"


_ONE_NAME = 0.35
"""What one shared name counts at most."""
_FULL_COMPANY = 1.2
"""Weight of shared names (see `shared_company`) from which they count in full: two that no other article has."""


def _only_bearer(pair: Pair) -> Observed | None:
    if pair.rivals is None or (value := 1 - 4 * pair.rival_share) <= 0:
        return None
    return value, "nobody else fits" if pair.rivals == 0 else "no other fits nearly as well"


# ---------------------------------------------------------------------------------------- against


def _other_fit(pair: Pair) -> Observed | None:
    if not pair.rivals:
        return None
    return pair.rival_share, f"{pair.rivals} other(s) fit as well"


def _other_long_form(pair: Pair) -> Observed | None:
    if not pair.relation or pair.relation.sort != "acronym":
        return None
    most = max(pair.company.long_forms.get(key, 0) for key in pair.left.keys | pair.right.keys)
    return (1.0, f"{most} names have these initials") if most > 1 else None


def _countries_differ(pair: Pair) -> bool:
    left, right = pair.left.countries, pair.right.countries
    return bool(left and right and not left & right)


def _country_words(pair: Pair) -> str:
    one, two = sorted((sorted(pair.left.countries)[0], sorted(pair.right.countries)[0]))
    return f"{one} and {two}"


def _other_country_and_roles(pair: Pair) -> Observed | None:
    roles_differ = pair.left.nouns and pair.right.nouns and not pair.left.nouns & pair.right.nouns
    if not (_countries_differ(pair) and roles_differ):
        return None
    return 1.0, f"other countries ({_country_words(pair)}) and other roles"


def _other_country(pair: Pair) -> Observed | None:
    return (1.0, f"other countries ({_country_words(pair)})") if _countries_differ(pair) else None


def _general_in_other_country(pair: Pair) -> Observed | None:
    if pair.is_of_persons or not _countries_differ(pair) or not _share_general_name(pair):
        return None
    return 1.0, "many countries have one of that name"


def _general_name(pair: Pair) -> Observed | None:
    local = {EntityKind.FACILITY, EntityKind.EVENT}
    if not ({pair.left.kind, pair.right.kind} & local and _share_general_name(pair)):
        return None
    return 1.0, "many towns have one of that name"


def _share_general_name(pair: Pair) -> bool:
    return not any(not is_general(key) for key in pair.left.keys & pair.right.keys)


def _other_field(pair: Pair) -> Observed | None:
    left, right = pair.left.fields, pair.right.fields
    if not (left and right) or left & right or pair.left.nouns & pair.right.nouns:
        return None
    return 1.0, f"other fields of life: {' and '.join(sorted((min(left), min(right))))}"


def _other_gender(pair: Pair) -> Observed | None:
    left, right = pair.left.genders, pair.right.genders
    if not (left and right) or left & right:
        return None
    return 1.0, "a man and a woman by their titles"


def _middle_names(pair: Pair) -> Observed | None:
    if not pair.is_of_persons or not pair.relation or pair.relation.sort not in _ALIGNED:
        return None
    found = [middle_conflict(one, two) for one in pair.left.names for two in pair.right.names]
    told = sorted(words for words in found if words)
    agree = any(
        words is None and one.count(" ") > 1 and two.count(" ") > 1
        for words, (one, two) in zip(
            found, ((one, two) for one in pair.left.names for two in pair.right.names), strict=True
        )
    )
    return (1.0, told[0]) if told and not agree else None


_ALIGNED = frozenset({"middle name left out", "other spelling", "other form of the given name", "initial"})


def _generation(way: str) -> Callable[[Pair], Observed | None]:
    words = {
        "other": "of other generations (Jr., Sr., ...)",
        "one": "only one is called Jr., Sr. or the like",
    }

    def observe(pair: Pair) -> Observed | None:
        if not pair.is_of_persons:
            return None
        found = {generation_conflict(one, two) for one in pair.left.names for two in pair.right.names}
        return (1.0, words[way]) if "" not in found and way in found else None

    return observe


def _side_by_side(pair: Pair) -> Observed | None:
    together = len(pair.left.documents & pair.right.documents)
    if not together:
        return None
    told = 0.25 if _sound_alike(pair) else min(1.0, 0.6 + 0.2 * together)
    return told, f"{together} article(s) tell them apart"


def _sound_alike(pair: Pair) -> bool:
    """Spellings of one name in one article are more likely a slip than two people."""
    found = pair.relation
    return found is not None and found.sort == "other spelling" and found.value >= SAME_SOUND


def _telling_words(pair: Pair) -> Observed | None:
    if pair.is_of_persons or pair.left.keys & pair.right.keys:
        return None
    told = {telling_conflict(one, two) for one in pair.left.keys for two in pair.right.keys}
    words = sorted(word for word in told if word)
    return (1.0, words[0]) if words and None not in told else None


def _left_unlinked(pair: Pair) -> Observed | None:
    kinds = {pair.left.kind, pair.right.kind}
    if kinds != {EntityKind.PLACE} or bool(pair.left.links) == bool(pair.right.links):
        return None
    return 1.0, "the gazetteer could not tell which place one of them is"


def _outlet_as_body(pair: Pair) -> Observed | None:
    if {pair.left.kind, pair.right.kind} != {EntityKind.OUTLET, EntityKind.ORGANIZATION}:
        return None
    return 1.0, "an outlet is an organisation too"


def _seldom(pair: Pair) -> Observed | None:
    few, many = sorted((pair.left.parts, pair.right.parts))
    if pair.left.kind is pair.right.kind or many < _MUCH_MORE * few:
        return None
    return 1.0, f"called so {few} time(s) against {many}"


_MUCH_MORE = 4


FEATURES: tuple[Feature, ...] = (
    # --- names of persons: the closest relation alone counts
    Feature("same full name", 8.0, "all words of both names", _named("same full name")),
    Feature("middle name left out", 7.6, "first and last word", _named("middle name left out")),
    Feature("other spelling", 7.4, "words by sound, articles, particles", _named("other spelling")),
    Feature("other word order", 7.2, "the words turned round", _named("other word order")),
    Feature("other form of the given name", 6.8, "lexicon given_name_forms", _named("other form of the given name")),
    Feature("initial", 6.2, "initial and surname", _named("initial")),
    Feature("part of a longer name", 5.5, "words of the shorter name in the longer", _named("part of a longer name")),
    Feature("similar name", 6.0, "words by their consonants", _named("similar name")),
    Feature("surname", 5.0, "a short name and the end of a full one", _named("surname")),
    Feature("same short name", 4.0, "the only word of both names", _named("same short name")),
    Feature("beginning of a name", 4.3, "a short name and the first word", _named("beginning of a name")),
    Feature("middle of a name", 4.3, "a short name and a word between", _named("middle of a name")),
    # --- names of all else
    Feature("same name", 8.0, "any name of both", _named("same name")),
    Feature("same short form", 5.2, "a short name of a longer one", _named("same short form")),
    Feature("other legal form", 7.4, "names without Inc., Ltd.", _named("other legal form")),
    Feature("near spelling", 6.8, "words by sound", _named("near spelling")),
    Feature("same words", 7.2, "words in any order, without of, the, and", _named("same words")),
    Feature("part of the name of a body", 4.2, "words of the shorter name in the longer", _named("part of the name of a body")),
    Feature("acronym", 6.6, "initials of the longer name", _named("acronym")),
    Feature("same name in another kind", 5.5, "names of several words", _named("same name in another kind")),
    # --- what else speaks for it
    Feature("only bearer", 0.8, "all other full names", _only_bearer),
    Feature("same affiliation", 1.5, "organisations and countries in roles", _same_affiliation),
    Feature("same role", 1.2, "nouns of roles", _same_role),
    Feature("same country", 0.5, "countries of roles and descriptions", _same_country),
    Feature("shared company", 1.6, "other names in the same articles", _same_company),
    Feature("outlet as organisation", 2.5, "kinds", _outlet_as_body),
    Feature("seldom of that kind", 1.2, "kinds and how often", _seldom),
    # --- contradicting qualifiers
    Feature("others fit", -4.0, "all other full names", _other_fit),
    Feature("other long form", -3.5, "all names with these initials", _other_long_form),
    Feature("other country and other roles", -3.5, "countries and nouns of roles", _other_country_and_roles),
    Feature("other country", -1.0, "countries", _other_country),
    Feature("general name, other country", -3.0, "countries, and names of common nouns", _general_in_other_country),
    Feature("general name", -3.0, "names of common nouns", _general_name),
    Feature("other field", -1.7, "lexicon role_fields", _other_field),
    Feature("other gender", -4.0, "titles and nouns of roles", _other_gender),
    Feature("other middle name", -4.0, "words between first and last", _middle_names),
    Feature("other generation", -6.0, "Jr., Sr., II", _generation("other")),
    Feature("generation on one side", -3.0, "Jr., Sr., II", _generation("one")),
    Feature("side by side", -3.0, "articles that name both", _side_by_side),
    Feature("telling words differ", -6.0, "numbers, and words like north", _telling_words),
    Feature("left unlinked", -2.2, "links of places", _left_unlinked),
)  # fmt: skip
