"""The dossier and its rules. Standard library only: no I/O, no clock, no randomness."""
