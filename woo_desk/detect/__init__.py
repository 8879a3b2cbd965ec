"""Finds personal data; the only importer of Presidio. Runs in worker processes."""
