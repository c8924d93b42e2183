"""Credited lineage: one link for each article and outlet, and the claims that rest on it."""

from __future__ import annotations

from dataclasses import replace

from kg.compare.credited import credited_links, credited_outlets
from kg.model import (
    Credit,
    CreditForm,
    Entity,
    EntityKind,
    LineageKind,
    LineageLink,
    Reading,
    Style,
    check_quotes,
)
from tests.records import make_claim, make_document, make_referent, reference

TEXT = (
    "Quay to be closed\n"
    "The old quay in Arlen will be closed until May, Valley Wire reported on Friday.\n"
    "The lock leaks and the gate is rusty, one official said. "
    "Repairs could cost up to two million crowns in the end.\n"
    "A sailor told Harbour Radio that the ferry was late again this week. "
    "The captain of it was asleep at that time, the sailor said.\n"
    "The ice was thick in those days, the sailor recalled, and nobody was on the quay."
)


def entity(identifier: str, label: str, *referents: tuple[str, str]) -> Entity:
    return Entity(
        identifier, EntityKind.OUTLET, label, True, (), (), (), (), None, None, None, tuple(referents)
    )


class Quay:
    """An article that rests on Valley Wire, but for what a sailor told Harbour Radio."""

    def __init__(self, *, named_sailor: bool = False, publisher: str = "Arlen Post") -> None:
        document = make_document("quay.txt", TEXT, publisher, "2031-05-03")
        self.wire = make_referent(document, EntityKind.OUTLET, "Valley Wire", [("Valley Wire", 0)])
        self.radio = make_referent(document, EntityKind.OUTLET, "Harbour Radio", [("Harbour Radio", 0)])
        sailor = make_referent(
            document, EntityKind.PERSON, "sailor", [("A sailor", 0), ("the sailor", 0)], named=named_sailor
        )
        official = make_referent(document, EntityKind.PERSON, "official", [("one official", 0)], named=False)
        by_wire = reference(document, "Valley Wire", self.wire)
        to_radio = reference(document, "Harbour Radio", self.radio)
        first, again = reference(document, "A sailor", sailor), reference(document, "the sailor", sailor)
        self.closed = make_claim(
            document, "The old quay in Arlen will be closed until May", source=by_wire, chain=(by_wire,)
        )
        self.leaks = make_claim(
            document,
            "The lock leaks and the gate is rusty",
            source=reference(document, "one official", official),
        )
        self.cost = make_claim(
            document, "Repairs could cost up to two million crowns in the end", style=Style.OWN_VOICE
        )
        self.late = make_claim(
            document, "the ferry was late again this week", source=first, chain=(to_radio, first)
        )
        self.asleep = make_claim(document, "The captain of it was asleep at that time", source=again)
        self.ice = make_claim(
            document,
            "The ice was thick in those days",
            source=reference(document, "the sailor", sailor, 1),
        )
        given = (
            Credit(by_wire, reference(document, "Valley Wire reported")),
            Credit(to_radio, reference(document, "told Harbour Radio"), CreditForm.INTERVIEW),
        )
        claims = (self.closed, self.leaks, self.cost, self.late, self.asleep, self.ice)
        self.reading = Reading(document, (self.wire, self.radio, sailor, official), claims, given, "test")
        check_quotes(self.reading)

    def entities(self) -> dict[tuple[str, str], Entity]:
        identifier = self.reading.document.id
        own = self.reading.document.publisher
        outlets = (("e-wire", self.wire), ("e-radio", self.radio))
        found = {
            (identifier, referent.id): entity(key, referent.label, (identifier, referent.id))
            for key, referent in outlets
        }
        return {(identifier, own.id): entity("e-own", own.label, (identifier, own.id)), **found}

    def link(self, origin: str) -> LineageLink:
        return next(link for link in credited_links([self.reading], self.entities()) if link.origin == origin)


def test_each_outlet_has_one_link_with_every_place_that_credits_it() -> None:
    quay = Quay()
    links = credited_links([quay.reading], quay.entities())
    assert [(link.origin, link.origin_label, link.kind) for link in links] == [
        ("e-radio", "Harbour Radio", LineageKind.CREDITED),
        ("e-wire", "Valley Wire", LineageKind.CREDITED),
    ]
    assert [[words.text for words in link.evidence] for link in links] == [
        ["told Harbour Radio"],
        ["Valley Wire reported"],
    ]
    outlets = credited_outlets(quay.reading, quay.entities())
    assert [(one.entity, one.label) for one in outlets] == [
        ("e-radio", "Harbour Radio"),
        ("e-wire", "Valley Wire"),
    ]


