"""The network of actors, places and documents: who says something about whom, where it was reported.

Comes in: look-ups.  Goes out: frozen nodes and ties (`kg.views.ties`), most connected first, at most
`NODE_LIMIT`.  Must not: know pyvis, positions, colours or HTML.

Every tie carries the claims that it stands for, so that nothing is drawn without its words.  Intentions and
deeds are left out unless asked for; then they tie their actor to what they concern in a way of their own,
since nothing was said.  What was retracted ties nothing, and who is known from it alone is no node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.query.acts import is_claim
from kg.query.comparison_results import DiscrepancyView, LineageView
from kg.query.results import ClaimView, DocumentView
from kg.views.actors import NOBODY, list_actors, speaker_id
from kg.views.answers import Answers
from kg.views.ties import Tie, list_ties, rank_nodes
from kg.views.wording import describe_time, name_article, name_publisher

NODE_LIMIT = 1_500
"""Above this a browser drags and a person sees a cloud."""


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
class Network:
    """What is drawn.

    `omitted` nodes were left out for the limit, `untied` because no line reaches them; `aside` are the
    positions of intentions and deeds in the list of claims; `lineage` and `differences` are what ties stand
    for, beside claims.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    omitted: int
    untied: int
    aside: frozenset[int] = frozenset()
    lineage: tuple[LineageView, ...] = ()
    differences: tuple[DiscrepancyView, ...] = ()


def make_network(
    answers: Answers, limit: int = NODE_LIMIT, *, act: str | Sequence[str] | None = None
) -> Network:
    """Return the network, cut to the `limit` most connected nodes (ties in the order of their kind).

    `act` as in `Lookups.claims`: without it the network of what is said and thought.  Nodes that this ties
    come before those that only intentions and deeds do.
    """
    claims = answers.claims(act=act)
    documents = [one for one in answers.documents() if one.retraction is None]
    lineage, differences = answers.lineage(), answers.discrepancies()
    candidates = {node.id: node for node in list_nodes(answers, claims, documents)}
    ties = [
        tie
        for tie in list_ties(claims, documents, lineage, differences)
        if tie.source in candidates and tie.target in candidates
    ]
    aside = frozenset(at for at, claim in enumerate(claims) if not is_claim(claim.act))
    ranked = _rank_said_first(ties, aside)
    kept = set(ranked[:limit])
    return Network(
        nodes=tuple(candidates[node] for node in ranked[:limit]),
        ties=tuple(tie for tie in ties if tie.source in kept and tie.target in kept),
        omitted=max(0, len(ranked) - limit),
        untied=len(candidates) - len(ranked),
        aside=aside,
        lineage=lineage,
        differences=differences,
    )


def _rank_said_first(ties: Sequence[Tie], aside: frozenset[int]) -> list[str]:
    said = rank_nodes(tie for tie in ties if tie.stands_without(aside))
    return list(dict.fromkeys([*said, *rank_nodes(ties)]))


def list_nodes(
    answers: Answers, claims: Sequence[ClaimView], documents: Sequence[DocumentView]
) -> Iterator[Node]:
    """Yield every entity, every speaker that is none, and every document."""
    entities = [entity for entity in answers.entities() if entity.supported]
    speakers = {speaker_id(claim.source) for claim in claims} - {NOBODY}
    for actor in list_actors(claims, documents, entities).listed:
        if actor.entity or actor.id in speakers:
            yield Node(actor.id, actor.kind, actor.label, actor.named, actor.note, actor.names)
    for document in documents:
        yield _describe_document(document)


def _describe_document(document: DocumentView) -> Node:
    note = ", ".join(filter(None, (name_publisher(document), describe_time(document.published))))
    return Node(document.id, "document", name_article(document), True, note, (document.path,))
