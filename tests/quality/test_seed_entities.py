"""The five seed articles hold the actors and places of the visible gold, one node each.

"One node" means here: of all entities of the gold's kind exactly one carries the label or an alias of the
gold's entry, that one carries all of them, and no entity of any other kind carries one.  One exception: a
country or its capital that speaks is an actor (DESIGN, section 4), so an organization of the same country may
share a place's name.  Names are compared without case, kind of apostrophe and leading article.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from kg.export import export_to
from kg.graph.store import open_for_reading
from kg.pipeline import build

pytestmark = pytest.mark.model

GAZETTEERS = sorted((Path(__file__).resolve().parents[2] / "seeds" / "gazetteer").glob("*.tsv"))

Line = dict[str, Any]
"""One object of the gold or of the export."""


def name_key(name: str) -> str:
    return name.casefold().replace("’", "'").removeprefix("the ")


def names_of(line: Line) -> frozenset[str]:
    return frozenset(map(name_key, (line["label"], *line["aliases"])))


@dataclass(frozen=True)
class Graph:
    """What a build of the five articles exports, the file names of the articles behind each entity, and
    whether it was told names beforehand."""

    entities: tuple[Line, ...]
    claims: tuple[Line, ...]
    texts: str
    paths: dict[str, frozenset[str]]
    has_gazetteer: bool

    def may_know(self, name: str) -> bool:
        """Tell whether the articles write a name, or a gazetteer may have told it."""
        return self.has_gazetteer or name in self.texts

    def holders(self, wanted: Line) -> list[Line]:
        """Return every entity that carries a name of the gold's entry."""
        return [entity for entity in self.entities if names_of(entity) & names_of(wanted)]

    def node(self, wanted: Line) -> Line | None:
        """Return the entity of the right kind that carries most of its names."""
        fitting = [entity for entity in self.holders(wanted) if entity["kind"] == wanted["type"]]
        return max(fitting, key=lambda entity: len(names_of(entity) & names_of(wanted)), default=None)

    @cached_property
    def called(self) -> frozenset[tuple[str, str]]:
        """Pairs of an entity's id and the words by which a claim refers to it."""
        references = (
            reference
            for claim in self.claims
            for reference in (claim["source"], *claim["chain"], *claim["about"])
        )
        return frozenset((one["entity"], name_key(one["text"])) for one in references if one["entity"])

    def documents(self, node: Line, wanted: Line) -> frozenset[str]:
        """Return the articles that mention a node, or the actor that a place's name stands for."""
        ids = {node["id"]}
        if node["kind"] == "place":
            ids |= {
                entity["id"]
                for entity in self.entities
                if speaks_for(entity, node)
                and any((entity["id"], name) in self.called for name in names_of(wanted))
            }
        return frozenset(path[:3] for one in ids for path in self.paths[one])


def speaks_for(entity: Line, place: Line) -> bool:
    return bool(entity["kind"] == "organization" and entity["country"] == place["country"] is not None)


@pytest.fixture(scope="module")
def gold(shared: Path) -> Line:
    """Return the visible gold."""
    found: Line = json.loads((shared / "gold" / "seed_entities_sample.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module", params=[[], GAZETTEERS], ids=["alone", "with the seeds' gazetteer"])
def graph(shared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Graph:
    """Build and export the five articles."""
    folder = tmp_path_factory.mktemp("seed_entities")
    build(
        [str(shared / "seeds")],
        store=folder / "store",
        metadata=shared / "seeds_metadata.tsv",
        gazetteers=request.param,
    )
    with open_for_reading(folder / "store") as reader:
        export_to("jsonl", reader, folder / "out")
        paths = {
            entity.id: frozenset(document.path for document in reader.lookups.documents_of(entity.id))
            for entity in reader.lookups.entities()
        }
    return Graph(
        entities=read_lines(folder / "out" / "entities.jsonl"),
        claims=read_lines(folder / "out" / "claims.jsonl"),
        texts="\n".join(line["text"] for line in read_lines(folder / "out" / "documents.jsonl")),
        paths=paths,
        has_gazetteer=bool(request.param),
    )


def read_lines(path: Path) -> tuple[Line, ...]:
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def found_in(graph: Graph, gold: Line) -> Iterator[tuple[Line, Line]]:
    """Yield the gold's entries that have a node, with it."""
    for wanted in gold["entities"]:
        if node := graph.node(wanted):
            yield wanted, node


def lacks(node: Line, name: str) -> bool:
    return name_key(name) not in names_of(node)


def shown(entities: Iterable[Line]) -> list[str]:
    return sorted(f"{one['kind']} {one['label']} {one['ids']} {sorted(one['aliases'])}" for one in entities)


def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold().replace(".", "")))


