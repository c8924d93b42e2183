"""What a verb is said of: its grammatical subject, its own or the one that it shares.

Comes in: a verb or participle of a parse, and a test that tells whether a noun stands for people or a body.
Goes out: the head of the subject, relative pronouns led to their noun.  Must not: know mentions or records.

A verb shares the subject of another by a relative clause or participle (Quirk et al. 1985, 17.9-17.28), by
coordination and by control (Rosenbaum 1967; lexicon/en/control_verbs.tsv).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg.claims.clauses import children, has_infinitive_marker
from kg.claims.verbgroup import auxiliaries
from kg.lexicon import table

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUESTION = frozenset({"what", "whatever", "whoever", "whichever"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acomp", "dep"})
_REDUCED = frozenset({"acl", "relcl"})
_CLIMB = frozenset({"ccomp", "xcomp", "conj", "pcomp", "prep", "advcl", "pobj"})
_CLIMB_LIMIT = 5
_OF_THE_OBJECT = frozenset({"of", "from", "for", "into", "with"})
"""Prepositions before a gerund that tells what the object does: "accused the firm of hiding it"."""
OBJECT_CONTROL = frozenset(row["verb"] for row in table("control_verbs") if row["kind"] == "object")
_SUBJECT_CONTROL = frozenset(row["verb"] for row in table("control_verbs") if row["kind"] == "subject")
_PURPOSE = frozenset(row["verb"] for row in table("control_verbs") if row["kind"] == "purpose")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, or as a bare past participle."""
    if verb.tag_ == "VBG":
        return False  # whatever label the parser gave to "been" in "has been asking"
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return verb.tag_ == "VBD" and _is_misread(verb)
    group = auxiliaries(verb)
    if group:
        return any(word.dep_ == "auxpass" for word in group)
    return not children(verb, "nsubj") or verb.dep_ == "ccomp"  # "had the car stolen"


def _is_misread(verb: Token) -> bool:
    """Tell a participle that was taken for a past tense: no past tense is coordinated with a bare participle
    ("soldiers killed and wounded by mines")."""
    if children(verb, "dobj", "aux", "ccomp", "xcomp"):
        return False
    return any(
        other.tag_ == "VBN" and not children(other, "aux", "auxpass", "nsubj", "nsubjpass", "dobj")
        for other in children(verb, "conj")
    )


def led_back(word: Token) -> Token | None:
    """Return the noun that a relative pronoun takes up; a question word takes up none."""
    if word.lower_ in _QUESTION:
        return None
    if word.lower_ not in _RELATIVE or word.tag_ not in ("WP", "WDT", "IN"):
        return word
    clause = word.head
    for _ in range(_CLIMB_LIMIT):
        if clause.dep_ in _REDUCED:
            return clause.head if clause.head.pos_ in _NOUNS else None
        if clause.dep_ not in _CLIMB:
            return None
        clause = clause.head
    return None


def _is_had(verb: Token, noun: Token) -> bool:
    """Tell whether a participle says in what its subject has what: "had trouble finding the exit"."""
    return verb.tag_ == "VBG" and noun.dep_ == "dobj" and noun.head.lemma_ == "have"


