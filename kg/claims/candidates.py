"""Candidates: everything in a text that might be an attribution, for the learned part to decide.

Comes in: a parsed Doc, its quotations.  Goes out: `Relation`s, several for one cue, most of them wrong; the
rule names the frame ("verb.object", "noun.clause-owner").
Must not: know weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.claims.clauses import (
    RELATIVE_PRONOUNS,
    agent_of,
    antecedent_of,
    children,
    find_subject,
    is_negated,
    is_passive,
    noun_phrase,
)
from kg.claims.frames import adjective_frames, noun_frames, verb_frames
from kg.claims.lexemes import Cue, entries_of
from kg.claims.nouns import light_verb_cue, owner_of
from kg.claims.phrase_frames import is_citing
from kg.claims.relations import NO_TOKENS, Relation, Tokens, trim
from kg.claims.verbs import cue_of, is_hypothetical, is_withheld, named_by, speaker_of
from kg.lexicon import words
from kg.model import Act

_ADJECTIVAL = frozenset({"acomp", "oprd", "ROOT", "conj", "amod", "advcl", "attr"})
_AUXILIARY = frozenset({"aux", "auxpass"})


def candidate_relations(doc: Doc, quoted: Tokens) -> Iterator[Relation]:
    """Yield the candidates of all verbs, nouns and adjectives outside quotation marks."""
    for token in doc:
        if token.i in quoted:
            continue
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in _AUXILIARY:
            yield from _of_verb(token, quoted)
        elif token.pos_ == "NOUN":
            yield from _of_noun(token)
        elif token.pos_ == "ADJ" and token.dep_ in _ADJECTIVAL:
            yield from _of_adjective(token)


def _is_unsaid(verb: Token) -> bool:
    """Tell whether nothing was said: "did not say whether", "declined to say who", "might say that"."""
    speaks = any(cue.act is Act.SPEECH for cue in entries_of(verb))
    kept_back = verb.lower_ in words("refusing_verbs", "form") and any(
        cue.act is Act.SPEECH for clause in children(verb, "xcomp") for cue in entries_of(clause)
    )
    unsaid = is_negated(verb) or is_withheld(verb) or is_hypothetical(verb)
    return kept_back or (speaks and unsaid)


def _can_credit(verb: Token, source: Tokens) -> bool:
    """Tell whether a verb with this source may credit at all.

    "The raid showed" is no speech: only texts and figures, people and bodies show something in words.  "Who
    approved it" asks for a source.  "Citing X" names a carrier (see `carriers`).
    """
    if is_citing(verb) and verb.tag_ == "VBG":
        return False
    if len(source) == 1 and (only := verb.doc[min(source)]).lower_ in RELATIVE_PRONOUNS:
        return bool(antecedent_of(only)) or verb.dep_ in ("relcl", "acl", "conj")
    if any(verb.doc[index].lower_ in _NOBODY for index in source if verb.doc[index].dep_.startswith("nsubj")):
        return False
    entries = entries_of(verb)
    if not source or not entries or not all(cue.subject == "document" for cue in entries):
        return True
    named = (verb.doc[index] for index in named_by(verb, source))
    return any(token.lower_ in words("document_nouns", "noun") or token.ent_type_ in _WHO for token in named)


_NOBODY = frozenset({"nobody", "none", "neither", "noone"})
_WHO = ("PERSON", "ORG", "NORP", "GPE")


def _of_verb(verb: Token, quoted: Tokens) -> Iterator[Relation]:
    if _is_unsaid(verb):
        return
    seen: set[Tokens] = set()
    cue = cue_of(verb)
    source = speaker_of(verb, quoted)
    if not _can_credit(verb, source):
        return
    for content, frame in verb_frames(verb, source, quoted):
        content = trim(verb.doc, content - source - cue)
        if content and content not in seen:
            seen.add(content)
            whole = cue | _preposition(verb, content) if frame.startswith("preposition") else cue
            yield _candidate(verb, source, whole, content, f"verb.{frame}")


def _preposition(verb: Token, content: Tokens) -> Tokens:
    """Return the preposition before a content, which belongs to the cue: "called for", "accused ... of"."""
    before = verb.doc[min(content) - 1]
    return frozenset({before.i}) if before.dep_ == "prep" and before.head.i == verb.i else NO_TOKENS


def _of_noun(noun: Token) -> Iterator[Relation]:
    frames = list(noun_frames(noun))
    if not frames:
        return
    source, how = owner_of(noun), "owner"
    if not source:
        source = _user(noun)
        how = "light-verb" if source else "bare"
    for content, frame in frames:
        content = trim(noun.doc, content)
        if not content or (how == "light-verb" and frame == "preposition" and _is_given(noun, content)):
            continue
        if source or frame != "preposition":
            cue = light_verb_cue(noun, content) or frozenset({noun.i})
            yield _candidate(noun, source, cue, content, f"noun.{frame}-{how}")


_GIVEN = frozenset(
    {"have", "win", "enjoy", "gain", "get", "lose", "secure", "receive", "lack", "need", "seek"}
)


def _is_given(noun: Token, content: Tokens) -> bool:
    """Tell whether a noun's of-phrase names who gives it: "she has the support of the minister"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.lemma_.lower() in _GIVEN and noun.doc[min(content) - 1].lower_ in ("of", "from")


