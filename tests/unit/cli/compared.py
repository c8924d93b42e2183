"""A store of three hand-made articles with lineage, a group and two differences, for tests of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from kg import ids
from kg.cli import main
from kg.graph.store import open_for_writing
from kg.model import ClaimGroup, Discrepancy, Entity, EntityKind, LineageLink, Reading
from tests.records import plan_reading
from tests.stores import entities_of, groups_of, lineage_of
from tests.unit.graph_rdf.world import COPIED, COPY, DAM, DIFFERENCE, GROUP, LATER

Run = Callable[..., Result]

PLAN = plan_reading()
READINGS = (DAM, COPY, PLAN)


def write_compared_store(
    path: Path,
    *,
    differences: Sequence[Discrepancy] = (DIFFERENCE, LATER),
    lineage: Sequence[LineageLink] = (COPIED,),
    outlets: Sequence[Entity] = (),
) -> Path:
    """Write the articles; the copy credits Reuters and rests on the first one, the third one on nobody."""
    entities = (*entities_of(READINGS), *outlets)
    links = (*lineage_of(READINGS, entities), *lineage)
    with open_for_writing(path) as store:
        for reading in READINGS:
            store.put(reading)
        store.put_derived(entities, links, compared_groups(), discrepancies=tuple(differences))
        store.publish()
    return path


def publisher_of(reading: Reading) -> Entity:
    """Return the outlet that publishes an article, as resolving makes it."""
    publisher = reading.document.publisher
    outlet = next(one for one in entities_of(READINGS) if one.kind is EntityKind.OUTLET)
    return replace(
        outlet,
        id=ids.entity_id(EntityKind.OUTLET, publisher.label),
        label=publisher.label,
        aliases=(publisher.label,),
        referents=((reading.document.id, publisher.id),),
    )


def compared_groups() -> tuple[ClaimGroup, ...]:
    """Every claim in a group of its own, but for the two that say the same."""
    alone = (group for group in groups_of(READINGS) if group.claims[0] not in GROUP.claims)
    return (GROUP, *alone)


def runner(store: Path, columns: int = 80) -> Run:
    """Return what runs `kg` on a store in a terminal of so many columns."""
    environment = {"KG_STORE": str(store), "COLUMNS": str(columns)}
    return lambda *given: CliRunner(env=environment).invoke(main, list(given))
