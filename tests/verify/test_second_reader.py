"""The second reader: what it reads by itself, what it leaves to pypdf, and what it remembers."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.verify import build
from tests.verify.build import NAME, Sheet
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.verify.needles import Needles
from woo_desk.verify.readers import PYPDF, Characters
from woo_desk.verify.second import SHOWN, SecondReader

_NO_BOXES = (array("f"), array("f"), array("f"), array("f"))
NOTHING = Characters("", *_NO_BOXES, (0, 0))
NEEDLES = Needles([NAME, "Jan"])
CODES = {letter: 0x100 + number for number, letter in enumerate(sorted(set(NAME + "Jan -")))}


def _cmap(codes: dict[str, int], *, ranges: bool = False) -> bytes:
    rows = [f"<{code:04X}> <{ord(letter):04X}>" for letter, code in codes.items()]
    kind = "bfchar"
    if ranges:
        kind = "bfrange"
        rows = [f"<{code:04X}> <{code:04X}> <{ord(letter):04X}>" for letter, code in codes.items()]
    text = "\n".join(rows)
    head = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return f"{head}\n{len(rows)} begin{kind}\n{text}\nend{kind}".encode()


def _wide(codes: dict[str, int], *, ranges: bool = False) -> Callable[[pikepdf.Pdf], None]:
    """A composite font F1 on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Test,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            DW=500,
            W=Array([0x100, Array([600, 600]), 0x102, 0x105, 550]),
        )
        pdf.pages[0].Resources.Font.F1 = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name.Test,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([inner]),
                ToUnicode=pdf.make_stream(_cmap(codes, ranges=ranges)),
            )
        )

    return change


def _hex(text: str) -> str:
    return "".join(f"{CODES[letter]:04x}" for letter in text)


def _read(data: bytes, index: int = 0, seen: Characters = NOTHING) -> tuple[str, str]:
    with SecondReader(data) as reader:
        text = reader.text(index, seen)
        return text, reader.by


def _form(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        resources = Dictionary(Font=pdf.pages[0].Resources.Font)
        inner = pdf.make_stream(content, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=resources)
        outer = pdf.make_stream(
            b"/In Do",
            Subtype=Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=Dictionary(XObject=Dictionary(In=inner)),
        )
        pdf.pages[0].Resources.XObject = Dictionary(Out=outer)

    return change


def _split(pdf: pikepdf.Pdf) -> None:
    """One text object over two content streams."""
    page = pdf.pages[0]
    page.Contents = Array(
        [
            pdf.make_stream(b"BT /F0 10 Tf 72 500 Td (Kwartel) Tj"),
            pdf.make_stream(b"[(m) 20 (ans)] TJ ET"),
        ]
    )


def _differences(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font.F0.Encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding,
        Differences=Array([33, Name.K, Name.w, Name.a, 40, Name.uni0072]),
    )


@pytest.mark.parametrize(
    ("operators", "change"),
    [
        (f"BT /F0 11 Tf 72 500 Td (de {NAME} zei) Tj ET", None),
        ("BT /F0 11 Tf 72 500 Td [(Kwar) 9 (tel) -40 (mans)] TJ ET", None),
        (f"BT /F0 11 Tf 72 500 Td <{NAME.encode().hex()}> Tj ET", None),
        (r"BT /F0 11 Tf 72 500 Td (\113war\(\b\)telmans) Tj ET".replace(r"\(\b\)", ""), None),
        (f"BT /F0 11 Tf 3 Tr 12 TL 72 500 Td (een) Tj ({NAME}) ' ET", None),
        (f"q 0 1 -1 0 300 100 cm BT /F0 11 Tf 72 50 Td ({NAME}) Tj ET Q", None),
        (f"/P <</MCID 0 /X (\\)>>)>> BDC BT /F0 11 Tf 1 0 0 1 9 9 Tm ({NAME}) Tj ET EMC", None),
        ("BT /F0 11 Tf 72 500 Td (Kwartel-) Tj 0 -14 TD (mans) Tj ET", None),
        (f"BT /F1 11 Tf 72 500 Td <{_hex(NAME)}> Tj ET", _wide(CODES)),
        (f"BT /F1 11 Tf 72 500 Td <{_hex(NAME)}> Tj ET", _wide(CODES, ranges=True)),
        ("/Out Do", _form(f"BT /F0 8 Tf 1 1 Td ({NAME}) Tj ET".encode())),
        ("", _split),
        ('BT /F0 11 Tf 72 500 Td (!"#(telmans) Tj ET'.replace("(t", r"\050t"), _differences),
        (f"0.5 0 0 rg 1 2 3 4 re f [2 1] 0 d /Cs cs 1 2 /N scn BT /F0 9 Tf ({NAME})Tj ET", None),
    ],
)
def test_reads_by_itself(operators: str, change: Callable[[pikepdf.Pdf], None] | None) -> None:
    data = build.make_pdf([build.redacted().raw(operators)], change)
    text, by = _read(data)
    assert by == SHOWN
    assert NEEDLES.in_prose(text)


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        _wide(CODES)(pdf)
        del pdf.pages[0].Resources.Font.F1[key]

    return change


def _type3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 d0 0 0 400 400 re f")
    pdf.pages[0].Resources.Font.F1 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(K=glyph),
        Encoding=Dictionary(Differences=Array([75, Name.K])),
        FirstChar=75,
        LastChar=75,
        Widths=Array([500]),
        Resources=Dictionary(),
    )


