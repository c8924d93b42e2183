"""A parse with its text at hand.

Comes in: a spaCy Doc.  Goes out: the same, with the text joined once (`Doc.text` joins all tokens at every
access, which makes a long article quadratic), and the tokens at an offset.  Must not: read any meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A parsed document and its text; offsets are code points into both."""

    doc: Doc
    text: str


def with_text(doc: Doc) -> ParsedText:
    """Join the text of a parse, once."""
    return ParsedText(doc, doc.text)


def token_at(parsed: ParsedText, offset: int) -> Token | None:
    """Return the token that covers `offset`."""
    span = parsed.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def token_before(parsed: ParsedText, offset: int) -> Token | None:
    """Return the last token that is not white space and ends at or before `offset`, or covers offset - 1."""
    position = offset
    while position > 0 and parsed.text[position - 1].isspace():
        position -= 1
    return token_at(parsed, position - 1) if position else None
