"""What the proof that a page was verified rests on, and what is looked at all the same."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.verify import build
from tests.verify.build import NAME
from tests.verify.bundled import (
    CHANGED,
    DOCUMENT,
    FONT,
    PAGES,
    bundle,
    check,
    copied_from,
    lines,
    saved,
    table,
)
from woo_desk.domain.export import CheckOutcome
from woo_desk.domain.verify_part import Copied, PartKind, VerifyPart
from woo_desk.verify.copies import prove


def test_what_the_line_itself_says_is_found_by_both_readers(
    tmp_path: Path, copied: Sequence[Copied]
) -> None:
    data = saved(bundle(said=f"0001 - {NAME}"))
    assert set(prove(data, copied).lines) == set(range(PAGES))
    found = check(tmp_path, data, copied, VerifyPart(PartKind.PAGES, (0, PAGES), PAGES))
    assert build.outcome(found, "text") is CheckOutcome.LEAK
    assert build.outcome(found, "text_second") is CheckOutcome.LEAK


@pytest.mark.parametrize("said", [NAME, "XQZW"])
def test_the_font_of_the_line_may_tell_no_letters_but_those_of_lines(
    tmp_path: Path, copied: Sequence[Copied], said: str
) -> None:
    def change(pdf: Pdf, page: Any) -> None:
        page.Resources.Font[FONT].ToUnicode = pdf.make_stream(table(said))

    data = saved(bundle(change))
    found = check(tmp_path, data, copied)
    assert found.has_leak


def test_the_letters_of_a_font_are_those_that_its_own_document_prints(tmp_path: Path) -> None:
    """They stood on its pages when it was verified, and those are not read again."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Resources.Font.F0.ToUnicode = pdf.make_stream(
                table("".join(map(chr, range(65, 123))))
            )

    sheets = [build.Sheet().text("".join(map(chr, range(65, 123)))) for _ in range(PAGES)]
    path = tmp_path / "0001.pdf"
    path.write_bytes(build.make_pdf(sheets, change))
    own = copied_from(path)
    pdf = pikepdf.new()
    with pikepdf.open(path) as document:
        pdf.pages.extend(document.pages)
    font = pdf.make_indirect(Dictionary(dict(pdf.pages[0].obj.Resources.Font.F0.items())))
    del font.ToUnicode
    for page in pdf.pages:
        page.obj.Resources = Dictionary(Font={"/F0": page.obj.Resources.Font.F0, FONT: font})
        page.obj.Contents = Array([page.obj.Contents, pdf.make_stream(lines("blad"))])
    data = saved(pdf)
    assert len(prove(data, own).lines) == PAGES
    for copied in (own, []):
        assert build.outcome(check(tmp_path, data, copied), "letters") is CheckOutcome.CLEAN


# --- what the proof rests on --------------------------------------------------------------------


def test_a_document_that_is_another_now_proves_nothing(copied: Sequence[Copied]) -> None:
    Path(copied[0].path).write_bytes(DOCUMENT + b"\n")
    assert not prove(saved(bundle()), copied).lines


def test_a_document_that_is_not_there_proves_nothing(
    tmp_path: Path, copied: Sequence[Copied]
) -> None:
    """As on another machine, which was only sent the bundle."""
    away = [dataclasses.replace(each, path=str(tmp_path / "weg.pdf")) for each in copied]
    assert not prove(saved(bundle()), away).lines
    data = saved(bundle(said=NAME))
    assert check(tmp_path, data, away).has_leak
    found = check(tmp_path, saved(bundle()), away)
    assert build.outcome(found, "copied") is CheckOutcome.NOT_APPLICABLE
    assert build.outcome(found, "text") is CheckOutcome.CLEAN


def test_the_font_of_the_line_has_to_be_an_object_of_its_own(copied: Sequence[Copied]) -> None:
    def change(_pdf: Pdf, page: Any) -> None:
        page.Resources.Font = Dictionary(
            {**dict(page.Resources.Font.items()), FONT: Dictionary(page.Resources.Font[FONT])}
        )

    assert set(prove(saved(bundle(change)), copied).lines) == {0, 2}


