"""Questions and settings."""
