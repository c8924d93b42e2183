"""What the tests of the scores share: the scorers that lie beside the checkout."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def load_scorer(shared: Path) -> Callable[[str], ModuleType]:
    """Return what imports a module of ../shared/bench by its name."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
