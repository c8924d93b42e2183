"""Hand-made claims for tests of comparing: words are searched for, so that no offset is counted by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.compare.pairs import Pair
from kg.compare.records import Alignment, ClaimProfile, DocumentCard, Party
from kg.model import (
    AboutReference,
    Act,
    Attribution,
    Certainty,
    Claim,
    Comparator,
    EntityKind,
    LineageKind,
    LineageLink,
    Modality,
    Polarity,
    Predicate,
    Quantity,
    Reference,
    Span,
    Style,
    Tense,
    TimeValue,
)

ARLAND = Party("e-arland", "Arland", EntityKind.PLACE, True, "AR")
BREMM = Party("e-bremm", "Bremm", EntityKind.PLACE, True, "BE")
ARLANDERS = Party("e-arlanders", "Arlanders", EntityKind.GROUP, True, "AR")
VASQ = Party("e-vasq", "Ana Vasq", EntityKind.PERSON, True)
ORR = Party("e-orr", "Tom Orr", EntityKind.PERSON, True)
OFFICIALS = Party("e-officials", "officials", EntityKind.GROUP, False)
DAILY = Party("e-daily", "Tide Daily", EntityKind.OUTLET, True)


class Text:
    """A text in which words are found; every reference names a referent by its words."""

    def __init__(self, text: str, parties: Mapping[str, Party]) -> None:
        self.text = text
        self.parties = parties

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def reference(self, words: str | None) -> Reference | None:
        if words is None:
            return None
        return Reference(words, (self.span(words),), words if words in self.parties else None)

    def quantity(
        self,
        words: str,
        comparator: Comparator = Comparator.EQUAL,
        value: float | None = None,
        *,
        low: float | None = None,
        high: float | None = None,
        unit: str | None = None,
        of: str | None = None,
    ) -> Quantity:
        return Quantity(words, (self.span(words),), comparator, value, low, high, unit, of)

    def predicate(
        self,
        words: str,
        lemma: str,
        tense: Tense = Tense.PRESENT,
        certainty: Certainty = Certainty.CERTAIN,
        *,
        polarity: Polarity = Polarity.POSITIVE,
        agent: str | None = None,
        patient: str | None = None,
        main: bool = True,
    ) -> Predicate:
        spans, parties = (self.span(words),), (self.reference(agent), self.reference(patient))
        return Predicate(lemma, words, spans, tense, polarity, certainty, *parties, main)


def make_profile(
    text: str,
    content: str | None = None,
    *,
    document: str = "d-a",
    published: str | None = "2025-03-04",
    source: str | None = None,
    cue: str | None = None,
    carrier: str | None = None,
    parties: Mapping[str, Party] | None = None,
    quantities: Sequence[tuple[object, ...] | Mapping[str, object]] = (),
    predicates: Sequence[Mapping[str, object]] = (),
    places: Sequence[str] = (),
    event_time: TimeValue | None = None,
    conditional: bool = False,
    certainty: Certainty = Certainty.CERTAIN,
    polarity: Polarity = Polarity.POSITIVE,
    act: Act = Act.SPEECH,
) -> ClaimProfile:
    """Return a claim whose sentence is the whole text; `content` is the text if it is not given."""
    made, content = Text(text, parties or {}), content if content is not None else text
    chain = tuple(link for link in (made.reference(carrier), made.reference(source)) if link is not None)
    style = Style.INDIRECT if cue else Style.OWN_VOICE
    claim = Claim(
        id=f"c-{document}-{made.span(content)[0]}-{len(content)}",
        document=document,
        text=content,
        spans=(made.span(content),),
        sentence=(0, len(text)),
        attribution=Attribution(made.reference(source or carrier), made.reference(cue), style, act, chain),
        modality=Modality(certainty, polarity, conditional, Tense.PRESENT),
        rule="test",
        event_time=event_time,
        places=tuple(link for link in map(made.reference, places) if link is not None),
        about=tuple(
            AboutReference(name, (made.span(name),), name, "subject")
            for name in made.parties
            if name in content
        ),
        quantities=tuple(
            made.quantity(**each) if isinstance(each, Mapping) else made.quantity(*each)
            for each in quantities
        ),  # type: ignore[arg-type]
        predicates=tuple(made.predicate(**each) for each in predicates),  # type: ignore[arg-type]
    )
    card = DocumentCard(
        document, f"{document}.txt", f"e-{document}", document,
        TimeValue(value=published) if published else None, len(text),
    )  # fmt: skip
    return ClaimProfile(claim, card, made.parties, text)


def aligned_words(
    left: ClaimProfile, right: ClaimProfile, *words: tuple[str, str]
) -> tuple[tuple[Span, Span], ...]:
    """Return the spans of words that stand against one another."""
    return tuple(
        (Text(left.sentence, {}).span(one), Text(right.sentence, {}).span(other)) for one, other in words
    )


def make_pair(
    left: ClaimProfile,
    right: ClaimProfile,
    *words: tuple[str, str],
    score: float = 0.8,
    copied: float = 0.5,
    descends: bool = True,
    days: int | None = 1,
) -> Pair:
    """Return two claims in order, the right one resting on the left one unless `descends` is False."""
    spans = aligned_words(left, right, *words)
    return Pair(left, right, score, copied, spans, descends, descends, days)


def make_alignment(
    left: ClaimProfile, right: ClaimProfile, *words: tuple[str, str], score: float = 0.8, copied: float = 0.5
) -> Alignment:
    """Return an alignment, the claims in the order of their ids."""
    spans = aligned_words(left, right, *words)
    if left.id > right.id:
        left, right, spans = right, left, tuple((other, one) for one, other in spans)
    return Alignment(left, right, score, (), copied, spans)


def copied_link(document: str, origin: str) -> LineageLink:
    """Return a link by which one article rests on another."""
    return LineageLink(document, origin, origin, LineageKind.COPIED, 0.9, (), ())
