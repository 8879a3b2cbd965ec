"""Text channels: where glyphs hide, and how readers are made to see other letters."""

from __future__ import annotations

import pikepdf
import pymupdf

from tests.pdf.corpus.case import BODY, KEPT, NAME, SIZE, Draft, case

ARRAY, DICT, N = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name


@case("plain", "the name as ordinary text")
def _plain() -> bytes:
    return Draft().bytes()


@case("per_glyph", "TJ with kerning between all glyphs")
def _per_glyph() -> bytes:
    glyphs = " 40 ".join(f"({c})" for c in NAME)
    return Draft().content(f"BT /F1 11 Tf 40 300 Td [{glyphs}] TJ ET\n").bytes()


@case("shuffled", "every glyph placed by its own matrix, in another order")
def _shuffled() -> bytes:
    steps = [f"1 0 0 1 {40 + 8 * i} 300 Tm ({c}) Tj" for i, c in enumerate(NAME)]
    order = steps[1::2] + steps[::2]
    return Draft().content("BT /F1 11 Tf " + " ".join(order) + " ET\n").bytes()


@case("letter_spaced", "letters set apart by Tc")
def _letter_spaced() -> bytes:
    return Draft().content(f"BT /F1 11 Tf 9 Tc 40 300 Td ({NAME}) Tj ET\n").bytes()


@case("outside_media", "text outside the media box")
def _outside_media() -> bytes:
    return Draft().content(f"BT /F1 12 Tf -300 900 Td ({NAME} stil) Tj ET\n").bytes()


@case("outside_crop", "text inside the media box, outside the crop box")
def _outside_crop() -> bytes:
    draft = Draft()
    draft.page.CropBox = ARRAY([20, 60, 380, 480])
    return draft.content(f"BT /F1 12 Tf 40 30 Td ({NAME} stil) Tj ET\n").bytes()


@case("clipped", "text clipped away by a clip path")
def _clipped() -> bytes:
    return Draft().content(f"q 0 0 5 5 re W n BT /F1 12 Tf 40 300 Td ({NAME}) Tj ET Q\n").bytes()


@case("invisible", "text render mode 3")
def _invisible() -> bytes:
    return Draft().content(f"BT 3 Tr /F1 12 Tf 40 300 Td ({NAME}) Tj ET\n").bytes()


@case("white", "white text on white")
def _white() -> bytes:
    return Draft().content(f"1 g BT /F1 12 Tf 40 300 Td ({NAME}) Tj ET\n").bytes()


@case("tiny", "text of a tenth of a point")
def _tiny() -> bytes:
    return Draft().content(f"BT /F1 0.1 Tf 40 300 Td ({NAME}) Tj ET\n").bytes()


@case("actual_text", "/ActualText with the name around other glyphs")
def _actual_text() -> bytes:
    inner = f"/Span <</ActualText ({NAME})>> BDC BT /F1 12 Tf 40 300 Td (gewoon) Tj ET EMC\n"
    return Draft().content(inner).bytes()


@case("property_list", "property list resource, and marked points")
def _property_list() -> bytes:
    draft = Draft().resource("Properties", "P0", DICT(Alt=pikepdf.String(NAME), ActualText=NAME))
    return draft.content("/Span /P0 BDC /X /P0 DP /Y MP EMC\n").bytes()


@case("nested_form", "the name in a form inside a form, used on two pages")
def _nested_form() -> bytes:
    draft = Draft()
    inner = draft.form(f"BT /F1 12 Tf 40 300 Td (Kop {NAME} slot) Tj ET")
    outer = draft.form("/In Do")
    outer.Resources.XObject = DICT(In=inner)
    draft.resource("XObject", "Out", outer).content("/Out Do\n")
    page = draft.second_page("BT /F1 12 Tf 40 400 Td (Tweede) Tj ET /Out Do")
    page.Resources.XObject = DICT(Out=outer)
    return draft.bytes()


