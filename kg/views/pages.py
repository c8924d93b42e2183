"""Write the pages of a build.

Comes in: look-ups and a folder.  Goes out: evidence.html and network.html in it, the same bytes for the
same answers.  Must not: write anything else anywhere.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.views.answers import Answers, AskedOnce
from kg.views.evidence import make_evidence
from kg.views.network_page import make_network_page
from kg.views.safe_pyvis import read_vis_network
from kg.views.shell import Page, read_static, render_page

EVIDENCE_PARTS = (
    "records", "state", "choosing", "claim_card", "panel",
    "strand_layout", "strand_sizes", "strand_drawing", "strands",
    "differences", "lineage_layout", "lineage", "timeline_axis", "timeline", "map_view", "map_names", "map",
    "actors", "image", "app",
)  # fmt: skip
"""What the script of evidence.html is made of, in this order (static/evidence)."""

EVIDENCE_STYLES = (
    "shell", "panel", "claim_card", "strands", "differences", "lineage", "timeline", "map", "actors",
)  # fmt: skip


def write_views(lookups: Answers, out: Path | str) -> tuple[Path, ...]:
    """Write evidence.html and network.html into `out` and return their paths, evidence.html first.

    Raises InputError when the folder cannot be written, RecordError when a claim's article is missing.
    """
    folder, answers = Path(out), AskedOnce(lookups)
    pages = {"evidence.html": render_evidence(answers), "network.html": render_network(answers)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            (folder / name).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"cannot write the pages into {folder} ({error.strerror}); name another folder"
        ) from error
    return tuple(folder / name for name in pages)


def render_evidence(lookups: Answers) -> str:
    """Return evidence.html."""
    context = make_evidence(lookups)
    return render_page(
        Page(
            template="evidence.html",
            title="Evidence",
            styles=("base.css", *(f"evidence/{part}.css" for part in EVIDENCE_STYLES)),
            scripts=(_read_together("base.js", *(f"evidence/{part}.js" for part in EVIDENCE_PARTS)),),
            context=context,
        ),
        totals=context.totals,
    )


def render_network(lookups: Answers) -> str:
    """Return network.html, with the vis-network script of the pyvis wheel in it."""
    context = make_network_page(lookups)
    return render_page(
        Page(
            template="network.html",
            title="Network",
            styles=("base.css", "network.css"),
            scripts=(read_vis_network(), _read_together("base.js", "network.js")),
            context=context,
        ),
        notice=context.notice,
    )


def _read_together(*names: str) -> str:
    return "\n".join(map(read_static, names))
