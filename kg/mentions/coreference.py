"""Pronouns and descriptions tied to what they refer to, in one walk through the text.

Comes in: drafts by name, descriptions, pronouns.  Goes out: drafts with all their mentions.
Method: the nearest compatible antecedent, subjects and speakers first (Hobbs 1978; Lappin and Leass 1994,
without their weights for grammatical role of objects).  What a description takes up is told by `antecedents`.
Must not: look anything up outside the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Doc, Token

from kg.mentions.agreement import agrees, repeats
from kg.mentions.antecedents import Antecedents
from kg.mentions.drafts import Draft
from kg.mentions.history import History
from kg.mentions.openings import draft_in_passing
from kg.mentions.passing import PassingPhrase
from kg.mentions.pronouns import Pronoun, relative_antecedent
from kg.mentions.speakers import Quotations
from kg.mentions.spots import Description, Spot
from kg.model import EntityKind, MentionForm


class Walk:
    """The history of one text while it is walked through."""

    def __init__(
        self,
        doc: Doc,
        sources: Mapping[int, tuple[int, int]],
        named: Sequence[Draft] = (),
        passing: Iterable[PassingPhrase] = (),
        speaking: Mapping[int, Draft] = MappingProxyType({}),
    ) -> None:
        """Start before the first token; `sources` map the head of each source to its tokens, `speaking` the
        tokens of quotations to who is named as the speaker: "he" is never the one who says it."""
        self._speaking = speaking
        self._doc = doc
        self._sources = sources
        self._history = History(doc, sources)
        self._antecedents = Antecedents(doc, self._history, named)
        self._passing = {phrase.head: phrase for phrase in passing}
        self._kept: set[int] = set()
        self._voices: dict[tuple[int, str], Draft] = {}
        self.drafts: list[Draft] = []

    def meet_name(self, spot: Spot, draft: Draft) -> None:
        """Note a name; its draft exists already."""
        self._keep(draft)
        self._history.note(self._doc[spot.start : spot.end].root, draft, MentionForm.NAME)

    def meet_description(self, description: Description) -> None:
        """Tie a description to an earlier draft, or open a new one."""
        draft = self._antecedents.of(description)
        if draft is None and description.bare and not (self._is_source(description) or description.named):
            if phrase := self._passing.get(description.head):
                self.meet_passing(phrase)  # "the driver", whom nobody named or quoted
            return
        if draft is None:
            draft = self._antecedents.open(description)
        else:
            draft.describe(description)
        self._keep(draft)
        self._history.note(self._doc[description.head], draft, MentionForm.NOMINAL)
        if description.inner and draft.member_of:
            self._meet_inner(description.inner, draft.member_of)

    def _meet_inner(self, inner: tuple[int, int, int], group: Draft) -> None:
        """Note the words inside a description that name the group it is picked from."""
        start, end, head = inner
        group.add(start, end, MentionForm.NOMINAL)
        self._history.note(self._doc[head], group, MentionForm.NOMINAL)
        self._passing.pop(head, None)

    def meet_pronoun(self, pronoun: Pronoun) -> None:
        """Tie a pronoun to its antecedent; one that is a source and has none is somebody, but no entity."""
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
        self._history.note(token, draft, MentionForm.PRONOUN)

    def meet_passing(self, phrase: PassingPhrase) -> None:
        """Tie a phrase to what has the same noun; else remember it, so that a pronoun may mean it."""
        if self._history.headed_by(phrase.head) is not None:
            return  # met inside a description
        owner = self._history.headed_by(phrase.owner) if phrase.owner is not None else None
        draft = self._same_noun(phrase, owner)
        if draft is None:
            draft = draft_in_passing(phrase, owner)
        draft.add(phrase.start, phrase.end, MentionForm.NOMINAL)
        draft.words |= phrase.modifiers
        self._keep(draft)
        self._history.note(self._doc[phrase.head], draft, MentionForm.NOMINAL)

    def _same_noun(self, phrase: PassingPhrase, owner: Draft | None) -> Draft | None:
        if not (phrase.definite or phrase.key):
            return None  # "a flag" is a new one, whatever the text spoke of before
        fitting = (draft for draft in self._history.latest_first() if repeats(phrase, owner, draft))
        return next(fitting, None)

    def _is_source(self, description: Description) -> bool:
        return description.head in self._sources

    # ----------------------------------------------------------------------------------- pronouns

    def _referent_of(self, pronoun: Pronoun, token: Token) -> Draft | None:
        if pronoun.person == "rel":
            target = relative_antecedent(token)
            return self._history.around(target.i) if target is not None else None
        if pronoun.person == "1":
            return self._speaker_before(token, pronoun)
        said_by = self._speaking.get(token.i)
        near = (seen for seen in self._history.candidates(token) if seen.draft is not said_by)
        fitting = [seen for seen in near if agrees(pronoun, seen.draft)]
        if token.text.endswith(("self", "selves")):
            fitting = self._history.subjects_of(token, fitting) or fitting
        return max(fitting, key=lambda seen: self._history.rank(seen, token)).draft if fitting else None

    def meet_speaker(self, pronoun: Pronoun, quotations: Quotations) -> None:
        """Tie a pronoun of the first person to who speaks where it stands.

        The whole text must be known, since a speaker is often named after the words.  "We" is somebody and
        others: all that one speaker says is one group, and a body that speaks is itself.
        """
        token = self._doc[pronoun.token]
        quotation = quotations.at(token.i)
        speaker = (
            self._history.headed_by(quotation.speaker)
            if quotation and quotation.speaker is not None
            else None
        )
        if quotation is not None and speaker is None:
            return
        draft = self._voice(speaker, pronoun)
        draft.add(token.i, token.i + 1, MentionForm.PRONOUN)
        self._keep(draft)

    def _voice(self, speaker: Draft | None, pronoun: Pronoun) -> Draft:
        if speaker is not None and (pronoun.number == "sg" or speaker.kind is not EntityKind.PERSON):
            return speaker
        key = (id(speaker), pronoun.number)
        if key not in self._voices:
            self._voices[key] = Draft(EntityKind.GROUP, False, "we", plural=True, listed=False)
        return self._voices[key]

    def _speaker_before(self, token: Token, pronoun: Pronoun) -> Draft | None:
        """ "I" and "we" are whoever spoke last."""
        wanted = (EntityKind.PERSON,) if pronoun.number == "sg" else tuple(EntityKind)
        spoken = [
            seen for seen in self._history.candidates(token) if seen.is_source and seen.draft.kind in wanted
        ]
        return spoken[-1].draft if spoken else None

    # ------------------------------------------------------------------------------------ history

    def _keep(self, draft: Draft) -> None:
        if id(draft) not in self._kept:
            self._kept.add(id(draft))
            self.drafts.append(draft)


def _unknown_speaker(pronoun: Pronoun, token: Token) -> Draft:
    kind = EntityKind.GROUP if pronoun.number == "pl" else EntityKind.PERSON
    return Draft(kind, False, token.lower_, plural=pronoun.number == "pl", listed=False)


def _speaking(quotations: Quotations, belongs: Mapping[Spot, Draft]) -> dict[int, Draft]:
    """Return who is named as the speaker of each token in a quotation."""
    named = {token: draft for spot, draft in belongs.items() for token in range(spot.start, spot.end)}
    return {
        token: named[quotation.speaker]
        for quotation in quotations.long()
        if quotation.speaker in named
        for token in range(quotation.start, quotation.end)
    }


def walk_through(
    doc: Doc,
    belongs: Mapping[Spot, Draft],
    descriptions: Sequence[Description],
    pronouns: Sequence[Pronoun],
    sources: Mapping[int, tuple[int, int]],
    passing: Sequence[PassingPhrase] = (),
) -> list[Draft]:
    """Return all drafts of a text, each with all its mentions, in the order of their first."""
    quotations = Quotations(doc, sources)
    speaking = _speaking(quotations, belongs)
    walk = Walk(doc, sources, list(dict.fromkeys(belongs.values())), passing, speaking)
    described = {description.head for description in descriptions}
    steps: list[tuple[int, int, Spot | Description | Pronoun | PassingPhrase]] = [
        *((spot.start, 0, spot) for spot in belongs),
        *((description.head, 1, description) for description in descriptions),
        *((phrase.head, 1, phrase) for phrase in passing if phrase.head not in described),
        *((pronoun.token, 2, pronoun) for pronoun in pronouns),
    ]
    for _, _, step in sorted(steps, key=lambda step: step[:2]):
        if isinstance(step, Spot):
            walk.meet_name(step, belongs[step])
        elif isinstance(step, Description):
            walk.meet_description(step)
        elif isinstance(step, PassingPhrase):
            walk.meet_passing(step)
        elif step.person != "1" or step.is_source:
            walk.meet_pronoun(step)
    for pronoun in pronouns:
        if pronoun.person == "1" and not pronoun.is_source:
            walk.meet_speaker(pronoun, quotations)
    return walk.drafts
