"""Credits: the words by which an article says that it rests on another publisher's report.

Comes in: a document, its parse, its claims and referents.  Goes out: `Credit` records in the order of the
text: an outlet, the words that credit it, and how they do.  docs/QUALITY.md (Credits) says what is one.
Must not: look at other documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.claims.credit_lines import bracketed, dateline, headline, note_form
from kg.claims.crediting import find_crediting
from kg.claims.located import Located
from kg.claims.own_outlet import shows_publisher
from kg.lexicon.outlet_names import is_own_outlet
from kg.model import (
    Claim,
    Credit,
    CreditForm,
    Document,
    EntityKind,
    Mention,
    MentionForm,
    PassageKind,
    Reference,
    Referent,
    Span,
    Style,
)

_LONGEST = 120
"""Code points of the words from outlet to cue that are shown whole; the outlet alone beyond that."""

_POINTING = ("colon.headline", "discourse.pointer")
"""Rules for crediting that no clause does: "X: ...", "This is what X writes"."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What credits of one document are read from.

    `spoken` is what is said by somebody who is no outlet: whom they credit, they credit, not the article.
    `pointed` are the claims that a line or a pointing sentence credits, by where their speaker stands.
    """

    doc: Doc
    document: Document
    spoken: Located[Span]
    pointed: Mapping[int, Claim]


@dataclass(frozen=True, slots=True)
class Found:
    """A credit, where its sentence begins (-1: it stands beside sentences), and whether it names a journalist
    as the one who speaks."""

    credit: Credit
    sentence: int = -1
    person: bool = False


def read_credits(
    doc: Doc, document: Document, claims: Sequence[Claim], referents: Sequence[Referent]
) -> tuple[Credit, ...]:
    """Return one credit for each place that credits an outlet by name; the document's own publisher is
    none."""
    named = _named_outlets(document, referents)
    if not named:
        return ()
    around = _surroundings(doc, document, claims, referents)
    found: list[Found] = []
    for mention, referent in named:
        outlet = Reference(mention.text, ((mention.start, mention.end),), referent.id)
        credit = _beside_sentences(around, outlet)
        one = Found(credit) if credit is not None else _in_sentence(around, outlet)
        found += [one] if one is not None else []
    return tuple(one.credit for one in found if not _is_guest(one, found))


def _surroundings(
    doc: Doc, document: Document, claims: Sequence[Claim], referents: Sequence[Referent]
) -> Surroundings:
    return Surroundings(
        doc=doc,
        document=document,
        spoken=Located(_spoken_by_others(claims, referents), lambda span: span),
        pointed={span[0]: claim for claim in claims for span in _line_speakers(claim)},
    )


def _named_outlets(document: Document, referents: Sequence[Referent]) -> list[tuple[Mention, Referent]]:
    """Return the names of other outlets in the text, in order, without those that hold another one."""
    outlets = (one for one in referents if one.kind is EntityKind.OUTLET)
    named = [
        (mention, referent)
        for referent in outlets
        if not any(_is_own(document, name) for name in {referent.label, *referent.names})
        for mention in referent.mentions
        if mention.form is MentionForm.NAME and not _stands_in(document, PassageKind.CAPTION, mention.start)
    ]
    located = Located(named, lambda pair: (pair[0].start, pair[0].end))
    innermost = [
        (mention, referent)
        for mention, referent in named
        if all(mention is other for other, _ in located.inside([(mention.start, mention.end)]))
    ]
    return sorted(innermost, key=lambda pair: pair[0].start)


def _is_guest(one: Found, found: Sequence[Found]) -> bool:
    """Tell whether an outlet's journalist speaks on another outlet: that one is credited."""
    return one.person and any(
        other.sentence == one.sentence and other.credit.form is CreditForm.INTERVIEW for other in found
    )


def _is_own(document: Document, name: str) -> bool:
    if document.publisher.name is None:
        return shows_publisher(document, name)
    return is_own_outlet(name, document.publisher.name)