@pytest.mark.parametrize("paints", ["form", "type 3", "pattern"])
def test_what_paints_with_the_resources_of_its_page_is_not_proved(
    tmp_path: Path, paints: str
) -> None:
    """The font of the line is one of them."""

    def change(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"BT /Bundel 9 Tf (x) Tj ET")
        stream.BBox = Array([0, 0, 595, 842])
        if paints == "type 3":
            font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=stream))
            pdf.pages[0].obj.Resources.Font.F1 = font
        elif paints == "form":
            stream.Type, stream.Subtype = Name.XObject, Name.Form
            pdf.pages[0].obj.Resources.XObject = Dictionary(X=stream)
        else:
            stream.PatternType = 1
            pdf.pages[0].obj.Resources.Pattern = Dictionary(P=stream)

    path = tmp_path / "0001.pdf"
    path.write_bytes(build.make_pdf([build.lines()], change))
    own = copied_from(path, 1)
    pdf = pikepdf.new()
    with pikepdf.open(path) as document:
        pdf.pages.extend(document.pages)
    page = pdf.pages[0].obj
    page.Resources.Font[FONT] = pdf.make_indirect(Dictionary(dict(page.Resources.Font.F0.items())))
    page.Contents = Array([page.Contents, pdf.make_stream(lines("blad"))])
    assert not prove(saved(pdf), own).lines


def test_an_object_that_leads_to_itself_is_not_proved(copied: Sequence[Copied]) -> None:
    def change(_pdf: Pdf, page: Any) -> None:
        outer = page.Resources.XObject.Outer
        outer.Resources.XObject.Inner = outer

    assert not prove(saved(bundle(change)), copied).lines


def test_a_second_object_of_a_number_is_searched(tmp_path: Path, copied: Sequence[Copied]) -> None:
    """qpdf means one of the two; the proof is of that one."""
    data = saved(bundle())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.pages[CHANGED].obj.Contents[0].objgen[0]
    content = f"BT /F0 9 Tf ({NAME}) Tj ET".encode()
    shadow = b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        number, len(content), content,
    )  # fmt: skip
    start = data.index(b"1 0 obj")
    found = check(tmp_path, data[:start] + shadow + data[start:], copied)
    assert any(r.place == f"object {number}" for r in found.residues)
    assert build.outcome(found, "bytes") is CheckOutcome.LEAK


def test_bytes_behind_a_stream_that_was_proved_are_searched(
    tmp_path: Path, copied: Sequence[Copied]
) -> None:
    data = saved(bundle())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stored = pdf.pages[CHANGED].obj.Contents[0].read_raw_bytes()
    place = data.index(stored) + len(stored)
    found = check(tmp_path, data[:place] + f"\n{NAME}".encode() + data[place:], copied)
    assert build.outcome(found, "bytes") is CheckOutcome.LEAK


def test_links_and_tags_of_a_page_that_was_proved_are_looked_at(
    tmp_path: Path, copied: Sequence[Copied]
) -> None:
    def change(pdf: Pdf, page: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9],
                          Contents=pikepdf.String(NAME))  # fmt: skip
        page.Annots = Array([pdf.make_indirect(note)])

    data = saved(bundle(change))
    assert CHANGED in prove(data, copied).lines
    assert check(tmp_path, data, copied).has_leak


def test_where_only_streams_are_asked_for_no_page_is_told(copied: Sequence[Copied]) -> None:
    data = saved(bundle())
    whole, streams = prove(data, copied), prove(data, copied, reads_lines=False)
    assert not streams.lines
    assert streams.streams == whole.streams
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stamps = {page.obj.Contents[-1].objgen[0] for page in pdf.pages}
    assert streams.streams
    assert not stamps & set(streams.streams)
