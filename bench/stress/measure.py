"""How well comparison finds what was changed on purpose, and what an article costs as the corpus grows.

    python bench/stress                    100, 1,000 and 10,000 articles
    python bench/stress 100 --examples 3   and some that were missed or wrong, by kind

The sample articles of `seeds/` are rewritten by rule, each change known (`bench.stress.families`); worlds of
other names and things make as many articles as are asked for (`bench.stress.otherworlds`).  They are compared
a world at a time, in the memory that the program uses, each time with all that came before.
`bench.stress.truth` says what is true of them and what is not judged.  Times are CPU seconds; resolution of
names is not in them.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.stress.corpus import ARTICLES, EDITIONS, Article, read_edition, worlds
from bench.stress.findings import Findings
from bench.stress.judging import Judged, Verdict, judge
from bench.stress.truth import Told, tell_edition
from kg.cli.screen import show_rows
from kg.compare.comparing import compare_more
from kg.model import DiscrepancyKind, Entity, Reading
from kg.resolve import resolve
from kg.shelves.claims import ClaimShelf

SIZES = (100, 1_000, 10_000)
_ONE_MORE = 10
"""Articles that are taken out and compared again, one by one, at each size."""

EntityOf = Mapping[tuple[str, str], Entity]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at a size; seconds are CPU seconds per article, `one_more` of one article more."""

    size: int
    judged: Judged
    seconds: float
    one_more: float
    resolving: float


def main() -> None:
    """Measure and print."""
    arguments = _parser().parse_args()
    cache = Path(arguments.cache)
    editions = [read_edition(number, cache) for number in range(_editions(arguments.sizes))]
    told = [tell_edition(edition) for edition in editions]
    measured = [measure(size, editions, told) for size in arguments.sizes]
    for show in (_show_kinds, _show_rest, _show_times):
        show(measured)
        print()
    if arguments.examples:
        _show_examples(measured[0].judged, arguments.examples)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES", help="how many")
    parser.add_argument("--cache", default=str(Path(tempfile.gettempdir()) / "claimgraph-stress"))
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="show N of each kind of error")
    return parser


