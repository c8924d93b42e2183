"""What stages that look across articles remember from one build to the next, in SQLite tables of their own.

Nothing here is truth: it is written anew from the articles when it is missing, or when another program made
it.
"""
