"""Reads and writes PDF; the only importer of PyMuPDF. Runs in worker processes."""
