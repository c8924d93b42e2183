"""The three numbers of a claim, in words, and claims that several articles carry.

Comes in: groups and their counts.  Goes out: words, and a table on stdout.  Must not: call anything true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from kg.cli.claim_text import source_label
from kg.cli.entity_text import date_of
from kg.cli.screen import counted, joined, plain, show, table
from kg.model import Style
from kg.query.comparison_results import GroupView
from kg.query.comparisons import Comparisons, ComparisonSummary
from kg.query.results import ClaimView, DocumentView

_COUNTS = ("Articles", "Publishers", "Origins")


def show_groups(groups: Sequence[GroupView], comparisons: Comparisons) -> None:
    """Print groups of claims with their three numbers, every wording, and who puts it so in which claim."""
    made = table("Claim", *_COUNTS, numbers=_COUNTS, whole=_COUNTS)
    for group in groups:
        members = comparisons.members(group)
        documents = {one.document_id: comparisons.lookups.document(one.document_id) for one in members}
        counts = (group.articles, group.publishers, group.origins)
        made.add_row(_group_cell(group, members, documents), *map(str, counts))
    show(made)


def _group_cell(
    group: GroupView, claims: Sequence[ClaimView], documents: Mapping[str, DocumentView]
) -> Group:
    """Return every wording of a claim, each above those who put it so."""
    wordings: dict[str, list[ClaimView]] = {group.text: []}
    for claim in sorted(claims, key=lambda claim: date_of(documents[claim.document_id])):  # undated ones last
        wordings.setdefault(claim.text, []).append(claim)
    lines: list[RenderableType] = []
    for text, members in wordings.items():
        indent = 2 if lines else 0
        lines.append(Padding(f"“{plain(text)}”" if lines else plain(text), (0, 0, 0, indent)))
        words = (_member_words(claim, documents[claim.document_id]) for claim in members)
        lines += [Padding(one, (0, 0, 0, indent + 2), style="dim") for one in words]
    return Group(*lines)


def _member_words(claim: ClaimView, document: DocumentView) -> str:
    """Return which article carries a claim, whose, of when, who says it there, and its id."""
    speaker = "" if claim.style == Style.OWN_VOICE else source_label(claim)
    publisher = document.publisher and plain(document.publisher_label)
    return joined((plain(claim.document), publisher or "", date_of(document), speaker, claim.id))


def group_note(groups: int, single: int) -> str:
    """Return how many claims stand in several articles, and how many of these come from one origin.

    >>> group_note(12, 7)
    '12 claims stand in several articles (7 from one origin only)'
    """
    found = "1 claim stands" if groups == 1 else f"{groups:,} claims stand"
    from_one = f"{single:,}" if single else "none"
    return f"{found} in several articles ({from_one} from one origin only)"


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
    """Return how many lineage links have something that a person should look at."""
    have = "has a problem" if found.problems == 1 else "have problems"
    why = "dates that run backwards, a circle, two that credit one another, or no sign of which came first"
    return f"{counted(found.problems, 'lineage link')} {have} ({why})"
