"""Credits beside the sentences: "ARLEN (X) -" before an article, "X contributed to this report" under it.

Comes in: a document's text and where an outlet's name stands in it.  Goes out: the words that credit, or
None.  Must not: know claims.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.model import CreditForm, Span

_DATELINE = 80
"""Code points from the beginning of a line within which the agency of a dateline stands."""
_FEWEST = 3
"""Words of a headline beside the outlet's name."""
_LEADING = 6
"""Words before the name in a line that leads up to a quotation ("Jane Marlow writing at X:")."""
_AFTER = re.compile(r"\)[ \u00a0]*(?:[—–-]{1,2}|$)", re.MULTILINE)
_PLACE = re.compile(r"\s*(?:[A-Z][\w.’'/-]*,?[ \u00a0]+|\d{1,2},?[ \u00a0]+){0,7}\($")
"""How a dateline begins: a town, perhaps its region and the day."""
_OPENED = re.compile(r"[(\[](?:[^()\[\]\n]{0,40}[,|/] ?)?(?:[Tt]he )?$")
_BRACKETED = re.compile(r"(?: ?\| ?\w+)?\.?[)\]][ \u00a0]*$", re.MULTILINE)


def dateline(text: str, start: int, end: int) -> Span | None:
    """Return where the dateline stands that a name is the agency of: "ARLEN, May 3 (X) -", "(X) -"."""
    line = text.rfind("\n", 0, start) + 1
    if start - line > _DATELINE or not _AFTER.match(text, end) or not _PLACE.match(text[line:start]):
        return None
    return line, end + 1


def bracketed(text: str, start: int, end: int) -> Span | None:
    """Return where "(X)" or "[Jane Marlow, X]" stands at the end of a paragraph."""
    line = text.rfind("\n", 0, start) + 1
    opening, closing = _OPENED.search(text[line:start]), _BRACKETED.match(text, end)
    return (line + opening.start(), closing.end()) if opening and closing else None


def headline(text: str, start: int, end: int) -> Span | None:
    """Return where "X:" stands that opens a line, ": X" that closes the first one, or "... X:" that is a
    short line and leads up to what X writes."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end) % (len(text) + 1)
    before, after = text[first:start].strip(), text[end:last].strip(" .")
    if before in ("", "The", "the") and after.startswith(":") and len(after.split()) > _FEWEST:
        return start, end + 1
    if not text[:first].strip() and not after and before.endswith(":") and len(before.split()) > _FEWEST:
        return start, end
    if after == ":" and len(before.split()) < _LEADING:
        return start, end + 1
    return None


def note_form(text: str, sentence: Span) -> CreditForm | None:
    """Return how a sentence says whose work is in the article, or None if it does not."""
    words = text[slice(*sentence)]
    return next((form for pattern, form in _notes() if pattern.search(words)), None)


@cache
def _notes() -> tuple[tuple[re.Pattern[str], CreditForm], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), CreditForm(row["form"])) for row in table("credit_notes")
    )
