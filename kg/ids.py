"""Stable ids and IRIs: the only place that mints them.

An id is a prefix that tells the noun and the first 16 hex digits of the SHA-256 of a JSON array of the
parts that identify the thing (a JSON array, because fields joined with a separator collide).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

BASE_IRI = "https://claimgraph.example/id/"
"""Base of every minted IRI.  `.example` is reserved by RFC 2606: nobody else can own it."""

GRAPH_BASE = "https://claimgraph.example/graph/"
"""How the names of our graphs begin; others in the same service are not ours."""

_DIGITS = 16


def mint(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 16 hex digits that depend on `parts` alone."""
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(payload.encode('utf-8')).hexdigest()[:_DIGITS]}"


def text_sha256(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def source_key(*parts: str | None) -> str:
    """Key of the place that a text was read from (see `Document.source_key`); it differs between machines."""
    return mint("f", *parts)


def publisher_id(name: str | None, fallback: str) -> str:
    """Id of a publisher; one without a name is only itself, told apart by `fallback`, which must differ from
    document to document and be the same on every machine (the document's id)."""
    return mint("p", name.casefold()) if name else mint("p", None, fallback)


def document_id(publisher: str | None, location: str, text: str) -> str:
    """Id of one version of a document: publisher, URL (or path) and text."""
    return mint("d", publisher, location, text_sha256(text))


def mention_id(document: str, start: int, end: int) -> str:
    """Id of a mention: its document and its offsets."""
    return mint("m", document, start, end)


def referent_id(document: str, start: int, end: int) -> str:
    """Id of what one document's mentions refer to: the offsets of its first mention."""
    return mint("r", document, start, end)


def claim_id(document: str, spans: Sequence[tuple[int, int]], rule: str) -> str:
    """Id of a claim: document, offsets of the content, rule."""
    return mint("c", document, list(map(list, spans)), rule)


def entity_id(kind: str, key: str) -> str:
    """Id of an entity: its kind and the key that resolution gave it."""
    return mint("e", kind, key)


def iri(identifier: str) -> str:
    """Return the IRI of a minted id."""
    return BASE_IRI + identifier
