"""One leak planted in each channel of a file besides the page: the verifier finds each."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.verify import build
from tests.verify.build import NAME, Change
from woo_desk.domain.export import ResidueKind as Kind

SECRET = f"de heer {NAME}"


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = SECRET


def _author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "iemand anders"


def _custom_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Behandelaar"] = "iemand anders"


def _xmp(text: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        xml = (
            "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
            "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
            f"xmlns:dc='http://purl.org/dc/elements/1.1/'>{text}</rdf:Description></rdf:RDF>"
            "</x:xmpmeta><?xpacket end='w'?>"
        )
        pdf.Root.Metadata = pdf.make_stream(xml.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return change


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["brief.txt"] = SECRET.encode()


def _zip_attachment(pdf: pikepdf.Pdf) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{SECRET}</w:t>")
    pdf.attachments["brief.docx"] = packed.getvalue()


def _annotation(**entries: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 30, 30]))
        for key, value in entries.items():
            note[f"/{key}"] = value
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return change


def _form_field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("naam"), V=String(SECRET)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))


def _named_script(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"x='{NAME}'".encode()))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def _structure(pdf: pikepdf.Pdf) -> None:
    leaf = pdf.make_indirect(Dictionary(S=Name.Span, ActualText=String(SECRET)))
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([leaf]))
    )


def _page_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))


def _destination(pdf: pikepdf.Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(SECRET), place])))


def _old_destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = Dictionary({f"/{NAME}": Array([pdf.pages[0].obj, Name.Fit])})


def _font_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font.F0.BaseFont = Name(f"/{NAME}-Bold")


def _font_program(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(b"%!PS-AdobeFont-1.0 \x00\x01\x02\xff" * 9 + NAME.encode() + b"\x00")
    pdf.pages[0].Resources.Font.F0.FontDescriptor = pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile=program)
    )


def _resource_name(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    fonts[f"/{NAME}"] = fonts.F0


def _page_key(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj[f"/{NAME}"] = 1


def _thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        bytes(100), Width=10, Height=10, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def _private_data(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(Word=Dictionary(Private=String(SECRET)))


def _separation(pdf: pikepdf.Pdf) -> None:
    tint = pdf.make_stream(b"{}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    pdf.pages[0].Resources.ColorSpace = Dictionary(
        Spot=Array([Name.Separation, Name(f"/{NAME}"), Name.DeviceCMYK, tint])
    )


def _inherited_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(
        f"BT ({NAME}) Tj ET".encode(), Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
    )
    pdf.Root.Pages.Resources = Dictionary(XObject=Dictionary(X0=form))


def _unused_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(
        b"BT [(Kwartel) -20 (mans)] TJ ET", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
    )
    pdf.pages[0].Resources.XObject = Dictionary(X0=form)


def _pattern(pdf: pikepdf.Pdf) -> None:
    pattern = pdf.make_stream(
        f"BT /F0 9 Tf ({NAME}) Tj ET".encode(),
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9,
        Resources=Dictionary(),
    )  # fmt: skip
    pdf.pages[0].Resources.Pattern = Dictionary(P0=pattern)


def _hidden_page(pdf: pikepdf.Pdf) -> None:
    page = Dictionary(Type=Name.Page, Contents=pdf.make_stream(f"({NAME}) Tj".encode()))
    pdf.Root.Names = Dictionary(
        Templates=Dictionary(Names=Array([String("t"), pdf.make_indirect(page)]))
    )


def _encoded(text: bytes) -> Change:
    """A string of the document, in an encoding of choice, where a title is allowed."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = String(text)

    return change