def test_a_report_in_the_lead_carries_all_that_no_other_outlet_does() -> None:
    quay = Quay()
    assert quay.link("e-wire").claims == (quay.closed.id, quay.leaks.id, quay.cost.id)


def test_an_unnamed_speaker_is_known_from_one_outlet_alone() -> None:
    quay = Quay()
    assert quay.link("e-radio").claims == (quay.late.id, quay.asleep.id, quay.ice.id)


def test_a_named_speaker_may_have_spoken_elsewhere_too() -> None:
    quay = Quay(named_sailor=True)
    assert quay.link("e-radio").claims == (quay.late.id, quay.asleep.id)
    assert quay.ice.id in quay.link("e-wire").claims


def test_an_outlet_that_somebody_spoke_to_carries_that_speaker_alone() -> None:
    quay = Quay()
    quay.reading = replace(quay.reading, credits=quay.reading.credits[1:])
    assert quay.link("e-radio").claims == (quay.late.id, quay.asleep.id, quay.ice.id)


def test_a_dateline_is_for_the_whole_article_and_a_note_for_no_claim_in_particular() -> None:
    quay = Quay()
    wire, radio = quay.reading.credits
    quay.reading = replace(quay.reading, credits=(wire, replace(radio, form=CreditForm.DATELINE)))
    assert quay.leaks.id in quay.link("e-radio").claims
    sailor = (quay.late.id, quay.asleep.id, quay.ice.id)
    quay.reading = replace(quay.reading, credits=(wire, replace(radio, form=CreditForm.NOTE)))
    assert quay.link("e-radio").claims == sailor  # whom the text itself leads to the outlet
    assert quay.link("e-radio").score < quay.link("e-wire").score


def test_an_article_in_which_people_spoke_to_its_publisher_does_not_rest_on_a_report_as_a_whole() -> None:
    quay = Quay()
    own = quay.entities()[quay.reading.document.id, quay.reading.document.publisher.id]
    table = {**quay.entities(), (quay.reading.document.id, quay.radio.id): own}
    links = credited_links([quay.reading], table)
    assert [(link.origin, link.claims) for link in links] == [("e-wire", (quay.closed.id,))]


def test_the_reasons_say_how_the_article_credits() -> None:
    quay = Quay()
    assert quay.link("e-wire").reasons == (
        "the article credits Valley Wire in 1 place",
        "the text says that it reported this",
        "the whole article rests on it, but for what other outlets carry",
    )
    assert "the text says that somebody spoke to it or in it" in quay.link("e-radio").reasons


def test_credits_to_nobody_known_make_no_link() -> None:
    assert credited_links([Quay().reading], {}) == ()


def test_the_order_of_articles_changes_nothing() -> None:
    one, other = Quay(), Quay(publisher="Domstad Post")
    table = {**one.entities(), **other.entities()}
    assert credited_links([one.reading, other.reading], table) == credited_links(
        [other.reading, one.reading], table
    )


def test_whom_the_article_alone_does_not_show_as_an_outlet_is_credited_where_a_claim_is() -> None:
    quay = Quay()
    wire = replace(quay.wire, kind=EntityKind.PERSON)
    cue = reference(quay.reading.document, "reported")
    closed = replace(quay.closed, attribution=replace(quay.closed.attribution, cue=cue))
    referents = (wire, *quay.reading.referents[1:])
    claims = (closed, *quay.reading.claims[1:])
    quay.reading = replace(quay.reading, referents=referents, claims=claims, credits=())
    link = quay.link("e-wire")
    assert [one.text for one in link.evidence] == ["Valley Wire reported"]
    assert closed.id in link.claims


def test_whom_somebody_else_names_as_the_source_the_article_does_not_credit() -> None:
    quay = Quay()
    wire = replace(quay.wire, kind=EntityKind.PERSON)
    cue = reference(quay.reading.document, "reported")
    by = quay.late.attribution.source
    assert by is not None
    chain = (by, *quay.closed.attribution.chain)
    closed = replace(quay.closed, attribution=replace(quay.closed.attribution, cue=cue, chain=chain))
    referents = (wire, *quay.reading.referents[1:])
    quay.reading = replace(quay.reading, referents=referents, claims=(closed,), credits=())
    assert not [link for link in credited_links([quay.reading], quay.entities()) if link.origin == "e-wire"]
