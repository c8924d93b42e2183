"""Times that an article names, resolved against its day of publication.

Comes in: a parsed document and the publication time.  Goes out: `TimeValue` records in order of offset,
not overlapping, each with its words.  Must not: read times of day, frequencies or durations; ask a clock.

A date without a year, or a weekday, is taken from the side of the publication that the governing verb
points to: the past for a past verb, the future for a future one or a modal, else the nearest (a weekday
without such a verb is the last one: "Mayor quits Friday").  Seasons are the meteorological ones of the
northern hemisphere.  A preposition that makes the time a bound belongs to the words: "by May" has only an
end, "since June" only a start; the bound is the named time itself.  Without a publication date, words that
need one have neither value nor start nor end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from kg.claims.calendar import Period, parse_published, time_value
from kg.claims.date_expressions import DateExpression, find_expressions
from kg.claims.dates import EITHER, FUTURE, PAST, resolve
from kg.claims.parsed_text import ParsedText, with_text
from kg.claims.verbgroup import governing_verb, modal_of, verb_tense
from kg.lexicon import table, words
from kg.model import Span, Tense, TimeValue

_BOUNDS = {row["phrase"]: row["side"] for row in table("time_bounds")}
_BOUND_WORDS = "|".join(phrase.replace(" ", r"\s+") for phrase in sorted(_BOUNDS, key=len, reverse=True))
_BOUND = re.compile(rf"\b({_BOUND_WORDS})\s+(?P<the>the\s+)?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b", re.IGNORECASE)
_JOIN = re.compile(r"\s?[-–—]\s?|,?\s+(?P<word>to|until|till|through|and)\s+(?:the\s+)?", re.IGNORECASE)
_OPENER = re.compile(r"\b(?P<word>between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:every|each|per|on\s+alternate|the\s+following|most)\s+(?:other\s+)?$", re.IGNORECASE
)
_DATE_PREPOSITIONS = words("date_prepositions")
_DEADLINES = frozenset({"by", "until", "till", "before"})
"""Of the last bounds those that something is asked for by; "sales through May" have been."""
_CONDITIONS = frozenset(row["word"] for row in table("conditions") if row["kind"] == "mark")
_RANGE_KINDS = frozenset({"day", "iso", "numeric", "month", "season", "year", "weekday", "decade"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression of the document and, once read, its period and the side that is kept."""

    expression: DateExpression
    direction: int
    period: Period
    start: int
    end: int
    side: str | None = None


@dataclass(frozen=True, slots=True)
class DatedText:
    """A parsed document and the dates in it, in order: found once, read several times."""

    parsed: ParsedText
    dates: tuple[DateExpression, ...]


def find_dates(doc: Doc) -> DatedText:
    """Find the dates of a document."""
    parsed = with_text(doc)
    return DatedText(parsed, tuple(e for e in find_expressions(parsed.text) if _is_date(parsed, e)))


def extract_times(dated: DatedText, published: TimeValue | None) -> tuple[TimeValue, ...]:
    """Return the times of the whole document, in order, not overlapping."""
    text, day = dated.parsed.text, _publication_day(published)
    found = [_with_bound(text, item) for item in _joined(text, list(_resolved(dated, day)), day)]
    return tuple(_record(text, item) for item in found)


def time_spans(dated: DatedText) -> tuple[Span, ...]:
    """Return where times stand, whatever they mean: numbers in them count nothing."""
    return tuple((found.start, found.end) for found in dated.dates if found.kind not in ("in", "within"))


def _publication_day(published: TimeValue | None) -> date | None:
    if published is None:
        return None
    iso = published.value or published.start or published.end
    return parse_published(iso) if iso else None


def _resolved(dated: DatedText, day: date | None) -> Iterator[_Found]:
    for expression in dated.dates:
        direction = _direction(dated.parsed, expression)
        period = resolve(expression, day, direction)
        if period is not None:
            yield _Found(expression, direction, period, expression.start, expression.end)


def _is_date(parsed: ParsedText, expression: DateExpression) -> bool:
    """Tell dates from verbs (may, march, fall), names (April, Black Friday), numbers and frequencies."""
    token = _first_token(parsed, expression)
    if token is None or _FREQUENCY.search(parsed.text, max(0, expression.start - 24), expression.start):
        return False
    groups = expression.groups
    if token.ent_type_ == "ORG" and token.is_upper:
        return False  # "USA TODAY"
    if expression.kind == "weekday" and token.i and token.nbor(-1).lower_ in words("named_days"):
        return False
    if not expression.is_bare:
        return "month" not in groups or token.tag_ != "MD"
    return _is_bare_date(parsed, expression)


def _is_bare_date(parsed: ParsedText, expression: DateExpression) -> bool:
    token = _word_token(parsed, expression)
    if token is None or token.ent_type_ == "PERSON":
        return False
    previous = token.nbor(-1).lower_ if token.i else ""
    led = previous in _DATE_PREPOSITIONS or expression.start < token.idx
    if token.tag_ == "MD" and not (led and not token.is_sent_start):
        return False
    dated = token.ent_type_ == "DATE"
    if "year" in expression.groups:
        return dated or (led and token.ent_type_ in ("", "EVENT") and not _counts(token))
    if token.pos_ in ("VERB", "AUX", "ADJ") and not (led and token.tag_ == "MD"):
        return False
    if "season" in expression.groups and token.dep_ in ("compound", "amod", "nmod"):
        return False
    the = previous == "the" and token.i > 1 and token.nbor(-2).lower_ in _DATE_PREPOSITIONS
    return (
        dated
        or led
        or the
        or ("month" in expression.groups and token.text not in ("May", "March", "Mar", "Jun", "Dec"))
    )


