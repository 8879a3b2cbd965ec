"""Pages of a bundle that are pages of verified files: proved where it is so, and nowhere else.

Whatever a page can be changed in, the proof fails, so that it is looked at like any other page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.verify.build import NAME
from tests.verify.bundled import (
    CHANGED,
    FONT,
    PAGES,
    Change,
    bundle,
    check,
    lines,
    saved,
    table,
)
from woo_desk.domain.export import CheckOutcome
from woo_desk.domain.verify_part import Copied, PartKind, VerifyPart
from woo_desk.verify.copies import prove


def test_every_page_is_proved_and_its_line_is_read_twice(copied: Sequence[Copied]) -> None:
    proved = prove(saved(bundle()), copied)
    assert proved.pages == PAGES
    assert dict(proved.lines) == dict.fromkeys(range(PAGES), ("0001 - blad 1",) * 2)


def test_a_sound_bundle_has_the_same_result_as_without_the_proof(
    tmp_path: Path, copied: Sequence[Copied]
) -> None:
    data = saved(bundle())
    with_proof, without = check(tmp_path, data, copied), check(tmp_path, data, ())
    first, *others = with_proof.checks
    assert (first.check, first.outcome) == ("copied", CheckOutcome.CLEAN)
    assert tuple(others) == without.checks
    assert with_proof.residues == without.residues


def test_only_the_pages_that_are_asked_for_are_looked_at(copied: Sequence[Copied]) -> None:
    assert set(prove(saved(bundle()), copied, range(1, 2)).lines) == {1}


# --- pages that are not what they were ----------------------------------------------------------


def _add(operators: str) -> Change:
    """Before the line, as content of the page."""

    def change(pdf: Pdf, page: Any) -> None:
        *before, stamp = page.Contents
        page.Contents = Array([*before, pdf.make_stream(operators.encode()), stamp])

    return change


def _after(operators: bytes) -> Change:
    """Within the stream of the line."""

    def change(pdf: Pdf, page: Any) -> None:
        stamp = pdf.make_stream(page.Contents[-1].read_bytes() + operators)
        page.Contents = Array([*list(page.Contents)[:-1], stamp])

    return change


def _rewritten(pdf: Pdf, page: Any) -> None:
    first = page.Contents[0].read_bytes().replace(b"Blad 1", NAME.encode())
    page.Contents = Array([pdf.make_stream(first), *list(page.Contents)[1:]])


def _inner(change: Change) -> Change:
    """In the form in the form."""
    return lambda pdf, page: change(pdf, page.Resources.XObject.Outer.Resources.XObject.Inner)


def _set(**entries: object) -> Change:
    def change(_pdf: Pdf, page: Any) -> None:
        for key, value in entries.items():
            page[f"/{key}"] = value

    return change


def _resource(kind: str, name: str, value: Callable[[Pdf], object]) -> Change:
    def change(pdf: Pdf, page: Any) -> None:
        entries = dict(page.Resources.get(kind, Dictionary()).items())
        page.Resources[kind] = Dictionary({**entries, name: value(pdf)})

    return change


def _other_font(pdf: Pdf, page: Any) -> None:
    """The letters stay, and a reader is told others."""
    font = Dictionary(page.Resources.Font.F0)
    font.ToUnicode = pdf.make_stream(table(NAME))
    _resource("/Font", "/F0", lambda _pdf: pdf.make_indirect(font))(pdf, page)


def _inherited(pdf: Pdf, page: Any) -> None:
    """The page has its resources from the tree, where they are others."""
    own = Dictionary(page.Resources)
    own.XObject = Dictionary(Outer=own.XObject.Picture, Picture=own.XObject.Picture)
    pdf.Root.Pages.Resources = own
    del page.Resources


def _swapped(pdf: Pdf, page: Any) -> None:
    """Content of the next page, and its line."""
    page.Contents = Array([pdf.pages[CHANGED + 1].obj.Contents[0], *list(page.Contents)[2:]])


SHOWS = f"BT /F0 11 Tf 1 0 0 1 72 300 Tm ({NAME}) Tj ET\n"
LEAKING: dict[str, Change] = {
    "content": _rewritten,
    "content added": _add(SHOWS),
    "content that nobody sees": _add(f"3 Tr {SHOWS}"),
    "content behind the line": _after(SHOWS.encode()),
    "line in another font": _after(lines(NAME, "/F0")),
    "other words for the line": lambda pdf, page: page.Contents[-1].write(
        lines("blad").replace(b"/Footer", b"/Footer /ActualText (%b)" % NAME.encode())
    ),
    "string in the line that is no code": lambda pdf, page: page.Contents[-1].write(
        lines("blad").replace(b"<626C6164>", b"(%b)" % NAME.encode())
    ),
    "comment in the line": _after(b"%% %b\n" % NAME.encode()),
    "form in a form": _inner(lambda _pdf, form: form.write(SHOWS.encode())),
    "form that is not shown": _resource(
        "/XObject", "/More", lambda pdf: _form(pdf, SHOWS.encode())
    ),
}  # fmt: skip
OTHER: dict[str, Change] = {
    "content left out": lambda _pdf, page: page.update(
        {"/Contents": Array(list(page.Contents)[1:])}
    ),
    "content of another page": _swapped,
    "no line": lambda _pdf, page: page.update({"/Contents": Array(list(page.Contents)[:-1])}),
    "one stream": lambda pdf, page: page.update(
        {"/Contents": pdf.make_stream(b"\n".join(s.read_bytes() for s in page.Contents))}
    ),
    "graphics state": _resource("/ExtGState", "/G0", lambda _pdf: Dictionary(ca=0)),
    "picture": _resource("/XObject", "/Picture", lambda pdf: _form(pdf, b"")),
    "form shown elsewhere": _inner(
        lambda _pdf, form: form.update({"/Matrix": Array([1, 0, 0, 1, 9, 9])})
    ),
    "another resource": _resource("/Properties", "/P0", lambda _pdf: Dictionary()),
    "font added": _resource("/Font", "/F9", lambda _pdf: Dictionary(Type=Name.Font)),
    "resources inherited": _inherited,
    "font that tells other letters": _other_font,
    "media box": _set(MediaBox=Array([0, -14, 595, 842])),
    "crop box": _set(CropBox=Array([0, 0, 595, 400])),
    "turned": _set(Rotate=90),
    "turned by the tree": lambda pdf, _page: pdf.Root.Pages.update({"/Rotate": 180}),
    "unit": _set(UserUnit=2),
    "group": _set(Group=Dictionary(S=Name.Transparency)),
    "key that nobody knows": _set(Onbekend=1),
    "the font of the line in the content": _add(f"BT {FONT} 9 Tf (x) Tj ET"),
    "the same font under a name in codes": _add("BT /B#75ndel 9 Tf (x) Tj ET"),
    "a line in a stream of its own": lambda pdf, page: page.Contents.append(
        pdf.make_stream(lines("blad"))
    ),
    "a line that is not closed": lambda _pdf, page: page.Contents[-1].write(
        lines("blad").replace(b" Q EMC", b"")
    ),
}  # fmt: skip


def _form(pdf: Pdf, content: bytes) -> pikepdf.Object:
    form = pdf.make_stream(content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    return form


@pytest.mark.parametrize("way", [*LEAKING, *OTHER])
def test_a_page_that_was_changed_is_not_proved(copied: Sequence[Copied], way: str) -> None:
    proved = prove(saved(bundle({**LEAKING, **OTHER}[way])), copied)
    assert CHANGED not in proved.lines


@pytest.mark.parametrize("way", LEAKING)
def test_what_a_change_brought_in_is_found(
    tmp_path: Path, copied: Sequence[Copied], way: str
) -> None:
    data = saved(bundle(LEAKING[way]))
    assert check(tmp_path, data, copied).has_leak
    pages = check(tmp_path, data, copied, VerifyPart(PartKind.PAGES, (1, 3), PAGES))
    file = check(tmp_path, data, copied, VerifyPart(PartKind.FILE))
    assert pages.has_leak or file.has_leak