@case("inherited_form", "an unused form with the name in resources inherited from the page tree")
def _inherited_form() -> bytes:
    draft = Draft()
    form = draft.form(f"BT /F1 12 Tf 40 300 Td ({NAME}) Tj ET")
    draft.pdf.Root.Pages.Resources = DICT(XObject=DICT(Hid=form), Font=DICT(F1=draft.font))
    del draft.page.Resources
    return draft.bytes()


@case("pattern", "text in a tiling pattern", in_place=False)
def _pattern() -> bytes:
    draft = Draft()
    pattern = draft.stream(
        f"BT /F1 9 Tf 2 4 Td ({NAME}) Tj ET", Type=N.Pattern, PatternType=1, PaintType=1,
        TilingType=1, BBox=ARRAY([0, 0, 80, 14]), XStep=80, YStep=14,
        Resources=DICT(Font=DICT(F1=draft.font)),
    )  # fmt: skip
    draft.resource("Pattern", "P1", pattern)
    draft.content("/Pattern cs /P1 scn 40 200 80 14 re f\n")
    return draft.bytes()


@case("soft_mask", "text in the group of a luminosity soft mask", in_place=False)
def _soft_mask() -> bytes:
    draft = Draft()
    group = draft.form(f"1 g BT /F1 12 Tf 40 200 Td ({NAME}) Tj ET", Group=DICT(S=N.Transparency))
    mask = DICT(Type=N.ExtGState, SMask=DICT(S=N.Luminosity, G=group))
    draft.resource("ExtGState", "GM", draft.pdf.make_indirect(mask))
    return draft.content("q /GM gs 0.9 g 30 190 200 30 re f Q\n").bytes()


@case(
    "tight_leading",
    "12 point type on 9 points of leading",
    kept=(*KEPT, "Bovenregel", "Onderregel"),
)
def _tight() -> bytes:
    lines = ("Bovenregel loopt hier vol", f"Regel {NAME} midden", "Onderregel loopt hier vol")
    shown = " 0 -9 Td ".join(f"({line}) Tj" for line in lines)
    return Draft().content(f"BT /F1 12 Tf 40 300 Td {shown} ET\n").bytes()


@case("slanted", "letters slanted by the text matrix, that reach over one another")
def _slanted() -> bytes:
    first, second = f"Aan {KEPT[0]} {NAME} {KEPT[1]} stil", f"al {NAME} li"
    slanted = "BT /F1 12 Tf 1 0 0.33 1 40 %d Tm (%s) Tj ET\n"
    return Draft().only(slanted % (440, first) + slanted % (426, second)).bytes()


@case(
    "turned", "text at ninety degrees and askew on a turned page", kept=(*KEPT, "Staand", "Schuin")
)
def _turned() -> bytes:
    draft = Draft()
    draft.page.Rotate = 90
    draft.content(f"BT /F1 12 Tf 0 1 -1 0 350 100 Tm (Staand {NAME} lijn) Tj ET\n")
    draft.content(f"BT /F1 12 Tf 0.94 0.34 -0.34 0.94 60 150 Tm (Schuin {NAME} lijn) Tj ET\n")
    return draft.bytes()


@case("type3", "Type 3 glyphs with names that tell")
def _type3() -> bytes:
    draft = Draft()
    names = [f"/{NAME}{i}" for i in range(3)]
    procs = DICT({n: draft.stream("600 0 0 0 500 700 d1 0 0 500 700 re f") for n in names})
    to_unicode = draft.stream(
        "begincmap 1 begincodespacerange <00><FF> endcodespacerange 3 beginbfchar "
        "<41><0041> <42><0042> <43><0043> endbfchar endcmap"
    )
    font = DICT(
        Type=N.Font, Subtype=N.Type3, FontBBox=ARRAY([0, 0, 600, 700]), Name=N("/" + NAME),
        FontMatrix=ARRAY([0.001, 0, 0, 0.001, 0, 0]), CharProcs=procs, FirstChar=65, LastChar=67,
        Widths=ARRAY([600, 600, 600]), ToUnicode=to_unicode, Resources=DICT(),
        Encoding=DICT(Type=N.Encoding, Differences=ARRAY([65, *[N(n) for n in names]])),
    )  # fmt: skip
    draft.resource("Font", "T3", draft.pdf.make_indirect(font))
    return draft.content("BT /T3 12 Tf 40 300 Td (ABC) Tj ET\n").bytes()


