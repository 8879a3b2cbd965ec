"""Broken, locked, mislabelled and hostile files of every kind end as a named problem."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.helpers.cfb import compound_file
from tests.helpers.intake import take_in
from tests.helpers.msgs import Msg
from tests.helpers.office import Sheet, docx, odf, package, paragraph, pptx, xlsx
from tests.helpers.pdfs import simple_pdf
from woo_desk.convert import package as packages
from woo_desk.domain.document import IntakeProblem, Relation, SourceType

P = IntakeProblem
WORD = docx(paragraph("Tekst"))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="w"><w:body><w:p><w:r>'
    "<w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
)


def word_with(document: str) -> bytes:
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def picture(mode: str, size: tuple[int, int], form: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form)
    return out.getvalue()


def huge_png() -> bytes:
    """A picture that says it is 60,000 by 60,000, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def locked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("geheim.txt", "x")
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def many_sheets(count: int) -> bytes:
    return xlsx(*(Sheet(f"B{n}", [["x"]]) for n in range(count)))


DEEP = "<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400
ENCRYPTED_OFFICE = compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000})
OLD_WORD = compound_file({"WordDocument": b"x" * 5000})

PROBLEMS = [
    ("leeg.docx", b"", P.EMPTY),
    ("leeg.eml", b"", P.EMPTY),
    ("kort.docx", WORD[: len(WORD) // 2], P.DAMAGED),
    ("kort.xlsx", xlsx(Sheet("A", [["x"]]))[:200], P.DAMAGED),
    ("kort.pptx", pptx([("a", "", False)])[:200], P.DAMAGED),
    ("kort.odt", odf("text", "<text:p>x</text:p>")[:300], P.DAMAGED),
    ("kort.zip", package({"a.txt": "x" * 500})[:60], P.DAMAGED),
    ("kort.msg", Msg(plain="x" * 9000).build()[:700], P.DAMAGED),
    ("kort.png", picture("RGB", (300, 300), "PNG")[:60], P.DAMAGED),
    ("kort.jpg", picture("RGB", (300, 300), "JPEG")[:200], P.DAMAGED),
    ("kort.tif", picture("RGB", (30, 30), "TIFF")[:40], P.DAMAGED),
    ("slot.docx", ENCRYPTED_OFFICE, P.ENCRYPTED),
    ("slot.xlsx", ENCRYPTED_OFFICE, P.ENCRYPTED),
    ("slot.odt", odf("text", "", manifest="<manifest:encryption-data/>"), P.ENCRYPTED),
    ("bom.docx", word_with(BOMB), P.TOO_COMPLEX),
    ("buiten.docx", word_with(EXTERNAL), P.TOO_COMPLEX),
    ("diep.docx", docx(DEEP), P.DAMAGED),
    ("kapot.docx", word_with("<w:document>"), P.DAMAGED),
    (
        "leeg pak.docx",
        package({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}),
        P.DAMAGED,
    ),
    ("nullen.docx", docx("") + b"", None),
    ("opgeblazen.docx", word_with("<w:document>" + " " * 60_000_000), P.TOO_COMPLEX),
    ("reus.png", huge_png(), P.TOO_LARGE),
    ("oud.doc", OLD_WORD, P.OLD_OFFICE),
    ("oud.rtf", b"{\\rtf1 hallo}", P.OLD_OFFICE),
    ("vreemd.docx", b"\x00\x01\x02 geen document", P.NOT_WHAT_IT_SAYS),
    ("vreemd.msg", compound_file({"iets": b"x"}), P.NOT_WHAT_IT_SAYS),
    ("vreemd.bin", b"\x00\x01\x02", P.UNSUPPORTED),
    ("film.mp4", b"\0\0\0\x18ftypmp42", P.UNSUPPORTED),
    ("kapot.ics", b"BEGIN:VCALENDAR", None),
]


@pytest.mark.parametrize(("name", "content", "problem"), PROBLEMS, ids=[p[0] for p in PROBLEMS])
def test_named(tmp_path: Path, name: str, content: bytes, problem: P | None) -> None:
    taken = take_in(tmp_path, name, content)
    assert taken.result.problem is problem
    assert bool(taken.result.pages) is (problem is None), "pages or a problem, never neither"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("brief.pdf", WORD, SourceType.DOCX),
        ("brief.txt", WORD, SourceType.DOCX),
        ("brief.docx", simple_pdf(["x"]), SourceType.PDF),
        ("blad.doc", xlsx(Sheet("A", [["x"]])), SourceType.XLSX),
        ("foto.pdf", picture("RGB", (9, 9), "PNG"), SourceType.IMAGE),
        ("bericht.txt", b"From: a@b.example\nMIME-Version: 1.0\n\nx", SourceType.MAIL),
        ("bericht", Msg(plain="x").build(), SourceType.MSG),
        ("pagina", b"<!DOCTYPE html><p>x", SourceType.HTML),
        ("archief.docx", package({"a.txt": "x"}), SourceType.ZIP),
        ("geplakt.txt", b"From: Jan\nTo: Piet\nSubject: iets\n\nHallo", SourceType.TEXT),
        ("nota.txt", b"BM is een afkorting van bestuursmodel", SourceType.TEXT),
    ],
)
def test_kind_is_by_content(tmp_path: Path, name: str, content: bytes, kind: SourceType) -> None:
    taken = take_in(tmp_path, name, content)
    assert (taken.result.source_type, taken.result.problem) == (kind, None)


