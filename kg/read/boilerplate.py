"""Which paragraphs are not article: boilerplate, captions, bylines.

Comes in: the paragraphs of one text.  Goes out: a kind for each that the lexicon or its neighbours give
away, None for the others.
Must not: hold a word list (they are `boilerplate.tsv` and `appeals.tsv`), or look at a paragraph that quotes
somebody as an appeal to the reader.

Notes: the classes follow the CleanEval guidelines (Baroni, Chantree, Kilgarriff, Sharoff 2008); that short
blocks take the class of the blocks around them follows Kohlschütter, Fankhauser and Nejdl (2010).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.lexicon import table
from kg.model import PassageKind
from kg.read.dates import find_line_date

_MAX_CHARS = 2_000  # longer than any form or notice that was seen; beyond it only article
_SHORT_APPEAL_WORDS = 12
_APPEAL_WORDS = 60
_GAP_WORDS = 5
_GAP_LINES = 3

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“”«»„\"]")
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_EDGE = " .…!:|>»"
_APPEALING = frozenset({"marketing", "form", "legal"})

_KINDS = {"caption": PassageKind.CAPTION, "byline": PassageKind.METADATA}


def mark_apart(paragraphs: Sequence[str]) -> list[PassageKind | None]:
    """Return the kind of each paragraph that is not article, None for what may be."""
    groups = [match_group(paragraph) for paragraph in paragraphs]
    groups = _spread_to_appeals(paragraphs, groups)
    groups = _fill_gaps(paragraphs, groups)
    return [_KINDS.get(group, PassageKind.BOILERPLATE) if group else None for group in groups]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of the lexicon: `limit` is in words."""

    group: str
    match: str
    limit: int
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(row["group"], row["match"], int(row["limit"]), re.compile(row["pattern"], _flags(row["case"])))
        for row in table("boilerplate")
    )


def _flags(case: str) -> re.RegexFlag:
    return re.NOFLAG if case == "exact" else re.IGNORECASE


def match_group(paragraph: str) -> str | None:
    """Return the group of the first row that the paragraph matches; a line that is only a date is a byline.

    `whole` rows match all of it but the final punctuation, `start` and `end` rows its edge, `part` rows any
    stretch of it, unless it opens with a quotation (a notice that somebody reads out is news).
    """
    if len(paragraph) > _MAX_CHARS:
        return None
    if find_line_date(paragraph):
        return "byline"
    count = len(paragraph.split())
    return next((rule.group for rule in _rules() if count <= rule.limit and _is_match(paragraph, rule)), None)


def _is_match(paragraph: str, rule: _Rule) -> bool:
    if rule.match == "whole":
        return any(rule.pattern.fullmatch(words) for words in (paragraph.rstrip(_EDGE), paragraph))
    if rule.match == "start":
        return rule.pattern.match(paragraph.lstrip("([")) is not None
    if rule.match == "end":
        return any(found.end() == len(paragraph) for found in rule.pattern.finditer(paragraph))
    return not _QUOTED.match(paragraph) and rule.pattern.search(paragraph) is not None


def _spread_to_appeals(paragraphs: Sequence[str], groups: Sequence[str | None]) -> list[str | None]:
    """Take the paragraphs that appeal to the reader beside a form, a notice or an advertisement for a part
    of it, and go on from these, downwards and upwards."""
    spread = list(groups)
    for order in (range(len(paragraphs)), range(len(paragraphs) - 1, -1, -1)):
        near = False
        for position in order:
            if spread[position] is None:
                near = near and is_appeal(paragraphs[position])
                if near:
                    spread[position] = "marketing"
            elif spread[position] in _APPEALING:
                near = True
    return spread


def is_appeal(paragraph: str) -> bool:
    """Tell whether a paragraph asks something of the reader: nothing but imperatives, or second person with
    the words of trade, or a short question in the second person.  A quotation never does."""
    count = len(paragraph.split())
    if count > _APPEAL_WORDS or _QUOTED.search(paragraph):
        return False
    if _is_imperative(paragraph):
        return True
    if not _SECOND_PERSON.search(paragraph):
        return False
    return count <= _SHORT_APPEAL_WORDS or _has_trade_words(paragraph)


def _is_imperative(paragraph: str) -> bool:
    """Tell whether every sentence begins with a verb that asks the reader to do something."""
    imperatives = _appeal_words("imperative")
    first_words = [sentence.split()[0] for sentence in _SENTENCE.findall(paragraph) if sentence.split()]
    return bool(first_words) and all(word.casefold().strip(",.!") in imperatives for word in first_words)


def _has_trade_words(paragraph: str) -> bool:
    return not _appeal_words("trade").isdisjoint(word.casefold() for word in _WORD.findall(paragraph))


@cache
def _appeal_words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("appeals") if row["role"] == role)


def _fill_gaps(paragraphs: Sequence[str], groups: Sequence[str | None]) -> list[str | None]:
    """Give short lines between two that are not article, and that are no sentences, to boilerplate."""
    filled = list(groups)
    marked = [position for position, group in enumerate(groups) if group and group not in _KINDS]
    for before, after in pairwise(marked):
        between = range(before + 1, after)
        if len(between) <= _GAP_LINES and all(_is_fragment(paragraphs[position]) for position in between):
            for position in between:
                filled[position] = "widget"
    return filled


def _is_fragment(paragraph: str) -> bool:
    """A few words without a full stop."""
    unquoted = paragraph.rstrip("\"'”’)")
    return len(paragraph.split()) <= _GAP_WORDS and not unquoted.endswith((".", ":", ";", "…"))
