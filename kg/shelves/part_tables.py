"""The tables of the shelf of resolution (`kg.shelves.parts`).

Comes in: nothing.  Goes out: SQL.  What each row means stands in `kg.resolve.shelf`.
"""

from __future__ import annotations

SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf_cluster (
    id INTEGER PRIMARY KEY, own TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
    size INTEGER NOT NULL, is_close INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS shelf_cluster_own ON shelf_cluster (own);
CREATE TABLE IF NOT EXISTS shelf_node (
    id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    mark TEXT NOT NULL, undecided INTEGER NOT NULL, contradicted INTEGER NOT NULL, blocks TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS shelf_node_key ON shelf_node (kind, key, cluster);
CREATE INDEX IF NOT EXISTS shelf_node_cluster ON shelf_node (cluster);
CREATE TABLE IF NOT EXISTS shelf_part (
    document TEXT NOT NULL, referent TEXT NOT NULL, node INTEGER NOT NULL, body INTEGER NOT NULL,
    entity TEXT NOT NULL, PRIMARY KEY (document, referent)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf_part_node ON shelf_part (node, document, referent, body, entity);
CREATE INDEX IF NOT EXISTS shelf_part_referent ON shelf_part (referent, node);
CREATE TABLE IF NOT EXISTS shelf_body (id INTEGER PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS shelf_block (
    block TEXT NOT NULL, place TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (block, place, node)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf_block_node ON shelf_block (node, block);
CREATE TABLE IF NOT EXISTS shelf_company (
    document TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (document, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf_company_key ON shelf_company (key, label);
CREATE TABLE IF NOT EXISTS shelf_frequency (
    key TEXT PRIMARY KEY, documents INTEGER NOT NULL, label TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shelf_long_form (
    short TEXT NOT NULL, core TEXT NOT NULL, parts INTEGER NOT NULL, PRIMARY KEY (short, core)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shelf_entity (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, shown TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shelf_former (
    id TEXT NOT NULL, cluster INTEGER NOT NULL, PRIMARY KEY (id, cluster)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf_former_cluster ON shelf_former (cluster);
CREATE TABLE IF NOT EXISTS shelf_doubt (
    "left" INTEGER NOT NULL, "right" INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
    against TEXT NOT NULL, PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf_doubt_right ON shelf_doubt ("right");
CREATE INDEX IF NOT EXISTS shelf_doubt_score ON shelf_doubt (score);
"""

CLEAR = """
DELETE FROM shelf_cluster;
DELETE FROM shelf_node;
DELETE FROM shelf_part;
DELETE FROM shelf_body;
DELETE FROM shelf_block;
DELETE FROM shelf_company;
DELETE FROM shelf_frequency;
DELETE FROM shelf_long_form;
DELETE FROM shelf_entity;
DELETE FROM shelf_former;
DELETE FROM shelf_doubt;
"""
