"""Each kind of file in each bad way: a named problem, or pages with all that is left of it."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.cases import FixedClock
from tests.helpers.cfb import compound_file
from tests.helpers.intake import take_in
from tests.helpers.msgs import Msg
from tests.helpers.office import Sheet, docx, odf, package, paragraph, pptx, xlsx
from tests.helpers.pdfs import PdfBuilder, page_tree_loop, simple_pdf, truncated
from woo_desk.convert import archive
from woo_desk.convert import package as packages
from woo_desk.domain.document import IntakeProblem, SourceType
from woo_desk.domain.ground import LegalBasis
from woo_desk.pdf.limits import MAX_BYTES
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.requests import PrepareRequest
from woo_desk.workers import tasks_intake
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.tasks_intake import MAX_CONTAINER_BYTES

P = IntakeProblem
WORDS = "Woorden van het stuk over nareis. " * 20
HEAD = (
    b"From: a@b.example\r\nTo: c@d.example\r\nDate: Fri, 07 Jun 2024 14:03:00 +0200\r\n"
    b"Subject: Cijfers\r\nMIME-Version: 1.0\r\n"
)
MAIL = HEAD + b"\r\n" + WORDS.encode()
CELL = f"<table:table-cell><text:p>{WORDS}</text:p></table:table-cell>"
TABLE = f'<table:table table:name="A"><table:table-row>{CELL}</table:table-row></table:table>'
SLIDE = (
    f"<draw:page><draw:frame><draw:text-box><text:p>{WORDS}</text:p></draw:text-box>"
    "</draw:frame></draw:page>"
)
EVENT = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{WORDS}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
BIFF = struct.pack("<HH", 0x0809, 16) + b"\0" * 16


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(out, form)
    return out.getvalue()


WHOLE: dict[str, bytes] = {
    "pdf": simple_pdf([WORDS[:70]]),
    "docx": docx(paragraph(WORDS)),
    "odt": odf("text", f"<text:p>{WORDS}</text:p>"),
    "xlsx": xlsx(Sheet("A", [[WORDS]])),
    "ods": odf("spreadsheet", TABLE),
    "pptx": pptx([(WORDS, "", False)]),
    "odp": odf("presentation", SLIDE),
    "eml": MAIL,
    "mbox": b"From a@b Fri Jun  7\r\n" + MAIL + b"\r\n",
    "msg": Msg(plain=WORDS * 20).build(),
    "html": f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>".encode(),
    "txt": WORDS.encode(),
    "csv": f"1;{WORDS}\r\n2;{WORDS}\r\n".encode(),
    "ics": EVENT.encode(),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "tif": picture("TIFF"),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "zip": package({"a.txt": WORDS * 30}),
    "doc": compound_file({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 5000}),
    "xls": compound_file({"Workbook": BIFF + b"\0" * 5000}),
    "ppt": compound_file({"PowerPoint Document": b"x" * 5000, "Current User": b"\0" * 40}),
    "rtf": b"{\\rtf1\\ansi " + WORDS.encode() + b"}",
}
OLD = ("doc", "xls", "ppt", "rtf")
LETTERS = ("eml", "mbox", "html", "txt", "csv", "ics")
"""Half of these is still a text, and all of that half is shown."""
KINDS = {
    "pdf": SourceType.PDF, "docx": SourceType.DOCX, "odt": SourceType.ODT, "xlsx": SourceType.XLSX,
    "ods": SourceType.ODS, "pptx": SourceType.PPTX, "odp": SourceType.ODP, "eml": SourceType.MAIL,
    "mbox": SourceType.MBOX, "msg": SourceType.MSG, "html": SourceType.HTML, "ics":
    SourceType.CALENDAR, "png": SourceType.IMAGE, "jpg": SourceType.IMAGE, "tif": SourceType.IMAGE,
    "gif": SourceType.IMAGE, "bmp": SourceType.IMAGE, "zip": SourceType.ZIP, "txt": SourceType.TEXT,
    "csv": SourceType.TEXT, **dict.fromkeys(OLD, SourceType.OLD_OFFICE),
}  # fmt: skip
PARTS = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml",
         "pptx": "ppt/slides/slide1.xml", "odt": "content.xml", "ods": "content.xml",
         "odp": "content.xml"}  # fmt: skip
every_kind = pytest.mark.parametrize("kind", WHOLE)


@every_kind
def test_whole(tmp_path: Path, kind: str) -> None:
    """What the other tests take away was there."""
    taken = take_in(tmp_path, f"a.{kind}", WHOLE[kind])
    assert taken.result.source_type is KINDS[kind]
    assert taken.result.problem is (P.OLD_OFFICE if kind in OLD else None)
    if KINDS[kind] not in (SourceType.IMAGE, SourceType.ZIP, SourceType.MBOX) and kind not in OLD:
        assert "Woorden van het stuk" in taken.text


@every_kind
def test_zero_bytes(tmp_path: Path, kind: str) -> None:
    assert take_in(tmp_path, f"a.{kind}", b"").result.problem is P.EMPTY


@every_kind
def test_half(tmp_path: Path, kind: str) -> None:
    whole = WHOLE[kind]
    taken = take_in(tmp_path, f"a.{kind}", whole[: len(whole) // 2])
    if kind in LETTERS:
        assert taken.result.problem is None
        said = taken.text or "".join(
            Path(child.path).read_text("utf-8") for child in taken.result.children
        )
        assert "Woorden van het stuk" in said or kind == "mbox"
    elif kind == "rtf":
        assert taken.result.problem is P.OLD_OFFICE
    elif kind == "pdf":
        assert taken.result.problem is P.DAMAGED or "repaired" in taken.hidden
    else:
        assert taken.result.problem is P.DAMAGED


def flagged(names: dict[str, bytes]) -> bytes:
    """A zip of which each member says that it is encrypted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in names.items():
            file.writestr(name, content)
    data = out.getvalue()
    return data.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\1\0").replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"
    )


