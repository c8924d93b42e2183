"""spaCy's pipeline alone, in a process of its own: what `kg build` is measured against.

    python bench/spacy_alone.py TEXTS.jsonl [--one-by-one]

Comes in: JSON lines with `text`.  Goes out: one JSON object, CPU seconds of this process: `startup` (imports
and loading the model) and `total`.  The model is as its makers ship it; texts go in by `nlp.pipe`, or singly.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
import warnings
from collections import deque
from pathlib import Path

from kg.config import SPACY_MODEL


def main() -> None:
    """Parse the texts and print what it cost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--one-by-one", action="store_true")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    nlp = importlib.import_module(SPACY_MODEL).load()
    startup = time.process_time()
    lines = arguments.texts.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    deque(map(nlp, texts) if arguments.one_by_one else nlp.pipe(texts), maxlen=0)
    print(json.dumps({"startup": startup, "total": time.process_time()}))


if __name__ == "__main__":
    main()
