"""claimgraph: actors, places and claims read from news articles, with the words behind every statement.

    import kg

    kg.build(["articles/"], store="kg-store")
    for claim in kg.Lookups("kg-store").claims(by="Kirby"):
        print(claim.source.label, claim.certainty, claim.text)

Each public name is loaded when it is first asked for (PEP 562): `import kg` costs nothing, and a look-up
never pays for the model.  That is what `import_module` is for here and nowhere else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.config import VERSION, Settings
    from kg.errors import ClaimgraphError, InputError, NotFoundError, StoreError
    from kg.export import export_to
    from kg.pipeline import BuildReport, build
    from kg.query.lookups import Lookups
    from kg.query.sparql import named_queries, run_query
    from kg.views.pages import write_views

__all__ = [
    "VERSION",
    "BuildReport",
    "ClaimgraphError",
    "InputError",
    "Lookups",
    "NotFoundError",
    "Settings",
    "StoreError",
    "build",
    "export_to",
    "named_queries",
    "run_query",
    "write_views",
]

_HOMES = {
    "VERSION": "kg.config",
    "BuildReport": "kg.pipeline",
    "ClaimgraphError": "kg.errors",
    "InputError": "kg.errors",
    "Lookups": "kg.query.lookups",
    "NotFoundError": "kg.errors",
    "Settings": "kg.config",
    "StoreError": "kg.errors",
    "build": "kg.pipeline",
    "export_to": "kg.export",
    "named_queries": "kg.query.sparql",
    "run_query": "kg.query.sparql",
    "write_views": "kg.views.pages",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return list(__all__)
