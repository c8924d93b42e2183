"""What a text has spoken of so far, while it is walked through, and how near each of it is.

Comes in: mentions in the order of the text, each with its draft.  Goes out: what a pronoun or description
could take up, and its rank: nearer sentences first, subjects and speakers before others (Hobbs 1978; Lappin
and Leass 1994, without their weights for grammatical role of objects).
Must not: tell whether gender, number or noun fit (see `agreement`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.mentions.drafts import Draft
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


class History:
    """The mentions of one text up to a point, and the drafts they belong to."""

    def __init__(self, doc: Doc, sources: Mapping[int, tuple[int, int]]) -> None:
        """Start before the first token; `sources` map the head of each source to its tokens."""
        self._doc = doc
        self._sources = sources
        self._sentences = _sentence_numbers(doc)
        self._seen: list[Seen] = []
        self._recent: dict[int, Draft] = {}  # by identity, the one met last at the end
        self._at: dict[int, Draft] = {}
        self._with_key: dict[str, Draft] = {}
        self._weights: Counter[int] = Counter()

    def note(self, token: Token, draft: Draft, form: MentionForm) -> None:
        """Add a mention with its head."""
        subject = token.dep_ in ("nsubj", "nsubjpass", "agent")
        is_source = token.i in self._sources
        self._seen.append(Seen(token.i, self._sentences[token.i], draft, subject, is_source, form))
        self._recent.pop(id(draft), None)
        self._recent[id(draft)] = draft
        self._at[token.i] = draft
        if draft.listed:
            self._with_key[draft.key] = draft
        self._weigh(draft, is_source=is_source)

    def _weigh(self, draft: Draft, *, is_source: bool) -> None:
        """Count how often a group, or one of it, was met so far, double where it spoke: "one official" is one
        of those whom the article rests on."""
        for met in (draft, draft.member_of):
            if met is not None:
                self._weights[id(met)] += 1 + is_source

    def weight(self, draft: Draft) -> int:
        """Return how often a draft was met, mentions that speak double."""
        return self._weights[id(draft)]

    def latest_first(self) -> Iterator[Draft]:
        """Yield what was met so far, each draft once, the one met last first."""
        return reversed(self._recent.values())

    def listed(self) -> Iterator[Draft]:
        """Yield the same, without what was only spoken of in passing."""
        return (draft for draft in self.latest_first() if draft.listed)

    def with_key(self, key: str) -> Draft | None:
        """Return the draft met last under a key."""
        return self._with_key.get(key)

    def headed_by(self, token: int) -> Draft | None:
        """Return the draft of the mention that a token heads."""
        return self._at.get(token)

    def around(self, index: int) -> Draft | None:
        """Return the draft of the mention met last that covers a token."""
        for draft in self.latest_first():
            if any(start <= index < end for start, end, _ in draft.extents):
                return draft
        return None

    def candidates(self, token: Token) -> list[Seen]:
        """Return what was met in reach, but not the words that the pronoun is credited with: in "prices fell,
        they said" they are not the prices (no phrase refers to one inside it)."""
        here, said = self._sentences[token.i], _fronted_content(token)
        near = takewhile(lambda seen: here - seen.sentence <= _REACH, reversed(self._seen))
        apart = (seen for seen in near if seen.token < token.i and seen.token not in said)
        apart = (seen for seen in apart if not self._is_told(seen))
        return [seen for seen in apart if not self._is_argument_of_same_verb(seen, token)][::-1]

    def subjects_of(self, token: Token, seen: Sequence[Seen]) -> list[Seen]:
        """Return what is the subject of a clause that a reflexive stands in (principle A)."""
        ancestors = {ancestor.i for ancestor in token.ancestors}
        return [one for one in seen if one.is_subject and self._doc[one.token].head.i in ancestors]

    def rank(self, seen: Seen, token: Token) -> tuple[float, int]:
        """Nearer sentences first; in a sentence, speakers and subjects before others, then the last one."""
        distance = self._sentences[token.i] - seen.sentence
        weight = -1.5 * distance + 1.5 * seen.is_subject + 1.0 * seen.is_source
        weight -= 0.5 if seen.form is MentionForm.NOMINAL else 0.0
        weight -= 1.0 if self._doc[seen.token].dep_ in ("compound", "nmod") else 0.0  # "Kremlin" of an aide
        weight += 0.4 if self._doc[seen.token].dep_ == token.dep_ else 0.0  # parallel function
        return weight, seen.token

    def _is_told(self, seen: Seen) -> bool:
        """Tell whether an outlet was only told what follows: what one tells the Gazette is not about it."""
        token = self._doc[seen.token]
        is_told = token.dep_ in ("dobj", "dative") and token.head.lemma_ == "tell"
        return is_told and seen.draft.kind is EntityKind.OUTLET

    def _is_argument_of_same_verb(self, seen: Seen, token: Token) -> bool:
        """A pronoun is not its own verb's subject and object at once, unless it is reflexive
        (principle B)."""
        if token.dep_ not in ("dobj", "pobj", "dative", "nsubj") or token.text.endswith(("self", "selves")):
            return False
        other = self._doc[seen.token]
        return other.dep_ != "poss" and other.head == _governor(token)


def _governor(token: Token) -> Token:
    """Return the verb that a pronoun is an argument of, through its preposition."""
    head = token.head
    return head.head if token.dep_ == "pobj" and head.dep_ in ("prep", "dative", "agent") else head


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
