"""Names of one document put together: full names, short names, acronyms.

Comes in: spots.  Goes out: the draft that each belongs to.
Must not: look at pronouns and descriptions (see `coreference`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from kg.lexicon import words as lexicon_words
from kg.lexicon.spelling import spelling_key, without_article
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.regions import base_key
from kg.mentions.spots import Spot
from kg.mentions.titles import given_gender
from kg.model import EntityKind

_SAME_SPELLING = 90
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "de", "la", "du", "des"})

_OUTLET_NOUNS = {
    "agency": frozenset({"agency", "outlet", "service"}),
    "paper": frozenset({"newspaper", "paper", "magazine", "publication", "website", "outlet"}),
    "broadcaster": frozenset({"broadcaster", "network", "channel", "station", "outlet"}),
}
"""What a text calls an outlet of each class of the outlet list when it takes it up."""


def cluster_names(spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[Spot, Draft]:
    """Return the draft that each name belongs to."""
    belongs: dict[Spot, Draft] = {}
    governments = [spot for spot in spots if spot.government]
    for kind, cluster in _CLUSTERERS.items():
        of_kind = [spot for spot in spots if spot.kind is kind and not spot.government]
        belongs.update(cluster(of_kind, gazetteer))
    belongs.update(_cluster_by_key(governments, lambda spot: spot.country or ""))
    for draft in set(belongs.values()):
        _settle_label(draft)
    return belongs


def _cluster_by_key(spots: Iterable[Spot], key_of: Callable[[Spot], str]) -> dict[Spot, Draft]:
    drafts: dict[str, Draft] = {}
    belongs: dict[Spot, Draft] = {}
    for spot in spots:
        key = key_of(spot)
        draft = drafts.setdefault(key, Draft(spot.kind, True, spot.name, key=key, government=spot.government))
        draft.add_name(spot)
        belongs[spot] = draft
    return belongs


# ------------------------------------------------------------------------------------------ persons


def _cluster_persons(spots: Sequence[Spot], _: Gazetteer) -> dict[Spot, Draft]:
    """Full names first, longest first; short names then go to the person whose name they end or begin."""
    full = sorted(
        (spot for spot in spots if " " in spot.name), key=lambda spot: (-spot.name.count(" "), spot.start)
    )
    drafts: list[Draft] = []
    belongs: dict[Spot, Draft] = {}
    bound_full: dict[str, Draft] = {}
    for spot in full:
        same = (draft for draft in drafts if _same_person(spot.name, draft.label))
        found = bound_full.get(spot.name) or next(same, None)
        belongs[spot] = bound_full[spot.name] = _join(spot, found, drafts)
    bound: dict[tuple[str, str], Draft] = {}
    short = [spot for spot in spots if " " not in spot.name]
    for spot in sorted(short, key=lambda spot: spot.gender == "-"):
        key = (spot.key, spot.gender)
        found = bound.get(key) or _without_full_name(spot, bound) or _nearest(spot, drafts, belongs)
        belongs[spot] = bound[key] = _join(spot, found, drafts)
        belongs[spot].gender = belongs[spot].gender if spot.gender == "-" else spot.gender
    return belongs


def _without_full_name(spot: Spot, bound: Mapping[tuple[str, str], Draft]) -> Draft | None:
    """Return who has the bare surname and an honorific, and no full name in the text: "Lind" is "Mr. Lind",
    not the Ilse Lind who is named in full once."""
    if spot.gender != "-":
        return None
    gendered = (bound.get((spot.key, gender)) for gender in ("m", "f"))
    found = [draft for draft in gendered if draft is not None and " " not in draft.label]
    return found[0] if len(found) == 1 else None


def _join(spot: Spot, found: Draft | None, drafts: list[Draft]) -> Draft:
    if found is None:
        found = Draft(spot.kind, True, spot.name, key=spot.key)
        drafts.append(found)
    found.add_name(spot)
    return found


def _same_person(name: str, full: str) -> bool:
    """Compare two names of two words or more: surnames and first names must agree, initials may stand for
    first names, and middle names are free.  "van Doorn" is the end of "Marijke van Doorn"."""
    short, whole = spelling_key(name).split(), spelling_key(full).split()
    if whole[-len(short) :] == short:
        return True
    if ratio(short[-1], whole[-1]) < _SAME_SPELLING:
        return False
    first, other = short[0], whole[0]
    initial = min(len(first), len(other)) == 1 and first[0] == other[0]
    return initial or ratio(first, other) >= _SAME_SPELLING


def _nearest(spot: Spot, drafts: Sequence[Draft], belongs: dict[Spot, Draft]) -> Draft | None:
    """Of the persons whose surname (else first name) the word is, take the one named most often in full, of
    several the one named last before it, else the first.  Who once had the bare surname keeps it: others of
    the family get full names."""
    for place in (-1, 0) if spot.gender == "-" else (-1,):  # an honorific stands before a surname
        fitting = [
            draft for draft in drafts if _word_fits(spot.key, draft.label, place) and _may_be(spot, draft)
        ]
        if len(fitting) > 1:
            most = max(len(draft.names) for draft in fitting)
            leading = [draft for draft in fitting if len(draft.names) == most]
            before = [other for other in belongs if other.start < spot.start and belongs[other] in leading]
            if before:
                return belongs[max(before, key=lambda other: other.start)]
            named = [other for other in belongs if belongs[other] in leading]
            return belongs[min(named, key=lambda other: other.start)] if named else leading[0]
        if fitting:
            return fitting[0]
    return None


def _may_be(spot: Spot, draft: Draft) -> bool:
    """Tell whether the honorific before a short name agrees with what is known of a person: "Mrs. Brandt" is
    not Otto Brandt."""
    known = draft.gender if draft.gender != "-" else given_gender(draft.label)
    return "-" in (spot.gender, known) or spot.gender == known


def _word_fits(key: str, label: str, place: int) -> bool:
    """Tell whether a bare word is a surname, in any spelling, or a given name; Roberts is no Robert."""
    word = spelling_key(label).split()[place]
    may_differ = place == -1 and len(key) > 4 and f"{key}s" != word and key != f"{word}s"
    return ratio(key, word) >= _SAME_SPELLING if may_differ else key == word


# ------------------------------------------------------------------------------------ organisations


def _cluster_organizations(spots: Sequence[Spot], _: Gazetteer) -> dict[Spot, Draft]:
    """Equal names; then acronyms and unambiguous short forms of a longer name."""
    drafts: list[Draft] = []
    belongs: dict[Spot, Draft] = {}
    by_key: dict[str, Draft] = {}
    introduced = {spot.key: spot.stands_for for spot in spots if spot.stands_for}
    for spot in sorted(spots, key=lambda spot: (-spot.name.count(" "), spot.start)):
        found = by_key.get(introduced.get(spot.key, spot.key)) or by_key.get(spot.key)
        if found is None:
            fitting = [draft for draft in drafts if is_short_form(spot.name, draft.label)]
            found = _join(spot, fitting[0] if len(fitting) == 1 else None, drafts)
            by_key.setdefault(found.key, found)
        else:
            found.add_name(spot)
        belongs[spot] = found
    return belongs


def is_short_form(short: str, full: str) -> bool:
    """Tell whether a name is the acronym, the first word or the end of a longer name.

    The end counts only if no more than two words are left out before it ("U.S. National Security Council").
    """
    if short.isupper() and " " not in short:
        return short.replace(".", "") in (initials(full), initials(full, small=True))
    words, whole = spelling_key(short).split(), spelling_key(full).split()
    if len(words) >= len(whole) or not words:
        return False
    if _is_head_of(words, whole):
        return True
    if len(words) >= 2 and whole[-len(words) :] == words:
        return len(whole) - len(words) <= 2
    return len(words) == 1 and len(words[0]) > 3 and words[0] == whole[0] and len(whole) <= 3


def _is_head_of(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a name is a longer one without its complement ("the Arlen Fund" for the Arlen Fund for
    Science), or the noun for a body that it ends with ("the Court"), or the complement of such a noun ("the
    Church of Arlen")."""
    cut = next((index for index, word in enumerate(whole) if word in ("of", "for")), len(whole))
    head = list(whole[:cut])
    if len(short) > 1:
        return cut < len(whole) and head == list(short)
    if short[0] in lexicon_words("organization_nouns"):
        return head[-1:] == list(short)
    return head[-1:] == ["church"] and list(whole[cut + 1 :]) == list(short)


