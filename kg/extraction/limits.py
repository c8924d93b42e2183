"""How long an article may take before whoever reads it is ended.

Comes in: a document.  Goes out: seconds.
"""

from __future__ import annotations

from kg.model import Document

PER_CHARACTER = 0.001
"""Seconds that each character adds: some twenty times what it takes (docs/SCALE.md)."""


def seconds_for(document: Document, base: float) -> float:
    """Return the time limit for a document: `base` seconds and a thousandth for each character."""
    return base + PER_CHARACTER * len(document.text)
