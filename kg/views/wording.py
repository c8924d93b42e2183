"""Dates and addresses as a reader sees them.

Comes in: typed results.  Goes out: plain words, and addresses that are safe to follow.
Must not: build HTML.
"""

from __future__ import annotations

import re

from kg.query.results import DocumentView, RetractionView, StoreSummary, TimeView

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WEB_ADDRESS = re.compile(
    r"https?://[^\s/\\@\x00-\x20\x7f\"<>^`{|}]+(?:[/?#][^\s\\\x00-\x20\x7f\"<>^`{|}]*)?", re.IGNORECASE
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def web_address(url: str | None) -> str | None:
    """Return `url` if it is a plain http or https address, else None.

    Stricter than a browser: white space, control characters, backslashes, quotation marks and a user name
    before the host ("https://bank.example@evil.example") are refused, since they serve to deceive.
    """
    return url if url and _WEB_ADDRESS.fullmatch(url) else None


def name_publisher(document: DocumentView) -> str:
    """Return whom an article is by, as the store calls them."""
    return document.publisher_label or document.publisher or "unknown publisher"


def name_article(document: DocumentView) -> str:
    """Return an article's title, its path if it has none."""
    return document.title or document.path


def describe_date(value: str) -> str:
    """Return "3 May 2025", "May 2025" or "2025" for an ISO 8601 date; anything else as it stands."""
    match = _DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return value
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def describe_time(time: TimeView | None) -> str:
    """Return a date or a range in words, empty if there is none."""
    if time is None:
        return ""
    if time.value:
        return describe_date(time.value)
    if time.start and time.end:
        return f"{describe_date(time.start)} to {describe_date(time.end)}"
    if time.start:
        return f"from {describe_date(time.start)}"
    return f"until {describe_date(time.end)}" if time.end else ""


def describe_retraction(retraction: RetractionView | None) -> str:
    """Return "retracted by Ada on 3 May 2025: the agency took it back", empty if nobody retracted it."""
    if retraction is None:
        return ""
    why = f": {retraction.why}" if retraction.why else ""
    return f"retracted by {retraction.who} on {describe_date(retraction.when[:10])}{why}"


def count_retracted(total: StoreSummary) -> str:
    """Return "1 article and 4 claims retracted", those of the article among them; empty if nothing is."""
    counts = ((total.retracted_documents, "article"), (total.retracted_claims, "claim"))
    words = " and ".join(count_words(number, word) for number, word in counts if number)
    return f"{words} retracted" if words else ""


def count_words(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 claim" or "1,200 claims"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
