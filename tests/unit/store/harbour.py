"""Three hand-made articles about a harbour: roles with the board they are held for, and groups that belong to
it or to a country.  `tests.unit.store.world.build` makes a store of them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import EntityKind, Identifier, Link, Reading, Referent, Role, check_quotes
from tests.records import make_document, make_referent, span

BOARD = "Lem Harbour Board"

UKRAINE = Link("iso3166:UA", "Ukraine", (Identifier("iso3166", "UA", "test"),), "UA", None, None, 1.0, ())


def harbour_reading(path: str, published: str | None, office: str = "spokesperson") -> Reading:
    """Ona Vask is called the same twice; the second time nobody knows which board is meant."""
    role = f"{office} for the {BOARD}"
    text = (
        f"Harbour of Lem opens\nOna Vask, {role}, came to Ukraine. They and board officials met Ukrainian "
        f"sailors. Vask, {role}, left."
    )
    document = make_document(path, text, "Harbour Post", published)
    board = make_referent(document, EntityKind.ORGANIZATION, BOARD, [(BOARD, 0)])
    ukraine = make_referent(
        document, EntityKind.PLACE, "Ukraine", [("Ukraine", 0)], link=UKRAINE, country="UA"
    )
    vask = make_referent(document, EntityKind.PERSON, "Ona Vask", [("Ona Vask", 0)])
    places = (span(document, role), span(document, role, 1))
    roles = tuple(
        Role(role, *place, BOARD, known) for place, known in zip(places, (board.id, None), strict=True)
    )
    group = (document, EntityKind.GROUP)
    officials = make_referent(*group, "board officials", [("board officials", 0)], named=False)
    sailors = make_referent(*group, "sailors", [("Ukrainian sailors", 0)], named=False, country="UA")
    referents: tuple[Referent, ...] = (
        replace(vask, roles=roles),
        board,
        ukraine,
        replace(officials, belongs_to=board.id),
        sailors,
    )
    reading = Reading(document, referents, (), (), "test")
    check_quotes(reading)
    return reading


def harbour_readings() -> tuple[Reading, ...]:
    """One article of a day, one of a month before it that gives another role, one without a date."""
    return (
        harbour_reading("late.txt", "2025-04-11"),
        harbour_reading("early.txt", "2025-03", "director"),
        harbour_reading("a-undated.txt", None),
    )
