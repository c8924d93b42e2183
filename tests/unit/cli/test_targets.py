"""A decision is about one entity, article or claim: a name that several have is never guessed at."""

from __future__ import annotations

import pytest

from kg.cli.targets import find_document, find_entity, find_retractable, is_id
from kg.errors import InputError, NotFoundError
from kg.graph.store import open_for_writing
from kg.model import EntityKind, Reading
from kg.query.lookups import Lookups
from tests.records import dam_reading, make_document, make_referent
from tests.stores import entities_of

NAMES = ("Jo Smith", "Al Smith", "Peter Holm")


def smith_reading(name: str, role: str) -> Reading:
    text = f"A short day at the port\n{name}, {role}, opened the port."
    document = make_document(f"{name.split()[0].lower()}.txt", text, "Harbour Post", "2025-04-11")
    person = make_referent(document, EntityKind.PERSON, name, [(name, 0)], role=role)
    return Reading(document, (person,), (), (), "test")


@pytest.fixture(scope="module")
def lookups(tmp_path_factory: pytest.TempPathFactory) -> Lookups:
    path = tmp_path_factory.mktemp("smiths") / "store"
    roles = ("mayor of Arlen", "head of the harbour office", "owner of the ferry")
    readings = (dam_reading(), *map(smith_reading, NAMES, roles))
    with open_for_writing(path) as store:
        for reading in readings:
            store.put(reading)
        store.put_derived(entities_of(readings), (), ())
        store.publish()
    return Lookups(path)


def test_a_name_that_one_has_is_enough(lookups: Lookups) -> None:
    assert find_entity(lookups, "Jo Smith").label == "Jo Smith"
    assert find_entity(lookups, "holm").label == "Peter Holm"


def test_a_name_that_several_have_lists_them_with_what_tells_them_apart(
    lookups: Lookups, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="any of these 2: give the id"):
        find_entity(lookups, "Smith")
    listed = capsys.readouterr().err
    for one in map(lookups.who, NAMES[:2]):
        assert one.id in listed
    for told in ("person", "mayor of Arlen", "head of the harbour office", "1 article", "jo.txt", "al.txt"):
        assert told in listed
    assert "Holm" not in listed


def test_a_name_that_nobody_has_gets_the_nearest(lookups: Lookups) -> None:
    with pytest.raises(NotFoundError) as error:
        find_entity(lookups, "Hulm")
    assert error.value.nearest == ("Peter Holm",)


def test_the_beginning_of_an_id_is_enough(lookups: Lookups) -> None:
    holm = lookups.who("Holm")
    assert find_entity(lookups, holm.id[:10]) == holm
    with pytest.raises(NotFoundError, match="kg who NAME"):
        find_entity(lookups, "e-ffffffffffffffff")


def test_an_article_is_found_by_id_beginning_of_an_id_path_and_url(lookups: Lookups) -> None:
    dam = lookups.document("dam.txt")
    for typed in (dam.id, dam.id[:9], "dam.txt", dam.url or ""):
        assert find_document(lookups, typed) == dam


def test_a_claim_is_told_from_an_article_by_its_id(lookups: Lookups) -> None:
    claim = lookups.claims()[0]
    assert find_retractable(lookups, claim.id[:9]) == claim
    assert find_retractable(lookups, "dam.txt") == lookups.document("dam.txt")


def test_a_file_may_be_called_as_an_id_begins() -> None:
    assert is_id("c-9f2a", "c")
    assert not is_id("c-9f2a.txt", "c")
    assert not is_id("d-9f2a", "c")
