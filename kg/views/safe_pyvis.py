"""A `pyvis.network.Network` whose page is ours: one file that asks for nothing and runs nothing but itself.

Comes in: whatever a user gave a pyvis network.  Goes out: a page, as text, in a file or in a notebook.
Must not: know what the network means.

pyvis 0.3.2, left to itself, asks two servers for style sheets and scripts even with `in_line`, copies a
folder `lib/` into the current directory, puts headings, options, ids and titles that contain "href" into
the page as HTML, writes in the platform's encoding, and drops a second edge between two nodes of an
undirected network in silence.
"""

from __future__ import annotations

import html
import json
import webbrowser
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis.network
from pyvis.edge import Edge

from kg.errors import InputError
from kg.views.shell import Page, read_static, render_page


@dataclass(frozen=True, slots=True)
class DrawingContext:
    """All that the page of a pyvis network shows; names and values are pyvis's own."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    heading: str
    width: str
    height: str
    background: str
    dot: str
    highlight: bool
    choose: bool
    filter: bool
    configure: bool


class SafeNetwork(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that can be gone on with and shown anywhere; see the module for what differs."""

    def add_edge(self, source: Any, to: Any, **options: Any) -> None:
        """Add an edge, also a second one between two nodes.  Raises InputError for an unknown end."""
        for end in (source, to):
            if end not in self.node_map:
                raise InputError(f"no node {end!r} in this network: call add_node first")
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def from_DOT(self, dot: str | Path) -> None:  # noqa: N802  # pyvis's name
        """Take the network from a file in the DOT language, in UTF-8."""
        self.use_DOT = True
        self.dot_lang = " ".join(Path(dot).read_text(encoding="utf-8").splitlines())

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Return the page.  The arguments are pyvis's own and change nothing."""
        page = Page(
            template="drawing.html",
            title="Network",
            styles=("drawing.css",),
            scripts=(read_vis_network(), read_static("drawing.js")),
            context=self._describe(),
        )
        self.html: str = render_page(page)
        return self.html

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page as UTF-8, and nothing else.  Raises InputError when that is refused."""
        file = Path(name)
        if file.suffix.lower() not in {".html", ".htm"}:
            raise InputError(f"{file.name} is no name for a page: end it in .html")
        try:
            file.write_text(self.generate_html(), encoding="utf-8", newline="\n")
        except OSError as error:
            raise InputError(f"cannot write {file} ({error.strerror}); name another file") from error
        if open_browser:
            webbrowser.open(file.resolve().as_uri())

    def _repr_html_(self) -> str:
        """Return a frame with the page in it: what a notebook shows of the last line of a cell."""
        page = html.escape(self.generate_html(), quote=True)
        size = f"width:{html.escape(_length(self.width))};height:{html.escape(_length(self.height))}"
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts" style="{size};border:0"></iframe>'

    def _describe(self) -> DrawingContext:
        nodes, edges, heading, height, width, options = self.get_network_data()
        return DrawingContext(
            nodes=nodes,
            edges=edges,
            options=json.loads(options),
            heading=str(heading or ""),
            width=_length(width),
            height=_length(height),
            background=str(self.bgcolor or ""),
            dot=self.dot_lang if self.use_DOT else "",
            highlight=bool(self.neighborhood_highlight),
            choose=bool(self.select_menu),
            filter=bool(self.filter_menu),
            configure=bool(self.conf),
        )


def _length(value: object) -> str:
    """A number is one of pixels, as in pyvis."""
    return f"{value}px" if isinstance(value, int | float) else str(value)


@cache
def read_vis_network() -> str:
    """Return the vis-network script that the pyvis wheel carries, without the link to its source map."""
    script = (
        files("pyvis")
        .joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
        .read_text(encoding="utf-8")
    )
    return script.split("//# sourceMappingURL=")[0]
