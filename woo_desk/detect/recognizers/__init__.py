"""Presidio recognisers for Dutch government documents."""
