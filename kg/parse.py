"""Document -> spaCy Doc over the whole text, so that `token.idx` is an offset into `Document.text`.

Sentences never run over a line break or from one passage into another: the boundaries are set before the
parser and the entity recogniser see the text.  Names in apposition hang on the noun that says what they are.
Must not: know mentions, claims or files.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

from kg.config import SPACY_MODEL
from kg.lexicon import words
from kg.model import Document, Passage, PassageKind

READ_KINDS = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CAPTION})
"""Passages that are extracted from.  Captions name things but state nothing, so no claim is read there;
headings do neither."""

_LINE_BREAK = re.compile(r"[\r\n]")


@cache
def load_model() -> Language:
    """Load the pipeline once per process (2 to 3 s).

    The model was made for spaCy 3.7; its entities are identical under 3.8 on 2,178 entities, so the one
    warning that says so (W095) is silenced.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp: Language = importlib.import_module(SPACY_MODEL).load()
    nlp.add_pipe("line_boundaries", first=True)
    nlp.add_pipe("token_rules", after="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    nlp.add_pipe("name_appositions", last=True)
    _index_lemmas(nlp)
    nlp.max_length = 20_000_000
    return nlp


def _index_lemmas(nlp: Language) -> None:
    """Turn the lemmatiser's lists of base forms into sets: it looks every new word up in them."""
    forms = cast(Lemmatizer, nlp.get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    for part_of_speech in list(forms):
        forms[part_of_speech] = frozenset(forms[part_of_speech])


@Language.component("line_boundaries")
def line_boundaries(doc: Doc) -> Doc:
    """Start a sentence after every line break."""
    ends_line = False
    for token in doc:
        if ends_line:
            token.is_sent_start = True
        ends_line = "\n" in token.text
    return doc


@Language.component("name_appositions")
def name_appositions(doc: Doc) -> Doc:
    """Hang a person's name on the noun that says what they are: in "the mayor of Arlen, Ilse Brandt," the
    parser takes Brandt for an apposition to Arlen."""
    for name in doc:
        if name.dep_ == "appos" and name.ent_type_ == "PERSON" and (noun := _noun_apposed(name)):
            name.head = noun
    return doc


def _noun_apposed(name: Token) -> Token | None:
    """Return the noun for one person that the phrase before a name and its comma belongs to; None where the
    name stands beside such a noun already."""
    first = name.left_edge.i
    noun = name.head
    if not first or name.doc[first - 1].text != "," or _is_person_noun(noun):
        return None
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.i < noun.i:
        noun = noun.head.head
        if _is_person_noun(noun):
            return noun
    return None


def _is_person_noun(token: Token) -> bool:
    return token.tag_ == "NN" and token.lower_ in words("person_nouns")


Pattern = list[dict[str, Any]]
"""A pattern of spaCy's Matcher, one dictionary for each token."""

_Seen = tuple[int, ...]
"""What the patterns of one token look at: tag, label, white space or not, lower form where one names it."""


class TokenRules:
    """Does what the model's attribute ruler does, in a fifth of its time: parts of speech and morphology.

    Most of the ruler's patterns look at one token: what they say of a combination of tag, label and form is
    asked once and remembered.  The others ("gon na") are matched in every text.  Of several that match, the
    last in the ruler's order counts, as there; `tests/golden/test_parse.py` holds both side by side.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        """Sort the ruler's patterns into those that look at one token and all others."""
        self._ruler = ruler
        self._alone, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._forms: set[int] = set()
        for number, rule in enumerate(ruler.patterns):
            for pattern in cast(Sequence[Pattern], rule["patterns"]):
                forms = _forms_of_one(pattern)
                (self._others if forms is None else self._alone).add(str(number), [pattern])
                self._forms.update(map(ruler.vocab.strings.add, forms or ()))
        self._columns: list[int | str] = [ruler.vocab.strings.add(name) for name in _SET]
        self._rules: dict[_Seen, tuple[int, ...]] = {}
        self._values: dict[tuple[int, int, tuple[int, ...]], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all tokens; parts of speech, morphology and lemmas are unset before."""
        rows = doc.to_array(_SEEN).tolist()
        seen = [(tag, label, space, form if form in self._forms else 0) for tag, label, space, form in rows]
        for index, row in enumerate(seen):
            if row not in self._rules:
                self._rules[row] = self._ask(doc, index)
        rules = [self._rules[row] for row in seen]
        for name, start, end in self._others(doc, allow_missing=True):
            rule = int(doc.vocab.strings[name])
            index = range(start, end)[self._ruler.indices[rule]]
            rules[index] = tuple(sorted({*rules[index], rule}))
        values = [self._result(row[0], row[1], matched) for row, matched in zip(seen, rules, strict=True)]
        if values:
            columns: Any = doc.to_array(self._columns)
            columns[:] = values
            doc.from_array(self._columns, columns)
        return doc

    def _ask(self, doc: Doc, index: int) -> tuple[int, ...]:
        """Return the numbers of the patterns that match a token by itself, in order."""
        matches = self._alone(doc[index : index + 1], allow_missing=True)
        return tuple(sorted({int(doc.vocab.strings[name]) for name, _, _ in matches}))

    def _result(self, tag: int, label: int, rules: tuple[int, ...]) -> tuple[int, ...]:
        """Return the values of the columns `_SET`; a later rule goes over an earlier one."""
        key = (tag, label, rules)
        if key not in self._values:
            set_by = {name: value for rule in rules for name, value in self._ruler.attrs[rule].items()}
            unset = (tag, label, 0, 0, 0)
            self._values[key] = tuple(map(set_by.get, self._columns, unset))
        return self._values[key]


_SEEN: list[int | str] = ["TAG", "DEP", "IS_SPACE", "LOWER"]
_SET = ("TAG", "DEP", "POS", "MORPH", "LEMMA")


def _forms_of_one(pattern: Pattern) -> list[str] | None:
    """Return the lower-case forms that a pattern of one token names; None for one that looks at more than
    tag, label and such forms."""
    if len(pattern) != 1 or not pattern[0].keys() <= {"TAG", "LOWER", "DEP", "IS_SPACE"}:
        return None
    match pattern[0].get("LOWER"):
        case None:
            return []
        case str(form):
            return [form]
        case {"IN": list(forms), **others} if not others:
            return forms
    return None


@Language.factory("token_rules")
def make_token_rules(nlp: Language, name: str) -> TokenRules:
    """Take the place of the model's attribute ruler."""
    return TokenRules(cast(AttributeRuler, nlp.get_pipe("attribute_ruler")))


def parse_text(text: str) -> Doc:
    """Parse one text as it stands."""
    return load_model()(text)


def parse_document(document: Document) -> Doc:
    """Parse what is article in a document.

    Boilerplate, headings and front matter are blanked out, character for character, so that they cost
    little, cannot disturb their neighbours, and every offset stays what it is.
    """
    return parse_text(blank_out(document.text, document.passages))


def blank_out(text: str, passages: tuple[Passage, ...]) -> str:
    """Return the text with a line break for every character outside the passages that are read, and with a
    space for every line break inside one (a passage is a paragraph, however it was wrapped)."""
    pieces: list[str] = []
    position = 0
    for passage in passages:
        if passage.kind in READ_KINDS:
            pieces.append("\n" * (passage.start - position))
            pieces.append(_LINE_BREAK.sub(" ", text[passage.start : passage.end]))
            position = passage.end
    pieces.append("\n" * (len(text) - position))
    return "".join(pieces)
