"""The context of evidence.html."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kg.errors import RecordError
from kg.model import Style
from kg.query.comparison_results import DiscrepancyView
from kg.query.results import DocumentView, EntityView, SourceView, StoreSummary
from kg.views.actors import NOBODY, describe_unnamed
from kg.views.articles import front_matter_end
from kg.views.evidence import make_evidence
from kg.views.pages import render_evidence
from tests.unit.views.articles import MATTER, PLANS, QUARRELS
from tests.unit.views.newsroom import Newsroom, hostile_newsroom


def test_every_claim_points_to_its_article_speaker_and_places() -> None:
    newsroom = Newsroom()
    evidence = make_evidence(newsroom)
    for claim, view in zip(evidence.claims, newsroom.claims(), strict=True):
        text = evidence.articles[claim.article].text
        assert " … ".join(text[start:end] for start, end in claim.spans) == view.text
        assert evidence.actors[claim.speaker].label in {view.source.label, "no source given"}
        assert [evidence.actors[place].label for place in claim.places] == list(
            dict.fromkeys(p.label for p in view.places)
        )


def test_an_own_voice_claim_stands_under_its_publisher() -> None:
    evidence = make_evidence(Newsroom())
    own = [claim for claim in evidence.claims if claim.style == Style.OWN_VOICE]
    assert own
    for claim in own:
        assert evidence.actors[claim.speaker].label == evidence.articles[claim.article].publisher


def test_a_claim_that_credits_no_one_has_a_speaker_of_its_own() -> None:
    speaker = next(each for each in make_evidence(Newsroom()).actors if each.id == NOBODY)
    assert (speaker.label, speaker.named) == ("no source given", False)


def test_unknown_publishers_are_not_one() -> None:
    articles = tuple(replace(article, publisher=None, url=None) for article in Newsroom().articles[:3])
    evidence = make_evidence(Newsroom(articles))
    own = {claim.speaker for claim in evidence.claims if claim.style == Style.OWN_VOICE}
    assert len(own) == len({claim.article for claim in evidence.claims if claim.style == Style.OWN_VOICE})


def test_an_unsafe_address_is_no_link() -> None:
    assert [article.url for article in make_evidence(hostile_newsroom()).articles] == [None, None]


def test_the_three_counts_stand_on_the_group_of_every_claim() -> None:
    newsroom = Newsroom()
    evidence, groups = make_evidence(newsroom), {group.id: group for group in newsroom.groups()}
    for claim, view in zip(evidence.claims, newsroom.claims(), strict=True):
        group = groups[view.group]
        assert evidence.groups[claim.group].counts == (group.articles, group.publishers, group.origins)


def test_the_text_of_an_article_stands_in_the_page_once() -> None:
    page = render_evidence(Newsroom())
    assert page.count("It is the third leak in two years.") == 2  # in two articles


def test_a_claim_without_its_article_is_an_error_that_says_what_to_do() -> None:
    @dataclass(frozen=True)
    class Torn(Newsroom):
        def documents(self) -> tuple[DocumentView, ...]:
            return super().documents()[1:]

    with pytest.raises(RecordError, match="run kg build again"):
        make_evidence(Torn())


def test_the_header_repeats_the_summary() -> None:
    totals = make_evidence(Newsroom()).totals
    claims = Newsroom().claims()
    assert f"{len(claims)} claims" in totals
    assert f"{sum(claim.style == Style.OWN_VOICE for claim in claims)} in own voice" in totals


def test_the_page_knows_what_was_done_with_the_words() -> None:
    newsroom = Newsroom()
    shown = [claim.act for claim in make_evidence(newsroom).claims]
    assert shown == [claim.act for claim in newsroom.claims()]


def test_the_header_counts_the_publishers_that_nobody_knows() -> None:
    @dataclass(frozen=True)
    class Nameless(Newsroom):
        def summary(self) -> StoreSummary:
            return replace(super().summary(), publishers=5, unknown_publishers=2)

    assert "5 publishers (2 unknown)" in make_evidence(Nameless()).totals
    assert not any("unknown" in total for total in make_evidence(Newsroom()).totals)


def test_a_denied_claim_carries_the_cue_that_must_stand_before_it() -> None:
    evidence = make_evidence(Newsroom(QUARRELS))
    assert [claim.denial for claim in evidence.claims] == ["denied", "", "", ""]
    assert [claim.negative for claim in evidence.claims] == [True, True, False, False]


def test_the_places_of_the_header_are_those_that_claims_name() -> None:
    evidence = make_evidence(Newsroom(QUARRELS))
    assert len({place for claim in evidence.claims for place in claim.places}) == 2
    assert "2 places named in claims" in evidence.totals


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("one of them", "he"), "one of them"),
        (("he", "the clerk on duty", "the clerk on duty"), "the clerk on duty"),
        (("The clerk",), ""),
        (("a clerk",), ""),
        (("clerk",), ""),
        (("",), ""),
    ],
)
def test_an_unnamed_source_is_described_in_the_articles_words(texts: tuple[str, ...], words: str) -> None:
    sources = [SourceView(text, (), None, "clerk", "person", False) for text in texts]
    assert describe_unnamed("clerk", sources) == words


def test_only_unnamed_sources_are_described_so() -> None:
    notes = {speaker.label: speaker.note for speaker in make_evidence(Newsroom(QUARRELS)).actors}
    assert notes["one of the engineers"] == "One of the board’s engineers, who was not to speak"
    assert notes["Mara Veldt"] == "director of the Harbour Water Board"


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        (MATTER + "Title\n", MATTER),
        ("---\ntitle: A\n---", "---\ntitle: A\n---"),
        ("---\nA text that opens with a rule.\n---\nMore.", ""),
        ("---\ntitle: never closed\n\nText.", ""),
        ("Text.\n---\ntitle: A\n---\n", ""),
        ("", ""),
    ],
)
def test_front_matter_is_a_block_of_fields_at_the_top(text: str, matter: str) -> None:
    assert text[: front_matter_end(text)] == matter


def test_front_matter_stays_in_the_text_so_that_offsets_hold() -> None:
    (article,) = make_evidence(Newsroom(QUARRELS)).articles
    assert article.text.startswith(MATTER)
    assert article.matter == len(MATTER)


def test_the_page_holds_every_act_and_counts_claims_alone() -> None:
    newsroom = Newsroom(PLANS)
    evidence = make_evidence(newsroom)
    assert [claim.id for claim in evidence.claims] == [claim.id for claim in newsroom.claims(act="all")]
    assert [claim.aside for claim in evidence.claims] == [False, True, True, True, False, False]
    assert evidence.totals[2:5] == ("3 claims", "2 attributed", "1 in own voice")
    assert "1 place named in claims" in evidence.totals
    assert evidence.totals[-1] == "3 intentions and deeds"
    assert not any("deed" in total for total in make_evidence(Newsroom()).totals)


def test_a_nested_claim_points_to_the_one_around_it() -> None:
    assert [claim.within for claim in make_evidence(Newsroom(PLANS)).claims] == [
        None,
        0,
        None,
        None,
        None,
        None,
    ]


def test_a_facility_that_a_claim_names_is_no_place() -> None:
    @dataclass(frozen=True)
    class Built(Newsroom):
        def entities(self) -> tuple[EntityView, ...]:
            return tuple(
                replace(one, kind="facility") if one.label == "North Bridge" else one
                for one in super().entities()
            )

    evidence = make_evidence(Built())
    places = {evidence.actors[at] for claim in evidence.claims for at in claim.places}
    kinds = {place.label: place.kind for place in places}
    assert (kinds.pop("North Bridge"), set(kinds.values())) == ("facility", {"place"})


def test_a_difference_points_to_its_two_claims_and_the_words_that_differ() -> None:
    newsroom = Newsroom()
    evidence, (found,) = make_evidence(newsroom), newsroom.discrepancies()
    (shown,) = evidence.differences
    for side, view in ((shown.left, found.left), (shown.right, found.right)):
        claim = evidence.claims[side.claim]
        text = evidence.articles[claim.article].text
        assert claim.id == view.claim
        assert "".join(text[start:end] for start, end in side.spans) == view.words


def test_lineage_points_to_both_articles() -> None:
    evidence = make_evidence(Newsroom())
    (link,) = evidence.lineage
    assert link.origin is not None
    assert [evidence.articles[at].path for at in (link.document, link.origin)] == ["copy.txt", "weir.txt"]


def test_a_group_is_shown_by_a_claim_that_has_its_words() -> None:
    newsroom = Newsroom()
    evidence, words = make_evidence(newsroom), {group.id: group.text for group in newsroom.groups()}
    for group in evidence.groups:
        claim = evidence.claims[group.claim]
        text = evidence.articles[claim.article].text
        assert " … ".join(text[start:end] for start, end in claim.spans) == words[group.id]


def test_everybody_in_a_chain_has_a_place_in_the_list() -> None:
    newsroom = Newsroom()
    evidence = make_evidence(newsroom)
    for claim, view in zip(evidence.claims, newsroom.claims(), strict=True):
        assert [evidence.actors[at].label for at in claim.chain][:-1] == [step.label for step in view.chain][
            :-1
        ]


def test_every_entity_of_the_store_is_in_the_list_once() -> None:
    newsroom = Newsroom()
    listed = [actor.id for actor in make_evidence(newsroom).actors]
    assert len(set(listed)) == len(listed)
    assert {entity.id for entity in newsroom.entities()} <= set(listed)


def test_a_difference_of_a_claim_that_is_gone_is_an_error_that_says_what_to_do() -> None:
    @dataclass(frozen=True)
    class Torn(Newsroom):
        def discrepancies(self) -> tuple[DiscrepancyView, ...]:
            (found,) = super().discrepancies()
            return (replace(found, left=replace(found.left, claim="c-0")),)

    with pytest.raises(RecordError, match="run kg build again"):
        make_evidence(Torn())
