"""Holdings written down as entities.

Comes in: holdings.  Goes out: `Entity` records.  What retracted documents alone say is left out, unless
nothing else is known of an entity.  Must not: join or split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.lexicon.spelling import without_article
from kg.model import Entity, Identifier, Link
from kg.resolve.holdings import Holding
from kg.resolve.keys import Part
from kg.resolve.wording import counted


def make_entity(holding: Holding) -> Entity:
    """Return the entity of a holding."""
    parts = holding.told()
    link = _best_link(parts)
    label = holding.label or program_label(parts)
    lat, lon, country = holding.point or (link.lat if link else None, link.lon if link else None, None)
    return Entity(
        id=holding.id,
        kind=holding.kind,
        label=label,
        named=any(part.named for part in parts) or holding.label is not None,
        aliases=_aliases(parts, link, label, holding.former),
        roles=_in_order((role, part.times) for part in parts for role in part.roles),
        affiliations=_in_order((name, part.times) for part in parts for name in part.affiliations),
        identifiers=_identifiers(parts, holding),
        country=country
        or (link.country if link else None)
        or _most_frequent((part.country, part.times) for part in parts if part.country),
        lat=lat,
        lon=lon,
        referents=tuple(sorted(one for part in holding.parts for one in part.referents)),
        replaces=tuple(sorted(holding.replaces)),
        score=round(min(holding.score, link.score if link else 1.0), 4),
        reasons=_reasons(holding, link, parts),
        decisions=tuple(dict.fromkeys(holding.decisions)),
    )


def _best_link(parts: Iterable[Part]) -> Link | None:
    links = [part.link for part in parts if part.link]
    return min(links, key=lambda link: (-link.score, link.key, link.reasons), default=None)


def program_label(parts: Sequence[Part]) -> str:
    """The gazetteer's label; else the most frequent of the fullest names, then the shortest.

    A name of several words that more than half of those use is taken before a fuller one; of names with as
    many words, one that is written out before one with initials ("Ada Brink", not "A. Brink").
    """
    if link := _best_link(parts):
        return link.label
    named = any(part.named for part in parts)
    counts: Counter[str] = Counter()
    for part in parts:
        if part.named or not named:
            counts[without_article(part.label)] += part.times
    usual = min(
        counts,
        key=lambda label: (
            not _is_usual(label, counts, parts),
            -label.count(" "),
            -counts[label],
            len(label),
            label,
        ),
    )
    alike = (label for label in counts if label.count(" ") == usual.count(" "))
    return min(alike, key=lambda label: (_initials(label), label != usual, -counts[label], len(label), label))


def _initials(label: str) -> int:
    """Count the words of which the first letter alone is written."""
    return sum(len(word.rstrip(".")) == 1 and word.isupper() for word in label.split())


def _is_usual(label: str, counts: Counter[str], parts: Sequence[Part]) -> bool:
    """Tell whether most parts with a full name go by it ("Ilse Brandt", not "Ilse M. A. Brandt")."""
    full = sum(count for name, count in counts.items() if " " in name)
    return " " in label and counts[label] * 2 > full


def _aliases(parts: Iterable[Part], link: Link | None, label: str, former: Iterable[str]) -> tuple[str, ...]:
    """All names that the articles use, those that the gazetteer has, and former labels; the label first."""
    used = {
        name for part in parts for name in (*part.names, *part.forms, *((part.label,) if part.named else ()))
    }
    known = set(link.aliases) if link else set()
    return (label, *sorted((used | known | set(former)) - {label}))


def _in_order(values: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return each value once, the most frequent first; each comes with how often it is meant."""
    counts: Counter[str] = Counter()
    for value, times in values:
        counts[value] += times
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _most_frequent(values: Iterable[tuple[str, int]]) -> str | None:
    return next(iter(_in_order(values)), None)


def _identifiers(parts: Iterable[Part], holding: Holding) -> tuple[Identifier, ...]:
    """Those of the gazetteer, but for schemes in which a person named another."""
    found = {
        (i.scheme, i.value): i
        for part in parts
        if part.link
        for i in part.link.identifiers
        if i.scheme not in holding.linked
    }
    found |= {(i.scheme, i.value): i for i in holding.linked.values()}
    return tuple(found[key] for key in sorted(found))


def _reasons(holding: Holding, link: Link | None, parts: Sequence[Part]) -> tuple[str, ...]:
    reasons = list(link.reasons) if link else []
    if not link and sum(part.times for part in parts) > 1:
        shared = "name" if any(part.named for part in parts) else "description"
        documents = {document for part in parts for document, _ in part.referents}
        reasons.append(f"the same {shared} in {counted(len(documents), 'article')}")
    if not link:
        reasons += sorted({part.unlinked for part in parts if part.unlinked})
    return tuple(dict.fromkeys([*reasons, *holding.reasons]))
