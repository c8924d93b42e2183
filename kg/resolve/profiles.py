"""What is known of a would-be entity, and the company that it keeps.

Comes in: parts.  Goes out: `Profile`s, which features compare.  A profile is made of the parts of documents
that nobody retracted, if there are any.
Must not: compare.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.body_names import acronyms_of, core_words
from kg.resolve.keys import Part

BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET})
_SELDOM = 10
_MOST_NAMES = 6
"""Names of one entity that are compared, the most frequent."""


Core = tuple[str, ...]
"""The words that make a name, sorted."""


def core_key(key: str) -> Core:
    """Return what names that differ in the order of words have in common."""
    return tuple(sorted(core_words(key)))


@dataclass(frozen=True, slots=True)
class Company:
    """What all documents together tell: the named entities of each that others name too, in how many
    documents each stands, what it is called, and which bodies go by initials, with the documents that name
    each."""

    of_document: Mapping[str, frozenset[str]]
    frequency: Mapping[str, int]
    labels: Mapping[str, str]
    long_forms: Mapping[str, Mapping[Core, int]]

    @classmethod
    def read(cls, parts: Iterable[Part]) -> Company:
        """Gather the company in documents that nobody retracted."""
        held: dict[str, set[str]] = defaultdict(set)
        labels: dict[str, str] = {}
        initials: dict[str, Counter[Core]] = defaultdict(Counter)
        for part in (part for part in parts if not part.retracted):
            if key := part.company_key:
                held[key].add(part.document)
                label = part.link.label if part.link else part.label
                labels[key] = min(labels.get(key, label), label)
            if part.kind in BODIES and part.named:
                for short in acronyms_of(spelling_key(part.label)):
                    initials[short][core_key(spelling_key(part.label))] += 1
        shared: dict[str, set[str]] = defaultdict(set)
        for key, documents in held.items():
            if len(documents) > 1:
                for document in documents:
                    shared[document].add(key)
        frozen = {document: frozenset(keys) for document, keys in shared.items()}
        frequency = {key: len(documents) for key, documents in held.items()}
        return cls(frozen, frequency, labels, initials)


class Kept(Mapping[str, int]):
    """How many of some documents have each name that others have too; counted when it is first asked for,
    since most profiles are never compared."""

    def __init__(self, documents: Iterable[str], of_document: Mapping[str, frozenset[str]]) -> None:
        """Note what to count."""
        self._documents = documents
        self._of_document = of_document

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(key for one in self._documents for key in self._of_document.get(one, ()))

    def __getitem__(self, key: str) -> int:
        """Return how many have a name."""
        return self._counts[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether any has a name."""
        return key in self._counts

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._counts)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._counts)


class KeptTogether(Mapping[str, int]):
    """What several have together; a document counts once for each."""

    def __init__(self, kept: Sequence[Mapping[str, int]]) -> None:
        """Note whose to add up."""
        self._kept = kept

    def __getitem__(self, key: str) -> int:
        """Return how many have a name."""
        return sum(one[key] for one in self._kept if key in one)

    def __contains__(self, key: object) -> bool:
        """Tell whether any has a name."""
        return any(key in one for one in self._kept)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(dict.fromkeys(key for one in self._kept for key in one))

    def __len__(self) -> int:
        """Return how many names there are."""
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What parts say together.  `names` are as written, the most frequent first; `keys` all of them as keys;
    `own` are the keys under which its parts stand in the company of others."""

    kind: EntityKind
    names: tuple[str, ...]
    keys: frozenset[str]
    nouns: frozenset[str]
    genders: frozenset[str]
    countries: frozenset[str]
    affiliations: frozenset[str]
    documents: frozenset[str]
    company: Mapping[str, int]
    own: frozenset[str]
    links: frozenset[str]
    retracted: bool
    parts: int

    @property
    def fields(self) -> frozenset[str]:
        """The fields of life that its roles belong to."""
        return frozenset(field for noun in self.nouns if (field := _fields().get(noun)))


@cache
def _fields() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["field"] for row in table("role_fields")})


def telling_parts(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts of documents that nobody retracted; all if there are no others."""
    return [part for part in parts if not part.retracted] or parts


