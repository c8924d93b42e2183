"""Write kg/terms.py and ontology/context.jsonld from ontology/kg.ttl and ontology/external.ttl.

Run it after a change to the vocabulary: `python ontology/generate_terms.py`.  A test generates again and
compares.  The only place that reads the vocabulary with rdflib to write code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
TERMS = HERE.parent / "kg" / "terms.py"
CONTEXT = HERE / "context.jsonld"

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "kg": "https://claimgraph.example/ns#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": "https://schema.org/",
    "skos": str(SKOS),
    "unit": "http://qudt.org/vocab/unit/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": str(XSD),
}

DATATYPES = (
    "anyURI",
    "boolean",
    "date",
    "dateTime",
    "decimal",
    "double",
    "float",
    "gYear",
    "gYearMonth",
    "integer",
    "string",
)

HEADER = '''"""Constants of the vocabulary, one class per namespace; a misspelt term raises AttributeError.

Generated from ontology/kg.ttl and ontology/external.ttl by ontology/generate_terms.py: do not edit.
"""

# ruff: noqa: N815

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode
'''


def read_vocabulary() -> Graph:
    """Return our own terms and the reused ones as one graph."""
    return Graph().parse(HERE / "kg.ttl").parse(HERE / "external.ttl")


def render_terms(vocabulary: Graph) -> str:
    """Return the source of kg/terms.py."""
    parts = [HEADER, *render_prefixes()]
    for prefix in sorted(PREFIXES):
        parts += render_class(vocabulary, prefix)
    parts += render_datatypes()
    parts.append("")
    for scheme in sorted(vocabulary.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        parts += render_scheme(vocabulary, scheme)
    return "\n".join(parts) + "\n"


def render_prefixes() -> Iterator[str]:
    """Yield the table of prefixes."""
    yield "PREFIXES: Final[Mapping[str, str]] = MappingProxyType("
    yield "    {"
    yield from (f'        "{prefix}": "{PREFIXES[prefix]}",' for prefix in sorted(PREFIXES))
    yield "    }"
    yield ")"


def render_class(vocabulary: Graph, prefix: str) -> Iterator[str]:
    """Yield the class of one namespace: its classes and properties, by name."""
    terms = [term for term in declared_terms(vocabulary) if namespace_of(term) == PREFIXES[prefix]]
    if not terms:
        return
    yield f'\n\nclass {prefix.upper()}:\n    """{PREFIXES[prefix]}"""\n'
    for term in terms:
        yield f'    {local_name(term)}: Final = NamedNode("{term}")'


def render_datatypes() -> Iterator[str]:
    """Yield the XML Schema datatypes that literals are typed with."""
    yield f'\n\nclass XSD:\n    """{XSD}"""\n'
    for name in DATATYPES:
        yield f'    {name}: Final = NamedNode("{XSD[name]}")'


def render_scheme(vocabulary: Graph, scheme: Node) -> Iterator[str]:
    """Yield one concept scheme: the value in the records -> the concept."""
    name = local_name(scheme).removesuffix("-scheme").upper()
    yield f"\n{name}: Final[Mapping[str, NamedNode]] = MappingProxyType(\n    {{"
    for concept in sorted(vocabulary.subjects(SKOS.inScheme, scheme), key=str):
        yield f'        "{vocabulary.value(concept, SKOS.notation)}": NamedNode("{concept}"),'
    yield "    }\n)"


def declared_terms(vocabulary: Graph) -> list[URIRef]:
    """Return every class, property and datatype that is declared, sorted."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
    return sorted({URIRef(str(term)) for kind in kinds for term in vocabulary.subjects(RDF.type, kind)})


def render_context(vocabulary: Graph) -> str:
    """Return the JSON-LD context: prefixes, and the type of each property's values."""
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", "graph": "@graph"}
    context |= PREFIXES
    for term in declared_terms(vocabulary):
        kind = value_type(vocabulary, term)
        if kind is not None:
            context[compact(term)] = {"@id": str(term), "@type": kind}
    return json.dumps({"@context": context}, indent=2, ensure_ascii=False) + "\n"


def value_type(vocabulary: Graph, term: URIRef) -> str | None:
    """Return "@id" for a relation between nodes, the datatype of a value, None where it varies."""
    if term == RDF.type:
        return None
    if (term, RDF.type, OWL.ObjectProperty) in vocabulary:
        return "@id"
    span = vocabulary.value(term, RDFS.range)
    return None if span is None or span == XSD.string else compact(URIRef(str(span)))


def compact(term: URIRef) -> str:
    """Return the prefixed name of a term."""
    prefix = next(p for p, namespace in PREFIXES.items() if namespace == namespace_of(term))
    return f"{prefix}:{local_name(term)}"


def namespace_of(term: Node) -> str:
    """Return the part of an IRI up to its last # or /."""
    return str(term).removesuffix(local_name(term))


def local_name(term: Node) -> str:
    """Return the part of an IRI after its last # or /."""
    return str(term).replace("#", "/").rpartition("/")[2]


def main() -> None:
    """Write both files."""
    vocabulary = read_vocabulary()
    TERMS.write_text(render_terms(vocabulary), encoding="utf-8")
    CONTEXT.write_text(render_context(vocabulary), encoding="utf-8")


if __name__ == "__main__":
    main()
