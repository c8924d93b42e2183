"""Documents -> readings: each by itself, in this process, in others or on other machines.

Comes in: documents, one at a time.  Goes out: a reading or a rejection for each, as they are ready.
Must not: know a store, or hold more documents than its readers have at hand.
"""

from kg.extraction.article import read_article
from kg.extraction.opening import open_readers
from kg.extraction.outcomes import Outcome, extract
from kg.extraction.recipe import Recipe, make_recipe

__all__ = ["Outcome", "Recipe", "extract", "make_recipe", "open_readers", "read_article"]
