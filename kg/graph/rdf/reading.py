"""Reading -> quads of its document's named graph.

Comes in: one Reading.  Goes out: quads that depend on it alone; claims point to referents of the document,
never to entities.  A claim is expressed, not asserted: no quad states what a claim says.
The tables below tell which field goes to which predicate.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.rdf.iris import graph_of, node, part_node
from kg.graph.rdf.referents import write_referent
from kg.graph.rdf.units import qudt_unit
from kg.graph.rdf.writer import QuadWriter, Rows, first_date
from kg.model import Claim, Credit, Document, Predicate, Quantity, Reading, Reference, Span, Style
from kg.terms import (
    ACT,
    CERTAINTY,
    COMPARATOR,
    KG,
    KIND,
    POLARITY,
    PROV,
    QUDT,
    RDF,
    RDFS,
    SCHEMA,
    STYLE,
    TENSE,
    XSD,
)

ABOUT = {"subject": KG.aboutSubject, "object": KG.aboutObject, "mentioned": KG.aboutMentioned}
STATED = (KG.statedAt, KG.statedFrom, KG.statedUntil)
EVENT = (KG.eventAt, KG.eventFrom, KG.eventUntil)


def document_rows(document: Document) -> Rows:
    """Field -> predicate, for a document."""
    return (
        (RDF.type, SCHEMA.NewsArticle),
        (KG.path, document.path),
        (SCHEMA.url, Literal(document.url, datatype=XSD.anyURI) if document.url else None),
        (SCHEMA.headline, document.title),
        (SCHEMA.publisher, node(document.publisher.id)),
        (SCHEMA.datePublished, first_date(document.published)),
        (SCHEMA.sha256, document.text_sha256),
        (SCHEMA.articleBody, document.text),
    )


def publisher_rows(document: Document) -> Rows:
    """Field -> predicate, for the publisher of a document."""
    return (
        (RDF.type, KG.Publisher),
        (RDFS.label, document.publisher.label),
        (KG.kind, KIND["outlet"]),
        (KG.named, document.publisher.name is not None),
    )


def claim_rows(claim: Claim, document: Document) -> Rows:
    """Field -> predicate, for what a claim has one of."""
    attribution, modality = claim.attribution, claim.modality
    return (
        (RDF.type, SCHEMA.Claim),
        (SCHEMA.text, claim.text),
        (PROV.wasDerivedFrom, node(document.id)),
        (KG.source, source_node(claim, document)),
        (KG.style, STYLE[attribution.style]),
        (KG.act, ACT[attribution.act]),
        (KG.certainty, CERTAINTY[modality.certainty]),
        (KG.polarity, POLARITY[modality.polarity]),
        (KG.conditional, modality.conditional),
        (KG.tense, TENSE[modality.tense]),
        (KG.rule, claim.rule),
        (KG.score, claim.score if claim.score != 1.0 else None),
        (KG.within, node(claim.within) if claim.within else None),
        *((KG.place, node(place.referent)) for place in claim.places if place.referent),
        *((about_predicate(about.role), node(about.referent)) for about in claim.about),
    )


def claim_words(claim: Claim, document: Document) -> Iterator[tuple[NamedNode, str, tuple[Span, ...]]]:
    """Yield predicate, text and spans of all that a claim quotes, but for carriers and quantities."""
    yield KG.content, claim.text, claim.spans
    yield KG.sentence, document.quote((claim.sentence,)), (claim.sentence,)
    if claim.attribution.source:
        yield KG.sourceWords, claim.attribution.source.text, claim.attribution.source.spans
    if claim.attribution.cue:
        yield KG.cueWords, claim.attribution.cue.text, claim.attribution.cue.spans
    if claim.stated_at:
        yield KG.statedWords, claim.stated_at.text, claim.stated_at.spans
    if claim.event_time:
        yield KG.eventWords, claim.event_time.text, claim.event_time.spans
    yield from ((KG.placeWords, place.text, place.spans) for place in claim.places)
    yield from ((KG.aboutWords, about.text, about.spans) for about in claim.about)


def quantity_rows(quantity: Quantity) -> Rows:
    """Field -> predicate, for a quantity."""
    return (
        (RDF.type, SCHEMA.QuantitativeValue),
        (KG.comparator, COMPARATOR[quantity.comparator]),
        (SCHEMA.value, as_float(quantity.value)),
        (SCHEMA.minValue, as_float(quantity.low)),
        (SCHEMA.maxValue, as_float(quantity.high)),
        (KG.unit, quantity.unit),
        (QUDT.hasUnit, qudt_unit(quantity.unit)),
        (KG.of, quantity.of),
        (KG.per, quantity.per),
    )


def predicate_rows(done: Predicate) -> Rows:
    """Field -> predicate, for a predicate of a claim; none where no referent has a part in it.

    Its words, tense and certainty are left out: they stand in the article's records and the JSON export.
    """
    agent, patient = (party.referent if party else None for party in (done.agent, done.patient))
    if not (agent or patient):
        return ()
    return (
        (RDF.type, KG.Predicate),
        (KG.lemma, done.lemma),
        (KG.polarity, POLARITY[done.polarity]),
        (KG.agent, node(agent) if agent else None),
        (KG.patient, node(patient) if patient else None),
    )


def reading_quads(reading: Reading) -> list[Quad]:
    """Return all quads of one reading, in its document's named graph."""
    document = reading.document
    writer = QuadWriter(graph_of(document.id))
    write_extraction(writer, reading)
    writer.add_all(node(document.id), document_rows(document))
    writer.add_all(node(document.publisher.id), publisher_rows(document))
    for number, credit in enumerate(reading.credits, 1):
        write_credit(writer, credit, number, document)
    for referent in reading.referents:
        write_referent(writer, referent, document)
    for claim in reading.claims:
        write_claim(writer, claim, document)
    return writer.quads


