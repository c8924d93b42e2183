"""Pronouns and descriptions tied to what they refer to, in one walk through the text.

Comes in: drafts by name, descriptions, pronouns.  Goes out: drafts with all their mentions.
Method: the nearest compatible antecedent, subjects and speakers first (Hobbs 1978; Lappin and Leass 1994,
without their weights for grammatical role of objects).  A definite description takes up the last one with the
same noun; "another official" always opens a new one; "one of the officials" is new and a member of those.
Must not: look anything up outside the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.mentions.agreement import (
    ACTORS,
    agrees,
    can_hold,
    holds,
    is_called,
    is_called_so,
    is_plain,
    member_label,
    takes_up,
)
from kg.mentions.drafts import Draft, draft_of
from kg.mentions.pronouns import Pronoun, relative_antecedent
from kg.mentions.spots import Description, Spot
from kg.model import EntityKind, MentionForm

_REACH = 3
"""Sentences back in which a pronoun looks for its antecedent; further away a wrong guess is likelier."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that later ones may take up."""

    token: int
    sentence: int
    draft: Draft
    is_subject: bool
    is_source: bool
    form: MentionForm


class Walk:
    """The history of one text while it is walked through."""

    def __init__(self, doc: Doc, sources: Mapping[int, tuple[int, int]], named: Sequence[Draft] = ()) -> None:
        """Start before the first token; `sources` map the head of each source to its tokens."""
        self._named = named
        self._doc = doc
        self._sources = sources
        self._sentences = _sentence_numbers(doc)
        self._history: list[Seen] = []
        self._recent: dict[int, Draft] = {}  # by identity, the one met last at the end
        self._with_key: dict[str, Draft] = {}
        self._weights: Counter[int] = Counter()
        self._kept: set[int] = set()
        self.drafts: list[Draft] = []

    def meet_name(self, spot: Spot, draft: Draft) -> None:
        """Note a name; its draft exists already."""
        self._keep(draft)
        self._note(self._doc[spot.start : spot.end].root, draft, MentionForm.NAME)

    def meet_description(self, description: Description) -> None:
        """Tie a description to an earlier draft, or open a new one."""
        draft = self._antecedent(description)
        if draft is None and description.bare and not (self._is_source(description) or description.named):
            return  # "the driver", whom nobody named or quoted
        if draft is None:
            draft = draft_of(description)
            self._adopt_group(draft, description)
        else:
            draft.add(description.start, description.end, MentionForm.NOMINAL)
        self._keep(draft)
        self._note(self._doc[description.head], draft, MentionForm.NOMINAL)

    def meet_pronoun(self, pronoun: Pronoun) -> None:
        """Tie a pronoun to its antecedent; one that is a source and has none becomes a draft of its own."""
        token = self._doc[pronoun.token]
        draft = self._referent_of(pronoun, token)
        if draft is None and not pronoun.is_source:
            return
        if draft is None:
            draft = _unknown_speaker(pronoun, token)
        start, end = self._sources.get(token.i, (token.i, token.i + 1))
        draft.add(start, end, MentionForm.PRONOUN)
        if pronoun.gender in ("m", "f") and draft.gender == "-" and draft.kind is EntityKind.PERSON:
            draft.gender = pronoun.gender
        self._keep(draft)
        self._note(token, draft, MentionForm.PRONOUN)

    def _is_source(self, description: Description) -> bool:
        return description.head in self._sources

    # ------------------------------------------------------------------------------- descriptions

    def _antecedent(self, description: Description) -> Draft | None:
        if description.sort == "document" and description.owner:
            return self._owner(description.owner)
        if description.sort == "role" and description.owner:
            return next((draft for draft in self._named if description.owner.name in draft.names), None)
        if description.fresh or description.partitive:
            return None
        if description.definite and description.bare and not description.country:
            return self._last_like(description)
        if description.plural or description.sort in ("body", "group", "document", "organization", "unknown"):
            return self._last_with_key(description.key)
        if not description.definite:
            return None
        return self._holder(description) or self._last_with_key(description.key)

    def _holder(self, description: Description) -> Draft | None:
        """Find the one person whom the text gives that role ("the Danish minister", "the Ohio senator")."""
        fitting = [draft for draft in self._named if holds(draft, description)]
        of_place = description.owner is not None and description.owner.kind is EntityKind.PLACE
        if len(fitting) != 1 or not of_place:
            fitting = [draft for draft in fitting if is_called_so(draft, description)]
        return fitting[0] if len(fitting) == 1 and not description.plural else None

    def _owner(self, owner: Spot) -> Draft | None:
        """ "A Bloomberg report" speaks for Bloomberg."""
        spoken = next((draft for draft in self._latest_first() if owner.name in draft.names), None)
        return spoken if spoken is not None and spoken.kind in ACTORS else None

    def _last_with_key(self, key: str) -> Draft | None:
        return self._with_key.get(key)

    def _last_like(self, description: Description) -> Draft | None:
        """Find what "the official", "the officials" or "the agency" takes up."""
        if description.sort == "person" and description.plural and (group := self._group_of(description)):
            return group
        fitting = [draft for draft in self._latest_first() if takes_up(description, draft)]
        called_so = (draft for draft in fitting if is_called(description.noun, draft))
        return next(called_so, fitting[0] if fitting else None)

    def _adopt_group(self, draft: Draft, description: Description) -> None:
        """Say of one picked from a group whose it is: "one of the officials" are US officials too."""
        if description.sort != "person" or not (description.fresh or description.partitive):
            return
        group = self._group_of(description)
        if group is None:
            return
        draft.member_of = group
        if draft.country is None and is_plain(description):
            draft.country = group.country
            draft.label = member_label(group, description)

    def _group_of(self, description: Description) -> Draft | None:
        fitting = (draft for draft in self._latest_first() if can_hold(draft, description))
        return max(fitting, key=lambda draft: self._weights[id(draft)], default=None)

    # ----------------------------------------------------------------------------------- pronouns

    def _referent_of(self, pronoun: Pronoun, token: Token) -> Draft | None:
        if pronoun.person == "rel":
            target = relative_antecedent(token)
            return self._at(target.i) if target is not None else None
        if pronoun.person == "1":
            return self._speaker_before(token, pronoun)
        fitting = [seen for seen in self._candidates(token) if agrees(pronoun, seen.draft)]
        return max(fitting, key=lambda seen: self._rank(seen, token)).draft if fitting else None

    def _candidates(self, token: Token) -> list[Seen]:
        """Return what was met in reach, but not the words that the pronoun is credited with: in "prices fell,
        they said" they are not the prices (no phrase refers to one inside it)."""
        here, said = self._sentences[token.i], _fronted_content(token)
        near = takewhile(lambda seen: here - seen.sentence <= _REACH, reversed(self._history))
        return [seen for seen in near if seen.token < token.i and seen.token not in said][::-1]

    def _rank(self, seen: Seen, token: Token) -> tuple[float, int]:
        """Nearer sentences first; in a sentence, speakers and subjects before others, then the last one."""
        distance = self._sentences[token.i] - seen.sentence
        weight = -1.5 * distance + 1.5 * seen.is_subject + 1.0 * seen.is_source
        weight -= 1.0 if self._is_argument_of_same_verb(seen, token) else 0.0
        weight -= 0.5 if seen.form is MentionForm.NOMINAL else 0.0
        return weight, seen.token

    def _is_argument_of_same_verb(self, seen: Seen, token: Token) -> bool:
        """A pronoun is not its own verb's subject and object at once (principle B)."""
        return self._doc[seen.token].head == token.head and token.dep_ in ("dobj", "pobj", "nsubj")

    def _at(self, index: int) -> Draft | None:
        for draft in self._latest_first():
            if any(start <= index < end for start, end, _ in draft.extents):
                return draft
        return None

    def _speaker_before(self, token: Token, pronoun: Pronoun) -> Draft | None:
        """ "I" and "we" are whoever spoke last."""
        wanted = (EntityKind.PERSON,) if pronoun.number == "sg" else tuple(EntityKind)
        spoken = [seen for seen in self._candidates(token) if seen.is_source and seen.draft.kind in wanted]
        return spoken[-1].draft if spoken else None

    # ------------------------------------------------------------------------------------ history

    def _keep(self, draft: Draft) -> None:
        if id(draft) not in self._kept:
            self._kept.add(id(draft))
            self.drafts.append(draft)

    def _latest_first(self) -> Iterator[Draft]:
        """Yield what was met so far, each draft once, the one met last first."""
        return reversed(self._recent.values())

    def _note(self, token: Token, draft: Draft, form: MentionForm) -> None:
        subject = token.dep_ in ("nsubj", "nsubjpass", "agent")
        is_source = token.i in self._sources
        self._history.append(Seen(token.i, self._sentences[token.i], draft, subject, is_source, form))
        self._recent.pop(id(draft), None)
        self._recent[id(draft)] = draft
        self._with_key[draft.key] = draft
        self._weigh(draft, is_source=is_source)

    def _weigh(self, draft: Draft, *, is_source: bool) -> None:
        """Count how often a group, or one of it, was met so far, double where it spoke: "one official" is one
        of those whom the article rests on."""
        for met in (draft, draft.member_of):
            if met is not None:
                self._weights[id(met)] += 1 + is_source


