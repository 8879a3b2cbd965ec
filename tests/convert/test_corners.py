"""Odd corners of real files, each of which once lost or hid something; found on files of others."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.cfb import compound_file
from tests.helpers.intake import take_in
from tests.helpers.msgs import Msg
from tests.helpers.office import Sheet, docx, package, paragraph, relations, xlsx
from woo_desk.domain.document import HiddenKind, IntakeProblem, SourceType

H, P = HiddenKind, IntakeProblem
WORD = "geheimwoord"
_MAIN = "http://schemas.openxmlformats.org/"
_SHEET = f'xmlns="{_MAIN}spreadsheetml/2006/main"'


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_strings_of_a_workbook_lie_where_it_says(tmp_path: Path) -> None:
    """Elsewhere, under Windows separators or other capitals: cells showed numbers, not names."""
    parts = members(xlsx(Sheet("A", [[WORD]])))
    strings = parts.pop("xl/sharedStrings.xml")
    links = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="w" Type="x/sharedStrings" Target="woorden.xml"/></Relationships>',
    )
    moved = {**parts, "xl/woorden.xml": strings, "xl/_rels/workbook.xml.rels": links}
    usual = members(xlsx(Sheet("A", [[WORD]])))
    windows = {name.replace("/", "\\").lower(): part for name, part in usual.items()}
    items = strings.replace(b"<si>", b"<sstItem>").replace(b"</si>", b"</sstItem>")
    early = {**parts, "xl/sharedStrings.xml": items}
    for number, each in enumerate((moved, windows, early)):
        taken = take_in(tmp_path, f"{number}.xlsx", package(each))
        assert WORD in taken.text
        assert taken.result.warnings == ()


def test_a_cell_whose_text_is_not_there_is_named(tmp_path: Path) -> None:
    parts = members(xlsx(Sheet("A", [[WORD]])))
    parts.pop("xl/sharedStrings.xml")
    assert P.PART_LEFT_OUT in take_in(tmp_path, "a.xlsx", package(parts)).result.warnings


def asides(inside: str, extra: dict[str, str | bytes]) -> bytes:
    sheet = (
        f'<worksheet {_SHEET} xmlns:r="{_MAIN}officeDocument/2006/relationships"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>zichtbaar</t></is></c></row></sheetData>'
        f"{inside}</worksheet>"
    )
    return xlsx(Sheet("A", [["x"]]), extra={"xl/worksheets/sheet1.xml": sheet, **extra})


THREAD: dict[str, str | bytes] = {
    "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="tc"><threadedComment'
    ' ref="A1" personId="{1}" id="1"><text>een opmerking</text></threadedComment>'
    "</ThreadedComments>",
    "xl/persons/person.xml": '<personList xmlns="tc"><person id="{1}" displayName="geheimwoord"/>'
    "</personList>",
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
        ("t1", "threadedComment", "../threadedComments/threadedComment1.xml")
    ),
}
HINT = (
    f'<dataValidations><dataValidation promptTitle="Vul in" prompt="{WORD}" sqref="A1"/>'
    "</dataValidations>"
)
CHOICES = (
    f'<dataValidations><dataValidation type="list" sqref="A1"><formula1>"ja,{WORD}"</formula1>'
    "</dataValidation></dataValidations>"
)
SCENARIO = (
    f'<scenarios><scenario name="Krimp" user="{WORD}" comment="ruw"><inputCells r="A1" val="5"/>'
    "</scenario></scenarios>"
)
BUTTON: dict[str, str | bytes] = {
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:v"><v:shape><v:textbox><div><font>Stuur aan'
    f" {WORD}<br></font></div></v:textbox></v:shape></xml>"
}
SOURCE: dict[str, str | bytes] = {
    "xl/connections.xml": f'<connections {_SHEET}><connection id="1" name="c"><dbPr'
    f' connection="Server=s;User={WORD}" command="SELECT 1"/></connection></connections>'
}


@pytest.mark.parametrize(
    ("inside", "extra", "kind"),
    [("", THREAD, H.COMMENT), (HINT, {}, H.HIDDEN_CELLS), (CHOICES, {}, H.HIDDEN_CELLS),
     (SCENARIO, {}, H.HIDDEN_CELLS), ("", BUTTON, H.TEXT_BOX), ("", SOURCE, H.METADATA)],
    ids=["writer of a thread", "hint", "choices", "scenario", "button", "source of data"],
)  # fmt: skip
def test_what_hangs_on_a_workbook(
    tmp_path: Path, inside: str, extra: dict[str, str | bytes], kind: HiddenKind
) -> None:
    taken = take_in(tmp_path, "a.xlsx", asides(inside, extra))
    assert WORD in taken.details
    assert kind.value in taken.hidden
    assert taken.result.warnings == ()
    assert kind is H.METADATA or WORD in taken.text


def test_what_hangs_on_a_word_document(tmp_path: Path) -> None:
    w = f'xmlns:w="{_MAIN}wordprocessingml/2006/main"'
    content = docx(
        paragraph("zichtbaar"),
        footnotes='<w:footnote w:type="continuationNotice" w:id="1">'
        f"{paragraph('vervolg ' + WORD)}</w:footnote>",
        extra={
            "word/settings.xml": f'<w:settings {w}><w:docVars><w:docVar w:name="steller"'
            ' w:val="Coba Mulder"/></w:docVars><w:mailMerge><w:query w:val="SELECT * FROM'
            ' `Adressen`"/></w:mailMerge></w:settings>',
            "customXml/item1.xml": f"<a>{'x ' * 15_000}</a>",
        },
    )
    taken = take_in(tmp_path, "a.docx", content)
    assert WORD in taken.text
    assert taken.result.warnings == ()
    assert "steller = Coba Mulder" in taken.details
    assert "Adressen" in taken.details
    assert "nog 10.000" in taken.text or "nog 9" in taken.text, "what is cut says so"


def test_a_package_of_another_program_is_named_and_not_taken_apart(tmp_path: Path) -> None:
    drawing = package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(),
            "visio/document.xml": "<v/>",
        }
    )
    taken = take_in(tmp_path, "a.vsdx", drawing)
    assert (taken.result.problem, taken.result.children) == (P.UNSUPPORTED, ())


def test_a_binary_workbook_is_for_another_program(tmp_path: Path) -> None:
    content = package({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83\x01\x00"})
    taken = take_in(tmp_path, "a.xlsb", content)
    assert (taken.result.problem, taken.result.old_kind) == (P.OLD_OFFICE, "xlsb")


def test_what_was_written_with_an_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "x")
        file.comment = f"van {WORD}".encode()
    taken = take_in(tmp_path, "a.zip", out.getvalue())
    assert WORD in taken.text
    assert H.COMMENT.value in taken.hidden


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_text_in_every_code(tmp_path: Path, name: str, encoding: str) -> None:
    taken = take_in(tmp_path, name, "Naam;Joëlle Müller\r\nPlaats;Den Haag\r\n".encode(encoding))
    assert taken.result.problem is None
    assert "Joëlle Müller" in taken.text


def test_a_mailbox_after_an_empty_line(tmp_path: Path) -> None:
    mail = "From a@b Mon May  1 09:00:00 2023\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nx\r\n\r\n"
    taken = take_in(tmp_path, "a.mbox", b"\r\n" + 2 * mail.encode())
    assert (taken.result.source_type, len(taken.result.children)) == (SourceType.MBOX, 2)


def test_a_page_with_all_that_a_browser_does_not_show(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Een titel</title><meta name="author" content="Anna Bakker"><style>'
        "<!-- p {} --></style></head><body><p>zichtbaar</p><!-- vraag Coba Mulder --><noscript>zet"
        f' {WORD} aan</noscript><template>sjabloon</template><input type="hidden" value="veld">'
        "<svg><text>in de tekening</text></svg><!--[if mso]><p>mso</p><![endif]--></body></html>"
    )
    taken = take_in(tmp_path, "a.html", page.encode())
    assert taken.result.warnings == ()
    for words in ("Een titel", WORD, "sjabloon", "veld", "in de tekening"):
        assert words in taken.text
    for words in ("Anna Bakker", "vraag Coba Mulder", WORD, "sjabloon", "veld"):
        assert words in taken.details
    assert "p {}" not in taken.details


def test_a_title_in_the_text_of_a_message(tmp_path: Path) -> None:
    """Exchange puts the subject there; each of its messages was said to have lost text."""
    page = b"<html><head><title>Cijfers</title></head><body><p>Beste Bas</p></body></html>"
    taken = take_in(tmp_path, "a.msg", Msg(subject="Cijfers", html=page).build())
    assert taken.result.warnings == ()
    assert "titel van de pagina: Cijfers" in taken.text
    plain = take_in(tmp_path, "b.msg", Msg(subject="Cijfers", html=b"<p>Beste Bas</p>").build())
    assert taken.result.mail is not None
    assert plain.result.mail is not None
    assert taken.result.mail.body_key == plain.result.mail.body_key, "it is the same message"


def item(kind: str, numbers: dict[int, int | str], texts: dict[int, str], at: int = 0) -> bytes:
    """An item of Outlook with named properties: number of each -> what it stands for."""
    streams = Msg(kind=kind, subject="Overleg", plain="Agenda volgt").streams()
    entries, names = b"", b""
    for number, what in numbers.items():
        if isinstance(what, str):
            entries += struct.pack("<IHH", len(names), 1, number - 0x8000)
            coded = what.encode("utf-16-le")
            names += struct.pack("<I", len(coded)) + coded
        else:
            entries += struct.pack("<IHH", what, 0, number - 0x8000)
    streams["__nameid_version1.0/__substg1.0_00030102"] = entries
    streams["__nameid_version1.0/__substg1.0_00040102"] = names or b"\0\0\0\0"
    for number, words in texts.items():
        streams[f"__substg1.0_{number:04X}001F"] = words.encode("utf-16-le")
    if at:
        streams["__properties_version1.0"] += struct.pack(
            "<HHIQ", 0x0040, at, 6, 133620000000000000
        )
    return compound_file(streams)


def test_an_appointment_of_outlook(tmp_path: Path) -> None:
    content = item("IPM.Appointment", {0x8000: 0x820D, 0x8001: 0x8208, 0x8002: 0x8238},
                   {0x8001: "kamer 4.12", 0x8002: "Anna Bakker; Bas Smit"}, at=0x8000)  # fmt: skip
    taken = take_in(tmp_path, "a.msg", content)
    assert "Locatie: kamer 4.12" in taken.text
    assert "Deelnemers: Anna Bakker; Bas Smit" in taken.text
    assert "Begin: 4 juni 2024" in taken.text
    assert taken.result.warnings == ()


def test_a_contact_of_outlook_and_the_labels_of_a_message(tmp_path: Path) -> None:
    taken = take_in(
        tmp_path, "a.msg", item("IPM.Contact", {}, {0x3A1C: "06-12345678", 0x3A20: "vier"})
    )
    assert "Mobiel: 06-12345678" in taken.text
    assert "Ander veld van Outlook: vier" in taken.text
    streams = Msg(plain="tekst").streams()
    streams["__nameid_version1.0/__substg1.0_00030102"] = struct.pack("<IHH", 0, 1, 0)
    streams["__nameid_version1.0/__substg1.0_00040102"] = struct.pack("<I", 16) + "Keywords".encode(
        "utf-16-le"
    )
    streams["__substg1.0_8000101F-00000000"] = f"{WORD}\0".encode("utf-16-le")
    streams["__properties_version1.0"] += struct.pack("<HHIQ", 0x0003, 0x0036, 6, 3)
    taken = take_in(tmp_path, "b.msg", compound_file(streams))
    assert f"Keywords: {WORD}" in taken.details
    assert "Sensitivity: Company-Confidential" in taken.details


def test_an_attachment_that_lies_elsewhere_is_named(tmp_path: Path) -> None:
    streams = Msg(plain="zie bijlage").streams()
    base = "__attach_version1.0_#00000000/"
    place = "\\\\server\\map\\nota Jansen.docx"
    streams[f"{base}__substg1.0_370D001F"] = place.encode("utf-16-le")
    streams[f"{base}__properties_version1.0"] = b"\0" * 8 + struct.pack("<HHIQ", 3, 0x3705, 6, 4)
    taken = take_in(tmp_path, "a.msg", compound_file(streams))
    assert place in taken.text
    assert P.PART_LEFT_OUT in taken.result.warnings


TEAMS = {
    "conversations": [
        {
            "displayName": "Nareis overleg",
            "MessageList": [
                {
                    "from": "Jo\u00eblle Bakker",
                    "originalarrivaltime": "2023-05-04T09:12:00Z",
                    "content": '<p>Zie <b>cijfers</b></p><img src="https://x.example/p.png">',
                    "edited": True,
                }
            ],
        }
    ]
}


def test_a_chat_of_teams(tmp_path: Path) -> None:
    content = json.dumps(TEAMS).encode()
    assert b"Jo\\u00eblle" in content, "as it stands nobody would find her"
    taken = take_in(tmp_path, "berichten.json", content)
    assert taken.result.warnings == ()
    assert "2023-05-04T09:12:00Z Joëlle Bakker: Zie cijfers" in taken.text
    assert "edited: ja" in taken.text
    assert H.REMOTE.value in taken.hidden


def test_a_chat_of_slack_and_data_line_by_line(tmp_path: Path) -> None:
    rows = [{"user": "U1", "ts": "1683191520.000100", "text": "Akkoord, Bas"}, {"n": [1, None]}]
    content = "\n".join(map(json.dumps, rows)).encode()
    taken = take_in(tmp_path, "kanaal.json", content)
    assert "1683191520.000100 (04-05-2023 09:12 UTC) U1: Akkoord, Bas" in taken.text
    assert take_in(tmp_path, "b.txt", b'[{"open": ').text == '[{"open":'
    deep = b"[" * 100_000 + b"]" * 100_000
    assert take_in(tmp_path, "c.json", deep).result.problem is P.TOO_COMPLEX


def test_what_a_camera_or_a_program_wrote_into_a_picture(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (300, 80), "white")
    exif = Image.Exif()
    exif[0x9C9D] = "Wim Schrijver\0".encode("utf-16-le")
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0bij de gebruiker"
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc>Xavier</dc><a dc:creator='Yvo'/></x:xmpmeta>"
    out = io.BytesIO()
    sheet.save(out, "JPEG", exif=exif, comment=b"van Coba", xmp=packet)
    taken = take_in(tmp_path, "a.jpg", out.getvalue())
    for words in ("Wim Schrijver", "bij de gebruiker", "van Coba", "Xavier", "dc:creator: Yvo"):
        assert words in taken.details
    out = io.BytesIO()
    sheet.save(out, "GIF", comment=b"van Dirk")
    assert "van Dirk" in take_in(tmp_path, "a.gif", out.getvalue()).details
    out = io.BytesIO()
    sheet.save(out, "WEBP")
    assert take_in(tmp_path, "a.webp", out.getvalue()).result.source_type is SourceType.IMAGE
    sound = b"RIFF\0\0\0\0WAVEfmt "
    assert take_in(tmp_path, "a.wav", sound).result.problem is P.UNSUPPORTED


def test_a_chat_of_whatsapp(tmp_path: Path) -> None:
    chat = (
        "[04-05-2023 09:12:33] Joëlle: Zie bijlage\r\n\u200e[04-05-2023 09:13:01] Bas:"
        " \u200e<bijgevoegd: 00000002-PHOTO.jpg>\r\n"
    )
    taken = take_in(tmp_path, "_chat.txt", chat.encode())
    assert "[04-05-2023 09:13:01] Bas: <bijgevoegd: 00000002-PHOTO.jpg>" in taken.text
