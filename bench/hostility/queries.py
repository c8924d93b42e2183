"""SPARQL that nobody should send: random sentences of the grammar, mutated queries, bombs, noise.

Comes in: a source of chance.  Goes out: text or bytes.  Must not: send anything.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from kg.query.named_queries import named_queries

VARIABLES = ("?s", "?p", "?o", "?c", "?d", "?t", "$x", "?_", "?名", "?a·b")
NAMES = ("schema:text", "kg:source", "rdf:type", "schema:Claim", "<http://a/b>", "<c-1>", "_:b", "[]", "()")
LITERALS = (
    '"a"',
    "'''x\n'y '''",
    '"é"@fr-x-very-long',
    '"1"^^xsd:integer',
    "1e999",
    "-0",
    ".5",
    "true",
    r'"\U0001F600"',
)
FUNCTIONS = (
    "STR",
    "LANG",
    "DATATYPE",
    "IRI",
    "STRLEN",
    "UCASE",
    "ABS",
    "MD5",
    "SHA512",
    "YEAR",
    "ENCODE_FOR_URI",
    "isIRI",
)
AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
SOLO = ("NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()")
OPERATORS = ("=", "!=", "<", ">", "&&", "||", "+", "-", "*", "/")
ODD = "\x00\x01\x08\x7f\x85\u00a0\u200b\u200f\u202e\u2028\ufeff\ufffd\uffff\U0001f600\U0010ffffßİſK"


class Grammar:
    """Random sentences of SPARQL, of bounded depth; most can be read, few mean anything."""

    def __init__(self, chance: random.Random) -> None:
        """Take the source of chance."""
        self._chance = chance

    def query(self) -> str:
        """Return a query."""
        one_of = self._chance.choice
        subject = one_of(VARIABLES)
        head, grouped = one_of(
            (
                (f"SELECT {one_of(('*', 'DISTINCT *', 'REDUCED ?s'))}", ""),
                (f"SELECT {self._projection(subject)}", f"GROUP BY {subject}"),
                ("ASK", ""),
                (f"CONSTRUCT {{ {self._triples(0)} }}", ""),
                (f"DESCRIBE {one_of((*VARIABLES, '<c-1>', '*'))}", ""),
            )
        )
        clause = one_of(("", "", "", "", "", "FROM <g-1>"))
        return f"{head} {clause} WHERE {self._group(3)} {grouped} {self._modifiers(grouped)}"

    def _projection(self, subject: str) -> str:
        return f"{subject} ({self._chance.choice(AGGREGATES)}({self._expression(1)}) AS ?n)"

    def _modifiers(self, grouped: str) -> str:
        having = "HAVING (COUNT(*) > 1)" if grouped else ""
        parts = (
            having,
            f"ORDER BY DESC({self._expression(1)})",
            "LIMIT 3",
            "OFFSET 99",
            "VALUES ?s { UNDEF 1 }",
        )
        return " ".join(self._chance.choice(("", part)) for part in parts)

    def _group(self, depth: int) -> str:
        return "{ " + " ".join(self._pattern(depth) for _ in range(self._chance.randint(0, 3))) + " }"

    def _pattern(self, depth: int) -> str:
        if depth == 0:
            return self._triples(depth)
        inner = lambda: self._group(depth - 1)  # noqa: E731
        return self._chance.choice(
            (
                lambda: self._triples(depth),
                lambda: f"OPTIONAL {inner()}",
                lambda: f"{inner()} UNION {inner()}",
                lambda: f"MINUS {inner()}",
                lambda: f"GRAPH {self._chance.choice((*VARIABLES, '<g-1>'))} {inner()}",
                lambda: f"FILTER({self._expression(depth)})",
                lambda: f"FILTER {self._chance.choice(('', 'NOT '))}EXISTS {inner()}",
                lambda: f"BIND({self._expression(depth)} AS ?v{self._chance.randint(0, 999)})",
                lambda: f"VALUES (?s ?o) {{ ({self._chance.choice(LITERALS)} UNDEF) }}",
                lambda: f"{{ SELECT * {inner()} LIMIT {self._chance.randint(0, 9)} }}",
                lambda: f"SERVICE <http://127.0.0.1:9/> {inner()}" if depth == 3 else inner(),
            )
        )()

    def _triples(self, depth: int) -> str:
        one_of = self._chance.choice
        return (
            f"{one_of((*VARIABLES, *NAMES))} {self._path(depth)} {one_of((*VARIABLES, *NAMES, *LITERALS))}  ."
        )

    def _path(self, depth: int) -> str:
        one_of = self._chance.choice
        step = one_of(("a", "schema:text", "?p", "<http://a/b>"))
        if depth == 0 or step == "?p":
            return step
        return one_of(
            (
                step,
                f"{step}/{self._path(depth - 1)}".replace("?p", "a"),
                f"^{step}",
                f"({step}|!a)*",
                f"{step}+",
            )
        )

    def _expression(self, depth: int) -> str:
        one_of = self._chance.choice
        if depth == 0:
            return one_of((*VARIABLES, *LITERALS, *SOLO))
        left, right = self._expression(depth - 1), self._expression(depth - 1)
        return one_of(
            (
                f"{left} {one_of(OPERATORS)} {right}",
                f"{one_of(FUNCTIONS)}({left})",
                f"REGEX(STR({left}), {one_of(LITERALS)}, 'i')",
                f"REPLACE(STR({left}), '(.)(.)', '$2$1')",
                f"IF({left}, {right}, 1)",
                f"COALESCE({left}, {right})",
                f"{left} NOT IN ({right}, 1)",
                f"xsd:decimal({left})",
                f"SUBSTR(STR({left}), -5, 1e10)",
            )
        )


def mutated(chance: random.Random) -> str:
    """Return a named query in which some characters are others, gone or doubled."""
    text = list(chance.choice(named_queries()).text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        text[at] = chance.choice(
            ("", text[at] * 2, chance.choice(ODD), chance.choice("{}()<>\"'\\.;,?:@^#|"))
        )
    return "".join(text)


def noise(chance: random.Random) -> str:
    """Return odd characters, some of SPARQL's among them."""
    letters = ODD + "SELECT{}?*.<>\"'\\()#@^:; \n"
    return "".join(chance.choice(letters) for _ in range(chance.randint(0, 400)))


