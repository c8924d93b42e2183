"""The text of an article with words marked in it, by exact offsets.

Comes in: a text, spans (code points, half-open) and what they are.  Goes out: paragraphs of pieces that, put
together, are the text again but for the line feeds between them.
Must not: build HTML, or show a word that does not stand in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.views.contexts import ArticleContext, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and its role: a class of the style sheet; `claim` is the position of the claim that it is of."""

    span: Span
    role: str
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks, the outermost first."""

    words: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text; `is_title` where it is the title that the article begins with."""

    pieces: tuple[Piece, ...]
    is_title: bool = False

    @property
    def is_marked(self) -> bool:
        """Tell whether a word in it is marked."""
        return any(piece.marks for piece in self.pieces)


def mark_spans(spans: Iterable[Span], role: str, claim: int | None = None) -> list[Mark]:
    """Return the marks of some spans."""
    return [Mark(span, role, claim) for span in spans]


def read_paragraphs(article: ArticleContext, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return what an article tells after its front matter, line by line; empty lines are left out."""
    found: list[Paragraph] = []
    start = article.matter
    for line in article.text[article.matter :].split("\n"):
        if line.strip():
            is_title = not found and line.strip() == article.title.strip()
            inside = [mark for mark in marks if mark.span[0] < start + len(line) and mark.span[1] > start]
            found.append(Paragraph(tuple(cut_pieces(line, start, inside)), is_title))
        start += len(line) + 1
    return found


def cut_pieces(words: str, start: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces of words that stand at an offset, cut wherever a mark begins or ends."""
    end = start + len(words)
    edges = {edge for mark in marks for edge in mark.span if start < edge < end}
    cuts = sorted({start, end, *edges})
    for left, right in pairwise(cuts):
        over = [mark for mark in marks if mark.span[0] <= left and mark.span[1] >= right]
        over.sort(key=lambda mark: (mark.span[0] - mark.span[1], mark.span, mark.role))
        yield Piece(words[left - start : right - start], tuple(over))


def words_at(article: ArticleContext, spans: Iterable[Span]) -> str:
    """Return the words of some spans, " … " between them."""
    return " … ".join(article.text[start:end] for start, end in spans)