def test_archive_with_tricks(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("map/goed.txt", "goed")
        file.writestr("../../etc/kwaad.txt", "ontsnapt")
        file.writestr("C:\\kwaad.txt", "station")
        link = zipfile.ZipInfo("koppeling")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("bom.txt", b"\0" * 50_000_000)
    taken = take_in(tmp_path, "a.zip", out.getvalue())
    found = {child.path_in_container: child.problem for child in taken.result.children}
    assert found == {
        "map/goed.txt": None,
        "../../etc/kwaad.txt": None,
        "C:\\kwaad.txt": None,
        "bom.txt": P.ARCHIVE_LIMIT,
    }
    assert set(taken.result.warnings) == {P.ARCHIVE_NAMES, P.ARCHIVE_LIMIT}
    assert "koppeling [koppeling naar een ander bestand; niet gevolgd]" in taken.text
    written = sorted(path.name for path in (tmp_path / "in").iterdir())
    assert written == ["000000", "000001", "000002"], "under names of our own"
    assert {child.name for child in taken.result.children} == {
        "goed.txt", "kwaad.txt", "bom.txt",
    }  # fmt: skip


def test_locked_members_are_named_one_by_one(tmp_path: Path) -> None:
    (child,) = take_in(tmp_path, "a.zip", locked_zip()).result.children
    assert (child.name, child.problem, child.path) == ("geheim.txt", P.ENCRYPTED, "")


def test_archive_without_end(tmp_path: Path) -> None:
    """A zip in a zip in a zip: from a depth on it is named, not opened."""
    content = package({"x.txt": "diep"})
    taken = take_in(tmp_path, "a.zip", package({"b.zip": content}), depth=10)
    assert [child.problem for child in taken.result.children] == [P.TOO_DEEP]
    assert [child.problem for child in take_in(tmp_path, "a.zip", content).result.children] == [
        None
    ]


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_MEMBERS", 3)
    content = package({f"{n}.txt": "x" for n in range(4)})
    assert take_in(tmp_path, "a.zip", content).result.problem is P.ARCHIVE_LIMIT


def test_a_workbook_of_too_many_sheets(tmp_path: Path) -> None:
    assert take_in(tmp_path, "a.xlsx", many_sheets(5_100)).result.problem is P.TOO_MANY_PAGES


@pytest.mark.parametrize(
    ("mode", "form"),
    [("1", "TIFF"), ("L", "PNG"), ("RGBA", "PNG"), ("CMYK", "JPEG"), ("I;16", "PNG"),
     ("P", "GIF"), ("LA", "PNG"), ("F", "TIFF"), ("RGB", "BMP")],
)  # fmt: skip
def test_pictures_of_every_mode(tmp_path: Path, mode: str, form: str) -> None:
    taken = take_in(tmp_path, "scan", picture(mode, (200, 100), form))
    assert taken.result.problem is None
    (page,) = taken.result.pages
    assert (page.has_text, page.width > page.height) == (False, True)


def test_a_turned_picture_of_many_pages(tmp_path: Path) -> None:
    image = Image.new("RGB", (200, 100), "red")
    exif = image.getexif()
    exif[0x0112], exif[0x013B] = 6, "Fotograaf Jansen"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, dpi=(100, 100))
    taken = take_in(tmp_path, "foto.jpg", out.getvalue())
    (page,) = taken.result.pages
    assert (page.width, page.height) == (72.0, 144.0)
    assert "Fotograaf Jansen" in taken.details
    out = io.BytesIO()
    pages = [Image.new("1", (1240, 1754), n % 2) for n in range(3)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4",
                  dpi=(150, 150))  # fmt: skip
    assert len(take_in(tmp_path, "scan.tif", out.getvalue()).result.pages) == 3


def test_a_mail_in_a_mail_without_end(tmp_path: Path) -> None:
    content = b"From: a@b.example\r\nDate: x\r\n\r\ndiep\r\n"
    for number in range(40):
        head = "From: a@b.example\r\nDate: x\r\nContent-Type: multipart/mixed; "
        head += f"boundary=g{number}x\r\n\r\n--g{number}x\r\nContent-Type: message/rfc822\r\n\r\n"
        content = head.encode() + content + f"\r\n--g{number}x--\r\n".encode()
    taken = take_in(tmp_path, "a.eml", content, depth=9)
    (child,) = taken.result.children
    inner = take_in(tmp_path, child.name, Path(child.path).read_bytes(), depth=10)
    assert [one.problem for one in inner.result.children] == [P.TOO_DEEP]


def test_a_message_of_too_many_parts(tmp_path: Path) -> None:
    parts = b"--g\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 2_100
    content = b"From: a\r\nDate: x\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n" + parts
    assert take_in(tmp_path, "a.eml", content + b"--g--\r\n").result.problem is P.TOO_COMPLEX


def test_files_inside_a_pdf_are_documents_of_their_own(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(simple_pdf(["Omslag"]))) as pdf:
        pdf.attachments["blad é.xlsx"] = xlsx(Sheet("A", [["x"]]))
        pdf.attachments["brief.txt"] = b"inhoud"
        out = io.BytesIO()
        pdf.save(out)
    taken = take_in(tmp_path, "map.pdf", out.getvalue())
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    assert [child.name for child in taken.result.children] == ["blad é.xlsx", "brief.txt"]
    assert {child.relation for child in taken.result.children} == {Relation.EMBEDDED}
    assert taken.child("brief.txt") == b"inhoud"
