"""What a search answers with: names and claims, each with what it is, how often, and where it stands.

Comes in: nothing.  Must not: read the store.  `--json` prints these as they are (docs/EXPORT.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.results import ClaimView, Span


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence in which a found name stands: the claim it belongs to, its article, and the words of the
    name in it (`marks` are offsets into `text`, in code points)."""

    text: str
    marks: tuple[Span, ...]
    claim: str
    document: str
    document_id: str


@dataclass(frozen=True, slots=True)
class FoundName:
    """An actor or a place that has a name like what was asked for.

    `name` is its label, or an alias where that alone has the words; `marks` are offsets into it.  `errors` is
    the number of typing errors that were mended.  `telling` is its country, or first role, if known; the
    numbers are those of `EntityView`, and `sentence` is from the first of its claims that names it.
    """

    entity: str
    kind: str
    label: str
    name: str
    marks: tuple[Span, ...]
    errors: int
    named: bool
    telling: str
    mentions: int
    documents: int
    claims_by: int
    claims_about: int
    sentence: FoundSentence | None = None


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim whose words, or whose sentence's, are those asked for.

    `marks` are offsets into `claim.sentence_text`; `published` is the article's day as far as it is known;
    the three numbers are those of the claim's group.
    """

    claim: ClaimView
    marks: tuple[Span, ...]
    published: str | None
    articles: int
    publishers: int
    origins: int


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as it was typed, and the words that it was taken for: forms of it, else words that begin so
    (`word*`), else words that differ by a typing error or two, whichever some claim has."""

    typed: str
    taken: tuple[str, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search found, the best first.

    `more_names` is true when more names come close than are listed; `claims_total` is the number of claims
    found, listed or not.  `every_word` is False where no claim has all words, and those that have some are
    listed.  `words` tells how claims were searched for.
    """

    asked: str
    names: tuple[FoundName, ...] = ()
    more_names: bool = False
    claims: tuple[FoundClaim, ...] = ()
    claims_total: int = 0
    every_word: bool = True
    words: tuple[ReadWord, ...] = ()
