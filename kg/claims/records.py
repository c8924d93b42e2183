"""From relations to claims: the words get their referents, quantities, places, times and modality.

Comes in: a document, its parse, the relations, the referents.  Goes out: `Claim` records in order of offset.
Must not: look at other documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg import ids
from kg.claims.dating import event_time, head_of, main_of, stated_at
from kg.claims.located import Located
from kg.claims.modality import read_modality
from kg.claims.own_voice import own_voice_contents
from kg.claims.predicate_records import Predicates
from kg.claims.quantities import extract_quantities
from kg.claims.quotations import find_quotations, with_whole_marks
from kg.claims.relations import NO_TOKENS, Relation, Tokens, is_filler, spans_of
from kg.claims.times import extract_times, find_dates
from kg.model import (
    AboutReference,
    Act,
    Attribution,
    Claim,
    Document,
    EntityKind,
    Mention,
    Modality,
    PassageKind,
    Quantity,
    Reference,
    Referent,
    Span,
    Style,
    TimeValue,
)

_DIRECT = 0.9
"""Share of a content's words between quotation marks from which it is a direct quotation (PolNeAR)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What claims of one document are made from."""

    document: Document
    doc: Doc
    referents: Mapping[str, Referent]
    mentions: Located[tuple[Mention, Referent]]
    quantities: Located[Quantity]
    times: Located[TimeValue]
    quoted: Tokens
    predicates: Predicates


def read_claims(
    doc: Doc, document: Document, relations: Sequence[Relation], referents: Sequence[Referent]
) -> tuple[Claim, ...]:
    """Return the claims of a document: one per relation, and one per statement in the article's own voice."""
    around = _surroundings(doc, document, referents)
    attributed = _attributed_claims(around, relations)
    own = [_own_voice_claim(around, content) for content in own_voice_contents(doc, relations, around.quoted)]
    stated = (*attributed, *(claim for claim in own if _says_something(claim)))
    claims = {claim.id: claim for claim in stated if not _is_in_caption(claim, document)}
    return tuple(sorted(claims.values(), key=lambda claim: (claim.spans, claim.id)))


def _is_in_caption(claim: Claim, document: Document) -> bool:
    """Tell whether a claim is read in the words below a picture, which show something and state nothing."""
    return any(
        passage.kind is PassageKind.CAPTION and passage.start <= claim.sentence[0] < passage.end
        for passage in document.passages
    )


def _surroundings(doc: Doc, document: Document, referents: Sequence[Referent]) -> Surroundings:
    dated = find_dates(doc)
    mentions = Located(_mentions_of(referents), lambda pair: (pair[0].start, pair[0].end))
    return Surroundings(
        document=document,
        doc=doc,
        referents={referent.id: referent for referent in referents},
        mentions=mentions,
        quantities=Located(extract_quantities(dated), lambda quantity: quantity.spans[0]),
        times=Located(extract_times(dated, document.published), lambda time: time.spans[0]),
        quoted=NO_TOKENS.union(*(quotation.tokens for quotation in find_quotations(doc))),
        predicates=Predicates(doc, document, mentions),
    )


def _mentions_of(referents: Sequence[Referent]) -> Iterator[tuple[Mention, Referent]]:
    for referent in referents:
        yield from ((mention, referent) for mention in referent.mentions)


def _attributed_claims(around: Surroundings, relations: Sequence[Relation]) -> list[Claim]:
    made = {_key(relation): _attributed_claim(around, relation) for relation in relations}
    return [
        replace(made[_key(relation)], within=made[relation.within].id if relation.within in made else None)
        for relation in relations
    ]


def _key(relation: Relation) -> tuple[int, int]:
    return relation.cue_head, min(relation.content)


def _attributed_claim(around: Surroundings, relation: Relation) -> Claim:
    attribution = Attribution(
        source=_reference(around, relation.source),
        cue=_reference(around, relation.cue, with_referent=False),
        style=_style(around, relation.content),
        act=relation.act,
        chain=_chain(around, relation),
    )
    cue = around.doc[relation.cue_head]
    modality = read_modality(_ordered(around.doc, relation.content), cue, _text_after(around, relation))
    claim = _claim(around, relation.content, relation.rule, attribution, modality)
    stated = stated_at(around.doc, around.times, relation)
    return replace(claim, sentence=_sentence(around, relation), stated_at=stated, score=relation.score)


def _own_voice_claim(around: Surroundings, content: Tokens) -> Claim:
    attribution = Attribution(None, None, Style.OWN_VOICE, Act.SPEECH)
    modality = read_modality(_ordered(around.doc, content), None)
    return _claim(around, content, "own-voice.sentence", attribution, modality)


def _claim(
    around: Surroundings, content: Tokens, rule: str, attribution: Attribution, modality: Modality
) -> Claim:
    """Return a claim with everything that is read from the content alone."""
    spans = with_whole_marks(around.document.text, spans_of(around.doc, content))
    sentence = around.doc[min(content)].sent
    return Claim(
        id=ids.claim_id(around.document.id, (*spans, *_credited_spans(attribution)), rule),
        document=around.document.id,
        text=around.document.quote(spans),
        spans=spans,
        sentence=_trimmed_span(around, sentence.start, sentence.end),
        attribution=attribution,
        modality=modality,
        rule=rule,
        event_time=event_time(around.doc, around.times, content, spans),
        places=tuple(_places(around, spans)),
        about=tuple(_about(around, content, spans)),
        quantities=tuple(around.quantities.inside(spans)),
        predicates=around.predicates.inside(content),
    )


def _credited_spans(attribution: Attribution) -> tuple[Span, ...]:
    """Return where source and cue stand: two people may be credited with the same words."""
    parts = (attribution.source, attribution.cue)
    return tuple(span for part in parts if part is not None for span in part.spans)


