"""Constants of the vocabulary, one class per namespace; a misspelt term raises AttributeError.

Generated from ontology/kg.ttl and ontology/external.ttl by ontology/generate_terms.py: do not edit.
"""

# ruff: noqa: N815

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "kg": "https://claimgraph.example/ns#",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "unit": "http://qudt.org/vocab/unit/",
        "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


class DCTERMS:
    """http://purl.org/dc/terms/"""

    replaces: Final = NamedNode("http://purl.org/dc/terms/replaces")


class FOAF:
    """http://xmlns.com/foaf/0.1/"""

    Group: Final = NamedNode("http://xmlns.com/foaf/0.1/Group")


class GEO:
    """http://www.opengis.net/ont/geosparql#"""

    Geometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#Geometry")
    asWKT: Final = NamedNode("http://www.opengis.net/ont/geosparql#asWKT")
    hasGeometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#hasGeometry")
    wktLiteral: Final = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")


class KG:
    """https://claimgraph.example/ns#"""

    Build: Final = NamedNode("https://claimgraph.example/ns#Build")
    Carrier: Final = NamedNode("https://claimgraph.example/ns#Carrier")
    ClaimGroup: Final = NamedNode("https://claimgraph.example/ns#ClaimGroup")
    ClaimLink: Final = NamedNode("https://claimgraph.example/ns#ClaimLink")
    Credit: Final = NamedNode("https://claimgraph.example/ns#Credit")
    Decision: Final = NamedNode("https://claimgraph.example/ns#Decision")
    Discrepancy: Final = NamedNode("https://claimgraph.example/ns#Discrepancy")
    Extraction: Final = NamedNode("https://claimgraph.example/ns#Extraction")
    LineageLink: Final = NamedNode("https://claimgraph.example/ns#LineageLink")
    PassagePair: Final = NamedNode("https://claimgraph.example/ns#PassagePair")
    Predicate: Final = NamedNode("https://claimgraph.example/ns#Predicate")
    Publisher: Final = NamedNode("https://claimgraph.example/ns#Publisher")
    Referent: Final = NamedNode("https://claimgraph.example/ns#Referent")
    Rejection: Final = NamedNode("https://claimgraph.example/ns#Rejection")
    Role: Final = NamedNode("https://claimgraph.example/ns#Role")
    about: Final = NamedNode("https://claimgraph.example/ns#about")
    aboutEntity: Final = NamedNode("https://claimgraph.example/ns#aboutEntity")
    aboutMentioned: Final = NamedNode("https://claimgraph.example/ns#aboutMentioned")
    aboutObject: Final = NamedNode("https://claimgraph.example/ns#aboutObject")
    aboutPlace: Final = NamedNode("https://claimgraph.example/ns#aboutPlace")
    aboutSubject: Final = NamedNode("https://claimgraph.example/ns#aboutSubject")
    aboutWords: Final = NamedNode("https://claimgraph.example/ns#aboutWords")
    act: Final = NamedNode("https://claimgraph.example/ns#act")
    affiliation: Final = NamedNode("https://claimgraph.example/ns#affiliation")
    affiliationEntity: Final = NamedNode("https://claimgraph.example/ns#affiliationEntity")
    affiliationReferent: Final = NamedNode("https://claimgraph.example/ns#affiliationReferent")
    agent: Final = NamedNode("https://claimgraph.example/ns#agent")
    articles: Final = NamedNode("https://claimgraph.example/ns#articles")
    asOf: Final = NamedNode("https://claimgraph.example/ns#asOf")
    belongsTo: Final = NamedNode("https://claimgraph.example/ns#belongsTo")
    belongsToReferent: Final = NamedNode("https://claimgraph.example/ns#belongsToReferent")
    carriedBy: Final = NamedNode("https://claimgraph.example/ns#carriedBy")
    carrier: Final = NamedNode("https://claimgraph.example/ns#carrier")
    certainty: Final = NamedNode("https://claimgraph.example/ns#certainty")
    claimLink: Final = NamedNode("https://claimgraph.example/ns#claimLink")
    comparator: Final = NamedNode("https://claimgraph.example/ns#comparator")
    conditional: Final = NamedNode("https://claimgraph.example/ns#conditional")
    conflict: Final = NamedNode("https://claimgraph.example/ns#conflict")
    conflictsWith: Final = NamedNode("https://claimgraph.example/ns#conflictsWith")
    content: Final = NamedNode("https://claimgraph.example/ns#content")
    country: Final = NamedNode("https://claimgraph.example/ns#country")
    credit: Final = NamedNode("https://claimgraph.example/ns#credit")
    cueWords: Final = NamedNode("https://claimgraph.example/ns#cueWords")
    daysApart: Final = NamedNode("https://claimgraph.example/ns#daysApart")
    descendant: Final = NamedNode("https://claimgraph.example/ns#descendant")
    descends: Final = NamedNode("https://claimgraph.example/ns#descends")
    discrepancyKind: Final = NamedNode("https://claimgraph.example/ns#discrepancyKind")
    eventAt: Final = NamedNode("https://claimgraph.example/ns#eventAt")
    eventFrom: Final = NamedNode("https://claimgraph.example/ns#eventFrom")
    eventUntil: Final = NamedNode("https://claimgraph.example/ns#eventUntil")
    eventWords: Final = NamedNode("https://claimgraph.example/ns#eventWords")
    evidence: Final = NamedNode("https://claimgraph.example/ns#evidence")
    form: Final = NamedNode("https://claimgraph.example/ns#form")
    holds: Final = NamedNode("https://claimgraph.example/ns#holds")
    input: Final = NamedNode("https://claimgraph.example/ns#input")
    kind: Final = NamedNode("https://claimgraph.example/ns#kind")
    leftClaim: Final = NamedNode("https://claimgraph.example/ns#leftClaim")
    leftDocument: Final = NamedNode("https://claimgraph.example/ns#leftDocument")
    leftWords: Final = NamedNode("https://claimgraph.example/ns#leftWords")
    lemma: Final = NamedNode("https://claimgraph.example/ns#lemma")
    lineageKind: Final = NamedNode("https://claimgraph.example/ns#lineageKind")
    linkKey: Final = NamedNode("https://claimgraph.example/ns#linkKey")
    member: Final = NamedNode("https://claimgraph.example/ns#member")
    mention: Final = NamedNode("https://claimgraph.example/ns#mention")
    named: Final = NamedNode("https://claimgraph.example/ns#named")
    newKind: Final = NamedNode("https://claimgraph.example/ns#newKind")
    newLabel: Final = NamedNode("https://claimgraph.example/ns#newLabel")
    of: Final = NamedNode("https://claimgraph.example/ns#of")
    order: Final = NamedNode("https://claimgraph.example/ns#order")
    origin: Final = NamedNode("https://claimgraph.example/ns#origin")
    originEvidence: Final = NamedNode("https://claimgraph.example/ns#originEvidence")
    origins: Final = NamedNode("https://claimgraph.example/ns#origins")
    passagePair: Final = NamedNode("https://claimgraph.example/ns#passagePair")
    path: Final = NamedNode("https://claimgraph.example/ns#path")
    patient: Final = NamedNode("https://claimgraph.example/ns#patient")
    per: Final = NamedNode("https://claimgraph.example/ns#per")
    pickedFrom: Final = NamedNode("https://claimgraph.example/ns#pickedFrom")
    place: Final = NamedNode("https://claimgraph.example/ns#place")
    placeWords: Final = NamedNode("https://claimgraph.example/ns#placeWords")
    polarity: Final = NamedNode("https://claimgraph.example/ns#polarity")
    predicate: Final = NamedNode("https://claimgraph.example/ns#predicate")
    problem: Final = NamedNode("https://claimgraph.example/ns#problem")
    publishers: Final = NamedNode("https://claimgraph.example/ns#publishers")
    quantity: Final = NamedNode("https://claimgraph.example/ns#quantity")
    reason: Final = NamedNode("https://claimgraph.example/ns#reason")
    referent: Final = NamedNode("https://claimgraph.example/ns#referent")
    refersTo: Final = NamedNode("https://claimgraph.example/ns#refersTo")
    rejected: Final = NamedNode("https://claimgraph.example/ns#rejected")
    reportedBy: Final = NamedNode("https://claimgraph.example/ns#reportedBy")
    restingClaim: Final = NamedNode("https://claimgraph.example/ns#restingClaim")
    restsOn: Final = NamedNode("https://claimgraph.example/ns#restsOn")
    retractedBy: Final = NamedNode("https://claimgraph.example/ns#retractedBy")
    rightClaim: Final = NamedNode("https://claimgraph.example/ns#rightClaim")
    rightDocument: Final = NamedNode("https://claimgraph.example/ns#rightDocument")
    rightWords: Final = NamedNode("https://claimgraph.example/ns#rightWords")
    role: Final = NamedNode("https://claimgraph.example/ns#role")
    roleWords: Final = NamedNode("https://claimgraph.example/ns#roleWords")
    rule: Final = NamedNode("https://claimgraph.example/ns#rule")
    saidBy: Final = NamedNode("https://claimgraph.example/ns#saidBy")
    score: Final = NamedNode("https://claimgraph.example/ns#score")
    sentence: Final = NamedNode("https://claimgraph.example/ns#sentence")
    settings: Final = NamedNode("https://claimgraph.example/ns#settings")
    shaped: Final = NamedNode("https://claimgraph.example/ns#shaped")
    sortKey: Final = NamedNode("https://claimgraph.example/ns#sortKey")
    source: Final = NamedNode("https://claimgraph.example/ns#source")
    sourceWords: Final = NamedNode("https://claimgraph.example/ns#sourceWords")
    stage: Final = NamedNode("https://claimgraph.example/ns#stage")
    state: Final = NamedNode("https://claimgraph.example/ns#state")
    statedAt: Final = NamedNode("https://claimgraph.example/ns#statedAt")
    statedFrom: Final = NamedNode("https://claimgraph.example/ns#statedFrom")
    statedUntil: Final = NamedNode("https://claimgraph.example/ns#statedUntil")
    statedWords: Final = NamedNode("https://claimgraph.example/ns#statedWords")
    style: Final = NamedNode("https://claimgraph.example/ns#style")
    takesDocument: Final = NamedNode("https://claimgraph.example/ns#takesDocument")
    takesName: Final = NamedNode("https://claimgraph.example/ns#takesName")
    target: Final = NamedNode("https://claimgraph.example/ns#target")
    tense: Final = NamedNode("https://claimgraph.example/ns#tense")
    unit: Final = NamedNode("https://claimgraph.example/ns#unit")
    verb: Final = NamedNode("https://claimgraph.example/ns#verb")
    within: Final = NamedNode("https://claimgraph.example/ns#within")
    words: Final = NamedNode("https://claimgraph.example/ns#words")


