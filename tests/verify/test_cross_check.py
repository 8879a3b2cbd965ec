"""Another checker, written by others, agrees: a clean output is clean, a leak is a leak."""

from __future__ import annotations

from pathlib import Path

import pdf_redaction_check  # type: ignore[import-untyped]  # a tool, not made as a library
import pytest

from tests.verify import build
from tests.verify.build import NAME, Sheet


def _finds(path: Path) -> bool:
    report, _ = pdf_redaction_check.analyze(path, [NAME])
    return report.worst is pdf_redaction_check.Severity.CRITICAL


def test_both_call_a_clean_output_clean(tmp_path: Path) -> None:
    # WHY no widths: the other tool takes a width for a letter that was removed.
    result = build.verify(tmp_path, build.make_pdf(widths=False))
    assert not result.has_leak
    assert not _finds(tmp_path / "output.pdf")


@pytest.mark.parametrize(
    "sheet",
    [
        build.redacted().text(NAME, y=300),
        build.redacted().text(NAME, y=300, mode=3),
        build.lines().text(NAME, 76, 161).box(build.MARK),
        build.redacted().raw("BT /F0 11 Tf 72 500 Td [(Kwar) 9 (telmans)] TJ ET"),
    ],
)
def test_both_find_what_is_left(tmp_path: Path, sheet: Sheet) -> None:
    result = build.verify(tmp_path, build.make_pdf([sheet]))
    assert result.has_leak
    assert _finds(tmp_path / "output.pdf")


def test_both_find_metadata(tmp_path: Path) -> None:
    data = build.make_pdf(change=lambda pdf: pdf.docinfo.__setitem__("/Title", NAME))
    assert build.verify(tmp_path, data).has_leak
    assert _finds(tmp_path / "output.pdf")
