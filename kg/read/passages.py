"""Paragraphs -> passages: headline, heading, body, caption, metadata, boilerplate.

Comes in: a text.  Goes out: its passages, in order, not overlapping, trimmed of white space.
Must not: parse sentences.  What it says rests on the shape of a line, on its neighbours and on the lexicon;
where these leave a doubt a paragraph is body, since what is not body is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Passage, PassageKind, Span
from kg.read.boilerplate import mark_apart
from kg.read.headlines import mark_head
from kg.read.letters import CAPITAL
from kg.read.paragraphs import find_paragraphs

_FINAL = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_SENTENCE_BREAK = re.compile(r"[a-z0-9)][.!?][\"'”’»)]*\s+\S")

_DATELINE = re.compile(
    rf"(?P<line>(?:{CAPITAL}{{3,}}"  # ZAMORA
    rf"|{CAPITAL}(?:{CAPITAL}|[.’'-])+ {CAPITAL}(?:{CAPITAL}|[.’' -])+)"  # ST. JOHN
    r"(?:,[^–—\n]{1,40}?)?(?: ?\([^()\n]{1,40}\))? ?(?:[–—]|-{1,2}))\s+"  # , Spain, April 11 (Agency) –
    rf"(?={CAPITAL}|[“\"‘])"
)
"""LISBON, March 3 (Agency) – ..."""

_HEADING_WORDS = 12
_SIGNATURE_WORDS = 5


def find_passages(
    text: str, *, start: int = 0, title: str | None = None, expect_headline: bool = True
) -> tuple[Passage, ...]:
    """Classify the paragraphs of `text` from `start` on.

    `title` is the headline as metadata give it; a first line that equals it is the headline whatever its
    shape.  Without `expect_headline` (it stands in the front matter) the shape of a line makes no headline.
    """
    spans = find_paragraphs(text, start)
    words = [text[first:last] for first, last in spans]
    kinds = mark_apart(words)
    mark_head(words, kinds, title, expect_headline)
    _mark_headings(words, kinds)
    _mark_signature(words, kinds)
    passages = [_passage(span, kind) for span, kind in zip(spans, kinds, strict=True)]
    return tuple(_set_dateline_apart(text, passages))


def _set_dateline_apart(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages, with the dateline of the first body paragraph as metadata: it states nothing."""
    opened = False
    for passage in passages:
        dateline = None
        if passage.kind is PassageKind.BODY and not opened:
            opened = True
            dateline = _DATELINE.match(text, passage.start, passage.end)
        if dateline is None or dateline.end() == passage.end:
            yield passage
        else:
            yield Passage(PassageKind.METADATA, passage.start, dateline.end("line"))
            yield Passage(PassageKind.BODY, dateline.end(), passage.end)


def _passage(span: Span, kind: PassageKind | None) -> Passage:
    return Passage(kind or PassageKind.BODY, *span)


def _mark_headings(words: Sequence[str], kinds: list[PassageKind | None]) -> None:
    """Mark the subheadings: lines that stand alone, end without punctuation, and have body below."""
    for position, line in enumerate(words[:-1]):
        if kinds[position] is None and _is_heading_shaped(line) and _stands_alone(words, kinds, position):
            kinds[position] = PassageKind.HEADING


def _is_heading_shaped(line: str) -> bool:
    return (
        len(line.split()) <= _HEADING_WORDS
        and not _FINAL.search(line)
        and not _SENTENCE_BREAK.search(line)
        and not line[0].islower()
        and any(character.isalpha() for character in line)
        and not re.match(r"[-–—•*·]\s", line)  # an item of a list
    )


def _stands_alone(words: Sequence[str], kinds: Sequence[PassageKind | None], position: int) -> bool:
    """Tell a heading from an item of a list: the line above does not announce it (":"), and the line below
    is a paragraph that is longer than it."""
    above, below = words[position - 1] if position else "", words[position + 1]
    if kinds[position + 1] not in (None, PassageKind.CAPTION):
        return True
    return (
        not above.endswith(":")
        and not _is_heading_shaped(below)
        and len(below) > len(words[position])
        and not (position and kinds[position - 1] is None and _is_heading_shaped(above))
    )


def _mark_signature(words: Sequence[str], kinds: list[PassageKind | None]) -> None:
    """Mark a last line that signs ("Jane Doe", "— VNA"): a few words, all capitalised, no full stop."""
    if len(words) < 2 or kinds[-1] is not None or PassageKind.BODY not in _kinds_or_body(kinds[:-1]):
        return
    tokens = words[-1].lstrip("-–—( ").split()
    capitalised = all(token[0].isupper() for token in tokens)
    if len(tokens) <= _SIGNATURE_WORDS and capitalised and not _FINAL.search(words[-1]):
        kinds[-1] = PassageKind.METADATA


def _kinds_or_body(kinds: Sequence[PassageKind | None]) -> set[PassageKind]:
    return {kind or PassageKind.BODY for kind in kinds}
