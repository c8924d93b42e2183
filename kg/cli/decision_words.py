"""A decision in words, as the log, a preview and an undo show it.

Comes in: decisions.  Goes out: text.  Must not: ask the store, or import spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.cli.screen import counted, joined, listed, plain
from kg.decisions.records import Decision, Verb
from kg.query.results import ClaimView, DecisionView, DocumentView, EntityView, RetractionView, TargetView

Paths = Mapping[str, str]
"""Ids of articles -> their paths."""


def decision_words(decision: DecisionView, paths: Paths | None = None) -> str:
    """Return what was decided: "merge John Kirby (e-...) with J. Kirby (e-...)"."""
    words = _WORDS[Verb(decision.verb)](decision, paths or {})
    return plain(words)


def target_words(target: TargetView) -> str:
    """Return a label with its id: "Pokrovsk (e-...)"; a claim's label is its words."""
    if not target.label:
        return target.id
    label = f"“{target.label}”" if target.id.startswith("c-") else target.label
    return f"{label} ({target.id})"


def entity_words(entity: EntityView) -> str:
    """Return an entity as a sentence names it: "John Kirby (person, e-...)"."""
    return f"{entity.label} ({entity.kind}, {entity.id})"


def counted_words(entity: EntityView) -> str:
    """Return the same with its mentions and articles."""
    mentions, articles = counted(entity.mentions, "mention"), counted(entity.documents, "article")
    return f"{entity.label} ({entity.kind}, {entity.id}, {mentions} in {articles})"


def retractable_words(found: DocumentView | ClaimView) -> str:
    """Return an article with its claims, or a claim with its words, source and article."""
    if isinstance(found, DocumentView):
        return f"{found.path} ({found.id}, {counted(found.claims, 'claim')})"
    return f"“{found.text}” ({found.id}, {found.source.label or 'nobody named'} in {found.document})"


def moment(when: str) -> str:
    """Return the minute of an ISO 8601 time in UTC: "2026-11-22 11:40"."""
    return when[:16].replace("T", " ")


def decided_by(decision: DecisionView | Decision | RetractionView) -> str:
    """Return who decided, when and why: "by Ann Reed on 2026-11-22 11:40 UTC: taken back by the agency"."""
    why = f": {decision.why}" if decision.why else ""
    return plain(f"by {decision.who} on {moment(decision.when)} UTC{why}")


def with_article(kind: str) -> str:
    """Return "a person", "an outlet"."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def identifier_words(ids: Mapping[str, str]) -> str:
    """Return identifiers: "geonames 704422, iso3166 UA"."""
    return joined((f"{scheme} {value}" for scheme, value in sorted(ids.items())), ", ")


def split_words(documents: Sequence[str], names: Sequence[str]) -> str:
    """Return what a split takes out: "what goes by “Kirby” in a.txt"."""
    by = f"what goes by {listed([f'“{name}”' for name in names])}" if names else "what is"
    return f"{by} in {listed(documents)}" if documents else by


def _merge(decision: DecisionView, paths: Paths) -> str:
    first, *others = map(target_words, decision.targets)
    return f"merge {first} with {listed(others)}"


def _split(decision: DecisionView, paths: Paths) -> str:
    targets = [target_words(target) for target in decision.targets]
    if len(targets) > 1:
        return f"keep apart {listed(targets)}"
    documents = [paths.get(identifier, identifier) for identifier in decision.documents]
    return f"split from {targets[0]} {split_words(documents, decision.names)}"


def _rename(decision: DecisionView, paths: Paths) -> str:
    target = target_words(decision.targets[0])
    renamed = f"rename {target} to “{decision.label}”" if decision.label else ""
    kind = f"make {'it' if renamed else target} {with_article(decision.kind)}" if decision.kind else ""
    return joined((renamed, kind), " and ")


def _link(decision: DecisionView, paths: Paths) -> str:
    ids = identifier_words(decision.ids)
    at = "" if decision.lat is None or decision.lon is None else f"{decision.lat:.4f}, {decision.lon:.4f}"
    return f"link {target_words(decision.targets[0])} to {joined((ids, at), ' at ')}"


def _unlink(decision: DecisionView, paths: Paths) -> str:
    ids = identifier_words(decision.ids) or "all identifiers"
    return f"unlink {target_words(decision.targets[0])} from {ids}"


def _retract(decision: DecisionView, paths: Paths) -> str:
    return f"retract {listed([target_words(target) for target in decision.targets])}"


def _restore(decision: DecisionView, paths: Paths) -> str:
    taken = [one for one in decision.targets if one.id.startswith("k-")]
    back = [target_words(one) for one in decision.targets if one not in taken]
    words = (f"take back {joined((one.id, one.label), ': ')}" for one in taken)
    return joined((*words, f"restore {listed(back)}" if back else ""), "; ")


_WORDS: Mapping[Verb, Callable[[DecisionView, Paths], str]] = {
    Verb.MERGE: _merge,
    Verb.SPLIT: _split,
    Verb.RENAME: _rename,
    Verb.RETRACT: _retract,
    Verb.RESTORE: _restore,
    Verb.LINK: _link,
    Verb.UNLINK: _unlink,
}
