from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.samples import dossier
from woo_desk.store.dossier_file import DossierFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zaak.woodossier"


@pytest.fixture
def file(path: Path) -> Iterator[DossierFile]:
    with DossierFile.create(path, dossier()) as opened:
        yield opened