SEALED = compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000})
SECRET = "<manifest:encryption-data/>"
ENVELOPED = bytes.fromhex("3080 06092a864886f70d010703 a080 0000 0000")
SMIME = (
    HEAD + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(ENVELOPED)
)
WORD_FLAGS = b"\xec\xa5\xc1\0" + b"\0" * 6 + struct.pack("<H", 0x0100)
LOCKED: dict[str, tuple[bytes, P]] = {
    "pdf": (PdfBuilder().page().text("x").build(user_password="x"), P.ENCRYPTED),
    "docx": (SEALED, P.ENCRYPTED),
    "xlsx": (SEALED, P.ENCRYPTED),
    "pptx": (SEALED, P.ENCRYPTED),
    "odt": (odf("text", "", manifest=SECRET), P.ENCRYPTED),
    "ods": (odf("spreadsheet", "", manifest=SECRET), P.ENCRYPTED),
    "odp": (odf("presentation", "", manifest=SECRET), P.ENCRYPTED),
    "eml": (SMIME, P.ENCRYPTED_MAIL),
    "msg": (Msg(attachments=(("smime.p7m", ENVELOPED),)).build(), P.ENCRYPTED_MAIL),
    "Msg": (
        Msg(kind="IPM.Note.SMIME", attachments=(("x", ENVELOPED),)).build(),
        P.ENCRYPTED_MAIL,
    ),
    "doc": (compound_file({"WordDocument": WORD_FLAGS + b"\0" * 5000}), P.ENCRYPTED),
    "xls": (
        compound_file({"Workbook": BIFF + struct.pack("<HH", 0x2F, 6) + b"\0" * 5000}),
        P.ENCRYPTED,
    ),
    "ppt": (
        compound_file(
            {
                "PowerPoint Document": b"x" * 5000,
                "Current User": b"\0" * 12 + b"\xdf\xc4\xd1\xf3" + b"\0" * 9,
            }
        ),
        P.ENCRYPTED,
    ),
}


