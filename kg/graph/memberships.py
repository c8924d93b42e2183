"""Who holds which role for whom, and which group belongs to whom, article by article.

Comes in: entities, then readings.  Goes out: views, each with the article, its date and the words.
Must not: guess whom a name means that its article does not resolve, or know which articles count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Self

from kg.graph.rows import file_name
from kg.model import Document, Entity, EntityKind, Mention, MentionForm, Reading, Referent, Role
from kg.query.results import BodyView, RoleView


class Memberships:
    """The entities by their referents, and those that are countries by their codes."""

    def __init__(
        self, entities: Mapping[tuple[str, str], Entity], country: Callable[[str], Entity | None]
    ) -> None:
        """Take the entities by (document id, referent id), and what finds the one that is a country."""
        self._entities = entities
        self._country = country

    @classmethod
    def among(cls, entities: Iterable[Entity]) -> Self:
        """Turn all entities of a store round."""
        known = tuple(entities)
        return cls({pair: one for one in known for pair in one.referents}, country_entities(known).get)

    def roles(self, reading: Reading) -> Iterator[tuple[str, RoleView]]:
        """Yield (entity id, role) once for every entity, words and affiliation, in the order of the text."""
        found: dict[tuple[str, str, str | None], list[Role]] = {}
        for referent in reading.referents:
            holder = self._entity(reading.document, referent.id)
            if holder is not None:
                for role in referent.roles:
                    found.setdefault((holder.id, role.text, role.affiliation), []).append(role)
        for (holder_id, _, _), roles in sorted(found.items(), key=lambda one: min(map(_place, one[1]))):
            yield holder_id, self._view_role(holder_id, sorted(roles, key=_place), reading.document)

    def bodies(self, reading: Reading) -> Iterator[tuple[str, BodyView]]:
        """Yield (group id, organisation or country that it belongs to) once for every such pair."""
        seen = set()
        for referent in reading.referents:
            group = self._entity(reading.document, referent.id)
            for body in self._bodies_of(referent, reading.document):
                if group is not None and body.id != group.id and (group.id, body.id) not in seen:
                    seen.add((group.id, body.id))
                    yield group.id, _view_body(body, first_words(referent), reading.document)

    def _entity(self, document: Document, referent: str | None) -> Entity | None:
        return self._entities.get((document.id, referent)) if referent else None

    def _view_role(self, holder: str, roles: list[Role], document: Document) -> RoleView:
        bodies = (self._entity(document, role.affiliation_referent) for role in roles)
        body = next((one for one in bodies if one is not None and one.id != holder), None)
        return RoleView(
            text=roles[0].text,
            affiliation=roles[0].affiliation,
            affiliation_entity=body.id if body else None,
            document=file_name(document.path),
            document_id=document.id,
            as_of=day_of(document),
            spans=tuple(dict.fromkeys((role.start, role.end) for role in roles)),
            affiliation_label=body.label if body else None,
        )

    def _bodies_of(self, referent: Referent, document: Document) -> Iterator[Entity]:
        """Yield what a referent belongs to: the organisation, and of a group the country."""
        body = self._entity(document, referent.belongs_to)
        if body is not None:
            yield body
        country = self._country(referent.country) if is_of_country(referent) and referent.country else None
        if country is not None:
            yield country


def is_of_country(referent: Referent) -> bool:
    """Tell whether a referent belongs to the country whose code it has."""
    return referent.kind is EntityKind.GROUP and bool(referent.country)


def country_codes(entity: Entity) -> tuple[str, ...]:
    """Return the codes of the countries that an entity is: none, if it is no place."""
    known = (one.value for one in entity.identifiers if one.scheme == "iso3166")
    return tuple(dict.fromkeys(known)) if entity.kind is EntityKind.PLACE else ()


def country_entities(entities: Iterable[Entity]) -> Mapping[str, Entity]:
    """Return the places that are countries by ISO 3166-1 code; of several with one code the one met most."""
    found: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda one: (-len(one.referents), one.id)):
        for code in country_codes(entity):
            found.setdefault(code, entity)
    return found


def first_words(referent: Referent) -> Mention:
    """Return the first mention that is no pronoun, or the first one where all are."""
    ordered = sorted(referent.mentions, key=attrgetter("start"))
    return next((one for one in ordered if one.form is not MentionForm.PRONOUN), ordered[0])


def day_of(document: Document) -> str | None:
    """Return the day, month or year of publication as far as it is known."""
    return document.published.value if document.published else None


def _place(role: Role) -> tuple[int, int, str]:
    return role.start, role.end, role.affiliation or ""


def _view_body(body: Entity, words: Mention, document: Document) -> BodyView:
    return BodyView(
        entity=body.id,
        label=body.label,
        kind=body.kind.value,
        text=words.text,
        document=file_name(document.path),
        document_id=document.id,
        as_of=day_of(document),
        spans=((words.start, words.end),),
    )
