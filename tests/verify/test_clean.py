"""The verifier does not cry wolf: clean outputs pass every check."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.verify import build
from woo_desk.domain.export import CheckOutcome


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode))
@pytest.mark.parametrize("compress", [True, False])
def test_clean_output_passes(
    tmp_path: Path, mode: pikepdf.ObjectStreamMode, compress: bool
) -> None:
    data = build.make_pdf(object_streams=mode, compress=compress)
    result = build.verify(tmp_path, data, original=build.make_pdf([build.source()]))
    assert result.residues == ()
    assert not result.has_leak
    assert result.is_clean
    outcomes = {check.check: check.outcome for check in result.checks}
    unused = {name for name, outcome in outcomes.items() if outcome is not CheckOutcome.CLEAN}
    assert unused == {"moved", "width"}  # no line was laid out again


def test_source_itself_fails(tmp_path: Path) -> None:
    result = build.verify(tmp_path, build.make_pdf([build.source()]))
    assert result.has_leak
