"""What lost support by a retraction, as a person reads it in a terminal.

Comes in: `LostSupport`.  Goes out: text on stdout.
Must not: cut a list; what only the retracted article said is counted, with the command that lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from kg.cli.claim_text import source_label
from kg.cli.entity_text import article_words
from kg.cli.screen import fields, heading, joined, plain, show, table
from kg.query.results import ClaimView
from kg.query.support import LostEntity, LostGroup, LostSupport, RestingClaim, RestingDocument, Support

_COUNTS = ("Articles", "Publishers", "Origins")


def show_lost(lost: LostSupport) -> None:
    """Print everything that rests on less than before, or that nothing did."""
    standing = [group for group in lost.groups if not group.is_gone]
    fewer = [one for one in lost.entities if one not in lost.orphans]
    show("", plain(_sum(lost, standing)))
    _show_groups("Claims of other articles whose counts fell", standing)
    _show_claims("Claims of other articles that rested on it", lost.resting_claims)
    _show_documents("Articles that rest on it", lost.resting_documents)
    _show_rows("Occur nowhere any more", [(one.entity.id, _entity_words(one)) for one in lost.orphans])
    _show_rows("No longer said of them", list(_no_longer_called(fewer)))
    _show_fewer("In fewer articles", [one for one in fewer if one.documents_after < one.documents_before])
    _show_rows("Inside what was retracted; they count still", [_claim_row(one) for one in lost.nested])


def _sum(lost: LostSupport, standing: Sequence[LostGroup]) -> str:
    """Return all of it in numbers, with what only a retracted article said."""
    gone = sum(group.is_gone for group in lost.groups) if lost.documents else 0
    parts = (
        (len(standing), "claim whose counts fell", "claims whose counts fell"),
        (len(lost.resting_claims), "claim that rested on it", "claims that rested on it"),
        (len(lost.resting_documents), "article that rests on it", "articles that rest on it"),
        (len(lost.orphans), "actor or place that is nowhere else", "actors and places that are nowhere else"),
    )
    found = ", ".join(f"{number:,} {one if number == 1 else many}" for number, one, many in parts if number)
    alone = f" {_alone(gone)}: kg claims --act all --retracted lists them." if gone else ""
    return f"Lost support: {found or 'nothing else'}.{alone}"


def _alone(gone: int) -> str:
    return (
        "1 claim stands nowhere else"
        if gone == 1
        else f"{gone:,} claims, intentions and deeds stand nowhere else"
    )


def _show_groups(title: str, groups: Sequence[LostGroup]) -> None:
    if not groups:
        return
    made = table("Claim", *_COUNTS, numbers=_COUNTS, whole=_COUNTS)
    for group in groups:
        claim = Text.assemble(plain(group.text), "\n", (group.claim, "dim"))
        made.add_row(claim, *_falls(group.before, group.after))
    show("", heading(f"{title} ({len(groups)})"), "", made)


def _falls(before: Support, after: Support) -> Iterator[str]:
    """Yield the three counts, then and now: "3→2"; one that stayed as it is."""
    pairs = (
        (before.articles, after.articles),
        (before.publishers, after.publishers),
        (before.origins, after.origins),
    )
    return (f"{then}→{now}" if then != now else str(now) for then, now in pairs)


def _show_claims(title: str, found: Sequence[RestingClaim]) -> None:
    if not found:
        return
    made = table("Source", "Claim")
    made.columns[0].max_width = 22
    for one in found:
        meta = joined((one.claim.document, one.claim.id, one.reason))
        made.add_row(
            source_label(one.claim), Text.assemble(plain(one.claim.text), "\n", (plain(meta), "dim"))
        )
    show("", heading(f"{title} ({len(found)})"), "", made)


def _show_documents(title: str, found: Sequence[RestingDocument]) -> None:
    rows = [
        (one.document.id, f"{article_words(one.document)}: rests on {one.origin}, {one.reason}")
        for one in found
    ]
    _show_rows(title, rows)


def _show_rows(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        show("", heading(f"{title} ({len(rows)})"), "", fields(list(rows)))


def _entity_words(one: LostEntity) -> str:
    """Return label and kind; of somebody whom the articles call no more than "person", that alone."""
    label, kind = one.entity.label, one.entity.kind
    return f"unnamed {kind}" if label.casefold() == kind and not one.entity.named else joined((label, kind))


def _no_longer_called(entities: Sequence[LostEntity]) -> Iterator[tuple[str, str]]:
    """Yield the roles, affiliations and names that only retracted articles gave."""
    for one in entities:
        lost = (("role", one.roles), ("belongs to", one.affiliations), ("called", one.aliases))
        for what, words in lost:
            if words:
                yield one.entity.id, f"{one.entity.label}: {what} {'; '.join(f'“{word}”' for word in words)}"


def _show_fewer(title: str, entities: Sequence[LostEntity]) -> None:
    if entities:
        counts = (f"{one.entity.label} {one.documents_before}→{one.documents_after}" for one in entities)
        show("", heading(f"{title} ({len(entities)})"), "", fields([("", plain(joined(counts, ", ")))]))


def _claim_row(claim: ClaimView) -> tuple[str, str]:
    return claim.id, f"{source_label(claim)}: {claim.text}"
