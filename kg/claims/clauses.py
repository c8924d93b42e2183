"""Geometry of the parse: who is the subject of a verb, where a noun phrase ends, which words a clause holds.

Comes in: tokens of a Doc parsed with the CLEAR/Universal labels of spaCy's English models.
Goes out: tokens.  Must not: know words of speech.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.claims.relations import NO_TOKENS, Tokens, is_filler, subtree, trim

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
_CONTROLLED = frozenset({"xcomp", "conj", "advcl", "dep"})
_CLIMB_LIMIT = 4


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token that carry one of the labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, or is a participle that modifies ("Asked why, she left")."""
    bare = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not children(verb, "aux", "nsubj")
    return bare or any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def is_participle_clause(verb: Token) -> bool:
    """Tell whether a verb heads a clause without a subject of its own ("..., citing officials")."""
    return verb.tag_ in ("VBG", "VBN") and not children(verb, "aux", "auxpass", "nsubj", "nsubjpass")


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated itself or through its auxiliaries or its subject ("no one said")."""
    if children(verb, "neg"):
        return True
    found = find_subject(verb)
    return found is not None and (
        found.lower_ in ("none", "nobody", "neither")
        or any(c.lower_ in ("no", "neither") for c in found.children)
    )


def has_infinitive_marker(clause: Token) -> bool:
    """Tell whether a verb is a to-infinitive."""
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in clause.children)


def find_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of what a verb is said of: its own subject, or the one it shares by control,
    coordination, a participle or a relative clause; None where there is none."""
    own = children(verb, "nsubj", "nsubjpass")
    if own:
        return _antecedent(verb, own[-1] if own[-1].i < verb.i else own[0])
    if children(verb, "expl", "csubj") or depth == _CLIMB_LIMIT:
        return None
    return _shared_subject(verb, depth)


def relative_subject(verb: Token) -> Token | None:
    """Return the relative pronoun that is the subject of a relative clause's verb, or of one coordinated
    with it ("who said ... and added")."""
    own = children(verb, "nsubj")
    if verb.dep_ in ("relcl", "acl"):
        return own[0] if own and own[0].lower_ in RELATIVE_PRONOUNS else None
    if verb.dep_ == "conj" and not own and verb.head.dep_ in ("relcl", "acl", "conj"):
        return relative_subject(verb.head) if verb.head.i < verb.i else None
    return None


def antecedent_of(pronoun: Token) -> Tokens:
    """Return the noun phrase that a relative pronoun takes up, without the clause that it opens; nothing for
    other words."""
    verb = pronoun.head
    if pronoun.lower_ not in RELATIVE_PRONOUNS or verb.dep_ not in ("relcl", "acl"):
        return NO_TOKENS
    return noun_phrase(verb.head, subtree(verb))


def _antecedent(verb: Token, found: Token) -> Token:
    """Lead a relative pronoun to the noun that its clause stands with."""
    if verb.dep_ == "relcl" and found.lower_ in RELATIVE_PRONOUNS:
        return verb.head
    return found


def _shared_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return find_subject(head.head, depth + 1) if head.head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ in _CONTROLLED and head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "advcl" and not is_participle_clause(verb):
            return None
        return find_subject(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ in ("ADJ", "NOUN"):
        return find_subject(head.head, depth + 1)
    return None


def agent_of(verb: Token) -> Token | None:
    """Return the head of the by-phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            objects = children(child, "pobj")
            if objects:
                return objects[0]
    return None


def noun_phrase(head: Token, without: Tokens = NO_TOKENS) -> Tokens:
    """Return the noun phrase of a head: its subtree with appositions, but without clauses set off by a comma
    or dash and without anything in `without` (the cue and what hangs from it)."""
    dropped = set(without)
    for child in head.children:
        if (child.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis") and _is_set_off(child)) or (
            child.dep_ in ("punct", "prep") and child.i < head.left_edge.i
        ):
            dropped |= subtree(child)
    kept = subtree(head) - dropped
    return trim(head.doc, _contiguous(head, kept))


def _is_set_off(child: Token) -> bool:
    edge = child.left_edge.i
    return edge > 0 and child.doc[edge - 1].text in (",", "—", "–", "-", "(", "--")


def _contiguous(head: Token, tokens: Tokens) -> Tokens:
    """Return the unbroken run of tokens around the head; filler does not break it."""
    first = last = head.i
    while first - 1 in tokens or (first - 2 in tokens and is_filler(head.doc[first - 1])):
        first -= 1
    while last + 1 in tokens or (last + 2 in tokens and is_filler(head.doc[last + 1])):
        last += 1
    return frozenset(range(first, last + 1)) & (tokens | _filler_between(head.doc, first, last))


def _filler_between(doc: Doc, first: int, last: int) -> Tokens:
    return frozenset(index for index in range(first, last + 1) if is_filler(doc[index]))


def sentence_tokens(token: Token) -> Tokens:
    """Return the indices of the sentence that a token stands in."""
    return frozenset(range(token.sent.start, token.sent.end))


def verb_group(verb: Token) -> Tokens:
    """Return a verb with its particle, auxiliaries left out ("point out")."""
    return frozenset({verb.i, *(child.i for child in verb.children if child.dep_ == "prt")})
