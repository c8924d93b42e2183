"""Agent and patient are the same in active and passive, and shared where the grammar shares them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from kg.claims.located import Located
from kg.claims.participants import Participants
from kg.claims.predicate_records import MOST, Predicates
from kg.claims.subjects import is_passive, led_back
from kg.claims.verb_readings import VerbReadings
from kg.model import Certainty, Mention, Polarity, Referent, Tense
from tests.records import make_document
from tests.unit.claims.parses import parsed

PEOPLE = frozenset({"arland", "borland", "rebels", "soldiers", "council", "lind", "farmers"})

BACKING = parsed(
    "Rebels|NOUN.NNS|nsubj|3 backing|VERB.VBG|acl|0 Arland|PROPN.NNP|dobj|1 fled|VERB.VBD|ROOT|3",
    {"backing": "back", "fled": "flee"},
)
BACKED = parsed(
    "Arland|PROPN.NNP|nsubj|6 ,|PUNCT.,|punct|0 backed|VERB.VBN|acl|0 by|ADP.IN|agent|2"
    " rebels|NOUN.NNS|pobj|3 ,|PUNCT.,|punct|0 fled|VERB.VBD|ROOT|6",
    {"backed": "back", "fled": "flee"},
)
WHICH_REBELS_BACK = parsed(
    "Arland|PROPN.NNP|nsubj|6 ,|PUNCT.,|punct|0 which|PRON.WDT|dobj|4 rebels|NOUN.NNS|nsubj|4"
    " back|VERB.VBP|relcl|0 ,|PUNCT.,|punct|0 fled|VERB.VBD|ROOT|6",
    {"fled": "flee"},
)
REBELS_BACK = parsed(
    "Arland|PROPN.NNP|nsubj|3 rebels|NOUN.NNS|nsubj|2 back|VERB.VBP|relcl|0 fled|VERB.VBD|ROOT|3",
    {"fled": "flee"},
)
COMPOUND = parsed(
    "Rebel|PROPN.NNP|npadvmod|2 -|PUNCT.HYPH|punct|2 backed|VERB.VBN|amod|3 Arland|PROPN.NNP|nsubj|4"
    " fled|VERB.VBD|ROOT|4",
    {"backed": "back", "fled": "flee"},
)
FORCED = parsed(
    "Soldiers|NOUN.NNS|nsubjpass|2 were|AUX.VBD|auxpass|2 forced|VERB.VBN|ROOT|2 to|PART.TO|aux|4"
    " withdraw|VERB.VB|xcomp|2 and|CCONJ.CC|cc|4 surrender|VERB.VB|conj|4",
    {"were": "be", "forced": "force"},
)
URGED = parsed(
    "Arland|PROPN.NNP|nsubj|1 urged|VERB.VBD|ROOT|1 rebels|NOUN.NNS|dobj|1 to|PART.TO|aux|4"
    " attack|VERB.VB|xcomp|1 Borland|PROPN.NNP|dobj|4",
    {"urged": "urge"},
)
CUT = parsed(
    "Arland|PROPN.NNP|nsubj|1 cut|VERB.VBD|ROOT|1 taxes|NOUN.NNS|dobj|1 to|PART.TO|aux|4"
    " help|VERB.VB|xcomp|1 farmers|NOUN.NNS|dobj|4",
    {"taxes": "tax"},
)
ARRESTED = parsed(
    "Rebels|NOUN.NNS|nsubjpass|2 were|AUX.VBD|auxpass|2 arrested|VERB.VBN|ROOT|2 and|CCONJ.CC|cc|2"
    " beaten|VERB.VBN|conj|2 by|ADP.IN|agent|4 soldiers|NOUN.NNS|pobj|5",
    {"were": "be", "arrested": "arrest", "beaten": "beat"},
)
BUILT = parsed(
    "Farmers|NOUN.NNS|nsubj|1 built|VERB.VBD|ROOT|1 and|CCONJ.CC|cc|1 opened|VERB.VBD|conj|1"
    " the|DET.DT|det|5 dam|NOUN.NN|dobj|3",
    {"built": "build", "opened": "open"},
)
PLAN = parsed(
    "Arland|PROPN.NNP|poss|2 's|PART.POS|case|0 plan|NOUN.NN|nsubj|6 to|PART.TO|aux|4"
    " attack|VERB.VB|acl|2 Borland|PROPN.NNP|dobj|4 failed|VERB.VBD|ROOT|6",
    {"failed": "fail"},
)
ACCUSED = parsed(
    "Arland|PROPN.NNP|nsubj|1 accused|VERB.VBD|ROOT|1 Borland|PROPN.NNP|dobj|1 of|ADP.IN|prep|1"
    " arming|VERB.VBG|pcomp|3 rebels|NOUN.NNS|dobj|4",
    {"accused": "accuse", "arming": "arm"},
)
LEFT_WITHOUT = parsed(
    "Lind|PROPN.NNP|nsubj|1 left|VERB.VBD|ROOT|1 without|ADP.IN|prep|1 meeting|VERB.VBG|pcomp|2"
    " farmers|NOUN.NNS|dobj|3",
    {"left": "leave", "meeting": "meet"},
)
HARD = parsed(
    "Rebels|NOUN.NNS|nsubj|1 are|AUX.VBP|ROOT|1 hard|ADJ.JJ|acomp|1 to|PART.TO|aux|4 catch|VERB.VB|xcomp|2",
    {"are": "be"},
)
THERE = parsed(
    "There|PRON.EX|expl|1 are|AUX.VBP|ROOT|1 rebels|NOUN.NNS|attr|1 here|ADV.RB|advmod|1", {"are": "be"}
)
GIVEN = parsed(
    "Borland|PROPN.NNP|nsubjpass|2 was|AUX.VBD|auxpass|2 given|VERB.VBN|ROOT|2 boats|NOUN.NNS|dobj|2"
    " by|ADP.IN|agent|2 May|PROPN.NNP|pobj|4|B-DATE",
    {"was": "be", "given": "give"},
)
DAY_THEY_LEFT = parsed(
    "The|DET.DT|det|1 day|NOUN.NN|nsubj|4 rebels|NOUN.NNS|nsubj|3 left|VERB.VBD|relcl|1 was|AUX.VBD|ROOT|4"
    " cold|ADJ.JJ|acomp|4",
    {"left": "leave", "was": "be"},
)
LET = parsed(
    "Arland|PROPN.NNP|nsubj|1 let|VERB.VBD|ROOT|1 rebels|NOUN.NNS|nsubj|3 go|VERB.VB|ccomp|1",
)


TRAINED = parsed(
    "Rebels|NOUN.NNS|nsubj|1 trained|VERB.VBD|ROOT|1 and|CCONJ.CC|cc|1 equipped|VERB.VBN|conj|1"
    " by|ADP.IN|agent|3 Arland|PROPN.NNP|pobj|4 fled|VERB.VBD|conj|1",
    {"trained": "train", "equipped": "equip", "fled": "flee"},
)


def roles(doc: Doc, lemma: str) -> tuple[str | None, str | None]:
    participants = Participants(lambda token: token.lower_ in PEOPLE)
    verb = verb_of(doc, lemma)
    agent, patient = participants.of(verb)
    return agent.text if agent else None, patient.text if patient else None


def verb_of(doc: Doc, lemma: str) -> Token:
    return next(token for token in doc if token.lemma_ == lemma and token.pos_ in ("VERB", "AUX"))


@pytest.mark.parametrize(
    ("doc", "agent"),
    [(BACKING, "Rebels"), (BACKED, "rebels"), (WHICH_REBELS_BACK, "rebels"), (REBELS_BACK, "rebels")],
    ids=["participle", "passive participle", "relative clause", "relative clause without pronoun"],
)
def test_active_and_passive_have_the_same_agent_and_patient(doc: Doc, agent: str) -> None:
    assert roles(doc, "back") == (agent, "Arland")


def test_the_first_part_of_a_compound_participle_is_the_agent() -> None:
    assert roles(COMPOUND, "back") == ("Rebel", "Arland")


@pytest.mark.parametrize(
    ("doc", "lemma", "expected"),
    [
        (FORCED, "force", (None, "Soldiers")),
        (FORCED, "withdraw", ("Soldiers", None)),
        (FORCED, "surrender", ("Soldiers", None)),
        (URGED, "attack", ("rebels", "Borland")),
        (LET, "let", ("Arland", "rebels")),
        (LET, "go", ("rebels", None)),
    ],
)
def test_whoever_is_made_to_do_something_is_its_agent(
    doc: Doc, lemma: str, expected: tuple[str | None, str | None]
) -> None:
    assert roles(doc, lemma) == expected


def test_an_object_that_cannot_act_is_a_means_and_no_agent() -> None:
    assert roles(CUT, "help") == ("Arland", "farmers")


def test_coordinated_verbs_share_subject_object_and_by_phrase() -> None:
    assert roles(ARRESTED, "arrest") == roles(ARRESTED, "beat") == ("soldiers", "Rebels")
    assert roles(BUILT, "build") == roles(BUILT, "open") == ("Farmers", "dam")


def test_an_infinitive_under_a_noun_has_the_owner_of_the_noun_as_agent() -> None:
    assert roles(PLAN, "attack") == ("Arland", "Borland")


def test_a_gerund_behind_of_speaks_of_the_object_and_others_of_the_subject() -> None:
    assert roles(ACCUSED, "arm") == ("Borland", "rebels")
    assert roles(LEFT_WITHOUT, "meet") == ("Lind", "farmers")


def test_what_is_hard_to_do_is_done_to_the_subject() -> None:
    assert roles(HARD, "catch") == (None, "Rebels")


def test_what_there_is_is_the_agent() -> None:
    assert roles(THERE, "be") == ("rebels", None)


def test_of_two_objects_the_thing_given_is_the_patient_and_a_date_behind_by_is_no_agent() -> None:
    assert roles(GIVEN, "give") == (None, "boats")


def test_a_day_is_no_object_of_the_clause_that_tells_which_day_it_is() -> None:
    assert roles(DAY_THEY_LEFT, "leave") == ("rebels", None)


def test_a_bare_past_participle_is_passive_and_one_with_have_is_not() -> None:
    assert is_passive(verb_of(BACKED, "back"))
    assert is_passive(verb_of(ARRESTED, "beat"))
    assert not is_passive(verb_of(BACKING, "back"))


def test_a_participle_that_was_read_as_a_past_tense_is_known_by_the_one_beside_it() -> None:
    assert roles(TRAINED, "train") == roles(TRAINED, "equip") == ("Arland", "Rebels")
    assert roles(TRAINED, "flee") == ("Rebels", None)


def test_a_question_word_takes_up_nobody() -> None:
    what = parsed("what|PRON.WP|dobj|2 they|PRON.PRP|nsubj|2 want|VERB.VBP|ROOT|2")
    assert led_back(what[0]) is None


def test_a_gerund_behind_without_is_negative_and_has_the_tense_of_its_governor() -> None:
    readings = VerbReadings()
    met, left = (readings.of(verb_of(LEFT_WITHOUT, lemma)) for lemma in ("meet", "leave"))
    assert (met.polarity, left.polarity) == (Polarity.NEGATIVE, Polarity.POSITIVE)
    assert met.tense is left.tense is Tense.PAST


def test_an_infinitive_has_the_tense_of_what_forces_it_and_is_future_under_a_plan() -> None:
    readings = VerbReadings()
    assert readings.of(verb_of(FORCED, "withdraw")).tense is Tense.PAST
    assert readings.of(verb_of(PLAN, "attack")).tense is Tense.FUTURE
    assert readings.of(verb_of(PLAN, "attack")).certainty is Certainty.CERTAIN


def test_a_claim_has_no_more_than_twelve_and_its_main_verb_among_them() -> None:
    clauses = " ".join(f"who|PRON.WP|nsubj|{at + 1} sold|VERB.VBD|relcl|2" for at in range(3, 33, 2))
    doc = parsed(
        f"Boats|NOUN.NNS|ROOT|0 ¶|SPACE._SP|dep|0 Farmers|NOUN.NNS|nsubj|33 {clauses} wept|VERB.VBD|ROOT|33",
        {"sold": "sell", "wept": "weep"},
    )
    nobody = Located[tuple[Mention, Referent]]((), lambda pair: (pair[0].start, pair[0].end))
    found = Predicates(doc, make_document("a.txt", doc.text, None, None), nobody)
    predicates = found.inside(frozenset(range(2, len(doc))))
    assert len(predicates) == MOST
    assert [(one.lemma, one.main) for one in predicates[-2:]] == [("sell", False), ("weep", True)]
