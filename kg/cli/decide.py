"""`kg decide`: what a person knows better than the program, written down once and replayed on every build.

Must not: change anything but through a line of the log, or import what is heavy outside a command's body.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.failures import CommandGroup
from kg.cli.options import decisions_option, json_option, note, print_json, store_option
from kg.model import EntityKind

Function = TypeVar("Function", bound=Callable[..., Any])


@click.group(cls=CommandGroup, short_help="Correct the graph: merge, split, rename, retract, link.")
def decide() -> None:
    """Correct the graph. Every decision is a line in a text file, replayed on every build.

    \b
      kg decide merge "John Kirby" "J. Kirby"     they are one
      kg decide split e-1f0c... e-9ab2...         they are two, and stay two
      kg decide rename "Kiev" "Kyiv"              how it is called
      kg decide link Pokrovsk geonames:704422     what it is, and where
      kg decide retract dam.txt --why withdrawn   it supports nothing any more
      kg decide restore k-77d0...                 take a decision back
      kg decide log                               who decided what, and why

    The file lies beside the store (kg-store.decisions.jsonl), is only ever added to, and can be versioned
    with the articles. Entities are named by name or id, articles by path or id, claims by the beginning of
    their id. A decision that contradicts another is refused, unless --force says that the new one holds.

    kg suggest lists who may be one.
    """


def deciding(command: Function) -> Function:
    """Add what all commands that write a line have in common."""
    options = (
        click.option("--why", default="", metavar="TEXT", help="The reason, for whoever reads the log."),
        click.option("--by", metavar="NAME", help="Who decides. [default: git's user.name, else login]"),
        store_option,
        decisions_option,
        click.option(
            "--force", is_flag=True, help="Decide it though others say otherwise, or nothing changes."
        ),
        json_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@decide.command(short_help="Several entities are one.")
@click.argument("first", metavar="ENTITY")
@click.argument("others", metavar="ENTITY...", nargs=-1, required=True)
@deciding
def merge(first: str, others: tuple[str, ...], **common: Any) -> None:
    """Make several entities one. The first keeps its id and kind; all names lead to it.

    \b
      kg decide merge "John Kirby" "J. Kirby"
      kg decide merge e-1f0c2a9be3d47756 e-9ab2 --why "same man, see photo"

    An entity is named by a name, an id (e-...) or the beginning of one. kg suggest lists who may be one.
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.entity_plans import merge_entities

    carry_out(Ruling(**common), lambda ruling: merge_entities(ruling, (first, *others)))


@decide.command(short_help="One entity is two; or two stay two.")
@click.argument("entities", metavar="ENTITY [ENTITY]", nargs=-1, required=True)
@click.option(
    "--document", "documents", multiple=True, metavar="ARTICLE", help="What is in this article; repeatable."
)
@click.option("--name", "names", multiple=True, metavar="NAME", help="What goes by this name; repeatable.")
@deciding
def split(
    entities: tuple[str, ...], documents: tuple[str, ...], names: tuple[str, ...], **common: Any
) -> None:
    """Make an entity of its own of a part of one; or keep two entities apart for good.

    \b
      kg decide split "John Smith" --document mayor.txt      another Smith
      kg decide split "John Smith" --name "J. Smith"
      kg decide split e-1f0c2a9be3d47756 e-9ab2c01d77e4f310  never join these

    With --document and --name, what goes by that name in that article is taken out.
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.entity_plans import keep_apart, split_entity

    chosen = len(documents) + len(names)
    if len(entities) > 2 or (len(entities) == 2) == bool(chosen):
        raise click.UsageError("name two entities to keep apart, or one with --document or --name")
    if chosen:
        carry_out(Ruling(**common), lambda ruling: split_entity(ruling, entities[0], documents, names))
    else:
        carry_out(Ruling(**common), lambda ruling: keep_apart(ruling, entities))


@decide.command(short_help="How an entity is called, and of which kind it is.")
@click.argument("entity", metavar="ENTITY")
@click.argument("label", metavar="[NAME]", default="")
@click.option("--kind", type=click.Choice([kind.value for kind in EntityKind]), help="What it really is.")
@deciding
def rename(entity: str, label: str, kind: str | None, **common: Any) -> None:
    """Call an entity by another name; the one that it had still finds it. Or say of which kind it is.

    \b
      kg decide rename "Kiev" "Kyiv"
      kg decide rename e-1f0c2a9be3d47756 "Arlen Port Authority" --why "since May"
      kg decide rename "Arlen Arena" --kind facility
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.entity_plans import rename_entity

    if not (label.strip() or kind):
        raise click.UsageError("say what it is called, or with --kind what it is")
    carry_out(Ruling(**common), lambda ruling: rename_entity(ruling, entity, label, kind or ""))


