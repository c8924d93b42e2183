"""Readings made by hand for tests of resolution: no text to speak of, only referents."""

from __future__ import annotations

from kg.model import Entity, EntityKind, Mention, MentionForm, Reading, Referent, Role
from tests.records import make_document

Described = tuple[EntityKind, str, dict[str, object]]


def referent(path: str, place: int, kind: EntityKind, label: str, **fields: object) -> Referent:
    """Return a referent; `role`, `affiliation`, `names` and `named` may be given."""
    mention = Mention(f"m-{path}-{place}", place, place + 1, "x", kind, MentionForm.NAME)
    role = fields.pop("role", None)
    affiliation = fields.pop("affiliation", None)
    roles = (Role(str(role), 0, 1, str(affiliation) if affiliation else None),) if role else ()
    named = bool(fields.pop("named", True))
    names = fields.pop("names", (label,) if named else ())
    return Referent(
        id=f"r-{path}-{place}",
        kind=kind,
        label=label,
        named=named,
        mentions=(mention,),
        names=names,  # type: ignore[arg-type]
        roles=roles,
        **fields,  # type: ignore[arg-type]
    )


def reading(path: str, *described: Described, publisher: str | None = None) -> Reading:
    """Return a reading of an article in which these are named."""
    document = make_document(path, f"Headline of {path}\nBody.", publisher, None)
    referents = tuple(
        referent(path, place, kind, label, **dict(more))
        for place, (kind, label, more) in enumerate(described)
    )
    return Reading(document, referents, (), (), "test")


def of_kind(entities: tuple[Entity, ...], kind: EntityKind) -> list[Entity]:
    """Return the named entities of a kind."""
    return [entity for entity in entities if entity.kind is kind and entity.named]
