from __future__ import annotations

import pytest
from pyoxigraph import Store

from tests.unit.graph_rdf.world import world_store


@pytest.fixture
def store() -> Store:
    return world_store()
