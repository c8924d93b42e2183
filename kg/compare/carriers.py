"""Through whom a claim came: the outlets in its chain, and those in whose scope it stands.

Comes in: profiles, cards, credited links.  Goes out: the outlets of a claim, and which of them may be the
outlet of an article that the claim is likened to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.model import EntityKind, LineageKind, LineageLink, Publisher

FROM_THERE = "its dateline, byline or a note says that the article is from there"
"""The reason that a credited link gives for such a one."""
_NAMELESS = Publisher("", None).label
_CLAIM = 135
"""Code points of an article for one claim (84 and 182 articles of PolNeAR: 133 and 138)."""
_WHOLE = 0.5
"""The share of an article from which a credit is for the whole of it; not all of a report that is told
again is marked as such."""


class Credits:
    """What articles say of where they have it from."""

    def __init__(self, links: Iterable[LineageLink] = ()) -> None:
        """Read the credited links; copied ones are passed over."""
        self._scopes: dict[str, frozenset[str]] = {}
        self._extents: dict[str, dict[str, int]] = {}
        self._printed: dict[str, set[str]] = {}
        for link in links:
            if link.kind is LineageKind.CREDITED:
                self._extents.setdefault(link.document, {})[link.origin] = len(link.claims)
                if FROM_THERE in link.reasons:
                    self._printed.setdefault(link.document, set()).add(link.origin)
                for claim in link.claims:
                    self._scopes[claim] = self._scopes.get(claim, frozenset()) | {link.origin}

    def outlets(self, profile: ClaimProfile) -> frozenset[str]:
        """Return the outlets that a claim is from: the innermost of its chain, else those in whose scope it
        stands; never its own publisher."""
        carrier = carrier_of(profile)
        if carrier is not None:
            return frozenset({carrier})
        return self._scopes.get(profile.id, frozenset()) - {profile.card.publisher}

    def credited(self, document: str) -> Mapping[str, int]:
        """Return the outlets that an article credits, each with the number of claims in its scope."""
        return self._extents.get(document, {})

    def printed(self, document: str) -> Set[str]:
        """Return the outlets from which the article says that it is, in dateline, byline or a note."""
        return self._printed.get(document, frozenset())

    def retold(self, card: DocumentCard) -> frozenset[str]:
        """Return the outlets whose report the article tells again as a whole."""
        needed = _WHOLE * card.length / _CLAIM
        return frozenset(outlet for outlet, claims in self.credited(card.id).items() if claims >= needed)

    def stand_for(self, origin: DocumentCard, resting: Iterable[ClaimProfile]) -> frozenset[str]:
        """Return the outlets that may stand for an article in the credits of one that rests on it.

        They are its publisher and the outlets that it credits itself; for an article without a publisher's
        name also the outlet that most of what the two share is from: whoever tells a report again credits
        its outlet. `resting` are the claims that share something with it, in the order of their text.
        """
        own = {origin.publisher, *(credit.entity for credit in origin.credits)}
        named = Counter(outlet for claim in resting for outlet in sorted(self.outlets(claim)))
        if is_nameless(origin) and named:
            own.add(named.most_common(1)[0][0])
        return frozenset(own)


def carrier_of(profile: ClaimProfile) -> str | None:
    """Return the entity id of the innermost outlet in the claim's chain, other than its publisher."""
    parties = [profile.party(link) for link in profile.claim.attribution.chain]
    outlets = [party.entity for party in parties if party is not None and party.kind is EntityKind.OUTLET]
    return next((outlet for outlet in reversed(outlets) if outlet != profile.card.publisher), None)


def is_nameless(card: DocumentCard) -> bool:
    """Tell whether nobody said who published the article."""
    return card.publisher_label == _NAMELESS


def sides(alignment: Alignment, document: str) -> tuple[ClaimProfile, ClaimProfile]:
    """Return the claim of the document and the other claim."""
    if alignment.left.card.id == document:
        return alignment.left, alignment.right
    return alignment.right, alignment.left
