"""Sentences of generated articles: pieces of text, each with its part in a claim.

Comes in: facts and who tells them.  Goes out: a `Sentence`, whose claims know their parts by place in it.
Must not: know offsets or ids (bench/made_articles.py does).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from random import Random

from bench.made_cast import Actor
from kg.model import Act, Certainty, Comparator, Style

VERBS = ("send", "lose", "repair", "build", "sell", "move", "train", "close", "open", "buy")
MATTERS = ("before the winter", "for the harbour", "near the old dam", "after the vote", "without a permit")
SAYING = ("said", "told reporters", "announced", "stated", "added")
THINKING = ("believes", "expects", "thinks")
HEDGES = {Certainty.CERTAIN: "will", Certainty.PROBABLE: "is likely to", Certainty.POSSIBLE: "could"}
BOUNDS = {
    Comparator.EQUAL: "",
    Comparator.ABOUT: "about ",
    Comparator.MORE_THAN: "more than ",
    Comparator.UP_TO: "up to ",
}


class Part(StrEnum):
    """What a piece of a sentence is."""

    PLAIN = "plain"
    SOURCE = "source"
    CUE = "cue"
    CARRIER = "carrier"
    ROLE = "role"
    BODY = "body"
    STATED = "stated"
    SUBJECT = "subject"
    VERB = "verb"
    QUANTITY = "quantity"
    PLACE = "place"
    EVENT = "event"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whom they name; `named` is False for a description ("officials of the council")."""

    words: str
    part: Part = Part.PLAIN
    actor: Actor | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody may say: several articles may tell the same."""

    subject: Actor
    certainty: Certainty
    verb: str
    amount: int | None
    percent: bool
    bound: Comparator
    thing: str
    place: Actor | None
    event: date | None
    matter: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a sentence: its content is the pieces from `first` up to `last`, which is left out."""

    fact: Fact
    first: int
    last: int
    style: Style
    act: Act
    source: Part | None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The pieces of a sentence and the claims in it, the outer one first."""

    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]


def make_fact(chance: Random, subject: Actor, thing: str, place: Actor | None, day: date) -> Fact:
    """Return something that may be said of somebody on a day."""
    certain, probable, possible = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE
    return Fact(
        subject=subject,
        certainty=chance.choices((certain, probable, possible), (6, 1, 2))[0],
        verb=chance.choice(VERBS),
        amount=chance.randint(2, 900) if chance.random() < 0.5 else None,
        percent=chance.random() < 0.5,
        bound=chance.choices(tuple(BOUNDS), (6, 2, 1, 1))[0],
        thing=thing,
        place=place,
        event=day if chance.random() < 0.3 else None,
        matter=chance.choice(MATTERS),
    )


def content(fact: Fact) -> list[Piece]:
    """Return the words of a fact."""
    pieces = [
        Piece(fact.subject.name, Part.SUBJECT, fact.subject),
        Piece(f" {HEDGES[fact.certainty]} "),
        Piece(fact.verb, Part.VERB),
        Piece(" "),
    ]
    if fact.amount:
        sign = "%" if fact.percent else f" {fact.thing}"
        pieces.append(Piece(f"{BOUNDS[fact.bound]}{fact.amount}{sign}", Part.QUANTITY))
        pieces.append(Piece(" of the " if fact.percent else " "))
    counted = fact.amount and not fact.percent
    pieces.append(Piece(fact.matter if counted else f"{fact.thing} {fact.matter}"))
    if fact.place:
        pieces += [Piece(" in "), Piece(fact.place.name, Part.PLACE, fact.place)]
    if fact.event:
        near = "by" if fact.certainty is Certainty.CERTAIN else "on"
        pieces += [Piece(" "), Piece(f"{near} {fact.event.day} {fact.event:%B %Y}", Part.EVENT)]
    return pieces


def speaker(source: Actor, role: str | None) -> list[Piece]:
    """Return who speaks, with a role for an organisation if there is one."""
    pieces = [Piece(source.name, Part.SOURCE, source)]
    if role and source.body:
        pieces += [
            Piece(", "),
            Piece(f"{role} for the ", Part.ROLE),
            Piece(source.body.name, Part.BODY, source.body),
        ]
        pieces.append(Piece(","))
    return pieces


def reported(fact: Fact, lead: Sequence[Piece], act: Act = Act.SPEECH) -> Sentence:
    """Return a sentence in which a fact follows those who tell it and their verb."""
    pieces = [*lead, Piece(" that "), *content(fact)]
    first = len(lead) + 1
    return closed(pieces, Told(fact, first, len(pieces), Style.INDIRECT, act, Part.SOURCE))


def quoted(fact: Fact, source: Actor, cue: str) -> Sentence:
    """Return a direct quotation."""
    words = content(fact)
    pieces = [Piece("“"), *words, Piece(",” "), Piece(cue, Part.CUE), Piece(" "), *speaker(source, None)]
    return closed(pieces, Told(fact, 1, 1 + len(words), Style.DIRECT, Act.SPEECH, Part.SOURCE))


def stated(fact: Fact) -> Sentence:
    """Return a sentence in the article's own voice."""
    pieces = content(fact)
    return closed(pieces, Told(fact, 0, len(pieces), Style.OWN_VOICE, Act.SPEECH, None))


def nested(fact: Fact, outer: Actor, inner: Actor, cue: str, thought: str) -> Sentence:
    """Return what somebody says that somebody else thinks: two claims."""
    lead = [*speaker(outer, None), Piece(" "), Piece(cue, Part.CUE), Piece(" that ")]
    middle = [Piece(inner.name, Part.INNER, inner), Piece(" "), Piece(thought, Part.VERB), Piece(" that ")]
    pieces = [*lead, *middle, *content(fact)]
    told = Told(fact, len(lead), len(pieces), Style.INDIRECT, Act.SPEECH, Part.SOURCE)
    within = replace(told, first=len(lead) + len(middle), act=Act.THOUGHT, source=Part.INNER, nested=True)
    return Sentence((*pieces, Piece(".")), (told, within))


def intended(fact: Fact, source: Actor) -> Sentence:
    """Return what somebody wants: no claim, but kept."""
    pieces = [*speaker(source, None), Piece(" "), Piece("wants", Part.CUE), Piece(" to see that ")]
    words = content(fact)
    told = Told(fact, len(pieces), len(pieces) + len(words), Style.INDIRECT, Act.INTENTION, Part.SOURCE)
    return closed([*pieces, *words], told)


def closed(pieces: Sequence[Piece], told: Told) -> Sentence:
    """Return a sentence with its full stop."""
    return Sentence((*pieces, Piece(".")), (told,))
