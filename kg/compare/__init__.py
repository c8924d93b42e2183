"""Comparison across documents: which article rests on which report, which claims say the same, how they differ.

Comes in: readings and entities.  Goes out: `LineageLink`, `ClaimGroup` and `Discrepancy` records, in stable
order (docs/COMPARE.md).  What was retracted is taken out before (`supporting`).
"""

from kg.compare.comparing import Comparison, compare, compare_more
from kg.compare.groups import group_claims
from kg.compare.lineage import link_lineage
from kg.compare.support import supporting

__all__ = ["Comparison", "compare", "compare_more", "group_claims", "link_lineage", "supporting"]
