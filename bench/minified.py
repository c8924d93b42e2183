"""Write static/min: what evidence.html carries, made of the sources beside it.

    python bench/minified.py            after a change to static/base.* or static/evidence/*

Comes in: the sources, in the order below.  Goes out: one script and one style sheet without comments and with
short names for what is local (tdewolff-minify, a third of the size is left out), each with the hash of what
it was made of in its first line: tests/contract/test_minified.py tells when they are no longer the sources'.
It is done here and not when a page is written, since no minifier runs on every machine that writes pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "kg" / "views" / "static"

SCRIPTS = (
    "records", "state", "choosing", "claim_card", "panel", "reading",
    "strand_layout", "strand_sizes", "strand_drawing", "strands",
    "differences", "lineage_layout", "lineage_drawing", "lineage_panel", "lineage",
    "timeline_axis", "timeline", "map_view", "map_names", "map",
    "actors", "actor_page", "image", "app",
)  # fmt: skip
"""What the script of evidence.html is made of, in this order, after base.js."""

STYLES = ("shell", "panel", "claim_card", "strands", "differences", "lineage", "timeline", "map", "actors")
"""What its style sheet is made of, in this order, after base.css."""

MINIFIED = {
    "evidence.js": ("base.js", *(f"evidence/{part}.js" for part in SCRIPTS)),
    "evidence.css": ("base.css", *(f"evidence/{part}.css" for part in STYLES)),
}
_TYPES = {".js": "application/javascript", ".css": "text/css"}


def main() -> None:
    """Write every file and tell its size."""
    for name in MINIFIED:
        content = minify_sources(name)
        (STATIC / "min" / name).write_text(content, encoding="utf-8", newline="\n")
        before, after = len(read_sources(name).encode()), len(content.encode())
        print(f"{STATIC / 'min' / name}: {after:,} of {before:,} bytes")


def minify_sources(name: str) -> str:
    """Return a file of static/min as it has to be."""
    import minify

    made: str = minify.string(_TYPES[Path(name).suffix], read_sources(name))
    return f"{first_line(name)}\n{made}\n"


def first_line(name: str) -> str:
    """Return the line that tells what a file of static/min was made of."""
    digest = hashlib.sha256(read_sources(name).encode("utf-8")).hexdigest()
    return f"/* static/{{base,evidence/*}}{Path(name).suffix} through bench/minified.py, sha256 {digest} */"


def read_sources(name: str) -> str:
    """Return the sources of a file of static/min, one after the other."""
    return _join(MINIFIED[name])


def _join(names: Sequence[str]) -> str:
    return "\n".join((STATIC / one).read_text(encoding="utf-8") for one in names)


if __name__ == "__main__":
    main()
