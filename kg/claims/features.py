"""What the learned part sees of a candidate: cue, frame, source, content, and what the rules say of it.

Comes in: a candidate relation and its surroundings.  Goes out: names of features that hold ("cue=accuse",
"frame=verb.object", "source=pronoun").  All are readable: a weight can be looked up and argued with.
Words appear as features only where they are cues, function words or heads of phrases; names never do.
Must not: know weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.candidates import lexicon_frame
from kg.claims.lexemes import Cue, entries_of
from kg.claims.relations import Relation, Tokens, is_filler
from kg.lexicon import words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMES = frozenset({"PROPN", "X", "NUM", "SYM"})
_NAMED = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC"})
_FUNCTION = frozenset({"DET", "PRON", "SCONJ", "PART", "ADP", "CCONJ"})
"""Parts of speech whose words are few enough to be features themselves."""
_PRONOUNS: Mapping[str, str] = {
    **dict.fromkeys(("i", "we", "me", "us"), "first"),
    "you": "second",
    **dict.fromkeys(("he", "she", "they", "him", "them"), "third"),
    "it": "it",
    **dict.fromkeys(("this", "that", "these", "those", "who", "which", "what"), "other"),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text's candidates have in common: which tokens are quoted, and what the rules found for each
    cue, as (content without filler, rule)."""

    doc: Doc
    quoted: Tokens
    ruled: Mapping[int, Sequence[tuple[Tokens, str]]]


def surroundings(doc: Doc, quoted: Tokens, ruled: Sequence[Relation]) -> Surroundings:
    """Return the surroundings of a text's candidates; `ruled` are the relations of the rules."""
    by_cue: dict[int, list[tuple[Tokens, str]]] = {}
    for relation in ruled:
        by_cue.setdefault(relation.cue_head, []).append((spoken(doc, relation.content), relation.rule))
    return Surroundings(doc, quoted, by_cue)


def spoken(doc: Doc, tokens: Tokens) -> Tokens:
    """Return the tokens that are words."""
    return frozenset(index for index in tokens if not is_filler(doc[index]))