def _user(noun: Token) -> Tokens:
    """Return who does something with what a noun names: the subject of its verb ("made the claim that")."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return NO_TOKENS
    if noun.dep_ == "nsubjpass":
        head = agent_of(verb)
    elif noun.dep_ in ("dobj", "attr", "pobj"):
        head = agent_of(verb) if is_passive(verb) else find_subject(verb)
    else:
        head = None
    return noun_phrase(head) if head is not None else NO_TOKENS


def _of_adjective(adjective: Token) -> Iterator[Relation]:
    frames = list(adjective_frames(adjective))
    if not frames:
        return
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "attr") else adjective
    head = find_subject(verb)
    source = noun_phrase(head) if head is not None else NO_TOKENS
    for content, frame in frames:
        content = trim(adjective.doc, content)
        yield _candidate(adjective, source, frozenset({adjective.i}), content, f"adjective.{frame}")


def _candidate(head: Token, source: Tokens, cue: Tokens, content: Tokens, rule: str) -> Relation:
    return Relation(source, cue, content, head.i, act_of(entries_of(head), rule), rule)


_LEXICON_FRAMES = {
    "that-clause": "clause",
    "fronted": "clause",
    "parenthetical": "clause",
    "split-quotation": "clause",
    "and-that": "clause",
    "around": "clause",
    "raised-infinitive": "clause",
    "object-preposition": "preposition",
    "passive-preposition": "preposition",
    "preposition-infinitive": "preposition",
}
"""Frames of candidates under the names that the lexicon has for them; others bear the same name in both."""


def lexicon_frame(rule: str) -> str:
    """Return what the lexicon calls the frame of a rule: "verb.fronted" is its "clause"."""
    frame = rule.partition(".")[2]
    for ending in ("-owner", "-light-verb", "-bare"):
        frame = frame.removesuffix(ending)
    return _LEXICON_FRAMES.get(frame, frame)


def act_of(entries: Sequence[Cue], rule: str) -> Act:
    """Return the kind of act: the lexicon's for this frame, its first for the word, else what the frame says.

    A word that the lexicon does not know speaks in a clause of its own ("quipped"), wants in an infinitive,
    and takes a stance in any other frame.
    """
    frame = lexicon_frame(rule)
    fitting = [cue.act for cue in entries if frame in cue.frames] or [cue.act for cue in entries]
    if fitting:
        return fitting[0]
    return {"clause": Act.SPEECH, "infinitive": Act.INTENTION}.get(frame, Act.DEED)
