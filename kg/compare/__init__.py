"""Comparison across documents: which article rests on which report, which claims say the same.

Comes in: readings and entities.  Goes out: `LineageLink` and `ClaimGroup` records, in stable order.
In this version lineage is what articles credit in so many words, and a group is one wording; copies in other
words and differences are the next issue.  What was retracted is taken out before (`supporting`).
"""

from kg.compare.groups import group_claims
from kg.compare.lineage import link_lineage
from kg.compare.support import supporting

__all__ = ["group_claims", "link_lineage", "supporting"]
