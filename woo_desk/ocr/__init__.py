"""Reads pictures of pages: words with boxes, and ink that is no print. Offline, in Dutch."""
