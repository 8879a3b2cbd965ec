"""The user's settings: each declared once, kept in one TOML file that may be edited by hand.

Under them lies the organisation's profile (`woo_desk.profile`): what the user has not chosen, or
may not choose, comes from there. A value of hers that is out of bounds does not count and is named
in `problems`; a file that is no TOML is set aside. Keys of other versions are kept as they are.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.profile import SECTIONS, Profile, current_profile

V = TypeVar("V", bound=str | int)
V_co = TypeVar("V_co", bound=str | int, covariant=True)
Upgrade = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Setting(Generic[V_co]):
    """One setting. Its Dutch name and explanation: texts `setting.<name>` and `.help`."""

    name: str
    default: V_co
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()
    """Of a text: the only values allowed; empty for any text."""
    longest: int = 1000
    """Of a text: at most this many characters."""

    @property
    def text_key(self) -> str:
        """Key of its name for people."""
        return f"setting.{self.name}"

    def accepts(self, value: object) -> bool:
        """Whether the value is of the right type and within bounds."""
        # WHY not isinstance alone: True is an int in Python.
        if type(value) is not type(self.default) or not isinstance(value, str | int):
            return False
        if isinstance(value, str):
            is_allowed = value in self.choices if self.choices else len(value) <= self.longest
            return is_allowed and value.isprintable()
        low, high = self.minimum, self.maximum
        return (low is None or low <= value) and (high is None or value <= high)


USER_NAME = Setting("user_name", "", longest=100)
"""Name that decisions are recorded under; "" for the account name."""
ORGANISATION = Setting("organisation", "", longest=200)
"""Public body that new dossiers start with."""
THEME = Setting("theme", "system", choices=("system", "light", "dark"))
BOX_STYLE = Setting("box_style", "black", choices=("black", "white_framed", "grey"))
"""How redactions look in a new export: a value of `domain.export.BoxStyle`."""
GROUND_ORDER = Setting(
    "ground_order",
    "5.1.2e, 5.1.2i, 5.2, 5.1.1c, 5.1.2f, 5.1.1d, 5.1.1e, 5.1.2b, 5.1.5",
    longest=400,
)
"""Codes of grounds, with commas: the keys 1 to 9 choose them in this order."""
WORKERS = Setting("workers", 0, minimum=0, maximum=8)
"""Worker processes for long work; 0: by the number of cores."""
WORKER_MEMORY_MB = Setting("worker_memory_mb", 3072, minimum=1024, maximum=65536)
"""Most address space that one worker may take, in MiB."""
OCR = Setting("ocr", "on", choices=("on", "off"))
"""Whether scans are read as they come in."""
LIBREOFFICE = Setting("libreoffice", "", longest=400)
"""Path of the program that reads old Office files; "" to look for it, "off" to go without."""

LANGUAGE = Setting("language", "nl", choices=("nl", "en"))
"""Language of the program; what is published stays Dutch."""
FORMATS = Setting("formats", "", longest=400)
"""Values of `domain.export.Format` with commas that a new export starts with; "" for the usual."""

SECOND_READER = Setting("second_reader", "none", choices=("none", "queue", "documents"))
"""What a second person has to have read: a value of `domain.export.SecondReaderDemand`."""

SETTINGS: tuple[Setting[str | int], ...] = (
    USER_NAME,
    ORGANISATION,
    LANGUAGE,
    THEME,
    BOX_STYLE,
    GROUND_ORDER,
    WORKERS,
    WORKER_MEMORY_MB,
    OCR,
    LIBREOFFICE,
    FORMATS,
    SECOND_READER,
)
"""Every setting, in the order in which they are shown."""

UPGRADES: tuple[Upgrade, ...] = ()
"""`UPGRADES[n]` makes version n+2 of the file's content out of version n+1. Pure functions."""
_VERSION = "version"


def settings_path() -> Path:
    """The settings file; it need not exist yet."""
    return user_folder("config") / "settings.toml"


