"""Names and claims are found by their words, be they misspelt; the index is in step with the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError, NotFoundError
from kg.graph.store import open_for_writing
from kg.model import Entity, EntityKind
from kg.query.acts import ALL_ACTS
from kg.query.lookups import ACTORS, Lookups
from kg.query.search_results import FoundClaim, SearchResults
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.store.search_index import indexed
from tests.unit.store.world import build, entity_of, retracting, small_reading

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE

EXTRA: tuple[Entity, ...] = (
    entity_of(PERSON, "Éva Szőke", (), aliases=("Eva Szoeke",)),
    entity_of(PERSON, "Данило Левченко", ()),
    entity_of(PERSON, "Pavel Marek", ()),
    entity_of(ORGANIZATION, "Office for the Care of Rivers", ()),
    entity_of(PLACE, "Strelsau", ()),
)
SAID = (
    "The evacuation of Ledna began.",
    "The ferry was evacuated.",
    "Two ferries sank.",
    "Damage has low confidence.",
    "Confidence in the ferry is low.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    readings = (small_reading(f"{number}.txt", text) for number, text in enumerate(SAID))
    path = tmp_path_factory.mktemp("search") / "store"
    return build(path, dam_reading(), copy_reading(), *readings, extra=EXTRA)


@pytest.fixture
def lookups(store: Path) -> Iterator[Lookups]:
    made = Lookups(store)
    yield made
    made.close()


def names(found: SearchResults) -> list[str]:
    return [one.label for one in found.names]


def said(found: SearchResults) -> set[str]:
    return {one.claim.text for one in found.claims}


def marked(found: FoundClaim) -> list[str]:
    return [found.claim.sentence_text[start:end] for start, end in found.marks]


# ---------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("typed", "label", "errors"),
    [
        ("Bondar", "Olha Bondar", 0),
        ("Bondra", "Olha Bondar", 1),  # changed places
        ("Bonda", "Olha Bondar", 0),  # a beginning
        ("Bndar", "Olha Bondar", 1),  # missing
        ("Bonndar", "Olha Bondar", 1),  # too many
        ("Olha Bpndar", "Olha Bondar", 1),
        ("Ohla Bpndar", "Olha Bondar", 2),
        ("Bpndsr", "Olha Bondar", 2),
        ("OlhaBondar", "Olha Bondar", 1),  # a space
        ("Olha Bon dar", "Olha Bondar", 1),
        ("OlhaBpndar", "Olha Bondar", 2),
        ("BONDAR, Olha", "Olha Bondar", 0),
        ("szoke", "Éva Szőke", 0),
        ("Szöke", "Éva Szőke", 0),
        ("Szoeke", "Éva Szőke", 0),  # an alias
        ("Levchenko", "Данило Левченко", 0),
        ("Левченко", "Данило Левченко", 0),
        ("Lefchenko", "Данило Левченко", 1),
        ("ocr", "Office for the Care of Rivers", 0),
        ("care rivers", "Office for the Care of Rivers", 0),
        ("Strelsu", "Strelsau", 1),
    ],
)
def test_a_name_is_found_first_by(lookups: Lookups, typed: str, label: str, errors: int) -> None:
    first = lookups.search(typed, kind="names").names[0]
    assert (first.label, first.errors) == (label, errors)


def test_a_found_name_says_what_it_is_how_often_and_where_it_stands(lookups: Lookups) -> None:
    (found,) = lookups.search("bondra", kind="names").names
    bondar = lookups.who("Bondar")
    assert (found.entity, found.kind) == (bondar.id, "person")
    assert found.telling == bondar.roles[0]
    assert (found.mentions, found.documents) == (bondar.mentions, bondar.documents)
    assert (found.claims_by, found.claims_about) == (bondar.claims_by, bondar.claims_about)
    assert [found.name[start:end] for start, end in found.marks] == ["Bondar"]
    sentence = found.sentence
    assert sentence is not None
    assert {sentence.text[start:end] for start, end in sentence.marks} <= {"Olha", "Bondar"}
    assert lookups.claim(sentence.claim).sentence_text == sentence.text


def test_a_name_that_lacks_a_word_comes_where_none_has_all(lookups: Lookups) -> None:
    assert names(lookups.search("Minister Bondar", kind="names")) == ["Olha Bondar"]
    assert names(lookups.search("qqqqq wwwww", kind="names")) == []


def test_more_names_are_told_of(lookups: Lookups) -> None:
    every = lookups.search("rivne", kind="names")
    assert not every.more_names
    assert len(every.names) > 1
    first = lookups.search("rivne", limit=1, kind="names")
    assert (first.names, first.more_names) == (every.names[:1], True)


def test_whoever_asks_for_a_misspelt_name_is_told_the_nearest(lookups: Lookups) -> None:
    with pytest.raises(NotFoundError) as told:
        lookups.who("Bpndar")
    assert told.value.nearest == ("Olha Bondar",)
    with pytest.raises(NotFoundError) as told:
        lookups.place("Stralsau")
    assert told.value.nearest == ("Strelsau",)


def test_ids_of_candidates_are_those_of_the_candidates(lookups: Lookups) -> None:
    for name in ("Bondar", "Rivne", "e-", "nobody"):
        found = lookups.candidates(name, ACTORS)
        assert tuple(one.id for one in found) == lookups.candidate_ids(name, ACTORS)
        assert lookups.candidates(name, ACTORS, limit=1) == found[:1]


# --------------------------------------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("evacuate", {SAID[0], SAID[1]}),  # its forms
        ("ferry", {SAID[1], SAID[2], SAID[4]}),
        ("ferries sinking", set()),
        ("ferries sank", {SAID[2]}),
        ('"low confidence"', {SAID[3]}),
        ("low confidence", {SAID[3], SAID[4]}),
        ("damag*", {SAID[3]}),
        ("Lednna", {SAID[0]}),  # an error
        ("Lenda", {SAID[0]}),
        ("FÉRRY low", {SAID[4]}),
    ],
)
def test_claims_are_found_by(lookups: Lookups, typed: str, texts: set[str]) -> None:
    found = lookups.search(typed, kind="claims", limit=100)
    ours = {text for text in said(found) if text in SAID} if found.every_word else set()
    assert ours == texts


def test_where_no_claim_has_all_words_those_with_some_come(lookups: Lookups) -> None:
    found = lookups.search("ferry volcano", kind="claims")
    assert not found.every_word
    assert said(found) == {SAID[1], SAID[2], SAID[4]}


def test_the_words_that_match_are_marked(lookups: Lookups) -> None:
    (found,) = lookups.search('"low confidence" damage', kind="claims").claims
    assert marked(found) == ["Damage", "low confidence"]
    (found,) = lookups.search("Lednna", kind="claims").claims
    assert marked(found) == ["Ledna"]


def test_a_search_says_how_a_word_was_read(lookups: Lookups) -> None:
    (word,) = lookups.search("Lednna", kind="claims").words
    assert (word.typed, word.taken, word.errors) == ("Lednna", ("ledna",), 1)
    (word,) = lookups.search("ferry", kind="claims").words
    assert (set(word.taken), word.errors) == ({"ferry", "ferries"}, 0)


def test_pages_of_a_search_make_the_whole(lookups: Lookups) -> None:
    whole = lookups.search("the", limit=100, kind="claims")
    assert whole.claims_total == len(whole.claims) > 4
    pages = [lookups.search("the", 2, offset, "claims").claims for offset in range(0, len(whole.claims), 2)]
    assert [one for page in pages for one in page] == list(whole.claims)


def test_intentions_and_deeds_come_on_request(tmp_path: Path) -> None:
    lookups = Lookups(build(tmp_path / "s", plan_reading()))
    every = lookups.search("the pier owner", limit=100, act=ALL_ACTS)
    assert {one.claim.act for one in every.claims} > {"speech"}
    usual = lookups.search("the pier owner", limit=100)
    assert {one.claim.act for one in usual.claims} <= {"speech", "thought"}
    assert usual.claims_total < every.claims_total


@pytest.mark.parametrize(
    "typed",
    ['"', '""', '"dam', "*", "dam*ned", "AND OR NOT", "dam AND", "kind:speech", "{text}: dam", "(dam", "dam)",
     "dam NEAR/2 gate", "-dam", "^dam", "dam\x00gate", "'; DROP TABLE claim", "%", "\ud800dam", "x" * 10_000,
     " ".join(f"dam{number}" for number in range(32))],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_a_search(lookups: Lookups, typed: str) -> None:
    if not any(letter.isalnum() for letter in typed):
        with pytest.raises(InputError, match="search for what"):
            lookups.search(typed)
    else:
        found = lookups.search(typed)
        assert found.claims_total >= len(found.claims)


def test_too_many_words_are_refused(lookups: Lookups) -> None:
    with pytest.raises(InputError, match="32 words at most, not 500"):
        lookups.search("dam " * 500)


def test_a_kind_that_is_none_is_refused(lookups: Lookups) -> None:
    with pytest.raises(InputError, match="names or claims"):
        lookups.search("dam", kind="articles")


# -------------------------------------------------------------------------------------- kept in step


def test_a_text_that_has_changed_leaves_no_word_behind(tmp_path: Path) -> None:
    old = small_reading("a.txt", "The xylophone burns.", source="/a.txt")
    new = small_reading("a.txt", "The bridge is open.", source="/a.txt")
    changed, fresh = build(tmp_path / "s", old), build(tmp_path / "t", new)
    build(changed, new)
    assert said(Lookups(changed).search("xylophone", kind="claims")) == set()
    assert indexed(changed) == indexed(fresh)


def test_what_was_retracted_is_not_found(tmp_path: Path) -> None:
    store = build(
        tmp_path / "s", dam_reading(), plan_reading(), rulings=retracting(dam_reading().document.id)
    )
    found = Lookups(store).search("dam gate repair", limit=100, kind="claims", act=ALL_ACTS)
    assert {one.claim.status for one in found.claims} <= {"current"}
    assert {one.claim.document for one in found.claims} <= {"plan.txt"}


def test_an_index_that_is_gone_is_written_anew(tmp_path: Path, store: Path) -> None:
    readings = (dam_reading(), copy_reading())
    path = build(tmp_path / "s", *readings)
    before = indexed(path)
    for file in path.glob("index.sqlite*"):
        file.unlink()
    with open_for_writing(path) as writer:
        assert not writer.published
    build(path, *readings)
    assert indexed(path) == before
