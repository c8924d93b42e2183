"""Who occurs how often, in which articles and claims, and as what.

Comes in: readings and views of claims, one after the other.  Goes out: `Counts`.  Must not: write rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.graph.memberships import Memberships
from kg.graph.rows import Counts, Resolved, file_name
from kg.model import Reading
from kg.query.results import BodyView, ClaimView, RoleView


class Occurrences:
    """Counts of who occurs where, filled document by document."""

    def __init__(self, resolved: Resolved, memberships: Memberships) -> None:
        """Start with nothing counted."""
        self._resolved = resolved
        self._memberships = memberships
        self._mentions: Counter[str] = Counter()
        self._files: defaultdict[str, list[str]] = defaultdict(list)
        self._roles: defaultdict[str, list[RoleView]] = defaultdict(list)
        self._bodies: defaultdict[str, list[BodyView]] = defaultdict(list)
        self._uncounted: set[str] = set()
        self._by: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._about: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def count(self, reading: Reading) -> set[str]:
        """Count one article, and return who occurs in it, its publisher among them."""
        sizes = self._sizes(reading)
        self._mentions.update(sizes)
        for entity in sizes:
            self._files[entity].append(file_name(reading.document.path))
        for entity, role in self._memberships.roles(reading):
            self._roles[entity].append(role)
        for entity, body in self._memberships.bodies(reading):
            self._bodies[entity].append(body)
        return set(sizes)

    def see(self, reading: Reading) -> set[str]:
        """Return who occurs in an article that does not count."""
        seen = set(self._sizes(reading))
        self._uncounted |= seen
        return seen

    def _sizes(self, reading: Reading) -> Counter[str]:
        """Return the number of mentions of each entity of one article; 0 for its publisher."""
        sizes = [(referent.id, len(referent.mentions)) for referent in reading.referents]
        found: Counter[str] = Counter()
        for referent, size in (*sizes, (reading.document.publisher.id, 0)):
            entity = self._resolved.entities.get((reading.document.id, referent))
            if entity is not None:
                found[entity.id] += size
        return found

    def count_links(self, links: set[tuple[str, str]], claimed: bool) -> None:
        """Count one claim for its speaker, and once for everybody and every place it speaks of; apart
        unless it is `claimed`, that is, no intention or deed."""
        self._by[claimed].update(entity for entity, relation in links if relation == "by")
        self._about[claimed].update({entity for entity, relation in links if relation in {"about", "place"}})

    def of(self, entity: str) -> Counts:
        """Return the counts of one entity."""
        files = tuple(sorted(self._files.get(entity, ())))
        return Counts(
            mentions=self._mentions[entity],
            documents=len(files),
            claims_by=self._by[True][entity],
            claims_about=self._about[True][entity],
            intentions_and_deeds_by=self._by[False][entity],
            intentions_and_deeds_about=self._about[False][entity],
            supported=bool(files) or entity not in self._uncounted,
            files=files,
            roles=tuple(sorted(self._roles.get(entity, ()), key=_order)),
            bodies=tuple(sorted(self._bodies.get(entity, ()), key=_order)),
        )


def claim_links(claim: ClaimView) -> Iterator[tuple[str, str]]:
    """Yield (entity, relation) for everybody and every place that the claim names or passes through."""
    if claim.source.entity:
        yield claim.source.entity, "by"
    carriers = (one.entity for one in claim.chain if one.entity and one.entity != claim.source.entity)
    yield from ((entity, "carrier") for entity in carriers)
    yield from ((place.entity, "place") for place in claim.places if place.entity)
    yield from ((about.entity, "about") for about in claim.about if about.entity)


def _order(view: RoleView | BodyView) -> tuple[object, ...]:
    """Sorts by date, undated ones last, then by article, offset, words and whom they name."""
    named = view.entity if isinstance(view, BodyView) else view.affiliation or ""
    day = (view.as_of is None, view.as_of or "")
    return (*day, view.document, view.spans, view.document_id, view.text, named)
