"""The organisation's profile: one TOML file that an administrator hands out to every workplace.

Looked for in this order, the first one that exists counts as a whole: the file that the environment
variable WOO_DESK_PROFILE names, beside the program, the machine's own folder for settings, and the
user's folder (there `profile import` puts one). The form:

    versie = 1
    naam = "Ministerie van Voorbeeld"
    vast = ["organisation", "rollen", "lijsten"]   # what users cannot change
    [instellingen]        # names and values as in settings.toml
    [rollen]              # proposal by role: keep, ask or redact; `toestelnummer` beside the roles
    [lijsten]             # altijd, nooit, ambtsdragers: a list as CSV, in one text
    [gronden."5.1.2e"]    # label, short_text, full_text
    [publicatie]          # as the file of `export --settings`
    [sjablonen]           # besluit, reactie…: a template as TOML, in one text; huisstijl: a docx
                          # in base64

A profile that is wrong is refused with what is wrong, and the program does not start without it: to
work on under other rules than the organisation's must not go unnoticed.
"""

from __future__ import annotations

import functools
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.texts import text

PROFILE_NAME = "woo-desk.profiel.toml"
ENVIRONMENT = "WOO_DESK_PROFILE"
VERSION = 1
ROLES, LISTS, GROUNDS, PUBLICATION = "rollen", "lijsten", "gronden", "publicatie"
TEMPLATES = "sjablonen"
SECTIONS = (ROLES, LISTS, GROUNDS, PUBLICATION, TEMPLATES)
"""What can be fixed as a whole, beside single settings."""
LIST_NAMES = ("altijd", "nooit", "ambtsdragers")
GROUND_FIELDS = ("label", "short_text", "full_text")
_SETTINGS, _FIXED = "instellingen", "vast"
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Profile:
    """What an organisation lays down; empty where there is none."""

    name: str = ""
    path: Path | None = None
    """Where it was read from; None for no profile."""
    fixed: frozenset[str] = frozenset()
    """Names of settings and of SECTIONS that users cannot change."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    """CSV text by name of LIST_NAMES."""
    grounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Fields of GROUND_FIELDS by code of the ground."""
    publication: Mapping[str, Any] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    """Templates of letters by name, and the house style; see `usecases.letter_templates`."""

    @property
    def label(self) -> str:
        """What people call it: its name, else that of its file; "" where there is none."""
        return self.name or (self.path.name if self.path else "")


def profile_places() -> tuple[Path, ...]:
    """Where a profile is looked for, in that order."""
    named = os.environ.get(ENVIRONMENT)
    beside = Path(sys.executable).parent if getattr(sys, "frozen", False) else None
    machine = platformdirs.site_config_path("woo-desk", appauthor=False)
    folders = [*([beside] if beside else []), machine, user_folder("config")]
    return (*([Path(named)] if named else []), *(folder / PROFILE_NAME for folder in folders))


@functools.cache
def current_profile() -> Profile:
    """The profile that holds until the program ends; an empty one where there is none.

    Raises:
        UsageError: it is there and wrong, or WOO_DESK_PROFILE names a file that is not.
    """
    named = os.environ.get(ENVIRONMENT)
    if named and not Path(named).is_file():
        raise UsageError("profile_wrong", name=named, what=ENVIRONMENT)
    for path in profile_places():
        if path.is_file():
            return read_profile(path)
    return Profile()


def read_profile(path: Path) -> Profile:
    """The profile in a file; UsageError naming the field that is wrong.

    Values of settings, roles, lists and grounds are judged by `usecases.profiles.check_profile`.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError("profile_wrong", name=path.name, what=text("profile.not_toml"))
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise UsageError("profile_wrong", name=path.name, what=text("profile.unreadable")) from None
    except ValueError:  # no TOML, or no UTF-8
        raise UsageError("profile_wrong", name=path.name, what=text("profile.not_toml")) from None
    wrong = _first_mistake(table)
    if wrong:
        raise UsageError("profile_wrong", name=path.name, what=wrong)
    return Profile(
        name=table.get("naam", ""),
        path=path,
        fixed=frozenset(table.get(_FIXED, ())),
        settings=table.get(_SETTINGS, {}),
        roles=table.get(ROLES, {}),
        lists=table.get(LISTS, {}),
        grounds=table.get(GROUNDS, {}),
        publication=table.get(PUBLICATION, {}),
        templates=table.get(TEMPLATES, {}),
    )


def profile_table(profile: Profile) -> dict[str, Any]:
    """The content of the file that `read_profile` makes this profile of."""
    table: dict[str, Any] = {
        "versie": VERSION,
        "naam": profile.name,
        _FIXED: sorted(profile.fixed),
        _SETTINGS: profile.settings,
        ROLES: profile.roles,
        LISTS: profile.lists,
        GROUNDS: profile.grounds,
        PUBLICATION: profile.publication,
        TEMPLATES: profile.templates,
    }
    return {key: value for key, value in table.items() if value != {}}


def _first_mistake(table: Mapping[str, Any]) -> str:
    """Name of the first field whose form is wrong; "" when all are right."""
    known = {"versie", "naam", _FIXED, _SETTINGS, *SECTIONS}
    for key in table:
        if key not in known:
            return key
    if table.get("versie") != VERSION or isinstance(table.get("versie"), bool):
        return "versie"
    if not isinstance(table.get("naam", ""), str):
        return "naam"
    fixed = table.get(_FIXED, [])
    if not isinstance(fixed, list) or not all(isinstance(name, str) for name in fixed):
        return _FIXED
    for key in (_SETTINGS, *SECTIONS):
        if not isinstance(table.get(key, {}), dict):
            return key
    return _wrong_in_sections(table)


def _wrong_in_sections(table: Mapping[str, Any]) -> str:
    for key in (ROLES, LISTS, TEMPLATES):
        for name, value in table.get(key, {}).items():
            if not isinstance(value, str) or (key == LISTS and name not in LIST_NAMES):
                return f"{key}.{name}"
    for code, fields in table.get(GROUNDS, {}).items():
        if not isinstance(fields, dict):
            return f"{GROUNDS}.{code}"
        for name, value in fields.items():
            if name not in GROUND_FIELDS or not isinstance(value, str):
                return f"{GROUNDS}.{code}.{name}"
    return ""
