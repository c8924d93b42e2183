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


def write_views(lookups: Answers, out: Path | str) -> tuple[Path, ...]:
    """Write evidence.html and network.html into `out` and return their paths, evidence.html first.

    Raises InputError when the folder cannot be written, RecordError when a claim's article is missing.
    """
    folder, answers = Path(out), AskedOnce(lookups)
    pages = {"evidence.html": render_evidence(answers), "network.html": render_network(answers)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            write_page(folder / name, page)
    except OSError as error:
        raise InputError(
            f"cannot write the pages into {folder} ({error.strerror}); name another folder"
        ) from error
    return tuple(folder / name for name in pages)


def write_page(file: Path, page: str) -> None:
    """Replace a page as a whole: half of one would look like all of it."""
    beside = file.with_name(f"{file.name}.tmp")
    try:
        beside.write_text(page, encoding="utf-8", newline="\n")
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def render_evidence(lookups: Answers) -> str:
    """Return evidence.html."""
    context = make_evidence(lookups)
    return render_page(
        Page(
            template="evidence.html",
            title="Evidence",
            styles=("min/evidence.css",),
            scripts=(read_static("min/evidence.js"),),
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
            scripts=(read_vis_network(), f"{read_static('base.js')}\n{read_static('network.js')}"),
            context=context,
        ),
        notice=context.notice,
    )
