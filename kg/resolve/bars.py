"""What decisions hold against joining, for the program to heed when it joins.

Comes in: nodes, and the rulings of the log.  Goes out: tokens, by node (see `cluster.Bars`).
Must not: join, or settle which of two conflicting decisions is in force.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.decisions.records import Decision, Rulings, Target, Verb
from kg.resolve.holdings import former_ids
from kg.resolve.nodes import Node

Pair = tuple[Target, Target]
Claim = tuple[Target, str]
"""A target, and the token that the nodes it means get."""


def keeps_apart(decision: Decision, rulings: Rulings) -> bool:
    """Tell whether a decision that holds keeps two entities apart."""
    standing = decision.is_separation and decision.id not in rulings.taken_back
    return standing and decision.pair in rulings.apart


def pairs_apart(rulings: Rulings) -> Iterator[tuple[int, Pair]]:
    """Yield the pairs that are kept apart, each with the place of its decision in the log."""
    told = set()
    for place, decision in enumerate(rulings.decisions):
        if keeps_apart(decision, rulings):
            told.add(decision.pair)
            yield place, _sorted_pair(decision)
    for left, right in sorted(rulings.apart - told):
        yield len(rulings.decisions), (Target(left), Target(right))


def _sorted_pair(decision: Decision) -> Pair:
    left, right = sorted(decision.targets, key=lambda target: target.id)
    return left, right


def bars_of(nodes: Sequence[Node], rulings: Rulings) -> Mapping[int, frozenset[str]]:
    """Return what keeps nodes apart by decision: pairs that were split, and other links of one scheme."""
    claims = [*_claims_apart(rulings), *_claims_linked(rulings)]
    if not claims:
        return {}
    given = _Tokens.give(claims, {part.referent for node in nodes for part in node.parts})
    found = {id(node): given.of(node) for node in nodes}
    return {node: one for node, one in found.items() if one}


def _claims_apart(rulings: Rulings) -> Iterator[Claim]:
    for _, (left, right) in pairs_apart(rulings):
        yield left, f"apart {left.id} {right.id}:left"
        yield right, f"apart {left.id} {right.id}:right"


def _claims_linked(rulings: Rulings) -> list[Claim]:
    claims: list[Claim] = []
    for decision in rulings.changes:
        target = decision.targets[0]
        if decision.verb is Verb.LINK:
            claims += [(target, f"{one.scheme}:{one.value}") for one in decision.identifiers]
        elif decision.verb is Verb.UNLINK:
            claims = [one for one in claims if one[0].id != target.id or not _is_unlinked(one[1], decision)]
    return claims


def _is_unlinked(token: str, decision: Decision) -> bool:
    scheme, _, value = token.partition(":")
    return decision.takes_away(scheme, value)


def _is_apart(token: str) -> bool:
    return token.startswith("apart ")


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Tokens by the anchors of those who get them; by their ids where no anchor is left.  `order` is that of
    the log."""

    by_anchor: Mapping[str, Sequence[str]]
    by_id: Mapping[str, Sequence[str]]
    order: Mapping[str, int]

    @classmethod
    def give(cls, claims: Sequence[Claim], present: set[str]) -> _Tokens:
        """Note who gets which token, among the referents that are `present`."""
        by_anchor, by_id = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for target, token in claims:
            living = present.intersection(target.anchors)
            for anchor in living:
                by_anchor[anchor].append(token)
            if not living:
                by_id[target.id].append(token)
        return cls(by_anchor, by_id, {token: place for place, (_, token) in enumerate(claims)})

    def of(self, node: Node) -> frozenset[str]:
        """Return the tokens of a node: one for each scheme, the last; a node that is on both sides of a pair
        cannot be parted, and goes with more of its referents."""
        votes = Counter(token for part in node.parts for token in self.by_anchor.get(part.referent, ()))
        known = dict.fromkeys(former_ids([node], node.kind)) if self.by_id else ()
        votes.update(token for own in known for token in self.by_id.get(own, ()))
        last: dict[str, str] = {}
        for token in sorted(votes, key=lambda one: (_is_apart(one) and votes[one], self.order[one])):
            last[token.split(":", 1)[0]] = token
        return frozenset(last.values())
