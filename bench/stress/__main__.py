"""Run the benchmark: `python bench/stress` or `python -m bench.stress`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # modules beside this file are no top-level modules

if __name__ == "__main__":
    runpy.run_module("bench.stress.measure", run_name="__main__")
