"""Decisions of people: an append-only log, replayed on every build.

Comes in: the lines of a log.  Goes out: `Rulings`.  Must not: know a stage, or the store.
"""
