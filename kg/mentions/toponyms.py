"""Words of a text that stand for a place, and where given ones lie: what geoparsing is measured by.

Comes in: a parsed Doc, the referents read from it or spans that somebody gives, the gazetteer.  Goes out:
`Toponym`s in order of the text, or one link for each span.
Detection and disambiguation are those of every article.  Modifiers ("Danish", Lisbon in "Lisbon Zoo") are no
mentions in a store: there they tell the country of a description, or nothing.
Must not: change a referent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.lexicon import words
from kg.lexicon.spelling import spelling_key, without_article, without_possessive
from kg.mentions.clusters import cluster_names
from kg.mentions.disambiguation import link_drafts
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.known import known_names
from kg.mentions.links import place_link
from kg.mentions.places import Place
from kg.mentions.regions import base_name, describe_places, is_natural
from kg.mentions.spots import Spot, SpotIndex, char_span, is_capitalised, place_level
from kg.model import EntityKind, Link, Mention, MentionForm, Referent, Span

_WHOLE = "a country, by name or by its adjective"
_LARGEST = "the largest place of that name"
_UNION = "the area that the union covers"
_LONGEST = 3
"""Words of a place name that is looked for inside a longer name."""

_DERIVED = (("ian", "y"), ("an", ""), ("n", ""))
"""Endings of adjectives made from names of places, and what the name has instead: Marchand (1969), 4.3."""

_SHORTEST = 3
_DIVISIONS = frozenset({"region", "area"})

_ARTICLES = frozenset({"The", "the"})
_BEFORE_PLACE = frozenset({"of", "in"})
_CONTAINED = frozenset({",", "in"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A stretch (code points, half-open) that names a place, or is the adjective of a country."""

    start: int
    end: int
    link: Link | None
    is_adjective: bool = False


def read_toponyms(
    doc: Doc, referents: Sequence[Referent], gazetteer: Gazetteer, *, modifiers: bool = False
) -> tuple[Toponym, ...]:
    """Return what names a place: mentions of places without article and place noun ("Vega province"),
    countries and capitals that stand for their government ("Lisbon said"), countries before a noun ("U.S.
    officials"); if wanted also modifiers: adjectives and peoples of countries ("Danish", "the Danes"),
    well-known places inside the name of a body ("Lisbon Zoo") or an adjective ("Lisbon-based"), and unions of
    states, for the area that they cover ("EU").

    `referents` are those that `read_referents` found in `doc`.
    """
    named = [(one, m) for one in referents for m in one.mentions if m.form is MentionForm.NAME]
    taken = [(mention.start, mention.end) for _, mention in named]
    found = [toponym for one, mention in named if (toponym := _of_mention(one, mention, gazetteer))]
    found += _unmet(_countries(doc, gazetteer), taken)
    if modifiers:
        bodies = [mention for one, mention in named if one.kind in _BODIES]
        found += [union for body in bodies if (union := _union(body, gazetteer))]
        found += _unmet(_adjectives(doc, range(len(doc)), gazetteer), taken)
        found += _unmet(_owners(doc, gazetteer), taken)
        found += [toponym for body in bodies for toponym in _in_body(doc, body, gazetteer)]
    first = {(one.start, one.end): one for one in reversed(found)}
    return tuple(first[span] for span in sorted(first))


def _of_mention(referent: Referent, mention: Mention, gazetteer: Gazetteer) -> Toponym | None:
    if referent.kind in (EntityKind.PLACE, EntityKind.FACILITY):
        return Toponym(*_core(mention, referent.link), referent.link)
    link = _seat_link(mention.text, gazetteer) if referent.kind in _BODIES else None
    return Toponym(*_core(mention, None), link) if link else None


def _core(mention: Mention, link: Link | None) -> Span:
    """Return a name without a possessive country, an article that is not part of it, and a place noun."""
    before, mark, name = mention.text.replace("’", "'").rpartition("'s ")
    start = mention.start + len(before) + len(mark)
    article, _, rest = name.partition(" ")
    if article in _ARTICLES and rest and not (link and link.label.startswith("The ")):
        start, name = start + len(article) + 1, rest
    core, _, noun = name.rpartition(" ")
    return start, mention.end - (len(noun) + 1 if core and noun.islower() and place_level(noun) else 0)


