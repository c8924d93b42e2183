"""A worker that answers for a store whose graph lies elsewhere."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest

from kg.errors import GraphServiceError
from kg.serve.answering import Question
from kg.serve.limits import Limits
from kg.serve.protocol import QueryRequest
from kg.serve.refusals import Refusal
from kg.serve.worker import Published, answer


class Unreachable(Published):
    def graph(self) -> object:  # type: ignore[override]
        raise GraphServiceError("the service at http://10.0.0.5:8890/sparql wants a password: KG_GRAPH_USER")


def test_where_the_graph_lies_is_told_to_whoever_runs_the_service_and_to_no_client(
    capfd: pytest.CaptureFixture[str],
) -> None:
    asked = Question(QueryRequest("ASK {}"), None, Limits(), "/limits")
    refusal = answer(Unreachable(Path("nowhere")), asked)
    assert isinstance(refusal, Refusal)
    assert refusal.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "10.0.0.5" not in refusal.words
    assert "KG_GRAPH_USER" not in refusal.words
    assert "10.0.0.5" in capfd.readouterr().err
