"""What lost support between two states of a store: what a retraction took away from all that rested on it.

Comes in: look-ups before and after.  Goes out: `LostSupport`.  Must not: read files, or judge what is true.
A claim loses support when the counts of its group fall, or when its article rests, by lineage, on a retracted
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query.acts import ALL_ACTS
from kg.query.comparison_results import GroupView, LineageView
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView, EntityView


@dataclass(frozen=True, slots=True)
class Support:
    """The three counts of a group of claims."""

    articles: int = 0
    publishers: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class LostGroup:
    """A group of claims whose counts fell.  `text` and `claim` are those of one of its claims, one that still
    counts where there is any."""

    id: str
    text: str
    claim: str
    before: Support
    after: Support

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left that says it."""
        return self.after == Support()


@dataclass(frozen=True, slots=True)
class LostEntity:
    """An actor or place that is in fewer articles than before, or has lost what only retracted ones call it:
    roles, affiliations and names."""

    entity: EntityView
    documents_before: int
    documents_after: int
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestingDocument:
    """An article that rests on a retracted one: on itself, or on its outlet (`origin`), and how."""

    document: DocumentView
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class RestingClaim:
    """A claim of another article that rested on a retracted one, and why that is so."""

    claim: ClaimView
    reason: str


@dataclass(frozen=True, slots=True)
class LostSupport:
    """All that rests on less than before.

    `documents` and `claims` are what was retracted (claims by themselves, not those of retracted documents).
    `nested` are claims inside those claims: they count still.
    """

    documents: tuple[DocumentView, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    groups: tuple[LostGroup, ...] = ()
    entities: tuple[LostEntity, ...] = ()
    resting_documents: tuple[RestingDocument, ...] = ()
    resting_claims: tuple[RestingClaim, ...] = ()
    nested: tuple[ClaimView, ...] = ()

    @property
    def orphans(self) -> tuple[LostEntity, ...]:
        """The entities that no article mentions any more."""
        return tuple(one for one in self.entities if one.documents_before and not one.documents_after)


@dataclass(frozen=True, slots=True)
class _State:
    """A store's answers, each asked for once.  `groups` maps a claim that counts to its group."""

    documents: tuple[DocumentView, ...]
    claims: tuple[ClaimView, ...]
    retracted: tuple[ClaimView, ...]
    groups: tuple[GroupView, ...]
    entities: tuple[EntityView, ...]
    lineage: tuple[LineageView, ...]

    @classmethod
    def ask(cls, lookups: Lookups) -> _State:
        claims = lookups.claims(act=ALL_ACTS, retracted=None)
        return cls(
            documents=lookups.documents(),
            claims=tuple(one for one in claims if one.retraction is None),
            retracted=tuple(one for one in claims if one.retraction is not None),
            groups=lookups.groups(),
            entities=lookups.entities(),
            lineage=lookups.lineage(),
        )

    @property
    def current(self) -> dict[str, DocumentView]:
        return {one.id: one for one in self.documents if one.retraction is None}


def lost_support(before: Lookups, after: Lookups) -> LostSupport:
    """Return what lost support from one state of a store to a later one, in stable order."""
    then, now = _State.ask(before), _State.ask(after)
    known = {one.id for one in then.documents if one.retraction} | {one.id for one in then.retracted}
    documents = tuple(one for one in now.documents if one.retraction is not None and one.id not in known)
    gone = {one.id for one in documents}
    claims = tuple(one for one in now.retracted if one.id not in known and one.document_id not in gone)
    outer = {one.id for one in claims}
    resting = tuple(_resting_documents(documents, then, now))
    return LostSupport(
        documents=documents,
        claims=claims,
        groups=_lost_groups(then, now),
        entities=_lost_entities(then, now),
        resting_documents=resting,
        resting_claims=tuple(_resting_claims(documents, resting, then, now)),
        nested=tuple(one for one in now.claims if one.within in outer),
    )


# --------------------------------------------------------------------------------------------- groups


def _lost_groups(then: _State, now: _State) -> tuple[LostGroup, ...]:
    """Return the groups whose counts fell: those that still stand first, then by what they stood on."""
    left = {claim: group for group in now.groups for claim in group.claims}
    texts = {claim.id: claim.text for claim in then.claims}
    compared = (_compare_group(group, left, texts) for group in then.groups)
    lost = [one for one in compared if _is_less(one.after, one.before)]
    return tuple(sorted(lost, key=lambda one: (one.is_gone, -one.before.articles, one.text, one.id)))


def _compare_group(group: GroupView, left: Mapping[str, GroupView], texts: Mapping[str, str]) -> LostGroup:
    """Return a group with its counts then and now: now it is the largest that one of its claims is in."""
    standing = [claim for claim in group.claims if claim in left]
    claim = (standing or list(group.claims))[0]
    groups = (left[one] for one in standing)
    found = max(groups, key=lambda one: (one.id == group.id, one.articles), default=None)
    return LostGroup(
        id=group.id,
        text=texts.get(claim, group.text),
        claim=claim,
        before=Support(group.articles, group.publishers, group.origins),
        after=Support(found.articles, found.publishers, found.origins) if found else Support(),
    )


def _is_less(one: Support, other: Support) -> bool:
    return one.articles < other.articles or one.publishers < other.publishers or one.origins < other.origins


# ------------------------------------------------------------------------------------------- entities


def _lost_entities(then: _State, now: _State) -> tuple[LostEntity, ...]:
    """Return the entities that are in fewer articles or are called less, those that are nowhere now first."""
    left = {identifier: one for one in now.entities for identifier in (*one.replaces, one.id)}
    compared = (_compare_entity(one, left.get(one.id)) for one in then.entities)
    return tuple(sorted((one for one in compared if _has_lost(one)), key=_entity_order))


def _compare_entity(was: EntityView, now: EntityView | None) -> LostEntity:
    """Return one entity then and now; what it was merged into counts as itself."""
    return LostEntity(
        entity=now or was,
        documents_before=was.documents,
        documents_after=now.documents if now else 0,
        roles=_missing(was.roles, now.roles if now else ()),
        affiliations=_missing(was.affiliations, now.affiliations if now else ()),
        aliases=_missing(was.aliases, (now.label, *now.aliases) if now else ()),
    )


def _missing(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in before if one not in after)


def _has_lost(one: LostEntity) -> bool:
    fewer = one.documents_after < one.documents_before
    return fewer or bool(one.roles or one.affiliations or one.aliases)


def _entity_order(one: LostEntity) -> tuple[object, ...]:
    return (one.documents_after > 0, -one.documents_before, one.entity.label, one.entity.id)


# ------------------------------------------------------------------------------------------- lineage


def _resting_documents(
    retracted: Sequence[DocumentView], then: _State, now: _State
) -> Iterator[RestingDocument]:
    """Yield the articles that rest on retracted ones, or on others that do, in the order of answers."""
    by_origin: dict[str, list[LineageView]] = {}
    for link in then.lineage:
        by_origin.setdefault(link.origin_id, []).append(link)
    waiting = [origin for one in retracted for origin in (one.id, one.publisher_entity)]
    links: dict[str, LineageView] = {}
    while waiting:
        for link in by_origin.get(waiting.pop(0), ()):
            if link.document_id not in links:
                links[link.document_id] = link
                waiting.append(link.document_id)
    for identifier, document in now.current.items():
        if identifier in links:
            link = links[identifier]
            yield RestingDocument(document, link.origin, "; ".join(link.reasons) or link.kind)


def _resting_claims(
    retracted: Sequence[DocumentView], resting: Sequence[RestingDocument], then: _State, now: _State
) -> Iterator[RestingClaim]:
    """Yield the claims of resting articles that say what a retracted one says, or that somebody else made to
    an outlet none of whose articles is left.  What the outlet says itself is its own word, whatever becomes
    of its reports."""
    origins = {one.document.id: one.origin for one in resting}
    paths = {one.id: one.path for one in retracted}
    group_of = {one.id: one.group for one in then.claims}
    said = {one.group: paths[one.document_id] for one in then.claims if one.document_id in paths}
    left = {one.publisher_entity for one in now.current.values()}
    silent = {one.publisher_entity for one in retracted} - left
    for claim in now.claims:
        others = (step for step in claim.chain if step.entity != claim.source.entity)
        through = next((step.label for step in others if step.entity in silent), None)
        if claim.document_id not in origins:
            continue
        if group_of.get(claim.id) in said:
            path, origin = said[group_of[claim.id]], origins[claim.document_id]
            yield RestingClaim(claim, f"{path} said it, and {claim.document} rests on {origin}")
        elif through:
            yield RestingClaim(claim, f"it came through {through}, of which no other article is here")
