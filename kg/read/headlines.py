"""Which lines above the body are the headline, its deck, and names of sections and authors.

Comes in: the paragraphs of one text, and what kind the lexicon gave them.  Goes out: positions.
Must not: look below the first paragraph of body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import PassageKind

_LINE = re.compile(r"[^\r\n]+")
_QUIET_END = re.compile(r"[.:;,…][\"'”’»)\]]*$")  # what does not end a headline
_SENTENCE_BREAK = re.compile(r"[a-z0-9)][.!?][\"'”’»)]*\s+\S")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_TITLE_NOISE = re.compile(r"[\W_]+")

_HEADLINE_CHARS = 220
_HEADLINE_WORDS = 4  # fewer are a section's or an author's name ("World news"), if something longer is there


def mark_head(
    words: Sequence[str], kinds: list[PassageKind | None], title: str | None, expect_headline: bool
) -> None:
    """Mark headline and deck among the lines above the body, and the names of a word or three around them.

    `title` is the headline as metadata give it: a line that equals it is the headline whatever its shape.
    Without `expect_headline` (it stands in the front matter) the shape of a line makes no headline.
    """
    head = _head_lines(words, kinds)
    headline = _find_title(words, head, title)
    if headline is None and expect_headline:
        headline = _choose_headline(words, head)
    if headline is None:
        return
    kinds[headline] = PassageKind.HEADLINE
    for position in head:
        if kinds[position] is None and _count(words[position]) < _HEADLINE_WORDS:
            kinds[position] = PassageKind.METADATA
    if headline + 1 in head and kinds[headline + 1] is None:
        kinds[headline + 1] = PassageKind.HEADLINE


def has_first_line(text: str, start: int, title: str) -> bool:
    """Tell whether the first line from `start` on is `title`, white space, case and punctuation aside."""
    for match in _LINE.finditer(text, start, start + 2_000):
        if match[0].strip():
            return is_same_title(match[0], title)
    return False


def is_same_title(line: str, title: str) -> bool:
    """Compare two headlines by their letters and digits."""
    folded = _TITLE_NOISE.sub(" ", line).strip().casefold()
    return bool(folded) and folded == _TITLE_NOISE.sub(" ", title).strip().casefold()


def _head_lines(words: Sequence[str], kinds: Sequence[PassageKind | None]) -> list[int]:
    """Return the positions of what is unmarked above the first paragraph of body; none when there is no such
    paragraph."""
    for position, line in enumerate(words):
        if kinds[position] is None and not _is_headline_shaped(line):
            return [above for above in range(position) if kinds[above] is None]
    return []


def _find_title(words: Sequence[str], head: Sequence[int], title: str | None) -> int | None:
    """Return the position of the line that equals the title: in the head, or the first of all."""
    for position in dict.fromkeys((*head, 0)):
        if title is not None and position < len(words) and is_same_title(words[position], title):
            return position
    return None


def _choose_headline(words: Sequence[str], head: Sequence[int]) -> int | None:
    """Return the first line of the head that is long enough, or the first."""
    long_enough = (position for position in head if _count(words[position]) >= _HEADLINE_WORDS)
    return next(long_enough, head[0] if head else None)


def _count(line: str) -> int:
    return len(line.split())


def _is_headline_shaped(line: str) -> bool:
    """One line, not long, without a break between two sentences, and without a full stop at its end unless
    it is in title case."""
    return (
        len(line) <= _HEADLINE_CHARS
        and "\n" not in line
        and "\r" not in line
        and not _SENTENCE_BREAK.search(line)
        and (not _QUIET_END.search(line) or _is_title_case(line))
    )


def _is_title_case(line: str) -> bool:
    """Tell whether all words of five letters and more begin with a capital, as American headlines do."""
    long_words = _LONG_WORD.findall(line)
    return len(long_words) >= _HEADLINE_WORDS and all(word[0].isupper() for word in long_words)