def _says_something(claim: Claim) -> bool:
    """Tell whether a statement names an entity, a place, a quantity or a date."""
    return bool(claim.about or claim.places or claim.quantities or claim.event_time)


def _ordered(doc: Doc, tokens: Tokens) -> list[Token]:
    return [doc[index] for index in sorted(tokens) if not doc[index].is_space]


# ------------------------------------------------------------------------------------ who is credited


def _reference(around: Surroundings, tokens: Tokens, *, with_referent: bool = True) -> Reference | None:
    spans = spans_of(around.doc, tokens) if tokens else ()
    if not spans:
        return _mark(around, tokens)
    referent = _referent_of(around, tokens) if with_referent else None
    return Reference(around.document.quote(spans), spans, referent.id if referent else None)


def _mark(around: Surroundings, tokens: Tokens) -> Reference | None:
    """Return a cue that is a punctuation mark (the colon of a headline)."""
    if not tokens:
        return None
    token = around.doc[min(tokens)]
    span = (token.idx, token.idx + len(token))
    return Reference(around.document.quote((span,)), (span,), None)


def _referent_of(around: Surroundings, tokens: Tokens) -> Referent | None:
    """Return what a noun phrase refers to: the mention of its head, else the longest mention inside it; but a
    study or plan is nobody, whoever is named in it."""
    spans = spans_of(around.doc, tokens)
    inside = [pair for start, end in spans for pair in around.mentions.overlapping(start, end)]
    head = main_of(around.doc, tokens)
    if head is not None:
        apposed = [pair for pair in inside if _is_name_apposed(around.doc, pair, head)]
        headed = apposed or [pair for pair in inside if pair[0].start <= head.idx < pair[0].end]
        inside = headed if headed or head.pos_ == "NOUN" else inside
    longest = max(inside, key=lambda pair: (pair[0].end - pair[0].start, -pair[0].start), default=None)
    return longest[1] if longest is not None else None


def _is_name_apposed(doc: Doc, pair: tuple[Mention, Referent], head: Token) -> bool:
    """Tell whether a mention names whom a noun phrase describes: "the head of the union, Ana Ruiz"."""
    mention, referent = pair
    if not referent.named or referent.kind is not EntityKind.PERSON:
        return False
    name = head_of(doc, mention.start, mention.end)
    return name is not None and name.i != head.i and name.dep_ == "appos" and name.head.i == head.i


def _chain(around: Surroundings, relation: Relation) -> tuple[Reference, ...]:
    """Return the carriers from the outermost to the innermost speaker; outer ones only if they are not the
    source itself, told-to ones only if they are outlets."""
    chain: list[Reference] = []
    for tokens in (*relation.outer, relation.source, *relation.inner):
        link = _reference(around, tokens)
        if link is None or any(_same_link(link, other) for other in chain):
            continue
        referent = around.referents.get(link.referent or "")
        addressee = tokens in relation.addressees
        if not addressee or (referent is not None and referent.kind is EntityKind.OUTLET):
            chain.append(link)
    return tuple(chain)


def _same_link(left: Reference, right: Reference) -> bool:
    return left.spans == right.spans or (left.referent is not None and left.referent == right.referent)


# ---------------------------------------------------------------------------------- what is spoken of


def _places(around: Surroundings, spans: Sequence[Span]) -> Iterator[Reference]:
    for mention, referent in around.mentions.inside(spans):
        if referent.kind in (EntityKind.PLACE, EntityKind.FACILITY):
            yield Reference(mention.text, ((mention.start, mention.end),), referent.id)


def _about(around: Surroundings, content: Tokens, spans: Sequence[Span]) -> Iterator[AboutReference]:
    seen: set[str] = set()
    for mention, referent in around.mentions.inside(spans):
        if referent.id not in seen:
            seen.add(referent.id)
            role = _role_in(around.doc, mention, content)
            yield AboutReference(mention.text, ((mention.start, mention.end),), referent.id, role)


def _role_in(doc: Doc, mention: Mention, content: Tokens) -> str:
    """Return subject or object if the mention heads that part of the content's main clause, else
    mentioned."""
    head = head_of(doc, mention.start, mention.end)
    main = main_of(doc, content)
    if head is None or main is None or head.head.i not in (main.i, *(c.i for c in main.conjuncts)):
        return "mentioned"
    if head.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    return "object" if head.dep_ in ("dobj", "attr", "dative") else "mentioned"


# ---------------------------------------------------------------------------- style, time, sentence


def _style(around: Surroundings, content: Tokens) -> Style:
    spoken = frozenset(index for index in content if not is_filler(around.doc[index]))
    quoted = len(spoken & around.quoted)
    if not quoted:
        return Style.INDIRECT
    return Style.DIRECT if quoted >= _DIRECT * len(spoken) else Style.MIXED


def _text_after(around: Surroundings, relation: Relation) -> str:
    """Return what follows the content in its sentence, where a speaker may take something back."""
    last = around.doc[max(relation.content)]
    start = last.idx + len(last)
    return around.document.text[start : max(start, around.doc[last.sent.end - 1].idx)]


def _sentence(around: Surroundings, relation: Relation) -> Span:
    every = relation.content | relation.source | relation.cue
    return _trimmed_span(around, around.doc[min(every)].sent.start, around.doc[max(every)].sent.end)


def _trimmed_span(around: Surroundings, first: int, last: int) -> Span:
    """Return the offsets of tokens first to last (exclusive) without white space at either end; what stands
    between passages was blanked for the parser, so that it is white space here."""
    words = [token for token in around.doc[first:last] if not token.is_space]
    return words[0].idx, words[-1].idx + len(words[-1])
