"""Exports: what the store holds, as files for other programs (docs/EXPORT.md)."""

from kg.export.formats import FORMATS, export_to
from kg.export.jsonl import export_jsonl

__all__ = ["FORMATS", "export_jsonl", "export_to"]
