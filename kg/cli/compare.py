"""`kg compare`: how articles differ about one matter, and what several of them carry.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.commands import command
from kg.cli.options import json_option, note, print_json, store_option
from kg.cli.screen import plain
from kg.model import DiscrepancyKind

if TYPE_CHECKING:
    from kg.query.comparison_results import DiscrepancyView, GroupView
    from kg.query.comparisons import Comparisons
    from kg.query.results import DocumentView
    from kg.query.topics import Topic

SHOWN = 10
"""Differences, or groups, that are listed unless more are asked for."""


@click.command(short_help="Differences side by side; what several articles carry.")
@click.argument("topic", required=False)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in DiscrepancyKind]),
    metavar="KIND",
    help="Only this kind of difference; repeatable.",
)
@click.option("--document", metavar="ARTICLE", help="Only what this article has a part in.")
@click.option("--groups", is_flag=True, help="Claims that several articles carry, with the three numbers.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=SHOWN, show_default=True, metavar="N", help="At most N."
)
@store_option
@json_option
def compare(
    topic: str | None,
    kinds: tuple[str, ...],
    document: str | None,
    groups: bool,
    limit: int,
    store: Path,
    as_json: bool,
) -> None:
    """Show how claims about one matter differ between articles: both sentences, side by side.

    \b
      kg compare
      kg compare "North Korean troops"
      kg compare Kirby --kind hedge-dropped --kind attribution-dropped
      kg compare --document dam.txt --limit 50
      kg compare --groups          what several articles carry, and from where

    The surest come first. Left is the article that the other rests on, or the earlier one; the words that
    differ are marked. Nothing here says which side is right, or that either is wrong: a number that changed
    over six weeks may be news.

    TOPIC is an actor or place (a name or an id), words of the claims, or the id of a claim. ARTICLE is an
    article's path, file name, URL or id, and may stand in the place of TOPIC. --groups counts
    articles, publishers and independent origins: five articles that repeat one report are one origin.

    KIND is quantity-differs, comparator-change, attribution-dropped, attribution-changed, hedge-dropped,
    hedge-added, polarity-flip, role-reversal, tense-shift, date-differs or place-differs.
    """
    from kg.cli.targets import find_document
    from kg.query.comparisons import Comparisons
    from kg.query.topics import find_topic

    if groups and kinds:
        raise click.UsageError("--kind is for differences: leave it or --groups out.")
    comparisons = Comparisons(store)
    topic, document = _topic_or_article(comparisons, topic, document)
    about = find_topic(comparisons.lookups, topic) if topic is not None else None
    within = find_document(comparisons.lookups, document) if document is not None else None
    article = within.id if within is not None else None
    _note_set_aside(comparisons, about, within)
    if groups:
        carried = comparisons.groups(about, article)
        _list_groups(comparisons, carried, limit, as_json)
        found = len(carried)
    else:
        differing = comparisons.differences(about, kinds, article)
        _list_differences(comparisons, differing, limit, as_json)
        found = len(differing)
    if about is not None and not as_json:
        _note_meant(comparisons, about)
    if found > limit:
        note(f"{found - limit:,} more: {_again(topic, kinds, document, groups, found)}")
    if not groups and not as_json:
        _note_groups(comparisons, [*([topic] if topic else []), *_document_words(document)])


def _topic_or_article(
    comparisons: Comparisons, topic: str | None, document: str | None
) -> tuple[str | None, str | None]:
    """Return topic and article: what was typed as a topic may be an article.

    click.UsageError where a topic has no word that tells something, or two articles are asked for.
    """
    from kg.cli.targets import find_named_article
    from kg.query.topics import beginnings

    found = None if topic is None else find_named_article(comparisons.lookups, topic)
    if topic is None or found is None:
        if topic is not None and not any(beginnings(topic)):
            raise click.UsageError(f"{topic!r} has no word to look for: name an actor, a place or a matter.")
        return topic, document
    if document is not None:
        raise click.UsageError(f"{topic!r} is an article, and --document names one too: give one of them.")
    note(f"{plain(topic)} is an article: it is taken as --document.")
    return None, topic


def _list_differences(
    comparisons: Comparisons, found: tuple[DiscrepancyView, ...], limit: int, as_json: bool
) -> None:
    if as_json:
        return print_json(found[:limit])
    if not found:
        return note("nothing found that differs.")
    from kg.cli.difference_text import show_differences

    return show_differences(found[:limit], comparisons.sides(found[:limit]))


def _list_groups(comparisons: Comparisons, found: tuple[GroupView, ...], limit: int, as_json: bool) -> None:
    if as_json:
        return print_json(found[:limit])
    if not found:
        return note("nothing found that several articles carry.")
    from kg.cli.support_text import show_groups

    return show_groups(found[:limit], comparisons)


def _note_meant(comparisons: Comparisons, about: Topic) -> None:
    """Tell whom the topic was taken for, where it is the name of several."""
    from kg.cli.namesakes import note_mixed

    note_mixed(comparisons.lookups, about.typed, "kg compare", about.entities)


def _note_set_aside(comparisons: Comparisons, about: Topic | None, article: DocumentView | None) -> None:
    """Tell that an article or claim that is asked for is retracted or superseded: nothing is found of it."""
    asked = [(article.path, article.status)] if article is not None else []
    if about is not None and about.claim:
        asked.append((about.claim, comparisons.lookups.claim(about.claim).status))
    for name, status in asked:
        if status != "current":
            note(f"{plain(name)} is {status}: it is compared with nothing.")


def _note_groups(comparisons: Comparisons, asked: Sequence[str]) -> None:
    """Tell how many claims stand in several articles, and where they are listed."""
    if asked:
        listing = command(shlex.join(["kg", "compare", *asked, "--groups"]))
        return note(f"what several articles carry of it: {listing}")
    from kg.cli.support_text import group_note

    found = comparisons.summary()
    if found.groups:
        note(f"{group_note(found.groups, found.single)}: {command('kg compare --groups')}")
    return None


def _again(topic: str | None, kinds: tuple[str, ...], document: str | None, groups: bool, limit: int) -> str:
    """Return the command that lists everything."""
    words = ["kg", "compare", *([topic] if topic else [])]
    words += [word for kind in kinds for word in ("--kind", kind)]
    words += _document_words(document)
    words += ["--groups"] if groups else []
    return command(shlex.join([*words, "--limit", str(limit)]))


def _document_words(document: str | None) -> list[str]:
    return ["--document", document] if document else []
