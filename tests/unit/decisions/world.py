"""A small world for tests of decisions: real builds, with a reader in the place of the language model.

`read_simply` knows sentences of one form, "NAME, ROLE, said CONTENT." (the role may be missing), and the
place Rivne.  All else of a build is the program itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Verb
from kg.export import export_jsonl, export_to
from kg.extraction import Recipe
from kg.graph.quads import DECISIONS_GRAPH
from kg.graph.store import open_for_reading
from kg.model import Claim, Document, EntityKind, Reading, Referent
from kg.query.lookups import Lookups
from tests.records import RIVNE, make_claim, make_referent, reference

SENTENCE = re.compile(
    r"(?P<name>[A-Z]\w+(?: [A-Z]\w+)*)(?:, (?P<role>[a-z][^,]*),)? said (?P<content>[^.]+)\."
)

ARTICLES = {
    "dam.txt": "The dam\n\nAda Brink, director of the water board, said the dam in Rivne will hold. "
    "Juno Vale said the gate is open.",
    "gate.txt": "The gate\n\nA. Brink, deputy mayor, said the gate is open. "
    "Juno Vale said the pier is closed.",
    "pier.txt": "The pier\n\nAda Brink said the gate is open. Harbour Office said the pier is closed.",
    "ferry.txt": "The ferry\n\nAda Brink, singer of ballads, said the ferry is late. "
    "Port Authority said the dam in Rivne will hold.",
}


def read_simply(document: Document, *_: object) -> Reading:
    """Read the sentences that have the one form."""
    places = [_place(document)] if "Rivne" in document.text else []
    speakers: dict[str, Referent] = {}
    claims = []
    for found in SENTENCE.finditer(document.text):
        name = found["name"]
        if name not in speakers:
            speakers[name] = _speaker(document, name, found["role"])
        claims.append(_claim(document, found["content"], speakers[name], places))
    return Reading(document, (*speakers.values(), *places), tuple(claims), (), "simple")


def _place(document: Document) -> Referent:
    return make_referent(document, EntityKind.PLACE, "Rivne", [("Rivne", 0)], link=RIVNE, country="UA")


def _speaker(document: Document, name: str, role: str | None) -> Referent:
    is_body = name.endswith(("Office", "Authority"))
    kind = EntityKind.ORGANIZATION if is_body else EntityKind.PERSON
    return make_referent(document, kind, name, [(name, 0)], role=role)


def _claim(document: Document, content: str, speaker: Referent, places: list[Referent]) -> Claim:
    source = reference(document, speaker.label, speaker)
    named = tuple(reference(document, "Rivne", place) for place in places if "Rivne" in content)
    return make_claim(document, content, source=source, chain=(source,), places=named)


@contextmanager
def simple_reader() -> Iterator[None]:
    """Let builds read with `read_simply`, and load no model."""
    with (
        patch("kg.extraction.article.read_article", read_simply),
        patch("kg.extraction.opening.open_gazetteer", lambda paths, report=None: None),
        patch("kg.pipeline.make_recipe", lambda gazetteers, weights: Recipe("simple", (), "rules", "")),
    ):
        yield


def write_articles(folder: Path) -> Path:
    """Write the articles of this world, each with its publisher, and return their folder."""
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        paper = f"The {name.split('.')[0].title()} Courier"
        front = f"---\npublisher: {paper}\npublished: 2025-04-11\n---\n"
        (folder / name).write_text(front + text, encoding="utf-8")
    return folder


def exported(store: Path, out: Path) -> dict[str, bytes]:
    """Return what a store exports, the graph of decisions left out."""
    out.mkdir()
    with open_for_reading(store) as reader:
        files = [*export_jsonl(reader, out), *export_to("nquads", reader, out)]
    found = {file.name: file.read_bytes() for file in files if file.name != "decisions.jsonl"}
    mark = f"{DECISIONS_GRAPH} .".encode()
    found["graph.nq"] = b"\n".join(line for line in found["graph.nq"].split(b"\n") if not line.endswith(mark))
    return found


def entity_id(store: Path, name: str) -> str:
    """Return the id of the entity that a name means."""
    return Lookups(store).candidates(name)[0].id


def document_id(store: Path, path: str) -> str:
    return Lookups(store).document(path).id


def decision(verb: Verb | str, *targets: str, second: int = 0, **fields: object) -> Decision:
    """Return a decision by Ana, made on a fixed day."""
    values = {"who": "Ana", "when": f"2025-05-01T12:00:{second:02}Z", **fields}
    return make_decision(verb, targets, **values)  # type: ignore[arg-type]