class OA:
    """http://www.w3.org/ns/oa#"""

    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")


class PROV:
    """http://www.w3.org/ns/prov#"""

    Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
    Agent: Final = NamedNode("http://www.w3.org/ns/prov#Agent")
    endedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#endedAtTime")
    startedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#startedAtTime")
    used: Final = NamedNode("http://www.w3.org/ns/prov#used")
    wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
    wasRevisionOf: Final = NamedNode("http://www.w3.org/ns/prov#wasRevisionOf")


class QUDT:
    """http://qudt.org/schema/qudt/"""

    hasUnit: Final = NamedNode("http://qudt.org/schema/qudt/hasUnit")


class RDF:
    """http://www.w3.org/1999/02/22-rdf-syntax-ns#"""

    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """http://www.w3.org/2000/01/rdf-schema#"""

    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


class SCHEMA:
    """https://schema.org/"""

    CivicStructure: Final = NamedNode("https://schema.org/CivicStructure")
    Claim: Final = NamedNode("https://schema.org/Claim")
    Event: Final = NamedNode("https://schema.org/Event")
    NewsArticle: Final = NamedNode("https://schema.org/NewsArticle")
    NewsMediaOrganization: Final = NamedNode("https://schema.org/NewsMediaOrganization")
    Organization: Final = NamedNode("https://schema.org/Organization")
    Person: Final = NamedNode("https://schema.org/Person")
    Place: Final = NamedNode("https://schema.org/Place")
    QuantitativeValue: Final = NamedNode("https://schema.org/QuantitativeValue")
    articleBody: Final = NamedNode("https://schema.org/articleBody")
    datePublished: Final = NamedNode("https://schema.org/datePublished")
    headline: Final = NamedNode("https://schema.org/headline")
    identifier: Final = NamedNode("https://schema.org/identifier")
    maxValue: Final = NamedNode("https://schema.org/maxValue")
    minValue: Final = NamedNode("https://schema.org/minValue")
    publisher: Final = NamedNode("https://schema.org/publisher")
    sha256: Final = NamedNode("https://schema.org/sha256")
    softwareVersion: Final = NamedNode("https://schema.org/softwareVersion")
    text: Final = NamedNode("https://schema.org/text")
    url: Final = NamedNode("https://schema.org/url")
    value: Final = NamedNode("https://schema.org/value")