def _editions(sizes: Sequence[int]) -> int:
    return min(EDITIONS, -(-max(sizes) // ARTICLES))


def measure(size: int, editions: Sequence[Sequence[Article]], told: Sequence[Sequence[Told]]) -> Measured:
    """Compare so many articles, a world at a time, and judge what was found."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sqlite3.connect(Path(folder) / "claims.sqlite") as connection,
    ):
        shelf, findings = ClaimShelf(connection), Findings()
        truth: dict[str, Told] = {}
        claim_of: dict[str, tuple[str, int]] = {}
        spent, resolving, last = 0.0, 0.0, (list[Reading](), dict[tuple[str, str], Entity]())
        for number, world in enumerate(worlds(editions, size // ARTICLES)):
            readings = [article.reading for article in world]
            started = time.process_time()
            entity_of = _entities(readings)
            resolved = time.process_time()
            findings.take(compare_more(shelf, readings, (), entity_of))
            connection.commit()
            spent += time.process_time() - resolved
            resolving += resolved - started
            truth |= _truth_of(readings, told[number % len(told)], number)
            claim_of |= _claims(readings)
            last = (readings, entity_of)
            print(f"{(number + 1) * ARTICLES:,} articles, {spent:.0f} s", file=sys.stderr)
        one_more = _time_of_one_more(shelf, *last)
    lineage = [link for links in findings.lineage.values() for link in links]
    judged = judge(truth, claim_of, lineage, findings.groups.values(), findings.all_differences())
    return Measured(size, judged, spent / size, one_more, resolving / size)


def _entities(readings: Sequence[Reading]) -> dict[tuple[str, str], Entity]:
    return {pair: entity for entity in resolve(readings).entities for pair in entity.referents}


def _truth_of(readings: Iterable[Reading], told: Iterable[Told], world: int) -> Iterator[tuple[str, Told]]:
    for reading, one in zip(readings, told, strict=True):
        yield reading.document.id, replace(one, world=world)


def _claims(readings: Iterable[Reading]) -> Iterator[tuple[str, tuple[str, int]]]:
    for reading in readings:
        for place, claim in enumerate(reading.claims):
            yield claim.id, (reading.document.id, place)


def _time_of_one_more(shelf: ClaimShelf, readings: Sequence[Reading], entity_of: EntityOf) -> float:
    """Return what one article costs that comes when all others are there; each is taken out first."""
    spent = 0.0
    chosen = readings[:: max(1, len(readings) // _ONE_MORE)][:_ONE_MORE]
    for reading in chosen:
        compare_more(shelf, (), [reading.document.id], {})
        started = time.process_time()
        compare_more(shelf, [reading], (), entity_of)
        spent += time.process_time() - started
    return spent / len(chosen)


# ---------------------------------------------------------------------------------------------- printing


def _show_kinds(measured: Sequence[Measured]) -> None:
    head = ("Kind", "planted", "recall", "precision", "wrong, another matter", "not judged")
    for one in measured:
        print(f"{one.size:,} articles")
        show_rows(head, [_row_of(kind, one.judged) for kind in DiscrepancyKind])


def _row_of(kind: DiscrepancyKind, judged: Judged) -> tuple[str, ...]:
    """Return what a table says of a kind; precision is that among articles about one matter."""
    right, strangers = judged.verdicts[kind, Verdict.RIGHT], judged.verdicts[kind, Verdict.STRANGERS]
    wrong = sum(judged.verdicts[kind, verdict] for verdict in Verdict if verdict.is_wrong) - strangers
    return (
        kind.value,
        f"{judged.planted[kind]:,}",
        _share(judged.found[kind], judged.planted[kind]),
        _share(right, right + wrong),
        f"{strangers:,}",
        f"{judged.verdicts[kind, Verdict.BESIDE]:,}",
    )


def _show_rest(measured: Sequence[Measured]) -> None:
    rows = []
    for name, count, whole in (
        ("copied: articles whose origin is found", "found", "true"),
        ("copied: links to what it was made of", "right", ""),
        ("copied: links to a sibling", "sibling", ""),
        ("copied: links the wrong way round", "backwards", ""),
        ("copied: links to another matter", "strangers", ""),
    ):
        of = [one.judged.lineage[whole] if whole else _links(one.judged) for one in measured]
        shares = (_share(one.judged.lineage[count], each) for one, each in zip(measured, of, strict=True))
        rows.append((name, *shares))
    for name, count, whole in (
        ("groups: pairs of one statement that are in one group", "right", "true"),
        ("groups: pairs in a group that contradict one another", "contradicting", "right"),
        ("groups: pairs in a group about another matter", "strangers", "right"),
    ):
        rows.append((name, *(_share(one.judged.pairs[count], one.judged.pairs[whole]) for one in measured)))
    for rule in sorted({rule for one in measured for rule in one.judged.controls}):
        judged = [one.judged for one in measured]
        shares = (_share(one.controls_wrong[rule], one.controls[rule]) for one in judged)
        rows.append((f"said otherwise by {rule}: differences", *shares))
    show_rows(("Measure", *(f"{one.size:,} articles" for one in measured)), rows)


def _links(judged: Judged) -> int:
    return sum(judged.lineage[verdict] for verdict in ("right", "sibling", "backwards", "strangers"))


def _show_times(measured: Sequence[Measured]) -> None:
    first = measured[0]
    rows = [
        (
            f"{one.size:,}",
            f"{1000 * one.seconds:.0f}",
            f"{one.seconds / first.seconds:.2f}",
            f"{1000 * one.one_more:.0f}",
            f"{one.one_more / first.one_more:.2f}",
            f"{1000 * one.resolving:.0f}",
        )
        for one in measured
    ]
    head = ("Articles", "ms an article", "ratio", "ms for one more", "ratio", "ms resolving")
    show_rows(head, rows)


def _show_examples(judged: Judged, count: int) -> None:
    for kind in DiscrepancyKind:
        for plant in [one for one in judged.missed if one[2].kind is kind][:count]:
            print(f"missed {kind.value} ({plant[2].by})\n  {plant[2].before}\n  {plant[2].after}")
        for verdict in Verdict:
            if verdict.is_wrong:
                found = [one for each, said, one in judged.examples if (each, said) == (kind, verdict)]
                for one in found[:count]:
                    print(
                        f"{kind.value} {verdict.value}: {one.reason}\n  {one.left.text}\n  {one.right.text}"
                    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()