CHANGES: dict[str, tuple[Change, set[Kind]]] = {
    "info": (_info, {Kind.METADATA}),
    "author": (_author, {Kind.METADATA}),
    "custom info": (_custom_info, {Kind.METADATA}),
    "xmp": (_xmp(f"<dc:title>{NAME}</dc:title>"), {Kind.METADATA}),
    "xmp entities": (_xmp("<dc:title>Kwartel&#109;ans</dc:title>"), {Kind.METADATA}),
    "xmp creator": (_xmp("<dc:creator>iemand</dc:creator>"), {Kind.METADATA}),
    "bookmark": (_bookmark, {Kind.OUTLINE}),
    "attachment": (_attachment, {Kind.ATTACHMENT}),
    "attached zip": (_zip_attachment, {Kind.ATTACHMENT}),
    "note": (_annotation(Subtype=Name.Text, Contents=String(SECRET)), {Kind.ANNOTATION}),
    "link": (
        _annotation(
            Subtype=Name.Link,
            A=Dictionary(S=Name.URI, URI=String("mailto:k%77artelmans@example.nl")),
        ),
        {Kind.LINK},
    ),
    "widget": (
        _annotation(Subtype=Name.Widget, FT=Name.Tx, V=String(SECRET)),
        {Kind.FORM_FIELD},
    ),
    "form field": (_form_field, {Kind.FORM_FIELD}),
    "script": (_script, {Kind.SCRIPT}),
    "named script": (_named_script, {Kind.SCRIPT}),
    "layer": (_layer, {Kind.LAYER}),
    "structure": (_structure, {Kind.STRUCTURE}),
    "page label": (_page_label, {Kind.RAW_BYTES}),
    "named destination": (_destination, {Kind.LINK}),
    "old destination": (_old_destination, {Kind.LINK}),
    "font name": (_font_name, {Kind.FONT}),
    "font program": (_font_program, {Kind.FONT}),
    "resource name": (_resource_name, {Kind.RAW_BYTES}),
    "page key": (_page_key, {Kind.STRUCTURE}),
    "thumbnail": (_thumbnail, {Kind.STRUCTURE}),
    "private data": (_private_data, {Kind.METADATA}),
    "colorant": (_separation, {Kind.RAW_BYTES}),
    "inherited form": (_inherited_form, {Kind.STRUCTURE}),
    "unused form": (_unused_form, {Kind.TEXT}),
    "pattern": (_pattern, {Kind.TEXT}),
    "template page": (_hidden_page, {Kind.STRUCTURE}),
    "utf-16be": (_encoded(b"\xfe\xff" + NAME.encode("utf-16-be")), {Kind.METADATA}),
    "utf-16le": (_encoded(b"\xff\xfe" + NAME.encode("utf-16-le")), {Kind.METADATA}),
    "utf-16 without mark": (_encoded(NAME.encode("utf-16-be")), {Kind.METADATA}),
    "utf-8": (_encoded(b"\xef\xbb\xbf" + "Kwärtelmans".encode()), {Kind.METADATA}),
}


@pytest.mark.parametrize("channel", CHANGES)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "object-stream"])
def test_planted_leak_is_found(tmp_path: Path, channel: str, packed: bool) -> None:
    change, expected = CHANGES[channel]
    modes = pikepdf.ObjectStreamMode
    data = build.make_pdf(change=change, object_streams=modes.generate if packed else modes.disable)
    result = build.verify(tmp_path, data)
    assert result.has_leak
    assert expected <= build.kinds(result)
    for residue in result.residues:
        assert NAME.lower() not in f"{residue.place}{residue.file_name}".lower()


@pytest.mark.parametrize(
    "literal",
    [
        rb"(\113\167artelmans)",
        rb"(Kwartel\055mans)",
        b"(Kwar\\\ntelmans)",
        b"<4B776172 74656C6D616E73>",
        b"(Kwart(el)mans)",
    ],
    ids=["octal", "octal hyphen", "line continuation", "hex", "parentheses"],
)
def test_spelling_of_strings(tmp_path: Path, literal: bytes) -> None:
    data = build.make_pdf(change=lambda pdf: pdf.docinfo.__setitem__("/Title", String("TITEL")))
    assert b"(TITEL)" in data
    data = data.replace(b"(TITEL)", literal)
    assert Kind.METADATA in build.kinds(build.verify(tmp_path, data))


def _insert_object(data: bytes, body: bytes) -> bytes:
    """The same file with an object that no cross-reference table knows."""
    place = data.index(b"xref\n")
    return data[:place] + b"99 0 obj\n" + body + b"\nendobj\n" + data[place:]


def test_object_outside_the_table(tmp_path: Path) -> None:
    data = _insert_object(build.make_pdf(), f"({NAME})".encode())
    found = build.kinds(build.verify(tmp_path, data))
    assert {Kind.UNREFERENCED_OBJECT, Kind.RAW_BYTES} <= found


def test_stream_outside_the_table(tmp_path: Path) -> None:
    packed = zlib.compress(f"BT ({NAME}) Tj ET".encode())
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    found = build.kinds(build.verify(tmp_path, _insert_object(build.make_pdf(), stream)))
    assert {Kind.UNREFERENCED_OBJECT, Kind.RAW_BYTES} <= found


