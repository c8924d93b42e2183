"""Found mentions are gold mentions by their heads, whatever either side calls the head of a name."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.evaluate.coreference import FoundMention, ReadClusters, compare_clusters, report_coreference
from kg.evaluate.entity_gold import CoreferenceText, GoldMention

DOC = Doc(
    spacy.blank("en").vocab,
    words=["Ines", "Orsk", "left", ".", "The", "keeper", "waved", "to", "her", "brother", "."],
    heads=[1, 2, 2, 2, 5, 6, 6, 6, 9, 7, 6],
    pos=["PROPN", "PROPN", "VERB", "PUNCT", "DET", "NOUN", "VERB", "ADP", "PRON", "NOUN", "PUNCT"],
    deps=["compound", "nsubj", "ROOT", "punct", "det", "nsubj", "ROOT", "prep", "poss", "pobj", "punct"],
)


def span(first: str, last: str = "") -> tuple[int, int]:
    tokens = {token.text: token for token in DOC if token.text != "."}
    end = tokens[last or first]
    return tokens[first].idx, end.idx + len(end)


def marked(first: str, last: str = "", head: str = "") -> GoldMention:
    return GoldMention(*span(first, last), span(head or last or first))


def found(first: str, last: str = "", head: str = "") -> FoundMention:
    return FoundMention(*span(first, last), span(head or last or first))


ORSK = marked("Ines", "Orsk", head="Ines")
KEEPER = marked("The", "keeper")
HER = marked("her")


def compared(gold: list[GoldMention], *system: list[FoundMention]) -> ReadClusters:
    return compare_clusters(CoreferenceText("a", DOC.text, (tuple(gold),)), DOC, system)


def test_the_head_of_a_name_may_be_its_first_or_its_last_word() -> None:
    read = compared([ORSK, HER], [found("Ines", "Orsk"), found("her")])
    assert read.response == read.key == (frozenset({span("Ines"), span("her")}),)


def test_a_mention_inside_another_is_not_that_one() -> None:
    brother = marked("her", "brother")
    read = compared([ORSK, brother], [found("Ines", "Orsk"), found("her")])
    assert read.response == (frozenset({span("Ines"), span("her")}),)
    assert span("her") not in read.key[0]


def test_two_found_mentions_are_not_both_the_same_gold_mention() -> None:
    phrase = found("The", "keeper")
    read = compared([ORSK, HER], [found("Ines", "Orsk"), found("Orsk"), found("her")], [phrase, phrase])
    assert read.response[0] == frozenset({span("Ines"), span("Orsk"), span("her")})


def test_each_wrong_link_has_its_cause_and_the_form_of_the_mention() -> None:
    missed = report_coreference([compared([ORSK, KEEPER, HER], [found("Ines", "Orsk"), found("her")])])
    assert missed.causes == {"missed: description": 1}
    spurious = report_coreference([compared([ORSK, KEEPER], [found("Ines", "Orsk"), found("her")])])
    assert spurious.causes == {"missed: description": 1, "spurious: pronoun": 1}
    gold = CoreferenceText("a", DOC.text, ((ORSK, HER), (KEEPER, marked("her", "brother"))))
    wrong = [[found("Ines", "Orsk"), found("her", "brother")], [found("The", "keeper"), found("her")]]
    report = report_coreference([compare_clusters(gold, DOC, wrong)])
    assert report.causes == {"wrong antecedent: description": 1, "wrong antecedent: pronoun": 1}
    assert [error.gold for error in report.errors] == [
        "her brother: takes up The keeper",
        "her: takes up Ines Orsk",
    ]


def test_right_links_are_no_errors_and_are_counted() -> None:
    report = report_coreference([compared([ORSK, HER], [found("Ines", "Orsk"), found("her")])])
    assert report.causes == {}
    assert (report.gold_clusters, report.gold_mentions, report.found_clusters) == (1, 2, 1)
    assert report.scores.conll == 100.0
