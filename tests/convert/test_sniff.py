from __future__ import annotations

import pytest

from tests.helpers.pdfs import simple_pdf, text_image
from woo_desk.convert.sniff import check_name, check_source, sniff
from woo_desk.domain.document import IntakeProblem, SourceType

PDF, TEXT, UNKNOWN = SourceType.PDF, SourceType.TEXT, SourceType.UNKNOWN
HTML, OLD, IMAGE = SourceType.HTML, SourceType.OLD_OFFICE, SourceType.IMAGE


@pytest.mark.parametrize(
    ("untrusted", "kind"),
    [
        (simple_pdf(["een"]), PDF),
        (b"\xef\xbb\xbf%PDF-1.4 rest", PDF),
        (b" " * 1100 + b"%PDF-1.4", TEXT),
        (b"Geachte heer,\r\n\tdank.\x0c", TEXT),
        ("€ 5 voor Zoë".encode(), TEXT),
        ("€ 5 voor Zoë".encode("cp1252"), TEXT),
        ("€ 5".encode("utf-16"), TEXT),
        (b"oud bestand\x1a", TEXT),
        (b"<html><body>hoi", HTML),
        (b"", UNKNOWN),
        (b"a\0b", UNKNOWN),
        (b"a\x07b", UNKNOWN),
        ("tekst".encode("utf-16-le"), TEXT),
        (b"PK\x03\x04\x14\x00\x06\x00", UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), UNKNOWN),
        (b"{\\rtf1\\ansi Jansen}", OLD),
        (b"%!PS-Adobe-3.0", UNKNOWN),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", IMAGE),
        (text_image("Jansen", 100, 20), IMAGE),
    ],
)
def test_kind_by_content(untrusted: bytes, kind: SourceType) -> None:
    assert sniff(untrusted) is kind


@pytest.mark.parametrize(
    ("name", "kind", "problem"),
    [
        ("brief.pdf", PDF, None),
        ("brief.txt", PDF, None),
        ("zonder", PDF, None),
        ("brief.txt", TEXT, None),
        ("BRIEF.TXT", TEXT, None),
        ("notitie", TEXT, None),
        ("notitie.v2", TEXT, None),
        ("tabel.csv", TEXT, None),
        ("brief.pdf", TEXT, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("Brief.PDF", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("brief.txt", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("mail.eml", TEXT, None),
        ("pagina.html", HTML, None),
        ("pagina.pdf", HTML, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("gegevens.xml", TEXT, IntakeProblem.UNSUPPORTED),
        ("brief.docx", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("archief.zip", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("foto.jpg", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("mail.msg", UNKNOWN, IntakeProblem.NOT_WHAT_IT_SAYS),
        ("zonder", UNKNOWN, IntakeProblem.UNSUPPORTED),
    ],
)
def test_problem_by_name(name: str, kind: SourceType, problem: IntakeProblem | None) -> None:
    assert check_name(name, kind) is problem


def test_source_as_a_whole() -> None:
    assert check_source("brief.pdf", b"") == (UNKNOWN, IntakeProblem.EMPTY)
    assert check_source("brief.pdf", b"hoi") == (TEXT, IntakeProblem.NOT_WHAT_IT_SAYS)
    assert check_source("brief.doc", simple_pdf(["x"])) == (PDF, None)
