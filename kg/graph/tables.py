"""The look-up tables of a store's SQLite file: views as JSON, beside the columns that are searched by.

Comes in: nothing.  Goes out: SQL.  After a change of columns raise the number of `kg.query.snapshot.FORMAT`.

`document.status` is current, retracted or superseded, `claim.status` current or retracted; what was retracted
is linked to its entities as all else is, so that it can be found, and counted by nobody.  `entity.supported`
is 0 for one that only retracted articles know.
"""

from __future__ import annotations

TABLES = (
    "document",
    "document_entity",
    "claim",
    "former_claim",
    "claim_entity",
    "entity",
    "former_id",
    "name",
    "lineage",
    "claim_group",
    "discrepancy",
    "decision",
    "suggestion",
)
"""Those that hold what was derived, and are written anew as a whole."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, file_name TEXT NOT NULL,
    url TEXT, publisher TEXT NOT NULL, named INTEGER NOT NULL, status TEXT NOT NULL, view BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS document_entity (
    entity TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (entity, document)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (
    rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, earliest TEXT, latest TEXT,
    certainty TEXT NOT NULL, style TEXT NOT NULL, act TEXT NOT NULL, quantities INTEGER NOT NULL,
    status TEXT NOT NULL, in_group TEXT NOT NULL, view BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_in_group ON claim (in_group);
CREATE INDEX IF NOT EXISTS claim_document ON claim (document);
CREATE TABLE IF NOT EXISTS former_claim (id TEXT PRIMARY KEY, view BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim_entity (
    entity TEXT NOT NULL, relation TEXT NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (entity, relation, claim)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, named INTEGER NOT NULL,
    weight INTEGER NOT NULL, located INTEGER NOT NULL, supported INTEGER NOT NULL, view BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS former_id (id TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
    key TEXT NOT NULL, entity TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (key, entity, form)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lineage (rank INTEGER PRIMARY KEY, view BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS claim_group (
    id TEXT PRIMARY KEY, articles INTEGER NOT NULL, publishers INTEGER NOT NULL, origins INTEGER NOT NULL,
    view BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discrepancy (rank INTEGER PRIMARY KEY, view BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS decision (
    rank INTEGER PRIMARY KEY, in_force INTEGER NOT NULL, view BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS suggestion (rank INTEGER PRIMARY KEY, view BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS summary (only INTEGER PRIMARY KEY CHECK (only = 1), view BLOB NOT NULL);
"""
