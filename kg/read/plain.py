"""Plain text, with or without front matter -> `Document`.

Comes in: bytes.  Goes out: a `Document` whose text is the file's content as it stands.
Must not: change a character of it (line ends neither).
"""

from __future__ import annotations

from kg.model import Document
from kg.read.decode import decode
from kg.read.documents import Original, Place, make_document
from kg.read.front_matter import parse_front_matter
from kg.read.headlines import has_first_line
from kg.read.metadata import NOTHING_KNOWN
from kg.read.passages import find_passages


def read_plain(content: bytes, place: Place, original: Original) -> Document:
    """Read a text file; raises UnreadableError when it is not one, or holds no article."""
    text = decode(content)
    original.check_text(text)
    front = parse_front_matter(text)
    if front is None:
        return make_document(place, text, find_passages(text), NOTHING_KNOWN, original)
    title = front.metadata.title
    repeated = title is not None and has_first_line(text, front.end, title)
    head = front.passages(text, with_headline=not repeated)
    body = find_passages(text, start=front.end, title=title, expect_headline=repeated or title is None)
    return make_document(place, text, head + body, front.metadata, original)
