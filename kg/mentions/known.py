"""Names that a list knows or that the text has given before, whatever the recogniser says.

Comes in: a parsed Doc and the gazetteer.  Goes out: spots.  Must not: settle which of two spots stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import Spot, crosses_lines, is_capitalised, name_of
from kg.model import EntityKind

_LONGEST = 7
_LOCATIVE = frozenset(
    {"in", "near", "from", "around", "outside", "inside", "to", "toward", "towards", "at", "across"}
)


def known_names(doc: Doc, gazetteer: Gazetteer, sources: frozenset[int] = frozenset()) -> Iterator[Spot]:
    """Find names that a list identifies: the user's entries, outlets, countries; `sources` are the tokens
    that head a source."""
    position = 0
    for token in doc:
        if token.i < position or not is_capitalised(token) or not gazetteer.may_open(token.text):
            continue
        if found := _known_at(doc, token.i, gazetteer) or _outlet_as_source(doc, token.i, gazetteer, sources):
            yield found
            position = found.end


def _outlet_as_source(doc: Doc, start: int, gazetteer: Gazetteer, sources: frozenset[int]) -> Spot | None:
    """Return the outlet at a capital "The" inside a sentence, where common words that are its name head a
    source ("as The Hill pointed out")."""
    end = start + 2
    if doc[start].text != "The" or doc[start].is_sent_start or end > len(doc) or end - 1 not in sources:
        return None
    name = doc[start:end].text
    before, row = doc[start - 1] if start else doc[start], gazetteer.outlet(name)
    if row is None or row["word"] != name or before.is_punct:
        return None
    return Spot(start, end, EntityKind.OUTLET, name=name)


def _known_at(doc: Doc, start: int, gazetteer: Gazetteer) -> Spot | None:
    for end in range(min(start + _LONGEST, len(doc)), start, -1):
        last = doc[end - 1]
        if last.is_space or last.is_punct or last.tag_ == "POS" or crosses_lines(doc, start, end - 1):
            continue
        spot = _lookup(doc, start, end, gazetteer)
        if spot and not _runs_on(doc, start, end):
            return spot
    return None


def _runs_on(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a capitalised word of the same name stands beside the range ("Reuters Institute")."""
    last = doc[end - 1]
    after = doc[end] if end < len(doc) else None
    if after is not None and after.pos_ == "PROPN" and is_capitalised(after) and last.whitespace_:
        return last.head == after and last.dep_ == "compound" and after.ent_type_ != "PERSON"
    return start > 0 and _is_first_name(doc, start, end)


def _is_first_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the word before a range makes it a person's surname."""
    before = doc[start - 1]
    same = before.ent_type_ == doc[start].ent_type_ == "PERSON"
    return same and before.dep_ == "compound" and is_capitalised(before) and start <= before.head.i < end


def _lookup(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Spot | None:
    text = name_of(doc, start, end)
    if entries := gazetteer.strong(text):
        return Spot(start, end, entries[0].kind, name=text)
    outlet = gazetteer.outlet(text)
    if outlet and outlet["sure"] == "yes":
        return Spot(start, end, EntityKind.OUTLET, name=text)
    if gazetteer.country_named(text) and not (end - start == 1 and doc[start].pos_ not in ("PROPN", "NOUN")):
        return Spot(start, end, EntityKind.PLACE, name=text)
    return None


def repeated_names(doc: Doc, spots: Sequence[Spot], sources: frozenset[int]) -> Iterator[Spot]:
    """Find capitalised words that are a name, or a person's surname, elsewhere in the text.

    In a headline the tagger may take a surname for a verb or noun; as a source it is a name all the same.
    """
    known = {spot.name: spot for spot in spots if " " not in spot.name}
    longer: dict[str, list[Spot]] = {}
    for spot in {spot.name: spot for spot in spots if " " in spot.name}.values():
        longer.setdefault(doc[spot.start].text, []).append(spot)
        if spot.kind is EntityKind.PERSON:
            known.setdefault(spot.name.split()[-1], spot)
    for token in doc:
        for spot in longer.get(token.text, ()):
            if found := _repeated(doc, token.i, spot):
                yield found
        same = known.get(token.text)
        if same and _may_be_name(token, sources):
            yield Spot(token.i, token.i + 1, same.kind, name=token.text, label=same.label or "PERSON")


def _repeated(doc: Doc, start: int, spot: Spot) -> Spot | None:
    """Return the words of a name where they stand once more."""
    end = start + spot.end - spot.start
    words_of_name = [token.text for token in doc[spot.start : spot.end]]
    if start == spot.start or [token.text for token in doc[start:end]] != words_of_name:
        return None
    return Spot(start, end, spot.kind, name=spot.name, label=spot.label)


def _may_be_name(token: Token, sources: frozenset[int]) -> bool:
    return is_capitalised(token) and (token.pos_ == "PROPN" or token.i in sources)


def missed_places(doc: Doc, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Find large places after a preposition of place that the recogniser did not mark."""
    for token in doc[1:]:
        is_candidate = token.pos_ == "PROPN" and not token.ent_type_ and len(token) > 2
        located = token.dep_ == "pobj" and doc[token.i - 1].lower_ in _LOCATIVE
        if is_candidate and located and is_capitalised(token) and gazetteer.is_large_place(token.text):
            yield Spot(token.i, token.i + 1, EntityKind.PLACE, name=name_of(doc, token.i, token.i + 1))
