"""The network of actors, places and documents: who says something about whom, where it was reported.

Comes in: look-ups.  Goes out: frozen nodes and ties, most connected first, at most `NODE_LIMIT`.
Must not: know pyvis, positions, colours or HTML.

Ties have a direction and a kind, and carry the claims that they stand for, so that nothing is drawn
without its words.  Two nodes may be tied in several ways at once.  Intentions and deeds are left out unless
asked for; then they tie their actor to what they concern in a way of their own, since nothing was said.
What was retracted ties nothing, and who is known from it alone is no node.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kg.query.acts import is_claim
from kg.query.comparison_results import LineageView
from kg.query.lookups import PLACES
from kg.query.results import ClaimView, DocumentView
from kg.views.answers import Answers
from kg.views.evidence import NOBODY, OWN_VOICE, ActorContext, describe_article, list_speakers, speaker_id

NODE_LIMIT = 1_500
"""Above this a browser drags and a person sees a cloud."""


class TieKind(StrEnum):
    """What a line means, read from its start to its end."""

    SAID_ABOUT = "said-about"
    ACTED_ON = "acted-on"
    NAMED_PLACE = "named-place"
    REPORTED_IN = "reported-in"
    TOLD = "told"
    PUBLISHED_BY = "published-by"
    RESTS_ON = "rests-on"


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a place, an outlet or a document (`kind` "document"); `note` is a role, country or date."""

    id: str
    kind: str
    label: str
    named: bool
    note: str
    names: tuple[str, ...]

    @property
    def unnamed(self) -> bool:
        """A source that the article does not name; a publisher that nobody told us is still an outlet."""
        return not self.named and self.kind != "outlet"


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two nodes; `claims` are positions in the network's claims, `count` how often: claims
    that are no intentions or deeds where it has any."""

    source: str
    target: str
    kind: TieKind
    count: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn.  `omitted` nodes were left out for the limit, `untied` because no line reaches them;
    `aside` are the positions of intentions and deeds in the network's claims."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    omitted: int
    untied: int
    aside: frozenset[int] = frozenset()


_Key = tuple[str, str, TieKind]


def make_network(
    answers: Answers, limit: int = NODE_LIMIT, *, act: str | Sequence[str] | None = None
) -> Network:
    """Return the network, cut to the `limit` most connected nodes (ties in the order of their kind).

    `act` as in `Lookups.claims`: without it the network of what is said and thought.  Nodes that this ties
    come before those that only intentions and deeds do.
    """
    claims = answers.claims(act=act)
    documents = [one for one in answers.documents() if one.retraction is None]
    aside = frozenset(at for at, claim in enumerate(claims) if not is_claim(claim.act))
    candidates = {node.id: node for node in list_nodes(answers, claims, documents)}
    ties = [
        tie
        for tie in list_ties(claims, documents, answers.lineage())
        if tie.source in candidates and tie.target in candidates
    ]
    said = rank_nodes(tie for tie in ties if not tie.claims or not aside.issuperset(tie.claims))
    ranked = list(dict.fromkeys([*said, *rank_nodes(ties)]))
    kept = set(ranked[:limit])
    return Network(
        nodes=tuple(candidates[node] for node in ranked[:limit]),
        ties=tuple(tie for tie in ties if tie.source in kept and tie.target in kept),
        omitted=max(0, len(ranked) - limit),
        untied=len(candidates) - len(ranked),
        aside=aside,
    )


def list_nodes(
    answers: Answers, claims: Sequence[ClaimView], documents: Sequence[DocumentView]
) -> Iterator[Node]:
    """Yield every entity, every speaker that is none, and every document."""
    entities = {entity.id: entity for entity in answers.entities() if entity.supported}
    speakers = {speaker.id: speaker for speaker in list_speakers(claims, entities)}
    for entity in entities.values():
        note = (entity.country or "") if entity.kind in PLACES else next(iter(entity.roles), "")
        if entity.id in speakers and not entity.named:
            note = speakers[entity.id].note  # the article's words say more than "one" or "people"
        yield Node(entity.id, entity.kind, entity.label, entity.named, note, entity.aliases)
    for speaker in speakers.values():
        if speaker.id not in entities and speaker.id != NOBODY:
            yield _node_of(speaker)
    for document in documents:
        article = describe_article(document)
        note = ", ".join(filter(None, (article.publisher, article.published)))
        yield Node(document.id, "document", article.title, True, note, (document.path,))


def _node_of(speaker: ActorContext) -> Node:
    return Node(speaker.id, speaker.kind, speaker.label, speaker.named, speaker.note, speaker.names)


def list_ties(
    claims: Sequence[ClaimView], documents: Iterable[DocumentView], lineage: Iterable[LineageView]
) -> list[Tie]:
    """Return every tie once, with the claims behind it."""
    behind: defaultdict[_Key, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        for key in dict.fromkeys(_ties_of_claim(claim)):
            behind[key].append(at)
    counted = frozenset(at for at, claim in enumerate(claims) if is_claim(claim.act))
    ties = [
        Tie(*key, sum(at in counted for at in found) or len(found), tuple(found))
        for key, found in behind.items()
    ]
    bare: Counter[_Key] = Counter(
        (document.id, document.publisher_entity, TieKind.PUBLISHED_BY) for document in documents
    )
    bare.update((link.document_id, link.origin_id, TieKind.RESTS_ON) for link in lineage)
    ties += [Tie(*key, count, ()) for key, count in bare.items()]
    return sorted((tie for tie in ties if tie.source != tie.target), key=_order)


def _order(tie: Tie) -> tuple[str, str, str]:
    return tie.kind, tie.source, tie.target


def _ties_of_claim(claim: ClaimView) -> Iterator[_Key]:
    speaker, said = speaker_id(claim.source), is_claim(claim.act)
    places = {place.entity for place in claim.places}
    for about in claim.about:
        if about.entity not in places:
            yield speaker, about.entity, TieKind.SAID_ABOUT if said else TieKind.ACTED_ON
    for place in claim.places:
        yield speaker, place.entity, TieKind.NAMED_PLACE if said else TieKind.ACTED_ON
    if claim.style != OWN_VOICE:
        yield speaker, claim.document_id, TieKind.REPORTED_IN
        yield from _ties_of_chain(claim)


def _ties_of_chain(claim: ClaimView) -> Iterator[_Key]:
    """Whoever stands further in told the one before; the publisher (first) is tied to its document."""
    carriers = [step.entity for step in claim.chain[1:]]
    for carrier, teller in pairwise(carriers):
        if carrier and teller:
            yield teller, carrier, TieKind.TOLD


def rank_nodes(ties: Iterable[Tie]) -> list[str]:
    """Return the ids of tied nodes: most neighbours first, then most claims, then by id."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    for tie in ties:
        for here, there in ((tie.source, tie.target), (tie.target, tie.source)):
            neighbours[here].add(there)
            weight[here] += tie.count
    return sorted(neighbours, key=lambda node: (-len(neighbours[node]), -weight[node], node))
