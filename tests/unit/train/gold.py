"""Tiny corpora of invented sentences, in the markup of corpus/attribution, as corpora to learn from."""

from __future__ import annotations

from kg.evaluate.markup import parse_markup
from kg.evaluate.relations import AnnotatedText
from kg.train.attribution import Corpus

SENTENCES = (
    "[1:Officials] <1:said> {1:the gates were closed}. The pumps were moved to the yard.",
    "[1:The keeper] <1:gribbled> that {1:the lock was old}. The boats waited for the tide.",
    "[1:Lind] <1:said> {1:the river was low}, and [2:farmers] <2t:fear> {2:a dry summer}.",
    "[1:The board] <1i:wants> {1:to sell the quay}. The crew painted the hull.",
    "[1:Critics] <1:accused> {1:the firm of fraud}. The firm hired a diver.",
    "[1:Workers] <1:say> {1:the crane is unsafe}. They watched the crane.",
    "{1:The wall leaked}, [1:the clerk] <1:said>. He opened the window.",
    "“{1:We will stay}”, [1:Lind] <1:said>. The hall was cold.",
    "[1:The clerk] <1:gribbled> that {1:nobody had paid}. Rain fell on the quay.",
    "[1:The mayor] <1:urged> {1:drivers to stay at home}. The road was wet.",
)


def texts(*marked: str) -> tuple[AnnotatedText, ...]:
    return tuple(parse_markup(text, f"t{number:02}") for number, text in enumerate(marked))


def corpus(name: str = "harbour", frames: frozenset[str] | None = None, weight: float = 1.0) -> Corpus:
    return Corpus(name, texts(*SENTENCES), "our own", frames, weight)


def silent(stage: str, done: int, total: int, item: str) -> None:
    pass
