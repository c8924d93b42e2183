# ruff: noqa: E501
"""Articles for tests of the views; names, sentences and figures are invented.

A sentence is written as pieces, "{s|who} {c|said} {t|what}." with s source, c cue, t content, q quantity (in
the content), p place (in the content), d date; everything else is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

PLACES = {
    "Lower Weir": (48.1, 11.5),
    "Hillside": (48.2, 11.6),
    "Old Harbour": (48.3, 11.7),
    "North Bridge": (48.4, 11.8),
}


@dataclass(frozen=True)
class Speaker:
    label: str
    kind: str
    named: bool = True
    note: str = ""


MARA = Speaker("Mara Veldt", "person", note="director of the Harbour Water Board")
JONAS = Speaker("Jonas Okoro", "person", note="mayor of Hillside")
BOARD = Speaker("Harbour Water Board", "organization")
UNION = Speaker("Tram Workers’ Union", "organization")
OFFICIALS = Speaker("officials of the river ministry", "group", named=False)
ENGINEER = Speaker("one of the engineers", "person", named=False)
RESIDENTS = Speaker("residents of Lower Weir", "group")
AGENCY = Speaker("Delta Wire", "outlet")
NOBODY = Speaker("", "", named=False)


@dataclass(frozen=True)
class Line:
    """One sentence: who speaks (None: own voice), through whom, and how; `within` is the number of the line
    that it is nested in."""

    words: str
    speaker: Speaker | None = None
    carrier: Speaker | None = None
    style: str = "indirect"
    certainty: str = "unknown"
    polarity: str = "positive"
    conditional: bool = False
    denied: bool = False
    act: str = "speech"
    within: int | None = None
    about: tuple[Speaker, ...] = ()


@dataclass(frozen=True)
class Article:
    path: str
    publisher: str | None
    title: str
    published: str | None
    url: str | None
    lines: tuple[Line, ...]
    matter: str = ""


WEIR = (
    Line(
        "{s|Two officials of the river ministry} {c|told} Delta Wire on {d|Friday} that {t|the dam at {p|Lower Weir} could lose {q|about 40 %} of its water by May}.",
        OFFICIALS, AGENCY, certainty="possible", about=(BOARD,),
    ),
    Line("“{t|We will repair the gate before the spring flood},” {c|said} {s|Mara Veldt}, director of the Harbour Water Board.", MARA, style="direct", certainty="certain", about=(BOARD,)),
    Line("{t|The reservoir above {p|Hillside} holds {q|12 million cubic metres}.}"),
    Line("{s|Jonas Okoro}, mayor of Hillside, {c|said} {t|the town had not been warned}.", JONAS, certainty="certain", polarity="negative", about=(BOARD, OFFICIALS)),
    Line("{t|If the gate fails, {p|Old Harbour} will be under water within hours}, {c|warned} {s|one of the engineers}.", ENGINEER, conditional=True, certainty="probable"),
    Line("{s|Residents of Lower Weir} {c|fear} {t|that help will come too late}.", RESIDENTS, certainty="possible", about=(BOARD,)),
    Line("{t|Repairs to the gate began on Monday near {p|North Bridge}.}"),
    Line("{t|It is the third leak in two years.}"),
)  # fmt: skip
TRAM = (
    Line("{s|The Tram Workers’ Union} {c|announced} on {d|Tuesday} {t|a strike of {q|three days} on all lines to {p|Old Harbour}}.", UNION, certainty="certain", about=(JONAS,)),
    Line("“{t|Nobody can live in {p|Hillside} on this pay},” the union’s {s|Mara Veldt} {c|told} {c|Delta Wire}.", MARA, AGENCY, style="mixed", about=(UNION,)),
    Line("{s|Jonas Okoro} {c|called} the strike {t|a mistake that would cost {q|more than 2 million crowns}}.", JONAS, about=(UNION,)),
    Line("{t|It is believed that talks will go on}.", NOBODY, certainty="possible"),
    Line("{t|The last strike ended after {q|nine days}.}"),
    Line("{t|The city paid {q|4 % more} in the spring.}"),
)  # fmt: skip

ARTICLES = (
    Article("weir.txt", "Delta Wire", "Dam at Lower Weir may lose water", "2025-04-11", "https://example.org/weir", WEIR),
    Article("copy.txt", "Harbour Post", "Leak in dam: “town had not been warned”", "2025-04-12", "https://example.net/leak?id=2", WEIR[:6]),
    Article("blog.txt", None, "The river and its keepers", None, None, (*WEIR[1:5], WEIR[7])),
    Article("late.html", "Evening Ledger", "Mayor and engineers at odds over the gate", "2025-04-14", "https://example.com/late", (*WEIR[3:7], WEIR[0])),
    Article("tram.txt", "Harbour Post", "Trams stand still for three days", "2025-05-06", "https://example.net/tram", TRAM),
    Article("tram2.txt", "Evening Ledger", "Strike begins", "2025-05-07", "https://example.com/strike", TRAM[:5]),
    Article("tram3.txt", "Hill Radio", "No tram to Old Harbour", "2025-05-07", None, TRAM[1:]),
)  # fmt: skip

QUARREL = (
    Line("{s|Mara Veldt} {c|denied} that {t|the board had hidden a report on {p|Hillside}}.", MARA, certainty="certain", polarity="negative", denied=True),
    Line("“{t|The gate is not safe},” {c|said} {s|Jonas Okoro}.", JONAS, style="direct", certainty="certain", polarity="negative"),
    Line("{s|One of the board’s engineers, who was not to speak}, {c|said} {t|the report had been read}.", ENGINEER),
    Line("{t|The report names {p|North Bridge} too.}"),
)  # fmt: skip
MATTER = "---\npublisher: Delta Wire\ntags:\n  - 🌊 water\n---\n"
QUARRELS = (
    Article("quarrel.txt", "Delta Wire", "A report and its readers", "2025-06-01", "https://example.org/quarrel", QUARREL, MATTER),
)  # fmt: skip


PLAN = (
    Line("{s|Jonas Okoro} {c|said} {t|the Harbour Water Board wants to close {p|Lower Weir}}.", JONAS, certainty="certain", about=(BOARD,)),
    Line("{s|The Harbour Water Board} {c|wants} {t|to close {p|Lower Weir} for {q|two weeks}}.", BOARD, act="intention", about=(RESIDENTS,), within=0),
    Line("{s|Mara Veldt} {c|imposed} {t|a ban on boats near {p|North Bridge}}.", MARA, act="deed", about=(RESIDENTS,)),
    Line("{s|The Tram Workers’ Union} {c|plans} {t|to stop all lines}.", UNION, act="intention", about=(JONAS,)),
    Line("{s|Residents of Lower Weir} {c|fear} {t|that the weir will stay shut}.", RESIDENTS, act="thought", about=(BOARD,)),
    Line("{t|The weir was built {q|ninety years} ago.}"),
)  # fmt: skip
PLANS = (
    Article("plans.txt", "Delta Wire", "What the board means to do", "2025-07-01", "https://example.org/plans", PLAN),
)  # fmt: skip


HOSTILE = '</script><script>window.__pwned=1</script><img src=x onerror="window.__pwned=2">\'"&amp;<b>{{7*7}}\u2028\u2029<!--'
"""Everything that breaks out of a page that was put together from strings."""