class SKOS:
    """http://www.w3.org/2004/02/skos/core#"""

    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")


class WGS:
    """http://www.w3.org/2003/01/geo/wgs84_pos#"""

    lat: Final = NamedNode("http://www.w3.org/2003/01/geo/wgs84_pos#lat")
    long: Final = NamedNode("http://www.w3.org/2003/01/geo/wgs84_pos#long")


class XSD:
    """http://www.w3.org/2001/XMLSchema#"""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    float: Final = NamedNode("http://www.w3.org/2001/XMLSchema#float")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


ACT: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "deed": NamedNode("https://claimgraph.example/ns#act-deed"),
        "intention": NamedNode("https://claimgraph.example/ns#act-intention"),
        "speech": NamedNode("https://claimgraph.example/ns#act-speech"),
        "thought": NamedNode("https://claimgraph.example/ns#act-thought"),
    }
)

CERTAINTY: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "certain": NamedNode("https://claimgraph.example/ns#certainty-certain"),
        "possible": NamedNode("https://claimgraph.example/ns#certainty-possible"),
        "probable": NamedNode("https://claimgraph.example/ns#certainty-probable"),
        "unknown": NamedNode("https://claimgraph.example/ns#certainty-unknown"),
    }
)

COMPARATOR: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "about": NamedNode("https://claimgraph.example/ns#comparator-about"),
        "at least": NamedNode("https://claimgraph.example/ns#comparator-at-least"),
        "=": NamedNode("https://claimgraph.example/ns#comparator-equal"),
        "less than": NamedNode("https://claimgraph.example/ns#comparator-less-than"),
        "more than": NamedNode("https://claimgraph.example/ns#comparator-more-than"),
        "range": NamedNode("https://claimgraph.example/ns#comparator-range"),
        "up to": NamedNode("https://claimgraph.example/ns#comparator-up-to"),
    }
)

