from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from woo_desk.pdf.font_widths import CodeWidths, listed_widths
from woo_desk.pdf.tokens import Unsupported


def _array(text: bytes) -> Any:
    return pikepdf.Object.parse(text)


def test_lists_and_ranges() -> None:
    array = _array(b"[ 3 [250 333.5 -1] 10 12 500 40 [ ] 50 [.25] 60 60 7 ]")
    assert list(listed_widths(array)) == [
        (3, 5, (250.0, 333.5, -1.0)),
        (10, 12, (500.0,)),
        (40, 39, ()),
        (50, 50, (0.25,)),
        (60, 60, (7.0,)),
    ]


def test_what_stands_elsewhere_in_the_file_is_looked_up() -> None:
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(_array(b"[250 333]"))
        array = pikepdf.Array([3, shared, 10, 12, pdf.make_indirect(_array(b"500"))])
        assert list(listed_widths(array)) == [(3, 4, (250.0, 333.0)), (10, 12, (500.0,))]


def test_no_widths_at_all() -> None:
    assert list(listed_widths(None)) == []
    assert list(listed_widths(_array(b"[]"))) == []


@pytest.mark.parametrize(
    "text", [b"[3 4]", b"[[3] 4 5]", b"[3 4 [5]]", b"[3 [/Name]]", b"[3 null 5]", b"[3 [[4]]]"]
)
def test_whatever_else_stands_there_is_refused(text: bytes) -> None:
    with pytest.raises(Unsupported):
        list(listed_widths(_array(text)))


def test_codes_of_a_font_move_the_pen_as_far_as_listed() -> None:
    with pikepdf.new() as pdf:
        child = pikepdf.Dictionary(DW=900, W=_array(b"[3 [250 333] 10 12 500 20 18 7]"))
        font = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Type0,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(child)]),
        )
        widths = CodeWidths(pdf.make_indirect(font))
        known = {3: 0.25, 4: 0.333, 9: 0.9, 10: 0.5, 12: 0.5, 13: 0.9, 18: 0.9, 20: 0.9}
        assert {code: widths(code) for code in known} == known
        assert widths.total(known) == pytest.approx(sum(known.values()))
