"""Clusters written down as entities.

Comes in: clusters of nodes.  Goes out: `Entity` records, sorted by id.  Must not: join or split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import ids
from kg.lexicon.spelling import spelling_key, without_article
from kg.model import Entity, EntityKind, Identifier, Link
from kg.resolve.cluster import Cluster, Node
from kg.resolve.keys import Part, outlet_key


def make_entity(cluster: Cluster) -> Entity:
    """Return the entity of a cluster."""
    parts = sorted((part for node in cluster.nodes for part in node.parts), key=lambda part: part.sort_key)
    kind = cluster.nodes[0].kind
    main = _main_node(cluster.nodes)
    key = node_key(main)
    link = _best_link(parts)
    own = ids.entity_id(kind.value, key)
    named = any(part.named for part in parts)
    label = _label(parts, link, named=named)
    return Entity(
        id=own,
        kind=kind,
        label=label,
        named=named,
        aliases=_aliases(parts, link, label),
        roles=_in_order(role for part in parts for role in part.roles),
        affiliations=_in_order(name for part in parts for name in part.affiliations),
        identifiers=_identifiers(parts),
        country=(link.country if link else None)
        or _most_frequent(part.country for part in parts if part.country),
        lat=link.lat if link else None,
        lon=link.lon if link else None,
        referents=tuple(
            (part.document, part.referent) for part in sorted(parts, key=lambda p: (p.document, p.referent))
        ),
        replaces=_replaced(cluster, own),
        score=round(min(cluster.score, link.score if link else 1.0), 4),
        reasons=_reasons(cluster, link, parts),
    )


def node_key(node: Node) -> str:
    """Return the key that an entity id is made of; homonyms that were kept apart add their country."""
    countries = sorted(node.countries)
    return f"{node.key}|{countries[0]}" if node.split and countries else node.key


def _main_node(nodes: Iterable[Node]) -> Node:
    """The linked node; else the one with the longest key that is a name, then the first in the alphabet."""
    return min(
        nodes,
        key=lambda node: (
            not node.is_linked,
            node.key.startswith("only:"),
            -node.key.count(" "),
            node_key(node),
        ),
    )


def _best_link(parts: Iterable[Part]) -> Link | None:
    links = [part.link for part in parts if part.link]
    return min(links, key=lambda link: (-link.score, link.key, link.reasons), default=None)


def _label(parts: Iterable[Part], link: Link | None, *, named: bool) -> str:
    """The gazetteer's label; else the most frequent of the fullest names, then the shortest."""
    if link:
        return link.label
    counts = Counter(without_article(part.label) for part in parts if part.named or not named)
    return min(counts, key=lambda label: (-label.count(" "), -counts[label], len(label), label))


def _aliases(parts: Iterable[Part], link: Link | None, label: str) -> tuple[str, ...]:
    """All names that the articles use, and those that the gazetteer has; the label comes first."""
    used = {name for part in parts for name in (*part.names, *((part.label,) if part.named else ()))}
    known = set(link.aliases) if link else set()
    return (label, *sorted((used | known) - {label}))


def _in_order(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once, the most frequent first."""
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _most_frequent(values: Iterable[str]) -> str | None:
    return next(iter(_in_order(values)), None)


def _identifiers(parts: Iterable[Part]) -> tuple[Identifier, ...]:
    found = {(i.scheme, i.value): i for part in parts if part.link for i in part.link.identifiers}
    return tuple(found[key] for key in sorted(found))


def _replaced(cluster: Cluster, own: str) -> tuple[str, ...]:
    kind = cluster.nodes[0].kind.value
    keys = {
        key for node in cluster.nodes for key in (node_key(node), *((node.key,) if _is_largest(node) else ()))
    }
    keys.update(key for node in cluster.nodes for part in node.parts for key in _keys_without_link(part))
    return tuple(sorted({ids.entity_id(kind, key) for key in keys} - {own}))


def _keys_without_link(part: Part) -> Iterator[str]:
    """Yield the keys that a part would have had before its gazetteer was added: a build without it may have
    given the entity an id made of one.  Its country may have come from the link alone."""
    key = spelling_key(part.label)
    if part.link is None or not part.named:
        return
    if part.kind is EntityKind.PLACE:
        yield f"{key}|"
        yield f"{key}|{part.country or ''}"
    elif part.kind is EntityKind.OUTLET:
        yield outlet_key(part.label)
    elif part.kind is EntityKind.PERSON and " " not in key:
        yield f"only:{part.document}:{part.referent}"
    else:
        yield key


def settle_replaced(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Let every former id lead to one entity: to none while another entity has it, else to the one with the
    most referents."""
    living = {entity.id for entity in entities}
    heirs: dict[str, str] = {}
    for entity in sorted(entities, key=lambda entity: (-len(entity.referents), entity.id)):
        for former in entity.replaces:
            heirs.setdefault(former, entity.id)
    return tuple(
        replace(
            entity,
            replaces=tuple(one for one in entity.replaces if one not in living and heirs[one] == entity.id),
        )
        for entity in entities
    )


def _is_largest(node: Node) -> bool:
    """A homonym kept apart keeps the id that the name had alone only if it was given the undecided parts."""
    return node.split and any(not part.nouns or not part.country for part in node.parts)


def _reasons(cluster: Cluster, link: Link | None, parts: list[Part]) -> tuple[str, ...]:
    reasons = list(link.reasons) if link else []
    if not link and len(parts) > 1:
        shared = "name" if cluster.nodes[0].named else "description"
        reasons.append(f"the same {shared} in {len({part.document for part in parts})} article(s)")
    return tuple(dict.fromkeys([*reasons, *sorted(cluster.reasons)]))
