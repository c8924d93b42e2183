"""Numbers and kinds in the words of reasons.

Comes in: a number, a noun.  Goes out: English.  Must not: know what is counted.
"""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def with_article(noun: str) -> str:
    """Return "a person", "an outlet"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
