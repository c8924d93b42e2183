"""Agencies in datelines and bylines that stand apart: "ARLEN (X) -", "By Jane Marlow, X", "X" alone.

Comes in: a document and its referents.  Goes out: the referents, with those of the news agencies added that
no sentence names, so that a credit can lead to them.  Other outlets are left out: a newspaper in a byline is
most often the article's own.
Must not: read sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kg import ids
from kg.lexicon import table
from kg.model import Document, EntityKind, Mention, MentionForm, PassageKind, Referent, Span

_KEY = re.compile(r"[ \t]*(?!by\b|author\b|byline\b)[\w-]+:[ \t]", re.IGNORECASE)
"""A line of front matter that says something else than who wrote the article."""
_LINE = re.compile(r"[^\s][^\n]*")


def read_bylines(document: Document, referents: Sequence[Referent]) -> tuple[Referent, ...]:
    """Return the referents with those added that bylines alone name."""
    taken = {mention.start for one in referents for mention in one.mentions}
    found: dict[str, list[Span]] = {}
    for start, end in _byline_spans(document):
        for name in _agency_names().finditer(document.text, start, end):
            if name.start("name") not in taken:
                found.setdefault(_agencies()[name.group("name")], []).append(name.span("name"))
    return (*referents, *(_referent(document, label, spans) for label, spans in sorted(found.items())))


def _byline_spans(document: Document) -> Iterator[Span]:
    """Yield the lines of metadata that are no front matter about something else."""
    for passage in document.passages:
        if passage.kind is PassageKind.METADATA:
            for line in _LINE.finditer(document.text, passage.start, passage.end):
                if not _KEY.match(line.group()):
                    yield line.span()


def _referent(document: Document, label: str, spans: Sequence[Span]) -> Referent:
    mentions = tuple(
        Mention(
            ids.mention_id(document.id, start, end),
            start,
            end,
            document.text[start:end],
            EntityKind.OUTLET,
            MentionForm.NAME,
        )
        for start, end in spans
    )
    names = tuple(dict.fromkeys(mention.text for mention in mentions))
    identifier = ids.referent_id(document.id, *spans[0])
    return Referent(identifier, EntityKind.OUTLET, label, True, mentions, names)


@cache
def _agencies() -> Mapping[str, str]:
    """Return the names of news agencies and for each the name that stands for all."""
    rows = (row for row in table("outlets") if row["class"] == "agency")
    return MappingProxyType({row["word"]: row["outlet"] for row in rows})


@cache
def _agency_names() -> re.Pattern[str]:
    """Return what finds the names: one that is a common word or a person's name too only between commas,
    brackets and the like."""
    rows = [row for row in table("outlets") if row["class"] == "agency"]
    sure = _any_of(row["word"] for row in rows if row["sure"] == "yes")
    other = _any_of(row["word"] for row in rows if row["sure"] != "yes")
    alone = rf"(?:(?<=[(,|/])|(?<=[,|/] )|(?<![^\n]))(?:{other})(?=\s*(?:[),|/]|$))"
    return re.compile(rf"(?P<name>(?<!\w)(?:{sure})(?!\w)|{alone})", re.MULTILINE)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
