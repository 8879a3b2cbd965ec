"""One dossier is one SQLite file. Knows rows and steps; decides nothing about the case."""
