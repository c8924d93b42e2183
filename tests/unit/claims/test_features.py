"""Features are readable, tell what the rules tell, and never hold a name."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.claims.features import features, head_of, lemma, spoken, surroundings
from kg.claims.relations import NO_TOKENS, Relation
from kg.model import Act
from tests.unit.claims.parses import find, parsed, relation_of, said

SAID = parsed(
    "Mara|PROPN.NNP|compound|1|B-PERSON Lind|PROPN.NNP|nsubj|2|I-PERSON said|VERB.VBD|ROOT|2"
    " that|SCONJ.IN|mark|7 Orsk|PROPN.NNP|nmod|5|B-GPE pumps|NOUN.NNS|nsubj|7 would|AUX.MD|aux|7"
    " fail|VERB.VB|ccomp|2 .|PUNCT..|punct|2",
    {"said": "say", "pumps": "pump"},
)
LIND_SAID = relation_of(SAID, "Mara Lind", "said", "Orsk pumps would fail")

DENIED = parsed(
    "Officials|NOUN.NNS|nsubj|4 could|AUX.MD|aux|4 n't|PART.RB|neg|4 have|AUX.VB|aux|4"
    " pointed|VERB.VBN|ROOT|4 out|ADP.RP|prt|4 of|ADP.IN|prep|4 leaks|NOUN.NNS|pobj|6 .|PUNCT..|punct|4",
    {"pointed": "point"},
)
OF_LEAKS = relation_of(DENIED, "Officials", "pointed", "leaks", "verb.preposition")


def features_of(
    relation: Relation, ruled: tuple[Relation, ...] = (), quoted: str = "", doc: Doc = SAID
) -> frozenset[str]:
    return frozenset(features(relation, surroundings(doc, find(doc, quoted), ruled)))


@pytest.mark.parametrize(
    "name",
    [
        "bias",
        "cue=say",
        "frame=verb.that-clause",
        "frame=verb.that-clause known=frame",
        "frame=verb.that-clause act=speech",
        "acts=speech",
        "source=PERSON",
        "source head=<PROPN>",
        "source left near",
        "content head=VERB dep=ccomp",
        "content quoted=no acts=speech frame=verb.that-clause",
        "content finite=True acts=speech frame=verb.that-clause",
        "after=that",
    ],
)
def test_a_feature_says_what_holds_of_the_candidate(name: str) -> None:
    assert name in features_of(LIND_SAID)


@pytest.mark.parametrize(
    "name",
    ["negated", "auxiliary=could", "cue=point particle=out", "preposition=of", "has=prep", "source=people"],
)
def test_what_hangs_from_the_cue_is_told(name: str) -> None:
    assert name in features_of(OF_LEAKS, doc=DENIED)


def test_no_feature_holds_a_name() -> None:
    told = " ".join(features_of(LIND_SAID, (LIND_SAID,))).lower()
    assert "lind" not in told
    assert "orsk" not in told


def test_the_same_candidate_with_other_names_has_the_same_features() -> None:
    renamed = [token.text for token in SAID]
    renamed[0], renamed[1], renamed[4] = "Ana", "Ruiz", "Veldt"
    row = " ".join(
        f"{word}|{token.pos_}.{token.tag_}|{token.dep_}|{token.head.i}"
        + (f"|{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "")
        for word, token in zip(renamed, SAID, strict=True)
    )
    doc = parsed(row, {"said": "say", "pumps": "pump"})
    other = relation_of(doc, "Ana Ruiz", "said", "Veldt pumps would fail")
    assert features_of(other, doc=doc) == features_of(LIND_SAID)


def test_agreement_with_the_rules_is_told_by_content() -> None:
    near = relation_of(SAID, "Mara Lind", "said", "pumps would fail")
    far = relation_of(SAID, "Mara Lind", "said", "Orsk")
    for ruled, expected in (((LIND_SAID,), "same"), ((near,), "near"), ((far,), "other"), ((), "none")):
        assert f"rules={expected}" in features_of(LIND_SAID, ruled)
    assert "rule=verb.that-clause" in features_of(LIND_SAID, (LIND_SAID,))
    assert not any(name.startswith("rule=") for name in features_of(LIND_SAID, (near,)))


def test_how_much_of_the_content_is_quoted_is_told() -> None:
    for quoted, share in (("", "no"), ("would fail", "part"), ("Orsk pumps would fail", "all")):
        name = f"content quoted={share} acts=speech frame=verb.that-clause"
        assert name in features_of(LIND_SAID, quoted=quoted)


def test_a_source_inside_a_quotation_is_told() -> None:
    assert "source in quotation" in features_of(LIND_SAID, quoted="Mara Lind")
    assert "source in quotation" not in features_of(LIND_SAID)


def test_nobody_is_a_source_of_its_own_kind() -> None:
    nobody = Relation(NO_TOKENS, LIND_SAID.cue, LIND_SAID.content, 2, Act.SPEECH, "verb.that-clause")
    told = features_of(nobody)
    assert "source=none acts=speech" in told
    assert not any(name.startswith("source head=") for name in told)


@pytest.mark.parametrize(
    ("kind", "expected"), [("PROPN.NNP", "<PROPN>"), ("NUM.CD", "<NUM>"), ("X.FW", "<X>"), ("VERB.VB", "run")]
)
def test_a_name_or_number_has_its_kind_for_a_lemma(kind: str, expected: str) -> None:
    assert lemma(parsed(f"run|{kind}|ROOT|0")[0]) == expected


def test_a_capital_inside_a_sentence_is_taken_for_a_name() -> None:
    doc = parsed("Hope|NOUN.NN|nsubj|1 won|VERB.VBD|ROOT|1 Hope|NOUN.NN|dobj|1")
    assert (lemma(doc[0]), lemma(doc[2])) == ("hope", "<NOUN>")


def test_punctuation_is_not_spoken() -> None:
    assert said(SAID, spoken(SAID, find(SAID, "fail ."))) == "fail"


def test_the_head_of_a_phrase_is_the_word_whose_governor_lies_outside() -> None:
    assert head_of(SAID, find(SAID, "Mara Lind")).text == "Lind"
    assert head_of(SAID, find(SAID, "Orsk pumps would fail")).text == "fail"
