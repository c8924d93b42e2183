"""Descriptions and pronouns tied to what they refer to, on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.coreference import walk_through
from kg.mentions.drafts import Draft
from kg.mentions.pronouns import Pronoun
from kg.mentions.spots import Description, Spot
from kg.model import EntityKind, MentionForm

VOCAB = spacy.blank("en").vocab


def doc_of(words: str) -> Doc:
    """Every full stop ends a sentence; the first word of each is its subject."""
    tokens = words.split()
    starts = [place == 0 or tokens[place - 1] == "." for place in range(len(tokens))]
    heads = []
    for place in range(len(tokens)):
        first = max(index for index in range(place + 1) if starts[index])
        heads.append(min(first + 1, len(tokens) - 1))
    deps = ["nsubj" if start else ("ROOT" if heads[i] == i else "dep") for i, start in enumerate(starts)]
    return Doc(VOCAB, words=tokens, heads=heads, deps=deps, sent_starts=starts)


def person(start: int, noun: str, label: str = "", **fields: object) -> Description:
    label = label or noun
    return Description(
        start,
        start + 1,
        start,
        EntityKind.PERSON,
        noun,
        label,
        plural=False,
        sort="person",
        bare=label == noun,
        **fields,
    )


def group(start: int, noun: str, label: str, **fields: object) -> Description:
    return Description(
        start, start + 1, start, EntityKind.GROUP, noun, label, plural=True, sort="person", **fields
    )


def walked(
    words: str,
    *,
    names: dict[Spot, Draft] | None = None,
    descriptions: tuple[Description, ...] = (),
    pronouns: tuple[Pronoun, ...] = (),
    sources: tuple[int, ...] = (),
) -> list[Draft]:
    heads = {token: (token, token + 1) for token in sources}
    return walk_through(doc_of(words), names or {}, descriptions, pronouns, heads)


def named(start: int, name: str, kind: EntityKind, **fields: object) -> dict[Spot, Draft]:
    spot = Spot(start, start + 1, kind, name=name)
    draft = Draft(kind, True, name, names=[name], **fields)
    draft.add(start, start + 1, MentionForm.NAME)
    return {spot: draft}


def test_another_official_is_somebody_new_of_the_same_group() -> None:
    them = group(0, "official", "Danish officials", country="DK")
    other = person(3, "official", fresh=True)
    first, second = walked("officials spoke . official spoke .", descriptions=(them, other), sources=(0, 3))
    assert second.member_of is first
    assert second.label == "Danish official"
    assert second.country == "DK"


def test_one_official_is_picked_from_those_the_article_rests_on() -> None:
    told_by = [group(place, "official", "Danish officials", country="DK") for place in (0, 3)]
    passing = group(6, "official", "Polish officials", country="PL")
    one = person(9, "official", fresh=True)
    text = "officials spoke . officials spoke . officials spoke . official spoke ."
    drafts = walked(text, descriptions=(*told_by, passing, one), sources=(0, 3, 9))
    assert drafts[-1].label == "Danish official"


def test_the_official_takes_up_the_last_one() -> None:
    one = person(0, "official", fresh=True)
    the = person(3, "official", definite=True)
    (draft,) = walked("official spoke . official spoke .", descriptions=(one, the), sources=(0, 3))
    assert len(draft.extents) == 2


def test_two_indefinite_officials_are_two_people() -> None:
    drafts = walked(
        "official spoke . official spoke .",
        descriptions=(person(0, "official", fresh=True), person(3, "official", fresh=True)),
        sources=(0, 3),
    )
    assert len(drafts) == 2


def test_the_spokesman_takes_up_the_person_with_that_role() -> None:
    names = named(0, "Brandt", EntityKind.PERSON, nouns={"spokesman"})
    the = person(3, "spokesman", definite=True)
    (draft,) = walked("Brandt spoke . spokesman spoke .", names=names, descriptions=(the,))
    assert draft.label == "Brandt"
    assert len(draft.extents) == 2


def test_a_passing_description_that_takes_up_nobody_is_no_referent() -> None:
    assert walked("driver left .", descriptions=(person(0, "driver", definite=True),)) == []


@pytest.mark.parametrize(("gender", "expected"), [("f", "Ilse"), ("m", "Otto")])
def test_a_pronoun_goes_to_the_last_person_of_its_gender(gender: str, expected: str) -> None:
    names = named(0, "Ilse", EntityKind.PERSON, gender="f") | named(2, "Otto", EntityKind.PERSON, gender="m")
    drafts = walked(
        "Ilse met Otto . x spoke .",
        names=names,
        pronouns=(Pronoun(4, gender, "sg", "3", True),),
        sources=(4,),
    )
    taken = next(draft for draft in drafts if (4, 5, MentionForm.PRONOUN) in draft.extents)
    assert taken.label == expected


def test_a_pronoun_prefers_the_subject_of_the_sentence_before() -> None:
    names = named(0, "Ilse", EntityKind.PERSON) | named(2, "Otto", EntityKind.PERSON)
    drafts = walked(
        "Ilse met Otto . x spoke .", names=names, pronouns=(Pronoun(4, "m", "sg", "3", True),), sources=(4,)
    )
    taken = next(draft for draft in drafts if len(draft.extents) == 2)
    assert taken.label == "Ilse"


def test_a_pronoun_that_speaks_and_has_no_antecedent_is_a_referent_without_a_name() -> None:
    (draft,) = walked("x spoke .", pronouns=(Pronoun(0, "f", "sg", "3", True),), sources=(0,))
    assert not draft.named


def test_a_pronoun_in_passing_without_antecedent_is_left_out() -> None:
    assert walked("x left .", pronouns=(Pronoun(0, "f", "sg", "3", False),)) == []
