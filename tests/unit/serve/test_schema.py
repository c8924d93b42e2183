"""schemathesis against the description of the JSON side: what is answered is what it says, whatever is sent.

Its plugin for pytest is left out (pyproject.toml): it costs every run of any test a second.
`python -m bench.hostile STORE` sends thousands of requests to the real thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from kg.serve.app import make_app
from kg.serve.openapi import describe_paths
from kg.serve.settings import ServiceSettings


@pytest.fixture(scope="module")
def api(dam_store: Path) -> Iterator[schemathesis.BaseSchema]:
    """The description as the service gives it, and the service to send to."""
    app = make_app(ServiceSettings(dam_store, base="http://testserver/", workers=1))
    with TestClient(app):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


POSITIVE, NEGATIVE = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
FIRM = ("/claims", "/search")
"""Addresses of which the description says what they refuse; of others it rules nothing out."""


@pytest.mark.parametrize(
    ("path", "mode"),
    [*((path, POSITIVE) for path in describe_paths()), *((path, NEGATIVE) for path in FIRM)],
)
def test_what_is_described_is_what_is_answered(
    api: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    """Requests that the description allows, and ones that it does not."""

    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path]["get"].as_strategy(generation_mode=mode))
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate()

    answers()