DISCREPANCY: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "attribution-changed": NamedNode("https://claimgraph.example/ns#discrepancy-attribution-changed"),
        "attribution-dropped": NamedNode("https://claimgraph.example/ns#discrepancy-attribution-dropped"),
        "comparator-change": NamedNode("https://claimgraph.example/ns#discrepancy-comparator-change"),
        "date-differs": NamedNode("https://claimgraph.example/ns#discrepancy-date-differs"),
        "hedge-added": NamedNode("https://claimgraph.example/ns#discrepancy-hedge-added"),
        "hedge-dropped": NamedNode("https://claimgraph.example/ns#discrepancy-hedge-dropped"),
        "place-differs": NamedNode("https://claimgraph.example/ns#discrepancy-place-differs"),
        "polarity-flip": NamedNode("https://claimgraph.example/ns#discrepancy-polarity-flip"),
        "quantity-differs": NamedNode("https://claimgraph.example/ns#discrepancy-quantity-differs"),
        "role-reversal": NamedNode("https://claimgraph.example/ns#discrepancy-role-reversal"),
        "tense-shift": NamedNode("https://claimgraph.example/ns#discrepancy-tense-shift"),
    }
)

FORM: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "name": NamedNode("https://claimgraph.example/ns#form-name"),
        "nominal": NamedNode("https://claimgraph.example/ns#form-nominal"),
        "pronoun": NamedNode("https://claimgraph.example/ns#form-pronoun"),
    }
)

KIND: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "event": NamedNode("https://claimgraph.example/ns#kind-event"),
        "facility": NamedNode("https://claimgraph.example/ns#kind-facility"),
        "group": NamedNode("https://claimgraph.example/ns#kind-group"),
        "organization": NamedNode("https://claimgraph.example/ns#kind-organization"),
        "outlet": NamedNode("https://claimgraph.example/ns#kind-outlet"),
        "person": NamedNode("https://claimgraph.example/ns#kind-person"),
        "place": NamedNode("https://claimgraph.example/ns#kind-place"),
    }
)

LINEAGE: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "copied": NamedNode("https://claimgraph.example/ns#lineage-copied"),
        "credited": NamedNode("https://claimgraph.example/ns#lineage-credited"),
    }
)

POLARITY: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "negative": NamedNode("https://claimgraph.example/ns#polarity-negative"),
        "positive": NamedNode("https://claimgraph.example/ns#polarity-positive"),
    }
)

STATE: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "in force": NamedNode("https://claimgraph.example/ns#state-in-force"),
        "no effect": NamedNode("https://claimgraph.example/ns#state-no-effect"),
        "taken back": NamedNode("https://claimgraph.example/ns#state-taken-back"),
    }
)

STYLE: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "direct": NamedNode("https://claimgraph.example/ns#style-direct"),
        "indirect": NamedNode("https://claimgraph.example/ns#style-indirect"),
        "mixed": NamedNode("https://claimgraph.example/ns#style-mixed"),
        "own-voice": NamedNode("https://claimgraph.example/ns#style-own-voice"),
    }
)

TENSE: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "future": NamedNode("https://claimgraph.example/ns#tense-future"),
        "past": NamedNode("https://claimgraph.example/ns#tense-past"),
        "present": NamedNode("https://claimgraph.example/ns#tense-present"),
    }
)

VERB: Final[Mapping[str, NamedNode]] = MappingProxyType(
    {
        "link": NamedNode("https://claimgraph.example/ns#verb-link"),
        "merge": NamedNode("https://claimgraph.example/ns#verb-merge"),
        "rename": NamedNode("https://claimgraph.example/ns#verb-rename"),
        "restore": NamedNode("https://claimgraph.example/ns#verb-restore"),
        "retract": NamedNode("https://claimgraph.example/ns#verb-retract"),
        "split": NamedNode("https://claimgraph.example/ns#verb-split"),
        "unlink": NamedNode("https://claimgraph.example/ns#verb-unlink"),
    }
)
