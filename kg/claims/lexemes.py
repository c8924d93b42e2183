"""The lexicon of cues, indexed for look-up by word form.

Comes in: `lexicon/en/reporting_*.tsv`.  Goes out: `Cue` entries.  The statistical lemmatiser gets some verbs
wrong ("hoped" -> "hop"), so that forms are inflected from the lexicon, not lemmatised from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.lexicon import Row, table
from kg.model import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that credits, and the frames in which it does.

    `frames`: clause, infinitive, object, object-as, object-infinitive, preposition (with `prepositions`).
    `subject`: "document" when only a text, a study or figures can be the source in this sense.
    `ruled`: whether the rules take the word for a cue in these frames whenever it stands in one.  Where it
    credits only now and then ("backed the plan", "backed the car"), the learned part alone reads the entry.
    """

    lemma: str
    act: Act
    frames: frozenset[str]
    prepositions: frozenset[str]
    subject: str
    ruled: bool = True


def _cue(row: Row, column: str) -> Cue:
    return Cue(
        lemma=row[column],
        act=Act(row["act"]),
        frames=frozenset(row["frames"].split(",")),
        prepositions=frozenset(filter(None, row["prepositions"].split(","))),
        subject=row.get("subject", ""),
        ruled=row["rule"] == "yes",
    )


@cache
def verb_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the entries for every inflected form of a verb of reporting, thought or intention."""
    return _indexed("reporting_verbs", "verb", _verb_forms)


@cache
def noun_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the entries for nouns of speech and thought, singular and plural ("claim", "hopes")."""
    return _indexed("reporting_nouns", "noun", _noun_forms)


@cache
def adjective_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the entries for adjectives of thought and feeling ("confident that")."""
    return _indexed("reporting_adjectives", "adjective", lambda word: iter((word,)))


def _indexed(name: str, column: str, forms: object) -> Mapping[str, tuple[Cue, ...]]:
    index: dict[str, tuple[Cue, ...]] = {}
    for row in table(name):
        cue = _cue(row, column)
        for form in forms(row[column]):  # type: ignore[operator]
            index[form] = (*index.get(form, ()), cue)
    return index


def verb_entries(token: Token) -> tuple[Cue, ...]:
    """Return the lexicon's entries for a verb token."""
    if token.pos_ not in ("VERB", "AUX"):
        return ()
    return verb_cues().get(token.lower_, ())


def ruled(entries: Iterable[Cue]) -> Iterator[Cue]:
    """Yield the entries by which the rules go."""
    return (cue for cue in entries if cue.ruled)


def entries_of(token: Token) -> tuple[Cue, ...]:
    """Return the lexicon's entries for a verb, noun or adjective."""
    if token.pos_ in ("VERB", "AUX"):
        return verb_cues().get(token.lower_, ())
    cues = noun_cues() if token.pos_ == "NOUN" else adjective_cues()
    return cues.get(token.lower_, ())


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    return {row["verb"]: tuple(row["forms"].split(",")) for row in table("irregular_verbs")}


_DOUBLING = frozenset(
    {"admit", "plan", "snap", "concur", "blog", "beg", "opt", "refer", "dub", "slam", "quip", "bet"}
)


def _verb_forms(verb: str) -> Iterator[str]:
    """Yield the forms of a verb: base, third person, past, participles."""
    yield verb
    stem = verb + verb[-1] if verb in _DOUBLING else verb[:-1] if verb.endswith("e") else verb
    listed = _irregular().get(verb, (_regular_past(verb, stem),))
    yield from listed
    yield _third_person(verb)
    if not any(form.endswith("ing") for form in listed):
        yield stem + "ing"


def _regular_past(verb: str, stem: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return stem + "ed"


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _noun_forms(noun: str) -> Iterator[str]:
    yield noun
    yield _third_person(noun)
