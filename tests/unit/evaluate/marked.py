"""Gold and system relations for tests, written in the markup, so that no offset is counted by hand."""

from __future__ import annotations

from kg.evaluate.markup import parse_markup
from kg.evaluate.relations import AnnotatedText, FoundRelation
from kg.model import Act


def gold_of(marked: str, name: str = "gate") -> AnnotatedText:
    return parse_markup(marked, name)


def found_of(marked: str, rule: str = "verb.that-clause") -> tuple[FoundRelation, ...]:
    """What a program found that puts out what is marked."""
    return tuple(
        FoundRelation(relation.source, relation.cue, relation.content, relation.act or Act.SPEECH, rule)
        for relation in parse_markup(marked, "system").relations
    )
