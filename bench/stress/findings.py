"""What a run of comparisons comes to: each one's changes put in the place of what they replace.

Comes in: `Comparison`s in the order they were made.  Goes out: lineage, groups, discrepancies as they are.
Must not: compare.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.compare.comparing import Comparison
from kg.model import ClaimGroup, Discrepancy, LineageLink


@dataclass(slots=True)
class Findings:
    """All that comparisons have said so far, each one's changes put in the place of what they replace."""

    lineage: dict[str, list[LineageLink]] = field(default_factory=dict)
    groups: dict[str, ClaimGroup] = field(default_factory=dict)
    differences: dict[str, list[Discrepancy]] = field(default_factory=dict)
    _group_of: dict[str, str] = field(default_factory=dict)

    def take(self, found: Comparison) -> None:
        """Put what a comparison changed in the place of what was there."""
        for document in found.lineage_of:
            self.lineage.pop(document, None)
        for link in found.lineage:
            self.lineage.setdefault(link.document, []).append(link)
        for claim in found.regrouped:
            self.groups.pop(self._group_of.pop(claim, ""), None)
        for group in found.groups:
            self.groups[group.id] = group
            self._group_of |= dict.fromkeys(group.claims, group.id)
        self._take_differences(found)

    def all_differences(self) -> list[Discrepancy]:
        """Return the differences, each once."""
        return list({one.id: one for each in self.differences.values() for one in each}.values())

    def _take_differences(self, found: Comparison) -> None:
        """A difference stands under both of its documents."""
        for document in found.compared:
            for one in self.differences.pop(document, ()):
                other = one.left.document if one.right.document == document else one.right.document
                kept = [each for each in self.differences.get(other, ()) if each.id != one.id]
                self.differences[other] = kept
        for one in found.discrepancies:
            for document in {one.left.document, one.right.document}:
                self.differences.setdefault(document, []).append(one)
