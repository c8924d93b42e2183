"""A store of two hand-made articles whose words are hostile to a page, one resting on the other, with a
difference between them, a group of two claims and a claim inside another."""

from __future__ import annotations

from pathlib import Path

from kg import ids
from kg.graph.store import open_for_writing
from kg.model import (
    AboutReference,
    Certainty,
    Claim,
    ClaimGroup,
    Comparator,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancySide,
    EntityKind,
    LineageKind,
    LineageLink,
    Modality,
    Polarity,
    Quantity,
    Reading,
    Reference,
    Style,
    Tense,
    TimeValue,
    check_quotes,
)
from tests.records import RIVNE, make_claim, make_document, make_referent, reference, span
from tests.stores import entities_of

NAME = 'Eve "><img src=x onerror=alert(2)>'
TITLE = "Flood <script>alert(1)</script> in Rivne 🌊"
CONTENT = "the dam in Rivne lost {} of its water & more by May"
TOLD = f"{NAME} told reporters that {CONTENT}.\n"
EARLY = f"{TITLE}\n{TOLD.format('about 40%')}Nobody {{{{ 7*7 }}}} was hurt </textarea><svg onload=alert(3)>"
LATE = f"Flood again\n{TOLD.format('60%')}Nobody else was asked"


def read_flood(path: str, text: str, publisher: str, day: str, number: str) -> Reading:
    """One article: a claim that is credited, one inside it, and one in its own voice."""
    document = make_document(path, text, publisher, day, f"https://example.org/{path}")
    eve = make_referent(document, EntityKind.PERSON, NAME, [(NAME, 0)])
    rivne = make_referent(
        document, EntityKind.PLACE, "Rivne", [("Rivne", text.count("Rivne") - 1)], link=RIVNE, country="UA"
    )
    where = span(document, "Rivne", text.count("Rivne") - 1)
    told = make_claim(
        document,
        CONTENT.format(number),
        source=reference(document, NAME, eve),
        cue=reference(document, "told"),
        chain=(reference(document, NAME, eve),),
        modality=Modality(Certainty.POSSIBLE, Polarity.POSITIVE, False, Tense.PAST),
        event_time=TimeValue(end="2025-05", text="by May", spans=(span(document, "by May"),)),
        places=(Reference("Rivne", (where,), rivne.id),),
        about=(AboutReference("Rivne", (where,), rivne.id, "subject"),),
        quantities=(Quantity(number, (span(document, number),), Comparator.ABOUT, 40.0, of="its water"),),
    )
    inner = make_claim(
        document, "more by May", source=reference(document, NAME, eve), rule="inner", within=told.id
    )
    own = make_claim(document, text[text.rindex("\n") + 1 :], style=Style.OWN_VOICE)
    reading = Reading(document, (eve, rivne), (told, inner, own), (), "test")
    check_quotes(reading)
    return reading


def read_floods() -> tuple[Reading, Reading]:
    """The earlier article and the later one."""
    early = read_flood("early.txt", EARLY, "Rivne <b>Post</b>", "2025-04-11", "about 40%")
    return early, read_flood("late.txt", LATE, "Late Times", "2025-04-12", "60%")


def write_compared_store(path: Path) -> Path:
    """Write the store and return its path."""
    early, late = read_floods()
    left, right = early.claims[0], late.claims[0]
    group = ClaimGroup(ids.mint("g", "flood"), left.text, (left.id, right.id), 2, 2, 1)
    alone = [
        ClaimGroup(ids.mint("g", claim.id), claim.text, (claim.id,), 1, 1, 1)
        for reading in (early, late)
        for claim in reading.claims[1:]
    ]
    with open_for_writing(path) as store:
        for reading in (early, late):
            store.put(reading)
        store.put_derived(
            entities_of((early, late)),
            (rest_on(late, early),),
            (group, *alone),
            discrepancies=(differ(early, late),),
        )
        store.publish()
    return path


def rest_on(late: Reading, early: Reading) -> LineageLink:
    words = reference(late.document, "told reporters that the dam")
    return LineageLink(
        document=late.document.id,
        origin=early.document.id,
        origin_label=early.document.publisher.name or "",
        kind=LineageKind.COPIED,
        score=0.9,
        reasons=("shares 9 words in a row",),
        evidence=(words,),
        origin_evidence=(reference(early.document, "told reporters that the dam"),),
        claims=(late.claims[0].id,),
    )


def differ(early: Reading, late: Reading) -> Discrepancy:
    left, right = side(early, early.claims[0], "about 40%"), side(late, late.claims[0], "60%")
    return Discrepancy(
        ids.mint("x", "flood"),
        DiscrepancyKind.QUANTITY_DIFFERS,
        left,
        right,
        "about 40% against 60%",
        0.9,
        days=1,
        descends=True,
    )


def side(reading: Reading, claim: Claim, words: str) -> DiscrepancySide:
    shown = reference(reading.document, words)
    return DiscrepancySide(reading.document.id, claim.id, claim.text, claim.spans, shown)
