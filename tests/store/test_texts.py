"""Every error that the dossier file raises can be told to the user, with what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from woo_desk import store
from woo_desk.texts import all_texts, text

SOURCES = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(store.__file__).parent.glob("*.py"))
)
RAISED = sorted(
    {
        *re.findall(r'Dossier\w+\(\s*"(\w+)"', SOURCES),
        *re.findall(r'errno\.\w+: "(dossier_\w+)"', SOURCES),
    }
)
VALUES = {
    "name": "zaak.woodossier",
    "user": "j.devries",
    "host": "pc-1",
    "since": "2026-03-02",
    "lock_file": "zaak.woodossier.lock",
    "version": 2,
    "count": 12,
}


@pytest.mark.parametrize("key", RAISED)
def test_an_error_has_its_texts(key: str) -> None:
    for full_key in (f"error.{key}", f"error.{key}.what_now"):
        assert "{" not in text(full_key, **VALUES)


def test_no_text_is_left_over() -> None:
    told = {key.split(".")[1] for key in all_texts() if key.startswith("error.dossier_")}
    assert told == set(RAISED)
