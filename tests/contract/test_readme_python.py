"""What the README does from Python is done here, on the store of the sample articles."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import pyvis.network

import kg
from tests.contract.readme import README


def test_the_network_of_the_readme_can_be_gone_on_with(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (snippet,) = [block for block in blocks if "to_pyvis" in block]
    shutil.copytree(demo_store, tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"kg": kg}
    exec(compile(snippet, "README.md", "exec"), names)  # our own file
    network = names["network"]
    assert isinstance(network, pyvis.network.Network)
    assert network.edges[-1]["title"] == "ask them"
    page = (tmp_path / "case-network.html").read_text("utf-8")
    assert "my lead" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "case-network.html"]
