"""Hostile requests to the real thing; `python -m bench.hostile STORE` sends thousands."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from bench.hostile import SLACK, Attacker, faults, known_ids
from tests.unit.serve.test_process import PATIENCE, started

REQUESTS = 150
TIMEOUT = 1


@pytest.mark.skipif(sys.platform != "linux", reason="shapes of requests depend on the system's sockets")
def test_hostile_requests_are_answered_in_time_and_the_next_one_too(dam_store: Path) -> None:
    with started(dam_store, "--workers", "2", "--timeout", str(TIMEOUT)) as (_, address):
        attacker = Attacker(address, known_ids(dam_store))
        with closing(attacker), ThreadPoolExecutor(4) as clients:
            sent = list(clients.map(attacker.send, range(REQUESTS)))
            assert not attacker.was_called()
        assert len({one.kind for one in sent}) == len(attacker.kinds)
        assert faults(sent, 2 * TIMEOUT + 5 * SLACK) == []
        asked = httpx2.get(f"{address}sparql?query=ASK%7B%7D", timeout=PATIENCE)
        assert (asked.status_code, asked.json()["boolean"]) == (200, True)
