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
from kg.cli.screen import counted, fields, heading, joined, listed, plain, quoted, show
from kg.query.comparison_results import EvidenceView, LineageView
from kg.query.lineage import Branch, DocumentLineage, OutletLineage, find_meant
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
            yield arrow + quoted(plain(evidence[0].text))


def _article_line(one: DocumentLineage) -> str:
    return joined((one.path, one.publisher, one.published or "date unknown"))


def link_words(link: LineageView) -> str:
    """Return how an article rests on another: "copied 0.91, 12 claims"."""
    number = counted(len(link.claims), "claim") if link.claims else ""
    return joined((f"{link.kind} {link.score:.2f}", number), ", ")


# --------------------------------------------------------------------- one article, or one outlet

_Known = Mapping[str, DocumentLineage]


def show_lineage(document: DocumentView, found: DocumentLineage, others: Sequence[DocumentLineage]) -> None:
    """Print what one article rests on, step by step, and what rests on it; `others` are all that count."""
    known = {one.document_id: one for one in others}
    told = joined((document.publisher_label, found.published or "date unknown", document.id))
    show(heading(document.path, told))
    origins = _by_origin(found.rests_on, known)
    if not origins:
        show(_line("rests on nobody"))
    else:
        show("", heading(f"Rests on ({len(origins)})"))
    for origin, links in origins.items():
        title = _origin_words(origin, links[0].origin, known)
        show("", *_block(title, links), *_further(origin, known, (document.id,), _STEP))
    _show_carriers(found.carried_by, known, document.id)


def show_outlet(found: OutletLineage, others: Sequence[DocumentLineage]) -> None:
    """Print the articles of an outlet and what rests on it or one of them; `others` are all that count."""
    known = {one.document_id: one for one in others}
    show(heading(found.label, joined(("outlet", found.entity))))
    number = len(found.articles)
    show("", heading(f"Articles of it ({number})") if number else _line(_report_words(0)))
    for one in found.articles:
        show(_line(_article_line(known[one])))
    if not found.carried_by:
        show("", _line("nothing rests on it"))
    _show_carriers(found.carried_by, known, found.entity)


def _line(text: str) -> Padding:
    return Padding(plain(text), (0, 0, 0, _STEP))


def _by_origin(links: Sequence[LineageView], known: _Known) -> Mapping[str, list[LineageView]]:
    """Return the links by where they lead; a credit stands with the link to the outlet's article it means."""
    meant = find_meant({one.document_id: one.publisher_entity for one in known.values()}, links)
    found: dict[str, list[LineageView]] = {}
    for link in links:
        found.setdefault(meant.get((link.document_id, link.origin_id), link.origin_id), []).append(link)
    return found


def _show_carriers(links: Sequence[LineageView], known: _Known, origin: str) -> None:
    """Print the articles that rest on an article or outlet, each once with all its links, by date."""
    ranks = {identifier: rank for rank, identifier in enumerate(known)}
    found: dict[str, list[LineageView]] = {}
    for link in sorted(links, key=lambda link: ranks.get(link.document_id, 0)):
        found.setdefault(link.document_id, []).append(link)
    if found:
        show("", heading(f"Rest on it ({len(found)})"))
    for document, own in found.items():
        show("", *_block(_carrier_words(document, own, known, origin), own))


def _origin_words(origin: str, label: str, known: _Known) -> str:
    if origin in known:
        return _article_line(known[origin])
    return f"{label} · outlet · {_report_words(_reports(known.values())[origin])}"


def _carrier_words(document: str, links: Sequence[LineageView], known: _Known, origin: str) -> str:
    """Return the article that rests on another; if no link leads to that one itself, where they lead."""
    line = _article_line(known[document]) if document in known else links[0].document
    if any(link.origin_id == origin for link in links):
        return line
    origins = listed(list(dict.fromkeys(link.origin for link in links)))
    return f"{line} · rests on {origins}"


def _block(title: str, links: Sequence[LineageView]) -> Iterator[RenderableType]:
    yield Padding(Text(plain(title), style="bold"), (0, 0, 0, _STEP))
    yield Padding(fields([row for link in links for row in _link_rows(link)]), (0, 0, 0, _STEP))


def _link_rows(link: LineageView) -> Iterator[tuple[str, str]]:
    """Yield kind and score, what cannot be, the reasons, and the words on both sides beside one another."""
    yield link.kind, joined((f"{link.score:.2f}", _resting(link)), ", ")
    yield PROBLEM, link.problem
    yield "because", "; ".join(link.reasons)
    for here, there in zip_longest(link.evidence, link.origin_evidence):
        yield "words", _quoted(here)
        yield "against", _quoted(there)
    yield "more", _left_out(link)


def _left_out(link: LineageView) -> str:
    """Return how many claims that rest on a copied origin are not among the words shown."""
    shown, left = len(link.evidence), len(link.claims) - len(link.evidence)
    if not link.origin_evidence or left < 1:
        return ""
    those = "the closest passage is" if shown == 1 else f"the {shown} closest passages are"
    rest = "1 more claim rests on it" if left == 1 else f"{left:,} more claims rest on it"
    return f"{those} shown; {rest} (--json has the ids of all)"


def _resting(link: LineageView) -> str:
    number = len(link.claims)
    rest = "1 claim rests on it" if number == 1 else f"{number:,} claims rest on it"
    return rest if number else ""


def _quoted(words: EvidenceView | None) -> str:
    return quote(words.text, words.spans) if words else ""


def _further(origin: str, known: _Known, path: tuple[str, ...], indent: int) -> Iterator[RenderableType]:
    """Yield what an origin itself rests on, each step set in; a circle ends where it closes."""
    if origin not in known:
        return
    if known[origin].independent:
        yield Padding(Text("rests on nobody itself", style="dim"), (0, 0, 0, indent + _STEP))
    for further, links in _by_origin(known[origin].rests_on, known).items():
        how = listed([link_words(link) for link in links])
        problems = dict.fromkeys(f"{PROBLEM} {link.problem}" for link in links if link.problem)
        words = joined((f"in turn {how} from {_origin_words(further, links[0].origin, known)}", *problems))
        yield Padding(Text(plain(words)), (0, 0, 0, indent + _STEP))
        if further not in path:
            yield from _further(further, known, (*path, origin), indent + _STEP)