def make_profile(parts: Sequence[Part], company: Company) -> Profile:
    """Return what parts say together."""
    telling = telling_parts(parts)
    documents = frozenset(document for part in telling for document, _ in part.referents)
    names = _names(telling)
    linked = {
        spelling_key(name) for part in telling if part.link for name in (part.link.label, *part.link.aliases)
    }
    return Profile(
        kind=telling[0].kind,
        names=names,
        keys=frozenset(spelling_key(n) for part in telling for n in _names_of(part)) | linked,
        nouns=frozenset(noun for part in telling for noun in part.nouns),
        genders=frozenset(gender for part in telling for gender in part.genders),
        countries=frozenset(part.country for part in telling if part.country),
        affiliations=frozenset(affiliation_key(name) for part in telling for name in part.affiliations),
        documents=documents,
        company=Kept(documents, company.of_document),
        own=frozenset(key for part in telling if (key := part.company_key)),
        links=frozenset(part.link.key for part in telling if part.link),
        retracted=telling[0].retracted,
        parts=sum(part.times for part in telling),
    )


def merge_profiles(profiles: Sequence[Profile]) -> Profile:
    """Return what several profiles say together; those of retracted documents say nothing beside others."""
    if len(profiles) == 1:
        return profiles[0]
    telling = [profile for profile in profiles if not profile.retracted] or profiles
    main = max(telling, key=lambda profile: (profile.parts, profile.names))
    names: dict[str, str] = {}
    for profile in sorted(telling, key=lambda profile: (-profile.parts, profile.names)):
        for name in profile.names:
            names.setdefault(spelling_key(name), name)
    return Profile(
        kind=main.kind,
        names=tuple(names.values())[:_MOST_NAMES],
        keys=frozenset().union(*(profile.keys for profile in telling)),
        nouns=frozenset().union(*(profile.nouns for profile in telling)),
        genders=frozenset().union(*(profile.genders for profile in telling)),
        countries=frozenset().union(*(profile.countries for profile in telling)),
        affiliations=frozenset().union(*(profile.affiliations for profile in telling)),
        documents=frozenset().union(*(profile.documents for profile in telling)),
        company=KeptTogether([profile.company for profile in telling]),
        own=frozenset().union(*(profile.own for profile in telling)),
        links=frozenset().union(*(profile.links for profile in telling)),
        retracted=main.retracted,
        parts=sum(profile.parts for profile in telling),
    )


def affiliation_key(name: str) -> str:
    """Return one key for a body under names that differ in the order of words only."""
    return " ".join(core_key(spelling_key(name)))


def _names_of(part: Part) -> tuple[str, ...]:
    return (part.label, *part.names) if part.named else ()


def _names(parts: Sequence[Part]) -> tuple[str, ...]:
    """The names as written, one of each key: the most frequent, then the longest; those that one part in ten
    or fewer uses are left out, since they may be another's ("his father, ...")."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(dict.fromkeys(_names_of(part), part.times))
    total = sum(part.times for part in parts)
    first: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        if counts[name] * _SELDOM > total:
            first.setdefault(spelling_key(name), name)
    return tuple(first.values())[:_MOST_NAMES]


def shared_company(left: Profile, right: Profile, company: Company) -> tuple[float, tuple[str, ...]]:
    """Return how much the company of two speaks for their being one, and the names that tell most.

    A shared name counts by the share of its other documents that stand with the other side, and the less the
    more documents have it (inverse document frequency, Spärck Jones 1972).
    """
    small, large = sorted((left, right), key=lambda one: (len(one.documents), sorted(one.documents)[:1]))
    own = left.own | right.own
    weights = {
        key: min(1.0, large.company[key] / max(1, company.frequency[key] - count))
        / math.log2(1 + company.frequency[key])
        for key, count in small.company.items()
        if key in large.company and key not in own
    }
    best = sorted(weights, key=lambda key: (-weights[key], key))
    return sum(weights.values()), tuple(company.labels[key] for key in best)
