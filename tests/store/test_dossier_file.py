from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.store.samples import dossier
from woo_desk.errors import DossierError, ExitCode
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.log import LogAction


def test_a_new_dossier_is_private_to_its_owner_and_holds_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "zaak.woodossier"
    with DossierFile.create(path, dossier(), by="jan") as file:
        assert file.dossier() == dossier()
        assert [line.action for line in file.log_lines()] == [LogAction.CREATE]
        assert file.log_lines()[0].by == "jan"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "zaak.woodossier"
    path.write_bytes(b"iets van de gebruiker")
    with pytest.raises(DossierError) as caught:
        DossierFile.create(path, dossier())
    assert caught.value.key == "dossier_exists"
    assert caught.value.exit_code is ExitCode.BAD_USAGE
    assert path.read_bytes() == b"iets van de gebruiker"
