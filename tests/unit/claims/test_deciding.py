"""The decision: candidates above the threshold, the likeliest reading of each statement."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.claims.attribution import find_relations, quoted_tokens, ruled_relations
from kg.claims.deciding import decide, find_candidates
from kg.claims.discourse import transcript_relations
from kg.claims.features import features, surroundings
from kg.claims.quotations import find_quotations
from kg.claims.relations import NO_TOKENS
from kg.claims.weights import Weights
from tests.unit.claims.parses import find, parsed, said, shown

URGED = parsed(
    "Critics|NOUN.NNS|nsubj|1 urged|VERB.VBD|ROOT|1 drivers|NOUN.NNS|dobj|1 to|PART.TO|aux|4"
    " stay|VERB.VB|xcomp|1 .|PUNCT..|punct|1"
)
TWO_VERBS = parsed(
    "Critics|NOUN.NNS|nsubj|1 said|VERB.VBD|ROOT|1 pumps|NOUN.NNS|nsubj|3 failed|VERB.VBD|ccomp|1"
    " .|PUNCT..|punct|1 Drivers|NOUN.NNS|nsubj|6 gribbled|VERB.VBD|ROOT|6 that|SCONJ.IN|mark|9"
    " they|PRON.PRP|nsubj|9 left|VERB.VBD|ccomp|6 .|PUNCT..|punct|6"
)
STAY = parsed(
    "“|PUNCT.``|punct|7 We|PRON.PRP|nsubj|3 said|VERB.VBD|ccomp|7 so|ADV.RB|advmod|2 ,|PUNCT.,|punct|7"
    " ”|PUNCT.''|punct|7 Lind|PROPN.NNP|nsubj|7|B-PERSON said|VERB.VBD|ROOT|7 .|PUNCT..|punct|7"
)
TURNS = parsed(
    "VELDT|NOUN.NN|ROOT|0 :|PUNCT.:|punct|0 We|PRON.PRP|nsubj|3 said|VERB.VBD|ROOT|3 so|ADV.RB|advmod|3"
    " ¶|SPACE._SP|dep|4 VELDT|NOUN.NN|ROOT|6 :|PUNCT.:|punct|6 No|INTJ.UH|ROOT|8 .|PUNCT..|punct|8"
)


def weights(threshold: float, bias: float) -> Weights:
    return Weights("mine", threshold, {"bias": bias}, {})


def decided(doc: Doc, chosen: Weights) -> set[tuple[str, str, str, str]]:
    ruled = ruled_relations(doc, (), NO_TOKENS)
    found = decide(doc, ruled, (), NO_TOKENS, chosen)
    return {(relation.rule, *shown(doc, relation)) for relation in found}


def test_the_likeliest_reading_of_one_cue_is_taken() -> None:
    whole = Weights("mine", 0.5, {"frame=verb.object-infinitive": 2.0, "frame=verb.object": 1.0}, {})
    part = Weights("mine", 0.5, {"frame=verb.object-infinitive": 1.0, "frame=verb.object": 2.0}, {})
    assert ("verb.object-infinitive", "Critics", "urged", "drivers to stay") in decided(URGED, whole)
    assert len(decided(URGED, whole)) == 1
    assert ("verb.object", "Critics", "urged", "drivers") in decided(URGED, part)


def test_nothing_below_the_threshold_is_taken() -> None:
    assert decided(TWO_VERBS, weights(0.5, bias=-0.1)) == set()
    assert len(decided(TWO_VERBS, weights(0.5, bias=0.0))) == 2
    assert decided(TWO_VERBS, weights(0.51, bias=0.0)) == set()


def test_each_cue_is_decided_by_its_own_features() -> None:
    chosen = Weights("mine", 0.5, {"bias": -1.0, "cue=gribbled": 3.0}, {})
    assert decided(TWO_VERBS, chosen) == {("verb.that-clause", "Drivers", "gribbled", "they left")}


def test_candidates_come_with_the_features_that_hold_of_them() -> None:
    ruled = ruled_relations(TWO_VERBS, (), NO_TOKENS)
    around = surroundings(TWO_VERBS, NO_TOKENS, ruled)
    found = list(find_candidates(TWO_VERBS, ruled, (), NO_TOKENS))
    assert [said(TWO_VERBS, candidate.spoken) for candidate in found] == ["pumps failed", "they left"]
    for candidate in found:
        assert candidate.features == tuple(features(candidate.relation, around))
    assert "rules=same" in found[0].features
    assert "rules=none" in found[1].features


def test_without_weights_the_rules_decide() -> None:
    assert [said(TWO_VERBS, found.cue) for found in find_relations(TWO_VERBS)] == ["said"]
    learned = find_relations(TWO_VERBS, Weights("mine", 0.5, {"cue=gribbled": 1.0, "bias": -0.5}, {}))
    assert [said(TWO_VERBS, found.cue) for found in learned] == ["gribbled"]


def test_what_a_quotation_or_a_turn_reports_is_part_of_it() -> None:
    quotations = find_quotations(STAY)
    assert said(STAY, quoted_tokens(quotations, transcript_relations(STAY))) == "We said so ,"
    assert said(TURNS, quoted_tokens((), transcript_relations(TURNS))) == "We said so No ."
    assert ruled_relations(TURNS, (), quoted_tokens((), transcript_relations(TURNS))) == []


def test_quotations_and_transcripts_need_no_weights() -> None:
    nothing = weights(0.99, bias=-9.0)
    assert [shown(TURNS, found)[0] for found in find_relations(TURNS, nothing)] == ["VELDT"]
    found = find_relations(STAY, nothing)
    assert [(shown(STAY, one), one.rule) for one in found] == [
        (("Lind", "said", "We said so"), "quotation.beside-cue")
    ]
    assert find(STAY, "said so") <= found[0].content