def _counts(token: Token) -> bool:
    """Whether a year-like figure counts the noun after it ("in 2000 villages")."""
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")


def _first_token(parsed: ParsedText, expression: DateExpression) -> Token | None:
    span = parsed.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _word_token(parsed: ParsedText, expression: DateExpression) -> Token | None:
    """Return the token of the one word that names the time, past "early" or "the end of"."""
    span = parsed.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else None


def _direction(parsed: ParsedText, expression: DateExpression) -> int:
    """Return where the governing verb points."""
    token = _first_token(parsed, expression)
    verb = governing_verb(token) if token is not None else None
    if token is None or verb is None:
        return EITHER
    direction = _verb_direction(verb)
    return EITHER if direction == PAST and _bounds_what_was_to_come(token, verb) else direction


def _bounds_what_was_to_come(token: Token, verb: Token) -> bool:
    """Tell whether a time bounds what had not come yet beside a past verb: that of a noun ("called for a vote
    by 1 June"), or one under a condition ("unless they left by spring")."""
    bound = next((one for one in token.ancestors if one.lower_ in _DEADLINES), None)
    if bound is None or bound.i > token.i:
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return bound.head.pos_ == "NOUN" or not marks.isdisjoint(_CONDITIONS)


def _verb_direction(verb: Token) -> int:
    tense = verb_tense(verb)
    if tense is Tense.PAST:
        return PAST
    if tense is Tense.FUTURE and modal_of(verb) is None:
        return _infinitive_direction(verb)
    if tense is Tense.PRESENT and verb.tag_ == "VBG" and verb.dep_ not in ("ROOT", "ccomp", "conj", "relcl"):
        matrix = governing_verb(verb.head) if verb.head.i != verb.i else None
        return _verb_direction(matrix) if matrix is not None and matrix.i != verb.i else EITHER
    arranged = verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in words("futurate_verbs", "verb")
    return FUTURE if tense is Tense.FUTURE or arranged else EITHER


def _infinitive_direction(verb: Token) -> int:
    """An infinitive points ahead, unless a past verb stands over it ("managed to leave in May")."""
    matrix = governing_verb(verb.head) if verb.head.i != verb.i else None
    if matrix is None or matrix.i == verb.i:
        return FUTURE
    return EITHER if verb_tense(matrix) is Tense.PAST else FUTURE


def _joined(text: str, found: list[_Found], day: date | None) -> Iterator[_Found]:
    """Put two times that form a range together: "between March and May", "from 2004 to 2009"."""
    position = 0
    while position < len(found):
        item = found[position]
        joined = _join(text, item, found[position + 1], day) if position + 1 < len(found) else None
        yield joined or item
        position += 2 if joined else 1


def _join(text: str, left: _Found, right: _Found, day: date | None) -> _Found | None:
    between = _JOIN.fullmatch(text, left.end, right.start)
    if between is None or not {left.expression.kind, right.expression.kind} <= _RANGE_KINDS:
        return None
    opener = _OPENER.search(text, max(0, left.start - 16), left.start)
    word = (between.group("word") or "").lower()
    opened = opener.group("word").lower() if opener else ""
    if (word == "and" and opened != "between") or (word in ("to", "until", "till") and opened != "from"):
        return None
    start, end = _aligned(left, right)
    if start is None or end is None or start > end:
        return _unresolved_range(left, right, opener) if day is None else None
    precision = max(left.period.precision, right.period.precision, key=("year", "month", "day").index)
    return _Found(
        right.expression,
        right.direction,
        Period(start, end, precision),
        opener.start() if opener else left.start,
        right.end,
    )


def _unresolved_range(left: _Found, right: _Found, opener: re.Match[str] | None) -> _Found:
    period = Period(None, None, right.period.precision)
    return replace(right, period=period, start=opener.start() if opener else left.start)


def _aligned(left: _Found, right: _Found) -> tuple[date | None, date | None]:
    """Return first and last day of a range.

    An end without a year follows a beginning with one; a beginning without a year precedes its end.
    """
    first, last = left.period, right.period
    if left.expression.has_year and not right.expression.has_year and first.start:
        last = resolve(right.expression, first.start, FUTURE) or last
    elif not left.expression.has_year and last.end:
        first = resolve(left.expression, last.end, PAST) or first
    return first.start, last.end


def _with_bound(text: str, item: _Found) -> _Found:
    """Take in the preposition that makes the time a bound."""
    match = _BOUND.search(text, max(0, item.start - 24), item.start)
    if match is None or (match.group("the") and item.expression.kind == "year"):
        return item
    phrase = re.sub(r"\s+", " ", match.group(1)).lower()
    onwards = _ONWARDS.match(text, item.end)
    if phrase == "from" and not onwards:
        return item
    end = onwards.end() if onwards and phrase == "from" else item.end
    return replace(item, start=match.start(), end=end, side=_BOUNDS[phrase])


def _record(text: str, item: _Found) -> TimeValue:
    value = time_value(item.period, item.side)
    return replace(value, text=text[item.start : item.end], spans=((item.start, item.end),))
