"""The order of comparison, for a whole corpus or for a few articles that come and go.

    profiles -> candidates -> alignments -> lineage -> origins -> groups, discrepancies

Comes in: readings that are new, ids of articles that are gone, who their referents are, and a memory with
what was compared before.  Goes out: a `Comparison` with all that changed.  What an article does not touch is
not looked at; a whole comparison is one in which every article is new.
Must not: read a text or a file, or count anything over the corpus.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from kg.compare.alignment import SAME, align
from kg.compare.candidates import StoredAlignment, keys_of
from kg.compare.context import WEAK, in_context, may_be_of_one_matter
from kg.compare.copied import copied_links
from kg.compare.credited import credited_links, credited_outlets
from kg.compare.groups import make_groups
from kg.compare.listing import list_discrepancies
from kg.compare.memory import Memory, NewMemory
from kg.compare.origins import Joined, count_origins
from kg.compare.pairs import published_on
from kg.compare.problems import Neighbour, credit_problems, credits_outlet, lineage_problems
from kg.compare.profiles import EntityOf, read_card, read_profiles
from kg.compare.reach import (
    ClaimPair,
    alignments_of,
    batches,
    cards_of,
    documents_below,
    links_above,
    reached,
)
from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.compare.wording import Key, wording_key
from kg.model import ClaimGroup, Discrepancy, Entity, LineageKind, LineageLink, Reading

DocumentPair = tuple[str, str]
"""Ids of two documents, sorted."""

_CACHED = 20_000
"""Alignments that are kept between the steps of a comparison."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing changed: the links of the documents `lineage_of`, the groups of the claims `regrouped`,
    and the discrepancies of the documents `compared` are these now and no others."""

    lineage: tuple[LineageLink, ...]
    groups: tuple[ClaimGroup, ...]
    discrepancies: tuple[Discrepancy, ...]
    lineage_of: frozenset[str]
    regrouped: frozenset[str]
    compared: frozenset[str]


def compare(readings: Iterable[Reading], entities: Iterable[Entity]) -> Comparison:
    """Compare a whole corpus."""
    entity_of = {pair: entity for entity in entities for pair in entity.referents}
    return compare_more(NewMemory(), readings, (), entity_of)


def compare_more(
    memory: Memory, added: Iterable[Reading], gone: Collection[str], entity_of: EntityOf
) -> Comparison:
    """Compare articles that are new, or whose entities have changed, with those that the memory has; take out
    those that are gone.

    `entity_of` needs to know the referents and publishers of the added articles alone.
    """
    step = _Step(memory)
    step.forget(gone)
    step.learn(added, entity_of)
    step.link()
    return step.outcome()


class _Step:
    """One comparison: which articles came and went, and what that touches."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._made: dict[ClaimPair, Alignment] = {}
        """Alignments that were made last, by the ids of their claims."""
        self._worded = lru_cache(_CACHED)(self._worded_in)
        self._new: list[str] = []
        self._gone: set[str] = set()
        self._stirred: set[str] = set()
        """Claims whose groups may change."""
        self._relinked: dict[str, Sequence[LineageLink]] = {}
        self._crediting: set[str] = set()
        """Articles that credit the publisher of an article that came or went, and tell of the same."""

    def forget(self, documents: Iterable[str]) -> None:
        """Take articles out; what they were grouped with, and what rested on them, is looked at again."""
        for document in documents:
            self._gone.add(document)
            self._stir(document)
            self._crediting |= self._creditors(document)
            for other in self._memory.descendants(document):
                self._relinked.setdefault(other, ())
            self._memory.drop(document)

    def learn(self, readings: Iterable[Reading], entity_of: EntityOf) -> None:
        """Take articles in, each in the place of its earlier state, and find what they speak of together."""
        coming = sorted(readings, key=lambda reading: reading.document.id)
        for document in [reading.document.id for reading in coming]:
            if self._memory.card(document) is not None:
                self.forget([document])
                self._gone.discard(document)
        for reading in coming:
            self._put(reading, entity_of)
            self._keep(list(self._find(reading.document.id)))
            self._new.append(reading.document.id)
        for document in self._new:
            self._stir(document)
            self._crediting |= {document, *self._creditors(document)}

    def link(self) -> None:
        """Find out what rests on what: for the new articles, and for those that may rest on them."""
        here = {one for one in self._relinked if self._memory.card(one) is not None}
        copied, below = self._copied(self._new)
        rest = (here | below) - set(self._new)
        copied |= self._copied(rest)[0]
        for document in sorted({*self._new, *rest}):
            credited = [one for one in self._memory.links(document) if one.kind is LineageKind.CREDITED]
            found = [*credited, *copied.get(document, ())]
            if document in self._new or found != list(self._memory.links(document)):
                self._relinked[document] = found
                self._memory.put_links(document, found)
            else:
                self._relinked.pop(document, None)

    def outcome(self) -> Comparison:
        """Return all that changed."""
        relinked = self._with_problems()
        below = documents_below(self._memory, self._relinked)
        for document in below:
            self._stirred |= {profile.id for profile in self._memory.profiles_of(document)}
        groups, claims = self._groups()
        compared = frozenset({*self._new, *self._relinked, *self._gone})
        return Comparison(
            lineage=relinked,
            groups=groups,
            discrepancies=self._discrepancies(compared - self._gone),
            lineage_of=frozenset({*self._relinked, *(one.document for one in relinked), *self._gone}),
            regrouped=claims,
            compared=compared,
        )

    # ------------------------------------------------------------------------------- articles and claims

    def _put(self, reading: Reading, entity_of: EntityOf) -> None:
        card = read_card(reading, entity_of, credited_outlets(reading, entity_of))
        profiles = read_profiles(reading, entity_of, card)
        day = published_on(card.published)
        self._memory.put(card.id, day.toordinal() if day else None, [(one, keys_of(one)) for one in profiles])
        self._memory.put_card(card)
        self._memory.put_links(card.id, credited_links([reading], entity_of))

    def _find(self, document: str) -> Iterator[Alignment]:
        """Yield what an article and those before it have in common, however little: together it may be much
        (`in_context`)."""
        for profile in self._memory.profiles_of(document):
            for other in self._memory.candidates(profile, keys_of(profile)):
                found = align(profile, other, WEAK) if may_be_of_one_matter(profile, other) else None
                if found is not None:
                    yield found

    def _keep(self, found: Sequence[Alignment]) -> None:
        """Remember of what two articles have in common what the articles as a whole bear out."""
        made = {(one.left.id, one.right.id): one for one in found}
        held = in_context(found)
        self._memory.put_alignments(map(_stored, held))
        for one in held:
            pair = (one.left.id, one.right.id)
            self._hold(pair, replace(made[pair], score=one.score))

    def _hold(self, pair: ClaimPair, alignment: Alignment) -> None:
        if len(self._made) >= _CACHED:
            del self._made[next(iter(self._made))]
        self._made[pair] = alignment

    def _stir(self, document: str) -> None:
        """Note the claims of an article and those that they were found to say the same as."""
        self._stirred |= {profile.id for profile in self._memory.profiles_of(document)}
        for one in self._memory.alignments_of(document):
            if one.score >= SAME:
                self._stirred |= {one.left, one.right}

    def _align(self, stored: Iterable[StoredAlignment]) -> Iterator[Alignment]:
        """Yield alignments again, each made once if it is asked for soon."""
        return (found for one in stored if (found := self._alignment(one)) is not None)

    def _alignment(self, stored: StoredAlignment) -> Alignment | None:
        """Return an alignment; the score that the memory has tells of the two articles too."""
        pair = (stored.left, stored.right)
        if pair not in self._made:
            left, right = self._memory.profile(stored.left), self._memory.profile(stored.right)
            found = align(left, right, 0.0) if left is not None and right is not None else None
            if found is None:
                return None
            self._hold(pair, replace(found, score=stored.score))
        return self._made[pair]

    # ------------------------------------------------------------------------------------------- lineage

    def _copied(self, documents: Iterable[str]) -> tuple[dict[str, list[LineageLink]], set[str]]:
        """Return the copied links of articles, by all that each shares with any other, and which other
        articles may rest on one of them."""
        found: dict[str, list[LineageLink]] = {}
        below: set[str] = set()
        for some in batches(sorted(documents)):
            stored = alignments_of(self._memory, some).values()
            for link in copied_links(*self._pairs(stored), self._credited(stored)):
                if link.document in some:
                    found.setdefault(link.document, []).append(link)
                elif link.origin in some:
                    below.add(link.document)
        return found, below

    def _pairs(
        self, stored: Iterable[StoredAlignment]
    ) -> tuple[Mapping[str, DocumentCard], Mapping[DocumentPair, Sequence[Alignment]]]:
        pairs: dict[DocumentPair, list[Alignment]] = {}
        for one in self._align(stored):
            low, high = sorted((one.left.card.id, one.right.card.id))
            pairs.setdefault((low, high), []).append(one)
        return cards_of(self._memory, {document for pair in pairs for document in pair}), pairs

    def _credited(self, stored: Iterable[StoredAlignment]) -> Sequence[LineageLink]:
        documents = {document for one in stored for document in (one.left_document, one.right_document)}
        links = chain.from_iterable(self._memory.links(document) for document in sorted(documents))
        return [link for link in links if link.kind is LineageKind.CREDITED]

    def _with_problems(self) -> tuple[LineageLink, ...]:
        """Return the new links and those that are in one circle with them, with what is wrong with them."""
        links = links_above(self._memory, self._relinked)
        cards = cards_of(self._memory, {one for link in links for one in (link.document, link.origin)})
        told = [
            one for one in lineage_problems(links, cards) if one.document in self._relinked or one.problem
        ]
        documents = sorted({one.document for one in told} | self._relinked.keys())
        for document in documents:
            known = {(one.origin, one.kind): one for one in self._memory.links(document)}
            known |= {(one.origin, one.kind): one for one in told if one.document == document}
            self._memory.put_links(document, tuple(known.values()))
        documents = sorted({*documents, *self._tell_credits(self._crediting | self._relinked.keys())})
        found = chain.from_iterable(self._memory.links(document) for document in documents)
        return tuple(sorted(found, key=lambda link: (link.document, link.origin, link.kind)))

    def _creditors(self, document: str) -> set[str]:
        """Return the articles that have claims in common with one and credit its publisher."""
        card = self._memory.card(document)
        pairs = self._memory.alignments_of(document) if card is not None else ()
        beside = {one for pair in pairs for one in (pair.left_document, pair.right_document)}
        cards = cards_of(self._memory, beside).values()
        return {one.id for one in cards if card is not None and credits_outlet(one, card.publisher)}

    def _tell_credits(self, documents: Iterable[str]) -> Iterator[str]:
        """Yield the articles whose credited links have other problems now than they had."""
        for document, card in cards_of(self._memory, sorted(documents)).items():
            links = self._memory.links(document)
            outlets = {link.origin for link in links if link.kind is LineageKind.CREDITED}
            if outlets:
                told = credit_problems(links, card, self._beside(document, outlets))
                if told != tuple(links):
                    self._memory.put_links(document, told)
                    yield document

    def _beside(self, document: str, publishers: Collection[str]) -> Sequence[Neighbour]:
        """Return the articles of some publishers that have claims in common with an article."""
        shared: dict[str, set[ClaimPair]] = {}
        for pair in self._memory.alignments_of(document):
            sides = [(pair.left_document, pair.left), (pair.right_document, pair.right)]
            (_, ours), (other, theirs) = sorted(sides, key=lambda side: side[0] != document)
            shared.setdefault(other, set()).add((ours, theirs))
        return [
            Neighbour(card, frozenset(shared[one]), tuple(self._memory.links(one)))
            for one, card in cards_of(self._memory, sorted(shared)).items()
            if card.publisher in publishers
        ]

    # ----------------------------------------------------------------------------- groups, discrepancies

    def _groups(self) -> tuple[tuple[ClaimGroup, ...], frozenset[str]]:
        """Return the groups of the claims that were stirred, and of all that are linked with them."""
        seen: set[str] = set()
        groups: list[ClaimGroup] = []
        for claim in sorted(self._stirred):
            if claim not in seen:
                profiles, stored = self._linked(claim)
                seen |= profiles.keys()
                made = make_groups(profiles.values(), list(self._align(stored)), {})
                lineage = links_above(self._memory, {profile.card.id for profile in profiles.values()})
                groups += count_origins(made, profiles, lineage)
        return tuple(sorted(groups, key=lambda group: group.id)), frozenset(seen | self._stirred)

    def _linked(self, claim: str) -> tuple[Mapping[str, ClaimProfile], Sequence[StoredAlignment]]:
        """Return a claim and all that say the same, over any number of steps, with what links them."""
        waiting = [claim]
        profiles: dict[str, ClaimProfile] = {}
        stored: dict[ClaimPair, StoredAlignment] = {}
        while waiting:
            claim = waiting.pop()
            profile = self._memory.profile(claim) if claim not in profiles else None
            if profile is None:
                continue
            profiles[claim] = profile
            waiting += self._worded(profile.card.id)[wording_key(profile)]
            for one in self._memory.alignments_with(claim):
                if one.score >= SAME:
                    stored[one.left, one.right] = one
                    waiting += (one.left, one.right)
        return profiles, [stored[pair] for pair in sorted(stored)]

    def _worded_in(self, document: str) -> Mapping[Key, Sequence[str]]:
        """Return the claims of an article by their wording: what it says twice is in one group."""
        found: dict[Key, list[str]] = {}
        for profile in self._memory.profiles_of(document):
            found.setdefault(wording_key(profile), []).append(profile.id)
        return found

    def _discrepancies(self, documents: Collection[str]) -> tuple[Discrepancy, ...]:
        """Return how the claims of some articles differ from others, the surest first.

        Doubles are told by all that the articles and those beside them have in common with one another.
        """
        found = [
            one
            for part in self._parts(documents)
            for one in self._list(part, documents)
            if one.left.document in documents or one.right.document in documents
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.id)))

    def _parts(self, documents: Iterable[str]) -> Iterator[frozenset[str]]:
        """Yield the articles that some articles have claims in common with, those together that share one."""
        joined = Joined()
        beside: dict[str, None] = {}
        for document in sorted(documents):
            beside[document] = None
            for one in self._memory.alignments_of(document):
                joined.join(one.left_document, one.right_document)
                beside |= {one.left_document: None, one.right_document: None}
        parts: dict[str, set[str]] = {}
        for document in beside:
            parts.setdefault(joined.head(document), set()).add(document)
        return (frozenset(part) for _, part in sorted(parts.items()) if len(part) > 1)

    def _list(self, part: frozenset[str], documents: Collection[str]) -> Sequence[Discrepancy]:
        """List the differences among the articles of a part, as far as they concern some of its articles.

        What tells doubles beside their own alignments are those of the claims that these lead to.
        """
        ours = part.intersection(documents)
        stored = alignments_of(self._memory, sorted(ours))
        around = chain.from_iterable(map(self._memory.alignments_with, reached(stored.values(), ours)))
        stored |= {(one.left, one.right): one for one in around}
        inside = (one for one in stored.values() if {one.left_document, one.right_document} <= part)
        alignments = self._align(sorted(inside, key=lambda one: (one.left, one.right)))
        lineage = links_above(self._memory, part)
        kin = part if part.issubset(documents) else self._kin(part, documents, lineage)
        profiles = (profile for one in sorted(kin) for profile in self._memory.profiles_of(one))
        return list_discrepancies(alignments, lineage, list(profiles))

    def _kin(
        self, part: Collection[str], documents: Collection[str], lineage: Iterable[LineageLink]
    ) -> frozenset[str]:
        """Return those of the articles that some of them rest on, or that rest on these, one step away."""
        publishers = {one.id: one.publisher for one in cards_of(self._memory, part).values()}
        ends = ((link.document, link.origin) for link in lineage)
        pairs = {
            (document, other)
            for document, origin in ends
            if document in publishers
            for other, publisher in publishers.items()
            if origin in (other, publisher)
        }
        return frozenset(one for pair in pairs if not set(pair).isdisjoint(documents) for one in pair)


def _stored(alignment: Alignment) -> StoredAlignment:
    return StoredAlignment(
        alignment.left.id,
        alignment.right.id,
        alignment.left.card.id,
        alignment.right.card.id,
        alignment.score,
        alignment.copied,
    )
