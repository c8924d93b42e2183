"""Ontology, shapes, context, examples, queries and code speak the same language."""

from __future__ import annotations

import ast
import importlib.util
import re
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS as DCTERMS_TERMS
from rdflib.namespace import FOAF, GEO, PROV, SDO
from rdflib.namespace import SKOS as SKOS_TERMS

from kg import lexicon, terms
from kg.decisions.records import Verb
from kg.graph.rdf.entities import CLASS_OF_KIND
from kg.graph.rdf.ontology import ontology_file, read_ontology
from kg.graph.rdf.units import unit_table
from kg.graph.validation import validate
from kg.model import (
    Act,
    Certainty,
    Comparator,
    DiscrepancyKind,
    EntityKind,
    LineageKind,
    MentionForm,
    Polarity,
    Style,
    Tense,
)
from kg.query.named_queries import named_queries
from kg.query.results import DecisionState
from kg.query.sparql_text import tokens
from tests.unit.graph_rdf.world import decided_quads, world_quads

ONTOLOGY = Path(__file__).parents[2] / "ontology"
OWN = URIRef("https://claimgraph.example/ns")
NS = terms.PREFIXES["kg"]
UNITS_OF_RULES = {"fraction"}  # written by a rule of kg.claims.quantities, not by the table of units

SCHEMES: dict[str, tuple[type[StrEnum], dict[str, NamedNode]]] = {
    "act": (Act, dict(terms.ACT)),
    "certainty": (Certainty, dict(terms.CERTAINTY)),
    "comparator": (Comparator, dict(terms.COMPARATOR)),
    "discrepancy": (DiscrepancyKind, dict(terms.DISCREPANCY)),
    "form": (MentionForm, dict(terms.FORM)),
    "kind": (EntityKind, dict(terms.KIND)),
    "lineage": (LineageKind, dict(terms.LINEAGE)),
    "polarity": (Polarity, dict(terms.POLARITY)),
    "state": (DecisionState, dict(terms.STATE)),
    "style": (Style, dict(terms.STYLE)),
    "tense": (Tense, dict(terms.TENSE)),
    "verb": (Verb, dict(terms.VERB)),
}


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_terms", ONTOLOGY / "generate_terms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def own() -> Graph:
    return Graph().parse(ONTOLOGY / "kg.ttl")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return load_generator().read_vocabulary()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def declared(vocabulary: Graph) -> set[str]:
    return {str(subject) for subject in vocabulary.subjects(RDF.type)}


def used_terms(quads: list[Quad]) -> set[str]:
    """Every predicate, class, concept and datatype but those of XML Schema."""
    used = {quad.predicate.value for quad in quads}
    for quad in quads:
        if isinstance(quad.object, NamedNode) and (
            quad.predicate == terms.RDF.type or quad.object.value.startswith(NS)
        ):
            used.add(quad.object.value)
        if isinstance(quad.object, pyoxigraph.Literal):
            used.add(quad.object.datatype.value)
    return {term for term in used if not term.startswith(terms.PREFIXES["xsd"])}


def test_the_code_and_the_context_are_what_the_ontology_generates(vocabulary: Graph) -> None:
    generator = load_generator()
    hint = "run python ontology/generate_terms.py"
    assert Path(terms.__file__).read_text(encoding="utf-8") == generator.render_terms(vocabulary), hint
    assert read_ontology("context.jsonld") == generator.render_context(vocabulary), hint


def test_every_term_in_the_graph_is_declared(declared: set[str]) -> None:
    assert used_terms([*world_quads(), *decided_quads()]) - declared == set()


def test_every_reused_term_that_is_declared_is_used() -> None:
    reused = {str(term) for term in Graph().parse(ONTOLOGY / "external.ttl").subjects(RDF.type)}
    possible = used_terms([*world_quads(), *decided_quads()]) | {
        kind.value for kind in CLASS_OF_KIND.values()
    }
    possible |= {str(SKOS.altLabel), str(DCTERMS.replaces), str(SDO.minValue), str(SDO.maxValue)}
    assert reused - possible == set()


def test_every_own_term_is_used_in_code_or_is_a_parent(own: Graph) -> None:
    written = used_terms(world_quads())
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (Path(terms.__file__).parent / "graph").rglob("*.py")
    )
    parents = {str(parent) for parent in own.objects(None, RDFS.subPropertyOf)}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in map(str, own.subjects(RDF.type, kind)):
            name = term.removeprefix(NS)
            assert term in written | parents or re.search(rf"\bKG\.{name}\b", sources), (
                f"kg:{name} is never used"
            )


def test_every_own_term_has_label_definition_and_origin(own: Graph) -> None:
    for term in set(own.subjects(RDF.type)) - {OWN}:
        assert str(term).startswith(NS)
        for predicate in (RDFS.label, SKOS.definition, DCTERMS.source):
            assert len(list(own.objects(term, predicate))) == 1, (term, predicate)
        assert own.value(term, RDFS.isDefinedBy) == OWN, term


