"""The organisation's profile as people handle it: made, checked and put in place.

What a profile is, and where it is looked for: `woo_desk.profile`.
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from woo_desk.domain.export import (
    DEFAULT_FORMATS,
    BoxStyle,
    ExportProfile,
    Format,
    SecondReaderDemand,
    formats_for,
)
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.list_entry import ListKind, ListScope
from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.profile import (
    PROFILE_NAME,
    SECTIONS,
    Profile,
    current_profile,
    profile_table,
    read_profile,
)
from woo_desk.settings import (
    BOX_STYLE,
    FORMATS,
    SECOND_READER,
    SETTINGS,
    USER_NAME,
    Settings,
    refuse_wrong_settings,
    to_toml,
)
from woo_desk.store.rows import EXPORT_PROFILE
from woo_desk.usecases.grounds import load_grounds, worded
from woo_desk.usecases.letter_templates import check_templates, present_templates
from woo_desk.usecases.list_files import entries_in, entries_text, holders_in, holders_text
from woo_desk.usecases.lists import (
    PROFILE_HOLDERS,
    PROFILE_LISTS,
    organisation_entries,
    organisation_holders,
)
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.policies import organisation_policy, profile_policy, words_of_policy
from woo_desk.usecases.publication import profile_publication
from woo_desk.usecases.session import Session

ALL = "all"
_CHOICES = {"box_style": BOX_STYLE, "formats": FORMATS, "second_reader": SECOND_READER}
"""Which setting lies under which field of ExportProfile."""
PERSONAL = frozenset({USER_NAME.name})
"""Settings that are of one person and never go into a profile."""


def check_profile(profile: Profile) -> None:
    """Refuse a profile in which anything at all is wrong.

    Raises:
        UsageError: which setting, role, list line, ground or field is wrong.
    """
    refuse_wrong_settings(profile)
    for name in sorted(PERSONAL & {*profile.settings, *profile.fixed}):
        raise UsageError("profile_wrong", name=profile.name, what=name)
    profile_policy(profile)
    for kind in ListKind:
        name = PROFILE_LISTS[kind]
        if name in profile.lists:
            entries_in(profile.lists[name], name, kind, ListScope.ORGANISATION)
    if PROFILE_HOLDERS in profile.lists:
        holders_in(profile.lists[PROFILE_HOLDERS], PROFILE_HOLDERS, ListScope.ORGANISATION)
    worded(load_grounds(), profile.grounds)
    profile_publication(profile)
    check_templates(profile)
    parse_formats(str(profile.settings.get(FORMATS.name, "")))


def present_profile(name: str, fixed: Collection[str] = ()) -> Profile:
    """What holds here now, as a profile for others.

    Args:
        name: of the profile; usually the organisation's.
        fixed: names of settings and sections that users cannot change.

    Raises:
        UsageError: a name in `fixed` does not exist, or a file of the organisation is wrong.
    """
    settings, base = Settings.load(), current_profile()
    shared = [setting for setting in SETTINGS if setting.name not in PERSONAL]
    lists = {PROFILE_LISTS[kind]: entries_text(organisation_entries(kind)) for kind in ListKind}
    lists[PROFILE_HOLDERS] = holders_text(organisation_holders())
    profile = Profile(
        name=name or base.name,
        fixed=frozenset(fixed),
        settings={setting.name: settings.get(setting) for setting in shared},
        roles=words_of_policy(organisation_policy()),
        lists={key: words for key, words in lists.items() if len(words.splitlines()) > 1},
        grounds=base.grounds,
        publication=base.publication,
        templates=present_templates(),
    )
    check_profile(profile)
    return profile


def fixable() -> tuple[str, ...]:
    """Every name that a profile can fix."""
    return (*(s.name for s in SETTINGS if s.name not in PERSONAL), *SECTIONS)


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile to a file, whole or not at all; UsageError when it cannot be written."""
    _write(path, to_toml(profile_table(profile)).encode("utf-8"))


def import_profile(source: Path) -> Path:
    """Put a checked profile in the user's folder, where it holds from the next start.

    A profile of the machine goes before it. Returns where it was put.

    Raises:
        UsageError: the profile is wrong, or cannot be written.
    """
    check_profile(read_profile(source))
    target = user_folder("config") / PROFILE_NAME
    try:
        content = source.read_bytes()
    except OSError:
        raise UsageError("source_missing", name=clean_name(source.name)) from None
    _write(target, content)
    return target


def parse_formats(said: str, basis: LegalBasis | None = None) -> frozenset[Format]:
    """Formats by name with commas; the usual for "", every one for "all". UsageError otherwise.

    With a regime, "all" are those that a publication under it can have.
    """
    names = [name.strip() for name in said.split(",") if name.strip()]
    if not names:
        return DEFAULT_FORMATS
    if names == [ALL]:
        return formats_for(basis) if basis else frozenset(Format)
    try:
        return frozenset(Format(name) for name in names)
    except ValueError:
        raise UsageError("format_unknown", names=", ".join(f.value for f in Format)) from None


def usual_formats() -> frozenset[Format]:
    """What a new export writes when nothing is said: as set, else the program's."""
    return parse_formats(Settings.load().get(FORMATS))


def usual_choices() -> ExportProfile:
    """The choices that an export starts with: as set, or as the organisation's profile says."""
    settings = Settings.load()
    return ExportProfile(
        box_style=BoxStyle(settings.get(BOX_STYLE)),
        formats=usual_formats(),
        second_reader=SecondReaderDemand(settings.get(SECOND_READER)),
    )


def choices_for(session: Session) -> ExportProfile:
    """The choices for an export of a dossier: its own; while it has none, the usual ones.

    What the organisation's profile fixes goes before both.
    """
    kept = session.file.items(EXPORT_PROFILE)
    if kept:
        return held_to(kept[0])
    usual = usual_choices()
    fitting = usual.formats & formats_for(session.dossier.basis)
    return held_to(dataclasses.replace(usual, formats=fitting))


def batch_choices() -> ExportProfile:
    """The choices that a batch run starts with.

    No second person is asked of a run that nobody looks at, unless the profile fixes it.
    """
    usual = dataclasses.replace(usual_choices(), second_reader=SecondReaderDemand.NONE)
    return held_to(usual)


def fixed_choices() -> frozenset[str]:
    """Names of the fields of ExportProfile that the organisation's profile fixes."""
    settings = Settings.load()
    return frozenset(n for n, setting in _CHOICES.items() if settings.is_fixed(setting))


def held_to(chosen: ExportProfile) -> ExportProfile:
    """The choices with what the organisation's profile fixes put in place of what was chosen."""
    usual = usual_choices()
    fixed: dict[str, Any] = {name: getattr(usual, name) for name in fixed_choices()}
    return dataclasses.replace(chosen, **fixed)


def profile_facts(profile: Profile) -> dict[str, Any]:
    """What `profile show` tells for machines."""
    table = profile_table(profile)
    where = str(profile.path) if profile.path else None
    return {"path": where, "profile": msgspec.to_builtins(table)}


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".profile-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        raise UsageError("target_unwritable", name=path.name) from None
