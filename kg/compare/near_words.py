"""Words that mean the same, and words that mean the opposite.

Comes in: stems.  Goes out: yes or no.  The pairs are those of WordNet (`data/near_words.tsv`, made by
`bench/near_words.py`): words of one synset, what is derived from one another ("allow",
"permission"), and direct antonyms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.compare.meaning import stem_of


def synonyms_of(stem: str) -> frozenset[str]:
    """Return the stems that may mean the same as one."""
    return _near("same").get(stem, frozenset())


def are_synonyms(one: str, other: str) -> bool:
    """Tell whether two stems may mean the same."""
    return other in _near("same").get(one, ())


def are_opposite(one: str, other: str) -> bool:
    """Tell whether two stems mean the opposite of one another."""
    return other in _near("opposite").get(one, ())


@cache
def _near(relation: str) -> Mapping[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    source = files(__package__).joinpath("data", "near_words.tsv")
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{relation}\t"):
            _, word, others = line.split("\t")
            for other in others.split():
                near.setdefault(stem_of(word), set()).add(stem_of(other))
                near.setdefault(stem_of(other), set()).add(stem_of(word))
    return {stem: frozenset(found) for stem, found in near.items()}
