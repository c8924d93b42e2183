"""Functions and files stay small enough to read (the figures are those of STYLE.md's better half)."""

from __future__ import annotations

import statistics

from tests.contract.source import PACKAGE, functions, modules

NAMES_THAT_SAY_NOTHING = frozenset({"utils", "util", "helpers", "common", "manager", "misc", "base"})


def function_lengths() -> list[int]:
    """Lines of every function, docstring included, shortest first."""
    return sorted(
        (function.end_lineno or function.lineno) - function.lineno + 1
        for tree in modules().values()
        for function in functions(tree)
    )


def test_half_of_the_functions_fit_in_ten_lines() -> None:
    assert statistics.median(function_lengths()) <= 10


def test_nine_functions_in_ten_fit_in_thirty_lines() -> None:
    lengths = function_lengths()
    assert lengths[int(len(lengths) * 0.9)] <= 30


def file_lengths() -> list[int]:
    """Lines of every file, shortest first; the records and the generated terms are lists, not prose."""
    files = (path for path in PACKAGE.rglob("*.py") if path.name not in ("model.py", "terms.py"))
    return sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def test_nine_files_in_ten_fit_in_three_hundred_lines_and_none_runs_over_four_hundred() -> None:
    lengths = file_lengths()
    assert lengths[int(len(lengths) * 0.9)] <= 300
    assert lengths[-1] <= 400


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not NAMES_THAT_SAY_NOTHING.intersection(part for name in modules() for part in name.split("."))
