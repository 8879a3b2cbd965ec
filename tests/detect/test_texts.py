"""Every reason that a recogniser gives has a Dutch sentence, and every sentence is used."""

from __future__ import annotations

import re
from pathlib import Path

import woo_desk.detect.recognizers
from woo_desk.domain.finding import EntityType, Role
from woo_desk.texts import all_texts, has_text

AREAS = (
    *("bsn", "iban", "vnummer", "kenteken", "phone", "email"),
    *("dob", "address", "postcode", "persnr", "userid", "ref"),
)


def _used() -> set[str]:
    folder = Path(woo_desk.detect.recognizers.__file__).parent
    sources = (path.read_text("utf-8") for path in folder.glob("*.py"))
    return {key for source in sources for key in re.findall(r'"(why\.[a-z_.]+)"', source)}


def test_reasons() -> None:
    prefixes = tuple(f"why.{area}." for area in AREAS)
    defined = {key for key in all_texts() if key.startswith(prefixes)}
    assert _used() == defined


def test_kinds_and_roles() -> None:
    assert all(has_text(f"entity.{kind}") for kind in EntityType)
    assert all(has_text(f"role.{role}") for role in Role)
