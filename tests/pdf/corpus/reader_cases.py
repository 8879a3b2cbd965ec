"""What readers disagree about: fonts whose letters say something only by a detour, odd pictures.

Each of these was once written so that another reader saw other words or another page.
"""

from __future__ import annotations

import pikepdf
from fontTools.ttLib import TTFont

from tests.pdf.corpus.case import KEPT, NAME, Draft, case
from woo_desk.resources import resource_path

ARRAY, DICT, N = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name
_WORD = "Grasduinen"


def _map(codes: dict[int, str], width: int) -> bytes:
    entries = "\n".join(
        f"<{code:0{width}X}> <{said.encode('utf-16-be').hex()}>" for code, said in codes.items()
    )
    return f"1 begincodespacerange <{'0' * width}> <{'F' * width}> endcodespacerange\n".encode() + (
        f"{len(codes)} beginbfchar\n{entries}\nendbfchar".encode()
    )


@case("type3_base_encoding", "drawn letters named by a base encoding", kept=(*KEPT, _WORD))
def _type3_base_encoding() -> bytes:
    draft = Draft()
    square = draft.stream("600 0 0 0 500 700 d1 0 0 500 700 re f")
    letters = sorted(set(_WORD))
    first, last = ord(letters[0]), ord(letters[-1])
    font = DICT(
        Type=N.Font,
        Subtype=N.Type3,
        FontBBox=ARRAY([0, 0, 600, 800]),
        FontMatrix=ARRAY([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=DICT({f"/{letter}": square for letter in letters}),
        Encoding=DICT(Type=N.Encoding, BaseEncoding=N.WinAnsiEncoding, Differences=ARRAY([])),
        FirstChar=first,
        LastChar=last,
        Widths=ARRAY([600] * (last - first + 1)),
    )
    draft.resource("Font", "F3", draft.pdf.make_indirect(font))
    return draft.content(f"BT /F3 10 Tf 40 300 Td ({_WORD}) Tj ET\n").bytes()


@case("type3_says", "drawn letters under numbers, with a table of what they say",
      kept=(*KEPT, _WORD))  # fmt: skip
def _type3_says() -> bytes:
    draft = Draft()
    square = draft.stream("600 0 0 0 500 700 d1 0 0 500 700 re f")
    codes = dict(enumerate(dict.fromkeys(_WORD), 1))
    number_of = {letter: number for number, letter in codes.items()}
    differences = [item for number in codes for item in (number, N(f"/a{number}"))]
    font = DICT(
        Type=N.Font,
        Subtype=N.Type3,
        FontBBox=ARRAY([0, 0, 600, 800]),
        FontMatrix=ARRAY([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=DICT({f"/a{number}": square for number in codes}),
        Encoding=DICT(Type=N.Encoding, Differences=ARRAY(differences)),
        FirstChar=1,
        LastChar=len(codes),
        Widths=ARRAY([600] * len(codes)),
        ToUnicode=draft.stream(_map(codes, 2)),
    )
    draft.resource("Font", "F3", draft.pdf.make_indirect(font))
    shown = "".join(f"{number_of[letter]:02X}" for letter in _WORD)
    return draft.content(f"BT /F3 10 Tf 40 300 Td <{shown}> Tj ET\n").bytes()


def _dejavu(draft: Draft) -> pikepdf.Object:
    program = draft.stream(resource_path("fonts/DejaVuSans.ttf").read_bytes())
    return draft.pdf.make_indirect(
        DICT(
            Type=N.FontDescriptor,
            FontName=N.DejaVuSans,
            Flags=4,
            ItalicAngle=0,
            StemV=80,
            FontBBox=ARRAY([-1021, -463, 1793, 1232]),
            Ascent=928,
            Descent=-236,
            CapHeight=729,
            FontFile2=program,
        )
    )


@case("symbolic_encoding", "a font that calls itself symbolic and has an encoding all the same",
      kept=(*KEPT, "G\u00e9\u00e8nqu\u00eateerd"))  # fmt: skip
def _symbolic_encoding() -> bytes:
    draft = Draft()
    font = DICT(
        Type=N.Font,
        Subtype=N.TrueType,
        BaseFont=N.DejaVuSans,
        Encoding=N.WinAnsiEncoding,
        FirstChar=32,
        LastChar=255,
        Widths=ARRAY([612] * 224),
        FontDescriptor=_dejavu(draft),
    )
    draft.resource("Font", "F4", draft.pdf.make_indirect(font))
    shown = "G\u00e9\u00e8nqu\u00eateerd".encode("cp1252").hex()
    return draft.content(f"BT /F4 10 Tf 40 300 Td <{shown}> Tj ET\n").bytes()


def _by_number(draft: Draft, encoding: str, codes: dict[int, str]) -> pikepdf.Object:
    """A font whose codes are the numbers of its glyphs, and what they say."""
    child = DICT(
        Type=N.Font,
        Subtype=N.CIDFontType2,
        BaseFont=N.DejaVuSans,
        CIDSystemInfo=DICT(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=_dejavu(draft),
        CIDToGIDMap=N.Identity,
        DW=612,
    )
    font = DICT(
        Type=N.Font,
        Subtype=N.Type0,
        BaseFont=N.DejaVuSans,
        Encoding=N(f"/{encoding}"),
        DescendantFonts=ARRAY([draft.pdf.make_indirect(child)]),
        ToUnicode=draft.stream(_map(codes, 4)),
    )
    return draft.pdf.make_indirect(font)


@case("beyond_16_bits", "letters of mathematics, beyond 16 bits", kept=(*KEPT, "\U0001d44e"))
def _beyond_16_bits() -> bytes:
    draft = Draft()
    codes = {68: "\U0001d44e", 69: "\U0001d44f"}
    draft.resource("Font", "F5", _by_number(draft, "Identity-H", codes))
    return draft.content("BT /F5 10 Tf 40 300 Td <00440045> Tj ET\n").bytes()


@case("fax_of_few_pixels", "a coded picture that is longer than its pixels")
def _fax_of_few_pixels() -> bytes:
    draft = Draft()
    fax = draft.stream(
        bytes.fromhex("26a0e4001001"),
        Type=N.XObject,
        Subtype=N.Image,
        Width=4,
        Height=3,
        ImageMask=True,
        BitsPerComponent=1,
        Filter=N.CCITTFaxDecode,
        DecodeParms=DICT(K=-1, Columns=4, Rows=3, BlackIs1=True),
    )
    draft.resource("XObject", "I0", fax)
    return draft.content("q 40 0 0 30 40 200 cm /I0 Do Q\n").bytes()


@case("vertical", "letters below one another, the name between others in one string",
      kept=(*KEPT, _WORD))  # fmt: skip
def _vertical() -> bytes:
    draft = Draft()
    said = f"{_WORD}{NAME},{_WORD}"
    font = TTFont(resource_path("fonts/DejaVuSans.ttf"))
    numbers = {letter: font.getGlyphID(font.getBestCmap()[ord(letter)]) for letter in said}
    codes = {code: letter for letter, code in numbers.items()}
    draft.resource("Font", "F6", _by_number(draft, "Identity-V", codes))
    shown = "".join(f"{numbers[letter]:04X}" for letter in said)
    return draft.content(f"BT /F6 10 Tf 300 460 Td <{shown}> Tj ET\n").bytes()