@pytest.mark.parametrize("kind", LOCKED)
def test_with_a_password(tmp_path: Path, kind: str) -> None:
    content, problem = LOCKED[kind]
    taken = take_in(tmp_path, f"a.{kind}", content)
    assert taken.result.problem is problem
    assert taken.result.pages == ()


def test_an_archive_and_a_mailbox_with_a_password(tmp_path: Path) -> None:
    taken = take_in(tmp_path, "a.zip", flagged({"a.txt": b"x", "b.pdf": b"y"}))
    assert [child.problem for child in taken.result.children] == [P.ENCRYPTED] * 2
    assert taken.result.problem is None, "the list of what is in it can be read"
    taken = take_in(tmp_path, "a.mbox", b"From a@b Fri Jun  7\r\n" + SMIME + b"\r\n")
    (child,) = taken.result.children
    content = Path(child.path).read_bytes()
    assert take_in(tmp_path, child.name, content).result.problem is P.ENCRYPTED_MAIL


@every_kind
def test_under_another_name(tmp_path: Path, kind: str) -> None:
    """What can be read is read; what is no such thing is named."""
    for suffix in ("docx", "txt", "png", "zip", ""):
        taken = take_in(tmp_path, f"a.{suffix}", WHOLE[kind])
        assert taken.result.source_type is KINDS[kind], suffix
    if kind in ("html", "txt", "csv"):
        assert take_in(tmp_path, "a.pdf", WHOLE[kind]).result.problem is P.NOT_WHAT_IT_SAYS
    junk = take_in(tmp_path, f"a.{kind}", b"\0\1\2\3 geen document")
    assert junk.result.problem is P.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("kind", [kind for kind in WHOLE if kind not in PARTS])
def test_too_large(tmp_path: Path, kind: str) -> None:
    """A file with holes: it takes no room and is not read."""
    limit = MAX_CONTAINER_BYTES if kind in ("zip", "mbox") else MAX_BYTES
    path = tmp_path / f"a.{kind}"
    with path.open("wb") as file:
        file.write(WHOLE[kind])
        file.truncate(limit + 1)
    request = PrepareRequest(str(path), str(tmp_path / "uit.pdf"))
    result = tasks_intake.prepare(request, lambda _done, _total: None)
    assert (result.problem, result.pages) == (P.TOO_LARGE, ())


