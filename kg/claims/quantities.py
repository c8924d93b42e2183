"""Quantities: numbers that count or measure something, with comparator, unit and what they are of.

Comes in: a parsed document.  Goes out: `Quantity` records in order of offset, not overlapping.
Must not: report dates, ordinals, names with numbers or list numbers; judge a number.

`text` is comparator, number and unit of measure ("about 40 %", "$61bn", "1,376 km²"); a counted noun is
not part of it.  `unit` is the measure's name (units.tsv), "fraction", or the counted noun as written, in
lower case ("troops"); "more than 1,000 killed or wounded" counts "killed or wounded".  `of` is the of-phrase,
cut to its noun phrase, or else the counted noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.claims.comparators import comparator_after, comparator_before
from kg.claims.counted import counted_noun, counted_phrase, next_index
from kg.claims.numbers import Number, find_numbers
from kg.claims.parsed_text import ParsedText, token_at, token_before
from kg.claims.times import DatedText, time_spans
from kg.claims.units import Unit, rate_after, unit_after, unit_before, unit_inside, unit_linked
from kg.lexicon import words
from kg.model import Comparator, Quantity, Span

_PHONE = re.compile(
    r"(?:\+?\d[\d().-]{0,6}[ .-])?\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|(?<![\d-])\d{3}-\d{4}(?!\d)|\b1-8\d\d-[\w-]+"
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|\b[\w.+-]{1,64}@[\w-]{1,64}\.\w[\w.]{0,64}")
_LIST = re.compile(r"(?m)^[ \t]*\(?\d{1,3}[.)](?=\s)")
_NAMES = frozenset({"PRODUCT", "LAW", "FAC", "ORG", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"})
_TWICE = re.compile(r"\b(?:twice|thrice)\b", re.IGNORECASE)


def extract_quantities(dated: DatedText) -> tuple[Quantity, ...]:
    """Return the quantities of the whole document, in order, not overlapping."""
    parsed = dated.parsed
    blocked = _covered((*time_spans(dated), *_blocked_spans(parsed.text)))
    found = [*_measured(parsed, blocked), *_multiples(parsed)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.spans[0][0], -q.spans[0][1])):
        if not kept or quantity.spans[0][0] >= kept[-1].spans[0][1]:
            kept.append(quantity)
    return tuple(kept)


def _blocked_spans(text: str) -> Iterator[Span]:
    """Yield where numbers stand that count nothing: phones, times of day, addresses, list numbers."""
    for pattern in (_PHONE, _CLOCK, _ADDRESS, _LIST):
        for match in pattern.finditer(text):
            yield match.span()


def _covered(spans: Iterable[Span]) -> frozenset[int]:
    """Return every offset that lies in one of the spans."""
    return frozenset(offset for start, end in spans for offset in range(start, end))


def _measured(parsed: ParsedText, blocked: frozenset[int]) -> Iterator[Quantity]:
    for number in find_numbers(parsed.text):
        if not blocked.isdisjoint(range(number.start, number.end)):
            continue
        quantity = _read_quantity(parsed, number)
        if quantity is not None:
            yield quantity


def _read_quantity(parsed: ParsedText, number: Number) -> Quantity | None:
    """Put comparator, number, unit, counted noun and divisor together; None when nothing is counted."""
    unit = _measure(parsed.text, number)
    noun = () if unit and unit.kind != "factor" else counted_noun(parsed, number)
    start, end, comparator = _bounds(parsed, number, unit)
    if not _is_quantity(parsed, number, unit, noun, comparator):
        return None
    last = max(end, noun[-1].idx + len(noun[-1])) if noun else end
    rate = rate_after(parsed.text, last, money=unit is not None and unit.kind in ("prefix", "currency"))
    return Quantity(
        text=parsed.text[start:end],
        spans=((start, end),),
        comparator=comparator or (Comparator.EQUAL if number.exact else Comparator.RANGE),
        value=number.low if number.exact else None,
        low=None if number.exact else number.low,
        high=None if number.exact else number.high,
        unit=_unit_name(parsed, number, unit, noun),
        of=counted_phrase(parsed, number, noun, end, rate),
        per=rate.per if rate else None,
    )


def _measure(text: str, number: Number) -> Unit | None:
    """Return the unit of measure beside the number; money may have its name after it ("$5 US dollars")."""
    return (
        unit_before(text, number.start)
        or unit_after(text, number.end)
        or (unit_inside(text, number.start, number.end) if number.form == "range" else None)
        or _linked(text, number)
        or _unit_after_comparator(text, number)
    )


def _unit_after_comparator(text: str, number: Number) -> Unit | None:
    """Return the unit in "15-plus minutes", "20 or so miles"."""
    after = comparator_after(text, number.end)
    return unit_after(text, after[0]) if after else None


def _linked(text: str, number: Number) -> Unit | None:
    """Return the unit behind an article or "of": only fractions and vague plurals have one there."""
    if number.form not in ("fraction", "vague"):
        return None
    return unit_linked(text, number.end, vague=number.form == "vague")


def _bounds(parsed: ParsedText, number: Number, unit: Unit | None) -> tuple[int, int, Comparator | None]:
    """Return start and end of the quantity's words, and the comparator among them."""
    start = min(number.start, unit.start) if unit and unit.kind == "prefix" else number.start
    end = max(number.end, unit.end) if unit else number.end
    before = comparator_before(parsed.text, start)
    after = comparator_after(parsed.text, number.end) or comparator_after(parsed.text, end)
    comparator = number.comparator
    if before and not _is_preposition(parsed, before[0], unit):
        start, comparator = before[0], comparator or before[1]
    elif after:
        end, comparator = max(end, after[0]), comparator or after[1]
    if not number.exact:
        comparator = Comparator.RANGE
    return start, end, comparator


