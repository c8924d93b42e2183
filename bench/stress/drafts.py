"""An article as sentences: each knows which one of the original it was, and what was changed in it.

Comes in: a reading of a sample article.  Goes out: drafts, their text, and where each sentence stands.
Must not: know a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from kg.model import Claim, DiscrepancyKind, Document, EntityKind, PassageKind, Reading, Span

ADDED = 1_000
"""Numbers of sentences that the original lacks begin here."""

_READ = frozenset({PassageKind.HEADLINE, PassageKind.BODY})
_END = re.compile(r"(?<=[.!?”])(?<![ .][A-Z]\.)(?<!\b[A-Z][a-z]\.)\s+(?=[A-Z“‘0-9])")
"""Between two sentences of one paragraph: after a stop, not after "U.S." or "Jan."-like abbreviations."""
_OPEN_QUOTE = re.compile(r"“[^”]*$")


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule did to a sentence; `kind` is None where both say the same.  The same words put in by two
    papers are one change, whichever draft they are `by`."""

    by: str = field(compare=False)
    rule: str
    kind: DiscrepancyKind | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `number` and `start` (code points) in the original, its text now, and how it got that."""

    number: int
    start: int
    text: str
    changes: tuple[Change, ...] = ()

    def changed(self, change: Change) -> Sentence:
        """Return the sentence after one more change."""
        return replace(self, text=change.after, changes=(*self.changes, change))

    @property
    def kinds(self) -> frozenset[DiscrepancyKind]:
        """Return the kinds of difference that were planted in it."""
        return frozenset(change.kind for change in self.changes if change.kind is not None)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was made of another one; `family` is the path of the original, `parent` the name of
    the draft that it was made of (None: it is the original).  The first paragraph is the headline, if any."""

    name: str
    family: str
    parent: str | None
    publisher: str
    day: date
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def text(self) -> str:
        """Return the text of the article."""
        return "\n\n".join(" ".join(one.text for one in paragraph) for paragraph in self.paragraphs)

    def spans(self) -> Iterator[tuple[Span, Sentence]]:
        """Yield where each sentence stands in `text`."""
        start = 0
        for paragraph in self.paragraphs:
            for one in paragraph:
                yield (start, start + len(one.text)), one
                start += len(one.text) + 1
            start += 1

    def map(self, sentence: Sentence) -> Draft:
        """Return the draft with a sentence in the place of the one with its number."""
        return replace(
            self,
            paragraphs=tuple(
                tuple(sentence if one.number == sentence.number else one for one in paragraph)
                for paragraph in self.paragraphs
            ),
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of the original with the claims that were read in it: what a rule looks at.

    `outlets` are the referents that are outlets: who drops one of them drops a credit, no speaker.
    """

    sentence: Sentence
    claims: tuple[Claim, ...]
    outlets: frozenset[str] = frozenset()

    def edit(self, *edits: tuple[int, int, str]) -> str:
        """Return the sentence with new words at some places (offsets into the original's text)."""
        text = self.sentence.text
        for start, end, words in sorted(edits, reverse=True):
            at, to = start - self.sentence.start, end - self.sentence.start
            text = text[:at] + words + text[to:]
        return text[0].upper() + text[1:]

    def split(self, offset: int) -> tuple[str, str]:
        """Return the words before and after a place (offset into the original's text)."""
        at = offset - self.sentence.start
        return self.sentence.text[:at], self.sentence.text[at:]

    def holds(self, span: Span) -> bool:
        """Tell whether a stretch of the original lies in this sentence."""
        return self.sentence.start <= span[0] and span[1] <= self.sentence.start + len(self.sentence.text)


def draft_of(reading: Reading) -> Draft:
    """Return a sample article as a draft."""
    document = reading.document
    published = document.published.value if document.published else None
    return Draft(
        name=document.path,
        family=document.path,
        parent=None,
        publisher=document.publisher.label,
        day=date.fromisoformat(published or "2025-01-01"),
        paragraphs=tuple(_paragraphs(document)),
    )


def tell(reading: Reading, draft: Draft) -> dict[int, Telling]:
    """Return the sentences of an original with their claims, by number."""
    outlets = {one.id for one in reading.referents if one.kind is EntityKind.OUTLET}
    outlets |= {credit.outlet.referent for credit in reading.credits if credit.outlet.referent}
    return {
        one.number: Telling(one, tuple(_claims_in(reading.claims, one)), frozenset(outlets))
        for one in draft.sentences
        if one.number < ADDED
    }


def _claims_in(claims: Iterable[Claim], sentence: Sentence) -> Iterator[Claim]:
    end = sentence.start + len(sentence.text)
    for claim in claims:
        if all(sentence.start <= start and stop <= end for start, stop in claim.spans):
            yield claim


def _paragraphs(document: Document) -> Iterator[tuple[Sentence, ...]]:
    number = 0
    for passage in document.passages:
        if passage.kind in _READ:
            for start, end in _lines(document.text, passage.start, passage.end):
                found = [
                    Sentence(0, at, document.text[at:to]) for at, to in _sentences(document.text, start, end)
                ]
                yield tuple(replace(one, number=number + place) for place, one in enumerate(found))
                number += len(found)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for match in re.finditer(r"\S[^\n]*", text[start:end]):
        yield start + match.start(), start + match.start() + len(match[0].rstrip())


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a line; a quotation of several stays whole."""
    at = start
    for match in _END.finditer(text, start, end):
        if not _OPEN_QUOTE.search(text[at : match.start()]):
            yield at, match.start()
            at = match.end()
    yield at, end
