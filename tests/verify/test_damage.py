"""Damage and hostility: nothing gets out as an error, and nothing unread counts as clean."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verify import build
from tests.verify.build import NAME
from woo_desk.domain.export import CheckOutcome
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.errors import Cancelled
from woo_desk.verify import second, streams
from woo_desk.verify.carve import carve
from woo_desk.verify.verify_pdf import verify_pdf

CLEAN = build.make_pdf()
LEAKING = build.make_pdf([build.redacted().text(NAME, y=300)], compress=False)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    place=st.integers(0, len(LEAKING) - 1),
    junk=st.binary(min_size=1, max_size=12),
    is_extra=st.booleans(),
)
def test_any_damage_ends_in_a_verdict(
    tmp_path: Path, place: int, junk: bytes, is_extra: bool
) -> None:
    """The name stays in the file: whatever else is damaged, that is never called clean."""
    at = LEAKING.index(f"({NAME})".encode())
    if at - len(junk) <= place <= at + len(NAME) + 2:
        return
    rest = LEAKING[place:] if is_extra else LEAKING[place + len(junk) :]
    result = build.verify(tmp_path, LEAKING[:place] + junk + rest)
    assert result.has_leak


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_verdict(tmp_path: Path, data: bytes) -> None:
    assert build.verify(tmp_path, data).has_leak
    assert build.verify(tmp_path, b"%PDF-1.7\n" + data).has_leak


@given(st.binary(max_size=400))
def test_carving_ends(data: bytes) -> None:
    """Every byte is in an object, in the table, or in a gap; damage is a ValueError."""
    try:
        raw = carve(data)
    except ValueError:
        return
    assert not (data.strip(b"\x00\t\n\x0c\r ") and not raw.gaps and not raw.objects and raw.ends)


def test_check_that_is_not_made_is_no_clean_check(tmp_path: Path) -> None:
    result = build.verify(tmp_path, b"%PDF-1.7\nnothing")
    made = {check.check: check.outcome for check in result.checks}
    for name in ("structure", "bytes", "fonts", "text", "text_second", "boxes", "pixels"):
        assert made[name] is CheckOutcome.LEAK, name


def test_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacking stops at a limit, and what was not unpacked counts as unread."""
    monkeypatch.setattr(streams, "MAX_STREAM", 100_000)
    bomb = zlib.compress(b"0 g " * 100_000)

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(
            bomb, Type=pikepdf.Name.Metadata, Filter=pikepdf.Name.FlateDecode
        )

    data = build.make_pdf(change=change)
    assert Kind.UNREADABLE in build.kinds(build.verify(tmp_path, data))


def test_a_reader_that_fails_is_a_leak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        msg = NAME
        raise pypdfium2.PdfiumError(msg)

    monkeypatch.setattr(second.SecondReader, "text", fail)
    result = build.verify(tmp_path, CLEAN)
    assert build.kinds(result) == {Kind.UNREADABLE}
    assert [residue.place for residue in result.residues] == ["PdfiumError"]


def test_stopping_is_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(CLEAN)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_pdf(path, "a.pdf", marks=None, terms=[], report=stop)


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify_pdf(tmp_path / "none.pdf", "a.pdf", marks=None, terms=[])


def test_many_findings_stay_few(tmp_path: Path) -> None:
    sheet = build.redacted()
    for number in range(200):
        sheet.text(NAME, y=200 + number)
    data = build.make_pdf([sheet] * 80)
    result = build.verify(tmp_path, data)
    assert len(result.residues) <= 50 * len(result.checks)


def test_deep_forms_are_cut_short(tmp_path: Path) -> None:
    """A form that paints a form that paints a form …, deeper than anybody draws."""

    def change(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 g", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(60):
            inner = pdf.make_stream(
                b"/X Do",
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)),
            )
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=inner)
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b" /X Do")

    result = build.verify(tmp_path, build.make_pdf(change=change))
    assert Kind.UNREADABLE in build.kinds(result)