def _font_in_state(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].Resources.Font.F0
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(Font=Array([font, 10])))


@pytest.mark.parametrize(
    ("operators", "change"),
    [
        ("q 1 0 0 1 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", None),
        (f'BT /F0 11 Tf 72 500 Td 1 2 ({NAME}) " ET', None),
        (f"BX BT /F0 11 Tf ({NAME}) Tj ET EX", None),
        (f"BT /F0 11 Tf ({NAME}) % a comment\n Tj ET", None),
        (f"BT /F1 11 Tf 72 500 Td <{_hex(NAME)}> Tj ET", _without("/ToUnicode")),
        (f"BT /F1 11 Tf 72 500 Td <{_hex('Jan')}0999> Tj ET", _wide(CODES)),
        (f"BT /F1 11 Tf 72 500 Td <{_hex('Jan')}01> Tj ET", _wide(CODES)),
        ("BT /F1 11 Tf 72 500 Td (K) Tj ET", _type3),
        ("/G gs", _font_in_state),
        ("Q", None),
        ("BT /F0 11 Tf BT (Jan) Tj ET", None),
        ("/F0 11 Tf (Jan) Tj", None),
        ("BT /F0 (Jan) Tf ET", None),
    ],
)
def test_leaves_what_it_does_not_know(
    operators: str, change: Callable[[pikepdf.Pdf], None] | None
) -> None:
    data = build.make_pdf([Sheet().text("Een regel.").raw(operators)], change)
    text, by = _read(data)
    assert by == PYPDF
    assert "Een regel." in text


def test_a_font_without_widths_is_left_to_pypdf() -> None:
    text, by = _read(build.make_pdf([build.lines().text(NAME, y=300)], widths=False))
    assert by == PYPDF
    assert NEEDLES.in_prose(text)


def test_letters_that_only_pdfium_sees_call_for_pypdf() -> None:
    data = build.make_pdf([Sheet().text("Een regel.")])
    seen = Characters("Een regels.", *_NO_BOXES, (0, 0))
    assert _read(data, seen=seen)[1] == PYPDF
    assert _read(data, seen=Characters("Een regel", *_NO_BOXES, (0, 0)))[1] == SHOWN


