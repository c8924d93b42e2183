"""Who rests on whom, as a person reads it in a terminal.

Comes in: trees and links of lineage.  Goes out: text on stdout.
Must not: cut the words of an article, or hide a link that cannot be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from kg.cli.claim_text import quote
from kg.cli.entity_text import article_words
from kg.cli.screen import counted, fields, heading, joined, plain, show
from kg.query.comparison_results import EvidenceView, LineageView
from kg.query.lineage import Branch, DocumentLineage
from kg.query.results import DocumentView

PROBLEM = "!"
"""Marks a link that cannot be."""

_STEP = 2
"""Columns by which what an origin itself rests on is set in."""

# ----------------------------------------------------------------------------------- all articles


def show_trees(trees: Sequence[Branch], articles: Sequence[DocumentLineage]) -> None:
    """Print every report with what rests on it, then the other articles that rest on nobody."""
    shown, reports = {tree.id for tree in trees}, _reports(articles)
    independent = [one for one in articles if one.independent and one.document_id not in shown]
    for number, tree in enumerate(trees):
        show(*([""] if number else []), _grown(Tree(_root_words(tree, reports), guide_style="dim"), tree))
    if independent:
        title = heading("Independent", "they rest on nobody")
        show(*([""] if trees else []), title)
        for one in independent:
            show(Padding(plain(_article_line(one)), (0, 0, 0, _STEP)))


def _grown(made: Tree, branch: Branch) -> Tree:
    for below in branch.branches:
        _grown(made.add(_branch_words(below)), below)
    return made


def _root_words(branch: Branch, reports: Mapping[str, int]) -> Text:
    told = "it is part of a circle" if branch.circular else "rests on nobody"
    if branch.document is None:
        told = _report_words(reports.get(branch.id, 0))
    return Text.assemble(_name_words(branch), (f"  {told}", "dim"))


def _reports(articles: Iterable[DocumentLineage]) -> Counter[str]:
    """Return outlet -> how many of its articles are here."""
    return Counter(one.publisher_entity for one in articles)


def _report_words(number: int) -> str:
    if not number:
        return "no article of it is here"
    is_it = "is" if number == 1 else "are"
    return f"{counted(number, 'article')} of it {is_it} here, none known to be meant"


def _name_words(branch: Branch) -> Text:
    words = article_words(branch.document) if branch.document else f"{branch.label} · outlet"
    return Text(plain(words), style="bold")


def _branch_words(branch: Branch) -> Text:
    """Return an article, how it rests on the one above, and the first words on both sides that show it."""
    made = _name_words(branch)
    for link in branch.links:
        made.append(f"\n{link_words(link)}", style="not bold dim")
        for words in _first_words(link):
            made.append(f"\n  {words}", style="not bold")
        if link.problem:
            made.append(f"\n{PROBLEM} {plain(link.problem)}")
    if branch.seen:
        made.append("\nwhat rests on it is shown elsewhere", style="not bold dim")
    return made


def _first_words(link: LineageView) -> Iterator[str]:
    for arrow, evidence in (("", link.evidence), ("← ", link.origin_evidence)):
        if evidence:
            yield f"{arrow}“{plain(evidence[0].text)}”"


def _article_line(one: DocumentLineage) -> str:
    return joined((one.path, one.publisher, one.published or "date unknown"))


def link_words(link: LineageView) -> str:
    """Return how an article rests on another: "copied 0.91, 12 claims"."""
    number = counted(len(link.claims), "claim") if link.claims else ""
    return joined((f"{link.kind} {link.score:.2f}", number), ", ")


# ------------------------------------------------------------------------------------ one article


def show_lineage(document: DocumentView, found: DocumentLineage, others: Sequence[DocumentLineage]) -> None:
    """Print what one article rests on, step by step, and what rests on it; `others` are all that count."""
    known = {one.document_id: one for one in others}
    told = joined((document.publisher_label, found.published or "date unknown", document.id))
    show(heading(document.path, told))
    if found.independent:
        show(Padding("rests on nobody", (0, 0, 0, _STEP)))
    else:
        show("", heading(f"Rests on ({len(found.rests_on)})"))
    for link in found.rests_on:
        title = _origin_words(link, known)
        show("", *_link_block(title, link), *_further(link.origin_id, known, (document.id,), _STEP))
    if found.carried_by:
        show("", heading(f"Rest on it ({len(found.carried_by)})"))
    ranks = {identifier: rank for rank, identifier in enumerate(known)}
    for link in sorted(found.carried_by, key=lambda link: ranks.get(link.document_id, 0)):
        show("", *_link_block(_descendant_words(link, known, document), link))


def _origin_words(link: LineageView, known: Mapping[str, DocumentLineage]) -> str:
    origin = known.get(link.origin_id)
    if origin is not None:
        return _article_line(origin)
    number = _reports(known.values())[link.origin_id]
    return f"{link.origin} · outlet · {_report_words(number)}"


def _descendant_words(link: LineageView, known: Mapping[str, DocumentLineage], document: DocumentView) -> str:
    """Return the article that rests on this one; if it credits only the publisher, that."""
    line = _article_line(known[link.document_id]) if link.document_id in known else link.document
    return line if link.origin_id == document.id else f"{line} · rests on {link.origin}"


def _link_block(title: str, link: LineageView) -> Iterator[RenderableType]:
    yield Padding(Text(plain(title), style="bold"), (0, 0, 0, _STEP))
    yield Padding(fields(list(_link_rows(link))), (0, 0, 0, _STEP))


def _link_rows(link: LineageView) -> Iterator[tuple[str, str]]:
    """Yield kind and score, what cannot be, the reasons, and the words on both sides beside one another."""
    yield link.kind, joined((f"{link.score:.2f}", _resting(link)), ", ")
    yield PROBLEM, link.problem
    yield "because", "; ".join(link.reasons)
    for here, there in zip_longest(link.evidence, link.origin_evidence):
        yield "words", _quoted(here)
        yield "against", _quoted(there)


def _resting(link: LineageView) -> str:
    number = len(link.claims)
    rest = "1 claim rests on it" if number == 1 else f"{number:,} claims rest on it"
    return rest if number else ""


def _quoted(words: EvidenceView | None) -> str:
    return quote(words.text, words.spans) if words else ""


def _further(
    origin: str, known: Mapping[str, DocumentLineage], path: tuple[str, ...], indent: int
) -> Iterator[RenderableType]:
    """Yield what an origin itself rests on, each step set in; a circle ends where it closes."""
    if origin not in known:
        return
    if known[origin].independent:
        yield Padding(Text("rests on nobody itself", style="dim"), (0, 0, 0, indent + _STEP))
    for link in known[origin].rests_on:
        problem = f"{PROBLEM} {link.problem}" if link.problem else ""
        words = joined((f"in turn {link_words(link)} from {_origin_words(link, known)}", problem))
        yield Padding(Text(plain(words)), (0, 0, 0, indent + _STEP))
        if link.origin_id not in path:
            yield from _further(link.origin_id, known, (*path, origin), indent + _STEP)
