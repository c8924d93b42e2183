"""The look-up tables of a store's SQLite file: views as JSON, beside the columns that are searched by.

Comes in: nothing.  Goes out: SQL.  After a change of columns raise the number of `kg.query.snapshot.FORMAT`.

No row tells its place among the others: answers are sorted by `document.day`, path and id, and within a
document by `claim.place`, so that an article comes and goes without touching the rows of the rest.

`document.status` is current, retracted or superseded, `claim.status` current or retracted; what was retracted
is linked to its entities as all else is, so that it can be found, and counted by nobody (`counted` is 0).
`entity.supported` is 0 for one that only retracted articles know.  `referent`, `referents` (a digest of all
that an entity is), `country`, `document_country`, `entity_decision`, `compared` and `compared_subject` are
read by the writer alone.

`word` has each word of names and claims, folded as names are, with its stem; `near_word` finds it by what is
left of it when letters are taken out (`kg.query.search_words`); `name_word` finds the keys of names by their
words.  `claim_text` is an FTS5 index without a text of its own: its rows are numbered as `claim` is,
`kind` is the act of a claim in force, "retracted" of another.
"""

from __future__ import annotations

TABLES = (
    "document",
    "document_entity",
    "document_country",
    "membership",
    "claim",
    "former_claim",
    "claim_entity",
    "referent",
    "entity",
    "entity_decision",
    "country",
    "referents",
    "former_id",
    "name",
    "name_word",
    "word",
    "near_word",
    "lineage",
    "claim_group",
    "discrepancy",
    "compared",
    "compared_subject",
    "decision",
    "suggestion",
    "tally",
)
"""Those that hold what was derived, and are emptied before everything is written anew (`claim_text` too)."""

_DOCUMENTS = """
CREATE TABLE IF NOT EXISTS document (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, path TEXT NOT NULL,
    file_name TEXT NOT NULL, url TEXT, publisher TEXT NOT NULL, named INTEGER NOT NULL, status TEXT NOT NULL,
    view BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS document_order ON document (day, path, id);
CREATE INDEX IF NOT EXISTS document_path ON document (path);
CREATE INDEX IF NOT EXISTS document_file_name ON document (file_name);
CREATE INDEX IF NOT EXISTS document_url ON document (url);
CREATE TABLE IF NOT EXISTS document_entity (
    entity TEXT NOT NULL, document INTEGER NOT NULL, counted INTEGER NOT NULL, mentions INTEGER NOT NULL,
    claims_by INTEGER NOT NULL, claims_about INTEGER NOT NULL,
    others_by INTEGER NOT NULL, others_about INTEGER NOT NULL, PRIMARY KEY (entity, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_entity_document ON document_entity (document);
CREATE TABLE IF NOT EXISTS document_country (
    code TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (code, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_country_document ON document_country (document);
CREATE TABLE IF NOT EXISTS membership (
    entity TEXT NOT NULL, document INTEGER NOT NULL, relation TEXT NOT NULL, place INTEGER NOT NULL,
    body TEXT, view BLOB NOT NULL, PRIMARY KEY (entity, document, relation, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS membership_document ON membership (document);
"""

_CLAIMS = """
CREATE TABLE IF NOT EXISTS claim (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL, place INTEGER NOT NULL,
    earliest TEXT, latest TEXT, certainty TEXT NOT NULL, style TEXT NOT NULL, act TEXT NOT NULL,
    quantities INTEGER NOT NULL, status TEXT NOT NULL, in_group TEXT NOT NULL, view BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_document ON claim (
    document, place, act, status, style, certainty, earliest, latest
);
CREATE INDEX IF NOT EXISTS claim_in_group ON claim (in_group);
CREATE TABLE IF NOT EXISTS former_claim (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, view BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS former_claim_document ON former_claim (document);
CREATE TABLE IF NOT EXISTS claim_entity (
    entity TEXT NOT NULL, relation TEXT NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (entity, relation, claim)
) WITHOUT ROWID;
"""

_ENTITIES = """
CREATE TABLE IF NOT EXISTS referent (
    document TEXT NOT NULL, referent TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (document, referent)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS referent_entity ON referent (entity, referent);
CREATE TABLE IF NOT EXISTS entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, lat REAL, lon REAL, named INTEGER NOT NULL,
    weight INTEGER NOT NULL, supported INTEGER NOT NULL, view BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity_decision (
    decision TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (decision, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entity_decision_entity ON entity_decision (entity);
CREATE TABLE IF NOT EXISTS country (
    code TEXT NOT NULL, entity TEXT NOT NULL, referents INTEGER NOT NULL, PRIMARY KEY (code, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS country_entity ON country (entity);
CREATE TABLE IF NOT EXISTS referents (entity TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS former_id (
    id TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (id, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS former_id_entity ON former_id (entity);
CREATE TABLE IF NOT EXISTS name (
    key TEXT NOT NULL, entity TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (key, entity, form)
) WITHOUT ROWID;
"""

_SEARCH = """
CREATE TABLE IF NOT EXISTS word (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS word_stem ON word (stem);
CREATE TABLE IF NOT EXISTS near_word (
    form TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (form, word)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name_word (
    word TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (word, key)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS claim_text USING fts5 (
    text, around, kind, content = '', tokenize = 'ascii'
);
"""

_COMPARISONS = """
CREATE TABLE IF NOT EXISTS lineage (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, origin TEXT NOT NULL, kind TEXT NOT NULL,
    view BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS lineage_order ON lineage (document, origin, kind);
CREATE TABLE IF NOT EXISTS claim_group (
    id TEXT PRIMARY KEY, articles INTEGER NOT NULL, publishers INTEGER NOT NULL, origins INTEGER NOT NULL,
    view BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discrepancy (
    id TEXT PRIMARY KEY, score REAL NOT NULL, left_document TEXT NOT NULL, right_document TEXT NOT NULL,
    view BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS discrepancy_order ON discrepancy (score DESC, id);
CREATE INDEX IF NOT EXISTS discrepancy_left ON discrepancy (left_document);
CREATE INDEX IF NOT EXISTS discrepancy_right ON discrepancy (right_document);
CREATE TABLE IF NOT EXISTS compared (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS compared_subject (
    subject TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (subject, key)
) WITHOUT ROWID;
"""

_REST = """
CREATE TABLE IF NOT EXISTS decision (
    rank INTEGER PRIMARY KEY, in_force INTEGER NOT NULL, view BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS suggestion (
    rank INTEGER PRIMARY KEY, left TEXT NOT NULL, right TEXT NOT NULL, record BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS summary (only INTEGER PRIMARY KEY CHECK (only = 1), view BLOB NOT NULL);
"""

SCHEMA = _DOCUMENTS + _CLAIMS + _ENTITIES + _SEARCH + _COMPARISONS + _REST
