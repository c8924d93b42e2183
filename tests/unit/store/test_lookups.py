from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import ids
from kg.errors import InputError, NotFoundError
from kg.model import Entity, EntityKind
from kg.query.lookups import ACTORS, PLACES, Lookups
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build, entity_of, small_reading

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE

EXTRA: tuple[Entity, ...] = (
    entity_of(PERSON, "Éva Szőke", (), aliases=("Eva Szoeke",)),
    entity_of(PERSON, "Pavel Marek", (), replaces=("e-aaaaaaaaaaaaaaaa",)),
    entity_of(PERSON, "Jana Marek", ()),
    entity_of(ORGANIZATION, "Office for the Care of Rivers", ()),
    entity_of(ORGANIZATION, "Government of Ruritania", (), aliases=("Strelsau",)),
    entity_of(PLACE, "Strelsau", ()),
    entity_of(PLACE, "Zenda Oblast", (), aliases=("Zenda Region",)),
    entity_of(PLACE, "Upper Hentzau", ()),
    entity_of(EntityKind.GROUP, "river officials", (), named=False),
)


@pytest.fixture(scope="module")
def lookups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lookups]:
    path = build(tmp_path_factory.mktemp("lookups") / "store", dam_reading(), copy_reading(), extra=EXTRA)
    made = Lookups(path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("Olha Bondar", "Olha Bondar"),
        ("olha bondar", "Olha Bondar"),
        ("Bondar", "Olha Bondar"),
        ("Bondar's", "Olha Bondar"),
        ("Bondar’s", "Olha Bondar"),
        ("Olha", "Olha Bondar"),
        ("Eva Szoke", "Éva Szőke"),
        ("Szőke", "Éva Szőke"),
        ("eva szoeke", "Éva Szőke"),
        ("The Rivne Water Agency", "Rivne Water Agency"),
        ("Water Agency", "Rivne Water Agency"),
        ("RWA", "Rivne Water Agency"),
        ("OCR", "Office for the Care of Rivers"),
        ("o.c.r.", "Office for the Care of Rivers"),
        ("Care of Rivers", "Office for the Care of Rivers"),
        ("Offic", "Office for the Care of Rivers"),
        ("Reuters", "Reuters"),
        ("Example Daily", "Example Daily"),
        ("river officials", "river officials"),
        ("river", "river officials"),
        ("Strelsau", "Government of Ruritania"),
    ],
)
def test_who_finds_an_actor_by(lookups: Lookups, asked: str, label: str) -> None:
    assert lookups.who(asked).label == label


@pytest.mark.parametrize(
    ("asked", "label"),
    [("Rivne", "Rivne"), ("Strelsau", "Strelsau"), ("Zenda", "Zenda Oblast"), ("Hentz", "Upper Hentzau")],
)
def test_place_finds_a_place_by(lookups: Lookups, asked: str, label: str) -> None:
    if asked == "Hentz":  # the beginning of a second word is no beginning of a name
        with pytest.raises(NotFoundError):
            lookups.place(asked)
    else:
        assert lookups.place(asked).label == label


def test_an_id_finds_its_entity_and_so_does_one_that_was_merged_into_it(lookups: Lookups) -> None:
    marek = lookups.who("Pavel Marek")
    assert lookups.who(marek.id) == lookups.entity(marek.id) == marek
    assert lookups.who("e-aaaaaaaaaaaaaaaa") == lookups.entity("e-aaaaaaaaaaaaaaaa") == marek


def test_a_former_id_that_somebody_has_again_means_its_owner(tmp_path: Path) -> None:
    owner = entity_of(PERSON, "Jana Marek", ())
    heir = entity_of(PERSON, "Pavel Marek", (), replaces=(owner.id,))
    found = Lookups(build(tmp_path / "s", dam_reading(), extra=(owner, heir)))
    assert found.entity(owner.id).label == found.who(owner.id).label == "Jana Marek"
    assert len(found.candidates(owner.id)) == 1


def test_a_surname_of_two_shows_both_and_answers_with_one(lookups: Lookups) -> None:
    both = lookups.candidates("Marek", ACTORS)
    assert {one.label for one in both} == {"Pavel Marek", "Jana Marek"}
    assert lookups.who("Marek") == both[0]


def test_a_better_match_hides_the_weaker_ones(lookups: Lookups) -> None:
    assert [one.label for one in lookups.candidates("Strelsau", PLACES)] == ["Strelsau"]
    assert [one.label for one in lookups.candidates("Rivne")] == ["Rivne"]


