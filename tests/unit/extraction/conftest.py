"""Processes that stand in for those that read."""

from __future__ import annotations

import pytest

from tests.unit.extraction.stand_in import CODE


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.process._CODE", CODE)
