"""What tests of the verifier share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.verify.bundled import DOCUMENT, copied_from
from woo_desk.domain.verify_part import Copied


@pytest.fixture
def copied(tmp_path: Path) -> Sequence[Copied]:
    """A document that was verified, of which the pages stand in a bundle."""
    path = tmp_path / "0001.pdf"
    path.write_bytes(DOCUMENT)
    return copied_from(path)
