"""Run the benchmark: `python bench/stress` or `python -m bench.stress`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.stress.measure import main

if __name__ == "__main__":
    main()
