"""Claims: who is credited with what, and what the article states itself.

Comes in: a parsed document and its referents.  Goes out: `Claim` and `Credit` records.
"""

from kg.claims.attribution import find_relations, source_spans
from kg.claims.credits import read_credits
from kg.claims.records import read_claims
from kg.claims.relations import Relation, spans_of

__all__ = ["Relation", "find_relations", "read_claims", "read_credits", "source_spans", "spans_of"]