def features(candidate: Relation, around: Surroundings) -> Iterator[str]:
    """Yield the names of the features that hold of a candidate."""
    cue = around.doc[candidate.cue_head]
    entries = entries_of(cue)
    acts = _acts(entries)
    yield "bias"
    yield from _of_lexicon(candidate, entries, acts)
    yield from _of_rules(candidate, around)
    yield from _of_cue(cue, candidate.rule, acts)
    yield from _of_preposition(cue, candidate, entries)
    yield from _of_source(cue, candidate, around, acts)
    yield from _of_content(cue, candidate, around, acts)


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case, or its kind where it is a name or a number."""
    is_name = token.pos_ in _NAMES or _is_written_as_name(token)
    return f"<{token.pos_}>" if is_name else token.lemma_.lower()


def _is_written_as_name(token: Token) -> bool:
    """Tell a name that the tagger takes for another word by its capitals; at the start of a sentence, where
    every word has one, the entity recogniser has to say."""
    if token.text[0].isupper():
        return not token.is_sent_start or token.ent_type_ in _NAMED
    return any(letter.isupper() for letter in token.text[1:])


def _acts(entries: Sequence[Cue]) -> str:
    return "+".join(sorted({cue.act.value for cue in entries if cue.ruled})) or "-"


def _of_lexicon(candidate: Relation, entries: Sequence[Cue], acts: str) -> Iterator[str]:
    rule, frame = candidate.rule, lexicon_frame(candidate.rule)
    fitting = [cue for cue in entries if frame in cue.frames]
    yield f"acts={acts}"
    yield f"frame={rule} known={_knowledge(entries, fitting)}"
    for cue in fitting:
        yield f"frame={rule} act={cue.act}"
    if any(cue.subject for cue in fitting):
        yield "lexicon wants a document"


def _knowledge(entries: Sequence[Cue], fitting: Sequence[Cue]) -> str:
    """Say how well the lexicon knows a word in a frame."""
    if fitting:
        return "frame" if any(cue.ruled for cue in fitting) else "frame at times"
    if entries:
        return "word" if any(cue.ruled for cue in entries) else "word at times"
    return "no"


def _of_rules(candidate: Relation, around: Surroundings) -> Iterator[str]:
    """Yield how far the rules agree: the same content, nearly, another one, or nothing for this cue."""
    content = spoken(around.doc, candidate.content)
    ruled = around.ruled.get(candidate.cue_head, ())
    best, rule = max(((_likeness(content, other), rule) for other, rule in ruled), default=(0.0, ""))
    if best > 0.9:
        yield f"rule={rule}"
    yield f"rules={'same' if best > 0.9 else 'near' if best > 0.5 else 'other' if ruled else 'none'}"


def _likeness(left: Tokens, right: Tokens) -> float:
    return len(left & right) / max(1, len(left | right))


def _of_cue(cue: Token, rule: str, acts: str) -> Iterator[str]:
    word = lemma(cue)
    yield f"frame={rule}"
    yield f"cue={word}"
    yield f"cue={word} frame={rule}"
    yield f"tag={cue.tag_} frame={rule}"
    yield f"tag={cue.tag_} dep={cue.dep_}"
    yield f"before={_word(cue, -1)}"
    yield f"after={_word(cue, 1)}"
    for child in cue.children:
        yield from _of_dependent(child, word, rule, acts)
    head = cue.head
    yield f"governor={head.pos_} dep={cue.dep_}"
    if cue.dep_ in ("xcomp", "advcl", "conj", "ccomp", "relcl", "acl", "pcomp"):
        yield f"governor={lemma(head)} dep={cue.dep_}"
        yield f"governor acts={_acts(entries_of(head))} dep={cue.dep_}"


def _of_dependent(child: Token, word: str, rule: str, acts: str) -> Iterator[str]:
    if child.dep_ == "neg":
        yield "negated"
        yield f"negated acts={acts}"
    elif child.dep_ == "aux":
        yield f"auxiliary={child.lower_}"
        yield f"auxiliary={child.lower_} acts={acts}"
    elif child.dep_ == "auxpass":
        yield f"passive frame={rule}"
    elif child.dep_ == "mark" or (child.tag_ == "WRB" and child.i < child.head.i):
        yield f"marker={child.lower_}"
    elif child.dep_ == "prt":
        yield f"cue={word} particle={child.lower_}"
    elif child.dep_ in ("dobj", "dative", "prep", "advmod", "agent"):
        yield f"has={child.dep_}"


def _word(token: Token, step: int) -> str:
    index = token.i + step
    if not 0 <= index < len(token.doc):
        return "-"
    neighbour = token.doc[index]
    return neighbour.lower_ if neighbour.pos_ in _FUNCTION or neighbour.is_punct else neighbour.pos_


def _of_preposition(cue: Token, candidate: Relation, entries: Sequence[Cue]) -> Iterator[str]:
    if "preposition" not in candidate.rule:
        return
    first = min(candidate.content)
    for child in cue.children:
        opens = child.dep_ in ("prep", "agent") and (child.i + 1 == first or child.i in candidate.content)
        if opens:
            yield f"preposition={child.lower_}"
            yield f"cue={lemma(cue)} preposition={child.lower_}"
            if any(child.lower_ in entry.prepositions for entry in entries):
                yield f"lexicon preposition frame={candidate.rule}"
            return


def _of_source(cue: Token, candidate: Relation, around: Surroundings, acts: str) -> Iterator[str]:
    if not candidate.source:
        yield f"source=none frame={candidate.rule}"
        yield f"source=none acts={acts}"
        return
    head = head_of(around.doc, candidate.source)
    kind = _source_kind(head)
    yield f"source={kind}"
    yield f"source={kind} acts={acts}"
    yield f"source={kind} frame={candidate.rule}"
    yield f"source head={lemma(head)}"
    distance = abs(cue.i - head.i)
    side = "left" if head.i < cue.i else "right"
    yield f"source {side} {'near' if distance < 3 else 'apart' if distance < 8 else 'far'}"
    if head.i in around.quoted:
        yield "source in quotation"


def _source_kind(head: Token) -> str:
    if head.pos_ in ("PRON", "DET"):
        return f"pronoun {_PRONOUNS.get(head.lower_, '-')}"
    if head.lower_ in words("document_nouns", "noun"):
        return "document"
    if head.lower_ in words("source_nouns", "noun"):
        return "people"
    return head.ent_type_ or head.pos_


def head_of(doc: Doc, tokens: Tokens) -> Token:
    """Return the first word whose governor lies outside."""
    inside = sorted(tokens)
    for index in inside:
        governor = doc[index].head.i
        if (governor not in tokens or governor == index) and not is_filler(doc[index]):
            return doc[index]
    return doc[inside[0]]


def _of_content(cue: Token, candidate: Relation, around: Surroundings, acts: str) -> Iterator[str]:
    doc, rule = around.doc, candidate.rule
    content = sorted(spoken(doc, candidate.content))
    first = doc[content[0]]
    yield f"content opens={first.lower_ if first.pos_ in _FUNCTION else first.pos_}"
    yield f"content opens={first.pos_} frame={rule}"
    yield f"content length={_size(len(content))}"
    yield f"content length={_size(len(content))} frame={rule}"
    quoted = sum(index in around.quoted for index in content) / len(content)
    share = "no" if not quoted else "all" if quoted > _MOST else "part"
    yield f"content quoted={share} acts={acts} frame={rule}"
    finite = any(doc[index].tag_ in _FINITE for index in content)
    yield f"content finite={finite} acts={acts} frame={rule}"
    yield f"gap={_gap(content[0] - cue.i)}"
    head = head_of(doc, frozenset(content))
    yield f"content head={head.pos_} dep={head.dep_}"
    yield f"content head={lemma(head)}"
    yield f"content head={head.ent_type_ or head.pos_} frame={rule}"
    yield f"content acts={_acts(entries_of(head))}"


_MOST = 0.9
"""Share of a content's words from which it counts as quoted whole."""


def _size(words_: int) -> str:
    return next((str(limit) for limit in (1, 2, 4, 8, 15, 30) if words_ <= limit), "more")


def _gap(distance: int) -> str:
    if distance < 0:
        return "before"
    return next((str(limit) for limit in (1, 3, 7) if distance <= limit), "more")
