"""What credits another outlet, and what only speaks of one, on sentences of our own, with the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import ids
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Credit, CreditForm, Document, Publisher
from kg.pipeline import read_article
from kg.read.passages import find_passages

pytestmark = pytest.mark.model

FILLER = "The ferry between the two towns was late again, and the mayor was not amused by that."

CREDITING = [
    ("The quay will be closed until May, Reuters reported on Friday.", "Reuters reported", "report"),
    ("According to CNN, the quay will be closed until May.", "According to CNN", "report"),
    (
        "The letter, obtained by The New York Times, names the buyer.",
        "obtained by The New York Times",
        "report",
    ),
    ("The sale was first reported by The Washington Post.", "reported by The Washington Post", "report"),
    ("ABC News has learned that the mayor will resign in May.", "ABC News has learned", "report"),
    ("A CNN poll shows that the mayor is three points ahead.", "CNN poll shows", "report"),
    (
        "The mayor gave the papers to Reuters, which first reported the sale.",
        "Reuters, which first reported",
        None,
    ),
    ("The quay is old, the mayor said, as quoted by Reuters.", "quoted by Reuters", "report"),
    ("By the Associated Press's count, nine ferries were late.", "Associated Press's count", "report"),
    ("“The quay is old,” the mayor told CNN on Friday.", "told CNN", "interview"),
    ("In an interview with Fox News, the mayor called the quay old.", "interview with Fox News", "interview"),
    ("“The quay is old,” the mayor said Sunday on ABC's “This Week.”", "said Sunday on ABC", "interview"),
    (
        "The mayor wrote in The Washington Post that the quay is old.",
        "wrote in The Washington Post",
        "interview",
    ),
    ("The news was first reported by Duero News Agency.", "reported by Duero News Agency", "report"),
    ("Reuters was the first to report the sale of the quay.", "Reuters was the first to report", "report"),
    ("Reuters was first to report the sale of the quay.", "Reuters was first to report", "report"),
    ("Details of the sale were first revealed in The New York Times.", None, "report"),
    ("An earlier report from Reuters saying that the quay was sold is wrong.", None, "report"),
    ("Most ferries are late, the mayor said, according to a poll published by CNN.", None, "report"),
    ("The mayor has not resigned, according to The Hill.", "according to The Hill", "report"),
    ("“The quay is old,” the mayor told Politico on Friday.", "told Politico", "interview"),
    ("The newspaper Arlen Evening Mail reported that the quay is old.", None, "report"),
    ("The quay is old, Sarn Gazette reported on Friday.", "Sarn Gazette reported", "report"),
    ("The mayor confirmed the sale to Reuters on Friday.", None, "interview"),
    ("Reuters contributed to this report.", "Reuters contributed to this report.", "note"),
    ("This article originally appeared in The New York Times.", None, "dateline"),
]

SPEAKING_OF = [
    "The mayor sued The New York Times on Friday over a picture.",
    "The company bought CNN in May for 40 million dollars.",
    "CNN hosted the debate between the mayor and her rival.",
    "CNN aired the second debate between the mayor and her rival.",
    "During the debate on Friday the mayor criticized The Washington Post.",
    "ABC News said it would appeal the ruling of the court.",
    "CNN said in a statement that the reporter had been hired in May.",
    "The mayor said that The New York Times had written lies about the quay.",
    "The mayor said on Twitter that the quay is old.",
    "Not one woman appeared on Fox News that evening.",
    "Reuters has 2,500 reporters in 200 places.",
    "Reuters was the first to sue the mayor of the town.",
]


def read(text: str, publisher: str | None = "Arlen Gazette") -> tuple[Credit, ...]:
    document = Document(
        id=ids.document_id(publisher, "a.txt", text),
        path="a.txt",
        url=None,
        publisher=Publisher(ids.publisher_id(publisher, "a.txt"), publisher),
        title=None,
        published=None,
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=find_passages(text, expect_headline=False),
    )
    return read_article(document, open_gazetteer(()), "test").credits


def shown(found: tuple[Credit, ...]) -> Iterator[tuple[str, CreditForm]]:
    return ((credit.evidence.text, credit.form) for credit in found)


@pytest.mark.parametrize(("sentence", "words", "form"), CREDITING, ids=[row[0] for row in CREDITING])
def test_an_outlet_whose_report_the_article_gives_is_credited(
    sentence: str, words: str | None, form: str | None
) -> None:
    found = list(shown(read(f"{FILLER}\n\n{sentence}")))
    assert len(found) == 1
    assert words in (None, found[0][0])
    assert form in (None, found[0][1])


@pytest.mark.parametrize("sentence", SPEAKING_OF)
def test_an_outlet_that_is_only_spoken_of_is_not(sentence: str) -> None:
    assert not list(shown(read(f"{FILLER}\n\n{sentence}")))


def test_an_agency_is_credited_in_datelines_and_bylines() -> None:
    body = f"The quay will be closed, the mayor said. {FILLER}"
    assert list(shown(read(f"ARLEN, May 3 (Reuters) - {body}"))) == [
        ("ARLEN, May 3 (Reuters)", CreditForm.DATELINE)
    ]
    assert list(shown(read(f"By Jane Marlow, Associated Press\n\n{body}"))) == [
        ("By Jane Marlow, Associated Press", CreditForm.DATELINE)
    ]


def test_an_article_does_not_credit_its_own_publisher() -> None:
    text = f"{FILLER}\n\nThe quay is old, the mayor told The Washington Post."
    assert read(text)
    assert not read(text, "The Washington Post")
    assert not read(text, "wash-post")


def test_without_metadata_the_note_on_the_writer_tells_the_publisher() -> None:
    text = f"{FILLER}\n\nThe quay is old, the mayor told The Washington Post."
    note = "Jane Marlow is a staff writer for The Washington Post."
    assert read(text, None)
    assert not read(f"{text}\n\n{note}", None)
