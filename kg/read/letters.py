"""Classes of letters for patterns over articles of any Latin spelling (HOLGUÍN, CÓRDOBA, ŁÓDŹ).

Comes in: nothing.  Goes out: pieces of regular expressions.
"""

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
"""A letter that is no small one of ASCII or Latin-1; small letters of rarer alphabets pass as well."""
