"""What was retracted is on the pages, with who did so, and in no number or line of them."""

from __future__ import annotations

from kg.query.results import RetractionView, StoreSummary
from kg.views.evidence import make_evidence
from kg.views.network import make_network
from kg.views.network_page import make_network_page
from kg.views.wording import count_retracted, describe_retraction
from tests.unit.views.newsroom import Newsroom

NOTE = "retracted by Ada on 3 May 2025: the weir was never measured"
WITHOUT = Newsroom(retracted=frozenset({"weir.txt"}))


def test_a_retraction_is_said_in_words() -> None:
    assert (
        describe_retraction(RetractionView("k-1", "Ada", "2025-05-03T10:00:00Z"))
        == "retracted by Ada on 3 May 2025"
    )
    assert describe_retraction(None) == ""
    assert (
        count_retracted(StoreSummary(2, 1, retracted_documents=1, retracted_claims=2))
        == "1 article and 2 claims retracted"
    )
    assert count_retracted(StoreSummary(2, 1, retracted_claims=1)) == "1 claim retracted"
    assert count_retracted(StoreSummary(2, 1)) == ""


def test_a_retracted_article_and_its_claims_carry_the_note() -> None:
    evidence = make_evidence(WITHOUT)
    notes = {article.path: article.retraction for article in evidence.articles}
    assert notes.pop("weir.txt") == NOTE
    assert set(notes.values()) == {""}
    for claim in evidence.claims:
        assert bool(claim.retraction) == (evidence.articles[claim.article].path == "weir.txt")


def test_a_retracted_claim_says_the_same_as_no_other() -> None:
    evidence = make_evidence(WITHOUT)
    gone = [claim for claim in evidence.claims if claim.retraction]
    others = {claim.group for claim in evidence.claims if not claim.retraction}
    assert len({claim.group for claim in gone}) == len(gone)
    assert others.isdisjoint(claim.group for claim in gone)
    assert {evidence.groups[claim.group].counts for claim in gone} == {None}


def test_the_totals_leave_it_out_and_name_it_last() -> None:
    totals = make_evidence(WITHOUT).totals
    assert totals[0] == "6 articles"
    assert totals[-1] == f"1 article and {len(WITHOUT.claims(retracted=True))} claims retracted"
    assert "retracted" not in " ".join(make_evidence(Newsroom()).totals)


def test_no_line_of_the_network_rests_on_it() -> None:
    (gone,) = (document.id for document in WITHOUT.documents() if document.retraction)
    network = make_network(WITHOUT, act="all")
    assert gone not in {node.id for node in network.nodes}
    assert gone not in {end for tie in network.ties for end in (tie.source, tie.target)}
    assert max(len(tie.claims) for tie in network.ties) <= len(WITHOUT.claims(act="all"))


def test_the_network_says_what_is_not_drawn() -> None:
    assert "1 article and 8 claims retracted" in make_network_page(WITHOUT).notice
    assert make_network_page(Newsroom()).notice == ""
