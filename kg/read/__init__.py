"""Reading: files, folders, globs and standard input -> `Document` or `Rejection`.

Comes in: paths as a person types them, and a metadata table.  Goes out: one `Document` for each article,
with its text exactly as it stands and its passages classified, or one `Rejection` that says why not.
Must not: fetch anything, parse sentences, or let one bad article stop a run.
"""

from kg.read.metadata import Metadata, MetadataTable, read_metadata
from kg.read.paths import READ_SUFFIXES
from kg.read.sources import Inbox, open_paths, read_paths

__all__ = ["READ_SUFFIXES", "Inbox", "Metadata", "MetadataTable", "open_paths", "read_metadata", "read_paths"]