class Subjects:
    """Subjects of the verbs of one text; what was found is remembered."""

    def __init__(self, is_somebody: Callable[[Token], bool]) -> None:
        """`is_somebody` tells whether a noun stands for people, a body or a country: one that can act."""
        self._is_somebody = is_somebody
        self._found: dict[int, Token | None] = {}

    def of(self, verb: Token) -> Token | None:
        """Return what a verb is said of, None where nobody tells."""
        if verb.i not in self._found:
            self._found[verb.i] = None  # a circle of clauses tells nothing
            self._found[verb.i] = self._read(verb)
        return self._found[verb.i]

    def _read(self, verb: Token) -> Token | None:
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if own:
            return led_back(own[-1] if own[-1].i < verb.i else own[0])
        if children(verb, "expl", "csubj"):
            return None
        return self._shared(verb)

    def _shared(self, verb: Token) -> Token | None:
        label, head = verb.dep_, verb.head
        if head.i == verb.i:
            return None
        if label in _REDUCED:
            return self._of_noun_clause(verb, head)
        if label == "amod":
            return head
        if label == "pcomp":
            return self._of_gerund(verb, head)
        if label == "conj" and head.pos_ in _VERBS and head.i < verb.i:
            return self.of(head)
        if label in _COMPLEMENTS:
            return self._of_complement(verb, head)
        return self._of_adverbial(verb, head) if label == "advcl" else None

    def _of_noun_clause(self, verb: Token, noun: Token) -> Token | None:
        """A participle or relative clause speaks of its noun; an infinitive only of one that can act."""
        if noun.pos_ in _VERBS:
            return self.of(noun)
        if has_infinitive_marker(verb) or _is_had(verb, noun):
            return noun if self._is_somebody(noun) or is_passive(verb) else self.owner(noun)
        return noun

    def owner(self, noun: Token) -> Token | None:
        """Return whose plan, ability or attempt it is: the possessor, whom its of-phrase names, or the
        subject of the verb that it is the object of."""
        for child in noun.children:
            if child.dep_ == "poss":
                return child
            if child.dep_ == "prep" and child.lower_ in ("of", "by", "for"):
                for each in children(child, "pobj"):
                    if self._is_somebody(each):
                        return each
        if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in _VERBS and noun.head.lemma_ != "be":
            return self.of(noun.head) if not is_passive(noun.head) else None
        return None

    def _of_gerund(self, verb: Token, preposition: Token) -> Token | None:
        """Lead a gerund behind a preposition: "after leaving", "accused him of lying", "good at lying"."""
        governor = preposition.head
        if has_infinitive_marker(verb) and is_passive(governor):
            return None  # "nothing was decided about whether to leave"
        if governor.dep_ in ("prep", "prt") or governor.pos_ == "ADP":
            governor = governor.head
        if governor.pos_ in _VERBS:
            if preposition.lower_ in _OF_THE_OBJECT and not is_passive(governor):
                found = self.object_of(governor)
                if found is not None and (preposition.lower_ in ("of", "from") or self._is_somebody(found)):
                    return found
            return self.of(governor)
        if governor.pos_ == "ADJ":
            return self.of(governor.head) if governor.head.pos_ in _VERBS else None
        return self.owner(governor) if governor.pos_ in _NOUNS else None

    def _of_complement(self, verb: Token, governor: Token) -> Token | None:
        """An infinitive or participle under a verb, adjective or noun."""
        if verb.dep_ == "ccomp" and not (verb.tag_ == "VBG" or has_infinitive_marker(verb)):
            return None
        if governor.pos_ in ("ADJ", "ADV"):
            return self.of(governor.head) if governor.head.pos_ in _VERBS else None
        if governor.pos_ in ("NOUN", "PROPN"):
            return self.owner(governor)
        if governor.pos_ not in _VERBS:
            return None
        if not is_passive(governor) and governor.lemma_ not in _SUBJECT_CONTROL:
            found = self.object_of(governor)
            if found is not None and found.i < verb.i and self._is_controller(found, governor):
                return found
        return self.of(governor)

    def _is_controller(self, found: Token, governor: Token) -> bool:
        """Tell an object that does what the infinitive says from a means to it ("cut the tax to help")."""
        return governor.lemma_ in OBJECT_CONTROL or self._is_somebody(found)

    def _of_adverbial(self, verb: Token, governor: Token) -> Token | None:
        """A participle speaks of the subject; a purpose too, but for verbs of sending of their object."""
        if governor.pos_ == "ADJ":
            governor = governor.head
        if governor.pos_ not in _VERBS:
            return None
        infinitive = has_infinitive_marker(verb)
        if infinitive and governor.lemma_ in _PURPOSE and not is_passive(governor):
            return self.object_of(governor) or self.of(governor)
        if infinitive or verb.tag_ in ("VBG", "VBN"):
            return self.of(governor)
        return None

    def object_of(self, verb: Token) -> Token | None:
        """Return the head of the verb's own object, a relative pronoun led to its noun."""
        found = next((child for child in verb.children if child.dep_ == "dobj"), None)
        if found is None:
            found = next((c for c in verb.children if c.dep_ == "dative" and c.pos_ in _NOUNS), None)
        return led_back(found) if found is not None else None