def test_every_reused_term_says_where_it_is_defined_and_what_for() -> None:
    external = Graph().parse(ONTOLOGY / "external.ttl")
    for term in set(external.subjects(RDF.type)):
        assert str(term).startswith(str(external.value(term, RDFS.isDefinedBy)))
        assert isinstance(external.value(term, SKOS.scopeNote), Literal)
        assert isinstance(external.value(term, RDFS.label), Literal)


@pytest.mark.parametrize("namespace", [SDO, PROV, SKOS_TERMS, DCTERMS_TERMS, FOAF, GEO])
def test_reused_terms_exist_in_the_vocabularies_that_rdflib_ships(namespace) -> None:  # type: ignore[no-untyped-def]
    external = Graph().parse(ONTOLOGY / "external.ttl")
    ours = {term for term in external.subjects(RDF.type) if str(term).startswith(str(namespace))}
    assert ours
    assert {term for term in ours if term not in namespace} == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_concept_scheme_has_the_values_of_its_enum(own: Graph, scheme: str) -> None:
    enum, constants = SCHEMES[scheme]
    concepts = {
        str(own.value(concept, SKOS.notation)): str(concept)
        for concept in own.subjects(SKOS.inScheme, URIRef(f"{NS}{scheme}-scheme"))
    }
    assert set(concepts) == {member.value for member in enum}
    assert {value: node.value for value, node in constants.items()} == concepts


def test_no_concept_scheme_is_without_enum(own: Graph) -> None:
    schemes = {str(scheme) for scheme in own.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {f"{NS}{name}-scheme" for name in SCHEMES}


def test_the_shapes_use_declared_terms_only(declared: set[str]) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    assert {str(term) for triple in shapes for term in triple if str(term).startswith(NS)} - declared == set()


def test_every_class_has_a_shape(vocabulary: Graph) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    targets = set(shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#targetClass")))
    assert set(vocabulary.subjects(RDF.type, OWL.Class)) - targets == set()


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_the_named_queries_use_declared_terms_and_prefixes_only(query, declared: set[str]) -> None:  # type: ignore[no-untyped-def]
    names = [token.text for token in tokens(query.text) if token.kind == "name"]
    prefixes = {name[:-1] for name in names if name.endswith(":")}
    for name in (name for name in names if not name.endswith(":")):
        prefix, _, local = name.partition(":")
        assert prefix in prefixes
        assert terms.PREFIXES[prefix] + local in declared, name
    for prefix in prefixes:
        assert f"PREFIX {prefix}: <{terms.PREFIXES[prefix]}>" in query.text


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError):
        terms.KG.sauce  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(KeyError):
        terms.STYLE["free"]


def test_the_constants_import_nothing_but_pyoxigraph() -> None:
    tree = ast.parse(Path(terms.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"__future__", "collections.abc", "types", "typing", "pyoxigraph"}


def test_each_unit_names_the_package_that_it_was_read_from() -> None:
    lines = [line for line in read_ontology("units.tsv").splitlines() if not line.startswith("#")]
    assert lines[0].split("\t") == ["unit", "qudt", "label", "reference"]
    assert all(
        re.fullmatch(r"[^\t]+\t[A-Za-z0-9_-]+\t[^\t]+\t@qudtlib/allunits \S+ \(npm\)", line)
        for line in lines[1:]
    )
    assert len(unit_table()) == len(lines) - 1


def test_each_unit_is_one_that_the_program_writes() -> None:
    names = {row["unit"] for row in lexicon.table("units")} | UNITS_OF_RULES
    assert set(unit_table()) - names == set()


@pytest.mark.parametrize(
    "path", sorted((ONTOLOGY / "examples" / "valid").iterdir()), ids=lambda path: path.stem
)
def test_a_valid_example_passes(path: Path, declared: set[str]) -> None:
    quads = list(parse(path=path, format=RdfFormat.TRIG))
    assert validate(quads) == ()
    assert used_terms(quads) - declared == set()


@pytest.mark.parametrize(
    "path", sorted((ONTOLOGY / "examples" / "invalid").iterdir()), ids=lambda path: path.stem
)
def test_an_invalid_example_fails_for_the_reason_that_it_names(path: Path) -> None:
    reason = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# violates: ")
    found = [violation.message for violation in validate(parse(path=path, format=RdfFormat.TRIG))]
    assert [message for message in found if reason in message]


def test_the_readme_shows_valid_trig(declared: set[str]) -> None:
    blocks = re.findall(r"```trig\n(.*?)```", (ONTOLOGY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in terms.PREFIXES.items())
        assert used_terms(list(parse(prefixes + block, format=RdfFormat.TRIG))) - declared == set()


def test_the_ontology_folder_is_found() -> None:
    assert ontology_file("kg.ttl").is_file()
