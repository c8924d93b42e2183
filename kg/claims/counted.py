"""What a number counts: the noun that it modifies, and the phrase that says of what.

Comes in: a parsed document and a number in it.  Goes out: tokens and words.
Must not: know units of measure, or decide whether the number counts at all.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.claims.numbers import Number
from kg.claims.parsed_text import ParsedText, token_at, token_before
from kg.claims.units import Rate

_OF = re.compile(r"\s+(?P<of>of\s+)?")
_MODIFIERS = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "nmod", "case", "predet", "advmod", "quantmod"}
)
_PHRASE_PARTS = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "ADV", "SYM"})


def counted_noun(parsed: ParsedText, number: Number) -> tuple[Token, ...]:
    """Return the words that name what is counted: a noun, or participles without one ("killed or wounded").

    The parse decides first (the noun that the number modifies), then the words that follow.
    """
    token = token_before(parsed, number.end)
    if token is None:
        return ()
    if parsed.text[number.end : number.end + 1] == "-":
        return _hyphenated_noun(parsed, number)
    head = token
    while head.head.i > head.i and head.dep_ in (
        "nummod",
        "quantmod",
        "compound",
        "nmod",
        "amod",
        "det",
        "predet",
    ):
        head = head.head
    if head.i > token.i and head.pos_ in ("NOUN", "PROPN") and head.sent == token.sent:
        return (head,)
    return _following_noun(parsed, token)


def _following_noun(parsed: ParsedText, token: Token) -> tuple[Token, ...]:
    position = token.i + 1
    while (
        position < len(parsed.doc)
        and parsed.doc[position].pos_ in ("ADJ", "ADV", "PROPN", "DET")
        and position - token.i < 5
    ):
        if parsed.doc[position].tag_ in ("JJ", "VBN") and _ends_phrase(parsed, position):
            return _participles(parsed, position)
        position += 1
    if (
        position < len(parsed.doc)
        and parsed.doc[position].pos_ == "NOUN"
        and parsed.doc[position].i == token.i + 1
    ):
        return (parsed.doc[position],)
    if position == token.i + 1 and position < len(parsed.doc) and parsed.doc[position].tag_ == "VBN":
        return _participles(parsed, position)
    return ()


def _ends_phrase(parsed: ParsedText, position: int) -> bool:
    return position + 1 >= len(parsed.doc) or parsed.doc[position + 1].pos_ not in ("NOUN", "PROPN", "ADJ")


def _participles(parsed: ParsedText, position: int) -> tuple[Token, ...]:
    """Return "killed", "killed or wounded", "dead and missing" from `position` on."""
    last = position
    if (
        position + 2 < len(parsed.doc)
        and parsed.doc[position + 1].dep_ == "cc"
        and parsed.doc[position + 2].tag_ in ("VBN", "VBD", "JJ")
    ):
        last = position + 2
    return tuple(parsed.doc[position : last + 1])


def _hyphenated_noun(parsed: ParsedText, number: Number) -> tuple[Token, ...]:
    """Return the noun of a compound: "a ten-point lead" counts points."""
    token = token_at(parsed, number.end + 1)
    return (token,) if token is not None and token.pos_ in ("NOUN", "ADJ", "PROPN") and token.is_lower else ()


def next_index(parsed: ParsedText, number: Number) -> int:
    """Return the index of the token after the number; -1 when the number has no token."""
    token = token_before(parsed, number.end)
    return token.i + 1 if token is not None else -1


def counted_phrase(
    parsed: ParsedText, number: Number, noun: tuple[Token, ...], end: int, rate: Rate | None
) -> str | None:
    """Return the words for what is counted or measured."""
    position = rate.end if rate and not noun else end
    following = _of_phrase(parsed, position, bare=number.form == "fraction")
    if following:
        return following
    if not noun:
        return None
    first = next_index(parsed, number)
    last = noun[-1]
    words_of = parsed.doc[max(first, 0) : last.i + 1].text if first <= last.i else last.text
    tail = _of_phrase(parsed, last.idx + len(last), bare=False)
    return f"{words_of} of {tail}" if tail else words_of.lstrip("- ")


def _of_phrase(parsed: ParsedText, position: int, *, bare: bool) -> str | None:
    """Return the noun phrase of an of-phrase (if `bare`, also one without "of": half the crop) up to its
    head."""
    match = _OF.match(parsed.text, position)
    token = token_at(parsed, match.end()) if match else None
    if match is None or token is None:
        return None
    if not match.group("of") and not (bare and token.tag_ in ("DT", "PRP$", "PDT")):
        return None
    last = _phrase_head(parsed, token)
    return parsed.doc[token.i : last.i + 1].text if last.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None


def _phrase_head(parsed: ParsedText, first: Token) -> Token:
    """Return the head of the noun phrase that `first` opens: climb the parse, within the run of its words."""
    end = first.i
    while end + 1 < len(parsed.doc) and parsed.doc[end + 1].pos_ in _PHRASE_PARTS:
        end += 1
    head = first
    while head.i < head.head.i <= end and head.dep_ in _MODIFIERS:
        head = head.head
    return head