def upgrade(values: Mapping[str, Any], upgrades: Sequence[Upgrade] = UPGRADES) -> dict[str, Any]:
    """The values in the form of this version; those of a newer version come out as they are."""
    version = values.get(_VERSION, 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        version = 1
    for step in upgrades[version - 1 :]:
        values = step(values)
    return {**values, _VERSION: max(version, len(upgrades) + 1)}


class Settings:
    """The settings in memory.

    Attributes:
        problems: names of the settings whose value in the file was refused; "" stands for the
            whole file.
    """

    def __init__(
        self,
        values: Mapping[str, Any] | None = None,
        path: Path | None = None,
        profile: Profile | None = None,
    ) -> None:
        """Settings over a profile.

        Args:
            values: as read from a file.
            path: where `save` writes; None for the usual.
            profile: what lies under them; None for the one that holds here.

        Raises:
            UsageError: the profile holds a value that is not allowed.
        """
        self._values = upgrade(values or {})
        self._path = path or settings_path()
        self._profile = current_profile() if profile is None else profile
        refuse_wrong_settings(self._profile)
        self.problems = [
            setting.name
            for setting in SETTINGS
            if setting.name in self._values and not setting.accepts(self._values[setting.name])
        ]

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """The settings of the file; defaults where there is none or it cannot be read."""
        path = path or settings_path()
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path=path)
        except (OSError, ValueError):  # ValueError: no TOML, or no UTF-8
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            settings = cls(path=path)
            settings.problems.append("")
            return settings
        return cls(values, path)

    def get(self, setting: Setting[V]) -> V:
        """The value: the user's, unless it is fixed or not allowed; the profile's; the default."""
        laid_down: V = self._profile.settings.get(setting.name, setting.default)
        if self.is_fixed(setting):
            return laid_down
        value = self._values.get(setting.name, laid_down)
        return value if setting.accepts(value) else laid_down

    @property
    def profile_name(self) -> str:
        """Name of the organisation's profile; "" without one."""
        return self._profile.label

    def is_fixed(self, setting: Setting[V]) -> bool:
        """Whether the organisation's profile keeps users from changing it."""
        return setting.name in self._profile.fixed

    def standard(self, setting: Setting[V]) -> V:
        """What holds when the user chooses nothing: the profile's value, else the default."""
        value: V = self._profile.settings.get(setting.name, setting.default)
        return value

    def put(self, setting: Setting[V], value: V) -> None:
        """Change one setting in memory; ValueError when it is out of bounds or fixed."""
        if not setting.accepts(value) or self.is_fixed(setting):
            msg = f"setting {setting.name} does not take this value"
            raise ValueError(msg)
        self._values[setting.name] = value

    def save(self) -> None:
        """Write the file: whole or not at all. OSError when it cannot be written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(to_toml(self._values))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def refuse_wrong_settings(profile: Profile) -> None:
    """UsageError when a profile has or fixes what does not exist, or has a wrong value."""
    known = {setting.name: setting for setting in SETTINGS}
    wrong = [
        name
        for name, value in profile.settings.items()
        if name not in known or not known[name].accepts(value)
    ]
    wrong += sorted(profile.fixed - {*known, *SECTIONS})
    if wrong:
        where = profile.path.name if profile.path else profile.name
        raise UsageError("profile_wrong", name=where, what=wrong[0])


def to_toml(values: Mapping[str, Any]) -> str:
    """Whatever `tomllib` can read, as TOML; comments are not kept."""
    return "\n".join(_table(values, ())).strip("\n") + "\n"


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
    plain = [f"{_key(key)} = {_value(v)}" for key, v in values.items() if key not in tables]
    head = ["", f"[{'.'.join(map(_key, path))}]"] if path else []
    return head + plain + [line for key, t in tables.items() for line in _table(t, (*path, key))]


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "_").isidentifier()
    return key if is_bare else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{_key(k)} = {_value(v)}' for k, v in value.items())}}}"
        case _:
            msg = f"no TOML for {type(value).__name__}"
            raise TypeError(msg)


def _text(text: str) -> str:
    # WHY JSON: its escapes are a subset of TOML's; only DEL must be escaped beyond that.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
