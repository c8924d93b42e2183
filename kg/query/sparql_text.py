"""The text of a SPARQL query: what must not stand in it, and where parameters go.

Comes in: query text.  Goes out: query text.  Tokens follow the grammar of SPARQL 1.1, section 19.8, as far as
needed to tell keywords from names, strings, IRIs and comments; text that fits no token is refused.
Must not: run a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.errors import ForbiddenError, InputError

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<comment>\#[^\r\n]*)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:(?!\.)(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])+)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>[{}()\[\].,;|/^?*+\-!=<>&]|\^\^)
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

UPDATES = frozenset({"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token that is neither space nor comment."""

    kind: str
    text: str
    start: int
    end: int


def refuse_forbidden(query: str) -> None:
    """Raise ForbiddenError for SERVICE, LOAD and updates, also where a \\u escape hides them; InputError for
    text that is no query."""
    for token in (*tokens(query), *tokens(decode_escapes(query), lenient=True)):
        if reaches_out(token):
            raise ForbiddenError("SERVICE is refused: it reaches another machine")
        if token.kind == "word" and token.text.upper() in UPDATES:
            raise ForbiddenError(
                f"{token.text} is refused: it changes the store; use SELECT, ASK or CONSTRUCT"
            )


def reaches_out(token: Token) -> bool:
    """Tell whether the engine may read SERVICE in a token.

    It needs no space before or after a keyword (`trueSERVICE:x{}` calls :x), so no word and no prefix may
    hold it.
    """
    keyword = token.text.partition(":")[0] if token.kind in ("word", "name") else ""
    return "SERVICE" in keyword.upper()


def has_word(query: str, word: str) -> bool:
    """Say whether a keyword stands in the query."""
    return any(token.kind == "word" and token.text.upper() == word for token in tokens(query))


def bind_parameters(query: str, bindings: Mapping[str, str]) -> str:
    """Return the query with the values of each parameter replaced by the one that is bound.

    Raises InputError when the query has no `VALUES ?name { … }` for it.
    """
    for name, value in bindings.items():
        places = [place for place in value_blocks(query) if place[0] == name]
        if not places:
            raise InputError(f"the query has no parameter {name!r}: {list_parameters(query)}")
        for _, start, end in reversed(places):
            query = f"{query[:start]} {literal_text(value)} {query[end:]}"
    return query


def list_parameters(query: str) -> str:
    """Return in words which parameters a query has."""
    names = sorted({name for name, _, _ in value_blocks(query)})
    return f"it has {', '.join(names)}" if names else 'write VALUES ?name { "default" } into it first'


def default_value(query: str, name: str) -> str:
    """Return the value that a parameter has in the query itself."""
    for block, start, end in value_blocks(query):
        if block == name:
            return "".join(token.text[1:-1] for token in tokens(query[start:end]) if token.kind == "string")
    raise InputError(f"the query has no parameter {name!r}: {list_parameters(query)}")


def value_blocks(query: str) -> list[tuple[str, int, int]]:
    """Return name, start and end of what stands between the braces of each `VALUES ?name { … }`."""
    found = []
    read = list(tokens(query))
    for index, token in enumerate(read[:-3]):
        variable, brace = read[index + 1], read[index + 2]
        if token.text.upper() == "VALUES" and variable.kind == "variable" and brace.text == "{":
            closing = next((later for later in read[index + 3 :] if later.text == "}"), None)
            if closing:
                found.append((variable.text[1:], brace.end, closing.start))
    return found


def literal_text(value: str) -> str:
    """Return a string as the SPARQL engine itself writes it, quotation marks and all."""
    try:
        return str(Literal(value))
    except ValueError as error:
        raise InputError(f"{value!r} cannot be bound: it is no valid Unicode") from error


def tokens(query: str, lenient: bool = False) -> Iterator[Token]:
    """Yield the tokens of a query; where text fits none, InputError, or on with the next character if
    `lenient`."""
    position = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None and lenient:
            position += 1
            continue
        if match is None:
            raise InputError(f"the query cannot be read at {query[position : position + 30]!r}")
        if match.lastgroup not in ("space", "comment"):
            yield Token(str(match.lastgroup), match.group(), match.start(), match.end())
        position = match.end()


def decode_escapes(query: str) -> str:
    r"""Return the query with \uXXXX and \UXXXXXXXX decoded, as section 19.2 has it done before parsing."""
    return _ESCAPE.sub(_decode_one, query)


def _decode_one(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]
