"""Noun phrases that describe somebody without a name: "one of the U.S. officials", "Ukraine's forces".

Comes in: a parsed Doc, the names in it, and the sources that attribution found.  Goes out: descriptions.
A description is kept when it is a source, when the words tell whose people they are (a country or an
organisation), or when it takes up somebody ("the official"); "a driver" in passing is no actor.
Must not: decide what a description refers to (see `coreference`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.nouns import Noun, noun_of
from kg.mentions.phrases import Phrase, is_fresh, is_skipped, read_phrase
from kg.mentions.spots import Description, Spot, SpotIndex, crosses_lines
from kg.mentions.unknown_sources import describe_unknown, is_somebody
from kg.model import EntityKind

TokenRange = tuple[int, int]

_BEFORE_PEOPLE = frozenset({"PROPN", "ADJ", "DET", "NUM"})
_PREDICATE = frozenset({"attr", "appos", "oprd"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET})
_ACTORS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.OUTLET})


def detect_descriptions(
    doc: Doc, names: Sequence[Spot], gazetteer: Gazetteer, sources: Mapping[int, TokenRange]
) -> list[Description]:
    """Return the descriptions of a text in order of their heads; `sources` map the head of each source to its
    tokens.

    Every source that is somebody and whose head is neither in a name nor a pronoun is among them, with the
    source's own extent.
    """
    index = SpotIndex(names)
    found: list[Description] = []
    for token in doc:
        if index.covers(token.i) or (token.pos_ == "PRON" and token.i not in sources):
            continue
        extent = sources.get(token.i)
        made = _describe(doc, token, index, gazetteer)
        if extent:
            found += _of_source(doc, token, extent, made, index, gazetteer)
        elif made and made.sort != "document":
            bearer = _apposed(made, token, index)
            made = replace(made, sort="role", owner=bearer) if bearer else made
            found += [made] if _is_telling(doc, made, token) else []
    return _without_inner(found)


def _of_source(
    doc: Doc,
    token: Token,
    extent: TokenRange,
    made: Description | None,
    names: SpotIndex,
    gazetteer: Gazetteer,
) -> list[Description]:
    """Describe a source; what is nobody ("a study", "another") has no description."""
    if made is None and token.pos_ == "VERB":
        return _of_participle(doc, token, extent, names, gazetteer)
    bearer = _bearer(token, extent, names) or _apposed(made, token, names)
    if bearer:
        made = made or describe_unknown(doc, token, extent, names, gazetteer)
        made = replace(made, sort="role", owner=bearer)
    elif made is None and token.lower_ not in words("pronouns") and is_somebody(token):
        made = describe_unknown(doc, token, extent, names, gazetteer)
    if made is None or (made.sort == "document" and not _speaks_for(made)):
        return []
    return [replace(made, start=extent[0], end=extent[1])]


def _speaks_for(made: Description) -> bool:
    """Tell whether a text or figure speaks for a country or body: "US assessments", "a Gazette report"."""
    return made.country is not None or (made.owner is not None and made.owner.kind in _BODIES)


def _bearer(token: Token, extent: TokenRange, names: SpotIndex) -> Spot | None:
    """Return the person named right after the head of a source ("the fund's chief economist Ilse Brandt")."""
    after = names.within(token.i + 1, extent[1])
    return next(
        (spot for spot in after if spot.kind is EntityKind.PERSON and spot.start <= token.i + 2), None
    )


def _apposed(made: Description | None, token: Token, names: SpotIndex) -> Spot | None:
    """Return the person in apposition to one who is described ("the head of the survey, Ilse Brandt,")."""
    if made is None or made.kind is not EntityKind.PERSON or made.plural or made.partitive:
        return None
    spots = (names.at(child.i) for child in token.children if child.dep_ == "appos" and child.i > token.i)
    return next((spot for spot in spots if spot and spot.kind is EntityKind.PERSON), None)


def _of_participle(
    doc: Doc, token: Token, extent: TokenRange, names: SpotIndex, gazetteer: Gazetteer
) -> list[Description]:
    """Describe a source that the parser hangs on a participle: "writing in May, Ilse Brandt" is Brandt."""
    inside = [spot for spot in names.within(*extent) if spot.kind in _ACTORS]
    person = next((spot for spot in inside if spot.kind is EntityKind.PERSON), None)
    owner = person or next(iter(inside), None)
    made = describe_unknown(doc, token, extent, names, gazetteer)
    if owner is None:
        return [made] if is_somebody(token) else []
    return [replace(made, sort="role", owner=owner)]


def _without_inner(found: Sequence[Description]) -> list[Description]:
    """Drop a description inside one that is picked from it ("the officials" in "one of the officials")."""
    picked = [outer for outer in found if outer.partitive]
    return [
        inner
        for inner in found
        if not any(
            outer is not inner and outer.start <= inner.start and inner.end <= outer.end for outer in picked
        )
    ]


def _describe(doc: Doc, token: Token, names: SpotIndex, gazetteer: Gazetteer) -> Description | None:
    """Return the description that `token` heads, or None."""
    if country := _people_at(doc, token, gazetteer):
        return _people(doc, token, country)
    if inner := _counted(token):
        return _picked(doc, token, inner, names, gazetteer)
    noun = noun_of(token)
    return _plain(doc, token, noun, read_phrase(doc, token, names, gazetteer)) if noun else None


def _is_telling(doc: Doc, made: Description, token: Token) -> bool:
    """Tell whether a description that is no source is an actor all the same."""
    if _is_predicate(token) or crosses_lines(doc, made.start, made.end - 1):
        return False
    if made.country or made.named or made.partitive:
        return True
    if made.owner and _tells_whose(made, made.owner, token):
        return True
    return made.definite and made.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION) and made.bare


def _is_predicate(token: Token) -> bool:
    """Tell whether a noun says what somebody is, alone or joined to another one that does."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in _PREDICATE