def initials(name: str, *, small: bool = False) -> str:
    """Return the initials of a name, of its small words too if wanted; "" for a name of one word."""
    words = [word for word in without_article(name).replace("-", " ").split() if word[0].isalnum()]
    chosen = [word for word in words if small or word not in _SMALL_WORDS]
    return "".join(word[0] for word in chosen).upper() if len(chosen) > 1 else ""


def _cluster_outlets(spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[Spot, Draft]:
    def key_of(spot: Spot) -> str:
        row = gazetteer.outlet(spot.name)
        return spelling_key(row["outlet"]) if row else spot.key

    belongs = _cluster_by_key(spots, key_of)
    for spot, draft in belongs.items():
        row = gazetteer.outlet(spot.name)
        draft.nouns |= _OUTLET_NOUNS[row["class"] if row else "paper"]
    return belongs


def _cluster_places(spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[Spot, Draft]:
    def key_of(spot: Spot) -> str:
        country = gazetteer.country_named(spot.name)
        if country and not spot.level:
            return country
        known = gazetteer.places.find(spot.name)
        capital = known and not spot.level and gazetteer.capital_of(spot.name)
        if capital:
            inside = spot.country if spot.country and "-" in spot.country else ""
            return f"capital {capital} {inside}".strip()
        return f"{base_key(spot)}|{spot.level == 'region'}"

    return _cluster_by_key(spots, key_of)


_CLUSTERERS: dict[EntityKind, Callable[[Sequence[Spot], Gazetteer], dict[Spot, Draft]]] = {
    EntityKind.PERSON: _cluster_persons,
    EntityKind.ORGANIZATION: _cluster_organizations,
    EntityKind.OUTLET: _cluster_outlets,
    EntityKind.PLACE: _cluster_places,
    EntityKind.GROUP: _cluster_organizations,
    EntityKind.FACILITY: _cluster_organizations,
    EntityKind.EVENT: _cluster_organizations,
}


def _settle_label(draft: Draft) -> None:
    """Make the fullest name the label; of equally full ones the most frequent, then the shortest."""
    counts = Counter(without_article(name) for name in draft.names or [draft.label])
    draft.label = min(counts, key=lambda name: (-_fullness(draft, name), -counts[name], len(name), name))


def _fullness(draft: Draft, name: str) -> int:
    if draft.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION):
        return name.count(" ")
    return 0 if name.isupper() or "." in name else 1
