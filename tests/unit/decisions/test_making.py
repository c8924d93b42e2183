"""What can be decided, and what is refused with a reason."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from kg.decisions.making import make_decision
from kg.decisions.records import Target, Verb
from kg.errors import InputError
from kg.model import Identifier

GEONAMES = Identifier("geonames", "1", "test")
WHEN = "2025-05-01T12:00:00Z"


def make(verb: str, *targets: str, **fields: object) -> object:
    return make_decision(verb, targets, **{"who": "Ana", "when": WHEN, **fields})  # type: ignore[arg-type]


def test_equal_decisions_have_equal_ids_and_others_have_not() -> None:
    first = make_decision("merge", ["e-1", "e-2"], who="Ana", when=WHEN)
    assert first == make_decision(Verb.MERGE, [Target("e-1"), Target("e-2")], who="Ana", when=WHEN)
    assert re.fullmatch("k-[0-9a-f]{16}", first.id)
    assert make_decision("merge", ["e-2", "e-1"], who="Ana", when=WHEN).id != first.id
    assert make_decision("merge", ["e-1", "e-2"], who="Bo", when=WHEN).id != first.id


def test_what_is_given_twice_counts_once() -> None:
    made = make_decision(
        "split", ["e-1", "e-1"], who="Ana", when=WHEN, documents=["d-2", "d-1", "d-2"], names=["B", "A ", "A"]
    )
    assert (made.targets, made.documents, made.names) == ((Target("e-1"),), ("d-1", "d-2"), ("A", "B"))


def test_the_time_is_utc_to_the_second_and_now_if_nobody_says() -> None:
    assert make_decision("retract", ["d-1"], who="Ana", when="2025-05-01T14:00:00.7+02:00").when == WHEN
    now = datetime.fromisoformat(make_decision("retract", ["d-1"], who="Ana").when)
    assert abs((datetime.now(UTC) - now).total_seconds()) < 60


def test_bytes_of_a_terminal_that_are_no_utf_8_are_written_readably() -> None:
    made = make_decision("retract", ["d-1"], who="Jos\udce9", when=WHEN, why=" wrong ")
    assert (made.who, made.why) == ("Jos\\xe9", "wrong")


@pytest.mark.parametrize(
    ("verb", "targets", "fields", "said"),
    [
        ("mix", ["e-1"], {}, "unknown verb 'mix'; there are merge, split"),
        ("merge", ["e-1"], {}, "merge takes two or more different entities; 1 given"),
        ("merge", ["e-1", "e-1"], {}, "merge takes two or more different entities; 1 given"),
        ("merge", ["e-1", "d-2"], {}, "'d-2' is no id of one"),
        ("merge", ["e-1", "Ada"], {}, "'Ada' is no id of one"),
        ("merge", ["e-1", "e-2"], {"label": "A"}, "merge takes no label: that is for rename"),
        ("split", ["e-1"], {}, "split takes what to take out"),
        ("split", ["e-1", "e-2"], {"names": ["A"]}, "two entities are kept apart"),
        ("split", ["e-1", "e-2", "e-3"], {}, "3 given"),
        ("split", ["e-1"], {"documents": ["dam.txt"]}, "documents by their ids"),
        ("split", ["e-1"], {"names": [" "]}, "empty name"),
        ("rename", ["e-1"], {"label": " "}, "label that is not empty"),
        ("rename", ["e-1", "e-2"], {"label": "A"}, "rename takes one entity; 2 given"),
        ("link", ["e-1"], {}, "SCHEME:ID"),
        ("link", ["e-1"], {"identifiers": [Identifier("geonames", "", "")]}, "SCHEME:ID"),
        (
            "link",
            ["e-1"],
            {"identifiers": [GEONAMES, Identifier("geonames", "2", "")]},
            "one identifier of a",
        ),
        ("link", ["e-1"], {"identifiers": [GEONAMES], "lat": 1.0}, "together"),
        ("link", ["e-1"], {"identifiers": [GEONAMES], "lat": 91, "lon": 0}, "91.0 is no latitude"),
        ("link", ["e-1"], {"identifiers": [GEONAMES], "lat": 0, "lon": float("nan")}, "nan is no longitude"),
        ("unlink", ["e-1"], {"identifiers": [Identifier("", "1", "")]}, "unlink takes SCHEME"),
        ("retract", ["e-1"], {}, "retract takes documents or claims; 'e-1' is no id of one"),
        ("retract", [], {}, "retract takes documents or claims; 0 given"),
        ("restore", ["e-1"], {}, "restore takes decisions"),
        ("retract", ["d-1"], {"who": " "}, "--by"),
        ("retract", ["d-1"], {"when": "yesterday"}, "'yesterday' is no time"),
        ("retract", ["d-1"], {"when": "2025-05-01"}, "no offset from UTC"),
        ("retract", ["d-1"], {"names": ["A"]}, "retract takes no names: that is for split"),
    ],
)
def test_what_a_verb_cannot_take_is_refused_in_words(
    verb: str, targets: list[str], fields: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        make(verb, *targets, **fields)


def test_an_unlink_may_name_a_scheme_alone_or_nothing() -> None:
    assert make("unlink", "e-1")
    assert make("unlink", "e-1", identifiers=[Identifier("geonames", "", "")])