def _seat_link(name: str, gazetteer: Gazetteer) -> Link | None:
    """Return the link to the country or capital of that name."""
    if code := gazetteer.country_named(name):
        return _country_link(code, gazetteer)
    return _largest_link(name, gazetteer) if gazetteer.capital_of(name) else None


def _largest_link(name: str, gazetteer: Gazetteer) -> Link | None:
    place = max(gazetteer.places.find(name), key=lambda place: place.population)
    return place_link(place, 1.0, (_LARGEST,), gazetteer)


def _country_link(code: str, gazetteer: Gazetteer) -> Link | None:
    place = gazetteer.country(code)
    return place_link(place, 1.0, (_WHOLE,), gazetteer) if place else None


def _unmet(found: Iterable[Toponym], taken: Sequence[Span]) -> list[Toponym]:
    return [one for one in found if not any(one.start < end and start < one.end for start, end in taken)]


def _countries(doc: Doc, gazetteer: Gazetteer) -> Iterator[Toponym]:
    for spot in known_names(doc, gazetteer):
        if spot.kind is EntityKind.PLACE and (code := gazetteer.country_named(spot.name)):
            start = spot.start + (doc[spot.start].text in _ARTICLES)
            yield Toponym(*char_span(doc, start, spot.end), _country_link(code, gazetteer))


# -------------------------------------------------------------------------------------------- modifiers


