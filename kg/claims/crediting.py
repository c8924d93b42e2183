"""Whether the words around an outlet's name credit it: "X reported", "told X", "an X poll shows".

Comes in: the head token of a name in a parsed Doc.  Goes out: the token that credits and the form of the
credit, or None for an outlet that is only spoken of.  Must not: know entities or documents.

From the name the path leads up to what it belongs to (the outlet's report, its reporter, an interview with
it), and what that does in its clause decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.claims.clauses import RELATIVE_PRONOUNS, children, is_negated
from kg.claims.outlet_phrases import credit_words, is_for, phrases_of
from kg.claims.phrase_frames import is_citing
from kg.claims.quoting import is_speech_verb
from kg.lexicon import words
from kg.lexicon.outlet_names import is_platform
from kg.model import CreditForm

_AIRED = frozenset({"on", "in", "to"})
_HELD = frozenset({"in", "during", "on", "from"})
_APPEARING = frozenset({"appear", "write", "speak", "go"})
_CARRYING = frozenset({"air", "broadcast", "carry"})
_RUNNING = frozenset({"run", "release", "post", "break"})
_MEETING = frozenset({"speak", "talk", "meet", "sit"})
_WRITING = frozenset({"write"})
_PRINTING = frozenset({"publish", "write", "pen", "place", "print"})
_CONFIRMING = frozenset({"confirm", "deny"})
_PRINTED_IN = frozenset({"in", "on"})
_SELF = frozenset({"it", "they", "we"})
_OURS = frozenset({"we", "our", "us"})


@dataclass(frozen=True, slots=True)
class Crediting:
    """The token that credits an outlet ("reported", "told", "according") and how.

    `person` tells that a journalist of the outlet speaks; `aside` that the words stand apart from what is
    said in the sentence around them ("..., in an interview with X", "X, which first reported it").
    """

    cue: Token
    form: CreditForm
    person: bool = False
    aside: bool = False


def find_crediting(name: Token) -> Crediting | None:
    """Return what credits the outlet that a token is the head of the name of; None if nothing does."""
    for token, part in phrases_of(name):
        found = _by_clause(token, part)
        if found is not None:
            return found
    return None


def _uses(verb: Token, use: str) -> bool:
    """Tell whether a verb, with its particle ("point out"), is of a use."""
    particle = next((f" {child.lower_}" for child in children(verb, "prt")), "")
    return f"{verb.lemma_.lower()}{particle}" in credit_words()[use]


def _by_clause(token: Token, part: str) -> Crediting | None:
    head = token.head
    if part != "occasion":
        told = _as_subject(token, part) or _in_relative(token) or _as_hearer(token, part)
        if told is not None:
            return told
    if token.dep_ == "pobj" and (found := _behind_preposition(token, head, part)) is not None:
        return found
    if token.dep_ == "dobj" and is_citing(head) and head.tag_ in ("VBG", "VBN"):
        return Crediting(head, CreditForm.REPORT)
    if token.dep_ == "dobj" and part == "product" and head.lemma_ in _PRINTING and not _is_denied(head):
        return Crediting(token, CreditForm.INTERVIEW)
    if part == "product" and any(_opens_content(child) for child in token.children):
        return Crediting(token, CreditForm.REPORT)
    return None


def _opens_content(clause: Token) -> bool:
    """Tell whether a clause says what a report says ("a report that the mine will close", "a report saying
    that ...", "a report in which sailors said ...")."""
    if clause.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    if clause.dep_ == "acl" and clause.tag_ == "VBG" and is_speech_verb(clause):
        return True
    begins = (child.left_edge for child in clause.children if child.i < clause.i)
    return any(
        (word.dep_ == "mark" and word.lower_ == "that")
        or (word.lower_ == "in" and word.i + 1 < clause.i and word.nbor().lower_ == "which")
        for word in begins
    )


def _as_subject(token: Token, part: str) -> Crediting | None:
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX") or is_negated(verb):
        return None
    verb = _done_first(verb) or verb
    if (part == "journalist" and _on_platform(verb)) or not _is_its_own(verb):
        return None
    if _uses(verb, "subject") or (part == "product" and is_speech_verb(verb)):
        return Crediting(verb, CreditForm.REPORT, person=part == "journalist")
    if _uses(verb, "speech") and not _speaks_of_itself(verb) and not _has_company(token):
        return Crediting(verb, CreditForm.REPORT, person=part == "journalist")
    return None


def _done_first(verb: Token) -> Token | None:
    """Return what somebody was first to do ("X was the first to report it")."""
    if verb.lemma_ != "be":
        return None
    ranked = [word for word in children(verb, "attr", "acomp") if _is_first(word)]
    acts = (act for word in (verb, *ranked) for act in children(word, "relcl", "xcomp", "acl", "advcl"))
    infinitives = (act for act in acts if any(aux.lower_ == "to" for aux in children(act, "aux")))
    return next(infinitives, None) if ranked else None


def _is_first(word: Token) -> bool:
    return word.lower_ == "first" or any(child.lower_ == "first" for child in word.children)


def _is_its_own(verb: Token) -> bool:
    """Tell whether what an outlet airs, runs or breaks is a report or an interview; a debate that it airs or
    a promise that it breaks is no credit."""
    if verb.lemma_ not in _CARRYING | _RUNNING:
        return True
    return any(
        is_for(one, use) for one in children(verb, "dobj") for use in ("product", "figures", "occasion")
    )


def _speaks_of_itself(verb: Token) -> bool:
    """Tell whether what is said is said of the speaker ("X said it would appeal", "X says that our list", "X
    said in a statement")."""
    papers = (paper for on in children(verb, "prep") if on.lower_ == "in" for paper in children(on, "pobj"))
    if any(paper.lower_ in words("interview_nouns", "noun") for paper in papers):
        return True
    clauses = children(verb, "ccomp", "xcomp")
    subjects = (word for clause in clauses for word in children(clause, "nsubj", "nsubjpass"))
    return any(word.lower_ in _SELF for word in subjects) or any(
        word.lower_ in _OURS for clause in clauses for word in clause.subtree
    )


def _on_platform(verb: Token) -> bool:
    """Tell whether something is said on a social network: there a journalist speaks for nobody else."""
    return any(is_platform(word.text) and word.head.lower_ == "on" for word in verb.subtree)


def _has_company(token: Token) -> bool:
    """Tell whether a subject is an outlet together with others ("X and its defenders")."""
    return any(child.pos_ == "NOUN" for child in children(token, "conj"))


def _in_relative(token: Token) -> Crediting | None:
    """Return the verb of "X, which first reported the sale"."""
    for verb in children(token, "relcl"):
        own = children(verb, "nsubj")
        if own and own[0].lower_ in RELATIVE_PRONOUNS and _uses(verb, "subject"):
            return Crediting(verb, CreditForm.REPORT, aside=True)
    return None


def _as_hearer(token: Token, part: str) -> Crediting | None:
    """Return the verb of "told X"."""
    if token.dep_ in ("dobj", "dative") and token.head.lemma_ == "tell" and part != "product":
        return Crediting(token.head, CreditForm.INTERVIEW)
    return None


def _behind_preposition(token: Token, preposition: Token, part: str) -> Crediting | None:
    verb, word = _governor(preposition), preposition.lower_
    if word == "to" and verb.lower_ == "according":
        return Crediting(verb, CreditForm.REPORT, aside=_is_set_off(verb))
    if word in ("per", "via") and part in ("outlet", "product"):
        return Crediting(preposition, CreditForm.REPORT)
    if word == "by" and part in ("outlet", "product", "programme") and _is_put_out(verb):
        return Crediting(verb, CreditForm.REPORT, aside=_is_aside(verb))
    if part == "occasion":
        is_held = word in _HELD and _is_held_by(token, verb)
        return Crediting(token, CreditForm.INTERVIEW, aside=_is_set_off(preposition)) if is_held else None
    if part == "product":
        return Crediting(token, CreditForm.REPORT) if _is_drawn_from(token, word, verb) else None
    if part == "journalist" or verb.pos_ != "VERB" or _is_denied(verb):
        return None
    if word in _PRINTED_IN and part == "outlet" and _is_passive(verb) and _uses(verb, "agent"):
        return Crediting(verb, CreditForm.REPORT)
    spoken = (part == "programme" and word == "on") or _is_said_to(word, verb)
    told = word == "to" and verb.lemma_ in _CONFIRMING  # what is confirmed is cut too long: "the sale to X"
    return Crediting(verb, CreditForm.INTERVIEW, aside=told) if spoken else None


def _governor(preposition: Token) -> Token:
    """Return what a preposition belongs to; behind a day ("said Sunday on X"), or what somebody confirms
    ("confirmed the sale to X"), the parser hangs it there."""
    above = preposition.head
    if preposition.lower_ == "to" and above.dep_ == "dobj" and above.head.lemma_ in _CONFIRMING:
        return above.head
    return above.head if above.ent_type_ in ("DATE", "TIME") and above.dep_ != "pobj" else above


def _is_held_by(occasion: Token, head: Token) -> bool:
    """Tell whether something is said on an occasion; beside a noun only in an interview ("his claim in an
    interview", not "a star on the show")."""
    asked = head.pos_ == "NOUN" and occasion.lemma_.lower() == "interview"
    return asked or (head.pos_ in ("VERB", "AUX") and not _is_denied(head))


def _is_aside(participle: Token) -> bool:
    """Tell whether a participle is part of an aside (", according to a poll published by X")."""
    above = participle.head.head
    return participle.dep_ == "acl" and above.dep_ == "prep" and _is_set_off(_outermost(above))


def _outermost(preposition: Token) -> Token:
    above = preposition.head
    return above if above.lower_ == "according" else preposition


def _is_put_out(verb: Token) -> bool:
    """Tell whether a passive says whose work something is; a debate that a channel carries is not its."""
    if not _uses(verb, "agent") or verb.pos_ not in ("VERB", "ADJ"):
        return False
    carried = verb.dep_ == "acl" and verb.lemma_ in _CARRYING
    return not carried or is_for(verb.head, "occasion") or is_for(verb.head, "product")


def _is_passive(verb: Token) -> bool:
    """Tell whether a verb says what was done to its subject, or to the noun it stands behind."""
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or bool(children(verb, "auxpass")))


def _is_drawn_from(product: Token, preposition: str, head: Token) -> bool:
    """Tell whether something is taken from a text or a poll: "in a report she said", "by X's count", "his
    rating in the poll"."""
    if head.pos_ in ("VERB", "AUX"):
        return preposition in ("in", "from", "on") or (preposition == "by" and is_for(product, "figures"))
    return preposition == "in" and is_for(product, "figures")


def _is_said_to(preposition: str, verb: Token) -> bool:
    """Tell whether a verb with a preposition and an outlet behind it says where something was said."""
    if preposition in ("with", "at", "for"):
        return verb.lemma_ in (_MEETING if preposition == "with" else _WRITING)
    return preposition in _AIRED and (is_speech_verb(verb) or verb.lemma_ in _APPEARING)


def _is_denied(verb: Token) -> bool:
    """Tell whether nobody did it ("not one woman appeared on X")."""
    subjects = children(verb, "nsubj", "nsubjpass")
    return is_negated(verb) or any(word.dep_ == "neg" for one in subjects for word in one.subtree)


def _is_set_off(preposition: Token) -> bool:
    """Tell whether a phrase follows a comma or a closing mark."""
    before = preposition.doc[max(preposition.i - 1, 0)]
    return before.text == "," or before.is_quote
