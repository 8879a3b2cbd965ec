from __future__ import annotations

import os
import stat
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.export import BoxStyle
from woo_desk.settings import (
    BOX_STYLE,
    ORGANISATION,
    SETTINGS,
    THEME,
    USER_NAME,
    WORKERS,
    Settings,
    settings_path,
    to_toml,
    upgrade,
)
from woo_desk.texts import has_text


def test_defaults_where_there_is_no_file() -> None:
    settings = Settings.load()
    assert [settings.get(setting) for setting in SETTINGS] == [s.default for s in SETTINGS]
    assert settings.problems == []
    assert not settings_path().exists()


def test_what_is_saved_is_read_again() -> None:
    settings = Settings.load()
    settings.put(USER_NAME, "J. de Vries")
    settings.put(WORKERS, 3)
    settings.save()
    again = Settings.load()
    assert (again.get(USER_NAME), again.get(WORKERS), again.get(THEME)) == (
        "J. de Vries",
        3,
        "system",
    )


def test_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "elsewhere"))
    Settings().save()
    assert (tmp_path / "elsewhere" / "settings.toml").is_file()


def test_keys_of_other_versions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('version = 9\nfuture = [1, "x"]\n[window]\n"a b" = 1.5\n', "utf-8")
    settings = Settings.load(path)
    settings.put(ORGANISATION, "Gemeente Voorbeeld")
    settings.save()
    kept = tomllib.loads(path.read_text("utf-8"))
    assert kept["version"] == 9
    assert kept["future"] == [1, "x"]
    assert kept["window"] == {"a b": 1.5}
    assert kept["organisation"] == "Gemeente Voorbeeld"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("workers = 99", "workers"),
        ("workers = -1", "workers"),
        ("workers = true", "workers"),  # True is an int in Python
        ('workers = "2"', "workers"),
        ('theme = "pink"', "theme"),
        ('user_name = "two\\nlines"', "user_name"),
        (f'user_name = "{"x" * 101}"', "user_name"),
    ],
)
def test_value_out_of_bounds_counts_as_default_and_is_named(
    tmp_path: Path, line: str, name: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(line, "utf-8")
    settings = Settings.load(path)
    assert settings.problems == [name]
    [setting] = [s for s in SETTINGS if s.name == name]
    assert settings.get(setting) == setting.default


@pytest.mark.parametrize("content", [b"no toml at all", b"\xff\xfe", b"a = 1\na = 2"])
def test_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings = Settings.load(path)
    assert settings.problems == [""]
    assert path.with_suffix(".damaged").read_bytes() == content
    settings.save()
    assert Settings.load(path).problems == []


def test_put_refuses_what_is_out_of_bounds() -> None:
    settings = Settings()
    with pytest.raises(ValueError, match="workers"):
        settings.put(WORKERS, 99)
    assert settings.get(WORKERS) == 0


def test_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    settings = Settings(path=path)
    settings.put(WORKERS, 2)
    settings.save()

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    settings.put(WORKERS, 3)
    with pytest.raises(OSError, match="no space"):
        settings.save()
    assert Settings.load(path).get(WORKERS) == 2
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == ["settings.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights on Windows")
def test_only_the_user_may_read_the_file() -> None:
    Settings().save()
    assert stat.S_IMODE(settings_path().stat().st_mode) == 0o600


def test_upgrades_run_once_each_in_order() -> None:
    def two(values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**values, "name": values["naam"], "trace": ["two"]}

    def three(values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**values, "trace": [*values.get("trace", []), "three"]}

    steps = (two, three)
    assert upgrade({"naam": "x"}, steps) == {
        "naam": "x",
        "name": "x",
        "trace": ["two", "three"],
        "version": 3,
    }
    assert upgrade({"version": 2}, steps)["trace"] == ["three"]
    assert upgrade({"version": 3, "a": 1}, steps) == {"version": 3, "a": 1}
    assert upgrade({"version": 7}, steps) == {"version": 7}
    assert upgrade({"version": "odd"}, ()) == {"version": 1}


def test_every_setting_has_a_name_an_explanation_and_a_valid_default() -> None:
    for setting in SETTINGS:
        assert has_text(setting.text_key), setting.name
        assert has_text(f"{setting.text_key}.help"), setting.name
        assert setting.accepts(setting.default), setting.name
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(has_text(f"setting.theme.choice.{choice}") for choice in THEME.choices)


def test_box_styles_are_those_of_the_domain() -> None:
    assert BOX_STYLE.choices == tuple(style.value for style in BoxStyle)


_SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dates(),
)
_KEYS = st.text(st.characters(exclude_categories=["Cs"]))
_TABLES = st.dictionaries(
    _KEYS,
    st.recursive(
        _SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=5,
)


@given(_TABLES)
def test_toml_comes_back_as_it_was(values: dict[str, Any]) -> None:
    assert tomllib.loads(to_toml(values)) == values
