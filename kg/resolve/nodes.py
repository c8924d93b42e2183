"""Parts of one kind and key put together, homonyms aside.

Comes in: parts in any order.  Goes out: nodes, in a fixed order.  Parts of one name that contradict one
another (other country and other roles, other field of life) make several nodes: they are homonyms.  Must
not: compare parts of different keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import EntityKind
from kg.resolve.body_names import is_general
from kg.resolve.keys import Part
from kg.resolve.observations import Pair
from kg.resolve.person_names import parse_person
from kg.resolve.profiles import Company, Profile, make_profile, merge_profiles, telling_parts
from kg.resolve.score import JOIN, judge

_LOCAL = frozenset({EntityKind.FACILITY, EntityKind.EVENT})
NAMED_ONCE = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.FACILITY, EntityKind.EVENT})
"""Kinds whose names several may have; a place's key tells it, and an outlet's name is its own."""
_MOST_GROUPS = 12
"""Homonyms that a part is compared with, the first found, which are the most frequent."""


@dataclass(frozen=True, eq=False)
class Node:
    """Parts of one kind and key that nothing keeps apart.

    `mark` tells it from homonyms, "" where there are none; `undecided` where it was given the parts that
    could be any homonym's, so that it inherits the id that the name has by itself.  Homonyms of which nothing
    tells that they are one are `contradicted` if something tells that they are not.
    """

    kind: EntityKind
    key: str
    parts: tuple[Part, ...]
    profile: Profile
    mark: str = ""
    undecided: bool = False
    contradicted: bool = False

    @property
    def own_key(self) -> str:
        """What an entity id is made of."""
        return f"{self.key}|{self.mark}" if self.mark else self.key

    @property
    def named(self) -> bool:
        """Tell whether any part has a name."""
        return bool(self.profile.names)

    @property
    def is_short(self) -> bool:
        """Tell whether it is a person known by one word only, who has no gazetteer's link."""
        names = self.profile.names
        return (
            self.kind is EntityKind.PERSON
            and bool(names)
            and not self.profile.links
            and all(parse_person(name).is_short for name in names)
        )

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        """What nodes are ordered by."""
        return self.kind.value, *self.parts[0].sort_key


def make_nodes(parts: Iterable[Part], company: Company) -> list[Node]:
    """Group parts by kind and key; homonyms make several nodes."""
    grouped: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        grouped[part.kind.value, part.key].append(part)
    nodes = []
    for (kind, key), members in sorted(grouped.items()):
        members.sort(key=lambda part: part.sort_key)
        nodes += _nodes_of(EntityKind(kind), key, members, company)
    return sorted(nodes, key=lambda node: node.sort_key)


def _nodes_of(kind: EntityKind, key: str, parts: Sequence[Part], company: Company) -> list[Node]:
    local = _is_local(kind, key, company)
    groups = _homonyms(kind, parts, company, local=local)
    marks = _marks(groups) if len(groups) > 1 else [""]
    return [
        Node(
            kind,
            key,
            tuple(sorted(group, key=lambda part: part.sort_key)),
            make_profile(group, company),
            mark,
            undecided=place == 0 and len(groups) > 1,
            contradicted=len(groups) > 1 and not local,
        )
        for place, (group, mark) in enumerate(zip(groups, marks, strict=True))
    ]


def _is_local(kind: EntityKind, key: str, company: Company) -> bool:
    """Tell whether a name says so little that it is each article's own: a central station, initials that are
    those of several bodies."""
    return (kind in _LOCAL and is_general(key)) or len(company.long_forms.get(key, ())) > 1


def _homonyms(kind: EntityKind, parts: Sequence[Part], company: Company, *, local: bool) -> list[list[Part]]:
    """Return the parts of each homonym, the largest first; it has those that could be any's."""
    if kind not in NAMED_ONCE or len(parts) == 1 or not parts[0].named or any(part.link for part in parts):
        return [list(parts)]
    if not local and not _may_differ(parts):
        return [list(parts)]
    telling = telling_parts(parts)
    groups, undecided = _greedy(telling, company, local=local)
    undecided += [part for part in parts if part.retracted] if telling[0].retracted is False else []
    groups = groups or [[]]
    groups[0] += undecided
    return groups


def may_have_homonyms(node: Node) -> bool:
    """Tell whether something could tell the parts of a node apart, though it did not."""
    return (
        node.kind in NAMED_ONCE
        and node.named
        and len(node.parts) > 1
        and not node.profile.links
        and _may_differ(node.parts)
    )


def _may_differ(parts: Sequence[Part]) -> bool:
    """Tell whether anything could tell the parts apart: a quick look before the long one."""
    countries = {part.country for part in parts if part.country}
    return len(countries) > 1 or len({part.nouns for part in parts if part.nouns}) > 1


def _greedy(parts: Sequence[Part], company: Company, *, local: bool) -> tuple[list[list[Part]], list[Part]]:
    """Put parts that tell the same into the group that they fit best, the most frequent first."""
    alike: dict[object, list[Part]] = defaultdict(list)
    for part in parts:
        alike[part.document if local else (part.country, part.nouns, part.affiliations)].append(part)
    undecided = [] if local else alike.pop((None, frozenset(), ()), [])
    found: list[tuple[Profile, list[Part]]] = []
    for members in sorted(alike.values(), key=lambda members: (-len(members), members[0].sort_key)):
        profile = make_profile(members, company)
        scores = [
            (judge(Pair(profile, other, company)).score, -place)
            for place, (other, _) in enumerate(found[:_MOST_GROUPS])
        ]
        best, place = max(scores, default=(0.0, 0))
        if best < JOIN:
            found.append((profile, list(members)))
        else:
            other, held = found[-place]
            found[-place] = (merge_profiles([other, profile]), held + members)
    return _again(found, company), undecided


def _again(found: Sequence[tuple[Profile, list[Part]]], company: Company) -> list[list[Part]]:
    """Compare the groups once more, now that it is known what each says; the largest comes first."""
    settled: list[tuple[Profile, list[Part]]] = []
    for profile, held in sorted(found, key=lambda group: (-len(group[1]), min(p.sort_key for p in group[1]))):
        for place, (other, parts) in enumerate(settled[:_MOST_GROUPS]):
            if judge(Pair(profile, other, company)).score >= JOIN:
                settled[place] = (merge_profiles([other, profile]), parts + held)
                break
        else:
            settled.append((profile, held))
    return sorted((held for _, held in settled), key=lambda held: (-len(held), min(p.sort_key for p in held)))


def _marks(groups: Sequence[Sequence[Part]]) -> list[str]:
    """Return what tells homonyms apart: their countries, else roles too, else where each is named first."""
    telling = [telling_parts(group) for group in groups]
    countries = [min((part.country for part in group if part.country), default="") for group in telling]
    nouns = [min((noun for part in group for noun in part.nouns), default="") for group in telling]
    first = [min(f"{part.document}:{part.referent}" for part in group) for group in telling]
    with_nouns = [f"{country}|{noun}" for country, noun in zip(countries, nouns, strict=True)]
    for marks in (countries, with_nouns):
        if len(set(marks)) == len(marks) and all(mark.strip("|") for mark in marks):
            return marks
    return first
