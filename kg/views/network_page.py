"""The context of network.html: what pyvis holds, and the words behind every node and line.

Comes in: look-ups.  Goes out: one frozen `NetworkContext`, and the script that draws it.
Must not: build HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kg.query.acts import ALL_ACTS, is_claim
from kg.query.results import ClaimView, DocumentView, StoreSummary
from kg.views.answers import Answers
from kg.views.evidence import NO_SOURCE, describe_denial
from kg.views.network import Network, make_network
from kg.views.pyvis_network import TIE_WORDS, draw_network
from kg.views.wording import count_retracted, describe_time


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """What the side panel says about a node."""

    id: str
    kind: str
    label: str
    named: bool
    note: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieDetail:
    """What the side panel says about a line, in the order of the pyvis edges."""

    kind: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceDetail:
    """A claim in its sentence: pieces in order, each with True where it is the claim's own words; `denial`,
    `aside` and `within` as in `kg.views.evidence.ClaimContext`."""

    id: str
    speaker: str
    pieces: tuple[tuple[str, bool], ...]
    article: str
    publisher: str
    published: str
    denial: str
    act: str
    aside: bool
    within: int | None


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """All that network.html shows; `nodes` and `edges` are pyvis's own."""

    nodes: Sequence[dict[str, Any]]
    edges: Sequence[dict[str, Any]]
    details: tuple[ActorDetail, ...]
    ties: tuple[TieDetail, ...]
    claims: tuple[SentenceDetail, ...]
    words: dict[str, str]
    untied: int
    notice: str


def make_network_page(answers: Answers) -> NetworkContext:
    """Return the context of network.html."""
    claims = answers.claims(act=ALL_ACTS)
    positions = {claim.id: at for at, claim in enumerate(claims)}
    network = make_network(answers, act=ALL_ACTS)
    drawn = draw_network(network)
    documents = {document.id: document for document in answers.documents()}
    return NetworkContext(
        nodes=drawn.nodes,
        edges=drawn.edges,
        details=tuple(ActorDetail(n.id, n.kind, n.label, n.named, n.note, n.names) for n in network.nodes),
        ties=tuple(TieDetail(tie.kind.value, tie.claims) for tie in network.ties),
        claims=tuple(describe_sentence(one, documents[one.document_id], positions) for one in claims),
        words={kind.value: words for kind, words in TIE_WORDS.items()},
        untied=network.untied,
        notice=" ".join(filter(None, (describe_cut(network), describe_absent(answers.summary())))),
    )


def describe_cut(network: Network) -> str:
    """Return what is missing from the drawing, in words; empty if nothing is."""
    if not network.omitted:
        return ""
    everything = len(network.nodes) + network.omitted
    return (
        f"Showing the {len(network.nodes):,} most connected of {everything:,} nodes. "
        "Evidence lists every claim; kg export graphml writes the whole network."
    )


def describe_absent(total: StoreSummary) -> str:
    """Return what is not drawn since it was retracted, in words; empty if nothing was."""
    retracted = count_retracted(total)
    return f"Not drawn: {retracted}. Evidence shows them struck through." if retracted else ""


def describe_sentence(
    claim: ClaimView, document: DocumentView, positions: Mapping[str, int]
) -> SentenceDetail:
    """Return a claim in its sentence, cut in Python so that the page needs no offsets; `positions` are those
    of all claims."""
    return SentenceDetail(
        id=claim.id,
        speaker=claim.source.label or NO_SOURCE,
        pieces=cut_sentence(document.text, claim),
        article=document.title or document.path,
        publisher=document.publisher_label or document.publisher or "unknown publisher",
        published=describe_time(document.published),
        denial=describe_denial(claim),
        act=claim.act,
        aside=not is_claim(claim.act),
        within=positions.get(claim.within) if claim.within else None,
    )


def cut_sentence(text: str, claim: ClaimView) -> tuple[tuple[str, bool], ...]:
    """Return the sentence in pieces, the claim's own words marked."""
    start = (
        min([claim.sentence[0], *(span[0] for span in claim.spans)])
        if any(claim.sentence)
        else claim.spans[0][0]
    )
    end = max(claim.sentence[1], *(span[1] for span in claim.spans))
    pieces: list[tuple[str, bool]] = []
    for left, right in sorted(claim.spans):
        pieces += [(text[start:left], False), (text[left:right], True)]
        start = right
    return tuple(piece for piece in (*pieces, (text[start:end], False)) if piece[0])


def read_vis_network() -> str:
    """Return the vis-network script that the pyvis wheel carries, without the link to its source map."""
    script = (
        files("pyvis")
        .joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
        .read_text(encoding="utf-8")
    )
    return script.split("//# sourceMappingURL=")[0]