def escaped(text: str) -> str:
    """Return text written in escapes alone."""
    return "".join(f"\\u{ord(one):04X}" for one in text)


def smuggled(base: str, address: str) -> str:
    """Return a query with an IRI under a base that its escapes end, so that SERVICE follows; strings with an
    escaped mark hide that from who reads the query with escapes decoded."""
    hidden = escaped(f"> }} SERVICE <{address}> {{ ?s ?p ?o }} }} }} #")
    return (
        f'SELECT * {{ VALUES ?z {{ "a\\u0022 b" }} OPTIONAL {{ VALUES ?q {{ <{base}id/a{hidden}> }} }} '
        'VALUES ?w { "c" } }'
    )


def disguised(chance: random.Random, base: str, address: str) -> str:
    """Return a query that wants to reach an address by what its escapes hide, in one of many ways."""
    calling = f"{{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    text = chance.choice(
        (
            smuggled(base, address),
            f"PREFIX a: <{base}id/{escaped(f'> SELECT * {calling} #')}> ASK {{}}",
            f"SELECT * FROM <{base}graph/{escaped(f'> {calling} #')}> {{}}",
            f"SELECT * {calling.replace('S', escaped('S'), 1)}",
            f"SELECT (<{address}>(1) AS ?x) {{}}",
        )
    )
    marks = ("", "'a\\u0027'", '"""a\\u0022\\u0022\\u0022"""', "<a\\u003E>", '"\\u005C"')
    return text.replace("{}", f"{{ VALUES ?m {{ {chance.choice(marks)} }} }}")


def nested(chance: random.Random) -> str:
    """Return something deep or long."""
    depth = chance.choice((50, 500, 5_000, 100_000))
    shapes: Sequence[Callable[[], str]] = (
        lambda: "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }",
        lambda: "ASK " + "{" * depth + "}" * depth,
        lambda: "ASK { FILTER(" + "!" * depth + "true) }",
        lambda: "ASK { FILTER(" + "-" * depth + "1) }",
        lambda: "ASK { ?s " + "(" * depth + "a" + ")*" * depth + " ?o }",
        lambda: "ASK { ?s " + "/".join(["a"] * min(depth, 20_000)) + " ?o }",
        lambda: "ASK { FILTER(1" + "+1" * depth + " = 2) }",
        lambda: "ASK { ?s a ?o " + "; a ?o " * depth + "}",
        lambda: "ASK { VALUES ?x { " + "1 " * depth + "} }",
        lambda: "ASK { ?s a " + "[ a " * depth + "1" + "]" * depth + " }",
        lambda: "ASK { ?s a " + "( " * depth + ")" * depth + " }",
        lambda: "SELECT " + " ".join(f"?v{one}" for one in range(min(depth, 20_000))) + " { }",
        lambda: "ASK { " + "OPTIONAL { ?s ?p ?o } " * min(depth, 5_000) + "}",
        lambda: "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * min(depth, 5_000)) + "}",
        lambda: "ASK { FILTER(STRLEN('" + "x" * (8 * depth) + "') = 1) }",
        lambda: "PREFIX p: <http://a/" + "x" * depth + "> ASK { p:a p:b p:c }",
        lambda: "#" * depth + "\nASK {}",
        lambda: "ASK { FILTER EXISTS " * min(depth, 5_000) + "{}" + "}" * min(depth, 5_000),
    )
    return chance.choice(shapes)()


BOMBS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000",
    "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "ASK { ?a (!<a:a>|^!<a:a>)* ?b . ?b (!<a:a>)+/(!<a:b>)+ ?c . ?c (!<a:a>)* <a:nowhere> }",
    "SELECT (COUNT(*) AS ?n) { ?a ((!<a:a>)*)* ?b . ?c ((!<a:a>)*)* ?d }",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((a*)*)*(a|aa)+(.*)*$')) ?t ?q ?r }",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(.{1,1000}){1,1000}')) }",
    "SELECT (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o . ?t ?q ?r }",
    "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "DESCRIBE * { ?s ?p ?o . ?t ?q ?r }",
    "SELECT * { BIND('x' AS ?a) "
    + " ".join(
        f"BIND(CONCAT(?{a}, ?{a}) AS ?{b})"
        for a, b in zip("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True)
    )
    + " BIND(CONCAT(?z, ?z, ?z, ?z, ?z, ?z, ?z, ?z) AS ?zz)"
    " BIND(CONCAT(?zz, ?zz, ?zz, ?zz, ?zz, ?zz, ?zz, ?zz) AS ?zzz)"
    " BIND(CONCAT(?zzz, ?zzz, ?zzz, ?zzz, ?zzz, ?zzz, ?zzz, ?zzz) AS ?zzzz) }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?o && ?f = 'nothing') } }",
)
"""Queries that never end, or want more memory than there is."""
