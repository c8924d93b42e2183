"""Where a text says what somebody is: titles before the name, appositions after it, "who leads ...".

Comes in: a parsed Doc and the name of a person.  Goes out: the token ranges of its roles, one role each:
"a member of parliament and leader of the Tide Party" are two.
Must not: read what a role says (see `roles`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.spots import Spot, crosses_lines
from kg.mentions.titles import is_plural_noun, role_noun
from kg.model import EntityKind

Range = tuple[int, int]

_LONGEST = 22
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "SYM"})
_HYPHENS = frozenset({"-", "–"})
_SKIPPED = frozenset({"DET", "PRON", "PUNCT", "SPACE", "CCONJ", "ADP"})
_ENDS_APPOSITION = frozenset({";", "—", "“", '"', "("})
_COMPLEMENTS = frozenset({"of", "for", "to", "at"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ENDS_HEAD = frozenset({"ADP", "VERB", "AUX", "SCONJ", "PUNCT"})


def role_ranges(doc: Doc, spot: Spot, before: Spot | None = None) -> Iterator[Range]:
    """Yield the ranges of the roles that stand beside one name of a person.

    `before` is the name that ends where this one begins, if there is one: a role may end with it.
    """
    before_it = _before(doc, spot) or (_with_complement(doc, before) if before else None)
    for found in (before_it, _after(doc, spot), _around(doc, spot), _clause(doc, spot)):
        if found and found[0] < found[1] and not crosses_lines(doc, found[0], found[1] - 1):
            yield from split_roles(doc, *found)


def split_roles(doc: Doc, start: int, end: int) -> list[Range]:
    """Cut a range at "and" and commas that stand between two roles, and before a title of its own."""
    parts: list[Range] = []
    first = start
    for token in doc[start:end]:
        if first < token.i and _is_title_after_role(doc, token, end):
            parts.append((first, token.i))
            first = token.i
        is_joint = token.pos_ == "CCONJ" or token.text == ","
        if is_joint and _says_role(doc, first, token.i) and _says_role(doc, token.i + 1, end):
            parts.append(_trim(doc, first, token.i))
            first = token.i + 1
    parts.append(_trim(doc, first, end) if parts else (start, end))
    return [part for part in parts if part[0] < part[1]]


def _is_title_after_role(doc: Doc, token: Token, end: int) -> bool:
    """Tell whether "Gov." in "the nominee Gov. Lind" ends a range that says a role without it."""
    before = doc[token.i - 1]
    is_title = token.i == end - 1 and token.text.endswith(".") and token.text in words("titles")
    return is_title and before.is_lower and role_noun(before) is not None


def _says_role(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the head of the first noun phrase of a range says what one person is."""
    start, end = _trim(doc, start, end)
    head: Token | None = None
    for token in doc[start:end]:
        if token.pos_ in ("NOUN", "PROPN"):
            head = token
        elif token.text in _HYPHENS or token.nbor(-1 if token.i else 0).text in _HYPHENS:
            continue
        elif head is not None and (token.pos_ in _ENDS_HEAD or token.pos_ == "CCONJ"):
            break
    return head is not None and role_noun(head) is not None and not is_plural_noun(head)


# ------------------------------------------------------------------------------------ before the name


def _before(doc: Doc, spot: Spot) -> Range | None:
    """Read "Kremlin aide Yuri Ushakov" and "Ukrainian President X": what precedes the name in its phrase."""
    start = spot.start
    while start and spot.start - start < _LONGEST and _continues(doc, start - 1, spot):
        start -= 1
    while start < spot.start and doc[start].pos_ in ("PART", "SYM", "CCONJ"):
        start += 1
    end = spot.start
    if end == start or not _ends_in_role(doc, start, end) or is_plural_noun(doc[end - 1]):
        return None
    return None if _has_clause(doc, spot) else _whole_word(doc, start, end)


