"""Reads the lists of `resources/names/` that belong to recognisers of structured data."""

from __future__ import annotations

import functools
import gzip
import tomllib
from collections.abc import Mapping
from typing import Any

from woo_desk.resources import resource_path


@functools.cache
def load_words(name: str) -> frozenset[str]:
    """The entries of `resources/names/<name>.txt`: one a line, `#` begins a comment."""
    lines = resource_path(f"names/{name}.txt").read_text("utf-8").splitlines()
    words = (line.partition("#")[0].strip() for line in lines)
    return frozenset(word for word in words if word)


@functools.cache
def load_table(name: str) -> Mapping[str, Any]:
    """The contents of `resources/names/<name>.toml`."""
    return tomllib.loads(resource_path(f"names/{name}.toml").read_text("utf-8"))


@functools.cache
def load_places() -> frozenset[str]:
    """Names of Dutch towns, in small letters."""
    text = gzip.decompress(resource_path("names/places.txt.gz").read_bytes()).decode("utf-8")
    return frozenset(line.strip().lower() for line in text.splitlines() if line.strip())
