"""Speech and thought are listed and counted as claims; intentions and deeds on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph.store import open_for_reading
from kg.graph.validation import validate
from kg.query.acts import CLAIM_ACTS, SET_ASIDE, chosen_acts, count_set_aside, is_claim, name_acts
from kg.query.lookups import Lookups
from tests.records import dam_reading, plan_reading
from tests.unit.store.world import build


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("acts") / "store", plan_reading(), dam_reading())


@pytest.fixture(scope="module")
def lookups(store: Path) -> Lookups:
    return Lookups(store)


def acts(lookups: Lookups, **asked: object) -> list[str]:
    return [claim.act for claim in lookups.claims(document="plan.txt", **asked)]  # type: ignore[arg-type]


def test_speech_thought_and_own_voice_are_claims_without_a_wish(lookups: Lookups) -> None:
    found = lookups.claims(document="plan.txt")
    assert [(claim.act, claim.style) for claim in found] == [
        ("speech", "indirect"),
        ("thought", "indirect"),
        ("speech", "own-voice"),
    ]


def test_intentions_and_deeds_are_listed_when_asked_for(lookups: Lookups) -> None:
    assert acts(lookups, act="intention") == ["intention"]
    assert acts(lookups, act=("deed", "intention")) == ["intention", "deed"]
    assert acts(lookups, act="all") == ["speech", "intention", "deed", "thought", "speech"]


def test_an_unknown_act_is_an_error_that_names_the_known_ones(lookups: Lookups) -> None:
    with pytest.raises(InputError, match="speech, thought, intention, deed or all, not 'plan'"):
        lookups.claims(act="plan")


def test_an_actor_is_counted_by_claims_and_apart_by_the_rest(lookups: Lookups) -> None:
    council, rivne, brink = lookups.who("council"), lookups.place("Rivne"), lookups.who("Brink")
    assert (council.claims_by, council.intentions_and_deeds_by) == (0, 2)
    assert (brink.claims_by, brink.intentions_and_deeds_by) == (2, 0)
    assert (rivne.claims_about, rivne.intentions_and_deeds_about) == (2, 1)
    for entity in (council, rivne, brink):
        assert entity.claims_by == len(lookups.claims_by(entity.id))
        assert entity.claims_about == len(lookups.claims_about(entity.id))
        assert entity.intentions_and_deeds_by == len(lookups.claims_by(entity.id, SET_ASIDE))
        assert entity.intentions_and_deeds_about == len(lookups.claims_about(entity.id, SET_ASIDE))


def test_an_article_and_the_store_are_counted_so_too(lookups: Lookups) -> None:
    plan = lookups.document("plan.txt")
    assert (plan.claims, plan.intentions_and_deeds) == (3, 2)
    summary = lookups.summary()
    assert (summary.claims, summary.attributed, summary.own_voice) == (6, 4, 2)
    assert (summary.intentions, summary.deeds, summary.set_aside) == (1, 1, 2)
    assert summary.quantities == sum(len(claim.quantities) for claim in lookups.claims())


def test_a_nested_claim_leads_to_the_one_around_it(lookups: Lookups) -> None:
    (wanted,) = lookups.claims(act="intention")
    assert wanted.within
    assert lookups.claim(wanted.within).source.label == "Ada Brink"


def test_the_graph_of_every_act_is_valid(store: Path) -> None:
    with open_for_reading(store) as reader:
        assert validate(reader.graph) == ()


def test_the_acts_that_are_claims() -> None:
    assert CLAIM_ACTS == chosen_acts(None) == chosen_acts(()) == ("speech", "thought")
    assert [is_claim(act) for act in ("speech", "thought", "intention", "deed")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (CLAIM_ACTS, "claims"),
        (("thought",), "thoughts"),
        (("speech", "deed"), "statements and deeds"),
        (chosen_acts("all"), "claims, intentions and deeds"),
    ],
)
def test_acts_have_a_name_together(asked: tuple[str, ...], words: str) -> None:
    assert name_acts(asked) == words


def test_what_was_left_out_is_counted_in_words() -> None:
    assert count_set_aside(1) == "1 intention or deed"
    assert count_set_aside(1200) == "1,200 intentions and deeds"
