"""Says what a file is, by its content; its name only decides which problem is told."""

from __future__ import annotations

import re
from pathlib import PurePath

from woo_desk.convert.ole import OLE_MAGIC, RTF_MAGIC, ole_kind
from woo_desk.convert.package import Package, open_package
from woo_desk.convert.text import decode_strictly
from woo_desk.domain.document import IntakeProblem, SourceType
from woo_desk.errors import SourceError

_PDF_HEADER_WITHIN = 1024
"""Readers look for %PDF- in the first 1024 bytes (PDF 32000-1, annex H, note 13)."""
_MAX_TEXT_BYTES = 50 * 1024 * 1024
"""Of plain text; more would not fit in the pages that a PDF may have."""
_HEAD = 65_536
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""WHY not 0x1a: old programs end a text file with it."""
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_IMAGE_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a",
                b"BM", b"RIFF")  # fmt: skip
_TNEF_MAGIC = b"\x78\x9f\x3e\x22"
_CODED = ("%!PS",)
"""First characters of formats that are written in letters but are no text to read."""
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}:.*|[ \t]+\S.*|>?From .*")
_MAIL_SIGNS = (b"message-id", b"received", b"mime-version", b"return-path", b"date")
_MBOX = re.compile(rb"From [^\r\n]{3,200}\r?\n[!-9;-~]{1,76}:[ \t]")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_OOXML = {"word/": SourceType.DOCX, "xl/": SourceType.XLSX, "ppt/": SourceType.PPTX}
_ODF = {"text": SourceType.ODT, "spreadsheet": SourceType.ODS, "presentation": SourceType.ODP,
        "graphics": SourceType.ODP}  # fmt: skip
_UNSUPPORTED_SUFFIXES = frozenset((".xml", ".svg", ".ps", ".eps", ".vcf"))
"""Formats made of letters that are meant to be shown by a program of their own."""
_CLAIMED_SUFFIXES = frozenset(
    (
        ".pdf", ".txt", ".text", ".eml", ".msg", ".mbox", ".html", ".htm", ".ics", ".docx", ".docm",
        ".xlsx", ".xlsm", ".pptx", ".pptm", ".odt", ".ods", ".odp", ".doc", ".xls", ".ppt", ".rtf",
        ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".csv",
    )
)  # fmt: skip
"""Names that promise what the program can handle."""


def sniff(untrusted: bytes) -> SourceType:
    """What the bytes are; UNKNOWN also for what is damaged or encrypted beyond telling."""
    return _sniffed(untrusted)[0]


def check_source(name: str, untrusted: bytes) -> tuple[SourceType, IntakeProblem | None]:
    """Kind of a source file, and what is wrong with it; EMPTY for zero bytes."""
    if not untrusted:
        return SourceType.UNKNOWN, IntakeProblem.EMPTY
    kind, problem = _sniffed(untrusted)
    return kind, problem or check_name(name, kind)


def check_name(name: str, kind: SourceType) -> IntakeProblem | None:
    """What is wrong with a file of this name whose content is of this kind; None when nothing.

    What can be handled is handled under any name, but text that poses as a PDF is not: it is what
    a web site sends when it has no PDF to give.
    """
    suffix = PurePath(name).suffix.lower()
    match kind:
        case SourceType.TEXT | SourceType.HTML if suffix == ".pdf":
            return IntakeProblem.NOT_WHAT_IT_SAYS
        case SourceType.TEXT if suffix in _UNSUPPORTED_SUFFIXES:
            return IntakeProblem.UNSUPPORTED
        case SourceType.UNKNOWN if suffix in _CLAIMED_SUFFIXES:
            return IntakeProblem.NOT_WHAT_IT_SAYS
        case SourceType.UNKNOWN:
            return IntakeProblem.UNSUPPORTED
        case _:
            return None


def _sniffed(untrusted: bytes) -> tuple[SourceType, IntakeProblem | None]:
    try:
        if untrusted.startswith(_ZIP_MAGIC):
            with open_package(untrusted) as package:
                return package_kind(package), None
        if untrusted.startswith(OLE_MAGIC):
            return ole_kind(untrusted)
    except SourceError as error:
        return SourceType.UNKNOWN, IntakeProblem(error.key)
    kind = _by_first_bytes(untrusted)
    if kind is SourceType.UNKNOWN and _is_long_text(untrusted):
        return kind, IntakeProblem.TOO_LARGE
    return kind, None


def _by_first_bytes(untrusted: bytes) -> SourceType:
    if b"%PDF-" in untrusted[:_PDF_HEADER_WITHIN]:
        return SourceType.PDF
    if untrusted.startswith(_IMAGE_MAGIC) and _is_image(untrusted):
        return SourceType.IMAGE
    if untrusted.startswith(_TNEF_MAGIC):
        return SourceType.TNEF
    if untrusted.startswith(RTF_MAGIC):
        return SourceType.OLD_OFFICE
    if is_mbox(untrusted):
        return SourceType.MBOX
    if _is_mail(untrusted[:_HEAD]):
        return SourceType.MAIL
    return _by_text(untrusted)


def _is_image(untrusted: bytes) -> bool:
    """WHY: two letters begin a bitmap, and many a text."""
    if untrusted.startswith(b"RIFF"):  # sound and film begin so too
        return untrusted[8:12] == b"WEBP"
    if untrusted.startswith(b"BM"):
        return len(untrusted) > 26 and untrusted[14:18] in (
            b"\x28\0\0\0",
            b"\x6c\0\0\0",
            b"\x7c\0\0\0",
        )
    return True


def _by_text(untrusted: bytes) -> SourceType:
    if not untrusted or len(untrusted) > _MAX_TEXT_BYTES:
        return SourceType.UNKNOWN
    text = decode_strictly(untrusted)
    if text is None or _UNPRINTABLE.search(text) or text.startswith(_CODED):
        return SourceType.UNKNOWN
    if text.lstrip()[:20].upper().startswith("BEGIN:VCALENDAR"):
        return SourceType.CALENDAR
    return SourceType.HTML if _HTML.match(text[:_HEAD]) else SourceType.TEXT


def _is_long_text(untrusted: bytes) -> bool:
    """Whether it begins as text does, and is too long to be looked through."""
    if len(untrusted) <= _MAX_TEXT_BYTES:
        return False
    head, _, _ = untrusted[:_HEAD].rpartition(b"\n")  # no letter of several bytes is cut
    return _by_text(head or untrusted[:_HEAD]) is not SourceType.UNKNOWN


def is_mbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does: a line "From …", then a heading."""
    return _MBOX.match(head.lstrip(b"\xef\xbb\xbf\r\n")) is not None


def _is_mail(head: bytes) -> bool:
    """Whether a file begins with the heading of a message, which a pasted mail has not."""
    lines = (
        head.lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    )
    names: set[bytes] = set()
    for line in lines:
        if not line.strip():
            break
        if not _HEADER_LINE.fullmatch(line):
            return False
        names.add(line.partition(b":")[0].lower())
    if {b"mime-version", b"content-type"} <= names:
        return True
    return b"from" in names and bool(names.intersection(_MAIL_SIGNS))


def package_kind(package: Package) -> SourceType:
    """What a zip is: an Office document, or an archive."""
    if package.has("[Content_Types].xml"):
        if package.has("xl/workbook.bin"):
            return SourceType.OLD_OFFICE
        for folder, kind in _OOXML.items():
            if package.names(folder):
                return kind
        if package.has("_rels/.rels"):  # a file of another program, and no archive of files
            return SourceType.UNKNOWN
    if package.has("mimetype") and package.has("content.xml"):
        said = package.read("mimetype")[:200].decode("ascii", "replace").strip()
        for word, kind in _ODF.items():
            if said.startswith(f"application/vnd.oasis.opendocument.{word}"):
                return kind
    return SourceType.ZIP
