"""A newsroom whose articles rest on one another and differ, for tests of the tabs.

`ComparedNewsroom` is small and has every kind of link; `woven_newsroom` has as many articles as asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.query.comparison_results import DiscrepancyView, EvidenceView, LineageView, SideView
from kg.query.results import ClaimView, DocumentView, EntityView, RoleView, Span
from tests.unit.views.articles import JONAS, MARA, Article, Line, Speaker
from tests.unit.views.newsroom import Newsroom, entity_id, make_entity, make_side

FAR_AGENCY = Speaker("Far Agency", "outlet")
"""An outlet that is credited, and has no article here."""

AGENCY_ENTITY = entity_id(Speaker("Delta Wire", "outlet"))
PROBLEM = "nothing tells which of the two came first"


@dataclass(frozen=True)
class ComparedNewsroom(Newsroom):
    """Copies, credits to outlets here and elsewhere, a link that cannot be, and three differences."""

    def lineage(self) -> tuple[LineageView, ...]:
        documents = {document.path: document for document in self.documents()}
        return (
            make_copy(documents["copy.txt"], documents["weir.txt"], self.claims()),
            make_credit(documents["copy.txt"], "Delta Wire", AGENCY_ENTITY),
            make_credit(documents["late.html"], "Delta Wire", AGENCY_ENTITY),
            make_credit(documents["late.html"], "Far Agency", entity_id(FAR_AGENCY)),
            make_copy(documents["tram2.txt"], documents["tram.txt"], self.claims()),
            replace(
                make_copy(documents["tram3.txt"], documents["tram2.txt"], self.claims()), problem=PROBLEM
            ),
        )

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        claims = {(claim.document, claim.source.label): claim for claim in reversed(self.claims())}
        weir, copy = claims["weir.txt", JONAS.label], claims["copy.txt", JONAS.label]
        early, late = claims["tram.txt", MARA.label], claims["tram3.txt", MARA.label]
        warned, quiet = claims["tram.txt", JONAS.label], claims["tram2.txt", JONAS.label]
        return (
            make_difference("x-1", "hedge-dropped", (weir, "had not been"), (copy, ""), 0.91, descends=True),
            make_difference("x-2", "place-differs", (early, "Hillside"), (late, "this pay"), 0.7),
            make_difference("x-3", "hedge-dropped", (warned, "would cost"), (quiet, "more than"), 0.4),
        )

    def entities(self) -> tuple[EntityView, ...]:
        claims = self.claims()
        far = make_entity(entity_id(FAR_AGENCY), "outlet", FAR_AGENCY.label, FAR_AGENCY)
        return tuple(_count(entity, claims) for entity in (*super().entities(), far))


def _count(entity: EntityView, claims: tuple[ClaimView, ...]) -> EntityView:
    """Return an entity with the numbers of its claims; the mayor has a role, the harbour an identifier."""
    said = sum(claim.source.entity == entity.id for claim in claims)
    about = [
        {*(one.entity for one in claim.about), *(one.entity for one in claim.places)} for claim in claims
    ]
    found = replace(entity, claims_by=said, claims_about=sum(entity.id in each for each in about))
    if entity.label == JONAS.label:
        role = RoleView("mayor of Hillside", None, None, "weir.txt", claims[0].document_id, "2025-04-11", ())
        return replace(found, role_entries=(role,), mentions=1234, documents=7, country="FR")
    if entity.label == "Old Harbour":
        return replace(found, ids={"wikidata": "Q1", "geonames": "javascript:alert(1)"}, lat=48.3, lon=-11.7)
    return found


def make_difference(
    identifier: str,
    kind: str,
    left: tuple[ClaimView, str],
    right: tuple[ClaimView, str],
    score: float,
    *,
    descends: bool = False,
) -> DiscrepancyView:
    """Return a difference between two claims, each with the words that differ."""
    sides = make_differing(*left), make_differing(*right)
    reason = f"“{sides[0].words}” against “{sides[1].words}”"
    return DiscrepancyView(identifier, kind, *sides, reason, "1 day apart", score, 1, descends)


def make_differing(claim: ClaimView, words: str) -> SideView:
    """Return one side; the words must stand in the claim's sentence."""
    spans: tuple[Span, ...] = ()
    if words:
        at = claim.sentence[0] + claim.sentence_text.index(words)
        spans = ((at, at + len(words)),)
    return make_side(claim, words, spans)


def make_copy(document: DocumentView, origin: DocumentView, claims: tuple[ClaimView, ...]) -> LineageView:
    """Return a link between the first sentences of two articles."""
    here = [claim for claim in claims if claim.document_id == document.id]
    there = [claim for claim in claims if claim.document_id == origin.id]
    return LineageView(
        document=document.path,
        origin=origin.path,
        kind="copied",
        score=0.9,
        evidence=(EvidenceView(here[0].text, here[0].spans),),
        document_id=document.id,
        origin_id=origin.id,
        reasons=("1 statement stands in both",),
        origin_evidence=(EvidenceView(there[0].text, there[0].spans),),
        claims=tuple(claim.id for claim in here[:2]),
    )


def make_credit(document: DocumentView, label: str, entity: str) -> LineageView:
    """Return a credit to an outlet, shown by the article's first five letters."""
    evidence = (EvidenceView(document.text[:5], ((0, 5),)),)
    return LineageView(document.path, label, "credited", 1.0, evidence, document.id, entity, ("credited",))


@dataclass(frozen=True)
class WovenNewsroom(Newsroom):
    """Every article copies the one half its number before it; the first two copy one another."""

    def lineage(self) -> tuple[LineageView, ...]:
        documents, claims = self.documents(), self.claims()
        links = [
            make_copy(documents[number], documents[number // 2], claims)
            for number in range(1, len(documents))
        ]
        return (*links, make_copy(documents[0], documents[1], claims))


def woven_newsroom(number: int) -> WovenNewsroom:
    """Return that many articles of one claim, a day apart within a month."""
    return WovenNewsroom(tuple(_write_report(at) for at in range(number)))


def _write_report(number: int) -> Article:
    lines = (Line(f"{{s|Mara Veldt}} {{c|said}} {{t|gate {number} held}}.", MARA),)
    day = f"2025-05-{number % 28 + 1:02}"
    return Article(f"{number}.txt", f"Paper {number}", f"Report {number} of the flood", day, None, lines)