def _tells_whose(made: Description, owner: Spot, token: Token) -> bool:
    """Tell whether a name makes an actor of a phrase: "the Brandt campaign", "Dune Survey officials"."""
    if made.sort == "organization":
        return owner.kind in _ACTORS and not made.plural
    noun = noun_of(token)
    is_people = made.sort in ("person", "group") and noun is not None and not noun.generic
    return is_people and owner.kind in _BODIES


# ------------------------------------------------------------------------------------------ peoples


def _people_at(doc: Doc, token: Token, gazetteer: Gazetteer) -> str | None:
    """Return the country of "the Ukrainians", "North Koreans", "the Chinese"."""
    if token.dep_ in ("compound", "amod", "nmod") or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    country = gazetteer.people_country(_people_words(doc, token, gazetteer))
    if country is None:
        return None
    is_plural = token.text.endswith("s") and not gazetteer.adjective_country(token.text)
    article = any(child.lower_ == "the" for child in token.lefts)
    return country if is_plural or article else None


def _people_words(doc: Doc, token: Token, gazetteer: Gazetteer) -> str:
    pair = doc[max(token.i - 1, 0) : token.i + 1].text
    return pair if gazetteer.people_country(pair) else token.text


def _people(doc: Doc, token: Token, country: str) -> Description:
    start = token.i
    while start and token.is_ancestor(doc[start - 1]) and doc[start - 1].pos_ in _BEFORE_PEOPLE:
        start -= 1
    label = " ".join(part.text for part in doc[start : token.i + 1] if part.pos_ not in ("DET", "NUM"))
    return Description(
        start, token.i + 1, token.i, EntityKind.GROUP, label, label, plural=True, named=True, country=country
    )


# -------------------------------------------------------------------------------- "one of the officials"


def _counted(token: Token) -> Token | None:
    """Return the noun after "of" that a number, pronoun or noun of quantity counts or picks from."""
    is_counter = (
        token.pos_ in ("NUM", "PRON", "DET")
        or token.text == "%"
        or token.lower_ in words("quantity_nouns")
        or is_fresh(token)
    )
    if not is_counter:
        return None
    for child in token.children:
        if child.lower_ == "of" and child.i > token.i:
            objects = [target for target in child.children if target.dep_ == "pobj" and noun_of(target)]
            return objects[0] if objects else None
    return None


