"""Answers for tests of the views, made of the articles beside; offsets are found by writing the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg import ids
from kg.query.acts import chosen_acts
from kg.query.comparison_results import (
    DiscrepancyView,
    EvidenceView,
    GroupView,
    LineageView,
    SideView,
)
from kg.query.results import (
    AboutView,
    ChainView,
    ClaimView,
    CueView,
    DocumentView,
    EntityView,
    PlaceView,
    QuantityView,
    RetractionView,
    SourceView,
    Span,
    StoreSummary,
    TimeView,
)
from tests.unit.views.articles import (
    ARTICLES,
    ENGINEER,
    HOSTILE,
    JONAS,
    OFFICIALS,
    PLACES,
    Article,
    Line,
    Speaker,
)

RETRACTION = RetractionView("k-1", "Ada", "2025-05-03T10:00:00Z", "the weir was never measured")

PIECE = re.compile(r"\{([sctqpd])\||\}")


def entity_id(speaker: Speaker) -> str:
    return ids.entity_id(speaker.kind, speaker.label)


def place_id(label: str) -> str:
    return ids.entity_id("place", label)


@dataclass
class Written:
    """An article's text so far and where each piece of the last sentence stands."""

    text: str = ""
    pieces: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def write(self, marked: str) -> tuple[int, int]:
        self.pieces = {}
        start, open_pieces, at = len(self.text), [], 0
        for match in PIECE.finditer(marked):
            self.text += marked[at : match.start()]
            at = match.end()
            if match[1]:
                open_pieces.append((match[1], len(self.text)))
            else:
                role, opened = open_pieces.pop()
                self.pieces.setdefault(role, []).append((opened, len(self.text)))
        self.text += marked[at:]
        return start, len(self.text)

    def spans(self, role: str) -> tuple[tuple[int, int], ...]:
        return tuple(sorted(self.pieces.get(role, ())))

    def quote(self, role: str) -> str:
        return " … ".join(self.text[start:end] for start, end in self.spans(role))


def write_article(article: Article) -> tuple[DocumentView, list[ClaimView]]:
    written = Written(article.matter + article.title + "\n\n")
    document = ids.document_id(article.publisher, article.url or article.path, article.title)
    claims = []
    for number, line in enumerate(article.lines):
        sentence = written.write(line.words)
        claims.append(make_claim(article, document, line, written, sentence))
        written.text += "\n\n" if number % 3 == 2 else " "
    claims = [replace(claim, sentence_text=written.text[slice(*claim.sentence)]) for claim in claims]
    claims = [
        replace(claim, within=claims[line.within].id if line.within is not None else None)
        for claim, line in zip(claims, article.lines, strict=True)
    ]
    return make_document(article, document, written.text, len(claims)), claims


def publisher_of(article: Article) -> Speaker:
    return Speaker(article.publisher or "unknown publisher", "outlet")


def publisher_entity(article: Article) -> str:
    return entity_id(publisher_of(article)) if article.publisher else ids.entity_id("outlet", article.path)


def make_document(article: Article, document: str, text: str, claims: int) -> DocumentView:
    return DocumentView(
        id=document,
        path=article.path,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        published=make_time(article.published) if article.published else None,
        text_sha256=ids.text_sha256(text),
        text=text,
        publisher_entity=publisher_entity(article),
        publisher_label=publisher_of(article).label,
        claims=claims,
    )


def make_time(value: str, text: str = "", spans: tuple[tuple[int, int], ...] = ()) -> TimeView:
    return TimeView(value, None, None, ("year", "month", "day")[value.count("-")], text, spans)


def make_claim(
    article: Article, document: str, line: Line, written: Written, sentence: tuple[int, int]
) -> ClaimView:
    spans = written.spans("t") or (sentence,)
    return ClaimView(
        id=ids.claim_id(document, spans, "test.rule"),
        document=article.path,
        group=ids.mint(
            "g", re.sub(r"[^a-z]", "", " ".join(written.text[start:end] for start, end in spans).lower())
        ),
        text=" … ".join(written.text[start:end] for start, end in spans),
        spans=spans,
        source=make_source(article, line, written),
        chain=make_chain(article, line),
        cue=CueView(written.quote("c"), written.spans("c")),
        style=line.style if line.speaker else "own-voice",
        certainty=line.certainty,
        polarity=line.polarity,
        conditional=line.conditional,
        tense="present",
        stated_at=make_time(article.published, written.quote("d"), written.spans("d"))
        if written.spans("d") and article.published
        else None,
        event_time=None,
        places=tuple(
            PlaceView(place_id(label), label, *PLACES[label], label, (span,))
            for span in written.spans("p")
            for label in [written.text[slice(*span)]]
        ),
        about=tuple(
            AboutView(entity_id(about), about.label, "subject", about.label, ()) for about in line.about
        ),
        quantities=tuple(
            QuantityView(written.text[slice(*span)], (span,), 1.0, None, None, "about", "percent", "", None)
            for span in written.spans("q")
        ),
        rule="test.rule",
        document_id=document,
        sentence=sentence,
        denied=line.denied,
        act=line.act,
    )


