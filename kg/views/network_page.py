"""The context of network.html: what pyvis holds, and the words behind every node and line.

Comes in: look-ups.  Goes out: one frozen `NetworkContext`.
Must not: build HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.query.acts import ALL_ACTS, is_claim
from kg.query.comparison_results import DiscrepancyView, LineageView, SideView, Span
from kg.query.results import ClaimView, DocumentView, StoreSummary
from kg.views.actors import NO_SOURCE
from kg.views.answers import Answers
from kg.views.evidence import describe_denial
from kg.views.network import Network, make_network
from kg.views.pyvis_network import TIE_WORDS, draw_network
from kg.views.wording import count_retracted, describe_time, name_article, name_publisher

Pieces = tuple[tuple[str, bool], ...]
"""Text cut into pieces, in order, each with True where it is marked."""

_LONGEST_EVIDENCE = 5  # passages of an article that are shown for one line


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
    """What the side panel says about a line, in the order of the pyvis edges; `behind` as in
    `kg.views.ties.Tie`."""

    kind: str
    claims: tuple[int, ...]
    behind: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceDetail:
    """A claim in its sentence: pieces in order, each with True where it is the claim's own words; `denial`,
    `aside` and `within` as in `kg.views.evidence.ClaimContext`."""

    id: str
    speaker: str
    pieces: Pieces
    article: str
    publisher: str
    published: str
    denial: str
    act: str
    aside: bool
    within: int | None


@dataclass(frozen=True, slots=True)
class DifferenceDetail:
    """Two claims that differ, by position, and how; `left` and `right` are their sentences in pieces, with
    True where the words differ."""

    id: str
    kind: str
    reason: str
    time: str
    claims: tuple[int, int]
    left: Pieces
    right: Pieces


@dataclass(frozen=True, slots=True)
class LineageDetail:
    """Why an article is said to rest on another one or on an outlet's report; `evidence` are its words."""

    kind: str
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """All that network.html shows; `nodes` and `edges` are pyvis's own."""

    nodes: Sequence[dict[str, Any]]
    edges: Sequence[dict[str, Any]]
    details: tuple[ActorDetail, ...]
    ties: tuple[TieDetail, ...]
    claims: tuple[SentenceDetail, ...]
    differences: tuple[DifferenceDetail | None, ...]
    lineage: tuple[LineageDetail, ...]
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
        ties=tuple(TieDetail(tie.kind.value, tie.claims, tie.behind) for tie in network.ties),
        claims=tuple(describe_sentence(one, documents[one.document_id], positions) for one in claims),
        differences=tuple(describe_difference(one, documents, positions) for one in network.differences),
        lineage=tuple(map(describe_link, network.lineage)),
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
        article=name_article(document),
        publisher=name_publisher(document),
        published=describe_time(document.published),
        denial=describe_denial(claim),
        act=claim.act,
        aside=not is_claim(claim.act),
        within=positions.get(claim.within) if claim.within else None,
    )


def cut_sentence(text: str, claim: ClaimView) -> Pieces:
    """Return the sentence in pieces, the claim's own words marked."""
    return _cut(text, claim.sentence, claim.spans)


def _cut(text: str, sentence: Span, spans: Sequence[Span]) -> Pieces:
    start = min([sentence[0], *(span[0] for span in spans)]) if any(sentence) else spans[0][0]
    end = max([sentence[1], *(span[1] for span in spans)])
    return tuple(piece for piece in _pieces(text, (start, end), sorted(spans)) if piece[0])


def _pieces(text: str, whole: Span, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    start, end = whole
    for left, right in spans:
        yield text[start:left], False
        yield text[left:right], True
        start = right
    yield text[start:end], False


def describe_difference(
    found: DiscrepancyView, documents: Mapping[str, DocumentView], positions: Mapping[str, int]
) -> DifferenceDetail | None:
    """Return a difference with both its sentences, None where one of its claims is not in the page."""
    if found.left.claim not in positions or found.right.claim not in positions:
        return None
    return DifferenceDetail(
        id=found.id,
        kind=found.kind,
        reason=found.reason,
        time=found.time,
        claims=(positions[found.left.claim], positions[found.right.claim]),
        left=_cut_side(found.left, documents),
        right=_cut_side(found.right, documents),
    )


def _cut_side(side: SideView, documents: Mapping[str, DocumentView]) -> Pieces:
    return _cut(documents[side.document_id].text, side.sentence, side.word_spans or side.spans)


def describe_link(found: LineageView) -> LineageDetail:
    """Return why an article is said to rest on something."""
    words = dict.fromkeys(one.text for one in found.evidence if one.text)
    return LineageDetail(found.kind, found.reasons, tuple(words)[:_LONGEST_EVIDENCE], found.problem)
