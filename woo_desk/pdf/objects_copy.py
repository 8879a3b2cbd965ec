"""Shallow copies of PDF dictionaries, so that a change stays with one page."""

from __future__ import annotations

from typing import Any

import pikepdf


def copied(value: Any) -> pikepdf.Dictionary:
    """A new dictionary with the same entries; empty for what is no dictionary."""
    result = pikepdf.Dictionary()
    if isinstance(value, pikepdf.Dictionary):
        for key in value.keys():  # noqa: SIM118  # pikepdf dictionaries iterate over values
            result[key] = value[key]
    return result