@case("soft_hyphen", "soft hyphens and zero-width characters in the text layer")
def _soft_hyphen() -> bytes:
    return _with_text(f"Naam {NAME[:4]}\u00ad{NAME[4:]} en {NAME[:5]}\u200b{NAME[5:]} daar")


@case("decomposed", "a decomposed accent", gone=(NAME, "Coëngrachts"))
def _decomposed() -> bytes:
    return _with_text("Naam Coe\u0308ngrachts en Coëngrachts daar")


def _with_text(text: str) -> bytes:
    """A second line in an embedded font that has every character."""
    with pymupdf.open(stream=Draft().bytes(), filetype="pdf") as document:
        page = document[0]
        writer = pymupdf.TextWriter(page.rect)
        font = pymupdf.Font("notos") if False else pymupdf.Font("helv")
        writer.append((40, 300), text, font=font, fontsize=11)
        writer.write_text(page)
        return bytes(document.tobytes())


@case("other_font_names", "names inside font dictionaries")
def _font_names() -> bytes:
    draft = Draft()
    draft.font.Name = N("/" + NAME)
    draft.font.FontDescriptor = draft.pdf.make_indirect(
        DICT(Type=N.FontDescriptor, FontName=N.Helvetica, FontFamily=pikepdf.String(NAME),
             CharSet=pikepdf.String(f"/{NAME}"), Flags=32)
    )  # fmt: skip
    draft.font.Encoding = DICT(
        Type=N.Encoding, BaseEncoding=N.WinAnsiEncoding, Differences=ARRAY([1, N("/" + NAME)])
    )
    return draft.bytes()


@case("comments", "comments and unknown operators in the content")
def _comments() -> bytes:
    text = f"% {NAME}\nBX ({NAME}) geheim EX\n"
    return Draft().content(text.replace(f"({NAME}) geheim ", "")).content(f"%{NAME}\n").bytes()


@case("junk_operands", "operands that no operator takes", in_place=False)
def _junk() -> bytes:
    return Draft().content(f"({NAME}) 1 w\n").bytes()


@case("user_unit", "user unit of two")
def _user_unit() -> bytes:
    draft = Draft()
    draft.page.UserUnit = 2
    return draft.bytes(min_version="1.6")


@case("split_contents", "a word cut in two content streams")
def _split() -> bytes:
    draft = Draft()
    data = BODY.encode()
    at = data.index(b"Tj")
    draft.page.Contents = ARRAY([draft.stream(data[:at]), draft.stream(data[at:])])
    return draft.bytes()


@case("crop_offset", "a media box that does not begin at zero")
def _offset() -> bytes:
    draft = Draft()
    draft.page.MediaBox = ARRAY([-50, -20, SIZE[0] - 50, SIZE[1] - 20])
    return draft.bytes()


@case("font_name", "a surname that is the name of the page's font", gone=("Helvetica",))
def _font_name() -> bytes:
    return Draft().content("BT /F1 11 Tf 40 300 Td (De heer Helvetica) Tj ET\n").bytes()


@case("font_not_in_file", "a tiny letter in a font that every reader replaces in its own way")
def _font_not_in_file() -> bytes:
    draft = Draft()
    draft.font.BaseFont = N("/Courier-Bold")
    return draft.content(f"BT /F1 1 Tf 40 300 Td ({NAME}) Tj ET\n").bytes()
