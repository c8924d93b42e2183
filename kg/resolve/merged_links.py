"""What a merged entity is linked to: an entity lies in one place, whatever was put into it.

Comes in: the two holdings of a merge.  Goes out: what the first is linked to from then on.
Must not: change parts, since a later split may take them out again with the links that they had.
"""

from __future__ import annotations

from kg.model import EntityKind
from kg.resolve.holdings import Holding

_PLACES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})


def take_links(main: Holding, other: Holding) -> None:
    """Let a holding that takes another one in keep its links; it gets those of the other if it has none.

    What a person decided goes before what the gazetteer says, what stands goes before what is retracted, and
    no place gives its links to what is none, nor gets any from there.
    """
    if (main.kind in _PLACES) != (other.kind in _PLACES):
        main.kept = main.link_keys
        return
    # sorting is stable: of equals the one that keeps its id comes first
    first, second = sorted((main, other), key=_rank)
    main.kept = first.link_keys if first.link_keys or _is_placed(first) else second.link_keys
    main.point = main.point or (None if _is_placed(main) else other.point)
    main.linked = {**other.linked, **main.linked}


def _rank(holding: Holding) -> tuple[bool, bool]:
    return not _is_placed(holding), holding.is_retracted


def _is_placed(holding: Holding) -> bool:
    """Tell whether a person decided which place of GeoNames it is."""
    return "geonames" in holding.linked
