"""Scores that more than one rule goes by."""

from __future__ import annotations

WEAK = 0.45
"""Below this a phrase is dropped."""
SHOWN = 0.55
"""From this score a hit is shown to the reviewer as a suggestion; from 0.75 it is proposed."""
