"""The pipeline that `kg.parse` loads gives what the model's own components give."""

from __future__ import annotations

import importlib

import pytest

from kg.config import SPACY_MODEL
from kg.parse import load_model, parse_text

pytestmark = pytest.mark.model

TEXT = """Ferry strike ends

There's no deal yet, the harbour office said; it ain't over. "We're gonna sail on 3 May, I gotta," she said.
  Let's wait: those who'd left didn't   come back.  Are there boats?
He got two. That\tthat they were late, which was his, is what it gets them.
"""


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("text", [TEXT, "", " ", "\n\n", "gon na gon na"])
def test_parts_of_speech_morphology_and_lemmas_are_those_of_the_models_own_ruler(text: str) -> None:
    whole = importlib.import_module(SPACY_MODEL).load()
    whole.add_pipe("line_boundaries", first=True)
    assert "token_rules" in load_model().pipe_names
    expected, found = whole(text), load_model()(text)
    assert _annotations(found) == _annotations(expected)


def _annotations(doc: object) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, t.dep_, t.head.i, str(t.morph), t.lemma_, t.ent_type_, t.is_sent_start)
        for t in doc  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("The mayor of Arlen, Ilse Brandt, said the bridge was closed.", "Brandt", "mayor"),
        (
            "A spokeswoman for the ministry, Ana Reyes, said on Friday that it was late.",
            "Reyes",
            "spokeswoman",
        ),
    ],
)
def test_a_name_in_apposition_hangs_on_the_noun_that_says_what_somebody_is(
    text: str, name: str, noun: str
) -> None:
    found = next(token for token in parse_text(text) if token.text == name)
    assert (found.dep_, found.head.text) == ("appos", noun)
