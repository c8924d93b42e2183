"""Evaluation: what extraction reaches on texts that people have annotated.

Comes in: gold texts, as JSON lines or in our own markup (`corpus`, `markup`).  Goes out: scores and the worst
errors, by cause (`attribution`).  Nothing is imported here: gold that cannot be used is told before the
language model is loaded.
"""
