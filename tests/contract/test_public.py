"""What can be imported from `kg` and its packages is what `__all__` says, no more and no less."""

from __future__ import annotations

import importlib

import pytest

import kg
from tests.contract.source import PACKAGE

PUBLIC = (
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
)

PACKAGES = sorted(f"kg.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py"))


def test_the_public_names_are_pinned() -> None:
    assert tuple(kg.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(kg, name) is not None


def test_a_name_that_is_not_public_says_which_are() -> None:
    with pytest.raises(AttributeError, match="Lookups"):
        kg.lookup  # noqa: B018


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_that_a_package_exports_exists(package: str) -> None:
    module = importlib.import_module(package)
    missing = [name for name in getattr(module, "__all__", ()) if not hasattr(module, name)]
    assert not missing
