"""The lexicon of cues: every row can be used, and every word is found by the forms that stand in a text."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.claims.lexemes import Cue, adjective_cues, noun_cues, verb_cues
from kg.lexicon import Row, table, words
from kg.model import Act

WORD = re.compile(r"\w+")
CUE_TABLES = {"reporting_verbs": "verb", "reporting_nouns": "noun", "reporting_adjectives": "adjective"}
FORM_TABLES = {
    "document_nouns": "noun",
    "source_nouns": "noun",
    "attributing_adverbs": "adverb",
    "refusing_verbs": "form",
    "relaying_participles": "participle",
    "interview_nouns": "noun",
}
LEMMA_TABLES = {"light_verbs": "verb", "answering_verbs": "verb", "irregular_verbs": "verb"}
FRAMES = frozenset({"clause", "infinitive", "object", "object-as", "object-infinitive", "preposition"})
ACTS = frozenset({Act.SPEECH, Act.THOUGHT, Act.INTENTION, Act.DEED})
CUE_ROWS = [(name, row) for name in CUE_TABLES for row in table(name)]
EVERY_TABLE = pytest.mark.parametrize("name", sorted({**CUE_TABLES, **FORM_TABLES, **LEMMA_TABLES}))


def lemmas_of(form: str) -> set[str]:
    return {cue.lemma for cue in verb_cues().get(form, ())}


def forms_of(lemma: str, index: dict[str, tuple[Cue, ...]]) -> set[str]:
    return {form for form, cues in index.items() if any(cue.lemma == lemma for cue in cues)}


def tokens_of(row: Row) -> set[str]:
    return set(WORD.findall(row["example"].lower()))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("denying", "deny"),
        ("planning", "plan"),
        ("quipped", "quip"),
        ("admitting", "admit"),
        ("wrote", "write"),
        ("written", "write"),
        ("hoped", "hope"),
        ("hoping", "hope"),
        ("stresses", "stress"),
        ("reaches", "reach"),
        ("agreed", "agree"),
        ("agreeing", "agree"),
        ("guaranteeing", "guarantee"),
        ("opted", "opt"),
        ("preferred", "prefer"),
        ("inferring", "infer"),
        ("signaled", "signal"),
        ("signalling", "signal"),
        ("foresaw", "foresee"),
        ("prayed", "pray"),
        ("queried", "query"),
    ],
)
def test_a_verb_is_found_by_its_forms(form: str, lemma: str) -> None:
    expected = {lemma} if lemma in words("reporting_verbs", "verb") else set()
    assert lemmas_of(form) == expected


@pytest.mark.parametrize("form", ["say", "hop", "saying"])
def test_a_form_leads_to_no_other_verb(form: str) -> None:
    assert lemmas_of(form) <= {"say"}


def test_nouns_are_found_in_singular_and_plural() -> None:
    for form in ("claim", "claims", "promise", "promises", "wish", "wishes", "worries"):
        assert noun_cues()[form]


def test_adjectives_are_found_as_they_stand() -> None:
    assert adjective_cues()["confident"][0].act is Act.THOUGHT


@EVERY_TABLE
def test_every_table_loads_with_example_and_reference(name: str) -> None:
    for row in table(name):
        assert len(row["example"]) > 10
        assert len(row["reference"]) > 5


@EVERY_TABLE
def test_an_example_is_one_or_two_short_sentences(name: str) -> None:
    for row in table(name):
        assert 6 <= len(row["example"].split()) <= 20, row["example"]
        assert row["example"].endswith((".", "”")), row["example"]


@EVERY_TABLE
def test_no_example_is_used_twice_in_a_table(name: str) -> None:
    repeated = [text for text, count in Counter(row["example"] for row in table(name)).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize(("name", "row"), CUE_ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_acts_and_frames_are_of_the_known_set(name: str, row: Row) -> None:
    frames = set(row["frames"].split(","))
    assert Act(row["act"]) in ACTS
    assert frames <= FRAMES
    assert ("preposition" in frames) == bool(row["prepositions"])
    assert row.get("subject", "") in ("", "document")
    assert row["rule"] in ("yes", "no")


@pytest.mark.parametrize(("name", "column"), CUE_TABLES.items())
def test_no_word_has_two_rows_of_the_same_act_subject_and_rule(name: str, column: str) -> None:
    keys = Counter((row[column], row["act"], row.get("subject", ""), row["rule"]) for row in table(name))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(("name", "column"), {**FORM_TABLES, **LEMMA_TABLES}.items())
def test_no_word_stands_twice_in_a_list(name: str, column: str) -> None:
    assert len(table(name)) == len(words(name, column))


def test_the_example_of_a_verb_has_a_form_of_it() -> None:
    index = dict(verb_cues())
    missing = [
        row["verb"] for row in table("reporting_verbs") if not forms_of(row["verb"], index) & tokens_of(row)
    ]
    assert missing == []


def test_the_example_of_a_noun_has_it_in_singular_or_plural() -> None:
    index = dict(noun_cues())
    missing = [
        row["noun"] for row in table("reporting_nouns") if not forms_of(row["noun"], index) & tokens_of(row)
    ]
    assert missing == []


def test_the_example_of_an_adjective_has_it() -> None:
    rows = table("reporting_adjectives")
    assert [row["adjective"] for row in rows if row["adjective"] not in tokens_of(row)] == []


@pytest.mark.parametrize(("name", "column"), FORM_TABLES.items())
def test_the_example_of_a_form_has_the_very_form(name: str, column: str) -> None:
    assert [row[column] for row in table(name) if row[column] not in tokens_of(row)] == []


@pytest.mark.parametrize("name", ["light_verbs", "answering_verbs"])
def test_the_example_of_a_lemma_has_a_word_that_begins_like_it(name: str) -> None:
    irregular = {
        "give": "gave",
        "have": "have",
        "hold": "holds",
        "make": "made",
        "send": "sent",
        "take": "took",
    }
    irregular |= {"draw": "drew"}
    for row in table(name):
        stem = irregular.get(row["verb"], row["verb"].removesuffix("e").removesuffix("y"))
        assert any(token.startswith(stem) for token in tokens_of(row)), row["verb"]


def test_the_example_of_an_irregular_verb_has_an_irregular_form() -> None:
    rows = table("irregular_verbs")
    assert [row["verb"] for row in rows if not set(row["forms"].split(",")) & tokens_of(row)] == []


def test_every_irregular_verb_is_a_verb_that_credits() -> None:
    assert words("irregular_verbs", "verb") <= words("reporting_verbs", "verb")