def _picked(
    doc: Doc, token: Token, inner: Token, names: SpotIndex, gazetteer: Gazetteer
) -> Description | None:
    noun = noun_of(inner)
    if noun is None:
        return None
    phrase = read_phrase(doc, inner, names, gazetteer)
    is_one = token.lower_ in ("one", "each", "any", "another")
    made = _plain(doc, inner, noun, phrase)
    start = min([token.i, *(left.i for left in token.lefts)])
    from_known = phrase.definite and token.lower_ not in words("quantity_nouns")
    label = phrase.label(noun.noun if is_one and noun.sort == "person" else inner.lower_)
    kind = EntityKind.PERSON if is_one and noun.sort == "person" else EntityKind.GROUP
    return replace(
        made,
        start=start,
        head=token.i,
        kind=kind,
        label=label,
        plural=not is_one,
        partitive=from_known,
        inner=(phrase.start, phrase.end, inner.i) if from_known else None,
        count=token.lower_,
        alike="",
        form="",
        fresh=noun.sort == "person",
        definite=False,
        named=False,
    )


# --------------------------------------------------------------------------------------- other phrases


def _plain(doc: Doc, token: Token, noun: Noun, phrase: Phrase) -> Description:
    # A noun of people counted by a number is still the same people: "12,000 North Korean troops".
    fresh = phrase.fresh or (not noun.plural and not phrase.definite)
    singular = noun.sort == "person" and not noun.plural
    named = _is_named_body(noun, phrase)
    head = noun.noun if singular else noun.form(token)
    return Description(
        start=phrase.start,
        end=phrase.end,
        head=token.i,
        kind=noun.kind,
        noun=noun.noun,
        label=phrase.label(head, from_owner=named),
        plural=noun.plural,
        definite=phrase.definite,
        fresh=fresh and noun.sort == "person",
        named=named,
        country=phrase.country,
        gender=noun.gender,
        sort=noun.sort,
        bare=not phrase.words and not phrase.complement,
        owner=phrase.owner,
        count=_count(doc, phrase),
        form=_form(doc, phrase) if not singular and (phrase.country or phrase.owner) else "",
        alike=noun.alike if _is_of_country_only(noun, phrase, head) else "",
    )


def _count(doc: Doc, phrase: Phrase) -> str:
    """Return the number or determiner that opens something new: "two", "other"."""
    return next((token.lower_ for token in doc[phrase.start : phrase.head] if is_fresh(token)), "")


def _form(doc: Doc, phrase: Phrase) -> str:
    """Return the words of a phrase from the first one on that describes: "Kyiv's forces"."""
    start = phrase.start
    while start < phrase.head and (is_skipped(doc[start]) or not doc[start].text[0].isalpha()):
        start += 1
    return " ".join(doc[start : phrase.end].text.split())


def _is_of_country_only(noun: Noun, phrase: Phrase, head: str) -> bool:
    """Tell whether nothing but a country stands before a noun: "Ukrainian armed forces", no special ones."""
    alone = f"{phrase.adjective} {noun.noun}".casefold()
    return (
        bool(phrase.adjective and (noun.plural or noun.sort == "body"))
        and phrase.label(head).casefold() == alone
    )


def _is_named_body(noun: Noun, phrase: Phrase) -> bool:
    """A body that a country has one of is as good as named: "Ukraine's military", "the Danish parliament"."""
    return noun.sort == "body" and bool(phrase.owned)


def without_absorbed(
    spots: Iterable[Spot], descriptions: Iterable[Description], gazetteer: Gazetteer
) -> list[Spot]:
    """Leave out names of countries that only modify the head of a description ("U.S. officials").

    They say whose people those are and name no place; a possessive ("Ukraine's forces") does both.
    """
    ordered = sorted(descriptions, key=lambda description: description.start)
    starts = [description.start for description in ordered]
    heads = [0, *accumulate((description.head for description in ordered), max)]

    def is_absorbed(spot: Spot) -> bool:
        before_head = spot.end <= heads[bisect_right(starts, spot.start)]
        return before_head and not spot.possessive and gazetteer.country_named(spot.name) is not None

    return [spot for spot in spots if not is_absorbed(spot)]
