"""The stress corpus: sample articles rewritten by rule, each change known, and what comparison finds of it.

drafts     an article as sentences that know where they come from and what was changed in them
wordings   tables of words: synonyms, irregular verbs, comparators, towns
contents   rules that change what is said: numbers, comparators, dates, places, speakers
verbs      rules that change how a verb stands: hedges, negation, tense, who does it to whom
neutral    rules that change nothing that is said: synonyms, units, voice, cuts, other order
families   what other papers made of an article, step by step
corpus     families of drafts, read once; as many articles as are asked for
digits     other numbers for another world
otherworlds   the same articles with other names, words and numbers
truth      what a comparison should say of two articles
judging    what it says, against that
findings   what a run of comparisons comes to
measure    the benchmark
"""