def test_a_word_that_is_part_of_no_name_finds_nothing(lookups: Lookups) -> None:
    assert lookups.candidates("of the") == ()
    assert lookups.candidates("") == ()
    assert lookups.candidates("?!") == ()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("Bondarr", "Olha Bondar"),
        ("Bonder", "Olha Bondar"),
        ("Reutres", "Reuters"),
        ("Olga Bondar", "Olha Bondar"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_ones(lookups: Lookups, asked: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookups.who(asked)
    assert caught.value.nearest[0] == nearest
    assert len(caught.value.nearest) <= 5


def test_a_name_that_is_like_no_other_gets_none(lookups: Lookups) -> None:
    with pytest.raises(NotFoundError) as caught:
        lookups.who("Qxqxqxqx")
    assert caught.value.nearest == ()


def test_asking_who_a_place_is_says_that_it_is_a_place(lookups: Lookups) -> None:
    with pytest.raises(NotFoundError, match="Upper Hentzau is a place"):
        lookups.who("Upper Hentzau")
    with pytest.raises(NotFoundError, match="person"):
        lookups.place("Olha Bondar")


def test_an_entity_has_its_counts(lookups: Lookups) -> None:
    bondar = lookups.who("Bondar")
    assert (bondar.mentions, bondar.documents, bondar.claims_by) == (3, 2, 2)
    assert bondar.roles == ("director of the Rivne Water Agency",)
    rivne = lookups.place("Rivne")
    assert (rivne.claims_about, rivne.country, rivne.ids) == (2, "UA", {"geonames": "695594"})
    assert rivne.lat is not None


def test_a_description_is_found_by_its_first_and_last_words(lookups: Lookups) -> None:
    found = {one.label for one in lookups.candidates("officials", ACTORS)}
    assert found == {"river officials", "officials of the water ministry"}
    assert lookups.candidates("water ministry")[0].label == "officials of the water ministry"
    assert lookups.candidates("of the water") == ()


class TestClaims:
    def texts(self, lookups: Lookups, **asked: object) -> list[str]:
        return [claim.text for claim in lookups.claims(**asked)]  # type: ignore[arg-type]

    def test_all_come_by_date_path_and_offset(self, lookups: Lookups) -> None:
        found = lookups.claims()
        assert [claim.document for claim in found] == ["dam.txt"] * 3 + ["copy.txt"] * 2
        assert [claim.spans for claim in found[:3]] == sorted(claim.spans for claim in found[:3])

    def test_by_whom(self, lookups: Lookups) -> None:
        assert self.texts(lookups, by="Bondar") == ["We will repair the gate", "the gate would be repaired"]
        assert self.texts(lookups, by="Example Daily") == ["The reservoir holds 12 million cubic metres"]

    def test_about_whom_and_where(self, lookups: Lookups) -> None:
        assert len(self.texts(lookups, about="Rivne")) == len(self.texts(lookups, place="Rivne")) == 2

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ({"certainty": "possible"}, 2),
            ({"style": "direct"}, 1),
            ({"act": "speech"}, 5),
            ({"act": "deed"}, 0),
            ({"own_voice": True}, 1),
            ({"own_voice": False}, 4),
            ({"document": "copy.txt"}, 2),
            ({"document": "https://example.org/dam"}, 3),
            ({"limit": 2}, 2),
            ({"by": "Bondar", "style": "direct"}, 1),
            ({"by": "Reuters"}, 1),
            ({"via": "Reuters"}, 1),
            ({"via": "Reuters", "document": "dam.txt"}, 1),
            ({"via": "Example Daily"}, 2),
            ({"by": "Bondar", "via": "Example Daily"}, 1),
            ({"since": "2025"}, 3),
            ({"since": "2025-04-11", "until": "2025-04-11"}, 3),
            ({"since": "2025-04-12"}, 0),
            ({"until": "2025-04"}, 3),
            ({"until": "2025-03"}, 0),
        ],
    )
    def test_filters_join_with_and(self, lookups: Lookups, asked: dict[str, object], count: int) -> None:
        assert len(self.texts(lookups, **asked)) == count

    @pytest.mark.parametrize(
        "asked",
        [
            {"since": "yesterday"},
            {"until": "2025-13"},
            {"since": "2025-09-31"},
            {"until": "2025-02-30"},
            {"until": "1900-02-29"},
            {"certainty": "sure"},
            {"style": "loud"},
            {"act": "x"},
        ],
    )
    def test_a_value_that_no_claim_can_have_is_an_error(
        self, lookups: Lookups, asked: dict[str, str]
    ) -> None:
        with pytest.raises(InputError):
            lookups.claims(**asked)  # type: ignore[arg-type]

    def test_an_unknown_name_is_an_error_with_the_nearest(self, lookups: Lookups) -> None:
        with pytest.raises(NotFoundError) as caught:
            lookups.claims(by="Bonder")
        assert caught.value.nearest[0] == "Olha Bondar"

    def test_by_entity_id(self, lookups: Lookups) -> None:
        bondar, rivne = lookups.who("Bondar").id, lookups.place("Rivne").id
        assert len(lookups.claims_by(bondar)) == 2
        assert len(lookups.claims_about(rivne)) == 2
        with pytest.raises(NotFoundError):
            lookups.claims_by("e-nobody")

    def test_one_by_its_id_or_the_beginning_of_it(self, lookups: Lookups) -> None:
        claim = lookups.claims()[0]
        assert lookups.claim(claim.id) == lookups.claim(claim.id[:9]) == claim
        with pytest.raises(NotFoundError) as caught:
            lookups.claim("c-")
        assert len(caught.value.nearest) == 5
        for unknown in ("c-zzz", "", "%"):
            with pytest.raises(NotFoundError):
                lookups.claim(unknown)


