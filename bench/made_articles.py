"""Generated articles: sentences become a text, and what is in them the records of a `Reading`.

Comes in: an outlet, a day, a headline and sentences.  Goes out: a `Reading` that quotes its text.
Must not: choose anything by chance (bench/made_stories.py does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bench.made_cast import Actor
from bench.made_sentences import Fact, Part, Piece, Sentence, Told
from kg import ids
from kg.model import (
    AboutReference,
    Attribution,
    Certainty,
    Claim,
    Credit,
    Document,
    EntityKind,
    Mention,
    MentionForm,
    Modality,
    Passage,
    PassageKind,
    Polarity,
    Predicate,
    Publisher,
    Quantity,
    Reading,
    Reference,
    Referent,
    Role,
    Span,
    Tense,
    TimeValue,
)

EXTRACTOR = "made"
UNNAMED = "officials of the "


Key = tuple[Actor, bool]
"""Actor, and whether it is itself that is named, and not people of it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where it stands."""

    piece: Piece
    span: Span


@dataclass(slots=True)
class Met:
    """What an article says of one actor: where, in which words, and in which roles (span, organisation)."""

    piece: Piece
    mentions: list[tuple[Span, str]] = field(default_factory=list)
    roles: list[tuple[Span, Actor]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Article:
    """A reading, and for each fact that it tells the first claim of it."""

    reading: Reading
    claims: dict[Fact, Claim]


def make_article(path: str, outlet: Actor, day: date, title: str, sentences: Sequence[Sentence]) -> Article:
    """Return an article of these sentences under a headline."""
    placed, text = place_pieces(title, sentences)
    document = make_document(path, outlet.name, day, len(title), text)
    met = list(meet(one for sentence in placed for one in sentence))
    referents = {key(one.piece): ids.referent_id(document.id, *one.mentions[0][0]) for one in met}
    writer = ClaimWriter(document, referents, day)
    claims: list[Claim] = []
    first: dict[Fact, Claim] = {}
    for sentence, where in zip(sentences, placed, strict=True):
        outer = None
        for told in sentence.told:
            claim = writer.write(told, where, outer)
            claims.append(claim)
            first.setdefault(told.fact, claim)
            outer = claim.id
    made = tuple(make_referent(document, one, referents) for one in met)
    credited = tuple(writer.credit(where) for where in placed if has_carrier(where))[:1]
    return Article(Reading(document, made, tuple(claims), credited, EXTRACTOR), first)


def place_pieces(title: str, sentences: Sequence[Sentence]) -> tuple[list[list[Placed]], str]:
    """Return the pieces of each sentence with their spans, and the text that they make."""
    words, position, placed = [title, "\n"], len(title) + 1, []
    named: set[Actor] = set()
    for sentence in sentences:
        row = []
        for piece in (shortened(one, named) for one in sentence.pieces):
            row.append(Placed(piece, (position, position + len(piece.words))))
            words.append(piece.words)
            position += len(piece.words)
        words.append(" ")
        position += 1
        placed.append(row)
    return placed, "".join(words).rstrip()


def shortened(piece: Piece, named: set[Actor]) -> Piece:
    """Return a piece that gives a person who was `named` before the last name alone."""
    if piece.actor is None or piece.actor.kind is not EntityKind.PERSON:
        return piece
    if piece.actor in named:
        return replace(piece, words=piece.actor.name.rpartition(" ")[2])
    named.add(piece.actor)
    return piece


def key(piece: Piece) -> Key:
    """Return what tells the referent of a piece from others of its article."""
    assert piece.actor is not None
    return piece.actor, piece.named


def make_document(path: str, outlet: str, day: date, headline_end: int, text: str) -> Document:
    """Return the document of a text."""
    url = f"https://news.example/{path}"
    return Document(
        id=ids.document_id(outlet, url, text),
        path=path,
        url=url,
        publisher=Publisher(ids.publisher_id(outlet, path), outlet),
        title=text[:headline_end],
        published=TimeValue(value=day.isoformat()),
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=(
            Passage(PassageKind.HEADLINE, 0, headline_end),
            Passage(PassageKind.BODY, headline_end + 1, len(text)),
        ),
        source_key=ids.source_key(path),
    )


def meet(placed: Iterator[Placed]) -> Iterator[Met]:
    """Yield who is named or described, in the order in which they first are."""
    met: dict[Key, Met] = {}
    role: Span | None = None
    speaking = None
    for one in placed:
        if one.piece.part is Part.ROLE:
            role = one.span
        if one.piece.actor is None:
            continue
        found = met.setdefault(key(one.piece), Met(one.piece))
        found.mentions.append((one.span, one.piece.words))
        if one.piece.part is Part.BODY and role and speaking:
            speaking.roles.append(((role[0], one.span[1]), one.piece.actor))
        role, speaking = None, found
    yield from met.values()


def make_referent(document: Document, met: Met, referents: dict[Key, str]) -> Referent:
    """Return what an article says of one actor; one that is described is a group of people."""
    actor, named, label = met.piece.actor, met.piece.named, met.piece.words
    assert actor is not None
    kind = actor.kind if named else EntityKind.GROUP
    form = MentionForm.NAME if named else MentionForm.NOMINAL
    return Referent(
        id=referents[key(met.piece)],
        kind=kind,
        label=label,
        named=named,
        mentions=tuple(
            Mention(ids.mention_id(document.id, *span), *span, words, kind, form)
            for span, words in met.mentions
        ),
        names=tuple(dict.fromkeys(words for _, words in met.mentions)) if named else (),
        roles=tuple(
            Role(document.text[start:end], start, end, body.name, referents[body, True])
            for (start, end), body in dict.fromkeys(met.roles)
        ),
        country=actor.country,
        link=actor.link if named else None,
    )


def has_carrier(placed: Sequence[Placed]) -> bool:
    """Tell whether a sentence says through whom its claim came."""
    return any(one.piece.part is Part.CARRIER for one in placed)


class ClaimWriter:
    """Makes the claims of one document."""

    def __init__(self, document: Document, referents: dict[Key, str], day: date) -> None:
        """Take the ids of referents by what they are called."""
        self._document, self._referents, self._day = document, referents, day

    def write(self, told: Told, placed: Sequence[Placed], outer: str | None) -> Claim:
        """Return one claim."""
        inside = placed[told.first : told.last]
        whole = (inside[0].span[0], inside[-1].span[1])
        rule = f"made.{told.style.value}{'.nested' if told.nested else ''}"
        return Claim(
            id=ids.claim_id(self._document.id, (whole,), rule),
            document=self._document.id,
            text=self._document.quote((whole,)),
            spans=(whole,),
            sentence=(placed[0].span[0], placed[-1].span[1]),
            attribution=self._attribution(told, placed),
            modality=Modality(told.fact.certainty, Polarity.POSITIVE, False, Tense.FUTURE),
            rule=rule,
            stated_at=self._time(placed, Part.STATED, self._day),
            event_time=self._time(inside, Part.EVENT, told.fact.event),
            places=tuple(self._reference(one) for one in inside if one.piece.part is Part.PLACE),
            about=tuple(self._about(inside)),
            quantities=tuple(
                make_quantity(told.fact, one) for one in inside if one.piece.part is Part.QUANTITY
            ),
            within=outer if told.nested else None,
            predicates=self._predicates(inside),
        )

    def credit(self, placed: Sequence[Placed]) -> Credit:
        """Return the credit that a carrier gets."""
        carrier = next(one for one in placed if one.piece.part is Part.CARRIER)
        cue = next(one for one in placed if one.piece.part is Part.CUE)
        words = (cue.span[0], carrier.span[1])
        return Credit(self._reference(carrier), Reference(self._document.quote((words,)), (words,), None))

    def _attribution(self, told: Told, placed: Sequence[Placed]) -> Attribution:
        if told.source is None:
            return Attribution(None, None, told.style, told.act)
        source = next(self._reference(one) for one in placed if one.piece.part is told.source)
        cue_part, before = (Part.VERB, placed[: told.first]) if told.nested else (Part.CUE, placed)
        cue = next(one for one in before if one.piece.part is cue_part)
        carriers = (self._reference(one) for one in placed if one.piece.part is Part.CARRIER)
        words = Reference(cue.piece.words, (cue.span,), None)
        return Attribution(source, words, told.style, told.act, (*carriers, source))

    def _time(self, placed: Sequence[Placed], part: Part, day: date | None) -> TimeValue | None:
        found = next((one for one in placed if one.piece.part is part), None)
        if found is None or day is None:
            return None
        words, spans = found.piece.words, (found.span,)
        if words.startswith("by "):
            return TimeValue(end=day.isoformat(), text=words, spans=spans)
        return TimeValue(value=day.isoformat(), text=words, spans=spans)

    def _about(self, placed: Sequence[Placed]) -> Iterator[AboutReference]:
        roles = {Part.SUBJECT: "subject", Part.INNER: "mentioned", Part.PLACE: "mentioned"}
        for one in placed:
            if one.piece.part in roles:
                referent = self._referents[key(one.piece)]
                yield AboutReference(one.piece.words, (one.span,), referent, roles[one.piece.part])

    def _predicates(self, placed: Sequence[Placed]) -> tuple[Predicate, ...]:
        verb = next(one for one in placed if one.piece.part is Part.VERB)
        agent = next(one for one in placed if one.piece.part in (Part.SUBJECT, Part.INNER))
        words, spans = verb.piece.words, (verb.span,)
        return (
            Predicate(
                words.removesuffix("s"),
                words,
                spans,
                Tense.FUTURE,
                Polarity.POSITIVE,
                Certainty.CERTAIN,
                self._reference(agent),
                main=True,
            ),
        )

    def _reference(self, one: Placed) -> Reference:
        return Reference(one.piece.words, (one.span,), self._referents[key(one.piece)])


def make_quantity(fact: Fact, placed: Placed) -> Quantity:
    """Return the number of a fact."""
    return Quantity(
        placed.piece.words,
        (placed.span,),
        fact.bound,
        float(fact.amount or 0),
        unit="percent" if fact.percent else fact.thing,
        of=fact.thing if fact.percent else None,
    )
