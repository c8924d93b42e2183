"""Claims as a person reads them in a terminal: a table of many, a page of one.

Comes in: results of look-ups.  Goes out: text on stdout.  Must not: leave out an id, or cut a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from rich.table import Table
from rich.text import Text

from kg.cli.decision_words import decided_by
from kg.cli.denial_text import denial_words
from kg.cli.namesakes import marks_of_equals
from kg.cli.screen import console, counted, fields, heading, joined, plain, quoted, show, table
from kg.model import Style
from kg.query.comparisons import Counts
from kg.query.results import ClaimView, DocumentView, EntityView, QuantityView, Span, TimeView

_NOBODY = "(nobody named)"
"""Stands for the source where there is none ("it is believed")."""

_MARKS = ("«", "»")
"""Around the content of a claim inside its sentence, where bold type is not to be had."""

Meant = Mapping[str, Sequence[EntityView]]
"""Filters of `kg claims` (by, via, about, place) -> those whom the name that was given means."""

NOBODY_MEANT: Meant = MappingProxyType({})


NOT_COUNTED: Mapping[str, Counts] = MappingProxyType({})


def claim_table(
    claims: Sequence[ClaimView],
    dates: Mapping[str, str],
    meant: Meant = NOBODY_MEANT,
    counts: Mapping[str, Counts] = NOT_COUNTED,
) -> Table:
    """Return a table of claims; `dates` maps a document's id to its publication date, `counts` a claim's id
    to the three numbers of its group, which are shown where several articles carry it.

    Where two of one label occur, their ids are shown as well; a claim that speaks of one of several who were
    asked for together says of which.
    """
    made = table("Source", "Claim")
    made.columns[0].max_width = 22
    named = [
        *((one.id, one.label) for several in meant.values() for one in several),
        *((claim.source.entity, claim.source.label) for claim in claims),
        *((carrier.entity, carrier.label) for claim in claims for carrier in claim.chain[1:]),
    ]
    marks = marks_of_equals(named)
    asked = {one.id for option in ("about", "place") for one in meant.get(option, ())}
    for claim in claims:
        notes = (support_mark(counts.get(claim.id)), _about_words(claim, asked, marks))
        made.add_row(_source_cell(claim, marks), _claim_cell(claim, dates.get(claim.document_id, ""), notes))
    return made


def _about_words(claim: ClaimView, asked: Collection[str], marks: Mapping[str, str]) -> str:
    """Return which of the entities that were asked for a claim speaks of."""
    named = [
        *((one.entity, one.label) for one in claim.about),
        *((one.entity, one.label) for one in claim.places),
    ]
    spoken = {entity: label for entity, label in named if entity in asked}
    words = joined((_marked(label, entity, marks) for entity, label in spoken.items()), ", ")
    return f"about {words}" if words else ""


def _marked(label: str, entity: str | None, marks: Mapping[str, str]) -> str:
    """Return a label, with a short id where another entity has the same label."""
    mark = marks.get(entity or "")
    return joined((plain(label), f"({mark})" if mark else ""), " ")


def _source_cell(claim: ClaimView, marks: Mapping[str, str]) -> Text:
    links = [(_marked(carrier.label, carrier.entity, marks), carrier.entity) for carrier in claim.chain[1:]]
    at = next((k for k, (_, entity) in enumerate(links) if entity == claim.source.entity), len(links))
    via, citing = (", ".join(label for label, _ in part) for part in (links[:at], links[at + 1 :]))
    notes = (f"\nvia {via}" if via else "") + (f"\nciting {citing}" if citing else "")
    label = _marked(claim.source.label, claim.source.entity, marks) or _NOBODY
    return Text.assemble(label, (notes, "dim"))


def source_label(claim: ClaimView) -> str:
    """Return who is credited; what nobody is credited with says so."""
    return plain(claim.source.label) or _NOBODY


def _claim_cell(claim: ClaimView, date: str, notes: Sequence[str]) -> Text:
    inside = f"inside {claim.within}" if claim.within else ""
    how = (certainty_words(claim), act_words(claim), claim.style)
    meta = joined((*how, plain(claim.document), date, claim.id, inside, *notes))
    retracted = f"\nretracted {decided_by(claim.retraction)}" if claim.retraction else ""
    return Text.assemble(
        (denial_words(claim), "bold"), plain(claim.text), (retracted, "bold"), "\n", (meta, "dim")
    )


def act_words(claim: ClaimView) -> str:
    """Return what was done with the words where it was not saying them: "thought", "intention", "deed"."""
    return "" if claim.act == "speech" else claim.act


ACT_MEANINGS = {
    "speech": "the source says it",
    "thought": "the source thinks it, or is said to",
    "intention": "the source wants or plans it; not counted as a claim",
    "deed": "the source did it; not counted as a claim",
}


DONE_BY = {"speech": "said by", "thought": "thought by", "intention": "intended by", "deed": "done by"}


def act_meaning(claim: ClaimView) -> str:
    """Return the act with what it means: "deed: the source did it; not counted as a claim"."""
    own = "the article says it itself"
    return f"{claim.act}: {own if claim.style == Style.OWN_VOICE else ACT_MEANINGS[claim.act]}"


def within_words(outer: ClaimView) -> str:
    """Return the claim that another is nested in: its id, whose it is, and its words."""
    words = f"“{denial_words(outer)}{plain(outer.text)}”"
    return f"{outer.id} · {DONE_BY[outer.act]} {source_label(outer)} · {words}"


def certainty_words(claim: ClaimView) -> str:
    """Return what the text commits to: "probable, negated, conditional"."""
    certainty = "certainty unknown" if claim.certainty == "unknown" else claim.certainty
    negated = "negated" if claim.polarity == "negative" else ""
    return joined((certainty, negated, "conditional" if claim.conditional else ""), ", ")


def support_words(counts: Counts) -> str:
    """Return the three numbers: "in 3 articles of 2 publishers, from 1 origin".

    >>> support_words(Counts(3, 2, 1))
    'in 3 articles of 2 publishers, from 1 origin'
    """
    articles, publishers = counted(counts.articles, "article"), counted(counts.publishers, "publisher")
    return f"in {articles} of {publishers}, from {counted(counts.origins, 'origin')}"


def support_mark(counts: Counts | None) -> str:
    """Return the three numbers of a claim that several articles carry; nothing for one that stands alone."""
    return support_words(counts) if counts and counts.articles > 1 else ""


def show_claim(
    claim: ClaimView,
    document: DocumentView,
    outer: ClaimView | None = None,
    counts: Counts | None = None,
) -> None:
    """Print the page of one claim; `outer` is the claim that it is nested in, `counts` are the three numbers
    of its group."""
    show(
        sentence_text(claim, document, bold=console().is_terminal),
        "",
        heading(claim.id, f"rule {claim.rule}, score {claim.score:.2f}"),
        fields(
            [
                ("status", _status_words(claim)),
                *_speaker_rows(claim),
                ("inside", within_words(outer) if outer else claim.within or ""),
                *_content_rows(claim),
                ("support", f"{support_words(counts)} ({claim.group})" if counts else ""),
                *_article_rows(claim, document),
            ]
        ),
    )


def _status_words(claim: ClaimView) -> str:
    """Return nothing of a claim that stands, else what has become of it."""
    if claim.status == "superseded":
        return "superseded: the text of the article has changed since; only this id still finds the claim"
    if found := claim.retraction:
        return f"retracted {decided_by(found)}; it counts for nothing ({found.decision})"
    return "" if claim.status == "current" else claim.status


def sentence_text(claim: ClaimView, document: DocumentView, *, bold: bool) -> Text:
    """Return the sentence with the content in bold, or between « » where there is no bold."""
    start, end = claim.sentence
    before, after = ("", "") if bold else _MARKS
    made = Text()
    for left, right in claim.spans:
        made.append(plain(document.text[start:left]))
        made.append(before + plain(document.text[left:right]) + after, style="bold")
        start = right
    return made.append(plain(document.text[start:end]))


def _speaker_rows(claim: ClaimView) -> list[tuple[str, str]]:
    source = claim.source
    named = "" if source.named or not source.label else "unnamed"
    kind = joined((source.kind or "", named), ", ")
    return [
        ("source", joined((source_label(claim), kind, source.entity or ""))),
        ("in words", quote(source.text, source.spans)),
        ("chain", " → ".join(carrier.label for carrier in claim.chain)),
        ("cue", quote(claim.cue.text, claim.cue.spans)),
        ("style", claim.style),
        ("act", act_meaning(claim)),
    ]


def _content_rows(claim: ClaimView) -> list[tuple[str, str]]:
    return [
        ("content", quote(claim.text, claim.spans)),
        ("certainty", joined((certainty_words(claim), claim.tense), ", ")),
        ("stated", time_words(claim.stated_at)),
        ("happens", time_words(claim.event_time)),
        *(("place", f"{p.label}{_point(p.lat, p.lon)} {quote(p.text, p.spans)}") for p in claim.places),
        *(("about", f"{a.label}, {a.role} {quote(a.text, a.spans)}") for a in claim.about),
        *(("number", f"{quantity_words(q)} {quote(q.text, q.spans)}") for q in claim.quantities),
    ]


def _article_rows(claim: ClaimView, document: DocumentView) -> list[tuple[str, str]]:
    published = document.published.value if document.published else None
    return [
        ("article", joined((document.path, document.title or ""))),
        ("published", joined((document.publisher or "unknown publisher", published or "date unknown"))),
        ("url", document.url or ""),
        ("document", claim.document_id),
    ]


def quote(text: str, spans: Sequence[Span]) -> str:
    """Return words of the article and where they stand: "the dam" [49:56]."""
    places = ", ".join(f"{start}:{end}" for start, end in spans)
    return f"{quoted(text)} [{places}]" if text else ""


def time_words(time: TimeView | None) -> str:
    """Return a date, or a range with its open end left open, and the words it was read from."""
    if time is None:
        return ""
    value = time.value or f"{time.start or '…'} to {time.end or '…'}"
    return f"{value} {quote(time.text, time.spans)}".rstrip()


def quantity_words(quantity: QuantityView) -> str:
    """Return a number as it was understood: "about 40 percent of its water"."""
    comparator = quantity.comparator if quantity.comparator not in ("=", "range") else ""
    if quantity.value is None:
        number = f"{_number(quantity.low)} to {_number(quantity.high)}"
    else:
        number = _number(quantity.value)
    per = f"per {quantity.per}" if quantity.per else ""
    return joined((comparator, number, _counted(quantity), per), " ")


def _counted(quantity: QuantityView) -> str:
    """Return what is counted, the unit once: "doses of a vaccine", "percent of its water"."""
    unit, of = quantity.unit or "", quantity.of or ""
    if unit and unit in of.casefold():
        return of
    return joined((unit, f"of {of}" if of else ""), " ")


def _number(value: float | None) -> str:
    return "…" if value is None else f"{value:,.10g}"


def _point(lat: float | None, lon: float | None) -> str:
    return "" if lat is None or lon is None else f" ({lat:.4f}, {lon:.4f})"