def distance_km(one: Line, two: Line) -> float:
    """Return the distance on a plane that touches the earth between two points: exact enough for 150 km."""
    north = (one["lat"] - two["lat"]) * 111.2
    east = (one["lon"] - two["lon"]) * 111.2 * math.cos(math.radians(two["lat"]))
    return math.hypot(north, east)


def test_each_is_one_node_and_no_other_has_its_names(graph: Graph, gold: Line) -> None:
    wrong = {}
    for wanted in gold["entities"]:
        node = graph.node(wanted)
        others = [
            one for one in graph.holders(wanted) if one is not node and not (node and speaks_for(one, node))
        ]
        if node is None or others:
            wrong[wanted["label"]] = shown([*([node] if node else []), *others])
    assert wrong == {}


def test_all_aliases_are_on_the_node(graph: Graph, gold: Line) -> None:
    """Those that the articles write; with a gazetteer also those that it alone knows ("ISW")."""
    missing = {
        wanted["label"]: left
        for wanted, node in found_in(graph, gold)
        if (left := [alias for alias in wanted["aliases"] if graph.may_know(alias) and lacks(node, alias)])
    }
    assert missing == {}


def test_identifiers_are_equal_where_a_link_is_made(graph: Graph, gold: Line) -> None:
    wrong = [
        (wanted["label"], scheme, value, node["ids"][scheme])
        for wanted, node in found_in(graph, gold)
        for scheme, value in wanted.get("ids", {}).items()
        if node["ids"].get(scheme, value) != value
    ]
    assert wrong == []


def test_coordinates_are_within_tolerance(graph: Graph, gold: Line) -> None:
    wrong = [
        (wanted["label"], node["lat"], node["lon"])
        for wanted, node in found_in(graph, gold)
        if "lat" in wanted and (node["lat"] is None or distance_km(node, wanted) > wanted["tolerance_km"])
    ]
    assert wrong == []


def test_the_articles_of_each_are_known(graph: Graph, gold: Line) -> None:
    missing = {
        wanted["label"]: sorted(left)
        for wanted, node in found_in(graph, gold)
        if (left := set(wanted["docs"]) - graph.documents(node, wanted))
    }
    assert missing == {}


def test_roles_and_affiliations_have_the_words_of_the_gold(graph: Graph, gold: Line) -> None:
    wrong = []
    for wanted, node in found_in(graph, gold):
        for field, values in (("role", node["roles"]), ("affiliation", node["affiliations"])):
            words = words_of(wanted.get(field, ""))
            if words and not any(words <= words_of(value) for value in values):
                wrong.append((wanted["label"], field, values))
    assert wrong == []


def test_nothing_is_there_that_must_not_be(graph: Graph, gold: Line) -> None:
    wrong = []
    for line in gold["must_not"]:
        name, kind = re.fullmatch(r"(.+) as an? (\w+)", line).groups()  # type: ignore[union-attr]
        holders = [entity for entity in graph.entities if name_key(name) in names_of(entity)]
        wrong += shown(one for one in holders if kind in ("entity", one["kind"]))
    assert wrong == []


def test_kursk_is_a_place_and_nothing_else(graph: Graph) -> None:
    """The recogniser calls it a product, a kind that the graph does not have: it would be one of ours."""
    assert {entity["kind"] for entity in graph.entities if "kursk" in names_of(entity)} == {"place"}