def _is_preposition(parsed: ParsedText, start: int, unit: Unit | None) -> bool:
    """Whether "over" before a length of time means during ("over two years"), by its place in the parse."""
    token = token_at(parsed, start)
    return (
        token is not None
        and unit is not None
        and unit.kind == "duration"
        and token.lower_ in ("over", "under", "around", "near")
        and token.dep_ == "prep"
    )


def _is_age(parsed: ParsedText, number: Number) -> bool:
    """Whether the number is a person's age between commas: "Lina Brandt, 43, said"."""
    previous = token_before(parsed, number.start)
    if (
        previous is None
        or previous.text != ","
        or not previous.i
        or not 0 < number.high < 120
        or not number.exact
    ):
        return False
    person = previous.nbor(-1)
    return parsed.text[number.end : number.end + 1] in ",." and (
        person.ent_type_ == "PERSON" or person.pos_ == "PROPN"
    )


def _is_quantity(
    parsed: ParsedText,
    number: Number,
    unit: Unit | None,
    noun: tuple[Token, ...],
    comparator: Comparator | None,
) -> bool:
    """Tell numbers that count from names, years, pronouns and labels."""
    one = parsed.text[number.start : number.end].lower() == "one"
    if unit is not None and unit.kind != "factor":
        return not (one and unit.kind == "duration" and comparator is None)
    token = token_before(parsed, number.end)
    if token is None or _is_part_of_name(parsed, number, token):
        return False
    if number.form == "fraction":
        return _is_fraction(parsed, number, comparator)
    if one:
        return _counts_one(token, noun, comparator)
    if comparator is not None or number.form in ("vague", "range"):
        return True
    if _is_label(parsed, number, noun):
        return False
    return (
        bool(noun)
        or _is_age(parsed, number)
        or number.magnitude != 1.0
        or _stands_alone(parsed, number, token)
    )


