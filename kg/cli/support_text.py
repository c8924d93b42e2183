"""The three numbers of a claim, in words, and claims that several articles carry.

Comes in: groups and their counts.  Goes out: words, and a table on stdout.  Must not: call anything true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.padding import Padding

from kg.cli.claim_text import source_label
from kg.cli.entity_text import date_of
from kg.cli.screen import counted, joined, plain, show, table
from kg.query.comparisons import Comparisons, ComparisonSummary
from kg.query.results import ClaimView, DocumentView, GroupView

_COUNTS = ("Articles", "Publishers", "Origins")


def show_groups(groups: Sequence[GroupView], comparisons: Comparisons) -> None:
    """Print groups of claims with their three numbers, and who carries each in which claim."""
    documents = {one.id: one for one in comparisons.lookups.documents()}
    made = table("Claim", *_COUNTS, numbers=_COUNTS, whole=_COUNTS)
    for group in groups:
        cell = _group_cell(group, comparisons.members(group), documents)
        made.add_row(cell, *map(str, (group.articles, group.publishers, group.origins)))
    show(made)


def _group_cell(
    group: GroupView, claims: Sequence[ClaimView], documents: Mapping[str, DocumentView]
) -> Group:
    members = (_member_words(claim, documents[claim.document_id]) for claim in claims)
    return Group(plain(group.text), *(Padding(words, (0, 0, 0, 2), style="dim") for words in members))


def _member_words(claim: ClaimView, document: DocumentView) -> str:
    """Return who carries a claim, when, who says it there, and its id."""
    speaker = "" if claim.style == "own-voice" else source_label(claim)
    return joined((plain(document.publisher_label), date_of(document), speaker, claim.id))


def group_note(groups: int, single: int) -> str:
    """Return how many claims stand in several articles, and how many of these come from one origin."""
    found = "1 claim stands" if groups == 1 else f"{groups:,} claims stand"
    alone = {0: "none of them", groups: "all of them" if groups > 1 else "it"}.get(
        single, f"{single:,} of them"
    )
    return f"{found} in several articles, {alone} from one origin only"


def difference_note(found: ComparisonSummary) -> str:
    """Return how many differences there are: "23 differences between articles"."""
    return f"{counted(found.differences, 'difference')} between articles"


def lineage_note(found: ComparisonSummary) -> str:
    """Return how many articles rest on another article or report, how many of them by copying."""
    rests = "rests" if found.resting == 1 else "rest"
    copying = f", {found.copying:,} of them sharing its text" if found.copying else ""
    return (
        f"{found.resting:,} of {counted(found.articles, 'article')} {rests} on another article or report"
        f"{copying}"
    )


def problem_note(found: ComparisonSummary) -> str:
    """Return how many lineage links cannot be as they stand."""
    cannot = "cannot be: its" if found.problems == 1 else "cannot be: their"
    return f"{counted(found.problems, 'lineage link')} {cannot} dates run backwards or it closes a circle"