@decide.command(short_help="Which place, person or body of the world it is.")
@click.argument("entity", metavar="ENTITY")
@click.argument("identifiers", metavar="SCHEME:ID...", nargs=-1)
@click.option("--lat", type=click.FloatRange(-90, 90), metavar="DEGREES", help="Latitude (WGS 84).")
@click.option("--lon", type=click.FloatRange(-180, 180), metavar="DEGREES", help="Longitude (WGS 84).")
@deciding
def link(
    entity: str, identifiers: tuple[str, ...], lat: float | None, lon: float | None, **common: Any
) -> None:
    """Give an entity an identifier: of GeoNames, Wikidata or ISO 3166. It replaces one of the same scheme.

    \b
      kg decide link Pokrovsk geonames:704422
      kg decide link NATO wikidata:Q7184
      kg decide link Arlen geonames:... --lat 48.1 --lon 11.5
      kg place Pokrovsk --candidates        lists the GeoNames ids of a name

    Coordinates and country of a place come from the GeoNames packages, without a network; --lat and --lon go
    before them, and are needed for a place that the packages do not have. Of a Wikidata id only the form is
    checked.
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.entity_plans import link_entity

    if not identifiers:
        places = f"kg place {shlex.quote(entity)} --candidates"
        raise click.UsageError(f"say what it is, as SCHEME:ID; {places} lists the GeoNames ids of a place")
    if (lat is None) != (lon is None):
        raise click.UsageError("--lat and --lon go together")
    point = None if lat is None or lon is None else (lat, lon)
    carry_out(Ruling(**common), lambda ruling: link_entity(ruling, entity, identifiers, point))


@decide.command(short_help="Take identifiers away.")
@click.argument("entity", metavar="ENTITY")
@click.argument("identifiers", metavar="[SCHEME[:ID]]...", nargs=-1)
@deciding
def unlink(entity: str, identifiers: tuple[str, ...], **common: Any) -> None:
    """Take identifiers away from an entity: those named, else all; with GeoNames' go the coordinates.

    \b
      kg decide unlink Pokrovsk geonames
      kg decide unlink "John Kirby" --why "another Kirby"
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.entity_plans import unlink_entity

    carry_out(Ruling(**common), lambda ruling: unlink_entity(ruling, entity, identifiers))


@decide.command(short_help="An article or a claim supports nothing any more.")
@click.argument("targets", metavar="ARTICLE|CLAIM...", nargs=-1, required=True)
@deciding
def retract(targets: tuple[str, ...], **common: Any) -> None:
    """Mark articles or claims as retracted, and list what lost support.

    \b
      kg decide retract dam.txt --why "withdrawn by the agency"
      kg decide retract c-9f2a              a claim, by the beginning of its id

    What is retracted stays visible, with who retracted it and why, and counts for nothing: neither for groups
    of claims nor for roles, names and mentions.
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.retraction_plans import retract_targets

    carry_out(Ruling(**common), lambda ruling: retract_targets(ruling, targets))


@decide.command(short_help="Take back a decision or a retraction.")
@click.argument("target", metavar="DECISION|ARTICLE|CLAIM")
@deciding
def restore(target: str, **common: Any) -> None:
    """Take a decision back, or make a retracted article or claim count again.

    \b
      kg decide restore k-77d0a1c2e9b3f485  any decision; kg decide log has ids
      kg decide restore dam.txt
      kg decide restore c-9f2a

    Nothing is deleted: the log says who took it back, and why. Restoring a restore brings the decision back.
    """
    from kg.cli.deciding import Ruling, carry_out
    from kg.cli.retraction_plans import restore_target

    carry_out(Ruling(**common), lambda ruling: restore_target(ruling, target))


@decide.command(short_help="Who decided what, when and why.")
@store_option
@decisions_option
@json_option
def log(store: Path, decisions: Path | None, as_json: bool) -> None:
    """List all decisions, in the order in which they were made, and what became of them.

    \b
      kg decide log
      kg decide log --json

    A decision is in force, taken back (by a later restore), without effect (what it is about is not in the
    store), or not applied yet (kg build applies it). A restore is done: it shows in what it took back.
    """
    from kg.cli.decision_log import read_rulings, show_lines, view_lines

    rulings = read_rulings(store, decisions)
    lines = view_lines(rulings, store)
    if as_json:
        return print_json(lines)
    return show_lines(lines, rulings, store) if lines else note("no decisions yet.")
