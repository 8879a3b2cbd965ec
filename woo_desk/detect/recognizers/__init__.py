"""Presidio recognisers for Dutch government documents, one kind of datum per file."""