def _fronted_content(pronoun: Token) -> frozenset[int]:
    """Return the tokens of the clauses that stand before the verb that a pronoun is the subject of."""
    clauses = [child for child in pronoun.head.children if child.dep_ == "ccomp" and child.i < pronoun.i]
    return frozenset(token.i for clause in clauses for token in clause.subtree)


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers: list[int] = []
    current = -1
    for token in doc:
        current += bool(token.is_sent_start or current < 0)
        numbers.append(current)
    return numbers


def _unknown_speaker(pronoun: Pronoun, token: Token) -> Draft:
    kind = EntityKind.GROUP if pronoun.number == "pl" else EntityKind.PERSON
    return Draft(kind, False, token.lower_ if token.lower_ != "i" else "I", plural=pronoun.number == "pl")


def walk_through(
    doc: Doc,
    belongs: Mapping[Spot, Draft],
    descriptions: Sequence[Description],
    pronouns: Sequence[Pronoun],
    sources: Mapping[int, tuple[int, int]],
) -> list[Draft]:
    """Return all drafts of a text, each with all its mentions, in the order of their first."""
    walk = Walk(doc, sources, list(dict.fromkeys(belongs.values())))
    steps: list[tuple[int, int, Spot | Description | Pronoun]] = [
        *((spot.start, 0, spot) for spot in belongs),
        *((description.head, 1, description) for description in descriptions),
        *((pronoun.token, 2, pronoun) for pronoun in pronouns),
    ]
    for _, _, step in sorted(steps, key=lambda step: step[:2]):
        if isinstance(step, Spot):
            walk.meet_name(step, belongs[step])
        elif isinstance(step, Description):
            walk.meet_description(step)
        else:
            walk.meet_pronoun(step)
    return walk.drafts
