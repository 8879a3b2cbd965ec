"""Woo Desk: offline redaction desk for Dutch public bodies. Owns only the version number."""

__version__ = "0.2.0"
