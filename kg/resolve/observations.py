"""What can be seen of a pair: one function for each feature.

Comes in: a pair of profiles.  Goes out: how far a feature holds (0 to 1) and in words, or None.
Must not: weigh, or know which of the two comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kg.model import EntityKind
from kg.resolve.body_names import is_general, is_of_state, telling_conflict
from kg.resolve.person_names import NameRelation, generation_conflict, middle_conflict
from kg.resolve.profiles import Company, Profile, core_key, shared_company
from kg.resolve.relations import relate_profiles
from kg.resolve.sounds import SAME_SOUND
from kg.resolve.wording import counted

Observed = tuple[float, str]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two profiles to compare.  `rivals` others fit the one of them that has only a short name;
    `rival_share` is how much of the likelihood they have together."""

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


# -------------------------------------------------------------------------------------------- for


def named(sort: str) -> Callable[[Pair], Observed | None]:
    """Return the observation that the names of a pair relate in a certain way."""

    def observe(pair: Pair) -> Observed | None:
        found = pair.relation
        return (found.value, found.words) if found and found.sort == sort else None

    return observe


def same_affiliation(pair: Pair) -> Observed | None:
    """Both belong to one body."""
    shared = sorted(pair.left.affiliations & pair.right.affiliations)
    return (1.0, f"both belong to {shared[0]}") if shared else None


def same_role(pair: Pair) -> Observed | None:
    """Both are called by one noun."""
    shared = sorted(pair.left.nouns & pair.right.nouns)
    return (1.0, f"both are called {shared[0]}") if shared else None


def same_country(pair: Pair) -> Observed | None:
    """Both belong to one country."""
    shared = sorted(pair.left.countries & pair.right.countries)
    return (1.0, f"both belong to {shared[0]}") if shared else None


def same_company(pair: Pair) -> Observed | None:
    """The articles that name them share other names."""
    value, names = shared_company(pair.left, pair.right, pair.company)
    if not names:
        return None
    shown = ", ".join(names[:3])
    most = _ONE_NAME if len(names) == 1 else 1.0
    return min(
        most, value / _FULL_COMPANY
    ), f"the articles share {counted(len(names), 'other name')} ({shown})"


_ONE_NAME = 0.35
"""What one shared name counts at most."""
_FULL_COMPANY = 1.2
"""Weight of shared names (see `shared_company`) from which they count in full: two that no third article
has."""


def only_bearer(pair: Pair) -> Observed | None:
    """Nobody else fits a short name, or none nearly as well."""
    if pair.rivals is None or (value := 1 - 4 * pair.rival_share) <= 0:
        return None
    return value, "nobody else fits" if pair.rivals == 0 else "no other fits nearly as well"


def well_known(pair: Pair) -> Observed | None:
    """One of two with the same full name is in many articles: another is less likely than a side of
    theirs."""
    most = max(len(pair.left.documents), len(pair.right.documents))
    if most < _KNOWN or not pair.relation or pair.relation.sort != "same full name":
        return None
    return min(1.0, most / (2 * _KNOWN)), f"{counted(most, 'article')} have one of that name"


_KNOWN = 5
"""Articles from which somebody is well known."""


# ---------------------------------------------------------------------------------------- against


def other_fit(pair: Pair) -> Observed | None:
    """Others fit a short name as well."""
    if not pair.rivals:
        return None
    return pair.rival_share, _rivals_in_words(pair.rivals)


def _rivals_in_words(rivals: int) -> str:
    return "1 other fits as well" if rivals == 1 else f"{rivals} others fit as well"


def other_long_form(pair: Pair) -> Observed | None:
    """Initials that are those of several names: how many of the articles with one of these have another."""
    if not pair.relation or pair.relation.sort not in ("acronym", "same name"):
        return None
    short = min(pair.left.keys | pair.right.keys, key=lambda key: (len(key), key))
    forms = pair.company.long_forms.get(short, {})
    sides = [side.keys for side in (pair.left, pair.right) if side.keys != {short}]
    if len(forms) < 2 or len(sides) == 2:
        return None
    own = sum(forms.get(core, 0) for side in sides for core in {core_key(key) for key in side})
    share = 1 - own / sum(forms.values()) if sides else _EITHER
    return (share, f"{len(forms)} names have these initials") if share else None


_EITHER = 0.75
"""How far two initials without a long form may be of two names, where the collection has two."""


def _countries_differ(pair: Pair) -> bool:
    left, right = pair.left.countries, pair.right.countries
    return bool(left and right and not left & right)


