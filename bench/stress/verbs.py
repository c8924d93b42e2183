"""Rules that change how a verb stands: hedges, negation, tense; and one that changes its voice alone.

Each takes a sentence of the original with its claims and yields what the sentence may become.
Must not: yield a sentence that says the same, `change_voice` apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.stress.drafts import Telling
from bench.stress.wordings import participle_of, past_of
from kg.model import Certainty, Claim, Polarity, Predicate, Span, Tense

_HEDGES = (
    (re.compile(r"\b(?:may|might|could) have (?=\w+(?:ed|en|un|n)\b)"), "had "),
    (re.compile(r"\b(?:may|might|could|should|can)\b(?! have\b)"), "will"),
    (re.compile(r"\b(?:probably|possibly|perhaps|likely) "), ""),
    (re.compile(r"\b(?:is|are) (?:likely|expected) to\b"), "will"),
    (re.compile(r"\bmost likely\b"), "main"),
)
"""What a hedge reads and what stands there without it; the first that fits the content."""

_AUXILIARY = frozenset(
    {"will", "would", "can", "could", "may", "might", "should", "must", "is", "are", "was", "were", "has",
     "have", "had", "does", "do", "did"}
)  # fmt: skip
_BE_HAVE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would"})
_NEGATED = re.compile(r"\b(not|never) |\b(can)(not)\b|n[’'](t)\b")
_NO_PASSIVE = frozenset({"be", "have", "cost", "say", "become", "run", "go", "take", "fall", "want", "plan"})
_MAY_STAND_BEFORE = re.compile(r"^$|\b(?:that|said|if|notes) $")
_MAY_FOLLOW = re.compile(r"[.,;]|$| (?:by|in|on|out|at|for|to|over|between|until|with|of delay)\b")
_SMALL = frozenset({"The", "A", "An", "About", "This", "His", "Its", "No", "Cholera"})
_PRONOUN = re.compile(r"(?:i|you|he|she|it|we|they|them|us|me|him|her|this|that|who|which)", re.IGNORECASE)


def drop_hedge(telling: Telling) -> Iterator[str]:
    """Yield the sentence without the hedge of a claim."""
    for claim in telling.claims:
        if claim.modality.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE):
            yield from _without_hedge(telling, claim)


def add_hedge(telling: Telling) -> Iterator[str]:
    """Yield the sentence with a hedge at the main verb of a claim that has none."""
    for claim, verb in _main_verbs(telling):
        if claim.modality.certainty is Certainty.CERTAIN and verb.tense is not Tense.FUTURE:
            yield telling.edit(_after_auxiliary(verb, "probably"))
        elif claim.modality.certainty is Certainty.CERTAIN and verb.text.startswith("will "):
            start = verb.spans[0][0]
            yield telling.edit((start, start + len("will"), "may"))


def flip_polarity(telling: Telling) -> Iterator[str]:
    """Yield the sentence with its main verb negated, or without the negation that it has."""
    for claim, verb in _main_verbs(telling):
        if claim.modality.polarity is Polarity.NEGATIVE:
            yield from _without_negation(telling, verb)
        elif verb.polarity is Polarity.POSITIVE:
            yield telling.edit(_negated(verb))


def move_tense(telling: Telling) -> Iterator[str]:
    """Yield the sentence with what is past put ahead, or what is ahead put behind; undated events alone."""
    for claim, verb in _main_verbs(telling):
        if claim.event_time is not None or claim.modality.certainty is not Certainty.CERTAIN:
            continue
        words = _moved(verb)
        if words and len(verb.spans) == 1 and verb.polarity is Polarity.POSITIVE:
            yield telling.edit((*verb.spans[0], words))


def change_voice(telling: Telling) -> Iterator[str]:
    """Yield the sentence in the passive, with the same agent and patient: it says the same."""
    for verb, agent, patient in _acts(telling):
        words = _passive_words(verb, _words(telling, patient))
        if words:
            yield telling.edit(
                (*agent, _lowered(_words(telling, patient))),
                (*verb.spans[0], words),
                (*patient, f"by {_lowered(_words(telling, agent))}"),
            )


def _without_hedge(telling: Telling, claim: Claim) -> Iterator[str]:
    for start, end in claim.spans:
        words = telling.sentence.text[start - telling.sentence.start : end - telling.sentence.start]
        for pattern, instead in _HEDGES:
            if match := pattern.search(words):
                yield telling.edit((start + match.start(), start + match.end(), instead))
                return


def _main_verbs(telling: Telling) -> Iterator[tuple[Claim, Predicate]]:
    seen = set()
    for claim in telling.claims:
        for verb in claim.predicates:
            fit = verb.main and verb.lemma != "say" and not verb.text.startswith("to ")
            if fit and verb.spans not in seen:
                seen.add(verb.spans)
                yield claim, verb


def _after_auxiliary(verb: Predicate, word: str) -> tuple[int, int, str]:
    """Return the edit that puts an adverb where adverbs stand."""
    start = verb.spans[0][0]
    first = verb.text.split()[0]
    if first.casefold() in _AUXILIARY or first in ("cannot", "don’t"):
        return start + len(first), start + len(first), f" {word}"
    return start, start, f"{word} "


def _negated(verb: Predicate) -> tuple[int, int, str]:
    start = verb.spans[0][0]
    first = verb.text.split()[0]
    if first.casefold() == "can":
        return start + len(first), start + len(first), "not"
    if first.casefold() in _AUXILIARY and (" " in verb.text or (first in _BE_HAVE and verb.lemma == "be")):
        return start + len(first), start + len(first), " not"
    if verb.tense is Tense.PAST:
        return start, start + len(first), f"did not {verb.lemma.split()[0]}"
    helper = "does" if first.endswith("s") else "do"
    return start, start + len(first), f"{helper} not {verb.lemma.split()[0]}"


def _without_negation(telling: Telling, verb: Predicate) -> Iterator[str]:
    start, end = verb.spans[0][0], verb.spans[-1][1]
    words = telling.sentence.text[start - telling.sentence.start : end - telling.sentence.start]
    changed = re.sub(r"n[’']t\b", "", words)
    changed = re.sub(r"\bcannot\b", "can", re.sub(r" (?:not|never)\b", "", changed))
    if changed != words:
        yield telling.edit((start, end, changed))


def _moved(verb: Predicate) -> str:
    """Return the words of a verb in the other tense, "" where that is not known."""
    first, _, rest = verb.text.partition(" ")
    if verb.tense is Tense.PAST and first in ("was", "were"):
        return f"will be {rest}".rstrip()
    if verb.tense is Tense.PAST and first in ("has", "have", "had"):
        return "will be " + rest[5:] if rest.startswith("been ") else f"will {verb.lemma}"
    if verb.tense is Tense.PAST and not rest:
        return f"will {verb.lemma}"
    if verb.tense is Tense.FUTURE and first in ("will", "would") and verb.lemma != "be":
        behind = participle_of(verb.lemma) if first == "would" else past_of(verb.lemma)
        return f"was {rest[3:]}" if rest.startswith("be ") else f"{'had ' * (first == 'would')}{behind}"
    return ""


def _acts(telling: Telling) -> Iterator[tuple[Predicate, Span, Span]]:
    """Yield main verbs with an agent right before and a patient right behind them that ends there."""
    for _, verb in _main_verbs(telling):
        agent, patient = verb.agent, verb.patient
        if agent is None or patient is None or len(verb.spans) != 1 or verb.lemma in _NO_PASSIVE:
            continue
        if len(agent.spans) != 1 or len(patient.spans) != 1 or not telling.holds(patient.spans[0]):
            continue
        if not _PRONOUN.fullmatch(agent.text) and not _PRONOUN.fullmatch(patient.text):
            (start, end), (at, to) = agent.spans[0], patient.spans[0]
            before, behind = telling.split(start)[0], telling.split(to)[1]
            close = end + 1 == verb.spans[0][0] and verb.spans[0][1] + 1 == at
            if close and _MAY_STAND_BEFORE.search(before) and _MAY_FOLLOW.match(behind):
                yield verb, (start, end), (at, to)


def _passive_words(verb: Predicate, patient: str) -> str:
    first, _, rest = verb.text.partition(" ")
    participle = participle_of(verb.lemma)
    several = patient.endswith("s") or patient[0].isdigit()
    if not rest and verb.tense is Tense.PAST:
        return f"{'were' if several else 'was'} {participle}"
    if not rest and verb.tense is Tense.PRESENT:
        return f"{'are' if several else 'is'} {participle}"
    if first in ("has", "have", "had") and " " not in rest:
        return f"{'had' if first == 'had' else 'have' if several else 'has'} been {participle}"
    if first in ("will", "would", "could", "may", "might") and " " not in rest:
        return f"{first} be {participle}"
    return ""


def _words(telling: Telling, span: Span) -> str:
    return telling.sentence.text[span[0] - telling.sentence.start : span[1] - telling.sentence.start]


def _lowered(words: str) -> str:
    first = words.split()[0]
    return words[0].lower() + words[1:] if first in _SMALL else words