def test_unreferenced_object_in_the_table(tmp_path: Path) -> None:
    """What qpdf would drop on saving is made by hand: the old page content stays in the file."""
    data = build.make_pdf(
        change=lambda pdf: setattr(pdf.Root, "Lost", pdf.make_stream(b"(oud) Tj"))
    )
    data, count = re.subn(rb"/Lost \d 0 R", b"/Lang (nl) ", data)
    assert count == 1
    assert build.kinds(build.verify(tmp_path, data)) == {Kind.UNREFERENCED_OBJECT}


def test_shadow_of_an_object(tmp_path: Path) -> None:
    data = build.make_pdf()
    place = data.index(b"1 0 obj")
    data = data[:place] + f"1 0 obj\n<</Title({NAME})>>\nendobj\n".encode() + data[place:]
    found = build.kinds(build.verify(tmp_path, data))
    assert Kind.UNREFERENCED_OBJECT in found


def test_incremental_revision(tmp_path: Path) -> None:
    old = build.make_pdf([build.source()])
    revised = build.make_pdf()
    shift = len(old)
    table = revised.rindex(b"startxref")
    result = build.verify(tmp_path, old + revised[revised.index(b"1 0 obj") : table] + (
        b"startxref\n%d\n%%%%EOF\n" % shift
    ))  # fmt: skip
    found = build.kinds(result)
    assert {Kind.STRUCTURE, Kind.UNREFERENCED_OBJECT} <= found


@pytest.mark.parametrize("where", ["before", "after", "comment"])
def test_bytes_outside_the_structure(tmp_path: Path, where: str) -> None:
    data, secret = build.make_pdf(), f"% {NAME}\n".encode()
    if where == "before":
        data = secret + data
    elif where == "after":
        data += secret
    else:
        place = data.index(b"xref\n")
        data = data[:place] + secret + data[place:]
    found = build.kinds(build.verify(tmp_path, data))
    assert {Kind.STRUCTURE, Kind.RAW_BYTES} <= found


def test_comment_inside_an_object(tmp_path: Path) -> None:
    data = build.make_pdf()
    data = data.replace(b"/Type /Catalog", f"%{NAME}\n/Type /Catalog".encode())
    assert {Kind.STRUCTURE, Kind.RAW_BYTES} <= build.kinds(build.verify(tmp_path, data))


def test_bytes_after_packed_data(tmp_path: Path) -> None:
    """What stands behind the end of zlib data is read by nobody, and stays in the file."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents
        packed = zlib.compress(content.read_bytes()) + NAME.encode()
        content.write(packed, filter=Name.FlateDecode)

    data = build.make_pdf(change=change)
    if NAME.encode() not in data:  # qpdf unpacked and packed it again: put it back by hand
        packed = zlib.compress(b"q Q") + NAME.encode()
        body = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
        data = _insert_object(data, body)
    assert {Kind.STRUCTURE, Kind.RAW_BYTES} <= build.kinds(build.verify(tmp_path, data))


def test_encrypted_file(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build.make_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert build.verify(tmp_path, out.getvalue()).has_leak


def test_trailer_key(tmp_path: Path) -> None:
    data = build.make_pdf().replace(b"trailer <<", f"trailer << /X ({NAME}) ".encode(), 1)
    assert {Kind.STRUCTURE, Kind.METADATA} <= build.kinds(build.verify(tmp_path, data))


def test_file_name(tmp_path: Path) -> None:
    result = build.verify(tmp_path, build.make_pdf(), file_name=f"brief_{NAME.lower()}_v2.pdf")
    assert Kind.FILE_NAME in build.kinds(result)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_cut_off_file(tmp_path: Path, share: float) -> None:
    data = build.make_pdf()
    result = build.verify(tmp_path, data[: int(len(data) * share)])
    assert Kind.UNREADABLE in build.kinds(result)
    assert result.has_leak


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"])
def test_no_pdf_at_all(tmp_path: Path, data: bytes) -> None:
    result = build.verify(tmp_path, data)
    assert Kind.UNREADABLE in build.kinds(result)


def test_damaged_stream(tmp_path: Path) -> None:
    data = build.make_pdf()
    place = data.index(b"stream\n") + 20
    result = build.verify(tmp_path, data[:place] + b"\x00\x00\x00\x00" + data[place + 4 :])
    assert Kind.UNREADABLE in build.kinds(result)