def write_extraction(writer: QuadWriter, reading: Reading) -> None:
    """Say which version of the program made this graph, and from what."""
    extraction = part_node(reading.document.id, "extraction", 1)
    writer.add(writer.graph, PROV.wasGeneratedBy, extraction)
    writer.add(extraction, RDF.type, KG.Extraction)
    writer.add(extraction, PROV.used, node(reading.document.id))
    writer.add(extraction, SCHEMA.softwareVersion, reading.extractor)


def write_credit(writer: QuadWriter, credit: Credit, number: int, document: Document) -> None:
    """Write a credit, the outlet that gets it, and the words that give it."""
    credited = part_node(document.id, "credit", number)
    writer.add(node(document.id), KG.credit, credited)
    writer.add(credited, RDF.type, KG.Credit)
    writer.add(credited, KG.referent, node(credit.outlet.referent) if credit.outlet.referent else None)
    writer.add_words(credited, KG.sourceWords, document.id, credit.outlet.spans, credit.outlet.text)
    writer.add_words(credited, KG.evidence, document.id, credit.evidence.spans, credit.evidence.text)


def write_claim(writer: QuadWriter, claim: Claim, document: Document) -> None:
    """Write a claim with its words, times, carriers, quantities and predicates."""
    subject = node(claim.id)
    writer.add_all(subject, claim_rows(claim, document))
    for predicate, text, spans in claim_words(claim, document):
        writer.add_words(subject, predicate, document.id, spans, text)
    if claim.stated_at:
        writer.add_time(subject, STATED, claim.stated_at)
    if claim.event_time:
        writer.add_time(subject, EVENT, claim.event_time)
    for number, carrier in enumerate(carriers_of(claim), 1):
        write_carrier(writer, claim, carrier, number)
    for number, quantity in enumerate(claim.quantities, 1):
        write_quantity(writer, claim, quantity, number)
    for done in claim.predicates:
        write_predicate(writer, claim, done)


def write_carrier(writer: QuadWriter, claim: Claim, carrier: Reference, number: int) -> None:
    """Write one step between publisher and source."""
    step = part_node(claim.id, "carrier", number)
    writer.add(node(claim.id), KG.carrier, step)
    writer.add(step, RDF.type, KG.Carrier)
    writer.add(step, KG.order, number)
    writer.add(step, KG.referent, node(carrier.referent) if carrier.referent else None)
    writer.add_words(step, KG.sourceWords, claim.document, carrier.spans, carrier.text)


def write_quantity(writer: QuadWriter, claim: Claim, quantity: Quantity, number: int) -> None:
    """Write one quantity of a claim."""
    measured = part_node(claim.id, "quantity", number)
    writer.add(node(claim.id), KG.quantity, measured)
    writer.add_all(measured, quantity_rows(quantity))
    writer.add_words(measured, KG.words, claim.document, quantity.spans, quantity.text)


def write_predicate(writer: QuadWriter, claim: Claim, done: Predicate) -> None:
    """Write a predicate that a referent has a part in; nested claims share it with the outer one."""
    rows = predicate_rows(done)
    if rows:
        verb = part_node(claim.document, "predicate", done.spans[0][0])
        writer.add(node(claim.id), KG.predicate, verb)
        writer.add_all(verb, rows)


def carriers_of(claim: Claim) -> tuple[Reference, ...]:
    """Return the chain without the source, which ends it, or is followed by those that it cites itself."""
    return tuple(one for one in claim.attribution.chain if one != claim.attribution.source)


def source_node(claim: Claim, document: Document) -> NamedNode | None:
    """Return the referent that is credited: in own voice the publisher, None when nobody is."""
    if claim.attribution.style is Style.OWN_VOICE:
        return node(document.publisher.id)
    source = claim.attribution.source
    return node(source.referent) if source and source.referent else None


def about_predicate(role: str) -> NamedNode:
    """Return the predicate for the part that something has in a claim."""
    if role not in ABOUT:
        raise RecordError(f"role {role!r} of what a claim is about must be one of {', '.join(ABOUT)}")
    return ABOUT[role]


def as_float(value: float | None) -> float | None:
    """Return a number as float, so that it is written as xsd:double whatever made it."""
    return None if value is None else float(value)
