"""Our own bracket markup -> annotated texts.

    [1:The harbour office] <1:said> {1:the quay would close}, and [2:its director] <2t:fears> {2:a strike}.

`[n:source] <n:cue> {n:content}`: one number ties the parts of one relation, a part may come in several
pieces, one piece may serve several relations (`[3,4:She]`), pieces nest but never cross.  A letter at the
cue tells the act: none is speech, t thought, i intention, d deed.  A file may begin with `#` lines, which
end at the first empty line.  corpus/attribution/README.md has the rules for annotators.

Comes in: a file's text.  Goes out: an `AnnotatedText` without brackets.  Must not: guess what was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from kg.errors import InputError
from kg.evaluate.relations import AnnotatedText, GoldRelation, Spans
from kg.model import Act, Span

_MARK = re.compile(
    r"(?P<open>[\[<{])(?P<numbers>\d+(?:,\d+)*)(?P<act>[a-z]?):|(?P<stray>[\[<{])|(?P<close>[\]>}])"
)
_CLOSER = {"[": "]", "<": ">", "{": "}"}
_ROLE = {"[": "source", "<": "cue", "{": "content"}
_ACTS = {"t": Act.THOUGHT, "i": Act.INTENTION, "d": Act.DEED}
_QUOTATION_MARKS = frozenset("“”\"‘’'«»")
_SHOWN = 40
"""Characters of the text that an error shows."""


def parse_markup(raw: str, name: str) -> AnnotatedText:
    """Return the text without its markup, and the relations in the order in which their first pieces open.

    `name` becomes the id.  Raises InputError, naming file, line and what to mend, where the markup is broken.
    """
    start = _body_start(raw)
    markup = _Markup(raw, name)
    position = start
    for mark in _MARK.finditer(raw, start):
        markup.keep(position, mark.start())
        markup.take(mark)
        position = mark.end()
    markup.keep(position, len(raw))
    return AnnotatedText(name, markup.text, markup.finish())


def _body_start(raw: str) -> int:
    """Return where the text begins: behind the `#` lines and the empty lines after them."""
    head = re.match(r"(?:#[^\n]*\n)+\n*", raw)
    return head.end() if head else 0


@dataclass(frozen=True, slots=True)
class _Opened:
    bracket: str
    numbers: tuple[int, ...]
    start: int  # in the text without markup
    at: int  # in the file


@dataclass(slots=True)
class _Draft:
    """A relation while its pieces are read."""

    at: int
    act: str | None = None
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


class _Markup:
    """Reads marks one after the other; knows what is open and which relations have begun."""

    def __init__(self, raw: str, name: str) -> None:
        """Begin with nothing read."""
        self.text = ""
        self._raw = raw
        self._name = name
        self._open: list[_Opened] = []
        self._drafts: dict[int, _Draft] = {}

    def keep(self, start: int, end: int) -> None:
        """Add characters of the file to the text."""
        self.text += self._raw[start:end]

    def take(self, mark: re.Match[str]) -> None:
        """Open or close a piece."""
        if mark["stray"]:
            self._fail(mark.start(), "a bracket without a number; write [1:...], <1:...> or {1:...}")
        elif mark["close"]:
            self._close(mark["close"], mark.start())
        else:
            self._begin(mark)

    def _begin(self, mark: re.Match[str]) -> None:
        numbers = tuple(int(number) for number in mark["numbers"].split(","))
        for number in numbers:
            draft = self._drafts.setdefault(number, _Draft(mark.start()))
            if mark["open"] == "<":
                self._set_act(draft, mark["act"], number, mark.start())
            elif mark["act"]:
                self._fail(
                    mark.start(),
                    f"the letter {mark['act']} belongs to the cue: <{number}{mark['act']}:...>",
                )
        self._open.append(_Opened(mark["open"], numbers, len(self.text), mark.start()))

    def _set_act(self, draft: _Draft, letter: str, number: int, at: int) -> None:
        if letter and letter not in _ACTS:
            self._fail(at, f"no act is called {letter}; use t (thought), i (intention), d (deed) or none")
        if letter and draft.act and draft.act != letter:
            self._fail(at, f"relation {number} has the acts {draft.act} and {letter}; keep one letter")
        draft.act = draft.act or letter or None

    def _close(self, bracket: str, at: int) -> None:
        if not self._open:
            self._fail(at, f"{bracket} closes nothing; remove it, or open the piece before it")
        opened = self._open.pop()
        if _CLOSER[opened.bracket] != bracket:
            line = self._line(opened.at)
            self._fail(
                at, f"{bracket} stands where {opened.bracket} of line {line} is open; close that first"
            )
        if not self.text[opened.start :].strip():
            self._fail(at, "a piece without words; put them between the brackets, or remove it")
        for number in opened.numbers:
            getattr(self._drafts[number], _ROLE[opened.bracket]).append((opened.start, len(self.text)))

    def finish(self) -> tuple[GoldRelation, ...]:
        """Return the relations; every one must have its content, and a cue unless it is a bare quotation."""
        if self._open:
            last = self._open[-1]
            self._fail(last.at, f"{last.bracket} is never closed; add {_CLOSER[last.bracket]}")
        return tuple(self._relation(number, draft) for number, draft in self._drafts.items())

    def _relation(self, number: int, draft: _Draft) -> GoldRelation:
        if not draft.content:
            self._fail(draft.at, f"relation {number} has no content; add {{{number}:...}} or mend the number")
        if not draft.cue and not self._is_quoted(draft.content):
            self._fail(draft.at, f"relation {number} has no cue; add <{number}:...> (quotations go without)")
        act = _ACTS[draft.act] if draft.act else Act.SPEECH
        return GoldRelation(_in_order(draft.source), _in_order(draft.cue), _in_order(draft.content), act)

    def _is_quoted(self, content: list[Span]) -> bool:
        return any(_QUOTATION_MARKS & set(self.text[max(0, start - 1) : end + 1]) for start, end in content)

    def _line(self, at: int) -> int:
        return self._raw.count("\n", 0, at) + 1

    def _fail(self, at: int, problem: str) -> NoReturn:
        shown = " ".join(self._raw[at : at + _SHOWN].split())
        raise InputError(f"{self._name} line {self._line(at)}: {problem} (at {shown!r})")


def _in_order(spans: list[Span]) -> Spans:
    return tuple(sorted(spans))
