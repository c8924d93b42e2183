"""Values as tables and networks hold them: text, never a list or nothing.

Comes in: typed values.  Goes out: text.  Must not: know in which column it stands.
"""

from __future__ import annotations

from kg.query.results import TimeView


def write_date(time: TimeView | None) -> str:
    """Write a date, or a range the way ISO 8601-2 does: 2025-01/2025-03, ../2025-05; empty without any."""
    if time is None:
        return ""
    return time.value or f"{time.start or '..'}/{time.end or '..'}"


def write_flag(flag: bool) -> str:
    """Write "yes" or "no", which no program takes for a number or leaves out."""
    return "yes" if flag else "no"
