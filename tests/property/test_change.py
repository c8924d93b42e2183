"""What comes in parts ends as what is written at once: rows and quads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.decisions.records import NO_RULINGS, Decision, Rulings, Verb
from kg.graph.quads import RUNS_GRAPH
from kg.graph.serialise import to_nquads
from kg.graph.store import StoreReader, StoreWriter, open_for_reading, open_for_writing
from kg.model import Reading
from kg.query.acts import ALL_ACTS
from tests.property.changing import NAMES, SAID, State, derive_state, difference, make_reading, whole
from tests.unit.store.search_index import indexed
from tests.unit.store.world import decide

Article = tuple[int, tuple[tuple[str, str], ...], int]
"""Number of an article, who says what in it, and which version of it this is."""

ARTICLES = st.tuples(
    st.integers(0, 6),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(SAID)),
        max_size=3,
        unique_by=(lambda s: s[0], lambda s: s[1]),
    ).map(tuple),
    st.integers(0, 2),
)


def make_rulings(readings: Sequence[Reading], retracted: int) -> Rulings:
    """Rulings by which one article, and a claim of another, are retracted, and a person is renamed."""
    if not retracted:
        return NO_RULINGS
    claims = [claim.id for one in readings[retracted:] for claim in one.claims][:1]
    targets = [readings[(retracted - 1) % len(readings)].document.id, *claims, "d-nowhere"]
    retracting, renaming = decide(Verb.RETRACT, *targets), decide(Verb.RENAME, "e-1")
    made: tuple[Decision, ...] = (retracting, renaming, decide(Verb.UNLINK, "e-2"))
    return Rulings(changes=(renaming,), retracted=dict.fromkeys(targets, retracting), decisions=made)


def write_in_parts(path: Path, batches: Iterable[Sequence[Reading]], rulings: Rulings) -> None:
    """Build once for each batch, the first as a whole, the others in part."""
    before: State | None = None
    for batch in batches:
        with open_for_writing(path) as writer:
            put_all(writer, batch)
            new, gone = writer.changed_documents()
            after = derive_state(list(writer.readings()), rulings)
            if before is None:
                writer.apply(whole(after))
            else:
                assert after.documents - before.documents <= set(new)
                assert before.documents - after.documents == set(gone)
                writer.apply(difference(before, after, new))
            assert writer.document_count == len(after.documents)
            writer.publish()
        before = after


def write_at_once(path: Path, batches: Iterable[Sequence[Reading]], rulings: Rulings) -> None:
    """Put the batches one after the other, and derive once."""
    for batch in batches:
        with open_for_writing(path) as writer:
            put_all(writer, batch)
            list(writer.readings())
    with open_for_writing(path) as writer:
        writer.apply(whole(derive_state(list(writer.readings()), rulings)))
        writer.publish()


def put_all(writer: StoreWriter, readings: Iterable[Reading]) -> None:
    for reading in readings:
        if not writer.has(reading.document, reading.extractor):
            writer.put(reading)


def answers(reader: StoreReader) -> Iterator[tuple[str, object]]:
    """Every answer that there is, in its order."""
    lookups = reader.lookups
    documents, entities = lookups.documents(all_versions=True), lookups.entities()
    yield "documents", documents
    yield "entities", entities
    yield "one by one", [lookups.entity(one.id) for one in entities]
    yield "former", [lookups.entity(old) for one in entities for old in one.replaces]
    yield "names", [[one.id for one in lookups.candidates(name)] for name in (*NAMES, "Pla", "Echo", "clerk")]
    for words in (*NAMES, "Anq", "leaks", "clerk of Pla", "gaet"):
        yield f"search for {words}", lookups.search(words, limit=5, act=ALL_ACTS)
    yield "claims", lookups.claims(act=ALL_ACTS, retracted=None)
    yield "first", lookups.claims(limit=3)
    yield "groups", lookups.groups()
    yield "counted", lookups.claims(articles=(2, None))
    yield "lineage", lookups.lineage()
    yield "discrepancies", lookups.discrepancies()
    yield "suggestions", lookups.suggestions()
    yield "decisions", lookups.decisions()
    yield "summary", lookups.summary()
    for one in entities:
        yield f"documents of {one.label}", [found.id for found in lookups.documents_of(one.id, None)]
        yield f"claims by {one.label}", [found.id for found in lookups.claims_by(one.id, ALL_ACTS, None)]
        yield (
            f"claims about {one.label}",
            [found.id for found in lookups.claims_about(one.id, ALL_ACTS, None)],
        )
    for document in documents:
        yield f"claims of {document.path}", lookups.claims(document=document.id, act=ALL_ACTS)


def quads(reader: StoreReader) -> list[str]:
    found: Iterable[Quad] = reader.graph.quads_for_pattern(None, None, None, None)
    return to_nquads(quad for quad in found if quad.graph_name != RUNS_GRAPH).splitlines()


def compare_stores(one: Path, other: Path) -> None:
    assert indexed(one) == indexed(other)
    with open_for_reading(one) as left, open_for_reading(other) as right:
        assert quads(left) == quads(right)
        for (asked, found), (_, expected) in zip(answers(left), answers(right), strict=True):
            assert found == expected, asked
        assert left.lookups.summary().quads == len(left.graph)


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(ARTICLES, min_size=2, max_size=7), st.integers(0, 2), st.integers(0, 3))
def test_articles_that_come_one_by_one_end_as_all_at_once(
    articles: list[Article], retracted: int, together: int
) -> None:
    readings = [make_reading(*article) for article in articles]
    batches = [readings[:together], *([one] for one in readings[together:])]
    rulings = make_rulings(readings, retracted)
    with tempfile.TemporaryDirectory() as folder:
        write_in_parts(Path(folder, "parts"), batches, rulings)
        write_at_once(Path(folder, "whole"), batches, rulings)
        compare_stores(Path(folder, "parts"), Path(folder, "whole"))
