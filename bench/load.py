"""What storing articles takes: memory by their number, seconds and bytes of each, and how well they compress.

    python -m bench.load [ARTICLES ...] [--readings FILE]      (200 2000 without any)

Comes in: the first 120 articles of PolNeAR's train part beside the checkout (else the sample articles), read
once, or what a file of readings has (JSON lines of kg.codec; it is written if it is not there).  Goes out:
two tables on stdout.  Stores are made of these readings again and again, under other ids.  Each size is taken
in by a process of its own as `kg build` does it (files, ledger, graph; nothing is derived), with the
extraction left out: what it found in a text is looked up.  `memory` is the most that the process had, less
what it had before the first article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from zstandard import ZstdCompressor, ZstdDecompressor

from bench.workers import TRAIN
from kg.cli.screen import show_rows
from kg.codec import decode_reading, encode_reading
from kg.config import Crew
from kg.extraction import extract, make_recipe, open_readers
from kg.extraction.opening import PreparedReaders
from kg.extraction.outcomes import Numbered, Outcome
from kg.graph.quads import reading_quads
from kg.graph.serialise import to_nquads
from kg.graph.store import open_for_writing
from kg.intake import take_in
from kg.model import Document, Reading
from kg.read import open_paths, read_paths

TEXTS = 120
SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "articles"
MB = 1e6


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--readings", type=Path, metavar="FILE")
    parser.add_argument("--take-in", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.take_in:
        print(json.dumps(take_all(*asked.take_in, asked.articles[0])))
        return 0
    with tempfile.TemporaryDirectory() as name:
        readings = asked.readings or Path(name, "readings.jsonl")
        if not readings.exists():
            readings.write_bytes(b"".join(encode_reading(one) + b"\n" for one in read_once()))
        show_compression([decode_reading(line) for line in readings.read_bytes().splitlines()])
        show_loading(readings, asked.articles)
    return 0


def read_once() -> list[Reading]:
    """Return what the articles say."""
    paths = [str(TRAIN if TRAIN.is_file() else SEEDS)]
    documents = islice((one for one in read_paths(paths) if isinstance(one, Document)), TEXTS)
    with open_readers(Crew(), make_recipe((), "shipped"), (), lambda words: None) as readers:
        return [one for _, one in extract(readers, enumerate(documents)) if isinstance(one, Reading)]


# ------------------------------------------------------------------------------------- compression

Codec = tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]


def codecs() -> Iterator[tuple[str, Codec]]:
    """Yield ways to compress, and back."""
    yield "none", (bytes, bytes)
    for level in (1, 6, 9):
        yield f"gzip {level}", (partial(gzip.compress, compresslevel=level, mtime=0), gzip.decompress)
    for level in (1, 3, 6, 9, 12):
        yield f"Zstandard {level}", (ZstdCompressor(level).compress, ZstdDecompressor().decompress)
    for level in (1, 6):
        yield f"LZMA {level}", (partial(lzma.compress, preset=level), lzma.decompress)


def show_compression(readings: Sequence[Reading]) -> None:
    """Print what each way to compress makes of the two files of an article."""
    records = [encode_reading(one) for one in readings]
    quads = [to_nquads(reading_quads(one)).encode() for one in readings]
    claims = sum(len(one.claims) for one in readings) / len(readings)
    lines = sum(one.count(b"\n") for one in quads) / len(readings)
    print(f"{len(readings)} articles, {claims:.0f} claims and {lines:,.0f} quads each\n")
    head = ("Compressed by", "kB records", "kB N-Quads", "ms to write", "ms to read")
    show_rows(head, [row_of(name, codec, records, quads) for name, codec in codecs()])


def row_of(name: str, codec: Codec, *kinds: Sequence[bytes]) -> tuple[str, ...]:
    """Return sizes and CPU milliseconds for both files of an article."""
    write, read = codec
    number = len(kinds[0])
    packed = [[write(one) for one in payloads] for payloads in kinds]
    sizes = [sum(map(len, frames)) / number / 1000 for frames in packed]
    seconds = [
        cpu_seconds(write, (one for payloads in kinds for one in payloads)),
        cpu_seconds(read, (one for frames in packed for one in frames)),
    ]
    return (name, *(f"{size:.1f}" for size in sizes), *(f"{1000 * one / number:.2f}" for one in seconds))


def cpu_seconds(step: Callable[[bytes], object], payloads: Iterable[bytes]) -> float:
    """Return the CPU seconds of a step over all payloads."""
    began = time.process_time()
    for payload in payloads:
        step(payload)
    return time.process_time() - began


# ----------------------------------------------------------------------------------------- loading


def show_loading(readings: Path, sizes: Sequence[int]) -> None:
    """Print what taking so many articles in took."""
    rows = []
    for number in sizes:
        with tempfile.TemporaryDirectory() as name:
            asked = ["--take-in", str(readings), str(Path(name, "store"))]
            command = [sys.executable, "-m", "bench.load", str(number), *asked]
            took = json.loads(subprocess.check_output(command))
            store = Path(name, "store")
            kept, graph = bytes_in(store / "articles") / number, bytes_in(store / "graph") / number
        rows.append(
            (
                f"{number:,}",
                f"{took['megabytes']:.0f}",
                f"{1000 * took['megabytes'] / number:.1f}",
                f"{1000 * took['cpu'] / number:.1f}",
                f"{number / took['seconds']:.1f}",
                f"{kept / 1000:.1f}",
                f"{graph / 1000:.1f}",
            )
        )
    print()
    head = ("Articles", "Memory MB", "kB each", "CPU ms each", "Articles/s", "kB stored", "kB graph")
    show_rows(head, rows)


def bytes_in(folder: Path) -> int:
    """Return the size of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def take_all(readings: Path, store: Path, number: int) -> dict[str, float]:
    """Take so many articles into a store; return seconds, CPU seconds and megabytes."""
    lines = readings.read_bytes().splitlines()
    inbox = store.parent / "inbox.jsonl"
    with inbox.open("w", encoding="utf-8") as file:
        for place in range(number):
            text = decode_reading(lines[place % len(lines)]).document.text
            fields = {"id": f"a{place}", "publisher": f"Paper {place % 97}", "text": text}
            file.write(json.dumps(fields) + "\n")
    known = StoredReaders(lines)
    peak, cpu, began = peak_bytes(), time.process_time(), time.perf_counter()
    with open_for_writing(store) as writer:
        took = take_in(open_paths([str(inbox)]), writer, known, "bench", lambda *told: None)
    if took.read != number:
        raise RuntimeError(f"{took.read} of {number} articles were stored")
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "megabytes": (peak_bytes() - peak) / MB,
    }


class StoredReaders(PreparedReaders):
    """Finds in each text what was found in it before."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        """Take readings as JSON."""
        self._lines = {decode_reading(line).document.text_sha256: line for line in lines}

    def prepare(self) -> None:
        """Load nothing."""

    def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome]]:  # type: ignore[override]
        """Yield the readings, under the ids of these documents."""
        for number, document in documents:
            known = decode_reading(self._lines[document.text_sha256])
            yield number, replace(known, document=document, extractor="bench")


def peak_bytes() -> int:
    """Return the most memory that this process has had (Linux; `getrusage` would count its parent's too)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    sys.exit(main())
