"""`kg who`, `kg place`, `kg claims`, `kg claim`, `kg documents`: questions that one name or filter asks.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not; a look-up answers in a tenth of a second.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, note, print_json, store_option
from kg.errors import InputError
from kg.model import Act, Certainty, Style

if TYPE_CHECKING:
    from kg.query.lookups import Lookups
    from kg.query.results import EntityView

_DATE = "YYYY[-MM[-DD]]"


def _check_date(ctx: click.Context, option: click.Parameter, date: str | None) -> str | None:
    from kg.query.filters import checked_date

    try:
        return date and checked_date(date, f"--{option.name}")
    except InputError as error:
        raise click.UsageError(str(error), ctx) from error


@click.command(short_help="An actor: what it said, what was said about it.")
@click.argument("name")
@store_option
@json_option
def who(name: str, store: Path, as_json: bool) -> None:
    """Show a person, an organization, a group or an outlet: what it said and what was said about it.

    \b
      kg who Kirby
      kg who "Institute for the Study of War"
      kg who ISW --json

    NAME is a name, a short form of one, or an id (e-...). A name that nobody has gets the nearest ones.
    """
    from kg.query.lookups import Lookups

    lookups = Lookups(store)
    _print_entity(lookups, lookups.who(name), name, as_json)


@click.command(short_help="A place: where it is, what was said about it.")
@click.argument("name")
@store_option
@json_option
def place(name: str, store: Path, as_json: bool) -> None:
    """Show a place: where it is and what was said about it.

    \b
      kg place Pokrovsk
      kg place Kursk --json
    """
    from kg.query.lookups import Lookups

    lookups = Lookups(store)
    _print_entity(lookups, lookups.place(name), name, as_json)


def _print_entity(lookups: Lookups, entity: EntityView, name: str, as_json: bool) -> None:
    from kg.cli.entity_text import entity_page, show_entity

    page = entity_page(lookups, entity, name)
    if as_json:
        print_json(page)
    else:
        show_entity(page)


@click.command(short_help="Claims by source, subject, place, time, certainty.")
@click.option("--by", metavar="NAME", help="Said by this source.")
@click.option("--via", metavar="NAME", help="Passed on by this publisher or carrier.")
@click.option("--about", metavar="NAME", help="Speaks of this actor or place.")
@click.option("--place", metavar="NAME", help="Names this place.")
@click.option("--since", metavar=_DATE, callback=_check_date, help="Stated then or later.")
@click.option("--until", metavar=_DATE, callback=_check_date, help="Stated then or earlier.")
@click.option("--certainty", type=click.Choice([c.value for c in Certainty]), help="How sure the text is.")
@click.option("--style", type=click.Choice([s.value for s in Style]), help="How the words are reported.")
@click.option("--act", type=click.Choice([a.value for a in Act]), help="Said, thought, intended or done.")
@click.option("--document", metavar="PATH", help="Stands in this article.")
@click.option("--own-voice/--no-own-voice", default=None, help="Only, or without, the articles' own voice.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N claims.")
@store_option
@json_option
def claims(store: Path, as_json: bool, **filters: object) -> None:
    """List claims, with their source, article and id. Filters are joined with "and".

    The day of a claim is that of the statement where the text tells it, else that of publication.

    \b
      kg claims --by Kirby
      kg claims --via Reuters --no-own-voice
      kg claims --place Pokrovsk --since 2024-12 --certainty possible
      kg claims --document dam.txt --no-own-voice --json
    """
    from kg.query.lookups import Lookups

    lookups = Lookups(store)
    found = lookups.claims(**filters)  # type: ignore[arg-type]
    if as_json:
        return print_json(found)
    if not found:
        return note("nothing found.")
    from kg.cli.entity_text import show_claims

    return show_claims(found, lookups.documents())


@click.command(short_help="One claim with its sentence, chain and offsets.")
@click.argument("identifier", metavar="ID")
@store_option
@json_option
def claim(identifier: str, store: Path, as_json: bool) -> None:
    """Show everything about one claim: sentence, source, chain, dates, numbers, offsets.

    \b
      kg claim c-1f0c2a9be3d47756
      kg claim c-1f0c2a9be3d47756 --json

    Ids stand in every listing of claims. Offsets are Unicode code points into the article's text.
    """
    from kg.query.lookups import Lookups

    lookups = Lookups(store)
    found = lookups.claim(identifier)
    if as_json:
        return print_json(found)
    from kg.cli.claim_text import show_claim

    return show_claim(found, lookups.document(found.document_id))


@click.command(short_help="The articles in the store.")
@click.option("--all-versions", is_flag=True, help="Also texts that have changed since.")
@store_option
@json_option
def documents(store: Path, all_versions: bool, as_json: bool) -> None:
    """List the articles in the store, by day of publication and path.

    \b
      kg documents
      kg documents --json
    """
    from kg.query.lookups import Lookups

    found = Lookups(store).documents(all_versions=all_versions)
    if as_json:
        return print_json(found)
    if not found:
        return note("nothing found.")
    from kg.cli.entity_text import show_documents

    return show_documents(found)
