"""One document -> one reading: the only place that knows the order of what is done to an article.

    parse -> attribution -> referents -> claims -> credits

Comes in: a document, gazetteer and weights.  Goes out: a `Reading`: a pure function of these.
Must not: know other articles, processes or a store.
"""

from __future__ import annotations

from kg.claims import find_relations, read_claims, read_credits, source_spans
from kg.claims.weights import Weights
from kg.mentions import Gazetteer, read_referents
from kg.mentions.bylines import read_bylines
from kg.model import Document, Reading, Rejection
from kg.parse import parse_document

STAGE = "extract"
"""What a rejection of this stage names."""


def read_article(
    document: Document, gazetteer: Gazetteer, extractor: str, weights: Weights | None = None
) -> Reading:
    """Extract all that one article says.  `StoreWriter.put` checks that every record quotes its text."""
    doc = parse_document(document)
    relations = find_relations(doc, weights)
    referents = read_bylines(document, read_referents(doc, document, source_spans(doc, relations), gazetteer))
    claims = read_claims(doc, document, relations, referents)
    return Reading(document, referents, claims, read_credits(doc, document, claims, referents), extractor)


def read_or_reject(
    document: Document, gazetteer: Gazetteer, extractor: str, weights: Weights | None
) -> Reading | Rejection:
    """Extract one article; whatever goes wrong in it is its own rejection and stops no run.

    Storing stands outside: a full disk is no fault of the article.
    """
    try:
        return read_article(document, gazetteer, extractor, weights)
    except Exception as error:
        return Rejection(document.path, STAGE, f"{type(error).__name__}: {error}; please report this article")
