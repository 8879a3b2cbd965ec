"""The TOOI value lists that ship with the program: identifiers with their labels."""

from __future__ import annotations

import csv
import functools
import tomllib
from collections.abc import Mapping

from woo_desk.domain.publication import PublicationSettings
from woo_desk.resources import resource_path

ORGANISATIONS = "organisaties"
CATEGORIES = "informatiecategorieen"
DOCUMENT_KINDS = "documentsoorten"
THEMES = "themas"
ACTIONS = "handelingen"
RELATIONS = "relaties"
REASONS = "redenen"

ESTABLISHED = "https://identifier.overheid.nl/tooi/def/thes/kern/c_641ecd76"
"""Handling "vaststelling", which all known writers use for the date of a document."""
_KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"


@functools.cache
def value_list(name: str) -> Mapping[str, str]:
    """Label by identifier, in the order of the file.

    Args:
        name: one of the names above.
    """
    return {row["identifier"]: row["label"] for row in _rows(name)}


@functools.cache
def category_number(identifier: str) -> str:
    """The number of an information category in names of sitemaps ("014"); KeyError if unknown."""
    return {row["identifier"]: row["number"] for row in _rows(CATEGORIES)}[identifier]


@functools.cache
def category_uuid(identifier: str) -> str:
    """What a GPP publicatiebank calls an information category; KeyError if unknown."""
    return {row["identifier"]: row["gpp_uuid"] for row in _rows(CATEGORIES)}[identifier]


def document_kind(kind: str, settings: PublicationSettings) -> str:
    """Identifier for a kind of `Document.kind`: as chosen, else the usual one, else ""."""
    if kind in settings.document_kinds:
        return settings.document_kinds[kind]
    code = _kinds()["tooi"].get(kind, "")
    return f"{_KERN}{code}" if code else ""


def platform_type(kind: str, source_type: str) -> str:
    """File type as the Open Minvws platform calls it; "unknown" for what it has no word for."""
    by_source = _kinds()["platform_source"].get(source_type, "unknown")
    return _kinds()["platform"].get(kind, by_source)


@functools.cache
def _kinds() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resource_path("document_kinds.toml").read_text("utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with resource_path(f"tooi/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
