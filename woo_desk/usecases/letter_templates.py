"""Which template and house style a letter gets: the user's own, the organisation's, or ours.

Own files lie in the folder `sjablonen` of the user's settings; the organisation's stand in its
profile, and go before those of the user when the profile fixes them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path

from woo_desk.domain.letters import LetterKind
from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.profile import TEMPLATES, Profile, current_profile
from woo_desk.publication.house_style import refuse_wrong_style
from woo_desk.publication.letter_template import (
    FOLDER,
    HOUSE_STYLE,
    MOST_CHARACTERS,
    Template,
    file_name,
    read_template,
    shipped_template,
)

STYLE_KEY = "huisstijl"
"""Of the house style in a profile: a docx in base64."""


def templates_folder() -> Path:
    """Where a user puts templates and a house style of her own; need not exist."""
    return user_folder("config") / FOLDER


def template_for(kind: LetterKind) -> Template:
    """The template that holds here.

    Raises:
        UsageError: "template_wrong": it cannot be read or is no template.
    """
    laid_down = current_profile().templates.get(kind.value)
    own = _own_template(kind)
    return read_template(kind, own or laid_down or shipped_template(kind))


def house_style() -> bytes | None:
    """The docx that holds here; None for the plain form.

    Raises:
        UsageError: "house_style_wrong": it cannot be read.
    """
    return _own_style() or _style_of(current_profile())


def check_templates(profile: Profile) -> None:
    """Refuse templates of a profile that cannot be used.

    Raises:
        UsageError: "profile_wrong" for a name that is none; "template_wrong", "house_style_wrong".
    """
    kinds = {kind.value: kind for kind in LetterKind}
    for name, content in profile.templates.items():
        if name == STYLE_KEY:
            continue
        if name not in kinds:
            raise UsageError("profile_wrong", name=profile.label, what=f"{TEMPLATES}.{name}")
        read_template(kinds[name], content)
    style = _style_of(profile)
    if style is not None:
        refuse_wrong_style(style)


def present_templates() -> Mapping[str, str]:
    """What differs from ours here, as a profile has it; UsageError as of `template_for`."""
    found = {**current_profile().templates}
    found.update({kind.value: own for kind in LetterKind if (own := _own_template(kind))})
    style = house_style()
    if style is not None:
        found[STYLE_KEY] = base64.b64encode(style).decode("ascii")
    return found


def _own_template(kind: LetterKind) -> str:
    path = templates_folder() / file_name(kind)
    if _is_fixed() or not path.is_file():
        return ""
    try:
        if path.stat().st_size > MOST_CHARACTERS:
            raise UsageError("template_wrong", name=path.name)
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("template_wrong", name=path.name) from error


def _own_style() -> bytes | None:
    path = templates_folder() / HOUSE_STYLE
    if _is_fixed() or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("house_style_wrong", name=path.name) from error


def _style_of(profile: Profile) -> bytes | None:
    words = profile.templates.get(STYLE_KEY)
    if not words:
        return None
    try:
        return base64.b64decode("".join(words.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError("house_style_wrong", name=STYLE_KEY) from error


def _is_fixed() -> bool:
    return TEMPLATES in current_profile().fixed
