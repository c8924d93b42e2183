"""Credits: the words by which an article says that it rests on another publisher's report.

Comes in: the claims of a document and its referents.  Goes out: `Credit` records: an outlet that is source or
carrier of a claim, with the words of cue and outlet.  An outlet that is only spoken of is no credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Claim, Credit, Document, EntityKind, Reference, Referent


def read_credits(
    document: Document, claims: Iterable[Claim], referents: Sequence[Referent]
) -> tuple[Credit, ...]:
    """Return one credit per outlet and place in the text, in order; the document's own publisher is none."""
    outlets = {referent.id: referent for referent in referents if referent.kind is EntityKind.OUTLET}
    found: dict[tuple[str, int], Credit] = {}
    for claim in claims:
        for link in claim.attribution.chain:
            outlet = outlets.get(link.referent or "")
            if outlet is not None and outlet.label.casefold() != (document.publisher.name or "").casefold():
                credit = Credit(link, _evidence(document, claim, link))
                found.setdefault((outlet.id, link.spans[0][0]), credit)
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[1], key[0])))


def _evidence(document: Document, claim: Claim, link: Reference) -> Reference:
    """Return the words from outlet to cue where they are neighbours, else the outlet's own words."""
    cue = claim.attribution.cue
    if cue is None:
        return link
    start = min(link.spans[0][0], cue.spans[0][0])
    end = max(link.spans[-1][1], cue.spans[-1][1])
    if end - start > 80 or "\n" in document.text[start:end]:
        return link
    return Reference(document.text[start:end], ((start, end),), link.referent)