def _is_part_of_name(parsed: ParsedText, number: Number, token: Token) -> bool:
    """Whether the number belongs to a name that is longer than it ("Boeing 737", "Article 5")."""
    previous = token_before(parsed, number.start)
    if token.ent_type_ in _NAMES and number.magnitude == 1.0:
        return True
    if previous is None or parsed.text[previous.idx + len(previous) : number.start].strip():
        return False
    if previous.lower_.rstrip(".") in words("numbered_nouns"):
        return True
    adjacent = previous.pos_ == "PROPN" and previous.is_title and previous.ent_type_ not in ("DATE", "TIME")
    return adjacent and token.like_num and token.dep_ in ("nummod", "appos") and token.head.i < token.i


def _is_fraction(parsed: ParsedText, number: Number, comparator: Comparator | None) -> bool:
    """Tell a fraction from an ordinal ("a third witness") and from a half of something else ("half
    brother")."""
    following = token_at(parsed, number.end + (parsed.text[number.end : number.end + 1] == " "))
    previous = token_before(parsed, number.start)
    text = parsed.text[number.start : number.end].lower()
    if parsed.text[number.end : number.end + 1] == "-" or (
        previous is not None and previous.tag_ == "JJ" and text == "half"
    ):
        return False
    if (
        previous is not None
        and previous.lower_ in ("in", "first", "second", "other", "better", "latter")
        and text == "half"
    ):
        return False
    if (
        text[0] in "½¼¾⅓⅔123456789"
        or re.search(r"\s(?:in|of)\s", text)
        or text.endswith("s")
        or comparator is not None
    ):
        return True
    if following is None or following.is_punct:
        return True
    return following.lower_ == "of" or following.pos_ in ("DET", "PRON", "VERB", "AUX", "CCONJ", "ADP")


def _counts_one(token: Token, noun: tuple[Token, ...], comparator: Comparator | None) -> bool:
    """Whether "one" counts: with a comparator, or a noun that it stands right before and no article."""
    if comparator is not None:
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1).lower_ if token.i else ""
    return (
        bool(noun)
        and following is not None
        and following.i == noun[0].i
        and before not in ("the", "this", "that", "no")
    )


def _is_label(parsed: ParsedText, number: Number, noun: tuple[Token, ...]) -> bool:
    """Whether a bare figure is a year or a model: four digits without comma, or before a singular noun."""
    text = parsed.text[number.start : number.end]
    year = re.fullmatch(r"1[5-9]\d\d|20\d\d", text) is not None
    if year and (not noun or noun[0].tag_ in ("NN", "NNP", "NNPS")):
        return True
    singular = bool(noun) and noun[0].tag_ in ("NN", "NNP") and number.high != 1 and number.form == "figure"
    hyphenated = parsed.text[number.end : number.end + 1] == "-"
    return singular and not hyphenated and number.magnitude == 1.0 and noun[0].i == next_index(parsed, number)


def _stands_alone(parsed: ParsedText, number: Number, token: Token) -> bool:
    """Whether a number without a noun still counts: subject, object or after "of"/"to" ("total 12",
    "killing three")."""
    if re.fullmatch(r"1[5-9]\d\d|20\d\d", parsed.text[number.start : number.end]):
        return False
    previous = token_before(parsed, number.start)
    if previous is not None and previous.pos_ == "DET":
        return False  # "the two agreed" refers back
    return token.ent_type_ == "CARDINAL" and token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "pobj")


def _unit_name(parsed: ParsedText, number: Number, unit: Unit | None, noun: tuple[Token, ...]) -> str | None:
    if unit is not None and unit.kind != "factor":
        return unit.name
    if number.form == "fraction" and number.high < 1:
        return "fraction"
    if noun:
        return " ".join(token.lower_ for token in noun)
    if unit is not None:
        return unit.name
    return "years" if _is_age(parsed, number) else None


def _multiples(parsed: ParsedText) -> Iterator[Quantity]:
    """Yield "twice"; other multiples ("three times", "tenfold") are numbers with a unit."""
    for match in _TWICE.finditer(parsed.text):
        value = 2.0 if match.group().lower() == "twice" else 3.0
        yield Quantity(match.group(), (match.span(),), Comparator.EQUAL, value, unit="times")