def make_source(article: Article, line: Line, written: Written) -> SourceView:
    if line.speaker is None:
        return SourceView(
            "",
            (),
            publisher_entity(article),
            publisher_of(article).label,
            "outlet",
            article.publisher is not None,
        )
    if not line.speaker.label:
        return SourceView("", (), None, "", None, False)
    return SourceView(
        written.quote("s"),
        written.spans("s"),
        entity_id(line.speaker),
        line.speaker.label,
        line.speaker.kind,
        line.speaker.named,
    )


def make_chain(article: Article, line: Line) -> tuple[ChainView, ...]:
    steps = [ChainView("", publisher_of(article).label, publisher_entity(article), "outlet")]
    if line.carrier:
        steps.append(
            ChainView(line.carrier.label, line.carrier.label, entity_id(line.carrier), line.carrier.kind)
        )
    if line.speaker and line.speaker.label:
        steps.append(
            ChainView(line.speaker.label, line.speaker.label, entity_id(line.speaker), line.speaker.kind)
        )
    return tuple(steps)


@dataclass(frozen=True)
class Newsroom:
    """Look-ups that answer from memory."""

    articles: tuple[Article, ...] = ARTICLES
    silent: bool = False
    retracted: frozenset[str] = frozenset()
    """Paths of articles and ids of claims that Ada has retracted."""

    def _written(self) -> list[tuple[DocumentView, list[ClaimView]]]:
        return [self._retract(*write_article(article)) for article in self.articles]

    def _retract(
        self, document: DocumentView, claims: list[ClaimView]
    ) -> tuple[DocumentView, list[ClaimView]]:
        whole = document.path in self.retracted
        if whole:
            document = replace(document, status="retracted", retraction=RETRACTION)
        return document, [
            replace(claim, status="retracted", retraction=RETRACTION, group="")
            if whole or claim.id in self.retracted
            else claim
            for claim in claims
        ]

    def documents(self) -> tuple[DocumentView, ...]:
        return tuple(document for document, _ in self._written())

    def claims(
        self, *, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        written = () if self.silent else (claim for _, claims in self._written() for claim in claims)
        return tuple(
            claim
            for claim in written
            if claim.act in chosen_acts(act) and retracted in (None, claim.retraction is not None)
        )

    def entities(self) -> tuple[EntityView, ...]:
        speakers = {
            line.speaker
            for article in self.articles
            for line in article.lines
            if line.speaker and line.speaker.label
        }
        speakers |= {about for article in self.articles for line in article.lines for about in line.about}
        speakers |= {publisher_of(article) for article in self.articles if article.publisher}
        actors = [
            make_entity(entity_id(one), one.kind, one.label, one)
            for one in sorted(speakers, key=lambda one: one.label)
        ]
        unknown = [
            make_entity(publisher_entity(one), "outlet", "unknown publisher", Speaker("", "", named=False))
            for one in self.articles
            if not one.publisher
        ]
        places = [make_entity(place_id(label), "place", label, None) for label in PLACES]
        return (*actors, *unknown, *places)

    def lineage(self) -> tuple[LineageView, ...]:
        documents = {document.path: document.id for document in self.documents()}
        if not {"copy.txt", "weir.txt"} <= documents.keys():
            return ()
        evidence = (EvidenceView("", ()),)
        return (
            LineageView(
                "copy.txt", "weir.txt", "copied", 0.9, evidence, documents["copy.txt"], documents["weir.txt"]
            ),
        )

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        """Two speakers, whose words differ in two articles, where both articles are there."""
        claims = {(claim.document, claim.source.label, claim.style): claim for claim in self.claims()}
        left = claims.get(("late.html", ENGINEER.label, "indirect"))
        right = claims.get(("copy.txt", OFFICIALS.label, "indirect"))
        if left is None or right is None:
            return ()
        sides = [make_side(one, one.places[0].text, one.places[0].spans) for one in (left, right)]
        reason = f"“{sides[0].words}” against “{sides[1].words}”"
        return (DiscrepancyView("x-1", "place-differs", *sides, reason, "2 days apart", 0.8, 2),)

    def groups(self) -> tuple[GroupView, ...]:
        claims: dict[str, list[ClaimView]] = {}
        for claim in self.claims(act="all"):
            claims.setdefault(claim.group, []).append(claim)
        return tuple(
            GroupView(
                group,
                same[0].text,
                tuple(claim.id for claim in same),
                len({claim.document for claim in same}),
                2,
                1,
            )
            for group, same in claims.items()
        )

    def summary(self) -> StoreSummary:
        claims = self.claims()
        own = sum(claim.style == "own-voice" for claim in claims)
        kinds = Counter(entity.kind for entity in self.entities())
        acts = Counter(claim.act for claim in self.claims(act="all"))
        gone = sum(document.retraction is not None for document in self.documents())
        return StoreSummary(
            len(self.articles) - gone,
            4,
            dict(sorted(kinds.items())),
            len(claims),
            len(claims) - own,
            own,
            intentions=acts["intention"],
            deeds=acts["deed"],
            retracted_documents=gone,
            retracted_claims=len(self.claims(retracted=True)),
        )


def make_entity(identifier: str, kind: str, label: str, speaker: Speaker | None) -> EntityView:
    return EntityView(
        id=identifier,
        kind=kind,
        label=label,
        aliases=(label.split()[-1],) if kind == "person" else (),
        ids={},
        lat=None,
        lon=None,
        mentions=1,
        documents=1,
        named=speaker.named if speaker else True,
        roles=(speaker.note,) if speaker and speaker.note else (),
    )


def make_side(claim: ClaimView, words: str, spans: tuple[Span, ...]) -> SideView:
    """Return a claim as one side of a difference; the words that differ stand at the spans."""
    return SideView(
        document=claim.document,
        claim=claim.id,
        text=claim.text,
        spans=claim.spans,
        words=words,
        word_spans=spans,
        sentence=claim.sentence,
        sentence_text=claim.sentence_text,
        document_id=claim.document_id,
        source=claim.source.label,
    )


def hostile_newsroom() -> Newsroom:
    """Return a newsroom whose every word is an attack."""
    villain = Speaker(f"Eve {HOSTILE}", "person", note=HOSTILE)
    gang = Speaker(f"href {HOSTILE}", "organization")
    lines = (
        Line(
            "{s|Eve} {c|said} {t|" + HOSTILE.replace("{{7*7}}", "") + "}.",
            villain,
            certainty=HOSTILE,
            about=(gang,),
        ),
        Line("{t|" + HOSTILE.replace("{{7*7}}", "") + " stands}", style="own-voice"),
    )
    return Newsroom(
        (
            Article(
                f"x{HOSTILE}.txt",
                f"Outlet {HOSTILE}",
                f"Title {HOSTILE}",
                "2025-01-01",
                "javascript:window.__pwned=3",
                lines,
            ),
            Article(
                "y.txt", "Y", HOSTILE, HOSTILE, 'https://example.org/"onmouseover="window.__pwned=4', lines
            ),
        )
    )


def astral_newsroom() -> Newsroom:
    """Return a newsroom whose text has astral characters before and in the claim."""
    lines = (
        Line(
            "😀 𝔘𝔫𝔦 👩‍👩‍👧 {s|Jonas Okoro} 🏛️ {c|said} 🎺 {t|the 🌊 flood near {p|Hillside} is 𝟒𝟎 cm}. 🧭",
            JONAS,
            certainty="certain",
        ),
        Line("𝄞 {t|Early on, the harbour 🚢 fell still}, {s|one of the engineers} {c|said}.", ENGINEER),
    )
    return Newsroom(
        (Article("emoji.txt", "Delta Wire", "🗞 𝕹ews", "2025-04-11", "https://example.org/e", lines),)
    )


def crowded_newsroom(speakers: int) -> Newsroom:
    """Return a newsroom with that many speakers in one article, each with a claim about the next."""
    crowd = [Speaker(f"Speaker {number:04}", "person") for number in range(speakers)]
    lines = tuple(
        Line(
            f"{{s|Speaker {number:04}}} {{c|said}} {{t|that number {number} was right}}.",
            one,
            about=(crowd[number - 1],),
        )
        for number, one in enumerate(crowd)
    )
    return Newsroom((Article("crowd.txt", "Delta Wire", "A crowd speaks", "2025-04-11", None, lines),))