def _adjectives(doc: Doc, tokens: range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield adjectives and peoples of countries and of areas among these tokens."""
    for start, end in _stretches(doc, tokens, lambda name: _people_place(name, gazetteer) is not None):
        place = _people_place(doc[start:end].text, gazetteer)
        link = place_link(place, 1.0, (_WHOLE,), gazetteer) if place else None
        yield Toponym(*char_span(doc, start, end), link, is_adjective=True)


def _nation(name: str, gazetteer: Gazetteer) -> str | None:
    return gazetteer.adjective_country(name) or gazetteer.people_country(name)


def _people_place(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return the area, division or country that an adjective or people stands for."""
    code = _nation(name, gazetteer)
    return gazetteer.area_of(name) or (gazetteer.country(code) if code else _derived_place(name, gazetteer))


def _derived_place(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return the division or area that an adjective in -an is made from: "Sicilian", "Crimean"."""
    stems = [name[: -len(ending)] + stem for ending, stem in _DERIVED if name.endswith(ending)]
    known = (place for stem in stems if len(stem) > _SHORTEST for place in gazetteer.places.find(stem))
    return next((place for place in known if place.main and place.feature in _DIVISIONS), None)


def _union(body: Mention, gazetteer: Gazetteer) -> Toponym | None:
    """Return the area that a union of states covers."""
    name = without_article(body.text)
    place = gazetteer.area_of(name, as_place=True)
    if place is None:
        return None
    return Toponym(body.end - len(name), body.end, place_link(place, 1.0, (_UNION,), gazetteer))


def _owners(doc: Doc, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the places inside adjectives: "Lisbon-based", "U.S.-led"."""
    for token in doc:
        name, hyphen, ending = token.text.rpartition("-")
        if hyphen and is_capitalised(token) and ending.islower() and len(ending) > 2:
            link = _seat_link(name, gazetteer)
            if link is None and _is_well_known(name, gazetteer):
                link = _largest_link(name, gazetteer)
            if link:
                yield Toponym(token.idx, token.idx + len(name), link, is_adjective=True)


def _in_body(doc: Doc, body: Mention, gazetteer: Gazetteer) -> list[Toponym]:
    """Return the places inside the name of a body: where it begins, where it ends, and after "of" or "in"."""
    tokens = doc.char_span(body.start, body.end, alignment_mode="expand")
    if tokens is None or _seat_link(body.text, gazetteer) or _union(body, gazetteer):
        return []
    inside = range(tokens.start + (tokens[0].text in _ARTICLES), tokens.end)
    places = [
        Toponym(*char_span(doc, start, end), _inner_link(doc[start:end].text, gazetteer))
        for start, end in _stretches(doc, inside, lambda name: _is_inner(name, gazetteer))
        if start == inside.start or end == inside.stop or doc[start - 1].lower_ in _BEFORE_PLACE
    ]
    return [*places, *_unmet(_adjectives(doc, inside, gazetteer), [(one.start, one.end) for one in places])]


def _is_inner(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.area_of(name, as_place=True) is not None or _is_well_known(name, gazetteer)


def _inner_link(name: str, gazetteer: Gazetteer) -> Link | None:
    """Return the link of a place inside a longer name."""
    area = gazetteer.area_of(name, as_place=True)
    return place_link(area, 1.0, (_UNION,), gazetteer) if area else _largest_link(name, gazetteer)


def _is_well_known(name: str, gazetteer: Gazetteer) -> bool:
    is_noun = place_level(name.casefold()) or name.casefold() in words("organization_nouns")
    return len(name) > 2 and not is_noun and gazetteer.is_large_place(name)


def _stretches(doc: Doc, tokens: range, is_known: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield ranges of these tokens that begin with a capital and are known, longest first."""
    position = tokens.start
    while position < tokens.stop:
        ends = range(min(position + _LONGEST, tokens.stop), position, -1)
        fitting = (end for end in ends if is_known(doc[position:end].text))
        may_begin = is_capitalised(doc[position]) and doc[position].text not in _ARTICLES
        end = next(fitting, None) if may_begin else None
        if end:
            yield position, end
        position = end or position + 1


# ------------------------------------------------------------------------------------------ given spans


def resolve_toponyms(doc: Doc, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Link | None, ...]:
    """Return for each given stretch of a text the place that it names there, None where that is not clear.

    `spans` (code points, half-open) are all that is taken for a place in the text; each helps the others.
    """
    given = frozenset(spelling_key(doc.text[slice(*span)]) for span in spans)
    spots = [_given(doc, span, given, gazetteer) for span in spans]
    described = describe_places(doc, spots, gazetteer)
    belongs = cluster_names(described, gazetteer)
    link_drafts(doc, list(dict.fromkeys(belongs.values())), gazetteer)
    links = {spot: belongs[spot].link for spot in described}
    index = SpotIndex(described)
    return tuple(links[spot] or _container_link(doc, spot, index, links) for spot in described)


def _container_link(doc: Doc, spot: Spot, index: SpotIndex, links: Mapping[Spot, Link | None]) -> Link | None:
    """Return the town that the text puts a place into which no list has: "Ovelia Hall in Oslo"."""
    container = index.at(spot.end + 1)
    if container is None or container.start != spot.end + 1 or doc[spot.end].lower_ not in _CONTAINED:
        return None
    link = links[container]
    if link is None or any(identifier.scheme == "iso3166" for identifier in link.identifiers):
        return None  # a country or division is too large to tell where in it the place is
    return replace(link, score=round(link.score / 2, 4), reasons=(f"lies in {link.label}, as the text says",))


def _given(doc: Doc, span: Span, given: Set[str], gazetteer: Gazetteer) -> Spot:
    """Return a spot for a given span; an adjective or people counts as its country's name, and a name that no
    place has as the place inside it."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    assert tokens is not None, "a span outside the text"
    name = without_article(without_possessive(" ".join(doc.text[slice(*span)].split())))
    spot = Spot(tokens.start, tokens.end, EntityKind.PLACE, name=name, label="GPE")
    if gazetteer.country_named(name):
        return spot
    place = gazetteer.area_of(name, as_place=True) or _people_place(name, gazetteer)
    if place:
        return replace(spot, name=place.label, country=place.country or None)
    if is_natural(name) or gazetteer.places.find(base_name(name)):
        return spot
    return _inside(doc, spot, given, gazetteer)


def _inside(doc: Doc, spot: Spot, given: Set[str], gazetteer: Gazetteer) -> Spot:
    """Return a spot for the place that the name of a body, building or event tells: at its beginning, at its
    end or after "of" or "in" ("Bank of Lisbon"); the spot itself if there is none.

    A place of the text counts as known, however small.
    """

    def is_known(name: str) -> bool:
        found = spelling_key(name) in given and gazetteer.places.find(name)
        return bool(found or _people_place(name, gazetteer) or _is_well_known(name, gazetteer))

    first = spot.start + (doc[spot.start].text in _ARTICLES)
    for start, end in _stretches(doc, range(first, spot.end), is_known):
        if start == first or end == spot.end or doc[start - 1].lower_ in _BEFORE_PLACE:
            name = doc[start:end].text
            place = _people_place(name, gazetteer)
            inner = replace(spot, start=start, end=end, name=place.label if place else name)
            return replace(inner, country=place.country or None) if place else inner
    return spot
