"""How claims differ, as a person reads it in a terminal: both sentences side by side.

Comes in: differences and the claims on both sides.  Goes out: text on stdout.
Must not: cut a sentence, leave out an id, or say which side is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.cli.claim_text import source_label
from kg.cli.screen import console, heading, joined, plain, quoted, show
from kg.model import DiscrepancyKind, Publisher, Style
from kg.query.comparison_results import DiscrepancyView, SideView
from kg.query.results import ClaimView, Span

_GAP = 3
_INDENT = 2

NO_PUBLISHER = Publisher(id="", name="").label
"""What stands for the publisher of an article that tells none."""

_NARROW = 60
"""Columns below which the sentences stand below one another."""

MARKS = ("«", "»")
"""Around the words that differ, where bold type is not to be had."""


def show_differences(found: Sequence[DiscrepancyView], claims: Mapping[str, ClaimView]) -> None:
    """Print differences, an empty line between two; `claims` are those of both sides, by id."""
    for number, one in enumerate(found):
        show(*([""] if number else []), heading(one.kind, _how(one)), _indented(plain(one.reason)))
        show(_sides(one, claims))


def _how(one: DiscrepancyView) -> str:
    """Return score, time apart, and whether one rests on the other."""
    apart = "days apart unknown" if one.days is None else one.time
    rests = "the right rests on the left" if one.descends else ""
    return joined((f"{one.score:.2f}", apart, rests))


def _sides(one: DiscrepancyView, claims: Mapping[str, ClaimView]) -> Padding:
    cells = [
        _side_cell(side, speaker)
        for side, speaker in (
            (one.left, speaker_words(claims[one.left.claim])),
            (one.right, _right_speaker(one, claims[one.right.claim])),
        )
    ]
    grid = Table.grid(padding=(0, _GAP, 0, 0), expand=True)
    if console().width < _NARROW:
        grid.add_column(overflow="fold")
        for cell in cells:
            grid.add_row(cell)
    else:
        for _ in cells:
            grid.add_column(ratio=1, overflow="fold")
        grid.add_row(*cells)
    return _indented(grid)


def _indented(what: Table | str) -> Padding:
    return Padding(what, (0, 0, 0, _INDENT))


def _right_speaker(one: DiscrepancyView, claim: ClaimView) -> str:
    """Return who says the right claim; where a speaker was dropped, that the article says it itself, and in
    which words, since whoever only stands in its sentence ("it became clear to ...") is no speaker of it."""
    dropped = one.kind == DiscrepancyKind.ATTRIBUTION_DROPPED and claim.style != Style.OWN_VOICE
    if not dropped or not claim.source.text or claim.source.label in one.reason:
        return speaker_words(claim)
    words = quoted(plain(joined((claim.source.text, claim.cue.text), " ")))
    return f"in its own voice: {words}"


def _side_cell(side: SideView, speaker: str) -> Text:
    """Return one side: publisher (or else file) and day, who says it, the sentence, where it stands."""
    carrier = side.document if side.publisher == NO_PUBLISHER else side.publisher
    carried = joined((plain(carrier), side.published or "date unknown"))
    where = joined((plain(side.document), side.claim))
    return Text.assemble(
        (f"{carried}\n", "bold"),
        (f"{speaker}\n", "dim"),
        marked_sentence(side, bold=_has_bold()),
        (f"\n{where}", "dim"),
    )


def _has_bold() -> bool:
    """Tell whether bold type marks words: on a terminal, unless NO_COLOR asks for text that tells all."""
    screen = console()
    return screen.is_terminal and not screen.no_color


def speaker_words(claim: ClaimView) -> str:
    """Return who says a claim, and through whom; what an article says itself is its own voice."""
    if claim.style == Style.OWN_VOICE:
        return "in its own voice"
    via = [plain(one.label) for one in claim.chain[1:] if one.entity != claim.source.entity]
    return joined((source_label(claim), f"via {', '.join(via)}" if via else ""), ", ")


def joined_spans(side: SideView) -> Iterator[Span]:
    """Yield where the words that differ stand; pieces with nothing but blanks between them are one."""
    offset = side.sentence[0]
    held: Span | None = None
    for start, end in side.word_spans:
        if held is not None and side.sentence_text[held[1] - offset : start - offset].isspace():
            held = held[0], end
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def marked_sentence(side: SideView, *, bold: bool) -> Text:
    """Return the sentence with the words that differ in bold, or between « » where there is no bold."""
    first, last = side.sentence
    before, after = ("", "") if bold else MARKS
    made, position = Text(), first
    for start, end in joined_spans(side):
        if not first <= position <= start < end <= last:
            continue
        made.append(plain(side.sentence_text[position - first : start - first]))
        made.append(before + plain(side.sentence_text[start - first : end - first]) + after, style="bold")
        position = end
    return made.append(plain(side.sentence_text[position - first :]))