@pytest.mark.parametrize(
    ("operators", "said"),
    [
        ("(met) Tj 14.4 0 Td (jan) Tj", "metjan"),
        ("(met) Tj 25 0 Td (Jan) Tj", "met Jan"),
        ("[(al) -300 (Jan) -300 (om)] TJ", "al Jan om"),
        ("[(al) -20 (jan) 20 (om)] TJ", "aljanom"),
        ("[(al) -20 (jan) 900 (om)] TJ", "aljan\nom"),
        ("(al) Tj 0 -14 Td (Jan) Tj T* (x) Tj", "al\nJan\nx"),
        ("50 Tz (al) Tj 4 0 Td (jan) Tj", "aljan"),
        ("5 Tc (al) Tj 17.8 0 Td (jan) Tj", "aljan"),
        ("0 5 -5 0 9 9 Tm (al) Tj 0.8 0 Td (Jan) Tj", "al\nJan"),
        ("5 0 0 5 9 9 Tm (al) Tj 12 0 Td (Jan) Tj", "al Jan"),
    ],
)
def test_knows_where_words_end(operators: str, said: str) -> None:
    sheet = Sheet().raw(f"BT /F0 10 Tf 14 TL 72 500 Td {operators} ET")
    assert _read(build.make_pdf([sheet])) == (said, SHOWN)


def test_the_same_bytes_with_another_font_are_read_again() -> None:
    """What is remembered of a content stream holds only for fonts that say the same."""
    swapped = CODES | {"J": CODES["K"], "K": CODES["J"]}
    sheet = Sheet().raw(f"BT /F1 11 Tf 72 500 Td <{_hex('Jan')}> Tj ET")
    texts = [_read(build.make_pdf([sheet], _wide(codes)))[0] for codes in (CODES, swapped, CODES)]
    assert texts == ["Jan", "Kan", "Jan"]


def test_the_same_page_with_another_form_is_read_again() -> None:
    sheet = Sheet().raw("/Out Do")
    texts = [
        _read(build.make_pdf([sheet], _form(f"BT /F0 8 Tf ({word}) Tj ET".encode())))[0].strip()
        for word in ("de", NAME, "de")
    ]
    assert texts == ["de", NAME, "de"]


def test_forms_that_multiply_are_not_followed() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].Resources.Font
        form = pdf.make_stream(
            b"BT /F0 1 Tf (" + b"x" * 1000 + b") Tj ET",
            Subtype=Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=Dictionary(Font=font),
        )
        for _ in range(8):
            form = pdf.make_stream(
                b"/X Do " * 10,
                Subtype=Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=Dictionary(XObject=Dictionary(X=form)),
            )
        pdf.pages[0].Resources.XObject = Dictionary(X=form)

    data = build.make_pdf([Sheet().raw("/X Do")], change)
    with SecondReader(data) as reader:
        assert reader._own(0) is None


def test_what_is_remembered_holds_for_those_terms_only(tmp_path: Path) -> None:
    """A file is clean for one dossier; the next dossier in the same process has other terms."""
    data = build.make_pdf([build.redacted().text(NAME, y=300)])
    for _ in range(2):
        assert not build.verify(tmp_path, data, terms=["Zandstra"]).has_leak
        result = build.verify(tmp_path, data, terms=[NAME])
        assert Kind.TEXT in build.kinds(result)
        assert {check.check for check in result.checks if check.outcome == "leak"} >= {
            "bytes",
            "text",
            "text_second",
        }


@pytest.mark.parametrize(
    "text", ["Kwartel\nmans", "de heer Jan", "januari", "", "kwartelmansstraat"]
)
def test_narrowing_loses_nothing(text: str) -> None:
    assert NEEDLES.narrowed(f"voor {text} na").in_prose(text) is NEEDLES.in_prose(text)
    assert NEEDLES.narrowed(f"voor {text} na").in_value(text) is NEEDLES.in_value(text)


@pytest.mark.parametrize("text", ["P. Zandstra", "Zandstra", "p.zandstra@voorbeeld.nl", "Beukinga"])
def test_terms_in_terms_are_found_each(text: str) -> None:
    """Terms that hold other terms are looked for only where those stand: none may get lost."""
    terms = ["Zandstra", "P. Zandstra", "p.zandstra@voorbeeld.nl", "Beukinga"]
    needles = Needles(terms)
    assert needles.in_prose(f"Aan {text}, hier")
    assert needles.narrowed(f"Aan {text}, hier").in_value(text)
    assert Needles([text]).in_prose(f"Aan {text}, hier")
    assert not needles.in_prose("Aan de heer Zand, hier")
