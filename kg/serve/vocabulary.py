"""What the editor completes: the prefixes that every query knows, and the terms of the vocabulary.

Comes in: `kg.terms`.  Goes out: JSON.  Must not: look into a store.
"""

from __future__ import annotations

from functools import cache

import msgspec
from pyoxigraph import NamedNode

from kg import terms


@cache
def describe_vocabulary() -> str:
    """Return {"prefixes": {"kg": "https://…"}, "terms": ["kg:Carrier", …]}."""
    named = sorted(
        f"{prefix}:{value.value.removeprefix(base)}"
        for prefix, base in terms.PREFIXES.items()
        for value in vars(getattr(terms, prefix.upper(), object)).values()
        if isinstance(value, NamedNode)
    )
    return msgspec.json.encode({"prefixes": dict(terms.PREFIXES), "terms": named}).decode("utf-8")
