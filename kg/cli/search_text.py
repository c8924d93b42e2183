"""What a search found, as a person reads it in a terminal.

Comes in: results of a search.  Goes out: text on stdout, notes on stderr.  Must not: cut a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from kg.cli.claim_text import act_words, certainty_words, source_label, support_mark
from kg.cli.options import note
from kg.cli.screen import console, counted, heading, joined, plain, show
from kg.query.comparisons import Counts
from kg.query.results import Span
from kg.query.search_results import FoundClaim, FoundName, ReadWord, SearchResults

_MARKS = ("«", "»")
"""Around a matched word, where bold type is not to be had."""

_SHOWN_WORDS = 5
"""Words that a misspelt one was taken for, named at most."""


def show_search(found: SearchResults) -> None:
    """Print names, then claims."""
    bold = console().is_terminal
    if found.names:
        show(heading("Actors and places"))
        for name in found.names:
            show("", *_name_lines(name, bold=bold))
    if found.claims:
        show(*([""] if found.names else []), heading(f"Claims ({found.claims_total:,})"))
        for claim in found.claims:
            show("", *_claim_lines(claim, bold=bold))


def note_search(found: SearchResults, limit: int, offset: int) -> None:
    """Tell how the words were read, and how to see what is not listed."""
    for word in filter(_is_other, found.words):
        taken = ", ".join(plain(one) for one in word.taken[:_SHOWN_WORDS])
        more = " and others" if len(word.taken) > _SHOWN_WORDS else ""
        note(f"no claim has {plain(word.typed)!r}: looked for {taken}{more}.")
    if not found.every_word:
        note("no claim has all of the words: those with most of them are listed first.")
    left = found.claims_total - offset - len(found.claims)
    if left > 0:
        note(f"{left:,} more {'claim' if left == 1 else 'claims'}: --offset {offset + limit}.")
    if found.more_names:
        note("more names come close: --kind names --limit N lists them.")


def _is_other(word: ReadWord) -> bool:
    """Tell whether a word was taken for one that it is not a form of."""
    return word.errors > 0 or any(one.endswith("*") and not word.typed.endswith("*") for one in word.taken)


def _name_lines(found: FoundName, *, bold: bool) -> Iterator[Text | Padding]:
    named = marked(found.name, found.marks, bold=bold)
    if found.name != found.label:
        named = Text.assemble(plain(found.label), " (", named, ")")
    kind = joined((found.kind, "" if found.named else "unnamed", found.telling))
    often = f"{counted(found.mentions, 'mention')} in {counted(found.documents, 'article')}"
    said = f"{counted(found.claims_by, 'claim')} made, {found.claims_about} about"
    yield Text.assemble(named, (f"  {plain(joined((kind, found.entity)))}", "dim"))
    yield _indented(Text(f"{often}; {said}", style="dim"))
    if sentence := found.sentence:
        yield _indented(marked(sentence.text, sentence.marks, bold=bold))
        yield _indented(Text(plain(joined((sentence.document, sentence.claim))), style="dim"))


def _claim_lines(found: FoundClaim, *, bold: bool) -> Iterator[Text | Padding]:
    claim = found.claim
    yield marked(claim.sentence_text, found.marks, bold=bold)
    how = (certainty_words(claim), act_words(claim), claim.style)
    support = support_mark(Counts(found.articles, found.publishers, found.origins))
    where = (plain(claim.document), found.published or "date unknown", claim.id)
    yield _indented(Text(joined((source_label(claim), *how, *where, support)), style="dim"))


def marked(text: str, marks: Sequence[Span], *, bold: bool) -> Text:
    """Return a text on one line, with the marked words in bold, or between « » where there is no bold."""
    before, after = ("", "") if bold else _MARKS
    made, last = Text(), 0
    for start, end in marks:
        made.append(plain(text[last:start]))
        made.append(before + plain(text[start:end]) + after, style="bold")
        last = end
    return made.append(plain(text[last:]))


def _indented(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 2))