def _country_words(pair: Pair) -> str:
    one, two = sorted((sorted(pair.left.countries)[0], sorted(pair.right.countries)[0]))
    return f"{one} and {two}"


def other_country_and_roles(pair: Pair) -> Observed | None:
    """Neither country nor role agrees."""
    roles_differ = pair.left.nouns and pair.right.nouns and not pair.left.nouns & pair.right.nouns
    if not (_countries_differ(pair) and roles_differ):
        return None
    return 1.0, f"other countries ({_country_words(pair)}) and other roles"


def other_country(pair: Pair) -> Observed | None:
    """The countries differ."""
    return (1.0, f"other countries ({_country_words(pair)})") if _countries_differ(pair) else None


def general_in_other_country(pair: Pair) -> Observed | None:
    """A name that many countries have one of, and other countries."""
    shared = pair.left.keys & pair.right.keys
    if pair.is_of_persons or not _countries_differ(pair) or not (shared and all(map(is_of_state, shared))):
        return None
    return 1.0, "many countries have one of that name"


def general_name(pair: Pair) -> Observed | None:
    """A name of common nouns that many towns have one of."""
    local = {EntityKind.FACILITY, EntityKind.EVENT}
    if not ({pair.left.kind, pair.right.kind} & local and _share_general_name(pair)):
        return None
    return 1.0, "many towns have one of that name"


def _share_general_name(pair: Pair) -> bool:
    shared = pair.left.keys & pair.right.keys
    return bool(shared) and all(map(is_general, shared))


def other_field(pair: Pair) -> Observed | None:
    """One is a judge, the other a goalkeeper."""
    left, right = pair.left.fields, pair.right.fields
    if not (left and right) or left & right or pair.left.nouns & pair.right.nouns:
        return None
    return 1.0, f"other fields of life: {' and '.join(sorted((min(left), min(right))))}"


def other_gender(pair: Pair) -> Observed | None:
    """One is called Mr., the other Mrs."""
    left, right = pair.left.genders, pair.right.genders
    if not (left and right) or left & right:
        return None
    return 1.0, "a man and a woman by their titles"


def middle_names(pair: Pair) -> Observed | None:
    """The middle names differ."""
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


def generation(way: str) -> Callable[[Pair], Observed | None]:
    """Return the observation that Jr., Sr. and the like are "other", or on "one" side only."""
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


def side_by_side(pair: Pair) -> Observed | None:
    """Articles name both, and coreference kept them apart."""
    together = len(pair.left.documents & pair.right.documents)
    if not together or _is_outlet_and_body(
        pair
    ):  # an article's publisher is no mention: nothing kept it apart
        return None
    told = 0.25 if _sound_alike(pair) else min(1.0, 0.6 + 0.2 * together)
    return told, f"{counted(together, 'article')} {'tells' if together == 1 else 'tell'} them apart"


def _sound_alike(pair: Pair) -> bool:
    """Spellings of one name in one article are more likely a slip than two people."""
    found = pair.relation
    return found is not None and found.sort == "other spelling" and found.value >= SAME_SOUND


def telling_words(pair: Pair) -> Observed | None:
    """The names differ in a number or a direction."""
    if pair.is_of_persons or pair.left.keys & pair.right.keys:
        return None
    told = {telling_conflict(one, two) for one in pair.left.keys for two in pair.right.keys}
    words = sorted(word for word in told if word)
    return (1.0, words[0]) if words and None not in told else None


def left_unlinked(pair: Pair) -> Observed | None:
    """The gazetteer linked one place, and left the other open."""
    kinds = {pair.left.kind, pair.right.kind}
    if kinds != {EntityKind.PLACE} or bool(pair.left.links) == bool(pair.right.links):
        return None
    return 1.0, "the gazetteer could not tell which place one of them is"


def _is_outlet_and_body(pair: Pair) -> bool:
    return {pair.left.kind, pair.right.kind} == {EntityKind.OUTLET, EntityKind.ORGANIZATION}


def outlet_as_body(pair: Pair) -> Observed | None:
    """An outlet and an organisation have one name."""
    if not _is_outlet_and_body(pair):
        return None
    return 1.0, "an outlet is an organisation too"


def seldom(pair: Pair) -> Observed | None:
    """One kind is far less frequent for the name than the other."""
    few, many = sorted((pair.left.parts, pair.right.parts))
    if pair.left.kind is pair.right.kind or many < _MUCH_MORE * few:
        return None
    return 1.0, f"called so {counted(few, 'time')} against {many}"


_MUCH_MORE = 4
