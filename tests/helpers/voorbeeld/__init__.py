"""Makes the example dossier: an invented Dutch case, with a record of everything planted in it.

Nothing here is part of the program. `python -m tests.helpers.voorbeeld` writes the files in
`resources/voorbeeld/` anew; the same bytes come out each time.
"""
