"""A file that is verified in parts: the same is found, and no page passes unseen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.verify import build
from tests.verify.build import NAME, Change
from woo_desk.domain.export import CheckOutcome, ResidueKind, Verification
from woo_desk.domain.verify_part import PartChecked, PartKind, Told, VerifyPart
from woo_desk.usecases.export_kept import merged
from woo_desk.verify.verify_pdf import verify_part, verify_pdf

PAGES = 5


def make(leak_on: int | None, change: Change | None = None) -> bytes:
    sheets = [build.lines() for _ in range(PAGES)]
    if leak_on is not None:
        sheets[leak_on].text(NAME, y=300)
    return build.make_pdf(sheets, change)


def check(path: Path, part: VerifyPart) -> PartChecked:
    return verify_part(path, "bundel.pdf", part, marks=None, terms=(NAME,))


def in_parts(path: Path, cuts: Sequence[int], of: int = PAGES) -> Verification:
    file = check(path, VerifyPart(PartKind.FILE))
    pages = [
        check(path, VerifyPart(PartKind.PAGES, (first, until), of))
        for first, until in itertools.pairwise(cuts)
    ]
    printed = "".join(sorted({c for part in pages for c in part.told.printed}))
    told = Told(file.told.mapped, printed)
    letters = check(path, VerifyPart(PartKind.LETTERS, told=told))
    found = file.verification
    for part in (*pages, letters):
        found = merged(found, part.verification)
    return found


def with_letters(letters: str) -> Change:
    """A font whose table tells these letters, whatever is printed."""

    def change(pdf: pikepdf.Pdf) -> None:
        lines = [f"<{n:02x}> <{ord(c):04x}>" for n, c in enumerate(letters, 65)]
        table = f"{len(lines)} beginbfchar\n{chr(10).join(lines)}\nendbfchar".encode()
        for page in pdf.pages:
            page.obj.Resources.Font.F0.ToUnicode = pdf.make_stream(table)

    return change


@pytest.mark.parametrize("leak_on", [None, 0, 3, 4])
def test_the_same_is_found_as_in_one_go(tmp_path: Path, leak_on: int | None) -> None:
    path = tmp_path / "bundel.pdf"
    path.write_bytes(make(leak_on))
    whole = verify_pdf(path, "bundel.pdf", marks=None, terms=(NAME,))
    parts = in_parts(path, (0, 2, 4, PAGES))
    assert {c.check: c for c in parts.checks} == {c.check: c for c in whole.checks}
    assert set(parts.residues) == set(whole.residues)
    assert parts.has_leak == (leak_on is not None)
    assert (parts.sha256, parts.file_name) == (whole.sha256, whole.file_name)


def test_letters_that_another_part_prints_are_no_residue(tmp_path: Path) -> None:
    """ "q" stands on the last page only, and a font of all pages tells it."""
    path = tmp_path / "bundel.pdf"
    sheets = [build.lines() for _ in range(PAGES)]
    sheets[-1].text("quorum", y=300)
    path.write_bytes(build.make_pdf(sheets, with_letters("q")))
    assert build.outcome(in_parts(path, (0, 2, PAGES)), "letters") is CheckOutcome.CLEAN
    path.write_bytes(make(None, with_letters("q")))
    found = in_parts(path, (0, 2, PAGES))
    assert build.outcome(found, "letters") is CheckOutcome.LEAK
    assert ResidueKind.FONT in build.kinds(found)


@pytest.mark.parametrize("of", [PAGES - 1, PAGES + 1])
def test_a_file_with_other_pages_than_it_was_divided_by_does_not_pass(
    tmp_path: Path, of: int
) -> None:
    path = tmp_path / "bundel.pdf"
    path.write_bytes(make(None))
    assert in_parts(path, (0, 2, of), of).has_leak


def test_a_part_tells_only_of_the_checks_that_it_made(tmp_path: Path) -> None:
    path = tmp_path / "bundel.pdf"
    path.write_bytes(make(None))
    file = {c.check for c in check(path, VerifyPart(PartKind.FILE)).verification.checks}
    part = VerifyPart(PartKind.PAGES, (0, 2), PAGES)
    pages = {c.check for c in check(path, part).verification.checks}
    assert {"bytes", "structure", "fonts", "file_name"} <= file
    assert {"text", "text_second", "pictures"} <= pages
    assert not file & pages
    letters = check(path, VerifyPart(PartKind.LETTERS)).verification.checks
    assert [c.check for c in letters] == ["letters"]