def _has_clause(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name opens a clause about the noun before it: "the judge Brandt was speaking of"."""
    head = doc[spot.start : spot.end].root
    verb = head.head
    return head.dep_ == "nsubj" and verb.dep_ == "relcl" and verb.head.i == spot.start - 1


def _with_complement(doc: Doc, before: Spot) -> Range | None:
    """Read "ambassador to Norway Ilse Brandt": the role ends with another name."""
    index = before.start - 1
    if index > 0 and doc[index].pos_ == "DET":
        index -= 1
    if index < 1 or doc[index].lower_ not in _COMPLEMENTS or before.kind is EntityKind.PERSON:
        return None
    head = doc[index - 1]
    if role_noun(head) is None or is_plural_noun(head) or doc[before.end - 1].text == ",":
        return None
    start = index - 1
    while start and doc[start - 1].pos_ in _BEFORE and doc[start - 1].head == head:
        start -= 1
    return start, before.end


def _continues(doc: Doc, index: int, spot: Spot) -> bool:
    """Tell whether the token before a title belongs to it: "British academic and" before "author X" too."""
    token = doc[index]
    if "\n" in token.text_with_ws:
        return False
    if token.pos_ == "CCONJ":
        return 0 < index < spot.start - 1 and _is_second_role(doc, index)
    if token.pos_ == "VERB":
        return token.tag_ == "VBG" and token.dep_ in ("amod", "compound") and token.head.i < spot.end
    if token.pos_ not in _BEFORE and token.text not in _HYPHENS:
        return False
    return index < token.head.i < spot.end or _is_in_phrase(token, doc[spot.end - 1])


def _is_second_role(doc: Doc, index: int) -> bool:
    """Tell whether a conjunction joins two roles of one person: no article makes two people of them."""
    left = doc[index - 1]
    is_role = role_noun(left) is not None and not is_plural_noun(left) and left.pos_ == "NOUN"
    return is_role and not any(child.dep_ in ("det", "poss") for child in left.children)


def _ends_in_role(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the last word, taken as written with its hyphens, says what somebody is."""
    first = end - 1
    while first - 1 > start and doc[first - 1].text in _HYPHENS:
        first -= 2
    compound = "".join(token.text for token in doc[first:end]).casefold()
    return compound in words("person_nouns") or role_noun(doc[end - 1]) is not None


def _is_in_phrase(token: Token, head: Token) -> bool:
    return (
        token.text in words("titles")
        or token.text in _HYPHENS
        or head.is_ancestor(token)
        or token.is_ancestor(head)
    )


# ------------------------------------------------------------------------------------- after the name


def _after(doc: Doc, spot: Spot) -> Range | None:
    """Read "X, spokesman for Y," and "X, a member of Y and leader of Z"."""
    head = doc[spot.start : spot.end].root
    for child in head.children:
        if child.dep_ != "appos" or child.i < spot.end or child.ent_type_ == "PERSON":
            continue
        if _tells_role(child) and not _opens_clause(doc, child):
            start = child.left_edge.i
            return _trim(doc, start, _appositive_end(doc, child, start))
    return None


def _opens_clause(doc: Doc, head: Token) -> bool:
    """Tell whether what looks like an apposition is the subject of the clause after it: in "according to X,
    a guard at the gate was asleep" no comma closes it."""
    end = head.right_edge.i + 1
    return end < len(doc) and doc[end].tag_ in _FINITE and not doc[end - 1].is_punct


def _tells_role(token: Token) -> bool:
    parts = [token, *token.conjuncts, *(child for child in token.children if child.dep_ == "compound")]
    return any(role_noun(part) for part in parts)


def _appositive_end(doc: Doc, head: Token, start: int) -> int:
    """Return where the apposition ends: before its relative clause, else at the end of its subtree."""
    end = min(head.right_edge.i + 1, start + _LONGEST)
    for token in doc[head.i + 1 : end]:
        if (
            token.tag_ in ("WDT", "WP", "WP$")
            or token.dep_ in ("relcl", "acl")
            or token.text in _ENDS_APPOSITION
        ):
            return token.i
    return end


def _around(doc: Doc, spot: Spot) -> Range | None:
    """Read "the group's director, X": the name is in apposition to the role."""
    head = doc[spot.start : spot.end].root
    role = head.head
    if head.dep_ == "appos" and role.i < spot.start and role_noun(role) and not is_plural_noun(role):
        return _trim(doc, role.left_edge.i, spot.start)
    return None


def _clause(doc: Doc, spot: Spot) -> Range | None:
    """Read "X, who leads the survey at Y"."""
    head = doc[spot.start : spot.end].root
    for child in head.children:
        if child.dep_ == "relcl" and child.lemma_ in words("role_verbs") and child.i > spot.end:
            return _trim(doc, child.i, min(child.right_edge.i + 1, child.i + _LONGEST))
    return None


def _trim(doc: Doc, start: int, end: int) -> Range:
    while start < end and (doc[start].pos_ in _SKIPPED or doc[start].lower_ == "one"):
        start += 1
    while start < end and (doc[end - 1].pos_ in _SKIPPED or doc[end - 1].is_punct or _trails(doc, end - 1)):
        end -= 1
    if end < len(doc) and doc[end].text == ")" and any(token.text == "(" for token in doc[start:end]):
        end += 1
    return _whole_word(doc, start, end)


def _trails(doc: Doc, index: int) -> bool:
    """Tell whether an adverb belongs to what follows: "an adviser now teaching in Arlen"."""
    return doc[index].pos_ == "ADV" and doc[index].head.i > index


def _whole_word(doc: Doc, start: int, end: int) -> Range:
    """Take in the first half of "co-editor"."""
    if start < end and doc[start].text in _HYPHENS:
        start += 1
    if 1 < start < end and doc[start - 1].text in _HYPHENS and not doc[start - 1].whitespace_:
        start -= 2 if not doc[start - 2].whitespace_ else 0
    return start, end