def _stands_in(document: Document, kind: PassageKind, offset: int) -> bool:
    """Tell whether a word stands in a passage of a kind: a name in a caption credits the picture, one in
    metadata the article."""
    return any(
        passage.kind is kind and passage.start <= offset < passage.end for passage in document.passages
    )


def _spoken_by_others(claims: Iterable[Claim], referents: Sequence[Referent]) -> Iterator[Span]:
    outlets = {one.id for one in referents if one.kind is EntityKind.OUTLET}
    for claim in claims:
        source = claim.attribution.source
        if source is None or source.referent in outlets or not claim.attribution.act.is_claim:
            continue
        yield from _spoken(claim)


def _spoken(claim: Claim) -> Iterator[Span]:
    """Yield the pieces of a content that are surely the speaker's words: all that is quoted, else what stands
    behind the cue; before a cue contents often begin too early."""
    cue = claim.attribution.cue
    direct = claim.attribution.style is Style.DIRECT
    behind = cue.spans[0][0] if cue is not None and not claim.rule.startswith("phrase.") else None
    for span in claim.spans:
        if direct or (behind is not None and behind < span[0]):
            yield span


def _line_speakers(claim: Claim) -> Iterator[Span]:
    if claim.rule in _POINTING:
        for link in claim.attribution.chain:
            yield from link.spans[:1]


def _in_sentence(around: Surroundings, outlet: Reference) -> Found | None:
    """Return what the sentence around a name makes of it; inside somebody else's words only an aside of the
    article is a credit."""
    place = outlet.spans[0]
    name = around.doc.char_span(*place, alignment_mode="expand")
    crediting = find_crediting(_head_of(name)) if name is not None else None
    if name is None or crediting is None or (any(around.spoken.overlapping(*place)) and not crediting.aside):
        return None
    words = _between(around.document, outlet, [_span(crediting.cue)])
    return Found(Credit(outlet, words, crediting.form), name.sent.start, crediting.person)


def _head_of(name: SpacySpan) -> Token:
    """Return the head of a name: the last of its words that hangs on something outside it."""
    return [token for token in name if token.head.i == token.i or token.head not in name][-1]


def _beside_sentences(around: Surroundings, outlet: Reference) -> Credit | None:
    """Return the credit of a byline, a dateline, a note or a line that points to an outlet."""
    text, (start, end) = around.document.text, outlet.spans[0]
    if (found := dateline(text, start, end)) is not None:
        return Credit(outlet, _words(around, found, outlet), CreditForm.DATELINE)
    if _stands_in(around.document, PassageKind.METADATA, start):
        line = _line(text, start, end)
        return Credit(outlet, _words(around, line, outlet), note_form(text, line) or CreditForm.DATELINE)
    if (found := bracketed(text, start, end) or headline(text, start, end)) is not None:
        return Credit(outlet, _words(around, found, outlet), CreditForm.REPORT)
    name = around.doc.char_span(start, end, alignment_mode="expand")
    sentence = (name.sent.start_char, name.sent.end_char) if name is not None else (start, end)
    if (told := note_form(text, sentence)) is not None:
        return Credit(outlet, _words(around, sentence, outlet), told)
    if start in around.pointed and (cue := around.pointed[start].attribution.cue) is not None:
        return Credit(outlet, _between(around.document, outlet, cue.spans), CreditForm.REPORT)
    return None


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _words(around: Surroundings, span: Span, outlet: Reference) -> Reference:
    whole = around.document.text
    text = whole[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    end = span[1] - len(text) + len(text.rstrip())
    return Reference(whole[start:end], ((start, end),), outlet.referent)


def _line(text: str, start: int, end: int) -> Span:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _between(document: Document, outlet: Reference, cue: Sequence[Span]) -> Reference:
    """Return the words from outlet to cue where they are neighbours, else the outlet's own words."""
    spans = (*outlet.spans, *cue)
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    if end - start > _LONGEST or "\n" in document.text[start:end]:
        return outlet
    return Reference(document.text[start:end], ((start, end),), outlet.referent)
