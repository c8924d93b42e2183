"""Who does what to whom: the heads of agent and patient of a verb, the same for active and passive.

Comes in: a verb or participle of a parse, and a test that tells whether a noun stands for people or a body.
Goes out: tokens.  Must not: know mentions or records.

Agent and patient are PropBank's Arg0 and Arg1 (Palmer et al. 2005) as far as a parse tells them.  Whatever an
intransitive verb is said of counts as its agent ("prices rose"), and so does what there is ("there are
troops"); what it is or becomes is the patient of a copula.  Of two objects the thing given is the patient.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.claims.clauses import children, has_infinitive_marker
from kg.claims.lexemes import noun_cues
from kg.claims.subjects import OBJECT_CONTROL, Subjects, is_passive, led_back
from kg.lexicon import words

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NO_AGENT = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_GAPLESS = frozenset({"ccomp", "xcomp", "acomp", "attr", "oprd", "expl"})


class Participants:
    """Agents and patients of the verbs of one text."""

    def __init__(self, is_somebody: Callable[[Token], bool]) -> None:
        """`is_somebody` tells whether a noun stands for people, a body or a country: one that can act."""
        self._subjects = Subjects(is_somebody)

    def of(self, verb: Token) -> tuple[Token | None, Token | None]:
        """Return the heads of agent and patient."""
        if is_passive(verb):
            return self._doer(verb), self._subjects.object_of(verb) or self._subjects.of(verb)
        if children(verb, "expl"):
            return next(iter(children(verb, "attr")), None), None
        if _is_tough(verb):
            return None, self._subjects.of(verb)
        return self._subjects.of(verb), self._patient(verb)

    def _patient(self, verb: Token) -> Token | None:
        own = self._subjects.object_of(verb)
        if own is not None or children(verb, "dobj"):
            return own
        return self._predicated(verb) or self._controlled(verb) or self._gap(verb) or self._shared(verb)

    def _doer(self, verb: Token) -> Token | None:
        """Return whom the by-phrase of a passive names, or the first part of "Arland-backed"."""
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                found = next((c for c in children(child, "pobj") if c.ent_type_ not in _NO_AGENT), None)
                if found is not None:
                    return led_back(found)
        if verb.dep_ == "amod":
            return compounded_doer(verb)
        later = _next_conjunct(verb)
        return self._doer(later) if later is not None and is_passive(later) else None

    def _predicated(self, verb: Token) -> Token | None:
        """Return what somebody is or becomes."""
        return next((child for child in children(verb, "attr") if child.pos_ in _NOUNS), None)

    def _controlled(self, verb: Token) -> Token | None:
        """Return who is made or let do something, where the parser made them subject of what they do."""
        if verb.lemma_ not in OBJECT_CONTROL:
            return None
        for clause in children(verb, "ccomp"):
            if clause.tag_ == "VB" and not any(c.tag_ == "MD" for c in clause.children):
                return next(iter(children(clause, "nsubj", "nsubjpass")), None)
        return None

    def _gap(self, verb: Token) -> Token | None:
        """Return the noun of a relative clause without pronoun whose object it is: "the dam they built"."""
        clause = _relative_clause_above(verb)
        if clause is None or clause.head.pos_ not in _NOUNS:
            return None
        noun = clause.head
        if _is_no_object(noun) or _is_closed(clause) or (clause.i == verb.i and has_infinitive_marker(verb)):
            return None
        return noun if not any(child.dep_ in _GAPLESS for child in verb.children) else None

    def _shared(self, verb: Token) -> Token | None:
        """Return the object that coordinated verbs have in common: "built and opened the bridge"."""
        later = _next_conjunct(verb)
        if later is not None and not is_passive(later):
            return self._subjects.object_of(later)
        if verb.dep_ != "conj" or children(verb, "nsubj", "nsubjpass"):
            return None
        before = next(iter(children(verb.head, "dobj")), None)
        return led_back(before) if before is not None and before.i < verb.head.i else None


_TOUGH = frozenset({"hard", "difficult", "tough", "easy", "impossible", "simple"})


def _is_tough(verb: Token) -> bool:
    """Tell whether an infinitive is what is hard to do to the subject: "the wall is hard to climb"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in _TOUGH and not children(verb, "dobj", "attr", "ccomp")


def compounded_doer(participle: Token) -> Token | None:
    """Return who does it in "the Arland-backed rebels"."""
    if participle.lower_ not in words("compound_participles", "participle"):
        return None
    return next((child for child in children(participle, "npadvmod") if child.pos_ == "PROPN"), None)


def _is_no_object(noun: Token) -> bool:
    """Tell nouns whose clause says when, how or what it is: "the day they left", "fears they left"."""
    named = noun.lemma_ in words("time_units") or noun.ent_type_ in ("DATE", "TIME") or noun.lemma_ in _MANNER
    return named or any("clause" in cue.frames for cue in noun_cues().get(noun.lower_, ()))


_MANNER = frozenset({"time", "way", "reason", "moment", "place"})


def _relative_clause_above(verb: Token) -> Token | None:
    """Return the verb of the relative clause that a verb is the last infinitive of."""
    while verb.dep_ == "xcomp" and not children(verb, "nsubj"):
        verb = verb.head
    return verb if verb.dep_ == "relcl" else None


def _is_closed(clause: Token) -> bool:
    """Tell whether a relative clause has its pronoun or a stranded preposition, or no subject of its own."""
    first = clause.left_edge
    if first.tag_ in ("WP", "WDT", "WRB", "WP$") or first.lower_ == "that":
        return True
    if not children(clause, "nsubj", "nsubjpass"):
        return True
    stranded = (c for c in clause.subtree if c.dep_ == "prep" and not any(True for _ in c.children))
    return any(True for _ in stranded) or any(c.tag_ in ("WP", "WDT", "WRB", "WP$") for c in clause.lefts)


def _next_conjunct(verb: Token) -> Token | None:
    """Return the verb coordinated right behind this one, which may hold what both have in common."""
    for child in children(verb, "conj"):
        between = verb.doc[verb.i + 1 : child.i]
        joined = all(t.dep_ in ("cc", "punct", "advmod", "aux", "auxpass", "neg", "preconj") for t in between)
        if joined and child.pos_ in ("VERB", "AUX") and not children(child, "nsubj", "nsubjpass"):
            return child
    return None
