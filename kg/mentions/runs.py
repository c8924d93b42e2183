"""Names put together from capitalised words around a noun for a body, an event or something built.

Comes in: a parsed Doc.  Goes out: spots: "Rivne Water Agency", "Institute for the Study of Sand".
Must not: ask the recogniser for more than where another name begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.spots import Spot, crosses_lines, is_capitalised, name_of
from kg.mentions.titles import role_noun
from kg.model import EntityKind

_HYPHENS = frozenset({"-", "–"})
_OPENS_COMPLEMENT = frozenset({"of", "for", "against"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "DATE"})


def capital_runs(doc: Doc) -> Iterator[Spot]:
    """Find runs of capitalised words that hold a noun for a body, an event or something built."""
    for token in doc:
        kind = kind_of_noun(token) if token.pos_ == "PROPN" and is_capitalised(token) else None
        if kind is None:
            continue
        if kind is EntityKind.FACILITY and token.ent_type_ == "PERSON":  # Hall and Bridge are surnames too
            continue
        start = _left_edge(doc, token)
        end = _complement_end(doc, token) if kind is EntityKind.ORGANIZATION else token.i + 1
        if end - start > 1 and not crosses_lines(doc, start, end - 1):
            yield Spot(start, end, kind, name=name_of(doc, start, end))


def membership_runs(doc: Doc) -> Iterator[Spot]:
    """Find capitalised words without a mark after a person and "of the": "Ilse Brandt of the Dune Survey"."""
    for person in doc.ents:
        token = doc[min(person.end, len(doc) - 1)]
        follows = person.end + 2 < len(doc) and token.lower_ == "of" and token.nbor(1).lower_ == "the"
        if follows and person.label_ == "PERSON":
            start = token.i + 2
            end = _run_end(doc, start)
            if end > start and not any(part.ent_type_ for part in doc[start:end]):
                yield Spot(start, end, EntityKind.ORGANIZATION, name=name_of(doc, start, end), label="ORG")


def kind_of_noun(token: Token) -> EntityKind | None:
    """Tell what a name is that ends in a noun."""
    word = token.text.casefold()
    if word in words("facility_nouns") or f"{_before(token)} {word}" in words("facility_nouns"):
        return EntityKind.FACILITY
    if word in words("organization_nouns"):
        return EntityKind.ORGANIZATION
    return EntityKind.EVENT if word in words("event_nouns") else None


def _before(token: Token) -> str:
    return str(token.nbor(-1).lower_) if token.i else ""


def _left_edge(doc: Doc, token: Token) -> int:
    start = token.i
    while start and _joins(doc[start - 1]):
        start -= 1
    while start < token.i and doc[start].text in _HYPHENS:
        start += 1
    return start


def _joins(token: Token) -> bool:
    if token.text in _HYPHENS:
        return not token.whitespace_ and token.i > 0 and is_capitalised(token.nbor(-1))
    return token.pos_ in ("PROPN", "ADJ") and is_capitalised(token)


def _complement_end(doc: Doc, token: Token) -> int:
    """Return where a name ends that goes on with "of", "for" or "against" and capitalised words."""
    index = token.i + 1
    if index >= len(doc) or doc[index].lower_ not in _OPENS_COMPLEMENT:
        return token.i + 1
    first = index + 2 if index + 1 < len(doc) and doc[index + 1].lower_ == "the" else index + 1
    end = _run_end(doc, first)
    return end if end > first else token.i + 1


def _run_end(doc: Doc, first: int) -> int:
    """Return the end of a run of capitalised words, with "and" and "of" between them; the name of somebody
    else is not part of it, nor is the title before one."""
    index = first
    while index < len(doc) and _is_part(doc[index]):
        index += 1
        joint = index + 1 < len(doc) and doc[index].lower_ in ("and", "&", "of") and index > first
        if joint and _is_part(doc[index + 1]) and not _opens_other(doc[index + 1]):
            index += 1
    return index


def _is_part(token: Token) -> bool:
    is_name = token.pos_ in ("PROPN", "ADJ") and is_capitalised(token)
    return is_name and token.ent_type_ not in ("PERSON", "DATE") and role_noun(token) is None


def _opens_other(token: Token) -> bool:
    return token.text.isupper() or (token.ent_iob_ == "B" and token.ent_type_ in _ACTORS)
