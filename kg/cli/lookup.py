"""`kg who`, `kg place`, `kg claims`, `kg claim`, `kg documents`: questions that one name or filter asks.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not; a look-up answers in a tenth of a second.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.count_range import COUNT_RANGE
from kg.cli.options import (
    act_option,
    json_option,
    note,
    note_retracted,
    note_set_aside,
    print_json,
    store_option,
)
from kg.errors import InputError
from kg.model import Certainty, Style
from kg.query.acts import SET_ASIDE, chosen_acts, count_set_aside

if TYPE_CHECKING:
    from kg.query.comparisons import Comparisons
    from kg.query.lookups import Lookups
    from kg.query.results import EntityView

_DATE = "YYYY[-MM[-DD]]"

PAGE = 100
"""Claims that a table has at most, if it is not told how many; and namesakes that are told apart in it."""

_ONLY = "only place of its name"
"""In the reasons of a place that the list has no other one beside."""


def _check_date(ctx: click.Context, option: click.Parameter, date: str | None) -> str | None:
    from kg.query.filters import checked_date

    try:
        return date and checked_date(date, f"--{option.name}")
    except InputError as error:
        raise click.UsageError(str(error), ctx) from error


_limit_option = click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N claims and articles each. [default: 20; of JSON all]",
)


@click.command(short_help="An actor: what it said, what was said about it.")
@click.argument("name")
@act_option
@_limit_option
@store_option
@json_option
def who(name: str, act: tuple[str, ...], limit: int | None, store: Path, as_json: bool) -> None:
    """Show a person, an organization, a group or an outlet: what it said and what was said about it.

    \b
      kg who Kirby
      kg who "Institute for the Study of War"
      kg who ISW --json
      kg who Kirby --act all       also what he means to do, and did

    NAME is a name, a short form of one, or an id (e-...). A name that nobody has gets the nearest ones.
    """
    from kg.cli.namesakes import note_longer
    from kg.query.comparisons import Comparisons

    comparisons = Comparisons(store)
    _print_entity(comparisons, comparisons.lookups.who(name), name, act, limit, as_json)
    if not as_json:
        note_longer(comparisons.lookups, name, _kinds()["by"])


@click.command(short_help="A place: where it is, what was said about it.")
@click.argument("name")
@click.option("--candidates", is_flag=True, help="All places of that name, with the ids to link it by.")
@act_option
@_limit_option
@store_option
@json_option
def place(
    name: str, candidates: bool, act: tuple[str, ...], limit: int | None, store: Path, as_json: bool
) -> None:
    """Show a place: where it is and what was said about it.

    \b
      kg place Pokrovsk
      kg place Kursk --json
      kg place Pokrovsk --candidates    which of that name, for kg decide link

    With --candidates, the places of that name in the offline list (GeoNames) are shown instead, whether or
    not the store has one: what they are, where, how large, and which one the store took it for.
    """
    from kg.query.comparisons import Comparisons

    comparisons = Comparisons(store)
    if candidates:
        return _print_candidates(comparisons.lookups, name, as_json)
    entity = comparisons.lookups.place(name)
    _print_entity(comparisons, entity, name, act, limit, as_json)
    return None if as_json else _note_namesakes(entity, name)


def _print_candidates(lookups: Lookups, name: str, as_json: bool) -> None:
    from kg.cli.place_candidates import find_candidates, show_candidates  # loads the list of places

    found = find_candidates(lookups, name)
    if as_json:
        print_json(found)
    else:
        show_candidates(found)


def _note_namesakes(entity: EntityView, typed: str) -> None:
    """Tell how to see other places of the name.  How many there are is not looked up: that takes a second."""
    from kg.cli.screen import plain

    if entity.kind == "place" and not any(_ONLY in reason for reason in entity.reasons):
        name = entity.label if typed.startswith("e-") else typed
        listing = f"kg place {shlex.quote(plain(name))} --candidates"
        note(f"other places may be called {plain(name)}: {listing} lists them.")


def _print_entity(
    comparisons: Comparisons,
    entity: EntityView,
    name: str,
    act: tuple[str, ...],
    limit: int | None,
    as_json: bool,
) -> None:
    from kg.cli.entity_text import SHOWN, entity_page, set_aside_words, show_entity
    from kg.cli.namesakes import note_others
    from kg.cli.screen import plain

    lookups = comparisons.lookups
    page = entity_page(lookups, entity, name, act, limit if as_json else limit or SHOWN)
    if as_json:
        print_json(page)
    else:
        claims = (*page.claims_by, *page.claims_about)
        articles = lookups.documents_by_id(claim.document_id for claim in claims)
        show_entity(page, articles, chosen_acts(act), comparisons.counts(claims))
        note_others(lookups, name, page.others, page.others_total)
    if not act:
        note_set_aside(set_aside_words(entity))
    wish = "".join(f"--act {one} " for one in act)
    retracted = lookups.count_claims_of(entity.id, act, True)
    for option, number in zip(("by", "about"), retracted, strict=True):
        note_retracted(number, f"kg claims --{option} {entity.id} {wish}", f"{option} {plain(entity.label)} ")


@click.command(short_help="Claims by source, subject, place, time, certainty.")
@click.option("--by", metavar="NAME", help="Said by this source.")
@click.option("--via", metavar="NAME", help="Passed on by this publisher or carrier.")
@click.option("--about", metavar="NAME", help="Speaks of this actor or place.")
@click.option("--place", metavar="NAME", help="Names this place.")
@click.option("--since", metavar=_DATE, callback=_check_date, help="Stated then or later.")
@click.option("--until", metavar=_DATE, callback=_check_date, help="Stated then or earlier.")
@click.option("--certainty", type=click.Choice([c.value for c in Certainty]), help="How sure the text is.")
@click.option("--style", type=click.Choice([s.value for s in Style]), help="How the words are reported.")
@act_option
@click.option("--document", metavar="ARTICLE", help="Stands in this article.")
@click.option("--own-voice/--no-own-voice", default=None, help="Only, or without, the articles' own voice.")
@click.option("--articles", type=COUNT_RANGE, metavar="N|N+|N-M", help="So many articles carry it.")
@click.option("--publishers", type=COUNT_RANGE, metavar="N|N+|N-M", help="Of so many publishers.")
@click.option("--origins", type=COUNT_RANGE, metavar="N|N+|N-M", help="From so many independent origins.")
@click.option("--retracted", is_flag=True, help="Only what a person has retracted; it is left out else.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"At most N claims. [default: {PAGE}; of JSON all]",
)
@click.option(
    "--offset", type=click.IntRange(min=0), default=0, metavar="N", help="After the first N claims."
)
@store_option
@json_option
def claims(limit: int | None, offset: int, store: Path, as_json: bool, **filters: Any) -> None:
    """List claims, with their source, article and id. Filters are joined with "and".

    The day of a claim is that of the statement where the text tells it, else that of publication. What
    sources intend to do, or did (ordered, imposed), is no claim and listed only with --act.

    \b
      kg claims --by Kirby
      kg claims --via Reuters --no-own-voice
      kg claims --place Pokrovsk --since 2024-12 --certainty possible
      kg claims --act intention --act deed
      kg claims --origins 1 --articles 2+     carried by several, from one origin
      kg claims --document dam.txt --act all --json
      kg claims --retracted        who retracted what, and why
    """
    from kg.cli.targets import find_document
    from kg.query.comparisons import Comparisons

    comparisons = Comparisons(store)
    lookups = comparisons.lookups
    if filters["document"] is not None:
        filters["document"] = find_document(lookups, filters["document"]).id
    shown = limit if as_json else limit or PAGE
    found = lookups.claims(shown, offset, **filters)
    mixed = _mixed(lookups, filters)
    if as_json:
        print_json(comparisons.counted(found))
    elif not found:
        note("nothing found." if not offset else f"nothing found after the first {offset:,}.")
    else:
        from kg.cli.entity_text import show_claims

        articles = lookups.documents_by_id(claim.document_id for claim in found)
        show_claims(found, articles, mixed, comparisons.counts(found))
    if shown is not None and len(found) == shown:
        _note_more(lookups.count_claims(**filters), offset, shown)
    _note_names(lookups, filters, mixed)
    _note_left_out(lookups, filters)


def _note_more(total: int, offset: int, shown: int) -> None:
    """Tell how many claims there are where not all are listed, and how to see the next."""
    if total > offset + shown:
        note(f"claims {offset + 1:,} to {offset + shown:,} of {total:,}; --offset {offset + shown} goes on.")


def _kinds() -> dict[str, frozenset[str]]:
    """Return what each filter that takes a name can mean."""
    from kg.query.lookups import ACTORS, ALL, PLACES

    return {"by": ACTORS, "via": ACTORS, "about": ALL, "place": PLACES}


def _mixed(lookups: Lookups, filters: dict[str, Any]) -> dict[str, tuple[EntityView, ...]]:
    """Return the filters whose name several have equally well, with those who have it."""
    asked = {option: kinds for option, kinds in _kinds().items() if filters[option]}
    found = {option: lookups.candidates(filters[option], kinds, PAGE) for option, kinds in asked.items()}
    return {option: several for option, several in found.items() if len(several) > 1}


def _note_names(lookups: Lookups, filters: dict[str, Any], mixed: dict[str, tuple[EntityView, ...]]) -> None:
    """Tell whose claims are listed together, and who has a name too but was not meant."""
    from kg.cli.namesakes import note_longer, note_mixed

    for option, several in mixed.items():
        number = len(lookups.candidate_ids(filters[option], _kinds()[option]))
        note_mixed(lookups, str(filters[option]), f"--{option}", several, number)
    for option in ("by", "about"):
        if filters[option]:
            note_longer(lookups, filters[option], _kinds()[option])


def _note_left_out(lookups: Lookups, filters: dict[str, Any]) -> None:
    """Tell how many intentions, deeds and retracted claims the filters would find as well."""
    if not filters["act"]:
        hidden = lookups.count_claims(**{**filters, "act": SET_ASIDE})
        note_set_aside(count_set_aside(hidden) if hidden else "")
    if not filters["retracted"]:
        note_retracted(lookups.count_claims(**{**filters, "retracted": True}))


@click.command(short_help="One claim with its sentence, chain and offsets.")
@click.argument("identifier", metavar="ID")
@store_option
@json_option
def claim(identifier: str, store: Path, as_json: bool) -> None:
    """Show everything about one claim: sentence, source, chain, dates, numbers, offsets.

    \b
      kg claim c-1f0c2a9be3d47756
      kg claim c-1f0c2a9be3d47756 --json

    A claim that is nested in another is shown with that one. Ids stand in every listing of claims.
    Offsets are Unicode code points into the article's text.
    """
    from kg.query.comparisons import Comparisons

    comparisons = Comparisons(store)
    lookups = comparisons.lookups
    found = lookups.claim(identifier)
    (counted,) = comparisons.counted((found,))
    if as_json:
        return print_json(counted)
    from kg.cli.claim_text import show_claim

    outer = lookups.claim(found.within) if found.within else None
    counts = comparisons.counts((found,)).get(found.id)
    return show_claim(found, lookups.document(found.document_id), outer, counts)


@click.command(short_help="The articles in the store.")
@click.option("--all-versions", is_flag=True, help="Also texts that have changed since.")
@store_option
@json_option
def documents(store: Path, all_versions: bool, as_json: bool) -> None:
    """List the articles in the store, by day of publication and path. Retracted ones say by whom and why.

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

    show_documents(found)
    number = sum(document.intentions_and_deeds for document in found)
    return note_set_aside(count_set_aside(number) if number else "", "not counted", "kg claims ")
