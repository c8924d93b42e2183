"""Comparison across documents: who rests on which report, which claims say the same, how they differ.

Comes in: readings and entities.  Goes out: `LineageLink`, `ClaimGroup` and `Discrepancy` records, in stable
order (docs/COMPARE.md).  What was retracted is taken out before (`supporting`).
"""

from kg.compare.comparing import Comparison, compare, compare_more
from kg.compare.support import supporting

__all__ = ["Comparison", "compare", "compare_more", "supporting"]
