"""Dossiers on disks that fail, and under names that a system does not take."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import cases
from woo_desk.domain.ground import LegalBasis
from woo_desk.errors import DossierError
from woo_desk.usecases.dossier import change_dossier, create_dossier, open_dossier
from woo_desk.usecases.session import Session

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not let go of an open file"
)


def make(path: Path) -> Session:
    return create_dossier(path, "Titel", LegalBasis.WOO, user="x", clock=cases.FixedClock())


def rename(session: Session) -> None:
    dossier = session.dossier
    change_dossier(session, type(dossier)(dossier.id, "Anders", dossier.basis, dossier.created_at))


def lose_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def lose_file(path: Path) -> None:
    path.unlink()


def replace_file(path: Path) -> None:
    other = path.with_name("kopie")
    shutil.copyfile(path, other)
    other.replace(path)


@pytest.mark.parametrize("lose", [lose_folder, lose_file, replace_file])
def test_dossier_that_is_lost_while_open_takes_no_decision_more(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    path = tmp_path / "share" / "zaak.woodossier"
    path.parent.mkdir()
    session = make(path)
    lose(path)
    with pytest.raises(DossierError) as caught:
        rename(session)
    assert caught.value.key == "dossier_moved"
    assert session.dossier.title == "Titel"
    session.file.close()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (f"{'a' * 300}.woodossier", "dossier_name_long"),
        ("a\0b.woodossier", "dossier_name_wrong"),
        ("a\udcffb.woodossier", "dossier_name_wrong"),
        ("nergens/zaak.woodossier", "dossier_unreachable"),
        ("/".join(["m" * 200] * 25), "dossier_name_long"),
    ],
)
def test_name_that_the_disk_does_not_take_is_said_so(tmp_path: Path, name: str, key: str) -> None:
    with pytest.raises(DossierError) as caught:
        make(tmp_path / name)
    assert caught.value.key == key
    str(caught.value.values["name"]).encode("utf-8")
    assert len(str(caught.value.values["name"])) < 100


def test_open_of_such_a_name_is_refused_too(tmp_path: Path) -> None:
    for name in ("a" * 300, "a\0b"):
        with pytest.raises(DossierError):
            open_dossier(tmp_path / name, user="x", clock=cases.FixedClock())


@pytest.mark.parametrize(("number", "key"), [(28, "dossier_disk_full"), (30, "dossier_read_only")])
def test_full_and_read_only_disks_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, "disk")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(DossierError) as caught:
        make(tmp_path / "zaak.woodossier")
    assert caught.value.key == key


def test_any_script_may_be_in_a_name(tmp_path: Path) -> None:
    path = tmp_path / "Zaak é 漢字 🏛.woodossier"
    make(path).file.close()
    assert path.is_file()