class TestOneClaim:
    def test_an_unnamed_source_keeps_its_description_and_the_chain_begins_with_the_publisher(
        self, lookups: Lookups
    ) -> None:
        claim = lookups.claims(certainty="possible", document="dam.txt")[0]
        assert (claim.source.label, claim.source.named) == ("officials of the water ministry", False)
        assert [one.label for one in claim.chain] == [
            "Example Daily",
            "Reuters",
            "officials of the water ministry",
        ]
        assert [one.kind for one in claim.chain] == ["outlet", "outlet", "group"]
        assert claim.chain[0].text == ""
        assert all(one.entity for one in claim.chain)

    def test_in_own_voice_the_publisher_speaks(self, lookups: Lookups) -> None:
        (claim,) = lookups.claims(own_voice=True)
        assert (claim.source.label, claim.source.text, claim.source.spans) == ("Example Daily", "", ())
        assert (claim.source.kind, claim.source.named) == ("outlet", True)
        assert len(claim.chain) == 1

    def test_an_unknown_publisher_says_so(self, lookups: Lookups) -> None:
        claim = lookups.claims(document="copy.txt")[0]
        assert claim.chain[0].label == "unknown publisher"

    def test_own_voice_of_an_unknown_publisher_is_not_named(self, tmp_path: Path) -> None:
        made = small_reading("a.txt", "The bridge is open.")
        unknown = type(made.document.publisher)(made.document.publisher.id, None)
        document = type(made.document)(**{**_fields(made.document), "publisher": unknown})
        store = build(tmp_path / "s", type(made)(document, (), made.claims, (), "test"))
        (claim,) = Lookups(store).claims()
        assert (claim.source.label, claim.source.named) == ("unknown publisher", False)

    def test_offsets_give_the_words(self, lookups: Lookups) -> None:
        for claim in lookups.claims():
            text = lookups.document(claim.document_id).text
            assert " … ".join(text[start:end] for start, end in claim.spans) == claim.text
            assert text[claim.sentence[0] : claim.sentence[1]] == claim.sentence_text


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}  # type: ignore[attr-defined]


class TestDocuments:
    def test_by_id_path_or_url(self, lookups: Lookups) -> None:
        dam = dam_reading().document
        for name in (dam.id, "dam.txt", "https://example.org/dam"):
            assert lookups.document(name).id == dam.id
        assert lookups.document("dam.txt").claims == 3
        assert lookups.document("dam.txt").publisher_entity == ids.entity_id("outlet", "Example Daily")

    def test_an_unknown_one_gets_the_nearest(self, lookups: Lookups) -> None:
        with pytest.raises(NotFoundError) as caught:
            lookups.document("dan.txt")
        assert caught.value.nearest[0] == "dam.txt"

    def test_of_an_entity(self, lookups: Lookups) -> None:
        assert [one.path for one in lookups.documents_of(lookups.who("Bondar").id)] == ["dam.txt", "copy.txt"]
        assert [one.path for one in lookups.documents_of(lookups.who("Example Daily").id)] == ["dam.txt"]


def test_lineage_groups_and_discrepancies(lookups: Lookups) -> None:
    credited, copied = sorted(lookups.lineage(), key=lambda one: one.kind, reverse=True)
    assert (credited.document, credited.origin, credited.kind) == ("copy.txt", "Reuters", "credited")
    assert credited.evidence[0].text == "Reuters reported"
    assert (copied.origin, copied.origin_id) == ("dam.txt", dam_reading().document.id)
    assert len(lookups.groups()) == 5
    assert {claim.group for claim in lookups.claims()} == {group.id for group in lookups.groups()}
    assert lookups.discrepancies() == ()


def test_entities_of_a_kind(lookups: Lookups) -> None:
    assert {one.label for one in lookups.entities("outlet")} >= {"Reuters", "Example Daily"}
    assert len(lookups.entities()) > len(lookups.entities("outlet"))
