"""Words and shapes of pages that are written on this side, the same that the scripts of the pages have.

Comes in: contexts.  Goes out: words; tests/unit/views/test_wordings.py holds them to static/base.js and
static/evidence/*.js.  Must not: build HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Style
from kg.views.contexts import ActorContext, ClaimContext

KINDS = {
    "person": ("Person", "M7 1a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"),
    "organization": ("Organization", "M0.5 7L3.8 1.2h6.4L13.5 7l-3.3 5.8H3.8z"),
    "group": ("Group", "M7 1L13.4 12.6H0.6z"),
    "outlet": ("Outlet", "M1.5 1.5h11v11h-11z"),
    "place": ("Place", "M7 0L14 7 7 14 0 7z"),
    "facility": ("Facility", "M0.6 1.4h12.8L7 13z"),
    "event": ("Event", "M7 0.5l1.9 4.3 4.6.4-3.5 3.1 1.1 4.6L7 10.5l-4.1 2.4L4 8.3.5 5.2l4.6-.4z"),
    "document": ("Article", "M0.5 3h13v8h-13z"),
    "unnamed": ("Unnamed", "M7 1a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"),
}
"""Kind -> its word, and its shape in 14 by 14."""

DIFFERS_SHAPE = "M1.5 4.6h11M1.5 9.4h11M10.2 1.2L3.8 12.8"

STYLES = {
    "direct": ("direct quote", "The article quotes these words"),
    "indirect": ("indirect speech", "The article reports this in its own words"),
    "mixed": ("partly quoted", "The article quotes a part of these words"),
    Style.OWN_VOICE.value: ("own voice", "The article states this itself and credits nobody"),
}
CERTAINTIES = {
    "certain": "stated as certain",
    "probable": "probable",
    "possible": "possible",
    "unknown": "certainty not stated",
}
ACTS = {
    "thought": ("thought", "The source is said to think this, not to have said it"),
    "intention": ("intention", "The source is said to plan or want this; not counted as a claim"),
    "deed": ("deed", "The source is reported to do this; not counted as a claim"),
}
ACT_PHRASES = {"speech": "says", "thought": "thinks", "intention": "means to do", "deed": "did"}

DIFFERENCES = {
    "quantity-differs": (
        "other numbers",
        "Two numbers for one thing that leave nothing to both",
    ),
    "comparator-change": (
        "other bounds",
        "The same number or nearly, but “about”, “more than” or “up to” changed",
    ),
    "attribution-dropped": (
        "source dropped",
        "The left one says who says it; the right one does not",
    ),
    "attribution-changed": (
        "other source",
        "Both name a source of one statement, and not the same",
    ),
    "hedge-dropped": (
        "hedge dropped",
        "“May”, “probably” or “low confidence” on the left is gone or weaker on the right",
    ),
    "hedge-added": ("hedge added", "The right one is less sure than the left one"),
    "polarity-flip": ("denied or affirmed", "One says that it is so, the other that it is not"),
    "role-reversal": ("roles swapped", "Who does it to whom is the other way round"),
    "tense-shift": ("before or after", "One puts the event ahead, the other behind"),
    "date-differs": ("other time", "Two times for one event that exclude one another"),
    "place-differs": ("other place", "Two places for one event, neither of which lies in the other"),
}
"""Kind of a difference -> what it is called, and what it means."""

NO_VERDICT = (
    "No verdict: two sentences stand side by side, and the words that differ are marked. Which of them is "
    "right, or whether both are, is not told here. Read both articles before you publish."
)

SCHEMES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "geonames": ("GeoNames", "https://www.geonames.org/"),
    "iso3166": ("ISO 3166", ""),
}
"""Scheme of an identifier -> its name, and where pages of its identifiers begin."""

_FORMS = {"wikidata": ("Q", True), "geonames": ("", True)}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word about how a claim is meant; `look` is its class in the style sheet, `help` what it means."""

    words: str
    help: str
    look: str = ""


def shape_of(actor: ActorContext) -> str:
    """Return the shape that stands for somebody; one that is unnamed has its own, an outlet never."""
    return "unnamed" if is_unnamed(actor) else actor.kind if actor.kind in KINDS else "group"


def is_unnamed(actor: ActorContext) -> bool:
    """Tell whether somebody is shown as an unnamed source."""
    return not actor.named and actor.kind != "outlet"


def describe_kind(actor: ActorContext) -> str:
    """Return what somebody is, in words."""
    if actor.kind == "nobody":
        return "words like “it is believed”"
    word = KINDS[actor.kind][0].lower() if actor.kind in KINDS else actor.kind
    return f"unnamed {word}" if is_unnamed(actor) else word


def is_own_voice(claim: ClaimContext) -> bool:
    """Tell whether the article states a claim itself."""
    return claim.style == Style.OWN_VOICE


def list_badges(claim: ClaimContext) -> list[Badge]:
    """Return what the text says of how a claim is meant."""
    style, help_ = STYLES.get(claim.style, (claim.style, ""))
    if claim.style == "indirect" and claim.act != "speech":
        style = "in the article’s words"
    unsure = claim.certainty in ("possible", "probable")
    act = ACTS.get(claim.act)
    found = [
        claim.denial and Badge("denies", "The source says that this is not so", "denies"),
        Badge(style, help_, "own" if is_own_voice(claim) else ""),
        act and Badge(*act, "aside" if claim.aside else ""),
        Badge(
            CERTAINTIES.get(claim.certainty, claim.certainty),
            "How sure the text says it is",
            "caution" if unsure else "",
        ),
        claim.negative
        and not claim.denial
        and Badge("negated", "The claim says that something is not so", "caution"),
        claim.conditional and Badge("conditional", "The claim holds only under a condition", "caution"),
    ]
    return [badge for badge in found if isinstance(badge, Badge)]


def chain_steps(claim: ClaimContext) -> list[int]:
    """Return the positions of whom a claim came through; an outlet that names itself stands once."""
    return [at for number, at in enumerate(claim.chain) if number == 0 or at != claim.chain[number - 1]]


def name_difference(kind: str) -> str:
    """Return what a kind of difference is called."""
    return DIFFERENCES.get(kind, (kind, ""))[0]


def describe_score(score: float) -> str:
    """Return how sure the program is: a word, and the score in percent."""
    word = "very sure" if score >= 0.85 else "fairly sure" if score >= 0.6 else "unsure"
    return f"{word}, {round(score * 100)} %"


def describe_degrees(lat: float, lon: float) -> str:
    """Return "49.9935° N, 36.2304° E"."""
    return f"{abs(lat):.4f}° {'S' if lat < 0 else 'N'}, {abs(lon):.4f}° {'W' if lon < 0 else 'E'}"


def identifier_page(scheme: str, value: str) -> str:
    """Return the address of the page of an identifier elsewhere; empty where its form is not known."""
    start = _FORMS.get(scheme, ("", False))
    number = value.removeprefix(start[0]) if value.startswith(start[0]) else ""
    is_page = start[1] and number.isascii() and number.isdigit()
    return f"{SCHEMES[scheme][1]}{value}" if is_page else ""