@pytest.mark.parametrize("kind", [*PARTS, "zip", "mbox"])
def test_between_what_fits_in_memory_and_what_a_dossier_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Archives and mailboxes are opened without being read as a whole; an Office file is not."""
    monkeypatch.setattr(tasks_intake, "MAX_BYTES", 100)
    taken = take_in(tmp_path, f"a.{kind}", WHOLE[kind])
    if kind in PARTS:
        assert (taken.result.problem, taken.result.source_type) == (P.TOO_LARGE, KINDS[kind])
    else:
        assert (taken.result.problem, len(taken.result.children)) == (None, 1)
    taken = take_in(tmp_path, "a.docx", WHOLE["docx"][:-30])
    assert taken.result.problem is P.DAMAGED


LOL = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


def with_entity(whole: bytes, part: str, entity: str) -> bytes:
    """An Office file of which one part begins with entities of its own, and uses one."""
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[part] = entity.encode() + parts[part].replace(WORDS.encode(), b"&c;")
    assert b"&c;" in parts[part]
    return package(parts)


def blown_up(whole: bytes, part: str) -> bytes:
    """An Office file of which one part is mostly air."""
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[part] += b" " * 60_000_000
    return package(parts)


@pytest.mark.parametrize("kind", PARTS)
def test_office_file_that_attacks(tmp_path: Path, kind: str) -> None:
    for content in (
        with_entity(WHOLE[kind], PARTS[kind], LOL),
        with_entity(WHOLE[kind], PARTS[kind], OUTSIDE),
        blown_up(WHOLE[kind], PARTS[kind]),
    ):
        taken = take_in(tmp_path, f"a.{kind}", content)
        assert taken.result.problem is P.TOO_COMPLEX
        assert "root:" not in taken.text


def loop_of_pictures() -> bytes:
    """A TIFF of which the first page says that the next one is itself."""
    data = bytearray(picture("TIFF"))
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * count, at)
    return bytes(data)


def circle_of_sectors() -> bytes:
    """A message whose directory goes round in a circle."""
    data = bytearray(Msg(plain=WORDS).build())
    (first,) = struct.unpack_from("<I", data, 48)
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, 512 * (table + 1) + 4 * first, first)
    return bytes(data)


NESTED = "<div>" * 30_000 + WORDS + "</div>" * 30_000
SMALL_MAIL = b"From a@b Fri Jun  7\r\nSubject: x\r\n\r\nx\r\n\r\n"
HOSTILE: dict[str, tuple[bytes, P | None]] = {
    "pdf": (page_tree_loop(), P.DAMAGED),
    "tif": (loop_of_pictures(), None),
    "msg": (circle_of_sectors(), None),
    "html": (f"<!DOCTYPE html><body>{NESTED}".encode(), P.TOO_COMPLEX),
    "txt": (("\u202e" + WORDS * 100).encode(), None),
    "csv": (f'=cmd|" /C calc"!A0;{WORDS}\r\n'.encode(), None),
    "ics": (b"BEGIN:VCALENDAR\r\n" * 5_000 + EVENT.encode(), None),
    "rtf": (b"{\\rtf1" + b"{" * 50_000 + WORDS.encode(), P.OLD_OFFICE),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile(tmp_path: Path, kind: str) -> None:
    content, problem = HOSTILE[kind]
    taken = take_in(tmp_path, f"a.{kind}", content)
    assert taken.result.problem is problem
    assert bool(taken.result.pages) is (problem is None), "pages or a problem, never neither"
    if problem is None and kind != "tif":
        is_complete = "Woorden van het stuk" in taken.text
        assert is_complete or P.PART_LEFT_OUT in taken.result.warnings


def test_a_mailbox_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_MEMBERS", 3)
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    taken = take_in(tmp_path, "a.mbox", SMALL_MAIL * 4)
    named = {taken.result.problem, *taken.result.warnings}
    assert P.ARCHIVE_LIMIT in named


def test_all_of_them_at_once_and_the_counts_agree(tmp_path: Path) -> None:
    folder = tmp_path / "bron"
    folder.mkdir()
    wanted: dict[str, P | None] = {}
    for kind, whole in WHOLE.items():
        wanted[f"heel.{kind}"] = P.OLD_OFFICE if kind in OLD else None
        wanted[f"leeg.{kind}"] = P.EMPTY
        (folder / f"heel.{kind}").write_bytes(whole)
        (folder / f"leeg.{kind}").write_bytes(b"")
    for kind, (content, problem) in LOCKED.items():
        wanted[f"slot.{kind}"] = problem
        (folder / f"slot.{kind}").write_bytes(content)
    (folder / "kapot.pdf").write_bytes(truncated(WHOLE["pdf"], 0.05))
    wanted["kapot.pdf"] = P.DAMAGED
    session = create_dossier(
        tmp_path / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="t", clock=FixedClock()
    )
    with session.file as file:
        flow = add_documents(session, [folder], reads_scans=False)
        report = run_blocking(flow, LocalEngine())
        documents = [each for each in file.documents() if each.parent is None]
        assert {each.source_name: each.problem for each in documents} == wanted
        assert report.files == len(wanted) == len(documents)
        assert report.inside == 2, "a member of the archive, a message of the mailbox"
        assert report.held == len(file.documents()) == report.files + report.inside
        assert report.problems == sum(problem is not None for problem in wanted.values())
        assert [each.number for each in file.documents()] == list(range(1, report.held + 1))
